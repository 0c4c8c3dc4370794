CREATE TABLE tv_author AS
SELECT a.name, upper(a.name) AS label
FROM tb_author a;
