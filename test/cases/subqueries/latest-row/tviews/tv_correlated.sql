-- @key (pk_post)
CREATE TABLE tv_correlated AS
SELECT p.pk_post, t.body,
  (SELECT f.body FROM tb_comment f WHERE f.pk_comment = (SELECT min(c.pk_comment) FROM tb_comment c WHERE c.fk_post = p.pk_post)) AS first
FROM tb_post p
LEFT JOIN tb_comment t ON t.pk_comment = (SELECT max(c.pk_comment) FROM tb_comment c WHERE c.fk_post = p.pk_post AND NOT c.spam);
