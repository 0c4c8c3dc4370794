-- Three in a row, two of them grouped before.
-- @key (city)
CREATE TABLE tv_city AS
SELECT city, p.amount, a.spent, u.result
FROM (SELECT city, sum(amount) AS amount FROM tb_plan GROUP BY city) p
FULL JOIN (SELECT city, sum(spent) AS spent FROM tb_actual GROUP BY city) a USING (city)
FULL JOIN (SELECT city, result FROM tb_audit WHERE city IS NOT NULL) u USING (city);
