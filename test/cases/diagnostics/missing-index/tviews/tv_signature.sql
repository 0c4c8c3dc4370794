CREATE TABLE tv_signature AS
SELECT a.pk_author AS pk_signature, (SELECT count(*) FROM tb_book b WHERE lower(b.title) = lower(a.name)) AS namesakes
FROM tb_author a;
