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
    (1, 'public.tv_figures', 'public.v_figures', false, ARRAY['fk_item'], 'r.fk_item = k.fk_item',
      'jsonb_build_object(''fk_item'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_figures(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_price', 'public.tb_rating', 'public.tb_sale']::text[], 'activate_tv_figures', 'equip_tv_figures', ARRAY['drain_tv_figures', 'refresh_tv_figures', 'rebuild_tv_figures'], 'drain_tv_figures',
      false, false, 10)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_price', ARRAY['fk_item', 'price']::text[], ARRAY['integer', 'numeric']::text[], 'tviews_tb_price', 'enqueue_tb_price', NULL, true, 'watch_tb_price'),
    ('public.tb_rating', ARRAY['fk_item', 'stars']::text[], ARRAY['integer', 'integer']::text[], 'tviews_tb_rating', 'enqueue_tb_rating', NULL, true, 'watch_tb_rating'),
    ('public.tb_sale', ARRAY['fk_item', 'quantity']::text[], ARRAY['integer', 'integer']::text[], 'tviews_tb_sale', 'enqueue_tb_sale', NULL, true, 'watch_tb_sale')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_figures', 'public.tb_price', ARRAY['p']::text[], ARRAY['fk_item', 'price']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'fk_item = p.fk_item'),
    ('public.tv_figures', 'public.tb_rating', ARRAY['tb_rating']::text[], ARRAY['fk_item', 'stars']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'fk_item = tb_rating.fk_item'),
    ('public.tv_figures', 'public.tb_sale', ARRAY['tb_sale']::text[], ARRAY['fk_item', 'quantity']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'fk_item = tb_sale.fk_item')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_figures', 'public.tb_price', 'btree', ARRAY['fk_item'], false, 'CREATE INDEX tb_price_fk_item_idx ON public.tb_price (fk_item);'),
    (2, 'public.tv_figures', 'public.tb_rating', 'btree', ARRAY['fk_item'], false, 'CREATE INDEX tb_rating_fk_item_idx ON public.tb_rating (fk_item);'),
    (3, 'public.tv_figures', 'public.tb_sale', 'btree', ARRAY['fk_item'], false, 'CREATE INDEX tb_sale_fk_item_idx ON public.tb_sale (fk_item);')
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
    ('public.tb_price', 'not-null', ARRAY['fk_item']),
    ('public.tb_price', 'unique', ARRAY['fk_item']),
    ('public.tb_rating', 'not-null', ARRAY['fk_item']),
    ('public.tb_sale', 'not-null', ARRAY['fk_item'])
$function$;

-- public.tv_figures, key (fk_item).
CREATE FUNCTION tviews.activate_tv_figures() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_figures', 'public.v_figures', 'fk_item, sold, stars, price', $definition$
SELECT *
FROM (
SELECT fk_item, s.sold, r.stars, p.price
FROM (SELECT fk_item, sum(quantity) AS sold FROM tb_sale GROUP BY fk_item) s
FULL JOIN (SELECT fk_item, avg(stars) AS stars FROM tb_rating GROUP BY fk_item) r USING (fk_item)
FULL JOIN tb_price p USING (fk_item)
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_figures') IS NULL THEN
  CREATE TABLE public.tv_figures (LIKE public.v_figures) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_figures') THEN
    INSERT INTO public.tv_figures SELECT * FROM public.v_figures;
  END IF;
  PERFORM tviews.put_key('activate_tv_figures', 'public.tv_figures', 'PRIMARY KEY (fk_item)');
  ANALYZE public.tv_figures;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_figures', 'public.tv_figures', 'public.v_figures', 'PRIMARY KEY (fk_item)') THEN
  IF tviews.fill_now('activate_tv_figures') THEN
    INSERT INTO public.tv_figures SELECT * FROM public.v_figures;
  END IF;
  PERFORM tviews.put_key('activate_tv_figures', 'public.tv_figures', 'PRIMARY KEY (fk_item)');
END IF;

-- Makes the rows of public.tv_figures with these keys equal to those of public.v_figures, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_figures(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 10 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.fk_item, v.sold, v.stars, v.price
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (fk_item)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_figures AS v
        WHERE v.fk_item = k.fk_item
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_figures AS t (fk_item, sold, stars, price)
      SELECT * FROM fresh
      ON CONFLICT (fk_item)
      DO UPDATE SET sold = excluded.sold, stars = excluded.stars, price = excluded.price
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.fk_item)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.fk_item FROM fresh) AS gone (fk_item);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.fk_item, v.sold, v.stars, v.price
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (fk_item)
      JOIN public.v_figures AS v ON v.fk_item = k.fk_item
    ), written AS (
      INSERT INTO public.tv_figures AS t (fk_item, sold, stars, price)
      SELECT * FROM fresh
      ON CONFLICT (fk_item)
      DO UPDATE SET sold = excluded.sold, stars = excluded.stars, price = excluded.price
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.fk_item)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.fk_item FROM fresh) AS gone (fk_item);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_figures AS t
    USING unnest(v_gone) AS k (fk_item)
    WHERE t.fk_item = k.fk_item;
  END IF;
END
$function$;

-- Makes all rows of public.tv_figures equal to those of public.v_figures, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_figures() RETURNS void
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
  DELETE FROM public.tv_figures AS t
  USING (
    SELECT t.fk_item FROM public.tv_figures AS t
    EXCEPT
    SELECT v.fk_item FROM public.v_figures AS v
  ) AS k (fk_item)
  WHERE t.fk_item = k.fk_item;

  INSERT INTO public.tv_figures AS t (fk_item, sold, stars, price)
  SELECT v.fk_item, v.sold, v.stars, v.price
  FROM public.v_figures AS v
  ON CONFLICT (fk_item)
  DO UPDATE SET sold = excluded.sold, stars = excluded.stars, price = excluded.price
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_figures out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_figures(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_p_fk_item integer[];
  v_tb_rating_fk_item integer[];
  v_tb_sale_fk_item integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_price p (fk_item)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_rating (fk_item)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_sale (fk_item)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_p_fk_item, v_tb_rating_fk_item, v_tb_sale_fk_item, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_figures');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_figures();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_price p: fk_item = p.fk_item
  IF v_p_fk_item IS NOT NULL THEN
    v_keys := v_keys || v_p_fk_item;
  END IF;

  -- tb_rating: fk_item = tb_rating.fk_item
  IF v_tb_rating_fk_item IS NOT NULL THEN
    v_keys := v_keys || v_tb_rating_fk_item;
  END IF;

  -- tb_sale: fk_item = tb_sale.fk_item
  IF v_tb_sale_fk_item IS NOT NULL THEN
    v_keys := v_keys || v_tb_sale_fk_item;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.fk_item))) FROM unnest(v_keys) AS k (fk_item)
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
    PERFORM tviews.refresh_tv_figures(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_figures, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_figures() RETURNS text[]
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
      -- What tv_figures reads of the rows before and after, and where that differs.
      before AS (SELECT r.fk_item, ROW (r.price)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after AS (SELECT r.fk_item, ROW (r.price)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_price p (fk_item)', array_agg(DISTINCT r.fk_item)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_price p (fk_item)', array_agg(r.fk_item)::text[]
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

-- The triggers of public.tb_rating.
CREATE FUNCTION tviews.watch_tb_rating() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_rating puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_rating() RETURNS trigger
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
      -- What tv_figures reads of the rows before and after, and where that differs.
      before AS (SELECT r.fk_item, r.stars FROM old_rows AS r),
      after AS (SELECT r.fk_item, r.stars FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_rating (fk_item)', array_agg(DISTINCT r.fk_item)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_rating (fk_item)', array_agg(DISTINCT r.fk_item)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_rating', 'enqueue_tb_rating', 'tviews_tb_rating', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_sale.
CREATE FUNCTION tviews.watch_tb_sale() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_sale puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_sale() RETURNS trigger
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
      -- What tv_figures reads of the rows before and after, and where that differs.
      before AS (SELECT r.fk_item, r.quantity FROM old_rows AS r),
      after AS (SELECT r.fk_item, r.quantity FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_sale (fk_item)', array_agg(DISTINCT r.fk_item)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_sale (fk_item)', array_agg(DISTINCT r.fk_item)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_sale', 'enqueue_tb_sale', 'tviews_tb_sale', true);
RETURN false;
END
$activate$;
