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
    (1, 'public.tv_group', 'public.v_group', false, ARRAY['pk_group'], 'r.pk_group = k.pk_group',
      'jsonb_build_object(''pk_group'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_group(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_entry', 'public.tb_group']::text[], 'activate_tv_group', 'equip_tv_group', ARRAY['drain_tv_group', 'refresh_tv_group', 'rebuild_tv_group'], 'drain_tv_group',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_entry', ARRAY['fk_group', 'pk_entry', 'value']::text[], ARRAY['integer', 'integer', 'integer']::text[], 'tviews_tb_entry', 'enqueue_tb_entry', NULL, true, 'watch_tb_entry'),
    ('public.tb_group', ARRAY['name', 'pk_group']::text[], ARRAY['text', 'integer']::text[], 'tviews_tb_group', 'enqueue_tb_group', NULL, true, 'watch_tb_group')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_group', 'public.tb_entry', ARRAY['e']::text[], ARRAY['pk_entry', 'fk_group', 'value']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_group = e.fk_group'),
    ('public.tv_group', 'public.tb_group', ARRAY['g']::text[], ARRAY['pk_group', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_group = g.pk_group')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_group', 'public.tb_entry', 'btree', ARRAY['fk_group'], false, 'CREATE INDEX tb_entry_fk_group_idx ON public.tb_entry (fk_group);'),
    (2, 'public.tv_group', 'public.tb_group', 'btree', ARRAY['pk_group'], false, 'CREATE INDEX tb_group_pk_group_idx ON public.tb_group (pk_group);')
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
    ('public.tb_group', 'not-null', ARRAY['pk_group']),
    ('public.tb_group', 'unique', ARRAY['pk_group'])
$function$;

-- public.tv_group, key (pk_group).
CREATE FUNCTION tviews.activate_tv_group() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_group', 'public.v_group', 'pk_group, name, entries, value', $definition$
SELECT *
FROM (
SELECT g.pk_group, g.name, count(e.pk_entry) AS entries, sum(e.value) AS value
FROM tb_group g LEFT JOIN tb_entry e ON e.fk_group = g.pk_group
GROUP BY g.pk_group
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_group') IS NULL THEN
  CREATE TABLE public.tv_group (LIKE public.v_group) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_group') THEN
    INSERT INTO public.tv_group SELECT * FROM public.v_group;
  END IF;
  PERFORM tviews.put_key('activate_tv_group', 'public.tv_group', 'PRIMARY KEY (pk_group)');
  ANALYZE public.tv_group;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_group', 'public.tv_group', 'public.v_group', 'PRIMARY KEY (pk_group)') THEN
  IF tviews.fill_now('activate_tv_group') THEN
    INSERT INTO public.tv_group SELECT * FROM public.v_group;
  END IF;
  PERFORM tviews.put_key('activate_tv_group', 'public.tv_group', 'PRIMARY KEY (pk_group)');
END IF;

-- Makes the rows of public.tv_group with these keys equal to those of public.v_group, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_group(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_group, v.name, v.entries, v.value
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_group)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_group AS v
        WHERE v.pk_group = k.pk_group
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_group AS t (pk_group, name, entries, value)
      SELECT * FROM fresh
      ON CONFLICT (pk_group)
      DO UPDATE SET name = excluded.name, entries = excluded.entries, value = excluded.value
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_group)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_group FROM fresh) AS gone (pk_group);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_group, v.name, v.entries, v.value
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_group)
      JOIN public.v_group AS v ON v.pk_group = k.pk_group
    ), written AS (
      INSERT INTO public.tv_group AS t (pk_group, name, entries, value)
      SELECT * FROM fresh
      ON CONFLICT (pk_group)
      DO UPDATE SET name = excluded.name, entries = excluded.entries, value = excluded.value
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_group)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_group FROM fresh) AS gone (pk_group);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_group AS t
    USING unnest(v_gone) AS k (pk_group)
    WHERE t.pk_group = k.pk_group;
  END IF;
END
$function$;

-- Makes all rows of public.tv_group equal to those of public.v_group, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_group() RETURNS void
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
  DELETE FROM public.tv_group AS t
  USING (
    SELECT t.pk_group FROM public.tv_group AS t
    EXCEPT
    SELECT v.pk_group FROM public.v_group AS v
  ) AS k (pk_group)
  WHERE t.pk_group = k.pk_group;

  INSERT INTO public.tv_group AS t (pk_group, name, entries, value)
  SELECT v.pk_group, v.name, v.entries, v.value
  FROM public.v_group AS v
  ON CONFLICT (pk_group)
  DO UPDATE SET name = excluded.name, entries = excluded.entries, value = excluded.value
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_group out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_group(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_e_fk_group integer[];
  v_g_pk_group integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_entry e (fk_group)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_group g (pk_group)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_e_fk_group, v_g_pk_group, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_group');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_group();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_entry e: pk_group = e.fk_group
  IF v_e_fk_group IS NOT NULL THEN
    v_keys := v_keys || v_e_fk_group;
  END IF;

  -- tb_group g: pk_group = g.pk_group
  IF v_g_pk_group IS NOT NULL THEN
    v_keys := v_keys || v_g_pk_group;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.pk_group))) FROM unnest(v_keys) AS k (pk_group)
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
    PERFORM tviews.refresh_tv_group(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_group, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_group() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_entry.
CREATE FUNCTION tviews.watch_tb_entry() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_entry puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_entry() RETURNS trigger
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
      -- What tv_group reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_entry, r.fk_group, r.value FROM old_rows AS r),
      after AS (SELECT r.pk_entry, r.fk_group, r.value FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_entry e (fk_group)', array_agg(DISTINCT r.fk_group)::text[]
      FROM changed AS r WHERE r.fk_group IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_entry e (fk_group)', array_agg(DISTINCT r.fk_group)::text[]
      FROM changed_rows AS r WHERE r.fk_group IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_entry', 'enqueue_tb_entry', 'tviews_tb_entry', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_group.
CREATE FUNCTION tviews.watch_tb_group() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_group puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_group() RETURNS trigger
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
      -- What tv_group reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_group, r.name FROM old_rows AS r),
      after AS (SELECT r.pk_group, r.name FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_group g (pk_group)', array_agg(DISTINCT r.pk_group)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_group g (pk_group)', array_agg(r.pk_group)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_group', 'enqueue_tb_group', 'tviews_tb_group', true);
RETURN false;
END
$activate$;
