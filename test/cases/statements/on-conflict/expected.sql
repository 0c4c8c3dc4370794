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
    (1, 'public.tv_page', 'public.v_page', false, ARRAY['pk_page'], 'r.pk_page = k.pk_page',
      'jsonb_build_object(''pk_page'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_page(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_hit', 'public.tb_page']::text[], 'activate_tv_page', 'equip_tv_page', ARRAY['drain_tv_page', 'refresh_tv_page', 'rebuild_tv_page'], 'drain_tv_page',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_hit', ARRAY['day', 'fk_page', 'hits']::text[], ARRAY['date', 'integer', 'integer']::text[], 'tviews_tb_hit', 'enqueue_tb_hit', NULL, true, 'watch_tb_hit'),
    ('public.tb_page', ARRAY['hits', 'identifier', 'pk_page']::text[], ARRAY['integer', 'text', 'integer']::text[], 'tviews_tb_page', 'enqueue_tb_page', NULL, true, 'watch_tb_page')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_page', 'public.tb_hit', ARRAY['h']::text[], ARRAY['fk_page', 'day', 'hits']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_page = h.fk_page'),
    ('public.tv_page', 'public.tb_page', ARRAY['p']::text[], ARRAY['pk_page', 'identifier', 'hits']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_page = p.pk_page')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_page', 'public.tb_hit', 'btree', ARRAY['fk_page'], false, 'CREATE INDEX tb_hit_fk_page_idx ON public.tb_hit (fk_page);'),
    (2, 'public.tv_page', 'public.tb_page', 'btree', ARRAY['pk_page'], false, 'CREATE INDEX tb_page_pk_page_idx ON public.tb_page (pk_page);')
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
    ('public.tb_hit', 'not-null', ARRAY['fk_page']),
    ('public.tb_page', 'not-null', ARRAY['pk_page']),
    ('public.tb_page', 'unique', ARRAY['pk_page'])
$function$;

-- public.tv_page, key (pk_page).
CREATE FUNCTION tviews.activate_tv_page() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_page', 'public.v_page', 'pk_page, identifier, data', $definition$
SELECT *
FROM (
SELECT p.pk_page, p.identifier, jsonb_build_object('hits', p.hits, 'days', (SELECT jsonb_object_agg(h.day, h.hits) FROM tb_hit h WHERE h.fk_page = p.pk_page)) AS data
FROM tb_page p
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_page') IS NULL THEN
  CREATE TABLE public.tv_page (LIKE public.v_page) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_page') THEN
    INSERT INTO public.tv_page SELECT * FROM public.v_page;
  END IF;
  PERFORM tviews.put_key('activate_tv_page', 'public.tv_page', 'PRIMARY KEY (pk_page)');
  ANALYZE public.tv_page;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_page', 'public.tv_page', 'public.v_page', 'PRIMARY KEY (pk_page)') THEN
  IF tviews.fill_now('activate_tv_page') THEN
    INSERT INTO public.tv_page SELECT * FROM public.v_page;
  END IF;
  PERFORM tviews.put_key('activate_tv_page', 'public.tv_page', 'PRIMARY KEY (pk_page)');
END IF;

-- Makes the rows of public.tv_page with these keys equal to those of public.v_page, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_page(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_page, v.identifier, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_page)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_page AS v
        WHERE v.pk_page = k.pk_page
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_page AS t (pk_page, identifier, data)
      SELECT * FROM fresh
      ON CONFLICT (pk_page)
      DO UPDATE SET identifier = excluded.identifier, data = excluded.data
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_page)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_page FROM fresh) AS gone (pk_page);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_page, v.identifier, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_page)
      JOIN public.v_page AS v ON v.pk_page = k.pk_page
    ), written AS (
      INSERT INTO public.tv_page AS t (pk_page, identifier, data)
      SELECT * FROM fresh
      ON CONFLICT (pk_page)
      DO UPDATE SET identifier = excluded.identifier, data = excluded.data
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_page)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_page FROM fresh) AS gone (pk_page);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_page AS t
    USING unnest(v_gone) AS k (pk_page)
    WHERE t.pk_page = k.pk_page;
  END IF;
END
$function$;

-- Makes all rows of public.tv_page equal to those of public.v_page, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_page() RETURNS void
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
  DELETE FROM public.tv_page AS t
  USING (
    SELECT t.pk_page FROM public.tv_page AS t
    EXCEPT
    SELECT v.pk_page FROM public.v_page AS v
  ) AS k (pk_page)
  WHERE t.pk_page = k.pk_page;

  INSERT INTO public.tv_page AS t (pk_page, identifier, data)
  SELECT v.pk_page, v.identifier, v.data
  FROM public.v_page AS v
  ON CONFLICT (pk_page)
  DO UPDATE SET identifier = excluded.identifier, data = excluded.data
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_page out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_page(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_h_fk_page integer[];
  v_p_pk_page integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_hit h (fk_page)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_page p (pk_page)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_h_fk_page, v_p_pk_page, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_page');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_page();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_hit h: pk_page = h.fk_page
  IF v_h_fk_page IS NOT NULL THEN
    v_keys := v_keys || v_h_fk_page;
  END IF;

  -- tb_page p: pk_page = p.pk_page
  IF v_p_pk_page IS NOT NULL THEN
    v_keys := v_keys || v_p_pk_page;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.pk_page))) FROM unnest(v_keys) AS k (pk_page)
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
    PERFORM tviews.refresh_tv_page(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_page, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_page() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_hit.
CREATE FUNCTION tviews.watch_tb_hit() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_hit puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_hit() RETURNS trigger
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
      -- What tv_page reads of the rows before and after, and where that differs.
      before AS (SELECT r.fk_page, r.day, r.hits FROM old_rows AS r),
      after AS (SELECT r.fk_page, r.day, r.hits FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_hit h (fk_page)', array_agg(DISTINCT r.fk_page)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_hit h (fk_page)', array_agg(DISTINCT r.fk_page)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_hit', 'enqueue_tb_hit', 'tviews_tb_hit', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_page.
CREATE FUNCTION tviews.watch_tb_page() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_page puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_page() RETURNS trigger
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
      -- What tv_page reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_page, r.identifier, r.hits FROM old_rows AS r),
      after AS (SELECT r.pk_page, r.identifier, r.hits FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_page p (pk_page)', array_agg(DISTINCT r.pk_page)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_page p (pk_page)', array_agg(r.pk_page)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_page', 'enqueue_tb_page', 'tviews_tb_page', true);
RETURN false;
END
$activate$;
