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
    (1, 'public.tv_item', 'public.v_item', false, ARRAY['pk_item'], 'r.pk_item = k.pk_item',
      'jsonb_build_object(''pk_item'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_item(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_item']::text[], 'activate_tv_item', 'equip_tv_item', ARRAY['drain_tv_item', 'refresh_tv_item', 'rebuild_tv_item'], 'drain_tv_item',
      false, false, 1000),
    (2, 'public.tv_price', 'public.v_price', false, ARRAY['fk_group'], '(r.fk_group = k.fk_group OR r.fk_group IS NULL AND k.fk_group IS NULL)',
      'jsonb_build_object(''fk_group'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_price(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tv_item']::text[], 'activate_tv_price', 'equip_tv_price', ARRAY['drain_tv_price', 'refresh_tv_price', 'rebuild_tv_price'], 'drain_tv_price',
      false, false, 1000),
    (3, 'public.tv_supply', 'public.v_supply', false, ARRAY['fk_group'], 'r.fk_group = k.fk_group',
      'jsonb_build_object(''fk_group'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_supply(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tv_item']::text[], 'activate_tv_supply', 'equip_tv_supply', ARRAY['drain_tv_supply', 'refresh_tv_supply', 'rebuild_tv_supply'], 'drain_tv_supply',
      false, false, 1000),
    (4, 'public.tv_group', 'public.v_group', false, ARRAY['pk_group'], 'r.pk_group = k.pk_group',
      'jsonb_build_object(''pk_group'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_group(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_group', 'public.tb_item', 'public.tv_price', 'public.tv_supply']::text[], 'activate_tv_group', 'equip_tv_group', ARRAY['drain_tv_group', 'refresh_tv_group', 'rebuild_tv_group'], 'drain_tv_group',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_group', ARRAY['pk_group', 'title']::text[], ARRAY['integer', 'text']::text[], 'tviews_tb_group', 'enqueue_tb_group', NULL, true, 'watch_tb_group'),
    ('public.tb_item', ARRAY['fk_group', 'name', 'pk_item', 'price', 'stock']::text[], ARRAY['integer', 'text', 'integer', 'integer', 'integer']::text[], 'tviews_tb_item', 'enqueue_tb_item', NULL, true, 'watch_tb_item'),
    ('public.tv_item', ARRAY['fk_group', 'in_stock', 'name', 'pk_item', 'price']::text[], ARRAY['integer', 'boolean', 'text', 'integer', 'integer']::text[], 'tviews_tv_item', 'enqueue_tv_item', NULL, true, 'watch_tv_item'),
    ('public.tv_price', ARRAY['cheapest', 'dearest', 'fk_group']::text[], ARRAY['integer', 'integer', 'integer']::text[], 'tviews_tv_price', 'enqueue_tv_price', NULL, true, 'watch_tv_price'),
    ('public.tv_supply', ARRAY['available', 'fk_group']::text[], ARRAY['text', 'integer']::text[], 'tviews_tv_supply', 'enqueue_tv_supply', NULL, true, 'watch_tv_supply')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_item', 'public.tb_item', ARRAY['tb_item']::text[], ARRAY['pk_item', 'fk_group', 'name', 'price', 'stock']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_item = tb_item.pk_item'),
    ('public.tv_price', 'public.tv_item', ARRAY['tv_item']::text[], ARRAY['fk_group', 'price']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'fk_group = tv_item.fk_group'),
    ('public.tv_supply', 'public.tv_item', ARRAY['i']::text[], ARRAY['pk_item', 'fk_group', 'name', 'in_stock']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'fk_group = i.fk_group'),
    ('public.tv_group', 'public.tb_group', ARRAY['g']::text[], ARRAY['pk_group', 'title']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_group = g.pk_group'),
    ('public.tv_group', 'public.tb_item', ARRAY['i']::text[], ARRAY['fk_group', 'stock']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_group = i.fk_group'),
    ('public.tv_group', 'public.tv_price', ARRAY['p']::text[], ARRAY['fk_group', 'cheapest', 'dearest']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_group = p.fk_group'),
    ('public.tv_group', 'public.tv_supply', ARRAY['s']::text[], ARRAY['fk_group', 'available']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_group = s.fk_group')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_item', 'public.tb_item', 'btree', ARRAY['pk_item'], false, 'CREATE INDEX tb_item_pk_item_idx ON public.tb_item (pk_item);'),
    (2, 'public.tv_group', 'public.tb_group', 'btree', ARRAY['pk_group'], false, 'CREATE INDEX tb_group_pk_group_idx ON public.tb_group (pk_group);'),
    (3, 'public.tv_group', 'public.tb_item', 'btree', ARRAY['fk_group'], false, 'CREATE INDEX tb_item_fk_group_idx ON public.tb_item (fk_group);')
$function$;

-- The highest number of a class of locks.
CREATE FUNCTION tviews.built_lock_classes() RETURNS integer
LANGUAGE sql IMMUTABLE
AS 'SELECT 4';

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_group', 'not-null', ARRAY['pk_group']),
    ('public.tb_group', 'unique', ARRAY['pk_group']),
    ('public.tb_item', 'not-null', ARRAY['pk_item']),
    ('public.tb_item', 'unique', ARRAY['pk_item'])
$function$;

-- public.tv_item, key (pk_item).
CREATE FUNCTION tviews.activate_tv_item() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_item', 'public.v_item', 'pk_item, fk_group, name, price, in_stock', $definition$
SELECT *
FROM (
SELECT pk_item, fk_group, name, price, stock > 0 AS in_stock
FROM tb_item
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
      SELECT v.pk_item, v.fk_group, v.name, v.price, v.in_stock
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_item)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_item AS v
        WHERE v.pk_item = k.pk_item
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_item AS t (pk_item, fk_group, name, price, in_stock)
      SELECT * FROM fresh
      ON CONFLICT (pk_item)
      DO UPDATE SET fk_group = excluded.fk_group, name = excluded.name, price = excluded.price, in_stock = excluded.in_stock
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_item)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_item FROM fresh) AS gone (pk_item);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_item, v.fk_group, v.name, v.price, v.in_stock
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_item)
      JOIN public.v_item AS v ON v.pk_item = k.pk_item
    ), written AS (
      INSERT INTO public.tv_item AS t (pk_item, fk_group, name, price, in_stock)
      SELECT * FROM fresh
      ON CONFLICT (pk_item)
      DO UPDATE SET fk_group = excluded.fk_group, name = excluded.name, price = excluded.price, in_stock = excluded.in_stock
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

  INSERT INTO public.tv_item AS t (pk_item, fk_group, name, price, in_stock)
  SELECT v.pk_item, v.fk_group, v.name, v.price, v.in_stock
  FROM public.v_item AS v
  ON CONFLICT (pk_item)
  DO UPDATE SET fk_group = excluded.fk_group, name = excluded.name, price = excluded.price, in_stock = excluded.in_stock
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
  v_tb_item_pk_item integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_item (pk_item)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_tb_item_pk_item, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    LOCK TABLE public.tv_item IN SHARE ROW EXCLUSIVE MODE;
    PERFORM tviews.mark_rebuilt(1);
    PERFORM tviews.complete('activate_tv_item');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (0, tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_item();
    RETURN (0, NULL::jsonb, NULL::bigint);
  END IF;

  -- Keys that no changed row has led to come without the lock on one.
  IF v_keys IS NOT NULL THEN
    LOCK TABLE public.tv_item IN SHARE ROW EXCLUSIVE MODE;
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
    PERFORM FROM public.tv_item AS t JOIN unnest(v_keys) AS k (pk_item) ON t.pk_item = k.pk_item FOR UPDATE OF t;
  END IF;
  IF cardinality(v_keys) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(1, ARRAY[v_keys::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (0, tviews.try_apart(1, ARRAY[v_keys::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_item(v_keys);
  END IF;
  RETURN (0, NULL::jsonb, v_count);
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
SELECT ARRAY[
  -- tv_price looks rows up by it
  ARRAY[$definition$CREATE INDEX ON public.tv_item USING btree (fk_group)$definition$, NULL, 'fk_group']
]
$activate$;

-- public.tv_price, key (fk_group).
CREATE FUNCTION tviews.activate_tv_price() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_price', 'public.v_price', 'fk_group, cheapest, dearest', $definition$
SELECT *
FROM (
SELECT fk_group, min(price) AS cheapest, max(price) AS dearest
FROM tv_item
GROUP BY fk_group
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_price') IS NULL THEN
  CREATE TABLE public.tv_price (LIKE public.v_price) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_price') THEN
    INSERT INTO public.tv_price SELECT * FROM public.v_price;
  END IF;
  PERFORM tviews.put_key('activate_tv_price', 'public.tv_price', 'UNIQUE NULLS NOT DISTINCT (fk_group)');
  ANALYZE public.tv_price;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_price', 'public.tv_price', 'public.v_price', 'UNIQUE NULLS NOT DISTINCT (fk_group)') THEN
  IF tviews.fill_now('activate_tv_price') THEN
    INSERT INTO public.tv_price SELECT * FROM public.v_price;
  END IF;
  PERFORM tviews.put_key('activate_tv_price', 'public.tv_price', 'UNIQUE NULLS NOT DISTINCT (fk_group)');
END IF;

-- Makes the rows of public.tv_price with these keys equal to those of public.v_price, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_price(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.fk_group, v.cheapest, v.dearest
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (fk_group)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_price AS v
        WHERE (v.fk_group = k.fk_group OR v.fk_group IS NULL AND k.fk_group IS NULL)
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_price AS t (fk_group, cheapest, dearest)
      SELECT * FROM fresh
      ON CONFLICT (fk_group)
      DO UPDATE SET cheapest = excluded.cheapest, dearest = excluded.dearest
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.fk_group)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.fk_group FROM fresh) AS gone (fk_group);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.fk_group, v.cheapest, v.dearest
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (fk_group)
      JOIN public.v_price AS v ON (v.fk_group = k.fk_group OR v.fk_group IS NULL AND k.fk_group IS NULL)
    ), written AS (
      INSERT INTO public.tv_price AS t (fk_group, cheapest, dearest)
      SELECT * FROM fresh
      ON CONFLICT (fk_group)
      DO UPDATE SET cheapest = excluded.cheapest, dearest = excluded.dearest
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.fk_group)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.fk_group FROM fresh) AS gone (fk_group);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_price AS t
    USING unnest(v_gone) AS k (fk_group)
    WHERE (t.fk_group = k.fk_group OR t.fk_group IS NULL AND k.fk_group IS NULL);
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
    SELECT t.fk_group FROM public.tv_price AS t
    EXCEPT
    SELECT v.fk_group FROM public.v_price AS v
  ) AS k (fk_group)
  WHERE (t.fk_group = k.fk_group OR t.fk_group IS NULL AND k.fk_group IS NULL);

  INSERT INTO public.tv_price AS t (fk_group, cheapest, dearest)
  SELECT v.fk_group, v.cheapest, v.dearest
  FROM public.v_price AS v
  ON CONFLICT (fk_group)
  DO UPDATE SET cheapest = excluded.cheapest, dearest = excluded.dearest
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
  v_tv_item_fk_group integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tv_item (fk_group)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_tv_item_fk_group, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_price');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_price();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tv_item: fk_group = tv_item.fk_group
  IF v_tv_item_fk_group IS NOT NULL THEN
    v_keys := v_keys || v_tv_item_fk_group;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.fk_group))) FROM unnest(v_keys) AS k (fk_group)
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

-- public.tv_supply, key (fk_group).
CREATE FUNCTION tviews.activate_tv_supply() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_supply', 'public.v_supply', 'fk_group, available', $definition$
SELECT *
FROM (
SELECT i.fk_group, string_agg(i.name, ',' ORDER BY i.name, i.pk_item) FILTER (WHERE i.in_stock) AS available
FROM tv_item i
WHERE i.fk_group IS NOT NULL
GROUP BY i.fk_group
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_supply') IS NULL THEN
  CREATE TABLE public.tv_supply (LIKE public.v_supply) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_supply') THEN
    INSERT INTO public.tv_supply SELECT * FROM public.v_supply;
  END IF;
  PERFORM tviews.put_key('activate_tv_supply', 'public.tv_supply', 'PRIMARY KEY (fk_group)');
  ANALYZE public.tv_supply;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_supply', 'public.tv_supply', 'public.v_supply', 'PRIMARY KEY (fk_group)') THEN
  IF tviews.fill_now('activate_tv_supply') THEN
    INSERT INTO public.tv_supply SELECT * FROM public.v_supply;
  END IF;
  PERFORM tviews.put_key('activate_tv_supply', 'public.tv_supply', 'PRIMARY KEY (fk_group)');
END IF;

-- Makes the rows of public.tv_supply with these keys equal to those of public.v_supply, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_supply(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.fk_group, v.available
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (fk_group)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_supply AS v
        WHERE v.fk_group = k.fk_group
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_supply AS t (fk_group, available)
      SELECT * FROM fresh
      ON CONFLICT (fk_group)
      DO UPDATE SET available = excluded.available
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.fk_group)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.fk_group FROM fresh) AS gone (fk_group);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.fk_group, v.available
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (fk_group)
      JOIN public.v_supply AS v ON v.fk_group = k.fk_group
    ), written AS (
      INSERT INTO public.tv_supply AS t (fk_group, available)
      SELECT * FROM fresh
      ON CONFLICT (fk_group)
      DO UPDATE SET available = excluded.available
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.fk_group)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.fk_group FROM fresh) AS gone (fk_group);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_supply AS t
    USING unnest(v_gone) AS k (fk_group)
    WHERE t.fk_group = k.fk_group;
  END IF;
END
$function$;

-- Makes all rows of public.tv_supply equal to those of public.v_supply, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_supply() RETURNS void
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
  DELETE FROM public.tv_supply AS t
  USING (
    SELECT t.fk_group FROM public.tv_supply AS t
    EXCEPT
    SELECT v.fk_group FROM public.v_supply AS v
  ) AS k (fk_group)
  WHERE t.fk_group = k.fk_group;

  INSERT INTO public.tv_supply AS t (fk_group, available)
  SELECT v.fk_group, v.available
  FROM public.v_supply AS v
  ON CONFLICT (fk_group)
  DO UPDATE SET available = excluded.available
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_supply out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_supply(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_i_fk_group integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(3)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tv_item i (fk_group)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_i_fk_group, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(3, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(3)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_supply');
    IF p_notes THEN
      PERFORM tviews.note_rows(3, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(3, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_supply();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tv_item i: fk_group = i.fk_group
  IF v_i_fk_group IS NOT NULL THEN
    v_keys := v_keys || v_i_fk_group;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(3, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(3, hash_record(ROW (k.fk_group))) FROM unnest(v_keys) AS k (fk_group)
  ), p_most - cardinality(v_held));
  IF pg_sequence_last_value('tviews.traced_since') IS NOT NULL THEN
    PERFORM tviews.leave_trace(v_held);
  END IF;
  IF cardinality(v_keys) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(3, ARRAY[v_keys::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_apart(3, ARRAY[v_keys::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_supply(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_supply, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_supply() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_group, key (pk_group).
CREATE FUNCTION tviews.activate_tv_group() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_group', 'public.v_group', 'pk_group, title, cheapest, dearest, available, pieces', $definition$
SELECT *
FROM (
SELECT g.pk_group, g.title, p.cheapest, p.dearest, s.available,
       (SELECT sum(i.stock) FROM tb_item i WHERE i.fk_group = g.pk_group) AS pieces
FROM tb_group g
LEFT JOIN tv_price p ON p.fk_group = g.pk_group
LEFT JOIN tv_supply s ON s.fk_group = g.pk_group
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_group') IS NULL THEN
  CREATE TABLE public.tv_group (LIKE public.v_group) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_group') THEN
    INSERT INTO public.tv_group SELECT * FROM public.v_group;
  END IF;
  PERFORM tviews.put_key('activate_tv_group', 'public.tv_group', 'PRIMARY KEY (pk_group)');
  ANALYZE public.tv_group;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_group', 'public.tv_group', 'public.v_group', 'PRIMARY KEY (pk_group)') THEN
  IF tviews.fill_now('activate_tv_group') THEN
    INSERT INTO public.tv_group SELECT * FROM public.v_group;
  END IF;
  PERFORM tviews.put_key('activate_tv_group', 'public.tv_group', 'PRIMARY KEY (pk_group)');
END IF;

-- Makes the rows of public.tv_group with these keys equal to those of public.v_group, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_group(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_group, v.title, v.cheapest, v.dearest, v.available, v.pieces
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_group)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_group AS v
        WHERE v.pk_group = k.pk_group
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_group AS t (pk_group, title, cheapest, dearest, available, pieces)
      SELECT * FROM fresh
      ON CONFLICT (pk_group)
      DO UPDATE SET title = excluded.title, cheapest = excluded.cheapest, dearest = excluded.dearest, available = excluded.available, pieces = excluded.pieces
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_group)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_group FROM fresh) AS gone (pk_group);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_group, v.title, v.cheapest, v.dearest, v.available, v.pieces
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_group)
      JOIN public.v_group AS v ON v.pk_group = k.pk_group
    ), written AS (
      INSERT INTO public.tv_group AS t (pk_group, title, cheapest, dearest, available, pieces)
      SELECT * FROM fresh
      ON CONFLICT (pk_group)
      DO UPDATE SET title = excluded.title, cheapest = excluded.cheapest, dearest = excluded.dearest, available = excluded.available, pieces = excluded.pieces
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_group)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_group FROM fresh) AS gone (pk_group);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_group AS t
    USING unnest(v_gone) AS k (pk_group)
    WHERE t.pk_group = k.pk_group;
  END IF;
END
$function$;

-- Makes all rows of public.tv_group equal to those of public.v_group, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_group() RETURNS void
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
  DELETE FROM public.tv_group AS t
  USING (
    SELECT t.pk_group FROM public.tv_group AS t
    EXCEPT
    SELECT v.pk_group FROM public.v_group AS v
  ) AS k (pk_group)
  WHERE t.pk_group = k.pk_group;

  INSERT INTO public.tv_group AS t (pk_group, title, cheapest, dearest, available, pieces)
  SELECT v.pk_group, v.title, v.cheapest, v.dearest, v.available, v.pieces
  FROM public.v_group AS v
  ON CONFLICT (pk_group)
  DO UPDATE SET title = excluded.title, cheapest = excluded.cheapest, dearest = excluded.dearest, available = excluded.available, pieces = excluded.pieces
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_group out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_group(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_g_pk_group integer[];
  v_i_fk_group integer[];
  v_p_fk_group integer[];
  v_s_fk_group integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(4)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_group g (pk_group)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_item i (fk_group)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tv_price p (fk_group)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tv_supply s (fk_group)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_g_pk_group, v_i_fk_group, v_p_fk_group, v_s_fk_group, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(4, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(4)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_group');
    IF p_notes THEN
      PERFORM tviews.note_rows(4, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(4, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_group();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_group g: pk_group = g.pk_group
  IF v_g_pk_group IS NOT NULL THEN
    v_keys := v_keys || v_g_pk_group;
  END IF;

  -- tb_item i: pk_group = i.fk_group
  IF v_i_fk_group IS NOT NULL THEN
    v_keys := v_keys || v_i_fk_group;
  END IF;

  -- tv_price p: pk_group = p.fk_group
  IF v_p_fk_group IS NOT NULL THEN
    v_keys := v_keys || v_p_fk_group;
  END IF;

  -- tv_supply s: pk_group = s.fk_group
  IF v_s_fk_group IS NOT NULL THEN
    v_keys := v_keys || v_s_fk_group;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(4, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(4, hash_record(ROW (k.pk_group))) FROM unnest(v_keys) AS k (pk_group)
  ), p_most - cardinality(v_held));
  IF pg_sequence_last_value('tviews.traced_since') IS NOT NULL THEN
    PERFORM tviews.leave_trace(v_held);
  END IF;
  IF cardinality(v_keys) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(4, ARRAY[v_keys::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_apart(4, ARRAY[v_keys::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_group(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_group, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_group() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_group.
CREATE FUNCTION tviews.watch_tb_group() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_group puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_group() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[4]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_group reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_group, r.title FROM old_rows AS r),
      after AS (SELECT r.pk_group, r.title FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 4, 'tb_group g (pk_group)', array_agg(DISTINCT r.pk_group)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 4, 'tb_group g (pk_group)', array_agg(r.pk_group)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_group', 'enqueue_tb_group', 'tviews_tb_group', true);
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
    FROM unnest(ARRAY[1, 4]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_item reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_item, r.fk_group, r.name, r.price, r.stock FROM old_rows AS r),
      after_1 AS (SELECT r.pk_item, r.fk_group, r.name, r.price, r.stock FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_group reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.fk_group, r.stock FROM old_rows AS r),
      after_2 AS (SELECT r.fk_group, r.stock FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_item (pk_item)', array_agg(DISTINCT r.pk_item)::text[]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 4, 'tb_item i (fk_group)', array_agg(DISTINCT r.fk_group)::text[]
      FROM changed_2 AS r WHERE r.fk_group IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_item (pk_item)', array_agg(r.pk_item)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 4, 'tb_item i (fk_group)', array_agg(DISTINCT r.fk_group)::text[]
      FROM changed_rows AS r WHERE r.fk_group IS NOT NULL
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

-- The triggers of public.tv_item.
CREATE FUNCTION tviews.watch_tv_item() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tv_item puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tv_item() RETURNS trigger
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
    FROM unnest(ARRAY[2, 3]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_price reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.fk_group, r.price FROM old_rows AS r),
      after_1 AS (SELECT r.fk_group, r.price FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_supply reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_item, r.fk_group, r.name, ROW (r.in_stock)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after_2 AS (SELECT r.pk_item, r.fk_group, r.name, ROW (r.in_stock)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tv_item (fk_group)', array_agg(DISTINCT r.fk_group)::text[]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tv_item i (fk_group)', array_agg(DISTINCT r.fk_group)::text[]
      FROM changed_2 AS r WHERE r.fk_group IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tv_item (fk_group)', array_agg(DISTINCT r.fk_group)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tv_item i (fk_group)', array_agg(DISTINCT r.fk_group)::text[]
      FROM changed_rows AS r WHERE r.fk_group IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tv_item', 'enqueue_tv_item', 'tviews_tv_item', true);
RETURN false;
END
$activate$;

-- The triggers of public.tv_price.
CREATE FUNCTION tviews.watch_tv_price() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tv_price puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tv_price() RETURNS trigger
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
    FROM unnest(ARRAY[4]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_group reads of the rows before and after, and where that differs.
      before AS (SELECT r.fk_group, ROW (r.cheapest, r.dearest)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after AS (SELECT r.fk_group, ROW (r.cheapest, r.dearest)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 4, 'tv_price p (fk_group)', array_agg(DISTINCT r.fk_group)::text[]
      FROM changed AS r WHERE r.fk_group IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 4, 'tv_price p (fk_group)', array_agg(DISTINCT r.fk_group)::text[]
      FROM changed_rows AS r WHERE r.fk_group IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tv_price', 'enqueue_tv_price', 'tviews_tv_price', true);
RETURN false;
END
$activate$;

-- The triggers of public.tv_supply.
CREATE FUNCTION tviews.watch_tv_supply() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tv_supply puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tv_supply() RETURNS trigger
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
    FROM unnest(ARRAY[4]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_group reads of the rows before and after, and where that differs.
      before AS (SELECT r.fk_group, ROW (r.available)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after AS (SELECT r.fk_group, ROW (r.available)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 4, 'tv_supply s (fk_group)', array_agg(DISTINCT r.fk_group)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 4, 'tv_supply s (fk_group)', array_agg(r.fk_group)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tv_supply', 'enqueue_tv_supply', 'tviews_tv_supply', true);
RETURN false;
END
$activate$;
