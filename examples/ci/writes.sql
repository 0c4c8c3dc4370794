-- What an application does, in short.
BEGIN;
INSERT INTO tb_order (fk_customer) VALUES (1);
INSERT INTO tb_order_line (fk_order, article, quantity, price) VALUES (currval('tb_order_pk_order_seq'), 'pen', 2, 0.80);
COMMIT;

UPDATE tb_customer SET name = 'Ada' WHERE pk_customer = 2;
UPDATE tb_order_line SET quantity = quantity + 1 WHERE fk_order IN (3, 4);
DELETE FROM tb_customer WHERE pk_customer = 5;
