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
    (1, 'public.tv_meter', 'public.v_meter', false, ARRAY['pk_meter'], 'r.pk_meter = k.pk_meter',
      'jsonb_build_object(''pk_meter'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_meter(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_meter', 'public.tb_reading']::text[], 'activate_tv_meter', 'equip_tv_meter', ARRAY['drain_tv_meter', 'refresh_tv_meter', 'rebuild_tv_meter'], 'drain_tv_meter',
      false, false, 1000),
    (2, 'public.tv_reading', 'public.v_reading', false, ARRAY['pk_reading', 'day'], 'r.pk_reading = k.pk_reading AND r.day = k.day',
      'jsonb_build_object(''pk_reading'', CAST($1[1][n] AS integer), ''day'', CAST($1[2][n] AS date))', 'tviews.refresh_tv_reading(ARRAY(SELECT unnest($1[1:1]))::integer[], ARRAY(SELECT unnest($1[2:2]))::date[])',
      ARRAY['public.tb_meter', 'public.tb_reading']::text[], 'activate_tv_reading', 'equip_tv_reading', ARRAY['drain_tv_reading', 'refresh_tv_reading', 'rebuild_tv_reading'], 'drain_tv_reading',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_meter', ARRAY['name', 'pk_meter']::text[], ARRAY['text', 'integer']::text[], 'tviews_tb_meter', 'enqueue_tb_meter', NULL, true, 'watch_tb_meter'),
    ('public.tb_reading', ARRAY['day', 'fk_meter', 'pk_reading', 'value']::text[], ARRAY['date', 'integer', 'integer', 'integer']::text[], 'tviews_tb_reading', 'enqueue_tb_reading', 'move_tb_reading', true, 'watch_tb_reading')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_meter', 'public.tb_meter', ARRAY['m']::text[], ARRAY['pk_meter', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_meter = m.pk_meter'),
    ('public.tv_meter', 'public.tb_reading', ARRAY['r']::text[], ARRAY['day', 'fk_meter', 'value']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_meter = r.fk_meter'),
    ('public.tv_reading', 'public.tb_meter', ARRAY['m']::text[], ARRAY['pk_meter', 'name']::text[], false,
      'mapped', 1, ARRAY['public.tb_reading']::text[], 'r.fk_meter = m.pk_meter, pk_reading = r.pk_reading, day = r.day'),
    ('public.tv_reading', 'public.tb_reading', ARRAY['r']::text[], ARRAY['pk_reading', 'day', 'fk_meter', 'value']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_reading = r.pk_reading, day = r.day')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_meter', 'public.tb_meter', 'btree', ARRAY['pk_meter'], false, 'CREATE INDEX tb_meter_pk_meter_idx ON public.tb_meter (pk_meter);'),
    (2, 'public.tv_meter', 'public.tb_reading', 'btree', ARRAY['fk_meter'], false, 'CREATE INDEX tb_reading_fk_meter_idx ON public.tb_reading (fk_meter);'),
    (3, 'public.tv_reading', 'public.tb_meter', 'btree', ARRAY['pk_meter'], false, 'CREATE INDEX tb_meter_pk_meter_idx ON public.tb_meter (pk_meter);'),
    (4, 'public.tv_reading', 'public.tb_reading', 'btree', ARRAY['fk_meter'], false, 'CREATE INDEX tb_reading_fk_meter_idx ON public.tb_reading (fk_meter);'),
    (5, 'public.tv_reading', 'public.tb_reading', 'btree', ARRAY['pk_reading', 'day'], false, 'CREATE INDEX tb_reading_pk_reading_day_idx ON public.tb_reading (pk_reading, day);')
$function$;

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_meter', 'not-null', ARRAY['pk_meter']),
    ('public.tb_meter', 'unique', ARRAY['pk_meter']),
    ('public.tb_reading', 'not-null', ARRAY['pk_reading']),
    ('public.tb_reading', 'not-null', ARRAY['day']),
    ('public.tb_reading', 'unique', ARRAY['pk_reading', 'day'])
$function$;

-- public.tv_meter, key (pk_meter).
CREATE FUNCTION tviews.activate_tv_meter() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_meter', 'public.v_meter', 'pk_meter, name, total, last_day', $definition$
SELECT *
FROM (
SELECT m.pk_meter, m.name, sum(r.value) AS total, max(r.day) AS last_day
FROM tb_meter m LEFT JOIN tb_reading r ON r.fk_meter = m.pk_meter
GROUP BY m.pk_meter
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_meter') IS NULL THEN
  CREATE TABLE public.tv_meter (LIKE public.v_meter) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_meter') THEN
    INSERT INTO public.tv_meter SELECT * FROM public.v_meter;
  END IF;
  PERFORM tviews.put_key('activate_tv_meter', 'public.tv_meter', 'PRIMARY KEY (pk_meter)');
  ANALYZE public.tv_meter;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_meter', 'public.tv_meter', 'public.v_meter', 'PRIMARY KEY (pk_meter)') THEN
  IF tviews.fill_now('activate_tv_meter') THEN
    INSERT INTO public.tv_meter SELECT * FROM public.v_meter;
  END IF;
  PERFORM tviews.put_key('activate_tv_meter', 'public.tv_meter', 'PRIMARY KEY (pk_meter)');
END IF;

-- Makes the rows of public.tv_meter with these keys equal to those of public.v_meter, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_meter(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_meter, v.name, v.total, v.last_day
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_meter)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_meter AS v
        WHERE v.pk_meter = k.pk_meter
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_meter AS t (pk_meter, name, total, last_day)
      SELECT * FROM fresh
      ON CONFLICT (pk_meter)
      DO UPDATE SET name = excluded.name, total = excluded.total, last_day = excluded.last_day
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_meter)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_meter FROM fresh) AS gone (pk_meter);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_meter, v.name, v.total, v.last_day
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_meter)
      JOIN public.v_meter AS v ON v.pk_meter = k.pk_meter
    ), written AS (
      INSERT INTO public.tv_meter AS t (pk_meter, name, total, last_day)
      SELECT * FROM fresh
      ON CONFLICT (pk_meter)
      DO UPDATE SET name = excluded.name, total = excluded.total, last_day = excluded.last_day
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_meter)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_meter FROM fresh) AS gone (pk_meter);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_meter AS t
    USING unnest(v_gone) AS k (pk_meter)
    WHERE t.pk_meter = k.pk_meter;
  END IF;
END
$function$;

-- Makes all rows of public.tv_meter equal to those of public.v_meter, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_meter() RETURNS void
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
  DELETE FROM public.tv_meter AS t
  USING (
    SELECT t.pk_meter FROM public.tv_meter AS t
    EXCEPT
    SELECT v.pk_meter FROM public.v_meter AS v
  ) AS k (pk_meter)
  WHERE t.pk_meter = k.pk_meter;

  INSERT INTO public.tv_meter AS t (pk_meter, name, total, last_day)
  SELECT v.pk_meter, v.name, v.total, v.last_day
  FROM public.v_meter AS v
  ON CONFLICT (pk_meter)
  DO UPDATE SET name = excluded.name, total = excluded.total, last_day = excluded.last_day
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_meter out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_meter(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_m_pk_meter integer[];
  v_r_fk_meter integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_meter m (pk_meter)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_reading r (fk_meter)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_m_pk_meter, v_r_fk_meter, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_meter');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_meter();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_meter m: pk_meter = m.pk_meter
  IF v_m_pk_meter IS NOT NULL THEN
    v_keys := v_keys || v_m_pk_meter;
  END IF;

  -- tb_reading r: pk_meter = r.fk_meter
  IF v_r_fk_meter IS NOT NULL THEN
    v_keys := v_keys || v_r_fk_meter;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.pk_meter))) FROM unnest(v_keys) AS k (pk_meter)
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
    PERFORM tviews.refresh_tv_meter(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_meter, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_meter() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_reading, key (pk_reading, day).
CREATE FUNCTION tviews.activate_tv_reading() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_reading', 'public.v_reading', 'pk_reading, day, value, meter', $definition$
SELECT *
FROM (
SELECT r.pk_reading, r.day, r.value, m.name AS meter
FROM tb_reading r LEFT JOIN tb_meter m ON m.pk_meter = r.fk_meter
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_reading') IS NULL THEN
  CREATE TABLE public.tv_reading (LIKE public.v_reading) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_reading') THEN
    INSERT INTO public.tv_reading SELECT * FROM public.v_reading;
  END IF;
  PERFORM tviews.put_key('activate_tv_reading', 'public.tv_reading', 'PRIMARY KEY (pk_reading, day)');
  ANALYZE public.tv_reading;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_reading', 'public.tv_reading', 'public.v_reading', 'PRIMARY KEY (pk_reading, day)') THEN
  IF tviews.fill_now('activate_tv_reading') THEN
    INSERT INTO public.tv_reading SELECT * FROM public.v_reading;
  END IF;
  PERFORM tviews.put_key('activate_tv_reading', 'public.tv_reading', 'PRIMARY KEY (pk_reading, day)');
END IF;

-- Makes the rows of public.tv_reading with these keys equal to those of public.v_reading, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_reading(p_keys_1 integer[], p_keys_2 date[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone_1 integer[];
  v_gone_2 date[];
BEGIN
  IF cardinality(p_keys_1) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_reading, v.day, v.value, v.meter
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_reading, day)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_reading AS v
        WHERE v.pk_reading = k.pk_reading AND v.day = k.day
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_reading AS t (pk_reading, day, value, meter)
      SELECT * FROM fresh
      ON CONFLICT (pk_reading, day)
      DO UPDATE SET value = excluded.value, meter = excluded.meter
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_reading), array_agg(gone.day)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_reading, fresh.day FROM fresh) AS gone (pk_reading, day);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_reading, v.day, v.value, v.meter
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_reading, day)
      JOIN public.v_reading AS v ON v.pk_reading = k.pk_reading AND v.day = k.day
    ), written AS (
      INSERT INTO public.tv_reading AS t (pk_reading, day, value, meter)
      SELECT * FROM fresh
      ON CONFLICT (pk_reading, day)
      DO UPDATE SET value = excluded.value, meter = excluded.meter
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_reading), array_agg(gone.day)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_reading, fresh.day FROM fresh) AS gone (pk_reading, day);
  END IF;

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_reading AS t
    USING unnest(v_gone_1, v_gone_2) AS k (pk_reading, day)
    WHERE t.pk_reading = k.pk_reading AND t.day = k.day;
  END IF;
END
$function$;

-- Makes all rows of public.tv_reading equal to those of public.v_reading, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_reading() RETURNS void
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
  DELETE FROM public.tv_reading AS t
  USING (
    SELECT t.pk_reading, t.day FROM public.tv_reading AS t
    EXCEPT
    SELECT v.pk_reading, v.day FROM public.v_reading AS v
  ) AS k (pk_reading, day)
  WHERE t.pk_reading = k.pk_reading AND t.day = k.day;

  INSERT INTO public.tv_reading AS t (pk_reading, day, value, meter)
  SELECT v.pk_reading, v.day, v.value, v.meter
  FROM public.v_reading AS v
  ON CONFLICT (pk_reading, day)
  DO UPDATE SET value = excluded.value, meter = excluded.meter
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_reading out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_reading(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_m_pk_meter integer[];
  v_r_pk_reading integer[];
  v_r_day date[];
  v_keys_1 integer[];
  v_keys_2 date[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_meter m (pk_meter)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_reading r (pk_reading, day)'),
    array_agg(value.c2::date) FILTER (WHERE taken.route = 'tb_reading r (pk_reading, day)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::date) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_m_pk_meter, v_r_pk_reading, v_r_day, v_keys_1, v_keys_2
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(2), tviews.class_lock_id(3)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_reading');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_reading();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_reading (fk_meter)
  IF v_m_pk_meter IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(2, hash_record(ROW (changed.pk_meter)))
      FROM unnest(v_m_pk_meter) AS changed (pk_meter)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_meter m: r.fk_meter = m.pk_meter, pk_reading = r.pk_reading, day = r.day
  IF v_m_pk_meter IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(r.pk_reading), v_keys_2 || array_agg(r.day)
    INTO v_keys_1, v_keys_2
    FROM public.tb_reading AS r
    WHERE r.fk_meter = ANY (v_m_pk_meter);
  END IF;

  -- tb_reading r: pk_reading = r.pk_reading, day = r.day
  IF v_r_pk_reading IS NOT NULL THEN
    v_keys_1 := v_keys_1 || v_r_pk_reading;
    v_keys_2 := v_keys_2 || v_r_day;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(3, hash_record(ROW (k.pk_reading, k.day))) FROM unnest(v_keys_1, v_keys_2) AS k (pk_reading, day)
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
    PERFORM tviews.refresh_tv_reading(v_keys_1, v_keys_2);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_reading, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_reading() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_meter.
CREATE FUNCTION tviews.watch_tb_meter() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_meter puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_meter() RETURNS trigger
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
      -- What tv_meter, tv_reading reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_meter, r.name FROM old_rows AS r),
      after AS (SELECT r.pk_meter, r.name FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_meter m (pk_meter)', array_agg(DISTINCT r.pk_meter)::text[]
      FROM changed AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_meter m (pk_meter)', ARRAY[array_agg(DISTINCT r.pk_meter)::text[]]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_meter m (pk_meter)', array_agg(r.pk_meter)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_meter m (pk_meter)', ARRAY[array_agg(r.pk_meter)::text[]]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_meter', 'enqueue_tb_meter', 'tviews_tb_meter', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_reading.
CREATE FUNCTION tviews.watch_tb_reading() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_reading puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_reading() RETURNS trigger
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
      -- What tv_meter reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.day, r.fk_meter, r.value FROM old_rows AS r),
      after_1 AS (SELECT r.day, r.fk_meter, r.value FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_reading reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_reading, r.day, r.fk_meter, r.value FROM old_rows AS r),
      after_2 AS (SELECT r.pk_reading, r.day, r.fk_meter, r.value FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_reading r (fk_meter)', array_agg(DISTINCT r.fk_meter)::text[],
        NULL::bigint[]
      FROM changed_1 AS r WHERE r.fk_meter IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_reading r (pk_reading, day)', ARRAY[array_agg(r.pk_reading)::text[], array_agg(r.day)],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_reading, r.day::text AS day, tviews.lock_id(2, hash_record(ROW (r.fk_meter))) AS lock_1 FROM changed_2 AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_reading r (fk_meter)', array_agg(DISTINCT r.fk_meter)::text[],
        NULL::bigint[]
      FROM changed_rows AS r WHERE r.fk_meter IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_reading r (pk_reading, day)', ARRAY[array_agg(r.pk_reading)::text[], array_agg(r.day)],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_reading, r.day::text AS day, tviews.lock_id(2, hash_record(ROW (r.fk_meter))) AS lock_1 FROM changed_rows AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

-- Enqueues a row of public.tb_reading that moves to another partition, which a MERGE shows to row triggers and not in the transition
-- tables of the statement, or that is in a partition attached later, which has no statement triggers.
CREATE OR REPLACE FUNCTION tviews.move_tb_reading() RETURNS trigger
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
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_reading r (fk_meter)', array_agg(DISTINCT r.fk_meter)::text[],
        NULL::bigint[]
      FROM (SELECT NEW.*) AS r WHERE r.fk_meter IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_reading r (pk_reading, day)', ARRAY[array_agg(r.pk_reading)::text[], array_agg(r.day)],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_reading, r.day::text AS day, tviews.lock_id(2, hash_record(ROW (r.fk_meter))) AS lock_1 FROM (SELECT NEW.*) AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_reading r (fk_meter)', array_agg(DISTINCT r.fk_meter)::text[],
        NULL::bigint[]
      FROM (SELECT OLD.*) AS r WHERE r.fk_meter IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_reading r (pk_reading, day)', ARRAY[array_agg(r.pk_reading)::text[], array_agg(r.day)],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_reading, r.day::text AS day, tviews.lock_id(2, hash_record(ROW (r.fk_meter))) AS lock_1 FROM (SELECT OLD.*) AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_reading', 'enqueue_tb_reading', 'tviews_tb_reading', true);
PERFORM tviews.watch_rows('public.tb_reading', 'move_tb_reading', 'tviews_tb_reading');
RETURN false;
END
$activate$;
