CREATE TABLE tv_author AS
SELECT a.pk_author,
       a.id,
       jsonb_build_object('name', a.name, 'poems', count(p.pk_poem)) AS data
FROM tb_author a
LEFT JOIN tb_poem p ON p.fk_author = a.pk_author
GROUP BY a.pk_author;
