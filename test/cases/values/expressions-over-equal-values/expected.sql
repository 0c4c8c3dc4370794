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
    (1, 'public.tv_letter', 'public.v_letter', false, ARRAY['letter', 'x'], '(r.letter = k.letter OR r.letter IS NULL AND k.letter IS NULL) AND (r.x = k.x OR r.x IS NULL AND k.x IS NULL)',
      'jsonb_build_object(''letter'', CAST($1[1][n] AS text), ''x'', CAST($1[2][n] AS double precision))', 'tviews.refresh_tv_letter(ARRAY(SELECT unnest($1[1:1]))::text[], ARRAY(SELECT unnest($1[2:2]))::double precision[])',
      ARRAY['public.tb_weight']::text[], 'activate_tv_letter', 'equip_tv_letter', ARRAY['drain_tv_letter', 'refresh_tv_letter', 'rebuild_tv_letter'], 'drain_tv_letter',
      false, false, 1000),
    (2, 'public.tv_scale', 'public.v_scale', false, ARRAY['scale'], '(r.scale = k.scale OR r.scale IS NULL AND k.scale IS NULL)',
      'jsonb_build_object(''scale'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_scale(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_weight']::text[], 'activate_tv_scale', 'equip_tv_scale', ARRAY['drain_tv_scale', 'refresh_tv_scale', 'rebuild_tv_scale'], 'drain_tv_scale',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_weight', ARRAY['doc', 'grams', 'spot']::text[], ARRAY['json', 'numeric', 'point']::text[], 'tviews_tb_weight', 'enqueue_tb_weight', NULL, true, 'watch_tb_weight')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_letter', 'public.tb_weight', ARRAY['w']::text[], ARRAY['doc', 'spot']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'letter = w.doc ->> ''a'', x = (w.spot)[0]'),
    ('public.tv_scale', 'public.tb_weight', ARRAY['w']::text[], ARRAY['grams']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'scale = scale(w.grams)')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_letter', 'public.tb_weight', 'btree', ARRAY['doc ->> ''a'''], true, 'CREATE INDEX tb_weight_doc_a_idx ON public.tb_weight ((doc ->> ''a''));')
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
    ('public.tb_weight', 'not-null', ARRAY['grams'])
$function$;

-- public.tv_letter, key (letter, x).
CREATE FUNCTION tviews.activate_tv_letter() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_letter', 'public.v_letter', 'letter, x, weights', $definition$
SELECT *
FROM (
SELECT w.doc ->> 'a' AS letter, w.spot[0] AS x, count(*) AS weights
FROM tb_weight w
GROUP BY w.doc ->> 'a', w.spot[0]
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_letter') IS NULL THEN
  CREATE TABLE public.tv_letter (LIKE public.v_letter) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_letter') THEN
    INSERT INTO public.tv_letter SELECT * FROM public.v_letter;
  END IF;
  PERFORM tviews.put_key('activate_tv_letter', 'public.tv_letter', 'UNIQUE NULLS NOT DISTINCT (letter, x)');
  ANALYZE public.tv_letter;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_letter', 'public.tv_letter', 'public.v_letter', 'UNIQUE NULLS NOT DISTINCT (letter, x)') THEN
  IF tviews.fill_now('activate_tv_letter') THEN
    INSERT INTO public.tv_letter SELECT * FROM public.v_letter;
  END IF;
  PERFORM tviews.put_key('activate_tv_letter', 'public.tv_letter', 'UNIQUE NULLS NOT DISTINCT (letter, x)');
END IF;

-- Makes the rows of public.tv_letter with these keys equal to those of public.v_letter, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_letter(p_keys_1 text[], p_keys_2 double precision[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone_1 text[];
  v_gone_2 double precision[];
BEGIN
  IF cardinality(p_keys_1) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT DISTINCT ON (v.letter, v.x) v.letter, v.x, v.weights
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (letter, x)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_letter AS v
        WHERE (v.letter = k.letter OR v.letter IS NULL AND k.letter IS NULL) AND (v.x = k.x OR v.x IS NULL AND k.x IS NULL)
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_letter AS t (letter, x, weights)
      SELECT * FROM fresh
      ON CONFLICT (letter, x)
      DO UPDATE SET letter = excluded.letter, x = excluded.x, weights = excluded.weights
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.letter), array_agg(gone.x)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.letter, fresh.x FROM fresh) AS gone (letter, x);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT DISTINCT ON (v.letter, v.x) v.letter, v.x, v.weights
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (letter, x)
      JOIN public.v_letter AS v ON (v.letter = k.letter OR v.letter IS NULL AND k.letter IS NULL) AND (v.x = k.x OR v.x IS NULL AND k.x IS NULL)
    ), written AS (
      INSERT INTO public.tv_letter AS t (letter, x, weights)
      SELECT * FROM fresh
      ON CONFLICT (letter, x)
      DO UPDATE SET letter = excluded.letter, x = excluded.x, weights = excluded.weights
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.letter), array_agg(gone.x)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.letter, fresh.x FROM fresh) AS gone (letter, x);
  END IF;

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_letter AS t
    USING unnest(v_gone_1, v_gone_2) AS k (letter, x)
    WHERE (t.letter = k.letter OR t.letter IS NULL AND k.letter IS NULL) AND (t.x = k.x OR t.x IS NULL AND k.x IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_letter equal to those of public.v_letter, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_letter() RETURNS void
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
  DELETE FROM public.tv_letter AS t
  USING (
    SELECT t.letter, t.x FROM public.tv_letter AS t
    EXCEPT
    SELECT v.letter, v.x FROM public.v_letter AS v
  ) AS k (letter, x)
  WHERE (t.letter = k.letter OR t.letter IS NULL AND k.letter IS NULL) AND (t.x = k.x OR t.x IS NULL AND k.x IS NULL);

  INSERT INTO public.tv_letter AS t (letter, x, weights)
  SELECT v.letter, v.x, v.weights
  FROM public.v_letter AS v
  ON CONFLICT (letter, x)
  DO UPDATE SET letter = excluded.letter, x = excluded.x, weights = excluded.weights
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_letter out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_letter(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_w_doc json[];
  v_w_spot point[];
  v_keys_1 text[];
  v_keys_2 double precision[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::json) FILTER (WHERE taken.route = 'tb_weight w (doc, spot)'),
    array_agg(value.c2::point) FILTER (WHERE taken.route = 'tb_weight w (doc, spot)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::double precision) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_w_doc, v_w_spot, v_keys_1, v_keys_2
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_letter');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_letter();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_weight w: letter = w.doc ->> 'a', x = (w.spot)[0]
  IF v_w_doc IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(changed.doc ->> 'a'), v_keys_2 || array_agg((changed.spot)[0])
    INTO v_keys_1, v_keys_2
    FROM unnest(v_w_doc, v_w_spot) AS changed (doc, spot);
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.x))) FROM unnest(v_keys_1, v_keys_2) AS k (letter, x)
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
    PERFORM tviews.refresh_tv_letter(v_keys_1, v_keys_2);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_letter, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_letter() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_scale, key (scale).
CREATE FUNCTION tviews.activate_tv_scale() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_scale', 'public.v_scale', 'scale, weights', $definition$
SELECT *
FROM (
SELECT scale(w.grams) AS scale, count(*) AS weights
FROM tb_weight w
GROUP BY scale(w.grams)
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_scale') IS NULL THEN
  CREATE TABLE public.tv_scale (LIKE public.v_scale) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_scale') THEN
    INSERT INTO public.tv_scale SELECT * FROM public.v_scale;
  END IF;
  PERFORM tviews.put_key('activate_tv_scale', 'public.tv_scale', 'UNIQUE NULLS NOT DISTINCT (scale)');
  ANALYZE public.tv_scale;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_scale', 'public.tv_scale', 'public.v_scale', 'UNIQUE NULLS NOT DISTINCT (scale)') THEN
  IF tviews.fill_now('activate_tv_scale') THEN
    INSERT INTO public.tv_scale SELECT * FROM public.v_scale;
  END IF;
  PERFORM tviews.put_key('activate_tv_scale', 'public.tv_scale', 'UNIQUE NULLS NOT DISTINCT (scale)');
END IF;

-- Makes the rows of public.tv_scale with these keys equal to those of public.v_scale, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_scale(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.scale, v.weights
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (scale)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_scale AS v
        WHERE (v.scale = k.scale OR v.scale IS NULL AND k.scale IS NULL)
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_scale AS t (scale, weights)
      SELECT * FROM fresh
      ON CONFLICT (scale)
      DO UPDATE SET scale = excluded.scale, weights = excluded.weights
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.scale)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.scale FROM fresh) AS gone (scale);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.scale, v.weights
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (scale)
      JOIN public.v_scale AS v ON (v.scale = k.scale OR v.scale IS NULL AND k.scale IS NULL)
    ), written AS (
      INSERT INTO public.tv_scale AS t (scale, weights)
      SELECT * FROM fresh
      ON CONFLICT (scale)
      DO UPDATE SET scale = excluded.scale, weights = excluded.weights
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.scale)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.scale FROM fresh) AS gone (scale);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_scale AS t
    USING unnest(v_gone) AS k (scale)
    WHERE (t.scale = k.scale OR t.scale IS NULL AND k.scale IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_scale equal to those of public.v_scale, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_scale() RETURNS void
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
  DELETE FROM public.tv_scale AS t
  USING (
    SELECT t.scale FROM public.tv_scale AS t
    EXCEPT
    SELECT v.scale FROM public.v_scale AS v
  ) AS k (scale)
  WHERE (t.scale = k.scale OR t.scale IS NULL AND k.scale IS NULL);

  INSERT INTO public.tv_scale AS t (scale, weights)
  SELECT v.scale, v.weights
  FROM public.v_scale AS v
  ON CONFLICT (scale)
  DO UPDATE SET scale = excluded.scale, weights = excluded.weights
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_scale out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_scale(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_w_grams numeric[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::numeric) FILTER (WHERE taken.route = 'tb_weight w (grams)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_w_grams, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_scale');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_scale();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_weight w: scale = scale(w.grams)
  IF v_w_grams IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT scale(changed.grams)
      FROM unnest(v_w_grams) AS changed (grams)
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, 1) FROM unnest(v_keys) AS k (scale)
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
    PERFORM tviews.refresh_tv_scale(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_scale, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_scale() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_weight.
CREATE FUNCTION tviews.watch_tb_weight() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_weight puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_weight() RETURNS trigger
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
      -- What tv_letter reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.doc::text AS doc, r.spot::text AS spot, ROW (r.doc, r.spot)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after_1 AS (SELECT r.doc::text AS doc, r.spot::text AS spot, ROW (r.doc, r.spot)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_scale reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.grams, ROW (r.grams)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after_2 AS (SELECT r.grams, ROW (r.grams)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_weight w (doc, spot)', ARRAY[array_agg(r.doc), array_agg(r.spot)]
      FROM (SELECT DISTINCT r.doc::text COLLATE "C" AS doc, r.spot::text COLLATE "C" AS spot FROM changed_1 AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_weight w (grams)', array_agg(DISTINCT r.grams::text COLLATE "C")
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_weight w (doc, spot)', ARRAY[array_agg(r.doc), array_agg(r.spot)]
      FROM (SELECT DISTINCT r.doc::text COLLATE "C" AS doc, r.spot::text COLLATE "C" AS spot FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_weight w (grams)', array_agg(DISTINCT r.grams::text COLLATE "C")
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_weight', 'enqueue_tb_weight', 'tviews_tb_weight', true);
RETURN false;
END
$activate$;
