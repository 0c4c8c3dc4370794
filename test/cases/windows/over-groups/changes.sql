-- transaction: an amount: all shares of the shop (changes tv_share, tv_subtotal) (leaves tv_shop) (refreshes tv_share: 2, tv_shop: 1)
UPDATE tb_receipt SET amount = 40 WHERE pk_receipt = 3;

-- transaction: a new category (changes tv_share) (refreshes tv_share: 2, tv_shop: 1)
INSERT INTO tb_receipt VALUES (6, 2, 'books', 10);

-- transaction: to the other category of the shop (changes tv_share, tv_subtotal) (leaves tv_shop) (refreshes tv_share: 2, tv_shop: 1)
UPDATE tb_receipt SET category = 'books' WHERE pk_receipt = 4;

-- transaction: to another shop (changes tv_share, tv_shop)
UPDATE tb_receipt SET fk_shop = 2 WHERE pk_receipt = 1;

-- transaction: to no shop, where it is one more (changes tv_share, tv_shop)
UPDATE tb_receipt SET fk_shop = NULL WHERE pk_receipt IN (1, 4);

-- transaction: a shop is renamed (changes tv_shop) (leaves tv_share, tv_subtotal) (refreshes tv_share: 0, tv_shop: 1)
UPDATE tb_shop SET name = 'MALL' WHERE pk_shop = 2;

-- transaction: the last receipt of a category (changes tv_share, tv_shop)
DELETE FROM tb_receipt WHERE category = 'books' AND fk_shop = 2;

-- transaction: nothing in total (changes tv_share) (leaves tv_shop)
UPDATE tb_receipt SET amount = 0 WHERE fk_shop IS NULL;

-- transaction: nothing is left (changes tv_share, tv_shop)
TRUNCATE tb_receipt;
