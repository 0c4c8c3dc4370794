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
    (1, 'shop_a.tv_item', 'shop_a.v_item', false, ARRAY['pk_item'], 'r.pk_item = k.pk_item',
      'jsonb_build_object(''pk_item'', CAST($1[1][n] AS integer))', 'tviews.refresh_shop_a_tv_item(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['shop_a.tb_item']::text[], 'activate_shop_a_tv_item', 'equip_shop_a_tv_item', ARRAY['drain_shop_a_tv_item', 'refresh_shop_a_tv_item', 'rebuild_shop_a_tv_item'], 'drain_shop_a_tv_item',
      false, false, 1000),
    (2, 'public.tv_item', 'public.v_item', false, ARRAY['pk_item'], 'r.pk_item = k.pk_item',
      'jsonb_build_object(''pk_item'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_item(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['shop_a.tb_item', 'shop_a.tv_item', 'shop_b.tb_item']::text[], 'activate_tv_item', 'equip_tv_item', ARRAY['drain_tv_item', 'refresh_tv_item', 'rebuild_tv_item'], 'drain_tv_item',
      false, false, 1000),
    (3, 'shop_b.tv_item', 'shop_b.v_item', false, ARRAY['pk_item'], 'r.pk_item = k.pk_item',
      'jsonb_build_object(''pk_item'', CAST($1[1][n] AS integer))', 'tviews.refresh_shop_b_tv_item(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['shop_b.tb_item']::text[], 'activate_shop_b_tv_item', 'equip_shop_b_tv_item', ARRAY['drain_shop_b_tv_item', 'refresh_shop_b_tv_item', 'rebuild_shop_b_tv_item'], 'drain_shop_b_tv_item',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('shop_a.tb_item', ARRAY['name', 'pk_item', 'stock']::text[], ARRAY['text', 'integer', 'integer']::text[], 'tviews_shop_a_tb_item', 'enqueue_shop_a_tb_item', NULL, true, 'watch_shop_a_tb_item'),
    ('shop_a.tv_item', ARRAY['available', 'pk_item']::text[], ARRAY['boolean', 'integer']::text[], 'tviews_shop_a_tv_item', 'enqueue_shop_a_tv_item', NULL, true, 'watch_shop_a_tv_item'),
    ('shop_b.tb_item', ARRAY['name', 'pk_item', 'price']::text[], ARRAY['text', 'integer', 'integer']::text[], 'tviews_shop_b_tb_item', 'enqueue_shop_b_tb_item', NULL, true, 'watch_shop_b_tb_item')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('shop_a.tv_item', 'shop_a.tb_item', ARRAY['tb_item']::text[], ARRAY['pk_item', 'name', 'stock']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_item = tb_item.pk_item'),
    ('public.tv_item', 'shop_a.tb_item', ARRAY['a']::text[], ARRAY['pk_item', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_item = a.pk_item'),
    ('public.tv_item', 'shop_a.tv_item', ARRAY['x']::text[], ARRAY['pk_item', 'available']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_item = x.pk_item'),
    ('public.tv_item', 'shop_b.tb_item', ARRAY['b']::text[], ARRAY['pk_item', 'price']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_item = b.pk_item'),
    ('shop_b.tv_item', 'shop_b.tb_item', ARRAY['tb_item']::text[], ARRAY['pk_item', 'name', 'price']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_item = tb_item.pk_item')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'shop_a.tv_item', 'shop_a.tb_item', 'btree', ARRAY['pk_item'], false, 'CREATE INDEX tb_item_pk_item_idx ON shop_a.tb_item (pk_item);'),
    (2, 'public.tv_item', 'shop_a.tb_item', 'btree', ARRAY['pk_item'], false, 'CREATE INDEX tb_item_pk_item_idx ON shop_a.tb_item (pk_item);'),
    (3, 'public.tv_item', 'shop_b.tb_item', 'btree', ARRAY['pk_item'], false, 'CREATE INDEX tb_item_pk_item_idx ON shop_b.tb_item (pk_item);'),
    (4, 'shop_b.tv_item', 'shop_b.tb_item', 'btree', ARRAY['pk_item'], false, 'CREATE INDEX tb_item_pk_item_idx ON shop_b.tb_item (pk_item);')
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
    ('shop_a.tb_item', 'not-null', ARRAY['pk_item']),
    ('shop_a.tb_item', 'unique', ARRAY['pk_item']),
    ('shop_b.tb_item', 'not-null', ARRAY['pk_item']),
    ('shop_b.tb_item', 'unique', ARRAY['pk_item'])
$function$;

-- shop_a.tv_item, key (pk_item).
CREATE FUNCTION tviews.activate_shop_a_tv_item() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_shop_a_tv_item', 'shop_a.v_item', 'pk_item, name, available', $definition$
SELECT *
FROM (
SELECT pk_item, name, stock > 0 AS available FROM shop_a.tb_item
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('shop_a.tv_item') IS NULL THEN
  CREATE TABLE shop_a.tv_item (LIKE shop_a.v_item) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_shop_a_tv_item') THEN
    INSERT INTO shop_a.tv_item SELECT * FROM shop_a.v_item;
  END IF;
  PERFORM tviews.put_key('activate_shop_a_tv_item', 'shop_a.tv_item', 'PRIMARY KEY (pk_item)');
  ANALYZE shop_a.tv_item;
  v_changed := false;
ELSIF tviews.put_columns('activate_shop_a_tv_item', 'shop_a.tv_item', 'shop_a.v_item', 'PRIMARY KEY (pk_item)') THEN
  IF tviews.fill_now('activate_shop_a_tv_item') THEN
    INSERT INTO shop_a.tv_item SELECT * FROM shop_a.v_item;
  END IF;
  PERFORM tviews.put_key('activate_shop_a_tv_item', 'shop_a.tv_item', 'PRIMARY KEY (pk_item)');
END IF;

-- Makes the rows of shop_a.tv_item with these keys equal to those of shop_a.v_item, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_shop_a_tv_item(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_item, v.name, v.available
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_item)
      CROSS JOIN LATERAL (
        SELECT * FROM shop_a.v_item AS v
        WHERE v.pk_item = k.pk_item
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO shop_a.tv_item AS t (pk_item, name, available)
      SELECT * FROM fresh
      ON CONFLICT (pk_item)
      DO UPDATE SET name = excluded.name, available = excluded.available
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_item)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_item FROM fresh) AS gone (pk_item);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_item, v.name, v.available
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_item)
      JOIN shop_a.v_item AS v ON v.pk_item = k.pk_item
    ), written AS (
      INSERT INTO shop_a.tv_item AS t (pk_item, name, available)
      SELECT * FROM fresh
      ON CONFLICT (pk_item)
      DO UPDATE SET name = excluded.name, available = excluded.available
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_item)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_item FROM fresh) AS gone (pk_item);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM shop_a.tv_item AS t
    USING unnest(v_gone) AS k (pk_item)
    WHERE t.pk_item = k.pk_item;
  END IF;
END
$function$;

-- Makes all rows of shop_a.tv_item equal to those of shop_a.v_item, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_shop_a_tv_item() RETURNS void
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
  DELETE FROM shop_a.tv_item AS t
  USING (
    SELECT t.pk_item FROM shop_a.tv_item AS t
    EXCEPT
    SELECT v.pk_item FROM shop_a.v_item AS v
  ) AS k (pk_item)
  WHERE t.pk_item = k.pk_item;

  INSERT INTO shop_a.tv_item AS t (pk_item, name, available)
  SELECT v.pk_item, v.name, v.available
  FROM shop_a.v_item AS v
  ON CONFLICT (pk_item)
  DO UPDATE SET name = excluded.name, available = excluded.available
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for shop_a.tv_item out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_shop_a_tv_item(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_tb_item_pk_item integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'shop_a_tb_item (pk_item)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_tb_item_pk_item, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    LOCK TABLE shop_a.tv_item IN SHARE ROW EXCLUSIVE MODE;
    PERFORM tviews.mark_rebuilt(1);
    PERFORM tviews.complete('activate_shop_a_tv_item');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (0, tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_shop_a_tv_item();
    RETURN (0, NULL::jsonb, NULL::bigint);
  END IF;

  -- Keys that no changed row has led to come without the lock on one.
  IF v_keys IS NOT NULL THEN
    LOCK TABLE shop_a.tv_item IN SHARE ROW EXCLUSIVE MODE;
    PERFORM tviews.mark_rebuilt(1);
  END IF;

  -- tb_item: pk_item = tb_item.pk_item
  IF v_tb_item_pk_item IS NOT NULL THEN
    v_keys := v_keys || v_tb_item_pk_item;
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
    PERFORM FROM shop_a.tv_item AS t JOIN unnest(v_keys) AS k (pk_item) ON t.pk_item = k.pk_item FOR UPDATE OF t;
  END IF;
  IF cardinality(v_keys) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(1, ARRAY[v_keys::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (0, tviews.try_apart(1, ARRAY[v_keys::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_shop_a_tv_item(v_keys);
  END IF;
  RETURN (0, NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of shop_a.tv_item, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_shop_a_tv_item() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_item, key (pk_item).
CREATE FUNCTION tviews.activate_tv_item() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_item', 'public.v_item', 'pk_item, name, price, available', $definition$
SELECT *
FROM (
SELECT a.pk_item, a.name, b.price, x.available
FROM shop_a.tb_item a
LEFT JOIN shop_b.tb_item b ON b.pk_item = a.pk_item
LEFT JOIN shop_a.tv_item x ON x.pk_item = a.pk_item
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_item') IS NULL THEN
  CREATE TABLE public.tv_item (LIKE public.v_item) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_item') THEN
    INSERT INTO public.tv_item SELECT * FROM public.v_item;
  END IF;
  PERFORM tviews.put_key('activate_tv_item', 'public.tv_item', 'PRIMARY KEY (pk_item)');
  ANALYZE public.tv_item;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_item', 'public.tv_item', 'public.v_item', 'PRIMARY KEY (pk_item)') THEN
  IF tviews.fill_now('activate_tv_item') THEN
    INSERT INTO public.tv_item SELECT * FROM public.v_item;
  END IF;
  PERFORM tviews.put_key('activate_tv_item', 'public.tv_item', 'PRIMARY KEY (pk_item)');
END IF;

-- Makes the rows of public.tv_item with these keys equal to those of public.v_item, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_item(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_item, v.name, v.price, v.available
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_item)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_item AS v
        WHERE v.pk_item = k.pk_item
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_item AS t (pk_item, name, price, available)
      SELECT * FROM fresh
      ON CONFLICT (pk_item)
      DO UPDATE SET name = excluded.name, price = excluded.price, available = excluded.available
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_item)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_item FROM fresh) AS gone (pk_item);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_item, v.name, v.price, v.available
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_item)
      JOIN public.v_item AS v ON v.pk_item = k.pk_item
    ), written AS (
      INSERT INTO public.tv_item AS t (pk_item, name, price, available)
      SELECT * FROM fresh
      ON CONFLICT (pk_item)
      DO UPDATE SET name = excluded.name, price = excluded.price, available = excluded.available
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_item)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_item FROM fresh) AS gone (pk_item);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_item AS t
    USING unnest(v_gone) AS k (pk_item)
    WHERE t.pk_item = k.pk_item;
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
    SELECT t.pk_item FROM public.tv_item AS t
    EXCEPT
    SELECT v.pk_item FROM public.v_item AS v
  ) AS k (pk_item)
  WHERE t.pk_item = k.pk_item;

  INSERT INTO public.tv_item AS t (pk_item, name, price, available)
  SELECT v.pk_item, v.name, v.price, v.available
  FROM public.v_item AS v
  ON CONFLICT (pk_item)
  DO UPDATE SET name = excluded.name, price = excluded.price, available = excluded.available
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
  v_a_pk_item integer[];
  v_x_pk_item integer[];
  v_b_pk_item integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'shop_a_tb_item a (pk_item)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'shop_a_tv_item x (pk_item)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'shop_b_tb_item b (pk_item)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_a_pk_item, v_x_pk_item, v_b_pk_item, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_item');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_item();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_item a: pk_item = a.pk_item
  IF v_a_pk_item IS NOT NULL THEN
    v_keys := v_keys || v_a_pk_item;
  END IF;

  -- tv_item x: pk_item = x.pk_item
  IF v_x_pk_item IS NOT NULL THEN
    v_keys := v_keys || v_x_pk_item;
  END IF;

  -- tb_item b: pk_item = b.pk_item
  IF v_b_pk_item IS NOT NULL THEN
    v_keys := v_keys || v_b_pk_item;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.pk_item))) FROM unnest(v_keys) AS k (pk_item)
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

-- shop_b.tv_item, key (pk_item).
CREATE FUNCTION tviews.activate_shop_b_tv_item() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_shop_b_tv_item', 'shop_b.v_item', 'pk_item, name, price', $definition$
SELECT *
FROM (
SELECT pk_item, name, price FROM shop_b.tb_item
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('shop_b.tv_item') IS NULL THEN
  CREATE TABLE shop_b.tv_item (LIKE shop_b.v_item) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_shop_b_tv_item') THEN
    INSERT INTO shop_b.tv_item SELECT * FROM shop_b.v_item;
  END IF;
  PERFORM tviews.put_key('activate_shop_b_tv_item', 'shop_b.tv_item', 'PRIMARY KEY (pk_item)');
  ANALYZE shop_b.tv_item;
  v_changed := false;
ELSIF tviews.put_columns('activate_shop_b_tv_item', 'shop_b.tv_item', 'shop_b.v_item', 'PRIMARY KEY (pk_item)') THEN
  IF tviews.fill_now('activate_shop_b_tv_item') THEN
    INSERT INTO shop_b.tv_item SELECT * FROM shop_b.v_item;
  END IF;
  PERFORM tviews.put_key('activate_shop_b_tv_item', 'shop_b.tv_item', 'PRIMARY KEY (pk_item)');
END IF;

-- Makes the rows of shop_b.tv_item with these keys equal to those of shop_b.v_item, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_shop_b_tv_item(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_item, v.name, v.price
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_item)
      CROSS JOIN LATERAL (
        SELECT * FROM shop_b.v_item AS v
        WHERE v.pk_item = k.pk_item
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO shop_b.tv_item AS t (pk_item, name, price)
      SELECT * FROM fresh
      ON CONFLICT (pk_item)
      DO UPDATE SET name = excluded.name, price = excluded.price
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_item)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_item FROM fresh) AS gone (pk_item);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_item, v.name, v.price
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_item)
      JOIN shop_b.v_item AS v ON v.pk_item = k.pk_item
    ), written AS (
      INSERT INTO shop_b.tv_item AS t (pk_item, name, price)
      SELECT * FROM fresh
      ON CONFLICT (pk_item)
      DO UPDATE SET name = excluded.name, price = excluded.price
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_item)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_item FROM fresh) AS gone (pk_item);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM shop_b.tv_item AS t
    USING unnest(v_gone) AS k (pk_item)
    WHERE t.pk_item = k.pk_item;
  END IF;
END
$function$;

-- Makes all rows of shop_b.tv_item equal to those of shop_b.v_item, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_shop_b_tv_item() RETURNS void
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
  DELETE FROM shop_b.tv_item AS t
  USING (
    SELECT t.pk_item FROM shop_b.tv_item AS t
    EXCEPT
    SELECT v.pk_item FROM shop_b.v_item AS v
  ) AS k (pk_item)
  WHERE t.pk_item = k.pk_item;

  INSERT INTO shop_b.tv_item AS t (pk_item, name, price)
  SELECT v.pk_item, v.name, v.price
  FROM shop_b.v_item AS v
  ON CONFLICT (pk_item)
  DO UPDATE SET name = excluded.name, price = excluded.price
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for shop_b.tv_item out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_shop_b_tv_item(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_tb_item_pk_item integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(3)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'shop_b_tb_item (pk_item)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_tb_item_pk_item, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(3, NULL, p_most_keys);
    END IF;
    LOCK TABLE shop_b.tv_item IN SHARE ROW EXCLUSIVE MODE;
    PERFORM tviews.mark_rebuilt(3);
    PERFORM tviews.complete('activate_shop_b_tv_item');
    IF p_notes THEN
      PERFORM tviews.note_rows(3, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (0, tviews.try_all(3, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_shop_b_tv_item();
    RETURN (0, NULL::jsonb, NULL::bigint);
  END IF;

  -- Keys that no changed row has led to come without the lock on one.
  IF v_keys IS NOT NULL THEN
    LOCK TABLE shop_b.tv_item IN SHARE ROW EXCLUSIVE MODE;
    PERFORM tviews.mark_rebuilt(3);
  END IF;

  -- tb_item: pk_item = tb_item.pk_item
  IF v_tb_item_pk_item IS NOT NULL THEN
    v_keys := v_keys || v_tb_item_pk_item;
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
    PERFORM FROM shop_b.tv_item AS t JOIN unnest(v_keys) AS k (pk_item) ON t.pk_item = k.pk_item FOR UPDATE OF t;
  END IF;
  IF cardinality(v_keys) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(3, ARRAY[v_keys::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (0, tviews.try_apart(3, ARRAY[v_keys::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_shop_b_tv_item(v_keys);
  END IF;
  RETURN (0, NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of shop_b.tv_item, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_shop_b_tv_item() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of shop_a.tb_item.
CREATE FUNCTION tviews.watch_shop_a_tb_item() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on shop_a.tb_item puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_shop_a_tb_item() RETURNS trigger
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
      -- What tv_item reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_item, r.name, r.stock FROM old_rows AS r),
      after_1 AS (SELECT r.pk_item, r.name, r.stock FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_item reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_item, r.name FROM old_rows AS r),
      after_2 AS (SELECT r.pk_item, r.name FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'shop_a_tb_item (pk_item)', array_agg(DISTINCT r.pk_item)::text[]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'shop_a_tb_item a (pk_item)', array_agg(DISTINCT r.pk_item)::text[]
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'shop_a_tb_item (pk_item)', array_agg(r.pk_item)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'shop_a_tb_item a (pk_item)', array_agg(r.pk_item)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('shop_a.tb_item', 'enqueue_shop_a_tb_item', 'tviews_shop_a_tb_item', true);
RETURN false;
END
$activate$;

-- The triggers of shop_a.tv_item.
CREATE FUNCTION tviews.watch_shop_a_tv_item() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on shop_a.tv_item puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_shop_a_tv_item() RETURNS trigger
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
      -- What tv_item reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_item, ROW (r.available)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after AS (SELECT r.pk_item, ROW (r.available)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'shop_a_tv_item x (pk_item)', array_agg(DISTINCT r.pk_item)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'shop_a_tv_item x (pk_item)', array_agg(r.pk_item)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('shop_a.tv_item', 'enqueue_shop_a_tv_item', 'tviews_shop_a_tv_item', true);
RETURN false;
END
$activate$;

-- The triggers of shop_b.tb_item.
CREATE FUNCTION tviews.watch_shop_b_tb_item() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on shop_b.tb_item puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_shop_b_tb_item() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[2, 3]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_item reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_item, r.price FROM old_rows AS r),
      after_1 AS (SELECT r.pk_item, r.price FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_item reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_item, r.name, r.price FROM old_rows AS r),
      after_2 AS (SELECT r.pk_item, r.name, r.price FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'shop_b_tb_item b (pk_item)', array_agg(DISTINCT r.pk_item)::text[]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'shop_b_tb_item (pk_item)', array_agg(DISTINCT r.pk_item)::text[]
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'shop_b_tb_item b (pk_item)', array_agg(r.pk_item)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'shop_b_tb_item (pk_item)', array_agg(r.pk_item)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('shop_b.tb_item', 'enqueue_shop_b_tb_item', 'tviews_shop_b_tb_item', true);
RETURN false;
END
$activate$;
