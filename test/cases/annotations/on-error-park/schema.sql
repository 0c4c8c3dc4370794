-- @on-error: park lets writes through that a row cannot be computed after: the row stays as it was, its key is parked.
CREATE TABLE tb_product (
  pk_product integer PRIMARY KEY,
  name text NOT NULL,
  price integer NOT NULL,
  pieces integer NOT NULL
);
CREATE TABLE tb_sale (
  pk_sale integer PRIMARY KEY,
  region text,
  fk_product integer NOT NULL REFERENCES tb_product,
  pieces integer NOT NULL
);
CREATE INDEX ON tb_sale (fk_product);
CREATE TABLE tb_rate (region text, rate integer NOT NULL);

INSERT INTO tb_product VALUES (1, 'cup', 12, 6), (2, 'pan', 30, 1), (3, 'pot', 40, 2);
INSERT INTO tb_sale VALUES (1, 'north', 1, 3), (2, 'south', 2, 5), (3, NULL, 1, 4);
INSERT INTO tb_rate VALUES ('north', 2), ('south', 3);
