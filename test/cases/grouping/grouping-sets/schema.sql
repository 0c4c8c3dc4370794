-- Totals at several levels in one table: ROLLUP, CUBE and GROUPING SETS. GROUPING tells a total from a NULL in the data.
CREATE TABLE tb_sale (
  pk_sale integer PRIMARY KEY,
  region text,
  product text NOT NULL,
  amount integer NOT NULL
);

INSERT INTO tb_sale VALUES (1, 'north', 'tea', 1), (2, 'north', 'rum', 2), (3, 'south', 'tea', 4), (4, NULL, 'tea', 8);
