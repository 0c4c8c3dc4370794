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
    (1, 'public.tv_region_product', 'public.v_region_product', false, ARRAY['region', 'product'], 'r.region = k.region AND r.product = k.product',
      'jsonb_build_object(''region'', CAST($1[1][n] AS text), ''product'', CAST($1[2][n] AS text))', 'tviews.refresh_tv_region_product(ARRAY(SELECT unnest($1[1:1]))::text[], ARRAY(SELECT unnest($1[2:2]))::text[])',
      ARRAY['public.tb_sale', 'public.tb_store']::text[], 'activate_tv_region_product', 'equip_tv_region_product', ARRAY['drain_tv_region_product', 'refresh_tv_region_product', 'rebuild_tv_region_product'], 'drain_tv_region_product',
      false, false, 1000),
    (2, 'public.tv_sales', 'public.v_sales', false, ARRAY['region', 'product', 'year'], 'r.region = k.region AND r.product = k.product AND r.year = k.year',
      'jsonb_build_object(''region'', CAST($1[1][n] AS text), ''product'', CAST($1[2][n] AS text), ''year'', CAST($1[3][n] AS integer))', 'tviews.refresh_tv_sales(ARRAY(SELECT unnest($1[1:1]))::text[], ARRAY(SELECT unnest($1[2:2]))::text[], ARRAY(SELECT unnest($1[3:3]))::integer[])',
      ARRAY['public.tb_sale', 'public.tb_store']::text[], 'activate_tv_sales', 'equip_tv_sales', ARRAY['drain_tv_sales', 'refresh_tv_sales', 'rebuild_tv_sales'], 'drain_tv_sales',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_sale', ARRAY['amount', 'fk_store', 'product', 'year']::text[], ARRAY['numeric', 'integer', 'text', 'integer']::text[], 'tviews_tb_sale', 'enqueue_tb_sale', NULL, true, 'watch_tb_sale'),
    ('public.tb_store', ARRAY['pk_store', 'region']::text[], ARRAY['integer', 'text']::text[], 'tviews_tb_store', 'enqueue_tb_store', NULL, true, 'watch_tb_store')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_region_product', 'public.tb_sale', ARRAY['x']::text[], ARRAY['fk_store', 'product']::text[], false,
      'mapped', 1, ARRAY['public.tb_store']::text[], 's.pk_store = x.fk_store, region = s.region, product = x.product'),
    ('public.tv_region_product', 'public.tb_sale', ARRAY['x']::text[], ARRAY['fk_store', 'product']::text[], false,
      'mapped', 2, ARRAY['public.tv_region_product']::text[], 'old_row.product = x.product, region = old_row.region, product = old_row.product'),
    ('public.tv_region_product', 'public.tb_store', ARRAY['s']::text[], ARRAY['pk_store', 'region']::text[], false,
      'mapped', 1, ARRAY['public.tb_sale']::text[], 'x.fk_store = s.pk_store, region = s.region, product = x.product'),
    ('public.tv_region_product', 'public.tb_store', ARRAY['s']::text[], ARRAY['pk_store', 'region']::text[], false,
      'mapped', 2, ARRAY['public.tv_region_product']::text[], 'old_row.region = s.region, region = old_row.region, product = old_row.product'),
    ('public.tv_sales', 'public.tb_sale', ARRAY['x']::text[], ARRAY['fk_store', 'product', 'year', 'amount']::text[], false,
      'mapped', 1, ARRAY['public.tb_store']::text[], 's.pk_store = x.fk_store, region = s.region, product = x.product, year = x.year'),
    ('public.tv_sales', 'public.tb_sale', ARRAY['x']::text[], ARRAY['fk_store', 'product', 'year', 'amount']::text[], false,
      'mapped', 2, ARRAY['public.tv_sales']::text[], 'old_row.product = x.product AND old_row.year = x.year, region = old_row.region, product = old_row.product, year = old_row.year'),
    ('public.tv_sales', 'public.tb_store', ARRAY['s']::text[], ARRAY['pk_store', 'region']::text[], false,
      'mapped', 1, ARRAY['public.tb_sale']::text[], 'x.fk_store = s.pk_store AND x.amount > 0, region = s.region, product = x.product, year = x.year'),
    ('public.tv_sales', 'public.tb_store', ARRAY['s']::text[], ARRAY['pk_store', 'region']::text[], false,
      'mapped', 2, ARRAY['public.tv_sales']::text[], 'old_row.region = s.region, region = old_row.region, product = old_row.product, year = old_row.year')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_region_product', 'public.tb_sale', 'btree', ARRAY['fk_store', 'product'], false, 'CREATE INDEX tb_sale_fk_store_product_idx ON public.tb_sale (fk_store, product);'),
    (2, 'public.tv_region_product', 'public.tb_store', 'btree', ARRAY['pk_store'], false, 'CREATE INDEX tb_store_pk_store_idx ON public.tb_store (pk_store);'),
    (3, 'public.tv_region_product', 'public.tb_sale', 'btree', ARRAY['product'], false, 'CREATE INDEX tb_sale_product_idx ON public.tb_sale (product);'),
    (4, 'public.tv_region_product', 'public.tb_store', 'btree', ARRAY['pk_store', 'region'], false, 'CREATE INDEX tb_store_pk_store_region_idx ON public.tb_store (pk_store, region);'),
    (5, 'public.tv_region_product', 'public.tb_sale', 'btree', ARRAY['fk_store'], false, 'CREATE INDEX tb_sale_fk_store_idx ON public.tb_sale (fk_store);'),
    (6, 'public.tv_region_product', 'public.tb_store', 'btree', ARRAY['region'], false, 'CREATE INDEX tb_store_region_idx ON public.tb_store (region);'),
    (7, 'public.tv_sales', 'public.tb_sale', 'btree', ARRAY['fk_store', 'product', 'year'], false, 'CREATE INDEX tb_sale_fk_store_product_year_idx ON public.tb_sale (fk_store, product, year);'),
    (8, 'public.tv_sales', 'public.tb_store', 'btree', ARRAY['pk_store'], false, 'CREATE INDEX tb_store_pk_store_idx ON public.tb_store (pk_store);'),
    (9, 'public.tv_sales', 'public.tb_sale', 'btree', ARRAY['product', 'year'], false, 'CREATE INDEX tb_sale_product_year_idx ON public.tb_sale (product, year);'),
    (10, 'public.tv_sales', 'public.tb_store', 'btree', ARRAY['pk_store', 'region'], false, 'CREATE INDEX tb_store_pk_store_region_idx ON public.tb_store (pk_store, region);'),
    (11, 'public.tv_sales', 'public.tb_sale', 'btree', ARRAY['fk_store'], false, 'CREATE INDEX tb_sale_fk_store_idx ON public.tb_sale (fk_store);'),
    (12, 'public.tv_sales', 'public.tb_store', 'btree', ARRAY['region'], false, 'CREATE INDEX tb_store_region_idx ON public.tb_store (region);')
$function$;

-- The highest number of a class of locks.
CREATE FUNCTION tviews.built_lock_classes() RETURNS integer
LANGUAGE sql IMMUTABLE
AS 'SELECT 10';

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_sale', 'not-null', ARRAY['fk_store']),
    ('public.tb_sale', 'not-null', ARRAY['product']),
    ('public.tb_sale', 'not-null', ARRAY['year']),
    ('public.tb_store', 'not-null', ARRAY['pk_store']),
    ('public.tb_store', 'not-null', ARRAY['region']),
    ('public.tb_store', 'unique', ARRAY['pk_store'])
$function$;

-- public.tv_region_product, key (region, product).
CREATE FUNCTION tviews.activate_tv_region_product() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_region_product', 'public.v_region_product', 'region, product', $definition$
SELECT *
FROM (
SELECT DISTINCT s.region, x.product
FROM tb_sale x
JOIN tb_store s ON s.pk_store = x.fk_store
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_region_product') IS NULL THEN
  CREATE TABLE public.tv_region_product (LIKE public.v_region_product) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_region_product') THEN
    INSERT INTO public.tv_region_product SELECT * FROM public.v_region_product;
  END IF;
  PERFORM tviews.put_key('activate_tv_region_product', 'public.tv_region_product', 'PRIMARY KEY (region, product)');
  ANALYZE public.tv_region_product;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_region_product', 'public.tv_region_product', 'public.v_region_product', 'PRIMARY KEY (region, product)') THEN
  IF tviews.fill_now('activate_tv_region_product') THEN
    INSERT INTO public.tv_region_product SELECT * FROM public.v_region_product;
  END IF;
  PERFORM tviews.put_key('activate_tv_region_product', 'public.tv_region_product', 'PRIMARY KEY (region, product)');
END IF;

-- Makes the rows of public.tv_region_product with these keys equal to those of public.v_region_product, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_region_product(p_keys_1 text[], p_keys_2 text[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone_1 text[];
  v_gone_2 text[];
BEGIN
  IF cardinality(p_keys_1) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.region, v.product
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (region, product)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_region_product AS v
        WHERE v.region = k.region AND v.product = k.product
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_region_product AS t (region, product)
      SELECT * FROM fresh
      ON CONFLICT (region, product)
      DO NOTHING
    )
    SELECT array_agg(gone.region), array_agg(gone.product)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.region, fresh.product FROM fresh) AS gone (region, product);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.region, v.product
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (region, product)
      JOIN public.v_region_product AS v ON v.region = k.region AND v.product = k.product
    ), written AS (
      INSERT INTO public.tv_region_product AS t (region, product)
      SELECT * FROM fresh
      ON CONFLICT (region, product)
      DO NOTHING
    )
    SELECT array_agg(gone.region), array_agg(gone.product)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.region, fresh.product FROM fresh) AS gone (region, product);
  END IF;

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_region_product AS t
    USING unnest(v_gone_1, v_gone_2) AS k (region, product)
    WHERE t.region = k.region AND t.product = k.product;
  END IF;
END
$function$;

-- Makes all rows of public.tv_region_product equal to those of public.v_region_product, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_region_product() RETURNS void
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
  DELETE FROM public.tv_region_product AS t
  USING (
    SELECT t.region, t.product FROM public.tv_region_product AS t
    EXCEPT
    SELECT v.region, v.product FROM public.v_region_product AS v
  ) AS k (region, product)
  WHERE t.region = k.region AND t.product = k.product;

  INSERT INTO public.tv_region_product AS t (region, product)
  SELECT v.region, v.product
  FROM public.v_region_product AS v
  ON CONFLICT (region, product)
  DO NOTHING;
END
$function$;

-- Takes this transaction's entries for public.tv_region_product out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_region_product(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_x_fk_store integer[];
  v_x_product text[];
  v_s_pk_store integer[];
  v_s_region text[];
  v_keys_1 text[];
  v_keys_2 text[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_sale x (fk_store, product)'),
    array_agg(value.c2::text) FILTER (WHERE taken.route = 'tb_sale x (fk_store, product)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_store s (pk_store, region)'),
    array_agg(value.c2::text) FILTER (WHERE taken.route = 'tb_store s (pk_store, region)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::text) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_x_fk_store, v_x_product, v_s_pk_store, v_s_region, v_keys_1, v_keys_2
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2), tviews.class_lock_id(3), tviews.class_lock_id(4), tviews.class_lock_id(5)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_region_product');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_region_product();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_sale (fk_store), public.tb_store (pk_store)
  IF v_x_fk_store IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(2, hash_record(ROW (changed.fk_store)))
      FROM unnest(v_x_fk_store, v_x_product) AS changed (fk_store, product)
    );
  END IF;
  IF v_s_pk_store IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.pk_store)))
      FROM unnest(v_s_pk_store, v_s_region) AS changed (pk_store, region)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_sale x: s.pk_store = x.fk_store, region = s.region, product = x.product
  IF v_x_fk_store IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(s.region), v_keys_2 || array_agg(changed.product)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_x_fk_store, v_x_product) AS changed (fk_store, product)
    JOIN public.tb_store AS s ON s.pk_store = changed.fk_store;
  END IF;

  -- tb_store s: x.fk_store = s.pk_store, region = s.region, product = x.product
  IF v_s_pk_store IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(changed.region), v_keys_2 || array_agg(x.product)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_s_pk_store, v_s_region) AS changed (pk_store, region)
    JOIN public.tb_sale AS x ON x.fk_store = changed.pk_store;
  END IF;

  -- Its own rows, by public.tv_region_product (product), by public.tv_region_product (region)
  v_held := v_held || tviews.hold(ARRAY (
    SELECT tviews.lock_id(3, hash_record(ROW (k.product))) FROM unnest(v_keys_1, v_keys_2) AS k (region, product)
    UNION ALL
    SELECT tviews.lock_id(4, hash_record(ROW (k.region))) FROM unnest(v_keys_1, v_keys_2) AS k (region, product)
  ), ARRAY (
    SELECT tviews.lock_id(3, hash_record(ROW (changed.product)))
    FROM unnest(v_x_fk_store, v_x_product) AS changed (fk_store, product)
    UNION ALL
    SELECT tviews.lock_id(4, hash_record(ROW (changed.region)))
    FROM unnest(v_s_pk_store, v_s_region) AS changed (pk_store, region)
  ), p_most - cardinality(v_held));

  -- tb_sale x: old_row.product = x.product, region = old_row.region, product = old_row.product
  IF v_x_fk_store IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(old_row.region), v_keys_2 || array_agg(old_row.product)
    INTO v_keys_1, v_keys_2
    FROM public.tv_region_product AS old_row
    WHERE old_row.product = ANY (v_x_product);
  END IF;

  -- tb_store s: old_row.region = s.region, region = old_row.region, product = old_row.product
  IF v_s_pk_store IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(old_row.region), v_keys_2 || array_agg(old_row.product)
    INTO v_keys_1, v_keys_2
    FROM public.tv_region_product AS old_row
    WHERE old_row.region = ANY (v_s_region);
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(5, hash_record(ROW (k.region, k.product))) FROM unnest(v_keys_1, v_keys_2) AS k (region, product)
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
    PERFORM tviews.refresh_tv_region_product(v_keys_1, v_keys_2);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_region_product, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_region_product() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT ARRAY[
  -- tv_region_product looks rows up by it
  ARRAY[$definition$CREATE INDEX ON public.tv_region_product USING hash (product)$definition$, NULL, 'product']
]
$activate$;

-- public.tv_sales, key (region, product, year).
CREATE FUNCTION tviews.activate_tv_sales() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_sales', 'public.v_sales', 'region, product, year, amount, stores', $definition$
SELECT *
FROM (
SELECT s.region, x.product, x.year,
       sum(x.amount) AS amount, count(DISTINCT s.pk_store) AS stores
FROM tb_sale x
JOIN tb_store s ON s.pk_store = x.fk_store
WHERE x.amount > 0
GROUP BY s.region, x.product, 3
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_sales') IS NULL THEN
  CREATE TABLE public.tv_sales (LIKE public.v_sales) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_sales') THEN
    INSERT INTO public.tv_sales SELECT * FROM public.v_sales;
  END IF;
  PERFORM tviews.put_key('activate_tv_sales', 'public.tv_sales', 'PRIMARY KEY (region, product, year)');
  ANALYZE public.tv_sales;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_sales', 'public.tv_sales', 'public.v_sales', 'PRIMARY KEY (region, product, year)') THEN
  IF tviews.fill_now('activate_tv_sales') THEN
    INSERT INTO public.tv_sales SELECT * FROM public.v_sales;
  END IF;
  PERFORM tviews.put_key('activate_tv_sales', 'public.tv_sales', 'PRIMARY KEY (region, product, year)');
END IF;

-- Makes the rows of public.tv_sales with these keys equal to those of public.v_sales, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_sales(p_keys_1 text[], p_keys_2 text[], p_keys_3 integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone_1 text[];
  v_gone_2 text[];
  v_gone_3 integer[];
BEGIN
  IF cardinality(p_keys_1) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.region, v.product, v.year, v.amount, v.stores
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2, p_keys_3)) AS k (region, product, year)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_sales AS v
        WHERE v.region = k.region AND v.product = k.product AND v.year = k.year
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_sales AS t (region, product, year, amount, stores)
      SELECT * FROM fresh
      ON CONFLICT (region, product, year)
      DO UPDATE SET amount = excluded.amount, stores = excluded.stores
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.region), array_agg(gone.product), array_agg(gone.year)
    INTO v_gone_1, v_gone_2, v_gone_3
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2, p_keys_3) EXCEPT SELECT fresh.region, fresh.product, fresh.year FROM fresh) AS gone (region, product, year);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.region, v.product, v.year, v.amount, v.stores
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2, p_keys_3)) AS k (region, product, year)
      JOIN public.v_sales AS v ON v.region = k.region AND v.product = k.product AND v.year = k.year
    ), written AS (
      INSERT INTO public.tv_sales AS t (region, product, year, amount, stores)
      SELECT * FROM fresh
      ON CONFLICT (region, product, year)
      DO UPDATE SET amount = excluded.amount, stores = excluded.stores
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.region), array_agg(gone.product), array_agg(gone.year)
    INTO v_gone_1, v_gone_2, v_gone_3
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2, p_keys_3) EXCEPT SELECT fresh.region, fresh.product, fresh.year FROM fresh) AS gone (region, product, year);
  END IF;

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_sales AS t
    USING unnest(v_gone_1, v_gone_2, v_gone_3) AS k (region, product, year)
    WHERE t.region = k.region AND t.product = k.product AND t.year = k.year;
  END IF;
END
$function$;

-- Makes all rows of public.tv_sales equal to those of public.v_sales, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_sales() RETURNS void
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
  DELETE FROM public.tv_sales AS t
  USING (
    SELECT t.region, t.product, t.year FROM public.tv_sales AS t
    EXCEPT
    SELECT v.region, v.product, v.year FROM public.v_sales AS v
  ) AS k (region, product, year)
  WHERE t.region = k.region AND t.product = k.product AND t.year = k.year;

  INSERT INTO public.tv_sales AS t (region, product, year, amount, stores)
  SELECT v.region, v.product, v.year, v.amount, v.stores
  FROM public.v_sales AS v
  ON CONFLICT (region, product, year)
  DO UPDATE SET amount = excluded.amount, stores = excluded.stores
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_sales out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_sales(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_x_fk_store integer[];
  v_x_product text[];
  v_x_year integer[];
  v_s_pk_store integer[];
  v_s_region text[];
  v_keys_1 text[];
  v_keys_2 text[];
  v_keys_3 integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_sale x (fk_store, product, year)'),
    array_agg(value.c2::text) FILTER (WHERE taken.route = 'tb_sale x (fk_store, product, year)'),
    array_agg(value.c3::integer) FILTER (WHERE taken.route = 'tb_sale x (fk_store, product, year)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_store s (pk_store, region)'),
    array_agg(value.c2::text) FILTER (WHERE taken.route = 'tb_store s (pk_store, region)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::text) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c3::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_x_fk_store, v_x_product, v_x_year, v_s_pk_store, v_s_region, v_keys_1, v_keys_2, v_keys_3
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2], taken.keys[3:3]) AS value (c1, c2, c3) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(6), tviews.class_lock_id(7), tviews.class_lock_id(8), tviews.class_lock_id(9), tviews.class_lock_id(10)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_sales');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_sales();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_sale (fk_store), public.tb_store (pk_store)
  IF v_x_fk_store IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(7, hash_record(ROW (changed.fk_store)))
      FROM unnest(v_x_fk_store, v_x_product, v_x_year) AS changed (fk_store, product, year)
    );
  END IF;
  IF v_s_pk_store IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(6, hash_record(ROW (changed.pk_store)))
      FROM unnest(v_s_pk_store, v_s_region) AS changed (pk_store, region)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_sale x: s.pk_store = x.fk_store, region = s.region, product = x.product, year = x.year
  IF v_x_fk_store IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(s.region), v_keys_2 || array_agg(changed.product), v_keys_3 || array_agg(changed.year)
    INTO v_keys_1, v_keys_2, v_keys_3
    FROM unnest(v_x_fk_store, v_x_product, v_x_year) AS changed (fk_store, product, year)
    JOIN public.tb_store AS s ON s.pk_store = changed.fk_store;
  END IF;

  -- tb_store s: x.fk_store = s.pk_store AND x.amount > 0, region = s.region, product = x.product, year = x.year
  IF v_s_pk_store IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(changed.region), v_keys_2 || array_agg(x.product), v_keys_3 || array_agg(x.year)
    INTO v_keys_1, v_keys_2, v_keys_3
    FROM unnest(v_s_pk_store, v_s_region) AS changed (pk_store, region)
    JOIN public.tb_sale AS x ON x.fk_store = changed.pk_store AND x.amount > 0;
  END IF;

  -- Its own rows, by public.tv_sales (product, year), by public.tv_sales (region)
  v_held := v_held || tviews.hold(ARRAY (
    SELECT tviews.lock_id(8, hash_record(ROW (k.product, k.year))) FROM unnest(v_keys_1, v_keys_2, v_keys_3) AS k (region, product, year)
    UNION ALL
    SELECT tviews.lock_id(9, hash_record(ROW (k.region))) FROM unnest(v_keys_1, v_keys_2, v_keys_3) AS k (region, product, year)
  ), ARRAY (
    SELECT tviews.lock_id(8, hash_record(ROW (changed.product, changed.year)))
    FROM unnest(v_x_fk_store, v_x_product, v_x_year) AS changed (fk_store, product, year)
    UNION ALL
    SELECT tviews.lock_id(9, hash_record(ROW (changed.region)))
    FROM unnest(v_s_pk_store, v_s_region) AS changed (pk_store, region)
  ), p_most - cardinality(v_held));

  -- tb_sale x: old_row.product = x.product AND old_row.year = x.year, region = old_row.region, product = old_row.product, year = old_row.year
  IF v_x_fk_store IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(old_row.region), v_keys_2 || array_agg(old_row.product), v_keys_3 || array_agg(old_row.year)
    INTO v_keys_1, v_keys_2, v_keys_3
    FROM unnest(v_x_fk_store, v_x_product, v_x_year) AS changed (fk_store, product, year)
    JOIN public.tv_sales AS old_row ON old_row.product = changed.product AND old_row.year = changed.year;
  END IF;

  -- tb_store s: old_row.region = s.region, region = old_row.region, product = old_row.product, year = old_row.year
  IF v_s_pk_store IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(old_row.region), v_keys_2 || array_agg(old_row.product), v_keys_3 || array_agg(old_row.year)
    INTO v_keys_1, v_keys_2, v_keys_3
    FROM public.tv_sales AS old_row
    WHERE old_row.region = ANY (v_s_region);
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2, v_keys_3)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(10, hash_record(ROW (k.region, k.product, k.year))) FROM unnest(v_keys_1, v_keys_2, v_keys_3) AS k (region, product, year)
  ), p_most - cardinality(v_held));
  IF pg_sequence_last_value('tviews.traced_since') IS NOT NULL THEN
    PERFORM tviews.leave_trace(v_held);
  END IF;
  IF cardinality(v_keys_1) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(2, ARRAY[v_keys_1::text[], v_keys_2::text[], v_keys_3::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_apart(2, ARRAY[v_keys_1::text[], v_keys_2::text[], v_keys_3::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_sales(v_keys_1, v_keys_2, v_keys_3);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_sales, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_sales() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
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
    FROM unnest(ARRAY[1, 2]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_region_product reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.fk_store, r.product FROM old_rows AS r),
      after_1 AS (SELECT r.fk_store, r.product FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_sales reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.fk_store, r.product, r.year, r.amount, ROW (r.amount)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after_2 AS (SELECT r.fk_store, r.product, r.year, r.amount, ROW (r.amount)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_sale x (fk_store, product)', ARRAY[array_agg(r.fk_store)::text[], array_agg(r.product)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.fk_store, r.product, tviews.lock_id(1, hash_record(ROW (r.fk_store))) AS lock_1 FROM changed_1 AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_sale x (fk_store, product, year)', ARRAY[array_agg(r.fk_store)::text[], array_agg(r.product)::text[], array_agg(r.year)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.fk_store, r.product, r.year, tviews.lock_id(6, hash_record(ROW (r.fk_store))) AS lock_1 FROM changed_2 AS r WHERE r.amount > 0) AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_sale x (fk_store, product)', ARRAY[array_agg(r.fk_store)::text[], array_agg(r.product)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.fk_store, r.product, tviews.lock_id(1, hash_record(ROW (r.fk_store))) AS lock_1 FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_sale x (fk_store, product, year)', ARRAY[array_agg(r.fk_store)::text[], array_agg(r.product)::text[], array_agg(r.year)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.fk_store, r.product, r.year, tviews.lock_id(6, hash_record(ROW (r.fk_store))) AS lock_1 FROM changed_rows AS r WHERE r.amount > 0) AS r
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

-- The triggers of public.tb_store.
CREATE FUNCTION tviews.watch_tb_store() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_store puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_store() RETURNS trigger
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
      -- What tv_region_product, tv_sales reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_store, r.region FROM old_rows AS r),
      after AS (SELECT r.pk_store, r.region FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_store s (pk_store, region)', ARRAY[array_agg(r.pk_store)::text[], array_agg(r.region)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_store, r.region, tviews.lock_id(2, hash_record(ROW (r.pk_store))) AS lock_1 FROM changed AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_store s (pk_store, region)', ARRAY[array_agg(r.pk_store)::text[], array_agg(r.region)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_store, r.region, tviews.lock_id(7, hash_record(ROW (r.pk_store))) AS lock_1 FROM changed AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_store s (pk_store, region)', ARRAY[array_agg(r.pk_store)::text[], array_agg(r.region)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_store, r.region, tviews.lock_id(2, hash_record(ROW (r.pk_store))) AS lock_1 FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_store s (pk_store, region)', ARRAY[array_agg(r.pk_store)::text[], array_agg(r.region)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_store, r.region, tviews.lock_id(7, hash_record(ROW (r.pk_store))) AS lock_1 FROM changed_rows AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_store', 'enqueue_tb_store', 'tviews_tb_store', true);
RETURN false;
END
$activate$;
