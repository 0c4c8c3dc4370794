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
    (1, 'public.tv_page', 'public.v_page', false, ARRAY['pk_page'], 'r.pk_page = k.pk_page',
      'jsonb_build_object(''pk_page'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_page(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_page']::text[], 'activate_tv_page', 'equip_tv_page', ARRAY['drain_tv_page', 'refresh_tv_page', 'rebuild_tv_page'], 'drain_tv_page',
      false, false, 0),
    (2, 'public.tv_upper_page', 'public.v_upper_page', false, ARRAY['pk_page'], 'r.pk_page = k.pk_page',
      'jsonb_build_object(''pk_page'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_upper_page(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_page']::text[], 'activate_tv_upper_page', 'equip_tv_upper_page', ARRAY['drain_tv_upper_page', 'refresh_tv_upper_page', 'rebuild_tv_upper_page'], 'drain_tv_upper_page',
      false, false, 0)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_page', ARRAY['fk_parent', 'pk_page', 'slug', 'views']::text[], ARRAY['integer', 'integer', 'text', 'integer']::text[], 'tviews_tb_page', 'enqueue_tb_page', NULL, true, 'watch_tb_page')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_page', 'public.tb_page', ARRAY['tb_page', 'p']::text[], ARRAY['pk_page', 'fk_parent', 'slug']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_page = changed.pk_page'),
    ('public.tv_page', 'public.tb_page', ARRAY['tb_page', 'p']::text[], ARRAY['pk_page', 'fk_parent', 'slug']::text[], false,
      'mapped', 2, ARRAY['public.tb_page', 'public.tb_page']::text[], 'below by pk_page of tb_page from changed.pk_page, p.fk_parent = below.pk_page, pk_page = p.pk_page'),
    ('public.tv_page', 'public.tb_page', ARRAY['tb_page', 'p']::text[], ARRAY['pk_page', 'fk_parent', 'slug']::text[], false,
      'mapped', 3, ARRAY['public.tb_page', 'public.tb_page']::text[], 'below by pk_page of tb_page from changed.pk_page, p.fk_parent = below.pk_page, pk_page = p.pk_page'),
    ('public.tv_upper_page', 'public.tb_page', ARRAY['tb_page', 'p']::text[], ARRAY['pk_page', 'fk_parent']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_page = changed.pk_page'),
    ('public.tv_upper_page', 'public.tb_page', ARRAY['tb_page', 'p']::text[], ARRAY['pk_page', 'fk_parent']::text[], false,
      'mapped', 2, ARRAY['public.tb_page', 'public.tb_page']::text[], 'below by pk_page of tb_page from changed.pk_page, p.fk_parent = below.pk_page, pk_page = p.pk_page'),
    ('public.tv_upper_page', 'public.tb_page', ARRAY['tb_page', 'p']::text[], ARRAY['pk_page', 'fk_parent']::text[], false,
      'mapped', 3, ARRAY['public.tb_page', 'public.tb_page']::text[], 'below by pk_page of tb_page from changed.pk_page, p.fk_parent = below.pk_page, pk_page = p.pk_page'),
    ('public.tv_upper_page', 'public.tb_page', ARRAY['c']::text[], ARRAY['fk_parent', 'views']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_page = c.fk_parent')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_page', 'public.tb_page', 'btree', ARRAY['fk_parent'], false, 'CREATE INDEX tb_page_fk_parent_idx ON public.tb_page (fk_parent);'),
    (2, 'public.tv_upper_page', 'public.tb_page', 'btree', ARRAY['fk_parent'], false, 'CREATE INDEX tb_page_fk_parent_idx ON public.tb_page (fk_parent);')
$function$;

-- The highest number of a class of locks.
CREATE FUNCTION tviews.built_lock_classes() RETURNS integer
LANGUAGE sql IMMUTABLE
AS 'SELECT 4';

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_page', 'not-null', ARRAY['pk_page']),
    ('public.tb_page', 'unique', ARRAY['pk_page'])
$function$;

-- public.tv_page, key (pk_page).
CREATE FUNCTION tviews.activate_tv_page() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_page', 'public.v_page', 'pk_page, path, depth', $definition$
SELECT *
FROM (
WITH RECURSIVE walk AS (
  SELECT pk_page, slug AS path, 0 AS depth FROM tb_page WHERE fk_parent IS NULL
  UNION ALL
  SELECT p.pk_page, w.path || '/' || p.slug, w.depth + 1 FROM walk w JOIN tb_page p ON p.fk_parent = w.pk_page
)
SELECT pk_page, path, depth FROM walk
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_page') IS NULL THEN
  CREATE TABLE public.tv_page (LIKE public.v_page) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_page') THEN
    INSERT INTO public.tv_page SELECT * FROM public.v_page;
  END IF;
  PERFORM tviews.put_key('activate_tv_page', 'public.tv_page', 'PRIMARY KEY (pk_page)');
  ANALYZE public.tv_page;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_page', 'public.tv_page', 'public.v_page', 'PRIMARY KEY (pk_page)') THEN
  IF tviews.fill_now('activate_tv_page') THEN
    INSERT INTO public.tv_page SELECT * FROM public.v_page;
  END IF;
  PERFORM tviews.put_key('activate_tv_page', 'public.tv_page', 'PRIMARY KEY (pk_page)');
END IF;

-- Makes the rows of public.tv_page with these keys equal to those of public.v_page, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_page(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  -- In one pass: to look up a single key would compute as much of the view.
  WITH fresh AS MATERIALIZED (
    SELECT v.pk_page, v.path, v.depth
    FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_page)
    JOIN public.v_page AS v ON v.pk_page = k.pk_page
  ), written AS (
    INSERT INTO public.tv_page AS t (pk_page, path, depth)
    SELECT * FROM fresh
    ON CONFLICT (pk_page)
    DO UPDATE SET path = excluded.path, depth = excluded.depth
    WHERE t.* *<> excluded.*
  )
  SELECT array_agg(gone.pk_page)
  INTO v_gone
  FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_page FROM fresh) AS gone (pk_page);

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_page AS t
    USING unnest(v_gone) AS k (pk_page)
    WHERE t.pk_page = k.pk_page;
  END IF;
END
$function$;

-- Makes all rows of public.tv_page equal to those of public.v_page, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_page() RETURNS void
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
  DELETE FROM public.tv_page AS t
  USING (
    SELECT t.pk_page FROM public.tv_page AS t
    EXCEPT
    SELECT v.pk_page FROM public.v_page AS v
  ) AS k (pk_page)
  WHERE t.pk_page = k.pk_page;

  INSERT INTO public.tv_page AS t (pk_page, path, depth)
  SELECT v.pk_page, v.path, v.depth
  FROM public.v_page AS v
  ON CONFLICT (pk_page)
  DO UPDATE SET path = excluded.path, depth = excluded.depth
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_page out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_page(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_tb_page_pk_page integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_page p (pk_page)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_tb_page_pk_page, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_page');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_page();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_page
  IF v_tb_page_pk_page IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, 1)
      FROM unnest(v_tb_page_pk_page) AS changed (pk_page)
      UNION ALL
      SELECT tviews.lock_id(1, 1)
      FROM unnest(v_tb_page_pk_page) AS changed (pk_page)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (pk_page) AS (
          SELECT changed.pk_page
          UNION
          SELECT r.pk_page FROM met JOIN public.tb_page AS r ON r.fk_parent = met.pk_page
        )
        TABLE met
      ) AS below
      UNION ALL
      SELECT tviews.lock_id(1, 1)
      FROM unnest(v_tb_page_pk_page) AS changed (pk_page)
      UNION ALL
      SELECT tviews.lock_id(1, 1)
      FROM unnest(v_tb_page_pk_page) AS changed (pk_page)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (pk_page) AS (
          SELECT changed.pk_page
          UNION
          SELECT r.pk_page FROM met JOIN public.tb_page AS r ON r.fk_parent = met.pk_page
        )
        TABLE met
      ) AS below
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_page p:
  --   pk_page = changed.pk_page
  --   below by pk_page of tb_page from changed.pk_page, p.fk_parent = below.pk_page, pk_page = p.pk_page
  --   below by pk_page of tb_page from changed.pk_page, p.fk_parent = below.pk_page, pk_page = p.pk_page
  IF v_tb_page_pk_page IS NOT NULL THEN
    v_keys := v_keys || v_tb_page_pk_page;
    v_keys := v_keys || ARRAY (
      SELECT p.pk_page
      FROM unnest(v_tb_page_pk_page) AS changed (pk_page)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (pk_page) AS (
          SELECT changed.pk_page
          UNION
          SELECT r.pk_page FROM met JOIN public.tb_page AS r ON r.fk_parent = met.pk_page
        )
        TABLE met
      ) AS below
      JOIN public.tb_page AS p ON p.fk_parent = below.pk_page
    );
    v_keys := v_keys || ARRAY (
      SELECT p.pk_page
      FROM unnest(v_tb_page_pk_page) AS changed (pk_page)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (pk_page) AS (
          SELECT changed.pk_page
          UNION
          SELECT r.pk_page FROM met JOIN public.tb_page AS r ON r.fk_parent = met.pk_page
        )
        TABLE met
      ) AS below
      JOIN public.tb_page AS p ON p.fk_parent = below.pk_page
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.pk_page))) FROM unnest(v_keys) AS k (pk_page)
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
    PERFORM tviews.refresh_tv_page(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_page, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_page() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_upper_page, key (pk_page).
CREATE FUNCTION tviews.activate_tv_upper_page() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_upper_page', 'public.v_upper_page', 'pk_page, depth, views_below', $definition$
SELECT *
FROM (
WITH RECURSIVE walk (pk_page, depth) AS (
  SELECT pk_page, 0 FROM tb_page WHERE fk_parent IS NULL
  UNION ALL
  SELECT p.pk_page, w.depth + 1 FROM tb_page p JOIN walk w ON p.fk_parent = w.pk_page WHERE w.depth < 1
)
SELECT w.pk_page, w.depth, (SELECT sum(c.views) FROM tb_page c WHERE c.fk_parent = w.pk_page) AS views_below FROM walk w
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_upper_page') IS NULL THEN
  CREATE TABLE public.tv_upper_page (LIKE public.v_upper_page) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_upper_page') THEN
    INSERT INTO public.tv_upper_page SELECT * FROM public.v_upper_page;
  END IF;
  PERFORM tviews.put_key('activate_tv_upper_page', 'public.tv_upper_page', 'PRIMARY KEY (pk_page)');
  ANALYZE public.tv_upper_page;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_upper_page', 'public.tv_upper_page', 'public.v_upper_page', 'PRIMARY KEY (pk_page)') THEN
  IF tviews.fill_now('activate_tv_upper_page') THEN
    INSERT INTO public.tv_upper_page SELECT * FROM public.v_upper_page;
  END IF;
  PERFORM tviews.put_key('activate_tv_upper_page', 'public.tv_upper_page', 'PRIMARY KEY (pk_page)');
END IF;

-- Makes the rows of public.tv_upper_page with these keys equal to those of public.v_upper_page, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_upper_page(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  -- In one pass: to look up a single key would compute as much of the view.
  WITH fresh AS MATERIALIZED (
    SELECT v.pk_page, v.depth, v.views_below
    FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_page)
    JOIN public.v_upper_page AS v ON v.pk_page = k.pk_page
  ), written AS (
    INSERT INTO public.tv_upper_page AS t (pk_page, depth, views_below)
    SELECT * FROM fresh
    ON CONFLICT (pk_page)
    DO UPDATE SET depth = excluded.depth, views_below = excluded.views_below
    WHERE t.* *<> excluded.*
  )
  SELECT array_agg(gone.pk_page)
  INTO v_gone
  FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_page FROM fresh) AS gone (pk_page);

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_upper_page AS t
    USING unnest(v_gone) AS k (pk_page)
    WHERE t.pk_page = k.pk_page;
  END IF;
END
$function$;

-- Makes all rows of public.tv_upper_page equal to those of public.v_upper_page, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_upper_page() RETURNS void
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
  DELETE FROM public.tv_upper_page AS t
  USING (
    SELECT t.pk_page FROM public.tv_upper_page AS t
    EXCEPT
    SELECT v.pk_page FROM public.v_upper_page AS v
  ) AS k (pk_page)
  WHERE t.pk_page = k.pk_page;

  INSERT INTO public.tv_upper_page AS t (pk_page, depth, views_below)
  SELECT v.pk_page, v.depth, v.views_below
  FROM public.v_upper_page AS v
  ON CONFLICT (pk_page)
  DO UPDATE SET depth = excluded.depth, views_below = excluded.views_below
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_upper_page out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_upper_page(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_tb_page_pk_page integer[];
  v_c_fk_parent integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_page p (pk_page)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_page c (fk_parent)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_tb_page_pk_page, v_c_fk_parent, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(3), tviews.class_lock_id(4)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_upper_page');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_upper_page();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_page
  IF v_tb_page_pk_page IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(3, 1)
      FROM unnest(v_tb_page_pk_page) AS changed (pk_page)
      UNION ALL
      SELECT tviews.lock_id(3, 1)
      FROM unnest(v_tb_page_pk_page) AS changed (pk_page)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (pk_page) AS (
          SELECT changed.pk_page
          UNION
          SELECT r.pk_page FROM met JOIN public.tb_page AS r ON r.fk_parent = met.pk_page
        )
        TABLE met
      ) AS below
      UNION ALL
      SELECT tviews.lock_id(3, 1)
      FROM unnest(v_tb_page_pk_page) AS changed (pk_page)
      UNION ALL
      SELECT tviews.lock_id(3, 1)
      FROM unnest(v_tb_page_pk_page) AS changed (pk_page)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (pk_page) AS (
          SELECT changed.pk_page
          UNION
          SELECT r.pk_page FROM met JOIN public.tb_page AS r ON r.fk_parent = met.pk_page
        )
        TABLE met
      ) AS below
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_page p:
  --   pk_page = changed.pk_page
  --   below by pk_page of tb_page from changed.pk_page, p.fk_parent = below.pk_page, pk_page = p.pk_page
  --   below by pk_page of tb_page from changed.pk_page, p.fk_parent = below.pk_page, pk_page = p.pk_page
  IF v_tb_page_pk_page IS NOT NULL THEN
    v_keys := v_keys || v_tb_page_pk_page;
    v_keys := v_keys || ARRAY (
      SELECT p.pk_page
      FROM unnest(v_tb_page_pk_page) AS changed (pk_page)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (pk_page) AS (
          SELECT changed.pk_page
          UNION
          SELECT r.pk_page FROM met JOIN public.tb_page AS r ON r.fk_parent = met.pk_page
        )
        TABLE met
      ) AS below
      JOIN public.tb_page AS p ON p.fk_parent = below.pk_page
    );
    v_keys := v_keys || ARRAY (
      SELECT p.pk_page
      FROM unnest(v_tb_page_pk_page) AS changed (pk_page)
      CROSS JOIN LATERAL (
        WITH RECURSIVE met (pk_page) AS (
          SELECT changed.pk_page
          UNION
          SELECT r.pk_page FROM met JOIN public.tb_page AS r ON r.fk_parent = met.pk_page
        )
        TABLE met
      ) AS below
      JOIN public.tb_page AS p ON p.fk_parent = below.pk_page
    );
  END IF;

  -- tb_page c: pk_page = c.fk_parent
  IF v_c_fk_parent IS NOT NULL THEN
    v_keys := v_keys || v_c_fk_parent;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(4, hash_record(ROW (k.pk_page))) FROM unnest(v_keys) AS k (pk_page)
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
    PERFORM tviews.refresh_tv_upper_page(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_upper_page, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_upper_page() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_page.
CREATE FUNCTION tviews.watch_tb_page() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_page puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_page() RETURNS trigger
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
      -- What tv_page reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_page, r.fk_parent, r.slug FROM old_rows AS r),
      after_1 AS (SELECT r.pk_page, r.fk_parent, r.slug FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_upper_page reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_page, r.fk_parent FROM old_rows AS r),
      after_2 AS (SELECT r.pk_page, r.fk_parent FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      ),
      -- What tv_upper_page reads of the rows before and after, and where that differs.
      before_3 AS (SELECT r.fk_parent, r.views FROM old_rows AS r),
      after_3 AS (SELECT r.fk_parent, r.views FROM new_rows AS r),
      changed_3 AS (
        (TABLE before_3 EXCEPT ALL TABLE after_3) UNION ALL (TABLE after_3 EXCEPT ALL TABLE before_3)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_page p (pk_page)', array_agg(DISTINCT r.pk_page)::text[],
        array_agg(DISTINCT tviews.lock_id(1, 1))
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_page p (pk_page)', array_agg(DISTINCT r.pk_page)::text[],
        array_agg(DISTINCT tviews.lock_id(3, 1))
      FROM changed_2 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_page c (fk_parent)', array_agg(DISTINCT r.fk_parent)::text[],
        array_agg(DISTINCT tviews.lock_id(3, 1))
      FROM changed_3 AS r WHERE r.fk_parent IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_page p (pk_page)', array_agg(r.pk_page)::text[],
        array_agg(DISTINCT tviews.lock_id(1, 1))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_page p (pk_page)', array_agg(r.pk_page)::text[],
        array_agg(DISTINCT tviews.lock_id(3, 1))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_page c (fk_parent)', array_agg(DISTINCT r.fk_parent)::text[],
        array_agg(DISTINCT tviews.lock_id(3, 1))
      FROM changed_rows AS r WHERE r.fk_parent IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_page', 'enqueue_tb_page', 'tviews_tb_page', true);
RETURN false;
END
$activate$;
