-- @key (region, product, level)
CREATE TABLE tv_rollup AS
SELECT region, product, GROUPING(region, product) AS level, sum(amount) AS amount
FROM tb_sale
GROUP BY ROLLUP (region, product);
