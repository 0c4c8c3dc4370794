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
    (1, 'public.tv_offer', 'public.v_offer', false, ARRAY['pk_product'], 'r.pk_product = k.pk_product',
      'jsonb_build_object(''pk_product'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_offer(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_price_note', 'public.tb_product']::text[], 'activate_tv_offer', 'equip_tv_offer', ARRAY['drain_tv_offer', 'refresh_tv_offer', 'rebuild_tv_offer'], 'drain_tv_offer',
      false, false, 1000),
    (2, 'public.tv_product', 'public.v_product', false, ARRAY['pk_product'], 'r.pk_product = k.pk_product',
      'jsonb_build_object(''pk_product'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_product(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_product']::text[], 'activate_tv_product', 'equip_tv_product', ARRAY['drain_tv_product', 'refresh_tv_product', 'rebuild_tv_product'], 'drain_tv_product',
      false, false, 1000),
    (3, 'public.tv_stock', 'public.v_stock', false, ARRAY['pk_product'], 'r.pk_product = k.pk_product',
      'jsonb_build_object(''pk_product'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_stock(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_product']::text[], 'activate_tv_stock', 'equip_tv_stock', ARRAY['drain_tv_stock', 'refresh_tv_stock', 'rebuild_tv_stock'], 'drain_tv_stock',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_price_note', ARRAY['fk_product', 'note', 'pk_price_note']::text[], ARRAY['integer', 'text', 'integer']::text[], 'tviews_tb_price_note', 'enqueue_tb_price_note', NULL, true, 'watch_tb_price_note'),
    ('public.tb_product', ARRAY['id', 'identifier', 'name', 'pk_product', 'price', 'stock']::text[], ARRAY['uuid', 'text', 'text', 'integer', 'numeric', 'integer']::text[], 'tviews_tb_product', 'enqueue_tb_product', NULL, true, 'watch_tb_product')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_offer', 'public.tb_price_note', ARRAY['n']::text[], ARRAY['pk_price_note', 'fk_product', 'note']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_product = n.fk_product'),
    ('public.tv_offer', 'public.tb_product', ARRAY['p']::text[], ARRAY['pk_product', 'price']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_product = p.pk_product'),
    ('public.tv_product', 'public.tb_product', ARRAY['tb_product']::text[], ARRAY['pk_product', 'id', 'identifier', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_product = tb_product.pk_product'),
    ('public.tv_stock', 'public.tb_product', ARRAY['tb_product']::text[], ARRAY['pk_product', 'stock']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_product = tb_product.pk_product')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_offer', 'public.tb_price_note', 'btree', ARRAY['fk_product'], false, 'CREATE INDEX tb_price_note_fk_product_idx ON public.tb_price_note (fk_product);'),
    (2, 'public.tv_offer', 'public.tb_product', 'btree', ARRAY['pk_product'], false, 'CREATE INDEX tb_product_pk_product_idx ON public.tb_product (pk_product);'),
    (3, 'public.tv_product', 'public.tb_product', 'btree', ARRAY['pk_product'], false, 'CREATE INDEX tb_product_pk_product_idx ON public.tb_product (pk_product);'),
    (4, 'public.tv_stock', 'public.tb_product', 'btree', ARRAY['pk_product'], false, 'CREATE INDEX tb_product_pk_product_idx ON public.tb_product (pk_product);')
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
    ('public.tb_price_note', 'not-null', ARRAY['fk_product']),
    ('public.tb_product', 'not-null', ARRAY['pk_product']),
    ('public.tb_product', 'unique', ARRAY['pk_product'])
$function$;

-- public.tv_offer, key (pk_product).
CREATE FUNCTION tviews.activate_tv_offer() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_offer', 'public.v_offer', 'pk_product, price, notes', $definition$
SELECT *
FROM (
SELECT p.pk_product, p.price,
       (SELECT string_agg(n.note, ', ' ORDER BY n.pk_price_note) FROM tb_price_note n WHERE n.fk_product = p.pk_product) AS notes
FROM tb_product p
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_offer') IS NULL THEN
  CREATE TABLE public.tv_offer (LIKE public.v_offer) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_offer') THEN
    INSERT INTO public.tv_offer SELECT * FROM public.v_offer;
  END IF;
  PERFORM tviews.put_key('activate_tv_offer', 'public.tv_offer', 'PRIMARY KEY (pk_product)');
  ANALYZE public.tv_offer;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_offer', 'public.tv_offer', 'public.v_offer', 'PRIMARY KEY (pk_product)') THEN
  IF tviews.fill_now('activate_tv_offer') THEN
    INSERT INTO public.tv_offer SELECT * FROM public.v_offer;
  END IF;
  PERFORM tviews.put_key('activate_tv_offer', 'public.tv_offer', 'PRIMARY KEY (pk_product)');
END IF;

-- Makes the rows of public.tv_offer with these keys equal to those of public.v_offer, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_offer(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_product, v.price, v.notes
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_product)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_offer AS v
        WHERE v.pk_product = k.pk_product
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_offer AS t (pk_product, price, notes)
      SELECT * FROM fresh
      ON CONFLICT (pk_product)
      DO UPDATE SET price = excluded.price, notes = excluded.notes
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_product)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_product FROM fresh) AS gone (pk_product);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_product, v.price, v.notes
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_product)
      JOIN public.v_offer AS v ON v.pk_product = k.pk_product
    ), written AS (
      INSERT INTO public.tv_offer AS t (pk_product, price, notes)
      SELECT * FROM fresh
      ON CONFLICT (pk_product)
      DO UPDATE SET price = excluded.price, notes = excluded.notes
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_product)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_product FROM fresh) AS gone (pk_product);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_offer AS t
    USING unnest(v_gone) AS k (pk_product)
    WHERE t.pk_product = k.pk_product;
  END IF;
END
$function$;

-- Makes all rows of public.tv_offer equal to those of public.v_offer, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_offer() RETURNS void
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
  DELETE FROM public.tv_offer AS t
  USING (
    SELECT t.pk_product FROM public.tv_offer AS t
    EXCEPT
    SELECT v.pk_product FROM public.v_offer AS v
  ) AS k (pk_product)
  WHERE t.pk_product = k.pk_product;

  INSERT INTO public.tv_offer AS t (pk_product, price, notes)
  SELECT v.pk_product, v.price, v.notes
  FROM public.v_offer AS v
  ON CONFLICT (pk_product)
  DO UPDATE SET price = excluded.price, notes = excluded.notes
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_offer out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_offer(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_n_fk_product integer[];
  v_p_pk_product integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_price_note n (fk_product)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_product p (pk_product)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_n_fk_product, v_p_pk_product, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_offer');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_offer();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_price_note n: pk_product = n.fk_product
  IF v_n_fk_product IS NOT NULL THEN
    v_keys := v_keys || v_n_fk_product;
  END IF;

  -- tb_product p: pk_product = p.pk_product
  IF v_p_pk_product IS NOT NULL THEN
    v_keys := v_keys || v_p_pk_product;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.pk_product))) FROM unnest(v_keys) AS k (pk_product)
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
    PERFORM tviews.refresh_tv_offer(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_offer, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_offer() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_product, key (pk_product).
CREATE FUNCTION tviews.activate_tv_product() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_product', 'public.v_product', 'pk_product, id, identifier, data', $definition$
SELECT *
FROM (
SELECT pk_product, id, identifier, jsonb_build_object('name', name) AS data
FROM tb_product
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_product') IS NULL THEN
  CREATE TABLE public.tv_product (LIKE public.v_product) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_product') THEN
    INSERT INTO public.tv_product SELECT * FROM public.v_product;
  END IF;
  PERFORM tviews.put_key('activate_tv_product', 'public.tv_product', 'PRIMARY KEY (pk_product)');
  ANALYZE public.tv_product;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_product', 'public.tv_product', 'public.v_product', 'PRIMARY KEY (pk_product)') THEN
  IF tviews.fill_now('activate_tv_product') THEN
    INSERT INTO public.tv_product SELECT * FROM public.v_product;
  END IF;
  PERFORM tviews.put_key('activate_tv_product', 'public.tv_product', 'PRIMARY KEY (pk_product)');
END IF;

-- Makes the rows of public.tv_product with these keys equal to those of public.v_product, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_product(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_product, v.id, v.identifier, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_product)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_product AS v
        WHERE v.pk_product = k.pk_product
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_product AS t (pk_product, id, identifier, data)
      SELECT * FROM fresh
      ON CONFLICT (pk_product)
      DO UPDATE SET id = excluded.id, identifier = excluded.identifier, data = excluded.data
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_product)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_product FROM fresh) AS gone (pk_product);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_product, v.id, v.identifier, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_product)
      JOIN public.v_product AS v ON v.pk_product = k.pk_product
    ), written AS (
      INSERT INTO public.tv_product AS t (pk_product, id, identifier, data)
      SELECT * FROM fresh
      ON CONFLICT (pk_product)
      DO UPDATE SET id = excluded.id, identifier = excluded.identifier, data = excluded.data
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_product)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_product FROM fresh) AS gone (pk_product);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_product AS t
    USING unnest(v_gone) AS k (pk_product)
    WHERE t.pk_product = k.pk_product;
  END IF;
END
$function$;

-- Makes all rows of public.tv_product equal to those of public.v_product, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_product() RETURNS void
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
  DELETE FROM public.tv_product AS t
  USING (
    SELECT t.pk_product FROM public.tv_product AS t
    EXCEPT
    SELECT v.pk_product FROM public.v_product AS v
  ) AS k (pk_product)
  WHERE t.pk_product = k.pk_product;

  INSERT INTO public.tv_product AS t (pk_product, id, identifier, data)
  SELECT v.pk_product, v.id, v.identifier, v.data
  FROM public.v_product AS v
  ON CONFLICT (pk_product)
  DO UPDATE SET id = excluded.id, identifier = excluded.identifier, data = excluded.data
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_product out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_product(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_tb_product_pk_product integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_product (pk_product)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_tb_product_pk_product, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    LOCK TABLE public.tv_product IN SHARE ROW EXCLUSIVE MODE;
    PERFORM tviews.mark_rebuilt(2);
    PERFORM tviews.complete('activate_tv_product');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (0, tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_product();
    RETURN (0, NULL::jsonb, NULL::bigint);
  END IF;

  -- Keys that no changed row has led to come without the lock on one.
  IF v_keys IS NOT NULL THEN
    LOCK TABLE public.tv_product IN SHARE ROW EXCLUSIVE MODE;
    PERFORM tviews.mark_rebuilt(2);
  END IF;

  -- tb_product: pk_product = tb_product.pk_product
  IF v_tb_product_pk_product IS NOT NULL THEN
    v_keys := v_keys || v_tb_product_pk_product;
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
    PERFORM FROM public.tv_product AS t JOIN unnest(v_keys) AS k (pk_product) ON t.pk_product = k.pk_product FOR UPDATE OF t;
  END IF;
  IF cardinality(v_keys) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(2, ARRAY[v_keys::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (0, tviews.try_apart(2, ARRAY[v_keys::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_product(v_keys);
  END IF;
  RETURN (0, NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_product, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_product() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT ARRAY[
  -- documents are fetched by their public id
  ARRAY[$definition$CREATE INDEX ON public.tv_product USING btree (id)$definition$, NULL, 'id']
]
$activate$;

-- public.tv_stock, key (pk_product).
CREATE FUNCTION tviews.activate_tv_stock() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_stock', 'public.v_stock', 'pk_product, available', $definition$
SELECT *
FROM (
SELECT pk_product, stock > 0 AS available
FROM tb_product
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_stock') IS NULL THEN
  CREATE TABLE public.tv_stock (LIKE public.v_stock) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_stock') THEN
    INSERT INTO public.tv_stock SELECT * FROM public.v_stock;
  END IF;
  PERFORM tviews.put_key('activate_tv_stock', 'public.tv_stock', 'PRIMARY KEY (pk_product)');
  ANALYZE public.tv_stock;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_stock', 'public.tv_stock', 'public.v_stock', 'PRIMARY KEY (pk_product)') THEN
  IF tviews.fill_now('activate_tv_stock') THEN
    INSERT INTO public.tv_stock SELECT * FROM public.v_stock;
  END IF;
  PERFORM tviews.put_key('activate_tv_stock', 'public.tv_stock', 'PRIMARY KEY (pk_product)');
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
      SELECT v.pk_product, v.available
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_product)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_stock AS v
        WHERE v.pk_product = k.pk_product
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_stock AS t (pk_product, available)
      SELECT * FROM fresh
      ON CONFLICT (pk_product)
      DO UPDATE SET available = excluded.available
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_product)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_product FROM fresh) AS gone (pk_product);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_product, v.available
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_product)
      JOIN public.v_stock AS v ON v.pk_product = k.pk_product
    ), written AS (
      INSERT INTO public.tv_stock AS t (pk_product, available)
      SELECT * FROM fresh
      ON CONFLICT (pk_product)
      DO UPDATE SET available = excluded.available
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_product)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_product FROM fresh) AS gone (pk_product);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_stock AS t
    USING unnest(v_gone) AS k (pk_product)
    WHERE t.pk_product = k.pk_product;
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
    SELECT t.pk_product FROM public.tv_stock AS t
    EXCEPT
    SELECT v.pk_product FROM public.v_stock AS v
  ) AS k (pk_product)
  WHERE t.pk_product = k.pk_product;

  INSERT INTO public.tv_stock AS t (pk_product, available)
  SELECT v.pk_product, v.available
  FROM public.v_stock AS v
  ON CONFLICT (pk_product)
  DO UPDATE SET available = excluded.available
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
  v_tb_product_pk_product integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(3)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_product (pk_product)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_tb_product_pk_product, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(3, NULL, p_most_keys);
    END IF;
    LOCK TABLE public.tv_stock IN SHARE ROW EXCLUSIVE MODE;
    PERFORM tviews.mark_rebuilt(3);
    PERFORM tviews.complete('activate_tv_stock');
    IF p_notes THEN
      PERFORM tviews.note_rows(3, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (0, tviews.try_all(3, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_stock();
    RETURN (0, NULL::jsonb, NULL::bigint);
  END IF;

  -- Keys that no changed row has led to come without the lock on one.
  IF v_keys IS NOT NULL THEN
    LOCK TABLE public.tv_stock IN SHARE ROW EXCLUSIVE MODE;
    PERFORM tviews.mark_rebuilt(3);
  END IF;

  -- tb_product: pk_product = tb_product.pk_product
  IF v_tb_product_pk_product IS NOT NULL THEN
    v_keys := v_keys || v_tb_product_pk_product;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(3, v_count, p_most_keys);
    END IF;
  END IF;
  -- Each of these rows is of one row of one table, which who changes it has locked. Above READ COMMITTED the snapshot
  -- may show one beside its successor, where another transaction has deleted it: a serialization failure.
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    PERFORM tviews.refuse_rebuilt(3);
    PERFORM FROM public.tv_stock AS t JOIN unnest(v_keys) AS k (pk_product) ON t.pk_product = k.pk_product FOR UPDATE OF t;
  END IF;
  IF cardinality(v_keys) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(3, ARRAY[v_keys::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (0, tviews.try_apart(3, ARRAY[v_keys::text[]], p_sought), NULL::bigint);
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

-- The triggers of public.tb_price_note.
CREATE FUNCTION tviews.watch_tb_price_note() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_price_note puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_price_note() RETURNS trigger
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
      -- What tv_offer reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_price_note, r.fk_product, r.note FROM old_rows AS r),
      after AS (SELECT r.pk_price_note, r.fk_product, r.note FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_price_note n (fk_product)', array_agg(DISTINCT r.fk_product)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_price_note n (fk_product)', array_agg(DISTINCT r.fk_product)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_price_note', 'enqueue_tb_price_note', 'tviews_tb_price_note', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_product.
CREATE FUNCTION tviews.watch_tb_product() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_product puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_product() RETURNS trigger
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
    FROM unnest(ARRAY[1, 2, 3]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_offer reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_product, ROW (r.price)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after_1 AS (SELECT r.pk_product, ROW (r.price)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_product reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_product, r.id, r.identifier, r.name FROM old_rows AS r),
      after_2 AS (SELECT r.pk_product, r.id, r.identifier, r.name FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      ),
      -- What tv_stock reads of the rows before and after, and where that differs.
      before_3 AS (SELECT r.pk_product, r.stock FROM old_rows AS r),
      after_3 AS (SELECT r.pk_product, r.stock FROM new_rows AS r),
      changed_3 AS (
        (TABLE before_3 EXCEPT ALL TABLE after_3) UNION ALL (TABLE after_3 EXCEPT ALL TABLE before_3)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_product p (pk_product)', array_agg(DISTINCT r.pk_product)::text[]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_product (pk_product)', array_agg(DISTINCT r.pk_product)::text[]
      FROM changed_2 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_product (pk_product)', array_agg(DISTINCT r.pk_product)::text[]
      FROM changed_3 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_product p (pk_product)', array_agg(r.pk_product)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_product (pk_product)', array_agg(r.pk_product)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_product (pk_product)', array_agg(r.pk_product)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_product', 'enqueue_tb_product', 'tviews_tb_product', true);
RETURN false;
END
$activate$;
