-- transaction: over one side (changes tv_item, tv_price, tv_group) (leaves tv_supply) (refreshes tv_item: 1, tv_price: 1, tv_supply: 0, tv_group: 1)
UPDATE tb_item SET price = 5 WHERE pk_item = 1;

-- transaction: over the other (changes tv_item, tv_supply, tv_group) (leaves tv_price) (refreshes tv_item: 1, tv_price: 0, tv_supply: 1, tv_group: 1)
UPDATE tb_item SET name = 'aa' WHERE pk_item = 1;

-- transaction: over both (changes tv_item, tv_price, tv_supply, tv_group) (refreshes tv_item: 1, tv_price: 1, tv_supply: 1, tv_group: 1)
UPDATE tb_item SET price = 1, stock = 9 WHERE pk_item = 2;

-- transaction: past both, from the table (changes tv_group) (leaves tv_item, tv_price, tv_supply) (refreshes tv_price: 0, tv_supply: 0, tv_group: 2)
UPDATE tb_item SET stock = stock + 1 WHERE stock > 0;

-- transaction: neither the cheapest nor the dearest, and out of stock (changes tv_item) (leaves tv_price, tv_supply, tv_group) (refreshes tv_item: 1, tv_price: 1, tv_supply: 1, tv_group: 1)
INSERT INTO tb_item VALUES (5, 2, 'e', 30, 0);

-- transaction: an item moves to another group (changes tv_item, tv_price, tv_supply, tv_group) (refreshes tv_item: 1, tv_price: 2, tv_supply: 2, tv_group: 2)
UPDATE tb_item SET fk_group = 3 WHERE pk_item = 3;

-- transaction: the NULL group ends before the top (changes tv_item, tv_price) (leaves tv_supply, tv_group) (refreshes tv_item: 1, tv_price: 1, tv_supply: 0, tv_group: 0)
UPDATE tb_item SET price = 41 WHERE pk_item = 4;

-- transaction: an item comes out of the NULL group (changes tv_item, tv_price, tv_supply, tv_group) (refreshes tv_item: 1, tv_price: 2, tv_supply: 1, tv_group: 1)
UPDATE tb_item SET fk_group = 1 WHERE pk_item = 4;

-- transaction: all at once (changes tv_item, tv_price, tv_supply, tv_group)
UPDATE tb_group SET title = lower(title);
UPDATE tb_item SET fk_group = NULL, price = -price, name = name || name, stock = 1;
