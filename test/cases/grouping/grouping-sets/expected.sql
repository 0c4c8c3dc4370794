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
    (1, 'public.tv_cube', 'public.v_cube', false, ARRAY['region_total', 'region', 'product_total', 'product'], '(r.region_total = k.region_total OR r.region_total IS NULL AND k.region_total IS NULL) AND (r.region = k.region OR r.region IS NULL AND k.region IS NULL) AND (r.product_total = k.product_total OR r.product_total IS NULL AND k.product_total IS NULL) AND (r.product = k.product OR r.product IS NULL AND k.product IS NULL)',
      'jsonb_build_object(''region_total'', CAST($1[1][n] AS integer), ''region'', CAST($1[2][n] AS text), ''product_total'', CAST($1[3][n] AS integer), ''product'', CAST($1[4][n] AS text))', 'tviews.refresh_tv_cube(ARRAY(SELECT unnest($1[1:1]))::integer[], ARRAY(SELECT unnest($1[2:2]))::text[], ARRAY(SELECT unnest($1[3:3]))::integer[], ARRAY(SELECT unnest($1[4:4]))::text[])',
      ARRAY['public.tb_sale']::text[], 'activate_tv_cube', 'equip_tv_cube', ARRAY['drain_tv_cube', 'refresh_tv_cube', 'rebuild_tv_cube'], 'drain_tv_cube',
      false, false, 0),
    (2, 'public.tv_one_or_other', 'public.v_one_or_other', false, ARRAY['level', 'region', 'product'], '(r.level = k.level OR r.level IS NULL AND k.level IS NULL) AND (r.region = k.region OR r.region IS NULL AND k.region IS NULL) AND (r.product = k.product OR r.product IS NULL AND k.product IS NULL)',
      'jsonb_build_object(''level'', CAST($1[1][n] AS integer), ''region'', CAST($1[2][n] AS text), ''product'', CAST($1[3][n] AS text))', 'tviews.refresh_tv_one_or_other(ARRAY(SELECT unnest($1[1:1]))::integer[], ARRAY(SELECT unnest($1[2:2]))::text[], ARRAY(SELECT unnest($1[3:3]))::text[])',
      ARRAY['public.tb_sale']::text[], 'activate_tv_one_or_other', 'equip_tv_one_or_other', ARRAY['drain_tv_one_or_other', 'refresh_tv_one_or_other', 'rebuild_tv_one_or_other'], 'drain_tv_one_or_other',
      false, false, 0),
    (3, 'public.tv_rollup', 'public.v_rollup', false, ARRAY['region', 'product', 'level'], '(r.region = k.region OR r.region IS NULL AND k.region IS NULL) AND (r.product = k.product OR r.product IS NULL AND k.product IS NULL) AND (r.level = k.level OR r.level IS NULL AND k.level IS NULL)',
      'jsonb_build_object(''region'', CAST($1[1][n] AS text), ''product'', CAST($1[2][n] AS text), ''level'', CAST($1[3][n] AS integer))', 'tviews.refresh_tv_rollup(ARRAY(SELECT unnest($1[1:1]))::text[], ARRAY(SELECT unnest($1[2:2]))::text[], ARRAY(SELECT unnest($1[3:3]))::integer[])',
      ARRAY['public.tb_sale']::text[], 'activate_tv_rollup', 'equip_tv_rollup', ARRAY['drain_tv_rollup', 'refresh_tv_rollup', 'rebuild_tv_rollup'], 'drain_tv_rollup',
      false, false, 0)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_sale', ARRAY['amount', 'product', 'region']::text[], ARRAY['integer', 'text', 'text']::text[], 'tviews_tb_sale', 'enqueue_tb_sale', NULL, true, 'watch_tb_sale')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_cube', 'public.tb_sale', ARRAY['s']::text[], ARRAY['region', 'product', 'amount']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'region_total = NULL, region = NULL, product_total = NULL, product = NULL'),
    ('public.tv_cube', 'public.tb_sale', ARRAY['s']::text[], ARRAY['region', 'product', 'amount']::text[], false,
      'own-key', 2, ARRAY[]::text[], 'region_total = CAST(1 AS integer), region = NULL, product_total = CAST(1 AS integer), product = NULL'),
    ('public.tv_cube', 'public.tb_sale', ARRAY['s']::text[], ARRAY['region', 'product', 'amount']::text[], false,
      'own-key', 3, ARRAY[]::text[], 'region_total = CAST(1 AS integer), region = NULL, product_total = CAST(0 AS integer), product = s.product'),
    ('public.tv_cube', 'public.tb_sale', ARRAY['s']::text[], ARRAY['region', 'product', 'amount']::text[], false,
      'own-key', 4, ARRAY[]::text[], 'region_total = CAST(0 AS integer), region = s.region, product_total = CAST(1 AS integer), product = NULL'),
    ('public.tv_cube', 'public.tb_sale', ARRAY['s']::text[], ARRAY['region', 'product', 'amount']::text[], false,
      'own-key', 5, ARRAY[]::text[], 'region_total = CAST(0 AS integer), region = s.region, product_total = CAST(0 AS integer), product = s.product'),
    ('public.tv_one_or_other', 'public.tb_sale', ARRAY['tb_sale']::text[], ARRAY['region', 'product', 'amount']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'level = CAST(1 AS integer), region = NULL, product = tb_sale.product'),
    ('public.tv_one_or_other', 'public.tb_sale', ARRAY['tb_sale']::text[], ARRAY['region', 'product', 'amount']::text[], false,
      'own-key', 2, ARRAY[]::text[], 'level = CAST(0 AS integer), region = tb_sale.region, product = NULL'),
    ('public.tv_rollup', 'public.tb_sale', ARRAY['tb_sale']::text[], ARRAY['region', 'product', 'amount']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'region = NULL, product = NULL, level = NULL'),
    ('public.tv_rollup', 'public.tb_sale', ARRAY['tb_sale']::text[], ARRAY['region', 'product', 'amount']::text[], false,
      'own-key', 2, ARRAY[]::text[], 'region = NULL, product = NULL, level = CAST(3 AS integer)'),
    ('public.tv_rollup', 'public.tb_sale', ARRAY['tb_sale']::text[], ARRAY['region', 'product', 'amount']::text[], false,
      'own-key', 3, ARRAY[]::text[], 'region = tb_sale.region, product = NULL, level = CAST(1 AS integer)'),
    ('public.tv_rollup', 'public.tb_sale', ARRAY['tb_sale']::text[], ARRAY['region', 'product', 'amount']::text[], false,
      'own-key', 4, ARRAY[]::text[], 'region = tb_sale.region, product = tb_sale.product, level = CAST(0 AS integer)')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  SELECT 0, NULL, NULL, NULL, NULL::text[], false, NULL WHERE false
$function$;

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_sale', 'not-null', ARRAY['product'])
$function$;

-- public.tv_cube, key (region_total, region, product_total, product).
CREATE FUNCTION tviews.activate_tv_cube() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_cube', 'public.v_cube', 'region_total, region, product_total, product, sales, largest', $definition$
SELECT *
FROM (
SELECT
  GROUPING(s.region) AS region_total, s.region, GROUPING(s.product) AS product_total, s.product,
  count(*) AS sales, max(s.amount) AS largest
FROM tb_sale s
GROUP BY CUBE (s.region, s.product)
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_cube') IS NULL THEN
  CREATE TABLE public.tv_cube (LIKE public.v_cube) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_cube') THEN
    INSERT INTO public.tv_cube SELECT * FROM public.v_cube;
  END IF;
  PERFORM tviews.put_key('activate_tv_cube', 'public.tv_cube', 'UNIQUE NULLS NOT DISTINCT (region_total, region, product_total, product)');
  ANALYZE public.tv_cube;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_cube', 'public.tv_cube', 'public.v_cube', 'UNIQUE NULLS NOT DISTINCT (region_total, region, product_total, product)') THEN
  IF tviews.fill_now('activate_tv_cube') THEN
    INSERT INTO public.tv_cube SELECT * FROM public.v_cube;
  END IF;
  PERFORM tviews.put_key('activate_tv_cube', 'public.tv_cube', 'UNIQUE NULLS NOT DISTINCT (region_total, region, product_total, product)');
END IF;

-- Makes the rows of public.tv_cube with these keys equal to those of public.v_cube, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_cube(p_keys_1 integer[], p_keys_2 text[], p_keys_3 integer[], p_keys_4 text[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone_1 integer[];
  v_gone_2 text[];
  v_gone_3 integer[];
  v_gone_4 text[];
  v_twice text;
BEGIN
  -- No constraint proves that the key is unique.
  SELECT concat_ws(', ', k.region_total, k.region, k.product_total, k.product) INTO v_twice
  FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2, p_keys_3, p_keys_4)) AS k (region_total, region, product_total, product)
  JOIN public.v_cube AS v ON (v.region_total = k.region_total OR v.region_total IS NULL AND k.region_total IS NULL) AND (v.region = k.region OR v.region IS NULL AND k.region IS NULL) AND (v.product_total = k.product_total OR v.product_total IS NULL AND k.product_total IS NULL) AND (v.product = k.product OR v.product IS NULL AND k.product IS NULL)
  GROUP BY k.region_total, k.region, k.product_total, k.product
  HAVING count(*) > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_cube', v_twice);
  END IF;

  -- In one pass: to look up a single key would compute as much of the view.
  WITH fresh AS MATERIALIZED (
    SELECT v.region_total, v.region, v.product_total, v.product, v.sales, v.largest
    FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2, p_keys_3, p_keys_4)) AS k (region_total, region, product_total, product)
    JOIN public.v_cube AS v ON (v.region_total = k.region_total OR v.region_total IS NULL AND k.region_total IS NULL) AND (v.region = k.region OR v.region IS NULL AND k.region IS NULL) AND (v.product_total = k.product_total OR v.product_total IS NULL AND k.product_total IS NULL) AND (v.product = k.product OR v.product IS NULL AND k.product IS NULL)
  ), written AS (
    INSERT INTO public.tv_cube AS t (region_total, region, product_total, product, sales, largest)
    SELECT * FROM fresh
    ON CONFLICT (region_total, region, product_total, product)
    DO UPDATE SET region_total = excluded.region_total, product_total = excluded.product_total, sales = excluded.sales, largest = excluded.largest
    WHERE t.* *<> excluded.*
  )
  SELECT array_agg(gone.region_total), array_agg(gone.region), array_agg(gone.product_total), array_agg(gone.product)
  INTO v_gone_1, v_gone_2, v_gone_3, v_gone_4
  FROM (SELECT * FROM unnest(p_keys_1, p_keys_2, p_keys_3, p_keys_4) EXCEPT SELECT fresh.region_total, fresh.region, fresh.product_total, fresh.product FROM fresh) AS gone (region_total, region, product_total, product);

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_cube AS t
    USING unnest(v_gone_1, v_gone_2, v_gone_3, v_gone_4) AS k (region_total, region, product_total, product)
    WHERE (t.region_total = k.region_total OR t.region_total IS NULL AND k.region_total IS NULL) AND (t.region = k.region OR t.region IS NULL AND k.region IS NULL) AND (t.product_total = k.product_total OR t.product_total IS NULL AND k.product_total IS NULL) AND (t.product = k.product OR t.product IS NULL AND k.product IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_cube equal to those of public.v_cube, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_cube() RETURNS void
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
  SELECT concat_ws(', ', v.region_total, v.region, v.product_total, v.product) INTO v_twice
  FROM public.v_cube AS v
  GROUP BY v.region_total, v.region, v.product_total, v.product
  HAVING count(*) > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_cube', v_twice);
  END IF;

  DELETE FROM public.tv_cube AS t
  USING (
    SELECT t.region_total, t.region, t.product_total, t.product FROM public.tv_cube AS t
    EXCEPT
    SELECT v.region_total, v.region, v.product_total, v.product FROM public.v_cube AS v
  ) AS k (region_total, region, product_total, product)
  WHERE (t.region_total = k.region_total OR t.region_total IS NULL AND k.region_total IS NULL) AND (t.region = k.region OR t.region IS NULL AND k.region IS NULL) AND (t.product_total = k.product_total OR t.product_total IS NULL AND k.product_total IS NULL) AND (t.product = k.product OR t.product IS NULL AND k.product IS NULL);

  INSERT INTO public.tv_cube AS t (region_total, region, product_total, product, sales, largest)
  SELECT v.region_total, v.region, v.product_total, v.product, v.sales, v.largest
  FROM public.v_cube AS v
  ON CONFLICT (region_total, region, product_total, product)
  DO UPDATE SET region_total = excluded.region_total, product_total = excluded.product_total, sales = excluded.sales, largest = excluded.largest
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_cube out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_cube(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_s_region text[];
  v_s_product text[];
  v_keys_1 integer[];
  v_keys_2 text[];
  v_keys_3 integer[];
  v_keys_4 text[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_sale s (region, product)'),
    array_agg(value.c2::text) FILTER (WHERE taken.route = 'tb_sale s (region, product)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::text) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c3::integer) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c4::text) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_s_region, v_s_product, v_keys_1, v_keys_2, v_keys_3, v_keys_4
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2], taken.keys[3:3], taken.keys[4:4]) AS value (c1, c2, c3, c4) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_cube');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_cube();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_sale s:
  --   region_total = NULL, region = NULL, product_total = NULL, product = NULL
  --   region_total = CAST(1 AS integer), region = NULL, product_total = CAST(1 AS integer), product = NULL
  --   region_total = CAST(1 AS integer), region = NULL, product_total = CAST(0 AS integer), product = s.product
  --   region_total = CAST(0 AS integer), region = s.region, product_total = CAST(1 AS integer), product = NULL
  --   region_total = CAST(0 AS integer), region = s.region, product_total = CAST(0 AS integer), product = s.product
  IF v_s_region IS NOT NULL THEN
    v_keys_1 := v_keys_1 || array_fill(NULL::integer, ARRAY[cardinality(v_s_region)]);
    v_keys_2 := v_keys_2 || array_fill(NULL::text, ARRAY[cardinality(v_s_region)]);
    v_keys_3 := v_keys_3 || array_fill(NULL::integer, ARRAY[cardinality(v_s_region)]);
    v_keys_4 := v_keys_4 || array_fill(NULL::text, ARRAY[cardinality(v_s_region)]);
    SELECT v_keys_1 || array_agg(CAST(1 AS integer)), v_keys_2 || array_agg(NULL::text), v_keys_3 || array_agg(CAST(1 AS integer)), v_keys_4 || array_agg(NULL::text)
    INTO v_keys_1, v_keys_2, v_keys_3, v_keys_4
    FROM unnest(v_s_region, v_s_product) AS changed (region, product);
    SELECT v_keys_1 || array_agg(CAST(1 AS integer)), v_keys_2 || array_agg(NULL::text), v_keys_3 || array_agg(CAST(0 AS integer)), v_keys_4 || array_agg(changed.product)
    INTO v_keys_1, v_keys_2, v_keys_3, v_keys_4
    FROM unnest(v_s_region, v_s_product) AS changed (region, product);
    SELECT v_keys_1 || array_agg(CAST(0 AS integer)), v_keys_2 || array_agg(changed.region), v_keys_3 || array_agg(CAST(1 AS integer)), v_keys_4 || array_agg(NULL::text)
    INTO v_keys_1, v_keys_2, v_keys_3, v_keys_4
    FROM unnest(v_s_region, v_s_product) AS changed (region, product);
    SELECT v_keys_1 || array_agg(CAST(0 AS integer)), v_keys_2 || array_agg(changed.region), v_keys_3 || array_agg(CAST(0 AS integer)), v_keys_4 || array_agg(changed.product)
    INTO v_keys_1, v_keys_2, v_keys_3, v_keys_4
    FROM unnest(v_s_region, v_s_product) AS changed (region, product);
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2, v_keys_3, v_keys_4)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.region, k.product))) FROM unnest(v_keys_1, v_keys_2, v_keys_3, v_keys_4) AS k (region_total, region, product_total, product)
  ), p_most - cardinality(v_held));
  IF pg_sequence_last_value('tviews.traced_since') IS NOT NULL THEN
    PERFORM tviews.leave_trace(v_held);
  END IF;
  IF cardinality(v_keys_1) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(1, ARRAY[v_keys_1::text[], v_keys_2::text[], v_keys_3::text[], v_keys_4::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_apart(1, ARRAY[v_keys_1::text[], v_keys_2::text[], v_keys_3::text[], v_keys_4::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_cube(v_keys_1, v_keys_2, v_keys_3, v_keys_4);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_cube, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_cube() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_one_or_other, key (level, region, product).
CREATE FUNCTION tviews.activate_tv_one_or_other() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_one_or_other', 'public.v_one_or_other', 'level, region, product, amount', $definition$
SELECT *
FROM (
SELECT GROUPING(region) AS level, region, product, sum(amount) AS amount
FROM tb_sale
GROUP BY GROUPING SETS ((region), (product))
HAVING sum(amount) > 1
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_one_or_other') IS NULL THEN
  CREATE TABLE public.tv_one_or_other (LIKE public.v_one_or_other) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_one_or_other') THEN
    INSERT INTO public.tv_one_or_other SELECT * FROM public.v_one_or_other;
  END IF;
  PERFORM tviews.put_key('activate_tv_one_or_other', 'public.tv_one_or_other', 'UNIQUE NULLS NOT DISTINCT (level, region, product)');
  ANALYZE public.tv_one_or_other;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_one_or_other', 'public.tv_one_or_other', 'public.v_one_or_other', 'UNIQUE NULLS NOT DISTINCT (level, region, product)') THEN
  IF tviews.fill_now('activate_tv_one_or_other') THEN
    INSERT INTO public.tv_one_or_other SELECT * FROM public.v_one_or_other;
  END IF;
  PERFORM tviews.put_key('activate_tv_one_or_other', 'public.tv_one_or_other', 'UNIQUE NULLS NOT DISTINCT (level, region, product)');
END IF;

-- Makes the rows of public.tv_one_or_other with these keys equal to those of public.v_one_or_other, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_one_or_other(p_keys_1 integer[], p_keys_2 text[], p_keys_3 text[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone_1 integer[];
  v_gone_2 text[];
  v_gone_3 text[];
BEGIN
  -- In one pass: to look up a single key would compute as much of the view.
  WITH fresh AS MATERIALIZED (
    SELECT v.level, v.region, v.product, v.amount
    FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2, p_keys_3)) AS k (level, region, product)
    JOIN public.v_one_or_other AS v ON (v.level = k.level OR v.level IS NULL AND k.level IS NULL) AND (v.region = k.region OR v.region IS NULL AND k.region IS NULL) AND (v.product = k.product OR v.product IS NULL AND k.product IS NULL)
  ), written AS (
    INSERT INTO public.tv_one_or_other AS t (level, region, product, amount)
    SELECT * FROM fresh
    ON CONFLICT (level, region, product)
    DO UPDATE SET level = excluded.level, amount = excluded.amount
    WHERE t.* *<> excluded.*
  )
  SELECT array_agg(gone.level), array_agg(gone.region), array_agg(gone.product)
  INTO v_gone_1, v_gone_2, v_gone_3
  FROM (SELECT * FROM unnest(p_keys_1, p_keys_2, p_keys_3) EXCEPT SELECT fresh.level, fresh.region, fresh.product FROM fresh) AS gone (level, region, product);

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_one_or_other AS t
    USING unnest(v_gone_1, v_gone_2, v_gone_3) AS k (level, region, product)
    WHERE (t.level = k.level OR t.level IS NULL AND k.level IS NULL) AND (t.region = k.region OR t.region IS NULL AND k.region IS NULL) AND (t.product = k.product OR t.product IS NULL AND k.product IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_one_or_other equal to those of public.v_one_or_other, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_one_or_other() RETURNS void
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
  DELETE FROM public.tv_one_or_other AS t
  USING (
    SELECT t.level, t.region, t.product FROM public.tv_one_or_other AS t
    EXCEPT
    SELECT v.level, v.region, v.product FROM public.v_one_or_other AS v
  ) AS k (level, region, product)
  WHERE (t.level = k.level OR t.level IS NULL AND k.level IS NULL) AND (t.region = k.region OR t.region IS NULL AND k.region IS NULL) AND (t.product = k.product OR t.product IS NULL AND k.product IS NULL);

  INSERT INTO public.tv_one_or_other AS t (level, region, product, amount)
  SELECT v.level, v.region, v.product, v.amount
  FROM public.v_one_or_other AS v
  ON CONFLICT (level, region, product)
  DO UPDATE SET level = excluded.level, amount = excluded.amount
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_one_or_other out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_one_or_other(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_tb_sale_region text[];
  v_tb_sale_product text[];
  v_keys_1 integer[];
  v_keys_2 text[];
  v_keys_3 text[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_sale (region, product)'),
    array_agg(value.c2::text) FILTER (WHERE taken.route = 'tb_sale (region, product)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::text) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c3::text) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_tb_sale_region, v_tb_sale_product, v_keys_1, v_keys_2, v_keys_3
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2], taken.keys[3:3]) AS value (c1, c2, c3) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_one_or_other');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_one_or_other();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_sale:
  --   level = CAST(1 AS integer), region = NULL, product = tb_sale.product
  --   level = CAST(0 AS integer), region = tb_sale.region, product = NULL
  IF v_tb_sale_region IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(CAST(1 AS integer)), v_keys_2 || array_agg(NULL::text), v_keys_3 || array_agg(changed.product)
    INTO v_keys_1, v_keys_2, v_keys_3
    FROM unnest(v_tb_sale_region, v_tb_sale_product) AS changed (region, product);
    SELECT v_keys_1 || array_agg(CAST(0 AS integer)), v_keys_2 || array_agg(changed.region), v_keys_3 || array_agg(NULL::text)
    INTO v_keys_1, v_keys_2, v_keys_3
    FROM unnest(v_tb_sale_region, v_tb_sale_product) AS changed (region, product);
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2, v_keys_3)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.region, k.product))) FROM unnest(v_keys_1, v_keys_2, v_keys_3) AS k (level, region, product)
  ), p_most - cardinality(v_held));
  IF pg_sequence_last_value('tviews.traced_since') IS NOT NULL THEN
    PERFORM tviews.leave_trace(v_held);
  END IF;
  IF cardinality(v_keys_1) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(2, ARRAY[v_keys_1::text[], v_keys_2::text[], v_keys_3::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_apart(2, ARRAY[v_keys_1::text[], v_keys_2::text[], v_keys_3::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_one_or_other(v_keys_1, v_keys_2, v_keys_3);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_one_or_other, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_one_or_other() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_rollup, key (region, product, level).
CREATE FUNCTION tviews.activate_tv_rollup() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_rollup', 'public.v_rollup', 'region, product, level, amount', $definition$
SELECT *
FROM (
SELECT region, product, GROUPING(region, product) AS level, sum(amount) AS amount
FROM tb_sale
GROUP BY ROLLUP (region, product)
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_rollup') IS NULL THEN
  CREATE TABLE public.tv_rollup (LIKE public.v_rollup) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_rollup') THEN
    INSERT INTO public.tv_rollup SELECT * FROM public.v_rollup;
  END IF;
  PERFORM tviews.put_key('activate_tv_rollup', 'public.tv_rollup', 'UNIQUE NULLS NOT DISTINCT (region, product, level)');
  ANALYZE public.tv_rollup;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_rollup', 'public.tv_rollup', 'public.v_rollup', 'UNIQUE NULLS NOT DISTINCT (region, product, level)') THEN
  IF tviews.fill_now('activate_tv_rollup') THEN
    INSERT INTO public.tv_rollup SELECT * FROM public.v_rollup;
  END IF;
  PERFORM tviews.put_key('activate_tv_rollup', 'public.tv_rollup', 'UNIQUE NULLS NOT DISTINCT (region, product, level)');
END IF;

-- Makes the rows of public.tv_rollup with these keys equal to those of public.v_rollup, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_rollup(p_keys_1 text[], p_keys_2 text[], p_keys_3 integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone_1 text[];
  v_gone_2 text[];
  v_gone_3 integer[];
BEGIN
  -- In one pass: to look up a single key would compute as much of the view.
  WITH fresh AS MATERIALIZED (
    SELECT v.region, v.product, v.level, v.amount
    FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2, p_keys_3)) AS k (region, product, level)
    JOIN public.v_rollup AS v ON (v.region = k.region OR v.region IS NULL AND k.region IS NULL) AND (v.product = k.product OR v.product IS NULL AND k.product IS NULL) AND (v.level = k.level OR v.level IS NULL AND k.level IS NULL)
  ), written AS (
    INSERT INTO public.tv_rollup AS t (region, product, level, amount)
    SELECT * FROM fresh
    ON CONFLICT (region, product, level)
    DO UPDATE SET level = excluded.level, amount = excluded.amount
    WHERE t.* *<> excluded.*
  )
  SELECT array_agg(gone.region), array_agg(gone.product), array_agg(gone.level)
  INTO v_gone_1, v_gone_2, v_gone_3
  FROM (SELECT * FROM unnest(p_keys_1, p_keys_2, p_keys_3) EXCEPT SELECT fresh.region, fresh.product, fresh.level FROM fresh) AS gone (region, product, level);

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_rollup AS t
    USING unnest(v_gone_1, v_gone_2, v_gone_3) AS k (region, product, level)
    WHERE (t.region = k.region OR t.region IS NULL AND k.region IS NULL) AND (t.product = k.product OR t.product IS NULL AND k.product IS NULL) AND (t.level = k.level OR t.level IS NULL AND k.level IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_rollup equal to those of public.v_rollup, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_rollup() RETURNS void
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
  DELETE FROM public.tv_rollup AS t
  USING (
    SELECT t.region, t.product, t.level FROM public.tv_rollup AS t
    EXCEPT
    SELECT v.region, v.product, v.level FROM public.v_rollup AS v
  ) AS k (region, product, level)
  WHERE (t.region = k.region OR t.region IS NULL AND k.region IS NULL) AND (t.product = k.product OR t.product IS NULL AND k.product IS NULL) AND (t.level = k.level OR t.level IS NULL AND k.level IS NULL);

  INSERT INTO public.tv_rollup AS t (region, product, level, amount)
  SELECT v.region, v.product, v.level, v.amount
  FROM public.v_rollup AS v
  ON CONFLICT (region, product, level)
  DO UPDATE SET level = excluded.level, amount = excluded.amount
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_rollup out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_rollup(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_tb_sale_region text[];
  v_tb_sale_product text[];
  v_keys_1 text[];
  v_keys_2 text[];
  v_keys_3 integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(3)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_sale (region, product)'),
    array_agg(value.c2::text) FILTER (WHERE taken.route = 'tb_sale (region, product)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::text) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c3::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_tb_sale_region, v_tb_sale_product, v_keys_1, v_keys_2, v_keys_3
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2], taken.keys[3:3]) AS value (c1, c2, c3) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(3, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(3)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_rollup');
    IF p_notes THEN
      PERFORM tviews.note_rows(3, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(3, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_rollup();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_sale:
  --   region = NULL, product = NULL, level = NULL
  --   region = NULL, product = NULL, level = CAST(3 AS integer)
  --   region = tb_sale.region, product = NULL, level = CAST(1 AS integer)
  --   region = tb_sale.region, product = tb_sale.product, level = CAST(0 AS integer)
  IF v_tb_sale_region IS NOT NULL THEN
    v_keys_1 := v_keys_1 || array_fill(NULL::text, ARRAY[cardinality(v_tb_sale_region)]);
    v_keys_2 := v_keys_2 || array_fill(NULL::text, ARRAY[cardinality(v_tb_sale_region)]);
    v_keys_3 := v_keys_3 || array_fill(NULL::integer, ARRAY[cardinality(v_tb_sale_region)]);
    SELECT v_keys_1 || array_agg(NULL::text), v_keys_2 || array_agg(NULL::text), v_keys_3 || array_agg(CAST(3 AS integer))
    INTO v_keys_1, v_keys_2, v_keys_3
    FROM unnest(v_tb_sale_region, v_tb_sale_product) AS changed (region, product);
    SELECT v_keys_1 || array_agg(changed.region), v_keys_2 || array_agg(NULL::text), v_keys_3 || array_agg(CAST(1 AS integer))
    INTO v_keys_1, v_keys_2, v_keys_3
    FROM unnest(v_tb_sale_region, v_tb_sale_product) AS changed (region, product);
    SELECT v_keys_1 || array_agg(changed.region), v_keys_2 || array_agg(changed.product), v_keys_3 || array_agg(CAST(0 AS integer))
    INTO v_keys_1, v_keys_2, v_keys_3
    FROM unnest(v_tb_sale_region, v_tb_sale_product) AS changed (region, product);
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2, v_keys_3)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(3, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(3, hash_record(ROW (k.region, k.product))) FROM unnest(v_keys_1, v_keys_2, v_keys_3) AS k (region, product, level)
  ), p_most - cardinality(v_held));
  IF pg_sequence_last_value('tviews.traced_since') IS NOT NULL THEN
    PERFORM tviews.leave_trace(v_held);
  END IF;
  IF cardinality(v_keys_1) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(3, ARRAY[v_keys_1::text[], v_keys_2::text[], v_keys_3::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_apart(3, ARRAY[v_keys_1::text[], v_keys_2::text[], v_keys_3::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_rollup(v_keys_1, v_keys_2, v_keys_3);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_rollup, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_rollup() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_sale.
CREATE FUNCTION tviews.watch_tb_sale() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_sale puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_sale() RETURNS trigger
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
      -- What tv_cube, tv_one_or_other, tv_rollup reads of the rows before and after, and where that differs.
      before AS (SELECT r.region, r.product, r.amount FROM old_rows AS r),
      after AS (SELECT r.region, r.product, r.amount FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_sale s (region, product)', ARRAY[array_agg(r.region)::text[], array_agg(r.product)::text[]]
      FROM (SELECT DISTINCT r.region, r.product FROM changed AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_sale (region, product)', ARRAY[array_agg(r.region)::text[], array_agg(r.product)::text[]]
      FROM (SELECT DISTINCT r.region, r.product FROM changed AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_sale (region, product)', ARRAY[array_agg(r.region)::text[], array_agg(r.product)::text[]]
      FROM (SELECT DISTINCT r.region, r.product FROM changed AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_sale s (region, product)', ARRAY[array_agg(r.region)::text[], array_agg(r.product)::text[]]
      FROM (SELECT DISTINCT r.region, r.product FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_sale (region, product)', ARRAY[array_agg(r.region)::text[], array_agg(r.product)::text[]]
      FROM (SELECT DISTINCT r.region, r.product FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_sale (region, product)', ARRAY[array_agg(r.region)::text[], array_agg(r.product)::text[]]
      FROM (SELECT DISTINCT r.region, r.product FROM changed_rows AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_sale', 'enqueue_tb_sale', 'tviews_tb_sale', true);
RETURN false;
END
$activate$;
