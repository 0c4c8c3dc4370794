-- @key (level, region, product)
CREATE TABLE tv_one_or_other AS
SELECT GROUPING(region) AS level, region, product, sum(amount) AS amount
FROM tb_sale
GROUP BY GROUPING SETS ((region), (product))
HAVING sum(amount) > 1;
