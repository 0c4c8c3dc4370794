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
    (1, 'public.tv_reach', 'public.v_reach', false, ARRAY['fk_from', 'fk_to'], 'r.fk_from = k.fk_from AND r.fk_to = k.fk_to',
      'jsonb_build_object(''fk_from'', CAST($1[1][n] AS integer), ''fk_to'', CAST($1[2][n] AS integer))', 'tviews.refresh_tv_reach(ARRAY(SELECT unnest($1[1:1]))::integer[], ARRAY(SELECT unnest($1[2:2]))::integer[])',
      ARRAY['public.tb_edge']::text[], 'activate_tv_reach', 'equip_tv_reach', ARRAY['drain_tv_reach', 'refresh_tv_reach', 'rebuild_tv_reach'], 'drain_tv_reach',
      false, false, 0),
    (2, 'public.tv_stop', 'public.v_stop', false, ARRAY['pk_stop'], 'r.pk_stop = k.pk_stop',
      'jsonb_build_object(''pk_stop'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_stop(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_edge', 'public.tb_stop']::text[], 'activate_tv_stop', 'equip_tv_stop', ARRAY['drain_tv_stop', 'refresh_tv_stop', 'rebuild_tv_stop'], 'drain_tv_stop',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_edge', ARRAY['fk_from', 'fk_to']::text[], ARRAY['integer', 'integer']::text[], 'tviews_tb_edge', 'enqueue_tb_edge', NULL, true, 'watch_tb_edge'),
    ('public.tb_stop', ARRAY['name', 'pk_stop']::text[], ARRAY['text', 'integer']::text[], 'tviews_tb_stop', 'enqueue_tb_stop', NULL, true, 'watch_tb_stop')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_reach', 'public.tb_edge', ARRAY['tb_edge', 'e']::text[], ARRAY['fk_from', 'fk_to']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'fk_from = changed.fk_from, fk_to = changed.fk_to'),
    ('public.tv_reach', 'public.tb_edge', ARRAY['tb_edge', 'e']::text[], ARRAY['fk_from', 'fk_to']::text[], false,
      'mapped', 2, ARRAY['public.tb_edge', 'public.tb_edge']::text[], 'below by fk_to of tb_edge from changed.fk_to, e.fk_from = below.fk_to, fk_from = changed.fk_from, fk_to = e.fk_to'),
    ('public.tv_reach', 'public.tb_edge', ARRAY['tb_edge', 'e']::text[], ARRAY['fk_from', 'fk_to']::text[], false,
      'mapped', 3, ARRAY['public.tv_reach']::text[], 'old_row.fk_from = changed.fk_from, fk_from = old_row.fk_from, fk_to = old_row.fk_to'),
    ('public.tv_reach', 'public.tb_edge', ARRAY['tb_edge', 'e']::text[], ARRAY['fk_from', 'fk_to']::text[], false,
      'mapped', 4, ARRAY['public.tb_edge', 'public.tb_edge']::text[], 'above by fk_from of tb_edge from changed.fk_from, tb_edge.fk_to = above.fk_to, fk_from = tb_edge.fk_from, fk_to = changed.fk_to'),
    ('public.tv_reach', 'public.tb_edge', ARRAY['tb_edge', 'e']::text[], ARRAY['fk_from', 'fk_to']::text[], false,
      'mapped', 5, ARRAY['public.tv_reach']::text[], 'old_row.fk_to = changed.fk_to, fk_from = old_row.fk_from, fk_to = old_row.fk_to'),
    ('public.tv_reach', 'public.tb_edge', ARRAY['tb_edge', 'e']::text[], ARRAY['fk_from', 'fk_to']::text[], false,
      'mapped', 6, ARRAY['public.tb_edge', 'public.tb_edge', 'public.tb_edge', 'public.tb_edge']::text[], 'above by fk_from of tb_edge from changed.fk_from, tb_edge.fk_to = above.fk_to, below by fk_to of tb_edge from changed.fk_to, e.fk_from = below.fk_to, fk_from = tb_edge.fk_from, fk_to = e.fk_to'),
    ('public.tv_reach', 'public.tb_edge', ARRAY['tb_edge', 'e']::text[], ARRAY['fk_from', 'fk_to']::text[], false,
      'mapped', 7, ARRAY['public.tb_edge', 'public.tb_edge', 'public.tv_reach']::text[], 'above by fk_from of tb_edge from changed.fk_from, tb_edge.fk_to = above.fk_to, old_row.fk_from = tb_edge.fk_from, fk_from = old_row.fk_from, fk_to = old_row.fk_to'),
    ('public.tv_stop', 'public.tb_edge', ARRAY['e']::text[], ARRAY['fk_from', 'fk_to']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_stop = e.fk_from'),
    ('public.tv_stop', 'public.tb_edge', ARRAY['e']::text[], ARRAY['fk_from', 'fk_to']::text[], false,
      'mapped', 2, ARRAY['public.tb_edge', 'public.tb_edge']::text[], 'above by fk_from of tb_edge from e.fk_from, e.fk_to = above.fk_to, pk_stop = e.fk_from'),
    ('public.tv_stop', 'public.tb_edge', ARRAY['e']::text[], ARRAY['fk_from', 'fk_to']::text[], false,
      'mapped', 3, ARRAY['public.tb_edge', 'public.tb_edge']::text[], 'above by fk_from of tb_edge from e.fk_from, e.fk_to = above.fk_to, pk_stop = e.fk_from'),
    ('public.tv_stop', 'public.tb_stop', ARRAY['s', 't']::text[], ARRAY['pk_stop', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_stop = changed.pk_stop'),
    ('public.tv_stop', 'public.tb_stop', ARRAY['s', 't']::text[], ARRAY['pk_stop', 'name']::text[], false,
      'mapped', 2, ARRAY['public.tb_edge', 'public.tb_edge', 'public.tb_edge']::text[], 'e.fk_to = changed.pk_stop, above by fk_from of tb_edge from e.fk_from, e_2.fk_to = above.fk_to, pk_stop = e_2.fk_from'),
    ('public.tv_stop', 'public.tb_stop', ARRAY['s', 't']::text[], ARRAY['pk_stop', 'name']::text[], false,
      'mapped', 3, ARRAY['public.tb_edge']::text[], 'e.fk_to = changed.pk_stop, pk_stop = e.fk_from')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_reach', 'public.tb_edge', 'btree', ARRAY['fk_from'], false, 'CREATE INDEX tb_edge_fk_from_idx ON public.tb_edge (fk_from);'),
    (2, 'public.tv_reach', 'public.tb_edge', 'btree', ARRAY['fk_to'], false, 'CREATE INDEX tb_edge_fk_to_idx ON public.tb_edge (fk_to);'),
    (3, 'public.tv_stop', 'public.tb_edge', 'btree', ARRAY['fk_from'], false, 'CREATE INDEX tb_edge_fk_from_idx ON public.tb_edge (fk_from);'),
    (4, 'public.tv_stop', 'public.tb_edge', 'btree', ARRAY['fk_to'], false, 'CREATE INDEX tb_edge_fk_to_idx ON public.tb_edge (fk_to);'),
    (5, 'public.tv_stop', 'public.tb_stop', 'btree', ARRAY['pk_stop'], false, 'CREATE INDEX tb_stop_pk_stop_idx ON public.tb_stop (pk_stop);')
$function$;

-- The highest number of a class of locks.
CREATE FUNCTION tviews.built_lock_classes() RETURNS integer
LANGUAGE sql IMMUTABLE
AS 'SELECT 7';

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_edge', 'not-null', ARRAY['fk_from']),
    ('public.tb_edge', 'not-null', ARRAY['fk_to']),
    ('public.tb_edge', 'unique', ARRAY['fk_from', 'fk_to']),
    ('public.tb_stop', 'not-null', ARRAY['pk_stop']),
    ('public.tb_stop', 'unique', ARRAY['pk_stop'])
$function$;

-- public.tv_reach, key (fk_from, fk_to).
CREATE FUNCTION tviews.activate_tv_reach() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_reach', 'public.v_reach', 'fk_from, fk_to', $definition$
SELECT *
FROM (
WITH RECURSIVE reach AS (
  SELECT fk_from, fk_to FROM tb_edge
  UNION
  SELECT r.fk_from, e.fk_to FROM reach r JOIN tb_edge e ON e.fk_from = r.fk_to
)
SELECT fk_from, fk_to FROM reach
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_reach') IS NULL THEN
  CREATE TABLE public.tv_reach (LIKE public.v_reach) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_reach') THEN
    INSERT INTO public.tv_reach SELECT * FROM public.v_reach;
  END IF;
  PERFORM tviews.put_key('activate_tv_reach', 'public.tv_reach', 'PRIMARY KEY (fk_from, fk_to)');
  ANALYZE public.tv_reach;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_reach', 'public.tv_reach', 'public.v_reach', 'PRIMARY KEY (fk_from, fk_to)') THEN
  IF tviews.fill_now('activate_tv_reach') THEN
    INSERT INTO public.tv_reach SELECT * FROM public.v_reach;
  END IF;
  PERFORM tviews.put_key('activate_tv_reach', 'public.tv_reach', 'PRIMARY KEY (fk_from, fk_to)');
END IF;

-- Makes the rows of public.tv_reach with these keys equal to those of public.v_reach, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_reach(p_keys_1 integer[], p_keys_2 integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone_1 integer[];
  v_gone_2 integer[];
BEGIN
  -- In one pass: to look up a single key would compute as much of the view.
  WITH fresh AS MATERIALIZED (
    SELECT v.fk_from, v.fk_to
    FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (fk_from, fk_to)
    JOIN public.v_reach AS v ON v.fk_from = k.fk_from AND v.fk_to = k.fk_to
  ), written AS (
    INSERT INTO public.tv_reach AS t (fk_from, fk_to)
    SELECT * FROM fresh
    ON CONFLICT (fk_from, fk_to)
    DO NOTHING
  )
  SELECT array_agg(gone.fk_from), array_agg(gone.fk_to)
  INTO v_gone_1, v_gone_2
  FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.fk_from, fresh.fk_to FROM fresh) AS gone (fk_from, fk_to);

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_reach AS t
    USING unnest(v_gone_1, v_gone_2) AS k (fk_from, fk_to)
    WHERE t.fk_from = k.fk_from AND t.fk_to = k.fk_to;
  END IF;
END
$function$;

-- Makes all rows of public.tv_reach equal to those of public.v_reach, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_reach() RETURNS void
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
  DELETE FROM public.tv_reach AS t
  USING (
    SELECT t.fk_from, t.fk_to FROM public.tv_reach AS t
    EXCEPT
    SELECT v.fk_from, v.fk_to FROM public.v_reach AS v
  ) AS k (fk_from, fk_to)
  WHERE t.fk_from = k.fk_from AND t.fk_to = k.fk_to;

  INSERT INTO public.tv_reach AS t (fk_from, fk_to)
  SELECT v.fk_from, v.fk_to
  FROM public.v_reach AS v
  ON CONFLICT (fk_from, fk_to)
  DO NOTHING;
END
$function$;

-- Takes this transaction's entries for public.tv_reach out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_reach(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_tb_edge_fk_from integer[];
  v_tb_edge_fk_to integer[];
  v_keys_1 integer[];
  v_keys_2 integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_edge e (fk_from, fk_to)'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'tb_edge e (fk_from, fk_to)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_tb_edge_fk_from, v_tb_edge_fk_to, v_keys_1, v_keys_2
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2), tviews.class_lock_id(3), tviews.class_lock_id(4)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_reach');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_reach();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_edge
  IF v_tb_edge_fk_from IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, 1)
      FROM unnest(v_tb_edge_fk_from, v_tb_edge_fk_to) AS changed (fk_from, fk_to)
      UNION ALL
      SELECT tviews.lock_id(1, 1)
      FROM unnest(v_tb_edge_fk_from, v_tb_edge_fk_to) AS changed (fk_from, fk_to)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (fk_to) AS (
          SELECT changed.fk_to
          UNION
          SELECT r.fk_to FROM met JOIN public.tb_edge AS r ON r.fk_from = met.fk_to
        )
        TABLE met
      ) AS below
      UNION ALL
      SELECT tviews.lock_id(1, 1)
      FROM unnest(v_tb_edge_fk_from, v_tb_edge_fk_to) AS changed (fk_from, fk_to)
      UNION ALL
      SELECT tviews.lock_id(1, 1)
      FROM unnest(v_tb_edge_fk_from, v_tb_edge_fk_to) AS changed (fk_from, fk_to)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (fk_to) AS (
          SELECT changed.fk_from
          UNION
          SELECT r.fk_from FROM met JOIN public.tb_edge AS r ON r.fk_to = met.fk_to
        )
        TABLE met
      ) AS above
      UNION ALL
      SELECT tviews.lock_id(1, 1)
      FROM unnest(v_tb_edge_fk_from, v_tb_edge_fk_to) AS changed (fk_from, fk_to)
      UNION ALL
      SELECT tviews.lock_id(1, 1)
      FROM unnest(v_tb_edge_fk_from, v_tb_edge_fk_to) AS changed (fk_from, fk_to)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (fk_to) AS (
          SELECT changed.fk_from
          UNION
          SELECT r.fk_from FROM met JOIN public.tb_edge AS r ON r.fk_to = met.fk_to
        )
        TABLE met
      ) AS above
      UNION ALL
      SELECT tviews.lock_id(1, 1)
      FROM unnest(v_tb_edge_fk_from, v_tb_edge_fk_to) AS changed (fk_from, fk_to)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (fk_to) AS (
          SELECT changed.fk_from
          UNION
          SELECT r.fk_from FROM met JOIN public.tb_edge AS r ON r.fk_to = met.fk_to
        )
        TABLE met
      ) AS above
      JOIN public.tb_edge AS tb_edge ON tb_edge.fk_to = above.fk_to
      UNION ALL
      SELECT tviews.lock_id(1, 1)
      FROM unnest(v_tb_edge_fk_from, v_tb_edge_fk_to) AS changed (fk_from, fk_to)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (fk_to) AS (
          SELECT changed.fk_from
          UNION
          SELECT r.fk_from FROM met JOIN public.tb_edge AS r ON r.fk_to = met.fk_to
        )
        TABLE met
      ) AS above
      JOIN public.tb_edge AS tb_edge ON tb_edge.fk_to = above.fk_to
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (fk_to) AS (
          SELECT changed.fk_to
          UNION
          SELECT r.fk_to FROM met JOIN public.tb_edge AS r ON r.fk_from = met.fk_to
        )
        TABLE met
      ) AS below
      UNION ALL
      SELECT tviews.lock_id(1, 1)
      FROM unnest(v_tb_edge_fk_from, v_tb_edge_fk_to) AS changed (fk_from, fk_to)
      UNION ALL
      SELECT tviews.lock_id(1, 1)
      FROM unnest(v_tb_edge_fk_from, v_tb_edge_fk_to) AS changed (fk_from, fk_to)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (fk_to) AS (
          SELECT changed.fk_from
          UNION
          SELECT r.fk_from FROM met JOIN public.tb_edge AS r ON r.fk_to = met.fk_to
        )
        TABLE met
      ) AS above
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_edge e:
  --   fk_from = changed.fk_from, fk_to = changed.fk_to
  --   below by fk_to of tb_edge from changed.fk_to, e.fk_from = below.fk_to, fk_from = changed.fk_from, fk_to = e.fk_to
  --   above by fk_from of tb_edge from changed.fk_from, tb_edge.fk_to = above.fk_to, fk_from = tb_edge.fk_from, fk_to = changed.fk_to
  --   above by fk_from of tb_edge from changed.fk_from, tb_edge.fk_to = above.fk_to, below by fk_to of tb_edge from changed.fk_to, e.fk_from = below.fk_to, fk_from = tb_edge.fk_from, fk_to = e.fk_to
  IF v_tb_edge_fk_from IS NOT NULL THEN
    v_keys_1 := v_keys_1 || v_tb_edge_fk_from;
    v_keys_2 := v_keys_2 || v_tb_edge_fk_to;
    SELECT v_keys_1 || array_agg(changed.fk_from), v_keys_2 || array_agg(e.fk_to)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_tb_edge_fk_from, v_tb_edge_fk_to) AS changed (fk_from, fk_to)
    CROSS JOIN LATERAL (
      WITH RECURSIVE met (fk_to) AS (
        SELECT changed.fk_to
        UNION
        SELECT r.fk_to FROM met JOIN public.tb_edge AS r ON r.fk_from = met.fk_to
      )
      TABLE met
    ) AS below
    JOIN public.tb_edge AS e ON e.fk_from = below.fk_to;
    SELECT v_keys_1 || array_agg(tb_edge.fk_from), v_keys_2 || array_agg(changed.fk_to)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_tb_edge_fk_from, v_tb_edge_fk_to) AS changed (fk_from, fk_to)
    CROSS JOIN LATERAL (
      WITH RECURSIVE met (fk_to) AS (
        SELECT changed.fk_from
        UNION
        SELECT r.fk_from FROM met JOIN public.tb_edge AS r ON r.fk_to = met.fk_to
      )
      TABLE met
    ) AS above
    JOIN public.tb_edge AS tb_edge ON tb_edge.fk_to = above.fk_to;
    SELECT v_keys_1 || array_agg(tb_edge.fk_from), v_keys_2 || array_agg(e.fk_to)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_tb_edge_fk_from, v_tb_edge_fk_to) AS changed (fk_from, fk_to)
    CROSS JOIN LATERAL (
      WITH RECURSIVE met (fk_to) AS (
        SELECT changed.fk_from
        UNION
        SELECT r.fk_from FROM met JOIN public.tb_edge AS r ON r.fk_to = met.fk_to
      )
      TABLE met
    ) AS above
    JOIN public.tb_edge AS tb_edge ON tb_edge.fk_to = above.fk_to
    CROSS JOIN LATERAL (
      WITH RECURSIVE met (fk_to) AS (
        SELECT changed.fk_to
        UNION
        SELECT r.fk_to FROM met JOIN public.tb_edge AS r ON r.fk_from = met.fk_to
      )
      TABLE met
    ) AS below
    JOIN public.tb_edge AS e ON e.fk_from = below.fk_to;
  END IF;

  -- Its own rows, by public.tv_reach (fk_from), by public.tv_reach (fk_to)
  v_held := v_held || tviews.hold(ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.fk_from))) FROM unnest(v_keys_1, v_keys_2) AS k (fk_from, fk_to)
    UNION ALL
    SELECT tviews.lock_id(3, hash_record(ROW (k.fk_to))) FROM unnest(v_keys_1, v_keys_2) AS k (fk_from, fk_to)
  ), ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (changed.fk_from)))
    FROM unnest(v_tb_edge_fk_from, v_tb_edge_fk_to) AS changed (fk_from, fk_to)
    UNION ALL
    SELECT tviews.lock_id(3, hash_record(ROW (changed.fk_to)))
    FROM unnest(v_tb_edge_fk_from, v_tb_edge_fk_to) AS changed (fk_from, fk_to)
    UNION ALL
    SELECT tviews.lock_id(2, hash_record(ROW (tb_edge.fk_from)))
    FROM unnest(v_tb_edge_fk_from, v_tb_edge_fk_to) AS changed (fk_from, fk_to)
    CROSS JOIN LATERAL (
      WITH RECURSIVE met (fk_to) AS (
        SELECT changed.fk_from
        UNION
        SELECT r.fk_from FROM met JOIN public.tb_edge AS r ON r.fk_to = met.fk_to
      )
      TABLE met
    ) AS above
    JOIN public.tb_edge AS tb_edge ON tb_edge.fk_to = above.fk_to
  ), p_most - cardinality(v_held));

  -- tb_edge e:
  --   old_row.fk_from = changed.fk_from, fk_from = old_row.fk_from, fk_to = old_row.fk_to
  --   old_row.fk_to = changed.fk_to, fk_from = old_row.fk_from, fk_to = old_row.fk_to
  --   above by fk_from of tb_edge from changed.fk_from, tb_edge.fk_to = above.fk_to, old_row.fk_from = tb_edge.fk_from, fk_from = old_row.fk_from, fk_to = old_row.fk_to
  IF v_tb_edge_fk_from IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(old_row.fk_from), v_keys_2 || array_agg(old_row.fk_to)
    INTO v_keys_1, v_keys_2
    FROM public.tv_reach AS old_row
    WHERE old_row.fk_from = ANY (v_tb_edge_fk_from);
    SELECT v_keys_1 || array_agg(old_row.fk_from), v_keys_2 || array_agg(old_row.fk_to)
    INTO v_keys_1, v_keys_2
    FROM public.tv_reach AS old_row
    WHERE old_row.fk_to = ANY (v_tb_edge_fk_to);
    SELECT v_keys_1 || array_agg(old_row.fk_from), v_keys_2 || array_agg(old_row.fk_to)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_tb_edge_fk_from, v_tb_edge_fk_to) AS changed (fk_from, fk_to)
    CROSS JOIN LATERAL (
      WITH RECURSIVE met (fk_to) AS (
        SELECT changed.fk_from
        UNION
        SELECT r.fk_from FROM met JOIN public.tb_edge AS r ON r.fk_to = met.fk_to
      )
      TABLE met
    ) AS above
    JOIN public.tb_edge AS tb_edge ON tb_edge.fk_to = above.fk_to
    JOIN public.tv_reach AS old_row ON old_row.fk_from = tb_edge.fk_from;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(4, hash_record(ROW (k.fk_from, k.fk_to))) FROM unnest(v_keys_1, v_keys_2) AS k (fk_from, fk_to)
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
    PERFORM tviews.refresh_tv_reach(v_keys_1, v_keys_2);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_reach, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_reach() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT ARRAY[
  -- tv_reach looks rows up by it
  ARRAY[$definition$CREATE INDEX ON public.tv_reach USING btree (fk_to)$definition$, NULL, 'fk_to']
]
$activate$;

-- public.tv_stop, key (pk_stop).
CREATE FUNCTION tviews.activate_tv_stop() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_stop', 'public.v_stop', 'pk_stop, name, reachable', $definition$
SELECT *
FROM (
SELECT
  s.pk_stop,
  s.name,
  ARRAY (
    WITH RECURSIVE onward AS (
      SELECT e.fk_to FROM tb_edge e WHERE e.fk_from = s.pk_stop
      UNION
      SELECT e.fk_to FROM tb_edge e JOIN onward o ON e.fk_from = o.fk_to
    )
    SELECT t.name FROM onward o JOIN tb_stop t ON t.pk_stop = o.fk_to ORDER BY t.pk_stop
  ) AS reachable
FROM tb_stop s
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_stop') IS NULL THEN
  CREATE TABLE public.tv_stop (LIKE public.v_stop) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_stop') THEN
    INSERT INTO public.tv_stop SELECT * FROM public.v_stop;
  END IF;
  PERFORM tviews.put_key('activate_tv_stop', 'public.tv_stop', 'PRIMARY KEY (pk_stop)');
  ANALYZE public.tv_stop;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_stop', 'public.tv_stop', 'public.v_stop', 'PRIMARY KEY (pk_stop)') THEN
  IF tviews.fill_now('activate_tv_stop') THEN
    INSERT INTO public.tv_stop SELECT * FROM public.v_stop;
  END IF;
  PERFORM tviews.put_key('activate_tv_stop', 'public.tv_stop', 'PRIMARY KEY (pk_stop)');
END IF;

-- Makes the rows of public.tv_stop with these keys equal to those of public.v_stop, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_stop(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_stop, v.name, v.reachable
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_stop)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_stop AS v
        WHERE v.pk_stop = k.pk_stop
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_stop AS t (pk_stop, name, reachable)
      SELECT * FROM fresh
      ON CONFLICT (pk_stop)
      DO UPDATE SET name = excluded.name, reachable = excluded.reachable
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_stop)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_stop FROM fresh) AS gone (pk_stop);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_stop, v.name, v.reachable
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_stop)
      JOIN public.v_stop AS v ON v.pk_stop = k.pk_stop
    ), written AS (
      INSERT INTO public.tv_stop AS t (pk_stop, name, reachable)
      SELECT * FROM fresh
      ON CONFLICT (pk_stop)
      DO UPDATE SET name = excluded.name, reachable = excluded.reachable
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_stop)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_stop FROM fresh) AS gone (pk_stop);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_stop AS t
    USING unnest(v_gone) AS k (pk_stop)
    WHERE t.pk_stop = k.pk_stop;
  END IF;
END
$function$;

-- Makes all rows of public.tv_stop equal to those of public.v_stop, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_stop() RETURNS void
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
  DELETE FROM public.tv_stop AS t
  USING (
    SELECT t.pk_stop FROM public.tv_stop AS t
    EXCEPT
    SELECT v.pk_stop FROM public.v_stop AS v
  ) AS k (pk_stop)
  WHERE t.pk_stop = k.pk_stop;

  INSERT INTO public.tv_stop AS t (pk_stop, name, reachable)
  SELECT v.pk_stop, v.name, v.reachable
  FROM public.v_stop AS v
  ON CONFLICT (pk_stop)
  DO UPDATE SET name = excluded.name, reachable = excluded.reachable
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_stop out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_stop(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_e_fk_from integer[];
  v_s_pk_stop integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_edge e (fk_from)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_stop s t (pk_stop)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_e_fk_from, v_s_pk_stop, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(5), tviews.class_lock_id(6), tviews.class_lock_id(7)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_stop');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_stop();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_edge (fk_to)
  IF v_s_pk_stop IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(5, hash_record(ROW (changed.pk_stop)))
      FROM unnest(v_s_pk_stop) AS changed (pk_stop)
      UNION ALL
      SELECT tviews.lock_id(5, hash_record(ROW (changed.pk_stop)))
      FROM unnest(v_s_pk_stop) AS changed (pk_stop)
    );
  END IF;
  v_held := v_held || tviews.hold(tviews.links_between(v_links, 5, 5), v_lookups, p_most - cardinality(v_held));

  -- Looked up below, and changed by this transaction: public.tb_edge
  v_lookups := '{}';
  IF v_e_fk_from IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(6, 1)
      FROM unnest(v_e_fk_from) AS changed (fk_from)
      UNION ALL
      SELECT tviews.lock_id(6, 1)
      FROM unnest(v_e_fk_from) AS changed (fk_from)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (fk_to) AS (
          SELECT changed.fk_from
          UNION
          SELECT r.fk_from FROM met JOIN public.tb_edge AS r ON r.fk_to = met.fk_to
        )
        TABLE met
      ) AS above
      UNION ALL
      SELECT tviews.lock_id(6, 1)
      FROM unnest(v_e_fk_from) AS changed (fk_from)
      UNION ALL
      SELECT tviews.lock_id(6, 1)
      FROM unnest(v_e_fk_from) AS changed (fk_from)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (fk_to) AS (
          SELECT changed.fk_from
          UNION
          SELECT r.fk_from FROM met JOIN public.tb_edge AS r ON r.fk_to = met.fk_to
        )
        TABLE met
      ) AS above
    );
  END IF;
  IF v_s_pk_stop IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(6, 1)
      FROM public.tb_edge AS e
      WHERE e.fk_to = ANY (v_s_pk_stop)
      UNION ALL
      SELECT tviews.lock_id(6, 1)
      FROM public.tb_edge AS e
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (fk_to) AS (
          SELECT e.fk_from
          UNION
          SELECT r.fk_from FROM met JOIN public.tb_edge AS r ON r.fk_to = met.fk_to
        )
        TABLE met
      ) AS above
      WHERE e.fk_to = ANY (v_s_pk_stop)
    );
  END IF;
  v_held := v_held || tviews.hold(tviews.links_between(v_links, 6, 6), v_lookups, p_most - cardinality(v_held));

  -- tb_edge e:
  --   pk_stop = e.fk_from
  --   above by fk_from of tb_edge from e.fk_from, e.fk_to = above.fk_to, pk_stop = e.fk_from
  --   above by fk_from of tb_edge from e.fk_from, e.fk_to = above.fk_to, pk_stop = e.fk_from
  IF v_e_fk_from IS NOT NULL THEN
    v_keys := v_keys || v_e_fk_from;
    v_keys := v_keys || ARRAY (
      SELECT e.fk_from
      FROM unnest(v_e_fk_from) AS changed (fk_from)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (fk_to) AS (
          SELECT changed.fk_from
          UNION
          SELECT r.fk_from FROM met JOIN public.tb_edge AS r ON r.fk_to = met.fk_to
        )
        TABLE met
      ) AS above
      JOIN public.tb_edge AS e ON e.fk_to = above.fk_to
    );
    v_keys := v_keys || ARRAY (
      SELECT e.fk_from
      FROM unnest(v_e_fk_from) AS changed (fk_from)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (fk_to) AS (
          SELECT changed.fk_from
          UNION
          SELECT r.fk_from FROM met JOIN public.tb_edge AS r ON r.fk_to = met.fk_to
        )
        TABLE met
      ) AS above
      JOIN public.tb_edge AS e ON e.fk_to = above.fk_to
    );
  END IF;

  -- tb_stop s, t:
  --   pk_stop = changed.pk_stop
  --   e.fk_to = changed.pk_stop, above by fk_from of tb_edge from e.fk_from, e_2.fk_to = above.fk_to, pk_stop = e_2.fk_from
  --   e.fk_to = changed.pk_stop, pk_stop = e.fk_from
  IF v_s_pk_stop IS NOT NULL THEN
    v_keys := v_keys || v_s_pk_stop;
    v_keys := v_keys || ARRAY (
      SELECT e_2.fk_from
      FROM public.tb_edge AS e
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (fk_to) AS (
          SELECT e.fk_from
          UNION
          SELECT r.fk_from FROM met JOIN public.tb_edge AS r ON r.fk_to = met.fk_to
        )
        TABLE met
      ) AS above
      JOIN public.tb_edge AS e_2 ON e_2.fk_to = above.fk_to
      WHERE e.fk_to = ANY (v_s_pk_stop)
    );
    v_keys := v_keys || ARRAY (
      SELECT e.fk_from
      FROM public.tb_edge AS e
      WHERE e.fk_to = ANY (v_s_pk_stop)
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(7, hash_record(ROW (k.pk_stop))) FROM unnest(v_keys) AS k (pk_stop)
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
    PERFORM tviews.refresh_tv_stop(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_stop, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_stop() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_edge.
CREATE FUNCTION tviews.watch_tb_edge() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_edge puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_edge() RETURNS trigger
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
      -- What tv_reach, tv_stop reads of the rows before and after, and where that differs.
      before AS (SELECT r.fk_from, r.fk_to FROM old_rows AS r),
      after AS (SELECT r.fk_from, r.fk_to FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_edge e (fk_from, fk_to)', ARRAY[array_agg(r.fk_from)::text[], array_agg(r.fk_to)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.fk_from, r.fk_to, tviews.lock_id(1, 1) AS lock_1 FROM changed AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_edge e (fk_from)', array_agg(DISTINCT r.fk_from)::text[],
        array_agg(DISTINCT tviews.lock_id(5, hash_record(ROW (r.fk_to))))
          || array_agg(DISTINCT tviews.lock_id(6, 1))
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_edge e (fk_from, fk_to)', ARRAY[array_agg(r.fk_from)::text[], array_agg(r.fk_to)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.fk_from, r.fk_to, tviews.lock_id(1, 1) AS lock_1 FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_edge e (fk_from)', array_agg(DISTINCT r.fk_from)::text[],
        array_agg(DISTINCT tviews.lock_id(5, hash_record(ROW (r.fk_to))))
          || array_agg(DISTINCT tviews.lock_id(6, 1))
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_edge', 'enqueue_tb_edge', 'tviews_tb_edge', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_stop.
CREATE FUNCTION tviews.watch_tb_stop() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_stop puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_stop() RETURNS trigger
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
      -- What tv_stop reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_stop, r.name FROM old_rows AS r),
      after AS (SELECT r.pk_stop, r.name FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_stop s t (pk_stop)', array_agg(DISTINCT r.pk_stop)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_stop s t (pk_stop)', array_agg(r.pk_stop)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_stop', 'enqueue_tb_stop', 'tviews_tb_stop', true);
RETURN false;
END
$activate$;
