-- transaction: a message goes with the chain of its answers, through other threads (changes tv_message, tv_forum) (refreshes tv_message: 4, tv_forum: 2)
DELETE FROM tb_message WHERE pk_message = 2;

-- transaction: a thread goes with its messages (changes tv_message, tv_forum) (refreshes tv_message: 1, tv_forum: 1)
DELETE FROM tb_thread WHERE pk_thread = 1;

-- transaction: rolled back to a savepoint, then another one (changes tv_message, tv_forum) (refreshes tv_message: 2, tv_forum: 1)
SAVEPOINT before;
DELETE FROM tb_forum;
ROLLBACK TO before;
DELETE FROM tb_message WHERE pk_message = 4;

-- transaction: a forum is filled and goes with everything in it (changes tv_forum) (leaves tv_message) (refreshes tv_forum: 1)
INSERT INTO tb_message VALUES (7, 2, NULL, 'g');
DELETE FROM tb_forum WHERE pk_forum = 2;

-- transaction: a forum with a thread and its message (changes tv_forum, tv_message) (refreshes tv_message: 2, tv_forum: 1)
INSERT INTO tb_forum VALUES (3, 'Jobs');
INSERT INTO tb_thread VALUES (5, 3, 'Wanted');
INSERT INTO tb_message VALUES (8, 5, NULL, 'h'), (9, 4, 8, 'i');

-- transaction: three levels at once, and an answer elsewhere (changes tv_forum, tv_message) (refreshes tv_message: 2, tv_forum: 2)
DELETE FROM tb_forum;
