-- @key (city, month)
CREATE TABLE tv_city_month AS
SELECT lower(v.city) AS city, date_trunc('month', v.seen_at) AS month, max(v.seconds) AS longest
FROM tb_visit v
GROUP BY lower(v.city), date_trunc('month', v.seen_at);
