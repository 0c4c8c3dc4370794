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
    (1, 'public.tv_place', 'public.v_place', false, ARRAY['pk_place'], 'r.pk_place = k.pk_place',
      'jsonb_build_object(''pk_place'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_place(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_place']::text[], 'activate_tv_place', 'equip_tv_place', ARRAY['drain_tv_place', 'refresh_tv_place', 'rebuild_tv_place'], 'drain_tv_place',
      false, false, 1000),
    (2, 'public.tv_signs', 'public.v_signs', false, ARRAY['pk_place'], 'r.pk_place = k.pk_place',
      'jsonb_build_object(''pk_place'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_signs(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_place', 'public.tb_sign']::text[], 'activate_tv_signs', 'equip_tv_signs', ARRAY['drain_tv_signs', 'refresh_tv_signs', 'rebuild_tv_signs'], 'drain_tv_signs',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_place', ARRAY['area', 'location', 'notes', 'pk_place', 'route', 'settings']::text[], ARRAY['polygon', 'point', 'json[]', 'integer', 'path', 'json']::text[], 'tviews_tb_place', 'enqueue_tb_place', NULL, true, 'watch_tb_place'),
    ('public.tb_sign', ARRAY['fk_place', 'pk_sign', 'text']::text[], ARRAY['integer', 'integer', 'json']::text[], 'tviews_tb_sign', 'enqueue_tb_sign', NULL, true, 'watch_tb_sign')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_place', 'public.tb_place', ARRAY['p']::text[], ARRAY['pk_place', 'settings', 'location', 'area', 'route', 'notes']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_place = p.pk_place'),
    ('public.tv_signs', 'public.tb_place', ARRAY['p']::text[], ARRAY['pk_place', 'location']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_place = p.pk_place'),
    ('public.tv_signs', 'public.tb_sign', ARRAY['s']::text[], ARRAY['pk_sign', 'fk_place', 'text']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_place = s.fk_place')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_place', 'public.tb_place', 'btree', ARRAY['pk_place'], false, 'CREATE INDEX tb_place_pk_place_idx ON public.tb_place (pk_place);'),
    (2, 'public.tv_signs', 'public.tb_place', 'btree', ARRAY['pk_place'], false, 'CREATE INDEX tb_place_pk_place_idx ON public.tb_place (pk_place);'),
    (3, 'public.tv_signs', 'public.tb_sign', 'btree', ARRAY['fk_place'], false, 'CREATE INDEX tb_sign_fk_place_idx ON public.tb_sign (fk_place);')
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
    ('public.tb_place', 'not-null', ARRAY['pk_place']),
    ('public.tb_place', 'unique', ARRAY['pk_place']),
    ('public.tb_sign', 'not-null', ARRAY['fk_place'])
$function$;

-- public.tv_place, key (pk_place).
CREATE FUNCTION tviews.activate_tv_place() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_place', 'public.v_place', 'pk_place, settings, location, area, route, notes, data', $definition$
SELECT *
FROM (
SELECT p.pk_place, p.settings, p.location, p.area, p.route, p.notes, json_build_object('settings', p.settings) AS data
FROM tb_place p
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_place') IS NULL THEN
  CREATE TABLE public.tv_place (LIKE public.v_place) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_place') THEN
    INSERT INTO public.tv_place SELECT * FROM public.v_place;
  END IF;
  PERFORM tviews.put_key('activate_tv_place', 'public.tv_place', 'PRIMARY KEY (pk_place)');
  ANALYZE public.tv_place;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_place', 'public.tv_place', 'public.v_place', 'PRIMARY KEY (pk_place)') THEN
  IF tviews.fill_now('activate_tv_place') THEN
    INSERT INTO public.tv_place SELECT * FROM public.v_place;
  END IF;
  PERFORM tviews.put_key('activate_tv_place', 'public.tv_place', 'PRIMARY KEY (pk_place)');
END IF;

-- Makes the rows of public.tv_place with these keys equal to those of public.v_place, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_place(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_place, v.settings, v.location, v.area, v.route, v.notes, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_place)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_place AS v
        WHERE v.pk_place = k.pk_place
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_place AS t (pk_place, settings, location, area, route, notes, data)
      SELECT * FROM fresh
      ON CONFLICT (pk_place)
      DO UPDATE SET settings = excluded.settings, location = excluded.location, area = excluded.area, route = excluded.route, notes = excluded.notes, data = excluded.data
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_place)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_place FROM fresh) AS gone (pk_place);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_place, v.settings, v.location, v.area, v.route, v.notes, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_place)
      JOIN public.v_place AS v ON v.pk_place = k.pk_place
    ), written AS (
      INSERT INTO public.tv_place AS t (pk_place, settings, location, area, route, notes, data)
      SELECT * FROM fresh
      ON CONFLICT (pk_place)
      DO UPDATE SET settings = excluded.settings, location = excluded.location, area = excluded.area, route = excluded.route, notes = excluded.notes, data = excluded.data
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_place)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_place FROM fresh) AS gone (pk_place);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_place AS t
    USING unnest(v_gone) AS k (pk_place)
    WHERE t.pk_place = k.pk_place;
  END IF;
END
$function$;

-- Makes all rows of public.tv_place equal to those of public.v_place, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_place() RETURNS void
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
  DELETE FROM public.tv_place AS t
  USING (
    SELECT t.pk_place FROM public.tv_place AS t
    EXCEPT
    SELECT v.pk_place FROM public.v_place AS v
  ) AS k (pk_place)
  WHERE t.pk_place = k.pk_place;

  INSERT INTO public.tv_place AS t (pk_place, settings, location, area, route, notes, data)
  SELECT v.pk_place, v.settings, v.location, v.area, v.route, v.notes, v.data
  FROM public.v_place AS v
  ON CONFLICT (pk_place)
  DO UPDATE SET settings = excluded.settings, location = excluded.location, area = excluded.area, route = excluded.route, notes = excluded.notes, data = excluded.data
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_place out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_place(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_p_pk_place integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_place p (pk_place)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_p_pk_place, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    LOCK TABLE public.tv_place IN SHARE ROW EXCLUSIVE MODE;
    PERFORM tviews.mark_rebuilt(1);
    PERFORM tviews.complete('activate_tv_place');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (0, tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_place();
    RETURN (0, NULL::jsonb, NULL::bigint);
  END IF;

  -- Keys that no changed row has led to come without the lock on one.
  IF v_keys IS NOT NULL THEN
    LOCK TABLE public.tv_place IN SHARE ROW EXCLUSIVE MODE;
    PERFORM tviews.mark_rebuilt(1);
  END IF;

  -- tb_place p: pk_place = p.pk_place
  IF v_p_pk_place IS NOT NULL THEN
    v_keys := v_keys || v_p_pk_place;
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
    PERFORM FROM public.tv_place AS t JOIN unnest(v_keys) AS k (pk_place) ON t.pk_place = k.pk_place FOR UPDATE OF t;
  END IF;
  IF cardinality(v_keys) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(1, ARRAY[v_keys::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (0, tviews.try_apart(1, ARRAY[v_keys::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_place(v_keys);
  END IF;
  RETURN (0, NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_place, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_place() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_signs, key (pk_place).
CREATE FUNCTION tviews.activate_tv_signs() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_signs', 'public.v_signs', 'pk_place, x, signs', $definition$
SELECT *
FROM (
SELECT p.pk_place, p.location[0] AS x, (SELECT json_agg(s.text ORDER BY s.pk_sign) FROM tb_sign s WHERE s.fk_place = p.pk_place) AS signs
FROM tb_place p
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_signs') IS NULL THEN
  CREATE TABLE public.tv_signs (LIKE public.v_signs) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_signs') THEN
    INSERT INTO public.tv_signs SELECT * FROM public.v_signs;
  END IF;
  PERFORM tviews.put_key('activate_tv_signs', 'public.tv_signs', 'PRIMARY KEY (pk_place)');
  ANALYZE public.tv_signs;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_signs', 'public.tv_signs', 'public.v_signs', 'PRIMARY KEY (pk_place)') THEN
  IF tviews.fill_now('activate_tv_signs') THEN
    INSERT INTO public.tv_signs SELECT * FROM public.v_signs;
  END IF;
  PERFORM tviews.put_key('activate_tv_signs', 'public.tv_signs', 'PRIMARY KEY (pk_place)');
END IF;

-- Makes the rows of public.tv_signs with these keys equal to those of public.v_signs, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_signs(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_place, v.x, v.signs
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_place)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_signs AS v
        WHERE v.pk_place = k.pk_place
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_signs AS t (pk_place, x, signs)
      SELECT * FROM fresh
      ON CONFLICT (pk_place)
      DO UPDATE SET x = excluded.x, signs = excluded.signs
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_place)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_place FROM fresh) AS gone (pk_place);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_place, v.x, v.signs
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_place)
      JOIN public.v_signs AS v ON v.pk_place = k.pk_place
    ), written AS (
      INSERT INTO public.tv_signs AS t (pk_place, x, signs)
      SELECT * FROM fresh
      ON CONFLICT (pk_place)
      DO UPDATE SET x = excluded.x, signs = excluded.signs
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_place)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_place FROM fresh) AS gone (pk_place);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_signs AS t
    USING unnest(v_gone) AS k (pk_place)
    WHERE t.pk_place = k.pk_place;
  END IF;
END
$function$;

-- Makes all rows of public.tv_signs equal to those of public.v_signs, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_signs() RETURNS void
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
  DELETE FROM public.tv_signs AS t
  USING (
    SELECT t.pk_place FROM public.tv_signs AS t
    EXCEPT
    SELECT v.pk_place FROM public.v_signs AS v
  ) AS k (pk_place)
  WHERE t.pk_place = k.pk_place;

  INSERT INTO public.tv_signs AS t (pk_place, x, signs)
  SELECT v.pk_place, v.x, v.signs
  FROM public.v_signs AS v
  ON CONFLICT (pk_place)
  DO UPDATE SET x = excluded.x, signs = excluded.signs
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_signs out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_signs(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_p_pk_place integer[];
  v_s_fk_place integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_place p (pk_place)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_sign s (fk_place)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_p_pk_place, v_s_fk_place, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_signs');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_signs();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_place p: pk_place = p.pk_place
  IF v_p_pk_place IS NOT NULL THEN
    v_keys := v_keys || v_p_pk_place;
  END IF;

  -- tb_sign s: pk_place = s.fk_place
  IF v_s_fk_place IS NOT NULL THEN
    v_keys := v_keys || v_s_fk_place;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.pk_place))) FROM unnest(v_keys) AS k (pk_place)
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
    PERFORM tviews.refresh_tv_signs(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_signs, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_signs() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_place.
CREATE FUNCTION tviews.watch_tb_place() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_place puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_place() RETURNS trigger
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
      -- What tv_place reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_place, ROW (r.settings, r.location, r.area, r.route, r.notes)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after_1 AS (SELECT r.pk_place, ROW (r.settings, r.location, r.area, r.route, r.notes)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_signs reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_place, ROW (r.location)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after_2 AS (SELECT r.pk_place, ROW (r.location)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_place p (pk_place)', array_agg(DISTINCT r.pk_place)::text[]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_place p (pk_place)', array_agg(DISTINCT r.pk_place)::text[]
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_place p (pk_place)', array_agg(r.pk_place)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_place p (pk_place)', array_agg(r.pk_place)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_place', 'enqueue_tb_place', 'tviews_tb_place', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_sign.
CREATE FUNCTION tviews.watch_tb_sign() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_sign puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_sign() RETURNS trigger
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
      -- What tv_signs reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_sign, r.fk_place, ROW (r.text)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after AS (SELECT r.pk_sign, r.fk_place, ROW (r.text)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_sign s (fk_place)', array_agg(DISTINCT r.fk_place)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_sign s (fk_place)', array_agg(DISTINCT r.fk_place)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_sign', 'enqueue_tb_sign', 'tviews_tb_sign', true);
RETURN false;
END
$activate$;
