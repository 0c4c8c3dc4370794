CREATE TABLE tv_item AS
SELECT pk_item, fk_group, name, price, stock > 0 AS in_stock
FROM tb_item;
