-- @key (pk_product)
CREATE TABLE tv_stock AS
SELECT pk_product, stock > 0 AS available
FROM tb_product;
