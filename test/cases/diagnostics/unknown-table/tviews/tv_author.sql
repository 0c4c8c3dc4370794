CREATE TABLE tv_author AS
SELECT a.pk_author, a.name
FROM tb_auhtor a;
