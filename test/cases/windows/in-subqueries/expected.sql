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
    (1, 'public.tv_play', 'public.v_play', false, ARRAY['pk_play'], 'r.pk_play = k.pk_play',
      'jsonb_build_object(''pk_play'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_play(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_play', 'public.tb_song']::text[], 'activate_tv_play', 'equip_tv_play', ARRAY['drain_tv_play', 'refresh_tv_play', 'rebuild_tv_play'], 'drain_tv_play',
      false, false, 0),
    (2, 'public.tv_song', 'public.v_song', false, ARRAY['pk_song'], 'r.pk_song = k.pk_song',
      'jsonb_build_object(''pk_song'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_song(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_play', 'public.tb_song']::text[], 'activate_tv_song', 'equip_tv_song', ARRAY['drain_tv_song', 'refresh_tv_song', 'rebuild_tv_song'], 'drain_tv_song',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_play', ARRAY['day', 'fk_song', 'hidden', 'pk_play', 'seconds']::text[], ARRAY['integer', 'integer', 'boolean', 'integer', 'integer']::text[], 'tviews_tb_play', 'enqueue_tb_play', NULL, true, 'watch_tb_play'),
    ('public.tb_song', ARRAY['pk_song', 'title']::text[], ARRAY['integer', 'text']::text[], 'tviews_tb_song', 'enqueue_tb_song', NULL, true, 'watch_tb_song')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_play', 'public.tb_play', ARRAY['p']::text[], ARRAY['pk_play', 'fk_song', 'day', 'seconds', 'hidden']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_play = p.pk_play'),
    ('public.tv_play', 'public.tb_play', ARRAY['p']::text[], ARRAY['pk_play', 'fk_song', 'day', 'seconds']::text[], false,
      'mapped', 1, ARRAY['public.tb_play']::text[], '(p.fk_song = p.fk_song OR p.fk_song IS NULL AND p.fk_song IS NULL) AND NOT p.hidden, pk_play = p.pk_play'),
    ('public.tv_play', 'public.tb_song', ARRAY['s']::text[], ARRAY['pk_song', 'title']::text[], false,
      'mapped', 1, ARRAY['public.tb_play']::text[], 'p.fk_song = s.pk_song AND NOT p.hidden, pk_play = p.pk_play'),
    ('public.tv_song', 'public.tb_play', ARRAY['p']::text[], ARRAY['pk_play', 'fk_song', 'day', 'seconds', 'hidden']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_song = p.fk_song'),
    ('public.tv_song', 'public.tb_song', ARRAY['s']::text[], ARRAY['pk_song', 'title']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_song = s.pk_song')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_play', 'public.tb_play', 'btree', ARRAY['fk_song'], false, 'CREATE INDEX tb_play_fk_song_idx ON public.tb_play (fk_song);'),
    (2, 'public.tv_song', 'public.tb_play', 'btree', ARRAY['fk_song'], false, 'CREATE INDEX tb_play_fk_song_idx ON public.tb_play (fk_song);'),
    (3, 'public.tv_song', 'public.tb_song', 'btree', ARRAY['pk_song'], false, 'CREATE INDEX tb_song_pk_song_idx ON public.tb_song (pk_song);')
$function$;

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_play', 'not-null', ARRAY['pk_play']),
    ('public.tb_play', 'unique', ARRAY['pk_play']),
    ('public.tb_song', 'not-null', ARRAY['pk_song']),
    ('public.tb_song', 'unique', ARRAY['pk_song'])
$function$;

-- public.tv_play, key (pk_play).
CREATE FUNCTION tviews.activate_tv_play() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_play', 'public.v_play', 'pk_play, title, so_far', $definition$
SELECT *
FROM (
SELECT v.pk_play, s.title, v.so_far
FROM vw_play v
LEFT JOIN tb_song s ON s.pk_song = v.fk_song
WHERE NOT v.hidden
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_play') IS NULL THEN
  CREATE TABLE public.tv_play (LIKE public.v_play) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_play') THEN
    INSERT INTO public.tv_play SELECT * FROM public.v_play;
  END IF;
  PERFORM tviews.put_key('activate_tv_play', 'public.tv_play', 'PRIMARY KEY (pk_play)');
  ANALYZE public.tv_play;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_play', 'public.tv_play', 'public.v_play', 'PRIMARY KEY (pk_play)') THEN
  IF tviews.fill_now('activate_tv_play') THEN
    INSERT INTO public.tv_play SELECT * FROM public.v_play;
  END IF;
  PERFORM tviews.put_key('activate_tv_play', 'public.tv_play', 'PRIMARY KEY (pk_play)');
END IF;

-- Makes the rows of public.tv_play with these keys equal to those of public.v_play, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_play(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  -- In one pass: to look up a single key would compute as much of the view.
  WITH fresh AS MATERIALIZED (
    SELECT v.pk_play, v.title, v.so_far
    FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_play)
    JOIN public.v_play AS v ON v.pk_play = k.pk_play
  ), written AS (
    INSERT INTO public.tv_play AS t (pk_play, title, so_far)
    SELECT * FROM fresh
    ON CONFLICT (pk_play)
    DO UPDATE SET title = excluded.title, so_far = excluded.so_far
    WHERE t.* *<> excluded.*
  )
  SELECT array_agg(gone.pk_play)
  INTO v_gone
  FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_play FROM fresh) AS gone (pk_play);

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_play AS t
    USING unnest(v_gone) AS k (pk_play)
    WHERE t.pk_play = k.pk_play;
  END IF;
END
$function$;

-- Makes all rows of public.tv_play equal to those of public.v_play, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_play() RETURNS void
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
  DELETE FROM public.tv_play AS t
  USING (
    SELECT t.pk_play FROM public.tv_play AS t
    EXCEPT
    SELECT v.pk_play FROM public.v_play AS v
  ) AS k (pk_play)
  WHERE t.pk_play = k.pk_play;

  INSERT INTO public.tv_play AS t (pk_play, title, so_far)
  SELECT v.pk_play, v.title, v.so_far
  FROM public.v_play AS v
  ON CONFLICT (pk_play)
  DO UPDATE SET title = excluded.title, so_far = excluded.so_far
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_play out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_play(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_p_pk_play integer[];
  v_p_fk_song integer[];
  v_s_pk_song integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_play p (pk_play)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_play p (fk_song)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_song s (pk_song)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_p_pk_play, v_p_fk_song, v_s_pk_song, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_play');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_play();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_play (fk_song)
  IF v_p_fk_song IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.fk_song)))
      FROM unnest(v_p_fk_song) AS changed (fk_song)
    );
  END IF;
  IF v_s_pk_song IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.pk_song)))
      FROM unnest(v_s_pk_song) AS changed (pk_song)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_play p: pk_play = p.pk_play
  IF v_p_pk_play IS NOT NULL THEN
    v_keys := v_keys || v_p_pk_play;
  END IF;

  -- tb_play p: (p.fk_song = p.fk_song OR p.fk_song IS NULL AND p.fk_song IS NULL) AND NOT p.hidden, pk_play = p.pk_play
  IF v_p_fk_song IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT p.pk_play
      FROM unnest(v_p_fk_song) AS changed (fk_song)
      CROSS JOIN LATERAL (
        SELECT * FROM public.tb_play AS p
        WHERE (p.fk_song = changed.fk_song OR p.fk_song IS NULL AND changed.fk_song IS NULL) AND NOT p.hidden
        OFFSET 0
      ) AS p
    );
  END IF;

  -- tb_song s: p.fk_song = s.pk_song AND NOT p.hidden, pk_play = p.pk_play
  IF v_s_pk_song IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT p.pk_play
      FROM public.tb_play AS p
      WHERE p.fk_song = ANY (v_s_pk_song) AND NOT p.hidden
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.pk_play))) FROM unnest(v_keys) AS k (pk_play)
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
    PERFORM tviews.refresh_tv_play(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_play, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_play() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_song, key (pk_song).
CREATE FUNCTION tviews.activate_tv_song() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_song', 'public.v_song', 'pk_song, title, differences', $definition$
SELECT *
FROM (
SELECT s.pk_song, s.title, ARRAY (
  SELECT x.seconds - x.before
  FROM (SELECT p.pk_play, p.seconds, lag(p.seconds, 1, 0) OVER (ORDER BY p.day, p.pk_play) AS before FROM tb_play p WHERE p.fk_song = s.pk_song AND NOT p.hidden) x
  ORDER BY x.pk_play
) AS differences
FROM tb_song s
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_song') IS NULL THEN
  CREATE TABLE public.tv_song (LIKE public.v_song) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_song') THEN
    INSERT INTO public.tv_song SELECT * FROM public.v_song;
  END IF;
  PERFORM tviews.put_key('activate_tv_song', 'public.tv_song', 'PRIMARY KEY (pk_song)');
  ANALYZE public.tv_song;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_song', 'public.tv_song', 'public.v_song', 'PRIMARY KEY (pk_song)') THEN
  IF tviews.fill_now('activate_tv_song') THEN
    INSERT INTO public.tv_song SELECT * FROM public.v_song;
  END IF;
  PERFORM tviews.put_key('activate_tv_song', 'public.tv_song', 'PRIMARY KEY (pk_song)');
END IF;

-- Makes the rows of public.tv_song with these keys equal to those of public.v_song, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_song(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_song, v.title, v.differences
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_song)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_song AS v
        WHERE v.pk_song = k.pk_song
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_song AS t (pk_song, title, differences)
      SELECT * FROM fresh
      ON CONFLICT (pk_song)
      DO UPDATE SET title = excluded.title, differences = excluded.differences
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_song)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_song FROM fresh) AS gone (pk_song);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_song, v.title, v.differences
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_song)
      JOIN public.v_song AS v ON v.pk_song = k.pk_song
    ), written AS (
      INSERT INTO public.tv_song AS t (pk_song, title, differences)
      SELECT * FROM fresh
      ON CONFLICT (pk_song)
      DO UPDATE SET title = excluded.title, differences = excluded.differences
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_song)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_song FROM fresh) AS gone (pk_song);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_song AS t
    USING unnest(v_gone) AS k (pk_song)
    WHERE t.pk_song = k.pk_song;
  END IF;
END
$function$;

-- Makes all rows of public.tv_song equal to those of public.v_song, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_song() RETURNS void
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
  DELETE FROM public.tv_song AS t
  USING (
    SELECT t.pk_song FROM public.tv_song AS t
    EXCEPT
    SELECT v.pk_song FROM public.v_song AS v
  ) AS k (pk_song)
  WHERE t.pk_song = k.pk_song;

  INSERT INTO public.tv_song AS t (pk_song, title, differences)
  SELECT v.pk_song, v.title, v.differences
  FROM public.v_song AS v
  ON CONFLICT (pk_song)
  DO UPDATE SET title = excluded.title, differences = excluded.differences
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_song out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_song(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_p_fk_song integer[];
  v_s_pk_song integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_play p (fk_song)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_song s (pk_song)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_p_fk_song, v_s_pk_song, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(3)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_song');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_song();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_play p: pk_song = p.fk_song
  IF v_p_fk_song IS NOT NULL THEN
    v_keys := v_keys || v_p_fk_song;
  END IF;

  -- tb_song s: pk_song = s.pk_song
  IF v_s_pk_song IS NOT NULL THEN
    v_keys := v_keys || v_s_pk_song;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(3, hash_record(ROW (k.pk_song))) FROM unnest(v_keys) AS k (pk_song)
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
    PERFORM tviews.refresh_tv_song(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_song, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_song() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_play.
CREATE FUNCTION tviews.watch_tb_play() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_play puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_play() RETURNS trigger
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
      -- What tv_play, tv_song reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_play, r.fk_song, r.day, r.seconds, r.hidden FROM old_rows AS r),
      after_1 AS (SELECT r.pk_play, r.fk_song, r.day, r.seconds, r.hidden FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_play reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_play, r.fk_song, r.day, r.seconds FROM old_rows AS r),
      after_2 AS (SELECT r.pk_play, r.fk_song, r.day, r.seconds FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_play p (pk_play)', array_agg(DISTINCT r.pk_play)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_song))))
      FROM changed_1 AS r WHERE NOT r.hidden
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_play p (fk_song)', array_agg(DISTINCT r.fk_song)::text[],
        NULL::bigint[]
      FROM changed_1 AS r WHERE r.fk_song IS NOT NULL AND NOT r.hidden
      HAVING count(*) > 0
      UNION ALL
      SELECT 1, 'tb_play p (fk_song)', array_agg(DISTINCT r.fk_song)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_song))))
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_play p (pk_play)', array_agg(r.pk_play)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_song))))
      FROM changed_rows AS r WHERE NOT r.hidden
      HAVING count(*) > 0
      UNION ALL
      SELECT 1, 'tb_play p (fk_song)', array_agg(DISTINCT r.fk_song)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_song))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_play p (fk_song)', array_agg(DISTINCT r.fk_song)::text[],
        NULL::bigint[]
      FROM changed_rows AS r WHERE r.fk_song IS NOT NULL AND NOT r.hidden
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_play', 'enqueue_tb_play', 'tviews_tb_play', true);
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
    FROM unnest(ARRAY[1, 2]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_play, tv_song reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_song, r.title FROM old_rows AS r),
      after AS (SELECT r.pk_song, r.title FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_song s (pk_song)', array_agg(DISTINCT r.pk_song)::text[]
      FROM changed AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_song s (pk_song)', array_agg(DISTINCT r.pk_song)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_song s (pk_song)', array_agg(r.pk_song)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_song s (pk_song)', array_agg(r.pk_song)::text[]
      FROM changed_rows AS r
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
