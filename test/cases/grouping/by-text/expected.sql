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
    (1, 'public.tv_city', 'public.v_city', false, ARRAY['city'], 'r.city = k.city',
      'jsonb_build_object(''city'', CAST($1[1][n] AS text))', 'tviews.refresh_tv_city(ARRAY(SELECT unnest($1[1:1]))::text[])',
      ARRAY['public.tb_visit']::text[], 'activate_tv_city', 'equip_tv_city', ARRAY['drain_tv_city', 'refresh_tv_city', 'rebuild_tv_city'], 'drain_tv_city',
      false, false, 1000),
    (2, 'public.tv_city_day', 'public.v_city_day', false, ARRAY['city', 'day'], 'r.city = k.city AND r.day = k.day',
      'jsonb_build_object(''city'', CAST($1[1][n] AS text), ''day'', CAST($1[2][n] AS date))', 'tviews.refresh_tv_city_day(ARRAY(SELECT unnest($1[1:1]))::text[], ARRAY(SELECT unnest($1[2:2]))::date[])',
      ARRAY['public.tb_visit']::text[], 'activate_tv_city_day', 'equip_tv_city_day', ARRAY['drain_tv_city_day', 'refresh_tv_city_day', 'rebuild_tv_city_day'], 'drain_tv_city_day',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_visit', ARRAY['city', 'seconds', 'seen_on']::text[], ARRAY['text', 'integer', 'date']::text[], 'tviews_tb_visit', 'enqueue_tb_visit', NULL, true, 'watch_tb_visit')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_city', 'public.tb_visit', ARRAY['tb_visit']::text[], ARRAY['city', 'seconds']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'city = tb_visit.city'),
    ('public.tv_city_day', 'public.tb_visit', ARRAY['v']::text[], ARRAY['city', 'seen_on', 'seconds']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'city = v.city, day = v.seen_on')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_city', 'public.tb_visit', 'btree', ARRAY['city'], false, 'CREATE INDEX tb_visit_city_idx ON public.tb_visit (city);'),
    (2, 'public.tv_city_day', 'public.tb_visit', 'btree', ARRAY['city', 'seen_on'], false, 'CREATE INDEX tb_visit_city_seen_on_idx ON public.tb_visit (city, seen_on);')
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
    ('public.tb_visit', 'not-null', ARRAY['city']),
    ('public.tb_visit', 'not-null', ARRAY['seen_on'])
$function$;

-- public.tv_city, key (city).
CREATE FUNCTION tviews.activate_tv_city() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_city', 'public.v_city', 'city, visits, seconds', $definition$
SELECT *
FROM (
SELECT city, count(*) AS visits, sum(seconds) AS seconds
FROM tb_visit
GROUP BY city
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_city') IS NULL THEN
  CREATE TABLE public.tv_city (LIKE public.v_city) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_city') THEN
    INSERT INTO public.tv_city SELECT * FROM public.v_city;
  END IF;
  PERFORM tviews.put_key('activate_tv_city', 'public.tv_city', 'PRIMARY KEY (city)');
  ANALYZE public.tv_city;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_city', 'public.tv_city', 'public.v_city', 'PRIMARY KEY (city)') THEN
  IF tviews.fill_now('activate_tv_city') THEN
    INSERT INTO public.tv_city SELECT * FROM public.v_city;
  END IF;
  PERFORM tviews.put_key('activate_tv_city', 'public.tv_city', 'PRIMARY KEY (city)');
END IF;

-- Makes the rows of public.tv_city with these keys equal to those of public.v_city, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_city(p_keys text[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone text[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.city, v.visits, v.seconds
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (city)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_city AS v
        WHERE v.city = k.city
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_city AS t (city, visits, seconds)
      SELECT * FROM fresh
      ON CONFLICT (city)
      DO UPDATE SET visits = excluded.visits, seconds = excluded.seconds
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.city)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.city FROM fresh) AS gone (city);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.city, v.visits, v.seconds
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (city)
      JOIN public.v_city AS v ON v.city = k.city
    ), written AS (
      INSERT INTO public.tv_city AS t (city, visits, seconds)
      SELECT * FROM fresh
      ON CONFLICT (city)
      DO UPDATE SET visits = excluded.visits, seconds = excluded.seconds
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.city)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.city FROM fresh) AS gone (city);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_city AS t
    USING unnest(v_gone) AS k (city)
    WHERE t.city = k.city;
  END IF;
END
$function$;

-- Makes all rows of public.tv_city equal to those of public.v_city, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_city() RETURNS void
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
  DELETE FROM public.tv_city AS t
  USING (
    SELECT t.city FROM public.tv_city AS t
    EXCEPT
    SELECT v.city FROM public.v_city AS v
  ) AS k (city)
  WHERE t.city = k.city;

  INSERT INTO public.tv_city AS t (city, visits, seconds)
  SELECT v.city, v.visits, v.seconds
  FROM public.v_city AS v
  ON CONFLICT (city)
  DO UPDATE SET visits = excluded.visits, seconds = excluded.seconds
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_city out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_city(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_tb_visit_city text[];
  v_keys text[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_visit (city)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_tb_visit_city, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_city');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_city();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_visit: city = tb_visit.city
  IF v_tb_visit_city IS NOT NULL THEN
    v_keys := v_keys || v_tb_visit_city;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.city))) FROM unnest(v_keys) AS k (city)
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
    PERFORM tviews.refresh_tv_city(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_city, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_city() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_city_day, key (city, day).
CREATE FUNCTION tviews.activate_tv_city_day() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_city_day', 'public.v_city_day', 'city, day, longest', $definition$
SELECT *
FROM (
SELECT v.city, v.seen_on AS day, max(v.seconds) AS longest
FROM tb_visit v
GROUP BY v.city, v.seen_on
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_city_day') IS NULL THEN
  CREATE TABLE public.tv_city_day (LIKE public.v_city_day) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_city_day') THEN
    INSERT INTO public.tv_city_day SELECT * FROM public.v_city_day;
  END IF;
  PERFORM tviews.put_key('activate_tv_city_day', 'public.tv_city_day', 'PRIMARY KEY (city, day)');
  ANALYZE public.tv_city_day;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_city_day', 'public.tv_city_day', 'public.v_city_day', 'PRIMARY KEY (city, day)') THEN
  IF tviews.fill_now('activate_tv_city_day') THEN
    INSERT INTO public.tv_city_day SELECT * FROM public.v_city_day;
  END IF;
  PERFORM tviews.put_key('activate_tv_city_day', 'public.tv_city_day', 'PRIMARY KEY (city, day)');
END IF;

-- Makes the rows of public.tv_city_day with these keys equal to those of public.v_city_day, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_city_day(p_keys_1 text[], p_keys_2 date[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone_1 text[];
  v_gone_2 date[];
BEGIN
  IF cardinality(p_keys_1) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.city, v.day, v.longest
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (city, day)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_city_day AS v
        WHERE v.city = k.city AND v.day = k.day
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_city_day AS t (city, day, longest)
      SELECT * FROM fresh
      ON CONFLICT (city, day)
      DO UPDATE SET longest = excluded.longest
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.city), array_agg(gone.day)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.city, fresh.day FROM fresh) AS gone (city, day);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.city, v.day, v.longest
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (city, day)
      JOIN public.v_city_day AS v ON v.city = k.city AND v.day = k.day
    ), written AS (
      INSERT INTO public.tv_city_day AS t (city, day, longest)
      SELECT * FROM fresh
      ON CONFLICT (city, day)
      DO UPDATE SET longest = excluded.longest
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.city), array_agg(gone.day)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.city, fresh.day FROM fresh) AS gone (city, day);
  END IF;

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_city_day AS t
    USING unnest(v_gone_1, v_gone_2) AS k (city, day)
    WHERE t.city = k.city AND t.day = k.day;
  END IF;
END
$function$;

-- Makes all rows of public.tv_city_day equal to those of public.v_city_day, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_city_day() RETURNS void
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
  DELETE FROM public.tv_city_day AS t
  USING (
    SELECT t.city, t.day FROM public.tv_city_day AS t
    EXCEPT
    SELECT v.city, v.day FROM public.v_city_day AS v
  ) AS k (city, day)
  WHERE t.city = k.city AND t.day = k.day;

  INSERT INTO public.tv_city_day AS t (city, day, longest)
  SELECT v.city, v.day, v.longest
  FROM public.v_city_day AS v
  ON CONFLICT (city, day)
  DO UPDATE SET longest = excluded.longest
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_city_day out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_city_day(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_v_city text[];
  v_v_seen_on date[];
  v_keys_1 text[];
  v_keys_2 date[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_visit v (city, seen_on)'),
    array_agg(value.c2::date) FILTER (WHERE taken.route = 'tb_visit v (city, seen_on)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::date) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_v_city, v_v_seen_on, v_keys_1, v_keys_2
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_city_day');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_city_day();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_visit v: city = v.city, day = v.seen_on
  IF v_v_city IS NOT NULL THEN
    v_keys_1 := v_keys_1 || v_v_city;
    v_keys_2 := v_keys_2 || v_v_seen_on;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.city, k.day))) FROM unnest(v_keys_1, v_keys_2) AS k (city, day)
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
    PERFORM tviews.refresh_tv_city_day(v_keys_1, v_keys_2);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_city_day, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_city_day() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_visit.
CREATE FUNCTION tviews.watch_tb_visit() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_visit puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_visit() RETURNS trigger
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
      -- What tv_city reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.city, r.seconds FROM old_rows AS r),
      after_1 AS (SELECT r.city, r.seconds FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_city_day reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.city, r.seen_on, r.seconds FROM old_rows AS r),
      after_2 AS (SELECT r.city, r.seen_on, r.seconds FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_visit (city)', array_agg(DISTINCT r.city)::text[]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_visit v (city, seen_on)', ARRAY[array_agg(r.city)::text[], array_agg(r.seen_on)]
      FROM (SELECT DISTINCT r.city, r.seen_on::text AS seen_on FROM changed_2 AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_visit (city)', array_agg(DISTINCT r.city)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_visit v (city, seen_on)', ARRAY[array_agg(r.city)::text[], array_agg(r.seen_on)]
      FROM (SELECT DISTINCT r.city, r.seen_on::text AS seen_on FROM changed_rows AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_visit', 'enqueue_tb_visit', 'tviews_tb_visit', true);
RETURN false;
END
$activate$;
