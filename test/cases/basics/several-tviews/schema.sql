-- Several TVIEWs over one table, each reading other columns: a change reaches only those that read it.
CREATE TABLE tb_product (
  pk_product integer PRIMARY KEY,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  identifier text NOT NULL UNIQUE,
  name text NOT NULL,
  price numeric(10, 2) NOT NULL,
  stock integer NOT NULL DEFAULT 0,
  supplier_reference text
);
CREATE TABLE tb_price_note (
  pk_price_note integer PRIMARY KEY,
  fk_product integer NOT NULL REFERENCES tb_product,
  note text NOT NULL
);

INSERT INTO tb_product (pk_product, identifier, name, price, stock) VALUES
  (1, 'cup', 'Cup', 4.50, 10), (2, 'plate', 'Plate', 9.00, 0), (3, 'fork', 'Fork', 2.25, 100);
INSERT INTO tb_price_note VALUES (1, 1, 'from 2020'), (2, 1, 'reduced'), (3, 3, 'fixed');
