-- @key (pk_reading, day)
CREATE TABLE tv_reading AS
SELECT r.pk_reading, r.day, r.value, m.name AS meter
FROM tb_reading r LEFT JOIN tb_meter m ON m.pk_meter = r.fk_meter;
