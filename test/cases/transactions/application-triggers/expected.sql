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
    (1, 'public.tv_log', 'public.v_log', false, ARRAY['line'], 'r.line = k.line',
      'jsonb_build_object(''line'', CAST($1[1][n] AS text))', 'tviews.refresh_tv_log(ARRAY(SELECT unnest($1[1:1]))::text[])',
      ARRAY['public.tb_log']::text[], 'activate_tv_log', 'equip_tv_log', ARRAY['drain_tv_log', 'refresh_tv_log', 'rebuild_tv_log'], 'drain_tv_log',
      false, false, 1000),
    (2, 'public.tv_topic', 'public.v_topic', false, ARRAY['pk_topic'], 'r.pk_topic = k.pk_topic',
      'jsonb_build_object(''pk_topic'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_topic(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_reply', 'public.tb_topic']::text[], 'activate_tv_topic', 'equip_tv_topic', ARRAY['drain_tv_topic', 'refresh_tv_topic', 'rebuild_tv_topic'], 'drain_tv_topic',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_log', ARRAY['line']::text[], ARRAY['text']::text[], 'tviews_tb_log', 'enqueue_tb_log', NULL, true, 'watch_tb_log'),
    ('public.tb_reply', ARRAY['body', 'fk_topic', 'pk_reply']::text[], ARRAY['text', 'integer', 'integer']::text[], 'tviews_tb_reply', 'enqueue_tb_reply', NULL, true, 'watch_tb_reply'),
    ('public.tb_topic', ARRAY['pk_topic', 'replies', 'slug', 'title']::text[], ARRAY['integer', 'integer', 'text', 'text']::text[], 'tviews_tb_topic', 'enqueue_tb_topic', NULL, true, 'watch_tb_topic')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_log', 'public.tb_log', ARRAY['tb_log']::text[], ARRAY['line']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'line = tb_log.line'),
    ('public.tv_topic', 'public.tb_reply', ARRAY['r']::text[], ARRAY['pk_reply', 'fk_topic', 'body']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_topic = r.fk_topic'),
    ('public.tv_topic', 'public.tb_topic', ARRAY['t']::text[], ARRAY['pk_topic', 'title', 'slug', 'replies']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_topic = t.pk_topic')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_log', 'public.tb_log', 'btree', ARRAY['line'], false, 'CREATE INDEX tb_log_line_idx ON public.tb_log (line);'),
    (2, 'public.tv_topic', 'public.tb_reply', 'btree', ARRAY['fk_topic'], false, 'CREATE INDEX tb_reply_fk_topic_idx ON public.tb_reply (fk_topic);'),
    (3, 'public.tv_topic', 'public.tb_topic', 'btree', ARRAY['pk_topic'], false, 'CREATE INDEX tb_topic_pk_topic_idx ON public.tb_topic (pk_topic);')
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
    ('public.tb_log', 'not-null', ARRAY['line']),
    ('public.tb_reply', 'not-null', ARRAY['fk_topic']),
    ('public.tb_topic', 'not-null', ARRAY['pk_topic']),
    ('public.tb_topic', 'unique', ARRAY['pk_topic'])
$function$;

-- public.tv_log, key (line).
CREATE FUNCTION tviews.activate_tv_log() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_log', 'public.v_log', 'line, times', $definition$
SELECT *
FROM (
SELECT line, count(*) AS times FROM tb_log GROUP BY line
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_log') IS NULL THEN
  CREATE TABLE public.tv_log (LIKE public.v_log) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_log') THEN
    INSERT INTO public.tv_log SELECT * FROM public.v_log;
  END IF;
  PERFORM tviews.put_key('activate_tv_log', 'public.tv_log', 'PRIMARY KEY (line)');
  ANALYZE public.tv_log;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_log', 'public.tv_log', 'public.v_log', 'PRIMARY KEY (line)') THEN
  IF tviews.fill_now('activate_tv_log') THEN
    INSERT INTO public.tv_log SELECT * FROM public.v_log;
  END IF;
  PERFORM tviews.put_key('activate_tv_log', 'public.tv_log', 'PRIMARY KEY (line)');
END IF;

-- Makes the rows of public.tv_log with these keys equal to those of public.v_log, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_log(p_keys text[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone text[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.line, v.times
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (line)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_log AS v
        WHERE v.line = k.line
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_log AS t (line, times)
      SELECT * FROM fresh
      ON CONFLICT (line)
      DO UPDATE SET times = excluded.times
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.line)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.line FROM fresh) AS gone (line);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.line, v.times
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (line)
      JOIN public.v_log AS v ON v.line = k.line
    ), written AS (
      INSERT INTO public.tv_log AS t (line, times)
      SELECT * FROM fresh
      ON CONFLICT (line)
      DO UPDATE SET times = excluded.times
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.line)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.line FROM fresh) AS gone (line);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_log AS t
    USING unnest(v_gone) AS k (line)
    WHERE t.line = k.line;
  END IF;
END
$function$;

-- Makes all rows of public.tv_log equal to those of public.v_log, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_log() RETURNS void
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
  DELETE FROM public.tv_log AS t
  USING (
    SELECT t.line FROM public.tv_log AS t
    EXCEPT
    SELECT v.line FROM public.v_log AS v
  ) AS k (line)
  WHERE t.line = k.line;

  INSERT INTO public.tv_log AS t (line, times)
  SELECT v.line, v.times
  FROM public.v_log AS v
  ON CONFLICT (line)
  DO UPDATE SET times = excluded.times
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_log out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_log(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_tb_log_line text[];
  v_keys text[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_log (line)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_tb_log_line, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_log');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_log();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_log: line = tb_log.line
  IF v_tb_log_line IS NOT NULL THEN
    v_keys := v_keys || v_tb_log_line;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.line))) FROM unnest(v_keys) AS k (line)
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
    PERFORM tviews.refresh_tv_log(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_log, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_log() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_topic, key (pk_topic).
CREATE FUNCTION tviews.activate_tv_topic() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_topic', 'public.v_topic', 'pk_topic, slug, data', $definition$
SELECT *
FROM (
SELECT t.pk_topic, t.slug, jsonb_build_object('title', t.title, 'replies', t.replies,
       'bodies', (SELECT jsonb_agg(r.body ORDER BY r.pk_reply) FROM tb_reply r WHERE r.fk_topic = t.pk_topic)) AS data
FROM tb_topic t
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_topic') IS NULL THEN
  CREATE TABLE public.tv_topic (LIKE public.v_topic) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_topic') THEN
    INSERT INTO public.tv_topic SELECT * FROM public.v_topic;
  END IF;
  PERFORM tviews.put_key('activate_tv_topic', 'public.tv_topic', 'PRIMARY KEY (pk_topic)');
  ANALYZE public.tv_topic;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_topic', 'public.tv_topic', 'public.v_topic', 'PRIMARY KEY (pk_topic)') THEN
  IF tviews.fill_now('activate_tv_topic') THEN
    INSERT INTO public.tv_topic SELECT * FROM public.v_topic;
  END IF;
  PERFORM tviews.put_key('activate_tv_topic', 'public.tv_topic', 'PRIMARY KEY (pk_topic)');
END IF;

-- Makes the rows of public.tv_topic with these keys equal to those of public.v_topic, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_topic(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_topic, v.slug, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_topic)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_topic AS v
        WHERE v.pk_topic = k.pk_topic
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_topic AS t (pk_topic, slug, data)
      SELECT * FROM fresh
      ON CONFLICT (pk_topic)
      DO UPDATE SET slug = excluded.slug, data = excluded.data
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_topic)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_topic FROM fresh) AS gone (pk_topic);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_topic, v.slug, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_topic)
      JOIN public.v_topic AS v ON v.pk_topic = k.pk_topic
    ), written AS (
      INSERT INTO public.tv_topic AS t (pk_topic, slug, data)
      SELECT * FROM fresh
      ON CONFLICT (pk_topic)
      DO UPDATE SET slug = excluded.slug, data = excluded.data
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_topic)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_topic FROM fresh) AS gone (pk_topic);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_topic AS t
    USING unnest(v_gone) AS k (pk_topic)
    WHERE t.pk_topic = k.pk_topic;
  END IF;
END
$function$;

-- Makes all rows of public.tv_topic equal to those of public.v_topic, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_topic() RETURNS void
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
  DELETE FROM public.tv_topic AS t
  USING (
    SELECT t.pk_topic FROM public.tv_topic AS t
    EXCEPT
    SELECT v.pk_topic FROM public.v_topic AS v
  ) AS k (pk_topic)
  WHERE t.pk_topic = k.pk_topic;

  INSERT INTO public.tv_topic AS t (pk_topic, slug, data)
  SELECT v.pk_topic, v.slug, v.data
  FROM public.v_topic AS v
  ON CONFLICT (pk_topic)
  DO UPDATE SET slug = excluded.slug, data = excluded.data
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_topic out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_topic(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_r_fk_topic integer[];
  v_t_pk_topic integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_reply r (fk_topic)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_topic t (pk_topic)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_r_fk_topic, v_t_pk_topic, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_topic');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_topic();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_reply r: pk_topic = r.fk_topic
  IF v_r_fk_topic IS NOT NULL THEN
    v_keys := v_keys || v_r_fk_topic;
  END IF;

  -- tb_topic t: pk_topic = t.pk_topic
  IF v_t_pk_topic IS NOT NULL THEN
    v_keys := v_keys || v_t_pk_topic;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.pk_topic))) FROM unnest(v_keys) AS k (pk_topic)
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
    PERFORM tviews.refresh_tv_topic(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_topic, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_topic() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_log.
CREATE FUNCTION tviews.watch_tb_log() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_log puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_log() RETURNS trigger
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
      -- What tv_log reads of the rows before and after, and where that differs.
      before AS (SELECT r.line FROM old_rows AS r),
      after AS (SELECT r.line FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_log (line)', array_agg(DISTINCT r.line)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_log (line)', array_agg(DISTINCT r.line)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_log', 'enqueue_tb_log', 'tviews_tb_log', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_reply.
CREATE FUNCTION tviews.watch_tb_reply() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_reply puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_reply() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[2]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_topic reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_reply, r.fk_topic, r.body FROM old_rows AS r),
      after AS (SELECT r.pk_reply, r.fk_topic, r.body FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_reply r (fk_topic)', array_agg(DISTINCT r.fk_topic)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_reply r (fk_topic)', array_agg(DISTINCT r.fk_topic)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_reply', 'enqueue_tb_reply', 'tviews_tb_reply', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_topic.
CREATE FUNCTION tviews.watch_tb_topic() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_topic puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_topic() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[2]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_topic reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_topic, r.title, r.slug, r.replies FROM old_rows AS r),
      after AS (SELECT r.pk_topic, r.title, r.slug, r.replies FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_topic t (pk_topic)', array_agg(DISTINCT r.pk_topic)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_topic t (pk_topic)', array_agg(r.pk_topic)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_topic', 'enqueue_tb_topic', 'tviews_tb_topic', true);
RETURN false;
END
$activate$;
