-- Functions whose text says that they read tables, or more than tables, and functions that do not.
CREATE TABLE tb_item (pk_item integer PRIMARY KEY, price numeric NOT NULL, sold_at timestamptz NOT NULL);
CREATE TABLE tb_rate (pk_rate integer PRIMARY KEY, rate numeric NOT NULL);
CREATE TABLE tb_zone (pk_zone integer PRIMARY KEY, fk_rate integer NOT NULL);
CREATE VIEW rate_of_zone AS SELECT z.pk_zone, r.rate FROM tb_zone z JOIN tb_rate r ON r.pk_rate = z.fk_rate;
CREATE MATERIALIZED VIEW mv_rate AS SELECT max(rate) AS rate FROM tb_rate;
CREATE FUNCTION by_sql(x integer) RETURNS numeric STABLE LANGUAGE sql AS 'SELECT rate FROM rate_of_zone WHERE pk_zone = x';
CREATE FUNCTION by_atomic() RETURNS numeric STABLE LANGUAGE sql BEGIN ATOMIC SELECT max(rate) FROM tb_rate; END;
CREATE FUNCTION by_plpgsql() RETURNS numeric STABLE LANGUAGE plpgsql AS $$
DECLARE
  v_rate numeric := (SELECT min(rate) FROM tb_rate);
BEGIN
  RETURN v_rate;
END
$$;
CREATE FUNCTION by_another() RETURNS numeric STABLE LANGUAGE plpgsql AS 'BEGIN RETURN by_plpgsql() + 1; END';
CREATE FUNCTION lies() RETURNS bigint IMMUTABLE LANGUAGE sql AS 'SELECT count(*) FROM tb_rate';
CREATE FUNCTION dynamic(name text) RETURNS bigint STABLE LANGUAGE plpgsql AS $$
DECLARE
  v_count bigint;
BEGIN
  EXECUTE format('SELECT count(*) FROM %I', name) INTO v_count;
  RETURN v_count;
END
$$;
CREATE FUNCTION by_default(x numeric DEFAULT by_atomic()) RETURNS numeric IMMUTABLE LANGUAGE sql AS 'SELECT x';
CREATE FUNCTION of_matview() RETURNS numeric STABLE LANGUAGE sql AS 'SELECT rate FROM mv_rate';
CREATE FUNCTION age_of(x timestamptz) RETURNS interval STABLE LANGUAGE sql AS 'SELECT now() - x';
CREATE FUNCTION ticket() RETURNS text LANGUAGE sql AS 'SELECT md5(random()::text)';
CREATE FUNCTION chance() RETURNS float8 STABLE LANGUAGE sql AS 'SELECT random()';
CREATE FUNCTION add_rate(total numeric, x numeric) RETURNS numeric STABLE LANGUAGE sql AS 'SELECT total * x * by_atomic()';
CREATE AGGREGATE rated_sum(numeric) (SFUNC = add_rate, STYPE = numeric, INITCOND = '1');
CREATE FUNCTION month_of(x timestamptz) RETURNS text STABLE LANGUAGE sql AS $$ SELECT to_char(x, 'YYYY-MM') $$;
CREATE FUNCTION gross(x numeric, vat numeric DEFAULT 0.2) RETURNS numeric IMMUTABLE LANGUAGE plpgsql AS $$
DECLARE
  v_factor numeric := 1 + vat;
BEGIN
  RETURN x * v_factor;
END
$$;
CREATE FUNCTION near_rate(x numeric, y numeric) RETURNS boolean STABLE LANGUAGE sql
  AS 'SELECT abs(x - y) < (SELECT min(rate) FROM tb_rate)';
CREATE OPERATOR ~~~ (LEFTARG = numeric, RIGHTARG = numeric, FUNCTION = near_rate);
