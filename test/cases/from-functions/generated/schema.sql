-- Rows that functions generate from a row's own columns, several functions side by side, and VALUES beside tables.
CREATE TABLE tb_stay (pk_stay integer PRIMARY KEY, room text NOT NULL, arrives date NOT NULL, leaves date, names text[], ages integer[]);
CREATE TABLE tb_rate (pk_rate integer PRIMARY KEY, room text NOT NULL, level integer NOT NULL, price integer NOT NULL, UNIQUE (room, level));
CREATE INDEX ON tb_stay (room);

INSERT INTO tb_stay VALUES
  (1, 'a', '2024-01-01', '2024-01-04', '{Ann,Ben}', '{30}'), (2, 'b', '2024-01-03', '2024-01-05', '{}', '{4,5}'), (3, 'a', '2024-02-01', NULL, NULL, NULL);
INSERT INTO tb_rate VALUES (1, 'a', 1, 50), (2, 'a', 2, 90), (3, 'b', 1, 40);
