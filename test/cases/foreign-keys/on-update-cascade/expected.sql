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
    (1, 'public.tv_price', 'public.v_price', false, ARRAY['pk_price'], 'r.pk_price = k.pk_price',
      'jsonb_build_object(''pk_price'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_price(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_currency', 'public.tb_price', 'public.tb_price_list']::text[], 'activate_tv_price', 'equip_tv_price', ARRAY['drain_tv_price', 'refresh_tv_price', 'rebuild_tv_price'], 'drain_tv_price',
      false, false, 1000),
    (2, 'public.tv_price_list', 'public.v_price_list', false, ARRAY['currency', 'season'], 'r.currency = k.currency AND r.season = k.season',
      'jsonb_build_object(''currency'', CAST($1[1][n] AS text), ''season'', CAST($1[2][n] AS text))', 'tviews.refresh_tv_price_list(ARRAY(SELECT unnest($1[1:1]))::text[], ARRAY(SELECT unnest($1[2:2]))::text[])',
      ARRAY['public.tb_price', 'public.tb_price_list']::text[], 'activate_tv_price_list', 'equip_tv_price_list', ARRAY['drain_tv_price_list', 'refresh_tv_price_list', 'rebuild_tv_price_list'], 'drain_tv_price_list',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_currency', ARRAY['code', 'symbol']::text[], ARRAY['text', 'text']::text[], 'tviews_tb_currency', 'enqueue_tb_currency', NULL, true, 'watch_tb_currency'),
    ('public.tb_price', ARRAY['amount', 'billed_in', 'currency', 'pk_price', 'season']::text[], ARRAY['numeric', 'text', 'text', 'integer', 'text']::text[], 'tviews_tb_price', 'enqueue_tb_price', NULL, true, 'watch_tb_price'),
    ('public.tb_price_list', ARRAY['currency', 'season', 'title']::text[], ARRAY['text', 'text', 'text']::text[], 'tviews_tb_price_list', 'enqueue_tb_price_list', NULL, true, 'watch_tb_price_list')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_price', 'public.tb_currency', ARRAY['c']::text[], ARRAY['code', 'symbol']::text[], false,
      'mapped', 1, ARRAY['public.tb_price']::text[], 'p.currency = c.code, pk_price = p.pk_price'),
    ('public.tv_price', 'public.tb_currency', ARRAY['b']::text[], ARRAY['code']::text[], false,
      'mapped', 1, ARRAY['public.tb_price']::text[], 'p.billed_in = b.code, pk_price = p.pk_price'),
    ('public.tv_price', 'public.tb_price', ARRAY['p']::text[], ARRAY['pk_price', 'currency', 'season', 'amount', 'billed_in']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_price = p.pk_price'),
    ('public.tv_price', 'public.tb_price_list', ARRAY['l']::text[], ARRAY['currency', 'season', 'title']::text[], false,
      'mapped', 1, ARRAY['public.tb_price']::text[], 'p.currency = l.currency AND p.season = l.season, pk_price = p.pk_price'),
    ('public.tv_price_list', 'public.tb_price', ARRAY['p']::text[], ARRAY['pk_price', 'currency', 'season']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'currency = p.currency, season = p.season'),
    ('public.tv_price_list', 'public.tb_price_list', ARRAY['l']::text[], ARRAY['currency', 'season']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'currency = l.currency, season = l.season')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_price', 'public.tb_currency', 'btree', ARRAY['code'], false, 'CREATE INDEX tb_currency_code_idx ON public.tb_currency (code);'),
    (2, 'public.tv_price', 'public.tb_price', 'btree', ARRAY['currency'], false, 'CREATE INDEX tb_price_currency_idx ON public.tb_price (currency);'),
    (3, 'public.tv_price', 'public.tb_price', 'btree', ARRAY['billed_in'], false, 'CREATE INDEX tb_price_billed_in_idx ON public.tb_price (billed_in);'),
    (4, 'public.tv_price', 'public.tb_price', 'btree', ARRAY['pk_price'], false, 'CREATE INDEX tb_price_pk_price_idx ON public.tb_price (pk_price);'),
    (5, 'public.tv_price', 'public.tb_price_list', 'btree', ARRAY['currency', 'season'], false, 'CREATE INDEX tb_price_list_currency_season_idx ON public.tb_price_list (currency, season);'),
    (6, 'public.tv_price', 'public.tb_price', 'btree', ARRAY['currency', 'season'], false, 'CREATE INDEX tb_price_currency_season_idx ON public.tb_price (currency, season);'),
    (7, 'public.tv_price_list', 'public.tb_price', 'btree', ARRAY['currency', 'season'], false, 'CREATE INDEX tb_price_currency_season_idx ON public.tb_price (currency, season);'),
    (8, 'public.tv_price_list', 'public.tb_price_list', 'btree', ARRAY['currency', 'season'], false, 'CREATE INDEX tb_price_list_currency_season_idx ON public.tb_price_list (currency, season);')
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
    ('public.tb_currency', 'not-null', ARRAY['code']),
    ('public.tb_currency', 'unique', ARRAY['code']),
    ('public.tb_price', 'not-null', ARRAY['pk_price']),
    ('public.tb_price', 'unique', ARRAY['pk_price']),
    ('public.tb_price_list', 'not-null', ARRAY['currency']),
    ('public.tb_price_list', 'not-null', ARRAY['season']),
    ('public.tb_price_list', 'unique', ARRAY['currency', 'season'])
$function$;

-- public.tv_price, key (pk_price).
CREATE FUNCTION tviews.activate_tv_price() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_price', 'public.v_price', 'pk_price, price, title, billed_in', $definition$
SELECT *
FROM (
SELECT p.pk_price, p.amount || COALESCE(c.symbol, '?') AS price, l.title, b.code AS billed_in
FROM tb_price p
LEFT JOIN tb_price_list l ON l.currency = p.currency AND l.season = p.season
LEFT JOIN tb_currency c ON c.code = l.currency
LEFT JOIN tb_currency b ON b.code = p.billed_in
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_price') IS NULL THEN
  CREATE TABLE public.tv_price (LIKE public.v_price) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_price') THEN
    INSERT INTO public.tv_price SELECT * FROM public.v_price;
  END IF;
  PERFORM tviews.put_key('activate_tv_price', 'public.tv_price', 'PRIMARY KEY (pk_price)');
  ANALYZE public.tv_price;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_price', 'public.tv_price', 'public.v_price', 'PRIMARY KEY (pk_price)') THEN
  IF tviews.fill_now('activate_tv_price') THEN
    INSERT INTO public.tv_price SELECT * FROM public.v_price;
  END IF;
  PERFORM tviews.put_key('activate_tv_price', 'public.tv_price', 'PRIMARY KEY (pk_price)');
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
      SELECT v.pk_price, v.price, v.title, v.billed_in
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_price)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_price AS v
        WHERE v.pk_price = k.pk_price
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_price AS t (pk_price, price, title, billed_in)
      SELECT * FROM fresh
      ON CONFLICT (pk_price)
      DO UPDATE SET price = excluded.price, title = excluded.title, billed_in = excluded.billed_in
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_price)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_price FROM fresh) AS gone (pk_price);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_price, v.price, v.title, v.billed_in
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_price)
      JOIN public.v_price AS v ON v.pk_price = k.pk_price
    ), written AS (
      INSERT INTO public.tv_price AS t (pk_price, price, title, billed_in)
      SELECT * FROM fresh
      ON CONFLICT (pk_price)
      DO UPDATE SET price = excluded.price, title = excluded.title, billed_in = excluded.billed_in
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_price)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_price FROM fresh) AS gone (pk_price);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_price AS t
    USING unnest(v_gone) AS k (pk_price)
    WHERE t.pk_price = k.pk_price;
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
    SELECT t.pk_price FROM public.tv_price AS t
    EXCEPT
    SELECT v.pk_price FROM public.v_price AS v
  ) AS k (pk_price)
  WHERE t.pk_price = k.pk_price;

  INSERT INTO public.tv_price AS t (pk_price, price, title, billed_in)
  SELECT v.pk_price, v.price, v.title, v.billed_in
  FROM public.v_price AS v
  ON CONFLICT (pk_price)
  DO UPDATE SET price = excluded.price, title = excluded.title, billed_in = excluded.billed_in
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
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_c_code text[];
  v_b_code text[];
  v_p_pk_price integer[];
  v_l_currency text[];
  v_l_season text[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_currency c (code)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_currency b (code)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_price p (pk_price)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_price_list l (currency, season)'),
    array_agg(value.c2::text) FILTER (WHERE taken.route = 'tb_price_list l (currency, season)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_c_code, v_b_code, v_p_pk_price, v_l_currency, v_l_season, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2), tviews.class_lock_id(3), tviews.class_lock_id(4)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_price');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_price();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_price (billed_in), public.tb_price (currency, season), public.tb_price (currency)
  IF v_c_code IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(3, hash_record(ROW (changed.code)))
      FROM unnest(v_c_code) AS changed (code)
    );
  END IF;
  IF v_b_code IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.code)))
      FROM unnest(v_b_code) AS changed (code)
    );
  END IF;
  IF v_l_currency IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(2, hash_record(ROW (changed.currency, changed.season)))
      FROM unnest(v_l_currency, v_l_season) AS changed (currency, season)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_currency c: p.currency = c.code, pk_price = p.pk_price
  IF v_c_code IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT p.pk_price
      FROM public.tb_price AS p
      WHERE p.currency = ANY (v_c_code)
    );
  END IF;

  -- tb_currency b: p.billed_in = b.code, pk_price = p.pk_price
  IF v_b_code IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT p.pk_price
      FROM public.tb_price AS p
      WHERE p.billed_in = ANY (v_b_code)
    );
  END IF;

  -- tb_price p: pk_price = p.pk_price
  IF v_p_pk_price IS NOT NULL THEN
    v_keys := v_keys || v_p_pk_price;
  END IF;

  -- tb_price_list l: p.currency = l.currency AND p.season = l.season, pk_price = p.pk_price
  IF v_l_currency IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT p.pk_price
      FROM unnest(v_l_currency, v_l_season) AS changed (currency, season)
      JOIN public.tb_price AS p ON p.currency = changed.currency AND p.season = changed.season
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(4, hash_record(ROW (k.pk_price))) FROM unnest(v_keys) AS k (pk_price)
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

-- public.tv_price_list, key (currency, season).
CREATE FUNCTION tviews.activate_tv_price_list() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_price_list', 'public.v_price_list', 'currency, season, prices', $definition$
SELECT *
FROM (
SELECT l.currency, l.season, count(p.pk_price) AS prices
FROM tb_price_list l
LEFT JOIN tb_price p ON (p.currency, p.season) = (l.currency, l.season)
GROUP BY l.currency, l.season
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_price_list') IS NULL THEN
  CREATE TABLE public.tv_price_list (LIKE public.v_price_list) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_price_list') THEN
    INSERT INTO public.tv_price_list SELECT * FROM public.v_price_list;
  END IF;
  PERFORM tviews.put_key('activate_tv_price_list', 'public.tv_price_list', 'PRIMARY KEY (currency, season)');
  ANALYZE public.tv_price_list;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_price_list', 'public.tv_price_list', 'public.v_price_list', 'PRIMARY KEY (currency, season)') THEN
  IF tviews.fill_now('activate_tv_price_list') THEN
    INSERT INTO public.tv_price_list SELECT * FROM public.v_price_list;
  END IF;
  PERFORM tviews.put_key('activate_tv_price_list', 'public.tv_price_list', 'PRIMARY KEY (currency, season)');
END IF;

-- Makes the rows of public.tv_price_list with these keys equal to those of public.v_price_list, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_price_list(p_keys_1 text[], p_keys_2 text[]) RETURNS void
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
      SELECT v.currency, v.season, v.prices
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (currency, season)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_price_list AS v
        WHERE v.currency = k.currency AND v.season = k.season
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_price_list AS t (currency, season, prices)
      SELECT * FROM fresh
      ON CONFLICT (currency, season)
      DO UPDATE SET prices = excluded.prices
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.currency), array_agg(gone.season)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.currency, fresh.season FROM fresh) AS gone (currency, season);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.currency, v.season, v.prices
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (currency, season)
      JOIN public.v_price_list AS v ON v.currency = k.currency AND v.season = k.season
    ), written AS (
      INSERT INTO public.tv_price_list AS t (currency, season, prices)
      SELECT * FROM fresh
      ON CONFLICT (currency, season)
      DO UPDATE SET prices = excluded.prices
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.currency), array_agg(gone.season)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.currency, fresh.season FROM fresh) AS gone (currency, season);
  END IF;

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_price_list AS t
    USING unnest(v_gone_1, v_gone_2) AS k (currency, season)
    WHERE t.currency = k.currency AND t.season = k.season;
  END IF;
END
$function$;

-- Makes all rows of public.tv_price_list equal to those of public.v_price_list, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_price_list() RETURNS void
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
  DELETE FROM public.tv_price_list AS t
  USING (
    SELECT t.currency, t.season FROM public.tv_price_list AS t
    EXCEPT
    SELECT v.currency, v.season FROM public.v_price_list AS v
  ) AS k (currency, season)
  WHERE t.currency = k.currency AND t.season = k.season;

  INSERT INTO public.tv_price_list AS t (currency, season, prices)
  SELECT v.currency, v.season, v.prices
  FROM public.v_price_list AS v
  ON CONFLICT (currency, season)
  DO UPDATE SET prices = excluded.prices
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_price_list out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_price_list(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_p_currency text[];
  v_p_season text[];
  v_l_currency text[];
  v_l_season text[];
  v_keys_1 text[];
  v_keys_2 text[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_price p (currency, season)'),
    array_agg(value.c2::text) FILTER (WHERE taken.route = 'tb_price p (currency, season)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_price_list l (currency, season)'),
    array_agg(value.c2::text) FILTER (WHERE taken.route = 'tb_price_list l (currency, season)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::text) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_p_currency, v_p_season, v_l_currency, v_l_season, v_keys_1, v_keys_2
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(5)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_price_list');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_price_list();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_price p: currency = p.currency, season = p.season
  IF v_p_currency IS NOT NULL THEN
    v_keys_1 := v_keys_1 || v_p_currency;
    v_keys_2 := v_keys_2 || v_p_season;
  END IF;

  -- tb_price_list l: currency = l.currency, season = l.season
  IF v_l_currency IS NOT NULL THEN
    v_keys_1 := v_keys_1 || v_l_currency;
    v_keys_2 := v_keys_2 || v_l_season;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(5, hash_record(ROW (k.currency, k.season))) FROM unnest(v_keys_1, v_keys_2) AS k (currency, season)
  ), p_most - cardinality(v_held));
  IF pg_sequence_last_value('tviews.traced_since') IS NOT NULL THEN
    PERFORM tviews.leave_trace(v_held);
  END IF;
  IF cardinality(v_keys_1) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(2, ARRAY[v_keys_1::text[], v_keys_2::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_apart(2, ARRAY[v_keys_1::text[], v_keys_2::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_price_list(v_keys_1, v_keys_2);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_price_list, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_price_list() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_currency.
CREATE FUNCTION tviews.watch_tb_currency() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_currency puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_currency() RETURNS trigger
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
      -- What tv_price reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.code, r.symbol FROM old_rows AS r),
      after_1 AS (SELECT r.code, r.symbol FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_price reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.code FROM old_rows AS r),
      after_2 AS (SELECT r.code FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_currency c (code)', ARRAY[array_agg(DISTINCT r.code)::text[]]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 1, 'tb_currency b (code)', ARRAY[array_agg(DISTINCT r.code)::text[]]
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_currency c (code)', ARRAY[array_agg(r.code)::text[]]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 1, 'tb_currency b (code)', ARRAY[array_agg(r.code)::text[]]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_currency', 'enqueue_tb_currency', 'tviews_tb_currency', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_price.
CREATE FUNCTION tviews.watch_tb_price() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_price puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_price() RETURNS trigger
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
      -- What tv_price reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_price, r.currency, r.season, r.billed_in, ROW (r.amount)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after_1 AS (SELECT r.pk_price, r.currency, r.season, r.billed_in, ROW (r.amount)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_price_list reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_price, r.currency, r.season FROM old_rows AS r),
      after_2 AS (SELECT r.pk_price, r.currency, r.season FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_price p (pk_price)', ARRAY[array_agg(DISTINCT r.pk_price)::text[]],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.billed_in))))
          || array_agg(DISTINCT tviews.lock_id(2, hash_record(ROW (r.currency, r.season))))
          || array_agg(DISTINCT tviews.lock_id(3, hash_record(ROW (r.currency))))
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_price p (currency, season)', ARRAY[array_agg(r.currency)::text[], array_agg(r.season)::text[]],
        NULL::bigint[]
      FROM (SELECT DISTINCT r.currency, r.season FROM changed_2 AS r WHERE r.currency IS NOT NULL AND r.season IS NOT NULL) AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_price p (pk_price)', ARRAY[array_agg(r.pk_price)::text[]],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.billed_in))))
          || array_agg(DISTINCT tviews.lock_id(2, hash_record(ROW (r.currency, r.season))))
          || array_agg(DISTINCT tviews.lock_id(3, hash_record(ROW (r.currency))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_price p (currency, season)', ARRAY[array_agg(r.currency)::text[], array_agg(r.season)::text[]],
        NULL::bigint[]
      FROM (SELECT DISTINCT r.currency, r.season FROM changed_rows AS r WHERE r.currency IS NOT NULL AND r.season IS NOT NULL) AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_price', 'enqueue_tb_price', 'tviews_tb_price', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_price_list.
CREATE FUNCTION tviews.watch_tb_price_list() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_price_list puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_price_list() RETURNS trigger
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
      -- What tv_price reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.currency, r.season, r.title FROM old_rows AS r),
      after_1 AS (SELECT r.currency, r.season, r.title FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_price_list reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.currency, r.season FROM old_rows AS r),
      after_2 AS (SELECT r.currency, r.season FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_price_list l (currency, season)', ARRAY[array_agg(r.currency)::text[], array_agg(r.season)::text[]]
      FROM (SELECT DISTINCT r.currency, r.season FROM changed_1 AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_price_list l (currency, season)', ARRAY[array_agg(r.currency)::text[], array_agg(r.season)::text[]]
      FROM (SELECT DISTINCT r.currency, r.season FROM changed_2 AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_price_list l (currency, season)', ARRAY[array_agg(r.currency)::text[], array_agg(r.season)::text[]]
      FROM (SELECT DISTINCT r.currency, r.season FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_price_list l (currency, season)', ARRAY[array_agg(r.currency)::text[], array_agg(r.season)::text[]]
      FROM (SELECT DISTINCT r.currency, r.season FROM changed_rows AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_price_list', 'enqueue_tb_price_list', 'tviews_tb_price_list', true);
RETURN false;
END
$activate$;
