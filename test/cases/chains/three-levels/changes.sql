-- transaction: from the lowest to the highest (changes tv_line, tv_order, tv_customer) (refreshes tv_line: 1, tv_order: 1, tv_customer: 1)
UPDATE tb_line SET price = 5 WHERE pk_line = 1;

-- transaction: as far as the middle (changes tv_line, tv_order) (leaves tv_customer) (refreshes tv_line: 1, tv_order: 1, tv_customer: 0)
UPDATE tb_line SET product = 'mug' WHERE pk_line = 1;

-- transaction: nowhere (leaves tv_line, tv_order, tv_customer) (refreshes tv_line: 1, tv_order: 0, tv_customer: 0)
UPDATE tb_line SET quantity = 1, price = price * quantity WHERE pk_line = 1;

-- transaction: in the middle (changes tv_order, tv_customer) (leaves tv_line) (refreshes tv_line: 0, tv_order: 1, tv_customer: 2)
UPDATE tb_order SET fk_customer = 2 WHERE pk_order = 2;

-- transaction: not read at all (leaves tv_line, tv_order, tv_customer) (refreshes tv_line: 0, tv_order: 0, tv_customer: 0)
UPDATE tb_order SET placed_on = '2025-01-01';

-- transaction: at the top (changes tv_customer) (leaves tv_line, tv_order) (refreshes tv_line: 0, tv_order: 0, tv_customer: 1)
UPDATE tb_customer SET name = 'Benno' WHERE pk_customer = 2;

-- transaction: a line falls out of the lowest (changes tv_line, tv_order, tv_customer) (refreshes tv_line: 1, tv_order: 1, tv_customer: 1)
UPDATE tb_line SET quantity = 0 WHERE pk_line = 4;

-- transaction: sums stay the same, lines do not (changes tv_line, tv_order) (leaves tv_customer) (refreshes tv_line: 1, tv_order: 2, tv_customer: 0)
UPDATE tb_line SET fk_order = 3 WHERE pk_line = 3;

-- transaction: every level in one transaction, top first (changes tv_line, tv_order, tv_customer) (refreshes tv_line: 1, tv_order: 1, tv_customer: 1)
INSERT INTO tb_customer VALUES (3, 'Cid');
INSERT INTO tb_order VALUES (4, 3, '2024-04-04');
INSERT INTO tb_line VALUES (5, 4, 'bowl', 3, 3);

-- transaction: every level goes (changes tv_line, tv_order, tv_customer) (refreshes tv_line: 2, tv_order: 1, tv_customer: 1)
DELETE FROM tb_customer WHERE pk_customer = 1;
DELETE FROM tb_order WHERE fk_customer = 1;
DELETE FROM tb_line WHERE fk_order = 1;

-- transaction: lines without order reach the lowest only (changes tv_line) (leaves tv_order, tv_customer) (refreshes tv_line: 1, tv_customer: 0)
INSERT INTO tb_line VALUES (6, 99, 'lost', 1, 1);
