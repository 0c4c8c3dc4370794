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
    (1, 'public.tv_page', 'public.v_page', false, ARRAY['day', 'pk_note'], '(r.day = k.day OR r.day IS NULL AND k.day IS NULL) AND (r.pk_note = k.pk_note OR r.pk_note IS NULL AND k.pk_note IS NULL)',
      'jsonb_build_object(''day'', CAST($1[1][n] AS integer), ''pk_note'', CAST($1[2][n] AS integer))', 'tviews.refresh_tv_page(ARRAY(SELECT unnest($1[1:1]))::integer[], ARRAY(SELECT unnest($1[2:2]))::integer[])',
      ARRAY['public.tb_done', 'public.tb_note', 'public.tb_plan']::text[], 'activate_tv_page', 'equip_tv_page', ARRAY['drain_tv_page', 'refresh_tv_page', 'rebuild_tv_page'], 'drain_tv_page',
      false, false, 0),
    (2, 'public.tv_silent', 'public.v_silent', false, ARRAY['day'], '(r.day = k.day OR r.day IS NULL AND k.day IS NULL)',
      'jsonb_build_object(''day'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_silent(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_note', 'public.tb_plan']::text[], 'activate_tv_silent', 'equip_tv_silent', ARRAY['drain_tv_silent', 'refresh_tv_silent', 'rebuild_tv_silent'], 'drain_tv_silent',
      false, false, 0)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_done', ARRAY['day', 'done']::text[], ARRAY['integer', 'integer']::text[], 'tviews_tb_done', 'enqueue_tb_done', NULL, true, 'watch_tb_done'),
    ('public.tb_note', ARRAY['day', 'pk_note', 'words']::text[], ARRAY['integer', 'integer', 'integer']::text[], 'tviews_tb_note', 'enqueue_tb_note', NULL, true, 'watch_tb_note'),
    ('public.tb_plan', ARRAY['day', 'planned']::text[], ARRAY['integer', 'integer']::text[], 'tviews_tb_plan', 'enqueue_tb_plan', NULL, true, 'watch_tb_plan')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_page', 'public.tb_done', ARRAY['tb_done']::text[], ARRAY['day', 'done']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'day = NULL, pk_note = NULL'),
    ('public.tv_page', 'public.tb_done', ARRAY['tb_done']::text[], ARRAY['day', 'done']::text[], false,
      'own-key', 2, ARRAY[]::text[], 'day = tb_done.day, pk_note = NULL'),
    ('public.tv_page', 'public.tb_done', ARRAY['tb_done']::text[], ARRAY['day', 'done']::text[], false,
      'mapped', 3, ARRAY['public.tb_note']::text[], 'n.day = tb_done.day, day = NULL, pk_note = n.pk_note'),
    ('public.tv_page', 'public.tb_done', ARRAY['tb_done']::text[], ARRAY['day', 'done']::text[], false,
      'mapped', 4, ARRAY['public.tb_note']::text[], 'n.day = tb_done.day, day = tb_done.day, pk_note = n.pk_note'),
    ('public.tv_page', 'public.tb_note', ARRAY['n']::text[], ARRAY['pk_note', 'day']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'day = NULL, pk_note = NULL'),
    ('public.tv_page', 'public.tb_note', ARRAY['n']::text[], ARRAY['pk_note', 'day']::text[], false,
      'own-key', 2, ARRAY[]::text[], 'day = n.day, pk_note = NULL'),
    ('public.tv_page', 'public.tb_note', ARRAY['n']::text[], ARRAY['pk_note', 'day']::text[], false,
      'own-key', 3, ARRAY[]::text[], 'day = NULL, pk_note = n.pk_note'),
    ('public.tv_page', 'public.tb_note', ARRAY['n']::text[], ARRAY['pk_note', 'day']::text[], false,
      'own-key', 4, ARRAY[]::text[], 'day = n.day, pk_note = n.pk_note'),
    ('public.tv_page', 'public.tb_plan', ARRAY['tb_plan']::text[], ARRAY['day', 'planned']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'day = NULL, pk_note = NULL'),
    ('public.tv_page', 'public.tb_plan', ARRAY['tb_plan']::text[], ARRAY['day', 'planned']::text[], false,
      'own-key', 2, ARRAY[]::text[], 'day = tb_plan.day, pk_note = NULL'),
    ('public.tv_page', 'public.tb_plan', ARRAY['tb_plan']::text[], ARRAY['day', 'planned']::text[], false,
      'mapped', 3, ARRAY['public.tb_note']::text[], 'n.day = tb_plan.day, day = NULL, pk_note = n.pk_note'),
    ('public.tv_page', 'public.tb_plan', ARRAY['tb_plan']::text[], ARRAY['day', 'planned']::text[], false,
      'mapped', 4, ARRAY['public.tb_note']::text[], 'n.day = tb_plan.day, day = tb_plan.day, pk_note = n.pk_note'),
    ('public.tv_silent', 'public.tb_note', ARRAY['n']::text[], ARRAY['day', 'words']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'day = NULL'),
    ('public.tv_silent', 'public.tb_note', ARRAY['n']::text[], ARRAY['day', 'words']::text[], false,
      'own-key', 2, ARRAY[]::text[], 'day = n.day'),
    ('public.tv_silent', 'public.tb_plan', ARRAY['p']::text[], ARRAY['day']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'day = NULL'),
    ('public.tv_silent', 'public.tb_plan', ARRAY['p']::text[], ARRAY['day']::text[], false,
      'own-key', 2, ARRAY[]::text[], 'day = p.day')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_page', 'public.tb_note', 'btree', ARRAY['day'], false, 'CREATE INDEX tb_note_day_idx ON public.tb_note (day);')
$function$;

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_done', 'not-null', ARRAY['day']),
    ('public.tb_done', 'unique', ARRAY['day']),
    ('public.tb_note', 'not-null', ARRAY['pk_note']),
    ('public.tb_note', 'unique', ARRAY['pk_note']),
    ('public.tb_plan', 'not-null', ARRAY['day']),
    ('public.tb_plan', 'unique', ARRAY['day'])
$function$;

-- public.tv_page, key (day, pk_note).
CREATE FUNCTION tviews.activate_tv_page() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_page', 'public.v_page', 'day, pk_note, planned, done', $definition$
SELECT *
FROM (
SELECT d.day, n.pk_note, d.planned, d.done
FROM (SELECT day, planned, done FROM tb_plan FULL JOIN tb_done USING (day)) d
FULL JOIN tb_note n ON n.day = d.day
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_page') IS NULL THEN
  CREATE TABLE public.tv_page (LIKE public.v_page) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_page') THEN
    INSERT INTO public.tv_page SELECT * FROM public.v_page;
  END IF;
  PERFORM tviews.put_key('activate_tv_page', 'public.tv_page', 'UNIQUE NULLS NOT DISTINCT (day, pk_note)');
  ANALYZE public.tv_page;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_page', 'public.tv_page', 'public.v_page', 'UNIQUE NULLS NOT DISTINCT (day, pk_note)') THEN
  IF tviews.fill_now('activate_tv_page') THEN
    INSERT INTO public.tv_page SELECT * FROM public.v_page;
  END IF;
  PERFORM tviews.put_key('activate_tv_page', 'public.tv_page', 'UNIQUE NULLS NOT DISTINCT (day, pk_note)');
END IF;

-- Makes the rows of public.tv_page with these keys equal to those of public.v_page, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_page(p_keys_1 integer[], p_keys_2 integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone_1 integer[];
  v_gone_2 integer[];
BEGIN
  -- In one pass: to look up a single key would compute as much of the view.
  WITH fresh AS MATERIALIZED (
    SELECT v.day, v.pk_note, v.planned, v.done
    FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (day, pk_note)
    JOIN public.v_page AS v ON (v.day = k.day OR v.day IS NULL AND k.day IS NULL) AND (v.pk_note = k.pk_note OR v.pk_note IS NULL AND k.pk_note IS NULL)
  ), written AS (
    INSERT INTO public.tv_page AS t (day, pk_note, planned, done)
    SELECT * FROM fresh
    ON CONFLICT (day, pk_note)
    DO UPDATE SET planned = excluded.planned, done = excluded.done
    WHERE t.* *<> excluded.*
  )
  SELECT array_agg(gone.day), array_agg(gone.pk_note)
  INTO v_gone_1, v_gone_2
  FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.day, fresh.pk_note FROM fresh) AS gone (day, pk_note);

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_page AS t
    USING unnest(v_gone_1, v_gone_2) AS k (day, pk_note)
    WHERE (t.day = k.day OR t.day IS NULL AND k.day IS NULL) AND (t.pk_note = k.pk_note OR t.pk_note IS NULL AND k.pk_note IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_page equal to those of public.v_page, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_page() RETURNS void
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
  DELETE FROM public.tv_page AS t
  USING (
    SELECT t.day, t.pk_note FROM public.tv_page AS t
    EXCEPT
    SELECT v.day, v.pk_note FROM public.v_page AS v
  ) AS k (day, pk_note)
  WHERE (t.day = k.day OR t.day IS NULL AND k.day IS NULL) AND (t.pk_note = k.pk_note OR t.pk_note IS NULL AND k.pk_note IS NULL);

  INSERT INTO public.tv_page AS t (day, pk_note, planned, done)
  SELECT v.day, v.pk_note, v.planned, v.done
  FROM public.v_page AS v
  ON CONFLICT (day, pk_note)
  DO UPDATE SET planned = excluded.planned, done = excluded.done
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_page out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_page(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_tb_done_day integer[];
  v_n_pk_note integer[];
  v_n_day integer[];
  v_tb_plan_day integer[];
  v_keys_1 integer[];
  v_keys_2 integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_done (day)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_note n (pk_note, day)'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'tb_note n (pk_note, day)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_plan (day)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_tb_done_day, v_n_pk_note, v_n_day, v_tb_plan_day, v_keys_1, v_keys_2
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_page');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_page();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_note (day)
  IF v_tb_done_day IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.day)))
      FROM unnest(v_tb_done_day) AS changed (day)
      UNION ALL
      SELECT tviews.lock_id(1, hash_record(ROW (changed.day)))
      FROM unnest(v_tb_done_day) AS changed (day)
    );
  END IF;
  IF v_tb_plan_day IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.day)))
      FROM unnest(v_tb_plan_day) AS changed (day)
      UNION ALL
      SELECT tviews.lock_id(1, hash_record(ROW (changed.day)))
      FROM unnest(v_tb_plan_day) AS changed (day)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_done:
  --   day = NULL, pk_note = NULL
  --   day = tb_done.day, pk_note = NULL
  --   n.day = tb_done.day, day = NULL, pk_note = n.pk_note
  --   n.day = tb_done.day, day = tb_done.day, pk_note = n.pk_note
  IF v_tb_done_day IS NOT NULL THEN
    v_keys_1 := v_keys_1 || array_fill(NULL::integer, ARRAY[cardinality(v_tb_done_day)]);
    v_keys_2 := v_keys_2 || array_fill(NULL::integer, ARRAY[cardinality(v_tb_done_day)]);
    v_keys_1 := v_keys_1 || v_tb_done_day;
    v_keys_2 := v_keys_2 || array_fill(NULL::integer, ARRAY[cardinality(v_tb_done_day)]);
    SELECT v_keys_1 || array_agg(NULL::integer), v_keys_2 || array_agg(n.pk_note)
    INTO v_keys_1, v_keys_2
    FROM public.tb_note AS n
    WHERE n.day = ANY (v_tb_done_day);
    SELECT v_keys_1 || array_agg(changed.day), v_keys_2 || array_agg(n.pk_note)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_tb_done_day) AS changed (day)
    JOIN public.tb_note AS n ON n.day = changed.day;
  END IF;

  -- tb_note n:
  --   day = NULL, pk_note = NULL
  --   day = n.day, pk_note = NULL
  --   day = NULL, pk_note = n.pk_note
  --   day = n.day, pk_note = n.pk_note
  IF v_n_pk_note IS NOT NULL THEN
    v_keys_1 := v_keys_1 || array_fill(NULL::integer, ARRAY[cardinality(v_n_pk_note)]);
    v_keys_2 := v_keys_2 || array_fill(NULL::integer, ARRAY[cardinality(v_n_pk_note)]);
    v_keys_1 := v_keys_1 || v_n_day;
    v_keys_2 := v_keys_2 || array_fill(NULL::integer, ARRAY[cardinality(v_n_pk_note)]);
    v_keys_1 := v_keys_1 || array_fill(NULL::integer, ARRAY[cardinality(v_n_pk_note)]);
    v_keys_2 := v_keys_2 || v_n_pk_note;
    v_keys_1 := v_keys_1 || v_n_day;
    v_keys_2 := v_keys_2 || v_n_pk_note;
  END IF;

  -- tb_plan:
  --   day = NULL, pk_note = NULL
  --   day = tb_plan.day, pk_note = NULL
  --   n.day = tb_plan.day, day = NULL, pk_note = n.pk_note
  --   n.day = tb_plan.day, day = tb_plan.day, pk_note = n.pk_note
  IF v_tb_plan_day IS NOT NULL THEN
    v_keys_1 := v_keys_1 || array_fill(NULL::integer, ARRAY[cardinality(v_tb_plan_day)]);
    v_keys_2 := v_keys_2 || array_fill(NULL::integer, ARRAY[cardinality(v_tb_plan_day)]);
    v_keys_1 := v_keys_1 || v_tb_plan_day;
    v_keys_2 := v_keys_2 || array_fill(NULL::integer, ARRAY[cardinality(v_tb_plan_day)]);
    SELECT v_keys_1 || array_agg(NULL::integer), v_keys_2 || array_agg(n.pk_note)
    INTO v_keys_1, v_keys_2
    FROM public.tb_note AS n
    WHERE n.day = ANY (v_tb_plan_day);
    SELECT v_keys_1 || array_agg(changed.day), v_keys_2 || array_agg(n.pk_note)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_tb_plan_day) AS changed (day)
    JOIN public.tb_note AS n ON n.day = changed.day;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.day, k.pk_note))) FROM unnest(v_keys_1, v_keys_2) AS k (day, pk_note)
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
    PERFORM tviews.refresh_tv_page(v_keys_1, v_keys_2);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_page, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_page() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_silent, key (day).
CREATE FUNCTION tviews.activate_tv_silent() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_silent', 'public.v_silent', 'day, notes', $definition$
SELECT *
FROM (
SELECT p.day, count(*) AS notes
FROM tb_plan p
FULL JOIN tb_note n ON n.day = p.day
WHERE n.words IS NULL
GROUP BY p.day
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_silent') IS NULL THEN
  CREATE TABLE public.tv_silent (LIKE public.v_silent) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_silent') THEN
    INSERT INTO public.tv_silent SELECT * FROM public.v_silent;
  END IF;
  PERFORM tviews.put_key('activate_tv_silent', 'public.tv_silent', 'UNIQUE NULLS NOT DISTINCT (day)');
  ANALYZE public.tv_silent;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_silent', 'public.tv_silent', 'public.v_silent', 'UNIQUE NULLS NOT DISTINCT (day)') THEN
  IF tviews.fill_now('activate_tv_silent') THEN
    INSERT INTO public.tv_silent SELECT * FROM public.v_silent;
  END IF;
  PERFORM tviews.put_key('activate_tv_silent', 'public.tv_silent', 'UNIQUE NULLS NOT DISTINCT (day)');
END IF;

-- Makes the rows of public.tv_silent with these keys equal to those of public.v_silent, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_silent(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  -- In one pass: to look up a single key would compute as much of the view.
  WITH fresh AS MATERIALIZED (
    SELECT v.day, v.notes
    FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (day)
    JOIN public.v_silent AS v ON (v.day = k.day OR v.day IS NULL AND k.day IS NULL)
  ), written AS (
    INSERT INTO public.tv_silent AS t (day, notes)
    SELECT * FROM fresh
    ON CONFLICT (day)
    DO UPDATE SET notes = excluded.notes
    WHERE t.* *<> excluded.*
  )
  SELECT array_agg(gone.day)
  INTO v_gone
  FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.day FROM fresh) AS gone (day);

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_silent AS t
    USING unnest(v_gone) AS k (day)
    WHERE (t.day = k.day OR t.day IS NULL AND k.day IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_silent equal to those of public.v_silent, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_silent() RETURNS void
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
  DELETE FROM public.tv_silent AS t
  USING (
    SELECT t.day FROM public.tv_silent AS t
    EXCEPT
    SELECT v.day FROM public.v_silent AS v
  ) AS k (day)
  WHERE (t.day = k.day OR t.day IS NULL AND k.day IS NULL);

  INSERT INTO public.tv_silent AS t (day, notes)
  SELECT v.day, v.notes
  FROM public.v_silent AS v
  ON CONFLICT (day)
  DO UPDATE SET notes = excluded.notes
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_silent out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_silent(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_n_day integer[];
  v_p_day integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_note n (day)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_plan p (day)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_n_day, v_p_day, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(3)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_silent');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_silent();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_note n:
  --   day = NULL
  --   day = n.day
  IF v_n_day IS NOT NULL THEN
    v_keys := v_keys || array_fill(NULL::integer, ARRAY[cardinality(v_n_day)]);
    v_keys := v_keys || v_n_day;
  END IF;

  -- tb_plan p:
  --   day = NULL
  --   day = p.day
  IF v_p_day IS NOT NULL THEN
    v_keys := v_keys || array_fill(NULL::integer, ARRAY[cardinality(v_p_day)]);
    v_keys := v_keys || v_p_day;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(3, hash_record(ROW (k.day))) FROM unnest(v_keys) AS k (day)
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
    PERFORM tviews.refresh_tv_silent(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_silent, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_silent() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_done.
CREATE FUNCTION tviews.watch_tb_done() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_done puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_done() RETURNS trigger
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
      -- What tv_page reads of the rows before and after, and where that differs.
      before AS (SELECT r.day, r.done FROM old_rows AS r),
      after AS (SELECT r.day, r.done FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_done (day)', ARRAY[array_agg(DISTINCT r.day)::text[]]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_done (day)', ARRAY[array_agg(r.day)::text[]]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_done', 'enqueue_tb_done', 'tviews_tb_done', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_note.
CREATE FUNCTION tviews.watch_tb_note() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_note puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_note() RETURNS trigger
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
      -- What tv_page reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_note, r.day FROM old_rows AS r),
      after_1 AS (SELECT r.pk_note, r.day FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_silent reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.day, r.words FROM old_rows AS r),
      after_2 AS (SELECT r.day, r.words FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_note n (pk_note, day)', ARRAY[array_agg(r.pk_note)::text[], array_agg(r.day)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_note, r.day, tviews.lock_id(1, hash_record(ROW (r.day))) AS lock_1 FROM changed_1 AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_note n (day)', array_agg(DISTINCT r.day)::text[],
        NULL::bigint[]
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_note n (pk_note, day)', ARRAY[array_agg(r.pk_note)::text[], array_agg(r.day)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_note, r.day, tviews.lock_id(1, hash_record(ROW (r.day))) AS lock_1 FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_note n (day)', array_agg(DISTINCT r.day)::text[],
        NULL::bigint[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_note', 'enqueue_tb_note', 'tviews_tb_note', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_plan.
CREATE FUNCTION tviews.watch_tb_plan() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_plan puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_plan() RETURNS trigger
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
      -- What tv_page reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.day, r.planned FROM old_rows AS r),
      after_1 AS (SELECT r.day, r.planned FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_silent reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.day FROM old_rows AS r),
      after_2 AS (SELECT r.day FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_plan (day)', ARRAY[array_agg(DISTINCT r.day)::text[]]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_plan p (day)', array_agg(DISTINCT r.day)::text[]
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_plan (day)', ARRAY[array_agg(r.day)::text[]]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_plan p (day)', array_agg(r.day)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_plan', 'enqueue_tb_plan', 'tviews_tb_plan', true);
RETURN false;
END
$activate$;
