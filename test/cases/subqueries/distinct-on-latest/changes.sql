-- transaction: a later state (changes tv_latest, tv_order) (refreshes tv_latest: 2, tv_order: 1)
INSERT INTO tb_state VALUES (5, 2, '2024-01-06', 'sent');

-- transaction: an earlier state (leaves tv_latest, tv_order)
INSERT INTO tb_state VALUES (6, 1, '2023-12-31', 'draft');

-- transaction: it was later, as it turns out (changes tv_latest, tv_order)
UPDATE tb_state SET at = '2024-02-02' WHERE pk_state = 6;

-- transaction: its time is forgotten, it comes last (changes tv_latest, tv_order)
UPDATE tb_state SET at = NULL WHERE pk_state = 6;

-- transaction: the latest state goes to another order, where it is the latest too (changes tv_latest, tv_order)
UPDATE tb_state SET fk_order = 1 WHERE pk_state = 5;

-- transaction: the stray state finds an order without states (changes tv_latest, tv_order)
UPDATE tb_state SET fk_order = 3 WHERE pk_state = 4;

-- transaction: the latest gets another key (changes tv_latest) (leaves tv_order) (refreshes tv_order: 1)
UPDATE tb_state SET pk_state = 50 WHERE pk_state = 5;

-- transaction: a customer (changes tv_order) (leaves tv_latest) (refreshes tv_order: 1, tv_latest: 0)
UPDATE tb_order SET customer = 'Cidney' WHERE pk_order = 3;

-- transaction: the latest is taken back (changes tv_latest, tv_order)
DELETE FROM tb_state WHERE pk_state = 50;

-- transaction: the only one of an order (changes tv_latest, tv_order)
DELETE FROM tb_state WHERE fk_order = 3;

-- transaction: two orders swap their states (changes tv_latest, tv_order)
UPDATE tb_state SET fk_order = 3 - fk_order;
