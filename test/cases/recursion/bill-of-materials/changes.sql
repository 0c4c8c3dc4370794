-- transaction: the price at the bottom of everything (changes tv_product) (refreshes tv_product: 3)
UPDATE tb_item SET price = 0.60 WHERE pk_item = 5;

-- transaction: the name of a part that is also a whole (changes tv_product)
UPDATE tb_item SET name = 'big wheel' WHERE pk_item = 3;

-- transaction: a quantity in the middle (changes tv_product)
UPDATE tb_component SET quantity = 36 WHERE pk_component = 3;

-- transaction: a quantity at the top (changes tv_product)
UPDATE tb_component SET quantity = 3 WHERE pk_component = 4;

-- transaction: a part that is a whole gets a part more, and is used once more (changes tv_product)
INSERT INTO tb_item VALUES (6, 'hub', 20);
INSERT INTO tb_component VALUES (5, 3, 6, 1), (6, 2, 6, 1);

-- transaction: a component moves to another whole, the part of the whole changes too (changes tv_product)
UPDATE tb_component SET fk_whole = 4 WHERE pk_component = 3;
UPDATE tb_component SET fk_part = 3 WHERE pk_component = 2;

-- transaction: back, in the other order (changes tv_product)
UPDATE tb_component SET fk_part = 4 WHERE pk_component = 2;
UPDATE tb_component SET fk_whole = 3 WHERE pk_component = 3;

-- transaction: a price of nothing (changes tv_product) (refreshes tv_product: 3)
UPDATE tb_item SET price = NULL WHERE pk_item = 6;

-- transaction: the middle goes (changes tv_product)
DELETE FROM tb_component WHERE fk_whole = 3;

-- transaction: an item of no use (leaves tv_product)
INSERT INTO tb_item VALUES (7, 'bell', 5);

-- transaction: the last component of a whole (changes tv_product)
DELETE FROM tb_component WHERE fk_whole = 2;
