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
    (1, 'public.tv_region', 'public.v_region', false, ARRAY['pk_region'], 'r.pk_region = k.pk_region',
      'jsonb_build_object(''pk_region'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_region(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_place', 'public.tb_region']::text[], 'activate_tv_region', 'equip_tv_region', ARRAY['drain_tv_region', 'refresh_tv_region', 'rebuild_tv_region'], 'drain_tv_region',
      false, false, 1000),
    (2, 'public.tv_place', 'public.v_place', false, ARRAY['pk_place'], 'r.pk_place = k.pk_place',
      'jsonb_build_object(''pk_place'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_place(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_place', 'public.tb_region', 'public.tb_review']::text[], 'activate_tv_place', 'equip_tv_place', ARRAY['drain_tv_place', 'refresh_tv_place', 'rebuild_tv_place'], 'drain_tv_place',
      false, false, 1000),
    (3, 'public.tv_review', 'public.v_review', false, ARRAY['pk_review'], 'r.pk_review = k.pk_review',
      'jsonb_build_object(''pk_review'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_review(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_review', 'public.tv_place']::text[], 'activate_tv_review', 'equip_tv_review', ARRAY['drain_tv_review', 'refresh_tv_review', 'rebuild_tv_review'], 'drain_tv_review',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_place', ARRAY['fk_region', 'name', 'pk_place']::text[], ARRAY['integer', 'text', 'integer']::text[], 'tviews_tb_place', 'enqueue_tb_place', NULL, true, 'watch_tb_place'),
    ('public.tb_region', ARRAY['name', 'pk_region']::text[], ARRAY['text', 'integer']::text[], 'tviews_tb_region', 'enqueue_tb_region', NULL, true, 'watch_tb_region'),
    ('public.tb_review', ARRAY['fk_place', 'pk_review', 'stars']::text[], ARRAY['integer', 'integer', 'integer']::text[], 'tviews_tb_review', 'enqueue_tb_review', NULL, true, 'watch_tb_review'),
    ('public.tv_place', ARRAY['name', 'pk_place', 'region']::text[], ARRAY['text', 'integer', 'text']::text[], 'tviews_tv_place', 'enqueue_tv_place', NULL, true, 'watch_tv_place')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_region', 'public.tb_place', ARRAY['p']::text[], ARRAY['pk_place', 'fk_region']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_region = p.fk_region'),
    ('public.tv_region', 'public.tb_region', ARRAY['r']::text[], ARRAY['pk_region', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_region = r.pk_region'),
    ('public.tv_place', 'public.tb_place', ARRAY['p']::text[], ARRAY['pk_place', 'fk_region', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_place = p.pk_place'),
    ('public.tv_place', 'public.tb_region', ARRAY['r']::text[], ARRAY['pk_region', 'name']::text[], false,
      'mapped', 1, ARRAY['public.tb_place']::text[], 'p.fk_region = r.pk_region, pk_place = p.pk_place'),
    ('public.tv_place', 'public.tb_review', ARRAY['v']::text[], ARRAY['fk_place', 'stars']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_place = v.fk_place'),
    ('public.tv_review', 'public.tb_review', ARRAY['v']::text[], ARRAY['pk_review', 'fk_place', 'stars']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_review = v.pk_review'),
    ('public.tv_review', 'public.tv_place', ARRAY['tp']::text[], ARRAY['pk_place', 'name', 'region']::text[], false,
      'mapped', 1, ARRAY['public.tb_review']::text[], 'v.fk_place = tp.pk_place, pk_review = v.pk_review')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_region', 'public.tb_place', 'btree', ARRAY['fk_region'], false, 'CREATE INDEX tb_place_fk_region_idx ON public.tb_place (fk_region);'),
    (2, 'public.tv_region', 'public.tb_region', 'btree', ARRAY['pk_region'], false, 'CREATE INDEX tb_region_pk_region_idx ON public.tb_region (pk_region);'),
    (3, 'public.tv_place', 'public.tb_place', 'btree', ARRAY['pk_place'], false, 'CREATE INDEX tb_place_pk_place_idx ON public.tb_place (pk_place);'),
    (4, 'public.tv_place', 'public.tb_region', 'btree', ARRAY['pk_region'], false, 'CREATE INDEX tb_region_pk_region_idx ON public.tb_region (pk_region);'),
    (5, 'public.tv_place', 'public.tb_place', 'btree', ARRAY['fk_region'], false, 'CREATE INDEX tb_place_fk_region_idx ON public.tb_place (fk_region);'),
    (6, 'public.tv_place', 'public.tb_review', 'btree', ARRAY['fk_place'], false, 'CREATE INDEX tb_review_fk_place_idx ON public.tb_review (fk_place);'),
    (7, 'public.tv_review', 'public.tb_review', 'btree', ARRAY['pk_review'], false, 'CREATE INDEX tb_review_pk_review_idx ON public.tb_review (pk_review);'),
    (8, 'public.tv_review', 'public.tb_review', 'btree', ARRAY['fk_place'], false, 'CREATE INDEX tb_review_fk_place_idx ON public.tb_review (fk_place);')
$function$;

-- The highest number of a class of locks.
CREATE FUNCTION tviews.built_lock_classes() RETURNS integer
LANGUAGE sql IMMUTABLE
AS 'SELECT 5';

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_place', 'not-null', ARRAY['pk_place']),
    ('public.tb_place', 'unique', ARRAY['pk_place']),
    ('public.tb_region', 'not-null', ARRAY['pk_region']),
    ('public.tb_region', 'unique', ARRAY['pk_region']),
    ('public.tb_review', 'not-null', ARRAY['pk_review']),
    ('public.tb_review', 'not-null', ARRAY['fk_place']),
    ('public.tb_review', 'unique', ARRAY['pk_review'])
$function$;

-- public.tv_region, key (pk_region).
CREATE FUNCTION tviews.activate_tv_region() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_region', 'public.v_region', 'pk_region, name, places', $definition$
SELECT *
FROM (
SELECT r.pk_region, r.name, count(p.pk_place) AS places
FROM tb_region r LEFT JOIN tb_place p ON p.fk_region = r.pk_region
GROUP BY r.pk_region
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_region') IS NULL THEN
  CREATE TABLE public.tv_region (LIKE public.v_region) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_region') THEN
    INSERT INTO public.tv_region SELECT * FROM public.v_region;
  END IF;
  PERFORM tviews.put_key('activate_tv_region', 'public.tv_region', 'PRIMARY KEY (pk_region)');
  ANALYZE public.tv_region;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_region', 'public.tv_region', 'public.v_region', 'PRIMARY KEY (pk_region)') THEN
  IF tviews.fill_now('activate_tv_region') THEN
    INSERT INTO public.tv_region SELECT * FROM public.v_region;
  END IF;
  PERFORM tviews.put_key('activate_tv_region', 'public.tv_region', 'PRIMARY KEY (pk_region)');
END IF;

-- Makes the rows of public.tv_region with these keys equal to those of public.v_region, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_region(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_region, v.name, v.places
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_region)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_region AS v
        WHERE v.pk_region = k.pk_region
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_region AS t (pk_region, name, places)
      SELECT * FROM fresh
      ON CONFLICT (pk_region)
      DO UPDATE SET name = excluded.name, places = excluded.places
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_region)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_region FROM fresh) AS gone (pk_region);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_region, v.name, v.places
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_region)
      JOIN public.v_region AS v ON v.pk_region = k.pk_region
    ), written AS (
      INSERT INTO public.tv_region AS t (pk_region, name, places)
      SELECT * FROM fresh
      ON CONFLICT (pk_region)
      DO UPDATE SET name = excluded.name, places = excluded.places
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_region)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_region FROM fresh) AS gone (pk_region);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_region AS t
    USING unnest(v_gone) AS k (pk_region)
    WHERE t.pk_region = k.pk_region;
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
    SELECT t.pk_region FROM public.tv_region AS t
    EXCEPT
    SELECT v.pk_region FROM public.v_region AS v
  ) AS k (pk_region)
  WHERE t.pk_region = k.pk_region;

  INSERT INTO public.tv_region AS t (pk_region, name, places)
  SELECT v.pk_region, v.name, v.places
  FROM public.v_region AS v
  ON CONFLICT (pk_region)
  DO UPDATE SET name = excluded.name, places = excluded.places
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
  v_p_fk_region integer[];
  v_r_pk_region integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_place p (fk_region)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_region r (pk_region)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_p_fk_region, v_r_pk_region, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_region');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_region();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_place p: pk_region = p.fk_region
  IF v_p_fk_region IS NOT NULL THEN
    v_keys := v_keys || v_p_fk_region;
  END IF;

  -- tb_region r: pk_region = r.pk_region
  IF v_r_pk_region IS NOT NULL THEN
    v_keys := v_keys || v_r_pk_region;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.pk_region))) FROM unnest(v_keys) AS k (pk_region)
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

-- public.tv_place, key (pk_place).
CREATE FUNCTION tviews.activate_tv_place() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_place', 'public.v_place', 'pk_place, name, region, stars', $definition$
SELECT *
FROM (
SELECT p.pk_place, p.name, r.name AS region, (SELECT avg(v.stars) FROM tb_review v WHERE v.fk_place = p.pk_place) AS stars
FROM tb_place p
LEFT JOIN tb_region r ON r.pk_region = p.fk_region
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_place') IS NULL THEN
  CREATE TABLE public.tv_place (LIKE public.v_place) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_place') THEN
    INSERT INTO public.tv_place SELECT * FROM public.v_place;
  END IF;
  PERFORM tviews.put_key('activate_tv_place', 'public.tv_place', 'PRIMARY KEY (pk_place)');
  ANALYZE public.tv_place;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_place', 'public.tv_place', 'public.v_place', 'PRIMARY KEY (pk_place)') THEN
  IF tviews.fill_now('activate_tv_place') THEN
    INSERT INTO public.tv_place SELECT * FROM public.v_place;
  END IF;
  PERFORM tviews.put_key('activate_tv_place', 'public.tv_place', 'PRIMARY KEY (pk_place)');
END IF;

-- Makes the rows of public.tv_place with these keys equal to those of public.v_place, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_place(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_place, v.name, v.region, v.stars
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_place)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_place AS v
        WHERE v.pk_place = k.pk_place
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_place AS t (pk_place, name, region, stars)
      SELECT * FROM fresh
      ON CONFLICT (pk_place)
      DO UPDATE SET name = excluded.name, region = excluded.region, stars = excluded.stars
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_place)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_place FROM fresh) AS gone (pk_place);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_place, v.name, v.region, v.stars
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_place)
      JOIN public.v_place AS v ON v.pk_place = k.pk_place
    ), written AS (
      INSERT INTO public.tv_place AS t (pk_place, name, region, stars)
      SELECT * FROM fresh
      ON CONFLICT (pk_place)
      DO UPDATE SET name = excluded.name, region = excluded.region, stars = excluded.stars
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_place)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_place FROM fresh) AS gone (pk_place);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_place AS t
    USING unnest(v_gone) AS k (pk_place)
    WHERE t.pk_place = k.pk_place;
  END IF;
END
$function$;

-- Makes all rows of public.tv_place equal to those of public.v_place, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_place() RETURNS void
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
  DELETE FROM public.tv_place AS t
  USING (
    SELECT t.pk_place FROM public.tv_place AS t
    EXCEPT
    SELECT v.pk_place FROM public.v_place AS v
  ) AS k (pk_place)
  WHERE t.pk_place = k.pk_place;

  INSERT INTO public.tv_place AS t (pk_place, name, region, stars)
  SELECT v.pk_place, v.name, v.region, v.stars
  FROM public.v_place AS v
  ON CONFLICT (pk_place)
  DO UPDATE SET name = excluded.name, region = excluded.region, stars = excluded.stars
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_place out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_place(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_p_pk_place integer[];
  v_r_pk_region integer[];
  v_v_fk_place integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_place p (pk_place)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_region r (pk_region)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_review v (fk_place)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_p_pk_place, v_r_pk_region, v_v_fk_place, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(2), tviews.class_lock_id(3)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_place');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_place();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_place (fk_region)
  IF v_r_pk_region IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(2, hash_record(ROW (changed.pk_region)))
      FROM unnest(v_r_pk_region) AS changed (pk_region)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_place p: pk_place = p.pk_place
  IF v_p_pk_place IS NOT NULL THEN
    v_keys := v_keys || v_p_pk_place;
  END IF;

  -- tb_region r: p.fk_region = r.pk_region, pk_place = p.pk_place
  IF v_r_pk_region IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT p.pk_place
      FROM public.tb_place AS p
      WHERE p.fk_region = ANY (v_r_pk_region)
    );
  END IF;

  -- tb_review v: pk_place = v.fk_place
  IF v_v_fk_place IS NOT NULL THEN
    v_keys := v_keys || v_v_fk_place;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(3, hash_record(ROW (k.pk_place))) FROM unnest(v_keys) AS k (pk_place)
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
    PERFORM tviews.refresh_tv_place(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_place, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_place() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_review, key (pk_review).
CREATE FUNCTION tviews.activate_tv_review() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_review', 'public.v_review', 'pk_review, stars, place', $definition$
SELECT *
FROM (
SELECT v.pk_review, v.stars, tp.name || ', ' || tp.region AS place
FROM tb_review v JOIN tv_place tp ON tp.pk_place = v.fk_place
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_review') IS NULL THEN
  CREATE TABLE public.tv_review (LIKE public.v_review) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_review') THEN
    INSERT INTO public.tv_review SELECT * FROM public.v_review;
  END IF;
  PERFORM tviews.put_key('activate_tv_review', 'public.tv_review', 'PRIMARY KEY (pk_review)');
  ANALYZE public.tv_review;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_review', 'public.tv_review', 'public.v_review', 'PRIMARY KEY (pk_review)') THEN
  IF tviews.fill_now('activate_tv_review') THEN
    INSERT INTO public.tv_review SELECT * FROM public.v_review;
  END IF;
  PERFORM tviews.put_key('activate_tv_review', 'public.tv_review', 'PRIMARY KEY (pk_review)');
END IF;

-- Makes the rows of public.tv_review with these keys equal to those of public.v_review, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_review(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_review, v.stars, v.place
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_review)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_review AS v
        WHERE v.pk_review = k.pk_review
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_review AS t (pk_review, stars, place)
      SELECT * FROM fresh
      ON CONFLICT (pk_review)
      DO UPDATE SET stars = excluded.stars, place = excluded.place
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_review)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_review FROM fresh) AS gone (pk_review);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_review, v.stars, v.place
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_review)
      JOIN public.v_review AS v ON v.pk_review = k.pk_review
    ), written AS (
      INSERT INTO public.tv_review AS t (pk_review, stars, place)
      SELECT * FROM fresh
      ON CONFLICT (pk_review)
      DO UPDATE SET stars = excluded.stars, place = excluded.place
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_review)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_review FROM fresh) AS gone (pk_review);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_review AS t
    USING unnest(v_gone) AS k (pk_review)
    WHERE t.pk_review = k.pk_review;
  END IF;
END
$function$;

-- Makes all rows of public.tv_review equal to those of public.v_review, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_review() RETURNS void
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
  DELETE FROM public.tv_review AS t
  USING (
    SELECT t.pk_review FROM public.tv_review AS t
    EXCEPT
    SELECT v.pk_review FROM public.v_review AS v
  ) AS k (pk_review)
  WHERE t.pk_review = k.pk_review;

  INSERT INTO public.tv_review AS t (pk_review, stars, place)
  SELECT v.pk_review, v.stars, v.place
  FROM public.v_review AS v
  ON CONFLICT (pk_review)
  DO UPDATE SET stars = excluded.stars, place = excluded.place
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_review out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_review(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_v_pk_review integer[];
  v_tp_pk_place integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(3)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_review v (pk_review)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tv_place tp (pk_place)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_v_pk_review, v_tp_pk_place, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(3, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(4), tviews.class_lock_id(5)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_review');
    IF p_notes THEN
      PERFORM tviews.note_rows(3, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(3, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_review();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_review (fk_place)
  IF v_tp_pk_place IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(4, hash_record(ROW (changed.pk_place)))
      FROM unnest(v_tp_pk_place) AS changed (pk_place)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_review v: pk_review = v.pk_review
  IF v_v_pk_review IS NOT NULL THEN
    v_keys := v_keys || v_v_pk_review;
  END IF;

  -- tv_place tp: v.fk_place = tp.pk_place, pk_review = v.pk_review
  IF v_tp_pk_place IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT v.pk_review
      FROM public.tb_review AS v
      WHERE v.fk_place = ANY (v_tp_pk_place)
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(3, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(5, hash_record(ROW (k.pk_review))) FROM unnest(v_keys) AS k (pk_review)
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
    PERFORM tviews.refresh_tv_review(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_review, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_review() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_place.
CREATE FUNCTION tviews.watch_tb_place() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_place puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_place() RETURNS trigger
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
      -- What tv_region reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_place, r.fk_region FROM old_rows AS r),
      after_1 AS (SELECT r.pk_place, r.fk_region FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_place reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_place, r.fk_region, r.name FROM old_rows AS r),
      after_2 AS (SELECT r.pk_place, r.fk_region, r.name FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_place p (fk_region)', array_agg(DISTINCT r.fk_region)::text[],
        NULL::bigint[]
      FROM changed_1 AS r WHERE r.fk_region IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_place p (pk_place)', array_agg(DISTINCT r.pk_place)::text[],
        array_agg(DISTINCT tviews.lock_id(2, hash_record(ROW (r.fk_region))))
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_place p (fk_region)', array_agg(DISTINCT r.fk_region)::text[],
        NULL::bigint[]
      FROM changed_rows AS r WHERE r.fk_region IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_place p (pk_place)', array_agg(r.pk_place)::text[],
        array_agg(DISTINCT tviews.lock_id(2, hash_record(ROW (r.fk_region))))
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_place', 'enqueue_tb_place', 'tviews_tb_place', true);
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
      -- What tv_region, tv_place reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_region, r.name FROM old_rows AS r),
      after AS (SELECT r.pk_region, r.name FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_region r (pk_region)', array_agg(DISTINCT r.pk_region)::text[]
      FROM changed AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_region r (pk_region)', array_agg(DISTINCT r.pk_region)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_region r (pk_region)', array_agg(r.pk_region)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_region r (pk_region)', array_agg(r.pk_region)::text[]
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

-- The triggers of public.tb_review.
CREATE FUNCTION tviews.watch_tb_review() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_review puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_review() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[2, 3]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_place reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.fk_place, r.stars FROM old_rows AS r),
      after_1 AS (SELECT r.fk_place, r.stars FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_review reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_review, r.fk_place, r.stars FROM old_rows AS r),
      after_2 AS (SELECT r.pk_review, r.fk_place, r.stars FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_review v (fk_place)', array_agg(DISTINCT r.fk_place)::text[],
        NULL::bigint[]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_review v (pk_review)', array_agg(DISTINCT r.pk_review)::text[],
        array_agg(DISTINCT tviews.lock_id(4, hash_record(ROW (r.fk_place))))
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_review v (fk_place)', array_agg(DISTINCT r.fk_place)::text[],
        NULL::bigint[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_review v (pk_review)', array_agg(r.pk_review)::text[],
        array_agg(DISTINCT tviews.lock_id(4, hash_record(ROW (r.fk_place))))
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_review', 'enqueue_tb_review', 'tviews_tb_review', true);
RETURN false;
END
$activate$;

-- The triggers of public.tv_place.
CREATE FUNCTION tviews.watch_tv_place() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tv_place puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tv_place() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[3]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_review reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_place, r.name, r.region FROM old_rows AS r),
      after AS (SELECT r.pk_place, r.name, r.region FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 3, 'tv_place tp (pk_place)', array_agg(DISTINCT r.pk_place)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 3, 'tv_place tp (pk_place)', array_agg(r.pk_place)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tv_place', 'enqueue_tv_place', 'tviews_tv_place', true);
RETURN false;
END
$activate$;
