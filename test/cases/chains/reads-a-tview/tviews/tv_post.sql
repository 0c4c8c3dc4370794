CREATE TABLE tv_post AS
SELECT p.pk_post, p.id, p.fk_user, jsonb_build_object('title', p.title) AS data
FROM tb_post p
WHERE p.published;
