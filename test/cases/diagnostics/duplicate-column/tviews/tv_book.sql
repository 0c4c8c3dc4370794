CREATE TABLE tv_book AS
SELECT b.pk_book, b.name, a.name
FROM tb_book b
JOIN tb_author a ON a.pk_author = b.fk_author;
