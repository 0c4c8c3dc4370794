CREATE TABLE tv_author AS
SELECT a.pk_author, a.name, b.title
FROM tb_author a
JOIN tb_book b ON b.fk_author = a.pk_author;
