-- Where nothing links a table to the key, @on-change has every row compared, and only those that differ written.
CREATE TABLE tb_product (
  pk_product integer PRIMARY KEY,
  name text NOT NULL,
  price integer NOT NULL
);
CREATE TABLE tb_setting (
  pk_setting integer PRIMARY KEY,
  factor numeric(4, 2) NOT NULL,
  note text
);

INSERT INTO tb_product VALUES (1, 'cup', 10), (2, 'pan', 30), (3, 'pot', 20);
INSERT INTO tb_setting VALUES (1, 1.5, NULL);
