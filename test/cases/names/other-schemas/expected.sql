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
    (1, '"Read Models".tv_deal', '"Read Models".v_deal', false, ARRAY['pk_deal'], 'r.pk_deal = k.pk_deal',
      'jsonb_build_object(''pk_deal'', CAST($1[1][n] AS integer))', 'tviews."refresh_Read Models_tv_deal"(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_rate', 'sales.tb_buyer', 'sales.tb_deal']::text[], 'activate_Read Models_tv_deal', 'equip_Read Models_tv_deal', ARRAY['drain_Read Models_tv_deal', 'refresh_Read Models_tv_deal', 'rebuild_Read Models_tv_deal'], 'drain_Read Models_tv_deal',
      false, false, 1000),
    (2, 'sales.tv_buyer', 'sales.v_buyer', false, ARRAY['pk_buyer'], 'r.pk_buyer = k.pk_buyer',
      'jsonb_build_object(''pk_buyer'', CAST($1[1][n] AS integer))', 'tviews.refresh_sales_tv_buyer(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['"Read Models".tv_deal', 'sales.tb_buyer']::text[], 'activate_sales_tv_buyer', 'equip_sales_tv_buyer', ARRAY['drain_sales_tv_buyer', 'refresh_sales_tv_buyer', 'rebuild_sales_tv_buyer'], 'drain_sales_tv_buyer',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('"Read Models".tv_deal', ARRAY['data', 'fk_buyer', 'pk_deal']::text[], ARRAY['jsonb', 'integer', 'integer']::text[], 'tviews_Read Models_tv_deal', 'enqueue_Read Models_tv_deal', NULL, true, 'watch_Read Models_tv_deal'),
    ('public.tb_rate', ARRAY['percent', 'pk_rate']::text[], ARRAY['integer', 'integer']::text[], 'tviews_tb_rate', 'enqueue_tb_rate', NULL, true, 'watch_tb_rate'),
    ('sales.tb_buyer', ARRAY['name', 'pk_buyer']::text[], ARRAY['text', 'integer']::text[], 'tviews_sales_tb_buyer', 'enqueue_sales_tb_buyer', NULL, true, 'watch_sales_tb_buyer'),
    ('sales.tb_deal', ARRAY['fk_buyer', 'pk_deal', 'title']::text[], ARRAY['integer', 'integer', 'text']::text[], 'tviews_sales_tb_deal', 'enqueue_sales_tb_deal', NULL, true, 'watch_sales_tb_deal')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('"Read Models".tv_deal', 'public.tb_rate', ARRAY['r']::text[], ARRAY['pk_rate', 'percent']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_deal = r.pk_rate'),
    ('"Read Models".tv_deal', 'sales.tb_buyer', ARRAY['b']::text[], ARRAY['pk_buyer', 'name']::text[], false,
      'mapped', 1, ARRAY['sales.tb_deal']::text[], 'd.fk_buyer = b.pk_buyer, pk_deal = d.pk_deal'),
    ('"Read Models".tv_deal', 'sales.tb_deal', ARRAY['d']::text[], ARRAY['pk_deal', 'fk_buyer', 'title']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_deal = d.pk_deal'),
    ('sales.tv_buyer', '"Read Models".tv_deal', ARRAY['d']::text[], ARRAY['pk_deal', 'fk_buyer', 'data']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_buyer = d.fk_buyer'),
    ('sales.tv_buyer', 'sales.tb_buyer', ARRAY['b']::text[], ARRAY['pk_buyer']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_buyer = b.pk_buyer')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, '"Read Models".tv_deal', 'public.tb_rate', 'btree', ARRAY['pk_rate'], false, 'CREATE INDEX tb_rate_pk_rate_idx ON public.tb_rate (pk_rate);'),
    (2, '"Read Models".tv_deal', 'sales.tb_buyer', 'btree', ARRAY['pk_buyer'], false, 'CREATE INDEX tb_buyer_pk_buyer_idx ON sales.tb_buyer (pk_buyer);'),
    (3, '"Read Models".tv_deal', 'sales.tb_deal', 'btree', ARRAY['fk_buyer'], false, 'CREATE INDEX tb_deal_fk_buyer_idx ON sales.tb_deal (fk_buyer);'),
    (4, '"Read Models".tv_deal', 'sales.tb_deal', 'btree', ARRAY['pk_deal'], false, 'CREATE INDEX tb_deal_pk_deal_idx ON sales.tb_deal (pk_deal);'),
    (5, 'sales.tv_buyer', 'sales.tb_buyer', 'btree', ARRAY['pk_buyer'], false, 'CREATE INDEX tb_buyer_pk_buyer_idx ON sales.tb_buyer (pk_buyer);')
$function$;

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_rate', 'not-null', ARRAY['pk_rate']),
    ('public.tb_rate', 'unique', ARRAY['pk_rate']),
    ('sales.tb_buyer', 'not-null', ARRAY['pk_buyer']),
    ('sales.tb_buyer', 'unique', ARRAY['pk_buyer']),
    ('sales.tb_deal', 'not-null', ARRAY['pk_deal']),
    ('sales.tb_deal', 'unique', ARRAY['pk_deal'])
$function$;

-- "Read Models".tv_deal, key (pk_deal).
CREATE FUNCTION tviews."activate_Read Models_tv_deal"() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_Read Models_tv_deal', '"Read Models".v_deal', 'pk_deal, fk_buyer, data', $definition$
SELECT *
FROM (
SELECT d.pk_deal, d.fk_buyer, jsonb_build_object('title', d.title, 'buyer', b.name, 'rate', r.percent) AS data
FROM sales.tb_deal d
JOIN sales.tb_buyer b ON b.pk_buyer = d.fk_buyer
LEFT JOIN tb_rate r ON r.pk_rate = d.pk_deal
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('"Read Models".tv_deal') IS NULL THEN
  CREATE TABLE "Read Models".tv_deal (LIKE "Read Models".v_deal) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_Read Models_tv_deal') THEN
    INSERT INTO "Read Models".tv_deal SELECT * FROM "Read Models".v_deal;
  END IF;
  PERFORM tviews.put_key('activate_Read Models_tv_deal', '"Read Models".tv_deal', 'PRIMARY KEY (pk_deal)');
  ANALYZE "Read Models".tv_deal;
  v_changed := false;
ELSIF tviews.put_columns('activate_Read Models_tv_deal', '"Read Models".tv_deal', '"Read Models".v_deal', 'PRIMARY KEY (pk_deal)') THEN
  IF tviews.fill_now('activate_Read Models_tv_deal') THEN
    INSERT INTO "Read Models".tv_deal SELECT * FROM "Read Models".v_deal;
  END IF;
  PERFORM tviews.put_key('activate_Read Models_tv_deal', '"Read Models".tv_deal', 'PRIMARY KEY (pk_deal)');
END IF;

-- Makes the rows of "Read Models".tv_deal with these keys equal to those of "Read Models".v_deal, writing only what differs.
CREATE OR REPLACE FUNCTION tviews."refresh_Read Models_tv_deal"(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_deal, v.fk_buyer, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_deal)
      CROSS JOIN LATERAL (
        SELECT * FROM "Read Models".v_deal AS v
        WHERE v.pk_deal = k.pk_deal
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO "Read Models".tv_deal AS t (pk_deal, fk_buyer, data)
      SELECT * FROM fresh
      ON CONFLICT (pk_deal)
      DO UPDATE SET fk_buyer = excluded.fk_buyer, data = excluded.data
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_deal)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_deal FROM fresh) AS gone (pk_deal);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_deal, v.fk_buyer, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_deal)
      JOIN "Read Models".v_deal AS v ON v.pk_deal = k.pk_deal
    ), written AS (
      INSERT INTO "Read Models".tv_deal AS t (pk_deal, fk_buyer, data)
      SELECT * FROM fresh
      ON CONFLICT (pk_deal)
      DO UPDATE SET fk_buyer = excluded.fk_buyer, data = excluded.data
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_deal)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_deal FROM fresh) AS gone (pk_deal);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM "Read Models".tv_deal AS t
    USING unnest(v_gone) AS k (pk_deal)
    WHERE t.pk_deal = k.pk_deal;
  END IF;
END
$function$;

-- Makes all rows of "Read Models".tv_deal equal to those of "Read Models".v_deal, writing only what differs.
CREATE OR REPLACE FUNCTION tviews."rebuild_Read Models_tv_deal"() RETURNS void
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
  DELETE FROM "Read Models".tv_deal AS t
  USING (
    SELECT t.pk_deal FROM "Read Models".tv_deal AS t
    EXCEPT
    SELECT v.pk_deal FROM "Read Models".v_deal AS v
  ) AS k (pk_deal)
  WHERE t.pk_deal = k.pk_deal;

  INSERT INTO "Read Models".tv_deal AS t (pk_deal, fk_buyer, data)
  SELECT v.pk_deal, v.fk_buyer, v.data
  FROM "Read Models".v_deal AS v
  ON CONFLICT (pk_deal)
  DO UPDATE SET fk_buyer = excluded.fk_buyer, data = excluded.data
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for "Read Models".tv_deal out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews."drain_Read Models_tv_deal"(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_r_pk_rate integer[];
  v_b_pk_buyer integer[];
  v_d_pk_deal integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_rate r (pk_rate)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'sales_tb_buyer b (pk_buyer)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'sales_tb_deal d (pk_deal)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_r_pk_rate, v_b_pk_buyer, v_d_pk_deal, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_Read Models_tv_deal');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews."rebuild_Read Models_tv_deal"();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: sales.tb_deal (fk_buyer)
  IF v_b_pk_buyer IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.pk_buyer)))
      FROM unnest(v_b_pk_buyer) AS changed (pk_buyer)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_rate r: pk_deal = r.pk_rate
  IF v_r_pk_rate IS NOT NULL THEN
    v_keys := v_keys || v_r_pk_rate;
  END IF;

  -- tb_buyer b: d.fk_buyer = b.pk_buyer, pk_deal = d.pk_deal
  IF v_b_pk_buyer IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT d.pk_deal
      FROM sales.tb_deal AS d
      WHERE d.fk_buyer = ANY (v_b_pk_buyer)
    );
  END IF;

  -- tb_deal d: pk_deal = d.pk_deal
  IF v_d_pk_deal IS NOT NULL THEN
    v_keys := v_keys || v_d_pk_deal;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.pk_deal))) FROM unnest(v_keys) AS k (pk_deal)
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
    PERFORM tviews."refresh_Read Models_tv_deal"(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of "Read Models".tv_deal, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews."equip_Read Models_tv_deal"() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT ARRAY[
  -- tv_buyer looks rows up by it
  ARRAY[$definition$CREATE INDEX ON "Read Models".tv_deal USING btree (fk_buyer)$definition$, NULL, 'fk_buyer']
]
$activate$;

-- sales.tv_buyer, key (pk_buyer).
CREATE FUNCTION tviews.activate_sales_tv_buyer() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_sales_tv_buyer', 'sales.v_buyer', 'pk_buyer, deals', $definition$
SELECT *
FROM (
SELECT b.pk_buyer, (SELECT jsonb_agg(d.data -> 'title' ORDER BY d.pk_deal) FROM "Read Models".tv_deal d WHERE d.fk_buyer = b.pk_buyer) AS deals
FROM sales.tb_buyer b
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('sales.tv_buyer') IS NULL THEN
  CREATE TABLE sales.tv_buyer (LIKE sales.v_buyer) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_sales_tv_buyer') THEN
    INSERT INTO sales.tv_buyer SELECT * FROM sales.v_buyer;
  END IF;
  PERFORM tviews.put_key('activate_sales_tv_buyer', 'sales.tv_buyer', 'PRIMARY KEY (pk_buyer)');
  ANALYZE sales.tv_buyer;
  v_changed := false;
ELSIF tviews.put_columns('activate_sales_tv_buyer', 'sales.tv_buyer', 'sales.v_buyer', 'PRIMARY KEY (pk_buyer)') THEN
  IF tviews.fill_now('activate_sales_tv_buyer') THEN
    INSERT INTO sales.tv_buyer SELECT * FROM sales.v_buyer;
  END IF;
  PERFORM tviews.put_key('activate_sales_tv_buyer', 'sales.tv_buyer', 'PRIMARY KEY (pk_buyer)');
END IF;

-- Makes the rows of sales.tv_buyer with these keys equal to those of sales.v_buyer, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_sales_tv_buyer(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_buyer, v.deals
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_buyer)
      CROSS JOIN LATERAL (
        SELECT * FROM sales.v_buyer AS v
        WHERE v.pk_buyer = k.pk_buyer
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO sales.tv_buyer AS t (pk_buyer, deals)
      SELECT * FROM fresh
      ON CONFLICT (pk_buyer)
      DO UPDATE SET deals = excluded.deals
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_buyer)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_buyer FROM fresh) AS gone (pk_buyer);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_buyer, v.deals
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_buyer)
      JOIN sales.v_buyer AS v ON v.pk_buyer = k.pk_buyer
    ), written AS (
      INSERT INTO sales.tv_buyer AS t (pk_buyer, deals)
      SELECT * FROM fresh
      ON CONFLICT (pk_buyer)
      DO UPDATE SET deals = excluded.deals
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_buyer)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_buyer FROM fresh) AS gone (pk_buyer);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM sales.tv_buyer AS t
    USING unnest(v_gone) AS k (pk_buyer)
    WHERE t.pk_buyer = k.pk_buyer;
  END IF;
END
$function$;

-- Makes all rows of sales.tv_buyer equal to those of sales.v_buyer, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_sales_tv_buyer() RETURNS void
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
  DELETE FROM sales.tv_buyer AS t
  USING (
    SELECT t.pk_buyer FROM sales.tv_buyer AS t
    EXCEPT
    SELECT v.pk_buyer FROM sales.v_buyer AS v
  ) AS k (pk_buyer)
  WHERE t.pk_buyer = k.pk_buyer;

  INSERT INTO sales.tv_buyer AS t (pk_buyer, deals)
  SELECT v.pk_buyer, v.deals
  FROM sales.v_buyer AS v
  ON CONFLICT (pk_buyer)
  DO UPDATE SET deals = excluded.deals
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for sales.tv_buyer out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_sales_tv_buyer(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_d_fk_buyer integer[];
  v_b_pk_buyer integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'Read Models_tv_deal d (fk_buyer)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'sales_tb_buyer b (pk_buyer)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_d_fk_buyer, v_b_pk_buyer, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(3)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_sales_tv_buyer');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_sales_tv_buyer();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tv_deal d: pk_buyer = d.fk_buyer
  IF v_d_fk_buyer IS NOT NULL THEN
    v_keys := v_keys || v_d_fk_buyer;
  END IF;

  -- tb_buyer b: pk_buyer = b.pk_buyer
  IF v_b_pk_buyer IS NOT NULL THEN
    v_keys := v_keys || v_b_pk_buyer;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(3, hash_record(ROW (k.pk_buyer))) FROM unnest(v_keys) AS k (pk_buyer)
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
    PERFORM tviews.refresh_sales_tv_buyer(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of sales.tv_buyer, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_sales_tv_buyer() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of "Read Models".tv_deal.
CREATE FUNCTION tviews."watch_Read Models_tv_deal"() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on "Read Models".tv_deal puts out of date.
CREATE OR REPLACE FUNCTION tviews."enqueue_Read Models_tv_deal"() RETURNS trigger
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
    FROM unnest(ARRAY[2]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_buyer reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_deal, r.fk_buyer, ROW (r.data)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after AS (SELECT r.pk_deal, r.fk_buyer, ROW (r.data)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'Read Models_tv_deal d (fk_buyer)', array_agg(DISTINCT r.fk_buyer)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'Read Models_tv_deal d (fk_buyer)', array_agg(DISTINCT r.fk_buyer)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('"Read Models".tv_deal', 'enqueue_Read Models_tv_deal', 'tviews_Read Models_tv_deal', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_rate.
CREATE FUNCTION tviews.watch_tb_rate() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_rate puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_rate() RETURNS trigger
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
      -- What tv_deal reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_rate, r.percent FROM old_rows AS r),
      after AS (SELECT r.pk_rate, r.percent FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_rate r (pk_rate)', array_agg(DISTINCT r.pk_rate)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_rate r (pk_rate)', array_agg(r.pk_rate)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_rate', 'enqueue_tb_rate', 'tviews_tb_rate', true);
RETURN false;
END
$activate$;

-- The triggers of sales.tb_buyer.
CREATE FUNCTION tviews.watch_sales_tb_buyer() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on sales.tb_buyer puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_sales_tb_buyer() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[1, 2]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_deal reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_buyer, r.name FROM old_rows AS r),
      after_1 AS (SELECT r.pk_buyer, r.name FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_buyer reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_buyer FROM old_rows AS r),
      after_2 AS (SELECT r.pk_buyer FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'sales_tb_buyer b (pk_buyer)', array_agg(DISTINCT r.pk_buyer)::text[]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'sales_tb_buyer b (pk_buyer)', array_agg(DISTINCT r.pk_buyer)::text[]
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'sales_tb_buyer b (pk_buyer)', array_agg(r.pk_buyer)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'sales_tb_buyer b (pk_buyer)', array_agg(r.pk_buyer)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('sales.tb_buyer', 'enqueue_sales_tb_buyer', 'tviews_sales_tb_buyer', true);
RETURN false;
END
$activate$;

-- The triggers of sales.tb_deal.
CREATE FUNCTION tviews.watch_sales_tb_deal() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on sales.tb_deal puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_sales_tb_deal() RETURNS trigger
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
      -- What tv_deal reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_deal, r.fk_buyer, r.title FROM old_rows AS r),
      after AS (SELECT r.pk_deal, r.fk_buyer, r.title FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'sales_tb_deal d (pk_deal)', array_agg(DISTINCT r.pk_deal)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_buyer))))
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'sales_tb_deal d (pk_deal)', array_agg(r.pk_deal)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_buyer))))
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('sales.tb_deal', 'enqueue_sales_tb_deal', 'tviews_sales_tb_deal', true);
RETURN false;
END
$activate$;
