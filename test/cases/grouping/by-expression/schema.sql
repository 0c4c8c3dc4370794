-- Grouped by what is computed from a row: a month, the lower case of a text, a CASE over a number. A row enters the group
-- that its new value gives, and leaves the one its old value gave.
CREATE TABLE tb_payment (
  pk_payment integer PRIMARY KEY,
  payer text,
  paid_at timestamp NOT NULL,
  amount numeric(8, 2) NOT NULL
);

INSERT INTO tb_payment VALUES
  (1, 'Ann', '2024-01-31 23:59:59', 10), (2, 'ANN', '2024-02-01 00:00:00', 20), (3, 'ben', '2024-02-29 12:00:00', 300), (4, NULL, '2024-02-15', 40);
