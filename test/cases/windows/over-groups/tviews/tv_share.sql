-- @key (fk_shop, category)
CREATE TABLE tv_share AS
SELECT
  r.fk_shop, r.category,
  100 * sum(r.amount) / nullif(sum(sum(r.amount)) OVER (PARTITION BY r.fk_shop), 0) AS percent,
  rank() OVER (PARTITION BY r.fk_shop ORDER BY count(*) DESC) AS place
FROM tb_receipt r
GROUP BY r.fk_shop, r.category;
