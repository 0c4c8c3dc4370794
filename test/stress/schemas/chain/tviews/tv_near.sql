CREATE TABLE tv_near AS
SELECT a.pk_a, a.name AS a, b.name AS b, c.name AS c, d.name AS d
FROM tb_a a
LEFT JOIN tb_b b ON b.pk_b = a.fk_b
LEFT JOIN tb_c c ON c.pk_c = b.fk_c
LEFT JOIN tb_d d ON d.pk_d = c.fk_d;
