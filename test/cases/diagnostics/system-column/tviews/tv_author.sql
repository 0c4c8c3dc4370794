CREATE TABLE tv_author AS
SELECT a.pk_author, a.name, a.xmin::text AS version
FROM tb_author a
WHERE a.ctid <> '(0,0)';
