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
    (1, 'public.tv_guest', 'public.v_guest', false, ARRAY['pk_stay', 'number'], 'r.pk_stay = k.pk_stay AND (r.number = k.number OR r.number IS NULL AND k.number IS NULL)',
      'jsonb_build_object(''pk_stay'', CAST($1[1][n] AS integer), ''number'', CAST($1[2][n] AS bigint))', 'tviews.refresh_tv_guest(ARRAY(SELECT unnest($1[1:1]))::integer[], ARRAY(SELECT unnest($1[2:2]))::bigint[])',
      ARRAY['public.tb_stay']::text[], 'activate_tv_guest', 'equip_tv_guest', ARRAY['drain_tv_guest', 'refresh_tv_guest', 'rebuild_tv_guest'], 'drain_tv_guest',
      false, false, 1000),
    (2, 'public.tv_night', 'public.v_night', false, ARRAY['pk_stay', 'night'], 'r.pk_stay = k.pk_stay AND (r.night = k.night OR r.night IS NULL AND k.night IS NULL)',
      'jsonb_build_object(''pk_stay'', CAST($1[1][n] AS integer), ''night'', CAST($1[2][n] AS date))', 'tviews.refresh_tv_night(ARRAY(SELECT unnest($1[1:1]))::integer[], ARRAY(SELECT unnest($1[2:2]))::date[])',
      ARRAY['public.tb_stay']::text[], 'activate_tv_night', 'equip_tv_night', ARRAY['drain_tv_night', 'refresh_tv_night', 'rebuild_tv_night'], 'drain_tv_night',
      false, false, 1000),
    (3, 'public.tv_offer', 'public.v_offer', false, ARRAY['pk_stay', 'level'], 'r.pk_stay = k.pk_stay AND (r.level = k.level OR r.level IS NULL AND k.level IS NULL)',
      'jsonb_build_object(''pk_stay'', CAST($1[1][n] AS integer), ''level'', CAST($1[2][n] AS integer))', 'tviews.refresh_tv_offer(ARRAY(SELECT unnest($1[1:1]))::integer[], ARRAY(SELECT unnest($1[2:2]))::integer[])',
      ARRAY['public.tb_rate', 'public.tb_stay']::text[], 'activate_tv_offer', 'equip_tv_offer', ARRAY['drain_tv_offer', 'refresh_tv_offer', 'rebuild_tv_offer'], 'drain_tv_offer',
      false, false, 1000),
    (4, 'public.tv_rate', 'public.v_rate', false, ARRAY['pk_rate'], 'r.pk_rate = k.pk_rate',
      'jsonb_build_object(''pk_rate'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_rate(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_rate']::text[], 'activate_tv_rate', 'equip_tv_rate', ARRAY['drain_tv_rate', 'refresh_tv_rate', 'rebuild_tv_rate'], 'drain_tv_rate',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_rate', ARRAY['level', 'pk_rate', 'price', 'room']::text[], ARRAY['integer', 'integer', 'integer', 'text']::text[], 'tviews_tb_rate', 'enqueue_tb_rate', NULL, true, 'watch_tb_rate'),
    ('public.tb_stay', ARRAY['ages', 'arrives', 'leaves', 'names', 'pk_stay', 'room']::text[], ARRAY['integer[]', 'date', 'date', 'text[]', 'integer', 'text']::text[], 'tviews_tb_stay', 'enqueue_tb_stay', NULL, true, 'watch_tb_stay')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_guest', 'public.tb_stay', ARRAY['s']::text[], ARRAY['pk_stay', 'names', 'ages']::text[], false,
      'mapped', 1, ARRAY[]::text[], 'g in ROWS FROM (unnest(s.names), unnest(s.ages)) WITH ORDINALITY, pk_stay = s.pk_stay, number = g.number'),
    ('public.tv_guest', 'public.tb_stay', ARRAY['s']::text[], ARRAY['pk_stay', 'names', 'ages']::text[], false,
      'mapped', 2, ARRAY['public.tv_guest']::text[], 'old_row.pk_stay = s.pk_stay, pk_stay = old_row.pk_stay, number = old_row.number'),
    ('public.tv_night', 'public.tb_stay', ARRAY['s']::text[], ARRAY['pk_stay', 'room', 'arrives', 'leaves']::text[], false,
      'mapped', 1, ARRAY[]::text[], 'n in generate_series(s.arrives, s.leaves - 1, ''1 day''::interval), pk_stay = s.pk_stay, night = n.night::date'),
    ('public.tv_night', 'public.tb_stay', ARRAY['s']::text[], ARRAY['pk_stay', 'room', 'arrives', 'leaves']::text[], false,
      'mapped', 2, ARRAY['public.tv_night']::text[], 'old_row.pk_stay = s.pk_stay, pk_stay = old_row.pk_stay, night = old_row.night'),
    ('public.tv_offer', 'public.tb_rate', ARRAY['r']::text[], ARRAY['room', 'level', 'price']::text[], false,
      'mapped', 1, ARRAY['public.tb_stay']::text[], 's.room = r.room, pk_stay = s.pk_stay, level = r.level'),
    ('public.tv_offer', 'public.tb_rate', ARRAY['r']::text[], ARRAY['room', 'level', 'price']::text[], false,
      'mapped', 2, ARRAY['public.tv_offer']::text[], '(old_row.level = r.level OR old_row.level IS NULL AND r.level IS NULL), pk_stay = old_row.pk_stay, level = old_row.level'),
    ('public.tv_offer', 'public.tb_stay', ARRAY['s']::text[], ARRAY['pk_stay', 'room']::text[], false,
      'mapped', 1, ARRAY[]::text[], 'list in ( VALUES (1, ''plain''), (2, ''with breakfast'') ), pk_stay = s.pk_stay, level = list.column1'),
    ('public.tv_offer', 'public.tb_stay', ARRAY['s']::text[], ARRAY['pk_stay', 'room']::text[], false,
      'mapped', 2, ARRAY['public.tv_offer']::text[], 'old_row.pk_stay = s.pk_stay, pk_stay = old_row.pk_stay, level = old_row.level'),
    ('public.tv_rate', 'public.tb_rate', ARRAY['r']::text[], ARRAY['pk_rate', 'level', 'price']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_rate = r.pk_rate')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_guest', 'public.tb_stay', 'btree', ARRAY['pk_stay'], false, 'CREATE INDEX tb_stay_pk_stay_idx ON public.tb_stay (pk_stay);'),
    (2, 'public.tv_night', 'public.tb_stay', 'btree', ARRAY['pk_stay'], false, 'CREATE INDEX tb_stay_pk_stay_idx ON public.tb_stay (pk_stay);'),
    (3, 'public.tv_offer', 'public.tb_rate', 'btree', ARRAY['room', 'level'], false, 'CREATE INDEX tb_rate_room_level_idx ON public.tb_rate (room, level);'),
    (4, 'public.tv_offer', 'public.tb_stay', 'btree', ARRAY['room'], false, 'CREATE INDEX tb_stay_room_idx ON public.tb_stay (room);'),
    (5, 'public.tv_offer', 'public.tb_rate', 'btree', ARRAY['level'], false, 'CREATE INDEX tb_rate_level_idx ON public.tb_rate (level);'),
    (6, 'public.tv_offer', 'public.tb_stay', 'btree', ARRAY['pk_stay'], false, 'CREATE INDEX tb_stay_pk_stay_idx ON public.tb_stay (pk_stay);'),
    (7, 'public.tv_rate', 'public.tb_rate', 'btree', ARRAY['pk_rate'], false, 'CREATE INDEX tb_rate_pk_rate_idx ON public.tb_rate (pk_rate);')
$function$;

-- The highest number of a class of locks.
CREATE FUNCTION tviews.built_lock_classes() RETURNS integer
LANGUAGE sql IMMUTABLE
AS 'SELECT 9';

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_rate', 'not-null', ARRAY['pk_rate']),
    ('public.tb_rate', 'not-null', ARRAY['room']),
    ('public.tb_rate', 'not-null', ARRAY['level']),
    ('public.tb_rate', 'unique', ARRAY['pk_rate']),
    ('public.tb_rate', 'unique', ARRAY['room', 'level']),
    ('public.tb_stay', 'not-null', ARRAY['pk_stay']),
    ('public.tb_stay', 'not-null', ARRAY['room']),
    ('public.tb_stay', 'not-null', ARRAY['arrives']),
    ('public.tb_stay', 'unique', ARRAY['pk_stay'])
$function$;

-- public.tv_guest, key (pk_stay, number).
CREATE FUNCTION tviews.activate_tv_guest() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_guest', 'public.v_guest', 'pk_stay, number, name, age', $definition$
SELECT *
FROM (
SELECT s.pk_stay, g.number, g.name, g.age
FROM tb_stay s
CROSS JOIN LATERAL ROWS FROM (unnest(s.names), unnest(s.ages)) WITH ORDINALITY AS g (name, age, number)
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_guest') IS NULL THEN
  CREATE TABLE public.tv_guest (LIKE public.v_guest) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_guest') THEN
    INSERT INTO public.tv_guest SELECT * FROM public.v_guest;
  END IF;
  PERFORM tviews.put_key('activate_tv_guest', 'public.tv_guest', 'UNIQUE NULLS NOT DISTINCT (pk_stay, number)');
  ANALYZE public.tv_guest;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_guest', 'public.tv_guest', 'public.v_guest', 'UNIQUE NULLS NOT DISTINCT (pk_stay, number)') THEN
  IF tviews.fill_now('activate_tv_guest') THEN
    INSERT INTO public.tv_guest SELECT * FROM public.v_guest;
  END IF;
  PERFORM tviews.put_key('activate_tv_guest', 'public.tv_guest', 'UNIQUE NULLS NOT DISTINCT (pk_stay, number)');
END IF;

-- Makes the rows of public.tv_guest with these keys equal to those of public.v_guest, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_guest(p_keys_1 integer[], p_keys_2 bigint[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone_1 integer[];
  v_gone_2 bigint[];
BEGIN
  IF cardinality(p_keys_1) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_stay, v.number, v.name, v.age
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_stay, number)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_guest AS v
        WHERE v.pk_stay = k.pk_stay AND (v.number = k.number OR v.number IS NULL AND k.number IS NULL)
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_guest AS t (pk_stay, number, name, age)
      SELECT * FROM fresh
      ON CONFLICT (pk_stay, number)
      DO UPDATE SET number = excluded.number, name = excluded.name, age = excluded.age
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_stay), array_agg(gone.number)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_stay, fresh.number FROM fresh) AS gone (pk_stay, number);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_stay, v.number, v.name, v.age
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_stay, number)
      JOIN public.v_guest AS v ON v.pk_stay = k.pk_stay AND (v.number = k.number OR v.number IS NULL AND k.number IS NULL)
    ), written AS (
      INSERT INTO public.tv_guest AS t (pk_stay, number, name, age)
      SELECT * FROM fresh
      ON CONFLICT (pk_stay, number)
      DO UPDATE SET number = excluded.number, name = excluded.name, age = excluded.age
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_stay), array_agg(gone.number)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_stay, fresh.number FROM fresh) AS gone (pk_stay, number);
  END IF;

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_guest AS t
    USING unnest(v_gone_1, v_gone_2) AS k (pk_stay, number)
    WHERE t.pk_stay = k.pk_stay AND (t.number = k.number OR t.number IS NULL AND k.number IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_guest equal to those of public.v_guest, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_guest() RETURNS void
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
  DELETE FROM public.tv_guest AS t
  USING (
    SELECT t.pk_stay, t.number FROM public.tv_guest AS t
    EXCEPT
    SELECT v.pk_stay, v.number FROM public.v_guest AS v
  ) AS k (pk_stay, number)
  WHERE t.pk_stay = k.pk_stay AND (t.number = k.number OR t.number IS NULL AND k.number IS NULL);

  INSERT INTO public.tv_guest AS t (pk_stay, number, name, age)
  SELECT v.pk_stay, v.number, v.name, v.age
  FROM public.v_guest AS v
  ON CONFLICT (pk_stay, number)
  DO UPDATE SET number = excluded.number, name = excluded.name, age = excluded.age
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_guest out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_guest(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_s_pk_stay integer[];
  v_s_names text[];
  v_s_ages text[];
  v_keys_1 integer[];
  v_keys_2 bigint[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_stay s (pk_stay, names, ages)'),
    array_agg(value.c2::text) FILTER (WHERE taken.route = 'tb_stay s (pk_stay, names, ages)'),
    array_agg(value.c3::text) FILTER (WHERE taken.route = 'tb_stay s (pk_stay, names, ages)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::bigint) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_s_pk_stay, v_s_names, v_s_ages, v_keys_1, v_keys_2
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2], taken.keys[3:3]) AS value (c1, c2, c3) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_guest');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_guest();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_stay s: g in ROWS FROM (unnest(s.names), unnest(s.ages)) WITH ORDINALITY, pk_stay = s.pk_stay, number = g.number
  IF v_s_pk_stay IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(changed.pk_stay), v_keys_2 || array_agg(g.number)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_s_pk_stay, v_s_names, v_s_ages) AS changed (pk_stay, names, ages)
    CROSS JOIN LATERAL ROWS FROM (unnest((changed.names::text[])), unnest((changed.ages::integer[]))) WITH ORDINALITY AS g (name, age, number);
  END IF;

  -- Its own rows, by public.tv_guest (pk_stay)
  v_held := v_held || tviews.hold(ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.pk_stay))) FROM unnest(v_keys_1, v_keys_2) AS k (pk_stay, number)
  ), ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (changed.pk_stay)))
    FROM unnest(v_s_pk_stay, v_s_names, v_s_ages) AS changed (pk_stay, names, ages)
  ), p_most - cardinality(v_held));

  -- tb_stay s: old_row.pk_stay = s.pk_stay, pk_stay = old_row.pk_stay, number = old_row.number
  IF v_s_pk_stay IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(old_row.pk_stay), v_keys_2 || array_agg(old_row.number)
    INTO v_keys_1, v_keys_2
    FROM public.tv_guest AS old_row
    WHERE old_row.pk_stay = ANY (v_s_pk_stay);
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.pk_stay))) FROM unnest(v_keys_1, v_keys_2) AS k (pk_stay, number)
  ), p_most - cardinality(v_held));
  IF pg_sequence_last_value('tviews.traced_since') IS NOT NULL THEN
    PERFORM tviews.leave_trace(v_held);
  END IF;
  IF cardinality(v_keys_1) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(1, ARRAY[v_keys_1::text[], v_keys_2::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_apart(1, ARRAY[v_keys_1::text[], v_keys_2::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_guest(v_keys_1, v_keys_2);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_guest, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_guest() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_night, key (pk_stay, night).
CREATE FUNCTION tviews.activate_tv_night() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_night', 'public.v_night', 'pk_stay, night, room', $definition$
SELECT *
FROM (
SELECT s.pk_stay, n.night::date AS night, s.room
FROM tb_stay s
CROSS JOIN generate_series(s.arrives, s.leaves - 1, interval '1 day') AS n (night)
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_night') IS NULL THEN
  CREATE TABLE public.tv_night (LIKE public.v_night) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_night') THEN
    INSERT INTO public.tv_night SELECT * FROM public.v_night;
  END IF;
  PERFORM tviews.put_key('activate_tv_night', 'public.tv_night', 'UNIQUE NULLS NOT DISTINCT (pk_stay, night)');
  ANALYZE public.tv_night;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_night', 'public.tv_night', 'public.v_night', 'UNIQUE NULLS NOT DISTINCT (pk_stay, night)') THEN
  IF tviews.fill_now('activate_tv_night') THEN
    INSERT INTO public.tv_night SELECT * FROM public.v_night;
  END IF;
  PERFORM tviews.put_key('activate_tv_night', 'public.tv_night', 'UNIQUE NULLS NOT DISTINCT (pk_stay, night)');
END IF;

-- Makes the rows of public.tv_night with these keys equal to those of public.v_night, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_night(p_keys_1 integer[], p_keys_2 date[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone_1 integer[];
  v_gone_2 date[];
  v_twice text;
BEGIN
  -- No constraint proves that the key is unique.
  SELECT concat_ws(', ', k.pk_stay, k.night) INTO v_twice
  FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_stay, night)
  CROSS JOIN LATERAL (
    SELECT count(*) AS rows FROM public.v_night AS v
    WHERE v.pk_stay = k.pk_stay AND (v.night = k.night OR v.night IS NULL AND k.night IS NULL)
    OFFSET 0
  ) AS found
  WHERE found.rows > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_night', v_twice);
  END IF;

  IF cardinality(p_keys_1) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_stay, v.night, v.room
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_stay, night)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_night AS v
        WHERE v.pk_stay = k.pk_stay AND (v.night = k.night OR v.night IS NULL AND k.night IS NULL)
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_night AS t (pk_stay, night, room)
      SELECT * FROM fresh
      ON CONFLICT (pk_stay, night)
      DO UPDATE SET night = excluded.night, room = excluded.room
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_stay), array_agg(gone.night)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_stay, fresh.night FROM fresh) AS gone (pk_stay, night);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_stay, v.night, v.room
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_stay, night)
      JOIN public.v_night AS v ON v.pk_stay = k.pk_stay AND (v.night = k.night OR v.night IS NULL AND k.night IS NULL)
    ), written AS (
      INSERT INTO public.tv_night AS t (pk_stay, night, room)
      SELECT * FROM fresh
      ON CONFLICT (pk_stay, night)
      DO UPDATE SET night = excluded.night, room = excluded.room
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_stay), array_agg(gone.night)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_stay, fresh.night FROM fresh) AS gone (pk_stay, night);
  END IF;

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_night AS t
    USING unnest(v_gone_1, v_gone_2) AS k (pk_stay, night)
    WHERE t.pk_stay = k.pk_stay AND (t.night = k.night OR t.night IS NULL AND k.night IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_night equal to those of public.v_night, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_night() RETURNS void
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
  SELECT concat_ws(', ', v.pk_stay, v.night) INTO v_twice
  FROM public.v_night AS v
  GROUP BY v.pk_stay, v.night
  HAVING count(*) > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_night', v_twice);
  END IF;

  DELETE FROM public.tv_night AS t
  USING (
    SELECT t.pk_stay, t.night FROM public.tv_night AS t
    EXCEPT
    SELECT v.pk_stay, v.night FROM public.v_night AS v
  ) AS k (pk_stay, night)
  WHERE t.pk_stay = k.pk_stay AND (t.night = k.night OR t.night IS NULL AND k.night IS NULL);

  INSERT INTO public.tv_night AS t (pk_stay, night, room)
  SELECT v.pk_stay, v.night, v.room
  FROM public.v_night AS v
  ON CONFLICT (pk_stay, night)
  DO UPDATE SET night = excluded.night, room = excluded.room
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_night out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_night(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_s_pk_stay integer[];
  v_s_arrives date[];
  v_s_leaves date[];
  v_keys_1 integer[];
  v_keys_2 date[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_stay s (pk_stay, arrives, leaves)'),
    array_agg(value.c2::date) FILTER (WHERE taken.route = 'tb_stay s (pk_stay, arrives, leaves)'),
    array_agg(value.c3::date) FILTER (WHERE taken.route = 'tb_stay s (pk_stay, arrives, leaves)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::date) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_s_pk_stay, v_s_arrives, v_s_leaves, v_keys_1, v_keys_2
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2], taken.keys[3:3]) AS value (c1, c2, c3) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(3), tviews.class_lock_id(4)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_night');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_night();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_stay s: n in generate_series(s.arrives, s.leaves - 1, '1 day'::interval), pk_stay = s.pk_stay, night = n.night::date
  IF v_s_pk_stay IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(changed.pk_stay), v_keys_2 || array_agg(n.night::date)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_s_pk_stay, v_s_arrives, v_s_leaves) AS changed (pk_stay, arrives, leaves)
    CROSS JOIN LATERAL generate_series(changed.arrives, changed.leaves - 1, '1 day'::interval) AS n (night);
  END IF;

  -- Its own rows, by public.tv_night (pk_stay)
  v_held := v_held || tviews.hold(ARRAY (
    SELECT tviews.lock_id(3, hash_record(ROW (k.pk_stay))) FROM unnest(v_keys_1, v_keys_2) AS k (pk_stay, night)
  ), ARRAY (
    SELECT tviews.lock_id(3, hash_record(ROW (changed.pk_stay)))
    FROM unnest(v_s_pk_stay, v_s_arrives, v_s_leaves) AS changed (pk_stay, arrives, leaves)
  ), p_most - cardinality(v_held));

  -- tb_stay s: old_row.pk_stay = s.pk_stay, pk_stay = old_row.pk_stay, night = old_row.night
  IF v_s_pk_stay IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(old_row.pk_stay), v_keys_2 || array_agg(old_row.night)
    INTO v_keys_1, v_keys_2
    FROM public.tv_night AS old_row
    WHERE old_row.pk_stay = ANY (v_s_pk_stay);
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(4, hash_record(ROW (k.pk_stay))) FROM unnest(v_keys_1, v_keys_2) AS k (pk_stay, night)
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
    PERFORM tviews.refresh_tv_night(v_keys_1, v_keys_2);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_night, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_night() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_offer, key (pk_stay, level).
CREATE FUNCTION tviews.activate_tv_offer() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_offer', 'public.v_offer', 'pk_stay, level, label, price', $definition$
SELECT *
FROM (
SELECT s.pk_stay, v.level, v.label, r.price
FROM tb_stay s
CROSS JOIN (VALUES (1, 'plain'), (2, 'with breakfast')) AS v (level, label)
LEFT JOIN tb_rate r ON r.room = s.room AND r.level = v.level
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_offer') IS NULL THEN
  CREATE TABLE public.tv_offer (LIKE public.v_offer) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_offer') THEN
    INSERT INTO public.tv_offer SELECT * FROM public.v_offer;
  END IF;
  PERFORM tviews.put_key('activate_tv_offer', 'public.tv_offer', 'UNIQUE NULLS NOT DISTINCT (pk_stay, level)');
  ANALYZE public.tv_offer;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_offer', 'public.tv_offer', 'public.v_offer', 'UNIQUE NULLS NOT DISTINCT (pk_stay, level)') THEN
  IF tviews.fill_now('activate_tv_offer') THEN
    INSERT INTO public.tv_offer SELECT * FROM public.v_offer;
  END IF;
  PERFORM tviews.put_key('activate_tv_offer', 'public.tv_offer', 'UNIQUE NULLS NOT DISTINCT (pk_stay, level)');
END IF;

-- Makes the rows of public.tv_offer with these keys equal to those of public.v_offer, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_offer(p_keys_1 integer[], p_keys_2 integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone_1 integer[];
  v_gone_2 integer[];
  v_twice text;
BEGIN
  -- No constraint proves that the key is unique.
  SELECT concat_ws(', ', k.pk_stay, k.level) INTO v_twice
  FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_stay, level)
  CROSS JOIN LATERAL (
    SELECT count(*) AS rows FROM public.v_offer AS v
    WHERE v.pk_stay = k.pk_stay AND (v.level = k.level OR v.level IS NULL AND k.level IS NULL)
    OFFSET 0
  ) AS found
  WHERE found.rows > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_offer', v_twice);
  END IF;

  IF cardinality(p_keys_1) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_stay, v.level, v.label, v.price
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_stay, level)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_offer AS v
        WHERE v.pk_stay = k.pk_stay AND (v.level = k.level OR v.level IS NULL AND k.level IS NULL)
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_offer AS t (pk_stay, level, label, price)
      SELECT * FROM fresh
      ON CONFLICT (pk_stay, level)
      DO UPDATE SET level = excluded.level, label = excluded.label, price = excluded.price
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_stay), array_agg(gone.level)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_stay, fresh.level FROM fresh) AS gone (pk_stay, level);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_stay, v.level, v.label, v.price
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_stay, level)
      JOIN public.v_offer AS v ON v.pk_stay = k.pk_stay AND (v.level = k.level OR v.level IS NULL AND k.level IS NULL)
    ), written AS (
      INSERT INTO public.tv_offer AS t (pk_stay, level, label, price)
      SELECT * FROM fresh
      ON CONFLICT (pk_stay, level)
      DO UPDATE SET level = excluded.level, label = excluded.label, price = excluded.price
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_stay), array_agg(gone.level)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_stay, fresh.level FROM fresh) AS gone (pk_stay, level);
  END IF;

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_offer AS t
    USING unnest(v_gone_1, v_gone_2) AS k (pk_stay, level)
    WHERE t.pk_stay = k.pk_stay AND (t.level = k.level OR t.level IS NULL AND k.level IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_offer equal to those of public.v_offer, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_offer() RETURNS void
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
  SELECT concat_ws(', ', v.pk_stay, v.level) INTO v_twice
  FROM public.v_offer AS v
  GROUP BY v.pk_stay, v.level
  HAVING count(*) > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_offer', v_twice);
  END IF;

  DELETE FROM public.tv_offer AS t
  USING (
    SELECT t.pk_stay, t.level FROM public.tv_offer AS t
    EXCEPT
    SELECT v.pk_stay, v.level FROM public.v_offer AS v
  ) AS k (pk_stay, level)
  WHERE t.pk_stay = k.pk_stay AND (t.level = k.level OR t.level IS NULL AND k.level IS NULL);

  INSERT INTO public.tv_offer AS t (pk_stay, level, label, price)
  SELECT v.pk_stay, v.level, v.label, v.price
  FROM public.v_offer AS v
  ON CONFLICT (pk_stay, level)
  DO UPDATE SET level = excluded.level, label = excluded.label, price = excluded.price
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_offer out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_offer(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_r_room text[];
  v_r_level integer[];
  v_s_pk_stay integer[];
  v_keys_1 integer[];
  v_keys_2 integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(3)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_rate r (room, level)'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'tb_rate r (room, level)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_stay s (pk_stay)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_r_room, v_r_level, v_s_pk_stay, v_keys_1, v_keys_2
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(3, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(5), tviews.class_lock_id(6), tviews.class_lock_id(7), tviews.class_lock_id(8)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_offer');
    IF p_notes THEN
      PERFORM tviews.note_rows(3, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(3, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_offer();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_stay (room)
  IF v_r_room IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(5, hash_record(ROW (changed.room)))
      FROM unnest(v_r_room, v_r_level) AS changed (room, level)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_rate r: s.room = r.room, pk_stay = s.pk_stay, level = r.level
  IF v_r_room IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(s.pk_stay), v_keys_2 || array_agg(changed.level)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_r_room, v_r_level) AS changed (room, level)
    JOIN public.tb_stay AS s ON s.room = changed.room;
  END IF;

  -- tb_stay s: list in ( VALUES (1, 'plain'), (2, 'with breakfast') ), pk_stay = s.pk_stay, level = list.column1
  IF v_s_pk_stay IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(changed.pk_stay), v_keys_2 || array_agg(list.column1)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_s_pk_stay) AS changed (pk_stay)
    CROSS JOIN LATERAL ( VALUES (1, 'plain'), (2, 'with breakfast') ) AS list (column1, column2);
  END IF;

  -- Its own rows, by public.tv_offer (pk_stay), by public.tv_offer
  v_held := v_held || tviews.hold(ARRAY (
    SELECT tviews.lock_id(6, hash_record(ROW (k.pk_stay))) FROM unnest(v_keys_1, v_keys_2) AS k (pk_stay, level)
    UNION ALL
    SELECT tviews.lock_id(7, 1) FROM unnest(v_keys_1, v_keys_2) AS k (pk_stay, level)
  ), ARRAY (
    SELECT tviews.lock_id(7, 1)
    FROM unnest(v_r_room, v_r_level) AS changed (room, level)
    UNION ALL
    SELECT tviews.lock_id(6, hash_record(ROW (changed.pk_stay)))
    FROM unnest(v_s_pk_stay) AS changed (pk_stay)
  ), p_most - cardinality(v_held));

  -- tb_rate r: (old_row.level = r.level OR old_row.level IS NULL AND r.level IS NULL), pk_stay = old_row.pk_stay, level = old_row.level
  IF v_r_room IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(old_row.pk_stay), v_keys_2 || array_agg(old_row.level)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_r_room, v_r_level) AS changed (room, level)
    CROSS JOIN LATERAL (
      SELECT * FROM public.tv_offer AS old_row
      WHERE (old_row.level = changed.level OR old_row.level IS NULL AND changed.level IS NULL)
      OFFSET 0
    ) AS old_row;
  END IF;

  -- tb_stay s: old_row.pk_stay = s.pk_stay, pk_stay = old_row.pk_stay, level = old_row.level
  IF v_s_pk_stay IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(old_row.pk_stay), v_keys_2 || array_agg(old_row.level)
    INTO v_keys_1, v_keys_2
    FROM public.tv_offer AS old_row
    WHERE old_row.pk_stay = ANY (v_s_pk_stay);
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(3, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(8, hash_record(ROW (k.pk_stay))) FROM unnest(v_keys_1, v_keys_2) AS k (pk_stay, level)
  ), p_most - cardinality(v_held));
  IF pg_sequence_last_value('tviews.traced_since') IS NOT NULL THEN
    PERFORM tviews.leave_trace(v_held);
  END IF;
  IF cardinality(v_keys_1) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(3, ARRAY[v_keys_1::text[], v_keys_2::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_apart(3, ARRAY[v_keys_1::text[], v_keys_2::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_offer(v_keys_1, v_keys_2);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_offer, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_offer() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT ARRAY[
  -- tv_offer looks rows up by it
  ARRAY[$definition$CREATE INDEX ON public.tv_offer USING btree (level)$definition$, NULL, 'level']
]
$activate$;

-- public.tv_rate, key (pk_rate).
CREATE FUNCTION tviews.activate_tv_rate() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_rate', 'public.v_rate', 'pk_rate, price, label', $definition$
SELECT *
FROM (
SELECT r.pk_rate, r.price, v.label
FROM tb_rate r
JOIN (VALUES (1, 'plain'), (2, 'with breakfast')) AS v (level, label) USING (level)
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_rate') IS NULL THEN
  CREATE TABLE public.tv_rate (LIKE public.v_rate) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_rate') THEN
    INSERT INTO public.tv_rate SELECT * FROM public.v_rate;
  END IF;
  PERFORM tviews.put_key('activate_tv_rate', 'public.tv_rate', 'PRIMARY KEY (pk_rate)');
  ANALYZE public.tv_rate;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_rate', 'public.tv_rate', 'public.v_rate', 'PRIMARY KEY (pk_rate)') THEN
  IF tviews.fill_now('activate_tv_rate') THEN
    INSERT INTO public.tv_rate SELECT * FROM public.v_rate;
  END IF;
  PERFORM tviews.put_key('activate_tv_rate', 'public.tv_rate', 'PRIMARY KEY (pk_rate)');
END IF;

-- Makes the rows of public.tv_rate with these keys equal to those of public.v_rate, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_rate(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
  v_twice text;
BEGIN
  -- No constraint proves that the key is unique.
  SELECT concat_ws(', ', k.pk_rate) INTO v_twice
  FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_rate)
  CROSS JOIN LATERAL (
    SELECT count(*) AS rows FROM public.v_rate AS v
    WHERE v.pk_rate = k.pk_rate
    OFFSET 0
  ) AS found
  WHERE found.rows > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_rate', v_twice);
  END IF;

  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_rate, v.price, v.label
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_rate)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_rate AS v
        WHERE v.pk_rate = k.pk_rate
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_rate AS t (pk_rate, price, label)
      SELECT * FROM fresh
      ON CONFLICT (pk_rate)
      DO UPDATE SET price = excluded.price, label = excluded.label
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_rate)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_rate FROM fresh) AS gone (pk_rate);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_rate, v.price, v.label
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_rate)
      JOIN public.v_rate AS v ON v.pk_rate = k.pk_rate
    ), written AS (
      INSERT INTO public.tv_rate AS t (pk_rate, price, label)
      SELECT * FROM fresh
      ON CONFLICT (pk_rate)
      DO UPDATE SET price = excluded.price, label = excluded.label
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_rate)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_rate FROM fresh) AS gone (pk_rate);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_rate AS t
    USING unnest(v_gone) AS k (pk_rate)
    WHERE t.pk_rate = k.pk_rate;
  END IF;
END
$function$;

-- Makes all rows of public.tv_rate equal to those of public.v_rate, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_rate() RETURNS void
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
  SELECT concat_ws(', ', v.pk_rate) INTO v_twice
  FROM public.v_rate AS v
  GROUP BY v.pk_rate
  HAVING count(*) > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_rate', v_twice);
  END IF;

  DELETE FROM public.tv_rate AS t
  USING (
    SELECT t.pk_rate FROM public.tv_rate AS t
    EXCEPT
    SELECT v.pk_rate FROM public.v_rate AS v
  ) AS k (pk_rate)
  WHERE t.pk_rate = k.pk_rate;

  INSERT INTO public.tv_rate AS t (pk_rate, price, label)
  SELECT v.pk_rate, v.price, v.label
  FROM public.v_rate AS v
  ON CONFLICT (pk_rate)
  DO UPDATE SET price = excluded.price, label = excluded.label
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_rate out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_rate(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_r_pk_rate integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(4)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_rate r (pk_rate)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_r_pk_rate, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(4, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(9)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_rate');
    IF p_notes THEN
      PERFORM tviews.note_rows(4, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(4, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_rate();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_rate r: pk_rate = r.pk_rate
  IF v_r_pk_rate IS NOT NULL THEN
    v_keys := v_keys || v_r_pk_rate;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(4, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(9, hash_record(ROW (k.pk_rate))) FROM unnest(v_keys) AS k (pk_rate)
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
    PERFORM tviews.refresh_tv_rate(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_rate, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_rate() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_rate.
CREATE FUNCTION tviews.watch_tb_rate() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_rate puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_rate() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[3, 4]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_offer reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.room, r.level, r.price FROM old_rows AS r),
      after_1 AS (SELECT r.room, r.level, r.price FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_rate reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_rate, r.level, r.price FROM old_rows AS r),
      after_2 AS (SELECT r.pk_rate, r.level, r.price FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 3, 'tb_rate r (room, level)', ARRAY[array_agg(r.room)::text[], array_agg(r.level)::text[]]
      FROM (SELECT DISTINCT r.room, r.level FROM changed_1 AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 4, 'tb_rate r (pk_rate)', array_agg(DISTINCT r.pk_rate)::text[]
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 3, 'tb_rate r (room, level)', ARRAY[array_agg(r.room)::text[], array_agg(r.level)::text[]]
      FROM (SELECT DISTINCT r.room, r.level FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 4, 'tb_rate r (pk_rate)', array_agg(r.pk_rate)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_rate', 'enqueue_tb_rate', 'tviews_tb_rate', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_stay.
CREATE FUNCTION tviews.watch_tb_stay() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_stay puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_stay() RETURNS trigger
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
      -- What tv_guest reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_stay, r.names, r.ages FROM old_rows AS r),
      after_1 AS (SELECT r.pk_stay, r.names, r.ages FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_night reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_stay, r.room, r.arrives, r.leaves FROM old_rows AS r),
      after_2 AS (SELECT r.pk_stay, r.room, r.arrives, r.leaves FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      ),
      -- What tv_offer reads of the rows before and after, and where that differs.
      before_3 AS (SELECT r.pk_stay, r.room FROM old_rows AS r),
      after_3 AS (SELECT r.pk_stay, r.room FROM new_rows AS r),
      changed_3 AS (
        (TABLE before_3 EXCEPT ALL TABLE after_3) UNION ALL (TABLE after_3 EXCEPT ALL TABLE before_3)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_stay s (pk_stay, names, ages)', ARRAY[array_agg(r.pk_stay)::text[], array_agg(r.names), array_agg(r.ages)],
        NULL::bigint[]
      FROM (SELECT DISTINCT r.pk_stay, r.names::text AS names, r.ages::text AS ages FROM changed_1 AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_stay s (pk_stay, arrives, leaves)', ARRAY[array_agg(r.pk_stay)::text[], array_agg(r.arrives), array_agg(r.leaves)],
        NULL::bigint[]
      FROM (SELECT DISTINCT r.pk_stay, r.arrives::text AS arrives, r.leaves::text AS leaves FROM changed_2 AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_stay s (pk_stay)', ARRAY[array_agg(DISTINCT r.pk_stay)::text[]],
        array_agg(DISTINCT tviews.lock_id(5, hash_record(ROW (r.room))))
      FROM changed_3 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_stay s (pk_stay, names, ages)', ARRAY[array_agg(r.pk_stay)::text[], array_agg(r.names), array_agg(r.ages)],
        NULL::bigint[]
      FROM (SELECT DISTINCT r.pk_stay, r.names::text AS names, r.ages::text AS ages FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_stay s (pk_stay, arrives, leaves)', ARRAY[array_agg(r.pk_stay)::text[], array_agg(r.arrives), array_agg(r.leaves)],
        NULL::bigint[]
      FROM (SELECT DISTINCT r.pk_stay, r.arrives::text AS arrives, r.leaves::text AS leaves FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_stay s (pk_stay)', ARRAY[array_agg(r.pk_stay)::text[]],
        array_agg(DISTINCT tviews.lock_id(5, hash_record(ROW (r.room))))
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_stay', 'enqueue_tb_stay', 'tviews_tb_stay', true);
RETURN false;
END
$activate$;
