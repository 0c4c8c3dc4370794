-- transaction: the application writes (changes tv_room) (refreshes tv_room: 1)
SET LOCAL ROLE case_application;
INSERT INTO tb_guest (fk_room, name) VALUES (1, 'Cid');
UPDATE tb_room SET name = 'Azure' WHERE pk_room = 1;

-- transaction: it deletes, and a foreign key's action writes for it (changes tv_room) (refreshes tv_room: 2)
SET LOCAL ROLE case_application;
DELETE FROM tb_room WHERE pk_room = 2;
INSERT INTO tb_room VALUES (3, 'Green');

-- transaction: it reads its own writes after a flush, by way of who may read (changes tv_room) (refreshes tv_room: 1)
SET LOCAL ROLE case_application;
UPDATE tb_guest SET fk_room = 3 WHERE fk_room IS NULL;
SELECT tviews.flush();
SET LOCAL ROLE case_reader;
-- expect: (SELECT guests FROM tv_room WHERE pk_room = 3) = '["Ben"]'

-- transaction: it switches constraints (changes tv_room) (refreshes tv_room: 2)
SET LOCAL ROLE case_application;
DELETE FROM tb_guest WHERE fk_room = 3;
SET CONSTRAINTS ALL IMMEDIATE;
UPDATE tb_room SET name = 'Olive' WHERE pk_room = 3;

-- transaction: it can't touch the TVIEW (leaves tv_room) (refreshes tv_room: 0)
SET LOCAL ROLE case_application;
-- fails: 42501
SELECT * FROM tv_room;
-- fails: 42501
INSERT INTO tv_room (pk_room, name) VALUES (9, 'x');
-- fails: 42501
UPDATE tv_room SET name = 'x';
-- fails: 42501
DELETE FROM tv_room;
-- fails: 42501
TRUNCATE tv_room;

-- transaction: nor the queue, before or after a write of its own (leaves tv_room) (refreshes tv_room: 0)
SET LOCAL ROLE case_application;
-- fails: 42501
SELECT * FROM tviews.queue;
-- fails: 42501
INSERT INTO tviews.queue DEFAULT VALUES;
UPDATE tb_guest SET name = name;
-- fails: 42501
DELETE FROM tviews.queue;
-- fails: 42501
TRUNCATE tviews.queue;

-- transaction: nor anything else of the machinery (leaves tv_room) (refreshes tv_room: 0)
-- expect: NOT EXISTS (SELECT FROM pg_proc p WHERE pronamespace = 'tviews'::regnamespace AND prorettype = 'trigger'::regtype AND has_function_privilege('case_application', p.oid, 'EXECUTE'))
-- expect: NOT EXISTS (SELECT FROM pg_class c WHERE relnamespace = 'tviews'::regnamespace AND relkind IN ('r', 'v') AND has_table_privilege('case_application', c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE'))
-- expect: NOT has_function_privilege('case_application', 'tviews.rebuild(regclass)', 'EXECUTE')
-- expect: NOT has_schema_privilege('case_application', 'tviews', 'CREATE')
SELECT 1;

-- transaction: what it may not write stays as it is (leaves tv_room) (refreshes tv_room: 0)
SET LOCAL ROLE case_reader;
-- fails: 42501
UPDATE tb_guest SET name = 'x';

-- transaction: it truncates (changes tv_room) (refreshes tv_room: all)
SET LOCAL ROLE case_application;
TRUNCATE tb_guest;
