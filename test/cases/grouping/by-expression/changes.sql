-- transaction: the last second becomes the first (changes tv_month, tv_size_month) (leaves tv_size, tv_payer) (refreshes tv_month: 2)
UPDATE tb_payment SET paid_at = '2024-02-01 00:00:01' WHERE pk_payment = 1;

-- transaction: another time of the month (changes tv_size_month) (leaves tv_month, tv_payer, tv_size) (refreshes tv_size_month: 1)
UPDATE tb_payment SET paid_at = '2024-02-01 00:00:02' WHERE pk_payment = 2;

-- transaction: small and large change places in one statement (changes tv_size_month, tv_payer) (refreshes tv_size_month: 2)
UPDATE tb_payment SET amount = CASE WHEN pk_payment = 1 THEN 300 ELSE 10 END WHERE pk_payment IN (1, 3);

-- transaction: a spelling (changes tv_payer) (leaves tv_month, tv_size) (refreshes tv_payer: 1, tv_month: 0, tv_size: 0)
UPDATE tb_payment SET payer = 'Ann' WHERE pk_payment = 2;

-- transaction: a payer becomes known, that is another group (changes tv_payer) (leaves tv_month, tv_size) (refreshes tv_payer: 2)
UPDATE tb_payment SET payer = 'Ben' WHERE pk_payment = 4;

-- transaction: too large for any size: the NULL group (changes tv_size, tv_month, tv_payer)
INSERT INTO tb_payment VALUES (5, 'cid', '2024-02-02', 500);

-- transaction: back among the large, the NULL group is gone (changes tv_size, tv_payer, tv_month) (refreshes tv_size: 2, tv_payer: 1, tv_month: 1)
UPDATE tb_payment SET amount = 499.99 WHERE pk_payment = 5;

-- transaction: two payers are forgotten (changes tv_payer) (refreshes tv_payer: 3)
UPDATE tb_payment SET payer = NULL WHERE pk_payment IN (2, 5);

-- transaction: a savepoint takes back one of two (changes tv_month, tv_size)
INSERT INTO tb_payment VALUES (6, 'Ann', '2024-03-01', 1);
SAVEPOINT second;
INSERT INTO tb_payment VALUES (7, 'Ann', '2024-04-01', 1);
ROLLBACK TO second;

-- transaction: the key of a row is in no group (leaves tv_month, tv_payer, tv_size, tv_size_month)
UPDATE tb_payment SET pk_payment = 60 WHERE pk_payment = 6;

-- transaction: the last of a month (changes tv_month, tv_size) (refreshes tv_month: 1, tv_payer: 1, tv_size: 1)
DELETE FROM tb_payment WHERE pk_payment = 60;
