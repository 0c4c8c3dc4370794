-- @key (fk_shop, category, level)
CREATE TABLE tv_subtotal AS
SELECT
  r.fk_shop, r.category, GROUPING (r.fk_shop, r.category) AS level, sum(r.amount) AS amount,
  sum(sum(r.amount)) OVER (PARTITION BY r.fk_shop) AS twice
FROM tb_receipt r
GROUP BY GROUPING SETS ((r.fk_shop, r.category), (r.fk_shop));
