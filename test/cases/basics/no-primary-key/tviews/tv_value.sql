-- @key (value)
CREATE TABLE tv_value AS
SELECT r.value, count(*) AS times
FROM tb_reading r
GROUP BY r.value;
