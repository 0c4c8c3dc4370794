-- transaction: a comment comes (changes tv_post) (refreshes tv_post: 1)
INSERT INTO tb_comment (pk_comment, fk_post, fk_user, body) VALUES (5, 2, 1, 'me too');

-- transaction: one passes the filter (changes tv_post) (refreshes tv_post: 1)
UPDATE tb_comment SET approved = true WHERE pk_comment = 2;

-- transaction: NULL and true pass alike (leaves tv_post)
UPDATE tb_comment SET approved = true WHERE pk_comment = 3;

-- transaction: likes are not read (leaves tv_post) (refreshes tv_post: 0)
UPDATE tb_comment SET likes = likes + 1;

-- transaction: the order changes (changes tv_post) (refreshes tv_post: 1)
UPDATE tb_comment SET created_at = '2024-02-01' WHERE pk_comment = 3;

-- transaction: the order column changes, the order does not (leaves tv_post) (refreshes tv_post: 1)
UPDATE tb_comment SET created_at = '2024-03-01' WHERE pk_comment = 3;

-- transaction: a comment moves to another post (changes tv_post) (refreshes tv_post: 2)
UPDATE tb_comment SET fk_post = 3 WHERE pk_comment = 1;

-- transaction: it moves on twice and back (leaves tv_post)
UPDATE tb_comment SET fk_post = 2 WHERE pk_comment = 1;
UPDATE tb_comment SET fk_post = 1 WHERE pk_comment = 1;
UPDATE tb_comment SET fk_post = 3 WHERE pk_comment = 1;

-- transaction: a user's name, deep inside (changes tv_post) (refreshes tv_post: 2)
UPDATE tb_user SET name = 'Benno' WHERE pk_user = 2;

-- transaction: a comment moves and its user is renamed (changes tv_post) (refreshes tv_post: 2)
UPDATE tb_comment SET fk_post = 1 WHERE pk_comment = 4;
UPDATE tb_user SET name = 'B.' WHERE pk_user = 2;

-- transaction: all comments move to one post, some were there already (changes tv_post) (refreshes tv_post: 3)
UPDATE tb_comment SET fk_post = 1;

-- transaction: the last comment goes: the list is empty, not NULL (changes tv_post) (refreshes tv_post: 1)
DELETE FROM tb_comment;

-- transaction: a post and its comments at once (changes tv_post) (refreshes tv_post: 1)
INSERT INTO tb_post (pk_post, title) VALUES (4, 'Four');
INSERT INTO tb_comment (pk_comment, fk_post, body) VALUES (6, 4, 'a'), (7, 4, 'b');
