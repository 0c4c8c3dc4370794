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
    (1, 'public.tv_best', 'public.v_best', false, ARRAY['pk_player'], 'r.pk_player = k.pk_player',
      'jsonb_build_object(''pk_player'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_best(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_player']::text[], 'activate_tv_best', 'equip_tv_best', ARRAY['drain_tv_best', 'refresh_tv_best', 'rebuild_tv_best'], 'drain_tv_best',
      false, false, 0),
    (2, 'public.tv_neighbour', 'public.v_neighbour', false, ARRAY['pk_neighbour'], 'r.pk_neighbour = k.pk_neighbour',
      'jsonb_build_object(''pk_neighbour'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_neighbour(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_player']::text[], 'activate_tv_neighbour', 'equip_tv_neighbour', ARRAY['drain_tv_neighbour', 'refresh_tv_neighbour', 'rebuild_tv_neighbour'], 'drain_tv_neighbour',
      false, false, 0),
    (3, 'public.tv_player', 'public.v_player', false, ARRAY['pk_player'], 'r.pk_player = k.pk_player',
      'jsonb_build_object(''pk_player'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_player(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_player']::text[], 'activate_tv_player', 'equip_tv_player', ARRAY['drain_tv_player', 'refresh_tv_player', 'rebuild_tv_player'], 'drain_tv_player',
      false, false, 0)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_player', ARRAY['joined', 'nickname', 'pk_player', 'points', 'team']::text[], ARRAY['date', 'text', 'integer', 'integer', 'text']::text[], 'tviews_tb_player', 'enqueue_tb_player', NULL, true, 'watch_tb_player')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_best', 'public.tb_player', ARRAY['p']::text[], ARRAY['pk_player', 'team', 'points']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_player = p.pk_player'),
    ('public.tv_best', 'public.tb_player', ARRAY['p']::text[], ARRAY['pk_player', 'team', 'points']::text[], false,
      'mapped', 1, ARRAY['public.tb_player']::text[], '(p.team = p.team OR p.team IS NULL AND p.team IS NULL), pk_player = p.pk_player'),
    ('public.tv_neighbour', 'public.tb_player', ARRAY['p']::text[], ARRAY['pk_player', 'team', 'points', 'joined', 'nickname']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_neighbour = p.pk_player'),
    ('public.tv_neighbour', 'public.tb_player', ARRAY['p']::text[], ARRAY['pk_player', 'team', 'points', 'joined', 'nickname']::text[], false,
      'mapped', 1, ARRAY['public.tb_player']::text[], 'p.joined = p.joined, pk_neighbour = p.pk_player'),
    ('public.tv_neighbour', 'public.tb_player', ARRAY['p']::text[], ARRAY['pk_player', 'team', 'points', 'joined', 'nickname']::text[], false,
      'mapped', 2, ARRAY['public.tb_player']::text[], '(p.team = p.team OR p.team IS NULL AND p.team IS NULL), pk_neighbour = p.pk_player'),
    ('public.tv_player', 'public.tb_player', ARRAY['tb_player']::text[], ARRAY['pk_player', 'team', 'points']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_player = tb_player.pk_player'),
    ('public.tv_player', 'public.tb_player', ARRAY['tb_player']::text[], ARRAY['team', 'points']::text[], false,
      'mapped', 1, ARRAY['public.tb_player']::text[], '(tb_player.team = tb_player.team OR tb_player.team IS NULL AND tb_player.team IS NULL), pk_player = tb_player.pk_player')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_best', 'public.tb_player', 'btree', ARRAY['team'], false, 'CREATE INDEX tb_player_team_idx ON public.tb_player (team);'),
    (2, 'public.tv_neighbour', 'public.tb_player', 'btree', ARRAY['joined'], false, 'CREATE INDEX tb_player_joined_idx ON public.tb_player (joined);'),
    (3, 'public.tv_neighbour', 'public.tb_player', 'btree', ARRAY['team'], false, 'CREATE INDEX tb_player_team_idx ON public.tb_player (team);'),
    (4, 'public.tv_player', 'public.tb_player', 'btree', ARRAY['team'], false, 'CREATE INDEX tb_player_team_idx ON public.tb_player (team);')
$function$;

-- The highest number of a class of locks.
CREATE FUNCTION tviews.built_lock_classes() RETURNS integer
LANGUAGE sql IMMUTABLE
AS 'SELECT 7';

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_player', 'not-null', ARRAY['pk_player']),
    ('public.tb_player', 'not-null', ARRAY['joined']),
    ('public.tb_player', 'unique', ARRAY['pk_player'])
$function$;

-- public.tv_best, key (pk_player).
CREATE FUNCTION tviews.activate_tv_best() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_best', 'public.v_best', 'pk_player, team, place', $definition$
SELECT *
FROM (
SELECT r.pk_player, r.team, r.place
FROM (SELECT p.pk_player, p.team, row_number() OVER (PARTITION BY p.team ORDER BY p.points DESC, p.pk_player) AS place FROM tb_player p) r
WHERE r.place <= 2
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_best') IS NULL THEN
  CREATE TABLE public.tv_best (LIKE public.v_best) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_best') THEN
    INSERT INTO public.tv_best SELECT * FROM public.v_best;
  END IF;
  PERFORM tviews.put_key('activate_tv_best', 'public.tv_best', 'PRIMARY KEY (pk_player)');
  ANALYZE public.tv_best;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_best', 'public.tv_best', 'public.v_best', 'PRIMARY KEY (pk_player)') THEN
  IF tviews.fill_now('activate_tv_best') THEN
    INSERT INTO public.tv_best SELECT * FROM public.v_best;
  END IF;
  PERFORM tviews.put_key('activate_tv_best', 'public.tv_best', 'PRIMARY KEY (pk_player)');
END IF;

-- Makes the rows of public.tv_best with these keys equal to those of public.v_best, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_best(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  -- In one pass: to look up a single key would compute as much of the view.
  WITH fresh AS MATERIALIZED (
    SELECT v.pk_player, v.team, v.place
    FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_player)
    JOIN public.v_best AS v ON v.pk_player = k.pk_player
  ), written AS (
    INSERT INTO public.tv_best AS t (pk_player, team, place)
    SELECT * FROM fresh
    ON CONFLICT (pk_player)
    DO UPDATE SET team = excluded.team, place = excluded.place
    WHERE t.* *<> excluded.*
  )
  SELECT array_agg(gone.pk_player)
  INTO v_gone
  FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_player FROM fresh) AS gone (pk_player);

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_best AS t
    USING unnest(v_gone) AS k (pk_player)
    WHERE t.pk_player = k.pk_player;
  END IF;
END
$function$;

-- Makes all rows of public.tv_best equal to those of public.v_best, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_best() RETURNS void
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
  DELETE FROM public.tv_best AS t
  USING (
    SELECT t.pk_player FROM public.tv_best AS t
    EXCEPT
    SELECT v.pk_player FROM public.v_best AS v
  ) AS k (pk_player)
  WHERE t.pk_player = k.pk_player;

  INSERT INTO public.tv_best AS t (pk_player, team, place)
  SELECT v.pk_player, v.team, v.place
  FROM public.v_best AS v
  ON CONFLICT (pk_player)
  DO UPDATE SET team = excluded.team, place = excluded.place
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_best out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_best(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_p_pk_player integer[];
  v_p_team text[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_player p (pk_player)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_player p (team)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_p_pk_player, v_p_team, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_best');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_best();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_player (team)
  IF v_p_team IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.team)))
      FROM unnest(v_p_team) AS changed (team)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_player p: pk_player = p.pk_player
  IF v_p_pk_player IS NOT NULL THEN
    v_keys := v_keys || v_p_pk_player;
  END IF;

  -- tb_player p: (p.team = p.team OR p.team IS NULL AND p.team IS NULL), pk_player = p.pk_player
  IF v_p_team IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT p.pk_player
      FROM unnest(v_p_team) AS changed (team)
      CROSS JOIN LATERAL (
        SELECT * FROM public.tb_player AS p
        WHERE (p.team = changed.team OR p.team IS NULL AND changed.team IS NULL)
        OFFSET 0
      ) AS p
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.pk_player))) FROM unnest(v_keys) AS k (pk_player)
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
    PERFORM tviews.refresh_tv_best(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_best, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_best() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_neighbour, key (pk_neighbour).
CREATE FUNCTION tviews.activate_tv_neighbour() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_neighbour', 'public.v_neighbour', 'pk_neighbour, before, after, first_of_day, running', $definition$
SELECT *
FROM (
SELECT
  p.pk_player AS pk_neighbour,
  lag(p.nickname) OVER in_team AS before,
  lead(p.nickname, 1, 'last') OVER in_team AS after,
  first_value(p.nickname) OVER on_day AS first_of_day,
  sum(p.points) OVER (in_team ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS running
FROM tb_player p
WINDOW in_team AS (PARTITION BY p.team ORDER BY p.points, p.pk_player), on_day AS (PARTITION BY p.joined ORDER BY p.pk_player)
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_neighbour') IS NULL THEN
  CREATE TABLE public.tv_neighbour (LIKE public.v_neighbour) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_neighbour') THEN
    INSERT INTO public.tv_neighbour SELECT * FROM public.v_neighbour;
  END IF;
  PERFORM tviews.put_key('activate_tv_neighbour', 'public.tv_neighbour', 'PRIMARY KEY (pk_neighbour)');
  ANALYZE public.tv_neighbour;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_neighbour', 'public.tv_neighbour', 'public.v_neighbour', 'PRIMARY KEY (pk_neighbour)') THEN
  IF tviews.fill_now('activate_tv_neighbour') THEN
    INSERT INTO public.tv_neighbour SELECT * FROM public.v_neighbour;
  END IF;
  PERFORM tviews.put_key('activate_tv_neighbour', 'public.tv_neighbour', 'PRIMARY KEY (pk_neighbour)');
END IF;

-- Makes the rows of public.tv_neighbour with these keys equal to those of public.v_neighbour, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_neighbour(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  -- In one pass: to look up a single key would compute as much of the view.
  WITH fresh AS MATERIALIZED (
    SELECT v.pk_neighbour, v.before, v.after, v.first_of_day, v.running
    FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_neighbour)
    JOIN public.v_neighbour AS v ON v.pk_neighbour = k.pk_neighbour
  ), written AS (
    INSERT INTO public.tv_neighbour AS t (pk_neighbour, before, after, first_of_day, running)
    SELECT * FROM fresh
    ON CONFLICT (pk_neighbour)
    DO UPDATE SET before = excluded.before, after = excluded.after, first_of_day = excluded.first_of_day, running = excluded.running
    WHERE t.* *<> excluded.*
  )
  SELECT array_agg(gone.pk_neighbour)
  INTO v_gone
  FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_neighbour FROM fresh) AS gone (pk_neighbour);

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_neighbour AS t
    USING unnest(v_gone) AS k (pk_neighbour)
    WHERE t.pk_neighbour = k.pk_neighbour;
  END IF;
END
$function$;

-- Makes all rows of public.tv_neighbour equal to those of public.v_neighbour, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_neighbour() RETURNS void
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
  DELETE FROM public.tv_neighbour AS t
  USING (
    SELECT t.pk_neighbour FROM public.tv_neighbour AS t
    EXCEPT
    SELECT v.pk_neighbour FROM public.v_neighbour AS v
  ) AS k (pk_neighbour)
  WHERE t.pk_neighbour = k.pk_neighbour;

  INSERT INTO public.tv_neighbour AS t (pk_neighbour, before, after, first_of_day, running)
  SELECT v.pk_neighbour, v.before, v.after, v.first_of_day, v.running
  FROM public.v_neighbour AS v
  ON CONFLICT (pk_neighbour)
  DO UPDATE SET before = excluded.before, after = excluded.after, first_of_day = excluded.first_of_day, running = excluded.running
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_neighbour out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_neighbour(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_p_pk_player integer[];
  v_p_team text[];
  v_p_joined date[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_player p (pk_player)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_player p (team, joined)'),
    array_agg(value.c2::date) FILTER (WHERE taken.route = 'tb_player p (team, joined)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_p_pk_player, v_p_team, v_p_joined, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(3), tviews.class_lock_id(4), tviews.class_lock_id(5)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_neighbour');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_neighbour();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_player (joined), public.tb_player (team)
  IF v_p_team IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(3, hash_record(ROW (changed.joined)))
      FROM unnest(v_p_team, v_p_joined) AS changed (team, joined)
      UNION ALL
      SELECT tviews.lock_id(4, hash_record(ROW (changed.team)))
      FROM unnest(v_p_team, v_p_joined) AS changed (team, joined)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_player p: pk_neighbour = p.pk_player
  IF v_p_pk_player IS NOT NULL THEN
    v_keys := v_keys || v_p_pk_player;
  END IF;

  -- tb_player p:
  --   p.joined = p.joined, pk_neighbour = p.pk_player
  --   (p.team = p.team OR p.team IS NULL AND p.team IS NULL), pk_neighbour = p.pk_player
  IF v_p_team IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT p.pk_player
      FROM public.tb_player AS p
      WHERE p.joined = ANY (v_p_joined)
    );
    v_keys := v_keys || ARRAY (
      SELECT p.pk_player
      FROM unnest(v_p_team, v_p_joined) AS changed (team, joined)
      CROSS JOIN LATERAL (
        SELECT * FROM public.tb_player AS p
        WHERE (p.team = changed.team OR p.team IS NULL AND changed.team IS NULL)
        OFFSET 0
      ) AS p
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(5, hash_record(ROW (k.pk_neighbour))) FROM unnest(v_keys) AS k (pk_neighbour)
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
    PERFORM tviews.refresh_tv_neighbour(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_neighbour, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_neighbour() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_player, key (pk_player).
CREATE FUNCTION tviews.activate_tv_player() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_player', 'public.v_player', 'pk_player, team, place', $definition$
SELECT *
FROM (
SELECT pk_player, team, rank() OVER (PARTITION BY team ORDER BY points DESC) AS place FROM tb_player
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_player') IS NULL THEN
  CREATE TABLE public.tv_player (LIKE public.v_player) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_player') THEN
    INSERT INTO public.tv_player SELECT * FROM public.v_player;
  END IF;
  PERFORM tviews.put_key('activate_tv_player', 'public.tv_player', 'PRIMARY KEY (pk_player)');
  ANALYZE public.tv_player;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_player', 'public.tv_player', 'public.v_player', 'PRIMARY KEY (pk_player)') THEN
  IF tviews.fill_now('activate_tv_player') THEN
    INSERT INTO public.tv_player SELECT * FROM public.v_player;
  END IF;
  PERFORM tviews.put_key('activate_tv_player', 'public.tv_player', 'PRIMARY KEY (pk_player)');
END IF;

-- Makes the rows of public.tv_player with these keys equal to those of public.v_player, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_player(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  -- In one pass: to look up a single key would compute as much of the view.
  WITH fresh AS MATERIALIZED (
    SELECT v.pk_player, v.team, v.place
    FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_player)
    JOIN public.v_player AS v ON v.pk_player = k.pk_player
  ), written AS (
    INSERT INTO public.tv_player AS t (pk_player, team, place)
    SELECT * FROM fresh
    ON CONFLICT (pk_player)
    DO UPDATE SET team = excluded.team, place = excluded.place
    WHERE t.* *<> excluded.*
  )
  SELECT array_agg(gone.pk_player)
  INTO v_gone
  FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_player FROM fresh) AS gone (pk_player);

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_player AS t
    USING unnest(v_gone) AS k (pk_player)
    WHERE t.pk_player = k.pk_player;
  END IF;
END
$function$;

-- Makes all rows of public.tv_player equal to those of public.v_player, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_player() RETURNS void
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
  DELETE FROM public.tv_player AS t
  USING (
    SELECT t.pk_player FROM public.tv_player AS t
    EXCEPT
    SELECT v.pk_player FROM public.v_player AS v
  ) AS k (pk_player)
  WHERE t.pk_player = k.pk_player;

  INSERT INTO public.tv_player AS t (pk_player, team, place)
  SELECT v.pk_player, v.team, v.place
  FROM public.v_player AS v
  ON CONFLICT (pk_player)
  DO UPDATE SET team = excluded.team, place = excluded.place
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_player out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_player(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_tb_player_pk_player integer[];
  v_tb_player_team text[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(3)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_player (pk_player)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_player (team)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_tb_player_pk_player, v_tb_player_team, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(3, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(6), tviews.class_lock_id(7)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_player');
    IF p_notes THEN
      PERFORM tviews.note_rows(3, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(3, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_player();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_player (team)
  IF v_tb_player_team IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(6, hash_record(ROW (changed.team)))
      FROM unnest(v_tb_player_team) AS changed (team)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_player: pk_player = tb_player.pk_player
  IF v_tb_player_pk_player IS NOT NULL THEN
    v_keys := v_keys || v_tb_player_pk_player;
  END IF;

  -- tb_player: (tb_player.team = tb_player.team OR tb_player.team IS NULL AND tb_player.team IS NULL), pk_player = tb_player.pk_player
  IF v_tb_player_team IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT tb_player.pk_player
      FROM unnest(v_tb_player_team) AS changed (team)
      CROSS JOIN LATERAL (
        SELECT * FROM public.tb_player AS tb_player
        WHERE (tb_player.team = changed.team OR tb_player.team IS NULL AND changed.team IS NULL)
        OFFSET 0
      ) AS tb_player
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(3, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(7, hash_record(ROW (k.pk_player))) FROM unnest(v_keys) AS k (pk_player)
  ), p_most - cardinality(v_held));
  IF pg_sequence_last_value('tviews.traced_since') IS NOT NULL THEN
    PERFORM tviews.leave_trace(v_held);
  END IF;
  IF cardinality(v_keys) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(3, ARRAY[v_keys::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_apart(3, ARRAY[v_keys::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_player(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_player, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_player() RETURNS text[]
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
    FROM unnest(ARRAY[1, 2, 3]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_best, tv_player reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_player, r.team, r.points FROM old_rows AS r),
      after_1 AS (SELECT r.pk_player, r.team, r.points FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_neighbour reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_player, r.team, r.points, r.joined, r.nickname FROM old_rows AS r),
      after_2 AS (SELECT r.pk_player, r.team, r.points, r.joined, r.nickname FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      ),
      -- What tv_player reads of the rows before and after, and where that differs.
      before_3 AS (SELECT r.team, r.points FROM old_rows AS r),
      after_3 AS (SELECT r.team, r.points FROM new_rows AS r),
      changed_3 AS (
        (TABLE before_3 EXCEPT ALL TABLE after_3) UNION ALL (TABLE after_3 EXCEPT ALL TABLE before_3)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_player p (pk_player)', array_agg(DISTINCT r.pk_player)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.team))))
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 1, 'tb_player p (team)', array_agg(DISTINCT r.team)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.team))))
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_player (pk_player)', array_agg(DISTINCT r.pk_player)::text[],
        array_agg(DISTINCT tviews.lock_id(6, hash_record(ROW (r.team))))
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_player p (pk_player)', ARRAY[array_agg(DISTINCT r.pk_player)::text[]],
        array_agg(DISTINCT tviews.lock_id(3, hash_record(ROW (r.joined))))
          || array_agg(DISTINCT tviews.lock_id(4, hash_record(ROW (r.team))))
      FROM changed_2 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_player p (team, joined)', ARRAY[array_agg(r.team)::text[], array_agg(r.joined)],
        array_agg(DISTINCT r.lock_1)
          || array_agg(DISTINCT r.lock_2)
      FROM (SELECT DISTINCT r.team, r.joined::text AS joined, tviews.lock_id(3, hash_record(ROW (r.joined))) AS lock_1, tviews.lock_id(4, hash_record(ROW (r.team))) AS lock_2 FROM changed_2 AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_player (team)', array_agg(DISTINCT r.team)::text[],
        array_agg(DISTINCT tviews.lock_id(6, hash_record(ROW (r.team))))
      FROM changed_3 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_player p (pk_player)', array_agg(r.pk_player)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.team))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 1, 'tb_player p (team)', array_agg(DISTINCT r.team)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.team))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_player p (pk_player)', ARRAY[array_agg(r.pk_player)::text[]],
        array_agg(DISTINCT tviews.lock_id(3, hash_record(ROW (r.joined))))
          || array_agg(DISTINCT tviews.lock_id(4, hash_record(ROW (r.team))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_player p (team, joined)', ARRAY[array_agg(r.team)::text[], array_agg(r.joined)],
        array_agg(DISTINCT r.lock_1)
          || array_agg(DISTINCT r.lock_2)
      FROM (SELECT DISTINCT r.team, r.joined::text AS joined, tviews.lock_id(3, hash_record(ROW (r.joined))) AS lock_1, tviews.lock_id(4, hash_record(ROW (r.team))) AS lock_2 FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_player (pk_player)', array_agg(r.pk_player)::text[],
        array_agg(DISTINCT tviews.lock_id(6, hash_record(ROW (r.team))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_player (team)', array_agg(DISTINCT r.team)::text[],
        array_agg(DISTINCT tviews.lock_id(6, hash_record(ROW (r.team))))
      FROM changed_rows AS r
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
