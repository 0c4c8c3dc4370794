CREATE TABLE tv_shelf AS
SELECT *
FROM tb_book b
JOIN tb_author a ON a.pk_author = b.fk_author;
