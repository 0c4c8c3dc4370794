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
    (1, 'public.tv_product', 'public.v_product', false, ARRAY['pk_product'], 'r.pk_product = k.pk_product',
      'jsonb_build_object(''pk_product'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_product(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_component', 'public.tb_item']::text[], 'activate_tv_product', 'equip_tv_product', ARRAY['drain_tv_product', 'refresh_tv_product', 'rebuild_tv_product'], 'drain_tv_product',
      false, false, 10)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_component', ARRAY['fk_part', 'fk_whole', 'quantity']::text[], ARRAY['integer', 'integer', 'integer']::text[], 'tviews_tb_component', 'enqueue_tb_component', NULL, true, 'watch_tb_component'),
    ('public.tb_item', ARRAY['name', 'pk_item', 'price']::text[], ARRAY['text', 'integer', 'numeric']::text[], 'tviews_tb_item', 'enqueue_tb_item', NULL, true, 'watch_tb_item')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_product', 'public.tb_component', ARRAY['c']::text[], ARRAY['fk_whole', 'fk_part', 'quantity']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_product = c.fk_whole'),
    ('public.tv_product', 'public.tb_component', ARRAY['c']::text[], ARRAY['fk_whole', 'fk_part', 'quantity']::text[], false,
      'mapped', 2, ARRAY['public.tb_component', 'public.tb_component']::text[], 'above by fk_whole of tb_component from c.fk_whole, c.fk_part = above.fk_part, pk_product = c.fk_whole'),
    ('public.tv_product', 'public.tb_component', ARRAY['c']::text[], ARRAY['fk_whole', 'fk_part', 'quantity']::text[], false,
      'mapped', 3, ARRAY['public.tb_component', 'public.tb_component']::text[], 'above by fk_whole of tb_component from c.fk_whole, c.fk_part = above.fk_part, pk_product = c.fk_whole'),
    ('public.tv_product', 'public.tb_item', ARRAY['w']::text[], ARRAY['pk_item', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_product = w.pk_item'),
    ('public.tv_product', 'public.tb_item', ARRAY['p']::text[], ARRAY['pk_item', 'price']::text[], false,
      'mapped', 1, ARRAY['public.tb_component', 'public.tb_component', 'public.tb_component']::text[], 'c.fk_part = p.pk_item, above by fk_whole of tb_component from c.fk_whole, c_2.fk_part = above.fk_part, pk_product = c_2.fk_whole'),
    ('public.tv_product', 'public.tb_item', ARRAY['p']::text[], ARRAY['pk_item', 'price']::text[], false,
      'mapped', 2, ARRAY['public.tb_component']::text[], 'c.fk_part = p.pk_item, pk_product = c.fk_whole')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_product', 'public.tb_component', 'btree', ARRAY['fk_whole'], false, 'CREATE INDEX tb_component_fk_whole_idx ON public.tb_component (fk_whole);'),
    (2, 'public.tv_product', 'public.tb_component', 'btree', ARRAY['fk_part'], false, 'CREATE INDEX tb_component_fk_part_idx ON public.tb_component (fk_part);'),
    (3, 'public.tv_product', 'public.tb_item', 'btree', ARRAY['pk_item'], false, 'CREATE INDEX tb_item_pk_item_idx ON public.tb_item (pk_item);')
$function$;

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_component', 'not-null', ARRAY['fk_whole']),
    ('public.tb_component', 'not-null', ARRAY['fk_part']),
    ('public.tb_item', 'not-null', ARRAY['pk_item']),
    ('public.tb_item', 'unique', ARRAY['pk_item'])
$function$;

-- public.tv_product, key (pk_product).
CREATE FUNCTION tviews.activate_tv_product() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_product', 'public.v_product', 'pk_product, name, cost', $definition$
SELECT *
FROM (
WITH RECURSIVE need AS (
  SELECT c.fk_whole AS pk_product, c.fk_part, c.quantity::bigint AS quantity FROM tb_component c
  UNION ALL
  SELECT n.pk_product, c.fk_part, n.quantity * c.quantity FROM need n JOIN tb_component c ON c.fk_whole = n.fk_part
)
SELECT n.pk_product, w.name, sum(n.quantity * p.price) AS cost
FROM need n
JOIN tb_item w ON w.pk_item = n.pk_product
JOIN tb_item p ON p.pk_item = n.fk_part
GROUP BY n.pk_product, w.name
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
  IF cardinality(p_keys) <= 10 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_product, v.name, v.cost
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_product)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_product AS v
        WHERE v.pk_product = k.pk_product
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_product AS t (pk_product, name, cost)
      SELECT * FROM fresh
      ON CONFLICT (pk_product)
      DO UPDATE SET name = excluded.name, cost = excluded.cost
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_product)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_product FROM fresh) AS gone (pk_product);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_product, v.name, v.cost
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_product)
      JOIN public.v_product AS v ON v.pk_product = k.pk_product
    ), written AS (
      INSERT INTO public.tv_product AS t (pk_product, name, cost)
      SELECT * FROM fresh
      ON CONFLICT (pk_product)
      DO UPDATE SET name = excluded.name, cost = excluded.cost
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

  INSERT INTO public.tv_product AS t (pk_product, name, cost)
  SELECT v.pk_product, v.name, v.cost
  FROM public.v_product AS v
  ON CONFLICT (pk_product)
  DO UPDATE SET name = excluded.name, cost = excluded.cost
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
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_c_fk_whole integer[];
  v_w_pk_item integer[];
  v_p_pk_item integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_component c (fk_whole)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_item w (pk_item)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_item p (pk_item)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_c_fk_whole, v_w_pk_item, v_p_pk_item, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2), tviews.class_lock_id(3)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_product');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_product();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_component (fk_part)
  IF v_p_pk_item IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.pk_item)))
      FROM unnest(v_p_pk_item) AS changed (pk_item)
      UNION ALL
      SELECT tviews.lock_id(1, hash_record(ROW (changed.pk_item)))
      FROM unnest(v_p_pk_item) AS changed (pk_item)
    );
  END IF;
  v_held := v_held || tviews.hold(tviews.links_between(v_links, 1, 1), v_lookups, p_most - cardinality(v_held));

  -- Looked up below, and changed by this transaction: public.tb_component
  v_lookups := '{}';
  IF v_c_fk_whole IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(2, 1)
      FROM unnest(v_c_fk_whole) AS changed (fk_whole)
      UNION ALL
      SELECT tviews.lock_id(2, 1)
      FROM unnest(v_c_fk_whole) AS changed (fk_whole)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (fk_part) AS (
          SELECT changed.fk_whole
          UNION
          SELECT r.fk_whole FROM met JOIN public.tb_component AS r ON r.fk_part = met.fk_part
        )
        TABLE met
      ) AS above
      UNION ALL
      SELECT tviews.lock_id(2, 1)
      FROM unnest(v_c_fk_whole) AS changed (fk_whole)
      UNION ALL
      SELECT tviews.lock_id(2, 1)
      FROM unnest(v_c_fk_whole) AS changed (fk_whole)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (fk_part) AS (
          SELECT changed.fk_whole
          UNION
          SELECT r.fk_whole FROM met JOIN public.tb_component AS r ON r.fk_part = met.fk_part
        )
        TABLE met
      ) AS above
    );
  END IF;
  IF v_p_pk_item IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(2, 1)
      FROM public.tb_component AS c
      WHERE c.fk_part = ANY (v_p_pk_item)
      UNION ALL
      SELECT tviews.lock_id(2, 1)
      FROM public.tb_component AS c
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (fk_part) AS (
          SELECT c.fk_whole
          UNION
          SELECT r.fk_whole FROM met JOIN public.tb_component AS r ON r.fk_part = met.fk_part
        )
        TABLE met
      ) AS above
      WHERE c.fk_part = ANY (v_p_pk_item)
    );
  END IF;
  v_held := v_held || tviews.hold(tviews.links_between(v_links, 2, 2), v_lookups, p_most - cardinality(v_held));

  -- tb_component c:
  --   pk_product = c.fk_whole
  --   above by fk_whole of tb_component from c.fk_whole, c.fk_part = above.fk_part, pk_product = c.fk_whole
  --   above by fk_whole of tb_component from c.fk_whole, c.fk_part = above.fk_part, pk_product = c.fk_whole
  IF v_c_fk_whole IS NOT NULL THEN
    v_keys := v_keys || v_c_fk_whole;
    v_keys := v_keys || ARRAY (
      SELECT c.fk_whole
      FROM unnest(v_c_fk_whole) AS changed (fk_whole)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (fk_part) AS (
          SELECT changed.fk_whole
          UNION
          SELECT r.fk_whole FROM met JOIN public.tb_component AS r ON r.fk_part = met.fk_part
        )
        TABLE met
      ) AS above
      JOIN public.tb_component AS c ON c.fk_part = above.fk_part
    );
    v_keys := v_keys || ARRAY (
      SELECT c.fk_whole
      FROM unnest(v_c_fk_whole) AS changed (fk_whole)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (fk_part) AS (
          SELECT changed.fk_whole
          UNION
          SELECT r.fk_whole FROM met JOIN public.tb_component AS r ON r.fk_part = met.fk_part
        )
        TABLE met
      ) AS above
      JOIN public.tb_component AS c ON c.fk_part = above.fk_part
    );
  END IF;

  -- tb_item w: pk_product = w.pk_item
  IF v_w_pk_item IS NOT NULL THEN
    v_keys := v_keys || v_w_pk_item;
  END IF;

  -- tb_item p:
  --   c.fk_part = p.pk_item, above by fk_whole of tb_component from c.fk_whole, c_2.fk_part = above.fk_part, pk_product = c_2.fk_whole
  --   c.fk_part = p.pk_item, pk_product = c.fk_whole
  IF v_p_pk_item IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT c_2.fk_whole
      FROM public.tb_component AS c
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (fk_part) AS (
          SELECT c.fk_whole
          UNION
          SELECT r.fk_whole FROM met JOIN public.tb_component AS r ON r.fk_part = met.fk_part
        )
        TABLE met
      ) AS above
      JOIN public.tb_component AS c_2 ON c_2.fk_part = above.fk_part
      WHERE c.fk_part = ANY (v_p_pk_item)
    );
    v_keys := v_keys || ARRAY (
      SELECT c.fk_whole
      FROM public.tb_component AS c
      WHERE c.fk_part = ANY (v_p_pk_item)
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(3, hash_record(ROW (k.pk_product))) FROM unnest(v_keys) AS k (pk_product)
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
    PERFORM tviews.refresh_tv_product(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
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
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_component.
CREATE FUNCTION tviews.watch_tb_component() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_component puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_component() RETURNS trigger
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
      -- What tv_product reads of the rows before and after, and where that differs.
      before AS (SELECT r.fk_whole, r.fk_part, r.quantity FROM old_rows AS r),
      after AS (SELECT r.fk_whole, r.fk_part, r.quantity FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_component c (fk_whole)', array_agg(DISTINCT r.fk_whole)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_part))))
          || array_agg(DISTINCT tviews.lock_id(2, 1))
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_component c (fk_whole)', array_agg(DISTINCT r.fk_whole)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_part))))
          || array_agg(DISTINCT tviews.lock_id(2, 1))
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_component', 'enqueue_tb_component', 'tviews_tb_component', true);
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
      -- What tv_product reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_item, r.name FROM old_rows AS r),
      after_1 AS (SELECT r.pk_item, r.name FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_product reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_item, ROW (r.price)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after_2 AS (SELECT r.pk_item, ROW (r.price)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_item w (pk_item)', array_agg(DISTINCT r.pk_item)::text[]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 1, 'tb_item p (pk_item)', array_agg(DISTINCT r.pk_item)::text[]
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_item w (pk_item)', array_agg(r.pk_item)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 1, 'tb_item p (pk_item)', array_agg(r.pk_item)::text[]
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
