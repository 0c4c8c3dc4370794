-- transaction: a name is shown beside others of the line (changes tv_stop) (leaves tv_line) (refreshes tv_stop: 3)
UPDATE tb_stop SET name = 'Ark' WHERE pk_stop = 1;

-- transaction: the terminus is renamed (changes tv_stop, tv_line) (refreshes tv_line: 1)
UPDATE tb_stop SET name = 'Cut' WHERE pk_stop = 3;

-- transaction: the order is turned round (changes tv_stop, tv_line)
UPDATE tb_stop SET place = 4 - place WHERE line = 'A';

-- transaction: one goes to the other line, renamed and with another number (changes tv_stop, tv_line)
UPDATE tb_stop SET name = 'Bow' WHERE pk_stop = 2;
UPDATE tb_stop SET line = 'B', pk_stop = 7 WHERE pk_stop = 2;

-- transaction: the lines change names (changes tv_stop, tv_line)
UPDATE tb_stop SET line = CASE line WHEN 'A' THEN 'B' ELSE 'A' END WHERE line IS NOT NULL;

-- transaction: without a line, and beside another one there (changes tv_stop, tv_line)
UPDATE tb_stop SET line = NULL, place = 2, name = 'Fen' WHERE pk_stop = 7;

-- transaction: the last of a line goes (changes tv_stop, tv_line)
DELETE FROM tb_stop WHERE pk_stop IN (3, 4);

-- transaction: nothing is left (changes tv_stop, tv_line)
TRUNCATE tb_stop;
