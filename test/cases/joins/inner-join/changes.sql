-- transaction: an author's new name reaches all posts (changes tv_post) (refreshes tv_post: 2)
UPDATE tb_user SET name = 'Anna' WHERE pk_user = 1;

-- transaction: columns that nobody reads, on both sides (leaves tv_post) (refreshes tv_post: 0)
UPDATE tb_user SET password_hash = md5(name), identifier = identifier || '-2';
UPDATE tb_post SET draft_note = 'check';

-- transaction: a post moves to another author (changes tv_post) (refreshes tv_post: 1)
UPDATE tb_post SET fk_user = 2 WHERE pk_post = 1;

-- transaction: it moves, and its old author is renamed (changes tv_post) (refreshes tv_post: 2)
UPDATE tb_user SET name = 'Benjamin' WHERE pk_user = 2;
UPDATE tb_post SET fk_user = 3 WHERE pk_post = 1;

-- transaction: it moves, then its new author is renamed (changes tv_post) (refreshes tv_post: 2)
UPDATE tb_post SET fk_user = 1 WHERE pk_post = 3;
UPDATE tb_user SET name = 'Anne' WHERE pk_user = 1;

-- transaction: an author without posts comes, is renamed and goes (leaves tv_post) (refreshes tv_post: 0)
INSERT INTO tb_user (pk_user, identifier, name) VALUES (4, 'dan', 'Dan');
UPDATE tb_user SET name = 'Daniel' WHERE pk_user = 4;
DELETE FROM tb_user WHERE pk_user = 4;

-- transaction: an author and a first post in one transaction (changes tv_post) (refreshes tv_post: 1)
INSERT INTO tb_user (pk_user, identifier, name) VALUES (5, 'eve', 'Eve');
INSERT INTO tb_post (fk_user, title) VALUES (5, 'Hello');

-- transaction: all posts change hands in one statement (changes tv_post)
UPDATE tb_post p SET fk_user = 6 - (SELECT u.pk_user FROM tb_user u WHERE u.pk_user = p.fk_user AND u.pk_user <> 2)
WHERE p.fk_user IN (1, 3, 5);

-- transaction: an author goes with all posts (changes tv_post)
DELETE FROM tb_post WHERE fk_user = 1;
DELETE FROM tb_user WHERE pk_user = 1;
