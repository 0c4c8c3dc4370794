-- @key pk_author
CREATE TABLE tv_self AS
SELECT x.pk_author FROM tb_author x WHERE NOT EXISTS (SELECT 1 FROM tv_self s WHERE s.pk_author = x.pk_author);
