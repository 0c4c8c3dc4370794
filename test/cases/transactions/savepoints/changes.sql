-- transaction: everything is rolled back to the savepoint (leaves tv_wallet) (refreshes tv_wallet: 0)
SAVEPOINT a;
UPDATE tb_coin SET amount = 0;
ROLLBACK TO a;

-- transaction: the first write is rolled back, a later one is not (changes tv_wallet) (refreshes tv_wallet: 1)
SAVEPOINT a;
UPDATE tb_coin SET amount = 99 WHERE pk_coin = 3;
ROLLBACK TO a;
UPDATE tb_coin SET amount = 11 WHERE pk_coin = 1;

-- transaction: a write before the savepoint, one after it that is rolled back (changes tv_wallet) (refreshes tv_wallet: 1)
UPDATE tb_coin SET amount = 12 WHERE pk_coin = 1;
SAVEPOINT a;
UPDATE tb_coin SET fk_wallet = 2;
ROLLBACK TO a;

-- transaction: nested, the inner is released, the outer rolled back (leaves tv_wallet) (refreshes tv_wallet: 0)
SAVEPOINT a;
UPDATE tb_coin SET amount = 1 WHERE pk_coin = 1;
SAVEPOINT b;
UPDATE tb_coin SET amount = 1 WHERE pk_coin = 2;
RELEASE b;
ROLLBACK TO a;

-- transaction: nested, the inner is rolled back, the outer released (changes tv_wallet) (refreshes tv_wallet: 1)
SAVEPOINT a;
UPDATE tb_coin SET amount = 30 WHERE pk_coin = 2;
SAVEPOINT b;
DELETE FROM tb_coin;
ROLLBACK TO b;
RELEASE a;

-- transaction: rolled back to the same savepoint twice, writing in between and after (changes tv_wallet) (refreshes tv_wallet: 2)
SAVEPOINT a;
UPDATE tb_wallet SET owner = 'nobody';
ROLLBACK TO a;
DELETE FROM tb_coin WHERE pk_coin = 2;
ROLLBACK TO a;
UPDATE tb_coin SET fk_wallet = 1 WHERE pk_coin = 3;

-- transaction: a statement fails, the transaction goes on (changes tv_wallet) (refreshes tv_wallet: 2)
UPDATE tb_coin SET amount = 40 WHERE pk_coin = 2;
-- fails: 23514
UPDATE tb_coin SET amount = -1;
-- fails: 23503
INSERT INTO tb_coin VALUES (9, 9, 9);
INSERT INTO tb_coin VALUES (4, 2, 4);

-- transaction: flushed, rolled back to before the flush (leaves tv_wallet) (refreshes tv_wallet: 0)
SAVEPOINT a;
UPDATE tb_coin SET amount = 1000;
SELECT tviews.flush();
-- expect: (SELECT min(total) FROM tv_wallet) >= 1000
ROLLBACK TO a;

-- transaction: flushed, rolled back, and written again (changes tv_wallet) (refreshes tv_wallet: 1)
SAVEPOINT a;
UPDATE tb_coin SET amount = 1000;
SELECT tviews.flush();
ROLLBACK TO a;
UPDATE tb_coin SET amount = 41 WHERE pk_coin = 2;

-- transaction: written before the savepoint, flushed after it, rolled back: the first write is still to do (changes tv_wallet) (refreshes tv_wallet: 1)
UPDATE tb_coin SET amount = 42 WHERE pk_coin = 2;
SAVEPOINT a;
SELECT tviews.flush();
-- expect: equal
ROLLBACK TO a;
