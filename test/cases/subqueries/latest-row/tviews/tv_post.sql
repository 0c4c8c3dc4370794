CREATE TABLE tv_post AS
SELECT p.pk_post, p.title, m.n, t.body AS last_comment
FROM tb_post p
LEFT JOIN (SELECT fk_post, max(pk_comment) AS last, count(*) AS n FROM tb_comment GROUP BY fk_post) m ON m.fk_post = p.pk_post
LEFT JOIN tb_comment t ON t.pk_comment = m.last;
