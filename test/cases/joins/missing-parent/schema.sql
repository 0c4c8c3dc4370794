-- References without a constraint: the parent comes later, changes, goes, and comes again.
CREATE TABLE tb_warehouse (
  pk_warehouse integer PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE tb_item (
  pk_item integer PRIMARY KEY,
  name text NOT NULL,
  warehouse bigint
);

INSERT INTO tb_warehouse VALUES (1, 'North');
INSERT INTO tb_item VALUES (1, 'Axe', 1), (2, 'Bow', 2), (3, 'Cup', NULL), (4, 'Dye', 99999999999);
