-- @key (pk_user, pk_post)
CREATE TABLE tv_line AS
SELECT u.pk_user, p.pk_post, u.name, p.title
FROM tb_user u
LEFT JOIN tb_post p ON p.fk_user = u.pk_user;
