-- @key (line)
CREATE TABLE tv_line AS
SELECT x.line, f.name AS terminus
FROM (SELECT DISTINCT line, last_value(pk_stop) OVER (PARTITION BY line ORDER BY place, pk_stop ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS last FROM tb_stop) x
JOIN tb_stop f ON f.pk_stop = x.last;
