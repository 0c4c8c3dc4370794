-- @key (fk_post, fk_tag)
CREATE TABLE tv_post_tag AS
SELECT pt.fk_post, pt.fk_tag, p.title || ' #' || t.identifier AS label
FROM tb_post_tag pt
JOIN tb_post p ON p.pk_post = pt.fk_post
JOIN tb_tag t ON t.pk_tag = pt.fk_tag;
