-- transaction: nothing to flush (leaves tv_street, tv_city) (refreshes tv_street: 0, tv_city: 0)
SELECT tviews.flush();

-- transaction: a write, a flush, and what it shows (changes tv_street, tv_city) (refreshes tv_street: 1, tv_city: 1)
UPDATE tb_city SET name = 'Bergen' WHERE pk_city = 1;
-- expect: (SELECT address FROM tv_street WHERE pk_street = 1) = 'Main, Oslo'
SELECT tviews.flush();
-- expect: equal
-- expect: (SELECT address FROM tv_street WHERE pk_street = 1) = 'Main, Bergen'

-- transaction: writes before, between and after flushes (changes tv_street, tv_city) (refreshes tv_street: 3, tv_city: 4)
INSERT INTO tb_street VALUES (3, 1, 'Side');
SELECT tviews.flush();
-- expect: equal
UPDATE tb_street SET fk_city = 2 WHERE pk_street = 3;
SELECT tviews.flush();
SELECT tviews.flush();
-- expect: equal
DELETE FROM tb_street WHERE pk_street = 1;

-- transaction: rolled back after a flush (leaves tv_street, tv_city) (refreshes tv_street: 0, tv_city: 0)
DELETE FROM tb_city;
SELECT tviews.flush();
-- expect: equal
-- expect: NOT EXISTS (SELECT FROM tv_city)
ROLLBACK;

-- transaction: the last flush leaves nothing to do at COMMIT (changes tv_street, tv_city) (refreshes tv_street: 2, tv_city: 2)
DELETE FROM tb_city WHERE pk_city = 1;
UPDATE tb_street SET name = 'Corso';
SELECT tviews.flush();
-- expect: equal
