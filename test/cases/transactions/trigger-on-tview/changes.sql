-- transaction: the trigger is put in place (leaves tv_stock, tv_alert)
CREATE TRIGGER raise_alert AFTER INSERT OR UPDATE ON tv_stock FOR EACH ROW EXECUTE FUNCTION raise_alert();

-- transaction: it writes while the drain runs, and its writes are drained too (changes tv_stock, tv_alert)
UPDATE tb_stock SET pieces = 4 WHERE pk_stock = 1;

-- transaction: nothing is written, so nothing fires (leaves tv_stock, tv_alert)
UPDATE tb_stock SET pieces = 2 WHERE pk_stock = 1;

-- transaction: in a flush (changes tv_stock, tv_alert)
INSERT INTO tb_stock VALUES (3, 'pot', 0);
SELECT tviews.flush();
-- expect: equal
-- expect: (SELECT messages FROM tv_alert WHERE fk_stock = 3) = ARRAY['low: pot']

-- transaction: for another reason (changes tv_stock, tv_alert)
UPDATE tb_stock SET name = upper(name);
