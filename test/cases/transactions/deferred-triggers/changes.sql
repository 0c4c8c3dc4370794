-- transaction: the application's trigger writes during COMMIT (changes tv_order) (leaves tv_event)
INSERT INTO tb_item VALUES (2, 2, 50);

-- transaction: the drain is scheduled first, the application's trigger second (changes tv_order) (leaves tv_event)
UPDATE tb_order SET customer = 'Anna' WHERE pk_order = 1;
UPDATE tb_item SET price = 11 WHERE pk_item = 1;

-- transaction: a chain: an item, its order, an event (changes tv_order, tv_event)
INSERT INTO tb_item VALUES (3, 2, 500);

-- transaction: an item moves, two orders are summed up (changes tv_order, tv_event)
UPDATE tb_item SET fk_order = 1 WHERE pk_item = 3;

-- transaction: after a flush the trigger still writes (changes tv_order)
DELETE FROM tb_item WHERE pk_item = 3;
SELECT tviews.flush();

-- transaction: the trigger finds nothing new (changes tv_order) (leaves tv_event)
INSERT INTO tb_item VALUES (4, 1, 0);

-- transaction: rolled back to a savepoint, the trigger never runs (leaves tv_order, tv_event)
SAVEPOINT a;
INSERT INTO tb_item VALUES (5, 1, 1000);
ROLLBACK TO a;

-- transaction: immediate, then deferred work again (changes tv_order, tv_event)
INSERT INTO tb_item VALUES (6, 1, 200);
SET CONSTRAINTS sum_up IMMEDIATE;
SELECT tviews.flush();
INSERT INTO tb_item VALUES (7, 2, 300);
