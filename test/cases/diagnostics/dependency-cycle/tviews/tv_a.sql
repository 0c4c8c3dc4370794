-- @key pk_author
CREATE TABLE tv_a AS
SELECT a.pk_author, b.name FROM tb_author a LEFT JOIN tv_b b ON b.pk_author = a.pk_author;
