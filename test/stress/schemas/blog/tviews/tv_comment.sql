CREATE TABLE tv_comment AS
SELECT c.pk_comment, c.body, p.title, author.name AS author, commenter.name AS commenter
FROM tb_comment c
JOIN tb_post p ON p.pk_post = c.fk_post
JOIN tb_user author ON author.pk_user = p.fk_user
LEFT JOIN tb_user commenter ON commenter.pk_user = c.fk_user;
