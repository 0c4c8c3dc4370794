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
    (1, 'public.tv_load', 'public.v_load', false, ARRAY['pk_project'], 'r.pk_project = k.pk_project',
      'jsonb_build_object(''pk_project'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_load(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_project', 'public.tb_task']::text[], 'activate_tv_load', 'equip_tv_load', ARRAY['drain_tv_load', 'refresh_tv_load', 'rebuild_tv_load'], 'drain_tv_load',
      false, false, 1000),
    (2, 'public.tv_project', 'public.v_project', false, ARRAY['pk_project'], 'r.pk_project = k.pk_project',
      'jsonb_build_object(''pk_project'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_project(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_project', 'public.tb_task']::text[], 'activate_tv_project', 'equip_tv_project', ARRAY['drain_tv_project', 'refresh_tv_project', 'rebuild_tv_project'], 'drain_tv_project',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_project', ARRAY['id', 'name', 'pk_project']::text[], ARRAY['uuid', 'text', 'integer']::text[], 'tviews_tb_project', 'enqueue_tb_project', NULL, true, 'watch_tb_project'),
    ('public.tb_task', ARRAY['done', 'due', 'fk_project', 'hours', 'pk_task', 'title']::text[], ARRAY['boolean', 'date', 'integer', 'numeric', 'integer', 'text']::text[], 'tviews_tb_task', 'enqueue_tb_task', NULL, true, 'watch_tb_task')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_load', 'public.tb_project', ARRAY['p']::text[], ARRAY['pk_project']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_project = p.pk_project'),
    ('public.tv_load', 'public.tb_task', ARRAY['t']::text[], ARRAY['fk_project']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_project = t.fk_project'),
    ('public.tv_project', 'public.tb_project', ARRAY['p']::text[], ARRAY['pk_project', 'id', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_project = p.pk_project'),
    ('public.tv_project', 'public.tb_task', ARRAY['t']::text[], ARRAY['pk_task', 'fk_project', 'title', 'done', 'hours', 'due']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_project = t.fk_project')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_load', 'public.tb_project', 'btree', ARRAY['pk_project'], false, 'CREATE INDEX tb_project_pk_project_idx ON public.tb_project (pk_project);'),
    (2, 'public.tv_load', 'public.tb_task', 'btree', ARRAY['fk_project'], false, 'CREATE INDEX tb_task_fk_project_idx ON public.tb_task (fk_project);'),
    (3, 'public.tv_project', 'public.tb_project', 'btree', ARRAY['pk_project'], false, 'CREATE INDEX tb_project_pk_project_idx ON public.tb_project (pk_project);'),
    (4, 'public.tv_project', 'public.tb_task', 'btree', ARRAY['fk_project'], false, 'CREATE INDEX tb_task_fk_project_idx ON public.tb_task (fk_project);')
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
    ('public.tb_project', 'not-null', ARRAY['pk_project']),
    ('public.tb_project', 'unique', ARRAY['pk_project'])
$function$;

-- public.tv_load, key (pk_project).
CREATE FUNCTION tviews.activate_tv_load() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_load', 'public.v_load', 'pk_project, tasks', $definition$
SELECT *
FROM (
SELECT p.pk_project, (SELECT count(*) FROM tb_task t WHERE t.fk_project = p.pk_project) AS tasks
FROM tb_project p
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_load') IS NULL THEN
  CREATE TABLE public.tv_load (LIKE public.v_load) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_load') THEN
    INSERT INTO public.tv_load SELECT * FROM public.v_load;
  END IF;
  PERFORM tviews.put_key('activate_tv_load', 'public.tv_load', 'PRIMARY KEY (pk_project)');
  ANALYZE public.tv_load;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_load', 'public.tv_load', 'public.v_load', 'PRIMARY KEY (pk_project)') THEN
  IF tviews.fill_now('activate_tv_load') THEN
    INSERT INTO public.tv_load SELECT * FROM public.v_load;
  END IF;
  PERFORM tviews.put_key('activate_tv_load', 'public.tv_load', 'PRIMARY KEY (pk_project)');
END IF;

-- Makes the rows of public.tv_load with these keys equal to those of public.v_load, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_load(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_project, v.tasks
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_project)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_load AS v
        WHERE v.pk_project = k.pk_project
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_load AS t (pk_project, tasks)
      SELECT * FROM fresh
      ON CONFLICT (pk_project)
      DO UPDATE SET tasks = excluded.tasks
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_project)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_project FROM fresh) AS gone (pk_project);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_project, v.tasks
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_project)
      JOIN public.v_load AS v ON v.pk_project = k.pk_project
    ), written AS (
      INSERT INTO public.tv_load AS t (pk_project, tasks)
      SELECT * FROM fresh
      ON CONFLICT (pk_project)
      DO UPDATE SET tasks = excluded.tasks
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_project)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_project FROM fresh) AS gone (pk_project);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_load AS t
    USING unnest(v_gone) AS k (pk_project)
    WHERE t.pk_project = k.pk_project;
  END IF;
END
$function$;

-- Makes all rows of public.tv_load equal to those of public.v_load, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_load() RETURNS void
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
  DELETE FROM public.tv_load AS t
  USING (
    SELECT t.pk_project FROM public.tv_load AS t
    EXCEPT
    SELECT v.pk_project FROM public.v_load AS v
  ) AS k (pk_project)
  WHERE t.pk_project = k.pk_project;

  INSERT INTO public.tv_load AS t (pk_project, tasks)
  SELECT v.pk_project, v.tasks
  FROM public.v_load AS v
  ON CONFLICT (pk_project)
  DO UPDATE SET tasks = excluded.tasks
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_load out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_load(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_p_pk_project integer[];
  v_t_fk_project integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_project p (pk_project)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_task t (fk_project)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_p_pk_project, v_t_fk_project, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_load');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_load();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_project p: pk_project = p.pk_project
  IF v_p_pk_project IS NOT NULL THEN
    v_keys := v_keys || v_p_pk_project;
  END IF;

  -- tb_task t: pk_project = t.fk_project
  IF v_t_fk_project IS NOT NULL THEN
    v_keys := v_keys || v_t_fk_project;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.pk_project))) FROM unnest(v_keys) AS k (pk_project)
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
    PERFORM tviews.refresh_tv_load(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_load, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_load() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_project, key (pk_project).
CREATE FUNCTION tviews.activate_tv_project() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_project', 'public.v_project', 'pk_project, id, open_tasks, task_count, hours, last_task, label', $definition$
SELECT *
FROM (
SELECT p.pk_project,
       p.id,
       ARRAY(SELECT t.title FROM tb_task t WHERE t.fk_project = p.pk_project AND NOT t.done ORDER BY t.title) AS open_tasks,
       (SELECT count(*) FROM tb_task t WHERE t.fk_project = p.pk_project) AS task_count,
       (SELECT sum(t.hours) FROM tb_task t WHERE p.pk_project = t.fk_project) AS hours,
       (SELECT t.title FROM tb_task t WHERE t.fk_project = p.pk_project ORDER BY t.due DESC NULLS LAST, t.pk_task LIMIT 1) AS last_task,
       p.name || ' ' || COALESCE((SELECT max(t.due) FROM tb_task t WHERE t.fk_project = p.pk_project)::text, '') AS label
FROM tb_project p
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_project') IS NULL THEN
  CREATE TABLE public.tv_project (LIKE public.v_project) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_project') THEN
    INSERT INTO public.tv_project SELECT * FROM public.v_project;
  END IF;
  PERFORM tviews.put_key('activate_tv_project', 'public.tv_project', 'PRIMARY KEY (pk_project)');
  ANALYZE public.tv_project;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_project', 'public.tv_project', 'public.v_project', 'PRIMARY KEY (pk_project)') THEN
  IF tviews.fill_now('activate_tv_project') THEN
    INSERT INTO public.tv_project SELECT * FROM public.v_project;
  END IF;
  PERFORM tviews.put_key('activate_tv_project', 'public.tv_project', 'PRIMARY KEY (pk_project)');
END IF;

-- Makes the rows of public.tv_project with these keys equal to those of public.v_project, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_project(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_project, v.id, v.open_tasks, v.task_count, v.hours, v.last_task, v.label
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_project)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_project AS v
        WHERE v.pk_project = k.pk_project
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_project AS t (pk_project, id, open_tasks, task_count, hours, last_task, label)
      SELECT * FROM fresh
      ON CONFLICT (pk_project)
      DO UPDATE SET id = excluded.id, open_tasks = excluded.open_tasks, task_count = excluded.task_count, hours = excluded.hours, last_task = excluded.last_task, label = excluded.label
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_project)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_project FROM fresh) AS gone (pk_project);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_project, v.id, v.open_tasks, v.task_count, v.hours, v.last_task, v.label
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_project)
      JOIN public.v_project AS v ON v.pk_project = k.pk_project
    ), written AS (
      INSERT INTO public.tv_project AS t (pk_project, id, open_tasks, task_count, hours, last_task, label)
      SELECT * FROM fresh
      ON CONFLICT (pk_project)
      DO UPDATE SET id = excluded.id, open_tasks = excluded.open_tasks, task_count = excluded.task_count, hours = excluded.hours, last_task = excluded.last_task, label = excluded.label
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_project)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_project FROM fresh) AS gone (pk_project);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_project AS t
    USING unnest(v_gone) AS k (pk_project)
    WHERE t.pk_project = k.pk_project;
  END IF;
END
$function$;

-- Makes all rows of public.tv_project equal to those of public.v_project, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_project() RETURNS void
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
  DELETE FROM public.tv_project AS t
  USING (
    SELECT t.pk_project FROM public.tv_project AS t
    EXCEPT
    SELECT v.pk_project FROM public.v_project AS v
  ) AS k (pk_project)
  WHERE t.pk_project = k.pk_project;

  INSERT INTO public.tv_project AS t (pk_project, id, open_tasks, task_count, hours, last_task, label)
  SELECT v.pk_project, v.id, v.open_tasks, v.task_count, v.hours, v.last_task, v.label
  FROM public.v_project AS v
  ON CONFLICT (pk_project)
  DO UPDATE SET id = excluded.id, open_tasks = excluded.open_tasks, task_count = excluded.task_count, hours = excluded.hours, last_task = excluded.last_task, label = excluded.label
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_project out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_project(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_p_pk_project integer[];
  v_t_fk_project integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_project p (pk_project)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_task t (fk_project)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_p_pk_project, v_t_fk_project, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_project');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_project();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_project p: pk_project = p.pk_project
  IF v_p_pk_project IS NOT NULL THEN
    v_keys := v_keys || v_p_pk_project;
  END IF;

  -- tb_task t: pk_project = t.fk_project
  IF v_t_fk_project IS NOT NULL THEN
    v_keys := v_keys || v_t_fk_project;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.pk_project))) FROM unnest(v_keys) AS k (pk_project)
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
    PERFORM tviews.refresh_tv_project(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_project, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_project() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT ARRAY[
  -- documents are fetched by their public id
  ARRAY[$definition$CREATE INDEX ON public.tv_project USING btree (id)$definition$, NULL, 'id']
]
$activate$;

-- The triggers of public.tb_project.
CREATE FUNCTION tviews.watch_tb_project() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_project puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_project() RETURNS trigger
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
      -- What tv_load reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_project FROM old_rows AS r),
      after_1 AS (SELECT r.pk_project FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_project reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_project, r.id, r.name FROM old_rows AS r),
      after_2 AS (SELECT r.pk_project, r.id, r.name FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_project p (pk_project)', array_agg(DISTINCT r.pk_project)::text[]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_project p (pk_project)', array_agg(DISTINCT r.pk_project)::text[]
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_project p (pk_project)', array_agg(r.pk_project)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_project p (pk_project)', array_agg(r.pk_project)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_project', 'enqueue_tb_project', 'tviews_tb_project', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_task.
CREATE FUNCTION tviews.watch_tb_task() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_task puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_task() RETURNS trigger
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
      -- What tv_load reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.fk_project FROM old_rows AS r),
      after_1 AS (SELECT r.fk_project FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_project reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_task, r.fk_project, r.title, r.done, r.due, ROW (r.hours)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after_2 AS (SELECT r.pk_task, r.fk_project, r.title, r.done, r.due, ROW (r.hours)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_task t (fk_project)', array_agg(DISTINCT r.fk_project)::text[]
      FROM changed_1 AS r WHERE r.fk_project IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_task t (fk_project)', array_agg(DISTINCT r.fk_project)::text[]
      FROM changed_2 AS r WHERE r.fk_project IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_task t (fk_project)', array_agg(DISTINCT r.fk_project)::text[]
      FROM changed_rows AS r WHERE r.fk_project IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_task t (fk_project)', array_agg(DISTINCT r.fk_project)::text[]
      FROM changed_rows AS r WHERE r.fk_project IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_task', 'enqueue_tb_task', 'tviews_tb_task', true);
RETURN false;
END
$activate$;
