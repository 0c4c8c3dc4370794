-- @key pk_author
CREATE TABLE tv_c AS
SELECT x.pk_author, x.name, (SELECT count(*) FROM tv_a a WHERE a.pk_author = x.pk_author) AS n FROM tb_author x;
