-- transaction: a page deep down is renamed (changes tv_page) (leaves tv_upper_page) (refreshes tv_page: 1)
UPDATE tb_page SET slug = 'e' WHERE pk_page = 5;

-- transaction: a page in the middle is renamed, and all below it with it (changes tv_page) (refreshes tv_page: 3)
UPDATE tb_page SET slug = 'x' WHERE pk_page = 2;

-- transaction: seen (changes tv_upper_page) (leaves tv_page) (refreshes tv_page: 0)
UPDATE tb_page SET views = 5 WHERE pk_page = 4;

-- transaction: the root is renamed (changes tv_page) (refreshes tv_page: 5)
UPDATE tb_page SET slug = NULL WHERE pk_page = 1;

-- transaction: and gets a name again (changes tv_page)
UPDATE tb_page SET slug = '' WHERE pk_page = 1;

-- transaction: a branch moves up (changes tv_page, tv_upper_page) (refreshes tv_page: 2)
UPDATE tb_page SET fk_parent = 1 WHERE pk_page = 4;

-- transaction: a branch becomes a root, and its old parent goes (changes tv_page, tv_upper_page)
UPDATE tb_page SET fk_parent = NULL WHERE pk_page = 4;
DELETE FROM tb_page WHERE pk_page = 2;

-- transaction: what the lost page hangs under appears, and hangs under a root (changes tv_page, tv_upper_page)
INSERT INTO tb_page VALUES (99, 3, 'found');

-- transaction: a page under itself is reached from no root (changes tv_page, tv_upper_page)
UPDATE tb_page SET fk_parent = 3 WHERE pk_page = 3;

-- transaction: it comes back while its child moves away (changes tv_page, tv_upper_page)
UPDATE tb_page SET fk_parent = 4 WHERE pk_page = 99;
UPDATE tb_page SET fk_parent = 1 WHERE pk_page = 3;

-- transaction: the last root goes (changes tv_page, tv_upper_page)
DELETE FROM tb_page WHERE fk_parent IS NULL;
