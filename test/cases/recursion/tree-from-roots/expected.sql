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
    (1, 'public.tv_breadcrumb', 'public.v_breadcrumb', false, ARRAY['pk_node'], 'r.pk_node = k.pk_node',
      'jsonb_build_object(''pk_node'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_breadcrumb(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_node']::text[], 'activate_tv_breadcrumb', 'equip_tv_breadcrumb', ARRAY['drain_tv_breadcrumb', 'refresh_tv_breadcrumb', 'rebuild_tv_breadcrumb'], 'drain_tv_breadcrumb',
      false, false, 0),
    (2, 'public.tv_depth', 'public.v_depth', false, ARRAY['id'], 'r.id = k.id',
      'jsonb_build_object(''id'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_depth(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_node']::text[], 'activate_tv_depth', 'equip_tv_depth', ARRAY['drain_tv_depth', 'refresh_tv_depth', 'rebuild_tv_depth'], 'drain_tv_depth',
      false, false, 0)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_node', ARRAY['fk_parent', 'name', 'pk_node']::text[], ARRAY['integer', 'text', 'integer']::text[], 'tviews_tb_node', 'enqueue_tb_node', NULL, true, 'watch_tb_node')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_breadcrumb', 'public.tb_node', ARRAY['n', 'tb_node']::text[], ARRAY['pk_node', 'fk_parent', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_node = changed.pk_node'),
    ('public.tv_breadcrumb', 'public.tb_node', ARRAY['n', 'tb_node']::text[], ARRAY['pk_node', 'fk_parent', 'name']::text[], false,
      'mapped', 2, ARRAY['public.tb_node', 'public.tb_node']::text[], 'below by pk_node of tb_node from changed.pk_node, n.fk_parent = below.pk_node, pk_node = n.pk_node'),
    ('public.tv_breadcrumb', 'public.tb_node', ARRAY['n', 'tb_node']::text[], ARRAY['pk_node', 'fk_parent', 'name']::text[], false,
      'mapped', 3, ARRAY['public.tb_node', 'public.tb_node']::text[], 'below by pk_node of tb_node from changed.pk_node, n.fk_parent = below.pk_node, pk_node = n.pk_node'),
    ('public.tv_depth', 'public.tb_node', ARRAY['tb_node', 'n']::text[], ARRAY['pk_node', 'fk_parent']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'id = changed.pk_node'),
    ('public.tv_depth', 'public.tb_node', ARRAY['tb_node', 'n']::text[], ARRAY['pk_node', 'fk_parent']::text[], false,
      'mapped', 2, ARRAY['public.tb_node', 'public.tb_node']::text[], 'below by pk_node of tb_node from changed.pk_node, n.fk_parent = below.id, id = n.pk_node'),
    ('public.tv_depth', 'public.tb_node', ARRAY['tb_node', 'n']::text[], ARRAY['pk_node', 'fk_parent']::text[], false,
      'mapped', 3, ARRAY['public.tb_node', 'public.tb_node']::text[], 'below by pk_node of tb_node from changed.pk_node, n.fk_parent = below.id, id = n.pk_node'),
    ('public.tv_depth', 'public.tb_node', ARRAY['r']::text[], ARRAY['pk_node', 'name']::text[], false,
      'mapped', 1, ARRAY['public.tb_node', 'public.tb_node', 'public.tb_node']::text[], 'tb_node.pk_node = r.pk_node AND tb_node.fk_parent IS NULL, below by pk_node of tb_node from tb_node.pk_node, n.fk_parent = below.id, id = n.pk_node'),
    ('public.tv_depth', 'public.tb_node', ARRAY['r']::text[], ARRAY['pk_node', 'name']::text[], false,
      'own-key', 2, ARRAY[]::text[], 'id = r.pk_node')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_breadcrumb', 'public.tb_node', 'btree', ARRAY['fk_parent'], false, 'CREATE INDEX tb_node_fk_parent_idx ON public.tb_node (fk_parent);'),
    (2, 'public.tv_depth', 'public.tb_node', 'btree', ARRAY['fk_parent'], false, 'CREATE INDEX tb_node_fk_parent_idx ON public.tb_node (fk_parent);'),
    (3, 'public.tv_depth', 'public.tb_node', 'btree', ARRAY['pk_node'], false, 'CREATE INDEX tb_node_pk_node_idx ON public.tb_node (pk_node);')
$function$;

-- The highest number of a class of locks.
CREATE FUNCTION tviews.built_lock_classes() RETURNS integer
LANGUAGE sql IMMUTABLE
AS 'SELECT 5';

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_node', 'not-null', ARRAY['pk_node']),
    ('public.tb_node', 'unique', ARRAY['pk_node'])
$function$;

-- public.tv_breadcrumb, key (pk_node).
CREATE FUNCTION tviews.activate_tv_breadcrumb() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_breadcrumb', 'public.v_breadcrumb', 'pk_node, path', $definition$
SELECT *
FROM (
SELECT n.pk_node, array_to_string(v.path, ' > ') AS path FROM tb_node n JOIN vw_node_path v USING (pk_node)
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_breadcrumb') IS NULL THEN
  CREATE TABLE public.tv_breadcrumb (LIKE public.v_breadcrumb) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_breadcrumb') THEN
    INSERT INTO public.tv_breadcrumb SELECT * FROM public.v_breadcrumb;
  END IF;
  PERFORM tviews.put_key('activate_tv_breadcrumb', 'public.tv_breadcrumb', 'PRIMARY KEY (pk_node)');
  ANALYZE public.tv_breadcrumb;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_breadcrumb', 'public.tv_breadcrumb', 'public.v_breadcrumb', 'PRIMARY KEY (pk_node)') THEN
  IF tviews.fill_now('activate_tv_breadcrumb') THEN
    INSERT INTO public.tv_breadcrumb SELECT * FROM public.v_breadcrumb;
  END IF;
  PERFORM tviews.put_key('activate_tv_breadcrumb', 'public.tv_breadcrumb', 'PRIMARY KEY (pk_node)');
END IF;

-- Makes the rows of public.tv_breadcrumb with these keys equal to those of public.v_breadcrumb, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_breadcrumb(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  -- In one pass: to look up a single key would compute as much of the view.
  WITH fresh AS MATERIALIZED (
    SELECT v.pk_node, v.path
    FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_node)
    JOIN public.v_breadcrumb AS v ON v.pk_node = k.pk_node
  ), written AS (
    INSERT INTO public.tv_breadcrumb AS t (pk_node, path)
    SELECT * FROM fresh
    ON CONFLICT (pk_node)
    DO UPDATE SET path = excluded.path
    WHERE t.* *<> excluded.*
  )
  SELECT array_agg(gone.pk_node)
  INTO v_gone
  FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_node FROM fresh) AS gone (pk_node);

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_breadcrumb AS t
    USING unnest(v_gone) AS k (pk_node)
    WHERE t.pk_node = k.pk_node;
  END IF;
END
$function$;

-- Makes all rows of public.tv_breadcrumb equal to those of public.v_breadcrumb, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_breadcrumb() RETURNS void
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
  DELETE FROM public.tv_breadcrumb AS t
  USING (
    SELECT t.pk_node FROM public.tv_breadcrumb AS t
    EXCEPT
    SELECT v.pk_node FROM public.v_breadcrumb AS v
  ) AS k (pk_node)
  WHERE t.pk_node = k.pk_node;

  INSERT INTO public.tv_breadcrumb AS t (pk_node, path)
  SELECT v.pk_node, v.path
  FROM public.v_breadcrumb AS v
  ON CONFLICT (pk_node)
  DO UPDATE SET path = excluded.path
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_breadcrumb out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_breadcrumb(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_n_pk_node integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_node n (pk_node)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_n_pk_node, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_breadcrumb');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_breadcrumb();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_node
  IF v_n_pk_node IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, 1)
      FROM unnest(v_n_pk_node) AS changed (pk_node)
      UNION ALL
      SELECT tviews.lock_id(1, 1)
      FROM unnest(v_n_pk_node) AS changed (pk_node)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (pk_node) AS (
          SELECT changed.pk_node
          UNION
          SELECT r.pk_node FROM met JOIN public.tb_node AS r ON r.fk_parent = met.pk_node
        )
        TABLE met
      ) AS below
      UNION ALL
      SELECT tviews.lock_id(1, 1)
      FROM unnest(v_n_pk_node) AS changed (pk_node)
      UNION ALL
      SELECT tviews.lock_id(1, 1)
      FROM unnest(v_n_pk_node) AS changed (pk_node)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (pk_node) AS (
          SELECT changed.pk_node
          UNION
          SELECT r.pk_node FROM met JOIN public.tb_node AS r ON r.fk_parent = met.pk_node
        )
        TABLE met
      ) AS below
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_node n:
  --   pk_node = changed.pk_node
  --   below by pk_node of tb_node from changed.pk_node, n.fk_parent = below.pk_node, pk_node = n.pk_node
  --   below by pk_node of tb_node from changed.pk_node, n.fk_parent = below.pk_node, pk_node = n.pk_node
  IF v_n_pk_node IS NOT NULL THEN
    v_keys := v_keys || v_n_pk_node;
    v_keys := v_keys || ARRAY (
      SELECT n.pk_node
      FROM unnest(v_n_pk_node) AS changed (pk_node)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (pk_node) AS (
          SELECT changed.pk_node
          UNION
          SELECT r.pk_node FROM met JOIN public.tb_node AS r ON r.fk_parent = met.pk_node
        )
        TABLE met
      ) AS below
      JOIN public.tb_node AS n ON n.fk_parent = below.pk_node
    );
    v_keys := v_keys || ARRAY (
      SELECT n.pk_node
      FROM unnest(v_n_pk_node) AS changed (pk_node)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (pk_node) AS (
          SELECT changed.pk_node
          UNION
          SELECT r.pk_node FROM met JOIN public.tb_node AS r ON r.fk_parent = met.pk_node
        )
        TABLE met
      ) AS below
      JOIN public.tb_node AS n ON n.fk_parent = below.pk_node
    );
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
    PERFORM tviews.refresh_tv_breadcrumb(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_breadcrumb, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_breadcrumb() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_depth, key (id).
CREATE FUNCTION tviews.activate_tv_depth() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_depth', 'public.v_depth', 'id, depth, root', $definition$
SELECT *
FROM (
WITH RECURSIVE tree (id, depth, root) AS (
  SELECT pk_node, 0, pk_node FROM tb_node WHERE fk_parent IS NULL
  UNION ALL
  SELECT n.pk_node, t.depth + 1, t.root FROM tree t, tb_node n WHERE n.fk_parent = t.id
)
SELECT t.id, t.depth, r.name AS root FROM tree t JOIN tb_node r ON r.pk_node = t.root
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_depth') IS NULL THEN
  CREATE TABLE public.tv_depth (LIKE public.v_depth) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_depth') THEN
    INSERT INTO public.tv_depth SELECT * FROM public.v_depth;
  END IF;
  PERFORM tviews.put_key('activate_tv_depth', 'public.tv_depth', 'PRIMARY KEY (id)');
  ANALYZE public.tv_depth;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_depth', 'public.tv_depth', 'public.v_depth', 'PRIMARY KEY (id)') THEN
  IF tviews.fill_now('activate_tv_depth') THEN
    INSERT INTO public.tv_depth SELECT * FROM public.v_depth;
  END IF;
  PERFORM tviews.put_key('activate_tv_depth', 'public.tv_depth', 'PRIMARY KEY (id)');
END IF;

-- Makes the rows of public.tv_depth with these keys equal to those of public.v_depth, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_depth(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  -- In one pass: to look up a single key would compute as much of the view.
  WITH fresh AS MATERIALIZED (
    SELECT v.id, v.depth, v.root
    FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (id)
    JOIN public.v_depth AS v ON v.id = k.id
  ), written AS (
    INSERT INTO public.tv_depth AS t (id, depth, root)
    SELECT * FROM fresh
    ON CONFLICT (id)
    DO UPDATE SET depth = excluded.depth, root = excluded.root
    WHERE t.* *<> excluded.*
  )
  SELECT array_agg(gone.id)
  INTO v_gone
  FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.id FROM fresh) AS gone (id);

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_depth AS t
    USING unnest(v_gone) AS k (id)
    WHERE t.id = k.id;
  END IF;
END
$function$;

-- Makes all rows of public.tv_depth equal to those of public.v_depth, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_depth() RETURNS void
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
  DELETE FROM public.tv_depth AS t
  USING (
    SELECT t.id FROM public.tv_depth AS t
    EXCEPT
    SELECT v.id FROM public.v_depth AS v
  ) AS k (id)
  WHERE t.id = k.id;

  INSERT INTO public.tv_depth AS t (id, depth, root)
  SELECT v.id, v.depth, v.root
  FROM public.v_depth AS v
  ON CONFLICT (id)
  DO UPDATE SET depth = excluded.depth, root = excluded.root
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_depth out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_depth(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_tb_node_pk_node integer[];
  v_r_pk_node integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_node n (pk_node)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_node r (pk_node)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_tb_node_pk_node, v_r_pk_node, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(3), tviews.class_lock_id(4), tviews.class_lock_id(5)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_depth');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_depth();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_node (pk_node)
  IF v_r_pk_node IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(3, hash_record(ROW (changed.pk_node)))
      FROM unnest(v_r_pk_node) AS changed (pk_node)
    );
  END IF;
  v_held := v_held || tviews.hold(tviews.links_between(v_links, 3, 3), v_lookups, p_most - cardinality(v_held));

  -- Looked up below, and changed by this transaction: public.tb_node
  v_lookups := '{}';
  IF v_tb_node_pk_node IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(4, 1)
      FROM unnest(v_tb_node_pk_node) AS changed (pk_node)
      UNION ALL
      SELECT tviews.lock_id(4, 1)
      FROM unnest(v_tb_node_pk_node) AS changed (pk_node)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (id) AS (
          SELECT changed.pk_node
          UNION
          SELECT r.pk_node FROM met JOIN public.tb_node AS r ON r.fk_parent = met.id
        )
        TABLE met
      ) AS below
      UNION ALL
      SELECT tviews.lock_id(4, 1)
      FROM unnest(v_tb_node_pk_node) AS changed (pk_node)
      UNION ALL
      SELECT tviews.lock_id(4, 1)
      FROM unnest(v_tb_node_pk_node) AS changed (pk_node)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (id) AS (
          SELECT changed.pk_node
          UNION
          SELECT r.pk_node FROM met JOIN public.tb_node AS r ON r.fk_parent = met.id
        )
        TABLE met
      ) AS below
    );
  END IF;
  IF v_r_pk_node IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(4, 1)
      FROM public.tb_node AS tb_node
      WHERE tb_node.pk_node = ANY (v_r_pk_node) AND tb_node.fk_parent IS NULL
      UNION ALL
      SELECT tviews.lock_id(4, 1)
      FROM public.tb_node AS tb_node
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (id) AS (
          SELECT tb_node.pk_node
          UNION
          SELECT r.pk_node FROM met JOIN public.tb_node AS r ON r.fk_parent = met.id
        )
        TABLE met
      ) AS below
      WHERE tb_node.pk_node = ANY (v_r_pk_node) AND tb_node.fk_parent IS NULL
    );
  END IF;
  v_held := v_held || tviews.hold(tviews.links_between(v_links, 4, 4), v_lookups, p_most - cardinality(v_held));

  -- tb_node n:
  --   id = changed.pk_node
  --   below by pk_node of tb_node from changed.pk_node, n.fk_parent = below.id, id = n.pk_node
  --   below by pk_node of tb_node from changed.pk_node, n.fk_parent = below.id, id = n.pk_node
  IF v_tb_node_pk_node IS NOT NULL THEN
    v_keys := v_keys || v_tb_node_pk_node;
    v_keys := v_keys || ARRAY (
      SELECT n.pk_node
      FROM unnest(v_tb_node_pk_node) AS changed (pk_node)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (id) AS (
          SELECT changed.pk_node
          UNION
          SELECT r.pk_node FROM met JOIN public.tb_node AS r ON r.fk_parent = met.id
        )
        TABLE met
      ) AS below
      JOIN public.tb_node AS n ON n.fk_parent = below.id
    );
    v_keys := v_keys || ARRAY (
      SELECT n.pk_node
      FROM unnest(v_tb_node_pk_node) AS changed (pk_node)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (id) AS (
          SELECT changed.pk_node
          UNION
          SELECT r.pk_node FROM met JOIN public.tb_node AS r ON r.fk_parent = met.id
        )
        TABLE met
      ) AS below
      JOIN public.tb_node AS n ON n.fk_parent = below.id
    );
  END IF;

  -- tb_node r:
  --   tb_node.pk_node = r.pk_node AND tb_node.fk_parent IS NULL, below by pk_node of tb_node from tb_node.pk_node, n.fk_parent = below.id, id = n.pk_node
  --   id = r.pk_node
  IF v_r_pk_node IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT n.pk_node
      FROM public.tb_node AS tb_node
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (id) AS (
          SELECT tb_node.pk_node
          UNION
          SELECT r.pk_node FROM met JOIN public.tb_node AS r ON r.fk_parent = met.id
        )
        TABLE met
      ) AS below
      JOIN public.tb_node AS n ON n.fk_parent = below.id
      WHERE tb_node.pk_node = ANY (v_r_pk_node) AND tb_node.fk_parent IS NULL
    );
    v_keys := v_keys || v_r_pk_node;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(5, hash_record(ROW (k.id))) FROM unnest(v_keys) AS k (id)
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
    PERFORM tviews.refresh_tv_depth(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_depth, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_depth() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
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
    FROM unnest(ARRAY[1, 2]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_breadcrumb reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_node, r.fk_parent, r.name FROM old_rows AS r),
      after_1 AS (SELECT r.pk_node, r.fk_parent, r.name FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_depth reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_node, r.fk_parent FROM old_rows AS r),
      after_2 AS (SELECT r.pk_node, r.fk_parent FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      ),
      -- What tv_depth reads of the rows before and after, and where that differs.
      before_3 AS (SELECT r.pk_node, r.name FROM old_rows AS r),
      after_3 AS (SELECT r.pk_node, r.name FROM new_rows AS r),
      changed_3 AS (
        (TABLE before_3 EXCEPT ALL TABLE after_3) UNION ALL (TABLE after_3 EXCEPT ALL TABLE before_3)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_node n (pk_node)', array_agg(DISTINCT r.pk_node)::text[],
        array_agg(DISTINCT tviews.lock_id(1, 1))
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_node n (pk_node)', array_agg(DISTINCT r.pk_node)::text[],
        array_agg(DISTINCT tviews.lock_id(3, hash_record(ROW (r.pk_node))))
          || array_agg(DISTINCT tviews.lock_id(4, 1))
      FROM changed_2 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_node r (pk_node)', array_agg(DISTINCT r.pk_node)::text[],
        array_agg(DISTINCT tviews.lock_id(3, hash_record(ROW (r.pk_node))))
          || array_agg(DISTINCT tviews.lock_id(4, 1))
      FROM changed_3 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_node n (pk_node)', array_agg(r.pk_node)::text[],
        array_agg(DISTINCT tviews.lock_id(1, 1))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_node n (pk_node)', array_agg(r.pk_node)::text[],
        array_agg(DISTINCT tviews.lock_id(3, hash_record(ROW (r.pk_node))))
          || array_agg(DISTINCT tviews.lock_id(4, 1))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_node r (pk_node)', array_agg(r.pk_node)::text[],
        array_agg(DISTINCT tviews.lock_id(3, hash_record(ROW (r.pk_node))))
          || array_agg(DISTINCT tviews.lock_id(4, 1))
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
