-- transaction: a faster one moves the others down (changes tv_result, tv_race)
INSERT INTO tb_result VALUES (6, 1, 'Eve', 55);

-- transaction: a result moves to the other race (changes tv_result, tv_race)
UPDATE tb_result SET fk_race = 2 WHERE pk_result = 6;

-- transaction: the winner is disqualified (changes tv_result, tv_race)
DELETE FROM tb_result WHERE seconds = 50;

-- transaction: the race without a name gets one more (changes tv_result) (leaves tv_race)
INSERT INTO tb_result VALUES (7, NULL, 'Fay', 8);

-- transaction: a race goes (changes tv_race) (leaves tv_result)
DELETE FROM tb_race WHERE pk_race = 2;
