-- @key pk_author
CREATE TABLE tv_b AS
SELECT c.pk_author, c.name FROM tv_c c;
