-- @key (pk_autor, born)
CREATE TABLE tv_author AS
SELECT a.pk_author, a.name
FROM tb_author a;
