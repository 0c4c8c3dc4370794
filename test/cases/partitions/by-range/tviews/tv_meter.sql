CREATE TABLE tv_meter AS
SELECT m.pk_meter, m.name, sum(r.value) AS total, max(r.day) AS last_day
FROM tb_meter m LEFT JOIN tb_reading r ON r.fk_meter = m.pk_meter
GROUP BY m.pk_meter;
