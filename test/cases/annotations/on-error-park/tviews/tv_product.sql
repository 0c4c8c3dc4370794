-- @on-error: park
CREATE TABLE tv_product AS
SELECT p.pk_product, p.name, p.price / p.pieces AS each FROM tb_product p;
