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
    (1, 'public.tv_line', 'public.v_line', false, ARRAY['line'], '(r.line = k.line OR r.line IS NULL AND k.line IS NULL)',
      'jsonb_build_object(''line'', CAST($1[1][n] AS text))', 'tviews.refresh_tv_line(ARRAY(SELECT unnest($1[1:1]))::text[])',
      ARRAY['public.tb_stop']::text[], 'activate_tv_line', 'equip_tv_line', ARRAY['drain_tv_line', 'refresh_tv_line', 'rebuild_tv_line'], 'drain_tv_line',
      false, false, 1000),
    (2, 'public.tv_stop', 'public.v_stop', false, ARRAY['pk_stop'], 'r.pk_stop = k.pk_stop',
      'jsonb_build_object(''pk_stop'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_stop(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_stop']::text[], 'activate_tv_stop', 'equip_tv_stop', ARRAY['drain_tv_stop', 'refresh_tv_stop', 'rebuild_tv_stop'], 'drain_tv_stop',
      false, false, 0)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_stop', ARRAY['line', 'name', 'pk_stop', 'place']::text[], ARRAY['text', 'text', 'integer', 'integer']::text[], 'tviews_tb_stop', 'enqueue_tb_stop', NULL, true, 'watch_tb_stop')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_line', 'public.tb_stop', ARRAY['tb_stop']::text[], ARRAY['pk_stop', 'line', 'place']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'line = tb_stop.line'),
    ('public.tv_line', 'public.tb_stop', ARRAY['f']::text[], ARRAY['pk_stop', 'name']::text[], false,
      'mapped', 1, ARRAY['public.tb_stop']::text[], 'tb_stop.pk_stop = f.pk_stop, line = tb_stop.line'),
    ('public.tv_stop', 'public.tb_stop', ARRAY['s']::text[], ARRAY['pk_stop', 'line', 'place']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_stop = s.pk_stop'),
    ('public.tv_stop', 'public.tb_stop', ARRAY['s']::text[], ARRAY['pk_stop', 'line', 'place']::text[], false,
      'mapped', 1, ARRAY['public.tb_stop']::text[], '(s.line = s.line OR s.line IS NULL AND s.line IS NULL), pk_stop = s.pk_stop'),
    ('public.tv_stop', 'public.tb_stop', ARRAY['b', 'f', 'l']::text[], ARRAY['pk_stop', 'name']::text[], false,
      'mapped', 1, ARRAY['public.tb_stop', 'public.tb_stop']::text[], 's.pk_stop = changed.pk_stop, (s_2.line = s.line OR s_2.line IS NULL AND s.line IS NULL), pk_stop = s_2.pk_stop'),
    ('public.tv_stop', 'public.tb_stop', ARRAY['b', 'f', 'l']::text[], ARRAY['pk_stop', 'name']::text[], false,
      'mapped', 2, ARRAY['public.tb_stop', 'public.tb_stop']::text[], 's.pk_stop = changed.pk_stop AND s.place > 1, (s_2.line = s.line OR s_2.line IS NULL AND s.line IS NULL), pk_stop = s_2.pk_stop')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_line', 'public.tb_stop', 'btree', ARRAY['line'], false, 'CREATE INDEX tb_stop_line_idx ON public.tb_stop (line);'),
    (2, 'public.tv_line', 'public.tb_stop', 'btree', ARRAY['pk_stop'], false, 'CREATE INDEX tb_stop_pk_stop_idx ON public.tb_stop (pk_stop);'),
    (3, 'public.tv_stop', 'public.tb_stop', 'btree', ARRAY['line'], false, 'CREATE INDEX tb_stop_line_idx ON public.tb_stop (line);'),
    (4, 'public.tv_stop', 'public.tb_stop', 'btree', ARRAY['pk_stop'], false, 'CREATE INDEX tb_stop_pk_stop_idx ON public.tb_stop (pk_stop);')
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
    ('public.tb_stop', 'not-null', ARRAY['pk_stop']),
    ('public.tb_stop', 'unique', ARRAY['pk_stop'])
$function$;

-- public.tv_line, key (line).
CREATE FUNCTION tviews.activate_tv_line() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_line', 'public.v_line', 'line, terminus', $definition$
SELECT *
FROM (
SELECT x.line, f.name AS terminus
FROM (SELECT DISTINCT line, last_value(pk_stop) OVER (PARTITION BY line ORDER BY place, pk_stop ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS last FROM tb_stop) x
JOIN tb_stop f ON f.pk_stop = x.last
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_line') IS NULL THEN
  CREATE TABLE public.tv_line (LIKE public.v_line) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_line') THEN
    INSERT INTO public.tv_line SELECT * FROM public.v_line;
  END IF;
  PERFORM tviews.put_key('activate_tv_line', 'public.tv_line', 'UNIQUE NULLS NOT DISTINCT (line)');
  ANALYZE public.tv_line;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_line', 'public.tv_line', 'public.v_line', 'UNIQUE NULLS NOT DISTINCT (line)') THEN
  IF tviews.fill_now('activate_tv_line') THEN
    INSERT INTO public.tv_line SELECT * FROM public.v_line;
  END IF;
  PERFORM tviews.put_key('activate_tv_line', 'public.tv_line', 'UNIQUE NULLS NOT DISTINCT (line)');
END IF;

-- Makes the rows of public.tv_line with these keys equal to those of public.v_line, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_line(p_keys text[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone text[];
  v_twice text;
BEGIN
  -- No constraint proves that the key is unique.
  SELECT concat_ws(', ', k.line) INTO v_twice
  FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (line)
  CROSS JOIN LATERAL (
    SELECT count(*) AS rows FROM public.v_line AS v
    WHERE (v.line = k.line OR v.line IS NULL AND k.line IS NULL)
    OFFSET 0
  ) AS found
  WHERE found.rows > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_line', v_twice);
  END IF;

  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.line, v.terminus
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (line)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_line AS v
        WHERE (v.line = k.line OR v.line IS NULL AND k.line IS NULL)
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_line AS t (line, terminus)
      SELECT * FROM fresh
      ON CONFLICT (line)
      DO UPDATE SET terminus = excluded.terminus
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.line)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.line FROM fresh) AS gone (line);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.line, v.terminus
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (line)
      JOIN public.v_line AS v ON (v.line = k.line OR v.line IS NULL AND k.line IS NULL)
    ), written AS (
      INSERT INTO public.tv_line AS t (line, terminus)
      SELECT * FROM fresh
      ON CONFLICT (line)
      DO UPDATE SET terminus = excluded.terminus
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.line)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.line FROM fresh) AS gone (line);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_line AS t
    USING unnest(v_gone) AS k (line)
    WHERE (t.line = k.line OR t.line IS NULL AND k.line IS NULL);
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
DECLARE
  v_twice text;
BEGIN
  SELECT concat_ws(', ', v.line) INTO v_twice
  FROM public.v_line AS v
  GROUP BY v.line
  HAVING count(*) > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_line', v_twice);
  END IF;

  DELETE FROM public.tv_line AS t
  USING (
    SELECT t.line FROM public.tv_line AS t
    EXCEPT
    SELECT v.line FROM public.v_line AS v
  ) AS k (line)
  WHERE (t.line = k.line OR t.line IS NULL AND k.line IS NULL);

  INSERT INTO public.tv_line AS t (line, terminus)
  SELECT v.line, v.terminus
  FROM public.v_line AS v
  ON CONFLICT (line)
  DO UPDATE SET terminus = excluded.terminus
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
  v_tb_stop_line text[];
  v_f_pk_stop integer[];
  v_keys text[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_stop (line)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_stop f (pk_stop)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_tb_stop_line, v_f_pk_stop, v_keys
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

  -- Looked up below, and changed by this transaction: public.tb_stop (pk_stop)
  IF v_f_pk_stop IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.pk_stop)))
      FROM unnest(v_f_pk_stop) AS changed (pk_stop)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_stop: line = tb_stop.line
  IF v_tb_stop_line IS NOT NULL THEN
    v_keys := v_keys || v_tb_stop_line;
  END IF;

  -- tb_stop f: tb_stop.pk_stop = f.pk_stop, line = tb_stop.line
  IF v_f_pk_stop IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT tb_stop.line
      FROM public.tb_stop AS tb_stop
      WHERE tb_stop.pk_stop = ANY (v_f_pk_stop)
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.line))) FROM unnest(v_keys) AS k (line)
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

-- public.tv_stop, key (pk_stop).
CREATE FUNCTION tviews.activate_tv_stop() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_stop', 'public.v_stop', 'pk_stop, line, before, first, largest', $definition$
SELECT *
FROM (
SELECT x.pk_stop, x.line, b.name AS before, f.name AS first, l.name AS largest
FROM (
  SELECT s.pk_stop, s.line, lag(s.pk_stop) OVER w AS before, first_value(s.pk_stop) OVER w AS first,
    max(s.pk_stop) FILTER (WHERE s.place > 1) OVER (PARTITION BY s.line) AS largest
  FROM tb_stop s
  WINDOW w AS (PARTITION BY s.line ORDER BY s.place, s.pk_stop)
) x
LEFT JOIN tb_stop b ON b.pk_stop = x.before
LEFT JOIN tb_stop f ON f.pk_stop = x.first
LEFT JOIN tb_stop l ON l.pk_stop = x.largest
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_stop') IS NULL THEN
  CREATE TABLE public.tv_stop (LIKE public.v_stop) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_stop') THEN
    INSERT INTO public.tv_stop SELECT * FROM public.v_stop;
  END IF;
  PERFORM tviews.put_key('activate_tv_stop', 'public.tv_stop', 'PRIMARY KEY (pk_stop)');
  ANALYZE public.tv_stop;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_stop', 'public.tv_stop', 'public.v_stop', 'PRIMARY KEY (pk_stop)') THEN
  IF tviews.fill_now('activate_tv_stop') THEN
    INSERT INTO public.tv_stop SELECT * FROM public.v_stop;
  END IF;
  PERFORM tviews.put_key('activate_tv_stop', 'public.tv_stop', 'PRIMARY KEY (pk_stop)');
END IF;

-- Makes the rows of public.tv_stop with these keys equal to those of public.v_stop, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_stop(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  -- In one pass: to look up a single key would compute as much of the view.
  WITH fresh AS MATERIALIZED (
    SELECT v.pk_stop, v.line, v.before, v.first, v.largest
    FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_stop)
    JOIN public.v_stop AS v ON v.pk_stop = k.pk_stop
  ), written AS (
    INSERT INTO public.tv_stop AS t (pk_stop, line, before, first, largest)
    SELECT * FROM fresh
    ON CONFLICT (pk_stop)
    DO UPDATE SET line = excluded.line, before = excluded.before, first = excluded.first, largest = excluded.largest
    WHERE t.* *<> excluded.*
  )
  SELECT array_agg(gone.pk_stop)
  INTO v_gone
  FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_stop FROM fresh) AS gone (pk_stop);

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_stop AS t
    USING unnest(v_gone) AS k (pk_stop)
    WHERE t.pk_stop = k.pk_stop;
  END IF;
END
$function$;

-- Makes all rows of public.tv_stop equal to those of public.v_stop, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_stop() RETURNS void
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
  DELETE FROM public.tv_stop AS t
  USING (
    SELECT t.pk_stop FROM public.tv_stop AS t
    EXCEPT
    SELECT v.pk_stop FROM public.v_stop AS v
  ) AS k (pk_stop)
  WHERE t.pk_stop = k.pk_stop;

  INSERT INTO public.tv_stop AS t (pk_stop, line, before, first, largest)
  SELECT v.pk_stop, v.line, v.before, v.first, v.largest
  FROM public.v_stop AS v
  ON CONFLICT (pk_stop)
  DO UPDATE SET line = excluded.line, before = excluded.before, first = excluded.first, largest = excluded.largest
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_stop out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_stop(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_s_pk_stop integer[];
  v_s_line text[];
  v_b_pk_stop integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_stop s (pk_stop)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_stop s (line)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_stop b f l (pk_stop)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_s_pk_stop, v_s_line, v_b_pk_stop, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(3), tviews.class_lock_id(4), tviews.class_lock_id(5)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_stop');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_stop();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_stop (pk_stop)
  IF v_b_pk_stop IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(3, hash_record(ROW (changed.pk_stop)))
      FROM unnest(v_b_pk_stop) AS changed (pk_stop)
      UNION ALL
      SELECT tviews.lock_id(3, hash_record(ROW (changed.pk_stop)))
      FROM unnest(v_b_pk_stop) AS changed (pk_stop)
    );
  END IF;
  v_held := v_held || tviews.hold(tviews.links_between(v_links, 3, 3), v_lookups, p_most - cardinality(v_held));

  -- Looked up below, and changed by this transaction: public.tb_stop (line)
  v_lookups := '{}';
  IF v_s_line IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(4, hash_record(ROW (changed.line)))
      FROM unnest(v_s_line) AS changed (line)
    );
  END IF;
  IF v_b_pk_stop IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(4, hash_record(ROW (s.line)))
      FROM public.tb_stop AS s
      WHERE s.pk_stop = ANY (v_b_pk_stop)
      UNION ALL
      SELECT tviews.lock_id(4, hash_record(ROW (s.line)))
      FROM public.tb_stop AS s
      WHERE s.pk_stop = ANY (v_b_pk_stop) AND s.place > 1
    );
  END IF;
  v_held := v_held || tviews.hold(tviews.links_between(v_links, 4, 4), v_lookups, p_most - cardinality(v_held));

  -- tb_stop s: pk_stop = s.pk_stop
  IF v_s_pk_stop IS NOT NULL THEN
    v_keys := v_keys || v_s_pk_stop;
  END IF;

  -- tb_stop s: (s.line = s.line OR s.line IS NULL AND s.line IS NULL), pk_stop = s.pk_stop
  IF v_s_line IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT s.pk_stop
      FROM unnest(v_s_line) AS changed (line)
      CROSS JOIN LATERAL (
        SELECT * FROM public.tb_stop AS s
        WHERE (s.line = changed.line OR s.line IS NULL AND changed.line IS NULL)
        OFFSET 0
      ) AS s
    );
  END IF;

  -- tb_stop b, f, l:
  --   s.pk_stop = changed.pk_stop, (s_2.line = s.line OR s_2.line IS NULL AND s.line IS NULL), pk_stop = s_2.pk_stop
  --   s.pk_stop = changed.pk_stop AND s.place > 1, (s_2.line = s.line OR s_2.line IS NULL AND s.line IS NULL), pk_stop = s_2.pk_stop
  IF v_b_pk_stop IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT s_2.pk_stop
      FROM public.tb_stop AS s
      CROSS JOIN LATERAL (
        SELECT * FROM public.tb_stop AS s_2
        WHERE (s_2.line = s.line OR s_2.line IS NULL AND s.line IS NULL)
        OFFSET 0
      ) AS s_2
      WHERE s.pk_stop = ANY (v_b_pk_stop)
    );
    v_keys := v_keys || ARRAY (
      SELECT s_2.pk_stop
      FROM public.tb_stop AS s
      CROSS JOIN LATERAL (
        SELECT * FROM public.tb_stop AS s_2
        WHERE (s_2.line = s.line OR s_2.line IS NULL AND s.line IS NULL)
        OFFSET 0
      ) AS s_2
      WHERE s.pk_stop = ANY (v_b_pk_stop) AND s.place > 1
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(5, hash_record(ROW (k.pk_stop))) FROM unnest(v_keys) AS k (pk_stop)
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
    PERFORM tviews.refresh_tv_stop(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_stop, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_stop() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
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
      -- What tv_line, tv_stop reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_stop, r.line, r.place FROM old_rows AS r),
      after_1 AS (SELECT r.pk_stop, r.line, r.place FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_line, tv_stop reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_stop, r.name FROM old_rows AS r),
      after_2 AS (SELECT r.pk_stop, r.name FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_stop (line)', array_agg(DISTINCT r.line)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.pk_stop))))
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_stop s (pk_stop)', array_agg(DISTINCT r.pk_stop)::text[],
        array_agg(DISTINCT tviews.lock_id(3, hash_record(ROW (r.pk_stop))))
          || array_agg(DISTINCT tviews.lock_id(4, hash_record(ROW (r.line))))
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_stop s (line)', array_agg(DISTINCT r.line)::text[],
        array_agg(DISTINCT tviews.lock_id(3, hash_record(ROW (r.pk_stop))))
          || array_agg(DISTINCT tviews.lock_id(4, hash_record(ROW (r.line))))
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 1, 'tb_stop f (pk_stop)', array_agg(DISTINCT r.pk_stop)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.pk_stop))))
      FROM changed_2 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_stop b f l (pk_stop)', array_agg(DISTINCT r.pk_stop)::text[],
        array_agg(DISTINCT tviews.lock_id(3, hash_record(ROW (r.pk_stop))))
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_stop (line)', array_agg(DISTINCT r.line)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.pk_stop))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 1, 'tb_stop f (pk_stop)', array_agg(r.pk_stop)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.pk_stop))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_stop s (pk_stop)', array_agg(r.pk_stop)::text[],
        array_agg(DISTINCT tviews.lock_id(3, hash_record(ROW (r.pk_stop))))
          || array_agg(DISTINCT tviews.lock_id(4, hash_record(ROW (r.line))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_stop s (line)', array_agg(DISTINCT r.line)::text[],
        array_agg(DISTINCT tviews.lock_id(3, hash_record(ROW (r.pk_stop))))
          || array_agg(DISTINCT tviews.lock_id(4, hash_record(ROW (r.line))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_stop b f l (pk_stop)', array_agg(r.pk_stop)::text[],
        array_agg(DISTINCT tviews.lock_id(3, hash_record(ROW (r.pk_stop))))
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
