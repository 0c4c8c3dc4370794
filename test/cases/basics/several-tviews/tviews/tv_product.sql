CREATE TABLE tv_product AS
SELECT pk_product, id, identifier, jsonb_build_object('name', name) AS data
FROM tb_product;
