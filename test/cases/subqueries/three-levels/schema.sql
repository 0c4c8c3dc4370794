-- Correlated over three levels: the innermost subquery names a column of the outermost.
CREATE TABLE tb_land (pk_land integer PRIMARY KEY, name text NOT NULL, minimum integer NOT NULL);
CREATE TABLE tb_town (pk_town integer PRIMARY KEY, fk_land integer, name text NOT NULL);
CREATE TABLE tb_house (pk_house integer PRIMARY KEY, fk_town integer, rooms integer NOT NULL, fk_guest_of integer);
CREATE INDEX ON tb_town (fk_land);
CREATE INDEX ON tb_house (fk_town);
CREATE INDEX ON tb_house (fk_guest_of);

INSERT INTO tb_land VALUES (1, 'low', 2), (2, 'high', 4);
INSERT INTO tb_town VALUES (1, 1, 'aa'), (2, 1, 'bb'), (3, 2, 'cc'), (4, NULL, 'dd');
INSERT INTO tb_house VALUES (1, 1, 1, NULL), (2, 1, 3, 2), (3, 2, 5, 1), (4, 3, 4, 2), (5, 4, 9, 1), (6, NULL, 9, NULL);
