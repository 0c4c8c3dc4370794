-- @key (region, product)
CREATE TABLE tv_region_product AS
SELECT DISTINCT s.region, x.product
FROM tb_sale x
JOIN tb_store s ON s.pk_store = x.fk_store;
