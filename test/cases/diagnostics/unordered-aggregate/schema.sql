-- Aggregates that leave the order of their rows open; and those that do not, or do not show it.
CREATE TABLE tb_team (pk_team integer PRIMARY KEY, name text NOT NULL);
CREATE TABLE tb_member (
  pk_member integer PRIMARY KEY,
  fk_team integer NOT NULL REFERENCES tb_team,
  name text NOT NULL,
  points integer NOT NULL
);
CREATE INDEX ON tb_member (fk_team);
