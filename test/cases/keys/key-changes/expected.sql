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
    (1, 'public.tv_line', 'public.v_line', false, ARRAY['pk_line'], 'r.pk_line = k.pk_line',
      'jsonb_build_object(''pk_line'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_line(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_line', 'public.tb_station', 'public.tb_stop']::text[], 'activate_tv_line', 'equip_tv_line', ARRAY['drain_tv_line', 'refresh_tv_line', 'rebuild_tv_line'], 'drain_tv_line',
      false, false, 1000),
    (2, 'public.tv_station', 'public.v_station', false, ARRAY['pk_station'], 'r.pk_station = k.pk_station',
      'jsonb_build_object(''pk_station'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_station(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_line', 'public.tb_station', 'public.tb_stop']::text[], 'activate_tv_station', 'equip_tv_station', ARRAY['drain_tv_station', 'refresh_tv_station', 'rebuild_tv_station'], 'drain_tv_station',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_line', ARRAY['name', 'pk_line']::text[], ARRAY['text', 'integer']::text[], 'tviews_tb_line', 'enqueue_tb_line', NULL, true, 'watch_tb_line'),
    ('public.tb_station', ARRAY['name', 'pk_station']::text[], ARRAY['text', 'integer']::text[], 'tviews_tb_station', 'enqueue_tb_station', NULL, true, 'watch_tb_station'),
    ('public.tb_stop', ARRAY['fk_line', 'fk_station']::text[], ARRAY['integer', 'integer']::text[], 'tviews_tb_stop', 'enqueue_tb_stop', NULL, true, 'watch_tb_stop')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_line', 'public.tb_line', ARRAY['l']::text[], ARRAY['pk_line', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_line = l.pk_line'),
    ('public.tv_line', 'public.tb_station', ARRAY['s']::text[], ARRAY['pk_station', 'name']::text[], false,
      'mapped', 1, ARRAY['public.tb_stop']::text[], 'x.fk_station = s.pk_station, pk_line = x.fk_line'),
    ('public.tv_line', 'public.tb_stop', ARRAY['x']::text[], ARRAY['fk_line', 'fk_station']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_line = x.fk_line'),
    ('public.tv_station', 'public.tb_line', ARRAY['l']::text[], ARRAY['pk_line', 'name']::text[], false,
      'mapped', 1, ARRAY['public.tb_stop']::text[], 'x.fk_line = l.pk_line, pk_station = x.fk_station'),
    ('public.tv_station', 'public.tb_station', ARRAY['s']::text[], ARRAY['pk_station', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_station = s.pk_station'),
    ('public.tv_station', 'public.tb_stop', ARRAY['x']::text[], ARRAY['fk_line', 'fk_station']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_station = x.fk_station')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_line', 'public.tb_line', 'btree', ARRAY['pk_line'], false, 'CREATE INDEX tb_line_pk_line_idx ON public.tb_line (pk_line);'),
    (2, 'public.tv_line', 'public.tb_station', 'btree', ARRAY['pk_station'], false, 'CREATE INDEX tb_station_pk_station_idx ON public.tb_station (pk_station);'),
    (3, 'public.tv_line', 'public.tb_stop', 'btree', ARRAY['fk_station'], false, 'CREATE INDEX tb_stop_fk_station_idx ON public.tb_stop (fk_station);'),
    (4, 'public.tv_line', 'public.tb_stop', 'btree', ARRAY['fk_line'], false, 'CREATE INDEX tb_stop_fk_line_idx ON public.tb_stop (fk_line);'),
    (5, 'public.tv_station', 'public.tb_line', 'btree', ARRAY['pk_line'], false, 'CREATE INDEX tb_line_pk_line_idx ON public.tb_line (pk_line);'),
    (6, 'public.tv_station', 'public.tb_stop', 'btree', ARRAY['fk_line'], false, 'CREATE INDEX tb_stop_fk_line_idx ON public.tb_stop (fk_line);'),
    (7, 'public.tv_station', 'public.tb_station', 'btree', ARRAY['pk_station'], false, 'CREATE INDEX tb_station_pk_station_idx ON public.tb_station (pk_station);'),
    (8, 'public.tv_station', 'public.tb_stop', 'btree', ARRAY['fk_station'], false, 'CREATE INDEX tb_stop_fk_station_idx ON public.tb_stop (fk_station);')
$function$;

-- The highest number of a class of locks.
CREATE FUNCTION tviews.built_lock_classes() RETURNS integer
LANGUAGE sql IMMUTABLE
AS 'SELECT 4';

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_line', 'not-null', ARRAY['pk_line']),
    ('public.tb_line', 'unique', ARRAY['pk_line']),
    ('public.tb_station', 'not-null', ARRAY['pk_station']),
    ('public.tb_stop', 'not-null', ARRAY['fk_line']),
    ('public.tb_stop', 'not-null', ARRAY['fk_station']),
    ('public.tb_stop', 'unique', ARRAY['fk_line', 'fk_station'])
$function$;

-- public.tv_line, key (pk_line).
CREATE FUNCTION tviews.activate_tv_line() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_line', 'public.v_line', 'pk_line, name, stations', $definition$
SELECT *
FROM (
SELECT l.pk_line, l.name,
       ARRAY(SELECT s.name FROM tb_stop x JOIN tb_station s ON s.pk_station = x.fk_station WHERE x.fk_line = l.pk_line ORDER BY s.name) AS stations
FROM tb_line l
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_line') IS NULL THEN
  CREATE TABLE public.tv_line (LIKE public.v_line) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_line') THEN
    INSERT INTO public.tv_line SELECT * FROM public.v_line;
  END IF;
  PERFORM tviews.put_key('activate_tv_line', 'public.tv_line', 'PRIMARY KEY (pk_line)');
  ANALYZE public.tv_line;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_line', 'public.tv_line', 'public.v_line', 'PRIMARY KEY (pk_line)') THEN
  IF tviews.fill_now('activate_tv_line') THEN
    INSERT INTO public.tv_line SELECT * FROM public.v_line;
  END IF;
  PERFORM tviews.put_key('activate_tv_line', 'public.tv_line', 'PRIMARY KEY (pk_line)');
END IF;

-- Makes the rows of public.tv_line with these keys equal to those of public.v_line, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_line(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_line, v.name, v.stations
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_line)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_line AS v
        WHERE v.pk_line = k.pk_line
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_line AS t (pk_line, name, stations)
      SELECT * FROM fresh
      ON CONFLICT (pk_line)
      DO UPDATE SET name = excluded.name, stations = excluded.stations
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_line)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_line FROM fresh) AS gone (pk_line);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_line, v.name, v.stations
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_line)
      JOIN public.v_line AS v ON v.pk_line = k.pk_line
    ), written AS (
      INSERT INTO public.tv_line AS t (pk_line, name, stations)
      SELECT * FROM fresh
      ON CONFLICT (pk_line)
      DO UPDATE SET name = excluded.name, stations = excluded.stations
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_line)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_line FROM fresh) AS gone (pk_line);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_line AS t
    USING unnest(v_gone) AS k (pk_line)
    WHERE t.pk_line = k.pk_line;
  END IF;
END
$function$;

-- Makes all rows of public.tv_line equal to those of public.v_line, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_line() RETURNS void
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
  DELETE FROM public.tv_line AS t
  USING (
    SELECT t.pk_line FROM public.tv_line AS t
    EXCEPT
    SELECT v.pk_line FROM public.v_line AS v
  ) AS k (pk_line)
  WHERE t.pk_line = k.pk_line;

  INSERT INTO public.tv_line AS t (pk_line, name, stations)
  SELECT v.pk_line, v.name, v.stations
  FROM public.v_line AS v
  ON CONFLICT (pk_line)
  DO UPDATE SET name = excluded.name, stations = excluded.stations
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_line out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_line(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_l_pk_line integer[];
  v_s_pk_station integer[];
  v_x_fk_line integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_line l (pk_line)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_station s (pk_station)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_stop x (fk_line)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_l_pk_line, v_s_pk_station, v_x_fk_line, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_line');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_line();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_stop (fk_station)
  IF v_s_pk_station IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.pk_station)))
      FROM unnest(v_s_pk_station) AS changed (pk_station)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_line l: pk_line = l.pk_line
  IF v_l_pk_line IS NOT NULL THEN
    v_keys := v_keys || v_l_pk_line;
  END IF;

  -- tb_station s: x.fk_station = s.pk_station, pk_line = x.fk_line
  IF v_s_pk_station IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT x.fk_line
      FROM public.tb_stop AS x
      WHERE x.fk_station = ANY (v_s_pk_station)
    );
  END IF;

  -- tb_stop x: pk_line = x.fk_line
  IF v_x_fk_line IS NOT NULL THEN
    v_keys := v_keys || v_x_fk_line;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.pk_line))) FROM unnest(v_keys) AS k (pk_line)
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
    PERFORM tviews.refresh_tv_line(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_line, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_line() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_station, key (pk_station).
CREATE FUNCTION tviews.activate_tv_station() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_station', 'public.v_station', 'pk_station, name, lines', $definition$
SELECT *
FROM (
SELECT s.pk_station, s.name, string_agg(l.name, ',' ORDER BY l.name) AS lines
FROM tb_station s
LEFT JOIN tb_stop x ON x.fk_station = s.pk_station
LEFT JOIN tb_line l ON l.pk_line = x.fk_line
GROUP BY s.pk_station, s.name
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_station') IS NULL THEN
  CREATE TABLE public.tv_station (LIKE public.v_station) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_station') THEN
    INSERT INTO public.tv_station SELECT * FROM public.v_station;
  END IF;
  PERFORM tviews.put_key('activate_tv_station', 'public.tv_station', 'PRIMARY KEY (pk_station)');
  ANALYZE public.tv_station;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_station', 'public.tv_station', 'public.v_station', 'PRIMARY KEY (pk_station)') THEN
  IF tviews.fill_now('activate_tv_station') THEN
    INSERT INTO public.tv_station SELECT * FROM public.v_station;
  END IF;
  PERFORM tviews.put_key('activate_tv_station', 'public.tv_station', 'PRIMARY KEY (pk_station)');
END IF;

-- Makes the rows of public.tv_station with these keys equal to those of public.v_station, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_station(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
  v_twice text;
BEGIN
  -- No constraint proves that the key is unique.
  SELECT concat_ws(', ', k.pk_station) INTO v_twice
  FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_station)
  CROSS JOIN LATERAL (
    SELECT count(*) AS rows FROM public.v_station AS v
    WHERE v.pk_station = k.pk_station
    OFFSET 0
  ) AS found
  WHERE found.rows > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_station', v_twice);
  END IF;

  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_station, v.name, v.lines
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_station)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_station AS v
        WHERE v.pk_station = k.pk_station
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_station AS t (pk_station, name, lines)
      SELECT * FROM fresh
      ON CONFLICT (pk_station)
      DO UPDATE SET name = excluded.name, lines = excluded.lines
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_station)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_station FROM fresh) AS gone (pk_station);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_station, v.name, v.lines
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_station)
      JOIN public.v_station AS v ON v.pk_station = k.pk_station
    ), written AS (
      INSERT INTO public.tv_station AS t (pk_station, name, lines)
      SELECT * FROM fresh
      ON CONFLICT (pk_station)
      DO UPDATE SET name = excluded.name, lines = excluded.lines
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_station)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_station FROM fresh) AS gone (pk_station);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_station AS t
    USING unnest(v_gone) AS k (pk_station)
    WHERE t.pk_station = k.pk_station;
  END IF;
END
$function$;

-- Makes all rows of public.tv_station equal to those of public.v_station, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_station() RETURNS void
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
  SELECT concat_ws(', ', v.pk_station) INTO v_twice
  FROM public.v_station AS v
  GROUP BY v.pk_station
  HAVING count(*) > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_station', v_twice);
  END IF;

  DELETE FROM public.tv_station AS t
  USING (
    SELECT t.pk_station FROM public.tv_station AS t
    EXCEPT
    SELECT v.pk_station FROM public.v_station AS v
  ) AS k (pk_station)
  WHERE t.pk_station = k.pk_station;

  INSERT INTO public.tv_station AS t (pk_station, name, lines)
  SELECT v.pk_station, v.name, v.lines
  FROM public.v_station AS v
  ON CONFLICT (pk_station)
  DO UPDATE SET name = excluded.name, lines = excluded.lines
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_station out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_station(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_l_pk_line integer[];
  v_s_pk_station integer[];
  v_x_fk_station integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_line l (pk_line)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_station s (pk_station)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_stop x (fk_station)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_l_pk_line, v_s_pk_station, v_x_fk_station, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(3), tviews.class_lock_id(4)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_station');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_station();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_stop (fk_line)
  IF v_l_pk_line IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(3, hash_record(ROW (changed.pk_line)))
      FROM unnest(v_l_pk_line) AS changed (pk_line)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_line l: x.fk_line = l.pk_line, pk_station = x.fk_station
  IF v_l_pk_line IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT x.fk_station
      FROM public.tb_stop AS x
      WHERE x.fk_line = ANY (v_l_pk_line)
    );
  END IF;

  -- tb_station s: pk_station = s.pk_station
  IF v_s_pk_station IS NOT NULL THEN
    v_keys := v_keys || v_s_pk_station;
  END IF;

  -- tb_stop x: pk_station = x.fk_station
  IF v_x_fk_station IS NOT NULL THEN
    v_keys := v_keys || v_x_fk_station;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(4, hash_record(ROW (k.pk_station))) FROM unnest(v_keys) AS k (pk_station)
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
    PERFORM tviews.refresh_tv_station(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_station, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_station() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_line.
CREATE FUNCTION tviews.watch_tb_line() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_line puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_line() RETURNS trigger
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
      -- What tv_line, tv_station reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_line, r.name FROM old_rows AS r),
      after AS (SELECT r.pk_line, r.name FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_line l (pk_line)', array_agg(DISTINCT r.pk_line)::text[]
      FROM changed AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_line l (pk_line)', array_agg(DISTINCT r.pk_line)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_line l (pk_line)', array_agg(r.pk_line)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_line l (pk_line)', array_agg(r.pk_line)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_line', 'enqueue_tb_line', 'tviews_tb_line', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_station.
CREATE FUNCTION tviews.watch_tb_station() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_station puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_station() RETURNS trigger
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
      -- What tv_line, tv_station reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_station, r.name FROM old_rows AS r),
      after AS (SELECT r.pk_station, r.name FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_station s (pk_station)', array_agg(DISTINCT r.pk_station)::text[]
      FROM changed AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_station s (pk_station)', array_agg(DISTINCT r.pk_station)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_station s (pk_station)', array_agg(DISTINCT r.pk_station)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_station s (pk_station)', array_agg(DISTINCT r.pk_station)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_station', 'enqueue_tb_station', 'tviews_tb_station', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_stop.
CREATE FUNCTION tviews.watch_tb_stop() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_stop puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_stop() RETURNS trigger
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
      -- What tv_line, tv_station reads of the rows before and after, and where that differs.
      before AS (SELECT r.fk_line, r.fk_station FROM old_rows AS r),
      after AS (SELECT r.fk_line, r.fk_station FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_stop x (fk_line)', array_agg(DISTINCT r.fk_line)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_station))))
      FROM changed AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_stop x (fk_station)', array_agg(DISTINCT r.fk_station)::text[],
        array_agg(DISTINCT tviews.lock_id(3, hash_record(ROW (r.fk_line))))
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_stop x (fk_line)', array_agg(DISTINCT r.fk_line)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_station))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_stop x (fk_station)', array_agg(DISTINCT r.fk_station)::text[],
        array_agg(DISTINCT tviews.lock_id(3, hash_record(ROW (r.fk_line))))
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_stop', 'enqueue_tb_stop', 'tviews_tb_stop', true);
RETURN false;
END
$activate$;
