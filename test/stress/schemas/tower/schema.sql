-- TVIEWs on TVIEWs on TVIEWs, over partitions and a table with a child.
CREATE TABLE tb_sale (
  pk_sale integer,
  fk_shop integer,
  amount integer,
  PRIMARY KEY (pk_sale)
) PARTITION BY RANGE (pk_sale);
CREATE TABLE tb_sale_low PARTITION OF tb_sale FOR VALUES FROM (MINVALUE) TO (6);
CREATE TABLE tb_sale_high PARTITION OF tb_sale FOR VALUES FROM (6) TO (MAXVALUE);
CREATE TABLE tb_shop (
  pk_shop integer PRIMARY KEY,
  fk_region integer,
  name text
);
CREATE TABLE tb_booth (
  PRIMARY KEY (pk_shop),
  pieces integer
) INHERITS (tb_shop);
CREATE TABLE tb_region (
  pk_region integer PRIMARY KEY,
  name text
);
CREATE INDEX ON tb_sale (fk_shop);
CREATE INDEX ON tb_shop (fk_region);
CREATE INDEX ON tb_booth (fk_region);
