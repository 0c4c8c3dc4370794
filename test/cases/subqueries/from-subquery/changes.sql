-- transaction: a measurement comes (changes tv_device) (refreshes tv_device: 1)
INSERT INTO tb_measurement VALUES (5, 3, 2, '2024-01-02');

-- transaction: a value changes (changes tv_device) (refreshes tv_device: 1)
UPDATE tb_measurement SET value = 8 WHERE pk_measurement = 1;

-- transaction: another one is the latest (changes tv_device) (refreshes tv_device: 1)
UPDATE tb_measurement SET taken_at = '2024-01-03' WHERE pk_measurement = 1;

-- transaction: the threshold moves over a value (changes tv_device) (refreshes tv_device: 1)
UPDATE tb_device SET alarm_above = 7 WHERE pk_device = 1;

-- transaction: the threshold moves over no value (leaves tv_device) (refreshes tv_device: 1)
UPDATE tb_device SET alarm_above = 7.5 WHERE pk_device = 1;

-- transaction: a measurement moves (changes tv_device) (refreshes tv_device: 2)
UPDATE tb_measurement SET fk_device = 2 WHERE pk_measurement = 2;

-- transaction: one that belongs nowhere (leaves tv_device) (refreshes tv_device: 0)
UPDATE tb_measurement SET value = 1000 WHERE fk_device IS NULL;

-- transaction: the group vanishes, the device stays (changes tv_device) (refreshes tv_device: 1)
DELETE FROM tb_measurement WHERE fk_device = 2;
