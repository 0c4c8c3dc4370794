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
    (1, 'public.tv_wallet', 'public.v_wallet', false, ARRAY['pk_wallet'], 'r.pk_wallet = k.pk_wallet',
      'jsonb_build_object(''pk_wallet'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_wallet(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_coin', 'public.tb_wallet']::text[], 'activate_tv_wallet', 'equip_tv_wallet', ARRAY['drain_tv_wallet', 'refresh_tv_wallet', 'rebuild_tv_wallet'], 'drain_tv_wallet',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_coin', ARRAY['amount', 'fk_wallet']::text[], ARRAY['integer', 'integer']::text[], 'tviews_tb_coin', 'enqueue_tb_coin', NULL, true, 'watch_tb_coin'),
    ('public.tb_wallet', ARRAY['owner', 'pk_wallet']::text[], ARRAY['text', 'integer']::text[], 'tviews_tb_wallet', 'enqueue_tb_wallet', NULL, true, 'watch_tb_wallet')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_wallet', 'public.tb_coin', ARRAY['c']::text[], ARRAY['fk_wallet', 'amount']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_wallet = c.fk_wallet'),
    ('public.tv_wallet', 'public.tb_wallet', ARRAY['w']::text[], ARRAY['pk_wallet', 'owner']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_wallet = w.pk_wallet')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_wallet', 'public.tb_coin', 'btree', ARRAY['fk_wallet'], false, 'CREATE INDEX tb_coin_fk_wallet_idx ON public.tb_coin (fk_wallet);'),
    (2, 'public.tv_wallet', 'public.tb_wallet', 'btree', ARRAY['pk_wallet'], false, 'CREATE INDEX tb_wallet_pk_wallet_idx ON public.tb_wallet (pk_wallet);')
$function$;

-- The highest number of a class of locks.
CREATE FUNCTION tviews.built_lock_classes() RETURNS integer
LANGUAGE sql IMMUTABLE
AS 'SELECT 1';

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_wallet', 'not-null', ARRAY['pk_wallet']),
    ('public.tb_wallet', 'unique', ARRAY['pk_wallet'])
$function$;

-- public.tv_wallet, key (pk_wallet).
CREATE FUNCTION tviews.activate_tv_wallet() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_wallet', 'public.v_wallet', 'pk_wallet, owner, total', $definition$
SELECT *
FROM (
SELECT w.pk_wallet, w.owner, sum(c.amount) AS total
FROM tb_wallet w LEFT JOIN tb_coin c ON c.fk_wallet = w.pk_wallet
GROUP BY w.pk_wallet
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_wallet') IS NULL THEN
  CREATE TABLE public.tv_wallet (LIKE public.v_wallet) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_wallet') THEN
    INSERT INTO public.tv_wallet SELECT * FROM public.v_wallet;
  END IF;
  PERFORM tviews.put_key('activate_tv_wallet', 'public.tv_wallet', 'PRIMARY KEY (pk_wallet)');
  ANALYZE public.tv_wallet;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_wallet', 'public.tv_wallet', 'public.v_wallet', 'PRIMARY KEY (pk_wallet)') THEN
  IF tviews.fill_now('activate_tv_wallet') THEN
    INSERT INTO public.tv_wallet SELECT * FROM public.v_wallet;
  END IF;
  PERFORM tviews.put_key('activate_tv_wallet', 'public.tv_wallet', 'PRIMARY KEY (pk_wallet)');
END IF;

-- Makes the rows of public.tv_wallet with these keys equal to those of public.v_wallet, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_wallet(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_wallet, v.owner, v.total
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_wallet)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_wallet AS v
        WHERE v.pk_wallet = k.pk_wallet
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_wallet AS t (pk_wallet, owner, total)
      SELECT * FROM fresh
      ON CONFLICT (pk_wallet)
      DO UPDATE SET owner = excluded.owner, total = excluded.total
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_wallet)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_wallet FROM fresh) AS gone (pk_wallet);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_wallet, v.owner, v.total
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_wallet)
      JOIN public.v_wallet AS v ON v.pk_wallet = k.pk_wallet
    ), written AS (
      INSERT INTO public.tv_wallet AS t (pk_wallet, owner, total)
      SELECT * FROM fresh
      ON CONFLICT (pk_wallet)
      DO UPDATE SET owner = excluded.owner, total = excluded.total
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_wallet)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_wallet FROM fresh) AS gone (pk_wallet);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_wallet AS t
    USING unnest(v_gone) AS k (pk_wallet)
    WHERE t.pk_wallet = k.pk_wallet;
  END IF;
END
$function$;

-- Makes all rows of public.tv_wallet equal to those of public.v_wallet, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_wallet() RETURNS void
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
  DELETE FROM public.tv_wallet AS t
  USING (
    SELECT t.pk_wallet FROM public.tv_wallet AS t
    EXCEPT
    SELECT v.pk_wallet FROM public.v_wallet AS v
  ) AS k (pk_wallet)
  WHERE t.pk_wallet = k.pk_wallet;

  INSERT INTO public.tv_wallet AS t (pk_wallet, owner, total)
  SELECT v.pk_wallet, v.owner, v.total
  FROM public.v_wallet AS v
  ON CONFLICT (pk_wallet)
  DO UPDATE SET owner = excluded.owner, total = excluded.total
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_wallet out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_wallet(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_c_fk_wallet integer[];
  v_w_pk_wallet integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_coin c (fk_wallet)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_wallet w (pk_wallet)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_c_fk_wallet, v_w_pk_wallet, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_wallet');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_wallet();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_coin c: pk_wallet = c.fk_wallet
  IF v_c_fk_wallet IS NOT NULL THEN
    v_keys := v_keys || v_c_fk_wallet;
  END IF;

  -- tb_wallet w: pk_wallet = w.pk_wallet
  IF v_w_pk_wallet IS NOT NULL THEN
    v_keys := v_keys || v_w_pk_wallet;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.pk_wallet))) FROM unnest(v_keys) AS k (pk_wallet)
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
    PERFORM tviews.refresh_tv_wallet(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_wallet, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_wallet() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_coin.
CREATE FUNCTION tviews.watch_tb_coin() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_coin puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_coin() RETURNS trigger
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
      -- What tv_wallet reads of the rows before and after, and where that differs.
      before AS (SELECT r.fk_wallet, r.amount FROM old_rows AS r),
      after AS (SELECT r.fk_wallet, r.amount FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_coin c (fk_wallet)', array_agg(DISTINCT r.fk_wallet)::text[]
      FROM changed AS r WHERE r.fk_wallet IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_coin c (fk_wallet)', array_agg(DISTINCT r.fk_wallet)::text[]
      FROM changed_rows AS r WHERE r.fk_wallet IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_coin', 'enqueue_tb_coin', 'tviews_tb_coin', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_wallet.
CREATE FUNCTION tviews.watch_tb_wallet() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_wallet puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_wallet() RETURNS trigger
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
      -- What tv_wallet reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_wallet, r.owner FROM old_rows AS r),
      after AS (SELECT r.pk_wallet, r.owner FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_wallet w (pk_wallet)', array_agg(DISTINCT r.pk_wallet)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_wallet w (pk_wallet)', array_agg(r.pk_wallet)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_wallet', 'enqueue_tb_wallet', 'tviews_tb_wallet', true);
RETURN false;
END
$activate$;
