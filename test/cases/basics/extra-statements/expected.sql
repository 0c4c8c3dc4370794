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
    (1, 'public.tv_page', 'public.v_page', false, ARRAY['pk_page'], 'r.pk_page = k.pk_page',
      'jsonb_build_object(''pk_page'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_page(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_page']::text[], 'activate_tv_page', 'equip_tv_page', ARRAY['drain_tv_page', 'refresh_tv_page', 'rebuild_tv_page'], 'drain_tv_page',
      false, true, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_page', ARRAY['id', 'identifier', 'pk_page', 'title']::text[], ARRAY['uuid', 'text', 'integer', 'text']::text[], 'tviews_tb_page', 'enqueue_tb_page', NULL, true, 'watch_tb_page')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_page', 'public.tb_page', ARRAY['p']::text[], ARRAY['pk_page', 'id', 'identifier', 'title']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_page = p.pk_page')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_page', 'public.tb_page', 'btree', ARRAY['pk_page'], false, 'CREATE INDEX tb_page_pk_page_idx ON public.tb_page (pk_page);')
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
    ('public.tb_page', 'not-null', ARRAY['pk_page']),
    ('public.tb_page', 'unique', ARRAY['pk_page'])
$function$;

-- public.tv_page, key (pk_page).
CREATE FUNCTION tviews.activate_tv_page() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_page', 'public.v_page', 'pk_page, id, identifier, data', $definition$
SELECT *
FROM (
SELECT p.pk_page, p.id, p.identifier, jsonb_build_object('title', p.title, 'slug', p.identifier) AS data
FROM tb_page p
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_page') IS NULL THEN
  CREATE TABLE public.tv_page (LIKE public.v_page) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_page') THEN
    INSERT INTO public.tv_page SELECT * FROM public.v_page;
  END IF;
  PERFORM tviews.put_key('activate_tv_page', 'public.tv_page', 'PRIMARY KEY (pk_page)');
  ANALYZE public.tv_page;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_page', 'public.tv_page', 'public.v_page', 'PRIMARY KEY (pk_page)') THEN
  IF tviews.fill_now('activate_tv_page') THEN
    INSERT INTO public.tv_page SELECT * FROM public.v_page;
  END IF;
  PERFORM tviews.put_key('activate_tv_page', 'public.tv_page', 'PRIMARY KEY (pk_page)');
END IF;

-- Makes the rows of public.tv_page with these keys equal to those of public.v_page, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_page(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
BEGIN
  -- Rows that differ go before the new ones come: under another unique index, two that swap values would collide.
  DELETE FROM public.tv_page AS t
  USING unnest(p_keys) AS k (pk_page)
  WHERE t.pk_page = k.pk_page
    AND NOT EXISTS (
      SELECT FROM public.v_page AS v
      WHERE v.pk_page = t.pk_page AND v.* *= t.*
      OFFSET 0
    );

  INSERT INTO public.tv_page (pk_page, id, identifier, data)
  SELECT v.pk_page, v.id, v.identifier, v.data
  FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_page)
  CROSS JOIN LATERAL (
    SELECT *
    FROM public.v_page AS v
    WHERE v.pk_page = k.pk_page
    OFFSET 0
  ) AS v
  ON CONFLICT (pk_page) DO NOTHING;
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
  WHERE NOT EXISTS (
    SELECT FROM public.v_page AS v
    WHERE v.pk_page = t.pk_page AND v.* *= t.*
  );

  INSERT INTO public.tv_page AS t (pk_page, id, identifier, data)
  SELECT v.pk_page, v.id, v.identifier, v.data
  FROM public.v_page AS v
  ON CONFLICT (pk_page)
  DO NOTHING;
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
  v_p_pk_page integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_page p (pk_page)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_p_pk_page, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    LOCK TABLE public.tv_page IN SHARE ROW EXCLUSIVE MODE;
    PERFORM tviews.mark_rebuilt(1);
    PERFORM tviews.complete('activate_tv_page');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (0, tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_page();
    RETURN (0, NULL::jsonb, NULL::bigint);
  END IF;

  -- Keys that no changed row has led to come without the lock on one.
  IF v_keys IS NOT NULL THEN
    LOCK TABLE public.tv_page IN SHARE ROW EXCLUSIVE MODE;
    PERFORM tviews.mark_rebuilt(1);
  END IF;

  -- tb_page p: pk_page = p.pk_page
  IF v_p_pk_page IS NOT NULL THEN
    v_keys := v_keys || v_p_pk_page;
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
    PERFORM FROM public.tv_page AS t JOIN unnest(v_keys) AS k (pk_page) ON t.pk_page = k.pk_page FOR UPDATE OF t;
  END IF;
  IF cardinality(v_keys) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(1, ARRAY[v_keys::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (0, tviews.try_apart(1, ARRAY[v_keys::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_page(v_keys);
  END IF;
  RETURN (0, NULL::jsonb, v_count);
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
SELECT ARRAY[
  ARRAY[$definition$CREATE INDEX ON tv_page USING gin (data jsonb_path_ops)$definition$, NULL, NULL],
  ARRAY[$definition$CREATE UNIQUE INDEX tv_page_identifier ON tv_page (identifier)$definition$, NULL, NULL],
  ARRAY[$definition$CREATE INDEX tv_page_title ON tv_page ((data ->> 'title')) WHERE data ? 'title'$definition$, NULL, NULL],
  ARRAY[$definition$GRANT SELECT ON tv_page TO case_reader$definition$, 'REVOKE SELECT ON tv_page FROM case_reader RESTRICT', NULL],
  ARRAY[$definition$COMMENT ON TABLE tv_page IS 'Pages; one row each. It''s read only.'$definition$, 'COMMENT ON TABLE tv_page IS NULL', NULL],
  ARRAY[$definition$COMMENT ON COLUMN tv_page.data IS 'The document'$definition$, 'COMMENT ON COLUMN tv_page.data IS NULL', NULL],
  -- documents are fetched by their public id
  ARRAY[$definition$CREATE INDEX ON public.tv_page USING btree (id)$definition$, NULL, 'id']
]
$activate$;

-- The triggers of public.tb_page.
CREATE FUNCTION tviews.watch_tb_page() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_page puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_page() RETURNS trigger
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
      before AS (SELECT r.pk_page, r.id, r.identifier, r.title FROM old_rows AS r),
      after AS (SELECT r.pk_page, r.id, r.identifier, r.title FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_page p (pk_page)', array_agg(DISTINCT r.pk_page)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_page p (pk_page)', array_agg(r.pk_page)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_page', 'enqueue_tb_page', 'tviews_tb_page', true);
RETURN false;
END
$activate$;
