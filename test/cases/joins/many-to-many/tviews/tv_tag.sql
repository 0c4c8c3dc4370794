CREATE TABLE tv_tag AS
SELECT t.pk_tag, t.identifier,
       ARRAY(SELECT p.title FROM tb_post p, tb_post_tag pt
             WHERE pt.fk_tag = t.pk_tag AND p.pk_post = pt.fk_post
             ORDER BY p.title, p.pk_post) AS titles
FROM tb_tag t;
