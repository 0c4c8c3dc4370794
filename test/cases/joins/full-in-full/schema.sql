-- A full join on a side of another, and conditions behind full joins that an absent side meets.
CREATE TABLE tb_plan (day integer PRIMARY KEY, planned integer);
CREATE TABLE tb_done (day integer PRIMARY KEY, done integer);
CREATE TABLE tb_note (pk_note integer PRIMARY KEY, day integer, words integer);
CREATE INDEX ON tb_note (day);
INSERT INTO tb_plan VALUES (1, 10), (2, 20);
INSERT INTO tb_done VALUES (2, 2), (3, 3);
INSERT INTO tb_note VALUES (1, 1, 5), (2, 4, NULL);
