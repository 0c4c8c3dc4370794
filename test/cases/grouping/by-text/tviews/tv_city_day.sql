-- @key (city, day)
CREATE TABLE tv_city_day AS
SELECT v.city, v.seen_on AS day, max(v.seconds) AS longest
FROM tb_visit v
GROUP BY v.city, v.seen_on;
