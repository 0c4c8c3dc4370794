-- Rows that cannot be computed, and wait for a write that makes them right.
CREATE TABLE tb_user (
  pk_user integer PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE tb_post (
  pk_post integer PRIMARY KEY,
  fk_user integer,
  parts integer,
  -- CREATE EXTENSION fills the TVIEWs, so the rows that the owner puts there first must not fail.
  CHECK (parts > 8 OR current_user LIKE 'case_application%')
);
CREATE TABLE tb_vote (
  pk_vote integer PRIMARY KEY,
  fk_post integer,
  points integer
);
CREATE INDEX ON tb_post (fk_user);
CREATE INDEX ON tb_vote (fk_post);
