-- transaction: single statements, each committed by itself (autocommit) (changes tv_country)
INSERT INTO tb_country (pk_country, name, population) VALUES (3, 'Japan', 125000000);
UPDATE tb_country SET name = 'Republic of Chile' WHERE pk_country = 2;
DELETE FROM tb_country WHERE pk_country = 1;

-- transaction: the column read is written, the document stays the same (leaves tv_country)
UPDATE tb_country SET population = population + 1 WHERE pk_country = 3;

-- transaction: the comparison turns (changes tv_country)
UPDATE tb_country SET population = 9 WHERE pk_country = 3;

-- transaction: unknown becomes false (changes tv_country)
UPDATE tb_country SET population = 0 WHERE pk_country = 2;
