-- transaction: a later one (changes tv_price) (refreshes tv_price: 1)
INSERT INTO tb_price VALUES (4, 'cup', '2024-09-01', 6);

-- transaction: an earlier one (leaves tv_price) (refreshes tv_price: 1)
INSERT INTO tb_price VALUES (5, 'cup', '2020-09-01', 1);

-- transaction: the latest goes (changes tv_price) (refreshes tv_price: 1)
DELETE FROM tb_price WHERE pk_price = 4;

-- transaction: another product (changes tv_price) (refreshes tv_price: 2)
UPDATE tb_price SET product = 'pan' WHERE pk_price = 2;
