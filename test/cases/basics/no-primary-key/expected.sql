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
    (1, 'public.tv_station', 'public.v_station', false, ARRAY['pk_station'], 'r.pk_station = k.pk_station',
      'jsonb_build_object(''pk_station'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_station(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_reading', 'public.tb_station']::text[], 'activate_tv_station', 'equip_tv_station', ARRAY['drain_tv_station', 'refresh_tv_station', 'rebuild_tv_station'], 'drain_tv_station',
      false, false, 1000),
    (2, 'public.tv_value', 'public.v_value', false, ARRAY['value'], '(r.value = k.value OR r.value IS NULL AND k.value IS NULL)',
      'jsonb_build_object(''value'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_value(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_reading']::text[], 'activate_tv_value', 'equip_tv_value', ARRAY['drain_tv_value', 'refresh_tv_value', 'rebuild_tv_value'], 'drain_tv_value',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_reading', ARRAY['fk_station', 'value']::text[], ARRAY['integer', 'integer']::text[], 'tviews_tb_reading', 'enqueue_tb_reading', NULL, true, 'watch_tb_reading'),
    ('public.tb_station', ARRAY['name', 'pk_station']::text[], ARRAY['text', 'integer']::text[], 'tviews_tb_station', 'enqueue_tb_station', NULL, true, 'watch_tb_station')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_station', 'public.tb_reading', ARRAY['r']::text[], ARRAY['fk_station', 'value']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_station = r.fk_station'),
    ('public.tv_station', 'public.tb_station', ARRAY['s']::text[], ARRAY['pk_station', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_station = s.pk_station'),
    ('public.tv_value', 'public.tb_reading', ARRAY['r']::text[], ARRAY['value']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'value = r.value')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_station', 'public.tb_reading', 'btree', ARRAY['fk_station'], false, 'CREATE INDEX tb_reading_fk_station_idx ON public.tb_reading (fk_station);'),
    (2, 'public.tv_station', 'public.tb_station', 'btree', ARRAY['pk_station'], false, 'CREATE INDEX tb_station_pk_station_idx ON public.tb_station (pk_station);'),
    (3, 'public.tv_value', 'public.tb_reading', 'btree', ARRAY['value'], false, 'CREATE INDEX tb_reading_value_idx ON public.tb_reading (value);')
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
    ('public.tb_station', 'not-null', ARRAY['pk_station']),
    ('public.tb_station', 'unique', ARRAY['pk_station'])
$function$;

-- public.tv_station, key (pk_station).
CREATE FUNCTION tviews.activate_tv_station() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_station', 'public.v_station', 'pk_station, name, readings, total', $definition$
SELECT *
FROM (
SELECT s.pk_station, s.name, count(r.fk_station) AS readings, sum(r.value) AS total
FROM tb_station s
LEFT JOIN tb_reading r ON r.fk_station = s.pk_station
GROUP BY s.pk_station
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_station') IS NULL THEN
  CREATE TABLE public.tv_station (LIKE public.v_station) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_station') THEN
    INSERT INTO public.tv_station SELECT * FROM public.v_station;
  END IF;
  PERFORM tviews.put_key('activate_tv_station', 'public.tv_station', 'PRIMARY KEY (pk_station)');
  ANALYZE public.tv_station;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_station', 'public.tv_station', 'public.v_station', 'PRIMARY KEY (pk_station)') THEN
  IF tviews.fill_now('activate_tv_station') THEN
    INSERT INTO public.tv_station SELECT * FROM public.v_station;
  END IF;
  PERFORM tviews.put_key('activate_tv_station', 'public.tv_station', 'PRIMARY KEY (pk_station)');
END IF;

-- Makes the rows of public.tv_station with these keys equal to those of public.v_station, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_station(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_station, v.name, v.readings, v.total
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_station)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_station AS v
        WHERE v.pk_station = k.pk_station
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_station AS t (pk_station, name, readings, total)
      SELECT * FROM fresh
      ON CONFLICT (pk_station)
      DO UPDATE SET name = excluded.name, readings = excluded.readings, total = excluded.total
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_station)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_station FROM fresh) AS gone (pk_station);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_station, v.name, v.readings, v.total
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_station)
      JOIN public.v_station AS v ON v.pk_station = k.pk_station
    ), written AS (
      INSERT INTO public.tv_station AS t (pk_station, name, readings, total)
      SELECT * FROM fresh
      ON CONFLICT (pk_station)
      DO UPDATE SET name = excluded.name, readings = excluded.readings, total = excluded.total
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_station)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_station FROM fresh) AS gone (pk_station);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_station AS t
    USING unnest(v_gone) AS k (pk_station)
    WHERE t.pk_station = k.pk_station;
  END IF;
END
$function$;

-- Makes all rows of public.tv_station equal to those of public.v_station, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_station() RETURNS void
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
  DELETE FROM public.tv_station AS t
  USING (
    SELECT t.pk_station FROM public.tv_station AS t
    EXCEPT
    SELECT v.pk_station FROM public.v_station AS v
  ) AS k (pk_station)
  WHERE t.pk_station = k.pk_station;

  INSERT INTO public.tv_station AS t (pk_station, name, readings, total)
  SELECT v.pk_station, v.name, v.readings, v.total
  FROM public.v_station AS v
  ON CONFLICT (pk_station)
  DO UPDATE SET name = excluded.name, readings = excluded.readings, total = excluded.total
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_station out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_station(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_r_fk_station integer[];
  v_s_pk_station integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_reading r (fk_station)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_station s (pk_station)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_r_fk_station, v_s_pk_station, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_station');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_station();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_reading r: pk_station = r.fk_station
  IF v_r_fk_station IS NOT NULL THEN
    v_keys := v_keys || v_r_fk_station;
  END IF;

  -- tb_station s: pk_station = s.pk_station
  IF v_s_pk_station IS NOT NULL THEN
    v_keys := v_keys || v_s_pk_station;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.pk_station))) FROM unnest(v_keys) AS k (pk_station)
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
    PERFORM tviews.refresh_tv_station(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_station, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_station() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_value, key (value).
CREATE FUNCTION tviews.activate_tv_value() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_value', 'public.v_value', 'value, times', $definition$
SELECT *
FROM (
SELECT r.value, count(*) AS times
FROM tb_reading r
GROUP BY r.value
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_value') IS NULL THEN
  CREATE TABLE public.tv_value (LIKE public.v_value) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_value') THEN
    INSERT INTO public.tv_value SELECT * FROM public.v_value;
  END IF;
  PERFORM tviews.put_key('activate_tv_value', 'public.tv_value', 'UNIQUE NULLS NOT DISTINCT (value)');
  ANALYZE public.tv_value;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_value', 'public.tv_value', 'public.v_value', 'UNIQUE NULLS NOT DISTINCT (value)') THEN
  IF tviews.fill_now('activate_tv_value') THEN
    INSERT INTO public.tv_value SELECT * FROM public.v_value;
  END IF;
  PERFORM tviews.put_key('activate_tv_value', 'public.tv_value', 'UNIQUE NULLS NOT DISTINCT (value)');
END IF;

-- Makes the rows of public.tv_value with these keys equal to those of public.v_value, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_value(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.value, v.times
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (value)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_value AS v
        WHERE (v.value = k.value OR v.value IS NULL AND k.value IS NULL)
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_value AS t (value, times)
      SELECT * FROM fresh
      ON CONFLICT (value)
      DO UPDATE SET times = excluded.times
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.value)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.value FROM fresh) AS gone (value);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.value, v.times
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (value)
      JOIN public.v_value AS v ON (v.value = k.value OR v.value IS NULL AND k.value IS NULL)
    ), written AS (
      INSERT INTO public.tv_value AS t (value, times)
      SELECT * FROM fresh
      ON CONFLICT (value)
      DO UPDATE SET times = excluded.times
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.value)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.value FROM fresh) AS gone (value);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_value AS t
    USING unnest(v_gone) AS k (value)
    WHERE (t.value = k.value OR t.value IS NULL AND k.value IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_value equal to those of public.v_value, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_value() RETURNS void
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
  DELETE FROM public.tv_value AS t
  USING (
    SELECT t.value FROM public.tv_value AS t
    EXCEPT
    SELECT v.value FROM public.v_value AS v
  ) AS k (value)
  WHERE (t.value = k.value OR t.value IS NULL AND k.value IS NULL);

  INSERT INTO public.tv_value AS t (value, times)
  SELECT v.value, v.times
  FROM public.v_value AS v
  ON CONFLICT (value)
  DO UPDATE SET times = excluded.times
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_value out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_value(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_r_value integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_reading r (value)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_r_value, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_value');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_value();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_reading r: value = r.value
  IF v_r_value IS NOT NULL THEN
    v_keys := v_keys || v_r_value;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.value))) FROM unnest(v_keys) AS k (value)
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
    PERFORM tviews.refresh_tv_value(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_value, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_value() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_reading.
CREATE FUNCTION tviews.watch_tb_reading() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_reading puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_reading() RETURNS trigger
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
      -- What tv_station reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.fk_station, r.value FROM old_rows AS r),
      after_1 AS (SELECT r.fk_station, r.value FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_value reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.value FROM old_rows AS r),
      after_2 AS (SELECT r.value FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_reading r (fk_station)', array_agg(DISTINCT r.fk_station)::text[]
      FROM changed_1 AS r WHERE r.fk_station IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_reading r (value)', array_agg(DISTINCT r.value)::text[]
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_reading r (fk_station)', array_agg(DISTINCT r.fk_station)::text[]
      FROM changed_rows AS r WHERE r.fk_station IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_reading r (value)', array_agg(DISTINCT r.value)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_reading', 'enqueue_tb_reading', 'tviews_tb_reading', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_station.
CREATE FUNCTION tviews.watch_tb_station() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_station puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_station() RETURNS trigger
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
      -- What tv_station reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_station, r.name FROM old_rows AS r),
      after AS (SELECT r.pk_station, r.name FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_station s (pk_station)', array_agg(DISTINCT r.pk_station)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_station s (pk_station)', array_agg(r.pk_station)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_station', 'enqueue_tb_station', 'tviews_tb_station', true);
RETURN false;
END
$activate$;
