CREATE TABLE tv_station AS
SELECT
  s.pk_station,
  s.name,
  percentile_cont(0.5) WITHIN GROUP (ORDER BY r.value) AS median,
  mode() WITHIN GROUP (ORDER BY r.day DESC) AS busiest_day,
  rank(s.alarm) WITHIN GROUP (ORDER BY r.value DESC) AS alarm_rank,
  count(*) FILTER (WHERE r.valid) AS valid,
  array_agg(r.value ORDER BY r.value DESC NULLS LAST, r.pk_reading) FILTER (WHERE r.value > s.alarm) AS over_alarm
FROM tb_station s
LEFT JOIN tb_reading r ON r.fk_station = s.pk_station
GROUP BY s.pk_station;
