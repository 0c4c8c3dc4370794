-- @key (pk_post)
CREATE TABLE tv_chain AS
SELECT p.pk_post, p.title, t.body
FROM tb_post p
LEFT JOIN LATERAL (SELECT max(n.last) AS last FROM tv_number n WHERE n.pk_number = p.pk_post) m ON true
LEFT JOIN tb_comment t ON t.pk_comment = m.last;
