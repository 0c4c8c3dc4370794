-- The definition is a CREATE TVIEW; statements run outside a transaction block, each a transaction of its own.
CREATE TABLE tb_country (
  pk_country smallint PRIMARY KEY,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  name text NOT NULL,
  population bigint
);

INSERT INTO tb_country (pk_country, name, population) VALUES (1, 'Norway', 5400000), (2, 'Chile', NULL);
