CREATE TABLE tv_user AS
SELECT u.pk_user, u.name, count(p.pk_post) AS posts, sum(p.points) AS points
FROM tb_user u
LEFT JOIN tb_post o ON o.fk_user = u.pk_user
LEFT JOIN tv_post p ON p.pk_post = o.pk_post
GROUP BY u.pk_user;
