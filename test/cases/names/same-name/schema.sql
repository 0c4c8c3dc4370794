-- The same table name in two schemas, both in one definition, and TVIEWs of the same name in both.
CREATE SCHEMA shop_a;
CREATE SCHEMA shop_b;
CREATE TABLE shop_a.tb_item (
  pk_item integer PRIMARY KEY,
  name text NOT NULL,
  stock integer NOT NULL
);
CREATE TABLE shop_b.tb_item (
  pk_item integer PRIMARY KEY,
  name text NOT NULL,
  price integer NOT NULL
);

INSERT INTO shop_a.tb_item VALUES (1, 'cup', 5), (2, 'pan', 0);
INSERT INTO shop_b.tb_item VALUES (1, 'cup', 4), (3, 'pot', 9);
