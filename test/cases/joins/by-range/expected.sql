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
    (1, 'public.tv_booking', 'public.v_booking', false, ARRAY['pk_booking'], 'r.pk_booking = k.pk_booking',
      'jsonb_build_object(''pk_booking'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_booking(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_booking', 'public.tb_season']::text[], 'activate_tv_booking', 'equip_tv_booking', ARRAY['drain_tv_booking', 'refresh_tv_booking', 'rebuild_tv_booking'], 'drain_tv_booking',
      false, false, 1000),
    (2, 'public.tv_discounted', 'public.v_discounted', false, ARRAY['pk_booking', 'pk_discount'], 'r.pk_booking = k.pk_booking AND r.pk_discount = k.pk_discount',
      'jsonb_build_object(''pk_booking'', CAST($1[1][n] AS integer), ''pk_discount'', CAST($1[2][n] AS integer))', 'tviews.refresh_tv_discounted(ARRAY(SELECT unnest($1[1:1]))::integer[], ARRAY(SELECT unnest($1[2:2]))::integer[])',
      ARRAY['public.tb_booking', 'public.tb_discount']::text[], 'activate_tv_discounted', 'equip_tv_discounted', ARRAY['drain_tv_discounted', 'refresh_tv_discounted', 'rebuild_tv_discounted'], 'drain_tv_discounted',
      false, false, 1000),
    (3, 'public.tv_season', 'public.v_season', false, ARRAY['pk_season'], 'r.pk_season = k.pk_season',
      'jsonb_build_object(''pk_season'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_season(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_booking', 'public.tb_season']::text[], 'activate_tv_season', 'equip_tv_season', ARRAY['drain_tv_season', 'refresh_tv_season', 'rebuild_tv_season'], 'drain_tv_season',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_booking', ARRAY['day', 'pk_booking', 'price']::text[], ARRAY['date', 'integer', 'integer']::text[], 'tviews_tb_booking', 'enqueue_tb_booking', NULL, true, 'watch_tb_booking'),
    ('public.tb_discount', ARRAY['high', 'low', 'percent', 'pk_discount']::text[], ARRAY['integer', 'integer', 'integer', 'integer']::text[], 'tviews_tb_discount', 'enqueue_tb_discount', NULL, true, 'watch_tb_discount'),
    ('public.tb_season', ARRAY['days', 'name', 'pk_season']::text[], ARRAY['daterange', 'text', 'integer']::text[], 'tviews_tb_season', 'enqueue_tb_season', NULL, true, 'watch_tb_season')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_booking', 'public.tb_booking', ARRAY['b']::text[], ARRAY['pk_booking', 'day', 'price']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_booking = b.pk_booking'),
    ('public.tv_booking', 'public.tb_season', ARRAY['s']::text[], ARRAY['name', 'days']::text[], false,
      'mapped', 1, ARRAY['public.tb_booking']::text[], 's.days @> b.day, pk_booking = b.pk_booking'),
    ('public.tv_discounted', 'public.tb_booking', ARRAY['b']::text[], ARRAY['pk_booking', 'price']::text[], false,
      'mapped', 1, ARRAY['public.tb_discount']::text[], '(b.price BETWEEN d.low AND d.high), pk_booking = b.pk_booking, pk_discount = d.pk_discount'),
    ('public.tv_discounted', 'public.tb_booking', ARRAY['b']::text[], ARRAY['pk_booking', 'price']::text[], false,
      'mapped', 2, ARRAY['public.tv_discounted']::text[], 'old_row.pk_booking = b.pk_booking, pk_booking = old_row.pk_booking, pk_discount = old_row.pk_discount'),
    ('public.tv_discounted', 'public.tb_discount', ARRAY['d']::text[], ARRAY['pk_discount', 'low', 'high', 'percent']::text[], false,
      'mapped', 1, ARRAY['public.tb_booking']::text[], '(b.price BETWEEN d.low AND d.high), pk_booking = b.pk_booking, pk_discount = d.pk_discount'),
    ('public.tv_discounted', 'public.tb_discount', ARRAY['d']::text[], ARRAY['pk_discount', 'low', 'high', 'percent']::text[], false,
      'mapped', 2, ARRAY['public.tv_discounted']::text[], 'old_row.pk_discount = d.pk_discount, pk_booking = old_row.pk_booking, pk_discount = old_row.pk_discount'),
    ('public.tv_season', 'public.tb_booking', ARRAY['b']::text[], ARRAY['day']::text[], false,
      'mapped', 1, ARRAY['public.tb_season']::text[], 'b.day <@ s.days, pk_season = s.pk_season'),
    ('public.tv_season', 'public.tb_season', ARRAY['s']::text[], ARRAY['pk_season', 'name', 'days']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_season = s.pk_season'),
    ('public.tv_season', 'public.tb_season', ARRAY['earlier']::text[], ARRAY['days']::text[], false,
      'mapped', 1, ARRAY['public.tb_season']::text[], 'upper(earlier.days) <= lower(s.days), pk_season = s.pk_season')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_booking', 'public.tb_booking', 'btree', ARRAY['pk_booking'], false, 'CREATE INDEX tb_booking_pk_booking_idx ON public.tb_booking (pk_booking);'),
    (2, 'public.tv_booking', 'public.tb_season', 'gist', ARRAY['days'], false, 'CREATE INDEX tb_season_days_idx ON public.tb_season USING gist (days);'),
    (3, 'public.tv_discounted', 'public.tb_booking', 'btree', ARRAY['pk_booking'], false, 'CREATE INDEX tb_booking_pk_booking_idx ON public.tb_booking (pk_booking);'),
    (3, 'public.tv_discounted', 'public.tb_booking', 'btree', ARRAY['price'], false, 'CREATE INDEX tb_booking_pk_booking_idx ON public.tb_booking (pk_booking);'),
    (4, 'public.tv_discounted', 'public.tb_booking', 'btree', ARRAY['pk_booking'], false, 'CREATE INDEX tb_booking_pk_booking_idx ON public.tb_booking (pk_booking);'),
    (5, 'public.tv_discounted', 'public.tb_discount', 'btree', ARRAY['pk_discount'], false, 'CREATE INDEX tb_discount_pk_discount_idx ON public.tb_discount (pk_discount);'),
    (6, 'public.tv_discounted', 'public.tb_booking', 'btree', ARRAY['price'], false, 'CREATE INDEX tb_booking_price_idx ON public.tb_booking (price);'),
    (7, 'public.tv_season', 'public.tb_season', 'gist', ARRAY['days'], false, 'CREATE INDEX tb_season_days_idx ON public.tb_season USING gist (days);'),
    (8, 'public.tv_season', 'public.tb_season', 'btree', ARRAY['pk_season'], false, 'CREATE INDEX tb_season_pk_season_idx ON public.tb_season (pk_season);')
$function$;

-- The highest number of a class of locks.
CREATE FUNCTION tviews.built_lock_classes() RETURNS integer
LANGUAGE sql IMMUTABLE
AS 'SELECT 9';

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_booking', 'not-null', ARRAY['pk_booking']),
    ('public.tb_booking', 'not-null', ARRAY['price']),
    ('public.tb_booking', 'unique', ARRAY['pk_booking']),
    ('public.tb_discount', 'not-null', ARRAY['pk_discount']),
    ('public.tb_discount', 'unique', ARRAY['pk_discount']),
    ('public.tb_season', 'not-null', ARRAY['pk_season']),
    ('public.tb_season', 'not-null', ARRAY['days']),
    ('public.tb_season', 'unique', ARRAY['pk_season'])
$function$;

-- public.tv_booking, key (pk_booking).
CREATE FUNCTION tviews.activate_tv_booking() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_booking', 'public.v_booking', 'pk_booking, price, season', $definition$
SELECT *
FROM (
SELECT b.pk_booking, b.price, s.name AS season
FROM tb_booking b
LEFT JOIN tb_season s ON s.days @> b.day
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_booking') IS NULL THEN
  CREATE TABLE public.tv_booking (LIKE public.v_booking) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_booking') THEN
    INSERT INTO public.tv_booking SELECT * FROM public.v_booking;
  END IF;
  PERFORM tviews.put_key('activate_tv_booking', 'public.tv_booking', 'PRIMARY KEY (pk_booking)');
  ANALYZE public.tv_booking;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_booking', 'public.tv_booking', 'public.v_booking', 'PRIMARY KEY (pk_booking)') THEN
  IF tviews.fill_now('activate_tv_booking') THEN
    INSERT INTO public.tv_booking SELECT * FROM public.v_booking;
  END IF;
  PERFORM tviews.put_key('activate_tv_booking', 'public.tv_booking', 'PRIMARY KEY (pk_booking)');
END IF;

-- Makes the rows of public.tv_booking with these keys equal to those of public.v_booking, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_booking(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
  v_twice text;
BEGIN
  -- No constraint proves that the key is unique.
  SELECT concat_ws(', ', k.pk_booking) INTO v_twice
  FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_booking)
  CROSS JOIN LATERAL (
    SELECT count(*) AS rows FROM public.v_booking AS v
    WHERE v.pk_booking = k.pk_booking
    OFFSET 0
  ) AS found
  WHERE found.rows > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_booking', v_twice);
  END IF;

  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_booking, v.price, v.season
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_booking)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_booking AS v
        WHERE v.pk_booking = k.pk_booking
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_booking AS t (pk_booking, price, season)
      SELECT * FROM fresh
      ON CONFLICT (pk_booking)
      DO UPDATE SET price = excluded.price, season = excluded.season
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_booking)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_booking FROM fresh) AS gone (pk_booking);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_booking, v.price, v.season
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_booking)
      JOIN public.v_booking AS v ON v.pk_booking = k.pk_booking
    ), written AS (
      INSERT INTO public.tv_booking AS t (pk_booking, price, season)
      SELECT * FROM fresh
      ON CONFLICT (pk_booking)
      DO UPDATE SET price = excluded.price, season = excluded.season
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_booking)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_booking FROM fresh) AS gone (pk_booking);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_booking AS t
    USING unnest(v_gone) AS k (pk_booking)
    WHERE t.pk_booking = k.pk_booking;
  END IF;
END
$function$;

-- Makes all rows of public.tv_booking equal to those of public.v_booking, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_booking() RETURNS void
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
  SELECT concat_ws(', ', v.pk_booking) INTO v_twice
  FROM public.v_booking AS v
  GROUP BY v.pk_booking
  HAVING count(*) > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_booking', v_twice);
  END IF;

  DELETE FROM public.tv_booking AS t
  USING (
    SELECT t.pk_booking FROM public.tv_booking AS t
    EXCEPT
    SELECT v.pk_booking FROM public.v_booking AS v
  ) AS k (pk_booking)
  WHERE t.pk_booking = k.pk_booking;

  INSERT INTO public.tv_booking AS t (pk_booking, price, season)
  SELECT v.pk_booking, v.price, v.season
  FROM public.v_booking AS v
  ON CONFLICT (pk_booking)
  DO UPDATE SET price = excluded.price, season = excluded.season
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_booking out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_booking(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_b_pk_booking integer[];
  v_s_days daterange[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_booking b (pk_booking)'),
    array_agg(value.c1::daterange) FILTER (WHERE taken.route = 'tb_season s (days)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_b_pk_booking, v_s_days, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_booking');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_booking();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_booking
  IF v_s_days IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, 1)
      FROM unnest(v_s_days) AS changed (days)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_booking b: pk_booking = b.pk_booking
  IF v_b_pk_booking IS NOT NULL THEN
    v_keys := v_keys || v_b_pk_booking;
  END IF;

  -- tb_season s: s.days @> b.day, pk_booking = b.pk_booking
  IF v_s_days IS NOT NULL THEN
    IF cardinality(v_s_days) > 1 THEN
      SELECT array_agg(changed.c1)
      INTO v_s_days
      FROM (SELECT DISTINCT * FROM unnest(v_s_days) AS changed (c1)) AS changed;
    END IF;
    v_keys := v_keys || ARRAY (
      SELECT b.pk_booking
      FROM unnest(v_s_days) AS changed (days)
      JOIN public.tb_booking AS b ON changed.days @> b.day
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.pk_booking))) FROM unnest(v_keys) AS k (pk_booking)
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
    PERFORM tviews.refresh_tv_booking(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_booking, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_booking() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_discounted, key (pk_booking, pk_discount).
CREATE FUNCTION tviews.activate_tv_discounted() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_discounted', 'public.v_discounted', 'pk_booking, pk_discount, price', $definition$
SELECT *
FROM (
SELECT b.pk_booking, d.pk_discount, b.price * (100 - d.percent) / 100 AS price
FROM tb_booking b
JOIN tb_discount d ON b.price BETWEEN d.low AND d.high
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_discounted') IS NULL THEN
  CREATE TABLE public.tv_discounted (LIKE public.v_discounted) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_discounted') THEN
    INSERT INTO public.tv_discounted SELECT * FROM public.v_discounted;
  END IF;
  PERFORM tviews.put_key('activate_tv_discounted', 'public.tv_discounted', 'PRIMARY KEY (pk_booking, pk_discount)');
  ANALYZE public.tv_discounted;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_discounted', 'public.tv_discounted', 'public.v_discounted', 'PRIMARY KEY (pk_booking, pk_discount)') THEN
  IF tviews.fill_now('activate_tv_discounted') THEN
    INSERT INTO public.tv_discounted SELECT * FROM public.v_discounted;
  END IF;
  PERFORM tviews.put_key('activate_tv_discounted', 'public.tv_discounted', 'PRIMARY KEY (pk_booking, pk_discount)');
END IF;

-- Makes the rows of public.tv_discounted with these keys equal to those of public.v_discounted, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_discounted(p_keys_1 integer[], p_keys_2 integer[]) RETURNS void
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
      SELECT v.pk_booking, v.pk_discount, v.price
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_booking, pk_discount)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_discounted AS v
        WHERE v.pk_booking = k.pk_booking AND v.pk_discount = k.pk_discount
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_discounted AS t (pk_booking, pk_discount, price)
      SELECT * FROM fresh
      ON CONFLICT (pk_booking, pk_discount)
      DO UPDATE SET price = excluded.price
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_booking), array_agg(gone.pk_discount)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_booking, fresh.pk_discount FROM fresh) AS gone (pk_booking, pk_discount);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_booking, v.pk_discount, v.price
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_booking, pk_discount)
      JOIN public.v_discounted AS v ON v.pk_booking = k.pk_booking AND v.pk_discount = k.pk_discount
    ), written AS (
      INSERT INTO public.tv_discounted AS t (pk_booking, pk_discount, price)
      SELECT * FROM fresh
      ON CONFLICT (pk_booking, pk_discount)
      DO UPDATE SET price = excluded.price
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_booking), array_agg(gone.pk_discount)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_booking, fresh.pk_discount FROM fresh) AS gone (pk_booking, pk_discount);
  END IF;

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_discounted AS t
    USING unnest(v_gone_1, v_gone_2) AS k (pk_booking, pk_discount)
    WHERE t.pk_booking = k.pk_booking AND t.pk_discount = k.pk_discount;
  END IF;
END
$function$;

-- Makes all rows of public.tv_discounted equal to those of public.v_discounted, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_discounted() RETURNS void
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
  DELETE FROM public.tv_discounted AS t
  USING (
    SELECT t.pk_booking, t.pk_discount FROM public.tv_discounted AS t
    EXCEPT
    SELECT v.pk_booking, v.pk_discount FROM public.v_discounted AS v
  ) AS k (pk_booking, pk_discount)
  WHERE t.pk_booking = k.pk_booking AND t.pk_discount = k.pk_discount;

  INSERT INTO public.tv_discounted AS t (pk_booking, pk_discount, price)
  SELECT v.pk_booking, v.pk_discount, v.price
  FROM public.v_discounted AS v
  ON CONFLICT (pk_booking, pk_discount)
  DO UPDATE SET price = excluded.price
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_discounted out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_discounted(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_b_pk_booking integer[];
  v_b_price integer[];
  v_d_pk_discount integer[];
  v_d_low integer[];
  v_d_high integer[];
  v_keys_1 integer[];
  v_keys_2 integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_booking b (pk_booking, price)'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'tb_booking b (pk_booking, price)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_discount d (pk_discount, low, high)'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'tb_discount d (pk_discount, low, high)'),
    array_agg(value.c3::integer) FILTER (WHERE taken.route = 'tb_discount d (pk_discount, low, high)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_b_pk_booking, v_b_price, v_d_pk_discount, v_d_low, v_d_high, v_keys_1, v_keys_2
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2], taken.keys[3:3]) AS value (c1, c2, c3) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(3), tviews.class_lock_id(4), tviews.class_lock_id(5), tviews.class_lock_id(6), tviews.class_lock_id(7)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_discounted');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_discounted();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_booking, public.tb_discount
  IF v_b_pk_booking IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(4, 1)
      FROM unnest(v_b_pk_booking, v_b_price) AS changed (pk_booking, price)
    );
  END IF;
  IF v_d_pk_discount IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(3, 1)
      FROM unnest(v_d_pk_discount, v_d_low, v_d_high) AS changed (pk_discount, low, high)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_booking b: (b.price BETWEEN d.low AND d.high), pk_booking = b.pk_booking, pk_discount = d.pk_discount
  IF v_b_pk_booking IS NOT NULL THEN
    IF cardinality(v_b_pk_booking) > 1 THEN
      SELECT array_agg(changed.c1), array_agg(changed.c2)
      INTO v_b_pk_booking, v_b_price
      FROM (SELECT DISTINCT * FROM unnest(v_b_pk_booking, v_b_price) AS changed (c1, c2)) AS changed;
    END IF;
    SELECT v_keys_1 || array_agg(changed.pk_booking), v_keys_2 || array_agg(d.pk_discount)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_b_pk_booking, v_b_price) AS changed (pk_booking, price)
    JOIN public.tb_discount AS d ON (changed.price BETWEEN d.low AND d.high);
  END IF;

  -- tb_discount d: (b.price BETWEEN d.low AND d.high), pk_booking = b.pk_booking, pk_discount = d.pk_discount
  IF v_d_pk_discount IS NOT NULL THEN
    IF cardinality(v_d_pk_discount) > 1 THEN
      SELECT array_agg(changed.c1), array_agg(changed.c2), array_agg(changed.c3)
      INTO v_d_pk_discount, v_d_low, v_d_high
      FROM (SELECT DISTINCT * FROM unnest(v_d_pk_discount, v_d_low, v_d_high) AS changed (c1, c2, c3)) AS changed;
    END IF;
    SELECT v_keys_1 || array_agg(b.pk_booking), v_keys_2 || array_agg(changed.pk_discount)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_d_pk_discount, v_d_low, v_d_high) AS changed (pk_discount, low, high)
    JOIN public.tb_booking AS b ON (b.price BETWEEN changed.low AND changed.high);
  END IF;

  -- Its own rows, by public.tv_discounted (pk_booking), by public.tv_discounted (pk_discount)
  v_held := v_held || tviews.hold(ARRAY (
    SELECT tviews.lock_id(5, hash_record(ROW (k.pk_booking))) FROM unnest(v_keys_1, v_keys_2) AS k (pk_booking, pk_discount)
    UNION ALL
    SELECT tviews.lock_id(6, hash_record(ROW (k.pk_discount))) FROM unnest(v_keys_1, v_keys_2) AS k (pk_booking, pk_discount)
  ), ARRAY (
    SELECT tviews.lock_id(5, hash_record(ROW (changed.pk_booking)))
    FROM unnest(v_b_pk_booking, v_b_price) AS changed (pk_booking, price)
    UNION ALL
    SELECT tviews.lock_id(6, hash_record(ROW (changed.pk_discount)))
    FROM unnest(v_d_pk_discount, v_d_low, v_d_high) AS changed (pk_discount, low, high)
  ), p_most - cardinality(v_held));

  -- tb_booking b: old_row.pk_booking = b.pk_booking, pk_booking = old_row.pk_booking, pk_discount = old_row.pk_discount
  IF v_b_pk_booking IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(old_row.pk_booking), v_keys_2 || array_agg(old_row.pk_discount)
    INTO v_keys_1, v_keys_2
    FROM public.tv_discounted AS old_row
    WHERE old_row.pk_booking = ANY (v_b_pk_booking);
  END IF;

  -- tb_discount d: old_row.pk_discount = d.pk_discount, pk_booking = old_row.pk_booking, pk_discount = old_row.pk_discount
  IF v_d_pk_discount IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(old_row.pk_booking), v_keys_2 || array_agg(old_row.pk_discount)
    INTO v_keys_1, v_keys_2
    FROM public.tv_discounted AS old_row
    WHERE old_row.pk_discount = ANY (v_d_pk_discount);
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(7, hash_record(ROW (k.pk_booking, k.pk_discount))) FROM unnest(v_keys_1, v_keys_2) AS k (pk_booking, pk_discount)
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
    PERFORM tviews.refresh_tv_discounted(v_keys_1, v_keys_2);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_discounted, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_discounted() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT ARRAY[
  -- tv_discounted looks rows up by it
  ARRAY[$definition$CREATE INDEX ON public.tv_discounted USING btree (pk_discount)$definition$, NULL, 'pk_discount']
]
$activate$;

-- public.tv_season, key (pk_season).
CREATE FUNCTION tviews.activate_tv_season() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_season', 'public.v_season', 'pk_season, name, bookings, earlier', $definition$
SELECT *
FROM (
SELECT
  s.pk_season, s.name,
  (SELECT count(*) FROM tb_booking b WHERE b.day <@ s.days) AS bookings,
  (SELECT count(*) FROM tb_season earlier WHERE upper(earlier.days) <= lower(s.days)) AS earlier
FROM tb_season s
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_season') IS NULL THEN
  CREATE TABLE public.tv_season (LIKE public.v_season) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_season') THEN
    INSERT INTO public.tv_season SELECT * FROM public.v_season;
  END IF;
  PERFORM tviews.put_key('activate_tv_season', 'public.tv_season', 'PRIMARY KEY (pk_season)');
  ANALYZE public.tv_season;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_season', 'public.tv_season', 'public.v_season', 'PRIMARY KEY (pk_season)') THEN
  IF tviews.fill_now('activate_tv_season') THEN
    INSERT INTO public.tv_season SELECT * FROM public.v_season;
  END IF;
  PERFORM tviews.put_key('activate_tv_season', 'public.tv_season', 'PRIMARY KEY (pk_season)');
END IF;

-- Makes the rows of public.tv_season with these keys equal to those of public.v_season, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_season(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_season, v.name, v.bookings, v.earlier
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_season)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_season AS v
        WHERE v.pk_season = k.pk_season
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_season AS t (pk_season, name, bookings, earlier)
      SELECT * FROM fresh
      ON CONFLICT (pk_season)
      DO UPDATE SET name = excluded.name, bookings = excluded.bookings, earlier = excluded.earlier
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_season)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_season FROM fresh) AS gone (pk_season);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_season, v.name, v.bookings, v.earlier
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_season)
      JOIN public.v_season AS v ON v.pk_season = k.pk_season
    ), written AS (
      INSERT INTO public.tv_season AS t (pk_season, name, bookings, earlier)
      SELECT * FROM fresh
      ON CONFLICT (pk_season)
      DO UPDATE SET name = excluded.name, bookings = excluded.bookings, earlier = excluded.earlier
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_season)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_season FROM fresh) AS gone (pk_season);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_season AS t
    USING unnest(v_gone) AS k (pk_season)
    WHERE t.pk_season = k.pk_season;
  END IF;
END
$function$;

-- Makes all rows of public.tv_season equal to those of public.v_season, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_season() RETURNS void
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
  DELETE FROM public.tv_season AS t
  USING (
    SELECT t.pk_season FROM public.tv_season AS t
    EXCEPT
    SELECT v.pk_season FROM public.v_season AS v
  ) AS k (pk_season)
  WHERE t.pk_season = k.pk_season;

  INSERT INTO public.tv_season AS t (pk_season, name, bookings, earlier)
  SELECT v.pk_season, v.name, v.bookings, v.earlier
  FROM public.v_season AS v
  ON CONFLICT (pk_season)
  DO UPDATE SET name = excluded.name, bookings = excluded.bookings, earlier = excluded.earlier
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_season out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_season(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_b_day date[];
  v_s_pk_season integer[];
  v_earlier_days daterange[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(3)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::date) FILTER (WHERE taken.route = 'tb_booking b (day)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_season s (pk_season)'),
    array_agg(value.c1::daterange) FILTER (WHERE taken.route = 'tb_season earlier (days)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_b_day, v_s_pk_season, v_earlier_days, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(3, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(8), tviews.class_lock_id(9)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_season');
    IF p_notes THEN
      PERFORM tviews.note_rows(3, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(3, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_season();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_season
  IF v_b_day IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(8, 1)
      FROM unnest(v_b_day) AS changed (day)
    );
  END IF;
  IF v_earlier_days IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(8, 1)
      FROM unnest(v_earlier_days) AS changed (days)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_booking b: b.day <@ s.days, pk_season = s.pk_season
  IF v_b_day IS NOT NULL THEN
    IF cardinality(v_b_day) > 1 THEN
      SELECT array_agg(changed.c1)
      INTO v_b_day
      FROM (SELECT DISTINCT * FROM unnest(v_b_day) AS changed (c1)) AS changed;
    END IF;
    v_keys := v_keys || ARRAY (
      SELECT s.pk_season
      FROM unnest(v_b_day) AS changed (day)
      JOIN public.tb_season AS s ON changed.day <@ s.days
    );
  END IF;

  -- tb_season s: pk_season = s.pk_season
  IF v_s_pk_season IS NOT NULL THEN
    v_keys := v_keys || v_s_pk_season;
  END IF;

  -- tb_season earlier: upper(earlier.days) <= lower(s.days), pk_season = s.pk_season
  IF v_earlier_days IS NOT NULL THEN
    IF cardinality(v_earlier_days) > 1 THEN
      SELECT array_agg(changed.c1)
      INTO v_earlier_days
      FROM (SELECT DISTINCT * FROM unnest(v_earlier_days) AS changed (c1)) AS changed;
    END IF;
    v_keys := v_keys || ARRAY (
      SELECT s.pk_season
      FROM unnest(v_earlier_days) AS changed (days)
      JOIN public.tb_season AS s ON upper(changed.days) <= lower(s.days)
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(3, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(9, hash_record(ROW (k.pk_season))) FROM unnest(v_keys) AS k (pk_season)
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
    PERFORM tviews.refresh_tv_season(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_season, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_season() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_booking.
CREATE FUNCTION tviews.watch_tb_booking() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_booking puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_booking() RETURNS trigger
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
      -- What tv_booking reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_booking, r.day, r.price FROM old_rows AS r),
      after_1 AS (SELECT r.pk_booking, r.day, r.price FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_discounted reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_booking, r.price FROM old_rows AS r),
      after_2 AS (SELECT r.pk_booking, r.price FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      ),
      -- What tv_season reads of the rows before and after, and where that differs.
      before_3 AS (SELECT r.day FROM old_rows AS r),
      after_3 AS (SELECT r.day FROM new_rows AS r),
      changed_3 AS (
        (TABLE before_3 EXCEPT ALL TABLE after_3) UNION ALL (TABLE after_3 EXCEPT ALL TABLE before_3)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_booking b (pk_booking)', array_agg(DISTINCT r.pk_booking)::text[],
        array_agg(DISTINCT tviews.lock_id(1, 1))
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_booking b (pk_booking, price)', ARRAY[array_agg(r.pk_booking)::text[], array_agg(r.price)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_booking, r.price, tviews.lock_id(3, 1) AS lock_1 FROM changed_2 AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_booking b (day)', array_agg(DISTINCT r.day::text),
        NULL::bigint[]
      FROM changed_3 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_booking b (pk_booking)', array_agg(r.pk_booking)::text[],
        array_agg(DISTINCT tviews.lock_id(1, 1))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_booking b (pk_booking, price)', ARRAY[array_agg(r.pk_booking)::text[], array_agg(r.price)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_booking, r.price, tviews.lock_id(3, 1) AS lock_1 FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_booking b (day)', array_agg(DISTINCT r.day::text),
        NULL::bigint[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_booking', 'enqueue_tb_booking', 'tviews_tb_booking', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_discount.
CREATE FUNCTION tviews.watch_tb_discount() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_discount puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_discount() RETURNS trigger
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
      -- What tv_discounted reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_discount, r.low, r.high, r.percent FROM old_rows AS r),
      after AS (SELECT r.pk_discount, r.low, r.high, r.percent FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_discount d (pk_discount, low, high)', ARRAY[array_agg(r.pk_discount)::text[], array_agg(r.low)::text[], array_agg(r.high)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_discount, r.low, r.high, tviews.lock_id(4, 1) AS lock_1 FROM changed AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_discount d (pk_discount, low, high)', ARRAY[array_agg(r.pk_discount)::text[], array_agg(r.low)::text[], array_agg(r.high)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_discount, r.low, r.high, tviews.lock_id(4, 1) AS lock_1 FROM changed_rows AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_discount', 'enqueue_tb_discount', 'tviews_tb_discount', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_season.
CREATE FUNCTION tviews.watch_tb_season() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_season puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_season() RETURNS trigger
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
    FROM unnest(ARRAY[1, 3]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_booking reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.name, r.days FROM old_rows AS r),
      after_1 AS (SELECT r.name, r.days FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_season reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_season, r.name, r.days FROM old_rows AS r),
      after_2 AS (SELECT r.pk_season, r.name, r.days FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      ),
      -- What tv_season reads of the rows before and after, and where that differs.
      before_3 AS (SELECT r.days FROM old_rows AS r),
      after_3 AS (SELECT r.days FROM new_rows AS r),
      changed_3 AS (
        (TABLE before_3 EXCEPT ALL TABLE after_3) UNION ALL (TABLE after_3 EXCEPT ALL TABLE before_3)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_season s (days)', array_agg(DISTINCT r.days::text),
        NULL::bigint[]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_season s (pk_season)', array_agg(DISTINCT r.pk_season)::text[],
        array_agg(DISTINCT tviews.lock_id(8, 1))
      FROM changed_2 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_season earlier (days)', array_agg(DISTINCT r.days::text),
        array_agg(DISTINCT tviews.lock_id(8, 1))
      FROM changed_3 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_season s (days)', array_agg(DISTINCT r.days::text),
        NULL::bigint[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_season s (pk_season)', array_agg(r.pk_season)::text[],
        array_agg(DISTINCT tviews.lock_id(8, 1))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_season earlier (days)', array_agg(DISTINCT r.days::text),
        array_agg(DISTINCT tviews.lock_id(8, 1))
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_season', 'enqueue_tb_season', 'tviews_tb_season', true);
RETURN false;
END
$activate$;
