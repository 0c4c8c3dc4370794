-- Refreshed in one pass, as the windows are not partitioned by the key: rows that swap values of a unique index, and a
-- key that turns out not to be unique.
CREATE TABLE tb_player (
  pk_player integer PRIMARY KEY,
  team text NOT NULL,
  points integer NOT NULL
);
CREATE TABLE tb_badge (
  pk_badge integer PRIMARY KEY,
  fk_player integer NOT NULL REFERENCES tb_player,
  title text NOT NULL
);
CREATE INDEX ON tb_player (team);
CREATE INDEX ON tb_badge (fk_player);

INSERT INTO tb_player VALUES (1, 'red', 30), (2, 'red', 20), (3, 'red', 10), (4, 'blue', 10);
INSERT INTO tb_badge VALUES (1, 1, 'captain'), (2, 4, 'captain');
