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
    (1, 'public.tv_device', 'public.v_device', false, ARRAY['pk_device'], 'r.pk_device = k.pk_device',
      'jsonb_build_object(''pk_device'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_device(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_device', 'public.tb_measurement']::text[], 'activate_tv_device', 'equip_tv_device', ARRAY['drain_tv_device', 'refresh_tv_device', 'rebuild_tv_device'], 'drain_tv_device',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_device', ARRAY['alarm_above', 'name', 'pk_device']::text[], ARRAY['numeric', 'text', 'integer']::text[], 'tviews_tb_device', 'enqueue_tb_device', NULL, true, 'watch_tb_device'),
    ('public.tb_measurement', ARRAY['fk_device', 'pk_measurement', 'taken_at', 'value']::text[], ARRAY['integer', 'integer', 'timestamp without time zone', 'numeric']::text[], 'tviews_tb_measurement', 'enqueue_tb_measurement', NULL, true, 'watch_tb_measurement')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_device', 'public.tb_device', ARRAY['d']::text[], ARRAY['pk_device', 'name', 'alarm_above']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_device = d.pk_device'),
    ('public.tv_device', 'public.tb_measurement', ARRAY['m']::text[], ARRAY['pk_measurement', 'fk_device', 'value', 'taken_at']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_device = m.fk_device')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_device', 'public.tb_device', 'btree', ARRAY['pk_device'], false, 'CREATE INDEX tb_device_pk_device_idx ON public.tb_device (pk_device);'),
    (2, 'public.tv_device', 'public.tb_measurement', 'btree', ARRAY['fk_device'], false, 'CREATE INDEX tb_measurement_fk_device_idx ON public.tb_measurement (fk_device);')
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
    ('public.tb_device', 'not-null', ARRAY['pk_device']),
    ('public.tb_device', 'unique', ARRAY['pk_device'])
$function$;

-- public.tv_device, key (pk_device).
CREATE FUNCTION tviews.activate_tv_device() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_device', 'public.v_device', 'pk_device, data', $definition$
SELECT *
FROM (
SELECT d.pk_device,
       jsonb_build_object('name', d.name, 'average', s.average, 'last', latest.value, 'alarms', alarms.n) AS data
FROM tb_device d
LEFT JOIN (
  SELECT m.fk_device, avg(m.value) AS average FROM tb_measurement m GROUP BY m.fk_device
) s ON s.fk_device = d.pk_device
LEFT JOIN LATERAL (
  SELECT m.value FROM tb_measurement m WHERE m.fk_device = d.pk_device ORDER BY m.taken_at DESC, m.pk_measurement DESC LIMIT 1
) latest ON true
CROSS JOIN LATERAL (
  SELECT count(*) AS n FROM tb_measurement m WHERE m.fk_device = d.pk_device AND m.value > d.alarm_above
) alarms
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_device') IS NULL THEN
  CREATE TABLE public.tv_device (LIKE public.v_device) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_device') THEN
    INSERT INTO public.tv_device SELECT * FROM public.v_device;
  END IF;
  PERFORM tviews.put_key('activate_tv_device', 'public.tv_device', 'PRIMARY KEY (pk_device)');
  ANALYZE public.tv_device;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_device', 'public.tv_device', 'public.v_device', 'PRIMARY KEY (pk_device)') THEN
  IF tviews.fill_now('activate_tv_device') THEN
    INSERT INTO public.tv_device SELECT * FROM public.v_device;
  END IF;
  PERFORM tviews.put_key('activate_tv_device', 'public.tv_device', 'PRIMARY KEY (pk_device)');
END IF;

-- Makes the rows of public.tv_device with these keys equal to those of public.v_device, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_device(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_device, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_device)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_device AS v
        WHERE v.pk_device = k.pk_device
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_device AS t (pk_device, data)
      SELECT * FROM fresh
      ON CONFLICT (pk_device)
      DO UPDATE SET data = excluded.data
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_device)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_device FROM fresh) AS gone (pk_device);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_device, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_device)
      JOIN public.v_device AS v ON v.pk_device = k.pk_device
    ), written AS (
      INSERT INTO public.tv_device AS t (pk_device, data)
      SELECT * FROM fresh
      ON CONFLICT (pk_device)
      DO UPDATE SET data = excluded.data
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_device)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_device FROM fresh) AS gone (pk_device);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_device AS t
    USING unnest(v_gone) AS k (pk_device)
    WHERE t.pk_device = k.pk_device;
  END IF;
END
$function$;

-- Makes all rows of public.tv_device equal to those of public.v_device, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_device() RETURNS void
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
  DELETE FROM public.tv_device AS t
  USING (
    SELECT t.pk_device FROM public.tv_device AS t
    EXCEPT
    SELECT v.pk_device FROM public.v_device AS v
  ) AS k (pk_device)
  WHERE t.pk_device = k.pk_device;

  INSERT INTO public.tv_device AS t (pk_device, data)
  SELECT v.pk_device, v.data
  FROM public.v_device AS v
  ON CONFLICT (pk_device)
  DO UPDATE SET data = excluded.data
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_device out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_device(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_d_pk_device integer[];
  v_m_fk_device integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_device d (pk_device)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_measurement m (fk_device)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_d_pk_device, v_m_fk_device, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_device');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_device();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_device d: pk_device = d.pk_device
  IF v_d_pk_device IS NOT NULL THEN
    v_keys := v_keys || v_d_pk_device;
  END IF;

  -- tb_measurement m: pk_device = m.fk_device
  IF v_m_fk_device IS NOT NULL THEN
    v_keys := v_keys || v_m_fk_device;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.pk_device))) FROM unnest(v_keys) AS k (pk_device)
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
    PERFORM tviews.refresh_tv_device(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_device, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_device() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_device.
CREATE FUNCTION tviews.watch_tb_device() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_device puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_device() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
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
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[1]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_device reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_device, r.name, ROW (r.alarm_above)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after AS (SELECT r.pk_device, r.name, ROW (r.alarm_above)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_device d (pk_device)', array_agg(DISTINCT r.pk_device)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_device d (pk_device)', array_agg(r.pk_device)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_device', 'enqueue_tb_device', 'tviews_tb_device', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_measurement.
CREATE FUNCTION tviews.watch_tb_measurement() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_measurement puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_measurement() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
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
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[1]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_device reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_measurement, r.fk_device, r.taken_at, ROW (r.value)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after AS (SELECT r.pk_measurement, r.fk_device, r.taken_at, ROW (r.value)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_measurement m (fk_device)', array_agg(DISTINCT r.fk_device)::text[]
      FROM changed AS r WHERE r.fk_device IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_measurement m (fk_device)', array_agg(DISTINCT r.fk_device)::text[]
      FROM changed_rows AS r WHERE r.fk_device IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_measurement', 'enqueue_tb_measurement', 'tviews_tb_measurement', true);
RETURN false;
END
$activate$;
