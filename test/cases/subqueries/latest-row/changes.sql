-- transaction: a later comment (changes tv_post, tv_ends, tv_correlated, tv_day, tv_latest, tv_number, tv_chain) (refreshes tv_post: 1, tv_correlated: 1, tv_day: 1, tv_number: 1, tv_chain: 1)
INSERT INTO tb_comment VALUES (15, 1, '2024-01-04', false, 'e');

-- transaction: the latest is edited (changes tv_post, tv_ends, tv_correlated, tv_day, tv_latest, tv_chain) (leaves tv_number) (refreshes tv_post: 1, tv_correlated: 1, tv_day: 1, tv_latest: 1, tv_number: 0, tv_chain: 1)
UPDATE tb_comment SET body = 'E' WHERE pk_comment = 15;

-- transaction: a comment in the middle is edited: that it is not the latest is not looked up (leaves tv_post, tv_ends, tv_correlated, tv_day, tv_latest, tv_number, tv_chain) (refreshes tv_post: 1, tv_latest: 1)
UPDATE tb_comment SET body = 'B' WHERE pk_comment = 11;

-- transaction: the latest is deleted (changes tv_post, tv_ends, tv_correlated, tv_day, tv_latest, tv_number, tv_chain) (refreshes tv_post: 1)
DELETE FROM tb_comment WHERE pk_comment = 15;

-- transaction: the latest goes to a post without comments (changes tv_post, tv_ends, tv_correlated, tv_day, tv_latest, tv_number, tv_chain) (refreshes tv_post: 2, tv_number: 2)
UPDATE tb_comment SET fk_post = 3 WHERE pk_comment = 11;

-- transaction: the latest gets another number and another text (changes tv_post, tv_ends, tv_correlated, tv_day, tv_latest, tv_number, tv_chain)
UPDATE tb_comment SET pk_comment = 9, body = 'nine' WHERE pk_comment = 13;

-- transaction: number, post and text in three statements, the others change between (changes tv_post, tv_ends, tv_correlated, tv_day, tv_latest, tv_number, tv_chain)
UPDATE tb_comment SET pk_comment = 40 WHERE pk_comment = 12;
UPDATE tb_comment SET body = body || '!' WHERE fk_post IN (2, 3);
UPDATE tb_comment SET fk_post = 1 WHERE pk_comment = 40;
UPDATE tb_comment SET body = 'forty' WHERE pk_comment = 40;
DELETE FROM tb_comment WHERE pk_comment = 9;

-- transaction: two comments swap their numbers (changes tv_post, tv_ends, tv_correlated, tv_latest, tv_chain)
UPDATE tb_comment SET pk_comment = -pk_comment WHERE pk_comment IN (10, 40);
UPDATE tb_comment SET pk_comment = 50 + pk_comment WHERE pk_comment < 0;

-- transaction: two posts swap their comments (changes tv_post, tv_ends, tv_correlated, tv_day, tv_latest, tv_number, tv_chain)
UPDATE tb_comment SET fk_post = 4 - fk_post WHERE fk_post IN (1, 3);

-- transaction: what is spam changes the first and, where it is not counted, the last (changes tv_ends, tv_correlated) (leaves tv_post, tv_latest, tv_number, tv_chain) (refreshes tv_post: 0)
UPDATE tb_comment SET spam = NOT spam WHERE fk_post = 3;

-- transaction: the stray one finds its post, and both are changed (changes tv_post, tv_ends, tv_correlated, tv_day, tv_latest, tv_number, tv_chain)
UPDATE tb_post SET pk_post = 5, title = 'five' WHERE pk_post = 4;
UPDATE tb_comment SET fk_post = 5, body = 'found' WHERE pk_comment = 14;

-- transaction: a post takes its comments along (changes tv_post, tv_ends, tv_correlated, tv_day, tv_latest, tv_number, tv_chain)
UPDATE tb_post SET pk_post = 6 WHERE pk_post = 5;
UPDATE tb_comment SET fk_post = 6, pk_comment = 60, body = 'sixty' WHERE fk_post = 5;

-- transaction: no comments (changes tv_post, tv_ends, tv_correlated, tv_day, tv_latest, tv_number, tv_chain)
TRUNCATE tb_comment;
