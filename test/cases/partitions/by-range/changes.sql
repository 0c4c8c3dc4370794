-- transaction: through the parent (changes tv_meter, tv_reading) (refreshes tv_meter: 2, tv_reading: 3)
INSERT INTO tb_reading VALUES (5, '2023-07-07', 2, 7), (6, '2024-07-07', 2, 7), (7, '2030-01-01', 1, 7);

-- transaction: into a partition (changes tv_meter, tv_reading) (refreshes tv_meter: 1, tv_reading: 1)
INSERT INTO tb_reading_2024 VALUES (8, '2024-08-08', 1, 8);

-- transaction: an update of a partition (changes tv_meter, tv_reading) (refreshes tv_meter: 2, tv_reading: 2)
UPDATE tb_reading_2023 SET value = value + 1;

-- transaction: an unread column, in a partition and through the parent (leaves tv_meter, tv_reading) (refreshes tv_meter: 0, tv_reading: 0)
UPDATE tb_reading_2023 SET note = 'checked';
UPDATE tb_reading SET note = 'checked again';

-- transaction: a row moves to another partition (changes tv_reading) (leaves tv_meter) (refreshes tv_meter: 1, tv_reading: 2)
UPDATE tb_reading SET day = '2024-12-31' WHERE pk_reading = 1;

-- transaction: a row moves to another partition and to another meter (changes tv_reading, tv_meter) (refreshes tv_meter: 2, tv_reading: 2)
UPDATE tb_reading SET day = '2023-12-31', fk_meter = 1 WHERE pk_reading = 3;

-- transaction: all rows leave a partition (changes tv_reading, tv_meter) (refreshes tv_meter: 1, tv_reading: 2)
UPDATE tb_reading SET day = day - 2000 WHERE day >= '2025-01-01';

-- transaction: a row is deleted in a partition, one through the parent (changes tv_reading, tv_meter) (refreshes tv_meter: 1, tv_reading: 2)
DELETE FROM tb_reading_2024 WHERE pk_reading = 8;
DELETE FROM tb_reading WHERE pk_reading = 2;

-- transaction: a row leaves a default partition that no longer holds anything else (changes tv_reading, tv_meter) (refreshes tv_meter: 1, tv_reading: 1)
UPDATE tb_reading_other SET value = 100 WHERE pk_reading = 4;
DELETE FROM tb_reading_other;

-- transaction: COPY through the parent and into a partition (changes tv_reading, tv_meter) (refreshes tv_meter: 2, tv_reading: 3)
COPY tb_reading FROM stdin;
20	2023-02-02	1	1	\N
21	2024-02-02	1	2	\N
\.
COPY tb_reading_2023 FROM stdin;
22	2023-03-03	2	3	\N
\.

-- transaction: ON CONFLICT through the parent and in a partition (changes tv_reading, tv_meter) (refreshes tv_meter: 2, tv_reading: 2)
INSERT INTO tb_reading VALUES (20, '2023-02-02', 1, 50) ON CONFLICT (pk_reading, day) DO UPDATE SET value = EXCLUDED.value;
INSERT INTO tb_reading_2023 VALUES (22, '2023-03-03', 1, 50) ON CONFLICT (pk_reading, day) DO UPDATE SET fk_meter = EXCLUDED.fk_meter;

-- transaction: a cascade into the partitions (changes tv_reading, tv_meter) (refreshes tv_meter: 1, tv_reading: 2)
DELETE FROM tb_meter WHERE pk_meter = 2;

-- transaction: TRUNCATE of one partition (changes tv_reading, tv_meter) (refreshes tv_meter: all, tv_reading: all)
TRUNCATE tb_reading_2023;

-- transaction: TRUNCATE of all (changes tv_reading, tv_meter) (refreshes tv_meter: all, tv_reading: all)
TRUNCATE tb_reading;
