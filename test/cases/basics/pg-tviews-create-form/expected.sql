-- Refreshes what this transaction has put out of date, one TVIEW after another in dependency order, until nothing is
-- left, or nothing up to the TVIEW p_last: refreshing one may enqueue keys of those that read it. An error undoes all of
-- it, and is raised again with what it is about. Settings that restrict drains hold where nobody has asked for a refresh;
-- p_notes has rows noted before they are refreshed.
CREATE FUNCTION tviews.drain_queue(
  p_last integer DEFAULT NULL, p_restricted boolean DEFAULT false, p_notes boolean DEFAULT false
) RETURNS void
LANGUAGE plpgsql
AS $function$
DECLARE
  v_tview integer;
  -- The locks that the server has room for in each of its transactions.
  v_most integer := current_setting('max_locks_per_transaction');
  v_isolated boolean := current_setting('transaction_isolation') <> 'read committed';
  -- Read here, an error is not taken for that of a TVIEW.
  v_is_set boolean := concat(
    current_setting('tviews.enabled', true), current_setting('tviews.log_level', true),
    current_setting('tviews.max_affected_keys', true), current_setting('tviews.max_affected_keys_action', true),
    current_setting('tviews.track', true)
  ) <> '';
  v_tracks boolean := v_is_set AND lower(current_setting('tviews.track', true)) = 'on';
  v_log_level text := CASE WHEN v_is_set THEN tviews.log_level() END;
  v_most_keys bigint := CASE WHEN NOT v_is_set THEN NULL WHEN p_restricted THEN tviews.most_keys() ELSE 9223372036854775807 END;
  v_suspends boolean := CASE WHEN v_is_set AND p_restricted THEN NOT tviews.is_enabled() ELSE false END;
  v_misses boolean := v_suspends OR EXISTS (SELECT FROM tviews.suspended);
  v_began timestamptz;
  v_drained tviews.drained;
  v_detail text;
  v_hint text;
  v_context text;
BEGIN
  LOOP
    v_tview := tviews.next_tview();
    EXIT WHEN v_tview IS NULL OR v_tview > p_last;
    IF v_isolated THEN
      PERFORM tviews.refuse_older_snapshot();
      v_isolated := false;
    END IF;
    CONTINUE WHEN v_misses AND tviews.miss(v_tview, v_suspends);
    v_began := CASE WHEN v_log_level IS NOT NULL THEN clock_timestamp() END;
    IF v_tracks THEN
      v_drained := tviews.drain_tracked(v_tview, v_most, v_most_keys, p_notes);
    ELSE
      v_drained := tviews.drain_tview(v_tview, v_most, NULL, v_most_keys, p_notes);
    END IF;
    v_most := v_most - v_drained.locks;
    IF v_began IS NOT NULL THEN
      PERFORM tviews.report_drain(v_log_level, v_tview, v_drained.keys, v_began);
    END IF;
  END LOOP;
EXCEPTION
  WHEN transaction_rollback OR lock_not_available OR insufficient_resources OR system_error THEN
    RAISE;
  WHEN others THEN
    GET STACKED DIAGNOSTICS v_detail = PG_EXCEPTION_DETAIL, v_hint = PG_EXCEPTION_HINT, v_context = PG_EXCEPTION_CONTEXT;
    PERFORM tviews.report_failure(v_tview, SQLSTATE, SQLERRM, v_detail, v_hint, v_context);
END
$function$;

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
    (1, 'public.tv_machine', 'public.v_machine', false, ARRAY['pk_machine'], 'r.pk_machine = k.pk_machine',
      'jsonb_build_object(''pk_machine'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_machine(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_machine']::text[], 'activate_tv_machine', 'equip_tv_machine', ARRAY['drain_tv_machine', 'refresh_tv_machine', 'rebuild_tv_machine'], 'drain_tv_machine',
      false, false, 1000),
    (2, 'public.tv_machine_name', 'public.v_machine_name', false, ARRAY['pk_machine'], 'r.pk_machine = k.pk_machine',
      'jsonb_build_object(''pk_machine'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_machine_name(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_machine']::text[], 'activate_tv_machine_name', 'equip_tv_machine_name', ARRAY['drain_tv_machine_name', 'refresh_tv_machine_name', 'rebuild_tv_machine_name'], 'drain_tv_machine_name',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_machine', ARRAY['id', 'identifier', 'name', 'pk_machine']::text[], ARRAY['uuid', 'text', 'text', 'integer']::text[], 'tviews_tb_machine', 'enqueue_tb_machine', NULL, true, 'watch_tb_machine')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_machine', 'public.tb_machine', ARRAY['m']::text[], ARRAY['pk_machine', 'id', 'identifier', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_machine = m.pk_machine'),
    ('public.tv_machine_name', 'public.tb_machine', ARRAY['tb_machine']::text[], ARRAY['pk_machine', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_machine = tb_machine.pk_machine')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_machine', 'public.tb_machine', 'btree', ARRAY['pk_machine'], false, 'CREATE INDEX tb_machine_pk_machine_idx ON public.tb_machine (pk_machine);'),
    (2, 'public.tv_machine_name', 'public.tb_machine', 'btree', ARRAY['pk_machine'], false, 'CREATE INDEX tb_machine_pk_machine_idx ON public.tb_machine (pk_machine);')
$function$;

-- The highest number of a class of locks.
CREATE FUNCTION tviews.built_lock_classes() RETURNS integer
LANGUAGE sql IMMUTABLE
AS 'SELECT 0';

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_machine', 'not-null', ARRAY['pk_machine']),
    ('public.tb_machine', 'unique', ARRAY['pk_machine'])
$function$;

-- public.tv_machine, key (pk_machine).
CREATE FUNCTION tviews.activate_tv_machine() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_machine', 'public.v_machine', 'pk_machine, id, identifier, data', $definition$
SELECT *
FROM (
SELECT m.pk_machine,
         m.id,
         m.identifier,
         jsonb_build_object('id', m.id, 'label', m.name || ' ''' || m.identifier || '''') AS data
  FROM tb_machine m
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_machine') IS NULL THEN
  CREATE TABLE public.tv_machine (LIKE public.v_machine) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_machine') THEN
    INSERT INTO public.tv_machine SELECT * FROM public.v_machine;
  END IF;
  PERFORM tviews.put_key('activate_tv_machine', 'public.tv_machine', 'PRIMARY KEY (pk_machine)');
  ANALYZE public.tv_machine;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_machine', 'public.tv_machine', 'public.v_machine', 'PRIMARY KEY (pk_machine)') THEN
  IF tviews.fill_now('activate_tv_machine') THEN
    INSERT INTO public.tv_machine SELECT * FROM public.v_machine;
  END IF;
  PERFORM tviews.put_key('activate_tv_machine', 'public.tv_machine', 'PRIMARY KEY (pk_machine)');
END IF;

-- Makes the rows of public.tv_machine with these keys equal to those of public.v_machine, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_machine(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_machine, v.id, v.identifier, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_machine)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_machine AS v
        WHERE v.pk_machine = k.pk_machine
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_machine AS t (pk_machine, id, identifier, data)
      SELECT * FROM fresh
      ON CONFLICT (pk_machine)
      DO UPDATE SET id = excluded.id, identifier = excluded.identifier, data = excluded.data
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_machine)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_machine FROM fresh) AS gone (pk_machine);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_machine, v.id, v.identifier, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_machine)
      JOIN public.v_machine AS v ON v.pk_machine = k.pk_machine
    ), written AS (
      INSERT INTO public.tv_machine AS t (pk_machine, id, identifier, data)
      SELECT * FROM fresh
      ON CONFLICT (pk_machine)
      DO UPDATE SET id = excluded.id, identifier = excluded.identifier, data = excluded.data
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_machine)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_machine FROM fresh) AS gone (pk_machine);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_machine AS t
    USING unnest(v_gone) AS k (pk_machine)
    WHERE t.pk_machine = k.pk_machine;
  END IF;
END
$function$;

-- Makes all rows of public.tv_machine equal to those of public.v_machine, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_machine() RETURNS void
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
  DELETE FROM public.tv_machine AS t
  USING (
    SELECT t.pk_machine FROM public.tv_machine AS t
    EXCEPT
    SELECT v.pk_machine FROM public.v_machine AS v
  ) AS k (pk_machine)
  WHERE t.pk_machine = k.pk_machine;

  INSERT INTO public.tv_machine AS t (pk_machine, id, identifier, data)
  SELECT v.pk_machine, v.id, v.identifier, v.data
  FROM public.v_machine AS v
  ON CONFLICT (pk_machine)
  DO UPDATE SET id = excluded.id, identifier = excluded.identifier, data = excluded.data
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_machine out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_machine(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_m_pk_machine integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_machine m (pk_machine)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_m_pk_machine, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    LOCK TABLE public.tv_machine IN SHARE ROW EXCLUSIVE MODE;
    PERFORM tviews.mark_rebuilt(1);
    PERFORM tviews.complete('activate_tv_machine');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (0, tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_machine();
    RETURN (0, NULL::jsonb, NULL::bigint);
  END IF;

  -- Keys that no changed row has led to come without the lock on one.
  IF v_keys IS NOT NULL THEN
    LOCK TABLE public.tv_machine IN SHARE ROW EXCLUSIVE MODE;
    PERFORM tviews.mark_rebuilt(1);
  END IF;

  -- tb_machine m: pk_machine = m.pk_machine
  IF v_m_pk_machine IS NOT NULL THEN
    v_keys := v_keys || v_m_pk_machine;
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
    PERFORM FROM public.tv_machine AS t JOIN unnest(v_keys) AS k (pk_machine) ON t.pk_machine = k.pk_machine FOR UPDATE OF t;
  END IF;
  IF cardinality(v_keys) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(1, ARRAY[v_keys::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (0, tviews.try_apart(1, ARRAY[v_keys::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_machine(v_keys);
  END IF;
  RETURN (0, NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_machine, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_machine() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT ARRAY[
  -- documents are fetched by their public id
  ARRAY[$definition$CREATE INDEX ON public.tv_machine USING btree (id)$definition$, NULL, 'id']
]
$activate$;

-- public.tv_machine_name, key (pk_machine).
CREATE FUNCTION tviews.activate_tv_machine_name() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_machine_name', 'public.v_machine_name', 'pk_machine, name', $definition$
SELECT *
FROM (
SELECT pk_machine, 'machine ' || name AS name FROM tb_machine
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_machine_name') IS NULL THEN
  CREATE TABLE public.tv_machine_name (LIKE public.v_machine_name) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_machine_name') THEN
    INSERT INTO public.tv_machine_name SELECT * FROM public.v_machine_name;
  END IF;
  PERFORM tviews.put_key('activate_tv_machine_name', 'public.tv_machine_name', 'PRIMARY KEY (pk_machine)');
  ANALYZE public.tv_machine_name;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_machine_name', 'public.tv_machine_name', 'public.v_machine_name', 'PRIMARY KEY (pk_machine)') THEN
  IF tviews.fill_now('activate_tv_machine_name') THEN
    INSERT INTO public.tv_machine_name SELECT * FROM public.v_machine_name;
  END IF;
  PERFORM tviews.put_key('activate_tv_machine_name', 'public.tv_machine_name', 'PRIMARY KEY (pk_machine)');
END IF;

-- Makes the rows of public.tv_machine_name with these keys equal to those of public.v_machine_name, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_machine_name(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_machine, v.name
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_machine)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_machine_name AS v
        WHERE v.pk_machine = k.pk_machine
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_machine_name AS t (pk_machine, name)
      SELECT * FROM fresh
      ON CONFLICT (pk_machine)
      DO UPDATE SET name = excluded.name
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_machine)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_machine FROM fresh) AS gone (pk_machine);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_machine, v.name
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_machine)
      JOIN public.v_machine_name AS v ON v.pk_machine = k.pk_machine
    ), written AS (
      INSERT INTO public.tv_machine_name AS t (pk_machine, name)
      SELECT * FROM fresh
      ON CONFLICT (pk_machine)
      DO UPDATE SET name = excluded.name
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_machine)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_machine FROM fresh) AS gone (pk_machine);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_machine_name AS t
    USING unnest(v_gone) AS k (pk_machine)
    WHERE t.pk_machine = k.pk_machine;
  END IF;
END
$function$;

-- Makes all rows of public.tv_machine_name equal to those of public.v_machine_name, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_machine_name() RETURNS void
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
  DELETE FROM public.tv_machine_name AS t
  USING (
    SELECT t.pk_machine FROM public.tv_machine_name AS t
    EXCEPT
    SELECT v.pk_machine FROM public.v_machine_name AS v
  ) AS k (pk_machine)
  WHERE t.pk_machine = k.pk_machine;

  INSERT INTO public.tv_machine_name AS t (pk_machine, name)
  SELECT v.pk_machine, v.name
  FROM public.v_machine_name AS v
  ON CONFLICT (pk_machine)
  DO UPDATE SET name = excluded.name
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_machine_name out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_machine_name(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_tb_machine_pk_machine integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_machine (pk_machine)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_tb_machine_pk_machine, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    LOCK TABLE public.tv_machine_name IN SHARE ROW EXCLUSIVE MODE;
    PERFORM tviews.mark_rebuilt(2);
    PERFORM tviews.complete('activate_tv_machine_name');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (0, tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_machine_name();
    RETURN (0, NULL::jsonb, NULL::bigint);
  END IF;

  -- Keys that no changed row has led to come without the lock on one.
  IF v_keys IS NOT NULL THEN
    LOCK TABLE public.tv_machine_name IN SHARE ROW EXCLUSIVE MODE;
    PERFORM tviews.mark_rebuilt(2);
  END IF;

  -- tb_machine: pk_machine = tb_machine.pk_machine
  IF v_tb_machine_pk_machine IS NOT NULL THEN
    v_keys := v_keys || v_tb_machine_pk_machine;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  -- Each of these rows is of one row of one table, which who changes it has locked. Above READ COMMITTED the snapshot
  -- may show one beside its successor, where another transaction has deleted it: a serialization failure.
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    PERFORM tviews.refuse_rebuilt(2);
    PERFORM FROM public.tv_machine_name AS t JOIN unnest(v_keys) AS k (pk_machine) ON t.pk_machine = k.pk_machine FOR UPDATE OF t;
  END IF;
  IF cardinality(v_keys) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(2, ARRAY[v_keys::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (0, tviews.try_apart(2, ARRAY[v_keys::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_machine_name(v_keys);
  END IF;
  RETURN (0, NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_machine_name, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_machine_name() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_machine.
CREATE FUNCTION tviews.watch_tb_machine() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_machine puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_machine() RETURNS trigger
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
      -- What tv_machine reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_machine, r.id, r.identifier, r.name FROM old_rows AS r),
      after_1 AS (SELECT r.pk_machine, r.id, r.identifier, r.name FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_machine_name reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_machine, r.name FROM old_rows AS r),
      after_2 AS (SELECT r.pk_machine, r.name FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_machine m (pk_machine)', array_agg(DISTINCT r.pk_machine)::text[]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_machine (pk_machine)', array_agg(DISTINCT r.pk_machine)::text[]
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_machine m (pk_machine)', array_agg(r.pk_machine)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_machine (pk_machine)', array_agg(r.pk_machine)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_machine', 'enqueue_tb_machine', 'tviews_tb_machine', true);
RETURN false;
END
$activate$;
