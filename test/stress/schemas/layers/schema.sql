-- TVIEWs that read TVIEWs, and groups that come with their first row and go with their last one.
CREATE TABLE tb_region (
  pk_region integer PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE tb_shop (
  pk_shop integer PRIMARY KEY,
  fk_region integer,
  name text NOT NULL
);
CREATE TABLE tb_sale (
  pk_sale integer PRIMARY KEY,
  fk_shop integer REFERENCES tb_shop ON DELETE CASCADE,
  kind text,
  amount integer NOT NULL
);
CREATE INDEX ON tb_shop (fk_region);
CREATE INDEX ON tb_sale (fk_shop);
CREATE INDEX ON tb_sale (kind);
