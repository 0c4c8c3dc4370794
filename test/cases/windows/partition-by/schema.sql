-- Results of races: a rank within each race.
CREATE TABLE tb_race (pk_race integer PRIMARY KEY, name text NOT NULL);
CREATE TABLE tb_result (pk_result integer PRIMARY KEY, fk_race integer, runner text NOT NULL, seconds integer NOT NULL);
CREATE INDEX ON tb_result (fk_race);

INSERT INTO tb_race VALUES (1, 'spring'), (2, 'autumn');
INSERT INTO tb_result VALUES (1, 1, 'Ann', 60), (2, 1, 'Ben', 65), (3, 2, 'Ann', 70), (4, 2, 'Cid', 50), (5, NULL, 'Dot', 9);
