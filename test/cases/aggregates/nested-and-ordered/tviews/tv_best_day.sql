-- The largest of the daily sums, and all of them in one document.
-- @key (fk_station)
CREATE TABLE tv_best_day AS
SELECT d.fk_station, max(d.total) AS best, jsonb_object_agg(d.day, d.total ORDER BY d.day) AS days
FROM (SELECT r.fk_station, r.day, sum(r.value) AS total FROM tb_reading r WHERE r.valid IS NOT FALSE GROUP BY r.fk_station, r.day) d
GROUP BY d.fk_station
HAVING max(d.total) IS NOT NULL;
