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
    (1, 'public.tv_match', 'public.v_match', false, ARRAY['pk_match'], 'r.pk_match = k.pk_match',
      'jsonb_build_object(''pk_match'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_match(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_match', 'public.tb_person', 'public.tb_team']::text[], 'activate_tv_match', 'equip_tv_match', ARRAY['drain_tv_match', 'refresh_tv_match', 'rebuild_tv_match'], 'drain_tv_match',
      false, false, 1000),
    (2, 'public.tv_town', 'public.v_town', false, ARRAY['town'], '(r.town = k.town OR r.town IS NULL AND k.town IS NULL)',
      'jsonb_build_object(''town'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_town(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_person', 'public.tb_team']::text[], 'activate_tv_town', 'equip_tv_town', ARRAY['drain_tv_town', 'refresh_tv_town', 'rebuild_tv_town'], 'drain_tv_town',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_match', ARRAY['level', 'pk_match', 'town']::text[], ARRAY['integer', 'integer', 'integer']::text[], 'tviews_tb_match', 'enqueue_tb_match', NULL, true, 'watch_tb_match'),
    ('public.tb_person', ARRAY['fk_team', 'level', 'pk_person']::text[], ARRAY['integer', 'integer', 'integer']::text[], 'tviews_tb_person', 'enqueue_tb_person', NULL, true, 'watch_tb_person'),
    ('public.tb_team', ARRAY['leader', 'pk_team', 'town']::text[], ARRAY['integer', 'integer', 'integer']::text[], 'tviews_tb_team', 'enqueue_tb_team', NULL, true, 'watch_tb_team')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_match', 'public.tb_match', ARRAY['m']::text[], ARRAY['pk_match', 'town', 'level']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_match = m.pk_match'),
    ('public.tv_match', 'public.tb_person', ARRAY['p']::text[], ARRAY['fk_team', 'level']::text[], false,
      'mapped', 1, ARRAY['public.tb_team', 'public.tb_match']::text[], 't.pk_team = p.fk_team, m.town = t.town, pk_match = m.pk_match'),
    ('public.tv_match', 'public.tb_team', ARRAY['t']::text[], ARRAY['pk_team', 'town']::text[], false,
      'mapped', 1, ARRAY['public.tb_match']::text[], 'm.town = t.town, pk_match = m.pk_match'),
    ('public.tv_town', 'public.tb_person', ARRAY['p']::text[], ARRAY['pk_person', 'fk_team', 'level']::text[], false,
      'mapped', 1, ARRAY['public.tb_team']::text[], 't.pk_team = p.fk_team, town = t.town'),
    ('public.tv_town', 'public.tb_team', ARRAY['t']::text[], ARRAY['pk_team', 'town', 'leader']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'town = t.town')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_match', 'public.tb_match', 'btree', ARRAY['pk_match'], false, 'CREATE INDEX tb_match_pk_match_idx ON public.tb_match (pk_match);'),
    (2, 'public.tv_match', 'public.tb_person', 'btree', ARRAY['fk_team'], false, 'CREATE INDEX tb_person_fk_team_idx ON public.tb_person (fk_team);'),
    (3, 'public.tv_match', 'public.tb_team', 'btree', ARRAY['pk_team'], false, 'CREATE INDEX tb_team_pk_team_idx ON public.tb_team (pk_team);'),
    (4, 'public.tv_match', 'public.tb_match', 'btree', ARRAY['town'], false, 'CREATE INDEX tb_match_town_idx ON public.tb_match (town);'),
    (5, 'public.tv_match', 'public.tb_team', 'btree', ARRAY['town'], false, 'CREATE INDEX tb_team_town_idx ON public.tb_team (town);'),
    (6, 'public.tv_town', 'public.tb_person', 'btree', ARRAY['fk_team'], false, 'CREATE INDEX tb_person_fk_team_idx ON public.tb_person (fk_team);'),
    (7, 'public.tv_town', 'public.tb_team', 'btree', ARRAY['pk_team'], false, 'CREATE INDEX tb_team_pk_team_idx ON public.tb_team (pk_team);'),
    (8, 'public.tv_town', 'public.tb_team', 'btree', ARRAY['town'], false, 'CREATE INDEX tb_team_town_idx ON public.tb_team (town);')
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
    ('public.tb_match', 'not-null', ARRAY['pk_match']),
    ('public.tb_match', 'unique', ARRAY['pk_match']),
    ('public.tb_team', 'not-null', ARRAY['pk_team']),
    ('public.tb_team', 'unique', ARRAY['pk_team'])
$function$;

-- public.tv_match, key (pk_match).
CREATE FUNCTION tviews.activate_tv_match() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_match', 'public.v_match', 'pk_match, pairs, levels', $definition$
SELECT *
FROM (
SELECT m.pk_match, count(*) AS pairs, sum(p.level) AS levels
FROM tb_team t
JOIN tb_match m ON m.town = t.town
LEFT JOIN tb_person p ON p.fk_team = t.pk_team
WHERE p.level IS DISTINCT FROM m.level
GROUP BY m.pk_match
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_match') IS NULL THEN
  CREATE TABLE public.tv_match (LIKE public.v_match) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_match') THEN
    INSERT INTO public.tv_match SELECT * FROM public.v_match;
  END IF;
  PERFORM tviews.put_key('activate_tv_match', 'public.tv_match', 'PRIMARY KEY (pk_match)');
  ANALYZE public.tv_match;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_match', 'public.tv_match', 'public.v_match', 'PRIMARY KEY (pk_match)') THEN
  IF tviews.fill_now('activate_tv_match') THEN
    INSERT INTO public.tv_match SELECT * FROM public.v_match;
  END IF;
  PERFORM tviews.put_key('activate_tv_match', 'public.tv_match', 'PRIMARY KEY (pk_match)');
END IF;

-- Makes the rows of public.tv_match with these keys equal to those of public.v_match, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_match(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_match, v.pairs, v.levels
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_match)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_match AS v
        WHERE v.pk_match = k.pk_match
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_match AS t (pk_match, pairs, levels)
      SELECT * FROM fresh
      ON CONFLICT (pk_match)
      DO UPDATE SET pairs = excluded.pairs, levels = excluded.levels
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_match)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_match FROM fresh) AS gone (pk_match);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_match, v.pairs, v.levels
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_match)
      JOIN public.v_match AS v ON v.pk_match = k.pk_match
    ), written AS (
      INSERT INTO public.tv_match AS t (pk_match, pairs, levels)
      SELECT * FROM fresh
      ON CONFLICT (pk_match)
      DO UPDATE SET pairs = excluded.pairs, levels = excluded.levels
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_match)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_match FROM fresh) AS gone (pk_match);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_match AS t
    USING unnest(v_gone) AS k (pk_match)
    WHERE t.pk_match = k.pk_match;
  END IF;
END
$function$;

-- Makes all rows of public.tv_match equal to those of public.v_match, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_match() RETURNS void
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
  DELETE FROM public.tv_match AS t
  USING (
    SELECT t.pk_match FROM public.tv_match AS t
    EXCEPT
    SELECT v.pk_match FROM public.v_match AS v
  ) AS k (pk_match)
  WHERE t.pk_match = k.pk_match;

  INSERT INTO public.tv_match AS t (pk_match, pairs, levels)
  SELECT v.pk_match, v.pairs, v.levels
  FROM public.v_match AS v
  ON CONFLICT (pk_match)
  DO UPDATE SET pairs = excluded.pairs, levels = excluded.levels
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_match out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_match(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_m_pk_match integer[];
  v_p_fk_team integer[];
  v_t_town integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_match m (pk_match)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_person p (fk_team)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_team t (town)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_m_pk_match, v_p_fk_team, v_t_town, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2), tviews.class_lock_id(3)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_match');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_match();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_team (pk_team)
  IF v_p_fk_team IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.fk_team)))
      FROM unnest(v_p_fk_team) AS changed (fk_team)
    );
  END IF;
  v_held := v_held || tviews.hold(tviews.links_between(v_links, 1, 1), v_lookups, p_most - cardinality(v_held));

  -- Looked up below, and changed by this transaction: public.tb_match (town)
  v_lookups := '{}';
  IF v_p_fk_team IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(2, hash_record(ROW (t.town)))
      FROM public.tb_team AS t
      WHERE t.pk_team = ANY (v_p_fk_team)
    );
  END IF;
  IF v_t_town IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(2, hash_record(ROW (changed.town)))
      FROM unnest(v_t_town) AS changed (town)
    );
  END IF;
  v_held := v_held || tviews.hold(tviews.links_between(v_links, 2, 2), v_lookups, p_most - cardinality(v_held));

  -- tb_match m: pk_match = m.pk_match
  IF v_m_pk_match IS NOT NULL THEN
    v_keys := v_keys || v_m_pk_match;
  END IF;

  -- tb_person p: t.pk_team = p.fk_team, m.town = t.town, pk_match = m.pk_match
  IF v_p_fk_team IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT m.pk_match
      FROM public.tb_team AS t
      JOIN public.tb_match AS m ON m.town = t.town
      WHERE t.pk_team = ANY (v_p_fk_team)
    );
  END IF;

  -- tb_team t: m.town = t.town, pk_match = m.pk_match
  IF v_t_town IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT m.pk_match
      FROM public.tb_match AS m
      WHERE m.town = ANY (v_t_town)
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(3, hash_record(ROW (k.pk_match))) FROM unnest(v_keys) AS k (pk_match)
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
    PERFORM tviews.refresh_tv_match(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_match, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_match() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_town, key (town).
CREATE FUNCTION tviews.activate_tv_town() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_town', 'public.v_town', 'town, teams', $definition$
SELECT *
FROM (
SELECT t.town, count(*) AS teams
FROM tb_team t
WHERE t.leader IS NOT DISTINCT FROM (SELECT p.pk_person FROM tb_person p WHERE p.fk_team = t.pk_team AND p.level > 2)
GROUP BY t.town
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_town') IS NULL THEN
  CREATE TABLE public.tv_town (LIKE public.v_town) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_town') THEN
    INSERT INTO public.tv_town SELECT * FROM public.v_town;
  END IF;
  PERFORM tviews.put_key('activate_tv_town', 'public.tv_town', 'UNIQUE NULLS NOT DISTINCT (town)');
  ANALYZE public.tv_town;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_town', 'public.tv_town', 'public.v_town', 'UNIQUE NULLS NOT DISTINCT (town)') THEN
  IF tviews.fill_now('activate_tv_town') THEN
    INSERT INTO public.tv_town SELECT * FROM public.v_town;
  END IF;
  PERFORM tviews.put_key('activate_tv_town', 'public.tv_town', 'UNIQUE NULLS NOT DISTINCT (town)');
END IF;

-- Makes the rows of public.tv_town with these keys equal to those of public.v_town, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_town(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.town, v.teams
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (town)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_town AS v
        WHERE (v.town = k.town OR v.town IS NULL AND k.town IS NULL)
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_town AS t (town, teams)
      SELECT * FROM fresh
      ON CONFLICT (town)
      DO UPDATE SET teams = excluded.teams
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.town)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.town FROM fresh) AS gone (town);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.town, v.teams
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (town)
      JOIN public.v_town AS v ON (v.town = k.town OR v.town IS NULL AND k.town IS NULL)
    ), written AS (
      INSERT INTO public.tv_town AS t (town, teams)
      SELECT * FROM fresh
      ON CONFLICT (town)
      DO UPDATE SET teams = excluded.teams
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.town)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.town FROM fresh) AS gone (town);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_town AS t
    USING unnest(v_gone) AS k (town)
    WHERE (t.town = k.town OR t.town IS NULL AND k.town IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_town equal to those of public.v_town, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_town() RETURNS void
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
  DELETE FROM public.tv_town AS t
  USING (
    SELECT t.town FROM public.tv_town AS t
    EXCEPT
    SELECT v.town FROM public.v_town AS v
  ) AS k (town)
  WHERE (t.town = k.town OR t.town IS NULL AND k.town IS NULL);

  INSERT INTO public.tv_town AS t (town, teams)
  SELECT v.town, v.teams
  FROM public.v_town AS v
  ON CONFLICT (town)
  DO UPDATE SET teams = excluded.teams
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_town out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_town(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_p_fk_team integer[];
  v_t_town integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_person p (fk_team)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_team t (town)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_p_fk_team, v_t_town, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(4), tviews.class_lock_id(5)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_town');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_town();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_team (pk_team)
  IF v_p_fk_team IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(4, hash_record(ROW (changed.fk_team)))
      FROM unnest(v_p_fk_team) AS changed (fk_team)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_person p: t.pk_team = p.fk_team, town = t.town
  IF v_p_fk_team IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT t.town
      FROM public.tb_team AS t
      WHERE t.pk_team = ANY (v_p_fk_team)
    );
  END IF;

  -- tb_team t: town = t.town
  IF v_t_town IS NOT NULL THEN
    v_keys := v_keys || v_t_town;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(5, hash_record(ROW (k.town))) FROM unnest(v_keys) AS k (town)
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
    PERFORM tviews.refresh_tv_town(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_town, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_town() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
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
    FROM unnest(ARRAY[1]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_match reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_match, r.town, r.level FROM old_rows AS r),
      after AS (SELECT r.pk_match, r.town, r.level FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_match m (pk_match)', array_agg(DISTINCT r.pk_match)::text[],
        array_agg(DISTINCT tviews.lock_id(2, hash_record(ROW (r.town))))
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_match m (pk_match)', array_agg(r.pk_match)::text[],
        array_agg(DISTINCT tviews.lock_id(2, hash_record(ROW (r.town))))
      FROM changed_rows AS r
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

-- The triggers of public.tb_person.
CREATE FUNCTION tviews.watch_tb_person() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_person puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_person() RETURNS trigger
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
      -- What tv_match reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.fk_team, r.level FROM old_rows AS r),
      after_1 AS (SELECT r.fk_team, r.level FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_town reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_person, r.fk_team, r.level FROM old_rows AS r),
      after_2 AS (SELECT r.pk_person, r.fk_team, r.level FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_person p (fk_team)', array_agg(DISTINCT r.fk_team)::text[]
      FROM changed_1 AS r WHERE r.fk_team IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_person p (fk_team)', array_agg(DISTINCT r.fk_team)::text[]
      FROM changed_2 AS r WHERE r.fk_team IS NOT NULL AND r.level > 2
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_person p (fk_team)', array_agg(DISTINCT r.fk_team)::text[]
      FROM changed_rows AS r WHERE r.fk_team IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_person p (fk_team)', array_agg(DISTINCT r.fk_team)::text[]
      FROM changed_rows AS r WHERE r.fk_team IS NOT NULL AND r.level > 2
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_person', 'enqueue_tb_person', 'tviews_tb_person', true);
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
    FROM unnest(ARRAY[1, 2]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_match reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_team, r.town FROM old_rows AS r),
      after_1 AS (SELECT r.pk_team, r.town FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_town reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_team, r.town, r.leader FROM old_rows AS r),
      after_2 AS (SELECT r.pk_team, r.town, r.leader FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_team t (town)', array_agg(DISTINCT r.town)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.pk_team))))
      FROM changed_1 AS r WHERE r.town IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_team t (town)', array_agg(DISTINCT r.town)::text[],
        array_agg(DISTINCT tviews.lock_id(4, hash_record(ROW (r.pk_team))))
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_team t (town)', array_agg(DISTINCT r.town)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.pk_team))))
      FROM changed_rows AS r WHERE r.town IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_team t (town)', array_agg(DISTINCT r.town)::text[],
        array_agg(DISTINCT tviews.lock_id(4, hash_record(ROW (r.pk_team))))
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
