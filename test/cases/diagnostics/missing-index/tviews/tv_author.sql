CREATE TABLE tv_author AS
SELECT a.pk_author, a.name, (SELECT count(*) FROM tb_book b WHERE b.fk_author = a.pk_author) AS books
FROM tb_author a;
