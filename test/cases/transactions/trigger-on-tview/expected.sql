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
    (1, 'public.tv_alert', 'public.v_alert', false, ARRAY['fk_stock'], 'r.fk_stock = k.fk_stock',
      'jsonb_build_object(''fk_stock'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_alert(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_alert']::text[], 'activate_tv_alert', 'equip_tv_alert', ARRAY['drain_tv_alert', 'refresh_tv_alert', 'rebuild_tv_alert'], 'drain_tv_alert',
      false, false, 1000),
    (2, 'public.tv_stock', 'public.v_stock', false, ARRAY['pk_stock'], 'r.pk_stock = k.pk_stock',
      'jsonb_build_object(''pk_stock'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_stock(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_stock']::text[], 'activate_tv_stock', 'equip_tv_stock', ARRAY['drain_tv_stock', 'refresh_tv_stock', 'rebuild_tv_stock'], 'drain_tv_stock',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_alert', ARRAY['fk_stock', 'message', 'pk_alert']::text[], ARRAY['integer', 'text', 'integer']::text[], 'tviews_tb_alert', 'enqueue_tb_alert', NULL, true, 'watch_tb_alert'),
    ('public.tb_stock', ARRAY['name', 'pieces', 'pk_stock']::text[], ARRAY['text', 'integer', 'integer']::text[], 'tviews_tb_stock', 'enqueue_tb_stock', NULL, true, 'watch_tb_stock')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_alert', 'public.tb_alert', ARRAY['tb_alert']::text[], ARRAY['pk_alert', 'fk_stock', 'message']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'fk_stock = tb_alert.fk_stock'),
    ('public.tv_stock', 'public.tb_stock', ARRAY['tb_stock']::text[], ARRAY['pk_stock', 'name', 'pieces']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_stock = tb_stock.pk_stock')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_alert', 'public.tb_alert', 'btree', ARRAY['fk_stock'], false, 'CREATE INDEX tb_alert_fk_stock_idx ON public.tb_alert (fk_stock);'),
    (2, 'public.tv_stock', 'public.tb_stock', 'btree', ARRAY['pk_stock'], false, 'CREATE INDEX tb_stock_pk_stock_idx ON public.tb_stock (pk_stock);')
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
    ('public.tb_alert', 'not-null', ARRAY['fk_stock']),
    ('public.tb_stock', 'not-null', ARRAY['pk_stock']),
    ('public.tb_stock', 'unique', ARRAY['pk_stock'])
$function$;

-- public.tv_alert, key (fk_stock).
CREATE FUNCTION tviews.activate_tv_alert() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_alert', 'public.v_alert', 'fk_stock, messages', $definition$
SELECT *
FROM (
SELECT fk_stock, array_agg(message ORDER BY pk_alert) AS messages FROM tb_alert GROUP BY fk_stock
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_alert') IS NULL THEN
  CREATE TABLE public.tv_alert (LIKE public.v_alert) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_alert') THEN
    INSERT INTO public.tv_alert SELECT * FROM public.v_alert;
  END IF;
  PERFORM tviews.put_key('activate_tv_alert', 'public.tv_alert', 'PRIMARY KEY (fk_stock)');
  ANALYZE public.tv_alert;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_alert', 'public.tv_alert', 'public.v_alert', 'PRIMARY KEY (fk_stock)') THEN
  IF tviews.fill_now('activate_tv_alert') THEN
    INSERT INTO public.tv_alert SELECT * FROM public.v_alert;
  END IF;
  PERFORM tviews.put_key('activate_tv_alert', 'public.tv_alert', 'PRIMARY KEY (fk_stock)');
END IF;

-- Makes the rows of public.tv_alert with these keys equal to those of public.v_alert, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_alert(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.fk_stock, v.messages
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (fk_stock)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_alert AS v
        WHERE v.fk_stock = k.fk_stock
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_alert AS t (fk_stock, messages)
      SELECT * FROM fresh
      ON CONFLICT (fk_stock)
      DO UPDATE SET messages = excluded.messages
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.fk_stock)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.fk_stock FROM fresh) AS gone (fk_stock);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.fk_stock, v.messages
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (fk_stock)
      JOIN public.v_alert AS v ON v.fk_stock = k.fk_stock
    ), written AS (
      INSERT INTO public.tv_alert AS t (fk_stock, messages)
      SELECT * FROM fresh
      ON CONFLICT (fk_stock)
      DO UPDATE SET messages = excluded.messages
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.fk_stock)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.fk_stock FROM fresh) AS gone (fk_stock);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_alert AS t
    USING unnest(v_gone) AS k (fk_stock)
    WHERE t.fk_stock = k.fk_stock;
  END IF;
END
$function$;

-- Makes all rows of public.tv_alert equal to those of public.v_alert, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_alert() RETURNS void
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
  DELETE FROM public.tv_alert AS t
  USING (
    SELECT t.fk_stock FROM public.tv_alert AS t
    EXCEPT
    SELECT v.fk_stock FROM public.v_alert AS v
  ) AS k (fk_stock)
  WHERE t.fk_stock = k.fk_stock;

  INSERT INTO public.tv_alert AS t (fk_stock, messages)
  SELECT v.fk_stock, v.messages
  FROM public.v_alert AS v
  ON CONFLICT (fk_stock)
  DO UPDATE SET messages = excluded.messages
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_alert out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_alert(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_tb_alert_fk_stock integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_alert (fk_stock)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_tb_alert_fk_stock, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_alert');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_alert();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_alert: fk_stock = tb_alert.fk_stock
  IF v_tb_alert_fk_stock IS NOT NULL THEN
    v_keys := v_keys || v_tb_alert_fk_stock;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.fk_stock))) FROM unnest(v_keys) AS k (fk_stock)
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
    PERFORM tviews.refresh_tv_alert(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_alert, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_alert() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_stock, key (pk_stock).
CREATE FUNCTION tviews.activate_tv_stock() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_stock', 'public.v_stock', 'pk_stock, name, low', $definition$
SELECT *
FROM (
SELECT pk_stock, name, pieces < 5 AS low FROM tb_stock
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_stock') IS NULL THEN
  CREATE TABLE public.tv_stock (LIKE public.v_stock) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_stock') THEN
    INSERT INTO public.tv_stock SELECT * FROM public.v_stock;
  END IF;
  PERFORM tviews.put_key('activate_tv_stock', 'public.tv_stock', 'PRIMARY KEY (pk_stock)');
  ANALYZE public.tv_stock;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_stock', 'public.tv_stock', 'public.v_stock', 'PRIMARY KEY (pk_stock)') THEN
  IF tviews.fill_now('activate_tv_stock') THEN
    INSERT INTO public.tv_stock SELECT * FROM public.v_stock;
  END IF;
  PERFORM tviews.put_key('activate_tv_stock', 'public.tv_stock', 'PRIMARY KEY (pk_stock)');
END IF;

-- Makes the rows of public.tv_stock with these keys equal to those of public.v_stock, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_stock(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_stock, v.name, v.low
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_stock)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_stock AS v
        WHERE v.pk_stock = k.pk_stock
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_stock AS t (pk_stock, name, low)
      SELECT * FROM fresh
      ON CONFLICT (pk_stock)
      DO UPDATE SET name = excluded.name, low = excluded.low
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_stock)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_stock FROM fresh) AS gone (pk_stock);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_stock, v.name, v.low
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_stock)
      JOIN public.v_stock AS v ON v.pk_stock = k.pk_stock
    ), written AS (
      INSERT INTO public.tv_stock AS t (pk_stock, name, low)
      SELECT * FROM fresh
      ON CONFLICT (pk_stock)
      DO UPDATE SET name = excluded.name, low = excluded.low
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_stock)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_stock FROM fresh) AS gone (pk_stock);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_stock AS t
    USING unnest(v_gone) AS k (pk_stock)
    WHERE t.pk_stock = k.pk_stock;
  END IF;
END
$function$;

-- Makes all rows of public.tv_stock equal to those of public.v_stock, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_stock() RETURNS void
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
  DELETE FROM public.tv_stock AS t
  USING (
    SELECT t.pk_stock FROM public.tv_stock AS t
    EXCEPT
    SELECT v.pk_stock FROM public.v_stock AS v
  ) AS k (pk_stock)
  WHERE t.pk_stock = k.pk_stock;

  INSERT INTO public.tv_stock AS t (pk_stock, name, low)
  SELECT v.pk_stock, v.name, v.low
  FROM public.v_stock AS v
  ON CONFLICT (pk_stock)
  DO UPDATE SET name = excluded.name, low = excluded.low
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_stock out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_stock(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_tb_stock_pk_stock integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_stock (pk_stock)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_tb_stock_pk_stock, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    LOCK TABLE public.tv_stock IN SHARE ROW EXCLUSIVE MODE;
    PERFORM tviews.mark_rebuilt(2);
    PERFORM tviews.complete('activate_tv_stock');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (0, tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_stock();
    RETURN (0, NULL::jsonb, NULL::bigint);
  END IF;

  -- Keys that no changed row has led to come without the lock on one.
  IF v_keys IS NOT NULL THEN
    LOCK TABLE public.tv_stock IN SHARE ROW EXCLUSIVE MODE;
    PERFORM tviews.mark_rebuilt(2);
  END IF;

  -- tb_stock: pk_stock = tb_stock.pk_stock
  IF v_tb_stock_pk_stock IS NOT NULL THEN
    v_keys := v_keys || v_tb_stock_pk_stock;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  -- Each of these rows is of one row of one table, which who changes it has locked. Above READ COMMITTED the snapshot
  -- may show one beside its successor, where another transaction has deleted it: a serialization failure.
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    PERFORM tviews.refuse_rebuilt(2);
    PERFORM FROM public.tv_stock AS t JOIN unnest(v_keys) AS k (pk_stock) ON t.pk_stock = k.pk_stock FOR UPDATE OF t;
  END IF;
  IF cardinality(v_keys) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(2, ARRAY[v_keys::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (0, tviews.try_apart(2, ARRAY[v_keys::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_stock(v_keys);
  END IF;
  RETURN (0, NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_stock, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_stock() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_alert.
CREATE FUNCTION tviews.watch_tb_alert() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_alert puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_alert() RETURNS trigger
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
      -- What tv_alert reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_alert, r.fk_stock, r.message FROM old_rows AS r),
      after AS (SELECT r.pk_alert, r.fk_stock, r.message FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_alert (fk_stock)', array_agg(DISTINCT r.fk_stock)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_alert (fk_stock)', array_agg(DISTINCT r.fk_stock)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_alert', 'enqueue_tb_alert', 'tviews_tb_alert', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_stock.
CREATE FUNCTION tviews.watch_tb_stock() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_stock puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_stock() RETURNS trigger
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
      -- What tv_stock reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_stock, r.name, r.pieces FROM old_rows AS r),
      after AS (SELECT r.pk_stock, r.name, r.pieces FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_stock (pk_stock)', array_agg(DISTINCT r.pk_stock)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_stock (pk_stock)', array_agg(r.pk_stock)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_stock', 'enqueue_tb_stock', 'tviews_tb_stock', true);
RETURN false;
END
$activate$;
