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
    (1, 'public.tv_day', 'public.v_day', false, ARRAY['day'], '(r.day = k.day OR r.day IS NULL AND k.day IS NULL)',
      'jsonb_build_object(''day'', CAST($1[1][n] AS date))', 'tviews.refresh_tv_day(ARRAY(SELECT unnest($1[1:1]))::date[])',
      ARRAY['public.tb_meeting']::text[], 'activate_tv_day', 'equip_tv_day', ARRAY['drain_tv_day', 'refresh_tv_day', 'rebuild_tv_day'], 'drain_tv_day',
      false, false, 1000),
    (2, 'public.tv_meeting', 'public.v_meeting', false, ARRAY['pk_meeting'], 'r.pk_meeting = k.pk_meeting',
      'jsonb_build_object(''pk_meeting'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_meeting(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_meeting']::text[], 'activate_tv_meeting', 'equip_tv_meeting', ARRAY['drain_tv_meeting', 'refresh_tv_meeting', 'rebuild_tv_meeting'], 'drain_tv_meeting',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_meeting', ARRAY['day', 'fee', 'lasts', 'pk_meeting', 'starts_at', 'title', 'token', 'weight']::text[], ARRAY['date', 'money', 'interval', 'integer', 'timestamp with time zone', 'text', 'bytea', 'double precision']::text[], 'tviews_tb_meeting', 'enqueue_tb_meeting', NULL, true, 'watch_tb_meeting')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_day', 'public.tb_meeting', ARRAY['m']::text[], ARRAY['title', 'starts_at', 'day']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'day = m.day'),
    ('public.tv_meeting', 'public.tb_meeting', ARRAY['m']::text[], ARRAY['pk_meeting', 'starts_at', 'lasts', 'token', 'weight', 'day', 'fee']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_meeting = m.pk_meeting')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_day', 'public.tb_meeting', 'btree', ARRAY['day'], false, 'CREATE INDEX tb_meeting_day_idx ON public.tb_meeting (day);'),
    (2, 'public.tv_meeting', 'public.tb_meeting', 'btree', ARRAY['pk_meeting'], false, 'CREATE INDEX tb_meeting_pk_meeting_idx ON public.tb_meeting (pk_meeting);')
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
    ('public.tb_meeting', 'not-null', ARRAY['pk_meeting']),
    ('public.tb_meeting', 'unique', ARRAY['pk_meeting'])
$function$;

-- public.tv_day, key (day).
CREATE FUNCTION tviews.activate_tv_day() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_day', 'public.v_day', 'day, titles, latest', $definition$
SELECT *
FROM (
SELECT m.day, array_agg(m.title ORDER BY m.title) AS titles, max(m.starts_at)::text AS latest
FROM tb_meeting m GROUP BY m.day
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_day') IS NULL THEN
  CREATE TABLE public.tv_day (LIKE public.v_day) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_day') THEN
    INSERT INTO public.tv_day SELECT * FROM public.v_day;
  END IF;
  PERFORM tviews.put_key('activate_tv_day', 'public.tv_day', 'UNIQUE NULLS NOT DISTINCT (day)');
  ANALYZE public.tv_day;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_day', 'public.tv_day', 'public.v_day', 'UNIQUE NULLS NOT DISTINCT (day)') THEN
  IF tviews.fill_now('activate_tv_day') THEN
    INSERT INTO public.tv_day SELECT * FROM public.v_day;
  END IF;
  PERFORM tviews.put_key('activate_tv_day', 'public.tv_day', 'UNIQUE NULLS NOT DISTINCT (day)');
END IF;

-- Makes the rows of public.tv_day with these keys equal to those of public.v_day, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_day(p_keys date[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone date[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.day, v.titles, v.latest
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (day)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_day AS v
        WHERE (v.day = k.day OR v.day IS NULL AND k.day IS NULL)
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_day AS t (day, titles, latest)
      SELECT * FROM fresh
      ON CONFLICT (day)
      DO UPDATE SET titles = excluded.titles, latest = excluded.latest
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.day)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.day FROM fresh) AS gone (day);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.day, v.titles, v.latest
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (day)
      JOIN public.v_day AS v ON (v.day = k.day OR v.day IS NULL AND k.day IS NULL)
    ), written AS (
      INSERT INTO public.tv_day AS t (day, titles, latest)
      SELECT * FROM fresh
      ON CONFLICT (day)
      DO UPDATE SET titles = excluded.titles, latest = excluded.latest
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.day)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.day FROM fresh) AS gone (day);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_day AS t
    USING unnest(v_gone) AS k (day)
    WHERE (t.day = k.day OR t.day IS NULL AND k.day IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_day equal to those of public.v_day, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_day() RETURNS void
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
  DELETE FROM public.tv_day AS t
  USING (
    SELECT t.day FROM public.tv_day AS t
    EXCEPT
    SELECT v.day FROM public.v_day AS v
  ) AS k (day)
  WHERE (t.day = k.day OR t.day IS NULL AND k.day IS NULL);

  INSERT INTO public.tv_day AS t (day, titles, latest)
  SELECT v.day, v.titles, v.latest
  FROM public.v_day AS v
  ON CONFLICT (day)
  DO UPDATE SET titles = excluded.titles, latest = excluded.latest
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_day out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_day(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_m_day date[];
  v_keys date[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::date) FILTER (WHERE taken.route = 'tb_meeting m (day)'),
    array_agg(value.c1::date) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_m_day, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_day');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_day();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_meeting m: day = m.day
  IF v_m_day IS NOT NULL THEN
    v_keys := v_keys || v_m_day;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.day))) FROM unnest(v_keys) AS k (day)
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
    PERFORM tviews.refresh_tv_day(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_day, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_day() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_meeting, key (pk_meeting).
CREATE FUNCTION tviews.activate_tv_meeting() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_meeting', 'public.v_meeting', 'pk_meeting, data', $definition$
SELECT *
FROM (
SELECT m.pk_meeting, jsonb_build_object(
         'starts_at', m.starts_at, 'lasts', m.lasts, 'token', m.token, 'weight', m.weight,
         'day', m.day::text, 'at', m.starts_at::text, 'local', m.starts_at::date, 'fee', m.fee::text) AS data
FROM tb_meeting m
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_meeting') IS NULL THEN
  CREATE TABLE public.tv_meeting (LIKE public.v_meeting) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_meeting') THEN
    INSERT INTO public.tv_meeting SELECT * FROM public.v_meeting;
  END IF;
  PERFORM tviews.put_key('activate_tv_meeting', 'public.tv_meeting', 'PRIMARY KEY (pk_meeting)');
  ANALYZE public.tv_meeting;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_meeting', 'public.tv_meeting', 'public.v_meeting', 'PRIMARY KEY (pk_meeting)') THEN
  IF tviews.fill_now('activate_tv_meeting') THEN
    INSERT INTO public.tv_meeting SELECT * FROM public.v_meeting;
  END IF;
  PERFORM tviews.put_key('activate_tv_meeting', 'public.tv_meeting', 'PRIMARY KEY (pk_meeting)');
END IF;

-- Makes the rows of public.tv_meeting with these keys equal to those of public.v_meeting, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_meeting(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_meeting, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_meeting)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_meeting AS v
        WHERE v.pk_meeting = k.pk_meeting
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_meeting AS t (pk_meeting, data)
      SELECT * FROM fresh
      ON CONFLICT (pk_meeting)
      DO UPDATE SET data = excluded.data
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_meeting)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_meeting FROM fresh) AS gone (pk_meeting);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_meeting, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_meeting)
      JOIN public.v_meeting AS v ON v.pk_meeting = k.pk_meeting
    ), written AS (
      INSERT INTO public.tv_meeting AS t (pk_meeting, data)
      SELECT * FROM fresh
      ON CONFLICT (pk_meeting)
      DO UPDATE SET data = excluded.data
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_meeting)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_meeting FROM fresh) AS gone (pk_meeting);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_meeting AS t
    USING unnest(v_gone) AS k (pk_meeting)
    WHERE t.pk_meeting = k.pk_meeting;
  END IF;
END
$function$;

-- Makes all rows of public.tv_meeting equal to those of public.v_meeting, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_meeting() RETURNS void
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
  DELETE FROM public.tv_meeting AS t
  USING (
    SELECT t.pk_meeting FROM public.tv_meeting AS t
    EXCEPT
    SELECT v.pk_meeting FROM public.v_meeting AS v
  ) AS k (pk_meeting)
  WHERE t.pk_meeting = k.pk_meeting;

  INSERT INTO public.tv_meeting AS t (pk_meeting, data)
  SELECT v.pk_meeting, v.data
  FROM public.v_meeting AS v
  ON CONFLICT (pk_meeting)
  DO UPDATE SET data = excluded.data
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_meeting out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_meeting(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_m_pk_meeting integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_meeting m (pk_meeting)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_m_pk_meeting, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    LOCK TABLE public.tv_meeting IN SHARE ROW EXCLUSIVE MODE;
    PERFORM tviews.mark_rebuilt(2);
    PERFORM tviews.complete('activate_tv_meeting');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (0, tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_meeting();
    RETURN (0, NULL::jsonb, NULL::bigint);
  END IF;

  -- Keys that no changed row has led to come without the lock on one.
  IF v_keys IS NOT NULL THEN
    LOCK TABLE public.tv_meeting IN SHARE ROW EXCLUSIVE MODE;
    PERFORM tviews.mark_rebuilt(2);
  END IF;

  -- tb_meeting m: pk_meeting = m.pk_meeting
  IF v_m_pk_meeting IS NOT NULL THEN
    v_keys := v_keys || v_m_pk_meeting;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  -- Each of these rows is of one row of one table, which who changes it has locked. Above READ COMMITTED the snapshot
  -- may show one beside its successor, where another transaction has deleted it: a serialization failure.
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    PERFORM tviews.refuse_rebuilt(2);
    PERFORM FROM public.tv_meeting AS t JOIN unnest(v_keys) AS k (pk_meeting) ON t.pk_meeting = k.pk_meeting FOR UPDATE OF t;
  END IF;
  IF cardinality(v_keys) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(2, ARRAY[v_keys::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (0, tviews.try_apart(2, ARRAY[v_keys::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_meeting(v_keys);
  END IF;
  RETURN (0, NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_meeting, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_meeting() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_meeting.
CREATE FUNCTION tviews.watch_tb_meeting() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_meeting puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_meeting() RETURNS trigger
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
    FROM unnest(ARRAY[1, 2]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_day reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.title, r.starts_at, r.day FROM old_rows AS r),
      after_1 AS (SELECT r.title, r.starts_at, r.day FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_meeting reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_meeting, r.starts_at, r.token, r.day, r.fee, ROW (r.lasts, r.weight)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after_2 AS (SELECT r.pk_meeting, r.starts_at, r.token, r.day, r.fee, ROW (r.lasts, r.weight)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_meeting m (day)', array_agg(DISTINCT r.day::text)
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_meeting m (pk_meeting)', array_agg(DISTINCT r.pk_meeting)::text[]
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_meeting m (day)', array_agg(DISTINCT r.day::text)
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_meeting m (pk_meeting)', array_agg(r.pk_meeting)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_meeting', 'enqueue_tb_meeting', 'tviews_tb_meeting', true);
RETURN false;
END
$activate$;
