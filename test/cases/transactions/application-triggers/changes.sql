-- transaction: BEFORE changes the row on its way (changes tv_topic) (leaves tv_log)
UPDATE tb_topic SET title = 'A New Title' WHERE pk_topic = 1;

-- transaction: AFTER writes the parent and a log (changes tv_topic, tv_log)
INSERT INTO tb_reply VALUES (3, 2, 'maybe');

-- transaction: a reply moves (changes tv_topic, tv_log)
UPDATE tb_reply SET fk_topic = 2 WHERE pk_reply = 1;

-- transaction: BEFORE suppresses the row; its statement is logged all the same (changes tv_log) (leaves tv_topic)
INSERT INTO tb_reply VALUES (4, 2, 'much too long for a reply');
UPDATE tb_reply SET body = 'much too long for a reply';

-- transaction: the update touches no row, the log does (changes tv_log) (leaves tv_topic)
UPDATE tb_reply SET body = 'x' WHERE false;

-- transaction: what a trigger writes is not read (leaves tv_topic, tv_log)
UPDATE tb_topic SET touched_at = '2024-01-01';

-- transaction: INSTEAD OF on a view (changes tv_topic) (leaves tv_log)
UPDATE topic_editor SET title = 'Better' WHERE pk_topic = 2;

-- transaction: a cascade whose triggers write the row that is going (changes tv_topic, tv_log)
DELETE FROM tb_topic WHERE pk_topic = 2;

-- transaction: many rows, each with its trigger (changes tv_topic, tv_log)
INSERT INTO tb_topic (pk_topic, title) SELECT n, 'Topic ' || n FROM generate_series(10, 19) n;
INSERT INTO tb_reply SELECT n, 10 + n % 10, 'r' || n FROM generate_series(100, 129) n;
