CREATE TABLE shop_b.tv_item AS
SELECT pk_item, name, price FROM shop_b.tb_item;
