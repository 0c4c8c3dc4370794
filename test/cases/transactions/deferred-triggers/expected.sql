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
    (1, 'public.tv_event', 'public.v_event', false, ARRAY['pk_event'], 'r.pk_event = k.pk_event',
      'jsonb_build_object(''pk_event'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_event(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_event']::text[], 'activate_tv_event', 'equip_tv_event', ARRAY['drain_tv_event', 'refresh_tv_event', 'rebuild_tv_event'], 'drain_tv_event',
      false, false, 1000),
    (2, 'public.tv_order', 'public.v_order', false, ARRAY['pk_order'], 'r.pk_order = k.pk_order',
      'jsonb_build_object(''pk_order'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_order(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_item', 'public.tb_order']::text[], 'activate_tv_order', 'equip_tv_order', ARRAY['drain_tv_order', 'refresh_tv_order', 'rebuild_tv_order'], 'drain_tv_order',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_event', ARRAY['pk_event', 'what']::text[], ARRAY['integer', 'text']::text[], 'tviews_tb_event', 'enqueue_tb_event', NULL, true, 'watch_tb_event'),
    ('public.tb_item', ARRAY['fk_order']::text[], ARRAY['integer']::text[], 'tviews_tb_item', 'enqueue_tb_item', NULL, true, 'watch_tb_item'),
    ('public.tb_order', ARRAY['customer', 'pk_order', 'total']::text[], ARRAY['text', 'integer', 'integer']::text[], 'tviews_tb_order', 'enqueue_tb_order', NULL, true, 'watch_tb_order')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_event', 'public.tb_event', ARRAY['tb_event']::text[], ARRAY['pk_event', 'what']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_event = tb_event.pk_event'),
    ('public.tv_order', 'public.tb_item', ARRAY['i']::text[], ARRAY['fk_order']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_order = i.fk_order'),
    ('public.tv_order', 'public.tb_order', ARRAY['o']::text[], ARRAY['pk_order', 'customer', 'total']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_order = o.pk_order')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_event', 'public.tb_event', 'btree', ARRAY['pk_event'], false, 'CREATE INDEX tb_event_pk_event_idx ON public.tb_event (pk_event);'),
    (2, 'public.tv_order', 'public.tb_item', 'btree', ARRAY['fk_order'], false, 'CREATE INDEX tb_item_fk_order_idx ON public.tb_item (fk_order);'),
    (3, 'public.tv_order', 'public.tb_order', 'btree', ARRAY['pk_order'], false, 'CREATE INDEX tb_order_pk_order_idx ON public.tb_order (pk_order);')
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
    ('public.tb_event', 'not-null', ARRAY['pk_event']),
    ('public.tb_event', 'unique', ARRAY['pk_event']),
    ('public.tb_item', 'not-null', ARRAY['fk_order']),
    ('public.tb_order', 'not-null', ARRAY['pk_order']),
    ('public.tb_order', 'unique', ARRAY['pk_order'])
$function$;

-- public.tv_event, key (pk_event).
CREATE FUNCTION tviews.activate_tv_event() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_event', 'public.v_event', 'pk_event, what', $definition$
SELECT *
FROM (
SELECT pk_event, what FROM tb_event
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_event') IS NULL THEN
  CREATE TABLE public.tv_event (LIKE public.v_event) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_event') THEN
    INSERT INTO public.tv_event SELECT * FROM public.v_event;
  END IF;
  PERFORM tviews.put_key('activate_tv_event', 'public.tv_event', 'PRIMARY KEY (pk_event)');
  ANALYZE public.tv_event;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_event', 'public.tv_event', 'public.v_event', 'PRIMARY KEY (pk_event)') THEN
  IF tviews.fill_now('activate_tv_event') THEN
    INSERT INTO public.tv_event SELECT * FROM public.v_event;
  END IF;
  PERFORM tviews.put_key('activate_tv_event', 'public.tv_event', 'PRIMARY KEY (pk_event)');
END IF;

-- Makes the rows of public.tv_event with these keys equal to those of public.v_event, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_event(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_event, v.what
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_event)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_event AS v
        WHERE v.pk_event = k.pk_event
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_event AS t (pk_event, what)
      SELECT * FROM fresh
      ON CONFLICT (pk_event)
      DO UPDATE SET what = excluded.what
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_event)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_event FROM fresh) AS gone (pk_event);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_event, v.what
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_event)
      JOIN public.v_event AS v ON v.pk_event = k.pk_event
    ), written AS (
      INSERT INTO public.tv_event AS t (pk_event, what)
      SELECT * FROM fresh
      ON CONFLICT (pk_event)
      DO UPDATE SET what = excluded.what
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_event)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_event FROM fresh) AS gone (pk_event);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_event AS t
    USING unnest(v_gone) AS k (pk_event)
    WHERE t.pk_event = k.pk_event;
  END IF;
END
$function$;

-- Makes all rows of public.tv_event equal to those of public.v_event, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_event() RETURNS void
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
  DELETE FROM public.tv_event AS t
  USING (
    SELECT t.pk_event FROM public.tv_event AS t
    EXCEPT
    SELECT v.pk_event FROM public.v_event AS v
  ) AS k (pk_event)
  WHERE t.pk_event = k.pk_event;

  INSERT INTO public.tv_event AS t (pk_event, what)
  SELECT v.pk_event, v.what
  FROM public.v_event AS v
  ON CONFLICT (pk_event)
  DO UPDATE SET what = excluded.what
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_event out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_event(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_tb_event_pk_event integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_event (pk_event)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_tb_event_pk_event, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    LOCK TABLE public.tv_event IN SHARE ROW EXCLUSIVE MODE;
    PERFORM tviews.mark_rebuilt(1);
    PERFORM tviews.complete('activate_tv_event');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (0, tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_event();
    RETURN (0, NULL::jsonb, NULL::bigint);
  END IF;

  -- Keys that no changed row has led to come without the lock on one.
  IF v_keys IS NOT NULL THEN
    LOCK TABLE public.tv_event IN SHARE ROW EXCLUSIVE MODE;
    PERFORM tviews.mark_rebuilt(1);
  END IF;

  -- tb_event: pk_event = tb_event.pk_event
  IF v_tb_event_pk_event IS NOT NULL THEN
    v_keys := v_keys || v_tb_event_pk_event;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  -- Each of these rows is of one row of one table, which who changes it has locked. Above READ COMMITTED the snapshot
  -- may show one beside its successor, where another transaction has deleted it: a serialization failure.
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    PERFORM tviews.refuse_rebuilt(1);
    PERFORM FROM public.tv_event AS t JOIN unnest(v_keys) AS k (pk_event) ON t.pk_event = k.pk_event FOR UPDATE OF t;
  END IF;
  IF cardinality(v_keys) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(1, ARRAY[v_keys::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (0, tviews.try_apart(1, ARRAY[v_keys::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_event(v_keys);
  END IF;
  RETURN (0, NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_event, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_event() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_order, key (pk_order).
CREATE FUNCTION tviews.activate_tv_order() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_order', 'public.v_order', 'pk_order, customer, total, items', $definition$
SELECT *
FROM (
SELECT o.pk_order, o.customer, o.total, (SELECT count(*) FROM tb_item i WHERE i.fk_order = o.pk_order) AS items
FROM tb_order o
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_order') IS NULL THEN
  CREATE TABLE public.tv_order (LIKE public.v_order) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_order') THEN
    INSERT INTO public.tv_order SELECT * FROM public.v_order;
  END IF;
  PERFORM tviews.put_key('activate_tv_order', 'public.tv_order', 'PRIMARY KEY (pk_order)');
  ANALYZE public.tv_order;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_order', 'public.tv_order', 'public.v_order', 'PRIMARY KEY (pk_order)') THEN
  IF tviews.fill_now('activate_tv_order') THEN
    INSERT INTO public.tv_order SELECT * FROM public.v_order;
  END IF;
  PERFORM tviews.put_key('activate_tv_order', 'public.tv_order', 'PRIMARY KEY (pk_order)');
END IF;

-- Makes the rows of public.tv_order with these keys equal to those of public.v_order, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_order(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_order, v.customer, v.total, v.items
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_order)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_order AS v
        WHERE v.pk_order = k.pk_order
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_order AS t (pk_order, customer, total, items)
      SELECT * FROM fresh
      ON CONFLICT (pk_order)
      DO UPDATE SET customer = excluded.customer, total = excluded.total, items = excluded.items
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_order)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_order FROM fresh) AS gone (pk_order);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_order, v.customer, v.total, v.items
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_order)
      JOIN public.v_order AS v ON v.pk_order = k.pk_order
    ), written AS (
      INSERT INTO public.tv_order AS t (pk_order, customer, total, items)
      SELECT * FROM fresh
      ON CONFLICT (pk_order)
      DO UPDATE SET customer = excluded.customer, total = excluded.total, items = excluded.items
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_order)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_order FROM fresh) AS gone (pk_order);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_order AS t
    USING unnest(v_gone) AS k (pk_order)
    WHERE t.pk_order = k.pk_order;
  END IF;
END
$function$;

-- Makes all rows of public.tv_order equal to those of public.v_order, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_order() RETURNS void
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
  DELETE FROM public.tv_order AS t
  USING (
    SELECT t.pk_order FROM public.tv_order AS t
    EXCEPT
    SELECT v.pk_order FROM public.v_order AS v
  ) AS k (pk_order)
  WHERE t.pk_order = k.pk_order;

  INSERT INTO public.tv_order AS t (pk_order, customer, total, items)
  SELECT v.pk_order, v.customer, v.total, v.items
  FROM public.v_order AS v
  ON CONFLICT (pk_order)
  DO UPDATE SET customer = excluded.customer, total = excluded.total, items = excluded.items
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_order out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_order(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_i_fk_order integer[];
  v_o_pk_order integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_item i (fk_order)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_order o (pk_order)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_i_fk_order, v_o_pk_order, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_order');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_order();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_item i: pk_order = i.fk_order
  IF v_i_fk_order IS NOT NULL THEN
    v_keys := v_keys || v_i_fk_order;
  END IF;

  -- tb_order o: pk_order = o.pk_order
  IF v_o_pk_order IS NOT NULL THEN
    v_keys := v_keys || v_o_pk_order;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.pk_order))) FROM unnest(v_keys) AS k (pk_order)
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
    PERFORM tviews.refresh_tv_order(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_order, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_order() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_event.
CREATE FUNCTION tviews.watch_tb_event() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_event puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_event() RETURNS trigger
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
      -- What tv_event reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_event, r.what FROM old_rows AS r),
      after AS (SELECT r.pk_event, r.what FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_event (pk_event)', array_agg(DISTINCT r.pk_event)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_event (pk_event)', array_agg(r.pk_event)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_event', 'enqueue_tb_event', 'tviews_tb_event', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_item.
CREATE FUNCTION tviews.watch_tb_item() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_item puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_item() RETURNS trigger
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
      -- What tv_order reads of the rows before and after, and where that differs.
      before AS (SELECT r.fk_order FROM old_rows AS r),
      after AS (SELECT r.fk_order FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_item i (fk_order)', array_agg(DISTINCT r.fk_order)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_item i (fk_order)', array_agg(DISTINCT r.fk_order)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_item', 'enqueue_tb_item', 'tviews_tb_item', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_order.
CREATE FUNCTION tviews.watch_tb_order() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_order puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_order() RETURNS trigger
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
      -- What tv_order reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_order, r.customer, r.total FROM old_rows AS r),
      after AS (SELECT r.pk_order, r.customer, r.total FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_order o (pk_order)', array_agg(DISTINCT r.pk_order)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_order o (pk_order)', array_agg(r.pk_order)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_order', 'enqueue_tb_order', 'tviews_tb_order', true);
RETURN false;
END
$activate$;
