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
    (1, 'public.tv_city', 'public.v_city', false, ARRAY['city'], 'r.city = k.city',
      'jsonb_build_object(''city'', CAST($1[1][n] AS text))', 'tviews.refresh_tv_city(ARRAY(SELECT unnest($1[1:1]))::text[])',
      ARRAY['public.tb_actual', 'public.tb_audit', 'public.tb_plan']::text[], 'activate_tv_city', 'equip_tv_city', ARRAY['drain_tv_city', 'refresh_tv_city', 'rebuild_tv_city'], 'drain_tv_city',
      false, false, 10),
    (2, 'public.tv_city_year', 'public.v_city_year', false, ARRAY['city', 'year'], 'r.city = k.city AND r.year = k.year',
      'jsonb_build_object(''city'', CAST($1[1][n] AS text), ''year'', CAST($1[2][n] AS integer))', 'tviews.refresh_tv_city_year(ARRAY(SELECT unnest($1[1:1]))::text[], ARRAY(SELECT unnest($1[2:2]))::integer[])',
      ARRAY['public.tb_actual', 'public.tb_plan']::text[], 'activate_tv_city_year', 'equip_tv_city_year', ARRAY['drain_tv_city_year', 'refresh_tv_city_year', 'rebuild_tv_city_year'], 'drain_tv_city_year',
      false, false, 1000),
    (3, 'public.tv_coalesced', 'public.v_coalesced', false, ARRAY['place', 'year'], '(r.place = k.place OR r.place IS NULL AND k.place IS NULL) AND (r.year = k.year OR r.year IS NULL AND k.year IS NULL)',
      'jsonb_build_object(''place'', CAST($1[1][n] AS text), ''year'', CAST($1[2][n] AS integer))', 'tviews.refresh_tv_coalesced(ARRAY(SELECT unnest($1[1:1]))::text[], ARRAY(SELECT unnest($1[2:2]))::integer[])',
      ARRAY['public.tb_actual', 'public.tb_plan']::text[], 'activate_tv_coalesced', 'equip_tv_coalesced', ARRAY['drain_tv_coalesced', 'refresh_tv_coalesced', 'rebuild_tv_coalesced'], 'drain_tv_coalesced',
      false, false, 0),
    (4, 'public.tv_natural', 'public.v_natural', false, ARRAY['city', 'year'], 'r.city = k.city AND r.year = k.year',
      'jsonb_build_object(''city'', CAST($1[1][n] AS text), ''year'', CAST($1[2][n] AS integer))', 'tviews.refresh_tv_natural(ARRAY(SELECT unnest($1[1:1]))::text[], ARRAY(SELECT unnest($1[2:2]))::integer[])',
      ARRAY['public.tb_actual', 'public.tb_plan']::text[], 'activate_tv_natural', 'equip_tv_natural', ARRAY['drain_tv_natural', 'refresh_tv_natural', 'rebuild_tv_natural'], 'drain_tv_natural',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_actual', ARRAY['city', 'spent', 'year']::text[], ARRAY['text', 'integer', 'integer']::text[], 'tviews_tb_actual', 'enqueue_tb_actual', NULL, true, 'watch_tb_actual'),
    ('public.tb_audit', ARRAY['city', 'result']::text[], ARRAY['text', 'text']::text[], 'tviews_tb_audit', 'enqueue_tb_audit', NULL, true, 'watch_tb_audit'),
    ('public.tb_plan', ARRAY['amount', 'city', 'year']::text[], ARRAY['integer', 'text', 'integer']::text[], 'tviews_tb_plan', 'enqueue_tb_plan', NULL, true, 'watch_tb_plan')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_city', 'public.tb_actual', ARRAY['tb_actual']::text[], ARRAY['city', 'spent']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'city = tb_actual.city'),
    ('public.tv_city', 'public.tb_audit', ARRAY['tb_audit']::text[], ARRAY['city', 'result']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'city = tb_audit.city'),
    ('public.tv_city', 'public.tb_plan', ARRAY['tb_plan']::text[], ARRAY['city', 'amount']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'city = tb_plan.city'),
    ('public.tv_city_year', 'public.tb_actual', ARRAY['a']::text[], ARRAY['city', 'year', 'spent']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'city = a.city, year = a.year'),
    ('public.tv_city_year', 'public.tb_plan', ARRAY['p']::text[], ARRAY['city', 'year', 'amount']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'city = p.city, year = p.year'),
    ('public.tv_coalesced', 'public.tb_actual', ARRAY['a']::text[], ARRAY['city', 'year', 'spent']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'place = a.city, year = a.year'),
    ('public.tv_coalesced', 'public.tb_plan', ARRAY['p']::text[], ARRAY['city', 'year']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'place = p.city, year = p.year'),
    ('public.tv_natural', 'public.tb_actual', ARRAY['tb_actual']::text[], ARRAY['city', 'year', 'spent']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'city = tb_actual.city, year = tb_actual.year'),
    ('public.tv_natural', 'public.tb_plan', ARRAY['tb_plan']::text[], ARRAY['city', 'year', 'amount']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'city = tb_plan.city, year = tb_plan.year')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_city', 'public.tb_actual', 'btree', ARRAY['city'], false, 'CREATE INDEX tb_actual_city_idx ON public.tb_actual (city);'),
    (2, 'public.tv_city', 'public.tb_audit', 'btree', ARRAY['city'], false, 'CREATE INDEX tb_audit_city_idx ON public.tb_audit (city);'),
    (3, 'public.tv_city', 'public.tb_plan', 'btree', ARRAY['city'], false, 'CREATE INDEX tb_plan_city_idx ON public.tb_plan (city);'),
    (4, 'public.tv_city_year', 'public.tb_actual', 'btree', ARRAY['city', 'year'], false, 'CREATE INDEX tb_actual_city_year_idx ON public.tb_actual (city, year);'),
    (5, 'public.tv_city_year', 'public.tb_plan', 'btree', ARRAY['city', 'year'], false, 'CREATE INDEX tb_plan_city_year_idx ON public.tb_plan (city, year);'),
    (6, 'public.tv_natural', 'public.tb_actual', 'btree', ARRAY['city', 'year'], false, 'CREATE INDEX tb_actual_city_year_idx ON public.tb_actual (city, year);'),
    (7, 'public.tv_natural', 'public.tb_plan', 'btree', ARRAY['city', 'year'], false, 'CREATE INDEX tb_plan_city_year_idx ON public.tb_plan (city, year);')
$function$;

-- The highest number of a class of locks.
CREATE FUNCTION tviews.built_lock_classes() RETURNS integer
LANGUAGE sql IMMUTABLE
AS 'SELECT 4';

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_actual', 'not-null', ARRAY['city']),
    ('public.tb_actual', 'not-null', ARRAY['year']),
    ('public.tb_actual', 'unique', ARRAY['city', 'year']),
    ('public.tb_audit', 'unique', ARRAY['city']),
    ('public.tb_plan', 'not-null', ARRAY['city']),
    ('public.tb_plan', 'not-null', ARRAY['year']),
    ('public.tb_plan', 'unique', ARRAY['city', 'year'])
$function$;

-- public.tv_city, key (city).
CREATE FUNCTION tviews.activate_tv_city() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_city', 'public.v_city', 'city, amount, spent, result', $definition$
SELECT *
FROM (
SELECT city, p.amount, a.spent, u.result
FROM (SELECT city, sum(amount) AS amount FROM tb_plan GROUP BY city) p
FULL JOIN (SELECT city, sum(spent) AS spent FROM tb_actual GROUP BY city) a USING (city)
FULL JOIN (SELECT city, result FROM tb_audit WHERE city IS NOT NULL) u USING (city)
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_city') IS NULL THEN
  CREATE TABLE public.tv_city (LIKE public.v_city) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_city') THEN
    INSERT INTO public.tv_city SELECT * FROM public.v_city;
  END IF;
  PERFORM tviews.put_key('activate_tv_city', 'public.tv_city', 'PRIMARY KEY (city)');
  ANALYZE public.tv_city;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_city', 'public.tv_city', 'public.v_city', 'PRIMARY KEY (city)') THEN
  IF tviews.fill_now('activate_tv_city') THEN
    INSERT INTO public.tv_city SELECT * FROM public.v_city;
  END IF;
  PERFORM tviews.put_key('activate_tv_city', 'public.tv_city', 'PRIMARY KEY (city)');
END IF;

-- Makes the rows of public.tv_city with these keys equal to those of public.v_city, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_city(p_keys text[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone text[];
  v_twice text;
BEGIN
  -- No constraint proves that the key is unique.
  SELECT concat_ws(', ', k.city) INTO v_twice
  FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (city)
  CROSS JOIN LATERAL (
    SELECT count(*) AS rows FROM public.v_city AS v
    WHERE v.city = k.city
    OFFSET 0
  ) AS found
  WHERE found.rows > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_city', v_twice);
  END IF;

  IF cardinality(p_keys) <= 10 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.city, v.amount, v.spent, v.result
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (city)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_city AS v
        WHERE v.city = k.city
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_city AS t (city, amount, spent, result)
      SELECT * FROM fresh
      ON CONFLICT (city)
      DO UPDATE SET amount = excluded.amount, spent = excluded.spent, result = excluded.result
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.city)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.city FROM fresh) AS gone (city);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.city, v.amount, v.spent, v.result
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (city)
      JOIN public.v_city AS v ON v.city = k.city
    ), written AS (
      INSERT INTO public.tv_city AS t (city, amount, spent, result)
      SELECT * FROM fresh
      ON CONFLICT (city)
      DO UPDATE SET amount = excluded.amount, spent = excluded.spent, result = excluded.result
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.city)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.city FROM fresh) AS gone (city);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_city AS t
    USING unnest(v_gone) AS k (city)
    WHERE t.city = k.city;
  END IF;
END
$function$;

-- Makes all rows of public.tv_city equal to those of public.v_city, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_city() RETURNS void
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
  SELECT concat_ws(', ', v.city) INTO v_twice
  FROM public.v_city AS v
  GROUP BY v.city
  HAVING count(*) > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_city', v_twice);
  END IF;

  DELETE FROM public.tv_city AS t
  USING (
    SELECT t.city FROM public.tv_city AS t
    EXCEPT
    SELECT v.city FROM public.v_city AS v
  ) AS k (city)
  WHERE t.city = k.city;

  INSERT INTO public.tv_city AS t (city, amount, spent, result)
  SELECT v.city, v.amount, v.spent, v.result
  FROM public.v_city AS v
  ON CONFLICT (city)
  DO UPDATE SET amount = excluded.amount, spent = excluded.spent, result = excluded.result
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_city out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_city(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_tb_actual_city text[];
  v_tb_audit_city text[];
  v_tb_plan_city text[];
  v_keys text[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_actual (city)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_audit (city)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_plan (city)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_tb_actual_city, v_tb_audit_city, v_tb_plan_city, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_city');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_city();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_actual: city = tb_actual.city
  IF v_tb_actual_city IS NOT NULL THEN
    v_keys := v_keys || v_tb_actual_city;
  END IF;

  -- tb_audit: city = tb_audit.city
  IF v_tb_audit_city IS NOT NULL THEN
    v_keys := v_keys || v_tb_audit_city;
  END IF;

  -- tb_plan: city = tb_plan.city
  IF v_tb_plan_city IS NOT NULL THEN
    v_keys := v_keys || v_tb_plan_city;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.city))) FROM unnest(v_keys) AS k (city)
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
    PERFORM tviews.refresh_tv_city(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_city, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_city() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_city_year, key (city, year).
CREATE FUNCTION tviews.activate_tv_city_year() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_city_year', 'public.v_city_year', 'city, year, amount, spent', $definition$
SELECT *
FROM (
SELECT city, year, p.amount, a.spent
FROM tb_plan p
FULL JOIN tb_actual a USING (city, year)
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_city_year') IS NULL THEN
  CREATE TABLE public.tv_city_year (LIKE public.v_city_year) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_city_year') THEN
    INSERT INTO public.tv_city_year SELECT * FROM public.v_city_year;
  END IF;
  PERFORM tviews.put_key('activate_tv_city_year', 'public.tv_city_year', 'PRIMARY KEY (city, year)');
  ANALYZE public.tv_city_year;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_city_year', 'public.tv_city_year', 'public.v_city_year', 'PRIMARY KEY (city, year)') THEN
  IF tviews.fill_now('activate_tv_city_year') THEN
    INSERT INTO public.tv_city_year SELECT * FROM public.v_city_year;
  END IF;
  PERFORM tviews.put_key('activate_tv_city_year', 'public.tv_city_year', 'PRIMARY KEY (city, year)');
END IF;

-- Makes the rows of public.tv_city_year with these keys equal to those of public.v_city_year, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_city_year(p_keys_1 text[], p_keys_2 integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone_1 text[];
  v_gone_2 integer[];
BEGIN
  IF cardinality(p_keys_1) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.city, v.year, v.amount, v.spent
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (city, year)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_city_year AS v
        WHERE v.city = k.city AND v.year = k.year
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_city_year AS t (city, year, amount, spent)
      SELECT * FROM fresh
      ON CONFLICT (city, year)
      DO UPDATE SET amount = excluded.amount, spent = excluded.spent
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.city), array_agg(gone.year)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.city, fresh.year FROM fresh) AS gone (city, year);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.city, v.year, v.amount, v.spent
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (city, year)
      JOIN public.v_city_year AS v ON v.city = k.city AND v.year = k.year
    ), written AS (
      INSERT INTO public.tv_city_year AS t (city, year, amount, spent)
      SELECT * FROM fresh
      ON CONFLICT (city, year)
      DO UPDATE SET amount = excluded.amount, spent = excluded.spent
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.city), array_agg(gone.year)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.city, fresh.year FROM fresh) AS gone (city, year);
  END IF;

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_city_year AS t
    USING unnest(v_gone_1, v_gone_2) AS k (city, year)
    WHERE t.city = k.city AND t.year = k.year;
  END IF;
END
$function$;

-- Makes all rows of public.tv_city_year equal to those of public.v_city_year, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_city_year() RETURNS void
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
  DELETE FROM public.tv_city_year AS t
  USING (
    SELECT t.city, t.year FROM public.tv_city_year AS t
    EXCEPT
    SELECT v.city, v.year FROM public.v_city_year AS v
  ) AS k (city, year)
  WHERE t.city = k.city AND t.year = k.year;

  INSERT INTO public.tv_city_year AS t (city, year, amount, spent)
  SELECT v.city, v.year, v.amount, v.spent
  FROM public.v_city_year AS v
  ON CONFLICT (city, year)
  DO UPDATE SET amount = excluded.amount, spent = excluded.spent
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_city_year out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_city_year(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_a_city text[];
  v_a_year integer[];
  v_p_city text[];
  v_p_year integer[];
  v_keys_1 text[];
  v_keys_2 integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_actual a (city, year)'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'tb_actual a (city, year)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_plan p (city, year)'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'tb_plan p (city, year)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_a_city, v_a_year, v_p_city, v_p_year, v_keys_1, v_keys_2
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_city_year');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_city_year();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_actual a: city = a.city, year = a.year
  IF v_a_city IS NOT NULL THEN
    v_keys_1 := v_keys_1 || v_a_city;
    v_keys_2 := v_keys_2 || v_a_year;
  END IF;

  -- tb_plan p: city = p.city, year = p.year
  IF v_p_city IS NOT NULL THEN
    v_keys_1 := v_keys_1 || v_p_city;
    v_keys_2 := v_keys_2 || v_p_year;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.city, k.year))) FROM unnest(v_keys_1, v_keys_2) AS k (city, year)
  ), p_most - cardinality(v_held));
  IF pg_sequence_last_value('tviews.traced_since') IS NOT NULL THEN
    PERFORM tviews.leave_trace(v_held);
  END IF;
  IF cardinality(v_keys_1) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(2, ARRAY[v_keys_1::text[], v_keys_2::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_apart(2, ARRAY[v_keys_1::text[], v_keys_2::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_city_year(v_keys_1, v_keys_2);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_city_year, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_city_year() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_coalesced, key (place, year).
CREATE FUNCTION tviews.activate_tv_coalesced() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_coalesced', 'public.v_coalesced', 'place, year, unplanned, spent', $definition$
SELECT *
FROM (
SELECT coalesce(p.city, a.city) AS place, coalesce(p.year, a.year) AS year, p.city IS NULL AS unplanned, a.spent
FROM tb_plan p
FULL JOIN tb_actual a ON a.city = p.city AND a.year = p.year
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_coalesced') IS NULL THEN
  CREATE TABLE public.tv_coalesced (LIKE public.v_coalesced) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_coalesced') THEN
    INSERT INTO public.tv_coalesced SELECT * FROM public.v_coalesced;
  END IF;
  PERFORM tviews.put_key('activate_tv_coalesced', 'public.tv_coalesced', 'UNIQUE NULLS NOT DISTINCT (place, year)');
  ANALYZE public.tv_coalesced;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_coalesced', 'public.tv_coalesced', 'public.v_coalesced', 'UNIQUE NULLS NOT DISTINCT (place, year)') THEN
  IF tviews.fill_now('activate_tv_coalesced') THEN
    INSERT INTO public.tv_coalesced SELECT * FROM public.v_coalesced;
  END IF;
  PERFORM tviews.put_key('activate_tv_coalesced', 'public.tv_coalesced', 'UNIQUE NULLS NOT DISTINCT (place, year)');
END IF;

-- Makes the rows of public.tv_coalesced with these keys equal to those of public.v_coalesced, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_coalesced(p_keys_1 text[], p_keys_2 integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone_1 text[];
  v_gone_2 integer[];
  v_twice text;
BEGIN
  -- No constraint proves that the key is unique.
  SELECT concat_ws(', ', k.place, k.year) INTO v_twice
  FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (place, year)
  JOIN public.v_coalesced AS v ON (v.place = k.place OR v.place IS NULL AND k.place IS NULL) AND (v.year = k.year OR v.year IS NULL AND k.year IS NULL)
  GROUP BY k.place, k.year
  HAVING count(*) > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_coalesced', v_twice);
  END IF;

  -- In one pass: to look up a single key would compute as much of the view.
  WITH fresh AS MATERIALIZED (
    SELECT DISTINCT ON (v.place, v.year) v.place, v.year, v.unplanned, v.spent
    FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (place, year)
    JOIN public.v_coalesced AS v ON (v.place = k.place OR v.place IS NULL AND k.place IS NULL) AND (v.year = k.year OR v.year IS NULL AND k.year IS NULL)
  ), written AS (
    INSERT INTO public.tv_coalesced AS t (place, year, unplanned, spent)
    SELECT * FROM fresh
    ON CONFLICT (place, year)
    DO UPDATE SET place = excluded.place, year = excluded.year, unplanned = excluded.unplanned, spent = excluded.spent
    WHERE t.* *<> excluded.*
  )
  SELECT array_agg(gone.place), array_agg(gone.year)
  INTO v_gone_1, v_gone_2
  FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.place, fresh.year FROM fresh) AS gone (place, year);

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_coalesced AS t
    USING unnest(v_gone_1, v_gone_2) AS k (place, year)
    WHERE (t.place = k.place OR t.place IS NULL AND k.place IS NULL) AND (t.year = k.year OR t.year IS NULL AND k.year IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_coalesced equal to those of public.v_coalesced, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_coalesced() RETURNS void
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
  SELECT concat_ws(', ', v.place, v.year) INTO v_twice
  FROM public.v_coalesced AS v
  GROUP BY v.place, v.year
  HAVING count(*) > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_coalesced', v_twice);
  END IF;

  DELETE FROM public.tv_coalesced AS t
  USING (
    SELECT t.place, t.year FROM public.tv_coalesced AS t
    EXCEPT
    SELECT v.place, v.year FROM public.v_coalesced AS v
  ) AS k (place, year)
  WHERE (t.place = k.place OR t.place IS NULL AND k.place IS NULL) AND (t.year = k.year OR t.year IS NULL AND k.year IS NULL);

  INSERT INTO public.tv_coalesced AS t (place, year, unplanned, spent)
  SELECT v.place, v.year, v.unplanned, v.spent
  FROM public.v_coalesced AS v
  ON CONFLICT (place, year)
  DO UPDATE SET place = excluded.place, year = excluded.year, unplanned = excluded.unplanned, spent = excluded.spent
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_coalesced out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_coalesced(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_a_city text[];
  v_a_year integer[];
  v_p_city text[];
  v_p_year integer[];
  v_keys_1 text[];
  v_keys_2 integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(3)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_actual a (city, year)'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'tb_actual a (city, year)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_plan p (city, year)'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'tb_plan p (city, year)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_a_city, v_a_year, v_p_city, v_p_year, v_keys_1, v_keys_2
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(3, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(3)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_coalesced');
    IF p_notes THEN
      PERFORM tviews.note_rows(3, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(3, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_coalesced();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_actual a: place = a.city, year = a.year
  IF v_a_city IS NOT NULL THEN
    v_keys_1 := v_keys_1 || v_a_city;
    v_keys_2 := v_keys_2 || v_a_year;
  END IF;

  -- tb_plan p: place = p.city, year = p.year
  IF v_p_city IS NOT NULL THEN
    v_keys_1 := v_keys_1 || v_p_city;
    v_keys_2 := v_keys_2 || v_p_year;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(3, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(3, 1) FROM unnest(v_keys_1, v_keys_2) AS k (place, year)
  ), p_most - cardinality(v_held));
  IF pg_sequence_last_value('tviews.traced_since') IS NOT NULL THEN
    PERFORM tviews.leave_trace(v_held);
  END IF;
  IF cardinality(v_keys_1) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(3, ARRAY[v_keys_1::text[], v_keys_2::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_apart(3, ARRAY[v_keys_1::text[], v_keys_2::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_coalesced(v_keys_1, v_keys_2);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_coalesced, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_coalesced() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_natural, key (city, year).
CREATE FUNCTION tviews.activate_tv_natural() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_natural', 'public.v_natural', 'city, year, saved', $definition$
SELECT *
FROM (
SELECT city, year, amount - spent AS saved FROM tb_plan NATURAL FULL JOIN tb_actual
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_natural') IS NULL THEN
  CREATE TABLE public.tv_natural (LIKE public.v_natural) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_natural') THEN
    INSERT INTO public.tv_natural SELECT * FROM public.v_natural;
  END IF;
  PERFORM tviews.put_key('activate_tv_natural', 'public.tv_natural', 'PRIMARY KEY (city, year)');
  ANALYZE public.tv_natural;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_natural', 'public.tv_natural', 'public.v_natural', 'PRIMARY KEY (city, year)') THEN
  IF tviews.fill_now('activate_tv_natural') THEN
    INSERT INTO public.tv_natural SELECT * FROM public.v_natural;
  END IF;
  PERFORM tviews.put_key('activate_tv_natural', 'public.tv_natural', 'PRIMARY KEY (city, year)');
END IF;

-- Makes the rows of public.tv_natural with these keys equal to those of public.v_natural, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_natural(p_keys_1 text[], p_keys_2 integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone_1 text[];
  v_gone_2 integer[];
BEGIN
  IF cardinality(p_keys_1) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.city, v.year, v.saved
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (city, year)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_natural AS v
        WHERE v.city = k.city AND v.year = k.year
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_natural AS t (city, year, saved)
      SELECT * FROM fresh
      ON CONFLICT (city, year)
      DO UPDATE SET saved = excluded.saved
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.city), array_agg(gone.year)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.city, fresh.year FROM fresh) AS gone (city, year);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.city, v.year, v.saved
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (city, year)
      JOIN public.v_natural AS v ON v.city = k.city AND v.year = k.year
    ), written AS (
      INSERT INTO public.tv_natural AS t (city, year, saved)
      SELECT * FROM fresh
      ON CONFLICT (city, year)
      DO UPDATE SET saved = excluded.saved
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.city), array_agg(gone.year)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.city, fresh.year FROM fresh) AS gone (city, year);
  END IF;

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_natural AS t
    USING unnest(v_gone_1, v_gone_2) AS k (city, year)
    WHERE t.city = k.city AND t.year = k.year;
  END IF;
END
$function$;

-- Makes all rows of public.tv_natural equal to those of public.v_natural, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_natural() RETURNS void
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
  DELETE FROM public.tv_natural AS t
  USING (
    SELECT t.city, t.year FROM public.tv_natural AS t
    EXCEPT
    SELECT v.city, v.year FROM public.v_natural AS v
  ) AS k (city, year)
  WHERE t.city = k.city AND t.year = k.year;

  INSERT INTO public.tv_natural AS t (city, year, saved)
  SELECT v.city, v.year, v.saved
  FROM public.v_natural AS v
  ON CONFLICT (city, year)
  DO UPDATE SET saved = excluded.saved
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_natural out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_natural(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_tb_actual_city text[];
  v_tb_actual_year integer[];
  v_tb_plan_city text[];
  v_tb_plan_year integer[];
  v_keys_1 text[];
  v_keys_2 integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(4)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_actual (city, year)'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'tb_actual (city, year)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_plan (city, year)'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'tb_plan (city, year)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_tb_actual_city, v_tb_actual_year, v_tb_plan_city, v_tb_plan_year, v_keys_1, v_keys_2
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(4, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(4)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_natural');
    IF p_notes THEN
      PERFORM tviews.note_rows(4, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(4, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_natural();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_actual: city = tb_actual.city, year = tb_actual.year
  IF v_tb_actual_city IS NOT NULL THEN
    v_keys_1 := v_keys_1 || v_tb_actual_city;
    v_keys_2 := v_keys_2 || v_tb_actual_year;
  END IF;

  -- tb_plan: city = tb_plan.city, year = tb_plan.year
  IF v_tb_plan_city IS NOT NULL THEN
    v_keys_1 := v_keys_1 || v_tb_plan_city;
    v_keys_2 := v_keys_2 || v_tb_plan_year;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(4, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(4, hash_record(ROW (k.city, k.year))) FROM unnest(v_keys_1, v_keys_2) AS k (city, year)
  ), p_most - cardinality(v_held));
  IF pg_sequence_last_value('tviews.traced_since') IS NOT NULL THEN
    PERFORM tviews.leave_trace(v_held);
  END IF;
  IF cardinality(v_keys_1) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(4, ARRAY[v_keys_1::text[], v_keys_2::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_apart(4, ARRAY[v_keys_1::text[], v_keys_2::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_natural(v_keys_1, v_keys_2);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_natural, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_natural() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_actual.
CREATE FUNCTION tviews.watch_tb_actual() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_actual puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_actual() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[1, 2, 3, 4]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_city reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.city, r.spent FROM old_rows AS r),
      after_1 AS (SELECT r.city, r.spent FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_city_year, tv_coalesced, tv_natural reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.city, r.year, r.spent FROM old_rows AS r),
      after_2 AS (SELECT r.city, r.year, r.spent FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_actual (city)', array_agg(DISTINCT r.city)::text[]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_actual a (city, year)', ARRAY[array_agg(r.city)::text[], array_agg(r.year)::text[]]
      FROM (SELECT DISTINCT r.city, r.year FROM changed_2 AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_actual a (city, year)', ARRAY[array_agg(r.city)::text[], array_agg(r.year)::text[]]
      FROM (SELECT DISTINCT r.city, r.year FROM changed_2 AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 4, 'tb_actual (city, year)', ARRAY[array_agg(r.city)::text[], array_agg(r.year)::text[]]
      FROM (SELECT DISTINCT r.city, r.year FROM changed_2 AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_actual (city)', array_agg(DISTINCT r.city)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_actual a (city, year)', ARRAY[array_agg(r.city)::text[], array_agg(r.year)::text[]]
      FROM (SELECT DISTINCT r.city, r.year FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_actual a (city, year)', ARRAY[array_agg(r.city)::text[], array_agg(r.year)::text[]]
      FROM (SELECT DISTINCT r.city, r.year FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 4, 'tb_actual (city, year)', ARRAY[array_agg(r.city)::text[], array_agg(r.year)::text[]]
      FROM (SELECT DISTINCT r.city, r.year FROM changed_rows AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_actual', 'enqueue_tb_actual', 'tviews_tb_actual', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_audit.
CREATE FUNCTION tviews.watch_tb_audit() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_audit puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_audit() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[1]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_city reads of the rows before and after, and where that differs.
      before AS (SELECT r.city, r.result FROM old_rows AS r),
      after AS (SELECT r.city, r.result FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_audit (city)', array_agg(DISTINCT r.city)::text[]
      FROM changed AS r WHERE r.city IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_audit (city)', array_agg(DISTINCT r.city)::text[]
      FROM changed_rows AS r WHERE r.city IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_audit', 'enqueue_tb_audit', 'tviews_tb_audit', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_plan.
CREATE FUNCTION tviews.watch_tb_plan() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_plan puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_plan() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[1, 2, 3, 4]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_city reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.city, r.amount FROM old_rows AS r),
      after_1 AS (SELECT r.city, r.amount FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_city_year, tv_natural reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.city, r.year, r.amount FROM old_rows AS r),
      after_2 AS (SELECT r.city, r.year, r.amount FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      ),
      -- What tv_coalesced reads of the rows before and after, and where that differs.
      before_3 AS (SELECT r.city, r.year FROM old_rows AS r),
      after_3 AS (SELECT r.city, r.year FROM new_rows AS r),
      changed_3 AS (
        (TABLE before_3 EXCEPT ALL TABLE after_3) UNION ALL (TABLE after_3 EXCEPT ALL TABLE before_3)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_plan (city)', array_agg(DISTINCT r.city)::text[]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_plan p (city, year)', ARRAY[array_agg(r.city)::text[], array_agg(r.year)::text[]]
      FROM (SELECT DISTINCT r.city, r.year FROM changed_2 AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 4, 'tb_plan (city, year)', ARRAY[array_agg(r.city)::text[], array_agg(r.year)::text[]]
      FROM (SELECT DISTINCT r.city, r.year FROM changed_2 AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_plan p (city, year)', ARRAY[array_agg(r.city)::text[], array_agg(r.year)::text[]]
      FROM (SELECT DISTINCT r.city, r.year FROM changed_3 AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_plan (city)', array_agg(DISTINCT r.city)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_plan p (city, year)', ARRAY[array_agg(r.city)::text[], array_agg(r.year)::text[]]
      FROM (SELECT DISTINCT r.city, r.year FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_plan p (city, year)', ARRAY[array_agg(r.city)::text[], array_agg(r.year)::text[]]
      FROM (SELECT DISTINCT r.city, r.year FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 4, 'tb_plan (city, year)', ARRAY[array_agg(r.city)::text[], array_agg(r.year)::text[]]
      FROM (SELECT DISTINCT r.city, r.year FROM changed_rows AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_plan', 'enqueue_tb_plan', 'tviews_tb_plan', true);
RETURN false;
END
$activate$;
