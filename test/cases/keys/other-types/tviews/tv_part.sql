-- @key code
CREATE TABLE tv_part AS
SELECT p.code, l.label FROM tb_part p LEFT JOIN tb_level l ON l.level = p.level;
