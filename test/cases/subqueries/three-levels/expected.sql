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
    (1, 'public.tv_land', 'public.v_land', false, ARRAY['pk_land'], 'r.pk_land = k.pk_land',
      'jsonb_build_object(''pk_land'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_land(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_house', 'public.tb_land', 'public.tb_town']::text[], 'activate_tv_land', 'equip_tv_land', ARRAY['drain_tv_land', 'refresh_tv_land', 'rebuild_tv_land'], 'drain_tv_land',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_house', ARRAY['fk_guest_of', 'fk_town', 'rooms']::text[], ARRAY['integer', 'integer', 'integer']::text[], 'tviews_tb_house', 'enqueue_tb_house', NULL, true, 'watch_tb_house'),
    ('public.tb_land', ARRAY['minimum', 'name', 'pk_land']::text[], ARRAY['integer', 'text', 'integer']::text[], 'tviews_tb_land', 'enqueue_tb_land', NULL, true, 'watch_tb_land'),
    ('public.tb_town', ARRAY['fk_land', 'name', 'pk_town']::text[], ARRAY['integer', 'text', 'integer']::text[], 'tviews_tb_town', 'enqueue_tb_town', NULL, true, 'watch_tb_town')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_land', 'public.tb_house', ARRAY['h']::text[], ARRAY['fk_town', 'rooms', 'fk_guest_of']::text[], false,
      'mapped', 1, ARRAY['public.tb_town']::text[], 't.pk_town = h.fk_town, pk_land = t.fk_land'),
    ('public.tv_land', 'public.tb_land', ARRAY['l', 'g']::text[], ARRAY['pk_land', 'name', 'minimum']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_land = changed.pk_land'),
    ('public.tv_land', 'public.tb_town', ARRAY['t']::text[], ARRAY['pk_town', 'fk_land', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_land = t.fk_land')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_land', 'public.tb_house', 'btree', ARRAY['fk_town'], false, 'CREATE INDEX tb_house_fk_town_idx ON public.tb_house (fk_town);'),
    (2, 'public.tv_land', 'public.tb_town', 'btree', ARRAY['pk_town'], false, 'CREATE INDEX tb_town_pk_town_idx ON public.tb_town (pk_town);'),
    (3, 'public.tv_land', 'public.tb_land', 'btree', ARRAY['pk_land'], false, 'CREATE INDEX tb_land_pk_land_idx ON public.tb_land (pk_land);'),
    (4, 'public.tv_land', 'public.tb_town', 'btree', ARRAY['fk_land'], false, 'CREATE INDEX tb_town_fk_land_idx ON public.tb_town (fk_land);')
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
    ('public.tb_land', 'not-null', ARRAY['pk_land']),
    ('public.tb_land', 'unique', ARRAY['pk_land']),
    ('public.tb_town', 'not-null', ARRAY['pk_town']),
    ('public.tb_town', 'unique', ARRAY['pk_town'])
$function$;

-- public.tv_land, key (pk_land).
CREATE FUNCTION tviews.activate_tv_land() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_land', 'public.v_land', 'pk_land, name, towns', $definition$
SELECT *
FROM (
SELECT
  l.pk_land, l.name,
  (
    SELECT string_agg(t.name || (SELECT count(*) FROM tb_house h WHERE h.fk_town = t.pk_town AND h.rooms >= l.minimum), ' ' ORDER BY t.pk_town)
    FROM tb_town t
    WHERE t.fk_land = l.pk_land
      AND EXISTS (SELECT FROM tb_house h WHERE h.fk_town = t.pk_town AND NOT EXISTS (SELECT FROM tb_land g WHERE g.pk_land = h.fk_guest_of AND g.pk_land = l.pk_land))
  ) AS towns
FROM tb_land l
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_land') IS NULL THEN
  CREATE TABLE public.tv_land (LIKE public.v_land) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_land') THEN
    INSERT INTO public.tv_land SELECT * FROM public.v_land;
  END IF;
  PERFORM tviews.put_key('activate_tv_land', 'public.tv_land', 'PRIMARY KEY (pk_land)');
  ANALYZE public.tv_land;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_land', 'public.tv_land', 'public.v_land', 'PRIMARY KEY (pk_land)') THEN
  IF tviews.fill_now('activate_tv_land') THEN
    INSERT INTO public.tv_land SELECT * FROM public.v_land;
  END IF;
  PERFORM tviews.put_key('activate_tv_land', 'public.tv_land', 'PRIMARY KEY (pk_land)');
END IF;

-- Makes the rows of public.tv_land with these keys equal to those of public.v_land, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_land(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_land, v.name, v.towns
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_land)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_land AS v
        WHERE v.pk_land = k.pk_land
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_land AS t (pk_land, name, towns)
      SELECT * FROM fresh
      ON CONFLICT (pk_land)
      DO UPDATE SET name = excluded.name, towns = excluded.towns
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_land)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_land FROM fresh) AS gone (pk_land);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_land, v.name, v.towns
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_land)
      JOIN public.v_land AS v ON v.pk_land = k.pk_land
    ), written AS (
      INSERT INTO public.tv_land AS t (pk_land, name, towns)
      SELECT * FROM fresh
      ON CONFLICT (pk_land)
      DO UPDATE SET name = excluded.name, towns = excluded.towns
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_land)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_land FROM fresh) AS gone (pk_land);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_land AS t
    USING unnest(v_gone) AS k (pk_land)
    WHERE t.pk_land = k.pk_land;
  END IF;
END
$function$;

-- Makes all rows of public.tv_land equal to those of public.v_land, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_land() RETURNS void
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
  DELETE FROM public.tv_land AS t
  USING (
    SELECT t.pk_land FROM public.tv_land AS t
    EXCEPT
    SELECT v.pk_land FROM public.v_land AS v
  ) AS k (pk_land)
  WHERE t.pk_land = k.pk_land;

  INSERT INTO public.tv_land AS t (pk_land, name, towns)
  SELECT v.pk_land, v.name, v.towns
  FROM public.v_land AS v
  ON CONFLICT (pk_land)
  DO UPDATE SET name = excluded.name, towns = excluded.towns
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_land out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_land(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_h_fk_town integer[];
  v_l_pk_land integer[];
  v_t_fk_land integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_house h (fk_town)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_land l g (pk_land)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_town t (fk_land)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_h_fk_town, v_l_pk_land, v_t_fk_land, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_land');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_land();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_town (pk_town)
  IF v_h_fk_town IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.fk_town)))
      FROM unnest(v_h_fk_town) AS changed (fk_town)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_house h: t.pk_town = h.fk_town, pk_land = t.fk_land
  IF v_h_fk_town IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT t.fk_land
      FROM public.tb_town AS t
      WHERE t.pk_town = ANY (v_h_fk_town) AND t.fk_land IS NOT NULL
    );
  END IF;

  -- tb_land l, g: pk_land = changed.pk_land
  IF v_l_pk_land IS NOT NULL THEN
    v_keys := v_keys || v_l_pk_land;
  END IF;

  -- tb_town t: pk_land = t.fk_land
  IF v_t_fk_land IS NOT NULL THEN
    v_keys := v_keys || v_t_fk_land;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.pk_land))) FROM unnest(v_keys) AS k (pk_land)
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
    PERFORM tviews.refresh_tv_land(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_land, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_land() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_house.
CREATE FUNCTION tviews.watch_tb_house() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_house puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_house() RETURNS trigger
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
      -- What tv_land reads of the rows before and after, and where that differs.
      before AS (SELECT r.fk_town, r.rooms, r.fk_guest_of FROM old_rows AS r),
      after AS (SELECT r.fk_town, r.rooms, r.fk_guest_of FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_house h (fk_town)', array_agg(DISTINCT r.fk_town)::text[]
      FROM changed AS r WHERE r.fk_town IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_house h (fk_town)', array_agg(DISTINCT r.fk_town)::text[]
      FROM changed_rows AS r WHERE r.fk_town IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_house', 'enqueue_tb_house', 'tviews_tb_house', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_land.
CREATE FUNCTION tviews.watch_tb_land() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_land puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_land() RETURNS trigger
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
      -- What tv_land reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_land, r.name, r.minimum FROM old_rows AS r),
      after AS (SELECT r.pk_land, r.name, r.minimum FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_land l g (pk_land)', array_agg(DISTINCT r.pk_land)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_land l g (pk_land)', array_agg(r.pk_land)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_land', 'enqueue_tb_land', 'tviews_tb_land', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_town.
CREATE FUNCTION tviews.watch_tb_town() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_town puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_town() RETURNS trigger
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
      -- What tv_land reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_town, r.fk_land, r.name FROM old_rows AS r),
      after AS (SELECT r.pk_town, r.fk_land, r.name FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_town t (fk_land)', array_agg(DISTINCT r.fk_land)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.pk_town))))
      FROM changed AS r WHERE r.fk_land IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_town t (fk_land)', array_agg(DISTINCT r.fk_land)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.pk_town))))
      FROM changed_rows AS r WHERE r.fk_land IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_town', 'enqueue_tb_town', 'tviews_tb_town', true);
RETURN false;
END
$activate$;
