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
    (1, 'public.tv_node', 'public.v_node', false, ARRAY['pk_node'], 'r.pk_node = k.pk_node',
      'jsonb_build_object(''pk_node'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_node(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_leaf', 'public.tb_node']::text[], 'activate_tv_node', 'equip_tv_node', ARRAY['drain_tv_node', 'refresh_tv_node', 'rebuild_tv_node'], 'drain_tv_node',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_leaf', ARRAY['fk_node', 'name', 'pk_leaf']::text[], ARRAY['integer', 'text', 'integer']::text[], 'tviews_tb_leaf', 'enqueue_tb_leaf', NULL, true, 'watch_tb_leaf'),
    ('public.tb_node', ARRAY['fk_first_leaf', 'name', 'pk_node']::text[], ARRAY['integer', 'text', 'integer']::text[], 'tviews_tb_node', 'enqueue_tb_node', NULL, true, 'watch_tb_node')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_node', 'public.tb_leaf', ARRAY['f']::text[], ARRAY['pk_leaf', 'name']::text[], false,
      'mapped', 1, ARRAY['public.tb_node']::text[], 'n.fk_first_leaf = f.pk_leaf, pk_node = n.pk_node'),
    ('public.tv_node', 'public.tb_leaf', ARRAY['l']::text[], ARRAY['fk_node', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_node = l.fk_node'),
    ('public.tv_node', 'public.tb_node', ARRAY['n']::text[], ARRAY['pk_node', 'name', 'fk_first_leaf']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_node = n.pk_node')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_node', 'public.tb_leaf', 'btree', ARRAY['pk_leaf'], false, 'CREATE INDEX tb_leaf_pk_leaf_idx ON public.tb_leaf (pk_leaf);'),
    (2, 'public.tv_node', 'public.tb_node', 'btree', ARRAY['fk_first_leaf'], false, 'CREATE INDEX tb_node_fk_first_leaf_idx ON public.tb_node (fk_first_leaf);'),
    (3, 'public.tv_node', 'public.tb_leaf', 'btree', ARRAY['fk_node'], false, 'CREATE INDEX tb_leaf_fk_node_idx ON public.tb_leaf (fk_node);'),
    (4, 'public.tv_node', 'public.tb_node', 'btree', ARRAY['pk_node'], false, 'CREATE INDEX tb_node_pk_node_idx ON public.tb_node (pk_node);')
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
    ('public.tb_leaf', 'not-null', ARRAY['pk_leaf']),
    ('public.tb_leaf', 'not-null', ARRAY['fk_node']),
    ('public.tb_leaf', 'unique', ARRAY['pk_leaf']),
    ('public.tb_node', 'not-null', ARRAY['pk_node']),
    ('public.tb_node', 'unique', ARRAY['pk_node'])
$function$;

-- public.tv_node, key (pk_node).
CREATE FUNCTION tviews.activate_tv_node() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_node', 'public.v_node', 'pk_node, name, first, leaves', $definition$
SELECT *
FROM (
SELECT n.pk_node, n.name, f.name AS first, (SELECT array_agg(l.name ORDER BY l.name) FROM tb_leaf l WHERE l.fk_node = n.pk_node) AS leaves
FROM tb_node n
LEFT JOIN tb_leaf f ON f.pk_leaf = n.fk_first_leaf
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_node') IS NULL THEN
  CREATE TABLE public.tv_node (LIKE public.v_node) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_node') THEN
    INSERT INTO public.tv_node SELECT * FROM public.v_node;
  END IF;
  PERFORM tviews.put_key('activate_tv_node', 'public.tv_node', 'PRIMARY KEY (pk_node)');
  ANALYZE public.tv_node;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_node', 'public.tv_node', 'public.v_node', 'PRIMARY KEY (pk_node)') THEN
  IF tviews.fill_now('activate_tv_node') THEN
    INSERT INTO public.tv_node SELECT * FROM public.v_node;
  END IF;
  PERFORM tviews.put_key('activate_tv_node', 'public.tv_node', 'PRIMARY KEY (pk_node)');
END IF;

-- Makes the rows of public.tv_node with these keys equal to those of public.v_node, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_node(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_node, v.name, v.first, v.leaves
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_node)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_node AS v
        WHERE v.pk_node = k.pk_node
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_node AS t (pk_node, name, first, leaves)
      SELECT * FROM fresh
      ON CONFLICT (pk_node)
      DO UPDATE SET name = excluded.name, first = excluded.first, leaves = excluded.leaves
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_node)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_node FROM fresh) AS gone (pk_node);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_node, v.name, v.first, v.leaves
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_node)
      JOIN public.v_node AS v ON v.pk_node = k.pk_node
    ), written AS (
      INSERT INTO public.tv_node AS t (pk_node, name, first, leaves)
      SELECT * FROM fresh
      ON CONFLICT (pk_node)
      DO UPDATE SET name = excluded.name, first = excluded.first, leaves = excluded.leaves
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_node)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_node FROM fresh) AS gone (pk_node);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_node AS t
    USING unnest(v_gone) AS k (pk_node)
    WHERE t.pk_node = k.pk_node;
  END IF;
END
$function$;

-- Makes all rows of public.tv_node equal to those of public.v_node, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_node() RETURNS void
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
  DELETE FROM public.tv_node AS t
  USING (
    SELECT t.pk_node FROM public.tv_node AS t
    EXCEPT
    SELECT v.pk_node FROM public.v_node AS v
  ) AS k (pk_node)
  WHERE t.pk_node = k.pk_node;

  INSERT INTO public.tv_node AS t (pk_node, name, first, leaves)
  SELECT v.pk_node, v.name, v.first, v.leaves
  FROM public.v_node AS v
  ON CONFLICT (pk_node)
  DO UPDATE SET name = excluded.name, first = excluded.first, leaves = excluded.leaves
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_node out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_node(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_f_pk_leaf integer[];
  v_l_fk_node integer[];
  v_n_pk_node integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_leaf f (pk_leaf)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_leaf l (fk_node)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_node n (pk_node)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_f_pk_leaf, v_l_fk_node, v_n_pk_node, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_node');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_node();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_node (fk_first_leaf)
  IF v_f_pk_leaf IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.pk_leaf)))
      FROM unnest(v_f_pk_leaf) AS changed (pk_leaf)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_leaf f: n.fk_first_leaf = f.pk_leaf, pk_node = n.pk_node
  IF v_f_pk_leaf IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT n.pk_node
      FROM public.tb_node AS n
      WHERE n.fk_first_leaf = ANY (v_f_pk_leaf)
    );
  END IF;

  -- tb_leaf l: pk_node = l.fk_node
  IF v_l_fk_node IS NOT NULL THEN
    v_keys := v_keys || v_l_fk_node;
  END IF;

  -- tb_node n: pk_node = n.pk_node
  IF v_n_pk_node IS NOT NULL THEN
    v_keys := v_keys || v_n_pk_node;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.pk_node))) FROM unnest(v_keys) AS k (pk_node)
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
    PERFORM tviews.refresh_tv_node(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_node, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_node() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_leaf.
CREATE FUNCTION tviews.watch_tb_leaf() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_leaf puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_leaf() RETURNS trigger
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
      -- What tv_node reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_leaf, r.name FROM old_rows AS r),
      after_1 AS (SELECT r.pk_leaf, r.name FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_node reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.fk_node, r.name FROM old_rows AS r),
      after_2 AS (SELECT r.fk_node, r.name FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_leaf f (pk_leaf)', array_agg(DISTINCT r.pk_leaf)::text[]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 1, 'tb_leaf l (fk_node)', array_agg(DISTINCT r.fk_node)::text[]
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_leaf f (pk_leaf)', array_agg(r.pk_leaf)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 1, 'tb_leaf l (fk_node)', array_agg(DISTINCT r.fk_node)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_leaf', 'enqueue_tb_leaf', 'tviews_tb_leaf', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_node.
CREATE FUNCTION tviews.watch_tb_node() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_node puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_node() RETURNS trigger
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
      -- What tv_node reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_node, r.name, r.fk_first_leaf FROM old_rows AS r),
      after AS (SELECT r.pk_node, r.name, r.fk_first_leaf FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_node n (pk_node)', array_agg(DISTINCT r.pk_node)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_first_leaf))))
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_node n (pk_node)', array_agg(r.pk_node)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_first_leaf))))
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_node', 'enqueue_tb_node', 'tviews_tb_node', true);
RETURN false;
END
$activate$;
