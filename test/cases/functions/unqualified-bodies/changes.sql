-- transaction: a price (changes tv_good) (refreshes tv_good: 1)
UPDATE tb_good SET cents = 475 WHERE pk_good = 1;

-- transaction: the session's search_path does not lead to the functions (changes tv_good) (refreshes tv_good: 1)
SET LOCAL search_path = '';
UPDATE public.tb_good SET discount = 11 WHERE pk_good = 1;

-- transaction: it leads to others of the same name (changes tv_good) (refreshes tv_good: 1)
CREATE SCHEMA decoy;
CREATE FUNCTION decoy.currency_symbol(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT ''wrong''::text';
SET LOCAL search_path = decoy, public;
UPDATE tb_good SET cents = 1 WHERE pk_good = 2;
INSERT INTO tb_tax VALUES (3, 2, 'EUR');
DROP SCHEMA decoy CASCADE;

-- transaction: so does the session's temporary schema (changes tv_good) (refreshes tv_good: 1)
CREATE FUNCTION pg_temp.currency_symbol(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT ''wrong''::text';
UPDATE tb_good SET cents = 2 WHERE pk_good = 2;
DROP FUNCTION pg_temp.currency_symbol(text);

-- transaction: the result stays the same (leaves tv_good)
UPDATE tb_good SET discount = 1000 WHERE pk_good = 1;
UPDATE tb_good SET discount = 11 WHERE pk_good = 1;

-- transaction: a name (changes tv_good) (refreshes tv_good: 1)
UPDATE tb_good SET name = 'mug' WHERE pk_good = 1;
