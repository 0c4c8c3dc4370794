CREATE TABLE tv_photo AS
SELECT p.pk_photo, p.title, ARRAY (SELECT t.name FROM tb_tag t WHERE t.pk_tag = ANY (p.tags) ORDER BY t.pk_tag) AS tags
FROM tb_photo p;
