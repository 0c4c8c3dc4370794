-- DISTINCT ON: the latest row of each group.
CREATE TABLE tb_price (
  pk_price integer PRIMARY KEY,
  product text NOT NULL,
  since date NOT NULL,
  amount numeric(8, 2) NOT NULL
);

INSERT INTO tb_price VALUES (1, 'cup', '2024-01-01', 4), (2, 'cup', '2024-06-01', 5), (3, 'pan', '2024-01-01', 20);
