-- Tables and TVIEWs in schemas of their own; sessions whose search_path points elsewhere, at tables of the same names.
CREATE SCHEMA sales;
CREATE SCHEMA "Read Models";
CREATE SCHEMA decoy;
CREATE TABLE sales.tb_buyer (
  pk_buyer integer PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE sales.tb_deal (
  pk_deal integer PRIMARY KEY,
  fk_buyer integer REFERENCES sales.tb_buyer,
  title text NOT NULL
);
CREATE TABLE tb_rate (
  pk_rate integer PRIMARY KEY,
  percent integer NOT NULL
);
CREATE TABLE decoy.tb_rate (
  pk_rate integer PRIMARY KEY,
  percent integer NOT NULL
);
CREATE TABLE decoy.tb_buyer (LIKE sales.tb_buyer);

INSERT INTO sales.tb_buyer VALUES (1, 'Ann'), (2, 'Ben');
INSERT INTO sales.tb_deal VALUES (1, 1, 'Car'), (2, 2, 'Boat');
INSERT INTO tb_rate VALUES (1, 10), (2, 20);
INSERT INTO decoy.tb_rate VALUES (1, 99);
