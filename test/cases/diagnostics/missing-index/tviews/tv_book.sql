CREATE TABLE tv_book AS
SELECT b.pk_book, b.title, a.name
FROM tb_book b
LEFT JOIN tb_author a ON a.pk_author = b."Second Author";
