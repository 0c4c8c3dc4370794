CREATE TABLE tv_line AS
SELECT l.pk_line, l.name,
       ARRAY(SELECT s.name FROM tb_stop x JOIN tb_station s ON s.pk_station = x.fk_station WHERE x.fk_line = l.pk_line ORDER BY s.name) AS stations
FROM tb_line l;
