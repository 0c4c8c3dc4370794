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
    (1, 'public.tv_artist', 'public.v_artist', false, ARRAY['pk_artist'], 'r.pk_artist = k.pk_artist',
      'jsonb_build_object(''pk_artist'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_artist(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_artist', 'public.tb_song']::text[], 'activate_tv_artist', 'equip_tv_artist', ARRAY['drain_tv_artist', 'refresh_tv_artist', 'rebuild_tv_artist'], 'drain_tv_artist',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_artist', ARRAY['name', 'pk_artist']::text[], ARRAY['text', 'integer']::text[], 'tviews_tb_artist', 'enqueue_tb_artist', NULL, true, 'watch_tb_artist'),
    ('public.tb_song', ARRAY['fk_artist', 'pk_song', 'title']::text[], ARRAY['integer', 'integer', 'text']::text[], 'tviews_tb_song', 'enqueue_tb_song', NULL, true, 'watch_tb_song')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_artist', 'public.tb_artist', ARRAY['a']::text[], ARRAY['pk_artist', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_artist = a.pk_artist'),
    ('public.tv_artist', 'public.tb_song', ARRAY['s']::text[], ARRAY['pk_song', 'fk_artist', 'title']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_artist = s.fk_artist')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_artist', 'public.tb_artist', 'btree', ARRAY['pk_artist'], false, 'CREATE INDEX tb_artist_pk_artist_idx ON public.tb_artist (pk_artist);'),
    (2, 'public.tv_artist', 'public.tb_song', 'btree', ARRAY['fk_artist'], false, 'CREATE INDEX tb_song_fk_artist_idx ON public.tb_song (fk_artist);')
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
    ('public.tb_artist', 'not-null', ARRAY['pk_artist']),
    ('public.tb_artist', 'unique', ARRAY['pk_artist'])
$function$;

-- public.tv_artist, key (pk_artist).
CREATE FUNCTION tviews.activate_tv_artist() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_artist', 'public.v_artist', 'pk_artist, name, songs', $definition$
SELECT *
FROM (
SELECT a.pk_artist, a.name, (SELECT jsonb_agg(s.title ORDER BY s.title, s.pk_song) FROM tb_song s WHERE s.fk_artist = a.pk_artist) AS songs
FROM tb_artist a
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_artist') IS NULL THEN
  CREATE TABLE public.tv_artist (LIKE public.v_artist) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_artist') THEN
    INSERT INTO public.tv_artist SELECT * FROM public.v_artist;
  END IF;
  PERFORM tviews.put_key('activate_tv_artist', 'public.tv_artist', 'PRIMARY KEY (pk_artist)');
  ANALYZE public.tv_artist;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_artist', 'public.tv_artist', 'public.v_artist', 'PRIMARY KEY (pk_artist)') THEN
  IF tviews.fill_now('activate_tv_artist') THEN
    INSERT INTO public.tv_artist SELECT * FROM public.v_artist;
  END IF;
  PERFORM tviews.put_key('activate_tv_artist', 'public.tv_artist', 'PRIMARY KEY (pk_artist)');
END IF;

-- Makes the rows of public.tv_artist with these keys equal to those of public.v_artist, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_artist(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_artist, v.name, v.songs
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_artist)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_artist AS v
        WHERE v.pk_artist = k.pk_artist
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_artist AS t (pk_artist, name, songs)
      SELECT * FROM fresh
      ON CONFLICT (pk_artist)
      DO UPDATE SET name = excluded.name, songs = excluded.songs
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_artist)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_artist FROM fresh) AS gone (pk_artist);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_artist, v.name, v.songs
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_artist)
      JOIN public.v_artist AS v ON v.pk_artist = k.pk_artist
    ), written AS (
      INSERT INTO public.tv_artist AS t (pk_artist, name, songs)
      SELECT * FROM fresh
      ON CONFLICT (pk_artist)
      DO UPDATE SET name = excluded.name, songs = excluded.songs
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_artist)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_artist FROM fresh) AS gone (pk_artist);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_artist AS t
    USING unnest(v_gone) AS k (pk_artist)
    WHERE t.pk_artist = k.pk_artist;
  END IF;
END
$function$;

-- Makes all rows of public.tv_artist equal to those of public.v_artist, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_artist() RETURNS void
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
  DELETE FROM public.tv_artist AS t
  USING (
    SELECT t.pk_artist FROM public.tv_artist AS t
    EXCEPT
    SELECT v.pk_artist FROM public.v_artist AS v
  ) AS k (pk_artist)
  WHERE t.pk_artist = k.pk_artist;

  INSERT INTO public.tv_artist AS t (pk_artist, name, songs)
  SELECT v.pk_artist, v.name, v.songs
  FROM public.v_artist AS v
  ON CONFLICT (pk_artist)
  DO UPDATE SET name = excluded.name, songs = excluded.songs
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_artist out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_artist(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_a_pk_artist integer[];
  v_s_fk_artist integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_artist a (pk_artist)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_song s (fk_artist)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_a_pk_artist, v_s_fk_artist, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_artist');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_artist();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_artist a: pk_artist = a.pk_artist
  IF v_a_pk_artist IS NOT NULL THEN
    v_keys := v_keys || v_a_pk_artist;
  END IF;

  -- tb_song s: pk_artist = s.fk_artist
  IF v_s_fk_artist IS NOT NULL THEN
    v_keys := v_keys || v_s_fk_artist;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.pk_artist))) FROM unnest(v_keys) AS k (pk_artist)
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
    PERFORM tviews.refresh_tv_artist(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_artist, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_artist() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_artist.
CREATE FUNCTION tviews.watch_tb_artist() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_artist puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_artist() RETURNS trigger
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
      -- What tv_artist reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_artist, r.name FROM old_rows AS r),
      after AS (SELECT r.pk_artist, r.name FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_artist a (pk_artist)', array_agg(DISTINCT r.pk_artist)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_artist a (pk_artist)', array_agg(r.pk_artist)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_artist', 'enqueue_tb_artist', 'tviews_tb_artist', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_song.
CREATE FUNCTION tviews.watch_tb_song() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_song puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_song() RETURNS trigger
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
      -- What tv_artist reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_song, r.fk_artist, r.title FROM old_rows AS r),
      after AS (SELECT r.pk_song, r.fk_artist, r.title FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_song s (fk_artist)', array_agg(DISTINCT r.fk_artist)::text[]
      FROM changed AS r WHERE r.fk_artist IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_song s (fk_artist)', array_agg(DISTINCT r.fk_artist)::text[]
      FROM changed_rows AS r WHERE r.fk_artist IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_song', 'enqueue_tb_song', 'tviews_tb_song', true);
RETURN false;
END
$activate$;
