-- A composite group over a join, with columns from both tables, and the same rows once more by DISTINCT.
CREATE TABLE tb_store (
  pk_store integer PRIMARY KEY,
  region text NOT NULL,
  name text NOT NULL
);
CREATE TABLE tb_sale (
  pk_sale integer PRIMARY KEY,
  fk_store integer NOT NULL REFERENCES tb_store,
  product text NOT NULL,
  year integer NOT NULL,
  amount numeric(8, 2) NOT NULL
);

INSERT INTO tb_store VALUES (1, 'north', 'A'), (2, 'north', 'B'), (3, 'south', 'C');
INSERT INTO tb_sale VALUES
  (1, 1, 'cup', 2024, 4), (2, 2, 'cup', 2024, 6), (3, 3, 'cup', 2024, 1), (4, 1, 'pan', 2024, 20);
