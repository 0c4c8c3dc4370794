CREATE TABLE tv_poem AS
SELECT p.pk_poem, p.id, a.id AS author_id,
       jsonb_build_object('title', p.title, 'author', a.name) AS data
FROM tb_poem p
JOIN tb_author a ON a.pk_author = p.fk_author;
