CREATE TABLE tv_user AS
SELECT u.pk_user, u.name,
  (SELECT jsonb_agg(
     jsonb_build_object('title', p.title, 'comments', (SELECT count(*) FROM tb_comment c WHERE c.fk_post = p.pk_post))
     ORDER BY p.pk_post)
   FROM tb_post p WHERE p.fk_user = u.pk_user) AS posts,
  (SELECT count(DISTINCT p.fk_user) FROM tb_comment c JOIN tb_post p ON p.pk_post = c.fk_post WHERE c.fk_user = u.pk_user) AS authors_commented
FROM tb_user u;
