-- A chain a -> b -> c -> d without foreign keys: links may point at rows that are not there yet, or no more.
CREATE TABLE tb_a (
  pk_a integer PRIMARY KEY,
  fk_b integer,
  name text
);
CREATE TABLE tb_b (
  pk_b integer PRIMARY KEY,
  fk_c integer,
  name text
);
CREATE TABLE tb_c (
  pk_c integer PRIMARY KEY,
  fk_d integer,
  name text
);
CREATE TABLE tb_d (
  pk_d integer PRIMARY KEY,
  name text
);
CREATE INDEX ON tb_a (fk_b);
CREATE INDEX ON tb_b (fk_c);
CREATE INDEX ON tb_c (fk_d);
