-- transaction: the first post takes the place of NULL (changes tv_line) (refreshes tv_line: 2)
INSERT INTO tb_post VALUES (3, 2, 'third');

-- transaction: the last post leaves NULL behind (changes tv_line) (refreshes tv_line: 2)
DELETE FROM tb_post WHERE pk_post = 3;

-- transaction: posts change owners (changes tv_line) (refreshes tv_line: 6)
UPDATE tb_post SET fk_user = 3 - fk_user;

-- transaction: owners and posts change keys at once (changes tv_line)
UPDATE tb_user SET pk_user = pk_user + 10;
UPDATE tb_post SET fk_user = fk_user + 10, pk_post = pk_post + 10;

-- transaction: a post without an owner (leaves tv_line) (refreshes tv_line: 0)
INSERT INTO tb_post VALUES (4, NULL, 'nobody''s');
