-- Whole rows as values: every column is read.
CREATE TABLE tb_owner (
  pk_owner integer PRIMARY KEY,
  name text NOT NULL,
  phone text
);
CREATE TABLE tb_pet (
  pk_pet integer PRIMARY KEY,
  fk_owner integer,
  name text NOT NULL,
  born date,
  weight numeric(5, 2)
);

INSERT INTO tb_owner VALUES (1, 'Ann', '123'), (2, 'Ben', NULL);
INSERT INTO tb_pet VALUES (1, 1, 'Rex', '2020-01-01', 12.5), (2, NULL, 'Tom', NULL, NULL);
