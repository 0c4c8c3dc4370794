CREATE TABLE tv_complete AS
SELECT a.pk_a, a.name || '/' || b.name || '/' || c.name || '/' || d.name AS path
FROM tb_a a
JOIN tb_b b ON b.pk_b = a.fk_b
JOIN tb_c c ON c.pk_c = b.fk_c
JOIN tb_d d ON d.pk_d = c.fk_d;
