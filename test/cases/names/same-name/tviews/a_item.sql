CREATE TABLE shop_a.tv_item AS
SELECT pk_item, name, stock > 0 AS available FROM shop_a.tb_item;
