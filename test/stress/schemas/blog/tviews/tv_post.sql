CREATE TABLE tv_post AS
SELECT p.pk_post, p.title, u.name AS author, count(c.pk_comment) AS comments, count(DISTINCT c.fk_user) AS commenters,
  string_agg(commenter.name, ', ' ORDER BY commenter.name) AS names
FROM tb_post p
JOIN tb_user u ON u.pk_user = p.fk_user
LEFT JOIN tb_comment c ON c.fk_post = p.pk_post
LEFT JOIN tb_user commenter ON commenter.pk_user = c.fk_user
GROUP BY p.pk_post, u.pk_user;
