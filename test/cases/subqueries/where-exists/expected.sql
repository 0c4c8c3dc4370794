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
    (1, 'public.tv_idle_shop', 'public.v_idle_shop', false, ARRAY['pk_shop'], 'r.pk_shop = k.pk_shop',
      'jsonb_build_object(''pk_shop'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_idle_shop(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_offer', 'public.tb_shop']::text[], 'activate_tv_idle_shop', 'equip_tv_idle_shop', ARRAY['drain_tv_idle_shop', 'refresh_tv_idle_shop', 'rebuild_tv_idle_shop'], 'drain_tv_idle_shop',
      false, false, 1000),
    (2, 'public.tv_open_shop', 'public.v_open_shop', false, ARRAY['pk_shop'], 'r.pk_shop = k.pk_shop',
      'jsonb_build_object(''pk_shop'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_open_shop(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_closed_region', 'public.tb_offer', 'public.tb_shop']::text[], 'activate_tv_open_shop', 'equip_tv_open_shop', ARRAY['drain_tv_open_shop', 'refresh_tv_open_shop', 'rebuild_tv_open_shop'], 'drain_tv_open_shop',
      false, false, 1000),
    (3, 'public.tv_shop', 'public.v_shop', false, ARRAY['pk_shop'], 'r.pk_shop = k.pk_shop',
      'jsonb_build_object(''pk_shop'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_shop(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_complaint', 'public.tb_offer', 'public.tb_shop']::text[], 'activate_tv_shop', 'equip_tv_shop', ARRAY['drain_tv_shop', 'refresh_tv_shop', 'rebuild_tv_shop'], 'drain_tv_shop',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_closed_region', ARRAY['region']::text[], ARRAY['text']::text[], 'tviews_tb_closed_region', 'enqueue_tb_closed_region', NULL, true, 'watch_tb_closed_region'),
    ('public.tb_complaint', ARRAY['fk_offer', 'settled']::text[], ARRAY['integer', 'boolean']::text[], 'tviews_tb_complaint', 'enqueue_tb_complaint', NULL, true, 'watch_tb_complaint'),
    ('public.tb_offer', ARRAY['active', 'fk_shop', 'pk_offer']::text[], ARRAY['boolean', 'integer', 'integer']::text[], 'tviews_tb_offer', 'enqueue_tb_offer', NULL, true, 'watch_tb_offer'),
    ('public.tb_shop', ARRAY['id', 'name', 'pk_shop', 'region']::text[], ARRAY['uuid', 'text', 'integer', 'text']::text[], 'tviews_tb_shop', 'enqueue_tb_shop', NULL, true, 'watch_tb_shop')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_idle_shop', 'public.tb_offer', ARRAY['o']::text[], ARRAY['fk_shop', 'active']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_shop = o.fk_shop'),
    ('public.tv_idle_shop', 'public.tb_shop', ARRAY['s']::text[], ARRAY['pk_shop', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_shop = s.pk_shop'),
    ('public.tv_open_shop', 'public.tb_closed_region', ARRAY['r']::text[], ARRAY['region']::text[], false,
      'mapped', 1, ARRAY['public.tb_shop']::text[], 's.region = r.region, pk_shop = s.pk_shop'),
    ('public.tv_open_shop', 'public.tb_offer', ARRAY['o']::text[], ARRAY['fk_shop', 'active']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_shop = o.fk_shop'),
    ('public.tv_open_shop', 'public.tb_shop', ARRAY['s']::text[], ARRAY['pk_shop', 'name', 'region']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_shop = s.pk_shop'),
    ('public.tv_shop', 'public.tb_complaint', ARRAY['c']::text[], ARRAY['fk_offer', 'settled']::text[], false,
      'mapped', 1, ARRAY['public.tb_offer']::text[], 'o.pk_offer = c.fk_offer, pk_shop = o.fk_shop'),
    ('public.tv_shop', 'public.tb_offer', ARRAY['o']::text[], ARRAY['pk_offer', 'fk_shop', 'active']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_shop = o.fk_shop'),
    ('public.tv_shop', 'public.tb_shop', ARRAY['s']::text[], ARRAY['pk_shop', 'id', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_shop = s.pk_shop')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_idle_shop', 'public.tb_offer', 'btree', ARRAY['fk_shop'], false, 'CREATE INDEX tb_offer_fk_shop_idx ON public.tb_offer (fk_shop);'),
    (2, 'public.tv_idle_shop', 'public.tb_shop', 'btree', ARRAY['pk_shop'], false, 'CREATE INDEX tb_shop_pk_shop_idx ON public.tb_shop (pk_shop);'),
    (3, 'public.tv_open_shop', 'public.tb_closed_region', 'btree', ARRAY['region'], false, 'CREATE INDEX tb_closed_region_region_idx ON public.tb_closed_region (region);'),
    (4, 'public.tv_open_shop', 'public.tb_shop', 'btree', ARRAY['region'], false, 'CREATE INDEX tb_shop_region_idx ON public.tb_shop (region);'),
    (5, 'public.tv_open_shop', 'public.tb_offer', 'btree', ARRAY['fk_shop'], false, 'CREATE INDEX tb_offer_fk_shop_idx ON public.tb_offer (fk_shop);'),
    (6, 'public.tv_open_shop', 'public.tb_shop', 'btree', ARRAY['pk_shop'], false, 'CREATE INDEX tb_shop_pk_shop_idx ON public.tb_shop (pk_shop);'),
    (7, 'public.tv_shop', 'public.tb_complaint', 'btree', ARRAY['fk_offer'], false, 'CREATE INDEX tb_complaint_fk_offer_idx ON public.tb_complaint (fk_offer);'),
    (8, 'public.tv_shop', 'public.tb_offer', 'btree', ARRAY['pk_offer'], false, 'CREATE INDEX tb_offer_pk_offer_idx ON public.tb_offer (pk_offer);'),
    (9, 'public.tv_shop', 'public.tb_offer', 'btree', ARRAY['fk_shop'], false, 'CREATE INDEX tb_offer_fk_shop_idx ON public.tb_offer (fk_shop);'),
    (10, 'public.tv_shop', 'public.tb_shop', 'btree', ARRAY['pk_shop'], false, 'CREATE INDEX tb_shop_pk_shop_idx ON public.tb_shop (pk_shop);')
$function$;

-- The highest number of a class of locks.
CREATE FUNCTION tviews.built_lock_classes() RETURNS integer
LANGUAGE sql IMMUTABLE
AS 'SELECT 5';

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_closed_region', 'not-null', ARRAY['region']),
    ('public.tb_closed_region', 'unique', ARRAY['region']),
    ('public.tb_complaint', 'not-null', ARRAY['fk_offer']),
    ('public.tb_offer', 'not-null', ARRAY['pk_offer']),
    ('public.tb_offer', 'unique', ARRAY['pk_offer']),
    ('public.tb_shop', 'not-null', ARRAY['pk_shop']),
    ('public.tb_shop', 'unique', ARRAY['pk_shop'])
$function$;

-- public.tv_idle_shop, key (pk_shop).
CREATE FUNCTION tviews.activate_tv_idle_shop() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_idle_shop', 'public.v_idle_shop', 'pk_shop, name', $definition$
SELECT *
FROM (
SELECT s.pk_shop, s.name
FROM tb_shop s
WHERE s.pk_shop NOT IN (SELECT o.fk_shop FROM tb_offer o WHERE o.fk_shop = s.pk_shop AND o.active)
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_idle_shop') IS NULL THEN
  CREATE TABLE public.tv_idle_shop (LIKE public.v_idle_shop) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_idle_shop') THEN
    INSERT INTO public.tv_idle_shop SELECT * FROM public.v_idle_shop;
  END IF;
  PERFORM tviews.put_key('activate_tv_idle_shop', 'public.tv_idle_shop', 'PRIMARY KEY (pk_shop)');
  ANALYZE public.tv_idle_shop;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_idle_shop', 'public.tv_idle_shop', 'public.v_idle_shop', 'PRIMARY KEY (pk_shop)') THEN
  IF tviews.fill_now('activate_tv_idle_shop') THEN
    INSERT INTO public.tv_idle_shop SELECT * FROM public.v_idle_shop;
  END IF;
  PERFORM tviews.put_key('activate_tv_idle_shop', 'public.tv_idle_shop', 'PRIMARY KEY (pk_shop)');
END IF;

-- Makes the rows of public.tv_idle_shop with these keys equal to those of public.v_idle_shop, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_idle_shop(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_shop, v.name
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_shop)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_idle_shop AS v
        WHERE v.pk_shop = k.pk_shop
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_idle_shop AS t (pk_shop, name)
      SELECT * FROM fresh
      ON CONFLICT (pk_shop)
      DO UPDATE SET name = excluded.name
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_shop)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_shop FROM fresh) AS gone (pk_shop);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_shop, v.name
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_shop)
      JOIN public.v_idle_shop AS v ON v.pk_shop = k.pk_shop
    ), written AS (
      INSERT INTO public.tv_idle_shop AS t (pk_shop, name)
      SELECT * FROM fresh
      ON CONFLICT (pk_shop)
      DO UPDATE SET name = excluded.name
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_shop)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_shop FROM fresh) AS gone (pk_shop);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_idle_shop AS t
    USING unnest(v_gone) AS k (pk_shop)
    WHERE t.pk_shop = k.pk_shop;
  END IF;
END
$function$;

-- Makes all rows of public.tv_idle_shop equal to those of public.v_idle_shop, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_idle_shop() RETURNS void
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
  DELETE FROM public.tv_idle_shop AS t
  USING (
    SELECT t.pk_shop FROM public.tv_idle_shop AS t
    EXCEPT
    SELECT v.pk_shop FROM public.v_idle_shop AS v
  ) AS k (pk_shop)
  WHERE t.pk_shop = k.pk_shop;

  INSERT INTO public.tv_idle_shop AS t (pk_shop, name)
  SELECT v.pk_shop, v.name
  FROM public.v_idle_shop AS v
  ON CONFLICT (pk_shop)
  DO UPDATE SET name = excluded.name
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_idle_shop out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_idle_shop(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_o_fk_shop integer[];
  v_s_pk_shop integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_offer o (fk_shop)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_shop s (pk_shop)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_o_fk_shop, v_s_pk_shop, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_idle_shop');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_idle_shop();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_offer o: pk_shop = o.fk_shop
  IF v_o_fk_shop IS NOT NULL THEN
    v_keys := v_keys || v_o_fk_shop;
  END IF;

  -- tb_shop s: pk_shop = s.pk_shop
  IF v_s_pk_shop IS NOT NULL THEN
    v_keys := v_keys || v_s_pk_shop;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.pk_shop))) FROM unnest(v_keys) AS k (pk_shop)
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
    PERFORM tviews.refresh_tv_idle_shop(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_idle_shop, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_idle_shop() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_open_shop, key (pk_shop).
CREATE FUNCTION tviews.activate_tv_open_shop() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_open_shop', 'public.v_open_shop', 'pk_shop, name', $definition$
SELECT *
FROM (
SELECT s.pk_shop, s.name
FROM tb_shop s
WHERE s.pk_shop IN (SELECT o.fk_shop FROM tb_offer o WHERE o.active)
  AND NOT EXISTS (SELECT 1 FROM tb_closed_region r WHERE r.region = s.region)
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_open_shop') IS NULL THEN
  CREATE TABLE public.tv_open_shop (LIKE public.v_open_shop) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_open_shop') THEN
    INSERT INTO public.tv_open_shop SELECT * FROM public.v_open_shop;
  END IF;
  PERFORM tviews.put_key('activate_tv_open_shop', 'public.tv_open_shop', 'PRIMARY KEY (pk_shop)');
  ANALYZE public.tv_open_shop;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_open_shop', 'public.tv_open_shop', 'public.v_open_shop', 'PRIMARY KEY (pk_shop)') THEN
  IF tviews.fill_now('activate_tv_open_shop') THEN
    INSERT INTO public.tv_open_shop SELECT * FROM public.v_open_shop;
  END IF;
  PERFORM tviews.put_key('activate_tv_open_shop', 'public.tv_open_shop', 'PRIMARY KEY (pk_shop)');
END IF;

-- Makes the rows of public.tv_open_shop with these keys equal to those of public.v_open_shop, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_open_shop(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_shop, v.name
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_shop)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_open_shop AS v
        WHERE v.pk_shop = k.pk_shop
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_open_shop AS t (pk_shop, name)
      SELECT * FROM fresh
      ON CONFLICT (pk_shop)
      DO UPDATE SET name = excluded.name
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_shop)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_shop FROM fresh) AS gone (pk_shop);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_shop, v.name
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_shop)
      JOIN public.v_open_shop AS v ON v.pk_shop = k.pk_shop
    ), written AS (
      INSERT INTO public.tv_open_shop AS t (pk_shop, name)
      SELECT * FROM fresh
      ON CONFLICT (pk_shop)
      DO UPDATE SET name = excluded.name
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_shop)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_shop FROM fresh) AS gone (pk_shop);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_open_shop AS t
    USING unnest(v_gone) AS k (pk_shop)
    WHERE t.pk_shop = k.pk_shop;
  END IF;
END
$function$;

-- Makes all rows of public.tv_open_shop equal to those of public.v_open_shop, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_open_shop() RETURNS void
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
  DELETE FROM public.tv_open_shop AS t
  USING (
    SELECT t.pk_shop FROM public.tv_open_shop AS t
    EXCEPT
    SELECT v.pk_shop FROM public.v_open_shop AS v
  ) AS k (pk_shop)
  WHERE t.pk_shop = k.pk_shop;

  INSERT INTO public.tv_open_shop AS t (pk_shop, name)
  SELECT v.pk_shop, v.name
  FROM public.v_open_shop AS v
  ON CONFLICT (pk_shop)
  DO UPDATE SET name = excluded.name
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_open_shop out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_open_shop(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_r_region text[];
  v_o_fk_shop integer[];
  v_s_pk_shop integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_closed_region r (region)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_offer o (fk_shop)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_shop s (pk_shop)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_r_region, v_o_fk_shop, v_s_pk_shop, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(2), tviews.class_lock_id(3)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_open_shop');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_open_shop();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_shop (region)
  IF v_r_region IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(2, hash_record(ROW (changed.region)))
      FROM unnest(v_r_region) AS changed (region)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_closed_region r: s.region = r.region, pk_shop = s.pk_shop
  IF v_r_region IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT s.pk_shop
      FROM public.tb_shop AS s
      WHERE s.region = ANY (v_r_region)
    );
  END IF;

  -- tb_offer o: pk_shop = o.fk_shop
  IF v_o_fk_shop IS NOT NULL THEN
    v_keys := v_keys || v_o_fk_shop;
  END IF;

  -- tb_shop s: pk_shop = s.pk_shop
  IF v_s_pk_shop IS NOT NULL THEN
    v_keys := v_keys || v_s_pk_shop;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(3, hash_record(ROW (k.pk_shop))) FROM unnest(v_keys) AS k (pk_shop)
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
    PERFORM tviews.refresh_tv_open_shop(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_open_shop, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_open_shop() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_shop, key (pk_shop).
CREATE FUNCTION tviews.activate_tv_shop() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_shop', 'public.v_shop', 'pk_shop, id, name', $definition$
SELECT *
FROM (
SELECT s.pk_shop, s.id, s.name
FROM tb_shop s
WHERE EXISTS (SELECT 1 FROM tb_offer o WHERE o.fk_shop = s.pk_shop AND o.active)
  AND NOT EXISTS (
    SELECT 1 FROM tb_offer o JOIN tb_complaint c ON c.fk_offer = o.pk_offer
    WHERE o.fk_shop = s.pk_shop AND NOT c.settled)
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_shop') IS NULL THEN
  CREATE TABLE public.tv_shop (LIKE public.v_shop) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_shop') THEN
    INSERT INTO public.tv_shop SELECT * FROM public.v_shop;
  END IF;
  PERFORM tviews.put_key('activate_tv_shop', 'public.tv_shop', 'PRIMARY KEY (pk_shop)');
  ANALYZE public.tv_shop;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_shop', 'public.tv_shop', 'public.v_shop', 'PRIMARY KEY (pk_shop)') THEN
  IF tviews.fill_now('activate_tv_shop') THEN
    INSERT INTO public.tv_shop SELECT * FROM public.v_shop;
  END IF;
  PERFORM tviews.put_key('activate_tv_shop', 'public.tv_shop', 'PRIMARY KEY (pk_shop)');
END IF;

-- Makes the rows of public.tv_shop with these keys equal to those of public.v_shop, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_shop(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_shop, v.id, v.name
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_shop)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_shop AS v
        WHERE v.pk_shop = k.pk_shop
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_shop AS t (pk_shop, id, name)
      SELECT * FROM fresh
      ON CONFLICT (pk_shop)
      DO UPDATE SET id = excluded.id, name = excluded.name
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_shop)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_shop FROM fresh) AS gone (pk_shop);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_shop, v.id, v.name
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_shop)
      JOIN public.v_shop AS v ON v.pk_shop = k.pk_shop
    ), written AS (
      INSERT INTO public.tv_shop AS t (pk_shop, id, name)
      SELECT * FROM fresh
      ON CONFLICT (pk_shop)
      DO UPDATE SET id = excluded.id, name = excluded.name
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_shop)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_shop FROM fresh) AS gone (pk_shop);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_shop AS t
    USING unnest(v_gone) AS k (pk_shop)
    WHERE t.pk_shop = k.pk_shop;
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
    SELECT t.pk_shop FROM public.tv_shop AS t
    EXCEPT
    SELECT v.pk_shop FROM public.v_shop AS v
  ) AS k (pk_shop)
  WHERE t.pk_shop = k.pk_shop;

  INSERT INTO public.tv_shop AS t (pk_shop, id, name)
  SELECT v.pk_shop, v.id, v.name
  FROM public.v_shop AS v
  ON CONFLICT (pk_shop)
  DO UPDATE SET id = excluded.id, name = excluded.name
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
  v_c_fk_offer integer[];
  v_o_fk_shop integer[];
  v_s_pk_shop integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(3)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_complaint c (fk_offer)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_offer o (fk_shop)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_shop s (pk_shop)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_c_fk_offer, v_o_fk_shop, v_s_pk_shop, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(3, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(4), tviews.class_lock_id(5)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_shop');
    IF p_notes THEN
      PERFORM tviews.note_rows(3, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(3, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_shop();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_offer (pk_offer)
  IF v_c_fk_offer IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(4, hash_record(ROW (changed.fk_offer)))
      FROM unnest(v_c_fk_offer) AS changed (fk_offer)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_complaint c: o.pk_offer = c.fk_offer, pk_shop = o.fk_shop
  IF v_c_fk_offer IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT o.fk_shop
      FROM public.tb_offer AS o
      WHERE o.pk_offer = ANY (v_c_fk_offer) AND o.fk_shop IS NOT NULL
    );
  END IF;

  -- tb_offer o: pk_shop = o.fk_shop
  IF v_o_fk_shop IS NOT NULL THEN
    v_keys := v_keys || v_o_fk_shop;
  END IF;

  -- tb_shop s: pk_shop = s.pk_shop
  IF v_s_pk_shop IS NOT NULL THEN
    v_keys := v_keys || v_s_pk_shop;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(3, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(5, hash_record(ROW (k.pk_shop))) FROM unnest(v_keys) AS k (pk_shop)
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
    PERFORM tviews.refresh_tv_shop(v_keys);
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
  -- documents are fetched by their public id
  ARRAY[$definition$CREATE INDEX ON public.tv_shop USING btree (id)$definition$, NULL, 'id']
]
$activate$;

-- The triggers of public.tb_closed_region.
CREATE FUNCTION tviews.watch_tb_closed_region() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_closed_region puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_closed_region() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[2]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_open_shop reads of the rows before and after, and where that differs.
      before AS (SELECT r.region FROM old_rows AS r),
      after AS (SELECT r.region FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_closed_region r (region)', array_agg(DISTINCT r.region)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_closed_region r (region)', array_agg(r.region)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_closed_region', 'enqueue_tb_closed_region', 'tviews_tb_closed_region', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_complaint.
CREATE FUNCTION tviews.watch_tb_complaint() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_complaint puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_complaint() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[3]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_shop reads of the rows before and after, and where that differs.
      before AS (SELECT r.fk_offer, r.settled FROM old_rows AS r),
      after AS (SELECT r.fk_offer, r.settled FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 3, 'tb_complaint c (fk_offer)', array_agg(DISTINCT r.fk_offer)::text[]
      FROM changed AS r WHERE NOT r.settled
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 3, 'tb_complaint c (fk_offer)', array_agg(DISTINCT r.fk_offer)::text[]
      FROM changed_rows AS r WHERE NOT r.settled
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_complaint', 'enqueue_tb_complaint', 'tviews_tb_complaint', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_offer.
CREATE FUNCTION tviews.watch_tb_offer() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_offer puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_offer() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[1, 2, 3]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_idle_shop, tv_open_shop reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.fk_shop, r.active FROM old_rows AS r),
      after_1 AS (SELECT r.fk_shop, r.active FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_shop reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_offer, r.fk_shop, r.active FROM old_rows AS r),
      after_2 AS (SELECT r.pk_offer, r.fk_shop, r.active FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_offer o (fk_shop)', array_agg(DISTINCT r.fk_shop)::text[],
        NULL::bigint[]
      FROM changed_1 AS r WHERE r.fk_shop IS NOT NULL AND r.active
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_offer o (fk_shop)', array_agg(DISTINCT r.fk_shop)::text[],
        NULL::bigint[]
      FROM changed_1 AS r WHERE r.fk_shop IS NOT NULL AND r.active
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_offer o (fk_shop)', array_agg(DISTINCT r.fk_shop)::text[],
        array_agg(DISTINCT tviews.lock_id(4, hash_record(ROW (r.pk_offer))))
      FROM changed_2 AS r WHERE r.fk_shop IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_offer o (fk_shop)', array_agg(DISTINCT r.fk_shop)::text[],
        NULL::bigint[]
      FROM changed_rows AS r WHERE r.fk_shop IS NOT NULL AND r.active
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_offer o (fk_shop)', array_agg(DISTINCT r.fk_shop)::text[],
        NULL::bigint[]
      FROM changed_rows AS r WHERE r.fk_shop IS NOT NULL AND r.active
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_offer o (fk_shop)', array_agg(DISTINCT r.fk_shop)::text[],
        array_agg(DISTINCT tviews.lock_id(4, hash_record(ROW (r.pk_offer))))
      FROM changed_rows AS r WHERE r.fk_shop IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_offer', 'enqueue_tb_offer', 'tviews_tb_offer', true);
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
    FROM unnest(ARRAY[1, 2, 3]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_idle_shop reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_shop, r.name FROM old_rows AS r),
      after_1 AS (SELECT r.pk_shop, r.name FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_open_shop reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_shop, r.name, r.region FROM old_rows AS r),
      after_2 AS (SELECT r.pk_shop, r.name, r.region FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      ),
      -- What tv_shop reads of the rows before and after, and where that differs.
      before_3 AS (SELECT r.pk_shop, r.id, r.name FROM old_rows AS r),
      after_3 AS (SELECT r.pk_shop, r.id, r.name FROM new_rows AS r),
      changed_3 AS (
        (TABLE before_3 EXCEPT ALL TABLE after_3) UNION ALL (TABLE after_3 EXCEPT ALL TABLE before_3)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_shop s (pk_shop)', array_agg(DISTINCT r.pk_shop)::text[],
        NULL::bigint[]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_shop s (pk_shop)', array_agg(DISTINCT r.pk_shop)::text[],
        array_agg(DISTINCT tviews.lock_id(2, hash_record(ROW (r.region))))
      FROM changed_2 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_shop s (pk_shop)', array_agg(DISTINCT r.pk_shop)::text[],
        NULL::bigint[]
      FROM changed_3 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_shop s (pk_shop)', array_agg(r.pk_shop)::text[],
        NULL::bigint[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_shop s (pk_shop)', array_agg(r.pk_shop)::text[],
        array_agg(DISTINCT tviews.lock_id(2, hash_record(ROW (r.region))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_shop s (pk_shop)', array_agg(r.pk_shop)::text[],
        NULL::bigint[]
      FROM changed_rows AS r
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
