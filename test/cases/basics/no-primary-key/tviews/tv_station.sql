CREATE TABLE tv_station AS
SELECT s.pk_station, s.name, count(r.fk_station) AS readings, sum(r.value) AS total
FROM tb_station s
LEFT JOIN tb_reading r ON r.fk_station = s.pk_station
GROUP BY s.pk_station;
