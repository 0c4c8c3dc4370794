-- @key product
CREATE TABLE tv_price AS
SELECT DISTINCT ON (p.product) p.product, p.amount, p.since
FROM tb_price p
ORDER BY p.product, p.since DESC, p.pk_price;
