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
    (1, 'public.tv_grade', 'public.v_grade', false, ARRAY['name'], 'r.name = k.name',
      'jsonb_build_object(''name'', CAST($1[1][n] AS public.grade))', 'tviews.refresh_tv_grade(ARRAY(SELECT unnest($1[1:1]))::public.grade[])',
      ARRAY['public.tb_grade', 'public.tb_thing']::text[], 'activate_tv_grade', 'equip_tv_grade', ARRAY['drain_tv_grade', 'refresh_tv_grade', 'rebuild_tv_grade'], 'drain_tv_grade',
      false, false, 1000),
    (2, 'public.tv_house', 'public.v_house', false, ARRAY['house'], '(r.house = k.house OR r.house IS NULL AND k.house IS NULL)',
      'jsonb_build_object(''house'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_house(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_thing']::text[], 'activate_tv_house', 'equip_tv_house', ARRAY['drain_tv_house', 'refresh_tv_house', 'rebuild_tv_house'], 'drain_tv_house',
      false, false, 1000),
    (3, 'public.tv_path', 'public.v_path', false, ARRAY['nodes'], 'r.nodes = k.nodes',
      'jsonb_build_object(''nodes'', CAST($1[1][n] AS integer[]))', 'tviews.refresh_tv_path(ARRAY(SELECT unnest($1[1:1]))::text[])',
      ARRAY['public.tb_path', 'public.tb_thing']::text[], 'activate_tv_path', 'equip_tv_path', ARRAY['drain_tv_path', 'refresh_tv_path', 'rebuild_tv_path'], 'drain_tv_path',
      false, false, 1000),
    (4, 'public.tv_room', 'public.v_room', false, ARRAY['spot'], 'r.spot = k.spot',
      'jsonb_build_object(''spot'', CAST($1[1][n] AS public.place))', 'tviews.refresh_tv_room(ARRAY(SELECT unnest($1[1:1]))::text[])',
      ARRAY['public.tb_room', 'public.tb_thing']::text[], 'activate_tv_room', 'equip_tv_room', ARRAY['drain_tv_room', 'refresh_tv_room', 'rebuild_tv_room'], 'drain_tv_room',
      false, false, 1000),
    (5, 'public.tv_slot', 'public.v_slot', false, ARRAY['hours'], 'r.hours = k.hours',
      'jsonb_build_object(''hours'', CAST($1[1][n] AS int4range))', 'tviews.refresh_tv_slot(ARRAY(SELECT unnest($1[1:1]))::int4range[])',
      ARRAY['public.tb_slot', 'public.tb_thing']::text[], 'activate_tv_slot', 'equip_tv_slot', ARRAY['drain_tv_slot', 'refresh_tv_slot', 'rebuild_tv_slot'], 'drain_tv_slot',
      false, false, 1000),
    (6, 'public.tv_thing', 'public.v_thing', false, ARRAY['pk_thing'], 'r.pk_thing = k.pk_thing',
      'jsonb_build_object(''pk_thing'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_thing(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_grade', 'public.tb_label', 'public.tb_path', 'public.tb_room', 'public.tb_slot', 'public.tb_thing', 'public.tb_word']::text[], 'activate_tv_thing', 'equip_tv_thing', ARRAY['drain_tv_thing', 'refresh_tv_thing', 'rebuild_tv_thing'], 'drain_tv_thing',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_grade', ARRAY['color', 'name']::text[], ARRAY['text', 'public.grade']::text[], 'tviews_tb_grade', 'enqueue_tb_grade', NULL, true, 'watch_tb_grade'),
    ('public.tb_label', ARRAY['code', 'text']::text[], ARRAY['public.code', 'text']::text[], 'tviews_tb_label', 'enqueue_tb_label', NULL, true, 'watch_tb_label'),
    ('public.tb_path', ARRAY['label', 'nodes']::text[], ARRAY['text', 'integer[]']::text[], 'tviews_tb_path', 'enqueue_tb_path', NULL, true, 'watch_tb_path'),
    ('public.tb_room', ARRAY['label', 'spot']::text[], ARRAY['text', 'public.place']::text[], 'tviews_tb_room', 'enqueue_tb_room', NULL, true, 'watch_tb_room'),
    ('public.tb_slot', ARRAY['hours', 'label']::text[], ARRAY['int4range', 'text']::text[], 'tviews_tb_slot', 'enqueue_tb_slot', NULL, true, 'watch_tb_slot'),
    ('public.tb_thing', ARRAY['code', 'grade', 'hours', 'nodes', 'pk_thing', 'spot', 'word']::text[], ARRAY['text', 'public.grade', 'int4range', 'integer[]', 'integer', 'public.place', 'text']::text[], 'tviews_tb_thing', 'enqueue_tb_thing', NULL, true, 'watch_tb_thing'),
    ('public.tb_word', ARRAY['meaning', 'word']::text[], ARRAY['text', 'text']::text[], 'tviews_tb_word', 'enqueue_tb_word', NULL, true, 'watch_tb_word')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_grade', 'public.tb_grade', ARRAY['g']::text[], ARRAY['name', 'color']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'name = g.name'),
    ('public.tv_grade', 'public.tb_thing', ARRAY['t']::text[], ARRAY['grade']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'name = t.grade'),
    ('public.tv_house', 'public.tb_thing', ARRAY['t']::text[], ARRAY['spot']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'house = (t.spot).house'),
    ('public.tv_path', 'public.tb_path', ARRAY['p']::text[], ARRAY['nodes', 'label']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'nodes = p.nodes'),
    ('public.tv_path', 'public.tb_thing', ARRAY['t']::text[], ARRAY['nodes']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'nodes = t.nodes'),
    ('public.tv_room', 'public.tb_room', ARRAY['r']::text[], ARRAY['spot', 'label']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'spot = r.spot'),
    ('public.tv_room', 'public.tb_thing', ARRAY['t']::text[], ARRAY['spot']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'spot = t.spot'),
    ('public.tv_slot', 'public.tb_slot', ARRAY['s']::text[], ARRAY['hours', 'label']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'hours = s.hours'),
    ('public.tv_slot', 'public.tb_thing', ARRAY['t']::text[], ARRAY['hours']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'hours = t.hours'),
    ('public.tv_thing', 'public.tb_grade', ARRAY['g']::text[], ARRAY['name', 'color']::text[], false,
      'mapped', 1, ARRAY['public.tb_thing']::text[], 't.grade = g.name, pk_thing = t.pk_thing'),
    ('public.tv_thing', 'public.tb_label', ARRAY['l']::text[], ARRAY['code', 'text']::text[], false,
      'mapped', 1, ARRAY['public.tb_thing']::text[], 't.code = l.code, pk_thing = t.pk_thing'),
    ('public.tv_thing', 'public.tb_path', ARRAY['p']::text[], ARRAY['nodes', 'label']::text[], false,
      'mapped', 1, ARRAY['public.tb_thing']::text[], 't.nodes = p.nodes, pk_thing = t.pk_thing'),
    ('public.tv_thing', 'public.tb_room', ARRAY['r']::text[], ARRAY['spot', 'label']::text[], false,
      'mapped', 1, ARRAY['public.tb_thing']::text[], 't.spot = r.spot, pk_thing = t.pk_thing'),
    ('public.tv_thing', 'public.tb_slot', ARRAY['s']::text[], ARRAY['hours', 'label']::text[], false,
      'mapped', 1, ARRAY['public.tb_thing']::text[], 't.hours = s.hours, pk_thing = t.pk_thing'),
    ('public.tv_thing', 'public.tb_thing', ARRAY['t']::text[], ARRAY['pk_thing', 'grade', 'code', 'hours', 'nodes', 'spot', 'word']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_thing = t.pk_thing'),
    ('public.tv_thing', 'public.tb_word', ARRAY['w']::text[], ARRAY['word', 'meaning']::text[], false,
      'mapped', 1, ARRAY['public.tb_thing']::text[], 't.word = w.word, pk_thing = t.pk_thing')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_grade', 'public.tb_grade', 'btree', ARRAY['name'], false, 'CREATE INDEX tb_grade_name_idx ON public.tb_grade (name);'),
    (2, 'public.tv_grade', 'public.tb_thing', 'btree', ARRAY['grade'], false, 'CREATE INDEX tb_thing_grade_idx ON public.tb_thing (grade);'),
    (3, 'public.tv_path', 'public.tb_path', 'btree', ARRAY['nodes'], false, 'CREATE INDEX tb_path_nodes_idx ON public.tb_path (nodes);'),
    (4, 'public.tv_path', 'public.tb_thing', 'btree', ARRAY['nodes'], false, 'CREATE INDEX tb_thing_nodes_idx ON public.tb_thing (nodes);'),
    (5, 'public.tv_room', 'public.tb_room', 'btree', ARRAY['spot'], false, 'CREATE INDEX tb_room_spot_idx ON public.tb_room (spot);'),
    (6, 'public.tv_room', 'public.tb_thing', 'btree', ARRAY['spot'], false, 'CREATE INDEX tb_thing_spot_idx ON public.tb_thing (spot);'),
    (7, 'public.tv_slot', 'public.tb_slot', 'btree', ARRAY['hours'], false, 'CREATE INDEX tb_slot_hours_idx ON public.tb_slot (hours);'),
    (8, 'public.tv_slot', 'public.tb_thing', 'btree', ARRAY['hours'], false, 'CREATE INDEX tb_thing_hours_idx ON public.tb_thing (hours);'),
    (9, 'public.tv_thing', 'public.tb_grade', 'btree', ARRAY['name'], false, 'CREATE INDEX tb_grade_name_idx ON public.tb_grade (name);'),
    (10, 'public.tv_thing', 'public.tb_thing', 'btree', ARRAY['grade'], false, 'CREATE INDEX tb_thing_grade_idx ON public.tb_thing (grade);'),
    (11, 'public.tv_thing', 'public.tb_label', 'btree', ARRAY['code'], false, 'CREATE INDEX tb_label_code_idx ON public.tb_label (code);'),
    (12, 'public.tv_thing', 'public.tb_thing', 'btree', ARRAY['code'], false, 'CREATE INDEX tb_thing_code_idx ON public.tb_thing (code);'),
    (13, 'public.tv_thing', 'public.tb_path', 'btree', ARRAY['nodes'], false, 'CREATE INDEX tb_path_nodes_idx ON public.tb_path (nodes);'),
    (14, 'public.tv_thing', 'public.tb_thing', 'btree', ARRAY['nodes'], false, 'CREATE INDEX tb_thing_nodes_idx ON public.tb_thing (nodes);'),
    (15, 'public.tv_thing', 'public.tb_room', 'btree', ARRAY['spot'], false, 'CREATE INDEX tb_room_spot_idx ON public.tb_room (spot);'),
    (16, 'public.tv_thing', 'public.tb_thing', 'btree', ARRAY['spot'], false, 'CREATE INDEX tb_thing_spot_idx ON public.tb_thing (spot);'),
    (17, 'public.tv_thing', 'public.tb_slot', 'btree', ARRAY['hours'], false, 'CREATE INDEX tb_slot_hours_idx ON public.tb_slot (hours);'),
    (18, 'public.tv_thing', 'public.tb_thing', 'btree', ARRAY['hours'], false, 'CREATE INDEX tb_thing_hours_idx ON public.tb_thing (hours);'),
    (19, 'public.tv_thing', 'public.tb_thing', 'btree', ARRAY['pk_thing'], false, 'CREATE INDEX tb_thing_pk_thing_idx ON public.tb_thing (pk_thing);'),
    (20, 'public.tv_thing', 'public.tb_word', 'btree', ARRAY['word'], false, 'CREATE INDEX tb_word_word_idx ON public.tb_word (word);'),
    (21, 'public.tv_thing', 'public.tb_thing', 'btree', ARRAY['word'], false, 'CREATE INDEX tb_thing_word_idx ON public.tb_thing (word);')
$function$;

-- The highest number of a class of locks.
CREATE FUNCTION tviews.built_lock_classes() RETURNS integer
LANGUAGE sql IMMUTABLE
AS 'SELECT 11';

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_grade', 'not-null', ARRAY['name']),
    ('public.tb_grade', 'unique', ARRAY['name']),
    ('public.tb_label', 'not-null', ARRAY['code']),
    ('public.tb_label', 'unique', ARRAY['code']),
    ('public.tb_path', 'not-null', ARRAY['nodes']),
    ('public.tb_path', 'unique', ARRAY['nodes']),
    ('public.tb_room', 'not-null', ARRAY['spot']),
    ('public.tb_room', 'unique', ARRAY['spot']),
    ('public.tb_slot', 'not-null', ARRAY['hours']),
    ('public.tb_slot', 'unique', ARRAY['hours']),
    ('public.tb_thing', 'not-null', ARRAY['pk_thing']),
    ('public.tb_thing', 'unique', ARRAY['pk_thing']),
    ('public.tb_word', 'not-null', ARRAY['word']),
    ('public.tb_word', 'unique', ARRAY['word'])
$function$;

-- public.tv_grade, key (name).
CREATE FUNCTION tviews.activate_tv_grade() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_grade', 'public.v_grade', 'name, color, things', $definition$
SELECT *
FROM (
SELECT g.name, g.color, (SELECT count(*) FROM tb_thing t WHERE t.grade = g.name) AS things FROM tb_grade g
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_grade') IS NULL THEN
  CREATE TABLE public.tv_grade (LIKE public.v_grade) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_grade') THEN
    INSERT INTO public.tv_grade SELECT * FROM public.v_grade;
  END IF;
  PERFORM tviews.put_key('activate_tv_grade', 'public.tv_grade', 'PRIMARY KEY (name)');
  ANALYZE public.tv_grade;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_grade', 'public.tv_grade', 'public.v_grade', 'PRIMARY KEY (name)') THEN
  IF tviews.fill_now('activate_tv_grade') THEN
    INSERT INTO public.tv_grade SELECT * FROM public.v_grade;
  END IF;
  PERFORM tviews.put_key('activate_tv_grade', 'public.tv_grade', 'PRIMARY KEY (name)');
END IF;

-- Makes the rows of public.tv_grade with these keys equal to those of public.v_grade, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_grade(p_keys public.grade[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone public.grade[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.name, v.color, v.things
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (name)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_grade AS v
        WHERE v.name = k.name
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_grade AS t (name, color, things)
      SELECT * FROM fresh
      ON CONFLICT (name)
      DO UPDATE SET color = excluded.color, things = excluded.things
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.name)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.name FROM fresh) AS gone (name);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.name, v.color, v.things
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (name)
      JOIN public.v_grade AS v ON v.name = k.name
    ), written AS (
      INSERT INTO public.tv_grade AS t (name, color, things)
      SELECT * FROM fresh
      ON CONFLICT (name)
      DO UPDATE SET color = excluded.color, things = excluded.things
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.name)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.name FROM fresh) AS gone (name);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_grade AS t
    USING unnest(v_gone) AS k (name)
    WHERE t.name = k.name;
  END IF;
END
$function$;

-- Makes all rows of public.tv_grade equal to those of public.v_grade, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_grade() RETURNS void
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
  DELETE FROM public.tv_grade AS t
  USING (
    SELECT t.name FROM public.tv_grade AS t
    EXCEPT
    SELECT v.name FROM public.v_grade AS v
  ) AS k (name)
  WHERE t.name = k.name;

  INSERT INTO public.tv_grade AS t (name, color, things)
  SELECT v.name, v.color, v.things
  FROM public.v_grade AS v
  ON CONFLICT (name)
  DO UPDATE SET color = excluded.color, things = excluded.things
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_grade out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_grade(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_g_name public.grade[];
  v_t_grade public.grade[];
  v_keys public.grade[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::public.grade) FILTER (WHERE taken.route = 'tb_grade g (name)'),
    array_agg(value.c1::public.grade) FILTER (WHERE taken.route = 'tb_thing t (grade)'),
    array_agg(value.c1::public.grade) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_g_name, v_t_grade, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_grade');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_grade();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_grade g: name = g.name
  IF v_g_name IS NOT NULL THEN
    v_keys := v_keys || v_g_name;
  END IF;

  -- tb_thing t: name = t.grade
  IF v_t_grade IS NOT NULL THEN
    v_keys := v_keys || v_t_grade;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.name))) FROM unnest(v_keys) AS k (name)
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
    PERFORM tviews.refresh_tv_grade(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_grade, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_grade() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_house, key (house).
CREATE FUNCTION tviews.activate_tv_house() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_house', 'public.v_house', 'house, things', $definition$
SELECT *
FROM (
SELECT (t.spot).house AS house, count(*) AS things FROM tb_thing t GROUP BY (t.spot).house
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_house') IS NULL THEN
  CREATE TABLE public.tv_house (LIKE public.v_house) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_house') THEN
    INSERT INTO public.tv_house SELECT * FROM public.v_house;
  END IF;
  PERFORM tviews.put_key('activate_tv_house', 'public.tv_house', 'UNIQUE NULLS NOT DISTINCT (house)');
  ANALYZE public.tv_house;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_house', 'public.tv_house', 'public.v_house', 'UNIQUE NULLS NOT DISTINCT (house)') THEN
  IF tviews.fill_now('activate_tv_house') THEN
    INSERT INTO public.tv_house SELECT * FROM public.v_house;
  END IF;
  PERFORM tviews.put_key('activate_tv_house', 'public.tv_house', 'UNIQUE NULLS NOT DISTINCT (house)');
END IF;

-- Makes the rows of public.tv_house with these keys equal to those of public.v_house, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_house(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.house, v.things
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (house)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_house AS v
        WHERE (v.house = k.house OR v.house IS NULL AND k.house IS NULL)
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_house AS t (house, things)
      SELECT * FROM fresh
      ON CONFLICT (house)
      DO UPDATE SET house = excluded.house, things = excluded.things
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.house)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.house FROM fresh) AS gone (house);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.house, v.things
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (house)
      JOIN public.v_house AS v ON (v.house = k.house OR v.house IS NULL AND k.house IS NULL)
    ), written AS (
      INSERT INTO public.tv_house AS t (house, things)
      SELECT * FROM fresh
      ON CONFLICT (house)
      DO UPDATE SET house = excluded.house, things = excluded.things
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.house)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.house FROM fresh) AS gone (house);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_house AS t
    USING unnest(v_gone) AS k (house)
    WHERE (t.house = k.house OR t.house IS NULL AND k.house IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_house equal to those of public.v_house, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_house() RETURNS void
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
  DELETE FROM public.tv_house AS t
  USING (
    SELECT t.house FROM public.tv_house AS t
    EXCEPT
    SELECT v.house FROM public.v_house AS v
  ) AS k (house)
  WHERE (t.house = k.house OR t.house IS NULL AND k.house IS NULL);

  INSERT INTO public.tv_house AS t (house, things)
  SELECT v.house, v.things
  FROM public.v_house AS v
  ON CONFLICT (house)
  DO UPDATE SET house = excluded.house, things = excluded.things
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_house out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_house(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_t_spot text[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_thing t (spot)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_t_spot, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_house');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_house();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_thing t: house = (t.spot).house
  IF v_t_spot IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT ((changed.spot::public.place)).house
      FROM unnest(v_t_spot) AS changed (spot)
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, 1) FROM unnest(v_keys) AS k (house)
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
    PERFORM tviews.refresh_tv_house(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_house, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_house() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_path, key (nodes).
CREATE FUNCTION tviews.activate_tv_path() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_path', 'public.v_path', 'nodes, label, things', $definition$
SELECT *
FROM (
SELECT p.nodes, p.label, (SELECT count(*) FROM tb_thing t WHERE t.nodes = p.nodes) AS things FROM tb_path p
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_path') IS NULL THEN
  CREATE TABLE public.tv_path (LIKE public.v_path) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_path') THEN
    INSERT INTO public.tv_path SELECT * FROM public.v_path;
  END IF;
  PERFORM tviews.put_key('activate_tv_path', 'public.tv_path', 'PRIMARY KEY (nodes)');
  ANALYZE public.tv_path;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_path', 'public.tv_path', 'public.v_path', 'PRIMARY KEY (nodes)') THEN
  IF tviews.fill_now('activate_tv_path') THEN
    INSERT INTO public.tv_path SELECT * FROM public.v_path;
  END IF;
  PERFORM tviews.put_key('activate_tv_path', 'public.tv_path', 'PRIMARY KEY (nodes)');
END IF;

-- Makes the rows of public.tv_path with these keys equal to those of public.v_path, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_path(p_keys text[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone text[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.nodes, v.label, v.things
      FROM (SELECT DISTINCT * FROM (SELECT held.nodes::integer[] AS nodes FROM unnest(p_keys) AS held (nodes)) AS held) AS k (nodes)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_path AS v
        WHERE v.nodes = k.nodes
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_path AS t (nodes, label, things)
      SELECT * FROM fresh
      ON CONFLICT (nodes)
      DO UPDATE SET label = excluded.label, things = excluded.things
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(CAST(gone.nodes AS text))
    INTO v_gone
    FROM (SELECT * FROM (SELECT held.nodes::integer[] AS nodes FROM unnest(p_keys) AS held (nodes)) AS held EXCEPT SELECT fresh.nodes FROM fresh) AS gone (nodes);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.nodes, v.label, v.things
      FROM (SELECT DISTINCT * FROM (SELECT held.nodes::integer[] AS nodes FROM unnest(p_keys) AS held (nodes)) AS held) AS k (nodes)
      JOIN public.v_path AS v ON v.nodes = k.nodes
    ), written AS (
      INSERT INTO public.tv_path AS t (nodes, label, things)
      SELECT * FROM fresh
      ON CONFLICT (nodes)
      DO UPDATE SET label = excluded.label, things = excluded.things
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(CAST(gone.nodes AS text))
    INTO v_gone
    FROM (SELECT * FROM (SELECT held.nodes::integer[] AS nodes FROM unnest(p_keys) AS held (nodes)) AS held EXCEPT SELECT fresh.nodes FROM fresh) AS gone (nodes);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_path AS t
    USING (SELECT held.nodes::integer[] AS nodes FROM unnest(v_gone) AS held (nodes)) AS k (nodes)
    WHERE t.nodes = k.nodes;
  END IF;
END
$function$;

-- Makes all rows of public.tv_path equal to those of public.v_path, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_path() RETURNS void
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
  DELETE FROM public.tv_path AS t
  USING (
    SELECT t.nodes FROM public.tv_path AS t
    EXCEPT
    SELECT v.nodes FROM public.v_path AS v
  ) AS k (nodes)
  WHERE t.nodes = k.nodes;

  INSERT INTO public.tv_path AS t (nodes, label, things)
  SELECT v.nodes, v.label, v.things
  FROM public.v_path AS v
  ON CONFLICT (nodes)
  DO UPDATE SET label = excluded.label, things = excluded.things
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_path out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_path(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_p_nodes text[];
  v_t_nodes text[];
  v_keys text[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(3)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_path p (nodes)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_thing t (nodes)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_p_nodes, v_t_nodes, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(3, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(3)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_path');
    IF p_notes THEN
      PERFORM tviews.note_rows(3, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(3, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_path();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_path p: nodes = p.nodes
  IF v_p_nodes IS NOT NULL THEN
    v_keys := v_keys || v_p_nodes;
  END IF;

  -- tb_thing t: nodes = t.nodes
  IF v_t_nodes IS NOT NULL THEN
    v_keys := v_keys || v_t_nodes;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM (SELECT held.nodes::integer[] AS nodes FROM unnest(v_keys) AS held (nodes)) AS held) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(3, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(3, hash_record(ROW (k.nodes::integer[]))) FROM unnest(v_keys) AS k (nodes)
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
    PERFORM tviews.refresh_tv_path(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_path, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_path() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_room, key (spot).
CREATE FUNCTION tviews.activate_tv_room() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_room', 'public.v_room', 'spot, label, things', $definition$
SELECT *
FROM (
SELECT r.spot, r.label, (SELECT count(*) FROM tb_thing t WHERE t.spot = r.spot) AS things FROM tb_room r
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_room') IS NULL THEN
  CREATE TABLE public.tv_room (LIKE public.v_room) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_room') THEN
    INSERT INTO public.tv_room SELECT * FROM public.v_room;
  END IF;
  PERFORM tviews.put_key('activate_tv_room', 'public.tv_room', 'PRIMARY KEY (spot)');
  ANALYZE public.tv_room;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_room', 'public.tv_room', 'public.v_room', 'PRIMARY KEY (spot)') THEN
  IF tviews.fill_now('activate_tv_room') THEN
    INSERT INTO public.tv_room SELECT * FROM public.v_room;
  END IF;
  PERFORM tviews.put_key('activate_tv_room', 'public.tv_room', 'PRIMARY KEY (spot)');
END IF;

-- Makes the rows of public.tv_room with these keys equal to those of public.v_room, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_room(p_keys text[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone text[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.spot, v.label, v.things
      FROM (SELECT DISTINCT * FROM (SELECT held.spot::public.place AS spot FROM unnest(p_keys) AS held (spot)) AS held) AS k (spot)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_room AS v
        WHERE v.spot = k.spot
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_room AS t (spot, label, things)
      SELECT * FROM fresh
      ON CONFLICT (spot)
      DO UPDATE SET spot = excluded.spot, label = excluded.label, things = excluded.things
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(CAST(gone.spot AS text))
    INTO v_gone
    FROM (SELECT * FROM (SELECT held.spot::public.place AS spot FROM unnest(p_keys) AS held (spot)) AS held EXCEPT SELECT fresh.spot FROM fresh) AS gone (spot);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.spot, v.label, v.things
      FROM (SELECT DISTINCT * FROM (SELECT held.spot::public.place AS spot FROM unnest(p_keys) AS held (spot)) AS held) AS k (spot)
      JOIN public.v_room AS v ON v.spot = k.spot
    ), written AS (
      INSERT INTO public.tv_room AS t (spot, label, things)
      SELECT * FROM fresh
      ON CONFLICT (spot)
      DO UPDATE SET spot = excluded.spot, label = excluded.label, things = excluded.things
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(CAST(gone.spot AS text))
    INTO v_gone
    FROM (SELECT * FROM (SELECT held.spot::public.place AS spot FROM unnest(p_keys) AS held (spot)) AS held EXCEPT SELECT fresh.spot FROM fresh) AS gone (spot);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_room AS t
    USING (SELECT held.spot::public.place AS spot FROM unnest(v_gone) AS held (spot)) AS k (spot)
    WHERE t.spot = k.spot;
  END IF;
END
$function$;

-- Makes all rows of public.tv_room equal to those of public.v_room, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_room() RETURNS void
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
  DELETE FROM public.tv_room AS t
  USING (
    SELECT t.spot FROM public.tv_room AS t
    EXCEPT
    SELECT v.spot FROM public.v_room AS v
  ) AS k (spot)
  WHERE t.spot = k.spot;

  INSERT INTO public.tv_room AS t (spot, label, things)
  SELECT v.spot, v.label, v.things
  FROM public.v_room AS v
  ON CONFLICT (spot)
  DO UPDATE SET spot = excluded.spot, label = excluded.label, things = excluded.things
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_room out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_room(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_r_spot text[];
  v_t_spot text[];
  v_keys text[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(4)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_room r (spot)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_thing t (spot)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_r_spot, v_t_spot, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(4, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(4)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_room');
    IF p_notes THEN
      PERFORM tviews.note_rows(4, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(4, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_room();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_room r: spot = r.spot
  IF v_r_spot IS NOT NULL THEN
    v_keys := v_keys || v_r_spot;
  END IF;

  -- tb_thing t: spot = t.spot
  IF v_t_spot IS NOT NULL THEN
    v_keys := v_keys || v_t_spot;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM (SELECT held.spot::public.place AS spot FROM unnest(v_keys) AS held (spot)) AS held) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(4, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(4, 1) FROM unnest(v_keys) AS k (spot)
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
    PERFORM tviews.refresh_tv_room(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_room, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_room() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_slot, key (hours).
CREATE FUNCTION tviews.activate_tv_slot() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_slot', 'public.v_slot', 'hours, label, things', $definition$
SELECT *
FROM (
SELECT s.hours, s.label, (SELECT count(*) FROM tb_thing t WHERE t.hours = s.hours) AS things FROM tb_slot s
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_slot') IS NULL THEN
  CREATE TABLE public.tv_slot (LIKE public.v_slot) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_slot') THEN
    INSERT INTO public.tv_slot SELECT * FROM public.v_slot;
  END IF;
  PERFORM tviews.put_key('activate_tv_slot', 'public.tv_slot', 'PRIMARY KEY (hours)');
  ANALYZE public.tv_slot;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_slot', 'public.tv_slot', 'public.v_slot', 'PRIMARY KEY (hours)') THEN
  IF tviews.fill_now('activate_tv_slot') THEN
    INSERT INTO public.tv_slot SELECT * FROM public.v_slot;
  END IF;
  PERFORM tviews.put_key('activate_tv_slot', 'public.tv_slot', 'PRIMARY KEY (hours)');
END IF;

-- Makes the rows of public.tv_slot with these keys equal to those of public.v_slot, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_slot(p_keys int4range[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone int4range[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.hours, v.label, v.things
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (hours)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_slot AS v
        WHERE v.hours = k.hours
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_slot AS t (hours, label, things)
      SELECT * FROM fresh
      ON CONFLICT (hours)
      DO UPDATE SET label = excluded.label, things = excluded.things
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.hours)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.hours FROM fresh) AS gone (hours);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.hours, v.label, v.things
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (hours)
      JOIN public.v_slot AS v ON v.hours = k.hours
    ), written AS (
      INSERT INTO public.tv_slot AS t (hours, label, things)
      SELECT * FROM fresh
      ON CONFLICT (hours)
      DO UPDATE SET label = excluded.label, things = excluded.things
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.hours)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.hours FROM fresh) AS gone (hours);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_slot AS t
    USING unnest(v_gone) AS k (hours)
    WHERE t.hours = k.hours;
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
    SELECT t.hours FROM public.tv_slot AS t
    EXCEPT
    SELECT v.hours FROM public.v_slot AS v
  ) AS k (hours)
  WHERE t.hours = k.hours;

  INSERT INTO public.tv_slot AS t (hours, label, things)
  SELECT v.hours, v.label, v.things
  FROM public.v_slot AS v
  ON CONFLICT (hours)
  DO UPDATE SET label = excluded.label, things = excluded.things
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
  v_s_hours int4range[];
  v_t_hours int4range[];
  v_keys int4range[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(5)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::int4range) FILTER (WHERE taken.route = 'tb_slot s (hours)'),
    array_agg(value.c1::int4range) FILTER (WHERE taken.route = 'tb_thing t (hours)'),
    array_agg(value.c1::int4range) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_s_hours, v_t_hours, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(5, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(5)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_slot');
    IF p_notes THEN
      PERFORM tviews.note_rows(5, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(5, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_slot();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_slot s: hours = s.hours
  IF v_s_hours IS NOT NULL THEN
    v_keys := v_keys || v_s_hours;
  END IF;

  -- tb_thing t: hours = t.hours
  IF v_t_hours IS NOT NULL THEN
    v_keys := v_keys || v_t_hours;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(5, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(5, hash_record(ROW (k.hours))) FROM unnest(v_keys) AS k (hours)
  ), p_most - cardinality(v_held));
  IF pg_sequence_last_value('tviews.traced_since') IS NOT NULL THEN
    PERFORM tviews.leave_trace(v_held);
  END IF;
  IF cardinality(v_keys) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(5, ARRAY[v_keys::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_apart(5, ARRAY[v_keys::text[]], p_sought), NULL::bigint);
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

-- public.tv_thing, key (pk_thing).
CREATE FUNCTION tviews.activate_tv_thing() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_thing', 'public.v_thing', 'pk_thing, color, text, slot, path, room, meaning', $definition$
SELECT *
FROM (
SELECT t.pk_thing, g.color, l.text, s.label AS slot, p.label AS path, r.label AS room, w.meaning
FROM tb_thing t
LEFT JOIN tb_grade g ON g.name = t.grade
LEFT JOIN tb_label l ON l.code = t.code
LEFT JOIN tb_slot s ON s.hours = t.hours
LEFT JOIN tb_path p ON p.nodes = t.nodes
LEFT JOIN tb_room r ON r.spot = t.spot
LEFT JOIN tb_word w ON w.word = t.word
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_thing') IS NULL THEN
  CREATE TABLE public.tv_thing (LIKE public.v_thing) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_thing') THEN
    INSERT INTO public.tv_thing SELECT * FROM public.v_thing;
  END IF;
  PERFORM tviews.put_key('activate_tv_thing', 'public.tv_thing', 'PRIMARY KEY (pk_thing)');
  ANALYZE public.tv_thing;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_thing', 'public.tv_thing', 'public.v_thing', 'PRIMARY KEY (pk_thing)') THEN
  IF tviews.fill_now('activate_tv_thing') THEN
    INSERT INTO public.tv_thing SELECT * FROM public.v_thing;
  END IF;
  PERFORM tviews.put_key('activate_tv_thing', 'public.tv_thing', 'PRIMARY KEY (pk_thing)');
END IF;

-- Makes the rows of public.tv_thing with these keys equal to those of public.v_thing, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_thing(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_thing, v.color, v.text, v.slot, v.path, v.room, v.meaning
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_thing)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_thing AS v
        WHERE v.pk_thing = k.pk_thing
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_thing AS t (pk_thing, color, text, slot, path, room, meaning)
      SELECT * FROM fresh
      ON CONFLICT (pk_thing)
      DO UPDATE SET color = excluded.color, text = excluded.text, slot = excluded.slot, path = excluded.path, room = excluded.room, meaning = excluded.meaning
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_thing)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_thing FROM fresh) AS gone (pk_thing);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_thing, v.color, v.text, v.slot, v.path, v.room, v.meaning
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_thing)
      JOIN public.v_thing AS v ON v.pk_thing = k.pk_thing
    ), written AS (
      INSERT INTO public.tv_thing AS t (pk_thing, color, text, slot, path, room, meaning)
      SELECT * FROM fresh
      ON CONFLICT (pk_thing)
      DO UPDATE SET color = excluded.color, text = excluded.text, slot = excluded.slot, path = excluded.path, room = excluded.room, meaning = excluded.meaning
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_thing)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_thing FROM fresh) AS gone (pk_thing);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_thing AS t
    USING unnest(v_gone) AS k (pk_thing)
    WHERE t.pk_thing = k.pk_thing;
  END IF;
END
$function$;

-- Makes all rows of public.tv_thing equal to those of public.v_thing, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_thing() RETURNS void
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
  DELETE FROM public.tv_thing AS t
  USING (
    SELECT t.pk_thing FROM public.tv_thing AS t
    EXCEPT
    SELECT v.pk_thing FROM public.v_thing AS v
  ) AS k (pk_thing)
  WHERE t.pk_thing = k.pk_thing;

  INSERT INTO public.tv_thing AS t (pk_thing, color, text, slot, path, room, meaning)
  SELECT v.pk_thing, v.color, v.text, v.slot, v.path, v.room, v.meaning
  FROM public.v_thing AS v
  ON CONFLICT (pk_thing)
  DO UPDATE SET color = excluded.color, text = excluded.text, slot = excluded.slot, path = excluded.path, room = excluded.room, meaning = excluded.meaning
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_thing out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_thing(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_g_name public.grade[];
  v_l_code public.code[];
  v_p_nodes text[];
  v_r_spot text[];
  v_s_hours int4range[];
  v_t_pk_thing integer[];
  v_w_word text[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(6)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::public.grade) FILTER (WHERE taken.route = 'tb_grade g (name)'),
    array_agg(value.c1::public.code) FILTER (WHERE taken.route = 'tb_label l (code)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_path p (nodes)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_room r (spot)'),
    array_agg(value.c1::int4range) FILTER (WHERE taken.route = 'tb_slot s (hours)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_thing t (pk_thing)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_word w (word)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_g_name, v_l_code, v_p_nodes, v_r_spot, v_s_hours, v_t_pk_thing, v_w_word, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(6, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(6), tviews.class_lock_id(7), tviews.class_lock_id(8), tviews.class_lock_id(9), tviews.class_lock_id(10), tviews.class_lock_id(11)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_thing');
    IF p_notes THEN
      PERFORM tviews.note_rows(6, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(6, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_thing();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_thing (code), public.tb_thing (grade), public.tb_thing (hours), public.tb_thing (nodes), public.tb_thing
  IF v_g_name IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(7, hash_record(ROW (changed.name)))
      FROM unnest(v_g_name) AS changed (name)
    );
  END IF;
  IF v_l_code IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(6, hash_record(ROW (changed.code)))
      FROM unnest(v_l_code) AS changed (code)
    );
  END IF;
  IF v_p_nodes IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(9, hash_record(ROW ((changed.nodes::integer[]))))
      FROM unnest(v_p_nodes) AS changed (nodes)
    );
  END IF;
  IF v_r_spot IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(10, 1)
      FROM unnest(v_r_spot) AS changed (spot)
    );
  END IF;
  IF v_s_hours IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(8, hash_record(ROW (changed.hours)))
      FROM unnest(v_s_hours) AS changed (hours)
    );
  END IF;
  IF v_w_word IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(10, 1)
      FROM unnest(v_w_word) AS changed (word)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_grade g: t.grade = g.name, pk_thing = t.pk_thing
  IF v_g_name IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT t.pk_thing
      FROM public.tb_thing AS t
      WHERE t.grade = ANY (v_g_name)
    );
  END IF;

  -- tb_label l: t.code = l.code, pk_thing = t.pk_thing
  IF v_l_code IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT t.pk_thing
      FROM public.tb_thing AS t
      WHERE t.code = ANY (v_l_code)
    );
  END IF;

  -- tb_path p: t.nodes = p.nodes, pk_thing = t.pk_thing
  IF v_p_nodes IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT t.pk_thing
      FROM unnest(v_p_nodes) AS changed (nodes)
      JOIN public.tb_thing AS t ON t.nodes = (changed.nodes::integer[])
    );
  END IF;

  -- tb_room r: t.spot = r.spot, pk_thing = t.pk_thing
  IF v_r_spot IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT t.pk_thing
      FROM unnest(v_r_spot) AS changed (spot)
      JOIN public.tb_thing AS t ON t.spot = (changed.spot::public.place)
    );
  END IF;

  -- tb_slot s: t.hours = s.hours, pk_thing = t.pk_thing
  IF v_s_hours IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT t.pk_thing
      FROM public.tb_thing AS t
      WHERE t.hours = ANY (v_s_hours)
    );
  END IF;

  -- tb_thing t: pk_thing = t.pk_thing
  IF v_t_pk_thing IS NOT NULL THEN
    v_keys := v_keys || v_t_pk_thing;
  END IF;

  -- tb_word w: t.word = w.word, pk_thing = t.pk_thing
  IF v_w_word IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT t.pk_thing
      FROM public.tb_thing AS t
      WHERE t.word = ANY (v_w_word)
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(6, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(11, hash_record(ROW (k.pk_thing))) FROM unnest(v_keys) AS k (pk_thing)
  ), p_most - cardinality(v_held));
  IF pg_sequence_last_value('tviews.traced_since') IS NOT NULL THEN
    PERFORM tviews.leave_trace(v_held);
  END IF;
  IF cardinality(v_keys) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(6, ARRAY[v_keys::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_apart(6, ARRAY[v_keys::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_thing(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_thing, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_thing() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_grade.
CREATE FUNCTION tviews.watch_tb_grade() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_grade puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_grade() RETURNS trigger
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
    FROM unnest(ARRAY[1, 6]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_grade, tv_thing reads of the rows before and after, and where that differs.
      before AS (SELECT r.name, r.color FROM old_rows AS r),
      after AS (SELECT r.name, r.color FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_grade g (name)', array_agg(DISTINCT r.name::text)
      FROM changed AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 6, 'tb_grade g (name)', array_agg(DISTINCT r.name::text)
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_grade g (name)', array_agg(r.name::text)
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 6, 'tb_grade g (name)', array_agg(r.name::text)
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_grade', 'enqueue_tb_grade', 'tviews_tb_grade', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_label.
CREATE FUNCTION tviews.watch_tb_label() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_label puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_label() RETURNS trigger
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
    FROM unnest(ARRAY[6]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_thing reads of the rows before and after, and where that differs.
      before AS (SELECT r.code, r.text FROM old_rows AS r),
      after AS (SELECT r.code, r.text FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 6, 'tb_label l (code)', array_agg(DISTINCT r.code::text)
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 6, 'tb_label l (code)', array_agg(r.code::text)
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_label', 'enqueue_tb_label', 'tviews_tb_label', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_path.
CREATE FUNCTION tviews.watch_tb_path() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_path puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_path() RETURNS trigger
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
    FROM unnest(ARRAY[3, 6]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_path, tv_thing reads of the rows before and after, and where that differs.
      before AS (SELECT r.nodes, r.label FROM old_rows AS r),
      after AS (SELECT r.nodes, r.label FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 3, 'tb_path p (nodes)', array_agg(DISTINCT r.nodes::text)
      FROM changed AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 6, 'tb_path p (nodes)', array_agg(DISTINCT r.nodes::text)
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 3, 'tb_path p (nodes)', array_agg(r.nodes::text)
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 6, 'tb_path p (nodes)', array_agg(r.nodes::text)
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_path', 'enqueue_tb_path', 'tviews_tb_path', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_room.
CREATE FUNCTION tviews.watch_tb_room() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_room puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_room() RETURNS trigger
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
    FROM unnest(ARRAY[4, 6]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_room, tv_thing reads of the rows before and after, and where that differs.
      before AS (SELECT r.spot, r.label, ROW (r.spot)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after AS (SELECT r.spot, r.label, ROW (r.spot)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 4, 'tb_room r (spot)', array_agg(DISTINCT r.spot::text)
      FROM changed AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 6, 'tb_room r (spot)', array_agg(DISTINCT r.spot::text)
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 4, 'tb_room r (spot)', array_agg(r.spot::text)
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 6, 'tb_room r (spot)', array_agg(r.spot::text)
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_room', 'enqueue_tb_room', 'tviews_tb_room', true);
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
    FROM unnest(ARRAY[5, 6]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_slot, tv_thing reads of the rows before and after, and where that differs.
      before AS (SELECT r.hours, r.label FROM old_rows AS r),
      after AS (SELECT r.hours, r.label FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 5, 'tb_slot s (hours)', array_agg(DISTINCT r.hours::text)
      FROM changed AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 6, 'tb_slot s (hours)', array_agg(DISTINCT r.hours::text)
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 5, 'tb_slot s (hours)', array_agg(r.hours::text)
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 6, 'tb_slot s (hours)', array_agg(r.hours::text)
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

-- The triggers of public.tb_thing.
CREATE FUNCTION tviews.watch_tb_thing() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_thing puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_thing() RETURNS trigger
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
    FROM unnest(ARRAY[1, 2, 3, 4, 5, 6]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_grade reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.grade FROM old_rows AS r),
      after_1 AS (SELECT r.grade FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_house, tv_room reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.spot, ROW (r.spot)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after_2 AS (SELECT r.spot, ROW (r.spot)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      ),
      -- What tv_path reads of the rows before and after, and where that differs.
      before_3 AS (SELECT r.nodes FROM old_rows AS r),
      after_3 AS (SELECT r.nodes FROM new_rows AS r),
      changed_3 AS (
        (TABLE before_3 EXCEPT ALL TABLE after_3) UNION ALL (TABLE after_3 EXCEPT ALL TABLE before_3)
      ),
      -- What tv_slot reads of the rows before and after, and where that differs.
      before_4 AS (SELECT r.hours FROM old_rows AS r),
      after_4 AS (SELECT r.hours FROM new_rows AS r),
      changed_4 AS (
        (TABLE before_4 EXCEPT ALL TABLE after_4) UNION ALL (TABLE after_4 EXCEPT ALL TABLE before_4)
      ),
      -- What tv_thing reads of the rows before and after, and where that differs.
      before_5 AS (SELECT r.pk_thing, r.grade, r.code, r.hours, r.nodes, ROW (r.spot, r.word)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after_5 AS (SELECT r.pk_thing, r.grade, r.code, r.hours, r.nodes, ROW (r.spot, r.word)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed_5 AS (
        (TABLE before_5 EXCEPT ALL TABLE after_5) UNION ALL (TABLE after_5 EXCEPT ALL TABLE before_5)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_thing t (grade)', array_agg(DISTINCT r.grade::text),
        NULL::bigint[]
      FROM changed_1 AS r WHERE r.grade IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_thing t (spot)', array_agg(DISTINCT r.spot::text COLLATE "C"),
        NULL::bigint[]
      FROM changed_2 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 4, 'tb_thing t (spot)', array_agg(DISTINCT r.spot::text),
        NULL::bigint[]
      FROM changed_2 AS r WHERE r.spot IS DISTINCT FROM NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_thing t (nodes)', array_agg(DISTINCT r.nodes::text),
        NULL::bigint[]
      FROM changed_3 AS r WHERE r.nodes IS DISTINCT FROM NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 5, 'tb_thing t (hours)', array_agg(DISTINCT r.hours::text),
        NULL::bigint[]
      FROM changed_4 AS r WHERE r.hours IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 6, 'tb_thing t (pk_thing)', array_agg(DISTINCT r.pk_thing)::text[],
        array_agg(DISTINCT tviews.lock_id(6, hash_record(ROW (r.code))))
          || array_agg(DISTINCT tviews.lock_id(7, hash_record(ROW (r.grade))))
          || array_agg(DISTINCT tviews.lock_id(8, hash_record(ROW (r.hours))))
          || array_agg(DISTINCT tviews.lock_id(9, hash_record(ROW (r.nodes))))
          || array_agg(DISTINCT tviews.lock_id(10, 1))
      FROM changed_5 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_thing t (grade)', array_agg(DISTINCT r.grade::text),
        NULL::bigint[]
      FROM changed_rows AS r WHERE r.grade IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_thing t (spot)', array_agg(DISTINCT r.spot::text COLLATE "C"),
        NULL::bigint[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_thing t (nodes)', array_agg(DISTINCT r.nodes::text),
        NULL::bigint[]
      FROM changed_rows AS r WHERE r.nodes IS DISTINCT FROM NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 4, 'tb_thing t (spot)', array_agg(DISTINCT r.spot::text),
        NULL::bigint[]
      FROM changed_rows AS r WHERE r.spot IS DISTINCT FROM NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 5, 'tb_thing t (hours)', array_agg(DISTINCT r.hours::text),
        NULL::bigint[]
      FROM changed_rows AS r WHERE r.hours IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 6, 'tb_thing t (pk_thing)', array_agg(r.pk_thing)::text[],
        array_agg(DISTINCT tviews.lock_id(6, hash_record(ROW (r.code))))
          || array_agg(DISTINCT tviews.lock_id(7, hash_record(ROW (r.grade))))
          || array_agg(DISTINCT tviews.lock_id(8, hash_record(ROW (r.hours))))
          || array_agg(DISTINCT tviews.lock_id(9, hash_record(ROW (r.nodes))))
          || array_agg(DISTINCT tviews.lock_id(10, 1))
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_thing', 'enqueue_tb_thing', 'tviews_tb_thing', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_word.
CREATE FUNCTION tviews.watch_tb_word() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_word puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_word() RETURNS trigger
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
    FROM unnest(ARRAY[6]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_thing reads of the rows before and after, and where that differs.
      before AS (SELECT r.word, r.meaning, ROW (r.word)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after AS (SELECT r.word, r.meaning, ROW (r.word)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 6, 'tb_word w (word)', array_agg(DISTINCT r.word)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 6, 'tb_word w (word)', array_agg(r.word)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_word', 'enqueue_tb_word', 'tviews_tb_word', true);
RETURN false;
END
$activate$;
