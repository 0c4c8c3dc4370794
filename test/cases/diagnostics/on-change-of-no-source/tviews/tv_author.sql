-- @on-change tb_nobody: full
-- @on-change tb_rate: full
CREATE TABLE tv_author AS
SELECT a.pk_author, a.name FROM tb_author a;
