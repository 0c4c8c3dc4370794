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
    (1, 'public.tv_race', 'public.v_race', false, ARRAY['pk_race'], 'r.pk_race = k.pk_race',
      'jsonb_build_object(''pk_race'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_race(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_race', 'public.tb_result']::text[], 'activate_tv_race', 'equip_tv_race', ARRAY['drain_tv_race', 'refresh_tv_race', 'rebuild_tv_race'], 'drain_tv_race',
      false, false, 1000),
    (2, 'public.tv_result', 'public.v_result', false, ARRAY['fk_race', 'pk_result'], '(r.fk_race = k.fk_race OR r.fk_race IS NULL AND k.fk_race IS NULL) AND r.pk_result = k.pk_result',
      'jsonb_build_object(''fk_race'', CAST($1[1][n] AS integer), ''pk_result'', CAST($1[2][n] AS integer))', 'tviews.refresh_tv_result(ARRAY(SELECT unnest($1[1:1]))::integer[], ARRAY(SELECT unnest($1[2:2]))::integer[])',
      ARRAY['public.tb_result']::text[], 'activate_tv_result', 'equip_tv_result', ARRAY['drain_tv_result', 'refresh_tv_result', 'rebuild_tv_result'], 'drain_tv_result',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_race', ARRAY['name', 'pk_race']::text[], ARRAY['text', 'integer']::text[], 'tviews_tb_race', 'enqueue_tb_race', NULL, true, 'watch_tb_race'),
    ('public.tb_result', ARRAY['fk_race', 'pk_result', 'runner', 'seconds']::text[], ARRAY['integer', 'integer', 'text', 'integer']::text[], 'tviews_tb_result', 'enqueue_tb_result', NULL, true, 'watch_tb_result')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_race', 'public.tb_race', ARRAY['r']::text[], ARRAY['pk_race', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_race = r.pk_race'),
    ('public.tv_race', 'public.tb_result', ARRAY['t']::text[], ARRAY['pk_result', 'fk_race', 'runner', 'seconds']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_race = t.fk_race'),
    ('public.tv_result', 'public.tb_result', ARRAY['r']::text[], ARRAY['pk_result', 'fk_race', 'runner', 'seconds']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'fk_race = r.fk_race, pk_result = r.pk_result'),
    ('public.tv_result', 'public.tb_result', ARRAY['r']::text[], ARRAY['fk_race', 'seconds']::text[], false,
      'mapped', 1, ARRAY['public.tb_result']::text[], '(r.fk_race = r.fk_race OR r.fk_race IS NULL AND r.fk_race IS NULL), fk_race = r.fk_race, pk_result = r.pk_result')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_race', 'public.tb_race', 'btree', ARRAY['pk_race'], false, 'CREATE INDEX tb_race_pk_race_idx ON public.tb_race (pk_race);'),
    (2, 'public.tv_race', 'public.tb_result', 'btree', ARRAY['fk_race'], false, 'CREATE INDEX tb_result_fk_race_idx ON public.tb_result (fk_race);'),
    (3, 'public.tv_result', 'public.tb_result', 'btree', ARRAY['fk_race', 'pk_result'], false, 'CREATE INDEX tb_result_fk_race_pk_result_idx ON public.tb_result (fk_race, pk_result);'),
    (4, 'public.tv_result', 'public.tb_result', 'btree', ARRAY['fk_race'], false, 'CREATE INDEX tb_result_fk_race_idx ON public.tb_result (fk_race);')
$function$;

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_race', 'not-null', ARRAY['pk_race']),
    ('public.tb_race', 'unique', ARRAY['pk_race']),
    ('public.tb_result', 'not-null', ARRAY['pk_result']),
    ('public.tb_result', 'unique', ARRAY['pk_result'])
$function$;

-- public.tv_race, key (pk_race).
CREATE FUNCTION tviews.activate_tv_race() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_race', 'public.v_race', 'pk_race, name, winner', $definition$
SELECT *
FROM (
SELECT r.pk_race, r.name, x.runner AS winner
FROM tb_race r
LEFT JOIN LATERAL (SELECT t.runner FROM tb_result t WHERE t.fk_race = r.pk_race ORDER BY t.seconds, t.pk_result LIMIT 1) x ON true
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_race') IS NULL THEN
  CREATE TABLE public.tv_race (LIKE public.v_race) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_race') THEN
    INSERT INTO public.tv_race SELECT * FROM public.v_race;
  END IF;
  PERFORM tviews.put_key('activate_tv_race', 'public.tv_race', 'PRIMARY KEY (pk_race)');
  ANALYZE public.tv_race;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_race', 'public.tv_race', 'public.v_race', 'PRIMARY KEY (pk_race)') THEN
  IF tviews.fill_now('activate_tv_race') THEN
    INSERT INTO public.tv_race SELECT * FROM public.v_race;
  END IF;
  PERFORM tviews.put_key('activate_tv_race', 'public.tv_race', 'PRIMARY KEY (pk_race)');
END IF;

-- Makes the rows of public.tv_race with these keys equal to those of public.v_race, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_race(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_race, v.name, v.winner
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_race)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_race AS v
        WHERE v.pk_race = k.pk_race
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_race AS t (pk_race, name, winner)
      SELECT * FROM fresh
      ON CONFLICT (pk_race)
      DO UPDATE SET name = excluded.name, winner = excluded.winner
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_race)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_race FROM fresh) AS gone (pk_race);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_race, v.name, v.winner
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_race)
      JOIN public.v_race AS v ON v.pk_race = k.pk_race
    ), written AS (
      INSERT INTO public.tv_race AS t (pk_race, name, winner)
      SELECT * FROM fresh
      ON CONFLICT (pk_race)
      DO UPDATE SET name = excluded.name, winner = excluded.winner
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_race)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_race FROM fresh) AS gone (pk_race);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_race AS t
    USING unnest(v_gone) AS k (pk_race)
    WHERE t.pk_race = k.pk_race;
  END IF;
END
$function$;

-- Makes all rows of public.tv_race equal to those of public.v_race, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_race() RETURNS void
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
  DELETE FROM public.tv_race AS t
  USING (
    SELECT t.pk_race FROM public.tv_race AS t
    EXCEPT
    SELECT v.pk_race FROM public.v_race AS v
  ) AS k (pk_race)
  WHERE t.pk_race = k.pk_race;

  INSERT INTO public.tv_race AS t (pk_race, name, winner)
  SELECT v.pk_race, v.name, v.winner
  FROM public.v_race AS v
  ON CONFLICT (pk_race)
  DO UPDATE SET name = excluded.name, winner = excluded.winner
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_race out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_race(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_r_pk_race integer[];
  v_t_fk_race integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_race r (pk_race)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_result t (fk_race)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_r_pk_race, v_t_fk_race, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_race');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_race();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_race r: pk_race = r.pk_race
  IF v_r_pk_race IS NOT NULL THEN
    v_keys := v_keys || v_r_pk_race;
  END IF;

  -- tb_result t: pk_race = t.fk_race
  IF v_t_fk_race IS NOT NULL THEN
    v_keys := v_keys || v_t_fk_race;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.pk_race))) FROM unnest(v_keys) AS k (pk_race)
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
    PERFORM tviews.refresh_tv_race(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_race, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_race() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_result, key (fk_race, pk_result).
CREATE FUNCTION tviews.activate_tv_result() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_result', 'public.v_result', 'fk_race, pk_result, runner, place, behind', $definition$
SELECT *
FROM (
SELECT r.fk_race, r.pk_result, r.runner, rank() OVER w AS place, r.seconds - min(r.seconds) OVER (PARTITION BY r.fk_race) AS behind
FROM tb_result r
WINDOW w AS (PARTITION BY r.fk_race ORDER BY r.seconds)
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_result') IS NULL THEN
  CREATE TABLE public.tv_result (LIKE public.v_result) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_result') THEN
    INSERT INTO public.tv_result SELECT * FROM public.v_result;
  END IF;
  PERFORM tviews.put_key('activate_tv_result', 'public.tv_result', 'UNIQUE NULLS NOT DISTINCT (fk_race, pk_result)');
  ANALYZE public.tv_result;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_result', 'public.tv_result', 'public.v_result', 'UNIQUE NULLS NOT DISTINCT (fk_race, pk_result)') THEN
  IF tviews.fill_now('activate_tv_result') THEN
    INSERT INTO public.tv_result SELECT * FROM public.v_result;
  END IF;
  PERFORM tviews.put_key('activate_tv_result', 'public.tv_result', 'UNIQUE NULLS NOT DISTINCT (fk_race, pk_result)');
END IF;

-- Makes the rows of public.tv_result with these keys equal to those of public.v_result, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_result(p_keys_1 integer[], p_keys_2 integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone_1 integer[];
  v_gone_2 integer[];
BEGIN
  IF cardinality(p_keys_1) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.fk_race, v.pk_result, v.runner, v.place, v.behind
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (fk_race, pk_result)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_result AS v
        WHERE (v.fk_race = k.fk_race OR v.fk_race IS NULL AND k.fk_race IS NULL) AND v.pk_result = k.pk_result
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_result AS t (fk_race, pk_result, runner, place, behind)
      SELECT * FROM fresh
      ON CONFLICT (fk_race, pk_result)
      DO UPDATE SET runner = excluded.runner, place = excluded.place, behind = excluded.behind
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.fk_race), array_agg(gone.pk_result)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.fk_race, fresh.pk_result FROM fresh) AS gone (fk_race, pk_result);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.fk_race, v.pk_result, v.runner, v.place, v.behind
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (fk_race, pk_result)
      JOIN public.v_result AS v ON (v.fk_race = k.fk_race OR v.fk_race IS NULL AND k.fk_race IS NULL) AND v.pk_result = k.pk_result
    ), written AS (
      INSERT INTO public.tv_result AS t (fk_race, pk_result, runner, place, behind)
      SELECT * FROM fresh
      ON CONFLICT (fk_race, pk_result)
      DO UPDATE SET runner = excluded.runner, place = excluded.place, behind = excluded.behind
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.fk_race), array_agg(gone.pk_result)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.fk_race, fresh.pk_result FROM fresh) AS gone (fk_race, pk_result);
  END IF;

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_result AS t
    USING unnest(v_gone_1, v_gone_2) AS k (fk_race, pk_result)
    WHERE (t.fk_race = k.fk_race OR t.fk_race IS NULL AND k.fk_race IS NULL) AND t.pk_result = k.pk_result;
  END IF;
END
$function$;

-- Makes all rows of public.tv_result equal to those of public.v_result, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_result() RETURNS void
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
  DELETE FROM public.tv_result AS t
  USING (
    SELECT t.fk_race, t.pk_result FROM public.tv_result AS t
    EXCEPT
    SELECT v.fk_race, v.pk_result FROM public.v_result AS v
  ) AS k (fk_race, pk_result)
  WHERE (t.fk_race = k.fk_race OR t.fk_race IS NULL AND k.fk_race IS NULL) AND t.pk_result = k.pk_result;

  INSERT INTO public.tv_result AS t (fk_race, pk_result, runner, place, behind)
  SELECT v.fk_race, v.pk_result, v.runner, v.place, v.behind
  FROM public.v_result AS v
  ON CONFLICT (fk_race, pk_result)
  DO UPDATE SET runner = excluded.runner, place = excluded.place, behind = excluded.behind
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_result out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_result(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_r_pk_result integer[];
  v_r_fk_race integer[];
  v_route_2_1 integer[];
  v_keys_1 integer[];
  v_keys_2 integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_result r (pk_result, fk_race)'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'tb_result r (pk_result, fk_race)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_result r (fk_race)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_r_pk_result, v_r_fk_race, v_route_2_1, v_keys_1, v_keys_2
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(2), tviews.class_lock_id(3)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_result');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_result();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_result (fk_race)
  IF v_route_2_1 IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(2, hash_record(ROW (changed.fk_race)))
      FROM unnest(v_route_2_1) AS changed (fk_race)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_result r: fk_race = r.fk_race, pk_result = r.pk_result
  IF v_r_pk_result IS NOT NULL THEN
    v_keys_1 := v_keys_1 || v_r_fk_race;
    v_keys_2 := v_keys_2 || v_r_pk_result;
  END IF;

  -- tb_result r: (r.fk_race = r.fk_race OR r.fk_race IS NULL AND r.fk_race IS NULL), fk_race = r.fk_race, pk_result = r.pk_result
  IF v_route_2_1 IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(changed.fk_race), v_keys_2 || array_agg(r.pk_result)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_route_2_1) AS changed (fk_race)
    CROSS JOIN LATERAL (
      SELECT * FROM public.tb_result AS r
      WHERE (r.fk_race = changed.fk_race OR r.fk_race IS NULL AND changed.fk_race IS NULL)
      OFFSET 0
    ) AS r;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(3, hash_record(ROW (k.fk_race, k.pk_result))) FROM unnest(v_keys_1, v_keys_2) AS k (fk_race, pk_result)
  ), p_most - cardinality(v_held));
  IF pg_sequence_last_value('tviews.traced_since') IS NOT NULL THEN
    PERFORM tviews.leave_trace(v_held);
  END IF;
  IF cardinality(v_keys_1) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(2, ARRAY[v_keys_1::text[], v_keys_2::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_apart(2, ARRAY[v_keys_1::text[], v_keys_2::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_result(v_keys_1, v_keys_2);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_result, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_result() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_race.
CREATE FUNCTION tviews.watch_tb_race() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_race puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_race() RETURNS trigger
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
      -- What tv_race reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_race, r.name FROM old_rows AS r),
      after AS (SELECT r.pk_race, r.name FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_race r (pk_race)', array_agg(DISTINCT r.pk_race)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_race r (pk_race)', array_agg(r.pk_race)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_race', 'enqueue_tb_race', 'tviews_tb_race', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_result.
CREATE FUNCTION tviews.watch_tb_result() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_result puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_result() RETURNS trigger
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
      -- What tv_race, tv_result reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_result, r.fk_race, r.runner, r.seconds FROM old_rows AS r),
      after_1 AS (SELECT r.pk_result, r.fk_race, r.runner, r.seconds FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_result reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.fk_race, r.seconds FROM old_rows AS r),
      after_2 AS (SELECT r.fk_race, r.seconds FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_result t (fk_race)', array_agg(DISTINCT r.fk_race)::text[],
        NULL::bigint[]
      FROM changed_1 AS r WHERE r.fk_race IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_result r (pk_result, fk_race)', ARRAY[array_agg(r.pk_result)::text[], array_agg(r.fk_race)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_result, r.fk_race, tviews.lock_id(2, hash_record(ROW (r.fk_race))) AS lock_1 FROM changed_1 AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_result r (fk_race)', ARRAY[array_agg(DISTINCT r.fk_race)::text[]],
        array_agg(DISTINCT tviews.lock_id(2, hash_record(ROW (r.fk_race))))
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_result t (fk_race)', array_agg(DISTINCT r.fk_race)::text[],
        NULL::bigint[]
      FROM changed_rows AS r WHERE r.fk_race IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_result r (pk_result, fk_race)', ARRAY[array_agg(r.pk_result)::text[], array_agg(r.fk_race)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_result, r.fk_race, tviews.lock_id(2, hash_record(ROW (r.fk_race))) AS lock_1 FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_result r (fk_race)', ARRAY[array_agg(DISTINCT r.fk_race)::text[]],
        array_agg(DISTINCT tviews.lock_id(2, hash_record(ROW (r.fk_race))))
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_result', 'enqueue_tb_result', 'tviews_tb_result', true);
RETURN false;
END
$activate$;
