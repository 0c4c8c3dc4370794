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
    (1, 'public.tv_animal', 'public.v_animal', false, ARRAY['pk_animal'], 'r.pk_animal = k.pk_animal',
      'jsonb_build_object(''pk_animal'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_animal(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_animal']::text[], 'activate_tv_animal', 'equip_tv_animal', ARRAY['drain_tv_animal', 'refresh_tv_animal', 'rebuild_tv_animal'], 'drain_tv_animal',
      false, false, 1000),
    (2, 'public.tv_only', 'public.v_only', false, ARRAY['pk_animal'], 'r.pk_animal = k.pk_animal',
      'jsonb_build_object(''pk_animal'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_only(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_animal']::text[], 'activate_tv_only', 'equip_tv_only', ARRAY['drain_tv_only', 'refresh_tv_only', 'rebuild_tv_only'], 'drain_tv_only',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_animal', ARRAY['name', 'pk_animal']::text[], ARRAY['text', 'integer']::text[], 'tviews_tb_animal', 'enqueue_tb_animal', NULL, true, 'watch_tb_animal')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_animal', 'public.tb_animal', ARRAY['a']::text[], ARRAY['pk_animal', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_animal = a.pk_animal'),
    ('public.tv_only', 'public.tb_animal', ARRAY['a']::text[], ARRAY['pk_animal', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_animal = a.pk_animal')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_animal', 'public.tb_animal', 'btree', ARRAY['pk_animal'], false, 'CREATE INDEX tb_animal_pk_animal_idx ON public.tb_animal (pk_animal);'),
    (2, 'public.tv_only', 'public.tb_animal', 'btree', ARRAY['pk_animal'], false, 'CREATE INDEX tb_animal_pk_animal_idx ON public.tb_animal (pk_animal);')
$function$;

-- The highest number of a class of locks.
CREATE FUNCTION tviews.built_lock_classes() RETURNS integer
LANGUAGE sql IMMUTABLE
AS 'SELECT 2';

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_animal', 'not-null', ARRAY['pk_animal'])
$function$;

-- public.tv_animal, key (pk_animal).
CREATE FUNCTION tviews.activate_tv_animal() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_animal', 'public.v_animal', 'pk_animal, name', $definition$
SELECT *
FROM (
SELECT a.pk_animal, a.name FROM tb_animal a
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_animal') IS NULL THEN
  CREATE TABLE public.tv_animal (LIKE public.v_animal) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_animal') THEN
    INSERT INTO public.tv_animal SELECT * FROM public.v_animal;
  END IF;
  PERFORM tviews.put_key('activate_tv_animal', 'public.tv_animal', 'PRIMARY KEY (pk_animal)');
  ANALYZE public.tv_animal;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_animal', 'public.tv_animal', 'public.v_animal', 'PRIMARY KEY (pk_animal)') THEN
  IF tviews.fill_now('activate_tv_animal') THEN
    INSERT INTO public.tv_animal SELECT * FROM public.v_animal;
  END IF;
  PERFORM tviews.put_key('activate_tv_animal', 'public.tv_animal', 'PRIMARY KEY (pk_animal)');
END IF;

-- Makes the rows of public.tv_animal with these keys equal to those of public.v_animal, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_animal(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
  v_twice text;
BEGIN
  -- No constraint proves that the key is unique.
  SELECT concat_ws(', ', k.pk_animal) INTO v_twice
  FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_animal)
  CROSS JOIN LATERAL (
    SELECT count(*) AS rows FROM public.v_animal AS v
    WHERE v.pk_animal = k.pk_animal
    OFFSET 0
  ) AS found
  WHERE found.rows > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_animal', v_twice);
  END IF;

  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_animal, v.name
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_animal)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_animal AS v
        WHERE v.pk_animal = k.pk_animal
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_animal AS t (pk_animal, name)
      SELECT * FROM fresh
      ON CONFLICT (pk_animal)
      DO UPDATE SET name = excluded.name
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_animal)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_animal FROM fresh) AS gone (pk_animal);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_animal, v.name
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_animal)
      JOIN public.v_animal AS v ON v.pk_animal = k.pk_animal
    ), written AS (
      INSERT INTO public.tv_animal AS t (pk_animal, name)
      SELECT * FROM fresh
      ON CONFLICT (pk_animal)
      DO UPDATE SET name = excluded.name
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_animal)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_animal FROM fresh) AS gone (pk_animal);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_animal AS t
    USING unnest(v_gone) AS k (pk_animal)
    WHERE t.pk_animal = k.pk_animal;
  END IF;
END
$function$;

-- Makes all rows of public.tv_animal equal to those of public.v_animal, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_animal() RETURNS void
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
  SELECT concat_ws(', ', v.pk_animal) INTO v_twice
  FROM public.v_animal AS v
  GROUP BY v.pk_animal
  HAVING count(*) > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_animal', v_twice);
  END IF;

  DELETE FROM public.tv_animal AS t
  USING (
    SELECT t.pk_animal FROM public.tv_animal AS t
    EXCEPT
    SELECT v.pk_animal FROM public.v_animal AS v
  ) AS k (pk_animal)
  WHERE t.pk_animal = k.pk_animal;

  INSERT INTO public.tv_animal AS t (pk_animal, name)
  SELECT v.pk_animal, v.name
  FROM public.v_animal AS v
  ON CONFLICT (pk_animal)
  DO UPDATE SET name = excluded.name
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_animal out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_animal(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_a_pk_animal integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_animal a (pk_animal)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_a_pk_animal, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_animal');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_animal();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_animal a: pk_animal = a.pk_animal
  IF v_a_pk_animal IS NOT NULL THEN
    v_keys := v_keys || v_a_pk_animal;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.pk_animal))) FROM unnest(v_keys) AS k (pk_animal)
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
    PERFORM tviews.refresh_tv_animal(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_animal, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_animal() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_only, key (pk_animal).
CREATE FUNCTION tviews.activate_tv_only() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_only', 'public.v_only', 'pk_animal, name', $definition$
SELECT *
FROM (
SELECT a.pk_animal, a.name FROM ONLY tb_animal a
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_only') IS NULL THEN
  CREATE TABLE public.tv_only (LIKE public.v_only) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_only') THEN
    INSERT INTO public.tv_only SELECT * FROM public.v_only;
  END IF;
  PERFORM tviews.put_key('activate_tv_only', 'public.tv_only', 'PRIMARY KEY (pk_animal)');
  ANALYZE public.tv_only;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_only', 'public.tv_only', 'public.v_only', 'PRIMARY KEY (pk_animal)') THEN
  IF tviews.fill_now('activate_tv_only') THEN
    INSERT INTO public.tv_only SELECT * FROM public.v_only;
  END IF;
  PERFORM tviews.put_key('activate_tv_only', 'public.tv_only', 'PRIMARY KEY (pk_animal)');
END IF;

-- Makes the rows of public.tv_only with these keys equal to those of public.v_only, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_only(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
  v_twice text;
BEGIN
  -- No constraint proves that the key is unique.
  SELECT concat_ws(', ', k.pk_animal) INTO v_twice
  FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_animal)
  CROSS JOIN LATERAL (
    SELECT count(*) AS rows FROM public.v_only AS v
    WHERE v.pk_animal = k.pk_animal
    OFFSET 0
  ) AS found
  WHERE found.rows > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_only', v_twice);
  END IF;

  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_animal, v.name
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_animal)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_only AS v
        WHERE v.pk_animal = k.pk_animal
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_only AS t (pk_animal, name)
      SELECT * FROM fresh
      ON CONFLICT (pk_animal)
      DO UPDATE SET name = excluded.name
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_animal)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_animal FROM fresh) AS gone (pk_animal);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_animal, v.name
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_animal)
      JOIN public.v_only AS v ON v.pk_animal = k.pk_animal
    ), written AS (
      INSERT INTO public.tv_only AS t (pk_animal, name)
      SELECT * FROM fresh
      ON CONFLICT (pk_animal)
      DO UPDATE SET name = excluded.name
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_animal)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_animal FROM fresh) AS gone (pk_animal);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_only AS t
    USING unnest(v_gone) AS k (pk_animal)
    WHERE t.pk_animal = k.pk_animal;
  END IF;
END
$function$;

-- Makes all rows of public.tv_only equal to those of public.v_only, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_only() RETURNS void
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
  SELECT concat_ws(', ', v.pk_animal) INTO v_twice
  FROM public.v_only AS v
  GROUP BY v.pk_animal
  HAVING count(*) > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_only', v_twice);
  END IF;

  DELETE FROM public.tv_only AS t
  USING (
    SELECT t.pk_animal FROM public.tv_only AS t
    EXCEPT
    SELECT v.pk_animal FROM public.v_only AS v
  ) AS k (pk_animal)
  WHERE t.pk_animal = k.pk_animal;

  INSERT INTO public.tv_only AS t (pk_animal, name)
  SELECT v.pk_animal, v.name
  FROM public.v_only AS v
  ON CONFLICT (pk_animal)
  DO UPDATE SET name = excluded.name
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_only out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_only(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_a_pk_animal integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_animal a (pk_animal)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_a_pk_animal, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_only');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_only();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_animal a: pk_animal = a.pk_animal
  IF v_a_pk_animal IS NOT NULL THEN
    v_keys := v_keys || v_a_pk_animal;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.pk_animal))) FROM unnest(v_keys) AS k (pk_animal)
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
    PERFORM tviews.refresh_tv_only(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_only, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_only() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_animal.
CREATE FUNCTION tviews.watch_tb_animal() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_animal puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_animal() RETURNS trigger
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
      -- What tv_animal, tv_only reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_animal, r.name FROM old_rows AS r),
      after AS (SELECT r.pk_animal, r.name FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_animal a (pk_animal)', array_agg(DISTINCT r.pk_animal)::text[]
      FROM changed AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_animal a (pk_animal)', array_agg(DISTINCT r.pk_animal)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_animal a (pk_animal)', array_agg(DISTINCT r.pk_animal)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_animal a (pk_animal)', array_agg(DISTINCT r.pk_animal)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_animal', 'enqueue_tb_animal', 'tviews_tb_animal', true);
RETURN false;
END
$activate$;
