-- Joined by an equality and a range: each order line gets the price that was valid on its day.
CREATE TABLE tb_price (
  pk_price integer PRIMARY KEY,
  product text NOT NULL,
  valid_from date NOT NULL,
  valid_to date NOT NULL DEFAULT 'infinity',
  amount numeric(8, 2) NOT NULL
);
CREATE TABLE tb_line (
  pk_line integer PRIMARY KEY,
  product text NOT NULL,
  ordered_on date NOT NULL,
  quantity integer NOT NULL
);

INSERT INTO tb_price VALUES
  (1, 'cup', '2024-01-01', '2024-07-01', 4.00), (2, 'cup', '2024-07-01', 'infinity', 4.50), (3, 'plate', '2024-01-01', '2024-02-01', 9);
INSERT INTO tb_line VALUES (1, 'cup', '2024-03-03', 2), (2, 'cup', '2024-08-08', 1), (3, 'plate', '2024-06-06', 5);
