-- @kye pk_author
-- @key (pk_author
-- @on-change tb_author: sometimes
-- @on-change tb_author: full
-- @on-change tb_author: full
-- @reads fn_rate
-- @refresh never
-- @on-error: ignore
CREATE TABLE tv_author AS
SELECT pk_author, name FROM tb_author;
