-- transaction: immediate, then more writes (changes tv_group)
UPDATE tb_entry SET value = 10 WHERE pk_entry = 1;
SET CONSTRAINTS ALL IMMEDIATE;
UPDATE tb_entry SET value = 20 WHERE pk_entry = 2;
INSERT INTO tb_entry VALUES (3, 1, 3);

-- transaction: immediate from the start (changes tv_group)
SET CONSTRAINTS ALL IMMEDIATE;
UPDATE tb_entry SET fk_group = 2 WHERE pk_entry = 1;
DELETE FROM tb_entry WHERE pk_entry = 3;

-- transaction: after the switch every write can be read at once (changes tv_group)
INSERT INTO tb_group VALUES (3, 'C');
SET CONSTRAINTS ALL IMMEDIATE;
-- expect: equal
INSERT INTO tb_entry VALUES (4, 3, 4);
-- expect: equal
UPDATE tb_group SET name = 'CC' WHERE pk_group = 3;
-- expect: equal

-- transaction: immediate, deferred again, immediate (changes tv_group)
INSERT INTO tb_entry VALUES (5, 1, 5);
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
INSERT INTO tb_entry VALUES (6, 9, 6);
INSERT INTO tb_group VALUES (9, 'I');
SET CONSTRAINTS ALL IMMEDIATE;
-- expect: equal
DELETE FROM tb_entry WHERE pk_entry = 6;

-- transaction: the switch itself fails and is undone (changes tv_group)
INSERT INTO tb_entry VALUES (7, 77, 7);
-- fails: 23503
SET CONSTRAINTS ALL IMMEDIATE;
UPDATE tb_entry SET fk_group = 1 WHERE pk_entry = 7;

-- transaction: immediate behind a savepoint, rolled back: the first write is still to do (changes tv_group)
UPDATE tb_entry SET value = 50 WHERE pk_entry = 1;
SAVEPOINT a;
SET CONSTRAINTS ALL IMMEDIATE;
-- expect: equal
ROLLBACK TO a;

-- transaction: immediate without any write (leaves tv_group)
SET CONSTRAINTS ALL IMMEDIATE;
