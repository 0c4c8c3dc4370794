-- A function whose body PostgreSQL knows reads a table beside the definition.
CREATE TABLE tb_product (pk_product integer PRIMARY KEY, name text NOT NULL);
CREATE TABLE tb_stock (fk_product integer NOT NULL REFERENCES tb_product, quantity integer NOT NULL);
CREATE INDEX ON tb_stock (fk_product);

CREATE FUNCTION fn_stock(product integer) RETURNS bigint STABLE
  BEGIN ATOMIC SELECT sum(quantity) FROM tb_stock WHERE fk_product = product; END;
