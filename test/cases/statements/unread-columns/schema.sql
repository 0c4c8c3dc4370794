-- Which columns a definition reads is decided by every clause of it, not only by its select list.
CREATE TABLE tb_office (
  pk_office integer PRIMARY KEY,
  name text NOT NULL,
  floor integer NOT NULL,
  zone text,
  opened date,
  rent numeric
);
CREATE TABLE tb_room (
  pk_room integer PRIMARY KEY,
  fk_office integer NOT NULL REFERENCES tb_office,
  number text NOT NULL,
  rank integer,
  usable boolean NOT NULL DEFAULT true,
  colour text,
  kind text
);

INSERT INTO tb_office VALUES (1, 'Main', 1, 'a', '2020-01-01', 100), (2, 'Annex', 2, 'b', NULL, 50);
INSERT INTO tb_room VALUES (1, 1, '1a', 2, true, 'red', 'x'), (2, 1, '1b', 1, true, 'blue', 'y'), (3, 2, '2a', 1, false, 'red', 'x');
