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
    (1, 'public.tv_shop', 'public.v_shop', false, ARRAY['pk_shop', 'product'], 'r.pk_shop = k.pk_shop AND (r.product = k.product OR r.product IS NULL AND k.product IS NULL)',
      'jsonb_build_object(''pk_shop'', CAST($1[1][n] AS integer), ''product'', CAST($1[2][n] AS integer))', 'tviews.refresh_tv_shop(ARRAY(SELECT unnest($1[1:1]))::integer[], ARRAY(SELECT unnest($1[2:2]))::integer[])',
      ARRAY['public.tb_sale', 'public.tb_shop']::text[], 'activate_tv_shop', 'equip_tv_shop', ARRAY['drain_tv_shop', 'refresh_tv_shop', 'rebuild_tv_shop'], 'drain_tv_shop',
      false, false, 1000),
    (2, 'public.tv_town', 'public.v_town', false, ARRAY['town'], 'r.town = k.town',
      'jsonb_build_object(''town'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_town(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_sale', 'public.tb_shop']::text[], 'activate_tv_town', 'equip_tv_town', ARRAY['drain_tv_town', 'refresh_tv_town', 'rebuild_tv_town'], 'drain_tv_town',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_sale', ARRAY['amount', 'product', 'town']::text[], ARRAY['integer', 'integer', 'integer']::text[], 'tviews_tb_sale', 'enqueue_tb_sale', NULL, true, 'watch_tb_sale'),
    ('public.tb_shop', ARRAY['pk_shop', 'town']::text[], ARRAY['integer', 'integer']::text[], 'tviews_tb_shop', 'enqueue_tb_shop', NULL, true, 'watch_tb_shop')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_shop', 'public.tb_sale', ARRAY['y']::text[], ARRAY['town', 'product', 'amount']::text[], false,
      'mapped', 1, ARRAY['public.tb_shop']::text[], 's.town = y.town, pk_shop = s.pk_shop, product = NULL'),
    ('public.tv_shop', 'public.tb_sale', ARRAY['y']::text[], ARRAY['town', 'product', 'amount']::text[], false,
      'mapped', 2, ARRAY['public.tb_shop']::text[], 's.town = y.town, pk_shop = s.pk_shop, product = y.product'),
    ('public.tv_shop', 'public.tb_sale', ARRAY['y']::text[], ARRAY['town', 'product', 'amount']::text[], false,
      'mapped', 3, ARRAY['public.tv_shop']::text[], '(old_row.product = y.product OR old_row.product IS NULL AND y.product IS NULL), pk_shop = old_row.pk_shop, product = old_row.product'),
    ('public.tv_shop', 'public.tb_shop', ARRAY['s']::text[], ARRAY['pk_shop', 'town']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_shop = s.pk_shop, product = NULL'),
    ('public.tv_shop', 'public.tb_shop', ARRAY['s']::text[], ARRAY['pk_shop', 'town']::text[], false,
      'mapped', 2, ARRAY['public.tb_sale']::text[], 'y.town = s.town, pk_shop = s.pk_shop, product = y.product'),
    ('public.tv_shop', 'public.tb_shop', ARRAY['s']::text[], ARRAY['pk_shop', 'town']::text[], false,
      'mapped', 3, ARRAY['public.tv_shop']::text[], 'old_row.pk_shop = s.pk_shop, pk_shop = old_row.pk_shop, product = old_row.product'),
    ('public.tv_town', 'public.tb_sale', ARRAY['y']::text[], ARRAY['town']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'town = y.town'),
    ('public.tv_town', 'public.tb_shop', ARRAY['s']::text[], ARRAY['town']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'town = s.town')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_shop', 'public.tb_sale', 'btree', ARRAY['town'], false, 'CREATE INDEX tb_sale_town_idx ON public.tb_sale (town);'),
    (2, 'public.tv_shop', 'public.tb_shop', 'btree', ARRAY['town'], false, 'CREATE INDEX tb_shop_town_idx ON public.tb_shop (town);'),
    (3, 'public.tv_shop', 'public.tb_sale', 'btree', ARRAY['town', 'product'], false, 'CREATE INDEX tb_sale_town_product_idx ON public.tb_sale (town, product);'),
    (4, 'public.tv_shop', 'public.tb_sale', 'btree', ARRAY['product'], false, 'CREATE INDEX tb_sale_product_idx ON public.tb_sale (product);'),
    (5, 'public.tv_shop', 'public.tb_shop', 'btree', ARRAY['pk_shop'], false, 'CREATE INDEX tb_shop_pk_shop_idx ON public.tb_shop (pk_shop);'),
    (6, 'public.tv_shop', 'public.tb_shop', 'btree', ARRAY['town', 'pk_shop'], false, 'CREATE INDEX tb_shop_town_pk_shop_idx ON public.tb_shop (town, pk_shop);'),
    (7, 'public.tv_town', 'public.tb_sale', 'btree', ARRAY['town'], false, 'CREATE INDEX tb_sale_town_idx ON public.tb_sale (town);'),
    (8, 'public.tv_town', 'public.tb_shop', 'btree', ARRAY['town'], false, 'CREATE INDEX tb_shop_town_idx ON public.tb_shop (town);')
$function$;

-- The highest number of a class of locks.
CREATE FUNCTION tviews.built_lock_classes() RETURNS integer
LANGUAGE sql IMMUTABLE
AS 'SELECT 6';

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_sale', 'not-null', ARRAY['product']),
    ('public.tb_shop', 'not-null', ARRAY['pk_shop']),
    ('public.tb_shop', 'unique', ARRAY['pk_shop'])
$function$;

-- public.tv_shop, key (pk_shop, product).
CREATE FUNCTION tviews.activate_tv_shop() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_shop', 'public.v_shop', 'pk_shop, product, amount', $definition$
SELECT *
FROM (
SELECT s.pk_shop, x.product, x.amount
FROM tb_shop s
CROSS JOIN LATERAL (
  SELECT y.product, sum(y.amount) AS amount FROM tb_sale y WHERE y.town = s.town GROUP BY ROLLUP (y.product)
) x
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_shop') IS NULL THEN
  CREATE TABLE public.tv_shop (LIKE public.v_shop) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_shop') THEN
    INSERT INTO public.tv_shop SELECT * FROM public.v_shop;
  END IF;
  PERFORM tviews.put_key('activate_tv_shop', 'public.tv_shop', 'UNIQUE NULLS NOT DISTINCT (pk_shop, product)');
  ANALYZE public.tv_shop;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_shop', 'public.tv_shop', 'public.v_shop', 'UNIQUE NULLS NOT DISTINCT (pk_shop, product)') THEN
  IF tviews.fill_now('activate_tv_shop') THEN
    INSERT INTO public.tv_shop SELECT * FROM public.v_shop;
  END IF;
  PERFORM tviews.put_key('activate_tv_shop', 'public.tv_shop', 'UNIQUE NULLS NOT DISTINCT (pk_shop, product)');
END IF;

-- Makes the rows of public.tv_shop with these keys equal to those of public.v_shop, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_shop(p_keys_1 integer[], p_keys_2 integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone_1 integer[];
  v_gone_2 integer[];
BEGIN
  IF cardinality(p_keys_1) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_shop, v.product, v.amount
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_shop, product)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_shop AS v
        WHERE v.pk_shop = k.pk_shop AND (v.product = k.product OR v.product IS NULL AND k.product IS NULL)
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_shop AS t (pk_shop, product, amount)
      SELECT * FROM fresh
      ON CONFLICT (pk_shop, product)
      DO UPDATE SET amount = excluded.amount
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_shop), array_agg(gone.product)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_shop, fresh.product FROM fresh) AS gone (pk_shop, product);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_shop, v.product, v.amount
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_shop, product)
      JOIN public.v_shop AS v ON v.pk_shop = k.pk_shop AND (v.product = k.product OR v.product IS NULL AND k.product IS NULL)
    ), written AS (
      INSERT INTO public.tv_shop AS t (pk_shop, product, amount)
      SELECT * FROM fresh
      ON CONFLICT (pk_shop, product)
      DO UPDATE SET amount = excluded.amount
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_shop), array_agg(gone.product)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_shop, fresh.product FROM fresh) AS gone (pk_shop, product);
  END IF;

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_shop AS t
    USING unnest(v_gone_1, v_gone_2) AS k (pk_shop, product)
    WHERE t.pk_shop = k.pk_shop AND (t.product = k.product OR t.product IS NULL AND k.product IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_shop equal to those of public.v_shop, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_shop() RETURNS void
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
  DELETE FROM public.tv_shop AS t
  USING (
    SELECT t.pk_shop, t.product FROM public.tv_shop AS t
    EXCEPT
    SELECT v.pk_shop, v.product FROM public.v_shop AS v
  ) AS k (pk_shop, product)
  WHERE t.pk_shop = k.pk_shop AND (t.product = k.product OR t.product IS NULL AND k.product IS NULL);

  INSERT INTO public.tv_shop AS t (pk_shop, product, amount)
  SELECT v.pk_shop, v.product, v.amount
  FROM public.v_shop AS v
  ON CONFLICT (pk_shop, product)
  DO UPDATE SET amount = excluded.amount
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_shop out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_shop(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_y_town integer[];
  v_y_product integer[];
  v_s_pk_shop integer[];
  v_s_town integer[];
  v_keys_1 integer[];
  v_keys_2 integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_sale y (town, product)'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'tb_sale y (town, product)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_shop s (pk_shop, town)'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'tb_shop s (pk_shop, town)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_y_town, v_y_product, v_s_pk_shop, v_s_town, v_keys_1, v_keys_2
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2), tviews.class_lock_id(3), tviews.class_lock_id(4), tviews.class_lock_id(5)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_shop');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_shop();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_sale (town), public.tb_shop (town)
  IF v_y_town IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(2, hash_record(ROW (changed.town)))
      FROM unnest(v_y_town, v_y_product) AS changed (town, product)
      UNION ALL
      SELECT tviews.lock_id(2, hash_record(ROW (changed.town)))
      FROM unnest(v_y_town, v_y_product) AS changed (town, product)
    );
  END IF;
  IF v_s_pk_shop IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.town)))
      FROM unnest(v_s_pk_shop, v_s_town) AS changed (pk_shop, town)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_sale y:
  --   s.town = y.town, pk_shop = s.pk_shop, product = NULL
  --   s.town = y.town, pk_shop = s.pk_shop, product = y.product
  IF v_y_town IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(s.pk_shop), v_keys_2 || array_agg(NULL::integer)
    INTO v_keys_1, v_keys_2
    FROM public.tb_shop AS s
    WHERE s.town = ANY (v_y_town);
    SELECT v_keys_1 || array_agg(s.pk_shop), v_keys_2 || array_agg(changed.product)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_y_town, v_y_product) AS changed (town, product)
    JOIN public.tb_shop AS s ON s.town = changed.town;
  END IF;

  -- tb_shop s:
  --   pk_shop = s.pk_shop, product = NULL
  --   y.town = s.town, pk_shop = s.pk_shop, product = y.product
  IF v_s_pk_shop IS NOT NULL THEN
    v_keys_1 := v_keys_1 || v_s_pk_shop;
    v_keys_2 := v_keys_2 || array_fill(NULL::integer, ARRAY[cardinality(v_s_pk_shop)]);
    SELECT v_keys_1 || array_agg(changed.pk_shop), v_keys_2 || array_agg(y.product)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_s_pk_shop, v_s_town) AS changed (pk_shop, town)
    JOIN public.tb_sale AS y ON y.town = changed.town;
  END IF;

  -- Its own rows, by public.tv_shop (pk_shop), by public.tv_shop (product)
  v_held := v_held || tviews.hold(ARRAY (
    SELECT tviews.lock_id(3, hash_record(ROW (k.pk_shop))) FROM unnest(v_keys_1, v_keys_2) AS k (pk_shop, product)
    UNION ALL
    SELECT tviews.lock_id(4, hash_record(ROW (k.product))) FROM unnest(v_keys_1, v_keys_2) AS k (pk_shop, product)
  ), ARRAY (
    SELECT tviews.lock_id(4, hash_record(ROW (changed.product)))
    FROM unnest(v_y_town, v_y_product) AS changed (town, product)
    UNION ALL
    SELECT tviews.lock_id(3, hash_record(ROW (changed.pk_shop)))
    FROM unnest(v_s_pk_shop, v_s_town) AS changed (pk_shop, town)
  ), p_most - cardinality(v_held));

  -- tb_sale y: (old_row.product = y.product OR old_row.product IS NULL AND y.product IS NULL), pk_shop = old_row.pk_shop, product = old_row.product
  IF v_y_town IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(old_row.pk_shop), v_keys_2 || array_agg(old_row.product)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_y_town, v_y_product) AS changed (town, product)
    CROSS JOIN LATERAL (
      SELECT * FROM public.tv_shop AS old_row
      WHERE (old_row.product = changed.product OR old_row.product IS NULL AND changed.product IS NULL)
      OFFSET 0
    ) AS old_row;
  END IF;

  -- tb_shop s: old_row.pk_shop = s.pk_shop, pk_shop = old_row.pk_shop, product = old_row.product
  IF v_s_pk_shop IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(old_row.pk_shop), v_keys_2 || array_agg(old_row.product)
    INTO v_keys_1, v_keys_2
    FROM public.tv_shop AS old_row
    WHERE old_row.pk_shop = ANY (v_s_pk_shop);
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(5, hash_record(ROW (k.pk_shop, k.product))) FROM unnest(v_keys_1, v_keys_2) AS k (pk_shop, product)
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
    PERFORM tviews.refresh_tv_shop(v_keys_1, v_keys_2);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_shop, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_shop() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT ARRAY[
  -- tv_shop looks rows up by it
  ARRAY[$definition$CREATE INDEX ON public.tv_shop USING btree (product)$definition$, NULL, 'product']
]
$activate$;

-- public.tv_town, key (town).
CREATE FUNCTION tviews.activate_tv_town() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_town', 'public.v_town', 'town, sales', $definition$
SELECT *
FROM (
SELECT s.town, (SELECT count(*) FROM tb_sale y WHERE y.town = s.town GROUP BY ()) AS sales
FROM tb_shop s
WHERE s.town IS NOT NULL
GROUP BY s.town
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_town') IS NULL THEN
  CREATE TABLE public.tv_town (LIKE public.v_town) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_town') THEN
    INSERT INTO public.tv_town SELECT * FROM public.v_town;
  END IF;
  PERFORM tviews.put_key('activate_tv_town', 'public.tv_town', 'PRIMARY KEY (town)');
  ANALYZE public.tv_town;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_town', 'public.tv_town', 'public.v_town', 'PRIMARY KEY (town)') THEN
  IF tviews.fill_now('activate_tv_town') THEN
    INSERT INTO public.tv_town SELECT * FROM public.v_town;
  END IF;
  PERFORM tviews.put_key('activate_tv_town', 'public.tv_town', 'PRIMARY KEY (town)');
END IF;

-- Makes the rows of public.tv_town with these keys equal to those of public.v_town, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_town(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.town, v.sales
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (town)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_town AS v
        WHERE v.town = k.town
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_town AS t (town, sales)
      SELECT * FROM fresh
      ON CONFLICT (town)
      DO UPDATE SET sales = excluded.sales
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.town)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.town FROM fresh) AS gone (town);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.town, v.sales
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (town)
      JOIN public.v_town AS v ON v.town = k.town
    ), written AS (
      INSERT INTO public.tv_town AS t (town, sales)
      SELECT * FROM fresh
      ON CONFLICT (town)
      DO UPDATE SET sales = excluded.sales
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.town)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.town FROM fresh) AS gone (town);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_town AS t
    USING unnest(v_gone) AS k (town)
    WHERE t.town = k.town;
  END IF;
END
$function$;

-- Makes all rows of public.tv_town equal to those of public.v_town, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_town() RETURNS void
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
  DELETE FROM public.tv_town AS t
  USING (
    SELECT t.town FROM public.tv_town AS t
    EXCEPT
    SELECT v.town FROM public.v_town AS v
  ) AS k (town)
  WHERE t.town = k.town;

  INSERT INTO public.tv_town AS t (town, sales)
  SELECT v.town, v.sales
  FROM public.v_town AS v
  ON CONFLICT (town)
  DO UPDATE SET sales = excluded.sales
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_town out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_town(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_y_town integer[];
  v_s_town integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_sale y (town)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_shop s (town)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_y_town, v_s_town, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(6)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_town');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_town();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_sale y: town = y.town
  IF v_y_town IS NOT NULL THEN
    v_keys := v_keys || v_y_town;
  END IF;

  -- tb_shop s: town = s.town
  IF v_s_town IS NOT NULL THEN
    v_keys := v_keys || v_s_town;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(6, hash_record(ROW (k.town))) FROM unnest(v_keys) AS k (town)
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
    PERFORM tviews.refresh_tv_town(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_town, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_town() RETURNS text[]
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
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[1, 2]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_shop reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.town, r.product, r.amount FROM old_rows AS r),
      after_1 AS (SELECT r.town, r.product, r.amount FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_town reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.town FROM old_rows AS r),
      after_2 AS (SELECT r.town FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_sale y (town, product)', ARRAY[array_agg(r.town)::text[], array_agg(r.product)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.town, r.product, tviews.lock_id(1, hash_record(ROW (r.town))) AS lock_1 FROM changed_1 AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_sale y (town)', array_agg(DISTINCT r.town)::text[],
        NULL::bigint[]
      FROM changed_2 AS r WHERE r.town IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_sale y (town, product)', ARRAY[array_agg(r.town)::text[], array_agg(r.product)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.town, r.product, tviews.lock_id(1, hash_record(ROW (r.town))) AS lock_1 FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_sale y (town)', array_agg(DISTINCT r.town)::text[],
        NULL::bigint[]
      FROM changed_rows AS r WHERE r.town IS NOT NULL
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

-- The triggers of public.tb_shop.
CREATE FUNCTION tviews.watch_tb_shop() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_shop puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_shop() RETURNS trigger
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
      -- What tv_shop reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_shop, r.town FROM old_rows AS r),
      after_1 AS (SELECT r.pk_shop, r.town FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_town reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.town FROM old_rows AS r),
      after_2 AS (SELECT r.town FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_shop s (pk_shop, town)', ARRAY[array_agg(r.pk_shop)::text[], array_agg(r.town)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_shop, r.town, tviews.lock_id(2, hash_record(ROW (r.town))) AS lock_1 FROM changed_1 AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_shop s (town)', array_agg(DISTINCT r.town)::text[],
        NULL::bigint[]
      FROM changed_2 AS r WHERE r.town IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_shop s (pk_shop, town)', ARRAY[array_agg(r.pk_shop)::text[], array_agg(r.town)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_shop, r.town, tviews.lock_id(2, hash_record(ROW (r.town))) AS lock_1 FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_shop s (town)', array_agg(DISTINCT r.town)::text[],
        NULL::bigint[]
      FROM changed_rows AS r WHERE r.town IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_shop', 'enqueue_tb_shop', 'tviews_tb_shop', true);
RETURN false;
END
$activate$;
