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
    (1, 'public.tv_tenant', 'public.v_tenant', false, ARRAY['pk_tenant'], 'r.pk_tenant = k.pk_tenant',
      'jsonb_build_object(''pk_tenant'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_tenant(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_document', 'public.tb_tenant']::text[], 'activate_tv_tenant', 'equip_tv_tenant', ARRAY['drain_tv_tenant', 'refresh_tv_tenant', 'rebuild_tv_tenant'], 'drain_tv_tenant',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_document', ARRAY['fk_tenant', 'pk_document', 'title']::text[], ARRAY['integer', 'integer', 'text']::text[], 'tviews_tb_document', 'enqueue_tb_document', NULL, true, 'watch_tb_document'),
    ('public.tb_tenant', ARRAY['name', 'pk_tenant']::text[], ARRAY['text', 'integer']::text[], 'tviews_tb_tenant', 'enqueue_tb_tenant', NULL, true, 'watch_tb_tenant')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_tenant', 'public.tb_document', ARRAY['d']::text[], ARRAY['pk_document', 'fk_tenant', 'title']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_tenant = d.fk_tenant'),
    ('public.tv_tenant', 'public.tb_tenant', ARRAY['t']::text[], ARRAY['pk_tenant', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_tenant = t.pk_tenant')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_tenant', 'public.tb_document', 'btree', ARRAY['fk_tenant'], false, 'CREATE INDEX tb_document_fk_tenant_idx ON public.tb_document (fk_tenant);'),
    (2, 'public.tv_tenant', 'public.tb_tenant', 'btree', ARRAY['pk_tenant'], false, 'CREATE INDEX tb_tenant_pk_tenant_idx ON public.tb_tenant (pk_tenant);')
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
    ('public.tb_document', 'not-null', ARRAY['fk_tenant']),
    ('public.tb_tenant', 'not-null', ARRAY['pk_tenant']),
    ('public.tb_tenant', 'unique', ARRAY['pk_tenant'])
$function$;

-- public.tv_tenant, key (pk_tenant).
CREATE FUNCTION tviews.activate_tv_tenant() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_tenant', 'public.v_tenant', 'pk_tenant, name, titles', $definition$
SELECT *
FROM (
SELECT t.pk_tenant, t.name, (SELECT array_agg(d.title ORDER BY d.pk_document) FROM tb_document d WHERE d.fk_tenant = t.pk_tenant) AS titles
FROM tb_tenant t
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_tenant') IS NULL THEN
  CREATE TABLE public.tv_tenant (LIKE public.v_tenant) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_tenant') THEN
    INSERT INTO public.tv_tenant SELECT * FROM public.v_tenant;
  END IF;
  PERFORM tviews.put_key('activate_tv_tenant', 'public.tv_tenant', 'PRIMARY KEY (pk_tenant)');
  ANALYZE public.tv_tenant;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_tenant', 'public.tv_tenant', 'public.v_tenant', 'PRIMARY KEY (pk_tenant)') THEN
  IF tviews.fill_now('activate_tv_tenant') THEN
    INSERT INTO public.tv_tenant SELECT * FROM public.v_tenant;
  END IF;
  PERFORM tviews.put_key('activate_tv_tenant', 'public.tv_tenant', 'PRIMARY KEY (pk_tenant)');
END IF;

-- Makes the rows of public.tv_tenant with these keys equal to those of public.v_tenant, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_tenant(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_tenant, v.name, v.titles
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_tenant)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_tenant AS v
        WHERE v.pk_tenant = k.pk_tenant
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_tenant AS t (pk_tenant, name, titles)
      SELECT * FROM fresh
      ON CONFLICT (pk_tenant)
      DO UPDATE SET name = excluded.name, titles = excluded.titles
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_tenant)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_tenant FROM fresh) AS gone (pk_tenant);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_tenant, v.name, v.titles
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_tenant)
      JOIN public.v_tenant AS v ON v.pk_tenant = k.pk_tenant
    ), written AS (
      INSERT INTO public.tv_tenant AS t (pk_tenant, name, titles)
      SELECT * FROM fresh
      ON CONFLICT (pk_tenant)
      DO UPDATE SET name = excluded.name, titles = excluded.titles
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_tenant)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_tenant FROM fresh) AS gone (pk_tenant);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_tenant AS t
    USING unnest(v_gone) AS k (pk_tenant)
    WHERE t.pk_tenant = k.pk_tenant;
  END IF;
END
$function$;

-- Makes all rows of public.tv_tenant equal to those of public.v_tenant, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_tenant() RETURNS void
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
  DELETE FROM public.tv_tenant AS t
  USING (
    SELECT t.pk_tenant FROM public.tv_tenant AS t
    EXCEPT
    SELECT v.pk_tenant FROM public.v_tenant AS v
  ) AS k (pk_tenant)
  WHERE t.pk_tenant = k.pk_tenant;

  INSERT INTO public.tv_tenant AS t (pk_tenant, name, titles)
  SELECT v.pk_tenant, v.name, v.titles
  FROM public.v_tenant AS v
  ON CONFLICT (pk_tenant)
  DO UPDATE SET name = excluded.name, titles = excluded.titles
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_tenant out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_tenant(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_d_fk_tenant integer[];
  v_t_pk_tenant integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_document d (fk_tenant)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_tenant t (pk_tenant)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_d_fk_tenant, v_t_pk_tenant, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_tenant');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_tenant();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_document d: pk_tenant = d.fk_tenant
  IF v_d_fk_tenant IS NOT NULL THEN
    v_keys := v_keys || v_d_fk_tenant;
  END IF;

  -- tb_tenant t: pk_tenant = t.pk_tenant
  IF v_t_pk_tenant IS NOT NULL THEN
    v_keys := v_keys || v_t_pk_tenant;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.pk_tenant))) FROM unnest(v_keys) AS k (pk_tenant)
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
    PERFORM tviews.refresh_tv_tenant(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_tenant, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_tenant() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_document.
CREATE FUNCTION tviews.watch_tb_document() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_document puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_document() RETURNS trigger
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
      -- What tv_tenant reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_document, r.fk_tenant, r.title FROM old_rows AS r),
      after AS (SELECT r.pk_document, r.fk_tenant, r.title FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_document d (fk_tenant)', array_agg(DISTINCT r.fk_tenant)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_document d (fk_tenant)', array_agg(DISTINCT r.fk_tenant)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_document', 'enqueue_tb_document', 'tviews_tb_document', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_tenant.
CREATE FUNCTION tviews.watch_tb_tenant() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_tenant puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_tenant() RETURNS trigger
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
      -- What tv_tenant reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_tenant, r.name FROM old_rows AS r),
      after AS (SELECT r.pk_tenant, r.name FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_tenant t (pk_tenant)', array_agg(DISTINCT r.pk_tenant)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_tenant t (pk_tenant)', array_agg(r.pk_tenant)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_tenant', 'enqueue_tb_tenant', 'tviews_tb_tenant', true);
RETURN false;
END
$activate$;
