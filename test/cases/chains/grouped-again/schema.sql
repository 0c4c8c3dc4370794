-- A TVIEW that groups another one by a column which is computed there: an aggregate, an expression.
CREATE TABLE tb_group (
  pk_group integer PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE tb_entry (
  pk_entry integer PRIMARY KEY,
  fk_group integer REFERENCES tb_group,
  value integer NOT NULL
);

INSERT INTO tb_group VALUES (1, 'A'), (2, 'B'), (3, 'b');
INSERT INTO tb_entry VALUES (1, 1, 1), (2, 2, 2);
