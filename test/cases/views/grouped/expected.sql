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
    (1, 'public.tv_club', 'public.v_club', false, ARRAY['pk_club'], 'r.pk_club = k.pk_club',
      'jsonb_build_object(''pk_club'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_club(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_club', 'public.tb_match']::text[], 'activate_tv_club', 'equip_tv_club', ARRAY['drain_tv_club', 'refresh_tv_club', 'rebuild_tv_club'], 'drain_tv_club',
      false, false, 1000),
    (2, 'public.tv_league', 'public.v_league', false, ARRAY['pk_league'], 'r.pk_league = k.pk_league',
      'jsonb_build_object(''pk_league'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_league(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_club', 'public.tb_league', 'public.tb_match']::text[], 'activate_tv_league', 'equip_tv_league', ARRAY['drain_tv_league', 'refresh_tv_league', 'rebuild_tv_league'], 'drain_tv_league',
      false, false, 10)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_club', ARRAY['fk_league', 'name', 'pk_club']::text[], ARRAY['integer', 'text', 'integer']::text[], 'tviews_tb_club', 'enqueue_tb_club', NULL, true, 'watch_tb_club'),
    ('public.tb_league', ARRAY['name', 'pk_league']::text[], ARRAY['text', 'integer']::text[], 'tviews_tb_league', 'enqueue_tb_league', NULL, true, 'watch_tb_league'),
    ('public.tb_match', ARRAY['away_goals', 'home', 'home_goals']::text[], ARRAY['integer', 'integer', 'integer']::text[], 'tviews_tb_match', 'enqueue_tb_match', NULL, true, 'watch_tb_match')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_club', 'public.tb_club', ARRAY['c']::text[], ARRAY['pk_club', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_club = c.pk_club'),
    ('public.tv_club', 'public.tb_match', ARRAY['tb_match']::text[], ARRAY['home', 'home_goals', 'away_goals']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_club = tb_match.home'),
    ('public.tv_league', 'public.tb_club', ARRAY['c']::text[], ARRAY['pk_club', 'fk_league']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_league = c.fk_league'),
    ('public.tv_league', 'public.tb_league', ARRAY['l']::text[], ARRAY['pk_league', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_league = l.pk_league'),
    ('public.tv_league', 'public.tb_match', ARRAY['tb_match']::text[], ARRAY['home', 'home_goals']::text[], false,
      'mapped', 1, ARRAY['public.tb_club']::text[], 'c.pk_club = tb_match.home, pk_league = c.fk_league')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_club', 'public.tb_club', 'btree', ARRAY['pk_club'], false, 'CREATE INDEX tb_club_pk_club_idx ON public.tb_club (pk_club);'),
    (2, 'public.tv_club', 'public.tb_match', 'btree', ARRAY['home'], false, 'CREATE INDEX tb_match_home_idx ON public.tb_match (home);'),
    (3, 'public.tv_league', 'public.tb_club', 'btree', ARRAY['fk_league'], false, 'CREATE INDEX tb_club_fk_league_idx ON public.tb_club (fk_league);'),
    (4, 'public.tv_league', 'public.tb_league', 'btree', ARRAY['pk_league'], false, 'CREATE INDEX tb_league_pk_league_idx ON public.tb_league (pk_league);'),
    (5, 'public.tv_league', 'public.tb_match', 'btree', ARRAY['home'], false, 'CREATE INDEX tb_match_home_idx ON public.tb_match (home);'),
    (6, 'public.tv_league', 'public.tb_club', 'btree', ARRAY['pk_club'], false, 'CREATE INDEX tb_club_pk_club_idx ON public.tb_club (pk_club);')
$function$;

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_club', 'not-null', ARRAY['pk_club']),
    ('public.tb_club', 'unique', ARRAY['pk_club']),
    ('public.tb_league', 'not-null', ARRAY['pk_league']),
    ('public.tb_league', 'unique', ARRAY['pk_league'])
$function$;

-- public.tv_club, key (pk_club).
CREATE FUNCTION tviews.activate_tv_club() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_club', 'public.v_club', 'pk_club, data', $definition$
SELECT *
FROM (
SELECT c.pk_club, jsonb_build_object('name', c.name, 'games', r.games, 'goals', r.goals, 'won', r.won) AS data
FROM tb_club c
LEFT JOIN home_result r ON r.club = c.pk_club
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_club') IS NULL THEN
  CREATE TABLE public.tv_club (LIKE public.v_club) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_club') THEN
    INSERT INTO public.tv_club SELECT * FROM public.v_club;
  END IF;
  PERFORM tviews.put_key('activate_tv_club', 'public.tv_club', 'PRIMARY KEY (pk_club)');
  ANALYZE public.tv_club;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_club', 'public.tv_club', 'public.v_club', 'PRIMARY KEY (pk_club)') THEN
  IF tviews.fill_now('activate_tv_club') THEN
    INSERT INTO public.tv_club SELECT * FROM public.v_club;
  END IF;
  PERFORM tviews.put_key('activate_tv_club', 'public.tv_club', 'PRIMARY KEY (pk_club)');
END IF;

-- Makes the rows of public.tv_club with these keys equal to those of public.v_club, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_club(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_club, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_club)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_club AS v
        WHERE v.pk_club = k.pk_club
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_club AS t (pk_club, data)
      SELECT * FROM fresh
      ON CONFLICT (pk_club)
      DO UPDATE SET data = excluded.data
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_club)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_club FROM fresh) AS gone (pk_club);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_club, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_club)
      JOIN public.v_club AS v ON v.pk_club = k.pk_club
    ), written AS (
      INSERT INTO public.tv_club AS t (pk_club, data)
      SELECT * FROM fresh
      ON CONFLICT (pk_club)
      DO UPDATE SET data = excluded.data
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_club)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_club FROM fresh) AS gone (pk_club);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_club AS t
    USING unnest(v_gone) AS k (pk_club)
    WHERE t.pk_club = k.pk_club;
  END IF;
END
$function$;

-- Makes all rows of public.tv_club equal to those of public.v_club, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_club() RETURNS void
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
  DELETE FROM public.tv_club AS t
  USING (
    SELECT t.pk_club FROM public.tv_club AS t
    EXCEPT
    SELECT v.pk_club FROM public.v_club AS v
  ) AS k (pk_club)
  WHERE t.pk_club = k.pk_club;

  INSERT INTO public.tv_club AS t (pk_club, data)
  SELECT v.pk_club, v.data
  FROM public.v_club AS v
  ON CONFLICT (pk_club)
  DO UPDATE SET data = excluded.data
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_club out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_club(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_c_pk_club integer[];
  v_tb_match_home integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_club c (pk_club)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_match (home)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_c_pk_club, v_tb_match_home, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_club');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_club();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_club c: pk_club = c.pk_club
  IF v_c_pk_club IS NOT NULL THEN
    v_keys := v_keys || v_c_pk_club;
  END IF;

  -- tb_match: pk_club = tb_match.home
  IF v_tb_match_home IS NOT NULL THEN
    v_keys := v_keys || v_tb_match_home;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.pk_club))) FROM unnest(v_keys) AS k (pk_club)
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
    PERFORM tviews.refresh_tv_club(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_club, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_club() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_league, key (pk_league).
CREATE FUNCTION tviews.activate_tv_league() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_league', 'public.v_league', 'pk_league, name, games, best', $definition$
SELECT *
FROM (
SELECT l.pk_league, l.name, COALESCE(r.games, 0) AS games, r.best
FROM tb_league l
LEFT JOIN league_result r ON r.league = l.pk_league
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_league') IS NULL THEN
  CREATE TABLE public.tv_league (LIKE public.v_league) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_league') THEN
    INSERT INTO public.tv_league SELECT * FROM public.v_league;
  END IF;
  PERFORM tviews.put_key('activate_tv_league', 'public.tv_league', 'PRIMARY KEY (pk_league)');
  ANALYZE public.tv_league;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_league', 'public.tv_league', 'public.v_league', 'PRIMARY KEY (pk_league)') THEN
  IF tviews.fill_now('activate_tv_league') THEN
    INSERT INTO public.tv_league SELECT * FROM public.v_league;
  END IF;
  PERFORM tviews.put_key('activate_tv_league', 'public.tv_league', 'PRIMARY KEY (pk_league)');
END IF;

-- Makes the rows of public.tv_league with these keys equal to those of public.v_league, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_league(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 10 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_league, v.name, v.games, v.best
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_league)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_league AS v
        WHERE v.pk_league = k.pk_league
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_league AS t (pk_league, name, games, best)
      SELECT * FROM fresh
      ON CONFLICT (pk_league)
      DO UPDATE SET name = excluded.name, games = excluded.games, best = excluded.best
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_league)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_league FROM fresh) AS gone (pk_league);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_league, v.name, v.games, v.best
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_league)
      JOIN public.v_league AS v ON v.pk_league = k.pk_league
    ), written AS (
      INSERT INTO public.tv_league AS t (pk_league, name, games, best)
      SELECT * FROM fresh
      ON CONFLICT (pk_league)
      DO UPDATE SET name = excluded.name, games = excluded.games, best = excluded.best
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_league)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_league FROM fresh) AS gone (pk_league);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_league AS t
    USING unnest(v_gone) AS k (pk_league)
    WHERE t.pk_league = k.pk_league;
  END IF;
END
$function$;

-- Makes all rows of public.tv_league equal to those of public.v_league, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_league() RETURNS void
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
  DELETE FROM public.tv_league AS t
  USING (
    SELECT t.pk_league FROM public.tv_league AS t
    EXCEPT
    SELECT v.pk_league FROM public.v_league AS v
  ) AS k (pk_league)
  WHERE t.pk_league = k.pk_league;

  INSERT INTO public.tv_league AS t (pk_league, name, games, best)
  SELECT v.pk_league, v.name, v.games, v.best
  FROM public.v_league AS v
  ON CONFLICT (pk_league)
  DO UPDATE SET name = excluded.name, games = excluded.games, best = excluded.best
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_league out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_league(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_c_fk_league integer[];
  v_l_pk_league integer[];
  v_tb_match_home integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_club c (fk_league)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_league l (pk_league)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_match (home)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_c_fk_league, v_l_pk_league, v_tb_match_home, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(2), tviews.class_lock_id(3)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_league');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_league();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_club (pk_club)
  IF v_tb_match_home IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(2, hash_record(ROW (changed.home)))
      FROM unnest(v_tb_match_home) AS changed (home)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_club c: pk_league = c.fk_league
  IF v_c_fk_league IS NOT NULL THEN
    v_keys := v_keys || v_c_fk_league;
  END IF;

  -- tb_league l: pk_league = l.pk_league
  IF v_l_pk_league IS NOT NULL THEN
    v_keys := v_keys || v_l_pk_league;
  END IF;

  -- tb_match: c.pk_club = tb_match.home, pk_league = c.fk_league
  IF v_tb_match_home IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT c.fk_league
      FROM public.tb_club AS c
      WHERE c.pk_club = ANY (v_tb_match_home) AND c.fk_league IS NOT NULL
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(3, hash_record(ROW (k.pk_league))) FROM unnest(v_keys) AS k (pk_league)
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
    PERFORM tviews.refresh_tv_league(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_league, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_league() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_club.
CREATE FUNCTION tviews.watch_tb_club() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_club puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_club() RETURNS trigger
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
      -- What tv_club reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_club, r.name FROM old_rows AS r),
      after_1 AS (SELECT r.pk_club, r.name FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_league reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_club, r.fk_league FROM old_rows AS r),
      after_2 AS (SELECT r.pk_club, r.fk_league FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_club c (pk_club)', array_agg(DISTINCT r.pk_club)::text[],
        NULL::bigint[]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_club c (fk_league)', array_agg(DISTINCT r.fk_league)::text[],
        array_agg(DISTINCT tviews.lock_id(2, hash_record(ROW (r.pk_club))))
      FROM changed_2 AS r WHERE r.fk_league IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_club c (pk_club)', array_agg(r.pk_club)::text[],
        NULL::bigint[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_club c (fk_league)', array_agg(DISTINCT r.fk_league)::text[],
        array_agg(DISTINCT tviews.lock_id(2, hash_record(ROW (r.pk_club))))
      FROM changed_rows AS r WHERE r.fk_league IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_club', 'enqueue_tb_club', 'tviews_tb_club', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_league.
CREATE FUNCTION tviews.watch_tb_league() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_league puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_league() RETURNS trigger
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
      -- What tv_league reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_league, r.name FROM old_rows AS r),
      after AS (SELECT r.pk_league, r.name FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_league l (pk_league)', array_agg(DISTINCT r.pk_league)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_league l (pk_league)', array_agg(r.pk_league)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_league', 'enqueue_tb_league', 'tviews_tb_league', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_match.
CREATE FUNCTION tviews.watch_tb_match() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_match puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_match() RETURNS trigger
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
      -- What tv_club reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.home, r.home_goals, r.away_goals FROM old_rows AS r),
      after_1 AS (SELECT r.home, r.home_goals, r.away_goals FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_league reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.home, r.home_goals FROM old_rows AS r),
      after_2 AS (SELECT r.home, r.home_goals FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_match (home)', array_agg(DISTINCT r.home)::text[]
      FROM changed_1 AS r WHERE r.home IS NOT NULL AND r.home_goals IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_match (home)', array_agg(DISTINCT r.home)::text[]
      FROM changed_2 AS r WHERE r.home IS NOT NULL AND r.home_goals IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_match (home)', array_agg(DISTINCT r.home)::text[]
      FROM changed_rows AS r WHERE r.home IS NOT NULL AND r.home_goals IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_match (home)', array_agg(DISTINCT r.home)::text[]
      FROM changed_rows AS r WHERE r.home IS NOT NULL AND r.home_goals IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_match', 'enqueue_tb_match', 'tviews_tb_match', true);
RETURN false;
END
$activate$;
