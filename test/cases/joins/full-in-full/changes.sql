-- transaction: the only side of a day goes, and its note stands alone (changes tv_page)
DELETE FROM tb_plan WHERE day = 1;

-- transaction: the day comes back on the other side (changes tv_page) (leaves tv_silent)
INSERT INTO tb_done VALUES (1, 1);

-- transaction: a note with words about a planned day (changes tv_page, tv_silent)
INSERT INTO tb_note VALUES (3, 2, 7);

-- transaction: its words go (changes tv_silent) (leaves tv_page)
UPDATE tb_note SET words = NULL WHERE pk_note = 3;

-- transaction: both sides of a day move (changes tv_page)
UPDATE tb_plan SET day = 4 WHERE day = 2;
UPDATE tb_done SET day = 4 WHERE day = 2;

-- transaction: all notes go (changes tv_page, tv_silent)
TRUNCATE tb_note;
