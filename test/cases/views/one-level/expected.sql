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
    (1, 'public.tv_note', 'public.v_note', false, ARRAY['pk_note'], 'r.pk_note = k.pk_note',
      'jsonb_build_object(''pk_note'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_note(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_note', 'public.tb_user']::text[], 'activate_tv_note', 'equip_tv_note', ARRAY['drain_tv_note', 'refresh_tv_note', 'rebuild_tv_note'], 'drain_tv_note',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_note', ARRAY['body', 'fk_user', 'pk_note', 'secret']::text[], ARRAY['text', 'integer', 'integer', 'boolean']::text[], 'tviews_tb_note', 'enqueue_tb_note', NULL, true, 'watch_tb_note'),
    ('public.tb_user', ARRAY['blocked', 'first_name', 'last_name', 'pk_user']::text[], ARRAY['boolean', 'text', 'text', 'integer']::text[], 'tviews_tb_user', 'enqueue_tb_user', NULL, true, 'watch_tb_user')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_note', 'public.tb_note', ARRAY['tb_note']::text[], ARRAY['pk_note', 'fk_user', 'body', 'secret']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_note = tb_note.pk_note'),
    ('public.tv_note', 'public.tb_user', ARRAY['tb_user']::text[], ARRAY['pk_user', 'first_name', 'last_name', 'blocked']::text[], false,
      'mapped', 1, ARRAY['public.tb_note']::text[], 'tb_note.fk_user = tb_user.pk_user AND NOT tb_note.secret, pk_note = tb_note.pk_note')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_note', 'public.tb_note', 'btree', ARRAY['pk_note'], false, 'CREATE INDEX tb_note_pk_note_idx ON public.tb_note (pk_note);'),
    (2, 'public.tv_note', 'public.tb_user', 'btree', ARRAY['pk_user'], false, 'CREATE INDEX tb_user_pk_user_idx ON public.tb_user (pk_user);'),
    (3, 'public.tv_note', 'public.tb_note', 'btree', ARRAY['fk_user'], false, 'CREATE INDEX tb_note_fk_user_idx ON public.tb_note (fk_user);')
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
    ('public.tb_note', 'not-null', ARRAY['pk_note']),
    ('public.tb_note', 'unique', ARRAY['pk_note']),
    ('public.tb_user', 'not-null', ARRAY['pk_user']),
    ('public.tb_user', 'unique', ARRAY['pk_user'])
$function$;

-- public.tv_note, key (pk_note).
CREATE FUNCTION tviews.activate_tv_note() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_note', 'public.v_note', 'pk_note, data', $definition$
SELECT *
FROM (
SELECT n.pk_note, jsonb_build_object('body', n.body, 'by', u.full_name) AS data
FROM open_note n
LEFT JOIN active_user u ON u.user_no = n.fk_user
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_note') IS NULL THEN
  CREATE TABLE public.tv_note (LIKE public.v_note) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_note') THEN
    INSERT INTO public.tv_note SELECT * FROM public.v_note;
  END IF;
  PERFORM tviews.put_key('activate_tv_note', 'public.tv_note', 'PRIMARY KEY (pk_note)');
  ANALYZE public.tv_note;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_note', 'public.tv_note', 'public.v_note', 'PRIMARY KEY (pk_note)') THEN
  IF tviews.fill_now('activate_tv_note') THEN
    INSERT INTO public.tv_note SELECT * FROM public.v_note;
  END IF;
  PERFORM tviews.put_key('activate_tv_note', 'public.tv_note', 'PRIMARY KEY (pk_note)');
END IF;

-- Makes the rows of public.tv_note with these keys equal to those of public.v_note, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_note(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_note, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_note)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_note AS v
        WHERE v.pk_note = k.pk_note
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_note AS t (pk_note, data)
      SELECT * FROM fresh
      ON CONFLICT (pk_note)
      DO UPDATE SET data = excluded.data
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_note)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_note FROM fresh) AS gone (pk_note);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_note, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_note)
      JOIN public.v_note AS v ON v.pk_note = k.pk_note
    ), written AS (
      INSERT INTO public.tv_note AS t (pk_note, data)
      SELECT * FROM fresh
      ON CONFLICT (pk_note)
      DO UPDATE SET data = excluded.data
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_note)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_note FROM fresh) AS gone (pk_note);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_note AS t
    USING unnest(v_gone) AS k (pk_note)
    WHERE t.pk_note = k.pk_note;
  END IF;
END
$function$;

-- Makes all rows of public.tv_note equal to those of public.v_note, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_note() RETURNS void
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
  DELETE FROM public.tv_note AS t
  USING (
    SELECT t.pk_note FROM public.tv_note AS t
    EXCEPT
    SELECT v.pk_note FROM public.v_note AS v
  ) AS k (pk_note)
  WHERE t.pk_note = k.pk_note;

  INSERT INTO public.tv_note AS t (pk_note, data)
  SELECT v.pk_note, v.data
  FROM public.v_note AS v
  ON CONFLICT (pk_note)
  DO UPDATE SET data = excluded.data
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_note out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_note(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_tb_note_pk_note integer[];
  v_tb_user_pk_user integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_note (pk_note)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_user (pk_user)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_tb_note_pk_note, v_tb_user_pk_user, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_note');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_note();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_note (fk_user)
  IF v_tb_user_pk_user IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.pk_user)))
      FROM unnest(v_tb_user_pk_user) AS changed (pk_user)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_note: pk_note = tb_note.pk_note
  IF v_tb_note_pk_note IS NOT NULL THEN
    v_keys := v_keys || v_tb_note_pk_note;
  END IF;

  -- tb_user: tb_note.fk_user = tb_user.pk_user AND NOT tb_note.secret, pk_note = tb_note.pk_note
  IF v_tb_user_pk_user IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT tb_note.pk_note
      FROM public.tb_note AS tb_note
      WHERE tb_note.fk_user = ANY (v_tb_user_pk_user) AND NOT tb_note.secret
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.pk_note))) FROM unnest(v_keys) AS k (pk_note)
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
    PERFORM tviews.refresh_tv_note(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_note, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_note() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_note.
CREATE FUNCTION tviews.watch_tb_note() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_note puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_note() RETURNS trigger
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
      -- What tv_note reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_note, r.fk_user, r.body, r.secret FROM old_rows AS r),
      after AS (SELECT r.pk_note, r.fk_user, r.body, r.secret FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_note (pk_note)', array_agg(DISTINCT r.pk_note)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_user))))
      FROM changed AS r WHERE NOT r.secret
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_note (pk_note)', array_agg(r.pk_note)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_user))))
      FROM changed_rows AS r WHERE NOT r.secret
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_note', 'enqueue_tb_note', 'tviews_tb_note', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_user.
CREATE FUNCTION tviews.watch_tb_user() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_user puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_user() RETURNS trigger
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
      -- What tv_note reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_user, r.first_name, r.last_name, r.blocked FROM old_rows AS r),
      after AS (SELECT r.pk_user, r.first_name, r.last_name, r.blocked FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_user (pk_user)', array_agg(DISTINCT r.pk_user)::text[]
      FROM changed AS r WHERE NOT r.blocked
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_user (pk_user)', array_agg(r.pk_user)::text[]
      FROM changed_rows AS r WHERE NOT r.blocked
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_user', 'enqueue_tb_user', 'tviews_tb_user', true);
RETURN false;
END
$activate$;
