CREATE TABLE tv_item AS
SELECT a.pk_item, a.name, b.price, x.available
FROM shop_a.tb_item a
LEFT JOIN shop_b.tb_item b ON b.pk_item = a.pk_item
LEFT JOIN shop_a.tv_item x ON x.pk_item = a.pk_item;
