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
      ARRAY['public.tb_item', 'public.tb_warehouse']::text[], 'activate_tv_item', 'equip_tv_item', ARRAY['drain_tv_item', 'refresh_tv_item', 'rebuild_tv_item'], 'drain_tv_item',
      false, false, 1000),
    (2, 'public.tv_stock', 'public.v_stock', false, ARRAY['pk_item'], 'r.pk_item = k.pk_item',
      'jsonb_build_object(''pk_item'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_stock(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_item', 'public.tb_warehouse']::text[], 'activate_tv_stock', 'equip_tv_stock', ARRAY['drain_tv_stock', 'refresh_tv_stock', 'rebuild_tv_stock'], 'drain_tv_stock',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_item', ARRAY['name', 'pk_item', 'warehouse']::text[], ARRAY['text', 'integer', 'bigint']::text[], 'tviews_tb_item', 'enqueue_tb_item', NULL, true, 'watch_tb_item'),
    ('public.tb_warehouse', ARRAY['name', 'pk_warehouse']::text[], ARRAY['text', 'integer']::text[], 'tviews_tb_warehouse', 'enqueue_tb_warehouse', NULL, true, 'watch_tb_warehouse')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_item', 'public.tb_item', ARRAY['i']::text[], ARRAY['pk_item', 'name', 'warehouse']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_item = i.pk_item'),
    ('public.tv_item', 'public.tb_warehouse', ARRAY['w']::text[], ARRAY['pk_warehouse', 'name']::text[], false,
      'mapped', 1, ARRAY['public.tb_item']::text[], 'i.warehouse = w.pk_warehouse, pk_item = i.pk_item'),
    ('public.tv_stock', 'public.tb_item', ARRAY['i']::text[], ARRAY['pk_item', 'warehouse']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_item = i.pk_item'),
    ('public.tv_stock', 'public.tb_warehouse', ARRAY['w']::text[], ARRAY['pk_warehouse', 'name']::text[], false,
      'mapped', 1, ARRAY['public.tb_item']::text[], 'i.warehouse = w.pk_warehouse, pk_item = i.pk_item')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_item', 'public.tb_item', 'btree', ARRAY['pk_item'], false, 'CREATE INDEX tb_item_pk_item_idx ON public.tb_item (pk_item);'),
    (2, 'public.tv_item', 'public.tb_warehouse', 'btree', ARRAY['pk_warehouse'], false, 'CREATE INDEX tb_warehouse_pk_warehouse_idx ON public.tb_warehouse (pk_warehouse);'),
    (3, 'public.tv_item', 'public.tb_item', 'btree', ARRAY['warehouse'], false, 'CREATE INDEX tb_item_warehouse_idx ON public.tb_item (warehouse);'),
    (4, 'public.tv_stock', 'public.tb_item', 'btree', ARRAY['pk_item'], false, 'CREATE INDEX tb_item_pk_item_idx ON public.tb_item (pk_item);'),
    (5, 'public.tv_stock', 'public.tb_warehouse', 'btree', ARRAY['pk_warehouse'], false, 'CREATE INDEX tb_warehouse_pk_warehouse_idx ON public.tb_warehouse (pk_warehouse);'),
    (6, 'public.tv_stock', 'public.tb_item', 'btree', ARRAY['warehouse'], false, 'CREATE INDEX tb_item_warehouse_idx ON public.tb_item (warehouse);')
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
    ('public.tb_item', 'not-null', ARRAY['pk_item']),
    ('public.tb_item', 'unique', ARRAY['pk_item']),
    ('public.tb_warehouse', 'not-null', ARRAY['pk_warehouse']),
    ('public.tb_warehouse', 'unique', ARRAY['pk_warehouse'])
$function$;

-- public.tv_item, key (pk_item).
CREATE FUNCTION tviews.activate_tv_item() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_item', 'public.v_item', 'pk_item, name, warehouse', $definition$
SELECT *
FROM (
SELECT i.pk_item, i.name, w.name AS warehouse
FROM tb_item i
JOIN tb_warehouse w ON w.pk_warehouse = i.warehouse
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
      SELECT v.pk_item, v.name, v.warehouse
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_item)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_item AS v
        WHERE v.pk_item = k.pk_item
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_item AS t (pk_item, name, warehouse)
      SELECT * FROM fresh
      ON CONFLICT (pk_item)
      DO UPDATE SET name = excluded.name, warehouse = excluded.warehouse
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_item)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_item FROM fresh) AS gone (pk_item);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_item, v.name, v.warehouse
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_item)
      JOIN public.v_item AS v ON v.pk_item = k.pk_item
    ), written AS (
      INSERT INTO public.tv_item AS t (pk_item, name, warehouse)
      SELECT * FROM fresh
      ON CONFLICT (pk_item)
      DO UPDATE SET name = excluded.name, warehouse = excluded.warehouse
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

  INSERT INTO public.tv_item AS t (pk_item, name, warehouse)
  SELECT v.pk_item, v.name, v.warehouse
  FROM public.v_item AS v
  ON CONFLICT (pk_item)
  DO UPDATE SET name = excluded.name, warehouse = excluded.warehouse
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
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_i_pk_item integer[];
  v_w_pk_warehouse integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_item i (pk_item)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_warehouse w (pk_warehouse)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_i_pk_item, v_w_pk_warehouse, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2)], p_most);
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

  -- Looked up below, and changed by this transaction: public.tb_item (warehouse)
  IF v_w_pk_warehouse IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.pk_warehouse)))
      FROM unnest(v_w_pk_warehouse) AS changed (pk_warehouse)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_item i: pk_item = i.pk_item
  IF v_i_pk_item IS NOT NULL THEN
    v_keys := v_keys || v_i_pk_item;
  END IF;

  -- tb_warehouse w: i.warehouse = w.pk_warehouse, pk_item = i.pk_item
  IF v_w_pk_warehouse IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT i.pk_item
      FROM public.tb_item AS i
      WHERE i.warehouse = ANY (v_w_pk_warehouse)
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
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

-- public.tv_stock, key (pk_item).
CREATE FUNCTION tviews.activate_tv_stock() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_stock', 'public.v_stock', 'pk_item, place', $definition$
SELECT *
FROM (
SELECT i.pk_item, COALESCE(w.name, 'nowhere') AS place
FROM tb_item i
LEFT JOIN tb_warehouse w ON w.pk_warehouse = i.warehouse
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_stock') IS NULL THEN
  CREATE TABLE public.tv_stock (LIKE public.v_stock) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_stock') THEN
    INSERT INTO public.tv_stock SELECT * FROM public.v_stock;
  END IF;
  PERFORM tviews.put_key('activate_tv_stock', 'public.tv_stock', 'PRIMARY KEY (pk_item)');
  ANALYZE public.tv_stock;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_stock', 'public.tv_stock', 'public.v_stock', 'PRIMARY KEY (pk_item)') THEN
  IF tviews.fill_now('activate_tv_stock') THEN
    INSERT INTO public.tv_stock SELECT * FROM public.v_stock;
  END IF;
  PERFORM tviews.put_key('activate_tv_stock', 'public.tv_stock', 'PRIMARY KEY (pk_item)');
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
      SELECT v.pk_item, v.place
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_item)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_stock AS v
        WHERE v.pk_item = k.pk_item
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_stock AS t (pk_item, place)
      SELECT * FROM fresh
      ON CONFLICT (pk_item)
      DO UPDATE SET place = excluded.place
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_item)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_item FROM fresh) AS gone (pk_item);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_item, v.place
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_item)
      JOIN public.v_stock AS v ON v.pk_item = k.pk_item
    ), written AS (
      INSERT INTO public.tv_stock AS t (pk_item, place)
      SELECT * FROM fresh
      ON CONFLICT (pk_item)
      DO UPDATE SET place = excluded.place
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_item)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_item FROM fresh) AS gone (pk_item);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_stock AS t
    USING unnest(v_gone) AS k (pk_item)
    WHERE t.pk_item = k.pk_item;
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
    SELECT t.pk_item FROM public.tv_stock AS t
    EXCEPT
    SELECT v.pk_item FROM public.v_stock AS v
  ) AS k (pk_item)
  WHERE t.pk_item = k.pk_item;

  INSERT INTO public.tv_stock AS t (pk_item, place)
  SELECT v.pk_item, v.place
  FROM public.v_stock AS v
  ON CONFLICT (pk_item)
  DO UPDATE SET place = excluded.place
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
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_i_pk_item integer[];
  v_w_pk_warehouse integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_item i (pk_item)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_warehouse w (pk_warehouse)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_i_pk_item, v_w_pk_warehouse, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(3), tviews.class_lock_id(4)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_stock');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_stock();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_item (warehouse)
  IF v_w_pk_warehouse IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(3, hash_record(ROW (changed.pk_warehouse)))
      FROM unnest(v_w_pk_warehouse) AS changed (pk_warehouse)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_item i: pk_item = i.pk_item
  IF v_i_pk_item IS NOT NULL THEN
    v_keys := v_keys || v_i_pk_item;
  END IF;

  -- tb_warehouse w: i.warehouse = w.pk_warehouse, pk_item = i.pk_item
  IF v_w_pk_warehouse IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT i.pk_item
      FROM public.tb_item AS i
      WHERE i.warehouse = ANY (v_w_pk_warehouse)
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(4, hash_record(ROW (k.pk_item))) FROM unnest(v_keys) AS k (pk_item)
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
    PERFORM tviews.refresh_tv_stock(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
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
    FROM unnest(ARRAY[1, 2]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_item reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_item, r.name, r.warehouse FROM old_rows AS r),
      after_1 AS (SELECT r.pk_item, r.name, r.warehouse FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_stock reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_item, r.warehouse FROM old_rows AS r),
      after_2 AS (SELECT r.pk_item, r.warehouse FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_item i (pk_item)', array_agg(DISTINCT r.pk_item)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.warehouse))))
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_item i (pk_item)', array_agg(DISTINCT r.pk_item)::text[],
        array_agg(DISTINCT tviews.lock_id(3, hash_record(ROW (r.warehouse))))
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_item i (pk_item)', array_agg(r.pk_item)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.warehouse))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_item i (pk_item)', array_agg(r.pk_item)::text[],
        array_agg(DISTINCT tviews.lock_id(3, hash_record(ROW (r.warehouse))))
      FROM changed_rows AS r
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

-- The triggers of public.tb_warehouse.
CREATE FUNCTION tviews.watch_tb_warehouse() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_warehouse puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_warehouse() RETURNS trigger
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
      -- What tv_item, tv_stock reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_warehouse, r.name FROM old_rows AS r),
      after AS (SELECT r.pk_warehouse, r.name FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_warehouse w (pk_warehouse)', array_agg(DISTINCT r.pk_warehouse)::text[]
      FROM changed AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_warehouse w (pk_warehouse)', array_agg(DISTINCT r.pk_warehouse)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_warehouse w (pk_warehouse)', array_agg(r.pk_warehouse)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_warehouse w (pk_warehouse)', array_agg(r.pk_warehouse)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_warehouse', 'enqueue_tb_warehouse', 'tviews_tb_warehouse', true);
RETURN false;
END
$activate$;
