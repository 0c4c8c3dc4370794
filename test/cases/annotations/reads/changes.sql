-- transaction: what the function reads changes every row (changes tv_price) (leaves tv_offer, tv_statistics) (refreshes tv_price: all, tv_offer: 0, tv_statistics: 0)
UPDATE tb_vat SET percent = 10;

-- transaction: a row that the function finds later (changes tv_price) (leaves tv_offer, tv_statistics) (refreshes tv_price: all, tv_offer: 0, tv_statistics: 0)
INSERT INTO tb_vat VALUES (2, 5, 'extra');

-- transaction: written, but the same (leaves tv_price, tv_offer, tv_statistics) (refreshes tv_price: 0, tv_offer: 0, tv_statistics: 0)
UPDATE tb_vat SET percent = percent;

-- transaction: a row of a function in FROM, counted by the function of a TVIEW (changes tv_offer, tv_statistics) (leaves tv_price) (refreshes tv_price: 0, tv_offer: all, tv_statistics: all)
INSERT INTO tb_offer VALUES (2, 2, 7);

-- transaction: both at once (changes tv_price, tv_offer, tv_statistics)
UPDATE tb_product SET price = 20, name = 'mug' WHERE pk_product = 1;
DELETE FROM tb_offer WHERE pk_offer = 2;

-- transaction: a product is renamed (changes tv_offer) (leaves tv_price, tv_statistics) (refreshes tv_price: 0, tv_statistics: all)
UPDATE tb_product SET name = 'beaker' WHERE pk_product = 1;

-- transaction: nothing is left (changes tv_price, tv_offer, tv_statistics)
TRUNCATE tb_vat, tb_offer;
