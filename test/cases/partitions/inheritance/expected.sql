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
    (1, 'public.tv_car', 'public.v_car', false, ARRAY['pk_vehicle'], 'r.pk_vehicle = k.pk_vehicle',
      'jsonb_build_object(''pk_vehicle'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_car(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_car']::text[], 'activate_tv_car', 'equip_tv_car', ARRAY['drain_tv_car', 'refresh_tv_car', 'rebuild_tv_car'], 'drain_tv_car',
      false, false, 1000),
    (2, 'public.tv_owner', 'public.v_owner', false, ARRAY['pk_owner'], 'r.pk_owner = k.pk_owner',
      'jsonb_build_object(''pk_owner'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_owner(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_owner', 'public.tb_vehicle']::text[], 'activate_tv_owner', 'equip_tv_owner', ARRAY['drain_tv_owner', 'refresh_tv_owner', 'rebuild_tv_owner'], 'drain_tv_owner',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_car', ARRAY['doors', 'name', 'pk_vehicle']::text[], ARRAY['integer', 'text', 'integer']::text[], 'tviews_tb_car', 'enqueue_tb_car', NULL, true, 'watch_tb_car'),
    ('public.tb_vehicle', ARRAY['pk_vehicle']::text[], ARRAY['integer']::text[], 'tviews_tb_car_by_tb_vehicle', 'enqueue_tb_car_by_tb_vehicle', NULL, false, 'watch_tb_car_by_tb_vehicle'),
    ('public.tb_owner', ARRAY['name', 'pk_owner']::text[], ARRAY['text', 'integer']::text[], 'tviews_tb_owner', 'enqueue_tb_owner', NULL, true, 'watch_tb_owner'),
    ('public.tb_vehicle', ARRAY['fk_owner', 'name']::text[], ARRAY['integer', 'text']::text[], 'tviews_tb_vehicle', 'enqueue_tb_vehicle', NULL, true, 'watch_tb_vehicle')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_car', 'public.tb_car', ARRAY['c']::text[], ARRAY['pk_vehicle', 'name', 'doors']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_vehicle = c.pk_vehicle'),
    ('public.tv_owner', 'public.tb_owner', ARRAY['o']::text[], ARRAY['pk_owner', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_owner = o.pk_owner'),
    ('public.tv_owner', 'public.tb_vehicle', ARRAY['v']::text[], ARRAY['fk_owner', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_owner = v.fk_owner')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_car', 'public.tb_car', 'btree', ARRAY['pk_vehicle'], false, 'CREATE INDEX tb_car_pk_vehicle_idx ON public.tb_car (pk_vehicle);'),
    (2, 'public.tv_owner', 'public.tb_owner', 'btree', ARRAY['pk_owner'], false, 'CREATE INDEX tb_owner_pk_owner_idx ON public.tb_owner (pk_owner);'),
    (3, 'public.tv_owner', 'public.tb_vehicle', 'btree', ARRAY['fk_owner'], false, 'CREATE INDEX tb_vehicle_fk_owner_idx ON public.tb_vehicle (fk_owner);')
$function$;

-- The highest number of a class of locks.
CREATE FUNCTION tviews.built_lock_classes() RETURNS integer
LANGUAGE sql IMMUTABLE
AS 'SELECT 2';

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_car', 'not-null', ARRAY['pk_vehicle']),
    ('public.tb_owner', 'not-null', ARRAY['pk_owner']),
    ('public.tb_owner', 'unique', ARRAY['pk_owner'])
$function$;

-- public.tv_car, key (pk_vehicle).
CREATE FUNCTION tviews.activate_tv_car() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_car', 'public.v_car', 'pk_vehicle, name, doors', $definition$
SELECT *
FROM (
SELECT c.pk_vehicle, c.name, c.doors
FROM tb_car c
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_car') IS NULL THEN
  CREATE TABLE public.tv_car (LIKE public.v_car) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_car') THEN
    INSERT INTO public.tv_car SELECT * FROM public.v_car;
  END IF;
  PERFORM tviews.put_key('activate_tv_car', 'public.tv_car', 'PRIMARY KEY (pk_vehicle)');
  ANALYZE public.tv_car;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_car', 'public.tv_car', 'public.v_car', 'PRIMARY KEY (pk_vehicle)') THEN
  IF tviews.fill_now('activate_tv_car') THEN
    INSERT INTO public.tv_car SELECT * FROM public.v_car;
  END IF;
  PERFORM tviews.put_key('activate_tv_car', 'public.tv_car', 'PRIMARY KEY (pk_vehicle)');
END IF;

-- Makes the rows of public.tv_car with these keys equal to those of public.v_car, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_car(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
  v_twice text;
BEGIN
  -- No constraint proves that the key is unique.
  SELECT concat_ws(', ', k.pk_vehicle) INTO v_twice
  FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_vehicle)
  CROSS JOIN LATERAL (
    SELECT count(*) AS rows FROM public.v_car AS v
    WHERE v.pk_vehicle = k.pk_vehicle
    OFFSET 0
  ) AS found
  WHERE found.rows > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_car', v_twice);
  END IF;

  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_vehicle, v.name, v.doors
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_vehicle)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_car AS v
        WHERE v.pk_vehicle = k.pk_vehicle
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_car AS t (pk_vehicle, name, doors)
      SELECT * FROM fresh
      ON CONFLICT (pk_vehicle)
      DO UPDATE SET name = excluded.name, doors = excluded.doors
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_vehicle)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_vehicle FROM fresh) AS gone (pk_vehicle);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_vehicle, v.name, v.doors
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_vehicle)
      JOIN public.v_car AS v ON v.pk_vehicle = k.pk_vehicle
    ), written AS (
      INSERT INTO public.tv_car AS t (pk_vehicle, name, doors)
      SELECT * FROM fresh
      ON CONFLICT (pk_vehicle)
      DO UPDATE SET name = excluded.name, doors = excluded.doors
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_vehicle)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_vehicle FROM fresh) AS gone (pk_vehicle);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_car AS t
    USING unnest(v_gone) AS k (pk_vehicle)
    WHERE t.pk_vehicle = k.pk_vehicle;
  END IF;
END
$function$;

-- Makes all rows of public.tv_car equal to those of public.v_car, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_car() RETURNS void
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
  SELECT concat_ws(', ', v.pk_vehicle) INTO v_twice
  FROM public.v_car AS v
  GROUP BY v.pk_vehicle
  HAVING count(*) > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_car', v_twice);
  END IF;

  DELETE FROM public.tv_car AS t
  USING (
    SELECT t.pk_vehicle FROM public.tv_car AS t
    EXCEPT
    SELECT v.pk_vehicle FROM public.v_car AS v
  ) AS k (pk_vehicle)
  WHERE t.pk_vehicle = k.pk_vehicle;

  INSERT INTO public.tv_car AS t (pk_vehicle, name, doors)
  SELECT v.pk_vehicle, v.name, v.doors
  FROM public.v_car AS v
  ON CONFLICT (pk_vehicle)
  DO UPDATE SET name = excluded.name, doors = excluded.doors
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_car out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_car(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_c_pk_vehicle integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_car c (pk_vehicle)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_c_pk_vehicle, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_car');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_car();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_car c: pk_vehicle = c.pk_vehicle
  IF v_c_pk_vehicle IS NOT NULL THEN
    v_keys := v_keys || v_c_pk_vehicle;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.pk_vehicle))) FROM unnest(v_keys) AS k (pk_vehicle)
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
    PERFORM tviews.refresh_tv_car(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_car, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_car() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_owner, key (pk_owner).
CREATE FUNCTION tviews.activate_tv_owner() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_owner', 'public.v_owner', 'pk_owner, name, vehicles, plain', $definition$
SELECT *
FROM (
SELECT o.pk_owner, o.name,
       (SELECT string_agg(v.name, ',' ORDER BY v.name) FROM tb_vehicle v WHERE v.fk_owner = o.pk_owner) AS vehicles,
       (SELECT count(*) FROM ONLY tb_vehicle v WHERE v.fk_owner = o.pk_owner) AS plain
FROM tb_owner o
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_owner') IS NULL THEN
  CREATE TABLE public.tv_owner (LIKE public.v_owner) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_owner') THEN
    INSERT INTO public.tv_owner SELECT * FROM public.v_owner;
  END IF;
  PERFORM tviews.put_key('activate_tv_owner', 'public.tv_owner', 'PRIMARY KEY (pk_owner)');
  ANALYZE public.tv_owner;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_owner', 'public.tv_owner', 'public.v_owner', 'PRIMARY KEY (pk_owner)') THEN
  IF tviews.fill_now('activate_tv_owner') THEN
    INSERT INTO public.tv_owner SELECT * FROM public.v_owner;
  END IF;
  PERFORM tviews.put_key('activate_tv_owner', 'public.tv_owner', 'PRIMARY KEY (pk_owner)');
END IF;

-- Makes the rows of public.tv_owner with these keys equal to those of public.v_owner, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_owner(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_owner, v.name, v.vehicles, v.plain
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_owner)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_owner AS v
        WHERE v.pk_owner = k.pk_owner
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_owner AS t (pk_owner, name, vehicles, plain)
      SELECT * FROM fresh
      ON CONFLICT (pk_owner)
      DO UPDATE SET name = excluded.name, vehicles = excluded.vehicles, plain = excluded.plain
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_owner)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_owner FROM fresh) AS gone (pk_owner);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_owner, v.name, v.vehicles, v.plain
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_owner)
      JOIN public.v_owner AS v ON v.pk_owner = k.pk_owner
    ), written AS (
      INSERT INTO public.tv_owner AS t (pk_owner, name, vehicles, plain)
      SELECT * FROM fresh
      ON CONFLICT (pk_owner)
      DO UPDATE SET name = excluded.name, vehicles = excluded.vehicles, plain = excluded.plain
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_owner)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_owner FROM fresh) AS gone (pk_owner);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_owner AS t
    USING unnest(v_gone) AS k (pk_owner)
    WHERE t.pk_owner = k.pk_owner;
  END IF;
END
$function$;

-- Makes all rows of public.tv_owner equal to those of public.v_owner, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_owner() RETURNS void
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
  DELETE FROM public.tv_owner AS t
  USING (
    SELECT t.pk_owner FROM public.tv_owner AS t
    EXCEPT
    SELECT v.pk_owner FROM public.v_owner AS v
  ) AS k (pk_owner)
  WHERE t.pk_owner = k.pk_owner;

  INSERT INTO public.tv_owner AS t (pk_owner, name, vehicles, plain)
  SELECT v.pk_owner, v.name, v.vehicles, v.plain
  FROM public.v_owner AS v
  ON CONFLICT (pk_owner)
  DO UPDATE SET name = excluded.name, vehicles = excluded.vehicles, plain = excluded.plain
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_owner out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_owner(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_o_pk_owner integer[];
  v_v_fk_owner integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_owner o (pk_owner)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_vehicle v (fk_owner)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_o_pk_owner, v_v_fk_owner, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_owner');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_owner();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_owner o: pk_owner = o.pk_owner
  IF v_o_pk_owner IS NOT NULL THEN
    v_keys := v_keys || v_o_pk_owner;
  END IF;

  -- tb_vehicle v: pk_owner = v.fk_owner
  IF v_v_fk_owner IS NOT NULL THEN
    v_keys := v_keys || v_v_fk_owner;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.pk_owner))) FROM unnest(v_keys) AS k (pk_owner)
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
    PERFORM tviews.refresh_tv_owner(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_owner, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_owner() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_car.
CREATE FUNCTION tviews.watch_tb_car() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_car puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_car() RETURNS trigger
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
      -- What tv_car reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_vehicle, r.name, r.doors FROM old_rows AS r),
      after AS (SELECT r.pk_vehicle, r.name, r.doors FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_car c (pk_vehicle)', array_agg(DISTINCT r.pk_vehicle)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_car c (pk_vehicle)', array_agg(DISTINCT r.pk_vehicle)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_car', 'enqueue_tb_car', 'tviews_tb_car', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_vehicle.
CREATE FUNCTION tviews.watch_tb_car_by_tb_vehicle() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_vehicle puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_car_by_tb_vehicle() RETURNS trigger
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
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_car c (pk_vehicle)', array_agg(DISTINCT r.pk_vehicle)::text[]
      FROM (TABLE old_rows UNION ALL TABLE new_rows) AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_car c (pk_vehicle)', array_agg(DISTINCT r.pk_vehicle)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_vehicle', 'enqueue_tb_car_by_tb_vehicle', 'tviews_tb_car_by_tb_vehicle', false);
RETURN false;
END
$activate$;

-- The triggers of public.tb_owner.
CREATE FUNCTION tviews.watch_tb_owner() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_owner puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_owner() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[2]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_owner reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_owner, r.name FROM old_rows AS r),
      after AS (SELECT r.pk_owner, r.name FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_owner o (pk_owner)', array_agg(DISTINCT r.pk_owner)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_owner o (pk_owner)', array_agg(r.pk_owner)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_owner', 'enqueue_tb_owner', 'tviews_tb_owner', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_vehicle.
CREATE FUNCTION tviews.watch_tb_vehicle() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_vehicle puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_vehicle() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[2]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_owner reads of the rows before and after, and where that differs.
      before AS (SELECT r.fk_owner, r.name FROM old_rows AS r),
      after AS (SELECT r.fk_owner, r.name FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_vehicle v (fk_owner)', array_agg(DISTINCT r.fk_owner)::text[]
      FROM changed AS r WHERE r.fk_owner IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_vehicle v (fk_owner)', array_agg(DISTINCT r.fk_owner)::text[]
      FROM changed_rows AS r WHERE r.fk_owner IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_vehicle', 'enqueue_tb_vehicle', 'tviews_tb_vehicle', true);
RETURN false;
END
$activate$;
