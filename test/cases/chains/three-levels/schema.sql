-- Three TVIEWs on top of each other; only the lowest and the highest read tables of their own.
CREATE TABLE tb_line (
  pk_line integer PRIMARY KEY,
  fk_order integer NOT NULL,
  product text NOT NULL,
  quantity integer NOT NULL,
  price numeric(8, 2) NOT NULL
);
CREATE TABLE tb_order (
  pk_order integer PRIMARY KEY,
  fk_customer integer NOT NULL,
  placed_on date NOT NULL
);
CREATE TABLE tb_customer (
  pk_customer integer PRIMARY KEY,
  name text NOT NULL
);

INSERT INTO tb_customer VALUES (1, 'Ann'), (2, 'Ben');
INSERT INTO tb_order VALUES (1, 1, '2024-01-01'), (2, 1, '2024-02-02'), (3, 2, '2024-03-03');
INSERT INTO tb_line VALUES (1, 1, 'cup', 2, 4.5), (2, 1, 'pan', 1, 20), (3, 2, 'cup', 1, 4), (4, 3, 'fork', 10, 1);
