CREATE TABLE tv_device AS
SELECT d.pk_device,
       jsonb_build_object('name', d.name, 'average', s.average, 'last', latest.value, 'alarms', alarms.n) AS data
FROM tb_device d
LEFT JOIN (
  SELECT m.fk_device, avg(m.value) AS average FROM tb_measurement m GROUP BY m.fk_device
) s ON s.fk_device = d.pk_device
LEFT JOIN LATERAL (
  SELECT m.value FROM tb_measurement m WHERE m.fk_device = d.pk_device ORDER BY m.taken_at DESC, m.pk_measurement DESC LIMIT 1
) latest ON true
CROSS JOIN LATERAL (
  SELECT count(*) AS n FROM tb_measurement m WHERE m.fk_device = d.pk_device AND m.value > d.alarm_above
) alarms;
