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
    (1, 'public.tv_share', 'public.v_share', false, ARRAY['fk_shop', 'category'], '(r.fk_shop = k.fk_shop OR r.fk_shop IS NULL AND k.fk_shop IS NULL) AND r.category = k.category',
      'jsonb_build_object(''fk_shop'', CAST($1[1][n] AS integer), ''category'', CAST($1[2][n] AS text))', 'tviews.refresh_tv_share(ARRAY(SELECT unnest($1[1:1]))::integer[], ARRAY(SELECT unnest($1[2:2]))::text[])',
      ARRAY['public.tb_receipt']::text[], 'activate_tv_share', 'equip_tv_share', ARRAY['drain_tv_share', 'refresh_tv_share', 'rebuild_tv_share'], 'drain_tv_share',
      false, false, 1000),
    (2, 'public.tv_shop', 'public.v_shop', false, ARRAY['pk_shop'], 'r.pk_shop = k.pk_shop',
      'jsonb_build_object(''pk_shop'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_shop(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_receipt', 'public.tb_shop']::text[], 'activate_tv_shop', 'equip_tv_shop', ARRAY['drain_tv_shop', 'refresh_tv_shop', 'rebuild_tv_shop'], 'drain_tv_shop',
      false, false, 1000),
    (3, 'public.tv_subtotal', 'public.v_subtotal', false, ARRAY['fk_shop', 'category', 'level'], '(r.fk_shop = k.fk_shop OR r.fk_shop IS NULL AND k.fk_shop IS NULL) AND (r.category = k.category OR r.category IS NULL AND k.category IS NULL) AND (r.level = k.level OR r.level IS NULL AND k.level IS NULL)',
      'jsonb_build_object(''fk_shop'', CAST($1[1][n] AS integer), ''category'', CAST($1[2][n] AS text), ''level'', CAST($1[3][n] AS integer))', 'tviews.refresh_tv_subtotal(ARRAY(SELECT unnest($1[1:1]))::integer[], ARRAY(SELECT unnest($1[2:2]))::text[], ARRAY(SELECT unnest($1[3:3]))::integer[])',
      ARRAY['public.tb_receipt']::text[], 'activate_tv_subtotal', 'equip_tv_subtotal', ARRAY['drain_tv_subtotal', 'refresh_tv_subtotal', 'rebuild_tv_subtotal'], 'drain_tv_subtotal',
      false, false, 0)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_receipt', ARRAY['amount', 'category', 'fk_shop']::text[], ARRAY['integer', 'text', 'integer']::text[], 'tviews_tb_receipt', 'enqueue_tb_receipt', NULL, true, 'watch_tb_receipt'),
    ('public.tb_shop', ARRAY['name', 'pk_shop']::text[], ARRAY['text', 'integer']::text[], 'tviews_tb_shop', 'enqueue_tb_shop', NULL, true, 'watch_tb_shop')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_share', 'public.tb_receipt', ARRAY['r']::text[], ARRAY['fk_shop', 'category', 'amount']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'fk_shop = r.fk_shop, category = r.category'),
    ('public.tv_share', 'public.tb_receipt', ARRAY['r']::text[], ARRAY['fk_shop', 'category', 'amount']::text[], false,
      'mapped', 1, ARRAY['public.tb_receipt']::text[], '(r.fk_shop = r.fk_shop OR r.fk_shop IS NULL AND r.fk_shop IS NULL), fk_shop = r.fk_shop, category = r.category'),
    ('public.tv_shop', 'public.tb_receipt', ARRAY['r']::text[], ARRAY['fk_shop', 'category', 'amount']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_shop = r.fk_shop'),
    ('public.tv_shop', 'public.tb_shop', ARRAY['s']::text[], ARRAY['pk_shop', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_shop = s.pk_shop'),
    ('public.tv_subtotal', 'public.tb_receipt', ARRAY['r']::text[], ARRAY['fk_shop', 'category', 'amount']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'fk_shop = r.fk_shop, category = NULL, level = CAST(1 AS integer)'),
    ('public.tv_subtotal', 'public.tb_receipt', ARRAY['r']::text[], ARRAY['fk_shop', 'category', 'amount']::text[], false,
      'own-key', 2, ARRAY[]::text[], 'fk_shop = r.fk_shop, category = r.category, level = CAST(0 AS integer)'),
    ('public.tv_subtotal', 'public.tb_receipt', ARRAY['r']::text[], ARRAY['fk_shop', 'category', 'amount']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'fk_shop = r.fk_shop, category = NULL, level = CAST(1 AS integer)'),
    ('public.tv_subtotal', 'public.tb_receipt', ARRAY['r']::text[], ARRAY['fk_shop', 'category', 'amount']::text[], false,
      'mapped', 2, ARRAY['public.tb_receipt']::text[], '(r.fk_shop = r.fk_shop OR r.fk_shop IS NULL AND r.fk_shop IS NULL), fk_shop = r.fk_shop, category = r.category, level = CAST(0 AS integer)')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_share', 'public.tb_receipt', 'btree', ARRAY['fk_shop', 'category'], false, 'CREATE INDEX tb_receipt_fk_shop_category_idx ON public.tb_receipt (fk_shop, category);'),
    (2, 'public.tv_share', 'public.tb_receipt', 'btree', ARRAY['fk_shop'], false, 'CREATE INDEX tb_receipt_fk_shop_idx ON public.tb_receipt (fk_shop);'),
    (3, 'public.tv_shop', 'public.tb_receipt', 'btree', ARRAY['fk_shop'], false, 'CREATE INDEX tb_receipt_fk_shop_idx ON public.tb_receipt (fk_shop);'),
    (4, 'public.tv_shop', 'public.tb_shop', 'btree', ARRAY['pk_shop'], false, 'CREATE INDEX tb_shop_pk_shop_idx ON public.tb_shop (pk_shop);'),
    (5, 'public.tv_subtotal', 'public.tb_receipt', 'btree', ARRAY['fk_shop'], false, 'CREATE INDEX tb_receipt_fk_shop_idx ON public.tb_receipt (fk_shop);')
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
    ('public.tb_receipt', 'not-null', ARRAY['category']),
    ('public.tb_shop', 'not-null', ARRAY['pk_shop']),
    ('public.tb_shop', 'unique', ARRAY['pk_shop'])
$function$;

-- public.tv_share, key (fk_shop, category).
CREATE FUNCTION tviews.activate_tv_share() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_share', 'public.v_share', 'fk_shop, category, percent, place', $definition$
SELECT *
FROM (
SELECT
  r.fk_shop, r.category,
  100 * sum(r.amount) / nullif(sum(sum(r.amount)) OVER (PARTITION BY r.fk_shop), 0) AS percent,
  rank() OVER (PARTITION BY r.fk_shop ORDER BY count(*) DESC) AS place
FROM tb_receipt r
GROUP BY r.fk_shop, r.category
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_share') IS NULL THEN
  CREATE TABLE public.tv_share (LIKE public.v_share) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_share') THEN
    INSERT INTO public.tv_share SELECT * FROM public.v_share;
  END IF;
  PERFORM tviews.put_key('activate_tv_share', 'public.tv_share', 'UNIQUE NULLS NOT DISTINCT (fk_shop, category)');
  ANALYZE public.tv_share;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_share', 'public.tv_share', 'public.v_share', 'UNIQUE NULLS NOT DISTINCT (fk_shop, category)') THEN
  IF tviews.fill_now('activate_tv_share') THEN
    INSERT INTO public.tv_share SELECT * FROM public.v_share;
  END IF;
  PERFORM tviews.put_key('activate_tv_share', 'public.tv_share', 'UNIQUE NULLS NOT DISTINCT (fk_shop, category)');
END IF;

-- Makes the rows of public.tv_share with these keys equal to those of public.v_share, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_share(p_keys_1 integer[], p_keys_2 text[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone_1 integer[];
  v_gone_2 text[];
BEGIN
  IF cardinality(p_keys_1) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.fk_shop, v.category, v.percent, v.place
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (fk_shop, category)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_share AS v
        WHERE (v.fk_shop = k.fk_shop OR v.fk_shop IS NULL AND k.fk_shop IS NULL) AND v.category = k.category
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_share AS t (fk_shop, category, percent, place)
      SELECT * FROM fresh
      ON CONFLICT (fk_shop, category)
      DO UPDATE SET percent = excluded.percent, place = excluded.place
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.fk_shop), array_agg(gone.category)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.fk_shop, fresh.category FROM fresh) AS gone (fk_shop, category);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.fk_shop, v.category, v.percent, v.place
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (fk_shop, category)
      JOIN public.v_share AS v ON (v.fk_shop = k.fk_shop OR v.fk_shop IS NULL AND k.fk_shop IS NULL) AND v.category = k.category
    ), written AS (
      INSERT INTO public.tv_share AS t (fk_shop, category, percent, place)
      SELECT * FROM fresh
      ON CONFLICT (fk_shop, category)
      DO UPDATE SET percent = excluded.percent, place = excluded.place
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.fk_shop), array_agg(gone.category)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.fk_shop, fresh.category FROM fresh) AS gone (fk_shop, category);
  END IF;

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_share AS t
    USING unnest(v_gone_1, v_gone_2) AS k (fk_shop, category)
    WHERE (t.fk_shop = k.fk_shop OR t.fk_shop IS NULL AND k.fk_shop IS NULL) AND t.category = k.category;
  END IF;
END
$function$;

-- Makes all rows of public.tv_share equal to those of public.v_share, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_share() RETURNS void
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
  DELETE FROM public.tv_share AS t
  USING (
    SELECT t.fk_shop, t.category FROM public.tv_share AS t
    EXCEPT
    SELECT v.fk_shop, v.category FROM public.v_share AS v
  ) AS k (fk_shop, category)
  WHERE (t.fk_shop = k.fk_shop OR t.fk_shop IS NULL AND k.fk_shop IS NULL) AND t.category = k.category;

  INSERT INTO public.tv_share AS t (fk_shop, category, percent, place)
  SELECT v.fk_shop, v.category, v.percent, v.place
  FROM public.v_share AS v
  ON CONFLICT (fk_shop, category)
  DO UPDATE SET percent = excluded.percent, place = excluded.place
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_share out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_share(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_r_fk_shop integer[];
  v_r_category text[];
  v_route_2_1 integer[];
  v_keys_1 integer[];
  v_keys_2 text[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_receipt r (fk_shop, category)'),
    array_agg(value.c2::text) FILTER (WHERE taken.route = 'tb_receipt r (fk_shop, category)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_receipt r (fk_shop)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::text) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_r_fk_shop, v_r_category, v_route_2_1, v_keys_1, v_keys_2
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_share');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_share();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_receipt (fk_shop)
  IF v_route_2_1 IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.fk_shop)))
      FROM unnest(v_route_2_1) AS changed (fk_shop)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_receipt r: fk_shop = r.fk_shop, category = r.category
  IF v_r_fk_shop IS NOT NULL THEN
    v_keys_1 := v_keys_1 || v_r_fk_shop;
    v_keys_2 := v_keys_2 || v_r_category;
  END IF;

  -- tb_receipt r: (r.fk_shop = r.fk_shop OR r.fk_shop IS NULL AND r.fk_shop IS NULL), fk_shop = r.fk_shop, category = r.category
  IF v_route_2_1 IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(changed.fk_shop), v_keys_2 || array_agg(r.category)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_route_2_1) AS changed (fk_shop)
    CROSS JOIN LATERAL (
      SELECT * FROM public.tb_receipt AS r
      WHERE (r.fk_shop = changed.fk_shop OR r.fk_shop IS NULL AND changed.fk_shop IS NULL)
      OFFSET 0
    ) AS r;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.fk_shop, k.category))) FROM unnest(v_keys_1, v_keys_2) AS k (fk_shop, category)
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
    PERFORM tviews.refresh_tv_share(v_keys_1, v_keys_2);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_share, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_share() RETURNS text[]
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
v_changed := tviews.put_view('activate_tv_shop', 'public.v_shop', 'pk_shop, name, strongest', $definition$
SELECT *
FROM (
SELECT s.pk_shop, s.name, g.category AS strongest
FROM tb_shop s
LEFT JOIN (
  SELECT r.fk_shop, r.category, row_number() OVER (PARTITION BY r.fk_shop ORDER BY sum(r.amount) DESC, r.category) AS place
  FROM tb_receipt r
  GROUP BY r.fk_shop, r.category
) g ON g.fk_shop = s.pk_shop AND g.place = 1
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
  v_twice text;
BEGIN
  -- No constraint proves that the key is unique.
  SELECT concat_ws(', ', k.pk_shop) INTO v_twice
  FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_shop)
  CROSS JOIN LATERAL (
    SELECT count(*) AS rows FROM public.v_shop AS v
    WHERE v.pk_shop = k.pk_shop
    OFFSET 0
  ) AS found
  WHERE found.rows > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_shop', v_twice);
  END IF;

  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_shop, v.name, v.strongest
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_shop)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_shop AS v
        WHERE v.pk_shop = k.pk_shop
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_shop AS t (pk_shop, name, strongest)
      SELECT * FROM fresh
      ON CONFLICT (pk_shop)
      DO UPDATE SET name = excluded.name, strongest = excluded.strongest
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_shop)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_shop FROM fresh) AS gone (pk_shop);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_shop, v.name, v.strongest
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_shop)
      JOIN public.v_shop AS v ON v.pk_shop = k.pk_shop
    ), written AS (
      INSERT INTO public.tv_shop AS t (pk_shop, name, strongest)
      SELECT * FROM fresh
      ON CONFLICT (pk_shop)
      DO UPDATE SET name = excluded.name, strongest = excluded.strongest
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
DECLARE
  v_twice text;
BEGIN
  SELECT concat_ws(', ', v.pk_shop) INTO v_twice
  FROM public.v_shop AS v
  GROUP BY v.pk_shop
  HAVING count(*) > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_shop', v_twice);
  END IF;

  DELETE FROM public.tv_shop AS t
  USING (
    SELECT t.pk_shop FROM public.tv_shop AS t
    EXCEPT
    SELECT v.pk_shop FROM public.v_shop AS v
  ) AS k (pk_shop)
  WHERE t.pk_shop = k.pk_shop;

  INSERT INTO public.tv_shop AS t (pk_shop, name, strongest)
  SELECT v.pk_shop, v.name, v.strongest
  FROM public.v_shop AS v
  ON CONFLICT (pk_shop)
  DO UPDATE SET name = excluded.name, strongest = excluded.strongest
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
  v_held bigint[] := '{}';
  v_r_fk_shop integer[];
  v_s_pk_shop integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_receipt r (fk_shop)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_shop s (pk_shop)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_r_fk_shop, v_s_pk_shop, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(3)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_shop');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_shop();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_receipt r: pk_shop = r.fk_shop
  IF v_r_fk_shop IS NOT NULL THEN
    v_keys := v_keys || v_r_fk_shop;
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
SELECT '{}'::text[]
$activate$;

-- public.tv_subtotal, key (fk_shop, category, level).
CREATE FUNCTION tviews.activate_tv_subtotal() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_subtotal', 'public.v_subtotal', 'fk_shop, category, level, amount, twice', $definition$
SELECT *
FROM (
SELECT
  r.fk_shop, r.category, GROUPING (r.fk_shop, r.category) AS level, sum(r.amount) AS amount,
  sum(sum(r.amount)) OVER (PARTITION BY r.fk_shop) AS twice
FROM tb_receipt r
GROUP BY GROUPING SETS ((r.fk_shop, r.category), (r.fk_shop))
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_subtotal') IS NULL THEN
  CREATE TABLE public.tv_subtotal (LIKE public.v_subtotal) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_subtotal') THEN
    INSERT INTO public.tv_subtotal SELECT * FROM public.v_subtotal;
  END IF;
  PERFORM tviews.put_key('activate_tv_subtotal', 'public.tv_subtotal', 'UNIQUE NULLS NOT DISTINCT (fk_shop, category, level)');
  ANALYZE public.tv_subtotal;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_subtotal', 'public.tv_subtotal', 'public.v_subtotal', 'UNIQUE NULLS NOT DISTINCT (fk_shop, category, level)') THEN
  IF tviews.fill_now('activate_tv_subtotal') THEN
    INSERT INTO public.tv_subtotal SELECT * FROM public.v_subtotal;
  END IF;
  PERFORM tviews.put_key('activate_tv_subtotal', 'public.tv_subtotal', 'UNIQUE NULLS NOT DISTINCT (fk_shop, category, level)');
END IF;

-- Makes the rows of public.tv_subtotal with these keys equal to those of public.v_subtotal, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_subtotal(p_keys_1 integer[], p_keys_2 text[], p_keys_3 integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone_1 integer[];
  v_gone_2 text[];
  v_gone_3 integer[];
BEGIN
  -- In one pass: to look up a single key would compute as much of the view.
  WITH fresh AS MATERIALIZED (
    SELECT v.fk_shop, v.category, v.level, v.amount, v.twice
    FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2, p_keys_3)) AS k (fk_shop, category, level)
    JOIN public.v_subtotal AS v ON (v.fk_shop = k.fk_shop OR v.fk_shop IS NULL AND k.fk_shop IS NULL) AND (v.category = k.category OR v.category IS NULL AND k.category IS NULL) AND (v.level = k.level OR v.level IS NULL AND k.level IS NULL)
  ), written AS (
    INSERT INTO public.tv_subtotal AS t (fk_shop, category, level, amount, twice)
    SELECT * FROM fresh
    ON CONFLICT (fk_shop, category, level)
    DO UPDATE SET level = excluded.level, amount = excluded.amount, twice = excluded.twice
    WHERE t.* *<> excluded.*
  )
  SELECT array_agg(gone.fk_shop), array_agg(gone.category), array_agg(gone.level)
  INTO v_gone_1, v_gone_2, v_gone_3
  FROM (SELECT * FROM unnest(p_keys_1, p_keys_2, p_keys_3) EXCEPT SELECT fresh.fk_shop, fresh.category, fresh.level FROM fresh) AS gone (fk_shop, category, level);

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_subtotal AS t
    USING unnest(v_gone_1, v_gone_2, v_gone_3) AS k (fk_shop, category, level)
    WHERE (t.fk_shop = k.fk_shop OR t.fk_shop IS NULL AND k.fk_shop IS NULL) AND (t.category = k.category OR t.category IS NULL AND k.category IS NULL) AND (t.level = k.level OR t.level IS NULL AND k.level IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_subtotal equal to those of public.v_subtotal, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_subtotal() RETURNS void
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
  DELETE FROM public.tv_subtotal AS t
  USING (
    SELECT t.fk_shop, t.category, t.level FROM public.tv_subtotal AS t
    EXCEPT
    SELECT v.fk_shop, v.category, v.level FROM public.v_subtotal AS v
  ) AS k (fk_shop, category, level)
  WHERE (t.fk_shop = k.fk_shop OR t.fk_shop IS NULL AND k.fk_shop IS NULL) AND (t.category = k.category OR t.category IS NULL AND k.category IS NULL) AND (t.level = k.level OR t.level IS NULL AND k.level IS NULL);

  INSERT INTO public.tv_subtotal AS t (fk_shop, category, level, amount, twice)
  SELECT v.fk_shop, v.category, v.level, v.amount, v.twice
  FROM public.v_subtotal AS v
  ON CONFLICT (fk_shop, category, level)
  DO UPDATE SET level = excluded.level, amount = excluded.amount, twice = excluded.twice
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_subtotal out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_subtotal(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_r_fk_shop integer[];
  v_r_category text[];
  v_route_2_1 integer[];
  v_keys_1 integer[];
  v_keys_2 text[];
  v_keys_3 integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(3)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_receipt r (fk_shop, category)'),
    array_agg(value.c2::text) FILTER (WHERE taken.route = 'tb_receipt r (fk_shop, category)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_receipt r (fk_shop)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::text) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c3::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_r_fk_shop, v_r_category, v_route_2_1, v_keys_1, v_keys_2, v_keys_3
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2], taken.keys[3:3]) AS value (c1, c2, c3) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(3, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(4), tviews.class_lock_id(5)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_subtotal');
    IF p_notes THEN
      PERFORM tviews.note_rows(3, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(3, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_subtotal();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_receipt (fk_shop)
  IF v_route_2_1 IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(4, hash_record(ROW (changed.fk_shop)))
      FROM unnest(v_route_2_1) AS changed (fk_shop)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_receipt r:
  --   fk_shop = r.fk_shop, category = NULL, level = CAST(1 AS integer)
  --   fk_shop = r.fk_shop, category = r.category, level = CAST(0 AS integer)
  IF v_r_fk_shop IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(changed.fk_shop), v_keys_2 || array_agg(NULL::text), v_keys_3 || array_agg(CAST(1 AS integer))
    INTO v_keys_1, v_keys_2, v_keys_3
    FROM unnest(v_r_fk_shop, v_r_category) AS changed (fk_shop, category);
    SELECT v_keys_1 || array_agg(changed.fk_shop), v_keys_2 || array_agg(changed.category), v_keys_3 || array_agg(CAST(0 AS integer))
    INTO v_keys_1, v_keys_2, v_keys_3
    FROM unnest(v_r_fk_shop, v_r_category) AS changed (fk_shop, category);
  END IF;

  -- tb_receipt r:
  --   fk_shop = r.fk_shop, category = NULL, level = CAST(1 AS integer)
  --   (r.fk_shop = r.fk_shop OR r.fk_shop IS NULL AND r.fk_shop IS NULL), fk_shop = r.fk_shop, category = r.category, level = CAST(0 AS integer)
  IF v_route_2_1 IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(changed.fk_shop), v_keys_2 || array_agg(NULL::text), v_keys_3 || array_agg(CAST(1 AS integer))
    INTO v_keys_1, v_keys_2, v_keys_3
    FROM unnest(v_route_2_1) AS changed (fk_shop);
    SELECT v_keys_1 || array_agg(changed.fk_shop), v_keys_2 || array_agg(r.category), v_keys_3 || array_agg(CAST(0 AS integer))
    INTO v_keys_1, v_keys_2, v_keys_3
    FROM unnest(v_route_2_1) AS changed (fk_shop)
    CROSS JOIN LATERAL (
      SELECT * FROM public.tb_receipt AS r
      WHERE (r.fk_shop = changed.fk_shop OR r.fk_shop IS NULL AND changed.fk_shop IS NULL)
      OFFSET 0
    ) AS r;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2, v_keys_3)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(3, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(5, hash_record(ROW (k.fk_shop, k.category))) FROM unnest(v_keys_1, v_keys_2, v_keys_3) AS k (fk_shop, category, level)
  ), p_most - cardinality(v_held));
  IF pg_sequence_last_value('tviews.traced_since') IS NOT NULL THEN
    PERFORM tviews.leave_trace(v_held);
  END IF;
  IF cardinality(v_keys_1) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(3, ARRAY[v_keys_1::text[], v_keys_2::text[], v_keys_3::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_apart(3, ARRAY[v_keys_1::text[], v_keys_2::text[], v_keys_3::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_subtotal(v_keys_1, v_keys_2, v_keys_3);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_subtotal, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_subtotal() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_receipt.
CREATE FUNCTION tviews.watch_tb_receipt() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_receipt puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_receipt() RETURNS trigger
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
      -- What tv_share, tv_shop, tv_subtotal reads of the rows before and after, and where that differs.
      before AS (SELECT r.fk_shop, r.category, r.amount FROM old_rows AS r),
      after AS (SELECT r.fk_shop, r.category, r.amount FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_receipt r (fk_shop, category)', ARRAY[array_agg(r.fk_shop)::text[], array_agg(r.category)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.fk_shop, r.category, tviews.lock_id(1, hash_record(ROW (r.fk_shop))) AS lock_1 FROM changed AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 1, 'tb_receipt r (fk_shop)', ARRAY[array_agg(DISTINCT r.fk_shop)::text[]],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_shop))))
      FROM changed AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_receipt r (fk_shop)', array_agg(DISTINCT r.fk_shop)::text[],
        NULL::bigint[]
      FROM changed AS r WHERE r.fk_shop IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_receipt r (fk_shop, category)', ARRAY[array_agg(r.fk_shop)::text[], array_agg(r.category)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.fk_shop, r.category, tviews.lock_id(4, hash_record(ROW (r.fk_shop))) AS lock_1 FROM changed AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_receipt r (fk_shop)', ARRAY[array_agg(DISTINCT r.fk_shop)::text[]],
        array_agg(DISTINCT tviews.lock_id(4, hash_record(ROW (r.fk_shop))))
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_receipt r (fk_shop, category)', ARRAY[array_agg(r.fk_shop)::text[], array_agg(r.category)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.fk_shop, r.category, tviews.lock_id(1, hash_record(ROW (r.fk_shop))) AS lock_1 FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 1, 'tb_receipt r (fk_shop)', ARRAY[array_agg(DISTINCT r.fk_shop)::text[]],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_shop))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_receipt r (fk_shop)', array_agg(DISTINCT r.fk_shop)::text[],
        NULL::bigint[]
      FROM changed_rows AS r WHERE r.fk_shop IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_receipt r (fk_shop, category)', ARRAY[array_agg(r.fk_shop)::text[], array_agg(r.category)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.fk_shop, r.category, tviews.lock_id(4, hash_record(ROW (r.fk_shop))) AS lock_1 FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_receipt r (fk_shop)', ARRAY[array_agg(DISTINCT r.fk_shop)::text[]],
        array_agg(DISTINCT tviews.lock_id(4, hash_record(ROW (r.fk_shop))))
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_receipt', 'enqueue_tb_receipt', 'tviews_tb_receipt', true);
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
    FROM unnest(ARRAY[2]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_shop reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_shop, r.name FROM old_rows AS r),
      after AS (SELECT r.pk_shop, r.name FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_shop s (pk_shop)', array_agg(DISTINCT r.pk_shop)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_shop s (pk_shop)', array_agg(r.pk_shop)::text[]
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
