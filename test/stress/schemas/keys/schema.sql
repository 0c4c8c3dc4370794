-- Keys that no single table holds, and keys that are computed from several.
CREATE TABLE tb_order (
  pk_order integer PRIMARY KEY,
  fk_customer integer,
  kind text
);
CREATE TABLE tb_line (
  pk_line integer PRIMARY KEY,
  fk_order integer,
  fk_article integer,
  amount integer
);
CREATE TABLE tb_article (
  pk_article integer PRIMARY KEY,
  kind text,
  price integer
);
CREATE TABLE tb_return (
  pk_return integer PRIMARY KEY,
  fk_order integer,
  amount integer
);
CREATE INDEX ON tb_order (fk_customer);
CREATE INDEX ON tb_line (fk_order);
CREATE INDEX ON tb_line (fk_article);
CREATE INDEX ON tb_return (fk_order);
