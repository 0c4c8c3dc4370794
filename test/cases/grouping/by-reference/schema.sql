-- Grouped by a reference, without the table it points at: groups are born, fed, emptied and gone.
CREATE TABLE tb_customer (
  pk_customer integer PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE tb_invoice (
  pk_invoice integer PRIMARY KEY,
  fk_customer integer NOT NULL REFERENCES tb_customer,
  amount numeric(10, 2) NOT NULL,
  paid boolean NOT NULL DEFAULT false,
  note text
);

INSERT INTO tb_customer VALUES (1, 'Ann'), (2, 'Ben'), (3, 'Cid');
INSERT INTO tb_invoice VALUES (1, 1, 100, false), (2, 1, 50, true), (3, 2, 10, false);
