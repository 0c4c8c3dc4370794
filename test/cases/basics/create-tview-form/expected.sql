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
    (1, 'public.tv_country', 'public.v_country', false, ARRAY['pk_country'], 'r.pk_country = k.pk_country',
      'jsonb_build_object(''pk_country'', CAST($1[1][n] AS smallint))', 'tviews.refresh_tv_country(ARRAY(SELECT unnest($1[1:1]))::smallint[])',
      ARRAY['public.tb_country']::text[], 'activate_tv_country', 'equip_tv_country', ARRAY['drain_tv_country', 'refresh_tv_country', 'rebuild_tv_country'], 'drain_tv_country',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_country', ARRAY['id', 'name', 'pk_country', 'population']::text[], ARRAY['uuid', 'text', 'smallint', 'bigint']::text[], 'tviews_tb_country', 'enqueue_tb_country', NULL, true, 'watch_tb_country')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_country', 'public.tb_country', ARRAY['tb_country']::text[], ARRAY['pk_country', 'id', 'name', 'population']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_country = tb_country.pk_country')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_country', 'public.tb_country', 'btree', ARRAY['pk_country'], false, 'CREATE INDEX tb_country_pk_country_idx ON public.tb_country (pk_country);')
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
    ('public.tb_country', 'not-null', ARRAY['pk_country']),
    ('public.tb_country', 'unique', ARRAY['pk_country'])
$function$;

-- public.tv_country, key (pk_country).
CREATE FUNCTION tviews.activate_tv_country() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_country', 'public.v_country', 'pk_country, id, data', $definition$
SELECT *
FROM (
SELECT pk_country, id,
         jsonb_build_object('name', upper(name), 'large', population > 10000000) AS data
    FROM tb_country
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_country') IS NULL THEN
  CREATE TABLE public.tv_country (LIKE public.v_country) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_country') THEN
    INSERT INTO public.tv_country SELECT * FROM public.v_country;
  END IF;
  PERFORM tviews.put_key('activate_tv_country', 'public.tv_country', 'PRIMARY KEY (pk_country)');
  ANALYZE public.tv_country;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_country', 'public.tv_country', 'public.v_country', 'PRIMARY KEY (pk_country)') THEN
  IF tviews.fill_now('activate_tv_country') THEN
    INSERT INTO public.tv_country SELECT * FROM public.v_country;
  END IF;
  PERFORM tviews.put_key('activate_tv_country', 'public.tv_country', 'PRIMARY KEY (pk_country)');
END IF;

-- Makes the rows of public.tv_country with these keys equal to those of public.v_country, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_country(p_keys smallint[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone smallint[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_country, v.id, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_country)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_country AS v
        WHERE v.pk_country = k.pk_country
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_country AS t (pk_country, id, data)
      SELECT * FROM fresh
      ON CONFLICT (pk_country)
      DO UPDATE SET id = excluded.id, data = excluded.data
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_country)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_country FROM fresh) AS gone (pk_country);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_country, v.id, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_country)
      JOIN public.v_country AS v ON v.pk_country = k.pk_country
    ), written AS (
      INSERT INTO public.tv_country AS t (pk_country, id, data)
      SELECT * FROM fresh
      ON CONFLICT (pk_country)
      DO UPDATE SET id = excluded.id, data = excluded.data
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_country)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_country FROM fresh) AS gone (pk_country);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_country AS t
    USING unnest(v_gone) AS k (pk_country)
    WHERE t.pk_country = k.pk_country;
  END IF;
END
$function$;

-- Makes all rows of public.tv_country equal to those of public.v_country, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_country() RETURNS void
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
  DELETE FROM public.tv_country AS t
  USING (
    SELECT t.pk_country FROM public.tv_country AS t
    EXCEPT
    SELECT v.pk_country FROM public.v_country AS v
  ) AS k (pk_country)
  WHERE t.pk_country = k.pk_country;

  INSERT INTO public.tv_country AS t (pk_country, id, data)
  SELECT v.pk_country, v.id, v.data
  FROM public.v_country AS v
  ON CONFLICT (pk_country)
  DO UPDATE SET id = excluded.id, data = excluded.data
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_country out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_country(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_tb_country_pk_country smallint[];
  v_keys smallint[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::smallint) FILTER (WHERE taken.route = 'tb_country (pk_country)'),
    array_agg(value.c1::smallint) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_tb_country_pk_country, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    LOCK TABLE public.tv_country IN SHARE ROW EXCLUSIVE MODE;
    PERFORM tviews.mark_rebuilt(1);
    PERFORM tviews.complete('activate_tv_country');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (0, tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_country();
    RETURN (0, NULL::jsonb, NULL::bigint);
  END IF;

  -- Keys that no changed row has led to come without the lock on one.
  IF v_keys IS NOT NULL THEN
    LOCK TABLE public.tv_country IN SHARE ROW EXCLUSIVE MODE;
    PERFORM tviews.mark_rebuilt(1);
  END IF;

  -- tb_country: pk_country = tb_country.pk_country
  IF v_tb_country_pk_country IS NOT NULL THEN
    v_keys := v_keys || v_tb_country_pk_country;
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
    PERFORM FROM public.tv_country AS t JOIN unnest(v_keys) AS k (pk_country) ON t.pk_country = k.pk_country FOR UPDATE OF t;
  END IF;
  IF cardinality(v_keys) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(1, ARRAY[v_keys::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (0, tviews.try_apart(1, ARRAY[v_keys::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_country(v_keys);
  END IF;
  RETURN (0, NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_country, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_country() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT ARRAY[
  -- documents are fetched by their public id
  ARRAY[$definition$CREATE INDEX ON public.tv_country USING btree (id)$definition$, NULL, 'id']
]
$activate$;

-- The triggers of public.tb_country.
CREATE FUNCTION tviews.watch_tb_country() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_country puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_country() RETURNS trigger
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
      -- What tv_country reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_country, r.id, r.name, r.population FROM old_rows AS r),
      after AS (SELECT r.pk_country, r.id, r.name, r.population FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_country (pk_country)', array_agg(DISTINCT r.pk_country)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_country (pk_country)', array_agg(r.pk_country)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_country', 'enqueue_tb_country', 'tviews_tb_country', true);
RETURN false;
END
$activate$;
