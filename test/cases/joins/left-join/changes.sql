-- transaction: NULL becomes a reference (changes tv_product) (refreshes tv_product: 1)
UPDATE tb_product SET fk_category = 1 WHERE pk_product = 2;

-- transaction: a reference becomes NULL (changes tv_product) (refreshes tv_product: 1)
UPDATE tb_product SET fk_category = NULL WHERE pk_product = 1;

-- transaction: the condition in ON turns on (changes tv_product) (refreshes tv_product: 1)
UPDATE tb_category SET visible = true WHERE pk_category = 2;

-- transaction: and off elsewhere (changes tv_product) (refreshes tv_product: 1)
UPDATE tb_category SET visible = false WHERE pk_category = 3;

-- transaction: an invisible category gets a name (leaves tv_product)
UPDATE tb_category SET name = 'Boxes' WHERE pk_category = 3;

-- transaction: moved from NULL to what is invisible (leaves tv_product) (refreshes tv_product: 1)
UPDATE tb_product SET fk_category = 3 WHERE pk_product = 1;

-- transaction: the parent goes, its children stay (changes tv_product) (refreshes tv_product: 1)
UPDATE tb_product SET fk_category = NULL WHERE fk_category = 1;
DELETE FROM tb_category WHERE pk_category = 1;

-- transaction: a product without a category (changes tv_product) (refreshes tv_product: 1)
INSERT INTO tb_product (pk_product, name) VALUES (5, 'Loose');

-- transaction: two products swap their categories in one statement (changes tv_product) (refreshes tv_product: 2)
UPDATE tb_product SET fk_category = CASE pk_product WHEN 3 THEN NULL ELSE 2 END WHERE pk_product IN (3, 5);
