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
    (1, 'public.tv_stock', 'public.v_stock', false, ARRAY['pk_stock'], 'r.pk_stock = k.pk_stock',
      'jsonb_build_object(''pk_stock'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_stock(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_stock', 'public.tb_supplier']::text[], 'activate_tv_stock', 'equip_tv_stock', ARRAY['drain_tv_stock', 'refresh_tv_stock', 'rebuild_tv_stock'], 'drain_tv_stock',
      false, false, 1000),
    (2, 'public.tv_supplier', 'public.v_supplier', false, ARRAY['pk_supplier'], 'r.pk_supplier = k.pk_supplier',
      'jsonb_build_object(''pk_supplier'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_supplier(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_stock', 'public.tb_supplier']::text[], 'activate_tv_supplier', 'equip_tv_supplier', ARRAY['drain_tv_supplier', 'refresh_tv_supplier', 'rebuild_tv_supplier'], 'drain_tv_supplier',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_stock', ARRAY['fk_supplier', 'name', 'pieces', 'pk_stock']::text[], ARRAY['integer', 'text', 'integer', 'integer']::text[], 'tviews_tb_stock', 'enqueue_tb_stock', NULL, true, 'watch_tb_stock'),
    ('public.tb_supplier', ARRAY['name', 'pk_supplier']::text[], ARRAY['text', 'integer']::text[], 'tviews_tb_supplier', 'enqueue_tb_supplier', NULL, true, 'watch_tb_supplier')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_stock', 'public.tb_stock', ARRAY['s']::text[], ARRAY['pk_stock', 'fk_supplier', 'name', 'pieces']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_stock = s.pk_stock'),
    ('public.tv_stock', 'public.tb_supplier', ARRAY['p']::text[], ARRAY['pk_supplier', 'name']::text[], false,
      'mapped', 1, ARRAY['public.tb_stock']::text[], 's.fk_supplier = p.pk_supplier, pk_stock = s.pk_stock'),
    ('public.tv_supplier', 'public.tb_stock', ARRAY['s']::text[], ARRAY['pk_stock', 'fk_supplier', 'pieces']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_supplier = s.fk_supplier'),
    ('public.tv_supplier', 'public.tb_supplier', ARRAY['p']::text[], ARRAY['pk_supplier', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_supplier = p.pk_supplier')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_stock', 'public.tb_stock', 'btree', ARRAY['pk_stock'], false, 'CREATE INDEX tb_stock_pk_stock_idx ON public.tb_stock (pk_stock);'),
    (2, 'public.tv_stock', 'public.tb_supplier', 'btree', ARRAY['pk_supplier'], false, 'CREATE INDEX tb_supplier_pk_supplier_idx ON public.tb_supplier (pk_supplier);'),
    (3, 'public.tv_stock', 'public.tb_stock', 'btree', ARRAY['fk_supplier'], false, 'CREATE INDEX tb_stock_fk_supplier_idx ON public.tb_stock (fk_supplier);'),
    (4, 'public.tv_supplier', 'public.tb_stock', 'btree', ARRAY['fk_supplier'], false, 'CREATE INDEX tb_stock_fk_supplier_idx ON public.tb_stock (fk_supplier);'),
    (5, 'public.tv_supplier', 'public.tb_supplier', 'btree', ARRAY['pk_supplier'], false, 'CREATE INDEX tb_supplier_pk_supplier_idx ON public.tb_supplier (pk_supplier);')
$function$;

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_stock', 'not-null', ARRAY['pk_stock']),
    ('public.tb_stock', 'unique', ARRAY['pk_stock']),
    ('public.tb_supplier', 'not-null', ARRAY['pk_supplier']),
    ('public.tb_supplier', 'unique', ARRAY['pk_supplier'])
$function$;

-- public.tv_stock, key (pk_stock).
CREATE FUNCTION tviews.activate_tv_stock() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_stock', 'public.v_stock', 'pk_stock, data', $definition$
SELECT *
FROM (
SELECT s.pk_stock, jsonb_build_object('name', s.name, 'pieces', s.pieces, 'supplier', p.name) AS data
FROM tb_stock s
LEFT JOIN tb_supplier p ON p.pk_supplier = s.fk_supplier
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_stock') IS NULL THEN
  CREATE TABLE public.tv_stock (LIKE public.v_stock) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_stock') THEN
    INSERT INTO public.tv_stock SELECT * FROM public.v_stock;
  END IF;
  PERFORM tviews.put_key('activate_tv_stock', 'public.tv_stock', 'PRIMARY KEY (pk_stock)');
  ANALYZE public.tv_stock;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_stock', 'public.tv_stock', 'public.v_stock', 'PRIMARY KEY (pk_stock)') THEN
  IF tviews.fill_now('activate_tv_stock') THEN
    INSERT INTO public.tv_stock SELECT * FROM public.v_stock;
  END IF;
  PERFORM tviews.put_key('activate_tv_stock', 'public.tv_stock', 'PRIMARY KEY (pk_stock)');
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
      SELECT v.pk_stock, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_stock)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_stock AS v
        WHERE v.pk_stock = k.pk_stock
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_stock AS t (pk_stock, data)
      SELECT * FROM fresh
      ON CONFLICT (pk_stock)
      DO UPDATE SET data = excluded.data
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_stock)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_stock FROM fresh) AS gone (pk_stock);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_stock, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_stock)
      JOIN public.v_stock AS v ON v.pk_stock = k.pk_stock
    ), written AS (
      INSERT INTO public.tv_stock AS t (pk_stock, data)
      SELECT * FROM fresh
      ON CONFLICT (pk_stock)
      DO UPDATE SET data = excluded.data
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_stock)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_stock FROM fresh) AS gone (pk_stock);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_stock AS t
    USING unnest(v_gone) AS k (pk_stock)
    WHERE t.pk_stock = k.pk_stock;
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
    SELECT t.pk_stock FROM public.tv_stock AS t
    EXCEPT
    SELECT v.pk_stock FROM public.v_stock AS v
  ) AS k (pk_stock)
  WHERE t.pk_stock = k.pk_stock;

  INSERT INTO public.tv_stock AS t (pk_stock, data)
  SELECT v.pk_stock, v.data
  FROM public.v_stock AS v
  ON CONFLICT (pk_stock)
  DO UPDATE SET data = excluded.data
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
  v_s_pk_stock integer[];
  v_p_pk_supplier integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_stock s (pk_stock)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_supplier p (pk_supplier)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_s_pk_stock, v_p_pk_supplier, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_stock');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_stock();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_stock (fk_supplier)
  IF v_p_pk_supplier IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.pk_supplier)))
      FROM unnest(v_p_pk_supplier) AS changed (pk_supplier)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_stock s: pk_stock = s.pk_stock
  IF v_s_pk_stock IS NOT NULL THEN
    v_keys := v_keys || v_s_pk_stock;
  END IF;

  -- tb_supplier p: s.fk_supplier = p.pk_supplier, pk_stock = s.pk_stock
  IF v_p_pk_supplier IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT s.pk_stock
      FROM public.tb_stock AS s
      WHERE s.fk_supplier = ANY (v_p_pk_supplier)
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.pk_stock))) FROM unnest(v_keys) AS k (pk_stock)
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

-- public.tv_supplier, key (pk_supplier).
CREATE FUNCTION tviews.activate_tv_supplier() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_supplier', 'public.v_supplier', 'pk_supplier, name, pieces, items', $definition$
SELECT *
FROM (
SELECT p.pk_supplier, p.name, sum(s.pieces) AS pieces, count(s.pk_stock) AS items
FROM tb_supplier p LEFT JOIN tb_stock s ON s.fk_supplier = p.pk_supplier
GROUP BY p.pk_supplier
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_supplier') IS NULL THEN
  CREATE TABLE public.tv_supplier (LIKE public.v_supplier) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_supplier') THEN
    INSERT INTO public.tv_supplier SELECT * FROM public.v_supplier;
  END IF;
  PERFORM tviews.put_key('activate_tv_supplier', 'public.tv_supplier', 'PRIMARY KEY (pk_supplier)');
  ANALYZE public.tv_supplier;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_supplier', 'public.tv_supplier', 'public.v_supplier', 'PRIMARY KEY (pk_supplier)') THEN
  IF tviews.fill_now('activate_tv_supplier') THEN
    INSERT INTO public.tv_supplier SELECT * FROM public.v_supplier;
  END IF;
  PERFORM tviews.put_key('activate_tv_supplier', 'public.tv_supplier', 'PRIMARY KEY (pk_supplier)');
END IF;

-- Makes the rows of public.tv_supplier with these keys equal to those of public.v_supplier, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_supplier(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_supplier, v.name, v.pieces, v.items
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_supplier)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_supplier AS v
        WHERE v.pk_supplier = k.pk_supplier
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_supplier AS t (pk_supplier, name, pieces, items)
      SELECT * FROM fresh
      ON CONFLICT (pk_supplier)
      DO UPDATE SET name = excluded.name, pieces = excluded.pieces, items = excluded.items
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_supplier)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_supplier FROM fresh) AS gone (pk_supplier);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_supplier, v.name, v.pieces, v.items
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_supplier)
      JOIN public.v_supplier AS v ON v.pk_supplier = k.pk_supplier
    ), written AS (
      INSERT INTO public.tv_supplier AS t (pk_supplier, name, pieces, items)
      SELECT * FROM fresh
      ON CONFLICT (pk_supplier)
      DO UPDATE SET name = excluded.name, pieces = excluded.pieces, items = excluded.items
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_supplier)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_supplier FROM fresh) AS gone (pk_supplier);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_supplier AS t
    USING unnest(v_gone) AS k (pk_supplier)
    WHERE t.pk_supplier = k.pk_supplier;
  END IF;
END
$function$;

-- Makes all rows of public.tv_supplier equal to those of public.v_supplier, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_supplier() RETURNS void
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
  DELETE FROM public.tv_supplier AS t
  USING (
    SELECT t.pk_supplier FROM public.tv_supplier AS t
    EXCEPT
    SELECT v.pk_supplier FROM public.v_supplier AS v
  ) AS k (pk_supplier)
  WHERE t.pk_supplier = k.pk_supplier;

  INSERT INTO public.tv_supplier AS t (pk_supplier, name, pieces, items)
  SELECT v.pk_supplier, v.name, v.pieces, v.items
  FROM public.v_supplier AS v
  ON CONFLICT (pk_supplier)
  DO UPDATE SET name = excluded.name, pieces = excluded.pieces, items = excluded.items
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_supplier out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_supplier(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_s_fk_supplier integer[];
  v_p_pk_supplier integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_stock s (fk_supplier)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_supplier p (pk_supplier)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_s_fk_supplier, v_p_pk_supplier, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(3)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_supplier');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_supplier();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_stock s: pk_supplier = s.fk_supplier
  IF v_s_fk_supplier IS NOT NULL THEN
    v_keys := v_keys || v_s_fk_supplier;
  END IF;

  -- tb_supplier p: pk_supplier = p.pk_supplier
  IF v_p_pk_supplier IS NOT NULL THEN
    v_keys := v_keys || v_p_pk_supplier;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(3, hash_record(ROW (k.pk_supplier))) FROM unnest(v_keys) AS k (pk_supplier)
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
    PERFORM tviews.refresh_tv_supplier(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_supplier, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_supplier() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_stock.
CREATE FUNCTION tviews.watch_tb_stock() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_stock puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_stock() RETURNS trigger
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
      -- What tv_stock reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_stock, r.fk_supplier, r.name, r.pieces FROM old_rows AS r),
      after_1 AS (SELECT r.pk_stock, r.fk_supplier, r.name, r.pieces FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_supplier reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_stock, r.fk_supplier, r.pieces FROM old_rows AS r),
      after_2 AS (SELECT r.pk_stock, r.fk_supplier, r.pieces FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_stock s (pk_stock)', array_agg(DISTINCT r.pk_stock)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_supplier))))
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_stock s (fk_supplier)', array_agg(DISTINCT r.fk_supplier)::text[],
        NULL::bigint[]
      FROM changed_2 AS r WHERE r.fk_supplier IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_stock s (pk_stock)', array_agg(r.pk_stock)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_supplier))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_stock s (fk_supplier)', array_agg(DISTINCT r.fk_supplier)::text[],
        NULL::bigint[]
      FROM changed_rows AS r WHERE r.fk_supplier IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_stock', 'enqueue_tb_stock', 'tviews_tb_stock', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_supplier.
CREATE FUNCTION tviews.watch_tb_supplier() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_supplier puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_supplier() RETURNS trigger
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
      -- What tv_stock, tv_supplier reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_supplier, r.name FROM old_rows AS r),
      after AS (SELECT r.pk_supplier, r.name FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_supplier p (pk_supplier)', array_agg(DISTINCT r.pk_supplier)::text[]
      FROM changed AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_supplier p (pk_supplier)', array_agg(DISTINCT r.pk_supplier)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_supplier p (pk_supplier)', array_agg(r.pk_supplier)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_supplier p (pk_supplier)', array_agg(r.pk_supplier)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_supplier', 'enqueue_tb_supplier', 'tviews_tb_supplier', true);
RETURN false;
END
$activate$;
