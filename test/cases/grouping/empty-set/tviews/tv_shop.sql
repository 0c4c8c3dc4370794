-- @key (pk_shop, product)
SELECT s.pk_shop, x.product, x.amount
FROM tb_shop s
CROSS JOIN LATERAL (
  SELECT y.product, sum(y.amount) AS amount FROM tb_sale y WHERE y.town = s.town GROUP BY ROLLUP (y.product)
) x
