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
    (1, 'public.tv_good', 'public.v_good', false, ARRAY['pk_good'], 'r.pk_good = k.pk_good',
      'jsonb_build_object(''pk_good'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_good(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_good', 'public.tb_tax']::text[], 'activate_tv_good', 'equip_tv_good', ARRAY['drain_tv_good', 'refresh_tv_good', 'rebuild_tv_good'], 'drain_tv_good',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_good', ARRAY['cents', 'code', 'discount', 'name', 'pk_good']::text[], ARRAY['integer', 'text', 'integer', 'text', 'integer']::text[], 'tviews_tb_good', 'enqueue_tb_good', NULL, true, 'watch_tb_good'),
    ('public.tb_tax', ARRAY['code', 'fk_good']::text[], ARRAY['text', 'integer']::text[], 'tviews_tb_tax', 'enqueue_tb_tax', NULL, true, 'watch_tb_tax')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_good', 'public.tb_good', ARRAY['g']::text[], ARRAY['pk_good', 'name', 'cents', 'code', 'discount']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_good = g.pk_good'),
    ('public.tv_good', 'public.tb_tax', ARRAY['t']::text[], ARRAY['fk_good', 'code']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_good = t.fk_good')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_good', 'public.tb_good', 'btree', ARRAY['pk_good'], false, 'CREATE INDEX tb_good_pk_good_idx ON public.tb_good (pk_good);'),
    (2, 'public.tv_good', 'public.tb_tax', 'btree', ARRAY['fk_good'], false, 'CREATE INDEX tb_tax_fk_good_idx ON public.tb_tax (fk_good);')
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
    ('public.tb_good', 'not-null', ARRAY['pk_good']),
    ('public.tb_good', 'unique', ARRAY['pk_good']),
    ('public.tb_tax', 'not-null', ARRAY['fk_good'])
$function$;

-- public.tv_good, key (pk_good).
CREATE FUNCTION tviews.activate_tv_good() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_good', 'public.v_good', 'pk_good, name, price, discount, about_ten, taxes', $definition$
SELECT *
FROM (
SELECT g.pk_good, tools.shout(g.name) AS name, format_price(g.cents, g.code) AS price, as_percentage(g.discount) AS discount,
       g.discount ~~~ 10 AS about_ten,
       (SELECT join_text(t.code ORDER BY t.code) FROM tb_tax t WHERE t.fk_good = g.pk_good) AS taxes
FROM tb_good g
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_good') IS NULL THEN
  CREATE TABLE public.tv_good (LIKE public.v_good) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_good') THEN
    INSERT INTO public.tv_good SELECT * FROM public.v_good;
  END IF;
  PERFORM tviews.put_key('activate_tv_good', 'public.tv_good', 'PRIMARY KEY (pk_good)');
  ANALYZE public.tv_good;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_good', 'public.tv_good', 'public.v_good', 'PRIMARY KEY (pk_good)') THEN
  IF tviews.fill_now('activate_tv_good') THEN
    INSERT INTO public.tv_good SELECT * FROM public.v_good;
  END IF;
  PERFORM tviews.put_key('activate_tv_good', 'public.tv_good', 'PRIMARY KEY (pk_good)');
END IF;

-- Makes the rows of public.tv_good with these keys equal to those of public.v_good, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_good(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_good, v.name, v.price, v.discount, v.about_ten, v.taxes
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_good)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_good AS v
        WHERE v.pk_good = k.pk_good
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_good AS t (pk_good, name, price, discount, about_ten, taxes)
      SELECT * FROM fresh
      ON CONFLICT (pk_good)
      DO UPDATE SET name = excluded.name, price = excluded.price, discount = excluded.discount, about_ten = excluded.about_ten, taxes = excluded.taxes
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_good)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_good FROM fresh) AS gone (pk_good);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_good, v.name, v.price, v.discount, v.about_ten, v.taxes
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_good)
      JOIN public.v_good AS v ON v.pk_good = k.pk_good
    ), written AS (
      INSERT INTO public.tv_good AS t (pk_good, name, price, discount, about_ten, taxes)
      SELECT * FROM fresh
      ON CONFLICT (pk_good)
      DO UPDATE SET name = excluded.name, price = excluded.price, discount = excluded.discount, about_ten = excluded.about_ten, taxes = excluded.taxes
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_good)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_good FROM fresh) AS gone (pk_good);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_good AS t
    USING unnest(v_gone) AS k (pk_good)
    WHERE t.pk_good = k.pk_good;
  END IF;
END
$function$;

-- Makes all rows of public.tv_good equal to those of public.v_good, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_good() RETURNS void
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
  DELETE FROM public.tv_good AS t
  USING (
    SELECT t.pk_good FROM public.tv_good AS t
    EXCEPT
    SELECT v.pk_good FROM public.v_good AS v
  ) AS k (pk_good)
  WHERE t.pk_good = k.pk_good;

  INSERT INTO public.tv_good AS t (pk_good, name, price, discount, about_ten, taxes)
  SELECT v.pk_good, v.name, v.price, v.discount, v.about_ten, v.taxes
  FROM public.v_good AS v
  ON CONFLICT (pk_good)
  DO UPDATE SET name = excluded.name, price = excluded.price, discount = excluded.discount, about_ten = excluded.about_ten, taxes = excluded.taxes
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_good out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_good(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_g_pk_good integer[];
  v_t_fk_good integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_good g (pk_good)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_tax t (fk_good)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_g_pk_good, v_t_fk_good, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_good');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_good();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_good g: pk_good = g.pk_good
  IF v_g_pk_good IS NOT NULL THEN
    v_keys := v_keys || v_g_pk_good;
  END IF;

  -- tb_tax t: pk_good = t.fk_good
  IF v_t_fk_good IS NOT NULL THEN
    v_keys := v_keys || v_t_fk_good;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.pk_good))) FROM unnest(v_keys) AS k (pk_good)
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
    PERFORM tviews.refresh_tv_good(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_good, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_good() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_good.
CREATE FUNCTION tviews.watch_tb_good() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_good puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_good() RETURNS trigger
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
      -- What tv_good reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_good, r.name, r.cents, r.code, r.discount FROM old_rows AS r),
      after AS (SELECT r.pk_good, r.name, r.cents, r.code, r.discount FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_good g (pk_good)', array_agg(DISTINCT r.pk_good)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_good g (pk_good)', array_agg(r.pk_good)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_good', 'enqueue_tb_good', 'tviews_tb_good', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_tax.
CREATE FUNCTION tviews.watch_tb_tax() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_tax puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_tax() RETURNS trigger
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
      -- What tv_good reads of the rows before and after, and where that differs.
      before AS (SELECT r.fk_good, r.code FROM old_rows AS r),
      after AS (SELECT r.fk_good, r.code FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_tax t (fk_good)', array_agg(DISTINCT r.fk_good)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_tax t (fk_good)', array_agg(DISTINCT r.fk_good)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_tax', 'enqueue_tb_tax', 'tviews_tb_tax', true);
RETURN false;
END
$activate$;
