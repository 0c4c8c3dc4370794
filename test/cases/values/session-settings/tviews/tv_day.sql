-- @key day
CREATE TABLE tv_day AS
SELECT m.day, array_agg(m.title ORDER BY m.title) AS titles, max(m.starts_at)::text AS latest
FROM tb_meeting m GROUP BY m.day;
