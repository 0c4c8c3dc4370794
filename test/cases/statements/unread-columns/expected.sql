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
    (1, 'public.tv_office', 'public.v_office', false, ARRAY['pk_office'], 'r.pk_office = k.pk_office',
      'jsonb_build_object(''pk_office'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_office(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_office', 'public.tb_room']::text[], 'activate_tv_office', 'equip_tv_office', ARRAY['drain_tv_office', 'refresh_tv_office', 'rebuild_tv_office'], 'drain_tv_office',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_office', ARRAY['floor', 'pk_office', 'zone']::text[], ARRAY['integer', 'integer', 'text']::text[], 'tviews_tb_office', 'enqueue_tb_office', NULL, true, 'watch_tb_office'),
    ('public.tb_room', ARRAY['fk_office', 'kind', 'number', 'pk_room', 'rank', 'usable']::text[], ARRAY['integer', 'text', 'text', 'integer', 'integer', 'boolean']::text[], 'tviews_tb_room', 'enqueue_tb_room', NULL, true, 'watch_tb_room')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_office', 'public.tb_office', ARRAY['o']::text[], ARRAY['pk_office', 'floor', 'zone']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_office = o.pk_office'),
    ('public.tv_office', 'public.tb_room', ARRAY['r']::text[], ARRAY['pk_room', 'fk_office', 'number', 'rank', 'usable', 'kind']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_office = r.fk_office')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_office', 'public.tb_office', 'btree', ARRAY['pk_office'], false, 'CREATE INDEX tb_office_pk_office_idx ON public.tb_office (pk_office);'),
    (2, 'public.tv_office', 'public.tb_room', 'btree', ARRAY['fk_office'], false, 'CREATE INDEX tb_room_fk_office_idx ON public.tb_room (fk_office);')
$function$;

-- The highest number of a class of locks.
CREATE FUNCTION tviews.built_lock_classes() RETURNS integer
LANGUAGE sql IMMUTABLE
AS 'SELECT 1';

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_office', 'not-null', ARRAY['pk_office']),
    ('public.tb_office', 'unique', ARRAY['pk_office']),
    ('public.tb_room', 'not-null', ARRAY['fk_office'])
$function$;

-- public.tv_office, key (pk_office).
CREATE FUNCTION tviews.activate_tv_office() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_office', 'public.v_office', 'pk_office, rooms, numbers', $definition$
SELECT *
FROM (
SELECT o.pk_office,
       count(r.number) AS rooms,
       string_agg(r.number, ' ' ORDER BY r.rank, r.pk_room) FILTER (WHERE r.kind = 'x' OR r.kind IS NULL) AS numbers
FROM tb_office o
LEFT JOIN tb_room r ON r.fk_office = o.pk_office AND r.usable
WHERE o.zone IS NOT NULL
GROUP BY o.pk_office
HAVING max(o.floor) < 10
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_office') IS NULL THEN
  CREATE TABLE public.tv_office (LIKE public.v_office) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_office') THEN
    INSERT INTO public.tv_office SELECT * FROM public.v_office;
  END IF;
  PERFORM tviews.put_key('activate_tv_office', 'public.tv_office', 'PRIMARY KEY (pk_office)');
  ANALYZE public.tv_office;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_office', 'public.tv_office', 'public.v_office', 'PRIMARY KEY (pk_office)') THEN
  IF tviews.fill_now('activate_tv_office') THEN
    INSERT INTO public.tv_office SELECT * FROM public.v_office;
  END IF;
  PERFORM tviews.put_key('activate_tv_office', 'public.tv_office', 'PRIMARY KEY (pk_office)');
END IF;

-- Makes the rows of public.tv_office with these keys equal to those of public.v_office, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_office(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_office, v.rooms, v.numbers
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_office)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_office AS v
        WHERE v.pk_office = k.pk_office
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_office AS t (pk_office, rooms, numbers)
      SELECT * FROM fresh
      ON CONFLICT (pk_office)
      DO UPDATE SET rooms = excluded.rooms, numbers = excluded.numbers
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_office)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_office FROM fresh) AS gone (pk_office);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_office, v.rooms, v.numbers
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_office)
      JOIN public.v_office AS v ON v.pk_office = k.pk_office
    ), written AS (
      INSERT INTO public.tv_office AS t (pk_office, rooms, numbers)
      SELECT * FROM fresh
      ON CONFLICT (pk_office)
      DO UPDATE SET rooms = excluded.rooms, numbers = excluded.numbers
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_office)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_office FROM fresh) AS gone (pk_office);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_office AS t
    USING unnest(v_gone) AS k (pk_office)
    WHERE t.pk_office = k.pk_office;
  END IF;
END
$function$;

-- Makes all rows of public.tv_office equal to those of public.v_office, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_office() RETURNS void
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
  DELETE FROM public.tv_office AS t
  USING (
    SELECT t.pk_office FROM public.tv_office AS t
    EXCEPT
    SELECT v.pk_office FROM public.v_office AS v
  ) AS k (pk_office)
  WHERE t.pk_office = k.pk_office;

  INSERT INTO public.tv_office AS t (pk_office, rooms, numbers)
  SELECT v.pk_office, v.rooms, v.numbers
  FROM public.v_office AS v
  ON CONFLICT (pk_office)
  DO UPDATE SET rooms = excluded.rooms, numbers = excluded.numbers
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_office out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_office(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_o_pk_office integer[];
  v_r_fk_office integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_office o (pk_office)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_room r (fk_office)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_o_pk_office, v_r_fk_office, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_office');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_office();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_office o: pk_office = o.pk_office
  IF v_o_pk_office IS NOT NULL THEN
    v_keys := v_keys || v_o_pk_office;
  END IF;

  -- tb_room r: pk_office = r.fk_office
  IF v_r_fk_office IS NOT NULL THEN
    v_keys := v_keys || v_r_fk_office;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.pk_office))) FROM unnest(v_keys) AS k (pk_office)
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
    PERFORM tviews.refresh_tv_office(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_office, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_office() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_office.
CREATE FUNCTION tviews.watch_tb_office() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_office puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_office() RETURNS trigger
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
      -- What tv_office reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_office, r.floor, r.zone FROM old_rows AS r),
      after AS (SELECT r.pk_office, r.floor, r.zone FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_office o (pk_office)', array_agg(DISTINCT r.pk_office)::text[]
      FROM changed AS r WHERE r.zone IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_office o (pk_office)', array_agg(r.pk_office)::text[]
      FROM changed_rows AS r WHERE r.zone IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_office', 'enqueue_tb_office', 'tviews_tb_office', true);
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
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[1]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_office reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_room, r.fk_office, r.number, r.rank, r.usable, r.kind FROM old_rows AS r),
      after AS (SELECT r.pk_room, r.fk_office, r.number, r.rank, r.usable, r.kind FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_room r (fk_office)', array_agg(DISTINCT r.fk_office)::text[]
      FROM changed AS r WHERE r.usable
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_room r (fk_office)', array_agg(DISTINCT r.fk_office)::text[]
      FROM changed_rows AS r WHERE r.usable
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
