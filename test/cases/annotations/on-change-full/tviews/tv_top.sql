-- @key pk_product
-- @on-change tb_product: full
CREATE TABLE tv_top AS
SELECT p.pk_product, p.name FROM tb_product p ORDER BY p.price DESC, p.pk_product LIMIT 2;
