-- @key (fk_area)
CREATE TABLE tv_area_load AS
SELECT fk_area, count(*) AS tickets, sum(weight) AS weight
FROM tb_ticket
GROUP BY fk_area;
