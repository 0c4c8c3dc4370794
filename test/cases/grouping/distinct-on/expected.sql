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
    (1, 'public.tv_price', 'public.v_price', false, ARRAY['product'], 'r.product = k.product',
      'jsonb_build_object(''product'', CAST($1[1][n] AS text))', 'tviews.refresh_tv_price(ARRAY(SELECT unnest($1[1:1]))::text[])',
      ARRAY['public.tb_price']::text[], 'activate_tv_price', 'equip_tv_price', ARRAY['drain_tv_price', 'refresh_tv_price', 'rebuild_tv_price'], 'drain_tv_price',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_price', ARRAY['amount', 'pk_price', 'product', 'since']::text[], ARRAY['numeric', 'integer', 'text', 'date']::text[], 'tviews_tb_price', 'enqueue_tb_price', NULL, true, 'watch_tb_price')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_price', 'public.tb_price', ARRAY['p']::text[], ARRAY['pk_price', 'product', 'since', 'amount']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'product = p.product')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_price', 'public.tb_price', 'btree', ARRAY['product'], false, 'CREATE INDEX tb_price_product_idx ON public.tb_price (product);')
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
    ('public.tb_price', 'not-null', ARRAY['product'])
$function$;

-- public.tv_price, key (product).
CREATE FUNCTION tviews.activate_tv_price() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_price', 'public.v_price', 'product, amount, since', $definition$
SELECT *
FROM (
SELECT DISTINCT ON (p.product) p.product, p.amount, p.since
FROM tb_price p
ORDER BY p.product, p.since DESC, p.pk_price
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_price') IS NULL THEN
  CREATE TABLE public.tv_price (LIKE public.v_price) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_price') THEN
    INSERT INTO public.tv_price SELECT * FROM public.v_price;
  END IF;
  PERFORM tviews.put_key('activate_tv_price', 'public.tv_price', 'PRIMARY KEY (product)');
  ANALYZE public.tv_price;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_price', 'public.tv_price', 'public.v_price', 'PRIMARY KEY (product)') THEN
  IF tviews.fill_now('activate_tv_price') THEN
    INSERT INTO public.tv_price SELECT * FROM public.v_price;
  END IF;
  PERFORM tviews.put_key('activate_tv_price', 'public.tv_price', 'PRIMARY KEY (product)');
END IF;

-- Makes the rows of public.tv_price with these keys equal to those of public.v_price, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_price(p_keys text[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone text[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.product, v.amount, v.since
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (product)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_price AS v
        WHERE v.product = k.product
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_price AS t (product, amount, since)
      SELECT * FROM fresh
      ON CONFLICT (product)
      DO UPDATE SET amount = excluded.amount, since = excluded.since
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.product)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.product FROM fresh) AS gone (product);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.product, v.amount, v.since
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (product)
      JOIN public.v_price AS v ON v.product = k.product
    ), written AS (
      INSERT INTO public.tv_price AS t (product, amount, since)
      SELECT * FROM fresh
      ON CONFLICT (product)
      DO UPDATE SET amount = excluded.amount, since = excluded.since
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.product)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.product FROM fresh) AS gone (product);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_price AS t
    USING unnest(v_gone) AS k (product)
    WHERE t.product = k.product;
  END IF;
END
$function$;

-- Makes all rows of public.tv_price equal to those of public.v_price, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_price() RETURNS void
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
  DELETE FROM public.tv_price AS t
  USING (
    SELECT t.product FROM public.tv_price AS t
    EXCEPT
    SELECT v.product FROM public.v_price AS v
  ) AS k (product)
  WHERE t.product = k.product;

  INSERT INTO public.tv_price AS t (product, amount, since)
  SELECT v.product, v.amount, v.since
  FROM public.v_price AS v
  ON CONFLICT (product)
  DO UPDATE SET amount = excluded.amount, since = excluded.since
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_price out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_price(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_p_product text[];
  v_keys text[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_price p (product)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_p_product, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_price');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_price();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_price p: product = p.product
  IF v_p_product IS NOT NULL THEN
    v_keys := v_keys || v_p_product;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.product))) FROM unnest(v_keys) AS k (product)
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
    PERFORM tviews.refresh_tv_price(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_price, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_price() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
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
      -- What tv_price reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_price, r.product, r.since, ROW (r.amount)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after AS (SELECT r.pk_price, r.product, r.since, ROW (r.amount)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_price p (product)', array_agg(DISTINCT r.product)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_price p (product)', array_agg(DISTINCT r.product)::text[]
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
