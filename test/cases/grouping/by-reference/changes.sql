-- transaction: a group is born (changes tv_debt) (leaves tv_good_customer) (refreshes tv_debt: 1, tv_good_customer: 1)
INSERT INTO tb_invoice VALUES (4, 3, 7);

-- transaction: a group is gone, all its rows paid (changes tv_debt) (leaves tv_good_customer) (refreshes tv_debt: 1, tv_good_customer: 1)
UPDATE tb_invoice SET paid = true WHERE pk_invoice = 4;

-- transaction: HAVING lets a group in (changes tv_good_customer, tv_debt) (refreshes tv_good_customer: 2)
INSERT INTO tb_invoice VALUES (5, 3, 9, true);
UPDATE tb_invoice SET paid = true WHERE pk_invoice = 1;

-- transaction: and throws one out (changes tv_good_customer) (leaves tv_debt) (refreshes tv_good_customer: 1)
DELETE FROM tb_invoice WHERE pk_invoice = 5;

-- transaction: an invoice moves (changes tv_good_customer, tv_debt) (refreshes tv_debt: 2, tv_good_customer: 2)
UPDATE tb_invoice SET fk_customer = 1 WHERE pk_invoice = 3;

-- transaction: one more and one less: the sum stays, the count stays (leaves tv_debt)
INSERT INTO tb_invoice VALUES (6, 1, 10);
DELETE FROM tb_invoice WHERE pk_invoice = 3;

-- transaction: a note is not read (leaves tv_debt, tv_good_customer) (refreshes tv_debt: 0, tv_good_customer: 0)
UPDATE tb_invoice SET note = 'checked';

-- transaction: the last debt is paid (changes tv_debt, tv_good_customer) (refreshes tv_debt: 1, tv_good_customer: 1)
UPDATE tb_invoice SET paid = true WHERE pk_invoice = 6;

-- transaction: the name is shown by one of them (changes tv_good_customer) (leaves tv_debt) (refreshes tv_debt: 0, tv_good_customer: 1)
UPDATE tb_customer SET name = 'Annabel' WHERE pk_customer = 1;

-- transaction: one group falls, another rises (changes tv_debt, tv_good_customer) (refreshes tv_good_customer: 2)
INSERT INTO tb_invoice VALUES (7, 1, 10, false), (8, 2, 1, true), (9, 2, 3, true);

-- transaction: all groups are gone (changes tv_debt, tv_good_customer) (refreshes tv_good_customer: 3)
DELETE FROM tb_invoice;
