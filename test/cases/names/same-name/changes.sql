-- transaction: one of the two tables (changes shop_a.tv_item, tv_item) (leaves shop_b.tv_item)
UPDATE shop_a.tb_item SET stock = 1 WHERE pk_item = 2;

-- transaction: the other (changes shop_b.tv_item, tv_item) (leaves shop_a.tv_item)
UPDATE shop_b.tb_item SET price = 5 WHERE pk_item = 1;

-- transaction: a column of the same name, read on one side only (changes shop_b.tv_item) (leaves shop_a.tv_item, tv_item)
UPDATE shop_b.tb_item SET name = 'Cup' WHERE pk_item = 1;

-- transaction: both get what the other has (changes shop_a.tv_item, shop_b.tv_item, tv_item)
INSERT INTO shop_a.tb_item VALUES (3, 'pot', 0);
INSERT INTO shop_b.tb_item VALUES (2, 'pan', 7);

-- transaction: one loses it (changes shop_b.tv_item, tv_item) (leaves shop_a.tv_item)
DELETE FROM shop_b.tb_item WHERE pk_item = 3;
