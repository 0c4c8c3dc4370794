CREATE TABLE tv_author AS
SELECT x.pk_author, EXISTS (SELECT 1 FROM tb_book b WHERE b.fk_author = author.pk_author) AS has_books
FROM tb_author x;
