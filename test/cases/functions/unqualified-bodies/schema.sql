-- The definition calls functions whose bodies name other functions, types and operators without a schema.
CREATE SCHEMA tools;
CREATE FUNCTION currency_symbol(p_code text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE p_code WHEN 'EUR' THEN '€' ELSE p_code || ' ' END
$$;
CREATE FUNCTION format_price(p_cents integer, p_code text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT currency_symbol(p_code) || (p_cents / 100.0)::numeric(10, 2)
$$;
CREATE DOMAIN percentage AS integer CHECK (VALUE BETWEEN 0 AND 100);
CREATE FUNCTION as_percentage(p_value integer) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  v_value percentage := greatest(0, least(p_value, 100));
BEGIN
  RETURN format_price(v_value * 100, '%');
END
$$;
CREATE FUNCTION tools.shout(p_text text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN upper(p_text) || as_percentage(7);
END
$$;
CREATE FUNCTION near_equal(integer, integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT abs($1 - $2) <= 1';
CREATE OPERATOR ~~~ (LEFTARG = integer, RIGHTARG = integer, FUNCTION = near_equal);
CREATE FUNCTION append_text(text, text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT COALESCE($1 || ';', '') || currency_symbol($2) $$;
CREATE AGGREGATE join_text(text) (SFUNC = append_text, STYPE = text);
CREATE TABLE tb_good (
  pk_good integer PRIMARY KEY,
  name text NOT NULL,
  cents integer NOT NULL,
  code text NOT NULL,
  discount integer NOT NULL DEFAULT 0
);
CREATE TABLE tb_tax (
  pk_tax integer PRIMARY KEY,
  fk_good integer NOT NULL REFERENCES tb_good,
  code text NOT NULL
);

INSERT INTO tb_good VALUES (1, 'cup', 450, 'EUR', 10), (2, 'pan', 2000, 'USD', 0);
INSERT INTO tb_tax VALUES (1, 1, 'EUR'), (2, 1, 'VAT');
