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
      'jsonb_build_object(''day'', CAST($1[1][n] AS timestamp with time zone))', 'tviews.refresh_tv_day(ARRAY(SELECT unnest($1[1:1]))::timestamp with time zone[])',
      ARRAY['public.tb_event']::text[], 'activate_tv_day', 'equip_tv_day', ARRAY['drain_tv_day', 'refresh_tv_day', 'rebuild_tv_day'], 'drain_tv_day',
      false, false, 1000),
    (2, 'public.tv_text', 'public.v_text', false, ARRAY['at', 'ratio', 'payload', 'span'], '(r.at = k.at OR r.at IS NULL AND k.at IS NULL) AND (r.ratio = k.ratio OR r.ratio IS NULL AND k.ratio IS NULL) AND (r.payload = k.payload OR r.payload IS NULL AND k.payload IS NULL) AND (r.span = k.span OR r.span IS NULL AND k.span IS NULL)',
      'jsonb_build_object(''at'', CAST($1[1][n] AS text), ''ratio'', CAST($1[2][n] AS text), ''payload'', CAST($1[3][n] AS text), ''span'', CAST($1[4][n] AS text))', 'tviews.refresh_tv_text(ARRAY(SELECT unnest($1[1:1]))::text[], ARRAY(SELECT unnest($1[2:2]))::text[], ARRAY(SELECT unnest($1[3:3]))::text[], ARRAY(SELECT unnest($1[4:4]))::text[])',
      ARRAY['public.tb_event']::text[], 'activate_tv_text', 'equip_tv_text', ARRAY['drain_tv_text', 'refresh_tv_text', 'rebuild_tv_text'], 'drain_tv_text',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_event', ARRAY['at', 'payload', 'ratio', 'span']::text[], ARRAY['timestamp with time zone', 'bytea', 'double precision', 'interval']::text[], 'tviews_tb_event', 'enqueue_tb_event', NULL, true, 'watch_tb_event')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_day', 'public.tb_event', ARRAY['tb_event']::text[], ARRAY['at']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'day = date_trunc(''day'', tb_event.at)'),
    ('public.tv_text', 'public.tb_event', ARRAY['tb_event']::text[], ARRAY['at', 'ratio', 'payload', 'span']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'at = tb_event.at::text, ratio = tb_event.ratio::text, payload = tb_event.payload::text, span = tb_event.span::text')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  SELECT 0, NULL, NULL, NULL, NULL::text[], false, NULL WHERE false
$function$;

-- The highest number of a class of locks.
CREATE FUNCTION tviews.built_lock_classes() RETURNS integer
LANGUAGE sql IMMUTABLE
AS 'SELECT 2';

-- The constraints that the search for affected keys may rest on: none.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS 'SELECT NULL, NULL, NULL::text[] WHERE false';

-- public.tv_day, key (day).
CREATE FUNCTION tviews.activate_tv_day() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_day', 'public.v_day', 'day, events', $definition$
SELECT *
FROM (
SELECT date_trunc('day', at) AS day, count(*) AS events FROM tb_event GROUP BY 1
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
CREATE OR REPLACE FUNCTION tviews.refresh_tv_day(p_keys timestamp with time zone[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone timestamp with time zone[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.day, v.events
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (day)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_day AS v
        WHERE (v.day = k.day OR v.day IS NULL AND k.day IS NULL)
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_day AS t (day, events)
      SELECT * FROM fresh
      ON CONFLICT (day)
      DO UPDATE SET day = excluded.day, events = excluded.events
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.day)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.day FROM fresh) AS gone (day);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.day, v.events
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (day)
      JOIN public.v_day AS v ON (v.day = k.day OR v.day IS NULL AND k.day IS NULL)
    ), written AS (
      INSERT INTO public.tv_day AS t (day, events)
      SELECT * FROM fresh
      ON CONFLICT (day)
      DO UPDATE SET day = excluded.day, events = excluded.events
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

  INSERT INTO public.tv_day AS t (day, events)
  SELECT v.day, v.events
  FROM public.v_day AS v
  ON CONFLICT (day)
  DO UPDATE SET day = excluded.day, events = excluded.events
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
  v_tb_event_at timestamp with time zone[];
  v_keys timestamp with time zone[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::timestamp with time zone) FILTER (WHERE taken.route = 'tb_event (at)'),
    array_agg(value.c1::timestamp with time zone) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_tb_event_at, v_keys
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

  -- tb_event: day = date_trunc('day', tb_event.at)
  IF v_tb_event_at IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT date_trunc('day', changed.at)
      FROM unnest(v_tb_event_at) AS changed (at)
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, 1) FROM unnest(v_keys) AS k (day)
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

-- public.tv_text, key (at, ratio, payload, span).
CREATE FUNCTION tviews.activate_tv_text() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_text', 'public.v_text', 'at, ratio, payload, span, events', $definition$
SELECT *
FROM (
SELECT at::text AS at, ratio::text AS ratio, payload::text AS payload, span::text AS span, count(*) AS events
FROM tb_event
GROUP BY at::text, ratio::text, payload::text, span::text
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_text') IS NULL THEN
  CREATE TABLE public.tv_text (LIKE public.v_text) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_text') THEN
    INSERT INTO public.tv_text SELECT * FROM public.v_text;
  END IF;
  PERFORM tviews.put_key('activate_tv_text', 'public.tv_text', 'UNIQUE NULLS NOT DISTINCT (at, ratio, payload, span)');
  ANALYZE public.tv_text;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_text', 'public.tv_text', 'public.v_text', 'UNIQUE NULLS NOT DISTINCT (at, ratio, payload, span)') THEN
  IF tviews.fill_now('activate_tv_text') THEN
    INSERT INTO public.tv_text SELECT * FROM public.v_text;
  END IF;
  PERFORM tviews.put_key('activate_tv_text', 'public.tv_text', 'UNIQUE NULLS NOT DISTINCT (at, ratio, payload, span)');
END IF;

-- Makes the rows of public.tv_text with these keys equal to those of public.v_text, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_text(p_keys_1 text[], p_keys_2 text[], p_keys_3 text[], p_keys_4 text[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone_1 text[];
  v_gone_2 text[];
  v_gone_3 text[];
  v_gone_4 text[];
BEGIN
  IF cardinality(p_keys_1) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT DISTINCT ON (v.at, v.ratio, v.payload, v.span) v.at, v.ratio, v.payload, v.span, v.events
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2, p_keys_3, p_keys_4)) AS k (at, ratio, payload, span)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_text AS v
        WHERE (v.at = k.at OR v.at IS NULL AND k.at IS NULL) AND (v.ratio = k.ratio OR v.ratio IS NULL AND k.ratio IS NULL) AND (v.payload = k.payload OR v.payload IS NULL AND k.payload IS NULL) AND (v.span = k.span OR v.span IS NULL AND k.span IS NULL)
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_text AS t (at, ratio, payload, span, events)
      SELECT * FROM fresh
      ON CONFLICT (at, ratio, payload, span)
      DO UPDATE SET at = excluded.at, ratio = excluded.ratio, payload = excluded.payload, span = excluded.span, events = excluded.events
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.at), array_agg(gone.ratio), array_agg(gone.payload), array_agg(gone.span)
    INTO v_gone_1, v_gone_2, v_gone_3, v_gone_4
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2, p_keys_3, p_keys_4) EXCEPT SELECT fresh.at, fresh.ratio, fresh.payload, fresh.span FROM fresh) AS gone (at, ratio, payload, span);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT DISTINCT ON (v.at, v.ratio, v.payload, v.span) v.at, v.ratio, v.payload, v.span, v.events
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2, p_keys_3, p_keys_4)) AS k (at, ratio, payload, span)
      JOIN public.v_text AS v ON (v.at = k.at OR v.at IS NULL AND k.at IS NULL) AND (v.ratio = k.ratio OR v.ratio IS NULL AND k.ratio IS NULL) AND (v.payload = k.payload OR v.payload IS NULL AND k.payload IS NULL) AND (v.span = k.span OR v.span IS NULL AND k.span IS NULL)
    ), written AS (
      INSERT INTO public.tv_text AS t (at, ratio, payload, span, events)
      SELECT * FROM fresh
      ON CONFLICT (at, ratio, payload, span)
      DO UPDATE SET at = excluded.at, ratio = excluded.ratio, payload = excluded.payload, span = excluded.span, events = excluded.events
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.at), array_agg(gone.ratio), array_agg(gone.payload), array_agg(gone.span)
    INTO v_gone_1, v_gone_2, v_gone_3, v_gone_4
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2, p_keys_3, p_keys_4) EXCEPT SELECT fresh.at, fresh.ratio, fresh.payload, fresh.span FROM fresh) AS gone (at, ratio, payload, span);
  END IF;

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_text AS t
    USING unnest(v_gone_1, v_gone_2, v_gone_3, v_gone_4) AS k (at, ratio, payload, span)
    WHERE (t.at = k.at OR t.at IS NULL AND k.at IS NULL) AND (t.ratio = k.ratio OR t.ratio IS NULL AND k.ratio IS NULL) AND (t.payload = k.payload OR t.payload IS NULL AND k.payload IS NULL) AND (t.span = k.span OR t.span IS NULL AND k.span IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_text equal to those of public.v_text, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_text() RETURNS void
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
  DELETE FROM public.tv_text AS t
  USING (
    SELECT t.at, t.ratio, t.payload, t.span FROM public.tv_text AS t
    EXCEPT
    SELECT v.at, v.ratio, v.payload, v.span FROM public.v_text AS v
  ) AS k (at, ratio, payload, span)
  WHERE (t.at = k.at OR t.at IS NULL AND k.at IS NULL) AND (t.ratio = k.ratio OR t.ratio IS NULL AND k.ratio IS NULL) AND (t.payload = k.payload OR t.payload IS NULL AND k.payload IS NULL) AND (t.span = k.span OR t.span IS NULL AND k.span IS NULL);

  INSERT INTO public.tv_text AS t (at, ratio, payload, span, events)
  SELECT v.at, v.ratio, v.payload, v.span, v.events
  FROM public.v_text AS v
  ON CONFLICT (at, ratio, payload, span)
  DO UPDATE SET at = excluded.at, ratio = excluded.ratio, payload = excluded.payload, span = excluded.span, events = excluded.events
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_text out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_text(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_tb_event_at timestamp with time zone[];
  v_tb_event_ratio double precision[];
  v_tb_event_payload bytea[];
  v_tb_event_span interval[];
  v_keys_1 text[];
  v_keys_2 text[];
  v_keys_3 text[];
  v_keys_4 text[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::timestamp with time zone) FILTER (WHERE taken.route = 'tb_event (at, ratio, payload, span)'),
    array_agg(value.c2::double precision) FILTER (WHERE taken.route = 'tb_event (at, ratio, payload, span)'),
    array_agg(value.c3::bytea) FILTER (WHERE taken.route = 'tb_event (at, ratio, payload, span)'),
    array_agg(value.c4::interval) FILTER (WHERE taken.route = 'tb_event (at, ratio, payload, span)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::text) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c3::text) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c4::text) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_tb_event_at, v_tb_event_ratio, v_tb_event_payload, v_tb_event_span, v_keys_1, v_keys_2, v_keys_3, v_keys_4
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2], taken.keys[3:3], taken.keys[4:4]) AS value (c1, c2, c3, c4) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_text');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_text();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_event: at = tb_event.at::text, ratio = tb_event.ratio::text, payload = tb_event.payload::text, span = tb_event.span::text
  IF v_tb_event_at IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(changed.at::text), v_keys_2 || array_agg(changed.ratio::text), v_keys_3 || array_agg(changed.payload::text), v_keys_4 || array_agg(changed.span::text)
    INTO v_keys_1, v_keys_2, v_keys_3, v_keys_4
    FROM unnest(v_tb_event_at, v_tb_event_ratio, v_tb_event_payload, v_tb_event_span) AS changed (at, ratio, payload, span);
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2, v_keys_3, v_keys_4)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, 1) FROM unnest(v_keys_1, v_keys_2, v_keys_3, v_keys_4) AS k (at, ratio, payload, span)
  ), p_most - cardinality(v_held));
  IF pg_sequence_last_value('tviews.traced_since') IS NOT NULL THEN
    PERFORM tviews.leave_trace(v_held);
  END IF;
  IF cardinality(v_keys_1) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(2, ARRAY[v_keys_1::text[], v_keys_2::text[], v_keys_3::text[], v_keys_4::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_apart(2, ARRAY[v_keys_1::text[], v_keys_2::text[], v_keys_3::text[], v_keys_4::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_text(v_keys_1, v_keys_2, v_keys_3, v_keys_4);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_text, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_text() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_event.
CREATE FUNCTION tviews.watch_tb_event() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_event puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_event() RETURNS trigger
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
      before_1 AS (SELECT r.at FROM old_rows AS r),
      after_1 AS (SELECT r.at FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_text reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.at, r.ratio, r.payload, r.span, ROW (r.ratio, r.span)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after_2 AS (SELECT r.at, r.ratio, r.payload, r.span, ROW (r.ratio, r.span)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_event (at)', array_agg(DISTINCT r.at::text)
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_event (at, ratio, payload, span)', ARRAY[array_agg(r.at), array_agg(r.ratio), array_agg(r.payload), array_agg(r.span)]
      FROM (SELECT DISTINCT r.at::text AS at, r.ratio::text COLLATE "C" AS ratio, r.payload::text AS payload, r.span::text COLLATE "C" AS span FROM changed_2 AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_event (at)', array_agg(DISTINCT r.at::text)
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_event (at, ratio, payload, span)', ARRAY[array_agg(r.at), array_agg(r.ratio), array_agg(r.payload), array_agg(r.span)]
      FROM (SELECT DISTINCT r.at::text AS at, r.ratio::text COLLATE "C" AS ratio, r.payload::text AS payload, r.span::text COLLATE "C" AS span FROM changed_rows AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_event', 'enqueue_tb_event', 'tviews_tb_event', true);
RETURN false;
END
$activate$;
