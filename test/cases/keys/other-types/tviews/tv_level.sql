-- @key level
CREATE TABLE tv_level AS
SELECT l.level, l.label, array_agg(p.code ORDER BY p.code) FILTER (WHERE p.code IS NOT NULL) AS codes
FROM tb_level l LEFT JOIN tb_part p USING (level)
GROUP BY l.level;
