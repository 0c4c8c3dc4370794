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
    (1, 'public.tv_seat', 'public.v_seat', false, ARRAY['pk_seat', 'label'], 'r.pk_seat = k.pk_seat AND (r.label = k.label OR r.label IS NULL AND k.label IS NULL)',
      'jsonb_build_object(''pk_seat'', CAST($1[1][n] AS integer), ''label'', CAST($1[2][n] AS text))', 'tviews.refresh_tv_seat(ARRAY(SELECT unnest($1[1:1]))::integer[], ARRAY(SELECT unnest($1[2:2]))::text[])',
      ARRAY['public.tb_guest', 'public.tb_seat']::text[], 'activate_tv_seat', 'equip_tv_seat', ARRAY['drain_tv_seat', 'refresh_tv_seat', 'rebuild_tv_seat'], 'drain_tv_seat',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_guest', ARRAY['fk_seat', 'name']::text[], ARRAY['integer', 'text']::text[], 'tviews_tb_guest', 'enqueue_tb_guest', NULL, true, 'watch_tb_guest'),
    ('public.tb_seat', ARRAY['pk_seat']::text[], ARRAY['integer']::text[], 'tviews_tb_seat', 'enqueue_tb_seat', NULL, true, 'watch_tb_seat')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_seat', 'public.tb_guest', ARRAY['tb_guest']::text[], ARRAY['fk_seat', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_seat = tb_guest.fk_seat, label = CAST(upper(COALESCE(CASE WHEN false THEN (COALESCE((NULL::text), ''anonymous'')) END, ''free'')) AS text)'),
    ('public.tv_seat', 'public.tb_guest', ARRAY['tb_guest']::text[], ARRAY['fk_seat', 'name']::text[], false,
      'own-key', 2, ARRAY[]::text[], 'pk_seat = tb_guest.fk_seat, label = upper(COALESCE((COALESCE(tb_guest.name, ''anonymous'')), ''free''))'),
    ('public.tv_seat', 'public.tb_seat', ARRAY['s']::text[], ARRAY['pk_seat']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_seat = s.pk_seat, label = CAST(upper(COALESCE(CASE WHEN false THEN (COALESCE((NULL::text), ''anonymous'')) END, ''free'')) AS text)'),
    ('public.tv_seat', 'public.tb_seat', ARRAY['s']::text[], ARRAY['pk_seat']::text[], false,
      'mapped', 2, ARRAY['public.tb_guest']::text[], 'tb_guest.fk_seat = s.pk_seat, pk_seat = s.pk_seat, label = upper(COALESCE((COALESCE(tb_guest.name, ''anonymous'')), ''free''))')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_seat', 'public.tb_guest', 'btree', ARRAY['fk_seat'], false, 'CREATE INDEX tb_guest_fk_seat_idx ON public.tb_guest (fk_seat);'),
    (2, 'public.tv_seat', 'public.tb_guest', 'btree', ARRAY['fk_seat'], false, 'CREATE INDEX tb_guest_fk_seat_idx ON public.tb_guest (fk_seat);'),
    (2, 'public.tv_seat', 'public.tb_guest', 'btree', ARRAY['upper(COALESCE(COALESCE(name, ''anonymous''), ''free''))'], true, 'CREATE INDEX tb_guest_fk_seat_idx ON public.tb_guest (fk_seat);'),
    (3, 'public.tv_seat', 'public.tb_seat', 'btree', ARRAY['pk_seat'], false, 'CREATE INDEX tb_seat_pk_seat_idx ON public.tb_seat (pk_seat);')
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
    ('public.tb_seat', 'not-null', ARRAY['pk_seat']),
    ('public.tb_seat', 'unique', ARRAY['pk_seat'])
$function$;

-- public.tv_seat, key (pk_seat, label).
CREATE FUNCTION tviews.activate_tv_seat() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_seat', 'public.v_seat', 'pk_seat, label, guests', $definition$
SELECT *
FROM (
SELECT s.pk_seat, upper(coalesce(g.label, 'free')) AS label, count(*) AS guests
FROM tb_seat s
LEFT JOIN (SELECT fk_seat, coalesce(name, 'anonymous') AS label FROM tb_guest) g ON g.fk_seat = s.pk_seat
GROUP BY s.pk_seat, upper(coalesce(g.label, 'free'))
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_seat') IS NULL THEN
  CREATE TABLE public.tv_seat (LIKE public.v_seat) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_seat') THEN
    INSERT INTO public.tv_seat SELECT * FROM public.v_seat;
  END IF;
  PERFORM tviews.put_key('activate_tv_seat', 'public.tv_seat', 'UNIQUE NULLS NOT DISTINCT (pk_seat, label)');
  ANALYZE public.tv_seat;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_seat', 'public.tv_seat', 'public.v_seat', 'UNIQUE NULLS NOT DISTINCT (pk_seat, label)') THEN
  IF tviews.fill_now('activate_tv_seat') THEN
    INSERT INTO public.tv_seat SELECT * FROM public.v_seat;
  END IF;
  PERFORM tviews.put_key('activate_tv_seat', 'public.tv_seat', 'UNIQUE NULLS NOT DISTINCT (pk_seat, label)');
END IF;

-- Makes the rows of public.tv_seat with these keys equal to those of public.v_seat, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_seat(p_keys_1 integer[], p_keys_2 text[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone_1 integer[];
  v_gone_2 text[];
BEGIN
  IF cardinality(p_keys_1) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT DISTINCT ON (v.pk_seat, v.label) v.pk_seat, v.label, v.guests
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_seat, label)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_seat AS v
        WHERE v.pk_seat = k.pk_seat AND (v.label = k.label OR v.label IS NULL AND k.label IS NULL)
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_seat AS t (pk_seat, label, guests)
      SELECT * FROM fresh
      ON CONFLICT (pk_seat, label)
      DO UPDATE SET label = excluded.label, guests = excluded.guests
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_seat), array_agg(gone.label)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_seat, fresh.label FROM fresh) AS gone (pk_seat, label);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT DISTINCT ON (v.pk_seat, v.label) v.pk_seat, v.label, v.guests
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_seat, label)
      JOIN public.v_seat AS v ON v.pk_seat = k.pk_seat AND (v.label = k.label OR v.label IS NULL AND k.label IS NULL)
    ), written AS (
      INSERT INTO public.tv_seat AS t (pk_seat, label, guests)
      SELECT * FROM fresh
      ON CONFLICT (pk_seat, label)
      DO UPDATE SET label = excluded.label, guests = excluded.guests
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_seat), array_agg(gone.label)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_seat, fresh.label FROM fresh) AS gone (pk_seat, label);
  END IF;

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_seat AS t
    USING unnest(v_gone_1, v_gone_2) AS k (pk_seat, label)
    WHERE t.pk_seat = k.pk_seat AND (t.label = k.label OR t.label IS NULL AND k.label IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_seat equal to those of public.v_seat, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_seat() RETURNS void
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
  DELETE FROM public.tv_seat AS t
  USING (
    SELECT t.pk_seat, t.label FROM public.tv_seat AS t
    EXCEPT
    SELECT v.pk_seat, v.label FROM public.v_seat AS v
  ) AS k (pk_seat, label)
  WHERE t.pk_seat = k.pk_seat AND (t.label = k.label OR t.label IS NULL AND k.label IS NULL);

  INSERT INTO public.tv_seat AS t (pk_seat, label, guests)
  SELECT v.pk_seat, v.label, v.guests
  FROM public.v_seat AS v
  ON CONFLICT (pk_seat, label)
  DO UPDATE SET label = excluded.label, guests = excluded.guests
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_seat out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_seat(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_tb_guest_fk_seat integer[];
  v_tb_guest_name text[];
  v_s_pk_seat integer[];
  v_keys_1 integer[];
  v_keys_2 text[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_guest (fk_seat, name)'),
    array_agg(value.c2::text) FILTER (WHERE taken.route = 'tb_guest (fk_seat, name)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_seat s (pk_seat)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::text) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_tb_guest_fk_seat, v_tb_guest_name, v_s_pk_seat, v_keys_1, v_keys_2
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_seat');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_seat();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_guest (fk_seat)
  IF v_s_pk_seat IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.pk_seat)))
      FROM unnest(v_s_pk_seat) AS changed (pk_seat)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_guest:
  --   pk_seat = tb_guest.fk_seat, label = CAST(upper(COALESCE(CASE WHEN false THEN (COALESCE((NULL::text), 'anonymous')) END, 'free')) AS text)
  --   pk_seat = tb_guest.fk_seat, label = upper(COALESCE((COALESCE(tb_guest.name, 'anonymous')), 'free'))
  IF v_tb_guest_fk_seat IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(changed.fk_seat), v_keys_2 || array_agg(CAST(upper(COALESCE(CASE WHEN false THEN (COALESCE((NULL::text), 'anonymous')) END, 'free')) AS text))
    INTO v_keys_1, v_keys_2
    FROM unnest(v_tb_guest_fk_seat, v_tb_guest_name) AS changed (fk_seat, name)
    WHERE changed.fk_seat IS NOT NULL;
    SELECT v_keys_1 || array_agg(changed.fk_seat), v_keys_2 || array_agg(upper(COALESCE((COALESCE(changed.name, 'anonymous')), 'free')))
    INTO v_keys_1, v_keys_2
    FROM unnest(v_tb_guest_fk_seat, v_tb_guest_name) AS changed (fk_seat, name)
    WHERE changed.fk_seat IS NOT NULL;
  END IF;

  -- tb_seat s:
  --   pk_seat = s.pk_seat, label = CAST(upper(COALESCE(CASE WHEN false THEN (COALESCE((NULL::text), 'anonymous')) END, 'free')) AS text)
  --   tb_guest.fk_seat = s.pk_seat, pk_seat = s.pk_seat, label = upper(COALESCE((COALESCE(tb_guest.name, 'anonymous')), 'free'))
  IF v_s_pk_seat IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(changed.pk_seat), v_keys_2 || array_agg(CAST(upper(COALESCE(CASE WHEN false THEN (COALESCE((NULL::text), 'anonymous')) END, 'free')) AS text))
    INTO v_keys_1, v_keys_2
    FROM unnest(v_s_pk_seat) AS changed (pk_seat);
    SELECT v_keys_1 || array_agg(changed.pk_seat), v_keys_2 || array_agg(upper(COALESCE((COALESCE(tb_guest.name, 'anonymous')), 'free')))
    INTO v_keys_1, v_keys_2
    FROM unnest(v_s_pk_seat) AS changed (pk_seat)
    JOIN public.tb_guest AS tb_guest ON tb_guest.fk_seat = changed.pk_seat;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.pk_seat))) FROM unnest(v_keys_1, v_keys_2) AS k (pk_seat, label)
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
    PERFORM tviews.refresh_tv_seat(v_keys_1, v_keys_2);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_seat, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_seat() RETURNS text[]
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
      -- What tv_seat reads of the rows before and after, and where that differs.
      before AS (SELECT r.fk_seat, r.name FROM old_rows AS r),
      after AS (SELECT r.fk_seat, r.name FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_guest (fk_seat, name)', ARRAY[array_agg(r.fk_seat)::text[], array_agg(r.name)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.fk_seat, r.name, tviews.lock_id(1, hash_record(ROW (r.fk_seat))) AS lock_1 FROM changed AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_guest (fk_seat, name)', ARRAY[array_agg(r.fk_seat)::text[], array_agg(r.name)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.fk_seat, r.name, tviews.lock_id(1, hash_record(ROW (r.fk_seat))) AS lock_1 FROM changed_rows AS r) AS r
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
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[1]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_seat reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_seat FROM old_rows AS r),
      after AS (SELECT r.pk_seat FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_seat s (pk_seat)', ARRAY[array_agg(DISTINCT r.pk_seat)::text[]]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_seat s (pk_seat)', ARRAY[array_agg(r.pk_seat)::text[]]
      FROM changed_rows AS r
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
