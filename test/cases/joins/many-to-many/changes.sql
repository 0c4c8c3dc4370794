-- transaction: a link comes (changes tv_post, tv_tag, tv_post_tag) (refreshes tv_post: 1, tv_tag: 1, tv_post_tag: 1)
INSERT INTO tb_post_tag VALUES (2, 3, 1);

-- transaction: a link changes its weight (changes tv_post) (leaves tv_tag, tv_post_tag) (refreshes tv_post: 1, tv_tag: 0, tv_post_tag: 0)
UPDATE tb_post_tag SET weight = 9 WHERE fk_post = 1 AND fk_tag = 1;

-- transaction: a link moves to another tag (changes tv_post, tv_tag, tv_post_tag) (refreshes tv_post: 1, tv_tag: 2, tv_post_tag: 2)
UPDATE tb_post_tag SET fk_tag = 3 WHERE fk_post = 1 AND fk_tag = 2;

-- transaction: all links of a post move to another post (changes tv_post, tv_tag, tv_post_tag) (refreshes tv_post: 2, tv_tag: 2, tv_post_tag: 4)
UPDATE tb_post_tag SET fk_post = 3 WHERE fk_post = 1;

-- transaction: links swap ends in one statement (changes tv_post, tv_tag, tv_post_tag) (refreshes tv_post: 1, tv_tag: 3, tv_post_tag: 3)
DELETE FROM tb_post_tag WHERE (fk_post, fk_tag) = (2, 1);
UPDATE tb_post_tag SET fk_tag = 2 WHERE fk_post = 2;

-- transaction: a tag's name shows on posts, its identifier elsewhere (changes tv_post) (leaves tv_tag, tv_post_tag) (refreshes tv_post: 1, tv_tag: 0, tv_post_tag: 0)
UPDATE tb_tag SET name = 'Structured Query Language' WHERE pk_tag = 1;

-- transaction: the other way round (changes tv_tag, tv_post_tag) (leaves tv_post) (refreshes tv_post: 0, tv_tag: 1, tv_post_tag: 1)
UPDATE tb_tag SET identifier = 'golang' WHERE pk_tag = 3;

-- transaction: a post goes, its links with it (changes tv_post, tv_tag, tv_post_tag) (refreshes tv_post: 1, tv_tag: 2, tv_post_tag: 2)
DELETE FROM tb_post WHERE pk_post = 3;

-- transaction: a tag goes, its links with it (changes tv_post, tv_tag, tv_post_tag) (refreshes tv_post: 1, tv_tag: 1, tv_post_tag: 1)
DELETE FROM tb_tag WHERE pk_tag = 2;

-- transaction: all links of everything (changes tv_post, tv_tag, tv_post_tag) (refreshes tv_post: 2, tv_tag: 2, tv_post_tag: 4)
INSERT INTO tb_post_tag SELECT pk_post, pk_tag FROM tb_post, tb_tag;

-- transaction: none any more (changes tv_post, tv_tag, tv_post_tag) (refreshes tv_post: 2, tv_tag: 2, tv_post_tag: 4)
DELETE FROM tb_post_tag;
