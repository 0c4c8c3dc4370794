-- transaction: every row differs (changes tv_product) (leaves tv_top, tv_label) (refreshes tv_product: all, tv_top: 0, tv_label: 0)
UPDATE tb_setting SET factor = 2;

-- transaction: a column that nobody reads (leaves tv_product, tv_top, tv_label) (refreshes tv_product: 0, tv_top: 0, tv_label: 0)
UPDATE tb_setting SET note = 'x';

-- transaction: one price moves the average over another (changes tv_product) (leaves tv_top, tv_label) (refreshes tv_product: all, tv_top: all, tv_label: 0)
UPDATE tb_product SET price = 90 WHERE pk_product = 2;

-- transaction: the top changes (changes tv_product, tv_top, tv_label)
UPDATE tb_product SET price = 95 WHERE pk_product = 1;

-- transaction: written, but the same (leaves tv_product, tv_top, tv_label) (refreshes tv_product: 0, tv_top: 0, tv_label: 0)
UPDATE tb_product SET price = price;

-- transaction: a second setting would double every key (leaves tv_product, tv_top, tv_label)
-- fails at commit: 23505
INSERT INTO tb_setting VALUES (2, 3, NULL);

-- transaction: no setting, no rows (changes tv_product) (leaves tv_top, tv_label)
DELETE FROM tb_setting;

-- transaction: a row comes and a row goes (changes tv_top, tv_label) (leaves tv_product)
INSERT INTO tb_product VALUES (4, 'jug', 100);
DELETE FROM tb_product WHERE pk_product = 3;
