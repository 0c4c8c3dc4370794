-- A tree, a link table, a join by ranges, and a full join.
CREATE TABLE tb_node (
  pk_node integer PRIMARY KEY,
  fk_parent integer,
  name text NOT NULL
);
CREATE TABLE tb_item (
  pk_item integer PRIMARY KEY,
  price integer,
  name text NOT NULL
);
CREATE TABLE tb_tag (
  pk_tag integer PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE tb_item_tag (
  fk_item integer REFERENCES tb_item ON DELETE CASCADE,
  fk_tag integer REFERENCES tb_tag ON DELETE CASCADE,
  weight integer NOT NULL,
  PRIMARY KEY (fk_item, fk_tag)
);
CREATE TABLE tb_band (
  pk_band integer PRIMARY KEY,
  low integer,
  high integer
);
CREATE TABLE tb_north (
  pk_north integer PRIMARY KEY,
  article text,
  pieces integer
);
CREATE TABLE tb_south (
  pk_south integer PRIMARY KEY,
  article text,
  pieces integer
);
CREATE INDEX ON tb_node (fk_parent);
CREATE INDEX ON tb_item (price);
CREATE INDEX ON tb_item_tag (fk_tag);
CREATE INDEX ON tb_band (low, high);
CREATE INDEX ON tb_north (article);
CREATE INDEX ON tb_south (article);
