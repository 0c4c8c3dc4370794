-- @key line
CREATE TABLE tv_log AS
SELECT line, count(*) AS times FROM tb_log GROUP BY line;
