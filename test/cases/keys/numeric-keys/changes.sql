-- transaction: the key is equal to the old one, but looks different (changes tv_rate)
UPDATE tb_rate SET rate = 1.00 WHERE rate = 1;

-- transaction: equal, looks different, and is another row (changes tv_rate)
DELETE FROM tb_rate WHERE rate = 2.5;
INSERT INTO tb_rate VALUES (2.500, 'two and a half');

-- transaction: a reference that is equal, but looks different (leaves tv_rate)
UPDATE tb_sample SET rate = 1.0 WHERE pk_sample = 1;

-- transaction: a reference moves (changes tv_rate)
UPDATE tb_sample SET rate = 1 WHERE pk_sample = 2;

-- transaction: to what is no number (changes tv_rate)
UPDATE tb_sample SET rate = 'NaN' WHERE pk_sample = 2;

-- transaction: more decimals (changes tv_rate)
UPDATE tb_rate SET rate = 0.0000 WHERE rate = 0;
