-- @key (reading)
CREATE TABLE tv_reading AS
SELECT abs(reading) AS reading, count(*) AS samples
FROM tb_sample
GROUP BY abs(reading);
