-- @key (pk_post, pk_comment)
CREATE TABLE tv_ends AS
SELECT p.pk_post, t.pk_comment, t.body
FROM tb_post p
LEFT JOIN vw_comments m ON m.fk_post = p.pk_post
LEFT JOIN tb_comment t ON t.pk_comment IN (m.first, m.last);
