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
    (1, 'public.tv_latest', 'public.v_latest', false, ARRAY['pk_state'], 'r.pk_state = k.pk_state',
      'jsonb_build_object(''pk_state'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_latest(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_state']::text[], 'activate_tv_latest', 'equip_tv_latest', ARRAY['drain_tv_latest', 'refresh_tv_latest', 'rebuild_tv_latest'], 'drain_tv_latest',
      false, false, 0),
    (2, 'public.tv_order', 'public.v_order', false, ARRAY['pk_order'], 'r.pk_order = k.pk_order',
      'jsonb_build_object(''pk_order'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_order(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_order', 'public.tb_state']::text[], 'activate_tv_order', 'equip_tv_order', ARRAY['drain_tv_order', 'refresh_tv_order', 'rebuild_tv_order'], 'drain_tv_order',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_order', ARRAY['customer', 'pk_order']::text[], ARRAY['text', 'integer']::text[], 'tviews_tb_order', 'enqueue_tb_order', NULL, true, 'watch_tb_order'),
    ('public.tb_state', ARRAY['at', 'fk_order', 'pk_state', 'word']::text[], ARRAY['timestamp without time zone', 'integer', 'integer', 'text']::text[], 'tviews_tb_state', 'enqueue_tb_state', NULL, true, 'watch_tb_state')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_latest', 'public.tb_state', ARRAY['s']::text[], ARRAY['pk_state', 'fk_order', 'at', 'word']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_state = s.pk_state'),
    ('public.tv_latest', 'public.tb_state', ARRAY['s']::text[], ARRAY['pk_state', 'fk_order', 'at']::text[], false,
      'mapped', 1, ARRAY['public.tb_state']::text[], '(s.fk_order = s.fk_order OR s.fk_order IS NULL AND s.fk_order IS NULL), pk_state = s.pk_state'),
    ('public.tv_order', 'public.tb_order', ARRAY['o']::text[], ARRAY['pk_order', 'customer']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_order = o.pk_order'),
    ('public.tv_order', 'public.tb_state', ARRAY['tb_state']::text[], ARRAY['pk_state', 'fk_order', 'at', 'word']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_order = tb_state.fk_order')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_latest', 'public.tb_state', 'btree', ARRAY['fk_order'], false, 'CREATE INDEX tb_state_fk_order_idx ON public.tb_state (fk_order);'),
    (2, 'public.tv_order', 'public.tb_order', 'btree', ARRAY['pk_order'], false, 'CREATE INDEX tb_order_pk_order_idx ON public.tb_order (pk_order);'),
    (3, 'public.tv_order', 'public.tb_state', 'btree', ARRAY['fk_order'], false, 'CREATE INDEX tb_state_fk_order_idx ON public.tb_state (fk_order);')
$function$;

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_order', 'not-null', ARRAY['pk_order']),
    ('public.tb_order', 'unique', ARRAY['pk_order']),
    ('public.tb_state', 'not-null', ARRAY['pk_state']),
    ('public.tb_state', 'unique', ARRAY['pk_state'])
$function$;

-- public.tv_latest, key (pk_state).
CREATE FUNCTION tviews.activate_tv_latest() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_latest', 'public.v_latest', 'pk_state, fk_order, word', $definition$
SELECT *
FROM (
SELECT DISTINCT ON (s.fk_order) s.pk_state, s.fk_order, s.word
FROM tb_state s
ORDER BY s.fk_order, s.at DESC NULLS LAST, s.pk_state DESC
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_latest') IS NULL THEN
  CREATE TABLE public.tv_latest (LIKE public.v_latest) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_latest') THEN
    INSERT INTO public.tv_latest SELECT * FROM public.v_latest;
  END IF;
  PERFORM tviews.put_key('activate_tv_latest', 'public.tv_latest', 'PRIMARY KEY (pk_state)');
  ANALYZE public.tv_latest;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_latest', 'public.tv_latest', 'public.v_latest', 'PRIMARY KEY (pk_state)') THEN
  IF tviews.fill_now('activate_tv_latest') THEN
    INSERT INTO public.tv_latest SELECT * FROM public.v_latest;
  END IF;
  PERFORM tviews.put_key('activate_tv_latest', 'public.tv_latest', 'PRIMARY KEY (pk_state)');
END IF;

-- Makes the rows of public.tv_latest with these keys equal to those of public.v_latest, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_latest(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  -- In one pass: to look up a single key would compute as much of the view.
  WITH fresh AS MATERIALIZED (
    SELECT v.pk_state, v.fk_order, v.word
    FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_state)
    JOIN public.v_latest AS v ON v.pk_state = k.pk_state
  ), written AS (
    INSERT INTO public.tv_latest AS t (pk_state, fk_order, word)
    SELECT * FROM fresh
    ON CONFLICT (pk_state)
    DO UPDATE SET fk_order = excluded.fk_order, word = excluded.word
    WHERE t.* *<> excluded.*
  )
  SELECT array_agg(gone.pk_state)
  INTO v_gone
  FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_state FROM fresh) AS gone (pk_state);

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_latest AS t
    USING unnest(v_gone) AS k (pk_state)
    WHERE t.pk_state = k.pk_state;
  END IF;
END
$function$;

-- Makes all rows of public.tv_latest equal to those of public.v_latest, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_latest() RETURNS void
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
  DELETE FROM public.tv_latest AS t
  USING (
    SELECT t.pk_state FROM public.tv_latest AS t
    EXCEPT
    SELECT v.pk_state FROM public.v_latest AS v
  ) AS k (pk_state)
  WHERE t.pk_state = k.pk_state;

  INSERT INTO public.tv_latest AS t (pk_state, fk_order, word)
  SELECT v.pk_state, v.fk_order, v.word
  FROM public.v_latest AS v
  ON CONFLICT (pk_state)
  DO UPDATE SET fk_order = excluded.fk_order, word = excluded.word
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_latest out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_latest(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_s_pk_state integer[];
  v_s_fk_order integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_state s (pk_state)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_state s (fk_order)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_s_pk_state, v_s_fk_order, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_latest');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_latest();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_state (fk_order)
  IF v_s_fk_order IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.fk_order)))
      FROM unnest(v_s_fk_order) AS changed (fk_order)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_state s: pk_state = s.pk_state
  IF v_s_pk_state IS NOT NULL THEN
    v_keys := v_keys || v_s_pk_state;
  END IF;

  -- tb_state s: (s.fk_order = s.fk_order OR s.fk_order IS NULL AND s.fk_order IS NULL), pk_state = s.pk_state
  IF v_s_fk_order IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT s.pk_state
      FROM unnest(v_s_fk_order) AS changed (fk_order)
      CROSS JOIN LATERAL (
        SELECT * FROM public.tb_state AS s
        WHERE (s.fk_order = changed.fk_order OR s.fk_order IS NULL AND changed.fk_order IS NULL)
        OFFSET 0
      ) AS s
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.pk_state))) FROM unnest(v_keys) AS k (pk_state)
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
    PERFORM tviews.refresh_tv_latest(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_latest, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_latest() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_order, key (pk_order).
CREATE FUNCTION tviews.activate_tv_order() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_order', 'public.v_order', 'pk_order, customer, word, at', $definition$
SELECT *
FROM (
WITH latest AS (
  SELECT DISTINCT ON (fk_order) fk_order, word, at FROM tb_state ORDER BY fk_order, at DESC NULLS LAST, pk_state DESC
)
SELECT o.pk_order, o.customer, l.word, l.at FROM tb_order o LEFT JOIN latest l ON l.fk_order = o.pk_order
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_order') IS NULL THEN
  CREATE TABLE public.tv_order (LIKE public.v_order) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_order') THEN
    INSERT INTO public.tv_order SELECT * FROM public.v_order;
  END IF;
  PERFORM tviews.put_key('activate_tv_order', 'public.tv_order', 'PRIMARY KEY (pk_order)');
  ANALYZE public.tv_order;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_order', 'public.tv_order', 'public.v_order', 'PRIMARY KEY (pk_order)') THEN
  IF tviews.fill_now('activate_tv_order') THEN
    INSERT INTO public.tv_order SELECT * FROM public.v_order;
  END IF;
  PERFORM tviews.put_key('activate_tv_order', 'public.tv_order', 'PRIMARY KEY (pk_order)');
END IF;

-- Makes the rows of public.tv_order with these keys equal to those of public.v_order, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_order(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_order, v.customer, v.word, v.at
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_order)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_order AS v
        WHERE v.pk_order = k.pk_order
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_order AS t (pk_order, customer, word, at)
      SELECT * FROM fresh
      ON CONFLICT (pk_order)
      DO UPDATE SET customer = excluded.customer, word = excluded.word, at = excluded.at
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_order)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_order FROM fresh) AS gone (pk_order);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_order, v.customer, v.word, v.at
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_order)
      JOIN public.v_order AS v ON v.pk_order = k.pk_order
    ), written AS (
      INSERT INTO public.tv_order AS t (pk_order, customer, word, at)
      SELECT * FROM fresh
      ON CONFLICT (pk_order)
      DO UPDATE SET customer = excluded.customer, word = excluded.word, at = excluded.at
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_order)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_order FROM fresh) AS gone (pk_order);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_order AS t
    USING unnest(v_gone) AS k (pk_order)
    WHERE t.pk_order = k.pk_order;
  END IF;
END
$function$;

-- Makes all rows of public.tv_order equal to those of public.v_order, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_order() RETURNS void
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
  DELETE FROM public.tv_order AS t
  USING (
    SELECT t.pk_order FROM public.tv_order AS t
    EXCEPT
    SELECT v.pk_order FROM public.v_order AS v
  ) AS k (pk_order)
  WHERE t.pk_order = k.pk_order;

  INSERT INTO public.tv_order AS t (pk_order, customer, word, at)
  SELECT v.pk_order, v.customer, v.word, v.at
  FROM public.v_order AS v
  ON CONFLICT (pk_order)
  DO UPDATE SET customer = excluded.customer, word = excluded.word, at = excluded.at
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_order out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_order(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_o_pk_order integer[];
  v_tb_state_fk_order integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_order o (pk_order)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_state (fk_order)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_o_pk_order, v_tb_state_fk_order, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(3)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_order');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_order();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_order o: pk_order = o.pk_order
  IF v_o_pk_order IS NOT NULL THEN
    v_keys := v_keys || v_o_pk_order;
  END IF;

  -- tb_state: pk_order = tb_state.fk_order
  IF v_tb_state_fk_order IS NOT NULL THEN
    v_keys := v_keys || v_tb_state_fk_order;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(3, hash_record(ROW (k.pk_order))) FROM unnest(v_keys) AS k (pk_order)
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
    PERFORM tviews.refresh_tv_order(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_order, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_order() RETURNS text[]
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
    FROM unnest(ARRAY[2]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_order reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_order, r.customer FROM old_rows AS r),
      after AS (SELECT r.pk_order, r.customer FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_order o (pk_order)', array_agg(DISTINCT r.pk_order)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_order o (pk_order)', array_agg(r.pk_order)::text[]
      FROM changed_rows AS r
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

-- The triggers of public.tb_state.
CREATE FUNCTION tviews.watch_tb_state() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_state puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_state() RETURNS trigger
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
      -- What tv_latest, tv_order reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_state, r.fk_order, r.at, r.word FROM old_rows AS r),
      after_1 AS (SELECT r.pk_state, r.fk_order, r.at, r.word FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_latest reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_state, r.fk_order, r.at FROM old_rows AS r),
      after_2 AS (SELECT r.pk_state, r.fk_order, r.at FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_state s (pk_state)', array_agg(DISTINCT r.pk_state)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_order))))
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_state (fk_order)', array_agg(DISTINCT r.fk_order)::text[],
        NULL::bigint[]
      FROM changed_1 AS r WHERE r.fk_order IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 1, 'tb_state s (fk_order)', array_agg(DISTINCT r.fk_order)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_order))))
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_state s (pk_state)', array_agg(r.pk_state)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_order))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 1, 'tb_state s (fk_order)', array_agg(DISTINCT r.fk_order)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_order))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_state (fk_order)', array_agg(DISTINCT r.fk_order)::text[],
        NULL::bigint[]
      FROM changed_rows AS r WHERE r.fk_order IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_state', 'enqueue_tb_state', 'tviews_tb_state', true);
RETURN false;
END
$activate$;
