CREATE TABLE tv_station AS
SELECT s.pk_station, s.name, string_agg(l.name, ',' ORDER BY l.name) AS lines
FROM tb_station s
LEFT JOIN tb_stop x ON x.fk_station = s.pk_station
LEFT JOIN tb_line l ON l.pk_line = x.fk_line
GROUP BY s.pk_station, s.name;
