-- A table with two parents, one of which knows nothing of its key: a statement on that parent changes its rows.
CREATE TABLE tb_asset (
  pk_asset integer PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE tb_taxable (
  tax integer NOT NULL DEFAULT 0
);
CREATE TABLE tb_house (
  rooms integer NOT NULL,
  PRIMARY KEY (pk_asset)
) INHERITS (tb_asset, tb_taxable);

INSERT INTO tb_asset VALUES (1, 'Ring');
INSERT INTO tb_house VALUES (2, 'Villa', 100, 9), (3, 'Hut', 1, 1);
INSERT INTO tb_taxable VALUES (5);
