-- Rows that decide about rows beside them, and changes that are compared in full.
CREATE TABLE tb_team (
  pk_team integer PRIMARY KEY,
  fk_league integer,
  name text
);
CREATE TABLE tb_player (
  pk_player integer PRIMARY KEY,
  fk_team integer,
  points integer,
  name text
);
CREATE TABLE tb_league (
  pk_league integer PRIMARY KEY,
  name text
);
CREATE INDEX ON tb_team (fk_league);
CREATE INDEX ON tb_player (fk_team);
