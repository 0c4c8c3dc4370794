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
    (1, 'public.tv_badge_of', 'public.v_badge_of', false, ARRAY['pk_player'], 'r.pk_player = k.pk_player',
      'jsonb_build_object(''pk_player'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_badge_of(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_badge', 'public.tb_player']::text[], 'activate_tv_badge_of', 'equip_tv_badge_of', ARRAY['drain_tv_badge_of', 'refresh_tv_badge_of', 'rebuild_tv_badge_of'], 'drain_tv_badge_of',
      false, false, 0),
    (2, 'public.tv_place', 'public.v_place', false, ARRAY['pk_player'], 'r.pk_player = k.pk_player',
      'jsonb_build_object(''pk_player'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_place(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_player']::text[], 'activate_tv_place', 'equip_tv_place', ARRAY['drain_tv_place', 'refresh_tv_place', 'rebuild_tv_place'], 'drain_tv_place',
      false, true, 0)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_badge', ARRAY['fk_player', 'title']::text[], ARRAY['integer', 'text']::text[], 'tviews_tb_badge', 'enqueue_tb_badge', NULL, true, 'watch_tb_badge'),
    ('public.tb_player', ARRAY['pk_player', 'points', 'team']::text[], ARRAY['integer', 'integer', 'text']::text[], 'tviews_tb_player', 'enqueue_tb_player', NULL, true, 'watch_tb_player')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_badge_of', 'public.tb_badge', ARRAY['b']::text[], ARRAY['fk_player', 'title']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_player = b.fk_player'),
    ('public.tv_badge_of', 'public.tb_badge', ARRAY['b']::text[], ARRAY['fk_player']::text[], false,
      'mapped', 1, ARRAY['public.tb_player', 'public.tb_player']::text[], 'p.pk_player = b.fk_player, p_2.team = p.team, pk_player = p_2.pk_player'),
    ('public.tv_badge_of', 'public.tb_player', ARRAY['p']::text[], ARRAY['pk_player', 'team']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_player = p.pk_player'),
    ('public.tv_badge_of', 'public.tb_player', ARRAY['p']::text[], ARRAY['pk_player', 'team']::text[], false,
      'mapped', 1, ARRAY['public.tb_player']::text[], 'p.team = p.team, pk_player = p.pk_player'),
    ('public.tv_place', 'public.tb_player', ARRAY['p']::text[], ARRAY['pk_player', 'team', 'points']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_player = p.pk_player'),
    ('public.tv_place', 'public.tb_player', ARRAY['p']::text[], ARRAY['pk_player', 'team', 'points']::text[], false,
      'mapped', 1, ARRAY['public.tb_player']::text[], 'p.team = p.team, pk_player = p.pk_player')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_badge_of', 'public.tb_player', 'btree', ARRAY['pk_player'], false, 'CREATE INDEX tb_player_pk_player_idx ON public.tb_player (pk_player);'),
    (2, 'public.tv_badge_of', 'public.tb_player', 'btree', ARRAY['team'], false, 'CREATE INDEX tb_player_team_idx ON public.tb_player (team);'),
    (3, 'public.tv_place', 'public.tb_player', 'btree', ARRAY['team'], false, 'CREATE INDEX tb_player_team_idx ON public.tb_player (team);')
$function$;

-- The highest number of a class of locks.
CREATE FUNCTION tviews.built_lock_classes() RETURNS integer
LANGUAGE sql IMMUTABLE
AS 'SELECT 5';

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_badge', 'not-null', ARRAY['fk_player']),
    ('public.tb_player', 'not-null', ARRAY['pk_player']),
    ('public.tb_player', 'not-null', ARRAY['team']),
    ('public.tb_player', 'unique', ARRAY['pk_player'])
$function$;

-- public.tv_badge_of, key (pk_player).
CREATE FUNCTION tviews.activate_tv_badge_of() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_badge_of', 'public.v_badge_of', 'pk_player, title, in_team', $definition$
SELECT *
FROM (
SELECT p.pk_player, b.title, count(*) OVER (PARTITION BY p.team) AS in_team
FROM tb_player p
JOIN tb_badge b ON b.fk_player = p.pk_player
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_badge_of') IS NULL THEN
  CREATE TABLE public.tv_badge_of (LIKE public.v_badge_of) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_badge_of') THEN
    INSERT INTO public.tv_badge_of SELECT * FROM public.v_badge_of;
  END IF;
  PERFORM tviews.put_key('activate_tv_badge_of', 'public.tv_badge_of', 'PRIMARY KEY (pk_player)');
  ANALYZE public.tv_badge_of;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_badge_of', 'public.tv_badge_of', 'public.v_badge_of', 'PRIMARY KEY (pk_player)') THEN
  IF tviews.fill_now('activate_tv_badge_of') THEN
    INSERT INTO public.tv_badge_of SELECT * FROM public.v_badge_of;
  END IF;
  PERFORM tviews.put_key('activate_tv_badge_of', 'public.tv_badge_of', 'PRIMARY KEY (pk_player)');
END IF;

-- Makes the rows of public.tv_badge_of with these keys equal to those of public.v_badge_of, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_badge_of(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
  v_twice text;
BEGIN
  -- No constraint proves that the key is unique.
  SELECT concat_ws(', ', k.pk_player) INTO v_twice
  FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_player)
  JOIN public.v_badge_of AS v ON v.pk_player = k.pk_player
  GROUP BY k.pk_player
  HAVING count(*) > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_badge_of', v_twice);
  END IF;

  -- In one pass: to look up a single key would compute as much of the view.
  WITH fresh AS MATERIALIZED (
    SELECT v.pk_player, v.title, v.in_team
    FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_player)
    JOIN public.v_badge_of AS v ON v.pk_player = k.pk_player
  ), written AS (
    INSERT INTO public.tv_badge_of AS t (pk_player, title, in_team)
    SELECT * FROM fresh
    ON CONFLICT (pk_player)
    DO UPDATE SET title = excluded.title, in_team = excluded.in_team
    WHERE t.* *<> excluded.*
  )
  SELECT array_agg(gone.pk_player)
  INTO v_gone
  FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_player FROM fresh) AS gone (pk_player);

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_badge_of AS t
    USING unnest(v_gone) AS k (pk_player)
    WHERE t.pk_player = k.pk_player;
  END IF;
END
$function$;

-- Makes all rows of public.tv_badge_of equal to those of public.v_badge_of, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_badge_of() RETURNS void
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
DECLARE
  v_twice text;
BEGIN
  SELECT concat_ws(', ', v.pk_player) INTO v_twice
  FROM public.v_badge_of AS v
  GROUP BY v.pk_player
  HAVING count(*) > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_badge_of', v_twice);
  END IF;

  DELETE FROM public.tv_badge_of AS t
  USING (
    SELECT t.pk_player FROM public.tv_badge_of AS t
    EXCEPT
    SELECT v.pk_player FROM public.v_badge_of AS v
  ) AS k (pk_player)
  WHERE t.pk_player = k.pk_player;

  INSERT INTO public.tv_badge_of AS t (pk_player, title, in_team)
  SELECT v.pk_player, v.title, v.in_team
  FROM public.v_badge_of AS v
  ON CONFLICT (pk_player)
  DO UPDATE SET title = excluded.title, in_team = excluded.in_team
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_badge_of out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_badge_of(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_b_fk_player integer[];
  v_route_2_1 integer[];
  v_p_pk_player integer[];
  v_p_team text[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_badge b (fk_player)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_badge b (fk_player) 2'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_player p (pk_player)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_player p (team)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_b_fk_player, v_route_2_1, v_p_pk_player, v_p_team, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2), tviews.class_lock_id(3)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_badge_of');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_badge_of();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_player (pk_player)
  IF v_route_2_1 IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.fk_player)))
      FROM unnest(v_route_2_1) AS changed (fk_player)
    );
  END IF;
  v_held := v_held || tviews.hold(tviews.links_between(v_links, 1, 1), v_lookups, p_most - cardinality(v_held));

  -- Looked up below, and changed by this transaction: public.tb_player (team)
  v_lookups := '{}';
  IF v_route_2_1 IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(2, hash_record(ROW (p.team)))
      FROM public.tb_player AS p
      WHERE p.pk_player = ANY (v_route_2_1)
    );
  END IF;
  IF v_p_team IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(2, hash_record(ROW (changed.team)))
      FROM unnest(v_p_team) AS changed (team)
    );
  END IF;
  v_held := v_held || tviews.hold(tviews.links_between(v_links, 2, 2), v_lookups, p_most - cardinality(v_held));

  -- tb_badge b: pk_player = b.fk_player
  IF v_b_fk_player IS NOT NULL THEN
    v_keys := v_keys || v_b_fk_player;
  END IF;

  -- tb_badge b: p.pk_player = b.fk_player, p_2.team = p.team, pk_player = p_2.pk_player
  IF v_route_2_1 IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT p_2.pk_player
      FROM public.tb_player AS p
      JOIN public.tb_player AS p_2 ON p_2.team = p.team
      WHERE p.pk_player = ANY (v_route_2_1)
    );
  END IF;

  -- tb_player p: pk_player = p.pk_player
  IF v_p_pk_player IS NOT NULL THEN
    v_keys := v_keys || v_p_pk_player;
  END IF;

  -- tb_player p: p.team = p.team, pk_player = p.pk_player
  IF v_p_team IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT p.pk_player
      FROM public.tb_player AS p
      WHERE p.team = ANY (v_p_team)
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(3, hash_record(ROW (k.pk_player))) FROM unnest(v_keys) AS k (pk_player)
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
    PERFORM tviews.refresh_tv_badge_of(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_badge_of, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_badge_of() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_place, key (pk_player).
CREATE FUNCTION tviews.activate_tv_place() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_place', 'public.v_place', 'pk_player, team, place', $definition$
SELECT *
FROM (
SELECT p.pk_player, p.team, row_number() OVER (PARTITION BY p.team ORDER BY p.points DESC, p.pk_player) AS place
FROM tb_player p
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_place') IS NULL THEN
  CREATE TABLE public.tv_place (LIKE public.v_place) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_place') THEN
    INSERT INTO public.tv_place SELECT * FROM public.v_place;
  END IF;
  PERFORM tviews.put_key('activate_tv_place', 'public.tv_place', 'PRIMARY KEY (pk_player)');
  ANALYZE public.tv_place;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_place', 'public.tv_place', 'public.v_place', 'PRIMARY KEY (pk_player)') THEN
  IF tviews.fill_now('activate_tv_place') THEN
    INSERT INTO public.tv_place SELECT * FROM public.v_place;
  END IF;
  PERFORM tviews.put_key('activate_tv_place', 'public.tv_place', 'PRIMARY KEY (pk_player)');
END IF;

-- Makes the rows of public.tv_place with these keys equal to those of public.v_place, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_place(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
BEGIN
  -- Rows that differ go before the new ones come: under another unique index, two that swap values would collide.
  DELETE FROM public.tv_place AS t
  USING unnest(p_keys) AS k (pk_player)
  WHERE t.pk_player = k.pk_player
    AND NOT EXISTS (
      SELECT FROM public.v_place AS v
      WHERE v.pk_player = t.pk_player AND v.* *= t.*
    );

  INSERT INTO public.tv_place (pk_player, team, place)
  SELECT v.pk_player, v.team, v.place
  FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_player)
  JOIN public.v_place AS v ON v.pk_player = k.pk_player
  ON CONFLICT (pk_player) DO NOTHING;
END
$function$;

-- Makes all rows of public.tv_place equal to those of public.v_place, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_place() RETURNS void
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
  DELETE FROM public.tv_place AS t
  WHERE NOT EXISTS (
    SELECT FROM public.v_place AS v
    WHERE v.pk_player = t.pk_player AND v.* *= t.*
  );

  INSERT INTO public.tv_place AS t (pk_player, team, place)
  SELECT v.pk_player, v.team, v.place
  FROM public.v_place AS v
  ON CONFLICT (pk_player)
  DO NOTHING;
END
$function$;

-- Takes this transaction's entries for public.tv_place out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_place(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
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
    SELECT * FROM tviews.take_entries(2)
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
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(4), tviews.class_lock_id(5)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_place');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_place();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_player (team)
  IF v_p_team IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(4, hash_record(ROW (changed.team)))
      FROM unnest(v_p_team) AS changed (team)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_player p: pk_player = p.pk_player
  IF v_p_pk_player IS NOT NULL THEN
    v_keys := v_keys || v_p_pk_player;
  END IF;

  -- tb_player p: p.team = p.team, pk_player = p.pk_player
  IF v_p_team IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT p.pk_player
      FROM public.tb_player AS p
      WHERE p.team = ANY (v_p_team)
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(5, hash_record(ROW (k.pk_player))) FROM unnest(v_keys) AS k (pk_player)
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
    PERFORM tviews.refresh_tv_place(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_place, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_place() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT ARRAY[
  ARRAY[$definition$CREATE UNIQUE INDEX ON tv_place (team, place)$definition$, NULL, NULL]
]
$activate$;

-- The triggers of public.tb_badge.
CREATE FUNCTION tviews.watch_tb_badge() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_badge puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_badge() RETURNS trigger
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
      -- What tv_badge_of reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.fk_player, r.title FROM old_rows AS r),
      after_1 AS (SELECT r.fk_player, r.title FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_badge_of reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.fk_player FROM old_rows AS r),
      after_2 AS (SELECT r.fk_player FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_badge b (fk_player)', array_agg(DISTINCT r.fk_player)::text[]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 1, 'tb_badge b (fk_player) 2', array_agg(DISTINCT r.fk_player)::text[]
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_badge b (fk_player)', array_agg(DISTINCT r.fk_player)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 1, 'tb_badge b (fk_player) 2', array_agg(DISTINCT r.fk_player)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_badge', 'enqueue_tb_badge', 'tviews_tb_badge', true);
RETURN false;
END
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
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[1, 2]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_badge_of reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_player, r.team FROM old_rows AS r),
      after_1 AS (SELECT r.pk_player, r.team FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_place reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_player, r.team, r.points FROM old_rows AS r),
      after_2 AS (SELECT r.pk_player, r.team, r.points FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_player p (pk_player)', array_agg(DISTINCT r.pk_player)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.pk_player))))
          || array_agg(DISTINCT tviews.lock_id(2, hash_record(ROW (r.team))))
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 1, 'tb_player p (team)', array_agg(DISTINCT r.team)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.pk_player))))
          || array_agg(DISTINCT tviews.lock_id(2, hash_record(ROW (r.team))))
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_player p (pk_player)', array_agg(DISTINCT r.pk_player)::text[],
        array_agg(DISTINCT tviews.lock_id(4, hash_record(ROW (r.team))))
      FROM changed_2 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_player p (team)', array_agg(DISTINCT r.team)::text[],
        array_agg(DISTINCT tviews.lock_id(4, hash_record(ROW (r.team))))
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_player p (pk_player)', array_agg(r.pk_player)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.pk_player))))
          || array_agg(DISTINCT tviews.lock_id(2, hash_record(ROW (r.team))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 1, 'tb_player p (team)', array_agg(DISTINCT r.team)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.pk_player))))
          || array_agg(DISTINCT tviews.lock_id(2, hash_record(ROW (r.team))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_player p (pk_player)', array_agg(r.pk_player)::text[],
        array_agg(DISTINCT tviews.lock_id(4, hash_record(ROW (r.team))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_player p (team)', array_agg(DISTINCT r.team)::text[],
        array_agg(DISTINCT tviews.lock_id(4, hash_record(ROW (r.team))))
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
