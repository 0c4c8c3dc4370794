-- transaction: a title goes all the way (changes tv_post, tv_a_user, tv_card) (refreshes tv_post: 1, tv_a_user: 1, tv_card: 1)
UPDATE tb_post SET title = 'Uno' WHERE pk_post = 1;

-- transaction: a name (changes tv_a_user, tv_card) (leaves tv_post) (refreshes tv_post: 0, tv_a_user: 1, tv_card: 2)
UPDATE tb_user SET name = 'Anna' WHERE pk_user = 1;

-- transaction: an age is not read (leaves tv_post, tv_a_user, tv_card) (refreshes tv_post: 0, tv_a_user: 0, tv_card: 0)
UPDATE tb_user SET age = 31;

-- transaction: a post is hidden (changes tv_post, tv_a_user, tv_card) (refreshes tv_post: 1, tv_a_user: 1, tv_card: 1)
UPDATE tb_post SET published = false WHERE pk_post = 2;

-- transaction: changes of the hidden (leaves tv_post, tv_a_user, tv_card) (refreshes tv_a_user: 0, tv_card: 0)
UPDATE tb_post SET title = 'Dos' WHERE pk_post = 2;

-- transaction: a post without user is shown in its own TVIEW only (changes tv_post) (leaves tv_a_user, tv_card) (refreshes tv_post: 1, tv_a_user: 0)
UPDATE tb_post SET title = 'Quatro' WHERE pk_post = 4;

-- transaction: a post moves to another user (changes tv_post, tv_a_user, tv_card) (refreshes tv_post: 1, tv_a_user: 2, tv_card: 1)
UPDATE tb_post SET fk_user = 2 WHERE pk_post = 1;

-- transaction: both sides in one transaction (changes tv_post, tv_a_user, tv_card) (refreshes tv_post: 2, tv_a_user: 2, tv_card: 3)
UPDATE tb_user SET name = 'Benno' WHERE pk_user = 2;
UPDATE tb_post SET fk_user = 1, published = true WHERE pk_post IN (2, 3);

-- transaction: another public number is read by one of them (changes tv_post) (leaves tv_a_user, tv_card) (refreshes tv_post: 1, tv_a_user: 0, tv_card: 0)
UPDATE tb_post SET id = '00000000-0000-0000-0000-000000000001' WHERE pk_post = 1;

-- transaction: a post goes (changes tv_post, tv_a_user, tv_card) (refreshes tv_post: 1, tv_a_user: 1, tv_card: 1)
DELETE FROM tb_post WHERE pk_post = 3;
