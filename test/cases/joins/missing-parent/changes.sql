-- transaction: the parent appears (changes tv_item, tv_stock)
INSERT INTO tb_warehouse VALUES (2, 'South');

-- transaction: a child without parent changes its name (leaves tv_item, tv_stock)
UPDATE tb_item SET name = 'Indigo' WHERE pk_item = 4;

-- transaction: a child moves to a parent that does not exist (changes tv_item, tv_stock)
UPDATE tb_item SET warehouse = 3 WHERE pk_item = 1;

-- transaction: it moves on to another that does not exist (leaves tv_item, tv_stock)
UPDATE tb_item SET warehouse = 4 WHERE pk_item = 1;

-- transaction: the old and the new one appear (changes tv_item, tv_stock)
INSERT INTO tb_warehouse VALUES (3, 'East'), (4, 'West');

-- transaction: a parent goes, the child stays behind (changes tv_item, tv_stock)
DELETE FROM tb_warehouse WHERE pk_warehouse = 2;

-- transaction: another parent takes its number (changes tv_item, tv_stock)
UPDATE tb_warehouse SET pk_warehouse = 2 WHERE pk_warehouse = 4;

-- transaction: child first, parent second, in one transaction (changes tv_item, tv_stock)
INSERT INTO tb_item VALUES (5, 'Elk', 5);
INSERT INTO tb_warehouse VALUES (5, 'Centre');
