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
    (1, 'public.tv_box', 'public.v_box', false, ARRAY['pk_box'], 'r.pk_box = k.pk_box',
      'jsonb_build_object(''pk_box'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_box(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_box', 'public.tb_thing']::text[], 'activate_tv_box', 'equip_tv_box', ARRAY['drain_tv_box', 'refresh_tv_box', 'rebuild_tv_box'], 'drain_tv_box',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_box', ARRAY['area', 'pk_box', 'slug']::text[], ARRAY['integer', 'integer', 'text']::text[], 'tviews_tb_box', 'enqueue_tb_box', NULL, true, 'watch_tb_box'),
    ('public.tb_thing', ARRAY['fk_box', 'name']::text[], ARRAY['integer', 'text']::text[], 'tviews_tb_thing', 'enqueue_tb_thing', NULL, true, 'watch_tb_thing')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_box', 'public.tb_box', ARRAY['b']::text[], ARRAY['pk_box', 'area', 'slug']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_box = b.pk_box'),
    ('public.tv_box', 'public.tb_thing', ARRAY['t']::text[], ARRAY['fk_box', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_box = t.fk_box')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_box', 'public.tb_box', 'btree', ARRAY['pk_box'], false, 'CREATE INDEX tb_box_pk_box_idx ON public.tb_box (pk_box);'),
    (2, 'public.tv_box', 'public.tb_thing', 'btree', ARRAY['fk_box'], false, 'CREATE INDEX tb_thing_fk_box_idx ON public.tb_thing (fk_box);')
$function$;

-- The highest number of a class of locks.
CREATE FUNCTION tviews.built_lock_classes() RETURNS integer
LANGUAGE sql IMMUTABLE
AS 'SELECT 1';

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_box', 'not-null', ARRAY['pk_box']),
    ('public.tb_box', 'unique', ARRAY['pk_box'])
$function$;

-- public.tv_box, key (pk_box).
CREATE FUNCTION tviews.activate_tv_box() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_box', 'public.v_box', 'pk_box, area, slug, things', $definition$
SELECT *
FROM (
SELECT b.pk_box, b.area, b.slug, (SELECT array_agg(t.name ORDER BY t.name) FROM tb_thing t WHERE t.fk_box = b.pk_box) AS things
FROM tb_box b
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_box') IS NULL THEN
  CREATE TABLE public.tv_box (LIKE public.v_box) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_box') THEN
    INSERT INTO public.tv_box SELECT * FROM public.v_box;
  END IF;
  PERFORM tviews.put_key('activate_tv_box', 'public.tv_box', 'PRIMARY KEY (pk_box)');
  ANALYZE public.tv_box;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_box', 'public.tv_box', 'public.v_box', 'PRIMARY KEY (pk_box)') THEN
  IF tviews.fill_now('activate_tv_box') THEN
    INSERT INTO public.tv_box SELECT * FROM public.v_box;
  END IF;
  PERFORM tviews.put_key('activate_tv_box', 'public.tv_box', 'PRIMARY KEY (pk_box)');
END IF;

-- Makes the rows of public.tv_box with these keys equal to those of public.v_box, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_box(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_box, v.area, v.slug, v.things
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_box)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_box AS v
        WHERE v.pk_box = k.pk_box
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_box AS t (pk_box, area, slug, things)
      SELECT * FROM fresh
      ON CONFLICT (pk_box)
      DO UPDATE SET area = excluded.area, slug = excluded.slug, things = excluded.things
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_box)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_box FROM fresh) AS gone (pk_box);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_box, v.area, v.slug, v.things
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_box)
      JOIN public.v_box AS v ON v.pk_box = k.pk_box
    ), written AS (
      INSERT INTO public.tv_box AS t (pk_box, area, slug, things)
      SELECT * FROM fresh
      ON CONFLICT (pk_box)
      DO UPDATE SET area = excluded.area, slug = excluded.slug, things = excluded.things
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_box)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_box FROM fresh) AS gone (pk_box);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_box AS t
    USING unnest(v_gone) AS k (pk_box)
    WHERE t.pk_box = k.pk_box;
  END IF;
END
$function$;

-- Makes all rows of public.tv_box equal to those of public.v_box, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_box() RETURNS void
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
  DELETE FROM public.tv_box AS t
  USING (
    SELECT t.pk_box FROM public.tv_box AS t
    EXCEPT
    SELECT v.pk_box FROM public.v_box AS v
  ) AS k (pk_box)
  WHERE t.pk_box = k.pk_box;

  INSERT INTO public.tv_box AS t (pk_box, area, slug, things)
  SELECT v.pk_box, v.area, v.slug, v.things
  FROM public.v_box AS v
  ON CONFLICT (pk_box)
  DO UPDATE SET area = excluded.area, slug = excluded.slug, things = excluded.things
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_box out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_box(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_b_pk_box integer[];
  v_t_fk_box integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_box b (pk_box)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_thing t (fk_box)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_b_pk_box, v_t_fk_box, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_box');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_box();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_box b: pk_box = b.pk_box
  IF v_b_pk_box IS NOT NULL THEN
    v_keys := v_keys || v_b_pk_box;
  END IF;

  -- tb_thing t: pk_box = t.fk_box
  IF v_t_fk_box IS NOT NULL THEN
    v_keys := v_keys || v_t_fk_box;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.pk_box))) FROM unnest(v_keys) AS k (pk_box)
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
    PERFORM tviews.refresh_tv_box(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_box, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_box() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_box.
CREATE FUNCTION tviews.watch_tb_box() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_box puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_box() RETURNS trigger
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
      -- What tv_box reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_box, r.area, r.slug FROM old_rows AS r),
      after AS (SELECT r.pk_box, r.area, r.slug FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_box b (pk_box)', array_agg(DISTINCT r.pk_box)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_box b (pk_box)', array_agg(r.pk_box)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_box', 'enqueue_tb_box', 'tviews_tb_box', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_thing.
CREATE FUNCTION tviews.watch_tb_thing() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_thing puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_thing() RETURNS trigger
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
      -- What tv_box reads of the rows before and after, and where that differs.
      before AS (SELECT r.fk_box, r.name FROM old_rows AS r),
      after AS (SELECT r.fk_box, r.name FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_thing t (fk_box)', array_agg(DISTINCT r.fk_box)::text[]
      FROM changed AS r WHERE r.fk_box IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_thing t (fk_box)', array_agg(DISTINCT r.fk_box)::text[]
      FROM changed_rows AS r WHERE r.fk_box IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_thing', 'enqueue_tb_thing', 'tviews_tb_thing', true);
RETURN false;
END
$activate$;
