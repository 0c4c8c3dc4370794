-- Aggregates beyond count and sum: of aggregates, over sorted rows, of a value that is no row, filtered.
CREATE TABLE tb_station (pk_station integer PRIMARY KEY, name text NOT NULL, alarm numeric);
CREATE TABLE tb_reading (pk_reading integer PRIMARY KEY, fk_station integer, day integer NOT NULL, value numeric, valid boolean);
CREATE INDEX ON tb_reading (fk_station);

INSERT INTO tb_station VALUES (1, 'hill', 5), (2, 'dale', NULL), (3, 'lake', 0);
INSERT INTO tb_reading VALUES
  (1, 1, 1, 1, true), (2, 1, 1, 9, true), (3, 1, 2, 4, false), (4, 2, 1, 7, true), (5, 2, 1, NULL, NULL), (6, NULL, 1, 3, true);
