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
    (1, 'public.tv_bin', 'public.v_bin', false, ARRAY['pk_bin'], 'r.pk_bin = k.pk_bin',
      'jsonb_build_object(''pk_bin'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_bin(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_bin', 'public.tb_part']::text[], 'activate_tv_bin', 'equip_tv_bin', ARRAY['drain_tv_bin', 'refresh_tv_bin', 'rebuild_tv_bin'], 'drain_tv_bin',
      false, false, 1000),
    (2, 'public.tv_weight', 'public.v_weight', false, ARRAY['fk_bin'], '(r.fk_bin = k.fk_bin OR r.fk_bin IS NULL AND k.fk_bin IS NULL)',
      'jsonb_build_object(''fk_bin'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_weight(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_part']::text[], 'activate_tv_weight', 'equip_tv_weight', ARRAY['drain_tv_weight', 'refresh_tv_weight', 'rebuild_tv_weight'], 'drain_tv_weight',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_bin', ARRAY['name', 'pk_bin']::text[], ARRAY['text', 'integer']::text[], 'tviews_tb_bin', 'enqueue_tb_bin', NULL, true, 'watch_tb_bin'),
    ('public.tb_part', ARRAY['fk_bin', 'name', 'weight']::text[], ARRAY['integer', 'text', 'integer']::text[], 'tviews_tb_part', 'enqueue_tb_part', NULL, true, 'watch_tb_part')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_bin', 'public.tb_bin', ARRAY['b']::text[], ARRAY['pk_bin', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_bin = b.pk_bin'),
    ('public.tv_bin', 'public.tb_part', ARRAY['p']::text[], ARRAY['fk_bin', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_bin = p.fk_bin'),
    ('public.tv_weight', 'public.tb_part', ARRAY['tb_part']::text[], ARRAY['fk_bin', 'weight']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'fk_bin = tb_part.fk_bin')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_bin', 'public.tb_bin', 'btree', ARRAY['pk_bin'], false, 'CREATE INDEX tb_bin_pk_bin_idx ON public.tb_bin (pk_bin);'),
    (2, 'public.tv_bin', 'public.tb_part', 'btree', ARRAY['fk_bin'], false, 'CREATE INDEX tb_part_fk_bin_idx ON public.tb_part (fk_bin);'),
    (3, 'public.tv_weight', 'public.tb_part', 'btree', ARRAY['fk_bin'], false, 'CREATE INDEX tb_part_fk_bin_idx ON public.tb_part (fk_bin);')
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
    ('public.tb_bin', 'not-null', ARRAY['pk_bin']),
    ('public.tb_bin', 'unique', ARRAY['pk_bin'])
$function$;

-- public.tv_bin, key (pk_bin).
CREATE FUNCTION tviews.activate_tv_bin() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_bin', 'public.v_bin', 'pk_bin, name, parts', $definition$
SELECT *
FROM (
SELECT b.pk_bin, b.name, (SELECT jsonb_agg(p.name ORDER BY p.name) FROM tb_part p WHERE p.fk_bin = b.pk_bin) AS parts
FROM tb_bin b
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_bin') IS NULL THEN
  CREATE TABLE public.tv_bin (LIKE public.v_bin) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_bin') THEN
    INSERT INTO public.tv_bin SELECT * FROM public.v_bin;
  END IF;
  PERFORM tviews.put_key('activate_tv_bin', 'public.tv_bin', 'PRIMARY KEY (pk_bin)');
  ANALYZE public.tv_bin;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_bin', 'public.tv_bin', 'public.v_bin', 'PRIMARY KEY (pk_bin)') THEN
  IF tviews.fill_now('activate_tv_bin') THEN
    INSERT INTO public.tv_bin SELECT * FROM public.v_bin;
  END IF;
  PERFORM tviews.put_key('activate_tv_bin', 'public.tv_bin', 'PRIMARY KEY (pk_bin)');
END IF;

-- Makes the rows of public.tv_bin with these keys equal to those of public.v_bin, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_bin(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_bin, v.name, v.parts
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_bin)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_bin AS v
        WHERE v.pk_bin = k.pk_bin
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_bin AS t (pk_bin, name, parts)
      SELECT * FROM fresh
      ON CONFLICT (pk_bin)
      DO UPDATE SET name = excluded.name, parts = excluded.parts
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_bin)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_bin FROM fresh) AS gone (pk_bin);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_bin, v.name, v.parts
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_bin)
      JOIN public.v_bin AS v ON v.pk_bin = k.pk_bin
    ), written AS (
      INSERT INTO public.tv_bin AS t (pk_bin, name, parts)
      SELECT * FROM fresh
      ON CONFLICT (pk_bin)
      DO UPDATE SET name = excluded.name, parts = excluded.parts
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_bin)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_bin FROM fresh) AS gone (pk_bin);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_bin AS t
    USING unnest(v_gone) AS k (pk_bin)
    WHERE t.pk_bin = k.pk_bin;
  END IF;
END
$function$;

-- Makes all rows of public.tv_bin equal to those of public.v_bin, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_bin() RETURNS void
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
  DELETE FROM public.tv_bin AS t
  USING (
    SELECT t.pk_bin FROM public.tv_bin AS t
    EXCEPT
    SELECT v.pk_bin FROM public.v_bin AS v
  ) AS k (pk_bin)
  WHERE t.pk_bin = k.pk_bin;

  INSERT INTO public.tv_bin AS t (pk_bin, name, parts)
  SELECT v.pk_bin, v.name, v.parts
  FROM public.v_bin AS v
  ON CONFLICT (pk_bin)
  DO UPDATE SET name = excluded.name, parts = excluded.parts
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_bin out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_bin(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_b_pk_bin integer[];
  v_p_fk_bin integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_bin b (pk_bin)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_part p (fk_bin)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_b_pk_bin, v_p_fk_bin, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_bin');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_bin();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_bin b: pk_bin = b.pk_bin
  IF v_b_pk_bin IS NOT NULL THEN
    v_keys := v_keys || v_b_pk_bin;
  END IF;

  -- tb_part p: pk_bin = p.fk_bin
  IF v_p_fk_bin IS NOT NULL THEN
    v_keys := v_keys || v_p_fk_bin;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.pk_bin))) FROM unnest(v_keys) AS k (pk_bin)
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
    PERFORM tviews.refresh_tv_bin(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_bin, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_bin() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_weight, key (fk_bin).
CREATE FUNCTION tviews.activate_tv_weight() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_weight', 'public.v_weight', 'fk_bin, weight', $definition$
SELECT *
FROM (
SELECT fk_bin, sum(weight) AS weight FROM tb_part GROUP BY fk_bin
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_weight') IS NULL THEN
  CREATE TABLE public.tv_weight (LIKE public.v_weight) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_weight') THEN
    INSERT INTO public.tv_weight SELECT * FROM public.v_weight;
  END IF;
  PERFORM tviews.put_key('activate_tv_weight', 'public.tv_weight', 'UNIQUE NULLS NOT DISTINCT (fk_bin)');
  ANALYZE public.tv_weight;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_weight', 'public.tv_weight', 'public.v_weight', 'UNIQUE NULLS NOT DISTINCT (fk_bin)') THEN
  IF tviews.fill_now('activate_tv_weight') THEN
    INSERT INTO public.tv_weight SELECT * FROM public.v_weight;
  END IF;
  PERFORM tviews.put_key('activate_tv_weight', 'public.tv_weight', 'UNIQUE NULLS NOT DISTINCT (fk_bin)');
END IF;

-- Makes the rows of public.tv_weight with these keys equal to those of public.v_weight, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_weight(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.fk_bin, v.weight
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (fk_bin)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_weight AS v
        WHERE (v.fk_bin = k.fk_bin OR v.fk_bin IS NULL AND k.fk_bin IS NULL)
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_weight AS t (fk_bin, weight)
      SELECT * FROM fresh
      ON CONFLICT (fk_bin)
      DO UPDATE SET weight = excluded.weight
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.fk_bin)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.fk_bin FROM fresh) AS gone (fk_bin);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.fk_bin, v.weight
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (fk_bin)
      JOIN public.v_weight AS v ON (v.fk_bin = k.fk_bin OR v.fk_bin IS NULL AND k.fk_bin IS NULL)
    ), written AS (
      INSERT INTO public.tv_weight AS t (fk_bin, weight)
      SELECT * FROM fresh
      ON CONFLICT (fk_bin)
      DO UPDATE SET weight = excluded.weight
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.fk_bin)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.fk_bin FROM fresh) AS gone (fk_bin);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_weight AS t
    USING unnest(v_gone) AS k (fk_bin)
    WHERE (t.fk_bin = k.fk_bin OR t.fk_bin IS NULL AND k.fk_bin IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_weight equal to those of public.v_weight, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_weight() RETURNS void
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
  DELETE FROM public.tv_weight AS t
  USING (
    SELECT t.fk_bin FROM public.tv_weight AS t
    EXCEPT
    SELECT v.fk_bin FROM public.v_weight AS v
  ) AS k (fk_bin)
  WHERE (t.fk_bin = k.fk_bin OR t.fk_bin IS NULL AND k.fk_bin IS NULL);

  INSERT INTO public.tv_weight AS t (fk_bin, weight)
  SELECT v.fk_bin, v.weight
  FROM public.v_weight AS v
  ON CONFLICT (fk_bin)
  DO UPDATE SET weight = excluded.weight
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_weight out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_weight(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_tb_part_fk_bin integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_part (fk_bin)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_tb_part_fk_bin, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_weight');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_weight();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_part: fk_bin = tb_part.fk_bin
  IF v_tb_part_fk_bin IS NOT NULL THEN
    v_keys := v_keys || v_tb_part_fk_bin;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.fk_bin))) FROM unnest(v_keys) AS k (fk_bin)
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
    PERFORM tviews.refresh_tv_weight(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_weight, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_weight() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_bin.
CREATE FUNCTION tviews.watch_tb_bin() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_bin puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_bin() RETURNS trigger
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
      -- What tv_bin reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_bin, r.name FROM old_rows AS r),
      after AS (SELECT r.pk_bin, r.name FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_bin b (pk_bin)', array_agg(DISTINCT r.pk_bin)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_bin b (pk_bin)', array_agg(r.pk_bin)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_bin', 'enqueue_tb_bin', 'tviews_tb_bin', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_part.
CREATE FUNCTION tviews.watch_tb_part() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_part puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_part() RETURNS trigger
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
      -- What tv_bin reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.fk_bin, r.name FROM old_rows AS r),
      after_1 AS (SELECT r.fk_bin, r.name FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_weight reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.fk_bin, r.weight FROM old_rows AS r),
      after_2 AS (SELECT r.fk_bin, r.weight FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_part p (fk_bin)', array_agg(DISTINCT r.fk_bin)::text[]
      FROM changed_1 AS r WHERE r.fk_bin IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_part (fk_bin)', array_agg(DISTINCT r.fk_bin)::text[]
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_part p (fk_bin)', array_agg(DISTINCT r.fk_bin)::text[]
      FROM changed_rows AS r WHERE r.fk_bin IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_part (fk_bin)', array_agg(DISTINCT r.fk_bin)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_part', 'enqueue_tb_part', 'tviews_tb_part', true);
RETURN false;
END
$activate$;
