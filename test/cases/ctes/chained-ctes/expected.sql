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
    (1, 'public.tv_store', 'public.v_store', false, ARRAY['pk_store'], 'r.pk_store = k.pk_store',
      'jsonb_build_object(''pk_store'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_store(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_sale', 'public.tb_store']::text[], 'activate_tv_store', 'equip_tv_store', ARRAY['drain_tv_store', 'refresh_tv_store', 'rebuild_tv_store'], 'drain_tv_store',
      false, false, 10)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_sale', ARRAY['amount', 'fk_referrer', 'fk_store', 'void']::text[], ARRAY['numeric', 'integer', 'integer', 'boolean']::text[], 'tviews_tb_sale', 'enqueue_tb_sale', NULL, true, 'watch_tb_sale'),
    ('public.tb_store', ARRAY['name', 'open', 'pk_store']::text[], ARRAY['text', 'boolean', 'integer']::text[], 'tviews_tb_store', 'enqueue_tb_store', NULL, true, 'watch_tb_store')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_store', 'public.tb_sale', ARRAY['tb_sale']::text[], ARRAY['fk_store', 'amount', 'void']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_store = tb_sale.fk_store'),
    ('public.tv_store', 'public.tb_sale', ARRAY['tb_sale']::text[], ARRAY['fk_store', 'amount', 'void']::text[], false,
      'mapped', 2, ARRAY['public.tb_sale']::text[], 'tb_sale.fk_store = tb_sale.fk_store AND NOT tb_sale.void AND tb_sale.fk_referrer IS NOT NULL, pk_store = tb_sale.fk_referrer'),
    ('public.tv_store', 'public.tb_sale', ARRAY['tb_sale']::text[], ARRAY['fk_store', 'fk_referrer', 'void']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_store = tb_sale.fk_referrer'),
    ('public.tv_store', 'public.tb_store', ARRAY['t']::text[], ARRAY['pk_store', 'name', 'open']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_store = t.pk_store')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_store', 'public.tb_sale', 'btree', ARRAY['fk_store'], false, 'CREATE INDEX tb_sale_fk_store_idx ON public.tb_sale (fk_store);'),
    (2, 'public.tv_store', 'public.tb_sale', 'btree', ARRAY['fk_referrer'], false, 'CREATE INDEX tb_sale_fk_referrer_idx ON public.tb_sale (fk_referrer);'),
    (3, 'public.tv_store', 'public.tb_store', 'btree', ARRAY['pk_store'], false, 'CREATE INDEX tb_store_pk_store_idx ON public.tb_store (pk_store);')
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
    ('public.tb_store', 'not-null', ARRAY['pk_store']),
    ('public.tb_store', 'unique', ARRAY['pk_store'])
$function$;

-- public.tv_store, key (pk_store).
CREATE FUNCTION tviews.activate_tv_store() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_store', 'public.v_store', 'pk_store, name, amount, times, best', $definition$
SELECT *
FROM (
WITH tb_sale AS (
  SELECT * FROM public.tb_sale WHERE NOT void
),
own (store, amount) AS MATERIALIZED (
  SELECT fk_store, sum(tb_sale.amount) FROM tb_sale GROUP BY fk_store
),
referred AS (
  SELECT s.fk_referrer AS store, count(*) AS times, max(own.amount) AS best
  FROM tb_sale s JOIN own ON own.store = s.fk_store
  WHERE s.fk_referrer IS NOT NULL
  GROUP BY s.fk_referrer
)
SELECT t.pk_store, t.name, own.amount, referred.times, referred.best
FROM tb_store t
LEFT JOIN own ON own.store = t.pk_store
LEFT JOIN referred ON referred.store = t.pk_store
WHERE t.open
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_store') IS NULL THEN
  CREATE TABLE public.tv_store (LIKE public.v_store) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_store') THEN
    INSERT INTO public.tv_store SELECT * FROM public.v_store;
  END IF;
  PERFORM tviews.put_key('activate_tv_store', 'public.tv_store', 'PRIMARY KEY (pk_store)');
  ANALYZE public.tv_store;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_store', 'public.tv_store', 'public.v_store', 'PRIMARY KEY (pk_store)') THEN
  IF tviews.fill_now('activate_tv_store') THEN
    INSERT INTO public.tv_store SELECT * FROM public.v_store;
  END IF;
  PERFORM tviews.put_key('activate_tv_store', 'public.tv_store', 'PRIMARY KEY (pk_store)');
END IF;

-- Makes the rows of public.tv_store with these keys equal to those of public.v_store, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_store(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 10 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_store, v.name, v.amount, v.times, v.best
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_store)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_store AS v
        WHERE v.pk_store = k.pk_store
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_store AS t (pk_store, name, amount, times, best)
      SELECT * FROM fresh
      ON CONFLICT (pk_store)
      DO UPDATE SET name = excluded.name, amount = excluded.amount, times = excluded.times, best = excluded.best
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_store)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_store FROM fresh) AS gone (pk_store);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_store, v.name, v.amount, v.times, v.best
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_store)
      JOIN public.v_store AS v ON v.pk_store = k.pk_store
    ), written AS (
      INSERT INTO public.tv_store AS t (pk_store, name, amount, times, best)
      SELECT * FROM fresh
      ON CONFLICT (pk_store)
      DO UPDATE SET name = excluded.name, amount = excluded.amount, times = excluded.times, best = excluded.best
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_store)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_store FROM fresh) AS gone (pk_store);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_store AS t
    USING unnest(v_gone) AS k (pk_store)
    WHERE t.pk_store = k.pk_store;
  END IF;
END
$function$;

-- Makes all rows of public.tv_store equal to those of public.v_store, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_store() RETURNS void
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
  DELETE FROM public.tv_store AS t
  USING (
    SELECT t.pk_store FROM public.tv_store AS t
    EXCEPT
    SELECT v.pk_store FROM public.v_store AS v
  ) AS k (pk_store)
  WHERE t.pk_store = k.pk_store;

  INSERT INTO public.tv_store AS t (pk_store, name, amount, times, best)
  SELECT v.pk_store, v.name, v.amount, v.times, v.best
  FROM public.v_store AS v
  ON CONFLICT (pk_store)
  DO UPDATE SET name = excluded.name, amount = excluded.amount, times = excluded.times, best = excluded.best
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_store out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_store(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_tb_sale_fk_store integer[];
  v_tb_sale_fk_referrer integer[];
  v_t_pk_store integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_sale (fk_store)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_sale (fk_referrer)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_store t (pk_store)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_tb_sale_fk_store, v_tb_sale_fk_referrer, v_t_pk_store, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_store');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_store();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_sale (fk_store)
  IF v_tb_sale_fk_store IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.fk_store)))
      FROM unnest(v_tb_sale_fk_store) AS changed (fk_store)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_sale:
  --   pk_store = tb_sale.fk_store
  --   tb_sale.fk_store = tb_sale.fk_store AND NOT tb_sale.void AND tb_sale.fk_referrer IS NOT NULL, pk_store = tb_sale.fk_referrer
  IF v_tb_sale_fk_store IS NOT NULL THEN
    v_keys := v_keys || array_remove(v_tb_sale_fk_store, NULL);
    v_keys := v_keys || ARRAY (
      SELECT tb_sale.fk_referrer
      FROM public.tb_sale AS tb_sale
      WHERE tb_sale.fk_store = ANY (v_tb_sale_fk_store) AND NOT tb_sale.void AND tb_sale.fk_referrer IS NOT NULL
    );
  END IF;

  -- tb_sale: pk_store = tb_sale.fk_referrer
  IF v_tb_sale_fk_referrer IS NOT NULL THEN
    v_keys := v_keys || v_tb_sale_fk_referrer;
  END IF;

  -- tb_store t: pk_store = t.pk_store
  IF v_t_pk_store IS NOT NULL THEN
    v_keys := v_keys || v_t_pk_store;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.pk_store))) FROM unnest(v_keys) AS k (pk_store)
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
    PERFORM tviews.refresh_tv_store(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_store, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_store() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_sale.
CREATE FUNCTION tviews.watch_tb_sale() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_sale puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_sale() RETURNS trigger
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
    FROM unnest(ARRAY[1]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_store reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.fk_store, r.void, ROW (r.amount)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after_1 AS (SELECT r.fk_store, r.void, ROW (r.amount)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_store reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.fk_store, r.fk_referrer, r.void FROM old_rows AS r),
      after_2 AS (SELECT r.fk_store, r.fk_referrer, r.void FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_sale (fk_store)', array_agg(DISTINCT r.fk_store)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_store))))
      FROM changed_1 AS r WHERE NOT r.void
      HAVING count(*) > 0
      UNION ALL
      SELECT 1, 'tb_sale (fk_referrer)', array_agg(DISTINCT r.fk_referrer)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_store))))
      FROM changed_2 AS r WHERE r.fk_referrer IS NOT NULL AND NOT r.void
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_sale (fk_store)', array_agg(DISTINCT r.fk_store)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_store))))
      FROM changed_rows AS r WHERE NOT r.void
      HAVING count(*) > 0
      UNION ALL
      SELECT 1, 'tb_sale (fk_referrer)', array_agg(DISTINCT r.fk_referrer)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_store))))
      FROM changed_rows AS r WHERE r.fk_referrer IS NOT NULL AND NOT r.void
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_sale', 'enqueue_tb_sale', 'tviews_tb_sale', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_store.
CREATE FUNCTION tviews.watch_tb_store() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_store puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_store() RETURNS trigger
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
      -- What tv_store reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_store, r.name, r.open FROM old_rows AS r),
      after AS (SELECT r.pk_store, r.name, r.open FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_store t (pk_store)', array_agg(DISTINCT r.pk_store)::text[]
      FROM changed AS r WHERE r.open
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_store t (pk_store)', array_agg(r.pk_store)::text[]
      FROM changed_rows AS r WHERE r.open
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_store', 'enqueue_tb_store', 'tviews_tb_store', true);
RETURN false;
END
$activate$;
