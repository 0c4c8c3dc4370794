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
    (1, 'public.tv_item', 'public.v_item', false, ARRAY['item'], 'r.item = k.item',
      'jsonb_build_object(''item'', CAST($1[1][n] AS numeric))', 'tviews.refresh_tv_item(ARRAY(SELECT unnest($1[1:1]))::numeric[])',
      ARRAY['public.tb_count', 'public.tb_price']::text[], 'activate_tv_item', 'equip_tv_item', ARRAY['drain_tv_item', 'refresh_tv_item', 'rebuild_tv_item'], 'drain_tv_item',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_count', ARRAY['counted', 'item']::text[], ARRAY['integer', 'integer']::text[], 'tviews_tb_count', 'enqueue_tb_count', NULL, true, 'watch_tb_count'),
    ('public.tb_price', ARRAY['item', 'price']::text[], ARRAY['numeric', 'integer']::text[], 'tviews_tb_price', 'enqueue_tb_price', NULL, true, 'watch_tb_price')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_item', 'public.tb_count', ARRAY['tb_count']::text[], ARRAY['item', 'counted']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'item = CAST(tb_count.item AS numeric)'),
    ('public.tv_item', 'public.tb_price', ARRAY['tb_price']::text[], ARRAY['item', 'price']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'item = tb_price.item')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_item', 'public.tb_count', 'btree', ARRAY['item'], false, 'CREATE INDEX tb_count_item_idx ON public.tb_count (item);'),
    (2, 'public.tv_item', 'public.tb_price', 'btree', ARRAY['item'], false, 'CREATE INDEX tb_price_item_idx ON public.tb_price (item);')
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
    ('public.tb_count', 'not-null', ARRAY['item']),
    ('public.tb_count', 'unique', ARRAY['item']),
    ('public.tb_price', 'not-null', ARRAY['item']),
    ('public.tb_price', 'unique', ARRAY['item'])
$function$;

-- public.tv_item, key (item).
CREATE FUNCTION tviews.activate_tv_item() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_item', 'public.v_item', 'item, counted, price', $definition$
SELECT *
FROM (
SELECT item, counted, price
FROM tb_count
FULL JOIN tb_price USING (item)
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_item') IS NULL THEN
  CREATE TABLE public.tv_item (LIKE public.v_item) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_item') THEN
    INSERT INTO public.tv_item SELECT * FROM public.v_item;
  END IF;
  PERFORM tviews.put_key('activate_tv_item', 'public.tv_item', 'PRIMARY KEY (item)');
  ANALYZE public.tv_item;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_item', 'public.tv_item', 'public.v_item', 'PRIMARY KEY (item)') THEN
  IF tviews.fill_now('activate_tv_item') THEN
    INSERT INTO public.tv_item SELECT * FROM public.v_item;
  END IF;
  PERFORM tviews.put_key('activate_tv_item', 'public.tv_item', 'PRIMARY KEY (item)');
END IF;

-- Makes the rows of public.tv_item with these keys equal to those of public.v_item, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_item(p_keys numeric[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone numeric[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.item, v.counted, v.price
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (item)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_item AS v
        WHERE v.item = k.item
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_item AS t (item, counted, price)
      SELECT * FROM fresh
      ON CONFLICT (item)
      DO UPDATE SET item = excluded.item, counted = excluded.counted, price = excluded.price
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.item)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.item FROM fresh) AS gone (item);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.item, v.counted, v.price
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (item)
      JOIN public.v_item AS v ON v.item = k.item
    ), written AS (
      INSERT INTO public.tv_item AS t (item, counted, price)
      SELECT * FROM fresh
      ON CONFLICT (item)
      DO UPDATE SET item = excluded.item, counted = excluded.counted, price = excluded.price
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.item)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.item FROM fresh) AS gone (item);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_item AS t
    USING unnest(v_gone) AS k (item)
    WHERE t.item = k.item;
  END IF;
END
$function$;

-- Makes all rows of public.tv_item equal to those of public.v_item, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_item() RETURNS void
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
  DELETE FROM public.tv_item AS t
  USING (
    SELECT t.item FROM public.tv_item AS t
    EXCEPT
    SELECT v.item FROM public.v_item AS v
  ) AS k (item)
  WHERE t.item = k.item;

  INSERT INTO public.tv_item AS t (item, counted, price)
  SELECT v.item, v.counted, v.price
  FROM public.v_item AS v
  ON CONFLICT (item)
  DO UPDATE SET item = excluded.item, counted = excluded.counted, price = excluded.price
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_item out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_item(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_tb_count_item integer[];
  v_tb_price_item numeric[];
  v_keys numeric[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_count (item)'),
    array_agg(value.c1::numeric) FILTER (WHERE taken.route = 'tb_price (item)'),
    array_agg(value.c1::numeric) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_tb_count_item, v_tb_price_item, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_item');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_item();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_count: item = CAST(tb_count.item AS numeric)
  IF v_tb_count_item IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT CAST(changed.item AS numeric)
      FROM unnest(v_tb_count_item) AS changed (item)
    );
  END IF;

  -- tb_price: item = tb_price.item
  IF v_tb_price_item IS NOT NULL THEN
    v_keys := v_keys || v_tb_price_item;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.item))) FROM unnest(v_keys) AS k (item)
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
    PERFORM tviews.refresh_tv_item(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_item, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_item() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_count.
CREATE FUNCTION tviews.watch_tb_count() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_count puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_count() RETURNS trigger
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
      -- What tv_item reads of the rows before and after, and where that differs.
      before AS (SELECT r.item, r.counted FROM old_rows AS r),
      after AS (SELECT r.item, r.counted FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_count (item)', array_agg(DISTINCT r.item)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_count (item)', array_agg(r.item)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_count', 'enqueue_tb_count', 'tviews_tb_count', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_price.
CREATE FUNCTION tviews.watch_tb_price() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_price puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_price() RETURNS trigger
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
    FROM unnest(ARRAY[1]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_item reads of the rows before and after, and where that differs.
      before AS (SELECT r.item, r.price, ROW (r.item)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after AS (SELECT r.item, r.price, ROW (r.item)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_price (item)', array_agg(DISTINCT r.item)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_price (item)', array_agg(r.item)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_price', 'enqueue_tb_price', 'tviews_tb_price', true);
RETURN false;
END
$activate$;
