-- Functions that read tables, accepted by @reads: a change of such a table has every row compared.
CREATE TABLE tb_product (
  pk_product integer PRIMARY KEY,
  name text NOT NULL,
  price integer NOT NULL
);
CREATE TABLE tb_vat (pk_vat integer PRIMARY KEY, percent integer NOT NULL, note text);
CREATE TABLE tb_offer (
  pk_offer integer PRIMARY KEY,
  fk_product integer NOT NULL REFERENCES tb_product,
  discount integer NOT NULL
);
CREATE FUNCTION vat() RETURNS integer STABLE LANGUAGE sql AS 'SELECT COALESCE(sum(percent), 0)::integer FROM tb_vat';
CREATE FUNCTION offers_of(p_product integer) RETURNS SETOF tb_offer STABLE LANGUAGE plpgsql AS $$
BEGIN
  RETURN QUERY SELECT * FROM tb_offer WHERE fk_product = p_product;
END
$$;
CREATE FUNCTION rows_of(p_table text) RETURNS bigint STABLE LANGUAGE plpgsql AS $$
DECLARE
  v_rows bigint;
BEGIN
  EXECUTE format('SELECT count(*) FROM %I', p_table) INTO v_rows;
  RETURN v_rows;
END
$$;
CREATE FUNCTION month_of(p_day date) RETURNS text STABLE LANGUAGE plpgsql AS $$
BEGIN
  RETURN to_char(p_day, 'YYYY-MM');
END
$$;

INSERT INTO tb_product VALUES (1, 'cup', 10), (2, 'pan', 30);
INSERT INTO tb_vat VALUES (1, 20, NULL);
INSERT INTO tb_offer VALUES (1, 1, 5);
