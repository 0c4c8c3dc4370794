-- transaction: one of two equal rows goes (changes tv_station, tv_value) (refreshes tv_station: 1, tv_value: 1)
DELETE FROM tb_reading WHERE ctid = (SELECT min(ctid) FROM tb_reading WHERE fk_station = 1 AND value = 10);

-- transaction: more equal rows come (changes tv_station, tv_value) (refreshes tv_station: 1, tv_value: 1)
INSERT INTO tb_reading SELECT 1, 10 FROM generate_series(1, 3);

-- transaction: all readings of one value meet at one station, some were there before (changes tv_station) (leaves tv_value) (refreshes tv_station: 2, tv_value: 0)
UPDATE tb_reading SET fk_station = 2 WHERE value = 10;

-- transaction: one of the equal rows moves away (changes tv_station) (leaves tv_value) (refreshes tv_station: 2, tv_value: 0)
UPDATE tb_reading SET fk_station = 3 WHERE ctid = (SELECT max(ctid) FROM tb_reading WHERE fk_station = 2 AND value = 10);

-- transaction: one more and one less of the same: equal as sets, not as multisets (leaves tv_station, tv_value)
INSERT INTO tb_reading VALUES (2, 10);
DELETE FROM tb_reading WHERE ctid = (SELECT min(ctid) FROM tb_reading WHERE fk_station = 2 AND value = 10);

-- transaction: a value reaches rows that share it already (changes tv_value, tv_station) (refreshes tv_station: 1, tv_value: 2)
UPDATE tb_reading SET value = 10 WHERE fk_station = 1;

-- transaction: rows with NULL everywhere (changes tv_value) (leaves tv_station) (refreshes tv_station: 0, tv_value: 1)
DELETE FROM tb_reading WHERE ctid = (SELECT min(ctid) FROM tb_reading WHERE fk_station IS NULL AND value IS NULL);

-- transaction: the last row of the NULL group (changes tv_value) (leaves tv_station) (refreshes tv_station: 0, tv_value: 1)
DELETE FROM tb_reading WHERE fk_station IS NULL AND value IS NULL;
