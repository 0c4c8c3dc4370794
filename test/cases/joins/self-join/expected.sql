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
    (1, 'public.tv_colleague', 'public.v_colleague', false, ARRAY['employee', 'colleague'], 'r.employee = k.employee AND r.colleague = k.colleague',
      'jsonb_build_object(''employee'', CAST($1[1][n] AS integer), ''colleague'', CAST($1[2][n] AS integer))', 'tviews.refresh_tv_colleague(ARRAY(SELECT unnest($1[1:1]))::integer[], ARRAY(SELECT unnest($1[2:2]))::integer[])',
      ARRAY['public.tb_employee']::text[], 'activate_tv_colleague', 'equip_tv_colleague', ARRAY['drain_tv_colleague', 'refresh_tv_colleague', 'rebuild_tv_colleague'], 'drain_tv_colleague',
      false, false, 1000),
    (2, 'public.tv_employee', 'public.v_employee', false, ARRAY['pk_employee'], 'r.pk_employee = k.pk_employee',
      'jsonb_build_object(''pk_employee'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_employee(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_employee']::text[], 'activate_tv_employee', 'equip_tv_employee', ARRAY['drain_tv_employee', 'refresh_tv_employee', 'rebuild_tv_employee'], 'drain_tv_employee',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_employee', ARRAY['fk_manager', 'id', 'name', 'pk_employee', 'salary']::text[], ARRAY['integer', 'uuid', 'text', 'integer', 'integer']::text[], 'tviews_tb_employee', 'enqueue_tb_employee', NULL, true, 'watch_tb_employee')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_colleague', 'public.tb_employee', ARRAY['a', 'b']::text[], ARRAY['pk_employee', 'fk_manager', 'salary']::text[], false,
      'mapped', 1, ARRAY['public.tb_employee']::text[], 'b.fk_manager = changed.fk_manager AND b.pk_employee <> changed.pk_employee, employee = changed.pk_employee, colleague = b.pk_employee'),
    ('public.tv_colleague', 'public.tb_employee', ARRAY['a', 'b']::text[], ARRAY['pk_employee', 'fk_manager', 'salary']::text[], false,
      'mapped', 2, ARRAY['public.tv_colleague']::text[], 'old_row.employee = changed.pk_employee, employee = old_row.employee, colleague = old_row.colleague'),
    ('public.tv_colleague', 'public.tb_employee', ARRAY['a', 'b']::text[], ARRAY['pk_employee', 'fk_manager', 'salary']::text[], false,
      'mapped', 3, ARRAY['public.tb_employee']::text[], 'a.fk_manager = changed.fk_manager AND changed.pk_employee <> a.pk_employee, employee = a.pk_employee, colleague = changed.pk_employee'),
    ('public.tv_colleague', 'public.tb_employee', ARRAY['a', 'b']::text[], ARRAY['pk_employee', 'fk_manager', 'salary']::text[], false,
      'mapped', 4, ARRAY['public.tv_colleague']::text[], 'old_row.colleague = changed.pk_employee, employee = old_row.employee, colleague = old_row.colleague'),
    ('public.tv_employee', 'public.tb_employee', ARRAY['e']::text[], ARRAY['pk_employee', 'id', 'name', 'fk_manager']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_employee = e.pk_employee'),
    ('public.tv_employee', 'public.tb_employee', ARRAY['m']::text[], ARRAY['pk_employee', 'name', 'fk_manager']::text[], false,
      'mapped', 1, ARRAY['public.tb_employee']::text[], 'e.fk_manager = m.pk_employee, pk_employee = e.pk_employee'),
    ('public.tv_employee', 'public.tb_employee', ARRAY['d']::text[], ARRAY['pk_employee', 'name']::text[], false,
      'mapped', 1, ARRAY['public.tb_employee', 'public.tb_employee']::text[], 'm.fk_manager = d.pk_employee, e.fk_manager = m.pk_employee, pk_employee = e.pk_employee'),
    ('public.tv_employee', 'public.tb_employee', ARRAY['r']::text[], ARRAY['pk_employee', 'name', 'fk_manager']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_employee = r.fk_manager')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_colleague', 'public.tb_employee', 'btree', ARRAY['fk_manager', 'pk_employee'], false, 'CREATE INDEX tb_employee_fk_manager_pk_employee_idx ON public.tb_employee (fk_manager, pk_employee);'),
    (2, 'public.tv_colleague', 'public.tb_employee', 'btree', ARRAY['fk_manager'], false, 'CREATE INDEX tb_employee_fk_manager_idx ON public.tb_employee (fk_manager);'),
    (3, 'public.tv_colleague', 'public.tb_employee', 'btree', ARRAY['pk_employee'], false, 'CREATE INDEX tb_employee_pk_employee_idx ON public.tb_employee (pk_employee);'),
    (4, 'public.tv_employee', 'public.tb_employee', 'btree', ARRAY['pk_employee'], false, 'CREATE INDEX tb_employee_pk_employee_idx ON public.tb_employee (pk_employee);'),
    (5, 'public.tv_employee', 'public.tb_employee', 'btree', ARRAY['fk_manager'], false, 'CREATE INDEX tb_employee_fk_manager_idx ON public.tb_employee (fk_manager);')
$function$;

-- The highest number of a class of locks.
CREATE FUNCTION tviews.built_lock_classes() RETURNS integer
LANGUAGE sql IMMUTABLE
AS 'SELECT 7';

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_employee', 'not-null', ARRAY['pk_employee']),
    ('public.tb_employee', 'unique', ARRAY['pk_employee'])
$function$;

-- public.tv_colleague, key (employee, colleague).
CREATE FUNCTION tviews.activate_tv_colleague() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_colleague', 'public.v_colleague', 'employee, colleague, gap', $definition$
SELECT *
FROM (
SELECT a.pk_employee AS employee, b.pk_employee AS colleague, b.salary - a.salary AS gap
FROM tb_employee a
JOIN tb_employee b ON b.fk_manager = a.fk_manager AND b.pk_employee <> a.pk_employee
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_colleague') IS NULL THEN
  CREATE TABLE public.tv_colleague (LIKE public.v_colleague) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_colleague') THEN
    INSERT INTO public.tv_colleague SELECT * FROM public.v_colleague;
  END IF;
  PERFORM tviews.put_key('activate_tv_colleague', 'public.tv_colleague', 'PRIMARY KEY (employee, colleague)');
  ANALYZE public.tv_colleague;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_colleague', 'public.tv_colleague', 'public.v_colleague', 'PRIMARY KEY (employee, colleague)') THEN
  IF tviews.fill_now('activate_tv_colleague') THEN
    INSERT INTO public.tv_colleague SELECT * FROM public.v_colleague;
  END IF;
  PERFORM tviews.put_key('activate_tv_colleague', 'public.tv_colleague', 'PRIMARY KEY (employee, colleague)');
END IF;

-- Makes the rows of public.tv_colleague with these keys equal to those of public.v_colleague, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_colleague(p_keys_1 integer[], p_keys_2 integer[]) RETURNS void
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
      SELECT v.employee, v.colleague, v.gap
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (employee, colleague)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_colleague AS v
        WHERE v.employee = k.employee AND v.colleague = k.colleague
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_colleague AS t (employee, colleague, gap)
      SELECT * FROM fresh
      ON CONFLICT (employee, colleague)
      DO UPDATE SET gap = excluded.gap
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.employee), array_agg(gone.colleague)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.employee, fresh.colleague FROM fresh) AS gone (employee, colleague);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.employee, v.colleague, v.gap
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (employee, colleague)
      JOIN public.v_colleague AS v ON v.employee = k.employee AND v.colleague = k.colleague
    ), written AS (
      INSERT INTO public.tv_colleague AS t (employee, colleague, gap)
      SELECT * FROM fresh
      ON CONFLICT (employee, colleague)
      DO UPDATE SET gap = excluded.gap
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.employee), array_agg(gone.colleague)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.employee, fresh.colleague FROM fresh) AS gone (employee, colleague);
  END IF;

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_colleague AS t
    USING unnest(v_gone_1, v_gone_2) AS k (employee, colleague)
    WHERE t.employee = k.employee AND t.colleague = k.colleague;
  END IF;
END
$function$;

-- Makes all rows of public.tv_colleague equal to those of public.v_colleague, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_colleague() RETURNS void
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
  DELETE FROM public.tv_colleague AS t
  USING (
    SELECT t.employee, t.colleague FROM public.tv_colleague AS t
    EXCEPT
    SELECT v.employee, v.colleague FROM public.v_colleague AS v
  ) AS k (employee, colleague)
  WHERE t.employee = k.employee AND t.colleague = k.colleague;

  INSERT INTO public.tv_colleague AS t (employee, colleague, gap)
  SELECT v.employee, v.colleague, v.gap
  FROM public.v_colleague AS v
  ON CONFLICT (employee, colleague)
  DO UPDATE SET gap = excluded.gap
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_colleague out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_colleague(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_a_pk_employee integer[];
  v_a_fk_manager integer[];
  v_keys_1 integer[];
  v_keys_2 integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_employee a b (pk_employee, fk_manager)'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'tb_employee a b (pk_employee, fk_manager)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_a_pk_employee, v_a_fk_manager, v_keys_1, v_keys_2
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2), tviews.class_lock_id(3), tviews.class_lock_id(4)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_colleague');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_colleague();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_employee (fk_manager)
  IF v_a_pk_employee IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.fk_manager)))
      FROM unnest(v_a_pk_employee, v_a_fk_manager) AS changed (pk_employee, fk_manager)
      UNION ALL
      SELECT tviews.lock_id(1, hash_record(ROW (changed.fk_manager)))
      FROM unnest(v_a_pk_employee, v_a_fk_manager) AS changed (pk_employee, fk_manager)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_employee a, b:
  --   b.fk_manager = changed.fk_manager AND b.pk_employee <> changed.pk_employee, employee = changed.pk_employee, colleague = b.pk_employee
  --   a.fk_manager = changed.fk_manager AND changed.pk_employee <> a.pk_employee, employee = a.pk_employee, colleague = changed.pk_employee
  IF v_a_pk_employee IS NOT NULL THEN
    IF cardinality(v_a_pk_employee) > 1 THEN
      SELECT array_agg(changed.c1), array_agg(changed.c2)
      INTO v_a_pk_employee, v_a_fk_manager
      FROM (SELECT DISTINCT * FROM unnest(v_a_pk_employee, v_a_fk_manager) AS changed (c1, c2)) AS changed;
    END IF;
    SELECT v_keys_1 || array_agg(changed.pk_employee), v_keys_2 || array_agg(b.pk_employee)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_a_pk_employee, v_a_fk_manager) AS changed (pk_employee, fk_manager)
    JOIN public.tb_employee AS b ON b.fk_manager = changed.fk_manager AND b.pk_employee <> changed.pk_employee;
    SELECT v_keys_1 || array_agg(a.pk_employee), v_keys_2 || array_agg(changed.pk_employee)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_a_pk_employee, v_a_fk_manager) AS changed (pk_employee, fk_manager)
    JOIN public.tb_employee AS a ON a.fk_manager = changed.fk_manager AND changed.pk_employee <> a.pk_employee;
  END IF;

  -- Its own rows, by public.tv_colleague (colleague), by public.tv_colleague (employee)
  v_held := v_held || tviews.hold(ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.colleague))) FROM unnest(v_keys_1, v_keys_2) AS k (employee, colleague)
    UNION ALL
    SELECT tviews.lock_id(3, hash_record(ROW (k.employee))) FROM unnest(v_keys_1, v_keys_2) AS k (employee, colleague)
  ), ARRAY (
    SELECT tviews.lock_id(3, hash_record(ROW (changed.pk_employee)))
    FROM unnest(v_a_pk_employee, v_a_fk_manager) AS changed (pk_employee, fk_manager)
    UNION ALL
    SELECT tviews.lock_id(2, hash_record(ROW (changed.pk_employee)))
    FROM unnest(v_a_pk_employee, v_a_fk_manager) AS changed (pk_employee, fk_manager)
  ), p_most - cardinality(v_held));

  -- tb_employee a, b:
  --   old_row.employee = changed.pk_employee, employee = old_row.employee, colleague = old_row.colleague
  --   old_row.colleague = changed.pk_employee, employee = old_row.employee, colleague = old_row.colleague
  IF v_a_pk_employee IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(old_row.employee), v_keys_2 || array_agg(old_row.colleague)
    INTO v_keys_1, v_keys_2
    FROM public.tv_colleague AS old_row
    WHERE old_row.employee = ANY (v_a_pk_employee);
    SELECT v_keys_1 || array_agg(old_row.employee), v_keys_2 || array_agg(old_row.colleague)
    INTO v_keys_1, v_keys_2
    FROM public.tv_colleague AS old_row
    WHERE old_row.colleague = ANY (v_a_pk_employee);
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(4, hash_record(ROW (k.employee, k.colleague))) FROM unnest(v_keys_1, v_keys_2) AS k (employee, colleague)
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
    PERFORM tviews.refresh_tv_colleague(v_keys_1, v_keys_2);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_colleague, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_colleague() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT ARRAY[
  -- tv_colleague looks rows up by it
  ARRAY[$definition$CREATE INDEX ON public.tv_colleague USING btree (colleague)$definition$, NULL, 'colleague']
]
$activate$;

-- public.tv_employee, key (pk_employee).
CREATE FUNCTION tviews.activate_tv_employee() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_employee', 'public.v_employee', 'pk_employee, id, data', $definition$
SELECT *
FROM (
SELECT e.pk_employee, e.id,
       jsonb_build_object(
         'name', e.name,
         'manager', m.name,
         'director', d.name,
         'reports', (SELECT jsonb_agg(r.name ORDER BY r.name, r.pk_employee)
                     FROM tb_employee r
                     WHERE r.fk_manager = e.pk_employee)
       ) AS data
FROM tb_employee e
LEFT JOIN tb_employee m ON m.pk_employee = e.fk_manager
LEFT JOIN tb_employee d ON d.pk_employee = m.fk_manager
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
      SELECT v.pk_employee, v.id, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_employee)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_employee AS v
        WHERE v.pk_employee = k.pk_employee
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_employee AS t (pk_employee, id, data)
      SELECT * FROM fresh
      ON CONFLICT (pk_employee)
      DO UPDATE SET id = excluded.id, data = excluded.data
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_employee)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_employee FROM fresh) AS gone (pk_employee);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_employee, v.id, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_employee)
      JOIN public.v_employee AS v ON v.pk_employee = k.pk_employee
    ), written AS (
      INSERT INTO public.tv_employee AS t (pk_employee, id, data)
      SELECT * FROM fresh
      ON CONFLICT (pk_employee)
      DO UPDATE SET id = excluded.id, data = excluded.data
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

  INSERT INTO public.tv_employee AS t (pk_employee, id, data)
  SELECT v.pk_employee, v.id, v.data
  FROM public.v_employee AS v
  ON CONFLICT (pk_employee)
  DO UPDATE SET id = excluded.id, data = excluded.data
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
  v_m_pk_employee integer[];
  v_d_pk_employee integer[];
  v_r_fk_manager integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_employee e (pk_employee)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_employee m (pk_employee)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_employee d (pk_employee)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_employee r (fk_manager)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_e_pk_employee, v_m_pk_employee, v_d_pk_employee, v_r_fk_manager, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(5), tviews.class_lock_id(6), tviews.class_lock_id(7)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_employee');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_employee();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_employee (fk_manager)
  IF v_m_pk_employee IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(5, hash_record(ROW (changed.pk_employee)))
      FROM unnest(v_m_pk_employee) AS changed (pk_employee)
    );
  END IF;
  IF v_d_pk_employee IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(5, hash_record(ROW (changed.pk_employee)))
      FROM unnest(v_d_pk_employee) AS changed (pk_employee)
    );
  END IF;
  v_held := v_held || tviews.hold(tviews.links_between(v_links, 5, 5), v_lookups, p_most - cardinality(v_held));

  -- Looked up below, and changed by this transaction: public.tb_employee (fk_manager)
  v_lookups := '{}';
  IF v_d_pk_employee IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(6, hash_record(ROW (m.pk_employee)))
      FROM public.tb_employee AS m
      WHERE m.fk_manager = ANY (v_d_pk_employee)
    );
  END IF;
  v_held := v_held || tviews.hold(tviews.links_between(v_links, 6, 6), v_lookups, p_most - cardinality(v_held));

  -- tb_employee e: pk_employee = e.pk_employee
  IF v_e_pk_employee IS NOT NULL THEN
    v_keys := v_keys || v_e_pk_employee;
  END IF;

  -- tb_employee m: e.fk_manager = m.pk_employee, pk_employee = e.pk_employee
  IF v_m_pk_employee IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT e.pk_employee
      FROM public.tb_employee AS e
      WHERE e.fk_manager = ANY (v_m_pk_employee)
    );
  END IF;

  -- tb_employee d: m.fk_manager = d.pk_employee, e.fk_manager = m.pk_employee, pk_employee = e.pk_employee
  IF v_d_pk_employee IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT e.pk_employee
      FROM public.tb_employee AS m
      JOIN public.tb_employee AS e ON e.fk_manager = m.pk_employee
      WHERE m.fk_manager = ANY (v_d_pk_employee)
    );
  END IF;

  -- tb_employee r: pk_employee = r.fk_manager
  IF v_r_fk_manager IS NOT NULL THEN
    v_keys := v_keys || v_r_fk_manager;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(7, hash_record(ROW (k.pk_employee))) FROM unnest(v_keys) AS k (pk_employee)
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
SELECT ARRAY[
  -- documents are fetched by their public id
  ARRAY[$definition$CREATE INDEX ON public.tv_employee USING btree (id)$definition$, NULL, 'id']
]
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
      -- What tv_colleague reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_employee, r.fk_manager, r.salary FROM old_rows AS r),
      after_1 AS (SELECT r.pk_employee, r.fk_manager, r.salary FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_employee reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_employee, r.id, r.name, r.fk_manager FROM old_rows AS r),
      after_2 AS (SELECT r.pk_employee, r.id, r.name, r.fk_manager FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      ),
      -- What tv_employee reads of the rows before and after, and where that differs.
      before_3 AS (SELECT r.pk_employee, r.name, r.fk_manager FROM old_rows AS r),
      after_3 AS (SELECT r.pk_employee, r.name, r.fk_manager FROM new_rows AS r),
      changed_3 AS (
        (TABLE before_3 EXCEPT ALL TABLE after_3) UNION ALL (TABLE after_3 EXCEPT ALL TABLE before_3)
      ),
      -- What tv_employee reads of the rows before and after, and where that differs.
      before_4 AS (SELECT r.pk_employee, r.name FROM old_rows AS r),
      after_4 AS (SELECT r.pk_employee, r.name FROM new_rows AS r),
      changed_4 AS (
        (TABLE before_4 EXCEPT ALL TABLE after_4) UNION ALL (TABLE after_4 EXCEPT ALL TABLE before_4)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_employee a b (pk_employee, fk_manager)', ARRAY[array_agg(r.pk_employee)::text[], array_agg(r.fk_manager)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_employee, r.fk_manager, tviews.lock_id(1, hash_record(ROW (r.fk_manager))) AS lock_1 FROM changed_1 AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_employee e (pk_employee)', array_agg(DISTINCT r.pk_employee)::text[],
        array_agg(DISTINCT tviews.lock_id(5, hash_record(ROW (r.fk_manager))))
          || array_agg(DISTINCT tviews.lock_id(6, hash_record(ROW (r.fk_manager))))
      FROM changed_2 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_employee m (pk_employee)', array_agg(DISTINCT r.pk_employee)::text[],
        array_agg(DISTINCT tviews.lock_id(5, hash_record(ROW (r.fk_manager))))
          || array_agg(DISTINCT tviews.lock_id(6, hash_record(ROW (r.fk_manager))))
      FROM changed_3 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_employee r (fk_manager)', array_agg(DISTINCT r.fk_manager)::text[],
        array_agg(DISTINCT tviews.lock_id(5, hash_record(ROW (r.fk_manager))))
          || array_agg(DISTINCT tviews.lock_id(6, hash_record(ROW (r.fk_manager))))
      FROM changed_3 AS r WHERE r.fk_manager IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_employee d (pk_employee)', array_agg(DISTINCT r.pk_employee)::text[],
        NULL::bigint[]
      FROM changed_4 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_employee a b (pk_employee, fk_manager)', ARRAY[array_agg(r.pk_employee)::text[], array_agg(r.fk_manager)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_employee, r.fk_manager, tviews.lock_id(1, hash_record(ROW (r.fk_manager))) AS lock_1 FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_employee e (pk_employee)', array_agg(r.pk_employee)::text[],
        array_agg(DISTINCT tviews.lock_id(5, hash_record(ROW (r.fk_manager))))
          || array_agg(DISTINCT tviews.lock_id(6, hash_record(ROW (r.fk_manager))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_employee m (pk_employee)', array_agg(r.pk_employee)::text[],
        array_agg(DISTINCT tviews.lock_id(5, hash_record(ROW (r.fk_manager))))
          || array_agg(DISTINCT tviews.lock_id(6, hash_record(ROW (r.fk_manager))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_employee d (pk_employee)', array_agg(r.pk_employee)::text[],
        NULL::bigint[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_employee r (fk_manager)', array_agg(DISTINCT r.fk_manager)::text[],
        array_agg(DISTINCT tviews.lock_id(5, hash_record(ROW (r.fk_manager))))
          || array_agg(DISTINCT tviews.lock_id(6, hash_record(ROW (r.fk_manager))))
      FROM changed_rows AS r WHERE r.fk_manager IS NOT NULL
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
