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
    (1, 'public.tv_basket', 'public.v_basket', false, ARRAY['pk_basket'], 'r.pk_basket = k.pk_basket',
      'jsonb_build_object(''pk_basket'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_basket(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_archive', 'public.tb_basket', 'public.tb_basket_line']::text[], 'activate_tv_basket', 'equip_tv_basket', ARRAY['drain_tv_basket', 'refresh_tv_basket', 'rebuild_tv_basket'], 'drain_tv_basket',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_archive', ARRAY['owner']::text[], ARRAY['text']::text[], 'tviews_tb_archive', 'enqueue_tb_archive', NULL, true, 'watch_tb_archive'),
    ('public.tb_basket', ARRAY['owner', 'pk_basket']::text[], ARRAY['text', 'integer']::text[], 'tviews_tb_basket', 'enqueue_tb_basket', NULL, true, 'watch_tb_basket'),
    ('public.tb_basket_line', ARRAY['fk_basket', 'product']::text[], ARRAY['integer', 'text']::text[], 'tviews_tb_basket_line', 'enqueue_tb_basket_line', NULL, true, 'watch_tb_basket_line')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_basket', 'public.tb_archive', ARRAY['a']::text[], ARRAY['owner']::text[], false,
      'mapped', 1, ARRAY['public.tb_basket']::text[], 'b.owner = a.owner, pk_basket = b.pk_basket'),
    ('public.tv_basket', 'public.tb_basket', ARRAY['b']::text[], ARRAY['pk_basket', 'owner']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_basket = b.pk_basket'),
    ('public.tv_basket', 'public.tb_basket_line', ARRAY['l']::text[], ARRAY['fk_basket', 'product']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_basket = l.fk_basket')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_basket', 'public.tb_archive', 'btree', ARRAY['owner'], false, 'CREATE INDEX tb_archive_owner_idx ON public.tb_archive (owner);'),
    (2, 'public.tv_basket', 'public.tb_basket', 'btree', ARRAY['owner'], false, 'CREATE INDEX tb_basket_owner_idx ON public.tb_basket (owner);'),
    (3, 'public.tv_basket', 'public.tb_basket', 'btree', ARRAY['pk_basket'], false, 'CREATE INDEX tb_basket_pk_basket_idx ON public.tb_basket (pk_basket);'),
    (4, 'public.tv_basket', 'public.tb_basket_line', 'btree', ARRAY['fk_basket'], false, 'CREATE INDEX tb_basket_line_fk_basket_idx ON public.tb_basket_line (fk_basket);')
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
    ('public.tb_archive', 'not-null', ARRAY['owner']),
    ('public.tb_basket', 'not-null', ARRAY['pk_basket']),
    ('public.tb_basket', 'not-null', ARRAY['owner']),
    ('public.tb_basket', 'unique', ARRAY['pk_basket']),
    ('public.tb_basket_line', 'not-null', ARRAY['fk_basket'])
$function$;

-- public.tv_basket, key (pk_basket).
CREATE FUNCTION tviews.activate_tv_basket() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_basket', 'public.v_basket', 'pk_basket, owner, lines, archived', $definition$
SELECT *
FROM (
SELECT b.pk_basket, b.owner,
       ARRAY(SELECT l.product FROM tb_basket_line l WHERE l.fk_basket = b.pk_basket ORDER BY l.product) AS lines,
       (SELECT count(*) FROM tb_archive a WHERE a.owner = b.owner) AS archived
FROM tb_basket b
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_basket') IS NULL THEN
  CREATE TABLE public.tv_basket (LIKE public.v_basket) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_basket') THEN
    INSERT INTO public.tv_basket SELECT * FROM public.v_basket;
  END IF;
  PERFORM tviews.put_key('activate_tv_basket', 'public.tv_basket', 'PRIMARY KEY (pk_basket)');
  ANALYZE public.tv_basket;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_basket', 'public.tv_basket', 'public.v_basket', 'PRIMARY KEY (pk_basket)') THEN
  IF tviews.fill_now('activate_tv_basket') THEN
    INSERT INTO public.tv_basket SELECT * FROM public.v_basket;
  END IF;
  PERFORM tviews.put_key('activate_tv_basket', 'public.tv_basket', 'PRIMARY KEY (pk_basket)');
END IF;

-- Makes the rows of public.tv_basket with these keys equal to those of public.v_basket, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_basket(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_basket, v.owner, v.lines, v.archived
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_basket)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_basket AS v
        WHERE v.pk_basket = k.pk_basket
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_basket AS t (pk_basket, owner, lines, archived)
      SELECT * FROM fresh
      ON CONFLICT (pk_basket)
      DO UPDATE SET owner = excluded.owner, lines = excluded.lines, archived = excluded.archived
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_basket)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_basket FROM fresh) AS gone (pk_basket);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_basket, v.owner, v.lines, v.archived
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_basket)
      JOIN public.v_basket AS v ON v.pk_basket = k.pk_basket
    ), written AS (
      INSERT INTO public.tv_basket AS t (pk_basket, owner, lines, archived)
      SELECT * FROM fresh
      ON CONFLICT (pk_basket)
      DO UPDATE SET owner = excluded.owner, lines = excluded.lines, archived = excluded.archived
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_basket)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_basket FROM fresh) AS gone (pk_basket);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_basket AS t
    USING unnest(v_gone) AS k (pk_basket)
    WHERE t.pk_basket = k.pk_basket;
  END IF;
END
$function$;

-- Makes all rows of public.tv_basket equal to those of public.v_basket, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_basket() RETURNS void
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
  DELETE FROM public.tv_basket AS t
  USING (
    SELECT t.pk_basket FROM public.tv_basket AS t
    EXCEPT
    SELECT v.pk_basket FROM public.v_basket AS v
  ) AS k (pk_basket)
  WHERE t.pk_basket = k.pk_basket;

  INSERT INTO public.tv_basket AS t (pk_basket, owner, lines, archived)
  SELECT v.pk_basket, v.owner, v.lines, v.archived
  FROM public.v_basket AS v
  ON CONFLICT (pk_basket)
  DO UPDATE SET owner = excluded.owner, lines = excluded.lines, archived = excluded.archived
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_basket out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_basket(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_a_owner text[];
  v_b_pk_basket integer[];
  v_l_fk_basket integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_archive a (owner)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_basket b (pk_basket)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_basket_line l (fk_basket)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_a_owner, v_b_pk_basket, v_l_fk_basket, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_basket');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_basket();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_basket (owner)
  IF v_a_owner IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.owner)))
      FROM unnest(v_a_owner) AS changed (owner)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_archive a: b.owner = a.owner, pk_basket = b.pk_basket
  IF v_a_owner IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT b.pk_basket
      FROM public.tb_basket AS b
      WHERE b.owner = ANY (v_a_owner)
    );
  END IF;

  -- tb_basket b: pk_basket = b.pk_basket
  IF v_b_pk_basket IS NOT NULL THEN
    v_keys := v_keys || v_b_pk_basket;
  END IF;

  -- tb_basket_line l: pk_basket = l.fk_basket
  IF v_l_fk_basket IS NOT NULL THEN
    v_keys := v_keys || v_l_fk_basket;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.pk_basket))) FROM unnest(v_keys) AS k (pk_basket)
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
    PERFORM tviews.refresh_tv_basket(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_basket, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_basket() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_archive.
CREATE FUNCTION tviews.watch_tb_archive() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_archive puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_archive() RETURNS trigger
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
      -- What tv_basket reads of the rows before and after, and where that differs.
      before AS (SELECT r.owner FROM old_rows AS r),
      after AS (SELECT r.owner FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_archive a (owner)', array_agg(DISTINCT r.owner)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_archive a (owner)', array_agg(DISTINCT r.owner)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_archive', 'enqueue_tb_archive', 'tviews_tb_archive', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_basket.
CREATE FUNCTION tviews.watch_tb_basket() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_basket puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_basket() RETURNS trigger
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
      -- What tv_basket reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_basket, r.owner FROM old_rows AS r),
      after AS (SELECT r.pk_basket, r.owner FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_basket b (pk_basket)', array_agg(DISTINCT r.pk_basket)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.owner))))
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_basket b (pk_basket)', array_agg(r.pk_basket)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.owner))))
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_basket', 'enqueue_tb_basket', 'tviews_tb_basket', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_basket_line.
CREATE FUNCTION tviews.watch_tb_basket_line() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_basket_line puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_basket_line() RETURNS trigger
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
      -- What tv_basket reads of the rows before and after, and where that differs.
      before AS (SELECT r.fk_basket, r.product FROM old_rows AS r),
      after AS (SELECT r.fk_basket, r.product FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_basket_line l (fk_basket)', array_agg(DISTINCT r.fk_basket)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_basket_line l (fk_basket)', array_agg(DISTINCT r.fk_basket)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_basket_line', 'enqueue_tb_basket_line', 'tviews_tb_basket_line', true);
RETURN false;
END
$activate$;
