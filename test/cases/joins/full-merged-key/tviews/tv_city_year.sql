-- @key (city, year)
CREATE TABLE tv_city_year AS
SELECT city, year, p.amount, a.spent
FROM tb_plan p
FULL JOIN tb_actual a USING (city, year);
