-- The TVIEWs as they were built, in dependency order. same_key is the condition that a row r has the key k; key_object is
-- the n-th of the keys that $1 holds as texts, and refresh refreshes these: up to so many are looked up each, and rows that
-- differ are replaced or updated. The functions are those that its part creates.
CREATE FUNCTION tviews.built_tviews()
RETURNS TABLE (
  place integer, tview text, backing_view text, manual boolean, key text[], same_key text, key_object text, refresh text,
  sources text[], activate_part text, equip_part text, functions text[], drain text,
  parks boolean, replaces boolean, looked_up_each integer
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_price', 'public.v_price', false, ARRAY['pk_product'], 'r.pk_product = k.pk_product',
      'jsonb_build_object(''pk_product'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_price(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_product', 'public.tb_vat']::text[], 'activate_tv_price', 'equip_tv_price', ARRAY['drain_tv_price', 'refresh_tv_price', 'rebuild_tv_price'], 'drain_tv_price',
      false, false, 1000),
    (2, 'public.tv_offer', 'public.v_offer', false, ARRAY['pk_offer'], '(r.pk_offer = k.pk_offer OR r.pk_offer IS NULL AND k.pk_offer IS NULL)',
      'jsonb_build_object(''pk_offer'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_offer(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_offer', 'public.tb_product']::text[], 'activate_tv_offer', 'equip_tv_offer', ARRAY['drain_tv_offer', 'refresh_tv_offer', 'rebuild_tv_offer'], 'drain_tv_offer',
      false, false, 0),
    (3, 'public.tv_statistics', 'public.v_statistics', false, ARRAY['pk_product'], 'r.pk_product = k.pk_product',
      'jsonb_build_object(''pk_product'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_statistics(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_product', 'public.tv_offer']::text[], 'activate_tv_statistics', 'equip_tv_statistics', ARRAY['drain_tv_statistics', 'refresh_tv_statistics', 'rebuild_tv_statistics'], 'drain_tv_statistics',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_offer', ARRAY['discount', 'fk_product', 'pk_offer']::text[], ARRAY['integer', 'integer', 'integer']::text[], 'tviews_tb_offer', 'enqueue_tb_offer', NULL, true, 'watch_tb_offer'),
    ('public.tb_product', ARRAY['name', 'pk_product', 'price']::text[], ARRAY['text', 'integer', 'integer']::text[], 'tviews_tb_product', 'enqueue_tb_product', NULL, true, 'watch_tb_product'),
    ('public.tb_vat', ARRAY['note', 'percent', 'pk_vat']::text[], ARRAY['text', 'integer', 'integer']::text[], 'tviews_tb_vat', 'enqueue_tb_vat', NULL, true, 'watch_tb_vat'),
    ('public.tv_offer', ARRAY['discount', 'name', 'pk_offer']::text[], ARRAY['integer', 'text', 'integer']::text[], 'tviews_tv_offer', 'enqueue_tv_offer', NULL, true, 'watch_tv_offer')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_price', 'public.tb_product', ARRAY['p']::text[], ARRAY['pk_product', 'price']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_product = p.pk_product'),
    ('public.tv_price', 'public.tb_vat', ARRAY['tb_vat']::text[], ARRAY['pk_vat', 'percent', 'note']::text[], true,
      'full', 1, ARRAY[]::text[], NULL),
    ('public.tv_offer', 'public.tb_offer', ARRAY['tb_offer']::text[], ARRAY['pk_offer', 'fk_product', 'discount']::text[], true,
      'full', 1, ARRAY[]::text[], NULL),
    ('public.tv_offer', 'public.tb_product', ARRAY['p']::text[], ARRAY['pk_product', 'name']::text[], false,
      'mapped', 1, ARRAY[]::text[], 'o in offers_of(p.pk_product), pk_offer = o.pk_offer'),
    ('public.tv_statistics', 'public.tb_product', ARRAY['p']::text[], ARRAY['pk_product']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_product = p.pk_product'),
    ('public.tv_statistics', 'public.tv_offer', ARRAY['tv_offer']::text[], ARRAY['pk_offer', 'name', 'discount']::text[], true,
      'full', 1, ARRAY[]::text[], NULL)
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_price', 'public.tb_product', 'btree', ARRAY['pk_product'], false, 'CREATE INDEX tb_product_pk_product_idx ON public.tb_product (pk_product);'),
    (2, 'public.tv_statistics', 'public.tb_product', 'btree', ARRAY['pk_product'], false, 'CREATE INDEX tb_product_pk_product_idx ON public.tb_product (pk_product);')
$function$;

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_product', 'not-null', ARRAY['pk_product']),
    ('public.tb_product', 'unique', ARRAY['pk_product'])
$function$;

-- public.tv_price, key (pk_product).
CREATE FUNCTION tviews.activate_tv_price() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_price', 'public.v_price', 'pk_product, gross, month', $definition$
SELECT *
FROM (
SELECT p.pk_product, p.price + p.price * vat() / 100 AS gross, month_of(date '2024-01-31') AS month
FROM tb_product p
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_price') IS NULL THEN
  CREATE TABLE public.tv_price (LIKE public.v_price) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_price') THEN
    INSERT INTO public.tv_price SELECT * FROM public.v_price;
  END IF;
  PERFORM tviews.put_key('activate_tv_price', 'public.tv_price', 'PRIMARY KEY (pk_product)');
  ANALYZE public.tv_price;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_price', 'public.tv_price', 'public.v_price', 'PRIMARY KEY (pk_product)') THEN
  IF tviews.fill_now('activate_tv_price') THEN
    INSERT INTO public.tv_price SELECT * FROM public.v_price;
  END IF;
  PERFORM tviews.put_key('activate_tv_price', 'public.tv_price', 'PRIMARY KEY (pk_product)');
END IF;

-- Makes the rows of public.tv_price with these keys equal to those of public.v_price, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_price(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_product, v.gross, v.month
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_product)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_price AS v
        WHERE v.pk_product = k.pk_product
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_price AS t (pk_product, gross, month)
      SELECT * FROM fresh
      ON CONFLICT (pk_product)
      DO UPDATE SET gross = excluded.gross, month = excluded.month
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_product)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_product FROM fresh) AS gone (pk_product);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_product, v.gross, v.month
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_product)
      JOIN public.v_price AS v ON v.pk_product = k.pk_product
    ), written AS (
      INSERT INTO public.tv_price AS t (pk_product, gross, month)
      SELECT * FROM fresh
      ON CONFLICT (pk_product)
      DO UPDATE SET gross = excluded.gross, month = excluded.month
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_product)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_product FROM fresh) AS gone (pk_product);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_price AS t
    USING unnest(v_gone) AS k (pk_product)
    WHERE t.pk_product = k.pk_product;
  END IF;
END
$function$;

-- Makes all rows of public.tv_price equal to those of public.v_price, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_price() RETURNS void
LANGUAGE plpgsql
SET search_path = public, pg_temp
SET TimeZone = 'UTC'
SET DateStyle = 'ISO, MDY'
SET IntervalStyle = 'postgres'
SET extra_float_digits = '1'
SET bytea_output = 'hex'
SET array_nulls = 'on'
SET default_text_search_config = 'pg_catalog.english'
SET quote_all_identifiers = 'off'
SET xmlbinary = 'base64'
SET xmloption = 'content'
AS $function$
BEGIN
  DELETE FROM public.tv_price AS t
  USING (
    SELECT t.pk_product FROM public.tv_price AS t
    EXCEPT
    SELECT v.pk_product FROM public.v_price AS v
  ) AS k (pk_product)
  WHERE t.pk_product = k.pk_product;

  INSERT INTO public.tv_price AS t (pk_product, gross, month)
  SELECT v.pk_product, v.gross, v.month
  FROM public.v_price AS v
  ON CONFLICT (pk_product)
  DO UPDATE SET gross = excluded.gross, month = excluded.month
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_price out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_price(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_p_pk_product integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_product p (pk_product)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_p_pk_product, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_price');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_price();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_product p: pk_product = p.pk_product
  IF v_p_pk_product IS NOT NULL THEN
    v_keys := v_keys || v_p_pk_product;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.pk_product))) FROM unnest(v_keys) AS k (pk_product)
  ), p_most - cardinality(v_held));
  IF pg_sequence_last_value('tviews.traced_since') IS NOT NULL THEN
    PERFORM tviews.leave_trace(v_held);
  END IF;
  IF cardinality(v_keys) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(1, ARRAY[v_keys::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_apart(1, ARRAY[v_keys::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_price(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_price, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_price() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_offer, key (pk_offer).
CREATE FUNCTION tviews.activate_tv_offer() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_offer', 'public.v_offer', 'pk_offer, name, discount', $definition$
SELECT *
FROM (
SELECT o.pk_offer, p.name, o.discount
FROM tb_product p CROSS JOIN LATERAL offers_of(p.pk_product) o
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_offer') IS NULL THEN
  CREATE TABLE public.tv_offer (LIKE public.v_offer) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_offer') THEN
    INSERT INTO public.tv_offer SELECT * FROM public.v_offer;
  END IF;
  PERFORM tviews.put_key('activate_tv_offer', 'public.tv_offer', 'UNIQUE NULLS NOT DISTINCT (pk_offer)');
  ANALYZE public.tv_offer;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_offer', 'public.tv_offer', 'public.v_offer', 'UNIQUE NULLS NOT DISTINCT (pk_offer)') THEN
  IF tviews.fill_now('activate_tv_offer') THEN
    INSERT INTO public.tv_offer SELECT * FROM public.v_offer;
  END IF;
  PERFORM tviews.put_key('activate_tv_offer', 'public.tv_offer', 'UNIQUE NULLS NOT DISTINCT (pk_offer)');
END IF;

-- Makes the rows of public.tv_offer with these keys equal to those of public.v_offer, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_offer(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
  v_twice text;
BEGIN
  -- No constraint proves that the key is unique.
  SELECT concat_ws(', ', k.pk_offer) INTO v_twice
  FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_offer)
  JOIN public.v_offer AS v ON (v.pk_offer = k.pk_offer OR v.pk_offer IS NULL AND k.pk_offer IS NULL)
  GROUP BY k.pk_offer
  HAVING count(*) > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_offer', v_twice);
  END IF;

  -- In one pass: to look up a single key would compute as much of the view.
  WITH fresh AS MATERIALIZED (
    SELECT v.pk_offer, v.name, v.discount
    FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_offer)
    JOIN public.v_offer AS v ON (v.pk_offer = k.pk_offer OR v.pk_offer IS NULL AND k.pk_offer IS NULL)
  ), written AS (
    INSERT INTO public.tv_offer AS t (pk_offer, name, discount)
    SELECT * FROM fresh
    ON CONFLICT (pk_offer)
    DO UPDATE SET pk_offer = excluded.pk_offer, name = excluded.name, discount = excluded.discount
    WHERE t.* *<> excluded.*
  )
  SELECT array_agg(gone.pk_offer)
  INTO v_gone
  FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_offer FROM fresh) AS gone (pk_offer);

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_offer AS t
    USING unnest(v_gone) AS k (pk_offer)
    WHERE (t.pk_offer = k.pk_offer OR t.pk_offer IS NULL AND k.pk_offer IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_offer equal to those of public.v_offer, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_offer() RETURNS void
LANGUAGE plpgsql
SET search_path = public, pg_temp
SET TimeZone = 'UTC'
SET DateStyle = 'ISO, MDY'
SET IntervalStyle = 'postgres'
SET extra_float_digits = '1'
SET bytea_output = 'hex'
SET array_nulls = 'on'
SET default_text_search_config = 'pg_catalog.english'
SET quote_all_identifiers = 'off'
SET xmlbinary = 'base64'
SET xmloption = 'content'
AS $function$
DECLARE
  v_twice text;
BEGIN
  SELECT concat_ws(', ', v.pk_offer) INTO v_twice
  FROM public.v_offer AS v
  GROUP BY v.pk_offer
  HAVING count(*) > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_offer', v_twice);
  END IF;

  DELETE FROM public.tv_offer AS t
  USING (
    SELECT t.pk_offer FROM public.tv_offer AS t
    EXCEPT
    SELECT v.pk_offer FROM public.v_offer AS v
  ) AS k (pk_offer)
  WHERE (t.pk_offer = k.pk_offer OR t.pk_offer IS NULL AND k.pk_offer IS NULL);

  INSERT INTO public.tv_offer AS t (pk_offer, name, discount)
  SELECT v.pk_offer, v.name, v.discount
  FROM public.v_offer AS v
  ON CONFLICT (pk_offer)
  DO UPDATE SET pk_offer = excluded.pk_offer, name = excluded.name, discount = excluded.discount
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_offer out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_offer(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_p_pk_product integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_product p (pk_product)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_p_pk_product, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_offer');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_offer();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_product p: o in offers_of(p.pk_product), pk_offer = o.pk_offer
  IF v_p_pk_product IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT o.pk_offer
      FROM unnest(v_p_pk_product) AS changed (pk_product)
      CROSS JOIN LATERAL offers_of(changed.pk_product) AS o (pk_offer, fk_product, discount)
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, 1) FROM unnest(v_keys) AS k (pk_offer)
  ), p_most - cardinality(v_held));
  IF pg_sequence_last_value('tviews.traced_since') IS NOT NULL THEN
    PERFORM tviews.leave_trace(v_held);
  END IF;
  IF cardinality(v_keys) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(2, ARRAY[v_keys::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_apart(2, ARRAY[v_keys::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_offer(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_offer, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_offer() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_statistics, key (pk_product).
CREATE FUNCTION tviews.activate_tv_statistics() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_statistics', 'public.v_statistics', 'pk_product, offers', $definition$
SELECT *
FROM (
SELECT p.pk_product, rows_of('tv_offer') AS offers
FROM tb_product p
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_statistics') IS NULL THEN
  CREATE TABLE public.tv_statistics (LIKE public.v_statistics) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_statistics') THEN
    INSERT INTO public.tv_statistics SELECT * FROM public.v_statistics;
  END IF;
  PERFORM tviews.put_key('activate_tv_statistics', 'public.tv_statistics', 'PRIMARY KEY (pk_product)');
  ANALYZE public.tv_statistics;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_statistics', 'public.tv_statistics', 'public.v_statistics', 'PRIMARY KEY (pk_product)') THEN
  IF tviews.fill_now('activate_tv_statistics') THEN
    INSERT INTO public.tv_statistics SELECT * FROM public.v_statistics;
  END IF;
  PERFORM tviews.put_key('activate_tv_statistics', 'public.tv_statistics', 'PRIMARY KEY (pk_product)');
END IF;

-- Makes the rows of public.tv_statistics with these keys equal to those of public.v_statistics, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_statistics(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_product, v.offers
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_product)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_statistics AS v
        WHERE v.pk_product = k.pk_product
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_statistics AS t (pk_product, offers)
      SELECT * FROM fresh
      ON CONFLICT (pk_product)
      DO UPDATE SET offers = excluded.offers
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_product)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_product FROM fresh) AS gone (pk_product);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_product, v.offers
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_product)
      JOIN public.v_statistics AS v ON v.pk_product = k.pk_product
    ), written AS (
      INSERT INTO public.tv_statistics AS t (pk_product, offers)
      SELECT * FROM fresh
      ON CONFLICT (pk_product)
      DO UPDATE SET offers = excluded.offers
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_product)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_product FROM fresh) AS gone (pk_product);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_statistics AS t
    USING unnest(v_gone) AS k (pk_product)
    WHERE t.pk_product = k.pk_product;
  END IF;
END
$function$;

-- Makes all rows of public.tv_statistics equal to those of public.v_statistics, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_statistics() RETURNS void
LANGUAGE plpgsql
SET search_path = public, pg_temp
SET TimeZone = 'UTC'
SET DateStyle = 'ISO, MDY'
SET IntervalStyle = 'postgres'
SET extra_float_digits = '1'
SET bytea_output = 'hex'
SET array_nulls = 'on'
SET default_text_search_config = 'pg_catalog.english'
SET quote_all_identifiers = 'off'
SET xmlbinary = 'base64'
SET xmloption = 'content'
AS $function$
BEGIN
  DELETE FROM public.tv_statistics AS t
  USING (
    SELECT t.pk_product FROM public.tv_statistics AS t
    EXCEPT
    SELECT v.pk_product FROM public.v_statistics AS v
  ) AS k (pk_product)
  WHERE t.pk_product = k.pk_product;

  INSERT INTO public.tv_statistics AS t (pk_product, offers)
  SELECT v.pk_product, v.offers
  FROM public.v_statistics AS v
  ON CONFLICT (pk_product)
  DO UPDATE SET offers = excluded.offers
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_statistics out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_statistics(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_p_pk_product integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(3)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_product p (pk_product)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_p_pk_product, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(3, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(3)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_statistics');
    IF p_notes THEN
      PERFORM tviews.note_rows(3, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(3, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_statistics();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_product p: pk_product = p.pk_product
  IF v_p_pk_product IS NOT NULL THEN
    v_keys := v_keys || v_p_pk_product;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(3, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(3, hash_record(ROW (k.pk_product))) FROM unnest(v_keys) AS k (pk_product)
  ), p_most - cardinality(v_held));
  IF pg_sequence_last_value('tviews.traced_since') IS NOT NULL THEN
    PERFORM tviews.leave_trace(v_held);
  END IF;
  IF cardinality(v_keys) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(3, ARRAY[v_keys::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_apart(3, ARRAY[v_keys::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_statistics(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_statistics, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_statistics() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_offer.
CREATE FUNCTION tviews.watch_tb_offer() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_offer puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_offer() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
SET TimeZone = 'UTC'
SET DateStyle = 'ISO, MDY'
SET IntervalStyle = 'postgres'
SET extra_float_digits = '1'
SET bytea_output = 'hex'
SET array_nulls = 'on'
SET default_text_search_config = 'pg_catalog.english'
SET quote_all_identifiers = 'off'
SET xmlbinary = 'base64'
SET xmloption = 'content'
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[2]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_offer reads of the rows before and after, and where that differs.
      before AS (SELECT r::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after AS (SELECT r::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'full', NULL::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'full', NULL::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_offer', 'enqueue_tb_offer', 'tviews_tb_offer', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_product.
CREATE FUNCTION tviews.watch_tb_product() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_product puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_product() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[1, 2, 3]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_price reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_product, r.price FROM old_rows AS r),
      after_1 AS (SELECT r.pk_product, r.price FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_offer reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_product, r.name FROM old_rows AS r),
      after_2 AS (SELECT r.pk_product, r.name FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      ),
      -- What tv_statistics reads of the rows before and after, and where that differs.
      before_3 AS (SELECT r.pk_product FROM old_rows AS r),
      after_3 AS (SELECT r.pk_product FROM new_rows AS r),
      changed_3 AS (
        (TABLE before_3 EXCEPT ALL TABLE after_3) UNION ALL (TABLE after_3 EXCEPT ALL TABLE before_3)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_product p (pk_product)', array_agg(DISTINCT r.pk_product)::text[]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_product p (pk_product)', array_agg(DISTINCT r.pk_product)::text[]
      FROM changed_2 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_product p (pk_product)', array_agg(DISTINCT r.pk_product)::text[]
      FROM changed_3 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_product p (pk_product)', array_agg(r.pk_product)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_product p (pk_product)', array_agg(r.pk_product)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_product p (pk_product)', array_agg(r.pk_product)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_product', 'enqueue_tb_product', 'tviews_tb_product', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_vat.
CREATE FUNCTION tviews.watch_tb_vat() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_vat puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_vat() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
SET TimeZone = 'UTC'
SET DateStyle = 'ISO, MDY'
SET IntervalStyle = 'postgres'
SET extra_float_digits = '1'
SET bytea_output = 'hex'
SET array_nulls = 'on'
SET default_text_search_config = 'pg_catalog.english'
SET quote_all_identifiers = 'off'
SET xmlbinary = 'base64'
SET xmloption = 'content'
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[1]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_price reads of the rows before and after, and where that differs.
      before AS (SELECT r::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after AS (SELECT r::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'full', NULL::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'full', NULL::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_vat', 'enqueue_tb_vat', 'tviews_tb_vat', true);
RETURN false;
END
$activate$;

-- The triggers of public.tv_offer.
CREATE FUNCTION tviews.watch_tv_offer() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tv_offer puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tv_offer() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
SET TimeZone = 'UTC'
SET DateStyle = 'ISO, MDY'
SET IntervalStyle = 'postgres'
SET extra_float_digits = '1'
SET bytea_output = 'hex'
SET array_nulls = 'on'
SET default_text_search_config = 'pg_catalog.english'
SET quote_all_identifiers = 'off'
SET xmlbinary = 'base64'
SET xmloption = 'content'
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[3]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_statistics reads of the rows before and after, and where that differs.
      before AS (SELECT r::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after AS (SELECT r::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 3, 'full', NULL::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 3, 'full', NULL::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tv_offer', 'enqueue_tv_offer', 'tviews_tv_offer', true);
RETURN false;
END
$activate$;
