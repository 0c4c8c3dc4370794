CREATE TABLE tv_post AS
SELECT p.pk_post, p.title, u.name AS author, b.level,
  (SELECT sum(c.points) FROM tb_comment c WHERE c.fk_post = p.pk_post) AS points
FROM tb_post p
LEFT JOIN tb_user u ON u.pk_user = p.fk_user
LEFT JOIN tb_badge b ON b.pk_user = p.fk_user;
