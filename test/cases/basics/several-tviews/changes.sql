-- transaction: a name is read by one of them (changes tv_product) (leaves tv_offer, tv_stock) (refreshes tv_product: 1, tv_offer: 0, tv_stock: 0)
UPDATE tb_product SET name = 'Mug' WHERE pk_product = 1;

-- transaction: a price by another (changes tv_offer) (leaves tv_product, tv_stock) (refreshes tv_product: 0, tv_offer: 3, tv_stock: 0)
UPDATE tb_product SET price = price * 1.1;

-- transaction: stock moves, but availability stays (leaves tv_product, tv_offer, tv_stock) (refreshes tv_product: 0, tv_offer: 0)
UPDATE tb_product SET stock = stock + 1 WHERE stock > 0;

-- transaction: the last one is sold (changes tv_stock) (leaves tv_product, tv_offer) (refreshes tv_product: 0, tv_offer: 0, tv_stock: 1)
UPDATE tb_product SET stock = 0 WHERE pk_product = 1;

-- transaction: nobody reads the supplier's reference (leaves tv_product, tv_offer, tv_stock) (refreshes tv_product: 0, tv_offer: 0, tv_stock: 0)
UPDATE tb_product SET supplier_reference = 'S-' || pk_product;

-- transaction: notes belong to offers (changes tv_offer) (leaves tv_product, tv_stock) (refreshes tv_product: 0, tv_offer: 2, tv_stock: 0)
INSERT INTO tb_price_note VALUES (4, 2, 'new');
UPDATE tb_price_note SET fk_product = 2 WHERE pk_price_note = 1;

-- transaction: a new product is everywhere (changes tv_product, tv_offer, tv_stock) (refreshes tv_product: 1, tv_offer: 1, tv_stock: 1)
INSERT INTO tb_product (pk_product, identifier, name, price) VALUES (4, 'bowl', 'Bowl', 7);

-- transaction: and gone everywhere (changes tv_product, tv_offer, tv_stock) (refreshes tv_product: 1, tv_offer: 1, tv_stock: 1)
DELETE FROM tb_product WHERE pk_product = 4;
