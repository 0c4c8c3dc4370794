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
    (1, 'public.tv_active', 'public.v_active', false, ARRAY['fk_person'], '(r.fk_person = k.fk_person OR r.fk_person IS NULL AND k.fk_person IS NULL)',
      'jsonb_build_object(''fk_person'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_active(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_order', 'public.tb_visit']::text[], 'activate_tv_active', 'equip_tv_active', ARRAY['drain_tv_active', 'refresh_tv_active', 'rebuild_tv_active'], 'drain_tv_active',
      false, false, 1000),
    (2, 'public.tv_both', 'public.v_both', false, ARRAY['fk_person'], '(r.fk_person = k.fk_person OR r.fk_person IS NULL AND k.fk_person IS NULL)',
      'jsonb_build_object(''fk_person'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_both(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_order', 'public.tb_visit']::text[], 'activate_tv_both', 'equip_tv_both', ARRAY['drain_tv_both', 'refresh_tv_both', 'rebuild_tv_both'], 'drain_tv_both',
      false, false, 1000),
    (3, 'public.tv_only', 'public.v_only', false, ARRAY['fk_person'], '(r.fk_person = k.fk_person OR r.fk_person IS NULL AND k.fk_person IS NULL)',
      'jsonb_build_object(''fk_person'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_only(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_order', 'public.tb_visit']::text[], 'activate_tv_only', 'equip_tv_only', ARRAY['drain_tv_only', 'refresh_tv_only', 'rebuild_tv_only'], 'drain_tv_only',
      false, false, 0),
    (4, 'public.tv_person', 'public.v_person', false, ARRAY['pk_person'], 'r.pk_person = k.pk_person',
      'jsonb_build_object(''pk_person'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_person(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_order', 'public.tb_person', 'public.tb_visit']::text[], 'activate_tv_person', 'equip_tv_person', ARRAY['drain_tv_person', 'refresh_tv_person', 'rebuild_tv_person'], 'drain_tv_person',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_order', ARRAY['fk_person', 'total']::text[], ARRAY['integer', 'integer']::text[], 'tviews_tb_order', 'enqueue_tb_order', NULL, true, 'watch_tb_order'),
    ('public.tb_person', ARRAY['name', 'pk_person']::text[], ARRAY['text', 'integer']::text[], 'tviews_tb_person', 'enqueue_tb_person', NULL, true, 'watch_tb_person'),
    ('public.tb_visit', ARRAY['fk_person', 'place']::text[], ARRAY['integer', 'text']::text[], 'tviews_tb_visit', 'enqueue_tb_visit', NULL, true, 'watch_tb_visit')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_active', 'public.tb_order', ARRAY['tb_order']::text[], ARRAY['fk_person', 'total']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'fk_person = tb_order.fk_person'),
    ('public.tv_active', 'public.tb_visit', ARRAY['tb_visit']::text[], ARRAY['fk_person']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'fk_person = tb_visit.fk_person'),
    ('public.tv_both', 'public.tb_order', ARRAY['tb_order']::text[], ARRAY['fk_person']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'fk_person = tb_order.fk_person'),
    ('public.tv_both', 'public.tb_visit', ARRAY['tb_visit']::text[], ARRAY['fk_person']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'fk_person = tb_visit.fk_person'),
    ('public.tv_only', 'public.tb_order', ARRAY['tb_order']::text[], ARRAY['fk_person']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'fk_person = tb_order.fk_person'),
    ('public.tv_only', 'public.tb_visit', ARRAY['tb_visit']::text[], ARRAY['fk_person']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'fk_person = tb_visit.fk_person'),
    ('public.tv_person', 'public.tb_order', ARRAY['tb_order']::text[], ARRAY['fk_person', 'total']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_person = tb_order.fk_person'),
    ('public.tv_person', 'public.tb_person', ARRAY['p']::text[], ARRAY['pk_person', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_person = p.pk_person'),
    ('public.tv_person', 'public.tb_visit', ARRAY['tb_visit']::text[], ARRAY['fk_person', 'place']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_person = tb_visit.fk_person')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_active', 'public.tb_order', 'btree', ARRAY['fk_person'], false, 'CREATE INDEX tb_order_fk_person_idx ON public.tb_order (fk_person);'),
    (2, 'public.tv_active', 'public.tb_visit', 'btree', ARRAY['fk_person'], false, 'CREATE INDEX tb_visit_fk_person_idx ON public.tb_visit (fk_person);'),
    (3, 'public.tv_both', 'public.tb_order', 'btree', ARRAY['fk_person'], false, 'CREATE INDEX tb_order_fk_person_idx ON public.tb_order (fk_person);'),
    (4, 'public.tv_both', 'public.tb_visit', 'btree', ARRAY['fk_person'], false, 'CREATE INDEX tb_visit_fk_person_idx ON public.tb_visit (fk_person);'),
    (5, 'public.tv_person', 'public.tb_order', 'btree', ARRAY['fk_person'], false, 'CREATE INDEX tb_order_fk_person_idx ON public.tb_order (fk_person);'),
    (6, 'public.tv_person', 'public.tb_person', 'btree', ARRAY['pk_person'], false, 'CREATE INDEX tb_person_pk_person_idx ON public.tb_person (pk_person);'),
    (7, 'public.tv_person', 'public.tb_visit', 'btree', ARRAY['fk_person'], false, 'CREATE INDEX tb_visit_fk_person_idx ON public.tb_visit (fk_person);')
$function$;

-- The highest number of a class of locks.
CREATE FUNCTION tviews.built_lock_classes() RETURNS integer
LANGUAGE sql IMMUTABLE
AS 'SELECT 4';

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_person', 'not-null', ARRAY['pk_person']),
    ('public.tb_person', 'unique', ARRAY['pk_person'])
$function$;

-- public.tv_active, key (fk_person).
CREATE FUNCTION tviews.activate_tv_active() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_active', 'public.v_active', 'fk_person', $definition$
SELECT *
FROM (
SELECT fk_person FROM tb_order WHERE total > 5
UNION
SELECT fk_person FROM tb_visit
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_active') IS NULL THEN
  CREATE TABLE public.tv_active (LIKE public.v_active) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_active') THEN
    INSERT INTO public.tv_active SELECT * FROM public.v_active;
  END IF;
  PERFORM tviews.put_key('activate_tv_active', 'public.tv_active', 'UNIQUE NULLS NOT DISTINCT (fk_person)');
  ANALYZE public.tv_active;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_active', 'public.tv_active', 'public.v_active', 'UNIQUE NULLS NOT DISTINCT (fk_person)') THEN
  IF tviews.fill_now('activate_tv_active') THEN
    INSERT INTO public.tv_active SELECT * FROM public.v_active;
  END IF;
  PERFORM tviews.put_key('activate_tv_active', 'public.tv_active', 'UNIQUE NULLS NOT DISTINCT (fk_person)');
END IF;

-- Makes the rows of public.tv_active with these keys equal to those of public.v_active, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_active(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.fk_person
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (fk_person)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_active AS v
        WHERE (v.fk_person = k.fk_person OR v.fk_person IS NULL AND k.fk_person IS NULL)
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_active AS t (fk_person)
      SELECT * FROM fresh
      ON CONFLICT (fk_person)
      DO NOTHING
    )
    SELECT array_agg(gone.fk_person)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.fk_person FROM fresh) AS gone (fk_person);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.fk_person
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (fk_person)
      JOIN public.v_active AS v ON (v.fk_person = k.fk_person OR v.fk_person IS NULL AND k.fk_person IS NULL)
    ), written AS (
      INSERT INTO public.tv_active AS t (fk_person)
      SELECT * FROM fresh
      ON CONFLICT (fk_person)
      DO NOTHING
    )
    SELECT array_agg(gone.fk_person)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.fk_person FROM fresh) AS gone (fk_person);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_active AS t
    USING unnest(v_gone) AS k (fk_person)
    WHERE (t.fk_person = k.fk_person OR t.fk_person IS NULL AND k.fk_person IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_active equal to those of public.v_active, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_active() RETURNS void
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
  DELETE FROM public.tv_active AS t
  USING (
    SELECT t.fk_person FROM public.tv_active AS t
    EXCEPT
    SELECT v.fk_person FROM public.v_active AS v
  ) AS k (fk_person)
  WHERE (t.fk_person = k.fk_person OR t.fk_person IS NULL AND k.fk_person IS NULL);

  INSERT INTO public.tv_active AS t (fk_person)
  SELECT v.fk_person
  FROM public.v_active AS v
  ON CONFLICT (fk_person)
  DO NOTHING;
END
$function$;

-- Takes this transaction's entries for public.tv_active out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_active(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_tb_order_fk_person integer[];
  v_tb_visit_fk_person integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_order (fk_person)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_visit (fk_person)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_tb_order_fk_person, v_tb_visit_fk_person, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_active');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_active();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_order: fk_person = tb_order.fk_person
  IF v_tb_order_fk_person IS NOT NULL THEN
    v_keys := v_keys || v_tb_order_fk_person;
  END IF;

  -- tb_visit: fk_person = tb_visit.fk_person
  IF v_tb_visit_fk_person IS NOT NULL THEN
    v_keys := v_keys || v_tb_visit_fk_person;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.fk_person))) FROM unnest(v_keys) AS k (fk_person)
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
    PERFORM tviews.refresh_tv_active(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_active, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_active() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_both, key (fk_person).
CREATE FUNCTION tviews.activate_tv_both() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_both', 'public.v_both', 'fk_person', $definition$
SELECT *
FROM (
SELECT fk_person FROM tb_order
INTERSECT
SELECT fk_person FROM tb_visit
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_both') IS NULL THEN
  CREATE TABLE public.tv_both (LIKE public.v_both) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_both') THEN
    INSERT INTO public.tv_both SELECT * FROM public.v_both;
  END IF;
  PERFORM tviews.put_key('activate_tv_both', 'public.tv_both', 'UNIQUE NULLS NOT DISTINCT (fk_person)');
  ANALYZE public.tv_both;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_both', 'public.tv_both', 'public.v_both', 'UNIQUE NULLS NOT DISTINCT (fk_person)') THEN
  IF tviews.fill_now('activate_tv_both') THEN
    INSERT INTO public.tv_both SELECT * FROM public.v_both;
  END IF;
  PERFORM tviews.put_key('activate_tv_both', 'public.tv_both', 'UNIQUE NULLS NOT DISTINCT (fk_person)');
END IF;

-- Makes the rows of public.tv_both with these keys equal to those of public.v_both, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_both(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.fk_person
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (fk_person)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_both AS v
        WHERE (v.fk_person = k.fk_person OR v.fk_person IS NULL AND k.fk_person IS NULL)
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_both AS t (fk_person)
      SELECT * FROM fresh
      ON CONFLICT (fk_person)
      DO NOTHING
    )
    SELECT array_agg(gone.fk_person)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.fk_person FROM fresh) AS gone (fk_person);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.fk_person
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (fk_person)
      JOIN public.v_both AS v ON (v.fk_person = k.fk_person OR v.fk_person IS NULL AND k.fk_person IS NULL)
    ), written AS (
      INSERT INTO public.tv_both AS t (fk_person)
      SELECT * FROM fresh
      ON CONFLICT (fk_person)
      DO NOTHING
    )
    SELECT array_agg(gone.fk_person)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.fk_person FROM fresh) AS gone (fk_person);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_both AS t
    USING unnest(v_gone) AS k (fk_person)
    WHERE (t.fk_person = k.fk_person OR t.fk_person IS NULL AND k.fk_person IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_both equal to those of public.v_both, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_both() RETURNS void
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
  DELETE FROM public.tv_both AS t
  USING (
    SELECT t.fk_person FROM public.tv_both AS t
    EXCEPT
    SELECT v.fk_person FROM public.v_both AS v
  ) AS k (fk_person)
  WHERE (t.fk_person = k.fk_person OR t.fk_person IS NULL AND k.fk_person IS NULL);

  INSERT INTO public.tv_both AS t (fk_person)
  SELECT v.fk_person
  FROM public.v_both AS v
  ON CONFLICT (fk_person)
  DO NOTHING;
END
$function$;

-- Takes this transaction's entries for public.tv_both out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_both(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_tb_order_fk_person integer[];
  v_tb_visit_fk_person integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_order (fk_person)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_visit (fk_person)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_tb_order_fk_person, v_tb_visit_fk_person, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_both');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_both();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_order: fk_person = tb_order.fk_person
  IF v_tb_order_fk_person IS NOT NULL THEN
    v_keys := v_keys || v_tb_order_fk_person;
  END IF;

  -- tb_visit: fk_person = tb_visit.fk_person
  IF v_tb_visit_fk_person IS NOT NULL THEN
    v_keys := v_keys || v_tb_visit_fk_person;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.fk_person))) FROM unnest(v_keys) AS k (fk_person)
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
    PERFORM tviews.refresh_tv_both(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_both, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_both() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_only, key (fk_person).
CREATE FUNCTION tviews.activate_tv_only() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_only', 'public.v_only', 'fk_person', $definition$
SELECT *
FROM (
SELECT fk_person FROM tb_visit
EXCEPT
SELECT fk_person FROM tb_order
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_only') IS NULL THEN
  CREATE TABLE public.tv_only (LIKE public.v_only) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_only') THEN
    INSERT INTO public.tv_only SELECT * FROM public.v_only;
  END IF;
  PERFORM tviews.put_key('activate_tv_only', 'public.tv_only', 'UNIQUE NULLS NOT DISTINCT (fk_person)');
  ANALYZE public.tv_only;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_only', 'public.tv_only', 'public.v_only', 'UNIQUE NULLS NOT DISTINCT (fk_person)') THEN
  IF tviews.fill_now('activate_tv_only') THEN
    INSERT INTO public.tv_only SELECT * FROM public.v_only;
  END IF;
  PERFORM tviews.put_key('activate_tv_only', 'public.tv_only', 'UNIQUE NULLS NOT DISTINCT (fk_person)');
END IF;

-- Makes the rows of public.tv_only with these keys equal to those of public.v_only, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_only(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  -- In one pass: to look up a single key would compute as much of the view.
  WITH fresh AS MATERIALIZED (
    SELECT v.fk_person
    FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (fk_person)
    JOIN public.v_only AS v ON (v.fk_person = k.fk_person OR v.fk_person IS NULL AND k.fk_person IS NULL)
  ), written AS (
    INSERT INTO public.tv_only AS t (fk_person)
    SELECT * FROM fresh
    ON CONFLICT (fk_person)
    DO NOTHING
  )
  SELECT array_agg(gone.fk_person)
  INTO v_gone
  FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.fk_person FROM fresh) AS gone (fk_person);

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_only AS t
    USING unnest(v_gone) AS k (fk_person)
    WHERE (t.fk_person = k.fk_person OR t.fk_person IS NULL AND k.fk_person IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_only equal to those of public.v_only, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_only() RETURNS void
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
  DELETE FROM public.tv_only AS t
  USING (
    SELECT t.fk_person FROM public.tv_only AS t
    EXCEPT
    SELECT v.fk_person FROM public.v_only AS v
  ) AS k (fk_person)
  WHERE (t.fk_person = k.fk_person OR t.fk_person IS NULL AND k.fk_person IS NULL);

  INSERT INTO public.tv_only AS t (fk_person)
  SELECT v.fk_person
  FROM public.v_only AS v
  ON CONFLICT (fk_person)
  DO NOTHING;
END
$function$;

-- Takes this transaction's entries for public.tv_only out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_only(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_tb_order_fk_person integer[];
  v_tb_visit_fk_person integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(3)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_order (fk_person)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_visit (fk_person)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_tb_order_fk_person, v_tb_visit_fk_person, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(3, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(3)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_only');
    IF p_notes THEN
      PERFORM tviews.note_rows(3, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(3, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_only();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_order: fk_person = tb_order.fk_person
  IF v_tb_order_fk_person IS NOT NULL THEN
    v_keys := v_keys || v_tb_order_fk_person;
  END IF;

  -- tb_visit: fk_person = tb_visit.fk_person
  IF v_tb_visit_fk_person IS NOT NULL THEN
    v_keys := v_keys || v_tb_visit_fk_person;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(3, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(3, hash_record(ROW (k.fk_person))) FROM unnest(v_keys) AS k (fk_person)
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
    PERFORM tviews.refresh_tv_only(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_only, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_only() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_person, key (pk_person).
CREATE FUNCTION tviews.activate_tv_person() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_person', 'public.v_person', 'pk_person, name, did', $definition$
SELECT *
FROM (
SELECT p.pk_person, p.name,
       (SELECT jsonb_agg(a.what ORDER BY a.what)
        FROM (SELECT fk_person AS who, 'order ' || total AS what FROM tb_order
              UNION ALL
              SELECT fk_person, 'visit ' || place FROM tb_visit) a
        WHERE a.who = p.pk_person) AS did
FROM tb_person p
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_person') IS NULL THEN
  CREATE TABLE public.tv_person (LIKE public.v_person) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_person') THEN
    INSERT INTO public.tv_person SELECT * FROM public.v_person;
  END IF;
  PERFORM tviews.put_key('activate_tv_person', 'public.tv_person', 'PRIMARY KEY (pk_person)');
  ANALYZE public.tv_person;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_person', 'public.tv_person', 'public.v_person', 'PRIMARY KEY (pk_person)') THEN
  IF tviews.fill_now('activate_tv_person') THEN
    INSERT INTO public.tv_person SELECT * FROM public.v_person;
  END IF;
  PERFORM tviews.put_key('activate_tv_person', 'public.tv_person', 'PRIMARY KEY (pk_person)');
END IF;

-- Makes the rows of public.tv_person with these keys equal to those of public.v_person, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_person(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_person, v.name, v.did
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_person)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_person AS v
        WHERE v.pk_person = k.pk_person
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_person AS t (pk_person, name, did)
      SELECT * FROM fresh
      ON CONFLICT (pk_person)
      DO UPDATE SET name = excluded.name, did = excluded.did
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_person)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_person FROM fresh) AS gone (pk_person);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_person, v.name, v.did
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_person)
      JOIN public.v_person AS v ON v.pk_person = k.pk_person
    ), written AS (
      INSERT INTO public.tv_person AS t (pk_person, name, did)
      SELECT * FROM fresh
      ON CONFLICT (pk_person)
      DO UPDATE SET name = excluded.name, did = excluded.did
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_person)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_person FROM fresh) AS gone (pk_person);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_person AS t
    USING unnest(v_gone) AS k (pk_person)
    WHERE t.pk_person = k.pk_person;
  END IF;
END
$function$;

-- Makes all rows of public.tv_person equal to those of public.v_person, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_person() RETURNS void
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
  DELETE FROM public.tv_person AS t
  USING (
    SELECT t.pk_person FROM public.tv_person AS t
    EXCEPT
    SELECT v.pk_person FROM public.v_person AS v
  ) AS k (pk_person)
  WHERE t.pk_person = k.pk_person;

  INSERT INTO public.tv_person AS t (pk_person, name, did)
  SELECT v.pk_person, v.name, v.did
  FROM public.v_person AS v
  ON CONFLICT (pk_person)
  DO UPDATE SET name = excluded.name, did = excluded.did
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_person out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_person(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_tb_order_fk_person integer[];
  v_p_pk_person integer[];
  v_tb_visit_fk_person integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(4)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_order (fk_person)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_person p (pk_person)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_visit (fk_person)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_tb_order_fk_person, v_p_pk_person, v_tb_visit_fk_person, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(4, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(4)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_person');
    IF p_notes THEN
      PERFORM tviews.note_rows(4, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(4, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_person();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_order: pk_person = tb_order.fk_person
  IF v_tb_order_fk_person IS NOT NULL THEN
    v_keys := v_keys || v_tb_order_fk_person;
  END IF;

  -- tb_person p: pk_person = p.pk_person
  IF v_p_pk_person IS NOT NULL THEN
    v_keys := v_keys || v_p_pk_person;
  END IF;

  -- tb_visit: pk_person = tb_visit.fk_person
  IF v_tb_visit_fk_person IS NOT NULL THEN
    v_keys := v_keys || v_tb_visit_fk_person;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(4, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(4, hash_record(ROW (k.pk_person))) FROM unnest(v_keys) AS k (pk_person)
  ), p_most - cardinality(v_held));
  IF pg_sequence_last_value('tviews.traced_since') IS NOT NULL THEN
    PERFORM tviews.leave_trace(v_held);
  END IF;
  IF cardinality(v_keys) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(4, ARRAY[v_keys::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_apart(4, ARRAY[v_keys::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_person(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_person, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_person() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_order.
CREATE FUNCTION tviews.watch_tb_order() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_order puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_order() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[1, 2, 3, 4]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_active, tv_person reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.fk_person, r.total FROM old_rows AS r),
      after_1 AS (SELECT r.fk_person, r.total FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_both, tv_only reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.fk_person FROM old_rows AS r),
      after_2 AS (SELECT r.fk_person FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_order (fk_person)', array_agg(DISTINCT r.fk_person)::text[]
      FROM changed_1 AS r WHERE r.total > 5
      HAVING count(*) > 0
      UNION ALL
      SELECT 4, 'tb_order (fk_person)', array_agg(DISTINCT r.fk_person)::text[]
      FROM changed_1 AS r WHERE r.fk_person IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_order (fk_person)', array_agg(DISTINCT r.fk_person)::text[]
      FROM changed_2 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_order (fk_person)', array_agg(DISTINCT r.fk_person)::text[]
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_order (fk_person)', array_agg(DISTINCT r.fk_person)::text[]
      FROM changed_rows AS r WHERE r.total > 5
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_order (fk_person)', array_agg(DISTINCT r.fk_person)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_order (fk_person)', array_agg(DISTINCT r.fk_person)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 4, 'tb_order (fk_person)', array_agg(DISTINCT r.fk_person)::text[]
      FROM changed_rows AS r WHERE r.fk_person IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_order', 'enqueue_tb_order', 'tviews_tb_order', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_person.
CREATE FUNCTION tviews.watch_tb_person() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_person puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_person() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[4]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_person reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_person, r.name FROM old_rows AS r),
      after AS (SELECT r.pk_person, r.name FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 4, 'tb_person p (pk_person)', array_agg(DISTINCT r.pk_person)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 4, 'tb_person p (pk_person)', array_agg(r.pk_person)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_person', 'enqueue_tb_person', 'tviews_tb_person', true);
RETURN false;
END
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
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[1, 2, 3, 4]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_active, tv_both, tv_only reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.fk_person FROM old_rows AS r),
      after_1 AS (SELECT r.fk_person FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_person reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.fk_person, r.place FROM old_rows AS r),
      after_2 AS (SELECT r.fk_person, r.place FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_visit (fk_person)', array_agg(DISTINCT r.fk_person)::text[]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_visit (fk_person)', array_agg(DISTINCT r.fk_person)::text[]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_visit (fk_person)', array_agg(DISTINCT r.fk_person)::text[]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 4, 'tb_visit (fk_person)', array_agg(DISTINCT r.fk_person)::text[]
      FROM changed_2 AS r WHERE r.fk_person IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_visit (fk_person)', array_agg(DISTINCT r.fk_person)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_visit (fk_person)', array_agg(DISTINCT r.fk_person)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_visit (fk_person)', array_agg(DISTINCT r.fk_person)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 4, 'tb_visit (fk_person)', array_agg(DISTINCT r.fk_person)::text[]
      FROM changed_rows AS r WHERE r.fk_person IS NOT NULL
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
