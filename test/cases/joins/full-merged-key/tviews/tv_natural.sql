-- @key (city, year)
CREATE TABLE tv_natural AS
SELECT city, year, amount - spent AS saved FROM tb_plan NATURAL FULL JOIN tb_actual;
