CREATE TABLE tv_latest AS
SELECT t.pk_comment AS pk_latest, t.fk_post, t.body
FROM tb_comment t
WHERE t.pk_comment IN (SELECT max(c.pk_comment) FROM tb_comment c GROUP BY c.fk_post);
