-- transaction: an order is deleted softly (changes tv_order, tv_customer) (refreshes tv_order: 1, tv_customer: 1)
UPDATE tb_order SET deleted_at = '2024-03-01' WHERE pk_order = 1;

-- transaction: and restored (changes tv_order, tv_customer) (refreshes tv_order: 1, tv_customer: 1)
UPDATE tb_order SET deleted_at = NULL WHERE pk_order = 1;

-- transaction: a later time of deletion is no news (leaves tv_order, tv_customer)
UPDATE tb_order SET deleted_at = '2024-04-01' WHERE pk_order = 2;

-- transaction: a customer is deleted softly, orders follow (changes tv_order, tv_customer) (refreshes tv_customer: 1)
UPDATE tb_customer SET deleted_at = '2024-03-01' WHERE pk_customer = 1;

-- transaction: changes below a deleted customer (leaves tv_order, tv_customer)
UPDATE tb_order SET total = total + 1 WHERE fk_customer = 1;
INSERT INTO tb_order (pk_order, fk_customer, total) VALUES (5, 1, 50);

-- transaction: everything restored shows what happened meanwhile (changes tv_order, tv_customer)
UPDATE tb_customer SET deleted_at = NULL;
UPDATE tb_order SET deleted_at = NULL;

-- transaction: one more is deleted softly (changes tv_order, tv_customer) (refreshes tv_order: 1, tv_customer: 1)
UPDATE tb_order SET deleted_at = '2024-05-01' WHERE pk_order = 4;

-- transaction: a hard delete of what is deleted softly (leaves tv_order, tv_customer)
DELETE FROM tb_order WHERE pk_order = 4;
