-- transaction: one key changes, references stay behind (changes tv_station, tv_line) (refreshes tv_station: 2, tv_line: 1)
UPDATE tb_station SET pk_station = 9 WHERE pk_station = 1;

-- transaction: and comes back (changes tv_station, tv_line) (refreshes tv_station: 2, tv_line: 1)
UPDATE tb_station SET pk_station = 1 WHERE pk_station = 9;

-- transaction: all keys shift by one in one statement (changes tv_station, tv_line) (refreshes tv_station: 4, tv_line: 2)
UPDATE tb_station SET pk_station = pk_station + 1;

-- transaction: two keys swap (changes tv_station, tv_line) (refreshes tv_station: 2, tv_line: 2)
UPDATE tb_station SET pk_station = 5 - pk_station WHERE pk_station IN (2, 3);

-- transaction: a key changes, references follow by cascade (changes tv_line) (leaves tv_station) (refreshes tv_station: 2, tv_line: 2)
UPDATE tb_line SET pk_line = 20 WHERE pk_line = 2;

-- transaction: a key and another column at once (changes tv_line, tv_station) (refreshes tv_station: 2, tv_line: 2)
UPDATE tb_line SET pk_line = 10, name = 'Crimson' WHERE pk_line = 1;

-- transaction: a new row takes a key that was just given up (changes tv_line, tv_station) (refreshes tv_station: 2, tv_line: 2)
UPDATE tb_line SET pk_line = 30 WHERE pk_line = 20;
INSERT INTO tb_line VALUES (20, 'Green');
INSERT INTO tb_stop VALUES (20, 2);

-- transaction: there and back within one transaction (leaves tv_line, tv_station)
UPDATE tb_line SET pk_line = 99 WHERE pk_line = 10;
UPDATE tb_line SET pk_line = 10 WHERE pk_line = 99;

-- transaction: both parts of a composite key swap roles (changes tv_line, tv_station)
INSERT INTO tb_line VALUES (3, 'Three'), (4, 'Four');
INSERT INTO tb_stop VALUES (3, 4);
UPDATE tb_stop SET fk_line = fk_station, fk_station = fk_line WHERE fk_line = 3;
