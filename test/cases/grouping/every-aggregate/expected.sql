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
    (1, 'public.tv_team', 'public.v_team', false, ARRAY['pk_team'], 'r.pk_team = k.pk_team',
      'jsonb_build_object(''pk_team'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_team(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_player', 'public.tb_team']::text[], 'activate_tv_team', 'equip_tv_team', ARRAY['drain_tv_team', 'refresh_tv_team', 'rebuild_tv_team'], 'drain_tv_team',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_player', ARRAY['born', 'fk_team', 'flags', 'injured', 'nick', 'pk_player', 'score', 'shots']::text[], ARRAY['date', 'integer', '"bit"', 'boolean', 'text', 'integer', 'numeric', 'integer']::text[], 'tviews_tb_player', 'enqueue_tb_player', NULL, true, 'watch_tb_player'),
    ('public.tb_team', ARRAY['name', 'pk_team']::text[], ARRAY['text', 'integer']::text[], 'tviews_tb_team', 'enqueue_tb_team', NULL, true, 'watch_tb_team')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_team', 'public.tb_player', ARRAY['p']::text[], ARRAY['pk_player', 'fk_team', 'nick', 'score', 'shots', 'injured', 'flags', 'born']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_team = p.fk_team'),
    ('public.tv_team', 'public.tb_team', ARRAY['t']::text[], ARRAY['pk_team', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_team = t.pk_team')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_team', 'public.tb_player', 'btree', ARRAY['fk_team'], false, 'CREATE INDEX tb_player_fk_team_idx ON public.tb_player (fk_team);'),
    (2, 'public.tv_team', 'public.tb_team', 'btree', ARRAY['pk_team'], false, 'CREATE INDEX tb_team_pk_team_idx ON public.tb_team (pk_team);')
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
    ('public.tb_team', 'not-null', ARRAY['pk_team']),
    ('public.tb_team', 'unique', ARRAY['pk_team'])
$function$;

-- public.tv_team, key (pk_team).
CREATE FUNCTION tviews.activate_tv_team() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_team', 'public.v_team', 'pk_team, name, rows, scores, different_shots, sum, avg, min, max, spread, all_injured, any_injured, every_above, flags, nicks, injuries, ranking, shots, by_nick, median, quartiles, usual, rank_of_six', $definition$
SELECT *
FROM (
SELECT t.pk_team, t.name,
       count(*) AS rows, count(p.score) AS scores, count(DISTINCT p.shots) AS different_shots,
       sum(p.score) AS sum, avg(p.score) AS avg, min(p.score) AS min, max(p.born) AS max, stddev_pop(p.shots) AS spread,
       bool_and(p.injured) AS all_injured, bool_or(p.injured) AS any_injured, every(p.score > 1) AS every_above,
       bit_or(p.flags) AS flags,
       array_agg(p.nick ORDER BY p.nick) AS nicks,
       array_agg(DISTINCT p.injured ORDER BY p.injured) FILTER (WHERE p.injured IS NOT NULL) AS injuries,
       string_agg(p.nick, ', ' ORDER BY p.score DESC NULLS LAST, p.pk_player) AS ranking,
       jsonb_agg(p.shots ORDER BY p.pk_player) AS shots,
       jsonb_object_agg(p.nick, p.score ORDER BY p.pk_player) FILTER (WHERE p.nick IS NOT NULL) AS by_nick,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY p.shots) AS median,
       percentile_disc(ARRAY[0.25, 0.75]) WITHIN GROUP (ORDER BY p.score) AS quartiles,
       mode() WITHIN GROUP (ORDER BY p.shots) AS usual,
       rank(6) WITHIN GROUP (ORDER BY p.shots) AS rank_of_six
FROM tb_team t
LEFT JOIN tb_player p ON p.fk_team = t.pk_team
GROUP BY t.pk_team
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_team') IS NULL THEN
  CREATE TABLE public.tv_team (LIKE public.v_team) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_team') THEN
    INSERT INTO public.tv_team SELECT * FROM public.v_team;
  END IF;
  PERFORM tviews.put_key('activate_tv_team', 'public.tv_team', 'PRIMARY KEY (pk_team)');
  ANALYZE public.tv_team;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_team', 'public.tv_team', 'public.v_team', 'PRIMARY KEY (pk_team)') THEN
  IF tviews.fill_now('activate_tv_team') THEN
    INSERT INTO public.tv_team SELECT * FROM public.v_team;
  END IF;
  PERFORM tviews.put_key('activate_tv_team', 'public.tv_team', 'PRIMARY KEY (pk_team)');
END IF;

-- Makes the rows of public.tv_team with these keys equal to those of public.v_team, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_team(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_team, v.name, v.rows, v.scores, v.different_shots, v.sum, v.avg, v.min, v.max, v.spread, v.all_injured, v.any_injured, v.every_above, v.flags, v.nicks, v.injuries, v.ranking, v.shots, v.by_nick, v.median, v.quartiles, v.usual, v.rank_of_six
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_team)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_team AS v
        WHERE v.pk_team = k.pk_team
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_team AS t (pk_team, name, rows, scores, different_shots, sum, avg, min, max, spread, all_injured, any_injured, every_above, flags, nicks, injuries, ranking, shots, by_nick, median, quartiles, usual, rank_of_six)
      SELECT * FROM fresh
      ON CONFLICT (pk_team)
      DO UPDATE SET name = excluded.name, rows = excluded.rows, scores = excluded.scores, different_shots = excluded.different_shots, sum = excluded.sum, avg = excluded.avg, min = excluded.min, max = excluded.max, spread = excluded.spread, all_injured = excluded.all_injured, any_injured = excluded.any_injured, every_above = excluded.every_above, flags = excluded.flags, nicks = excluded.nicks, injuries = excluded.injuries, ranking = excluded.ranking, shots = excluded.shots, by_nick = excluded.by_nick, median = excluded.median, quartiles = excluded.quartiles, usual = excluded.usual, rank_of_six = excluded.rank_of_six
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_team)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_team FROM fresh) AS gone (pk_team);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_team, v.name, v.rows, v.scores, v.different_shots, v.sum, v.avg, v.min, v.max, v.spread, v.all_injured, v.any_injured, v.every_above, v.flags, v.nicks, v.injuries, v.ranking, v.shots, v.by_nick, v.median, v.quartiles, v.usual, v.rank_of_six
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_team)
      JOIN public.v_team AS v ON v.pk_team = k.pk_team
    ), written AS (
      INSERT INTO public.tv_team AS t (pk_team, name, rows, scores, different_shots, sum, avg, min, max, spread, all_injured, any_injured, every_above, flags, nicks, injuries, ranking, shots, by_nick, median, quartiles, usual, rank_of_six)
      SELECT * FROM fresh
      ON CONFLICT (pk_team)
      DO UPDATE SET name = excluded.name, rows = excluded.rows, scores = excluded.scores, different_shots = excluded.different_shots, sum = excluded.sum, avg = excluded.avg, min = excluded.min, max = excluded.max, spread = excluded.spread, all_injured = excluded.all_injured, any_injured = excluded.any_injured, every_above = excluded.every_above, flags = excluded.flags, nicks = excluded.nicks, injuries = excluded.injuries, ranking = excluded.ranking, shots = excluded.shots, by_nick = excluded.by_nick, median = excluded.median, quartiles = excluded.quartiles, usual = excluded.usual, rank_of_six = excluded.rank_of_six
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_team)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_team FROM fresh) AS gone (pk_team);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_team AS t
    USING unnest(v_gone) AS k (pk_team)
    WHERE t.pk_team = k.pk_team;
  END IF;
END
$function$;

-- Makes all rows of public.tv_team equal to those of public.v_team, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_team() RETURNS void
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
  DELETE FROM public.tv_team AS t
  USING (
    SELECT t.pk_team FROM public.tv_team AS t
    EXCEPT
    SELECT v.pk_team FROM public.v_team AS v
  ) AS k (pk_team)
  WHERE t.pk_team = k.pk_team;

  INSERT INTO public.tv_team AS t (pk_team, name, rows, scores, different_shots, sum, avg, min, max, spread, all_injured, any_injured, every_above, flags, nicks, injuries, ranking, shots, by_nick, median, quartiles, usual, rank_of_six)
  SELECT v.pk_team, v.name, v.rows, v.scores, v.different_shots, v.sum, v.avg, v.min, v.max, v.spread, v.all_injured, v.any_injured, v.every_above, v.flags, v.nicks, v.injuries, v.ranking, v.shots, v.by_nick, v.median, v.quartiles, v.usual, v.rank_of_six
  FROM public.v_team AS v
  ON CONFLICT (pk_team)
  DO UPDATE SET name = excluded.name, rows = excluded.rows, scores = excluded.scores, different_shots = excluded.different_shots, sum = excluded.sum, avg = excluded.avg, min = excluded.min, max = excluded.max, spread = excluded.spread, all_injured = excluded.all_injured, any_injured = excluded.any_injured, every_above = excluded.every_above, flags = excluded.flags, nicks = excluded.nicks, injuries = excluded.injuries, ranking = excluded.ranking, shots = excluded.shots, by_nick = excluded.by_nick, median = excluded.median, quartiles = excluded.quartiles, usual = excluded.usual, rank_of_six = excluded.rank_of_six
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_team out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_team(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_p_fk_team integer[];
  v_t_pk_team integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_player p (fk_team)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_team t (pk_team)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_p_fk_team, v_t_pk_team, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_team');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_team();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_player p: pk_team = p.fk_team
  IF v_p_fk_team IS NOT NULL THEN
    v_keys := v_keys || v_p_fk_team;
  END IF;

  -- tb_team t: pk_team = t.pk_team
  IF v_t_pk_team IS NOT NULL THEN
    v_keys := v_keys || v_t_pk_team;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.pk_team))) FROM unnest(v_keys) AS k (pk_team)
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
    PERFORM tviews.refresh_tv_team(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_team, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_team() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_player.
CREATE FUNCTION tviews.watch_tb_player() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_player puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_player() RETURNS trigger
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
    FROM unnest(ARRAY[1]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_team reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_player, r.fk_team, r.nick, r.shots, r.injured, r.flags, r.born, ROW (r.score)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after AS (SELECT r.pk_player, r.fk_team, r.nick, r.shots, r.injured, r.flags, r.born, ROW (r.score)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_player p (fk_team)', array_agg(DISTINCT r.fk_team)::text[]
      FROM changed AS r WHERE r.fk_team IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_player p (fk_team)', array_agg(DISTINCT r.fk_team)::text[]
      FROM changed_rows AS r WHERE r.fk_team IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_player', 'enqueue_tb_player', 'tviews_tb_player', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_team.
CREATE FUNCTION tviews.watch_tb_team() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_team puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_team() RETURNS trigger
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
      -- What tv_team reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_team, r.name FROM old_rows AS r),
      after AS (SELECT r.pk_team, r.name FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_team t (pk_team)', array_agg(DISTINCT r.pk_team)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_team t (pk_team)', array_agg(r.pk_team)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_team', 'enqueue_tb_team', 'tviews_tb_team', true);
RETURN false;
END
$activate$;
