-- @key (length)
CREATE TABLE tv_length AS
SELECT CASE WHEN seconds < 60 THEN 'short' WHEN seconds >= 60 THEN 'long' END AS length, count(*) AS visits
FROM tb_visit
GROUP BY 1;
