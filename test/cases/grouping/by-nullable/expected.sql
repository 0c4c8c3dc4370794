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
    (1, 'public.tv_area_load', 'public.v_area_load', false, ARRAY['fk_area'], '(r.fk_area = k.fk_area OR r.fk_area IS NULL AND k.fk_area IS NULL)',
      'jsonb_build_object(''fk_area'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_area_load(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_ticket']::text[], 'activate_tv_area_load', 'equip_tv_area_load', ARRAY['drain_tv_area_load', 'refresh_tv_area_load', 'rebuild_tv_area_load'], 'drain_tv_area_load',
      false, false, 1000),
    (2, 'public.tv_area_name', 'public.v_area_name', false, ARRAY['area'], '(r.area = k.area OR r.area IS NULL AND k.area IS NULL)',
      'jsonb_build_object(''area'', CAST($1[1][n] AS text))', 'tviews.refresh_tv_area_name(ARRAY(SELECT unnest($1[1:1]))::text[])',
      ARRAY['public.tb_area', 'public.tb_ticket']::text[], 'activate_tv_area_name', 'equip_tv_area_name', ARRAY['drain_tv_area_name', 'refresh_tv_area_name', 'rebuild_tv_area_name'], 'drain_tv_area_name',
      false, false, 0),
    (3, 'public.tv_assignment', 'public.v_assignment', false, ARRAY['assignee', 'fk_area'], '(r.assignee = k.assignee OR r.assignee IS NULL AND k.assignee IS NULL) AND (r.fk_area = k.fk_area OR r.fk_area IS NULL AND k.fk_area IS NULL)',
      'jsonb_build_object(''assignee'', CAST($1[1][n] AS text), ''fk_area'', CAST($1[2][n] AS integer))', 'tviews.refresh_tv_assignment(ARRAY(SELECT unnest($1[1:1]))::text[], ARRAY(SELECT unnest($1[2:2]))::integer[])',
      ARRAY['public.tb_ticket']::text[], 'activate_tv_assignment', 'equip_tv_assignment', ARRAY['drain_tv_assignment', 'refresh_tv_assignment', 'rebuild_tv_assignment'], 'drain_tv_assignment',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_area', ARRAY['name', 'pk_area']::text[], ARRAY['text', 'integer']::text[], 'tviews_tb_area', 'enqueue_tb_area', NULL, true, 'watch_tb_area'),
    ('public.tb_ticket', ARRAY['assignee', 'fk_area', 'pk_ticket', 'weight']::text[], ARRAY['text', 'integer', 'integer', 'integer']::text[], 'tviews_tb_ticket', 'enqueue_tb_ticket', NULL, true, 'watch_tb_ticket')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_area_load', 'public.tb_ticket', ARRAY['tb_ticket']::text[], ARRAY['fk_area', 'weight']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'fk_area = tb_ticket.fk_area'),
    ('public.tv_area_name', 'public.tb_area', ARRAY['a']::text[], ARRAY['pk_area', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'area = NULL'),
    ('public.tv_area_name', 'public.tb_area', ARRAY['a']::text[], ARRAY['pk_area', 'name']::text[], false,
      'own-key', 2, ARRAY[]::text[], 'area = a.name'),
    ('public.tv_area_name', 'public.tb_ticket', ARRAY['t']::text[], ARRAY['fk_area']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'area = NULL'),
    ('public.tv_area_name', 'public.tb_ticket', ARRAY['t']::text[], ARRAY['fk_area']::text[], false,
      'mapped', 2, ARRAY['public.tb_area']::text[], 'a.pk_area = t.fk_area, area = a.name'),
    ('public.tv_assignment', 'public.tb_ticket', ARRAY['tb_ticket']::text[], ARRAY['pk_ticket', 'fk_area', 'assignee']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'assignee = tb_ticket.assignee, fk_area = tb_ticket.fk_area')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_area_load', 'public.tb_ticket', 'btree', ARRAY['fk_area'], false, 'CREATE INDEX tb_ticket_fk_area_idx ON public.tb_ticket (fk_area);'),
    (2, 'public.tv_area_name', 'public.tb_area', 'btree', ARRAY['pk_area'], false, 'CREATE INDEX tb_area_pk_area_idx ON public.tb_area (pk_area);'),
    (3, 'public.tv_assignment', 'public.tb_ticket', 'btree', ARRAY['assignee', 'fk_area'], false, 'CREATE INDEX tb_ticket_assignee_fk_area_idx ON public.tb_ticket (assignee, fk_area);')
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
    ('public.tb_area', 'not-null', ARRAY['pk_area']),
    ('public.tb_area', 'unique', ARRAY['pk_area'])
$function$;

-- public.tv_area_load, key (fk_area).
CREATE FUNCTION tviews.activate_tv_area_load() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_area_load', 'public.v_area_load', 'fk_area, tickets, weight', $definition$
SELECT *
FROM (
SELECT fk_area, count(*) AS tickets, sum(weight) AS weight
FROM tb_ticket
GROUP BY fk_area
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_area_load') IS NULL THEN
  CREATE TABLE public.tv_area_load (LIKE public.v_area_load) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_area_load') THEN
    INSERT INTO public.tv_area_load SELECT * FROM public.v_area_load;
  END IF;
  PERFORM tviews.put_key('activate_tv_area_load', 'public.tv_area_load', 'UNIQUE NULLS NOT DISTINCT (fk_area)');
  ANALYZE public.tv_area_load;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_area_load', 'public.tv_area_load', 'public.v_area_load', 'UNIQUE NULLS NOT DISTINCT (fk_area)') THEN
  IF tviews.fill_now('activate_tv_area_load') THEN
    INSERT INTO public.tv_area_load SELECT * FROM public.v_area_load;
  END IF;
  PERFORM tviews.put_key('activate_tv_area_load', 'public.tv_area_load', 'UNIQUE NULLS NOT DISTINCT (fk_area)');
END IF;

-- Makes the rows of public.tv_area_load with these keys equal to those of public.v_area_load, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_area_load(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.fk_area, v.tickets, v.weight
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (fk_area)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_area_load AS v
        WHERE (v.fk_area = k.fk_area OR v.fk_area IS NULL AND k.fk_area IS NULL)
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_area_load AS t (fk_area, tickets, weight)
      SELECT * FROM fresh
      ON CONFLICT (fk_area)
      DO UPDATE SET tickets = excluded.tickets, weight = excluded.weight
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.fk_area)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.fk_area FROM fresh) AS gone (fk_area);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.fk_area, v.tickets, v.weight
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (fk_area)
      JOIN public.v_area_load AS v ON (v.fk_area = k.fk_area OR v.fk_area IS NULL AND k.fk_area IS NULL)
    ), written AS (
      INSERT INTO public.tv_area_load AS t (fk_area, tickets, weight)
      SELECT * FROM fresh
      ON CONFLICT (fk_area)
      DO UPDATE SET tickets = excluded.tickets, weight = excluded.weight
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.fk_area)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.fk_area FROM fresh) AS gone (fk_area);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_area_load AS t
    USING unnest(v_gone) AS k (fk_area)
    WHERE (t.fk_area = k.fk_area OR t.fk_area IS NULL AND k.fk_area IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_area_load equal to those of public.v_area_load, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_area_load() RETURNS void
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
  DELETE FROM public.tv_area_load AS t
  USING (
    SELECT t.fk_area FROM public.tv_area_load AS t
    EXCEPT
    SELECT v.fk_area FROM public.v_area_load AS v
  ) AS k (fk_area)
  WHERE (t.fk_area = k.fk_area OR t.fk_area IS NULL AND k.fk_area IS NULL);

  INSERT INTO public.tv_area_load AS t (fk_area, tickets, weight)
  SELECT v.fk_area, v.tickets, v.weight
  FROM public.v_area_load AS v
  ON CONFLICT (fk_area)
  DO UPDATE SET tickets = excluded.tickets, weight = excluded.weight
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_area_load out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_area_load(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_tb_ticket_fk_area integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_ticket (fk_area)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_tb_ticket_fk_area, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_area_load');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_area_load();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_ticket: fk_area = tb_ticket.fk_area
  IF v_tb_ticket_fk_area IS NOT NULL THEN
    v_keys := v_keys || v_tb_ticket_fk_area;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.fk_area))) FROM unnest(v_keys) AS k (fk_area)
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
    PERFORM tviews.refresh_tv_area_load(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_area_load, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_area_load() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_area_name, key (area).
CREATE FUNCTION tviews.activate_tv_area_name() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_area_name', 'public.v_area_name', 'area, tickets', $definition$
SELECT *
FROM (
SELECT a.name AS area, count(*) AS tickets
FROM tb_ticket t
LEFT JOIN tb_area a ON a.pk_area = t.fk_area
GROUP BY a.name
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_area_name') IS NULL THEN
  CREATE TABLE public.tv_area_name (LIKE public.v_area_name) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_area_name') THEN
    INSERT INTO public.tv_area_name SELECT * FROM public.v_area_name;
  END IF;
  PERFORM tviews.put_key('activate_tv_area_name', 'public.tv_area_name', 'UNIQUE NULLS NOT DISTINCT (area)');
  ANALYZE public.tv_area_name;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_area_name', 'public.tv_area_name', 'public.v_area_name', 'UNIQUE NULLS NOT DISTINCT (area)') THEN
  IF tviews.fill_now('activate_tv_area_name') THEN
    INSERT INTO public.tv_area_name SELECT * FROM public.v_area_name;
  END IF;
  PERFORM tviews.put_key('activate_tv_area_name', 'public.tv_area_name', 'UNIQUE NULLS NOT DISTINCT (area)');
END IF;

-- Makes the rows of public.tv_area_name with these keys equal to those of public.v_area_name, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_area_name(p_keys text[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone text[];
BEGIN
  -- In one pass: to look up a single key would compute as much of the view.
  WITH fresh AS MATERIALIZED (
    SELECT v.area, v.tickets
    FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (area)
    JOIN public.v_area_name AS v ON (v.area = k.area OR v.area IS NULL AND k.area IS NULL)
  ), written AS (
    INSERT INTO public.tv_area_name AS t (area, tickets)
    SELECT * FROM fresh
    ON CONFLICT (area)
    DO UPDATE SET tickets = excluded.tickets
    WHERE t.* *<> excluded.*
  )
  SELECT array_agg(gone.area)
  INTO v_gone
  FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.area FROM fresh) AS gone (area);

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_area_name AS t
    USING unnest(v_gone) AS k (area)
    WHERE (t.area = k.area OR t.area IS NULL AND k.area IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_area_name equal to those of public.v_area_name, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_area_name() RETURNS void
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
  DELETE FROM public.tv_area_name AS t
  USING (
    SELECT t.area FROM public.tv_area_name AS t
    EXCEPT
    SELECT v.area FROM public.v_area_name AS v
  ) AS k (area)
  WHERE (t.area = k.area OR t.area IS NULL AND k.area IS NULL);

  INSERT INTO public.tv_area_name AS t (area, tickets)
  SELECT v.area, v.tickets
  FROM public.v_area_name AS v
  ON CONFLICT (area)
  DO UPDATE SET tickets = excluded.tickets
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_area_name out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_area_name(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_a_name text[];
  v_t_fk_area integer[];
  v_keys text[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_area a (name)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_ticket t (fk_area)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_a_name, v_t_fk_area, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(2), tviews.class_lock_id(3)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_area_name');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_area_name();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_area (pk_area)
  IF v_t_fk_area IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(2, hash_record(ROW (changed.fk_area)))
      FROM unnest(v_t_fk_area) AS changed (fk_area)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_area a:
  --   area = NULL
  --   area = a.name
  IF v_a_name IS NOT NULL THEN
    v_keys := v_keys || array_fill(NULL::text, ARRAY[cardinality(v_a_name)]);
    v_keys := v_keys || v_a_name;
  END IF;

  -- tb_ticket t:
  --   area = NULL
  --   a.pk_area = t.fk_area, area = a.name
  IF v_t_fk_area IS NOT NULL THEN
    v_keys := v_keys || array_fill(NULL::text, ARRAY[cardinality(v_t_fk_area)]);
    v_keys := v_keys || ARRAY (
      SELECT a.name
      FROM public.tb_area AS a
      WHERE a.pk_area = ANY (v_t_fk_area)
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(3, hash_record(ROW (k.area))) FROM unnest(v_keys) AS k (area)
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
    PERFORM tviews.refresh_tv_area_name(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_area_name, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_area_name() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_assignment, key (assignee, fk_area).
CREATE FUNCTION tviews.activate_tv_assignment() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_assignment', 'public.v_assignment', 'assignee, fk_area, tickets', $definition$
SELECT *
FROM (
SELECT assignee, fk_area, array_agg(pk_ticket ORDER BY pk_ticket) AS tickets
FROM tb_ticket
GROUP BY assignee, fk_area
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_assignment') IS NULL THEN
  CREATE TABLE public.tv_assignment (LIKE public.v_assignment) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_assignment') THEN
    INSERT INTO public.tv_assignment SELECT * FROM public.v_assignment;
  END IF;
  PERFORM tviews.put_key('activate_tv_assignment', 'public.tv_assignment', 'UNIQUE NULLS NOT DISTINCT (assignee, fk_area)');
  ANALYZE public.tv_assignment;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_assignment', 'public.tv_assignment', 'public.v_assignment', 'UNIQUE NULLS NOT DISTINCT (assignee, fk_area)') THEN
  IF tviews.fill_now('activate_tv_assignment') THEN
    INSERT INTO public.tv_assignment SELECT * FROM public.v_assignment;
  END IF;
  PERFORM tviews.put_key('activate_tv_assignment', 'public.tv_assignment', 'UNIQUE NULLS NOT DISTINCT (assignee, fk_area)');
END IF;

-- Makes the rows of public.tv_assignment with these keys equal to those of public.v_assignment, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_assignment(p_keys_1 text[], p_keys_2 integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone_1 text[];
  v_gone_2 integer[];
BEGIN
  IF cardinality(p_keys_1) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.assignee, v.fk_area, v.tickets
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (assignee, fk_area)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_assignment AS v
        WHERE (v.assignee = k.assignee OR v.assignee IS NULL AND k.assignee IS NULL) AND (v.fk_area = k.fk_area OR v.fk_area IS NULL AND k.fk_area IS NULL)
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_assignment AS t (assignee, fk_area, tickets)
      SELECT * FROM fresh
      ON CONFLICT (assignee, fk_area)
      DO UPDATE SET tickets = excluded.tickets
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.assignee), array_agg(gone.fk_area)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.assignee, fresh.fk_area FROM fresh) AS gone (assignee, fk_area);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.assignee, v.fk_area, v.tickets
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (assignee, fk_area)
      JOIN public.v_assignment AS v ON (v.assignee = k.assignee OR v.assignee IS NULL AND k.assignee IS NULL) AND (v.fk_area = k.fk_area OR v.fk_area IS NULL AND k.fk_area IS NULL)
    ), written AS (
      INSERT INTO public.tv_assignment AS t (assignee, fk_area, tickets)
      SELECT * FROM fresh
      ON CONFLICT (assignee, fk_area)
      DO UPDATE SET tickets = excluded.tickets
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.assignee), array_agg(gone.fk_area)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.assignee, fresh.fk_area FROM fresh) AS gone (assignee, fk_area);
  END IF;

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_assignment AS t
    USING unnest(v_gone_1, v_gone_2) AS k (assignee, fk_area)
    WHERE (t.assignee = k.assignee OR t.assignee IS NULL AND k.assignee IS NULL) AND (t.fk_area = k.fk_area OR t.fk_area IS NULL AND k.fk_area IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_assignment equal to those of public.v_assignment, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_assignment() RETURNS void
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
  DELETE FROM public.tv_assignment AS t
  USING (
    SELECT t.assignee, t.fk_area FROM public.tv_assignment AS t
    EXCEPT
    SELECT v.assignee, v.fk_area FROM public.v_assignment AS v
  ) AS k (assignee, fk_area)
  WHERE (t.assignee = k.assignee OR t.assignee IS NULL AND k.assignee IS NULL) AND (t.fk_area = k.fk_area OR t.fk_area IS NULL AND k.fk_area IS NULL);

  INSERT INTO public.tv_assignment AS t (assignee, fk_area, tickets)
  SELECT v.assignee, v.fk_area, v.tickets
  FROM public.v_assignment AS v
  ON CONFLICT (assignee, fk_area)
  DO UPDATE SET tickets = excluded.tickets
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_assignment out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_assignment(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_tb_ticket_fk_area integer[];
  v_tb_ticket_assignee text[];
  v_keys_1 text[];
  v_keys_2 integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(3)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_ticket (fk_area, assignee)'),
    array_agg(value.c2::text) FILTER (WHERE taken.route = 'tb_ticket (fk_area, assignee)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_tb_ticket_fk_area, v_tb_ticket_assignee, v_keys_1, v_keys_2
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(3, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(4)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_assignment');
    IF p_notes THEN
      PERFORM tviews.note_rows(3, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(3, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_assignment();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_ticket: assignee = tb_ticket.assignee, fk_area = tb_ticket.fk_area
  IF v_tb_ticket_fk_area IS NOT NULL THEN
    v_keys_1 := v_keys_1 || v_tb_ticket_assignee;
    v_keys_2 := v_keys_2 || v_tb_ticket_fk_area;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(3, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(4, hash_record(ROW (k.assignee, k.fk_area))) FROM unnest(v_keys_1, v_keys_2) AS k (assignee, fk_area)
  ), p_most - cardinality(v_held));
  IF pg_sequence_last_value('tviews.traced_since') IS NOT NULL THEN
    PERFORM tviews.leave_trace(v_held);
  END IF;
  IF cardinality(v_keys_1) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(3, ARRAY[v_keys_1::text[], v_keys_2::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_apart(3, ARRAY[v_keys_1::text[], v_keys_2::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_assignment(v_keys_1, v_keys_2);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_assignment, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_assignment() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_area.
CREATE FUNCTION tviews.watch_tb_area() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_area puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_area() RETURNS trigger
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
      -- What tv_area_name reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_area, r.name FROM old_rows AS r),
      after AS (SELECT r.pk_area, r.name FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_area a (name)', array_agg(DISTINCT r.name)::text[],
        array_agg(DISTINCT tviews.lock_id(2, hash_record(ROW (r.pk_area))))
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_area a (name)', array_agg(DISTINCT r.name)::text[],
        array_agg(DISTINCT tviews.lock_id(2, hash_record(ROW (r.pk_area))))
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_area', 'enqueue_tb_area', 'tviews_tb_area', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_ticket.
CREATE FUNCTION tviews.watch_tb_ticket() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_ticket puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_ticket() RETURNS trigger
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
      -- What tv_area_load reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.fk_area, r.weight FROM old_rows AS r),
      after_1 AS (SELECT r.fk_area, r.weight FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_area_name reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.fk_area FROM old_rows AS r),
      after_2 AS (SELECT r.fk_area FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      ),
      -- What tv_assignment reads of the rows before and after, and where that differs.
      before_3 AS (SELECT r.pk_ticket, r.fk_area, r.assignee FROM old_rows AS r),
      after_3 AS (SELECT r.pk_ticket, r.fk_area, r.assignee FROM new_rows AS r),
      changed_3 AS (
        (TABLE before_3 EXCEPT ALL TABLE after_3) UNION ALL (TABLE after_3 EXCEPT ALL TABLE before_3)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_ticket (fk_area)', array_agg(DISTINCT r.fk_area)::text[]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_ticket t (fk_area)', array_agg(DISTINCT r.fk_area)::text[]
      FROM changed_2 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_ticket (fk_area, assignee)', ARRAY[array_agg(r.fk_area)::text[], array_agg(r.assignee)::text[]]
      FROM (SELECT DISTINCT r.fk_area, r.assignee FROM changed_3 AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_ticket (fk_area)', array_agg(DISTINCT r.fk_area)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_ticket t (fk_area)', array_agg(DISTINCT r.fk_area)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_ticket (fk_area, assignee)', ARRAY[array_agg(r.fk_area)::text[], array_agg(r.assignee)::text[]]
      FROM (SELECT DISTINCT r.fk_area, r.assignee FROM changed_rows AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_ticket', 'enqueue_tb_ticket', 'tviews_tb_ticket', true);
RETURN false;
END
$activate$;
