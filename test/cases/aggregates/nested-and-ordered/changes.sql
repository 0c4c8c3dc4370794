-- transaction: a value in the middle (changes tv_station) (leaves tv_best_day) (refreshes tv_station: 1)
UPDATE tb_reading SET value = 4.5 WHERE pk_reading = 3;

-- transaction: it turns out to be valid (changes tv_station, tv_best_day) (refreshes tv_station: 1, tv_best_day: 1)
UPDATE tb_reading SET valid = true WHERE pk_reading = 3;

-- transaction: an alarm (changes tv_station) (leaves tv_best_day) (refreshes tv_station: 1, tv_best_day: 0)
UPDATE tb_station SET alarm = 4 WHERE pk_station = 1;

-- transaction: the busiest day changes (changes tv_station, tv_best_day)
UPDATE tb_reading SET day = 2 WHERE pk_reading = 2;

-- transaction: a value gets lost (changes tv_station, tv_best_day) (refreshes tv_station: 1, tv_best_day: 1)
UPDATE tb_reading SET value = NULL WHERE pk_reading = 4;

-- transaction: a reading finds its station (changes tv_station, tv_best_day)
UPDATE tb_reading SET fk_station = 3 WHERE pk_reading = 6;

-- transaction: reading and station move, station first (changes tv_station, tv_best_day)
UPDATE tb_station SET pk_station = 30 WHERE pk_station = 3;
UPDATE tb_reading SET fk_station = 30 WHERE pk_reading IN (6, 1);

-- transaction: reading first (changes tv_station, tv_best_day)
UPDATE tb_reading SET fk_station = 3 WHERE fk_station = 30;
UPDATE tb_station SET pk_station = 3 WHERE pk_station = 30;

-- transaction: two stations swap their readings (changes tv_station, tv_best_day) (refreshes tv_station: 2, tv_best_day: 2)
UPDATE tb_reading SET fk_station = 4 - fk_station WHERE fk_station IN (1, 3);

-- transaction: an equal value that looks different (changes tv_station)
UPDATE tb_reading SET value = 9.00 WHERE pk_reading = 2;

-- transaction: the last reading (changes tv_station)
DELETE FROM tb_reading WHERE fk_station = 2;

-- transaction: none (changes tv_station, tv_best_day)
TRUNCATE tb_reading;
