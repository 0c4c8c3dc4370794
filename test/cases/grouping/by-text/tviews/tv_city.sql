-- @key (city)
CREATE TABLE tv_city AS
SELECT city, count(*) AS visits, sum(seconds) AS seconds
FROM tb_visit
GROUP BY city;
