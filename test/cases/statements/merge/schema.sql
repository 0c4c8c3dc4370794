-- MERGE with every kind of action, alone and together, into the root and into a joined table.
CREATE TABLE tb_supplier (
  pk_supplier integer PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE tb_stock (
  pk_stock integer PRIMARY KEY,
  fk_supplier integer REFERENCES tb_supplier,
  name text NOT NULL,
  pieces integer NOT NULL DEFAULT 0
);
CREATE TABLE tb_delivery (
  item integer NOT NULL,
  supplier integer,
  name text,
  pieces integer NOT NULL
);

INSERT INTO tb_supplier VALUES (1, 'Acme'), (2, 'Bolt');
INSERT INTO tb_stock VALUES (1, 1, 'nut', 5), (2, 1, 'bolt', 0), (3, 2, 'screw', 7);
INSERT INTO tb_delivery VALUES (1, 2, NULL, 3), (2, NULL, NULL, -1), (4, 1, 'nail', 100), (5, 2, 'rust', 0);
