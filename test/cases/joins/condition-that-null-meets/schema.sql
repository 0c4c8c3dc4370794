-- Conditions behind an outer join that hold where its side is absent: a row that appears there takes away the row
-- without it, although it does not meet the condition itself.
CREATE TABLE tb_team (pk_team integer PRIMARY KEY, town integer, leader integer);
CREATE TABLE tb_person (pk_person integer PRIMARY KEY, fk_team integer, level integer);
CREATE TABLE tb_match (pk_match integer PRIMARY KEY, town integer, level integer);
CREATE INDEX ON tb_team (town);
CREATE INDEX ON tb_person (fk_team);
CREATE INDEX ON tb_match (town);
INSERT INTO tb_team VALUES (1, 1, NULL), (2, 1, 7), (3, NULL, NULL);
INSERT INTO tb_match VALUES (1, 1, 3), (2, 1, NULL), (3, 2, 3);
