-- @key (day)
CREATE TABLE tv_day AS
SELECT date_trunc('day', at) AS day, count(*) AS events FROM tb_event GROUP BY 1;
