CREATE TABLE tv_writer AS
SELECT a.pk_author, a.name
FROM tb_author a;
