-- @key (pk_post)
CREATE TABLE tv_day AS
WITH latest AS (SELECT fk_post, max(day) AS day FROM tb_comment GROUP BY 1)
SELECT p.pk_post, l.day, string_agg(t.body, ', ' ORDER BY t.pk_comment) AS bodies
FROM tb_post p
JOIN latest l ON l.fk_post = p.pk_post
JOIN tb_comment t ON t.fk_post = l.fk_post AND t.day = l.day
GROUP BY p.pk_post, l.day;
