-- transaction: a sale (changes tv_sales) (leaves tv_region_product) (refreshes tv_sales: 1, tv_region_product: 1)
INSERT INTO tb_sale VALUES (5, 2, 'pan', 2024, 30);

-- transaction: a store moves to another region with all sales (changes tv_sales, tv_region_product) (refreshes tv_sales: 4, tv_region_product: 4)
UPDATE tb_store SET region = 'south' WHERE pk_store = 2;

-- transaction: a store moves, every product stays known in both regions (changes tv_sales) (leaves tv_region_product)
UPDATE tb_store SET region = 'north' WHERE pk_store = 3;

-- transaction: a product is renamed in one sale (changes tv_sales, tv_region_product)
UPDATE tb_sale SET product = 'mug' WHERE pk_sale = 3;

-- transaction: another year (changes tv_sales) (leaves tv_region_product) (refreshes tv_region_product: 0)
UPDATE tb_sale SET year = 2023 WHERE pk_sale = 4;

-- transaction: WHERE drops the last row of a group, DISTINCT keeps it (changes tv_sales) (leaves tv_region_product) (refreshes tv_sales: 1, tv_region_product: 0)
UPDATE tb_sale SET amount = 0 WHERE pk_sale = 3;

-- transaction: a sale moves to another store (changes tv_sales, tv_region_product) (refreshes tv_sales: 2, tv_region_product: 2)
UPDATE tb_sale SET fk_store = 1 WHERE pk_sale = 5;

-- transaction: a store's name is not read (leaves tv_sales, tv_region_product) (refreshes tv_sales: 0, tv_region_product: 0)
UPDATE tb_store SET name = name || '1';

-- transaction: a region goes (changes tv_sales, tv_region_product)
DELETE FROM tb_sale WHERE fk_store IN (2, 3);
DELETE FROM tb_store WHERE pk_store IN (2, 3);
