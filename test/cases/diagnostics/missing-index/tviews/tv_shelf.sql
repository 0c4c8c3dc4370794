CREATE TABLE tv_shelf AS
SELECT a.pk_author AS pk_shelf, (SELECT string_agg(b.title, ', ' ORDER BY b.pk_book) FROM tb_book b WHERE b.fk_author = a.pk_author) AS titles
FROM tb_author a;
