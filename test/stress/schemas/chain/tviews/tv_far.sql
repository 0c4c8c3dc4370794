CREATE TABLE tv_far AS
SELECT d.pk_d, d.name, count(DISTINCT c.pk_c) AS cs, count(DISTINCT b.pk_b) AS bs,
  array_agg(a.name ORDER BY a.pk_a) AS names
FROM tb_d d
LEFT JOIN tb_c c ON c.fk_d = d.pk_d
LEFT JOIN tb_b b ON b.fk_c = c.pk_c
LEFT JOIN tb_a a ON a.fk_b = b.pk_b
GROUP BY d.pk_d;
