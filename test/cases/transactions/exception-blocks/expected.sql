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
    (1, 'public.tv_account', 'public.v_account', false, ARRAY['pk_account'], 'r.pk_account = k.pk_account',
      'jsonb_build_object(''pk_account'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_account(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_account', 'public.tb_booking']::text[], 'activate_tv_account', 'equip_tv_account', ARRAY['drain_tv_account', 'refresh_tv_account', 'rebuild_tv_account'], 'drain_tv_account',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_account', ARRAY['holder', 'pk_account']::text[], ARRAY['text', 'integer']::text[], 'tviews_tb_account', 'enqueue_tb_account', NULL, true, 'watch_tb_account'),
    ('public.tb_booking', ARRAY['cents', 'fk_account', 'pk_booking']::text[], ARRAY['integer', 'integer', 'integer']::text[], 'tviews_tb_booking', 'enqueue_tb_booking', NULL, true, 'watch_tb_booking')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_account', 'public.tb_account', ARRAY['a']::text[], ARRAY['pk_account', 'holder']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_account = a.pk_account'),
    ('public.tv_account', 'public.tb_booking', ARRAY['b']::text[], ARRAY['pk_booking', 'fk_account', 'cents']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_account = b.fk_account')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_account', 'public.tb_account', 'btree', ARRAY['pk_account'], false, 'CREATE INDEX tb_account_pk_account_idx ON public.tb_account (pk_account);'),
    (2, 'public.tv_account', 'public.tb_booking', 'btree', ARRAY['fk_account'], false, 'CREATE INDEX tb_booking_fk_account_idx ON public.tb_booking (fk_account);')
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
    ('public.tb_account', 'not-null', ARRAY['pk_account']),
    ('public.tb_account', 'unique', ARRAY['pk_account']),
    ('public.tb_booking', 'not-null', ARRAY['fk_account'])
$function$;

-- public.tv_account, key (pk_account).
CREATE FUNCTION tviews.activate_tv_account() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_account', 'public.v_account', 'pk_account, holder, bookings', $definition$
SELECT *
FROM (
SELECT a.pk_account, a.holder, (SELECT jsonb_agg(b.cents ORDER BY b.pk_booking) FROM tb_booking b WHERE b.fk_account = a.pk_account) AS bookings
FROM tb_account a
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_account') IS NULL THEN
  CREATE TABLE public.tv_account (LIKE public.v_account) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_account') THEN
    INSERT INTO public.tv_account SELECT * FROM public.v_account;
  END IF;
  PERFORM tviews.put_key('activate_tv_account', 'public.tv_account', 'PRIMARY KEY (pk_account)');
  ANALYZE public.tv_account;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_account', 'public.tv_account', 'public.v_account', 'PRIMARY KEY (pk_account)') THEN
  IF tviews.fill_now('activate_tv_account') THEN
    INSERT INTO public.tv_account SELECT * FROM public.v_account;
  END IF;
  PERFORM tviews.put_key('activate_tv_account', 'public.tv_account', 'PRIMARY KEY (pk_account)');
END IF;

-- Makes the rows of public.tv_account with these keys equal to those of public.v_account, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_account(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_account, v.holder, v.bookings
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_account)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_account AS v
        WHERE v.pk_account = k.pk_account
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_account AS t (pk_account, holder, bookings)
      SELECT * FROM fresh
      ON CONFLICT (pk_account)
      DO UPDATE SET holder = excluded.holder, bookings = excluded.bookings
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_account)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_account FROM fresh) AS gone (pk_account);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_account, v.holder, v.bookings
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_account)
      JOIN public.v_account AS v ON v.pk_account = k.pk_account
    ), written AS (
      INSERT INTO public.tv_account AS t (pk_account, holder, bookings)
      SELECT * FROM fresh
      ON CONFLICT (pk_account)
      DO UPDATE SET holder = excluded.holder, bookings = excluded.bookings
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_account)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_account FROM fresh) AS gone (pk_account);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_account AS t
    USING unnest(v_gone) AS k (pk_account)
    WHERE t.pk_account = k.pk_account;
  END IF;
END
$function$;

-- Makes all rows of public.tv_account equal to those of public.v_account, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_account() RETURNS void
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
  DELETE FROM public.tv_account AS t
  USING (
    SELECT t.pk_account FROM public.tv_account AS t
    EXCEPT
    SELECT v.pk_account FROM public.v_account AS v
  ) AS k (pk_account)
  WHERE t.pk_account = k.pk_account;

  INSERT INTO public.tv_account AS t (pk_account, holder, bookings)
  SELECT v.pk_account, v.holder, v.bookings
  FROM public.v_account AS v
  ON CONFLICT (pk_account)
  DO UPDATE SET holder = excluded.holder, bookings = excluded.bookings
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_account out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_account(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_a_pk_account integer[];
  v_b_fk_account integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_account a (pk_account)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_booking b (fk_account)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_a_pk_account, v_b_fk_account, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_account');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_account();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_account a: pk_account = a.pk_account
  IF v_a_pk_account IS NOT NULL THEN
    v_keys := v_keys || v_a_pk_account;
  END IF;

  -- tb_booking b: pk_account = b.fk_account
  IF v_b_fk_account IS NOT NULL THEN
    v_keys := v_keys || v_b_fk_account;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.pk_account))) FROM unnest(v_keys) AS k (pk_account)
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
    PERFORM tviews.refresh_tv_account(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_account, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_account() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_account.
CREATE FUNCTION tviews.watch_tb_account() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_account puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_account() RETURNS trigger
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
      -- What tv_account reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_account, r.holder FROM old_rows AS r),
      after AS (SELECT r.pk_account, r.holder FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_account a (pk_account)', array_agg(DISTINCT r.pk_account)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_account a (pk_account)', array_agg(r.pk_account)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_account', 'enqueue_tb_account', 'tviews_tb_account', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_booking.
CREATE FUNCTION tviews.watch_tb_booking() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_booking puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_booking() RETURNS trigger
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
      -- What tv_account reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_booking, r.fk_account, r.cents FROM old_rows AS r),
      after AS (SELECT r.pk_booking, r.fk_account, r.cents FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_booking b (fk_account)', array_agg(DISTINCT r.fk_account)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_booking b (fk_account)', array_agg(DISTINCT r.fk_account)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_booking', 'enqueue_tb_booking', 'tviews_tb_booking', true);
RETURN false;
END
$activate$;
