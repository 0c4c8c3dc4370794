-- transaction: an amount shows at the store and at its referrers (changes tv_store)
UPDATE tb_sale SET amount = 11 WHERE pk_sale = 1;

-- transaction: an amount at a store far away raises what another store referred (changes tv_store)
UPDATE tb_sale SET amount = 700 WHERE pk_sale = 4;

-- transaction: a void sale (leaves tv_store)
UPDATE tb_sale SET amount = 2 WHERE pk_sale = 5;

-- transaction: it counts after all (changes tv_store)
UPDATE tb_sale SET void = false WHERE pk_sale = 5;

-- transaction: another referrer (changes tv_store)
UPDATE tb_sale SET fk_referrer = 2 WHERE pk_sale = 3;

-- transaction: a sale moves to another store (changes tv_store)
UPDATE tb_sale SET fk_store = 2 WHERE pk_sale = 1;

-- transaction: a store opens (changes tv_store)
UPDATE tb_store SET open = true WHERE pk_store = 3;

-- transaction: nothing is sold (changes tv_store)
DELETE FROM tb_sale;
