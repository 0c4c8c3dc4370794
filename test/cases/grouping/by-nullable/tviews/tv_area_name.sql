-- Tickets by the name of their area: NULL stands for no area and for an area without a name.
-- @key (area)
CREATE TABLE tv_area_name AS
SELECT a.name AS area, count(*) AS tickets
FROM tb_ticket t
LEFT JOIN tb_area a ON a.pk_area = t.fk_area
GROUP BY a.name;
