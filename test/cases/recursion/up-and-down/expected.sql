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
    (1, 'public.tv_ancestor', 'public.v_ancestor', false, ARRAY['pk_folder', 'pk_ancestor'], 'r.pk_folder = k.pk_folder AND r.pk_ancestor = k.pk_ancestor',
      'jsonb_build_object(''pk_folder'', CAST($1[1][n] AS integer), ''pk_ancestor'', CAST($1[2][n] AS integer))', 'tviews.refresh_tv_ancestor(ARRAY(SELECT unnest($1[1:1]))::integer[], ARRAY(SELECT unnest($1[2:2]))::integer[])',
      ARRAY['public.tb_folder']::text[], 'activate_tv_ancestor', 'equip_tv_ancestor', ARRAY['drain_tv_ancestor', 'refresh_tv_ancestor', 'rebuild_tv_ancestor'], 'drain_tv_ancestor',
      false, false, 0),
    (2, 'public.tv_tree', 'public.v_tree', false, ARRAY['pk_tree'], 'r.pk_tree = k.pk_tree',
      'jsonb_build_object(''pk_tree'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_tree(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_folder']::text[], 'activate_tv_tree', 'equip_tv_tree', ARRAY['drain_tv_tree', 'refresh_tv_tree', 'rebuild_tv_tree'], 'drain_tv_tree',
      false, false, 0)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_folder', ARRAY['fk_parent', 'name', 'pk_folder', 'size']::text[], ARRAY['integer', 'text', 'integer', 'integer']::text[], 'tviews_tb_folder', 'enqueue_tb_folder', NULL, true, 'watch_tb_folder')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_ancestor', 'public.tb_folder', ARRAY['f']::text[], ARRAY['pk_folder', 'fk_parent']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_folder = f.pk_folder, pk_ancestor = f.fk_parent'),
    ('public.tv_ancestor', 'public.tb_folder', ARRAY['f']::text[], ARRAY['pk_folder', 'fk_parent']::text[], false,
      'mapped', 2, ARRAY['public.tb_folder', 'public.tb_folder', 'public.tb_folder']::text[], 'p.pk_folder = f.fk_parent, below by fk_parent of tb_folder from p.fk_parent, p_2.pk_folder = below.fk_parent, pk_folder = f.pk_folder, pk_ancestor = p_2.pk_folder'),
    ('public.tv_ancestor', 'public.tb_folder', ARRAY['f']::text[], ARRAY['pk_folder', 'fk_parent']::text[], false,
      'mapped', 3, ARRAY['public.tv_ancestor']::text[], 'old_row.pk_folder = f.pk_folder, pk_folder = old_row.pk_folder, pk_ancestor = old_row.pk_ancestor'),
    ('public.tv_ancestor', 'public.tb_folder', ARRAY['p']::text[], ARRAY['pk_folder', 'fk_parent', 'name']::text[], false,
      'mapped', 1, ARRAY['public.tb_folder']::text[], 'f.fk_parent = p.pk_folder, pk_folder = f.pk_folder, pk_ancestor = p.pk_folder'),
    ('public.tv_ancestor', 'public.tb_folder', ARRAY['p']::text[], ARRAY['pk_folder', 'fk_parent', 'name']::text[], false,
      'mapped', 2, ARRAY['public.tb_folder', 'public.tb_folder', 'public.tb_folder']::text[], 'above by pk_folder of tb_folder from p.pk_folder, p.fk_parent = above.fk_parent, f.fk_parent = p.pk_folder, pk_folder = f.pk_folder, pk_ancestor = p.pk_folder'),
    ('public.tv_ancestor', 'public.tb_folder', ARRAY['p']::text[], ARRAY['pk_folder', 'fk_parent', 'name']::text[], false,
      'mapped', 3, ARRAY['public.tv_ancestor']::text[], 'old_row.pk_ancestor = p.pk_folder, pk_folder = old_row.pk_folder, pk_ancestor = old_row.pk_ancestor'),
    ('public.tv_ancestor', 'public.tb_folder', ARRAY['p']::text[], ARRAY['pk_folder', 'fk_parent', 'name']::text[], false,
      'mapped', 1, ARRAY['public.tb_folder', 'public.tb_folder', 'public.tb_folder']::text[], 'f.fk_parent = p.pk_folder, below by fk_parent of tb_folder from p.fk_parent, p.pk_folder = below.fk_parent, pk_folder = f.pk_folder, pk_ancestor = p.pk_folder'),
    ('public.tv_ancestor', 'public.tb_folder', ARRAY['p']::text[], ARRAY['pk_folder', 'fk_parent', 'name']::text[], false,
      'mapped', 2, ARRAY['public.tb_folder', 'public.tv_ancestor']::text[], 'f.fk_parent = p.pk_folder, old_row.pk_folder = f.pk_folder, pk_folder = old_row.pk_folder, pk_ancestor = old_row.pk_ancestor'),
    ('public.tv_ancestor', 'public.tb_folder', ARRAY['p']::text[], ARRAY['pk_folder', 'fk_parent', 'name']::text[], false,
      'mapped', 3, ARRAY['public.tb_folder', 'public.tb_folder', 'public.tb_folder', 'public.tb_folder', 'public.tb_folder']::text[], 'below by fk_parent of tb_folder from p.fk_parent, p.pk_folder = below.fk_parent, above by pk_folder of tb_folder from p.pk_folder, p_2.fk_parent = above.fk_parent, f.fk_parent = p_2.pk_folder, pk_folder = f.pk_folder, pk_ancestor = p.pk_folder'),
    ('public.tv_ancestor', 'public.tb_folder', ARRAY['p']::text[], ARRAY['pk_folder', 'fk_parent', 'name']::text[], false,
      'mapped', 4, ARRAY['public.tb_folder', 'public.tb_folder', 'public.tv_ancestor']::text[], 'below by fk_parent of tb_folder from p.fk_parent, p.pk_folder = below.fk_parent, old_row.pk_ancestor = p.pk_folder, pk_folder = old_row.pk_folder, pk_ancestor = old_row.pk_ancestor'),
    ('public.tv_tree', 'public.tb_folder', ARRAY['f']::text[], ARRAY['pk_folder', 'size']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_tree = f.pk_folder'),
    ('public.tv_tree', 'public.tb_folder', ARRAY['f']::text[], ARRAY['pk_folder', 'fk_parent', 'size']::text[], false,
      'mapped', 1, ARRAY['public.tb_folder', 'public.tb_folder']::text[], 'above by fk_parent of tb_folder from f.fk_parent, f.pk_folder = above.pk_folder, pk_tree = f.pk_folder'),
    ('public.tv_tree', 'public.tb_folder', ARRAY['f']::text[], ARRAY['pk_folder', 'fk_parent', 'size']::text[], false,
      'mapped', 2, ARRAY['public.tb_folder', 'public.tb_folder']::text[], 'above by fk_parent of tb_folder from f.fk_parent, f.pk_folder = above.pk_folder, pk_tree = f.pk_folder')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_ancestor', 'public.tb_folder', 'btree', ARRAY['pk_folder'], false, 'CREATE INDEX tb_folder_pk_folder_idx ON public.tb_folder (pk_folder);'),
    (2, 'public.tv_ancestor', 'public.tb_folder', 'btree', ARRAY['fk_parent'], false, 'CREATE INDEX tb_folder_fk_parent_idx ON public.tb_folder (fk_parent);'),
    (3, 'public.tv_tree', 'public.tb_folder', 'btree', ARRAY['pk_folder'], false, 'CREATE INDEX tb_folder_pk_folder_idx ON public.tb_folder (pk_folder);')
$function$;

-- The highest number of a class of locks.
CREATE FUNCTION tviews.built_lock_classes() RETURNS integer
LANGUAGE sql IMMUTABLE
AS 'SELECT 13';

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_folder', 'not-null', ARRAY['pk_folder']),
    ('public.tb_folder', 'unique', ARRAY['pk_folder'])
$function$;

-- public.tv_ancestor, key (pk_folder, pk_ancestor).
CREATE FUNCTION tviews.activate_tv_ancestor() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_ancestor', 'public.v_ancestor', 'pk_folder, pk_ancestor, name', $definition$
SELECT *
FROM (
WITH RECURSIVE above AS (
  SELECT f.pk_folder, p.pk_folder AS pk_ancestor, p.fk_parent, p.name
  FROM tb_folder f
  JOIN tb_folder p ON p.pk_folder = f.fk_parent
  UNION
  SELECT a.pk_folder, p.pk_folder, p.fk_parent, p.name FROM above a JOIN tb_folder p ON p.pk_folder = a.fk_parent
)
SELECT pk_folder, pk_ancestor, name FROM above
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_ancestor') IS NULL THEN
  CREATE TABLE public.tv_ancestor (LIKE public.v_ancestor) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_ancestor') THEN
    INSERT INTO public.tv_ancestor SELECT * FROM public.v_ancestor;
  END IF;
  PERFORM tviews.put_key('activate_tv_ancestor', 'public.tv_ancestor', 'PRIMARY KEY (pk_folder, pk_ancestor)');
  ANALYZE public.tv_ancestor;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_ancestor', 'public.tv_ancestor', 'public.v_ancestor', 'PRIMARY KEY (pk_folder, pk_ancestor)') THEN
  IF tviews.fill_now('activate_tv_ancestor') THEN
    INSERT INTO public.tv_ancestor SELECT * FROM public.v_ancestor;
  END IF;
  PERFORM tviews.put_key('activate_tv_ancestor', 'public.tv_ancestor', 'PRIMARY KEY (pk_folder, pk_ancestor)');
END IF;

-- Makes the rows of public.tv_ancestor with these keys equal to those of public.v_ancestor, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_ancestor(p_keys_1 integer[], p_keys_2 integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone_1 integer[];
  v_gone_2 integer[];
  v_twice text;
BEGIN
  -- No constraint proves that the key is unique.
  SELECT concat_ws(', ', k.pk_folder, k.pk_ancestor) INTO v_twice
  FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_folder, pk_ancestor)
  JOIN public.v_ancestor AS v ON v.pk_folder = k.pk_folder AND v.pk_ancestor = k.pk_ancestor
  GROUP BY k.pk_folder, k.pk_ancestor
  HAVING count(*) > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_ancestor', v_twice);
  END IF;

  -- In one pass: to look up a single key would compute as much of the view.
  WITH fresh AS MATERIALIZED (
    SELECT v.pk_folder, v.pk_ancestor, v.name
    FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_folder, pk_ancestor)
    JOIN public.v_ancestor AS v ON v.pk_folder = k.pk_folder AND v.pk_ancestor = k.pk_ancestor
  ), written AS (
    INSERT INTO public.tv_ancestor AS t (pk_folder, pk_ancestor, name)
    SELECT * FROM fresh
    ON CONFLICT (pk_folder, pk_ancestor)
    DO UPDATE SET name = excluded.name
    WHERE t.* *<> excluded.*
  )
  SELECT array_agg(gone.pk_folder), array_agg(gone.pk_ancestor)
  INTO v_gone_1, v_gone_2
  FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_folder, fresh.pk_ancestor FROM fresh) AS gone (pk_folder, pk_ancestor);

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_ancestor AS t
    USING unnest(v_gone_1, v_gone_2) AS k (pk_folder, pk_ancestor)
    WHERE t.pk_folder = k.pk_folder AND t.pk_ancestor = k.pk_ancestor;
  END IF;
END
$function$;

-- Makes all rows of public.tv_ancestor equal to those of public.v_ancestor, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_ancestor() RETURNS void
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
DECLARE
  v_twice text;
BEGIN
  SELECT concat_ws(', ', v.pk_folder, v.pk_ancestor) INTO v_twice
  FROM public.v_ancestor AS v
  GROUP BY v.pk_folder, v.pk_ancestor
  HAVING count(*) > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_ancestor', v_twice);
  END IF;

  DELETE FROM public.tv_ancestor AS t
  USING (
    SELECT t.pk_folder, t.pk_ancestor FROM public.tv_ancestor AS t
    EXCEPT
    SELECT v.pk_folder, v.pk_ancestor FROM public.v_ancestor AS v
  ) AS k (pk_folder, pk_ancestor)
  WHERE t.pk_folder = k.pk_folder AND t.pk_ancestor = k.pk_ancestor;

  INSERT INTO public.tv_ancestor AS t (pk_folder, pk_ancestor, name)
  SELECT v.pk_folder, v.pk_ancestor, v.name
  FROM public.v_ancestor AS v
  ON CONFLICT (pk_folder, pk_ancestor)
  DO UPDATE SET name = excluded.name
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_ancestor out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_ancestor(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_f_pk_folder integer[];
  v_f_fk_parent integer[];
  v_p_pk_folder integer[];
  v_route_3_1 integer[];
  v_p_fk_parent integer[];
  v_keys_1 integer[];
  v_keys_2 integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_folder f (pk_folder, fk_parent)'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'tb_folder f (pk_folder, fk_parent)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_folder p (pk_folder)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_folder p (pk_folder, fk_parent)'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'tb_folder p (pk_folder, fk_parent)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_f_pk_folder, v_f_fk_parent, v_p_pk_folder, v_route_3_1, v_p_fk_parent, v_keys_1, v_keys_2
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2), tviews.class_lock_id(3), tviews.class_lock_id(4), tviews.class_lock_id(5), tviews.class_lock_id(6), tviews.class_lock_id(7), tviews.class_lock_id(8), tviews.class_lock_id(9), tviews.class_lock_id(10), tviews.class_lock_id(11)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_ancestor');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_ancestor();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_folder (fk_parent), public.tb_folder (pk_folder), public.tb_folder
  IF v_f_pk_folder IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(2, hash_record(ROW (changed.fk_parent)))
      FROM unnest(v_f_pk_folder, v_f_fk_parent) AS changed (pk_folder, fk_parent)
    );
  END IF;
  IF v_p_pk_folder IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.pk_folder)))
      FROM unnest(v_p_pk_folder) AS changed (pk_folder)
      UNION ALL
      SELECT tviews.lock_id(3, 1)
      FROM unnest(v_p_pk_folder) AS changed (pk_folder)
    );
  END IF;
  IF v_route_3_1 IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.pk_folder)))
      FROM unnest(v_route_3_1, v_p_fk_parent) AS changed (pk_folder, fk_parent)
      UNION ALL
      SELECT tviews.lock_id(1, hash_record(ROW (changed.pk_folder)))
      FROM unnest(v_route_3_1, v_p_fk_parent) AS changed (pk_folder, fk_parent)
      UNION ALL
      SELECT tviews.lock_id(3, 1)
      FROM unnest(v_route_3_1, v_p_fk_parent) AS changed (pk_folder, fk_parent)
      UNION ALL
      SELECT tviews.lock_id(3, 1)
      FROM unnest(v_route_3_1, v_p_fk_parent) AS changed (pk_folder, fk_parent)
    );
  END IF;
  v_held := v_held || tviews.hold(tviews.links_between(v_links, 1, 3), v_lookups, p_most - cardinality(v_held));

  -- Looked up below, and changed by this transaction: public.tb_folder
  v_lookups := '{}';
  IF v_f_pk_folder IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(4, 1)
      FROM public.tb_folder AS p
      WHERE p.pk_folder = ANY (v_f_fk_parent)
    );
  END IF;
  IF v_p_pk_folder IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(4, 1)
      FROM unnest(v_p_pk_folder) AS changed (pk_folder)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (fk_parent) AS (
          SELECT changed.pk_folder
          UNION
          SELECT r.pk_folder FROM met JOIN public.tb_folder AS r ON r.fk_parent = met.fk_parent
        )
        TABLE met
      ) AS above
    );
  END IF;
  IF v_route_3_1 IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(4, 1)
      FROM public.tb_folder AS f
      WHERE f.fk_parent = ANY (v_route_3_1)
      UNION ALL
      SELECT tviews.lock_id(4, 1)
      FROM unnest(v_route_3_1, v_p_fk_parent) AS changed (pk_folder, fk_parent)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (fk_parent) AS (
          SELECT changed.fk_parent
          UNION
          SELECT r.fk_parent FROM met JOIN public.tb_folder AS r ON r.pk_folder = met.fk_parent
        )
        TABLE met
      ) AS below
      UNION ALL
      SELECT tviews.lock_id(4, 1)
      FROM unnest(v_route_3_1, v_p_fk_parent) AS changed (pk_folder, fk_parent)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (fk_parent) AS (
          SELECT changed.fk_parent
          UNION
          SELECT r.fk_parent FROM met JOIN public.tb_folder AS r ON r.pk_folder = met.fk_parent
        )
        TABLE met
      ) AS below
    );
  END IF;
  v_held := v_held || tviews.hold(tviews.links_between(v_links, 4, 4), v_lookups, p_most - cardinality(v_held));

  -- Looked up below, and changed by this transaction: public.tb_folder (fk_parent), public.tb_folder
  v_lookups := '{}';
  IF v_f_pk_folder IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(6, 1)
      FROM public.tb_folder AS p
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (fk_parent) AS (
          SELECT p.fk_parent
          UNION
          SELECT r.fk_parent FROM met JOIN public.tb_folder AS r ON r.pk_folder = met.fk_parent
        )
        TABLE met
      ) AS below
      WHERE p.pk_folder = ANY (v_f_fk_parent)
    );
  END IF;
  IF v_p_pk_folder IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(5, hash_record(ROW (p.pk_folder)))
      FROM unnest(v_p_pk_folder) AS changed (pk_folder)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (fk_parent) AS (
          SELECT changed.pk_folder
          UNION
          SELECT r.pk_folder FROM met JOIN public.tb_folder AS r ON r.fk_parent = met.fk_parent
        )
        TABLE met
      ) AS above
      JOIN public.tb_folder AS p ON p.fk_parent = above.fk_parent
    );
  END IF;
  IF v_route_3_1 IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(6, 1)
      FROM unnest(v_route_3_1, v_p_fk_parent) AS changed (pk_folder, fk_parent)
      JOIN public.tb_folder AS f ON f.fk_parent = changed.pk_folder
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (fk_parent) AS (
          SELECT changed.fk_parent
          UNION
          SELECT r.fk_parent FROM met JOIN public.tb_folder AS r ON r.pk_folder = met.fk_parent
        )
        TABLE met
      ) AS below
      UNION ALL
      SELECT tviews.lock_id(6, 1)
      FROM unnest(v_route_3_1, v_p_fk_parent) AS changed (pk_folder, fk_parent)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (fk_parent) AS (
          SELECT changed.fk_parent
          UNION
          SELECT r.fk_parent FROM met JOIN public.tb_folder AS r ON r.pk_folder = met.fk_parent
        )
        TABLE met
      ) AS below
      JOIN public.tb_folder AS p ON p.pk_folder = below.fk_parent
    );
  END IF;
  v_held := v_held || tviews.hold(tviews.links_between(v_links, 5, 6), v_lookups, p_most - cardinality(v_held));

  -- Looked up below, and changed by this transaction: public.tb_folder
  v_lookups := '{}';
  IF v_route_3_1 IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(7, 1)
      FROM unnest(v_route_3_1, v_p_fk_parent) AS changed (pk_folder, fk_parent)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (fk_parent) AS (
          SELECT changed.fk_parent
          UNION
          SELECT r.fk_parent FROM met JOIN public.tb_folder AS r ON r.pk_folder = met.fk_parent
        )
        TABLE met
      ) AS below
      JOIN public.tb_folder AS p ON p.pk_folder = below.fk_parent
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (fk_parent) AS (
          SELECT changed.pk_folder
          UNION
          SELECT r.pk_folder FROM met JOIN public.tb_folder AS r ON r.fk_parent = met.fk_parent
        )
        TABLE met
      ) AS above
    );
  END IF;
  v_held := v_held || tviews.hold(tviews.links_between(v_links, 7, 7), v_lookups, p_most - cardinality(v_held));

  -- Looked up below, and changed by this transaction: public.tb_folder (fk_parent)
  v_lookups := '{}';
  IF v_route_3_1 IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(8, hash_record(ROW (p_2.pk_folder)))
      FROM unnest(v_route_3_1, v_p_fk_parent) AS changed (pk_folder, fk_parent)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (fk_parent) AS (
          SELECT changed.fk_parent
          UNION
          SELECT r.fk_parent FROM met JOIN public.tb_folder AS r ON r.pk_folder = met.fk_parent
        )
        TABLE met
      ) AS below
      JOIN public.tb_folder AS p ON p.pk_folder = below.fk_parent
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (fk_parent) AS (
          SELECT changed.pk_folder
          UNION
          SELECT r.pk_folder FROM met JOIN public.tb_folder AS r ON r.fk_parent = met.fk_parent
        )
        TABLE met
      ) AS above
      JOIN public.tb_folder AS p_2 ON p_2.fk_parent = above.fk_parent
    );
  END IF;
  v_held := v_held || tviews.hold(tviews.links_between(v_links, 8, 8), v_lookups, p_most - cardinality(v_held));

  -- tb_folder f:
  --   pk_folder = f.pk_folder, pk_ancestor = f.fk_parent
  --   p.pk_folder = f.fk_parent, below by fk_parent of tb_folder from p.fk_parent, p_2.pk_folder = below.fk_parent, pk_folder = f.pk_folder, pk_ancestor = p_2.pk_folder
  IF v_f_pk_folder IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(changed.pk_folder), v_keys_2 || array_agg(changed.fk_parent)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_f_pk_folder, v_f_fk_parent) AS changed (pk_folder, fk_parent)
    WHERE changed.fk_parent IS NOT NULL;
    SELECT v_keys_1 || array_agg(changed.pk_folder), v_keys_2 || array_agg(p_2.pk_folder)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_f_pk_folder, v_f_fk_parent) AS changed (pk_folder, fk_parent)
    JOIN public.tb_folder AS p ON p.pk_folder = changed.fk_parent
    CROSS JOIN LATERAL (
      WITH RECURSIVE met (fk_parent) AS (
        SELECT p.fk_parent
        UNION
        SELECT r.fk_parent FROM met JOIN public.tb_folder AS r ON r.pk_folder = met.fk_parent
      )
      TABLE met
    ) AS below
    JOIN public.tb_folder AS p_2 ON p_2.pk_folder = below.fk_parent;
  END IF;

  -- tb_folder p:
  --   f.fk_parent = p.pk_folder, pk_folder = f.pk_folder, pk_ancestor = p.pk_folder
  --   above by pk_folder of tb_folder from p.pk_folder, p.fk_parent = above.fk_parent, f.fk_parent = p.pk_folder, pk_folder = f.pk_folder, pk_ancestor = p.pk_folder
  IF v_p_pk_folder IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(f.pk_folder), v_keys_2 || array_agg(changed.pk_folder)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_p_pk_folder) AS changed (pk_folder)
    JOIN public.tb_folder AS f ON f.fk_parent = changed.pk_folder;
    SELECT v_keys_1 || array_agg(f.pk_folder), v_keys_2 || array_agg(changed.pk_folder)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_p_pk_folder) AS changed (pk_folder)
    CROSS JOIN LATERAL (
      WITH RECURSIVE met (fk_parent) AS (
        SELECT changed.pk_folder
        UNION
        SELECT r.pk_folder FROM met JOIN public.tb_folder AS r ON r.fk_parent = met.fk_parent
      )
      TABLE met
    ) AS above
    JOIN public.tb_folder AS p ON p.fk_parent = above.fk_parent
    JOIN public.tb_folder AS f ON f.fk_parent = p.pk_folder;
  END IF;

  -- tb_folder p:
  --   f.fk_parent = p.pk_folder, below by fk_parent of tb_folder from p.fk_parent, p.pk_folder = below.fk_parent, pk_folder = f.pk_folder, pk_ancestor = p.pk_folder
  --   below by fk_parent of tb_folder from p.fk_parent, p.pk_folder = below.fk_parent, above by pk_folder of tb_folder from p.pk_folder, p_2.fk_parent = above.fk_parent, f.fk_parent = p_2.pk_folder, pk_folder = f.pk_folder, pk_ancestor = p.pk_folder
  IF v_route_3_1 IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(f.pk_folder), v_keys_2 || array_agg(p.pk_folder)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_route_3_1, v_p_fk_parent) AS changed (pk_folder, fk_parent)
    JOIN public.tb_folder AS f ON f.fk_parent = changed.pk_folder
    CROSS JOIN LATERAL (
      WITH RECURSIVE met (fk_parent) AS (
        SELECT changed.fk_parent
        UNION
        SELECT r.fk_parent FROM met JOIN public.tb_folder AS r ON r.pk_folder = met.fk_parent
      )
      TABLE met
    ) AS below
    JOIN public.tb_folder AS p ON p.pk_folder = below.fk_parent;
    SELECT v_keys_1 || array_agg(f.pk_folder), v_keys_2 || array_agg(p.pk_folder)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_route_3_1, v_p_fk_parent) AS changed (pk_folder, fk_parent)
    CROSS JOIN LATERAL (
      WITH RECURSIVE met (fk_parent) AS (
        SELECT changed.fk_parent
        UNION
        SELECT r.fk_parent FROM met JOIN public.tb_folder AS r ON r.pk_folder = met.fk_parent
      )
      TABLE met
    ) AS below
    JOIN public.tb_folder AS p ON p.pk_folder = below.fk_parent
    CROSS JOIN LATERAL (
      WITH RECURSIVE met (fk_parent) AS (
        SELECT changed.pk_folder
        UNION
        SELECT r.pk_folder FROM met JOIN public.tb_folder AS r ON r.fk_parent = met.fk_parent
      )
      TABLE met
    ) AS above
    JOIN public.tb_folder AS p_2 ON p_2.fk_parent = above.fk_parent
    JOIN public.tb_folder AS f ON f.fk_parent = p_2.pk_folder;
  END IF;

  -- Its own rows, by public.tv_ancestor (pk_ancestor), by public.tv_ancestor (pk_folder)
  v_held := v_held || tviews.hold(ARRAY (
    SELECT tviews.lock_id(9, hash_record(ROW (k.pk_ancestor))) FROM unnest(v_keys_1, v_keys_2) AS k (pk_folder, pk_ancestor)
    UNION ALL
    SELECT tviews.lock_id(10, hash_record(ROW (k.pk_folder))) FROM unnest(v_keys_1, v_keys_2) AS k (pk_folder, pk_ancestor)
  ), ARRAY (
    SELECT tviews.lock_id(10, hash_record(ROW (changed.pk_folder)))
    FROM unnest(v_f_pk_folder, v_f_fk_parent) AS changed (pk_folder, fk_parent)
    UNION ALL
    SELECT tviews.lock_id(9, hash_record(ROW (changed.pk_folder)))
    FROM unnest(v_p_pk_folder) AS changed (pk_folder)
    UNION ALL
    SELECT tviews.lock_id(10, hash_record(ROW (f.pk_folder)))
    FROM public.tb_folder AS f
    WHERE f.fk_parent = ANY (v_route_3_1)
    UNION ALL
    SELECT tviews.lock_id(9, hash_record(ROW (p.pk_folder)))
    FROM unnest(v_route_3_1, v_p_fk_parent) AS changed (pk_folder, fk_parent)
    CROSS JOIN LATERAL (
      WITH RECURSIVE met (fk_parent) AS (
        SELECT changed.fk_parent
        UNION
        SELECT r.fk_parent FROM met JOIN public.tb_folder AS r ON r.pk_folder = met.fk_parent
      )
      TABLE met
    ) AS below
    JOIN public.tb_folder AS p ON p.pk_folder = below.fk_parent
  ), p_most - cardinality(v_held));

  -- tb_folder f: old_row.pk_folder = f.pk_folder, pk_folder = old_row.pk_folder, pk_ancestor = old_row.pk_ancestor
  IF v_f_pk_folder IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(old_row.pk_folder), v_keys_2 || array_agg(old_row.pk_ancestor)
    INTO v_keys_1, v_keys_2
    FROM public.tv_ancestor AS old_row
    WHERE old_row.pk_folder = ANY (v_f_pk_folder);
  END IF;

  -- tb_folder p: old_row.pk_ancestor = p.pk_folder, pk_folder = old_row.pk_folder, pk_ancestor = old_row.pk_ancestor
  IF v_p_pk_folder IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(old_row.pk_folder), v_keys_2 || array_agg(old_row.pk_ancestor)
    INTO v_keys_1, v_keys_2
    FROM public.tv_ancestor AS old_row
    WHERE old_row.pk_ancestor = ANY (v_p_pk_folder);
  END IF;

  -- tb_folder p:
  --   f.fk_parent = p.pk_folder, old_row.pk_folder = f.pk_folder, pk_folder = old_row.pk_folder, pk_ancestor = old_row.pk_ancestor
  --   below by fk_parent of tb_folder from p.fk_parent, p.pk_folder = below.fk_parent, old_row.pk_ancestor = p.pk_folder, pk_folder = old_row.pk_folder, pk_ancestor = old_row.pk_ancestor
  IF v_route_3_1 IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(old_row.pk_folder), v_keys_2 || array_agg(old_row.pk_ancestor)
    INTO v_keys_1, v_keys_2
    FROM public.tb_folder AS f
    JOIN public.tv_ancestor AS old_row ON old_row.pk_folder = f.pk_folder
    WHERE f.fk_parent = ANY (v_route_3_1);
    SELECT v_keys_1 || array_agg(old_row.pk_folder), v_keys_2 || array_agg(old_row.pk_ancestor)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_route_3_1, v_p_fk_parent) AS changed (pk_folder, fk_parent)
    CROSS JOIN LATERAL (
      WITH RECURSIVE met (fk_parent) AS (
        SELECT changed.fk_parent
        UNION
        SELECT r.fk_parent FROM met JOIN public.tb_folder AS r ON r.pk_folder = met.fk_parent
      )
      TABLE met
    ) AS below
    JOIN public.tb_folder AS p ON p.pk_folder = below.fk_parent
    JOIN public.tv_ancestor AS old_row ON old_row.pk_ancestor = p.pk_folder;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(11, hash_record(ROW (k.pk_folder, k.pk_ancestor))) FROM unnest(v_keys_1, v_keys_2) AS k (pk_folder, pk_ancestor)
  ), p_most - cardinality(v_held));
  IF pg_sequence_last_value('tviews.traced_since') IS NOT NULL THEN
    PERFORM tviews.leave_trace(v_held);
  END IF;
  IF cardinality(v_keys_1) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(1, ARRAY[v_keys_1::text[], v_keys_2::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_apart(1, ARRAY[v_keys_1::text[], v_keys_2::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_ancestor(v_keys_1, v_keys_2);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_ancestor, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_ancestor() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT ARRAY[
  -- tv_ancestor looks rows up by it
  ARRAY[$definition$CREATE INDEX ON public.tv_ancestor USING btree (pk_ancestor)$definition$, NULL, 'pk_ancestor']
]
$activate$;

-- public.tv_tree, key (pk_tree).
CREATE FUNCTION tviews.activate_tv_tree() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_tree', 'public.v_tree', 'pk_tree, folders, size', $definition$
SELECT *
FROM (
WITH RECURSIVE below AS (
  SELECT f.pk_folder AS pk_tree, f.pk_folder, f.size FROM tb_folder f
  UNION
  SELECT b.pk_tree, f.pk_folder, f.size FROM below b JOIN tb_folder f ON f.fk_parent = b.pk_folder
)
SELECT pk_tree, count(*) AS folders, sum(size) AS size FROM below GROUP BY pk_tree
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_tree') IS NULL THEN
  CREATE TABLE public.tv_tree (LIKE public.v_tree) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_tree') THEN
    INSERT INTO public.tv_tree SELECT * FROM public.v_tree;
  END IF;
  PERFORM tviews.put_key('activate_tv_tree', 'public.tv_tree', 'PRIMARY KEY (pk_tree)');
  ANALYZE public.tv_tree;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_tree', 'public.tv_tree', 'public.v_tree', 'PRIMARY KEY (pk_tree)') THEN
  IF tviews.fill_now('activate_tv_tree') THEN
    INSERT INTO public.tv_tree SELECT * FROM public.v_tree;
  END IF;
  PERFORM tviews.put_key('activate_tv_tree', 'public.tv_tree', 'PRIMARY KEY (pk_tree)');
END IF;

-- Makes the rows of public.tv_tree with these keys equal to those of public.v_tree, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_tree(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  -- In one pass: to look up a single key would compute as much of the view.
  WITH fresh AS MATERIALIZED (
    SELECT v.pk_tree, v.folders, v.size
    FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_tree)
    JOIN public.v_tree AS v ON v.pk_tree = k.pk_tree
  ), written AS (
    INSERT INTO public.tv_tree AS t (pk_tree, folders, size)
    SELECT * FROM fresh
    ON CONFLICT (pk_tree)
    DO UPDATE SET folders = excluded.folders, size = excluded.size
    WHERE t.* *<> excluded.*
  )
  SELECT array_agg(gone.pk_tree)
  INTO v_gone
  FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_tree FROM fresh) AS gone (pk_tree);

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_tree AS t
    USING unnest(v_gone) AS k (pk_tree)
    WHERE t.pk_tree = k.pk_tree;
  END IF;
END
$function$;

-- Makes all rows of public.tv_tree equal to those of public.v_tree, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_tree() RETURNS void
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
  DELETE FROM public.tv_tree AS t
  USING (
    SELECT t.pk_tree FROM public.tv_tree AS t
    EXCEPT
    SELECT v.pk_tree FROM public.v_tree AS v
  ) AS k (pk_tree)
  WHERE t.pk_tree = k.pk_tree;

  INSERT INTO public.tv_tree AS t (pk_tree, folders, size)
  SELECT v.pk_tree, v.folders, v.size
  FROM public.v_tree AS v
  ON CONFLICT (pk_tree)
  DO UPDATE SET folders = excluded.folders, size = excluded.size
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_tree out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_tree(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_f_pk_folder integer[];
  v_f_fk_parent integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_folder f (pk_folder)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_folder f (fk_parent)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_f_pk_folder, v_f_fk_parent, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(12), tviews.class_lock_id(13)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_tree');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_tree();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_folder
  IF v_f_fk_parent IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(12, 1)
      FROM unnest(v_f_fk_parent) AS changed (fk_parent)
      UNION ALL
      SELECT tviews.lock_id(12, 1)
      FROM unnest(v_f_fk_parent) AS changed (fk_parent)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (pk_folder) AS (
          SELECT changed.fk_parent
          UNION
          SELECT r.fk_parent FROM met JOIN public.tb_folder AS r ON r.pk_folder = met.pk_folder
        )
        TABLE met
      ) AS above
      UNION ALL
      SELECT tviews.lock_id(12, 1)
      FROM unnest(v_f_fk_parent) AS changed (fk_parent)
      UNION ALL
      SELECT tviews.lock_id(12, 1)
      FROM unnest(v_f_fk_parent) AS changed (fk_parent)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (pk_folder) AS (
          SELECT changed.fk_parent
          UNION
          SELECT r.fk_parent FROM met JOIN public.tb_folder AS r ON r.pk_folder = met.pk_folder
        )
        TABLE met
      ) AS above
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_folder f: pk_tree = f.pk_folder
  IF v_f_pk_folder IS NOT NULL THEN
    v_keys := v_keys || v_f_pk_folder;
  END IF;

  -- tb_folder f:
  --   above by fk_parent of tb_folder from f.fk_parent, f.pk_folder = above.pk_folder, pk_tree = f.pk_folder
  --   above by fk_parent of tb_folder from f.fk_parent, f.pk_folder = above.pk_folder, pk_tree = f.pk_folder
  IF v_f_fk_parent IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT f.pk_folder
      FROM unnest(v_f_fk_parent) AS changed (fk_parent)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (pk_folder) AS (
          SELECT changed.fk_parent
          UNION
          SELECT r.fk_parent FROM met JOIN public.tb_folder AS r ON r.pk_folder = met.pk_folder
        )
        TABLE met
      ) AS above
      JOIN public.tb_folder AS f ON f.pk_folder = above.pk_folder
    );
    v_keys := v_keys || ARRAY (
      SELECT f.pk_folder
      FROM unnest(v_f_fk_parent) AS changed (fk_parent)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (pk_folder) AS (
          SELECT changed.fk_parent
          UNION
          SELECT r.fk_parent FROM met JOIN public.tb_folder AS r ON r.pk_folder = met.pk_folder
        )
        TABLE met
      ) AS above
      JOIN public.tb_folder AS f ON f.pk_folder = above.pk_folder
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(13, hash_record(ROW (k.pk_tree))) FROM unnest(v_keys) AS k (pk_tree)
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
    PERFORM tviews.refresh_tv_tree(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_tree, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_tree() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_folder.
CREATE FUNCTION tviews.watch_tb_folder() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_folder puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_folder() RETURNS trigger
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
      -- What tv_ancestor reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_folder, r.fk_parent FROM old_rows AS r),
      after_1 AS (SELECT r.pk_folder, r.fk_parent FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_ancestor reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_folder, r.fk_parent, r.name FROM old_rows AS r),
      after_2 AS (SELECT r.pk_folder, r.fk_parent, r.name FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      ),
      -- What tv_tree reads of the rows before and after, and where that differs.
      before_3 AS (SELECT r.pk_folder, r.size FROM old_rows AS r),
      after_3 AS (SELECT r.pk_folder, r.size FROM new_rows AS r),
      changed_3 AS (
        (TABLE before_3 EXCEPT ALL TABLE after_3) UNION ALL (TABLE after_3 EXCEPT ALL TABLE before_3)
      ),
      -- What tv_tree reads of the rows before and after, and where that differs.
      before_4 AS (SELECT r.pk_folder, r.fk_parent, r.size FROM old_rows AS r),
      after_4 AS (SELECT r.pk_folder, r.fk_parent, r.size FROM new_rows AS r),
      changed_4 AS (
        (TABLE before_4 EXCEPT ALL TABLE after_4) UNION ALL (TABLE after_4 EXCEPT ALL TABLE before_4)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_folder f (pk_folder, fk_parent)', ARRAY[array_agg(r.pk_folder)::text[], array_agg(r.fk_parent)::text[]],
        array_agg(DISTINCT r.lock_1)
          || array_agg(DISTINCT r.lock_2)
          || array_agg(DISTINCT r.lock_3)
          || array_agg(DISTINCT r.lock_4)
          || array_agg(DISTINCT r.lock_5)
          || array_agg(DISTINCT r.lock_6)
          || array_agg(DISTINCT r.lock_7)
          || array_agg(DISTINCT r.lock_8)
      FROM (SELECT DISTINCT r.pk_folder, r.fk_parent, tviews.lock_id(1, hash_record(ROW (r.fk_parent))) AS lock_1, tviews.lock_id(2, hash_record(ROW (r.pk_folder))) AS lock_2, tviews.lock_id(3, 1) AS lock_3, tviews.lock_id(4, 1) AS lock_4, tviews.lock_id(5, hash_record(ROW (r.fk_parent))) AS lock_5, tviews.lock_id(6, 1) AS lock_6, tviews.lock_id(7, 1) AS lock_7, tviews.lock_id(8, hash_record(ROW (r.fk_parent))) AS lock_8 FROM changed_1 AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 1, 'tb_folder p (pk_folder)', ARRAY[array_agg(DISTINCT r.pk_folder)::text[]],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_parent))))
          || array_agg(DISTINCT tviews.lock_id(2, hash_record(ROW (r.pk_folder))))
          || array_agg(DISTINCT tviews.lock_id(3, 1))
          || array_agg(DISTINCT tviews.lock_id(4, 1))
          || array_agg(DISTINCT tviews.lock_id(5, hash_record(ROW (r.fk_parent))))
          || array_agg(DISTINCT tviews.lock_id(6, 1))
          || array_agg(DISTINCT tviews.lock_id(7, 1))
          || array_agg(DISTINCT tviews.lock_id(8, hash_record(ROW (r.fk_parent))))
      FROM changed_2 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 1, 'tb_folder p (pk_folder, fk_parent)', ARRAY[array_agg(r.pk_folder)::text[], array_agg(r.fk_parent)::text[]],
        array_agg(DISTINCT r.lock_1)
          || array_agg(DISTINCT r.lock_2)
          || array_agg(DISTINCT r.lock_3)
          || array_agg(DISTINCT r.lock_4)
          || array_agg(DISTINCT r.lock_5)
          || array_agg(DISTINCT r.lock_6)
          || array_agg(DISTINCT r.lock_7)
          || array_agg(DISTINCT r.lock_8)
      FROM (SELECT DISTINCT r.pk_folder, r.fk_parent, tviews.lock_id(1, hash_record(ROW (r.fk_parent))) AS lock_1, tviews.lock_id(2, hash_record(ROW (r.pk_folder))) AS lock_2, tviews.lock_id(3, 1) AS lock_3, tviews.lock_id(4, 1) AS lock_4, tviews.lock_id(5, hash_record(ROW (r.fk_parent))) AS lock_5, tviews.lock_id(6, 1) AS lock_6, tviews.lock_id(7, 1) AS lock_7, tviews.lock_id(8, hash_record(ROW (r.fk_parent))) AS lock_8 FROM changed_2 AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_folder f (pk_folder)', array_agg(DISTINCT r.pk_folder)::text[],
        array_agg(DISTINCT tviews.lock_id(12, 1))
      FROM changed_3 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_folder f (fk_parent)', array_agg(DISTINCT r.fk_parent)::text[],
        array_agg(DISTINCT tviews.lock_id(12, 1))
      FROM changed_4 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_folder f (pk_folder, fk_parent)', ARRAY[array_agg(r.pk_folder)::text[], array_agg(r.fk_parent)::text[]],
        array_agg(DISTINCT r.lock_1)
          || array_agg(DISTINCT r.lock_2)
          || array_agg(DISTINCT r.lock_3)
          || array_agg(DISTINCT r.lock_4)
          || array_agg(DISTINCT r.lock_5)
          || array_agg(DISTINCT r.lock_6)
          || array_agg(DISTINCT r.lock_7)
          || array_agg(DISTINCT r.lock_8)
      FROM (SELECT DISTINCT r.pk_folder, r.fk_parent, tviews.lock_id(1, hash_record(ROW (r.fk_parent))) AS lock_1, tviews.lock_id(2, hash_record(ROW (r.pk_folder))) AS lock_2, tviews.lock_id(3, 1) AS lock_3, tviews.lock_id(4, 1) AS lock_4, tviews.lock_id(5, hash_record(ROW (r.fk_parent))) AS lock_5, tviews.lock_id(6, 1) AS lock_6, tviews.lock_id(7, 1) AS lock_7, tviews.lock_id(8, hash_record(ROW (r.fk_parent))) AS lock_8 FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 1, 'tb_folder p (pk_folder)', ARRAY[array_agg(r.pk_folder)::text[]],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_parent))))
          || array_agg(DISTINCT tviews.lock_id(2, hash_record(ROW (r.pk_folder))))
          || array_agg(DISTINCT tviews.lock_id(3, 1))
          || array_agg(DISTINCT tviews.lock_id(4, 1))
          || array_agg(DISTINCT tviews.lock_id(5, hash_record(ROW (r.fk_parent))))
          || array_agg(DISTINCT tviews.lock_id(6, 1))
          || array_agg(DISTINCT tviews.lock_id(7, 1))
          || array_agg(DISTINCT tviews.lock_id(8, hash_record(ROW (r.fk_parent))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 1, 'tb_folder p (pk_folder, fk_parent)', ARRAY[array_agg(r.pk_folder)::text[], array_agg(r.fk_parent)::text[]],
        array_agg(DISTINCT r.lock_1)
          || array_agg(DISTINCT r.lock_2)
          || array_agg(DISTINCT r.lock_3)
          || array_agg(DISTINCT r.lock_4)
          || array_agg(DISTINCT r.lock_5)
          || array_agg(DISTINCT r.lock_6)
          || array_agg(DISTINCT r.lock_7)
          || array_agg(DISTINCT r.lock_8)
      FROM (SELECT DISTINCT r.pk_folder, r.fk_parent, tviews.lock_id(1, hash_record(ROW (r.fk_parent))) AS lock_1, tviews.lock_id(2, hash_record(ROW (r.pk_folder))) AS lock_2, tviews.lock_id(3, 1) AS lock_3, tviews.lock_id(4, 1) AS lock_4, tviews.lock_id(5, hash_record(ROW (r.fk_parent))) AS lock_5, tviews.lock_id(6, 1) AS lock_6, tviews.lock_id(7, 1) AS lock_7, tviews.lock_id(8, hash_record(ROW (r.fk_parent))) AS lock_8 FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_folder f (pk_folder)', array_agg(r.pk_folder)::text[],
        array_agg(DISTINCT tviews.lock_id(12, 1))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_folder f (fk_parent)', array_agg(DISTINCT r.fk_parent)::text[],
        array_agg(DISTINCT tviews.lock_id(12, 1))
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_folder', 'enqueue_tb_folder', 'tviews_tb_folder', true);
RETURN false;
END
$activate$;
