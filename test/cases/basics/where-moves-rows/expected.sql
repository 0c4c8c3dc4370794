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
    (1, 'public.tv_ticket', 'public.v_ticket', false, ARRAY['pk_ticket'], 'r.pk_ticket = k.pk_ticket',
      'jsonb_build_object(''pk_ticket'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_ticket(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_account', 'public.tb_ticket']::text[], 'activate_tv_ticket', 'equip_tv_ticket', ARRAY['drain_tv_ticket', 'refresh_tv_ticket', 'rebuild_tv_ticket'], 'drain_tv_ticket',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_account', ARRAY['kind', 'pk_account', 'status']::text[], ARRAY['text', 'integer', 'text']::text[], 'tviews_tb_account', 'enqueue_tb_account', NULL, true, 'watch_tb_account'),
    ('public.tb_ticket', ARRAY['fk_account', 'id', 'pk_ticket', 'priority', 'state', 'subject']::text[], ARRAY['integer', 'uuid', 'integer', 'integer', 'text', 'text']::text[], 'tviews_tb_ticket', 'enqueue_tb_ticket', NULL, true, 'watch_tb_ticket')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_ticket', 'public.tb_account', ARRAY['a']::text[], ARRAY['pk_account', 'status', 'kind']::text[], false,
      'mapped', 1, ARRAY['public.tb_ticket']::text[], 't.fk_account = a.pk_account AND t.state <> ''closed'' AND t.subject NOT LIKE ''%spam%'', pk_ticket = t.pk_ticket'),
    ('public.tv_ticket', 'public.tb_ticket', ARRAY['t']::text[], ARRAY['pk_ticket', 'id', 'fk_account', 'subject', 'state', 'priority']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_ticket = t.pk_ticket')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_ticket', 'public.tb_account', 'btree', ARRAY['pk_account'], false, 'CREATE INDEX tb_account_pk_account_idx ON public.tb_account (pk_account);'),
    (2, 'public.tv_ticket', 'public.tb_ticket', 'btree', ARRAY['fk_account'], false, 'CREATE INDEX tb_ticket_fk_account_idx ON public.tb_ticket (fk_account);'),
    (3, 'public.tv_ticket', 'public.tb_ticket', 'btree', ARRAY['pk_ticket'], false, 'CREATE INDEX tb_ticket_pk_ticket_idx ON public.tb_ticket (pk_ticket);')
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
    ('public.tb_account', 'not-null', ARRAY['pk_account']),
    ('public.tb_account', 'unique', ARRAY['pk_account']),
    ('public.tb_ticket', 'not-null', ARRAY['pk_ticket']),
    ('public.tb_ticket', 'not-null', ARRAY['fk_account']),
    ('public.tb_ticket', 'unique', ARRAY['pk_ticket'])
$function$;

-- public.tv_ticket, key (pk_ticket).
CREATE FUNCTION tviews.activate_tv_ticket() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_ticket', 'public.v_ticket', 'pk_ticket, id, data', $definition$
SELECT *
FROM (
SELECT t.pk_ticket, t.id, jsonb_build_object('subject', t.subject, 'kind', a.kind) AS data
FROM tb_ticket t
JOIN tb_account a ON a.pk_account = t.fk_account
WHERE t.state <> 'closed'
  AND (a.status = 'active' OR t.priority >= 5)
  AND t.subject NOT LIKE '%spam%'
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_ticket') IS NULL THEN
  CREATE TABLE public.tv_ticket (LIKE public.v_ticket) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_ticket') THEN
    INSERT INTO public.tv_ticket SELECT * FROM public.v_ticket;
  END IF;
  PERFORM tviews.put_key('activate_tv_ticket', 'public.tv_ticket', 'PRIMARY KEY (pk_ticket)');
  ANALYZE public.tv_ticket;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_ticket', 'public.tv_ticket', 'public.v_ticket', 'PRIMARY KEY (pk_ticket)') THEN
  IF tviews.fill_now('activate_tv_ticket') THEN
    INSERT INTO public.tv_ticket SELECT * FROM public.v_ticket;
  END IF;
  PERFORM tviews.put_key('activate_tv_ticket', 'public.tv_ticket', 'PRIMARY KEY (pk_ticket)');
END IF;

-- Makes the rows of public.tv_ticket with these keys equal to those of public.v_ticket, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_ticket(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_ticket, v.id, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_ticket)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_ticket AS v
        WHERE v.pk_ticket = k.pk_ticket
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_ticket AS t (pk_ticket, id, data)
      SELECT * FROM fresh
      ON CONFLICT (pk_ticket)
      DO UPDATE SET id = excluded.id, data = excluded.data
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_ticket)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_ticket FROM fresh) AS gone (pk_ticket);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_ticket, v.id, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_ticket)
      JOIN public.v_ticket AS v ON v.pk_ticket = k.pk_ticket
    ), written AS (
      INSERT INTO public.tv_ticket AS t (pk_ticket, id, data)
      SELECT * FROM fresh
      ON CONFLICT (pk_ticket)
      DO UPDATE SET id = excluded.id, data = excluded.data
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_ticket)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_ticket FROM fresh) AS gone (pk_ticket);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_ticket AS t
    USING unnest(v_gone) AS k (pk_ticket)
    WHERE t.pk_ticket = k.pk_ticket;
  END IF;
END
$function$;

-- Makes all rows of public.tv_ticket equal to those of public.v_ticket, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_ticket() RETURNS void
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
  DELETE FROM public.tv_ticket AS t
  USING (
    SELECT t.pk_ticket FROM public.tv_ticket AS t
    EXCEPT
    SELECT v.pk_ticket FROM public.v_ticket AS v
  ) AS k (pk_ticket)
  WHERE t.pk_ticket = k.pk_ticket;

  INSERT INTO public.tv_ticket AS t (pk_ticket, id, data)
  SELECT v.pk_ticket, v.id, v.data
  FROM public.v_ticket AS v
  ON CONFLICT (pk_ticket)
  DO UPDATE SET id = excluded.id, data = excluded.data
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_ticket out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_ticket(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_a_pk_account integer[];
  v_t_pk_ticket integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_account a (pk_account)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_ticket t (pk_ticket)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_a_pk_account, v_t_pk_ticket, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_ticket');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_ticket();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_ticket (fk_account)
  IF v_a_pk_account IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.pk_account)))
      FROM unnest(v_a_pk_account) AS changed (pk_account)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_account a: t.fk_account = a.pk_account AND t.state <> 'closed' AND t.subject NOT LIKE '%spam%', pk_ticket = t.pk_ticket
  IF v_a_pk_account IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT t.pk_ticket
      FROM public.tb_ticket AS t
      WHERE t.fk_account = ANY (v_a_pk_account) AND t.state <> 'closed' AND t.subject NOT LIKE '%spam%'
    );
  END IF;

  -- tb_ticket t: pk_ticket = t.pk_ticket
  IF v_t_pk_ticket IS NOT NULL THEN
    v_keys := v_keys || v_t_pk_ticket;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.pk_ticket))) FROM unnest(v_keys) AS k (pk_ticket)
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
    PERFORM tviews.refresh_tv_ticket(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_ticket, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_ticket() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT ARRAY[
  -- documents are fetched by their public id
  ARRAY[$definition$CREATE INDEX ON public.tv_ticket USING btree (id)$definition$, NULL, 'id']
]
$activate$;

-- The triggers of public.tb_account.
CREATE FUNCTION tviews.watch_tb_account() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_account puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_account() RETURNS trigger
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
      -- What tv_ticket reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_account, r.status, r.kind FROM old_rows AS r),
      after AS (SELECT r.pk_account, r.status, r.kind FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_account a (pk_account)', array_agg(DISTINCT r.pk_account)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_account a (pk_account)', array_agg(r.pk_account)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_account', 'enqueue_tb_account', 'tviews_tb_account', true);
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
    FROM unnest(ARRAY[1]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_ticket reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_ticket, r.id, r.fk_account, r.subject, r.state, r.priority FROM old_rows AS r),
      after AS (SELECT r.pk_ticket, r.id, r.fk_account, r.subject, r.state, r.priority FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_ticket t (pk_ticket)', array_agg(DISTINCT r.pk_ticket)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_account))))
      FROM changed AS r WHERE r.state <> 'closed' AND r.subject NOT LIKE '%spam%'
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_ticket t (pk_ticket)', array_agg(r.pk_ticket)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_account))))
      FROM changed_rows AS r WHERE r.state <> 'closed' AND r.subject NOT LIKE '%spam%'
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
