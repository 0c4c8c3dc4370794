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
    (1, 'public.tv_forum', 'public.v_forum', false, ARRAY['pk_forum'], 'r.pk_forum = k.pk_forum',
      'jsonb_build_object(''pk_forum'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_forum(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_forum', 'public.tb_message', 'public.tb_thread']::text[], 'activate_tv_forum', 'equip_tv_forum', ARRAY['drain_tv_forum', 'refresh_tv_forum', 'rebuild_tv_forum'], 'drain_tv_forum',
      false, false, 1000),
    (2, 'public.tv_message', 'public.v_message', false, ARRAY['pk_message'], 'r.pk_message = k.pk_message',
      'jsonb_build_object(''pk_message'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_message(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_forum', 'public.tb_message', 'public.tb_thread']::text[], 'activate_tv_message', 'equip_tv_message', ARRAY['drain_tv_message', 'refresh_tv_message', 'rebuild_tv_message'], 'drain_tv_message',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_forum', ARRAY['name', 'pk_forum']::text[], ARRAY['text', 'integer']::text[], 'tviews_tb_forum', 'enqueue_tb_forum', NULL, true, 'watch_tb_forum'),
    ('public.tb_message', ARRAY['body', 'fk_answer_to', 'fk_thread', 'pk_message']::text[], ARRAY['text', 'integer', 'integer', 'integer']::text[], 'tviews_tb_message', 'enqueue_tb_message', NULL, true, 'watch_tb_message'),
    ('public.tb_thread', ARRAY['fk_forum', 'pk_thread', 'title']::text[], ARRAY['integer', 'integer', 'text']::text[], 'tviews_tb_thread', 'enqueue_tb_thread', NULL, true, 'watch_tb_thread')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_forum', 'public.tb_forum', ARRAY['f']::text[], ARRAY['pk_forum', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_forum = f.pk_forum'),
    ('public.tv_forum', 'public.tb_message', ARRAY['m']::text[], ARRAY['pk_message', 'fk_thread']::text[], false,
      'mapped', 1, ARRAY['public.tb_thread']::text[], 't.pk_thread = m.fk_thread, pk_forum = t.fk_forum'),
    ('public.tv_forum', 'public.tb_thread', ARRAY['t']::text[], ARRAY['pk_thread', 'fk_forum']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_forum = t.fk_forum'),
    ('public.tv_message', 'public.tb_forum', ARRAY['f']::text[], ARRAY['pk_forum', 'name']::text[], false,
      'mapped', 1, ARRAY['public.tb_thread', 'public.tb_message']::text[], 't.fk_forum = f.pk_forum, m.fk_thread = t.pk_thread, pk_message = m.pk_message'),
    ('public.tv_message', 'public.tb_message', ARRAY['m']::text[], ARRAY['pk_message', 'fk_thread', 'fk_answer_to', 'body']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_message = m.pk_message'),
    ('public.tv_message', 'public.tb_message', ARRAY['a']::text[], ARRAY['pk_message', 'body']::text[], false,
      'mapped', 1, ARRAY['public.tb_message']::text[], 'm.fk_answer_to = a.pk_message, pk_message = m.pk_message'),
    ('public.tv_message', 'public.tb_message', ARRAY['x']::text[], ARRAY['fk_answer_to']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_message = x.fk_answer_to'),
    ('public.tv_message', 'public.tb_thread', ARRAY['t']::text[], ARRAY['pk_thread', 'fk_forum', 'title']::text[], false,
      'mapped', 1, ARRAY['public.tb_message']::text[], 'm.fk_thread = t.pk_thread, pk_message = m.pk_message')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_forum', 'public.tb_forum', 'btree', ARRAY['pk_forum'], false, 'CREATE INDEX tb_forum_pk_forum_idx ON public.tb_forum (pk_forum);'),
    (2, 'public.tv_forum', 'public.tb_message', 'btree', ARRAY['fk_thread'], false, 'CREATE INDEX tb_message_fk_thread_idx ON public.tb_message (fk_thread);'),
    (3, 'public.tv_forum', 'public.tb_thread', 'btree', ARRAY['pk_thread'], false, 'CREATE INDEX tb_thread_pk_thread_idx ON public.tb_thread (pk_thread);'),
    (4, 'public.tv_forum', 'public.tb_thread', 'btree', ARRAY['fk_forum'], false, 'CREATE INDEX tb_thread_fk_forum_idx ON public.tb_thread (fk_forum);'),
    (5, 'public.tv_message', 'public.tb_forum', 'btree', ARRAY['pk_forum'], false, 'CREATE INDEX tb_forum_pk_forum_idx ON public.tb_forum (pk_forum);'),
    (6, 'public.tv_message', 'public.tb_thread', 'btree', ARRAY['fk_forum'], false, 'CREATE INDEX tb_thread_fk_forum_idx ON public.tb_thread (fk_forum);'),
    (7, 'public.tv_message', 'public.tb_message', 'btree', ARRAY['fk_thread'], false, 'CREATE INDEX tb_message_fk_thread_idx ON public.tb_message (fk_thread);'),
    (8, 'public.tv_message', 'public.tb_message', 'btree', ARRAY['pk_message'], false, 'CREATE INDEX tb_message_pk_message_idx ON public.tb_message (pk_message);'),
    (9, 'public.tv_message', 'public.tb_message', 'btree', ARRAY['fk_answer_to'], false, 'CREATE INDEX tb_message_fk_answer_to_idx ON public.tb_message (fk_answer_to);'),
    (10, 'public.tv_message', 'public.tb_thread', 'btree', ARRAY['pk_thread'], false, 'CREATE INDEX tb_thread_pk_thread_idx ON public.tb_thread (pk_thread);')
$function$;

-- The highest number of a class of locks.
CREATE FUNCTION tviews.built_lock_classes() RETURNS integer
LANGUAGE sql IMMUTABLE
AS 'SELECT 6';

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_forum', 'not-null', ARRAY['pk_forum']),
    ('public.tb_forum', 'unique', ARRAY['pk_forum']),
    ('public.tb_message', 'not-null', ARRAY['pk_message']),
    ('public.tb_message', 'not-null', ARRAY['fk_thread']),
    ('public.tb_message', 'unique', ARRAY['pk_message']),
    ('public.tb_thread', 'not-null', ARRAY['pk_thread']),
    ('public.tb_thread', 'unique', ARRAY['pk_thread'])
$function$;

-- public.tv_forum, key (pk_forum).
CREATE FUNCTION tviews.activate_tv_forum() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_forum', 'public.v_forum', 'pk_forum, name, threads, messages', $definition$
SELECT *
FROM (
SELECT f.pk_forum, f.name, count(DISTINCT t.pk_thread) AS threads, count(m.pk_message) AS messages
FROM tb_forum f
LEFT JOIN tb_thread t ON t.fk_forum = f.pk_forum
LEFT JOIN tb_message m ON m.fk_thread = t.pk_thread
GROUP BY f.pk_forum
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_forum') IS NULL THEN
  CREATE TABLE public.tv_forum (LIKE public.v_forum) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_forum') THEN
    INSERT INTO public.tv_forum SELECT * FROM public.v_forum;
  END IF;
  PERFORM tviews.put_key('activate_tv_forum', 'public.tv_forum', 'PRIMARY KEY (pk_forum)');
  ANALYZE public.tv_forum;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_forum', 'public.tv_forum', 'public.v_forum', 'PRIMARY KEY (pk_forum)') THEN
  IF tviews.fill_now('activate_tv_forum') THEN
    INSERT INTO public.tv_forum SELECT * FROM public.v_forum;
  END IF;
  PERFORM tviews.put_key('activate_tv_forum', 'public.tv_forum', 'PRIMARY KEY (pk_forum)');
END IF;

-- Makes the rows of public.tv_forum with these keys equal to those of public.v_forum, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_forum(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_forum, v.name, v.threads, v.messages
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_forum)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_forum AS v
        WHERE v.pk_forum = k.pk_forum
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_forum AS t (pk_forum, name, threads, messages)
      SELECT * FROM fresh
      ON CONFLICT (pk_forum)
      DO UPDATE SET name = excluded.name, threads = excluded.threads, messages = excluded.messages
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_forum)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_forum FROM fresh) AS gone (pk_forum);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_forum, v.name, v.threads, v.messages
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_forum)
      JOIN public.v_forum AS v ON v.pk_forum = k.pk_forum
    ), written AS (
      INSERT INTO public.tv_forum AS t (pk_forum, name, threads, messages)
      SELECT * FROM fresh
      ON CONFLICT (pk_forum)
      DO UPDATE SET name = excluded.name, threads = excluded.threads, messages = excluded.messages
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_forum)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_forum FROM fresh) AS gone (pk_forum);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_forum AS t
    USING unnest(v_gone) AS k (pk_forum)
    WHERE t.pk_forum = k.pk_forum;
  END IF;
END
$function$;

-- Makes all rows of public.tv_forum equal to those of public.v_forum, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_forum() RETURNS void
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
  DELETE FROM public.tv_forum AS t
  USING (
    SELECT t.pk_forum FROM public.tv_forum AS t
    EXCEPT
    SELECT v.pk_forum FROM public.v_forum AS v
  ) AS k (pk_forum)
  WHERE t.pk_forum = k.pk_forum;

  INSERT INTO public.tv_forum AS t (pk_forum, name, threads, messages)
  SELECT v.pk_forum, v.name, v.threads, v.messages
  FROM public.v_forum AS v
  ON CONFLICT (pk_forum)
  DO UPDATE SET name = excluded.name, threads = excluded.threads, messages = excluded.messages
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_forum out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_forum(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_f_pk_forum integer[];
  v_m_fk_thread integer[];
  v_t_fk_forum integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_forum f (pk_forum)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_message m (fk_thread)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_thread t (fk_forum)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_f_pk_forum, v_m_fk_thread, v_t_fk_forum, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_forum');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_forum();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_thread (pk_thread)
  IF v_m_fk_thread IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.fk_thread)))
      FROM unnest(v_m_fk_thread) AS changed (fk_thread)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_forum f: pk_forum = f.pk_forum
  IF v_f_pk_forum IS NOT NULL THEN
    v_keys := v_keys || v_f_pk_forum;
  END IF;

  -- tb_message m: t.pk_thread = m.fk_thread, pk_forum = t.fk_forum
  IF v_m_fk_thread IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT t.fk_forum
      FROM public.tb_thread AS t
      WHERE t.pk_thread = ANY (v_m_fk_thread) AND t.fk_forum IS NOT NULL
    );
  END IF;

  -- tb_thread t: pk_forum = t.fk_forum
  IF v_t_fk_forum IS NOT NULL THEN
    v_keys := v_keys || v_t_fk_forum;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.pk_forum))) FROM unnest(v_keys) AS k (pk_forum)
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
    PERFORM tviews.refresh_tv_forum(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_forum, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_forum() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_message, key (pk_message).
CREATE FUNCTION tviews.activate_tv_message() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_message', 'public.v_message', 'pk_message, body, thread, forum, answers, answered', $definition$
SELECT *
FROM (
SELECT m.pk_message, m.body, t.title AS thread, f.name AS forum, a.body AS answers,
       (SELECT count(*) FROM tb_message x WHERE x.fk_answer_to = m.pk_message) AS answered
FROM tb_message m
JOIN tb_thread t ON t.pk_thread = m.fk_thread
LEFT JOIN tb_forum f ON f.pk_forum = t.fk_forum
LEFT JOIN tb_message a ON a.pk_message = m.fk_answer_to
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_message') IS NULL THEN
  CREATE TABLE public.tv_message (LIKE public.v_message) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_message') THEN
    INSERT INTO public.tv_message SELECT * FROM public.v_message;
  END IF;
  PERFORM tviews.put_key('activate_tv_message', 'public.tv_message', 'PRIMARY KEY (pk_message)');
  ANALYZE public.tv_message;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_message', 'public.tv_message', 'public.v_message', 'PRIMARY KEY (pk_message)') THEN
  IF tviews.fill_now('activate_tv_message') THEN
    INSERT INTO public.tv_message SELECT * FROM public.v_message;
  END IF;
  PERFORM tviews.put_key('activate_tv_message', 'public.tv_message', 'PRIMARY KEY (pk_message)');
END IF;

-- Makes the rows of public.tv_message with these keys equal to those of public.v_message, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_message(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_message, v.body, v.thread, v.forum, v.answers, v.answered
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_message)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_message AS v
        WHERE v.pk_message = k.pk_message
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_message AS t (pk_message, body, thread, forum, answers, answered)
      SELECT * FROM fresh
      ON CONFLICT (pk_message)
      DO UPDATE SET body = excluded.body, thread = excluded.thread, forum = excluded.forum, answers = excluded.answers, answered = excluded.answered
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_message)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_message FROM fresh) AS gone (pk_message);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_message, v.body, v.thread, v.forum, v.answers, v.answered
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_message)
      JOIN public.v_message AS v ON v.pk_message = k.pk_message
    ), written AS (
      INSERT INTO public.tv_message AS t (pk_message, body, thread, forum, answers, answered)
      SELECT * FROM fresh
      ON CONFLICT (pk_message)
      DO UPDATE SET body = excluded.body, thread = excluded.thread, forum = excluded.forum, answers = excluded.answers, answered = excluded.answered
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_message)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_message FROM fresh) AS gone (pk_message);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_message AS t
    USING unnest(v_gone) AS k (pk_message)
    WHERE t.pk_message = k.pk_message;
  END IF;
END
$function$;

-- Makes all rows of public.tv_message equal to those of public.v_message, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_message() RETURNS void
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
  DELETE FROM public.tv_message AS t
  USING (
    SELECT t.pk_message FROM public.tv_message AS t
    EXCEPT
    SELECT v.pk_message FROM public.v_message AS v
  ) AS k (pk_message)
  WHERE t.pk_message = k.pk_message;

  INSERT INTO public.tv_message AS t (pk_message, body, thread, forum, answers, answered)
  SELECT v.pk_message, v.body, v.thread, v.forum, v.answers, v.answered
  FROM public.v_message AS v
  ON CONFLICT (pk_message)
  DO UPDATE SET body = excluded.body, thread = excluded.thread, forum = excluded.forum, answers = excluded.answers, answered = excluded.answered
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_message out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_message(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_f_pk_forum integer[];
  v_m_pk_message integer[];
  v_a_pk_message integer[];
  v_x_fk_answer_to integer[];
  v_t_pk_thread integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_forum f (pk_forum)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_message m (pk_message)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_message a (pk_message)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_message x (fk_answer_to)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_thread t (pk_thread)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_f_pk_forum, v_m_pk_message, v_a_pk_message, v_x_fk_answer_to, v_t_pk_thread, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(3), tviews.class_lock_id(4), tviews.class_lock_id(5), tviews.class_lock_id(6)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_message');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_message();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_message (fk_answer_to), public.tb_thread (fk_forum)
  IF v_f_pk_forum IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(4, hash_record(ROW (changed.pk_forum)))
      FROM unnest(v_f_pk_forum) AS changed (pk_forum)
    );
  END IF;
  IF v_a_pk_message IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(3, hash_record(ROW (changed.pk_message)))
      FROM unnest(v_a_pk_message) AS changed (pk_message)
    );
  END IF;
  v_held := v_held || tviews.hold(tviews.links_between(v_links, 3, 4), v_lookups, p_most - cardinality(v_held));

  -- Looked up below, and changed by this transaction: public.tb_message (fk_thread)
  v_lookups := '{}';
  IF v_f_pk_forum IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(5, hash_record(ROW (t.pk_thread)))
      FROM public.tb_thread AS t
      WHERE t.fk_forum = ANY (v_f_pk_forum)
    );
  END IF;
  IF v_t_pk_thread IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(5, hash_record(ROW (changed.pk_thread)))
      FROM unnest(v_t_pk_thread) AS changed (pk_thread)
    );
  END IF;
  v_held := v_held || tviews.hold(tviews.links_between(v_links, 5, 5), v_lookups, p_most - cardinality(v_held));

  -- tb_forum f: t.fk_forum = f.pk_forum, m.fk_thread = t.pk_thread, pk_message = m.pk_message
  IF v_f_pk_forum IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT m.pk_message
      FROM public.tb_thread AS t
      JOIN public.tb_message AS m ON m.fk_thread = t.pk_thread
      WHERE t.fk_forum = ANY (v_f_pk_forum)
    );
  END IF;

  -- tb_message m: pk_message = m.pk_message
  IF v_m_pk_message IS NOT NULL THEN
    v_keys := v_keys || v_m_pk_message;
  END IF;

  -- tb_message a: m.fk_answer_to = a.pk_message, pk_message = m.pk_message
  IF v_a_pk_message IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT m.pk_message
      FROM public.tb_message AS m
      WHERE m.fk_answer_to = ANY (v_a_pk_message)
    );
  END IF;

  -- tb_message x: pk_message = x.fk_answer_to
  IF v_x_fk_answer_to IS NOT NULL THEN
    v_keys := v_keys || v_x_fk_answer_to;
  END IF;

  -- tb_thread t: m.fk_thread = t.pk_thread, pk_message = m.pk_message
  IF v_t_pk_thread IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT m.pk_message
      FROM public.tb_message AS m
      WHERE m.fk_thread = ANY (v_t_pk_thread)
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(6, hash_record(ROW (k.pk_message))) FROM unnest(v_keys) AS k (pk_message)
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
    PERFORM tviews.refresh_tv_message(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_message, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_message() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_forum.
CREATE FUNCTION tviews.watch_tb_forum() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_forum puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_forum() RETURNS trigger
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
      -- What tv_forum, tv_message reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_forum, r.name FROM old_rows AS r),
      after AS (SELECT r.pk_forum, r.name FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_forum f (pk_forum)', array_agg(DISTINCT r.pk_forum)::text[]
      FROM changed AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_forum f (pk_forum)', array_agg(DISTINCT r.pk_forum)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_forum f (pk_forum)', array_agg(r.pk_forum)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_forum f (pk_forum)', array_agg(r.pk_forum)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_forum', 'enqueue_tb_forum', 'tviews_tb_forum', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_message.
CREATE FUNCTION tviews.watch_tb_message() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_message puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_message() RETURNS trigger
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
      -- What tv_forum reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_message, r.fk_thread FROM old_rows AS r),
      after_1 AS (SELECT r.pk_message, r.fk_thread FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_message reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_message, r.fk_thread, r.fk_answer_to, r.body FROM old_rows AS r),
      after_2 AS (SELECT r.pk_message, r.fk_thread, r.fk_answer_to, r.body FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      ),
      -- What tv_message reads of the rows before and after, and where that differs.
      before_3 AS (SELECT r.pk_message, r.body FROM old_rows AS r),
      after_3 AS (SELECT r.pk_message, r.body FROM new_rows AS r),
      changed_3 AS (
        (TABLE before_3 EXCEPT ALL TABLE after_3) UNION ALL (TABLE after_3 EXCEPT ALL TABLE before_3)
      ),
      -- What tv_message reads of the rows before and after, and where that differs.
      before_4 AS (SELECT r.fk_answer_to FROM old_rows AS r),
      after_4 AS (SELECT r.fk_answer_to FROM new_rows AS r),
      changed_4 AS (
        (TABLE before_4 EXCEPT ALL TABLE after_4) UNION ALL (TABLE after_4 EXCEPT ALL TABLE before_4)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_message m (fk_thread)', array_agg(DISTINCT r.fk_thread)::text[],
        NULL::bigint[]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_message m (pk_message)', array_agg(DISTINCT r.pk_message)::text[],
        array_agg(DISTINCT tviews.lock_id(3, hash_record(ROW (r.fk_answer_to))))
          || array_agg(DISTINCT tviews.lock_id(5, hash_record(ROW (r.fk_thread))))
      FROM changed_2 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_message a (pk_message)', array_agg(DISTINCT r.pk_message)::text[],
        NULL::bigint[]
      FROM changed_3 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_message x (fk_answer_to)', array_agg(DISTINCT r.fk_answer_to)::text[],
        array_agg(DISTINCT tviews.lock_id(3, hash_record(ROW (r.fk_answer_to))))
      FROM changed_4 AS r WHERE r.fk_answer_to IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_message m (fk_thread)', array_agg(DISTINCT r.fk_thread)::text[],
        NULL::bigint[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_message m (pk_message)', array_agg(r.pk_message)::text[],
        array_agg(DISTINCT tviews.lock_id(3, hash_record(ROW (r.fk_answer_to))))
          || array_agg(DISTINCT tviews.lock_id(5, hash_record(ROW (r.fk_thread))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_message a (pk_message)', array_agg(r.pk_message)::text[],
        NULL::bigint[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_message x (fk_answer_to)', array_agg(DISTINCT r.fk_answer_to)::text[],
        array_agg(DISTINCT tviews.lock_id(3, hash_record(ROW (r.fk_answer_to))))
      FROM changed_rows AS r WHERE r.fk_answer_to IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_message', 'enqueue_tb_message', 'tviews_tb_message', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_thread.
CREATE FUNCTION tviews.watch_tb_thread() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_thread puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_thread() RETURNS trigger
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
      -- What tv_forum reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_thread, r.fk_forum FROM old_rows AS r),
      after_1 AS (SELECT r.pk_thread, r.fk_forum FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_message reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_thread, r.fk_forum, r.title FROM old_rows AS r),
      after_2 AS (SELECT r.pk_thread, r.fk_forum, r.title FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_thread t (fk_forum)', array_agg(DISTINCT r.fk_forum)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.pk_thread))))
      FROM changed_1 AS r WHERE r.fk_forum IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_thread t (pk_thread)', array_agg(DISTINCT r.pk_thread)::text[],
        array_agg(DISTINCT tviews.lock_id(4, hash_record(ROW (r.fk_forum))))
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_thread t (fk_forum)', array_agg(DISTINCT r.fk_forum)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.pk_thread))))
      FROM changed_rows AS r WHERE r.fk_forum IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_thread t (pk_thread)', array_agg(r.pk_thread)::text[],
        array_agg(DISTINCT tviews.lock_id(4, hash_record(ROW (r.fk_forum))))
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_thread', 'enqueue_tb_thread', 'tviews_tb_thread', true);
RETURN false;
END
$activate$;
