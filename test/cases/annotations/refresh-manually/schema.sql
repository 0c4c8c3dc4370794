-- @refresh manually accepts what no trigger reports: base tables are followed, the rest is up to date after rebuild().
CREATE TABLE tb_product (
  pk_product integer PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE tb_sale (
  pk_sale integer PRIMARY KEY,
  fk_product integer NOT NULL REFERENCES tb_product,
  pieces integer NOT NULL
);
CREATE INDEX ON tb_sale (fk_product);
CREATE MATERIALIZED VIEW mv_sold AS SELECT fk_product, sum(pieces)::integer AS sold FROM tb_sale GROUP BY fk_product;
CREATE UNIQUE INDEX ON mv_sold (fk_product);
CREATE SEQUENCE sq_edition;

INSERT INTO tb_product VALUES (1, 'cup'), (2, 'pan');
INSERT INTO tb_sale VALUES (1, 1, 3), (2, 2, 5);
REFRESH MATERIALIZED VIEW mv_sold;
