CREATE TABLE tv_book AS
SELECT b.pk_book,
       jsonb_build_object('title', b.titel, 'author', a.nmae, 'born', a.born) AS data
FROM tb_book b
JOIN tb_author a ON a.pk_author = b.fk_autor
WHERE publisched;
