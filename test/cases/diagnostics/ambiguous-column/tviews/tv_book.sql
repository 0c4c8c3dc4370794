CREATE TABLE tv_book AS
SELECT pk_book, id, b.name
FROM tb_book b
JOIN tb_author a ON pk_author = fk_author
ORDER BY name;
