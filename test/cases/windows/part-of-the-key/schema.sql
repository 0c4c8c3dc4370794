-- Windows over part of what identifies a row: the row is the key, its neighbours of the same part decide what it shows.
CREATE TABLE tb_player (
  pk_player integer PRIMARY KEY,
  team text,
  points integer NOT NULL,
  joined date NOT NULL,
  nickname text
);
CREATE INDEX ON tb_player (team);
CREATE INDEX ON tb_player (joined);

INSERT INTO tb_player VALUES
  (1, 'red', 30, '2024-01-01', 'a'), (2, 'red', 20, '2024-01-02', 'b'), (3, 'red', 10, '2024-01-01', 'c'),
  (4, 'blue', 5, '2024-01-02', 'd'), (5, NULL, 7, '2024-01-03', 'e'), (6, NULL, 8, '2024-01-03', 'f');
