CREATE TABLE tv_product AS
SELECT p.pk_product, p.name, fn_stock(p.pk_product) AS stock
FROM tb_product p;
