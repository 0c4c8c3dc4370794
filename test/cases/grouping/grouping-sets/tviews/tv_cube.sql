-- @key (region_total, region, product_total, product)
CREATE TABLE tv_cube AS
SELECT
  GROUPING(s.region) AS region_total, s.region, GROUPING(s.product) AS product_total, s.product,
  count(*) AS sales, max(s.amount) AS largest
FROM tb_sale s
GROUP BY CUBE (s.region, s.product);
