-- @on-error: park
-- @on-change tb_rate: full
-- @key (region, fk_product)
CREATE TABLE tv_region AS
SELECT s.region, s.fk_product, p.name, sum(s.pieces) / min(p.pieces) AS sold, (SELECT 10 / min(rate) FROM tb_rate) AS rate
FROM tb_sale s
JOIN tb_product p ON p.pk_product = s.fk_product
GROUP BY s.region, s.fk_product, p.name;
