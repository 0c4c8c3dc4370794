-- transaction: a faster one moves the others down (changes tv_result, tv_race) (refreshes tv_race: 1, tv_result: 3)
INSERT INTO tb_result VALUES (6, 1, 'Eve', 55);

-- transaction: a result moves to the other race (changes tv_result, tv_race) (refreshes tv_race: 2, tv_result: 6)
UPDATE tb_result SET fk_race = 2 WHERE pk_result = 6;

-- transaction: the winner is disqualified (changes tv_result, tv_race) (refreshes tv_race: 1, tv_result: 3)
DELETE FROM tb_result WHERE seconds = 50;

-- transaction: the race without a name gets one more (changes tv_result) (leaves tv_race) (refreshes tv_race: 0, tv_result: 2)
INSERT INTO tb_result VALUES (7, NULL, 'Fay', 8);

-- transaction: a race goes (changes tv_race) (leaves tv_result) (refreshes tv_race: 1, tv_result: 0)
DELETE FROM tb_race WHERE pk_race = 2;
