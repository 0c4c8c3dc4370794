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
    (1, 'public.tv_job', 'public.v_job', false, ARRAY['pk_job', 'state'], 'r.pk_job = k.pk_job AND r.state = k.state',
      'jsonb_build_object(''pk_job'', CAST($1[1][n] AS integer), ''state'', CAST($1[2][n] AS text))', 'tviews.refresh_tv_job(ARRAY(SELECT unnest($1[1:1]))::integer[], ARRAY(SELECT unnest($1[2:2]))::text[])',
      ARRAY['public.tb_job']::text[], 'activate_tv_job', 'equip_tv_job', ARRAY['drain_tv_job', 'refresh_tv_job', 'rebuild_tv_job'], 'drain_tv_job',
      false, false, 1000),
    (2, 'public.tv_state', 'public.v_state', false, ARRAY['state'], 'r.state = k.state',
      'jsonb_build_object(''state'', CAST($1[1][n] AS text))', 'tviews.refresh_tv_state(ARRAY(SELECT unnest($1[1:1]))::text[])',
      ARRAY['public.tb_job']::text[], 'activate_tv_state', 'equip_tv_state', ARRAY['drain_tv_state', 'refresh_tv_state', 'rebuild_tv_state'], 'drain_tv_state',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_job', ARRAY['pk_job', 'state', 'title']::text[], ARRAY['integer', 'text', 'text']::text[], 'tviews_tb_job', 'enqueue_tb_job', 'move_tb_job', true, 'watch_tb_job')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_job', 'public.tb_job', ARRAY['tb_job']::text[], ARRAY['pk_job', 'state', 'title']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_job = tb_job.pk_job, state = tb_job.state'),
    ('public.tv_state', 'public.tb_job', ARRAY['tb_job']::text[], ARRAY['state']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'state = tb_job.state')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_job', 'public.tb_job', 'btree', ARRAY['pk_job', 'state'], false, 'CREATE INDEX tb_job_pk_job_state_idx ON public.tb_job (pk_job, state);'),
    (2, 'public.tv_state', 'public.tb_job', 'btree', ARRAY['state'], false, 'CREATE INDEX tb_job_state_idx ON public.tb_job (state);')
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
    ('public.tb_job', 'not-null', ARRAY['pk_job']),
    ('public.tb_job', 'not-null', ARRAY['state']),
    ('public.tb_job', 'unique', ARRAY['pk_job', 'state'])
$function$;

-- public.tv_job, key (pk_job, state).
CREATE FUNCTION tviews.activate_tv_job() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_job', 'public.v_job', 'pk_job, state, title', $definition$
SELECT *
FROM (
SELECT pk_job, state, title FROM tb_job
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_job') IS NULL THEN
  CREATE TABLE public.tv_job (LIKE public.v_job) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_job') THEN
    INSERT INTO public.tv_job SELECT * FROM public.v_job;
  END IF;
  PERFORM tviews.put_key('activate_tv_job', 'public.tv_job', 'PRIMARY KEY (pk_job, state)');
  ANALYZE public.tv_job;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_job', 'public.tv_job', 'public.v_job', 'PRIMARY KEY (pk_job, state)') THEN
  IF tviews.fill_now('activate_tv_job') THEN
    INSERT INTO public.tv_job SELECT * FROM public.v_job;
  END IF;
  PERFORM tviews.put_key('activate_tv_job', 'public.tv_job', 'PRIMARY KEY (pk_job, state)');
END IF;

-- Makes the rows of public.tv_job with these keys equal to those of public.v_job, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_job(p_keys_1 integer[], p_keys_2 text[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone_1 integer[];
  v_gone_2 text[];
BEGIN
  IF cardinality(p_keys_1) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_job, v.state, v.title
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_job, state)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_job AS v
        WHERE v.pk_job = k.pk_job AND v.state = k.state
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_job AS t (pk_job, state, title)
      SELECT * FROM fresh
      ON CONFLICT (pk_job, state)
      DO UPDATE SET title = excluded.title
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_job), array_agg(gone.state)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_job, fresh.state FROM fresh) AS gone (pk_job, state);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_job, v.state, v.title
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_job, state)
      JOIN public.v_job AS v ON v.pk_job = k.pk_job AND v.state = k.state
    ), written AS (
      INSERT INTO public.tv_job AS t (pk_job, state, title)
      SELECT * FROM fresh
      ON CONFLICT (pk_job, state)
      DO UPDATE SET title = excluded.title
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_job), array_agg(gone.state)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_job, fresh.state FROM fresh) AS gone (pk_job, state);
  END IF;

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_job AS t
    USING unnest(v_gone_1, v_gone_2) AS k (pk_job, state)
    WHERE t.pk_job = k.pk_job AND t.state = k.state;
  END IF;
END
$function$;

-- Makes all rows of public.tv_job equal to those of public.v_job, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_job() RETURNS void
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
  DELETE FROM public.tv_job AS t
  USING (
    SELECT t.pk_job, t.state FROM public.tv_job AS t
    EXCEPT
    SELECT v.pk_job, v.state FROM public.v_job AS v
  ) AS k (pk_job, state)
  WHERE t.pk_job = k.pk_job AND t.state = k.state;

  INSERT INTO public.tv_job AS t (pk_job, state, title)
  SELECT v.pk_job, v.state, v.title
  FROM public.v_job AS v
  ON CONFLICT (pk_job, state)
  DO UPDATE SET title = excluded.title
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_job out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_job(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_tb_job_pk_job integer[];
  v_tb_job_state text[];
  v_keys_1 integer[];
  v_keys_2 text[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_job (pk_job, state)'),
    array_agg(value.c2::text) FILTER (WHERE taken.route = 'tb_job (pk_job, state)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::text) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_tb_job_pk_job, v_tb_job_state, v_keys_1, v_keys_2
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    LOCK TABLE public.tv_job IN SHARE ROW EXCLUSIVE MODE;
    PERFORM tviews.mark_rebuilt(1);
    PERFORM tviews.complete('activate_tv_job');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (0, tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_job();
    RETURN (0, NULL::jsonb, NULL::bigint);
  END IF;

  -- Keys that no changed row has led to come without the lock on one.
  IF v_keys_1 IS NOT NULL THEN
    LOCK TABLE public.tv_job IN SHARE ROW EXCLUSIVE MODE;
    PERFORM tviews.mark_rebuilt(1);
  END IF;

  -- tb_job: pk_job = tb_job.pk_job, state = tb_job.state
  IF v_tb_job_pk_job IS NOT NULL THEN
    v_keys_1 := v_keys_1 || v_tb_job_pk_job;
    v_keys_2 := v_keys_2 || v_tb_job_state;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  -- Each of these rows is of one row of one table, which who changes it has locked. Above READ COMMITTED the snapshot
  -- may show one beside its successor, where another transaction has deleted it: a serialization failure.
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    PERFORM tviews.refuse_rebuilt(1);
    PERFORM FROM public.tv_job AS t JOIN unnest(v_keys_1, v_keys_2) AS k (pk_job, state) ON t.pk_job = k.pk_job AND t.state = k.state FOR UPDATE OF t;
  END IF;
  IF cardinality(v_keys_1) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(1, ARRAY[v_keys_1::text[], v_keys_2::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (0, tviews.try_apart(1, ARRAY[v_keys_1::text[], v_keys_2::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_job(v_keys_1, v_keys_2);
  END IF;
  RETURN (0, NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_job, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_job() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_state, key (state).
CREATE FUNCTION tviews.activate_tv_state() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_state', 'public.v_state', 'state, jobs', $definition$
SELECT *
FROM (
SELECT state, count(*) AS jobs FROM tb_job GROUP BY state
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_state') IS NULL THEN
  CREATE TABLE public.tv_state (LIKE public.v_state) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_state') THEN
    INSERT INTO public.tv_state SELECT * FROM public.v_state;
  END IF;
  PERFORM tviews.put_key('activate_tv_state', 'public.tv_state', 'PRIMARY KEY (state)');
  ANALYZE public.tv_state;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_state', 'public.tv_state', 'public.v_state', 'PRIMARY KEY (state)') THEN
  IF tviews.fill_now('activate_tv_state') THEN
    INSERT INTO public.tv_state SELECT * FROM public.v_state;
  END IF;
  PERFORM tviews.put_key('activate_tv_state', 'public.tv_state', 'PRIMARY KEY (state)');
END IF;

-- Makes the rows of public.tv_state with these keys equal to those of public.v_state, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_state(p_keys text[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone text[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.state, v.jobs
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (state)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_state AS v
        WHERE v.state = k.state
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_state AS t (state, jobs)
      SELECT * FROM fresh
      ON CONFLICT (state)
      DO UPDATE SET jobs = excluded.jobs
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.state)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.state FROM fresh) AS gone (state);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.state, v.jobs
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (state)
      JOIN public.v_state AS v ON v.state = k.state
    ), written AS (
      INSERT INTO public.tv_state AS t (state, jobs)
      SELECT * FROM fresh
      ON CONFLICT (state)
      DO UPDATE SET jobs = excluded.jobs
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.state)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.state FROM fresh) AS gone (state);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_state AS t
    USING unnest(v_gone) AS k (state)
    WHERE t.state = k.state;
  END IF;
END
$function$;

-- Makes all rows of public.tv_state equal to those of public.v_state, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_state() RETURNS void
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
  DELETE FROM public.tv_state AS t
  USING (
    SELECT t.state FROM public.tv_state AS t
    EXCEPT
    SELECT v.state FROM public.v_state AS v
  ) AS k (state)
  WHERE t.state = k.state;

  INSERT INTO public.tv_state AS t (state, jobs)
  SELECT v.state, v.jobs
  FROM public.v_state AS v
  ON CONFLICT (state)
  DO UPDATE SET jobs = excluded.jobs
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_state out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_state(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_tb_job_state text[];
  v_keys text[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_job (state)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_tb_job_state, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_state');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_state();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_job: state = tb_job.state
  IF v_tb_job_state IS NOT NULL THEN
    v_keys := v_keys || v_tb_job_state;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.state))) FROM unnest(v_keys) AS k (state)
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
    PERFORM tviews.refresh_tv_state(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_state, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_state() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_job.
CREATE FUNCTION tviews.watch_tb_job() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_job puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_job() RETURNS trigger
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
      -- What tv_job reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_job, r.state, r.title FROM old_rows AS r),
      after_1 AS (SELECT r.pk_job, r.state, r.title FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_state reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.state FROM old_rows AS r),
      after_2 AS (SELECT r.state FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_job (pk_job, state)', ARRAY[array_agg(r.pk_job)::text[], array_agg(r.state)::text[]]
      FROM (SELECT DISTINCT r.pk_job, r.state FROM changed_1 AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_job (state)', array_agg(DISTINCT r.state)::text[]
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_job (pk_job, state)', ARRAY[array_agg(r.pk_job)::text[], array_agg(r.state)::text[]]
      FROM (SELECT DISTINCT r.pk_job, r.state FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_job (state)', array_agg(DISTINCT r.state)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

-- Enqueues a row of public.tb_job that moves to another partition, which a MERGE shows to row triggers and not in the transition
-- tables of the statement, or that is in a partition attached later, which has no statement triggers.
CREATE OR REPLACE FUNCTION tviews.move_tb_job() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
AS $function$
BEGIN
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_job (pk_job, state)', ARRAY[array_agg(r.pk_job)::text[], array_agg(r.state)::text[]]
      FROM (SELECT DISTINCT r.pk_job, r.state FROM (SELECT NEW.*) AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_job (state)', array_agg(DISTINCT r.state)::text[]
      FROM (SELECT NEW.*) AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_job (pk_job, state)', ARRAY[array_agg(r.pk_job)::text[], array_agg(r.state)::text[]]
      FROM (SELECT DISTINCT r.pk_job, r.state FROM (SELECT OLD.*) AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_job (state)', array_agg(DISTINCT r.state)::text[]
      FROM (SELECT OLD.*) AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_job', 'enqueue_tb_job', 'tviews_tb_job', true);
PERFORM tviews.watch_rows('public.tb_job', 'move_tb_job', 'tviews_tb_job');
RETURN false;
END
$activate$;
