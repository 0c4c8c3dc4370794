-- A scalar subquery inside an aggregate, and in its order.
-- @key (club)
CREATE TABLE tv_club AS
SELECT
  m.club,
  sum((SELECT sum(f.amount) FROM tb_fee f WHERE f.fk_member = m.pk_member)) AS fees,
  string_agg(m.name, ' ' ORDER BY (SELECT count(*) FROM tb_fee f WHERE f.fk_member = m.pk_member), m.pk_member) AS names
FROM tb_member m
GROUP BY m.club;
