-- Several common table expressions that read each other; one is read twice, one is MATERIALIZED, one hides a table's name.
CREATE TABLE tb_store (
  pk_store integer PRIMARY KEY,
  name text NOT NULL,
  open boolean NOT NULL DEFAULT true
);
CREATE TABLE tb_sale (
  pk_sale integer PRIMARY KEY,
  fk_store integer REFERENCES tb_store,
  fk_referrer integer REFERENCES tb_store,
  amount numeric(8, 2) NOT NULL,
  void boolean NOT NULL DEFAULT false
);

INSERT INTO tb_store VALUES (1, 'A', true), (2, 'B', true), (3, 'C', false);
INSERT INTO tb_sale VALUES
  (1, 1, 2, 10, false), (2, 1, NULL, 20, false), (3, 2, 1, 5, false), (4, 3, 1, 7, false), (5, 2, NULL, 1, true);
