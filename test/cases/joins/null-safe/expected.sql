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
    (1, 'public.tv_box', 'public.v_box', false, ARRAY['pk_box'], 'r.pk_box = k.pk_box',
      'jsonb_build_object(''pk_box'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_box(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_box', 'public.tb_shelf']::text[], 'activate_tv_box', 'equip_tv_box', ARRAY['drain_tv_box', 'refresh_tv_box', 'rebuild_tv_box'], 'drain_tv_box',
      false, false, 1000),
    (2, 'public.tv_shelf', 'public.v_shelf', false, ARRAY['pk_shelf'], 'r.pk_shelf = k.pk_shelf',
      'jsonb_build_object(''pk_shelf'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_shelf(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_box', 'public.tb_shelf']::text[], 'activate_tv_shelf', 'equip_tv_shelf', ARRAY['drain_tv_shelf', 'refresh_tv_shelf', 'rebuild_tv_shelf'], 'drain_tv_shelf',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_box', ARRAY['pk_box', 'weight', 'zone']::text[], ARRAY['integer', 'integer', 'text']::text[], 'tviews_tb_box', 'enqueue_tb_box', NULL, true, 'watch_tb_box'),
    ('public.tb_shelf', ARRAY['label', 'pk_shelf', 'zone']::text[], ARRAY['text', 'integer', 'text']::text[], 'tviews_tb_shelf', 'enqueue_tb_shelf', NULL, true, 'watch_tb_shelf')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_box', 'public.tb_box', ARRAY['b']::text[], ARRAY['pk_box', 'zone', 'weight']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_box = b.pk_box'),
    ('public.tv_box', 'public.tb_shelf', ARRAY['s']::text[], ARRAY['zone', 'label']::text[], false,
      'mapped', 1, ARRAY['public.tb_box']::text[], '(b.zone = s.zone OR b.zone IS NULL AND s.zone IS NULL), pk_box = b.pk_box'),
    ('public.tv_shelf', 'public.tb_box', ARRAY['b']::text[], ARRAY['zone', 'weight']::text[], false,
      'mapped', 1, ARRAY['public.tb_shelf']::text[], '(s.zone = b.zone OR s.zone IS NULL AND b.zone IS NULL), pk_shelf = s.pk_shelf'),
    ('public.tv_shelf', 'public.tb_shelf', ARRAY['s']::text[], ARRAY['pk_shelf', 'zone', 'label']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_shelf = s.pk_shelf')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_box', 'public.tb_box', 'btree', ARRAY['pk_box'], false, 'CREATE INDEX tb_box_pk_box_idx ON public.tb_box (pk_box);'),
    (2, 'public.tv_box', 'public.tb_shelf', 'btree', ARRAY['zone'], false, 'CREATE INDEX tb_shelf_zone_idx ON public.tb_shelf (zone);'),
    (3, 'public.tv_box', 'public.tb_box', 'btree', ARRAY['zone'], false, 'CREATE INDEX tb_box_zone_idx ON public.tb_box (zone);'),
    (4, 'public.tv_shelf', 'public.tb_box', 'btree', ARRAY['zone'], false, 'CREATE INDEX tb_box_zone_idx ON public.tb_box (zone);'),
    (5, 'public.tv_shelf', 'public.tb_shelf', 'btree', ARRAY['zone'], false, 'CREATE INDEX tb_shelf_zone_idx ON public.tb_shelf (zone);'),
    (6, 'public.tv_shelf', 'public.tb_shelf', 'btree', ARRAY['pk_shelf'], false, 'CREATE INDEX tb_shelf_pk_shelf_idx ON public.tb_shelf (pk_shelf);')
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
    ('public.tb_box', 'not-null', ARRAY['pk_box']),
    ('public.tb_box', 'unique', ARRAY['pk_box']),
    ('public.tb_shelf', 'not-null', ARRAY['pk_shelf']),
    ('public.tb_shelf', 'unique', ARRAY['pk_shelf'])
$function$;

-- public.tv_box, key (pk_box).
CREATE FUNCTION tviews.activate_tv_box() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_box', 'public.v_box', 'pk_box, weight, label', $definition$
SELECT *
FROM (
SELECT b.pk_box, b.weight, s.label
FROM tb_box b
LEFT JOIN tb_shelf s ON s.zone IS NOT DISTINCT FROM b.zone
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_box') IS NULL THEN
  CREATE TABLE public.tv_box (LIKE public.v_box) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_box') THEN
    INSERT INTO public.tv_box SELECT * FROM public.v_box;
  END IF;
  PERFORM tviews.put_key('activate_tv_box', 'public.tv_box', 'PRIMARY KEY (pk_box)');
  ANALYZE public.tv_box;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_box', 'public.tv_box', 'public.v_box', 'PRIMARY KEY (pk_box)') THEN
  IF tviews.fill_now('activate_tv_box') THEN
    INSERT INTO public.tv_box SELECT * FROM public.v_box;
  END IF;
  PERFORM tviews.put_key('activate_tv_box', 'public.tv_box', 'PRIMARY KEY (pk_box)');
END IF;

-- Makes the rows of public.tv_box with these keys equal to those of public.v_box, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_box(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
  v_twice text;
BEGIN
  -- No constraint proves that the key is unique.
  SELECT concat_ws(', ', k.pk_box) INTO v_twice
  FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_box)
  CROSS JOIN LATERAL (
    SELECT count(*) AS rows FROM public.v_box AS v
    WHERE v.pk_box = k.pk_box
    OFFSET 0
  ) AS found
  WHERE found.rows > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_box', v_twice);
  END IF;

  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_box, v.weight, v.label
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_box)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_box AS v
        WHERE v.pk_box = k.pk_box
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_box AS t (pk_box, weight, label)
      SELECT * FROM fresh
      ON CONFLICT (pk_box)
      DO UPDATE SET weight = excluded.weight, label = excluded.label
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_box)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_box FROM fresh) AS gone (pk_box);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_box, v.weight, v.label
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_box)
      JOIN public.v_box AS v ON v.pk_box = k.pk_box
    ), written AS (
      INSERT INTO public.tv_box AS t (pk_box, weight, label)
      SELECT * FROM fresh
      ON CONFLICT (pk_box)
      DO UPDATE SET weight = excluded.weight, label = excluded.label
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_box)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_box FROM fresh) AS gone (pk_box);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_box AS t
    USING unnest(v_gone) AS k (pk_box)
    WHERE t.pk_box = k.pk_box;
  END IF;
END
$function$;

-- Makes all rows of public.tv_box equal to those of public.v_box, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_box() RETURNS void
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
  SELECT concat_ws(', ', v.pk_box) INTO v_twice
  FROM public.v_box AS v
  GROUP BY v.pk_box
  HAVING count(*) > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_box', v_twice);
  END IF;

  DELETE FROM public.tv_box AS t
  USING (
    SELECT t.pk_box FROM public.tv_box AS t
    EXCEPT
    SELECT v.pk_box FROM public.v_box AS v
  ) AS k (pk_box)
  WHERE t.pk_box = k.pk_box;

  INSERT INTO public.tv_box AS t (pk_box, weight, label)
  SELECT v.pk_box, v.weight, v.label
  FROM public.v_box AS v
  ON CONFLICT (pk_box)
  DO UPDATE SET weight = excluded.weight, label = excluded.label
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_box out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_box(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_b_pk_box integer[];
  v_s_zone text[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_box b (pk_box)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_shelf s (zone)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_b_pk_box, v_s_zone, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_box');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_box();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_box (zone)
  IF v_s_zone IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.zone)))
      FROM unnest(v_s_zone) AS changed (zone)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_box b: pk_box = b.pk_box
  IF v_b_pk_box IS NOT NULL THEN
    v_keys := v_keys || v_b_pk_box;
  END IF;

  -- tb_shelf s: (b.zone = s.zone OR b.zone IS NULL AND s.zone IS NULL), pk_box = b.pk_box
  IF v_s_zone IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT b.pk_box
      FROM unnest(v_s_zone) AS changed (zone)
      CROSS JOIN LATERAL (
        SELECT * FROM public.tb_box AS b
        WHERE (b.zone = changed.zone OR b.zone IS NULL AND changed.zone IS NULL)
        OFFSET 0
      ) AS b
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.pk_box))) FROM unnest(v_keys) AS k (pk_box)
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
    PERFORM tviews.refresh_tv_box(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_box, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_box() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_shelf, key (pk_shelf).
CREATE FUNCTION tviews.activate_tv_shelf() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_shelf', 'public.v_shelf', 'pk_shelf, label, weight', $definition$
SELECT *
FROM (
SELECT s.pk_shelf, s.label, (SELECT sum(b.weight) FROM tb_box b WHERE b.zone IS NOT DISTINCT FROM s.zone) AS weight
FROM tb_shelf s
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_shelf') IS NULL THEN
  CREATE TABLE public.tv_shelf (LIKE public.v_shelf) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_shelf') THEN
    INSERT INTO public.tv_shelf SELECT * FROM public.v_shelf;
  END IF;
  PERFORM tviews.put_key('activate_tv_shelf', 'public.tv_shelf', 'PRIMARY KEY (pk_shelf)');
  ANALYZE public.tv_shelf;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_shelf', 'public.tv_shelf', 'public.v_shelf', 'PRIMARY KEY (pk_shelf)') THEN
  IF tviews.fill_now('activate_tv_shelf') THEN
    INSERT INTO public.tv_shelf SELECT * FROM public.v_shelf;
  END IF;
  PERFORM tviews.put_key('activate_tv_shelf', 'public.tv_shelf', 'PRIMARY KEY (pk_shelf)');
END IF;

-- Makes the rows of public.tv_shelf with these keys equal to those of public.v_shelf, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_shelf(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_shelf, v.label, v.weight
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_shelf)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_shelf AS v
        WHERE v.pk_shelf = k.pk_shelf
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_shelf AS t (pk_shelf, label, weight)
      SELECT * FROM fresh
      ON CONFLICT (pk_shelf)
      DO UPDATE SET label = excluded.label, weight = excluded.weight
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_shelf)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_shelf FROM fresh) AS gone (pk_shelf);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_shelf, v.label, v.weight
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_shelf)
      JOIN public.v_shelf AS v ON v.pk_shelf = k.pk_shelf
    ), written AS (
      INSERT INTO public.tv_shelf AS t (pk_shelf, label, weight)
      SELECT * FROM fresh
      ON CONFLICT (pk_shelf)
      DO UPDATE SET label = excluded.label, weight = excluded.weight
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_shelf)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_shelf FROM fresh) AS gone (pk_shelf);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_shelf AS t
    USING unnest(v_gone) AS k (pk_shelf)
    WHERE t.pk_shelf = k.pk_shelf;
  END IF;
END
$function$;

-- Makes all rows of public.tv_shelf equal to those of public.v_shelf, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_shelf() RETURNS void
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
  DELETE FROM public.tv_shelf AS t
  USING (
    SELECT t.pk_shelf FROM public.tv_shelf AS t
    EXCEPT
    SELECT v.pk_shelf FROM public.v_shelf AS v
  ) AS k (pk_shelf)
  WHERE t.pk_shelf = k.pk_shelf;

  INSERT INTO public.tv_shelf AS t (pk_shelf, label, weight)
  SELECT v.pk_shelf, v.label, v.weight
  FROM public.v_shelf AS v
  ON CONFLICT (pk_shelf)
  DO UPDATE SET label = excluded.label, weight = excluded.weight
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_shelf out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_shelf(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_b_zone text[];
  v_s_pk_shelf integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_box b (zone)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_shelf s (pk_shelf)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_b_zone, v_s_pk_shelf, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(3), tviews.class_lock_id(4)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_shelf');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_shelf();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_shelf (zone)
  IF v_b_zone IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(3, hash_record(ROW (changed.zone)))
      FROM unnest(v_b_zone) AS changed (zone)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_box b: (s.zone = b.zone OR s.zone IS NULL AND b.zone IS NULL), pk_shelf = s.pk_shelf
  IF v_b_zone IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT s.pk_shelf
      FROM unnest(v_b_zone) AS changed (zone)
      CROSS JOIN LATERAL (
        SELECT * FROM public.tb_shelf AS s
        WHERE (s.zone = changed.zone OR s.zone IS NULL AND changed.zone IS NULL)
        OFFSET 0
      ) AS s
    );
  END IF;

  -- tb_shelf s: pk_shelf = s.pk_shelf
  IF v_s_pk_shelf IS NOT NULL THEN
    v_keys := v_keys || v_s_pk_shelf;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(4, hash_record(ROW (k.pk_shelf))) FROM unnest(v_keys) AS k (pk_shelf)
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
    PERFORM tviews.refresh_tv_shelf(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_shelf, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_shelf() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_box.
CREATE FUNCTION tviews.watch_tb_box() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_box puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_box() RETURNS trigger
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
      -- What tv_box reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_box, r.zone, r.weight FROM old_rows AS r),
      after_1 AS (SELECT r.pk_box, r.zone, r.weight FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_shelf reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.zone, r.weight FROM old_rows AS r),
      after_2 AS (SELECT r.zone, r.weight FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_box b (pk_box)', array_agg(DISTINCT r.pk_box)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.zone))))
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_box b (zone)', array_agg(DISTINCT r.zone)::text[],
        NULL::bigint[]
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_box b (pk_box)', array_agg(r.pk_box)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.zone))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_box b (zone)', array_agg(DISTINCT r.zone)::text[],
        NULL::bigint[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_box', 'enqueue_tb_box', 'tviews_tb_box', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_shelf.
CREATE FUNCTION tviews.watch_tb_shelf() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_shelf puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_shelf() RETURNS trigger
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
      -- What tv_box reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.zone, r.label FROM old_rows AS r),
      after_1 AS (SELECT r.zone, r.label FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_shelf reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_shelf, r.zone, r.label FROM old_rows AS r),
      after_2 AS (SELECT r.pk_shelf, r.zone, r.label FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_shelf s (zone)', array_agg(DISTINCT r.zone)::text[],
        NULL::bigint[]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_shelf s (pk_shelf)', array_agg(DISTINCT r.pk_shelf)::text[],
        array_agg(DISTINCT tviews.lock_id(3, hash_record(ROW (r.zone))))
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_shelf s (zone)', array_agg(DISTINCT r.zone)::text[],
        NULL::bigint[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_shelf s (pk_shelf)', array_agg(r.pk_shelf)::text[],
        array_agg(DISTINCT tviews.lock_id(3, hash_record(ROW (r.zone))))
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_shelf', 'enqueue_tb_shelf', 'tviews_tb_shelf', true);
RETURN false;
END
$activate$;
