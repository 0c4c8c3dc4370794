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
    (1, 'public.tv_level', 'public.v_level', false, ARRAY['level'], 'r.level = k.level',
      'jsonb_build_object(''level'', CAST($1[1][n] AS public.severity))', 'tviews.refresh_tv_level(ARRAY(SELECT unnest($1[1:1]))::public.severity[])',
      ARRAY['public.tb_level', 'public.tb_part']::text[], 'activate_tv_level', 'equip_tv_level', ARRAY['drain_tv_level', 'refresh_tv_level', 'rebuild_tv_level'], 'drain_tv_level',
      false, false, 1000),
    (2, 'public.tv_part', 'public.v_part', false, ARRAY['code'], 'r.code = k.code',
      'jsonb_build_object(''code'', CAST($1[1][n] AS public.sku))', 'tviews.refresh_tv_part(ARRAY(SELECT unnest($1[1:1]))::public.sku[])',
      ARRAY['public.tb_level', 'public.tb_part']::text[], 'activate_tv_part', 'equip_tv_part', ARRAY['drain_tv_part', 'refresh_tv_part', 'rebuild_tv_part'], 'drain_tv_part',
      false, false, 1000),
    (3, 'public.tv_slot', 'public.v_slot', false, ARRAY['starts_at'], 'r.starts_at = k.starts_at',
      'jsonb_build_object(''starts_at'', CAST($1[1][n] AS timestamp with time zone))', 'tviews.refresh_tv_slot(ARRAY(SELECT unnest($1[1:1]))::timestamp with time zone[])',
      ARRAY['public.tb_seat', 'public.tb_slot']::text[], 'activate_tv_slot', 'equip_tv_slot', ARRAY['drain_tv_slot', 'refresh_tv_slot', 'rebuild_tv_slot'], 'drain_tv_slot',
      false, false, 1000),
    (4, 'public.tv_spare', 'public.v_spare', false, ARRAY['spare'], 'r.spare = k.spare',
      'jsonb_build_object(''spare'', CAST($1[1][n] AS boolean))', 'tviews.refresh_tv_spare(ARRAY(SELECT unnest($1[1:1]))::boolean[])',
      ARRAY['public.tb_part']::text[], 'activate_tv_spare', 'equip_tv_spare', ARRAY['drain_tv_spare', 'refresh_tv_spare', 'rebuild_tv_spare'], 'drain_tv_spare',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_level', ARRAY['label', 'level']::text[], ARRAY['text', 'public.severity']::text[], 'tviews_tb_level', 'enqueue_tb_level', NULL, true, 'watch_tb_level'),
    ('public.tb_part', ARRAY['code', 'level', 'spare']::text[], ARRAY['public.sku', 'public.severity', 'boolean']::text[], 'tviews_tb_part', 'enqueue_tb_part', NULL, true, 'watch_tb_part'),
    ('public.tb_seat', ARRAY['pk_seat', 'starts_at']::text[], ARRAY['integer', 'timestamp with time zone']::text[], 'tviews_tb_seat', 'enqueue_tb_seat', NULL, true, 'watch_tb_seat'),
    ('public.tb_slot', ARRAY['starts_at', 'title']::text[], ARRAY['timestamp with time zone', 'text']::text[], 'tviews_tb_slot', 'enqueue_tb_slot', NULL, true, 'watch_tb_slot')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_level', 'public.tb_level', ARRAY['l']::text[], ARRAY['level', 'label']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'level = l.level'),
    ('public.tv_level', 'public.tb_part', ARRAY['p']::text[], ARRAY['code', 'level']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'level = p.level'),
    ('public.tv_part', 'public.tb_level', ARRAY['l']::text[], ARRAY['level', 'label']::text[], false,
      'mapped', 1, ARRAY['public.tb_part']::text[], 'p.level = l.level, code = p.code'),
    ('public.tv_part', 'public.tb_part', ARRAY['p']::text[], ARRAY['code', 'level']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'code = p.code'),
    ('public.tv_slot', 'public.tb_seat', ARRAY['x']::text[], ARRAY['pk_seat', 'starts_at']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'starts_at = x.starts_at'),
    ('public.tv_slot', 'public.tb_slot', ARRAY['s']::text[], ARRAY['starts_at', 'title']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'starts_at = s.starts_at'),
    ('public.tv_spare', 'public.tb_part', ARRAY['tb_part']::text[], ARRAY['spare']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'spare = tb_part.spare')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_level', 'public.tb_level', 'btree', ARRAY['level'], false, 'CREATE INDEX tb_level_level_idx ON public.tb_level (level);'),
    (2, 'public.tv_level', 'public.tb_part', 'btree', ARRAY['level'], false, 'CREATE INDEX tb_part_level_idx ON public.tb_part (level);'),
    (3, 'public.tv_part', 'public.tb_level', 'btree', ARRAY['level'], false, 'CREATE INDEX tb_level_level_idx ON public.tb_level (level);'),
    (4, 'public.tv_part', 'public.tb_part', 'btree', ARRAY['level'], false, 'CREATE INDEX tb_part_level_idx ON public.tb_part (level);'),
    (5, 'public.tv_part', 'public.tb_part', 'btree', ARRAY['code'], false, 'CREATE INDEX tb_part_code_idx ON public.tb_part (code);'),
    (6, 'public.tv_slot', 'public.tb_seat', 'btree', ARRAY['starts_at'], false, 'CREATE INDEX tb_seat_starts_at_idx ON public.tb_seat (starts_at);'),
    (7, 'public.tv_slot', 'public.tb_slot', 'btree', ARRAY['starts_at'], false, 'CREATE INDEX tb_slot_starts_at_idx ON public.tb_slot (starts_at);'),
    (8, 'public.tv_spare', 'public.tb_part', 'btree', ARRAY['spare'], false, 'CREATE INDEX tb_part_spare_idx ON public.tb_part (spare);')
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
    ('public.tb_level', 'not-null', ARRAY['level']),
    ('public.tb_level', 'unique', ARRAY['level']),
    ('public.tb_part', 'not-null', ARRAY['code']),
    ('public.tb_part', 'not-null', ARRAY['spare']),
    ('public.tb_part', 'unique', ARRAY['code']),
    ('public.tb_slot', 'not-null', ARRAY['starts_at']),
    ('public.tb_slot', 'unique', ARRAY['starts_at'])
$function$;

-- public.tv_level, key (level).
CREATE FUNCTION tviews.activate_tv_level() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_level', 'public.v_level', 'level, label, codes', $definition$
SELECT *
FROM (
SELECT l.level, l.label, array_agg(p.code ORDER BY p.code) FILTER (WHERE p.code IS NOT NULL) AS codes
FROM tb_level l LEFT JOIN tb_part p USING (level)
GROUP BY l.level
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_level') IS NULL THEN
  CREATE TABLE public.tv_level (LIKE public.v_level) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_level') THEN
    INSERT INTO public.tv_level SELECT * FROM public.v_level;
  END IF;
  PERFORM tviews.put_key('activate_tv_level', 'public.tv_level', 'PRIMARY KEY (level)');
  ANALYZE public.tv_level;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_level', 'public.tv_level', 'public.v_level', 'PRIMARY KEY (level)') THEN
  IF tviews.fill_now('activate_tv_level') THEN
    INSERT INTO public.tv_level SELECT * FROM public.v_level;
  END IF;
  PERFORM tviews.put_key('activate_tv_level', 'public.tv_level', 'PRIMARY KEY (level)');
END IF;

-- Makes the rows of public.tv_level with these keys equal to those of public.v_level, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_level(p_keys public.severity[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone public.severity[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.level, v.label, v.codes
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (level)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_level AS v
        WHERE v.level = k.level
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_level AS t (level, label, codes)
      SELECT * FROM fresh
      ON CONFLICT (level)
      DO UPDATE SET label = excluded.label, codes = excluded.codes
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.level)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.level FROM fresh) AS gone (level);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.level, v.label, v.codes
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (level)
      JOIN public.v_level AS v ON v.level = k.level
    ), written AS (
      INSERT INTO public.tv_level AS t (level, label, codes)
      SELECT * FROM fresh
      ON CONFLICT (level)
      DO UPDATE SET label = excluded.label, codes = excluded.codes
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.level)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.level FROM fresh) AS gone (level);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_level AS t
    USING unnest(v_gone) AS k (level)
    WHERE t.level = k.level;
  END IF;
END
$function$;

-- Makes all rows of public.tv_level equal to those of public.v_level, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_level() RETURNS void
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
  DELETE FROM public.tv_level AS t
  USING (
    SELECT t.level FROM public.tv_level AS t
    EXCEPT
    SELECT v.level FROM public.v_level AS v
  ) AS k (level)
  WHERE t.level = k.level;

  INSERT INTO public.tv_level AS t (level, label, codes)
  SELECT v.level, v.label, v.codes
  FROM public.v_level AS v
  ON CONFLICT (level)
  DO UPDATE SET label = excluded.label, codes = excluded.codes
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_level out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_level(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_l_level public.severity[];
  v_p_level public.severity[];
  v_keys public.severity[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::public.severity) FILTER (WHERE taken.route = 'tb_level l (level)'),
    array_agg(value.c1::public.severity) FILTER (WHERE taken.route = 'tb_part p (level)'),
    array_agg(value.c1::public.severity) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_l_level, v_p_level, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_level');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_level();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_level l: level = l.level
  IF v_l_level IS NOT NULL THEN
    v_keys := v_keys || v_l_level;
  END IF;

  -- tb_part p: level = p.level
  IF v_p_level IS NOT NULL THEN
    v_keys := v_keys || v_p_level;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.level))) FROM unnest(v_keys) AS k (level)
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
    PERFORM tviews.refresh_tv_level(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_level, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_level() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_part, key (code).
CREATE FUNCTION tviews.activate_tv_part() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_part', 'public.v_part', 'code, label', $definition$
SELECT *
FROM (
SELECT p.code, l.label FROM tb_part p LEFT JOIN tb_level l ON l.level = p.level
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_part') IS NULL THEN
  CREATE TABLE public.tv_part (LIKE public.v_part) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_part') THEN
    INSERT INTO public.tv_part SELECT * FROM public.v_part;
  END IF;
  PERFORM tviews.put_key('activate_tv_part', 'public.tv_part', 'PRIMARY KEY (code)');
  ANALYZE public.tv_part;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_part', 'public.tv_part', 'public.v_part', 'PRIMARY KEY (code)') THEN
  IF tviews.fill_now('activate_tv_part') THEN
    INSERT INTO public.tv_part SELECT * FROM public.v_part;
  END IF;
  PERFORM tviews.put_key('activate_tv_part', 'public.tv_part', 'PRIMARY KEY (code)');
END IF;

-- Makes the rows of public.tv_part with these keys equal to those of public.v_part, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_part(p_keys public.sku[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone public.sku[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.code, v.label
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (code)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_part AS v
        WHERE v.code = k.code
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_part AS t (code, label)
      SELECT * FROM fresh
      ON CONFLICT (code)
      DO UPDATE SET label = excluded.label
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.code)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.code FROM fresh) AS gone (code);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.code, v.label
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (code)
      JOIN public.v_part AS v ON v.code = k.code
    ), written AS (
      INSERT INTO public.tv_part AS t (code, label)
      SELECT * FROM fresh
      ON CONFLICT (code)
      DO UPDATE SET label = excluded.label
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.code)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.code FROM fresh) AS gone (code);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_part AS t
    USING unnest(v_gone) AS k (code)
    WHERE t.code = k.code;
  END IF;
END
$function$;

-- Makes all rows of public.tv_part equal to those of public.v_part, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_part() RETURNS void
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
  DELETE FROM public.tv_part AS t
  USING (
    SELECT t.code FROM public.tv_part AS t
    EXCEPT
    SELECT v.code FROM public.v_part AS v
  ) AS k (code)
  WHERE t.code = k.code;

  INSERT INTO public.tv_part AS t (code, label)
  SELECT v.code, v.label
  FROM public.v_part AS v
  ON CONFLICT (code)
  DO UPDATE SET label = excluded.label
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_part out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_part(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_l_level public.severity[];
  v_p_code public.sku[];
  v_keys public.sku[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::public.severity) FILTER (WHERE taken.route = 'tb_level l (level)'),
    array_agg(value.c1::public.sku) FILTER (WHERE taken.route = 'tb_part p (code)'),
    array_agg(value.c1::public.sku) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_l_level, v_p_code, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(2), tviews.class_lock_id(3)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_part');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_part();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_part (level)
  IF v_l_level IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(2, hash_record(ROW (changed.level)))
      FROM unnest(v_l_level) AS changed (level)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_level l: p.level = l.level, code = p.code
  IF v_l_level IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT p.code
      FROM public.tb_part AS p
      WHERE p.level = ANY (v_l_level)
    );
  END IF;

  -- tb_part p: code = p.code
  IF v_p_code IS NOT NULL THEN
    v_keys := v_keys || v_p_code;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(3, hash_record(ROW (k.code))) FROM unnest(v_keys) AS k (code)
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
    PERFORM tviews.refresh_tv_part(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_part, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_part() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_slot, key (starts_at).
CREATE FUNCTION tviews.activate_tv_slot() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_slot', 'public.v_slot', 'starts_at, title, seats', $definition$
SELECT *
FROM (
SELECT s.starts_at, s.title, count(x.pk_seat) AS seats
FROM tb_slot s LEFT JOIN tb_seat x ON x.starts_at = s.starts_at
GROUP BY s.starts_at
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_slot') IS NULL THEN
  CREATE TABLE public.tv_slot (LIKE public.v_slot) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_slot') THEN
    INSERT INTO public.tv_slot SELECT * FROM public.v_slot;
  END IF;
  PERFORM tviews.put_key('activate_tv_slot', 'public.tv_slot', 'PRIMARY KEY (starts_at)');
  ANALYZE public.tv_slot;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_slot', 'public.tv_slot', 'public.v_slot', 'PRIMARY KEY (starts_at)') THEN
  IF tviews.fill_now('activate_tv_slot') THEN
    INSERT INTO public.tv_slot SELECT * FROM public.v_slot;
  END IF;
  PERFORM tviews.put_key('activate_tv_slot', 'public.tv_slot', 'PRIMARY KEY (starts_at)');
END IF;

-- Makes the rows of public.tv_slot with these keys equal to those of public.v_slot, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_slot(p_keys timestamp with time zone[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone timestamp with time zone[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.starts_at, v.title, v.seats
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (starts_at)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_slot AS v
        WHERE v.starts_at = k.starts_at
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_slot AS t (starts_at, title, seats)
      SELECT * FROM fresh
      ON CONFLICT (starts_at)
      DO UPDATE SET title = excluded.title, seats = excluded.seats
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.starts_at)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.starts_at FROM fresh) AS gone (starts_at);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.starts_at, v.title, v.seats
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (starts_at)
      JOIN public.v_slot AS v ON v.starts_at = k.starts_at
    ), written AS (
      INSERT INTO public.tv_slot AS t (starts_at, title, seats)
      SELECT * FROM fresh
      ON CONFLICT (starts_at)
      DO UPDATE SET title = excluded.title, seats = excluded.seats
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.starts_at)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.starts_at FROM fresh) AS gone (starts_at);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_slot AS t
    USING unnest(v_gone) AS k (starts_at)
    WHERE t.starts_at = k.starts_at;
  END IF;
END
$function$;

-- Makes all rows of public.tv_slot equal to those of public.v_slot, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_slot() RETURNS void
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
  DELETE FROM public.tv_slot AS t
  USING (
    SELECT t.starts_at FROM public.tv_slot AS t
    EXCEPT
    SELECT v.starts_at FROM public.v_slot AS v
  ) AS k (starts_at)
  WHERE t.starts_at = k.starts_at;

  INSERT INTO public.tv_slot AS t (starts_at, title, seats)
  SELECT v.starts_at, v.title, v.seats
  FROM public.v_slot AS v
  ON CONFLICT (starts_at)
  DO UPDATE SET title = excluded.title, seats = excluded.seats
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_slot out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_slot(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_x_starts_at timestamp with time zone[];
  v_s_starts_at timestamp with time zone[];
  v_keys timestamp with time zone[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(3)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::timestamp with time zone) FILTER (WHERE taken.route = 'tb_seat x (starts_at)'),
    array_agg(value.c1::timestamp with time zone) FILTER (WHERE taken.route = 'tb_slot s (starts_at)'),
    array_agg(value.c1::timestamp with time zone) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_x_starts_at, v_s_starts_at, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(3, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(4)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_slot');
    IF p_notes THEN
      PERFORM tviews.note_rows(3, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(3, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_slot();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_seat x: starts_at = x.starts_at
  IF v_x_starts_at IS NOT NULL THEN
    v_keys := v_keys || v_x_starts_at;
  END IF;

  -- tb_slot s: starts_at = s.starts_at
  IF v_s_starts_at IS NOT NULL THEN
    v_keys := v_keys || v_s_starts_at;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(3, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(4, hash_record(ROW (k.starts_at))) FROM unnest(v_keys) AS k (starts_at)
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
    PERFORM tviews.refresh_tv_slot(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_slot, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_slot() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_spare, key (spare).
CREATE FUNCTION tviews.activate_tv_spare() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_spare', 'public.v_spare', 'spare, parts', $definition$
SELECT *
FROM (
SELECT spare, count(*) AS parts FROM tb_part GROUP BY spare
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_spare') IS NULL THEN
  CREATE TABLE public.tv_spare (LIKE public.v_spare) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_spare') THEN
    INSERT INTO public.tv_spare SELECT * FROM public.v_spare;
  END IF;
  PERFORM tviews.put_key('activate_tv_spare', 'public.tv_spare', 'PRIMARY KEY (spare)');
  ANALYZE public.tv_spare;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_spare', 'public.tv_spare', 'public.v_spare', 'PRIMARY KEY (spare)') THEN
  IF tviews.fill_now('activate_tv_spare') THEN
    INSERT INTO public.tv_spare SELECT * FROM public.v_spare;
  END IF;
  PERFORM tviews.put_key('activate_tv_spare', 'public.tv_spare', 'PRIMARY KEY (spare)');
END IF;

-- Makes the rows of public.tv_spare with these keys equal to those of public.v_spare, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_spare(p_keys boolean[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone boolean[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.spare, v.parts
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (spare)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_spare AS v
        WHERE v.spare = k.spare
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_spare AS t (spare, parts)
      SELECT * FROM fresh
      ON CONFLICT (spare)
      DO UPDATE SET parts = excluded.parts
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.spare)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.spare FROM fresh) AS gone (spare);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.spare, v.parts
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (spare)
      JOIN public.v_spare AS v ON v.spare = k.spare
    ), written AS (
      INSERT INTO public.tv_spare AS t (spare, parts)
      SELECT * FROM fresh
      ON CONFLICT (spare)
      DO UPDATE SET parts = excluded.parts
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.spare)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.spare FROM fresh) AS gone (spare);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_spare AS t
    USING unnest(v_gone) AS k (spare)
    WHERE t.spare = k.spare;
  END IF;
END
$function$;

-- Makes all rows of public.tv_spare equal to those of public.v_spare, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_spare() RETURNS void
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
  DELETE FROM public.tv_spare AS t
  USING (
    SELECT t.spare FROM public.tv_spare AS t
    EXCEPT
    SELECT v.spare FROM public.v_spare AS v
  ) AS k (spare)
  WHERE t.spare = k.spare;

  INSERT INTO public.tv_spare AS t (spare, parts)
  SELECT v.spare, v.parts
  FROM public.v_spare AS v
  ON CONFLICT (spare)
  DO UPDATE SET parts = excluded.parts
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_spare out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_spare(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_tb_part_spare boolean[];
  v_keys boolean[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(4)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::boolean) FILTER (WHERE taken.route = 'tb_part (spare)'),
    array_agg(value.c1::boolean) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_tb_part_spare, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(4, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(5)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_spare');
    IF p_notes THEN
      PERFORM tviews.note_rows(4, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(4, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_spare();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_part: spare = tb_part.spare
  IF v_tb_part_spare IS NOT NULL THEN
    v_keys := v_keys || v_tb_part_spare;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(4, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(5, hash_record(ROW (k.spare))) FROM unnest(v_keys) AS k (spare)
  ), p_most - cardinality(v_held));
  IF pg_sequence_last_value('tviews.traced_since') IS NOT NULL THEN
    PERFORM tviews.leave_trace(v_held);
  END IF;
  IF cardinality(v_keys) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(4, ARRAY[v_keys::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_apart(4, ARRAY[v_keys::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_spare(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_spare, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_spare() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_level.
CREATE FUNCTION tviews.watch_tb_level() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_level puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_level() RETURNS trigger
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
    FROM unnest(ARRAY[1, 2]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_level, tv_part reads of the rows before and after, and where that differs.
      before AS (SELECT r.level, r.label FROM old_rows AS r),
      after AS (SELECT r.level, r.label FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_level l (level)', array_agg(DISTINCT r.level::text)
      FROM changed AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_level l (level)', array_agg(DISTINCT r.level::text)
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_level l (level)', array_agg(r.level::text)
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_level l (level)', array_agg(r.level::text)
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_level', 'enqueue_tb_level', 'tviews_tb_level', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_part.
CREATE FUNCTION tviews.watch_tb_part() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_part puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_part() RETURNS trigger
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
    FROM unnest(ARRAY[1, 2, 4]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_level, tv_part reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.code, r.level FROM old_rows AS r),
      after_1 AS (SELECT r.code, r.level FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_spare reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.spare FROM old_rows AS r),
      after_2 AS (SELECT r.spare FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_part p (level)', array_agg(DISTINCT r.level::text),
        NULL::bigint[]
      FROM changed_1 AS r WHERE r.level IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_part p (code)', array_agg(DISTINCT r.code::text),
        array_agg(DISTINCT tviews.lock_id(2, hash_record(ROW (r.level))))
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 4, 'tb_part (spare)', array_agg(DISTINCT r.spare)::text[],
        NULL::bigint[]
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_part p (level)', array_agg(DISTINCT r.level::text),
        NULL::bigint[]
      FROM changed_rows AS r WHERE r.level IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_part p (code)', array_agg(r.code::text),
        array_agg(DISTINCT tviews.lock_id(2, hash_record(ROW (r.level))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 4, 'tb_part (spare)', array_agg(DISTINCT r.spare)::text[],
        NULL::bigint[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_part', 'enqueue_tb_part', 'tviews_tb_part', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_seat.
CREATE FUNCTION tviews.watch_tb_seat() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_seat puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_seat() RETURNS trigger
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
    FROM unnest(ARRAY[3]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_slot reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_seat, r.starts_at FROM old_rows AS r),
      after AS (SELECT r.pk_seat, r.starts_at FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 3, 'tb_seat x (starts_at)', array_agg(DISTINCT r.starts_at::text)
      FROM changed AS r WHERE r.starts_at IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 3, 'tb_seat x (starts_at)', array_agg(DISTINCT r.starts_at::text)
      FROM changed_rows AS r WHERE r.starts_at IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_seat', 'enqueue_tb_seat', 'tviews_tb_seat', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_slot.
CREATE FUNCTION tviews.watch_tb_slot() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_slot puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_slot() RETURNS trigger
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
    FROM unnest(ARRAY[3]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_slot reads of the rows before and after, and where that differs.
      before AS (SELECT r.starts_at, r.title FROM old_rows AS r),
      after AS (SELECT r.starts_at, r.title FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 3, 'tb_slot s (starts_at)', array_agg(DISTINCT r.starts_at::text)
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 3, 'tb_slot s (starts_at)', array_agg(r.starts_at::text)
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_slot', 'enqueue_tb_slot', 'tviews_tb_slot', true);
RETURN false;
END
$activate$;
