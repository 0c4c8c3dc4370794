CREATE TABLE tv_shape AS
SELECT
  s.pk_shape, s.name,
  (SELECT sum(b.amount) FROM tb_box b WHERE b.sides = s.sides) AS by_sides,
  (SELECT sum(b.amount) FROM tb_box b WHERE b.size = s.size) AS by_size,
  (SELECT sum(b.amount) FROM tb_box b WHERE b.span = s.span) AS by_span,
  (SELECT sum(b.amount) FROM tb_box b WHERE b.wait = s.wait) AS by_wait
FROM tb_shape s;
