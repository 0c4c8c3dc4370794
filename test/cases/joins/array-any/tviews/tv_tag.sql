CREATE TABLE tv_tag AS
SELECT t.pk_tag, t.name, count(p.pk_photo) AS photos, min(p.title) AS first_title
FROM tb_tag t
LEFT JOIN tb_photo p ON p.tags @> ARRAY[t.pk_tag]
GROUP BY t.pk_tag;
