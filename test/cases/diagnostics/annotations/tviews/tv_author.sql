-- @kye pk_author
-- @key (pk_author
-- @on-change tb_author: sometimes
-- @on-change tb_nobody: full
CREATE TABLE tv_author AS
SELECT pk_author, name FROM tb_author;
