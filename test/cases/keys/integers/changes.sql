-- transaction: the largest key (changes tv_pupil) (leaves tv_grade)
UPDATE tb_pupil SET name = 'Maximilian' WHERE pk_pupil = 9223372036854775807;

-- transaction: from out of range into it (changes tv_pupil, tv_grade)
UPDATE tb_pupil SET fk_grade = 32767 WHERE pk_pupil = 5;

-- transaction: and far out again (changes tv_pupil, tv_grade)
UPDATE tb_pupil SET fk_grade = -99999999999 WHERE pk_pupil = -1;

-- transaction: a numeric reference with decimals equals the key, then not (changes tv_grade) (leaves tv_pupil)
UPDATE tb_mark SET grade = 0.00 WHERE pk_mark = 2;
UPDATE tb_mark SET grade = 0.5 WHERE pk_mark = 1;

-- transaction: a grade is renamed (changes tv_grade, tv_pupil)
UPDATE tb_grade SET name = 'nought' WHERE pk_grade = 0;

-- transaction: a mark moves (changes tv_pupil) (leaves tv_grade)
UPDATE tb_mark SET fk_pupil = -1 WHERE pk_mark = 1;

-- transaction: a smallint key changes (changes tv_grade, tv_pupil)
UPDATE tb_grade SET pk_grade = 1 WHERE pk_grade = 0;

-- transaction: the row with the largest key goes (changes tv_pupil)
DELETE FROM tb_pupil WHERE pk_pupil = 9223372036854775807;
