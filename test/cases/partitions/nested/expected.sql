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
    (1, 'public.tv_parcel', 'public.v_parcel', false, ARRAY['region', 'pk_parcel'], 'r.region = k.region AND r.pk_parcel = k.pk_parcel',
      'jsonb_build_object(''region'', CAST($1[1][n] AS text), ''pk_parcel'', CAST($1[2][n] AS integer))', 'tviews.refresh_tv_parcel(ARRAY(SELECT unnest($1[1:1]))::text[], ARRAY(SELECT unnest($1[2:2]))::integer[])',
      ARRAY['public.tb_parcel', 'public.tb_region']::text[], 'activate_tv_parcel', 'equip_tv_parcel', ARRAY['drain_tv_parcel', 'refresh_tv_parcel', 'rebuild_tv_parcel'], 'drain_tv_parcel',
      false, false, 1000),
    (2, 'public.tv_region', 'public.v_region', false, ARRAY['code'], 'r.code = k.code',
      'jsonb_build_object(''code'', CAST($1[1][n] AS text))', 'tviews.refresh_tv_region(ARRAY(SELECT unnest($1[1:1]))::text[])',
      ARRAY['public.tb_parcel', 'public.tb_parcel_eu', 'public.tb_region']::text[], 'activate_tv_region', 'equip_tv_region', ARRAY['drain_tv_region', 'refresh_tv_region', 'rebuild_tv_region'], 'drain_tv_region',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_parcel', ARRAY['pk_parcel', 'region', 'weight']::text[], ARRAY['integer', 'text', 'integer']::text[], 'tviews_tb_parcel', 'enqueue_tb_parcel', 'move_tb_parcel', true, 'watch_tb_parcel'),
    ('public.tb_parcel_eu', ARRAY['region']::text[], ARRAY['text']::text[], 'tviews_tb_parcel_eu', 'enqueue_tb_parcel_eu', 'move_tb_parcel_eu', true, 'watch_tb_parcel_eu'),
    ('public.tb_region', ARRAY['code', 'name']::text[], ARRAY['text', 'text']::text[], 'tviews_tb_region', 'enqueue_tb_region', NULL, true, 'watch_tb_region')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_parcel', 'public.tb_parcel', ARRAY['p']::text[], ARRAY['region', 'pk_parcel', 'weight']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'region = p.region, pk_parcel = p.pk_parcel'),
    ('public.tv_parcel', 'public.tb_region', ARRAY['r']::text[], ARRAY['code', 'name']::text[], false,
      'mapped', 1, ARRAY['public.tb_parcel']::text[], 'p.region = r.code, region = r.code, pk_parcel = p.pk_parcel'),
    ('public.tv_region', 'public.tb_parcel', ARRAY['p']::text[], ARRAY['region', 'weight']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'code = p.region'),
    ('public.tv_region', 'public.tb_parcel_eu', ARRAY['p']::text[], ARRAY['region']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'code = p.region'),
    ('public.tv_region', 'public.tb_region', ARRAY['r']::text[], ARRAY['code', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'code = r.code')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_parcel', 'public.tb_parcel', 'btree', ARRAY['region', 'pk_parcel'], false, 'CREATE INDEX tb_parcel_region_pk_parcel_idx ON public.tb_parcel (region, pk_parcel);'),
    (2, 'public.tv_parcel', 'public.tb_region', 'btree', ARRAY['code'], false, 'CREATE INDEX tb_region_code_idx ON public.tb_region (code);'),
    (3, 'public.tv_parcel', 'public.tb_parcel', 'btree', ARRAY['region'], false, 'CREATE INDEX tb_parcel_region_idx ON public.tb_parcel (region);'),
    (4, 'public.tv_region', 'public.tb_parcel', 'btree', ARRAY['region'], false, 'CREATE INDEX tb_parcel_region_idx ON public.tb_parcel (region);'),
    (5, 'public.tv_region', 'public.tb_parcel_eu', 'btree', ARRAY['region'], false, 'CREATE INDEX tb_parcel_eu_region_idx ON public.tb_parcel_eu (region);'),
    (6, 'public.tv_region', 'public.tb_region', 'btree', ARRAY['code'], false, 'CREATE INDEX tb_region_code_idx ON public.tb_region (code);')
$function$;

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_parcel', 'not-null', ARRAY['region']),
    ('public.tb_parcel', 'not-null', ARRAY['pk_parcel']),
    ('public.tb_parcel', 'unique', ARRAY['region', 'pk_parcel']),
    ('public.tb_parcel_eu', 'not-null', ARRAY['region']),
    ('public.tb_region', 'not-null', ARRAY['code']),
    ('public.tb_region', 'unique', ARRAY['code'])
$function$;

-- public.tv_parcel, key (region, pk_parcel).
CREATE FUNCTION tviews.activate_tv_parcel() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_parcel', 'public.v_parcel', 'region, pk_parcel, weight, name', $definition$
SELECT *
FROM (
SELECT p.region, p.pk_parcel, p.weight, r.name
FROM tb_parcel p LEFT JOIN tb_region r ON r.code = p.region
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_parcel') IS NULL THEN
  CREATE TABLE public.tv_parcel (LIKE public.v_parcel) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_parcel') THEN
    INSERT INTO public.tv_parcel SELECT * FROM public.v_parcel;
  END IF;
  PERFORM tviews.put_key('activate_tv_parcel', 'public.tv_parcel', 'PRIMARY KEY (region, pk_parcel)');
  ANALYZE public.tv_parcel;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_parcel', 'public.tv_parcel', 'public.v_parcel', 'PRIMARY KEY (region, pk_parcel)') THEN
  IF tviews.fill_now('activate_tv_parcel') THEN
    INSERT INTO public.tv_parcel SELECT * FROM public.v_parcel;
  END IF;
  PERFORM tviews.put_key('activate_tv_parcel', 'public.tv_parcel', 'PRIMARY KEY (region, pk_parcel)');
END IF;

-- Makes the rows of public.tv_parcel with these keys equal to those of public.v_parcel, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_parcel(p_keys_1 text[], p_keys_2 integer[]) RETURNS void
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
      SELECT v.region, v.pk_parcel, v.weight, v.name
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (region, pk_parcel)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_parcel AS v
        WHERE v.region = k.region AND v.pk_parcel = k.pk_parcel
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_parcel AS t (region, pk_parcel, weight, name)
      SELECT * FROM fresh
      ON CONFLICT (region, pk_parcel)
      DO UPDATE SET weight = excluded.weight, name = excluded.name
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.region), array_agg(gone.pk_parcel)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.region, fresh.pk_parcel FROM fresh) AS gone (region, pk_parcel);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.region, v.pk_parcel, v.weight, v.name
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (region, pk_parcel)
      JOIN public.v_parcel AS v ON v.region = k.region AND v.pk_parcel = k.pk_parcel
    ), written AS (
      INSERT INTO public.tv_parcel AS t (region, pk_parcel, weight, name)
      SELECT * FROM fresh
      ON CONFLICT (region, pk_parcel)
      DO UPDATE SET weight = excluded.weight, name = excluded.name
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.region), array_agg(gone.pk_parcel)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.region, fresh.pk_parcel FROM fresh) AS gone (region, pk_parcel);
  END IF;

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_parcel AS t
    USING unnest(v_gone_1, v_gone_2) AS k (region, pk_parcel)
    WHERE t.region = k.region AND t.pk_parcel = k.pk_parcel;
  END IF;
END
$function$;

-- Makes all rows of public.tv_parcel equal to those of public.v_parcel, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_parcel() RETURNS void
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
  DELETE FROM public.tv_parcel AS t
  USING (
    SELECT t.region, t.pk_parcel FROM public.tv_parcel AS t
    EXCEPT
    SELECT v.region, v.pk_parcel FROM public.v_parcel AS v
  ) AS k (region, pk_parcel)
  WHERE t.region = k.region AND t.pk_parcel = k.pk_parcel;

  INSERT INTO public.tv_parcel AS t (region, pk_parcel, weight, name)
  SELECT v.region, v.pk_parcel, v.weight, v.name
  FROM public.v_parcel AS v
  ON CONFLICT (region, pk_parcel)
  DO UPDATE SET weight = excluded.weight, name = excluded.name
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_parcel out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_parcel(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_p_region text[];
  v_p_pk_parcel integer[];
  v_r_code text[];
  v_keys_1 text[];
  v_keys_2 integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_parcel p (region, pk_parcel)'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'tb_parcel p (region, pk_parcel)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_region r (code)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_p_region, v_p_pk_parcel, v_r_code, v_keys_1, v_keys_2
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_parcel');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_parcel();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_parcel (region)
  IF v_r_code IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.code)))
      FROM unnest(v_r_code) AS changed (code)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_parcel p: region = p.region, pk_parcel = p.pk_parcel
  IF v_p_region IS NOT NULL THEN
    v_keys_1 := v_keys_1 || v_p_region;
    v_keys_2 := v_keys_2 || v_p_pk_parcel;
  END IF;

  -- tb_region r: p.region = r.code, region = r.code, pk_parcel = p.pk_parcel
  IF v_r_code IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(changed.code), v_keys_2 || array_agg(p.pk_parcel)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_r_code) AS changed (code)
    JOIN public.tb_parcel AS p ON p.region = changed.code;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.region, k.pk_parcel))) FROM unnest(v_keys_1, v_keys_2) AS k (region, pk_parcel)
  ), p_most - cardinality(v_held));
  IF pg_sequence_last_value('tviews.traced_since') IS NOT NULL THEN
    PERFORM tviews.leave_trace(v_held);
  END IF;
  IF cardinality(v_keys_1) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(1, ARRAY[v_keys_1::text[], v_keys_2::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_apart(1, ARRAY[v_keys_1::text[], v_keys_2::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_parcel(v_keys_1, v_keys_2);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_parcel, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_parcel() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_region, key (code).
CREATE FUNCTION tviews.activate_tv_region() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_region', 'public.v_region', 'code, name, weight, european', $definition$
SELECT *
FROM (
SELECT r.code, r.name, (SELECT sum(p.weight) FROM tb_parcel p WHERE p.region = r.code) AS weight,
       (SELECT count(*) FROM tb_parcel_eu p WHERE p.region = r.code) AS european
FROM tb_region r
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_region') IS NULL THEN
  CREATE TABLE public.tv_region (LIKE public.v_region) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_region') THEN
    INSERT INTO public.tv_region SELECT * FROM public.v_region;
  END IF;
  PERFORM tviews.put_key('activate_tv_region', 'public.tv_region', 'PRIMARY KEY (code)');
  ANALYZE public.tv_region;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_region', 'public.tv_region', 'public.v_region', 'PRIMARY KEY (code)') THEN
  IF tviews.fill_now('activate_tv_region') THEN
    INSERT INTO public.tv_region SELECT * FROM public.v_region;
  END IF;
  PERFORM tviews.put_key('activate_tv_region', 'public.tv_region', 'PRIMARY KEY (code)');
END IF;

-- Makes the rows of public.tv_region with these keys equal to those of public.v_region, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_region(p_keys text[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone text[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.code, v.name, v.weight, v.european
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (code)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_region AS v
        WHERE v.code = k.code
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_region AS t (code, name, weight, european)
      SELECT * FROM fresh
      ON CONFLICT (code)
      DO UPDATE SET name = excluded.name, weight = excluded.weight, european = excluded.european
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.code)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.code FROM fresh) AS gone (code);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.code, v.name, v.weight, v.european
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (code)
      JOIN public.v_region AS v ON v.code = k.code
    ), written AS (
      INSERT INTO public.tv_region AS t (code, name, weight, european)
      SELECT * FROM fresh
      ON CONFLICT (code)
      DO UPDATE SET name = excluded.name, weight = excluded.weight, european = excluded.european
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.code)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.code FROM fresh) AS gone (code);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_region AS t
    USING unnest(v_gone) AS k (code)
    WHERE t.code = k.code;
  END IF;
END
$function$;

-- Makes all rows of public.tv_region equal to those of public.v_region, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_region() RETURNS void
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
  DELETE FROM public.tv_region AS t
  USING (
    SELECT t.code FROM public.tv_region AS t
    EXCEPT
    SELECT v.code FROM public.v_region AS v
  ) AS k (code)
  WHERE t.code = k.code;

  INSERT INTO public.tv_region AS t (code, name, weight, european)
  SELECT v.code, v.name, v.weight, v.european
  FROM public.v_region AS v
  ON CONFLICT (code)
  DO UPDATE SET name = excluded.name, weight = excluded.weight, european = excluded.european
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_region out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_region(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_p_region text[];
  v_route_2_1 text[];
  v_r_code text[];
  v_keys text[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_parcel p (region)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_parcel_eu p (region)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_region r (code)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_p_region, v_route_2_1, v_r_code, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(3)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_region');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_region();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_parcel p: code = p.region
  IF v_p_region IS NOT NULL THEN
    v_keys := v_keys || v_p_region;
  END IF;

  -- tb_parcel_eu p: code = p.region
  IF v_route_2_1 IS NOT NULL THEN
    v_keys := v_keys || v_route_2_1;
  END IF;

  -- tb_region r: code = r.code
  IF v_r_code IS NOT NULL THEN
    v_keys := v_keys || v_r_code;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(3, hash_record(ROW (k.code))) FROM unnest(v_keys) AS k (code)
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
    PERFORM tviews.refresh_tv_region(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_region, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_region() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_parcel.
CREATE FUNCTION tviews.watch_tb_parcel() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_parcel puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_parcel() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[1, 2]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_parcel reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.region, r.pk_parcel, r.weight FROM old_rows AS r),
      after_1 AS (SELECT r.region, r.pk_parcel, r.weight FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_region reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.region, r.weight FROM old_rows AS r),
      after_2 AS (SELECT r.region, r.weight FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_parcel p (region, pk_parcel)', ARRAY[array_agg(r.region)::text[], array_agg(r.pk_parcel)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.region, r.pk_parcel, tviews.lock_id(1, hash_record(ROW (r.region))) AS lock_1 FROM changed_1 AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_parcel p (region)', array_agg(DISTINCT r.region)::text[],
        NULL::bigint[]
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_parcel p (region, pk_parcel)', ARRAY[array_agg(r.region)::text[], array_agg(r.pk_parcel)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.region, r.pk_parcel, tviews.lock_id(1, hash_record(ROW (r.region))) AS lock_1 FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_parcel p (region)', array_agg(DISTINCT r.region)::text[],
        NULL::bigint[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

-- Enqueues a row of public.tb_parcel that moves to another partition, which a MERGE shows to row triggers and not in the transition
-- tables of the statement, or that is in a partition attached later, which has no statement triggers.
CREATE OR REPLACE FUNCTION tviews.move_tb_parcel() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
AS $function$
BEGIN
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_parcel p (region, pk_parcel)', ARRAY[array_agg(r.region)::text[], array_agg(r.pk_parcel)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.region, r.pk_parcel, tviews.lock_id(1, hash_record(ROW (r.region))) AS lock_1 FROM (SELECT NEW.*) AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_parcel p (region)', array_agg(DISTINCT r.region)::text[],
        NULL::bigint[]
      FROM (SELECT NEW.*) AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_parcel p (region, pk_parcel)', ARRAY[array_agg(r.region)::text[], array_agg(r.pk_parcel)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.region, r.pk_parcel, tviews.lock_id(1, hash_record(ROW (r.region))) AS lock_1 FROM (SELECT OLD.*) AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_parcel p (region)', array_agg(DISTINCT r.region)::text[],
        NULL::bigint[]
      FROM (SELECT OLD.*) AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_parcel', 'enqueue_tb_parcel', 'tviews_tb_parcel', true);
PERFORM tviews.watch_rows('public.tb_parcel', 'move_tb_parcel', 'tviews_tb_parcel');
RETURN false;
END
$activate$;

-- The triggers of public.tb_parcel_eu.
CREATE FUNCTION tviews.watch_tb_parcel_eu() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_parcel_eu puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_parcel_eu() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[2]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_region reads of the rows before and after, and where that differs.
      before AS (SELECT r.region FROM old_rows AS r),
      after AS (SELECT r.region FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_parcel_eu p (region)', array_agg(DISTINCT r.region)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_parcel_eu p (region)', array_agg(DISTINCT r.region)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

-- Enqueues a row of public.tb_parcel_eu that moves to another partition, which a MERGE shows to row triggers and not in the transition
-- tables of the statement, or that is in a partition attached later, which has no statement triggers.
CREATE OR REPLACE FUNCTION tviews.move_tb_parcel_eu() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
AS $function$
BEGIN
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_parcel_eu p (region)', array_agg(DISTINCT r.region)::text[]
      FROM (SELECT NEW.*) AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_parcel_eu p (region)', array_agg(DISTINCT r.region)::text[]
      FROM (SELECT OLD.*) AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_parcel_eu', 'enqueue_tb_parcel_eu', 'tviews_tb_parcel_eu', true);
PERFORM tviews.watch_rows('public.tb_parcel_eu', 'move_tb_parcel_eu', 'tviews_tb_parcel_eu');
RETURN false;
END
$activate$;

-- The triggers of public.tb_region.
CREATE FUNCTION tviews.watch_tb_region() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_region puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_region() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[1, 2]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_parcel, tv_region reads of the rows before and after, and where that differs.
      before AS (SELECT r.code, r.name FROM old_rows AS r),
      after AS (SELECT r.code, r.name FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_region r (code)', ARRAY[array_agg(DISTINCT r.code)::text[]]
      FROM changed AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_region r (code)', array_agg(DISTINCT r.code)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_region r (code)', ARRAY[array_agg(r.code)::text[]]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_region r (code)', array_agg(r.code)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_region', 'enqueue_tb_region', 'tviews_tb_region', true);
RETURN false;
END
$activate$;
