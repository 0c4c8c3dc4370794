-- transaction: a reading arrives (changes tv_sensor)
UPDATE tb_sensor SET celsius = -3.25 WHERE pk_sensor = 2;

-- transaction: defaults fill a row (changes tv_sensor)
INSERT INTO tb_sensor (pk_sensor) VALUES (3);

-- transaction: every column at once (changes tv_sensor)
UPDATE tb_sensor SET (label, celsius, active) = ('attic', 30, NOT active) WHERE pk_sensor IN (1, 3);

-- transaction: columns are set to DEFAULT (changes tv_sensor)
UPDATE tb_sensor SET label = DEFAULT, active = DEFAULT;

-- transaction: a sensor goes (changes tv_sensor)
DELETE FROM tb_sensor WHERE pk_sensor = 1;
