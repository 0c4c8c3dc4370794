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
    (1, 'public.tv_employee', 'public.v_employee', false, ARRAY['pk_employee'], 'r.pk_employee = k.pk_employee',
      'jsonb_build_object(''pk_employee'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_employee(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_employee']::text[], 'activate_tv_employee', 'equip_tv_employee', ARRAY['drain_tv_employee', 'refresh_tv_employee', 'rebuild_tv_employee'], 'drain_tv_employee',
      false, false, 1000),
    (2, 'public.tv_team', 'public.v_team', false, ARRAY['pk_team'], 'r.pk_team = k.pk_team',
      'jsonb_build_object(''pk_team'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_team(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_employee', 'public.tb_team']::text[], 'activate_tv_team', 'equip_tv_team', ARRAY['drain_tv_team', 'refresh_tv_team', 'rebuild_tv_team'], 'drain_tv_team',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_employee', ARRAY['fk_manager', 'fk_team', 'name', 'pk_employee']::text[], ARRAY['integer', 'integer', 'text', 'integer']::text[], 'tviews_tb_employee', 'enqueue_tb_employee', NULL, true, 'watch_tb_employee'),
    ('public.tb_team', ARRAY['name', 'pk_team']::text[], ARRAY['text', 'integer']::text[], 'tviews_tb_team', 'enqueue_tb_team', NULL, true, 'watch_tb_team')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_employee', 'public.tb_employee', ARRAY['e', 'm']::text[], ARRAY['pk_employee', 'fk_manager', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_employee = changed.pk_employee'),
    ('public.tv_employee', 'public.tb_employee', ARRAY['e', 'm']::text[], ARRAY['pk_employee', 'fk_manager', 'name']::text[], false,
      'mapped', 2, ARRAY['public.tb_employee']::text[], 'e.fk_manager = changed.pk_employee, pk_employee = e.pk_employee'),
    ('public.tv_employee', 'public.tb_employee', ARRAY['e', 'm']::text[], ARRAY['pk_employee', 'fk_manager', 'name']::text[], false,
      'mapped', 3, ARRAY['public.tb_employee', 'public.tb_employee', 'public.tb_employee']::text[], 'above by pk_employee of tb_employee from changed.pk_employee, m.fk_manager = above.fk_manager, e.fk_manager = m.pk_employee, pk_employee = e.pk_employee'),
    ('public.tv_employee', 'public.tb_employee', ARRAY['e', 'm']::text[], ARRAY['pk_employee', 'fk_manager', 'name']::text[], false,
      'mapped', 4, ARRAY['public.tb_employee', 'public.tb_employee', 'public.tb_employee']::text[], 'above by pk_employee of tb_employee from changed.pk_employee, m.fk_manager = above.fk_manager, e.fk_manager = m.pk_employee, pk_employee = e.pk_employee'),
    ('public.tv_team', 'public.tb_employee', ARRAY['e']::text[], ARRAY['pk_employee', 'fk_team', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_team = e.fk_team'),
    ('public.tv_team', 'public.tb_employee', ARRAY['e']::text[], ARRAY['pk_employee', 'fk_manager', 'name']::text[], false,
      'mapped', 1, ARRAY['public.tb_employee', 'public.tb_employee']::text[], 'above by fk_manager of tb_employee from e.fk_manager, e.pk_employee = above.pk_employee, pk_team = e.fk_team'),
    ('public.tv_team', 'public.tb_employee', ARRAY['e']::text[], ARRAY['pk_employee', 'fk_manager', 'name']::text[], false,
      'mapped', 2, ARRAY['public.tb_employee', 'public.tb_employee']::text[], 'above by fk_manager of tb_employee from e.fk_manager, e.pk_employee = above.pk_employee, pk_team = e.fk_team'),
    ('public.tv_team', 'public.tb_team', ARRAY['t']::text[], ARRAY['pk_team', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_team = t.pk_team')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_employee', 'public.tb_employee', 'btree', ARRAY['pk_employee'], false, 'CREATE INDEX tb_employee_pk_employee_idx ON public.tb_employee (pk_employee);'),
    (2, 'public.tv_employee', 'public.tb_employee', 'btree', ARRAY['fk_manager'], false, 'CREATE INDEX tb_employee_fk_manager_idx ON public.tb_employee (fk_manager);'),
    (3, 'public.tv_team', 'public.tb_employee', 'btree', ARRAY['fk_team'], false, 'CREATE INDEX tb_employee_fk_team_idx ON public.tb_employee (fk_team);'),
    (4, 'public.tv_team', 'public.tb_employee', 'btree', ARRAY['fk_manager'], false, 'CREATE INDEX tb_employee_fk_manager_idx ON public.tb_employee (fk_manager);'),
    (5, 'public.tv_team', 'public.tb_employee', 'btree', ARRAY['pk_employee'], false, 'CREATE INDEX tb_employee_pk_employee_idx ON public.tb_employee (pk_employee);'),
    (6, 'public.tv_team', 'public.tb_team', 'btree', ARRAY['pk_team'], false, 'CREATE INDEX tb_team_pk_team_idx ON public.tb_team (pk_team);')
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
    ('public.tb_employee', 'not-null', ARRAY['pk_employee']),
    ('public.tb_employee', 'unique', ARRAY['pk_employee']),
    ('public.tb_team', 'not-null', ARRAY['pk_team']),
    ('public.tb_team', 'unique', ARRAY['pk_team'])
$function$;

-- public.tv_employee, key (pk_employee).
CREATE FUNCTION tviews.activate_tv_employee() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_employee', 'public.v_employee', 'pk_employee, name, managers', $definition$
SELECT *
FROM (
SELECT
  e.pk_employee,
  e.name,
  ARRAY (
    WITH RECURSIVE up AS (
      SELECT m.pk_employee, m.fk_manager, m.name, 1 AS distance FROM tb_employee m WHERE m.pk_employee = e.fk_manager
      UNION ALL
      SELECT m.pk_employee, m.fk_manager, m.name, up.distance + 1 FROM up JOIN tb_employee m ON m.pk_employee = up.fk_manager
      WHERE up.distance < 6
    )
    SELECT up.name FROM up ORDER BY up.distance
  ) AS managers
FROM tb_employee e
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_employee') IS NULL THEN
  CREATE TABLE public.tv_employee (LIKE public.v_employee) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_employee') THEN
    INSERT INTO public.tv_employee SELECT * FROM public.v_employee;
  END IF;
  PERFORM tviews.put_key('activate_tv_employee', 'public.tv_employee', 'PRIMARY KEY (pk_employee)');
  ANALYZE public.tv_employee;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_employee', 'public.tv_employee', 'public.v_employee', 'PRIMARY KEY (pk_employee)') THEN
  IF tviews.fill_now('activate_tv_employee') THEN
    INSERT INTO public.tv_employee SELECT * FROM public.v_employee;
  END IF;
  PERFORM tviews.put_key('activate_tv_employee', 'public.tv_employee', 'PRIMARY KEY (pk_employee)');
END IF;

-- Makes the rows of public.tv_employee with these keys equal to those of public.v_employee, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_employee(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_employee, v.name, v.managers
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_employee)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_employee AS v
        WHERE v.pk_employee = k.pk_employee
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_employee AS t (pk_employee, name, managers)
      SELECT * FROM fresh
      ON CONFLICT (pk_employee)
      DO UPDATE SET name = excluded.name, managers = excluded.managers
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_employee)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_employee FROM fresh) AS gone (pk_employee);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_employee, v.name, v.managers
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_employee)
      JOIN public.v_employee AS v ON v.pk_employee = k.pk_employee
    ), written AS (
      INSERT INTO public.tv_employee AS t (pk_employee, name, managers)
      SELECT * FROM fresh
      ON CONFLICT (pk_employee)
      DO UPDATE SET name = excluded.name, managers = excluded.managers
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_employee)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_employee FROM fresh) AS gone (pk_employee);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_employee AS t
    USING unnest(v_gone) AS k (pk_employee)
    WHERE t.pk_employee = k.pk_employee;
  END IF;
END
$function$;

-- Makes all rows of public.tv_employee equal to those of public.v_employee, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_employee() RETURNS void
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
  DELETE FROM public.tv_employee AS t
  USING (
    SELECT t.pk_employee FROM public.tv_employee AS t
    EXCEPT
    SELECT v.pk_employee FROM public.v_employee AS v
  ) AS k (pk_employee)
  WHERE t.pk_employee = k.pk_employee;

  INSERT INTO public.tv_employee AS t (pk_employee, name, managers)
  SELECT v.pk_employee, v.name, v.managers
  FROM public.v_employee AS v
  ON CONFLICT (pk_employee)
  DO UPDATE SET name = excluded.name, managers = excluded.managers
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_employee out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_employee(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_e_pk_employee integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_employee e m (pk_employee)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_e_pk_employee, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2), tviews.class_lock_id(3)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_employee');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_employee();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_employee
  IF v_e_pk_employee IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, 1)
      FROM unnest(v_e_pk_employee) AS changed (pk_employee)
      UNION ALL
      SELECT tviews.lock_id(1, 1)
      FROM unnest(v_e_pk_employee) AS changed (pk_employee)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (fk_manager) AS (
          SELECT changed.pk_employee
          UNION
          SELECT r.pk_employee FROM met JOIN public.tb_employee AS r ON r.fk_manager = met.fk_manager
        )
        TABLE met
      ) AS above
      UNION ALL
      SELECT tviews.lock_id(1, 1)
      FROM unnest(v_e_pk_employee) AS changed (pk_employee)
      UNION ALL
      SELECT tviews.lock_id(1, 1)
      FROM unnest(v_e_pk_employee) AS changed (pk_employee)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (fk_manager) AS (
          SELECT changed.pk_employee
          UNION
          SELECT r.pk_employee FROM met JOIN public.tb_employee AS r ON r.fk_manager = met.fk_manager
        )
        TABLE met
      ) AS above
    );
  END IF;
  v_held := v_held || tviews.hold(tviews.links_between(v_links, 1, 1), v_lookups, p_most - cardinality(v_held));

  -- Looked up below, and changed by this transaction: public.tb_employee (fk_manager)
  v_lookups := '{}';
  IF v_e_pk_employee IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(2, hash_record(ROW (changed.pk_employee)))
      FROM unnest(v_e_pk_employee) AS changed (pk_employee)
      UNION ALL
      SELECT tviews.lock_id(2, hash_record(ROW (m.pk_employee)))
      FROM unnest(v_e_pk_employee) AS changed (pk_employee)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (fk_manager) AS (
          SELECT changed.pk_employee
          UNION
          SELECT r.pk_employee FROM met JOIN public.tb_employee AS r ON r.fk_manager = met.fk_manager
        )
        TABLE met
      ) AS above
      JOIN public.tb_employee AS m ON m.fk_manager = above.fk_manager
      UNION ALL
      SELECT tviews.lock_id(2, hash_record(ROW (m.pk_employee)))
      FROM unnest(v_e_pk_employee) AS changed (pk_employee)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (fk_manager) AS (
          SELECT changed.pk_employee
          UNION
          SELECT r.pk_employee FROM met JOIN public.tb_employee AS r ON r.fk_manager = met.fk_manager
        )
        TABLE met
      ) AS above
      JOIN public.tb_employee AS m ON m.fk_manager = above.fk_manager
    );
  END IF;
  v_held := v_held || tviews.hold(tviews.links_between(v_links, 2, 2), v_lookups, p_most - cardinality(v_held));

  -- tb_employee e, m:
  --   pk_employee = changed.pk_employee
  --   e.fk_manager = changed.pk_employee, pk_employee = e.pk_employee
  --   above by pk_employee of tb_employee from changed.pk_employee, m.fk_manager = above.fk_manager, e.fk_manager = m.pk_employee, pk_employee = e.pk_employee
  --   above by pk_employee of tb_employee from changed.pk_employee, m.fk_manager = above.fk_manager, e.fk_manager = m.pk_employee, pk_employee = e.pk_employee
  IF v_e_pk_employee IS NOT NULL THEN
    v_keys := v_keys || v_e_pk_employee;
    v_keys := v_keys || ARRAY (
      SELECT e.pk_employee
      FROM public.tb_employee AS e
      WHERE e.fk_manager = ANY (v_e_pk_employee)
    );
    v_keys := v_keys || ARRAY (
      SELECT e.pk_employee
      FROM unnest(v_e_pk_employee) AS changed (pk_employee)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (fk_manager) AS (
          SELECT changed.pk_employee
          UNION
          SELECT r.pk_employee FROM met JOIN public.tb_employee AS r ON r.fk_manager = met.fk_manager
        )
        TABLE met
      ) AS above
      JOIN public.tb_employee AS m ON m.fk_manager = above.fk_manager
      JOIN public.tb_employee AS e ON e.fk_manager = m.pk_employee
    );
    v_keys := v_keys || ARRAY (
      SELECT e.pk_employee
      FROM unnest(v_e_pk_employee) AS changed (pk_employee)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (fk_manager) AS (
          SELECT changed.pk_employee
          UNION
          SELECT r.pk_employee FROM met JOIN public.tb_employee AS r ON r.fk_manager = met.fk_manager
        )
        TABLE met
      ) AS above
      JOIN public.tb_employee AS m ON m.fk_manager = above.fk_manager
      JOIN public.tb_employee AS e ON e.fk_manager = m.pk_employee
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(3, hash_record(ROW (k.pk_employee))) FROM unnest(v_keys) AS k (pk_employee)
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
    PERFORM tviews.refresh_tv_employee(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_employee, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_employee() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_team, key (pk_team).
CREATE FUNCTION tviews.activate_tv_team() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_team', 'public.v_team', 'pk_team, name, people, names', $definition$
SELECT *
FROM (
SELECT t.pk_team, t.name, x.people, x.names
FROM tb_team t
CROSS JOIN LATERAL (
  WITH RECURSIVE down AS (
    SELECT e.pk_employee, e.name FROM tb_employee e WHERE e.fk_team = t.pk_team
    UNION
    SELECT e.pk_employee, e.name FROM tb_employee e JOIN down d ON e.fk_manager = d.pk_employee
  )
  SELECT count(*) AS people, string_agg(down.name, ' ' ORDER BY down.pk_employee) AS names FROM down
) x
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_team') IS NULL THEN
  CREATE TABLE public.tv_team (LIKE public.v_team) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_team') THEN
    INSERT INTO public.tv_team SELECT * FROM public.v_team;
  END IF;
  PERFORM tviews.put_key('activate_tv_team', 'public.tv_team', 'PRIMARY KEY (pk_team)');
  ANALYZE public.tv_team;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_team', 'public.tv_team', 'public.v_team', 'PRIMARY KEY (pk_team)') THEN
  IF tviews.fill_now('activate_tv_team') THEN
    INSERT INTO public.tv_team SELECT * FROM public.v_team;
  END IF;
  PERFORM tviews.put_key('activate_tv_team', 'public.tv_team', 'PRIMARY KEY (pk_team)');
END IF;

-- Makes the rows of public.tv_team with these keys equal to those of public.v_team, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_team(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_team, v.name, v.people, v.names
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_team)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_team AS v
        WHERE v.pk_team = k.pk_team
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_team AS t (pk_team, name, people, names)
      SELECT * FROM fresh
      ON CONFLICT (pk_team)
      DO UPDATE SET name = excluded.name, people = excluded.people, names = excluded.names
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_team)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_team FROM fresh) AS gone (pk_team);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_team, v.name, v.people, v.names
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_team)
      JOIN public.v_team AS v ON v.pk_team = k.pk_team
    ), written AS (
      INSERT INTO public.tv_team AS t (pk_team, name, people, names)
      SELECT * FROM fresh
      ON CONFLICT (pk_team)
      DO UPDATE SET name = excluded.name, people = excluded.people, names = excluded.names
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_team)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_team FROM fresh) AS gone (pk_team);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_team AS t
    USING unnest(v_gone) AS k (pk_team)
    WHERE t.pk_team = k.pk_team;
  END IF;
END
$function$;

-- Makes all rows of public.tv_team equal to those of public.v_team, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_team() RETURNS void
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
  DELETE FROM public.tv_team AS t
  USING (
    SELECT t.pk_team FROM public.tv_team AS t
    EXCEPT
    SELECT v.pk_team FROM public.v_team AS v
  ) AS k (pk_team)
  WHERE t.pk_team = k.pk_team;

  INSERT INTO public.tv_team AS t (pk_team, name, people, names)
  SELECT v.pk_team, v.name, v.people, v.names
  FROM public.v_team AS v
  ON CONFLICT (pk_team)
  DO UPDATE SET name = excluded.name, people = excluded.people, names = excluded.names
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_team out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_team(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_e_fk_team integer[];
  v_e_fk_manager integer[];
  v_t_pk_team integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_employee e (fk_team)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_employee e (fk_manager)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_team t (pk_team)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_e_fk_team, v_e_fk_manager, v_t_pk_team, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(4), tviews.class_lock_id(5)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_team');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_team();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_employee
  IF v_e_fk_manager IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(4, 1)
      FROM unnest(v_e_fk_manager) AS changed (fk_manager)
      UNION ALL
      SELECT tviews.lock_id(4, 1)
      FROM unnest(v_e_fk_manager) AS changed (fk_manager)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (pk_employee) AS (
          SELECT changed.fk_manager
          UNION
          SELECT r.fk_manager FROM met JOIN public.tb_employee AS r ON r.pk_employee = met.pk_employee
        )
        TABLE met
      ) AS above
      UNION ALL
      SELECT tviews.lock_id(4, 1)
      FROM unnest(v_e_fk_manager) AS changed (fk_manager)
      UNION ALL
      SELECT tviews.lock_id(4, 1)
      FROM unnest(v_e_fk_manager) AS changed (fk_manager)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (pk_employee) AS (
          SELECT changed.fk_manager
          UNION
          SELECT r.fk_manager FROM met JOIN public.tb_employee AS r ON r.pk_employee = met.pk_employee
        )
        TABLE met
      ) AS above
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_employee e: pk_team = e.fk_team
  IF v_e_fk_team IS NOT NULL THEN
    v_keys := v_keys || v_e_fk_team;
  END IF;

  -- tb_employee e:
  --   above by fk_manager of tb_employee from e.fk_manager, e.pk_employee = above.pk_employee, pk_team = e.fk_team
  --   above by fk_manager of tb_employee from e.fk_manager, e.pk_employee = above.pk_employee, pk_team = e.fk_team
  IF v_e_fk_manager IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT e.fk_team
      FROM unnest(v_e_fk_manager) AS changed (fk_manager)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (pk_employee) AS (
          SELECT changed.fk_manager
          UNION
          SELECT r.fk_manager FROM met JOIN public.tb_employee AS r ON r.pk_employee = met.pk_employee
        )
        TABLE met
      ) AS above
      JOIN public.tb_employee AS e ON e.pk_employee = above.pk_employee
      WHERE e.fk_team IS NOT NULL
    );
    v_keys := v_keys || ARRAY (
      SELECT e.fk_team
      FROM unnest(v_e_fk_manager) AS changed (fk_manager)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (pk_employee) AS (
          SELECT changed.fk_manager
          UNION
          SELECT r.fk_manager FROM met JOIN public.tb_employee AS r ON r.pk_employee = met.pk_employee
        )
        TABLE met
      ) AS above
      JOIN public.tb_employee AS e ON e.pk_employee = above.pk_employee
      WHERE e.fk_team IS NOT NULL
    );
  END IF;

  -- tb_team t: pk_team = t.pk_team
  IF v_t_pk_team IS NOT NULL THEN
    v_keys := v_keys || v_t_pk_team;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(5, hash_record(ROW (k.pk_team))) FROM unnest(v_keys) AS k (pk_team)
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
    PERFORM tviews.refresh_tv_team(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_team, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_team() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_employee.
CREATE FUNCTION tviews.watch_tb_employee() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_employee puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_employee() RETURNS trigger
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
      -- What tv_employee, tv_team reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_employee, r.fk_manager, r.name FROM old_rows AS r),
      after_1 AS (SELECT r.pk_employee, r.fk_manager, r.name FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_team reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_employee, r.fk_team, r.name FROM old_rows AS r),
      after_2 AS (SELECT r.pk_employee, r.fk_team, r.name FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_employee e m (pk_employee)', array_agg(DISTINCT r.pk_employee)::text[],
        array_agg(DISTINCT tviews.lock_id(1, 1))
          || array_agg(DISTINCT tviews.lock_id(2, hash_record(ROW (r.fk_manager))))
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_employee e (fk_manager)', array_agg(DISTINCT r.fk_manager)::text[],
        array_agg(DISTINCT tviews.lock_id(4, 1))
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_employee e (fk_team)', array_agg(DISTINCT r.fk_team)::text[],
        array_agg(DISTINCT tviews.lock_id(4, 1))
      FROM changed_2 AS r WHERE r.fk_team IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_employee e m (pk_employee)', array_agg(r.pk_employee)::text[],
        array_agg(DISTINCT tviews.lock_id(1, 1))
          || array_agg(DISTINCT tviews.lock_id(2, hash_record(ROW (r.fk_manager))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_employee e (fk_team)', array_agg(DISTINCT r.fk_team)::text[],
        array_agg(DISTINCT tviews.lock_id(4, 1))
      FROM changed_rows AS r WHERE r.fk_team IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_employee e (fk_manager)', array_agg(DISTINCT r.fk_manager)::text[],
        array_agg(DISTINCT tviews.lock_id(4, 1))
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_employee', 'enqueue_tb_employee', 'tviews_tb_employee', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_team.
CREATE FUNCTION tviews.watch_tb_team() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_team puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_team() RETURNS trigger
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
      -- What tv_team reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_team, r.name FROM old_rows AS r),
      after AS (SELECT r.pk_team, r.name FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_team t (pk_team)', array_agg(DISTINCT r.pk_team)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_team t (pk_team)', array_agg(r.pk_team)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_team', 'enqueue_tb_team', 'tviews_tb_team', true);
RETURN false;
END
$activate$;
