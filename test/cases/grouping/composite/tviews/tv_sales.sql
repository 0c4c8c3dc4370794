-- @key (region, product, year)
CREATE TABLE tv_sales AS
SELECT s.region, x.product, x.year,
       sum(x.amount) AS amount, count(DISTINCT s.pk_store) AS stores
FROM tb_sale x
JOIN tb_store s ON s.pk_store = x.fk_store
WHERE x.amount > 0
GROUP BY s.region, x.product, 3;
