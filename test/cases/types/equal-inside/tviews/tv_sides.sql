-- @key (sides)
CREATE TABLE tv_sides AS
SELECT s.sides, s.name, sum(b.amount) AS amount
FROM (SELECT DISTINCT ON (sides) sides, name FROM tb_shape ORDER BY sides, pk_shape) s
LEFT JOIN tb_box b ON b.sides = s.sides
GROUP BY s.sides, s.name;
