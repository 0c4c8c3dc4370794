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
    (1, 'public.tv_guest', 'public.v_guest', false, ARRAY['pk_guest'], 'r.pk_guest = k.pk_guest',
      'jsonb_build_object(''pk_guest'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_guest(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_guest', 'public.tb_stay']::text[], 'activate_tv_guest', 'equip_tv_guest', ARRAY['drain_tv_guest', 'refresh_tv_guest', 'rebuild_tv_guest'], 'drain_tv_guest',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_guest', ARRAY['name', 'pk_guest']::text[], ARRAY['text', 'integer']::text[], 'tviews_tb_guest', 'enqueue_tb_guest', NULL, true, 'watch_tb_guest'),
    ('public.tb_stay', ARRAY['fk_guest', 'over', 'room']::text[], ARRAY['integer', 'boolean', 'text']::text[], 'tviews_tb_stay', 'enqueue_tb_stay', NULL, true, 'watch_tb_stay')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_guest', 'public.tb_guest', ARRAY['g']::text[], ARRAY['pk_guest', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_guest = g.pk_guest'),
    ('public.tv_guest', 'public.tb_stay', ARRAY['s']::text[], ARRAY['fk_guest', 'room', 'over']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_guest = s.fk_guest')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_guest', 'public.tb_guest', 'btree', ARRAY['pk_guest'], false, 'CREATE INDEX tb_guest_pk_guest_idx ON public.tb_guest (pk_guest);'),
    (2, 'public.tv_guest', 'public.tb_stay', 'btree', ARRAY['fk_guest'], false, 'CREATE INDEX tb_stay_fk_guest_idx ON public.tb_stay (fk_guest);')
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
    ('public.tb_guest', 'not-null', ARRAY['pk_guest']),
    ('public.tb_guest', 'unique', ARRAY['pk_guest']),
    ('public.tb_stay', 'not-null', ARRAY['fk_guest'])
$function$;

-- public.tv_guest, key (pk_guest).
CREATE FUNCTION tviews.activate_tv_guest() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_guest', 'public.v_guest', 'pk_guest, name, room', $definition$
SELECT *
FROM (
SELECT g.pk_guest, g.name, s.room
FROM tb_guest g
LEFT JOIN tb_stay s ON s.fk_guest = g.pk_guest AND NOT s.over
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_guest') IS NULL THEN
  CREATE TABLE public.tv_guest (LIKE public.v_guest) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_guest') THEN
    INSERT INTO public.tv_guest SELECT * FROM public.v_guest;
  END IF;
  PERFORM tviews.put_key('activate_tv_guest', 'public.tv_guest', 'PRIMARY KEY (pk_guest)');
  ANALYZE public.tv_guest;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_guest', 'public.tv_guest', 'public.v_guest', 'PRIMARY KEY (pk_guest)') THEN
  IF tviews.fill_now('activate_tv_guest') THEN
    INSERT INTO public.tv_guest SELECT * FROM public.v_guest;
  END IF;
  PERFORM tviews.put_key('activate_tv_guest', 'public.tv_guest', 'PRIMARY KEY (pk_guest)');
END IF;

-- Makes the rows of public.tv_guest with these keys equal to those of public.v_guest, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_guest(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
  v_twice text;
BEGIN
  -- No constraint proves that the key is unique.
  SELECT concat_ws(', ', k.pk_guest) INTO v_twice
  FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_guest)
  CROSS JOIN LATERAL (
    SELECT count(*) AS rows FROM public.v_guest AS v
    WHERE v.pk_guest = k.pk_guest
    OFFSET 0
  ) AS found
  WHERE found.rows > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_guest', v_twice);
  END IF;

  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_guest, v.name, v.room
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_guest)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_guest AS v
        WHERE v.pk_guest = k.pk_guest
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_guest AS t (pk_guest, name, room)
      SELECT * FROM fresh
      ON CONFLICT (pk_guest)
      DO UPDATE SET name = excluded.name, room = excluded.room
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_guest)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_guest FROM fresh) AS gone (pk_guest);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_guest, v.name, v.room
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_guest)
      JOIN public.v_guest AS v ON v.pk_guest = k.pk_guest
    ), written AS (
      INSERT INTO public.tv_guest AS t (pk_guest, name, room)
      SELECT * FROM fresh
      ON CONFLICT (pk_guest)
      DO UPDATE SET name = excluded.name, room = excluded.room
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_guest)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_guest FROM fresh) AS gone (pk_guest);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_guest AS t
    USING unnest(v_gone) AS k (pk_guest)
    WHERE t.pk_guest = k.pk_guest;
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
DECLARE
  v_twice text;
BEGIN
  SELECT concat_ws(', ', v.pk_guest) INTO v_twice
  FROM public.v_guest AS v
  GROUP BY v.pk_guest
  HAVING count(*) > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_guest', v_twice);
  END IF;

  DELETE FROM public.tv_guest AS t
  USING (
    SELECT t.pk_guest FROM public.tv_guest AS t
    EXCEPT
    SELECT v.pk_guest FROM public.v_guest AS v
  ) AS k (pk_guest)
  WHERE t.pk_guest = k.pk_guest;

  INSERT INTO public.tv_guest AS t (pk_guest, name, room)
  SELECT v.pk_guest, v.name, v.room
  FROM public.v_guest AS v
  ON CONFLICT (pk_guest)
  DO UPDATE SET name = excluded.name, room = excluded.room
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
  v_g_pk_guest integer[];
  v_s_fk_guest integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_guest g (pk_guest)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_stay s (fk_guest)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_g_pk_guest, v_s_fk_guest, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
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

  -- tb_guest g: pk_guest = g.pk_guest
  IF v_g_pk_guest IS NOT NULL THEN
    v_keys := v_keys || v_g_pk_guest;
  END IF;

  -- tb_stay s: pk_guest = s.fk_guest
  IF v_s_fk_guest IS NOT NULL THEN
    v_keys := v_keys || v_s_fk_guest;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.pk_guest))) FROM unnest(v_keys) AS k (pk_guest)
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
    PERFORM tviews.refresh_tv_guest(v_keys);
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

-- The triggers of public.tb_guest.
CREATE FUNCTION tviews.watch_tb_guest() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_guest puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_guest() RETURNS trigger
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
      -- What tv_guest reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_guest, r.name FROM old_rows AS r),
      after AS (SELECT r.pk_guest, r.name FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_guest g (pk_guest)', array_agg(DISTINCT r.pk_guest)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_guest g (pk_guest)', array_agg(r.pk_guest)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_guest', 'enqueue_tb_guest', 'tviews_tb_guest', true);
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
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[1]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_guest reads of the rows before and after, and where that differs.
      before AS (SELECT r.fk_guest, r.room, r.over FROM old_rows AS r),
      after AS (SELECT r.fk_guest, r.room, r.over FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_stay s (fk_guest)', array_agg(DISTINCT r.fk_guest)::text[]
      FROM changed AS r WHERE NOT r.over
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_stay s (fk_guest)', array_agg(DISTINCT r.fk_guest)::text[]
      FROM changed_rows AS r WHERE NOT r.over
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
