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
    (1, 'public.tv_album', 'public.v_album', false, ARRAY['pk_album'], 'r.pk_album = k.pk_album',
      'jsonb_build_object(''pk_album'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_album(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_album', 'public.tb_track']::text[], 'activate_tv_album', 'equip_tv_album', ARRAY['drain_tv_album', 'refresh_tv_album', 'rebuild_tv_album'], 'drain_tv_album',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_album', ARRAY['id', 'pk_album', 'title']::text[], ARRAY['uuid', 'integer', 'text']::text[], 'tviews_tb_album', 'enqueue_tb_album', NULL, true, 'watch_tb_album'),
    ('public.tb_track', ARRAY['bonus', 'fk_album', 'pk_track', 'seconds', 'title']::text[], ARRAY['boolean', 'integer', 'integer', 'integer', 'text']::text[], 'tviews_tb_track', 'enqueue_tb_track', NULL, true, 'watch_tb_track')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_album', 'public.tb_album', ARRAY['a']::text[], ARRAY['pk_album', 'id', 'title']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_album = a.pk_album'),
    ('public.tv_album', 'public.tb_track', ARRAY['t']::text[], ARRAY['pk_track', 'fk_album', 'title', 'seconds', 'bonus']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_album = t.fk_album')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_album', 'public.tb_album', 'btree', ARRAY['pk_album'], false, 'CREATE INDEX tb_album_pk_album_idx ON public.tb_album (pk_album);'),
    (2, 'public.tv_album', 'public.tb_track', 'btree', ARRAY['fk_album'], false, 'CREATE INDEX tb_track_fk_album_idx ON public.tb_track (fk_album);')
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
    ('public.tb_album', 'not-null', ARRAY['pk_album']),
    ('public.tb_album', 'unique', ARRAY['pk_album']),
    ('public.tb_track', 'not-null', ARRAY['fk_album'])
$function$;

-- public.tv_album, key (pk_album).
CREATE FUNCTION tviews.activate_tv_album() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_album', 'public.v_album', 'pk_album, id, data', $definition$
SELECT *
FROM (
WITH length AS (
  SELECT t.fk_album, sum(t.seconds) AS seconds, jsonb_agg(t.title ORDER BY t.pk_track) AS titles
  FROM tb_track t
  WHERE NOT t.bonus
  GROUP BY t.fk_album
)
SELECT a.pk_album, a.id, jsonb_build_object('title', a.title, 'seconds', l.seconds, 'tracks', l.titles) AS data
FROM tb_album a
LEFT JOIN length l ON l.fk_album = a.pk_album
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_album') IS NULL THEN
  CREATE TABLE public.tv_album (LIKE public.v_album) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_album') THEN
    INSERT INTO public.tv_album SELECT * FROM public.v_album;
  END IF;
  PERFORM tviews.put_key('activate_tv_album', 'public.tv_album', 'PRIMARY KEY (pk_album)');
  ANALYZE public.tv_album;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_album', 'public.tv_album', 'public.v_album', 'PRIMARY KEY (pk_album)') THEN
  IF tviews.fill_now('activate_tv_album') THEN
    INSERT INTO public.tv_album SELECT * FROM public.v_album;
  END IF;
  PERFORM tviews.put_key('activate_tv_album', 'public.tv_album', 'PRIMARY KEY (pk_album)');
END IF;

-- Makes the rows of public.tv_album with these keys equal to those of public.v_album, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_album(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_album, v.id, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_album)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_album AS v
        WHERE v.pk_album = k.pk_album
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_album AS t (pk_album, id, data)
      SELECT * FROM fresh
      ON CONFLICT (pk_album)
      DO UPDATE SET id = excluded.id, data = excluded.data
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_album)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_album FROM fresh) AS gone (pk_album);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_album, v.id, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_album)
      JOIN public.v_album AS v ON v.pk_album = k.pk_album
    ), written AS (
      INSERT INTO public.tv_album AS t (pk_album, id, data)
      SELECT * FROM fresh
      ON CONFLICT (pk_album)
      DO UPDATE SET id = excluded.id, data = excluded.data
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_album)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_album FROM fresh) AS gone (pk_album);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_album AS t
    USING unnest(v_gone) AS k (pk_album)
    WHERE t.pk_album = k.pk_album;
  END IF;
END
$function$;

-- Makes all rows of public.tv_album equal to those of public.v_album, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_album() RETURNS void
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
  DELETE FROM public.tv_album AS t
  USING (
    SELECT t.pk_album FROM public.tv_album AS t
    EXCEPT
    SELECT v.pk_album FROM public.v_album AS v
  ) AS k (pk_album)
  WHERE t.pk_album = k.pk_album;

  INSERT INTO public.tv_album AS t (pk_album, id, data)
  SELECT v.pk_album, v.id, v.data
  FROM public.v_album AS v
  ON CONFLICT (pk_album)
  DO UPDATE SET id = excluded.id, data = excluded.data
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_album out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_album(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_a_pk_album integer[];
  v_t_fk_album integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_album a (pk_album)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_track t (fk_album)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_a_pk_album, v_t_fk_album, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_album');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_album();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_album a: pk_album = a.pk_album
  IF v_a_pk_album IS NOT NULL THEN
    v_keys := v_keys || v_a_pk_album;
  END IF;

  -- tb_track t: pk_album = t.fk_album
  IF v_t_fk_album IS NOT NULL THEN
    v_keys := v_keys || v_t_fk_album;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.pk_album))) FROM unnest(v_keys) AS k (pk_album)
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
    PERFORM tviews.refresh_tv_album(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_album, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_album() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT ARRAY[
  -- documents are fetched by their public id
  ARRAY[$definition$CREATE INDEX ON public.tv_album USING btree (id)$definition$, NULL, 'id']
]
$activate$;

-- The triggers of public.tb_album.
CREATE FUNCTION tviews.watch_tb_album() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_album puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_album() RETURNS trigger
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
      -- What tv_album reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_album, r.id, r.title FROM old_rows AS r),
      after AS (SELECT r.pk_album, r.id, r.title FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_album a (pk_album)', array_agg(DISTINCT r.pk_album)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_album a (pk_album)', array_agg(r.pk_album)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_album', 'enqueue_tb_album', 'tviews_tb_album', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_track.
CREATE FUNCTION tviews.watch_tb_track() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_track puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_track() RETURNS trigger
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
      -- What tv_album reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_track, r.fk_album, r.title, r.seconds, r.bonus FROM old_rows AS r),
      after AS (SELECT r.pk_track, r.fk_album, r.title, r.seconds, r.bonus FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_track t (fk_album)', array_agg(DISTINCT r.fk_album)::text[]
      FROM changed AS r WHERE NOT r.bonus
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_track t (fk_album)', array_agg(DISTINCT r.fk_album)::text[]
      FROM changed_rows AS r WHERE NOT r.bonus
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_track', 'enqueue_tb_track', 'tviews_tb_track', true);
RETURN false;
END
$activate$;
