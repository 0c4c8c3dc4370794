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
    (1, 'public.tv_shape', 'public.v_shape', false, ARRAY['pk_shape'], 'r.pk_shape = k.pk_shape',
      'jsonb_build_object(''pk_shape'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_shape(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_box', 'public.tb_shape']::text[], 'activate_tv_shape', 'equip_tv_shape', ARRAY['drain_tv_shape', 'refresh_tv_shape', 'rebuild_tv_shape'], 'drain_tv_shape',
      false, false, 1000),
    (2, 'public.tv_sides', 'public.v_sides', false, ARRAY['sides'], 'r.sides IS NOT DISTINCT FROM k.sides',
      'jsonb_build_object(''sides'', CAST($1[1][n] AS numeric[]))', 'tviews.refresh_tv_sides(ARRAY(SELECT unnest($1[1:1]))::text[])',
      ARRAY['public.tb_box', 'public.tb_shape']::text[], 'activate_tv_sides', 'equip_tv_sides', ARRAY['drain_tv_sides', 'refresh_tv_sides', 'rebuild_tv_sides'], 'drain_tv_sides',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_box', ARRAY['amount', 'sides', 'size', 'span', 'wait']::text[], ARRAY['integer', 'numeric[]', 'public.size', 'numrange', 'interval']::text[], 'tviews_tb_box', 'enqueue_tb_box', NULL, true, 'watch_tb_box'),
    ('public.tb_shape', ARRAY['name', 'pk_shape', 'sides', 'size', 'span', 'wait']::text[], ARRAY['text', 'integer', 'numeric[]', 'public.size', 'numrange', 'interval']::text[], 'tviews_tb_shape', 'enqueue_tb_shape', NULL, true, 'watch_tb_shape')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_shape', 'public.tb_box', ARRAY['b']::text[], ARRAY['sides', 'amount']::text[], false,
      'mapped', 1, ARRAY['public.tb_shape']::text[], 's.sides = b.sides, pk_shape = s.pk_shape'),
    ('public.tv_shape', 'public.tb_box', ARRAY['b']::text[], ARRAY['size', 'amount']::text[], false,
      'mapped', 1, ARRAY['public.tb_shape']::text[], 's.size = b.size, pk_shape = s.pk_shape'),
    ('public.tv_shape', 'public.tb_box', ARRAY['b']::text[], ARRAY['span', 'amount']::text[], false,
      'mapped', 1, ARRAY['public.tb_shape']::text[], 's.span = b.span, pk_shape = s.pk_shape'),
    ('public.tv_shape', 'public.tb_box', ARRAY['b']::text[], ARRAY['wait', 'amount']::text[], false,
      'mapped', 1, ARRAY['public.tb_shape']::text[], 's.wait = b.wait, pk_shape = s.pk_shape'),
    ('public.tv_shape', 'public.tb_shape', ARRAY['s']::text[], ARRAY['pk_shape', 'sides', 'size', 'span', 'wait', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_shape = s.pk_shape'),
    ('public.tv_sides', 'public.tb_box', ARRAY['b']::text[], ARRAY['sides', 'amount']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'sides = b.sides'),
    ('public.tv_sides', 'public.tb_shape', ARRAY['tb_shape']::text[], ARRAY['pk_shape', 'sides', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'sides = tb_shape.sides')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_shape', 'public.tb_box', 'btree', ARRAY['sides'], false, 'CREATE INDEX tb_box_sides_idx ON public.tb_box (sides);'),
    (2, 'public.tv_shape', 'public.tb_shape', 'btree', ARRAY['sides'], false, 'CREATE INDEX tb_shape_sides_idx ON public.tb_shape (sides);'),
    (3, 'public.tv_shape', 'public.tb_box', 'btree', ARRAY['size'], false, 'CREATE INDEX tb_box_size_idx ON public.tb_box (size);'),
    (4, 'public.tv_shape', 'public.tb_shape', 'btree', ARRAY['size'], false, 'CREATE INDEX tb_shape_size_idx ON public.tb_shape (size);'),
    (5, 'public.tv_shape', 'public.tb_box', 'btree', ARRAY['span'], false, 'CREATE INDEX tb_box_span_idx ON public.tb_box (span);'),
    (6, 'public.tv_shape', 'public.tb_shape', 'btree', ARRAY['span'], false, 'CREATE INDEX tb_shape_span_idx ON public.tb_shape (span);'),
    (7, 'public.tv_shape', 'public.tb_box', 'btree', ARRAY['wait'], false, 'CREATE INDEX tb_box_wait_idx ON public.tb_box (wait);'),
    (8, 'public.tv_shape', 'public.tb_shape', 'btree', ARRAY['wait'], false, 'CREATE INDEX tb_shape_wait_idx ON public.tb_shape (wait);'),
    (9, 'public.tv_shape', 'public.tb_shape', 'btree', ARRAY['pk_shape'], false, 'CREATE INDEX tb_shape_pk_shape_idx ON public.tb_shape (pk_shape);'),
    (10, 'public.tv_sides', 'public.tb_box', 'btree', ARRAY['sides'], false, 'CREATE INDEX tb_box_sides_idx ON public.tb_box (sides);'),
    (11, 'public.tv_sides', 'public.tb_shape', 'btree', ARRAY['sides'], false, 'CREATE INDEX tb_shape_sides_idx ON public.tb_shape (sides);')
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
    ('public.tb_shape', 'not-null', ARRAY['pk_shape']),
    ('public.tb_shape', 'unique', ARRAY['pk_shape'])
$function$;

-- public.tv_shape, key (pk_shape).
CREATE FUNCTION tviews.activate_tv_shape() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_shape', 'public.v_shape', 'pk_shape, name, by_sides, by_size, by_span, by_wait', $definition$
SELECT *
FROM (
SELECT
  s.pk_shape, s.name,
  (SELECT sum(b.amount) FROM tb_box b WHERE b.sides = s.sides) AS by_sides,
  (SELECT sum(b.amount) FROM tb_box b WHERE b.size = s.size) AS by_size,
  (SELECT sum(b.amount) FROM tb_box b WHERE b.span = s.span) AS by_span,
  (SELECT sum(b.amount) FROM tb_box b WHERE b.wait = s.wait) AS by_wait
FROM tb_shape s
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_shape') IS NULL THEN
  CREATE TABLE public.tv_shape (LIKE public.v_shape) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_shape') THEN
    INSERT INTO public.tv_shape SELECT * FROM public.v_shape;
  END IF;
  PERFORM tviews.put_key('activate_tv_shape', 'public.tv_shape', 'PRIMARY KEY (pk_shape)');
  ANALYZE public.tv_shape;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_shape', 'public.tv_shape', 'public.v_shape', 'PRIMARY KEY (pk_shape)') THEN
  IF tviews.fill_now('activate_tv_shape') THEN
    INSERT INTO public.tv_shape SELECT * FROM public.v_shape;
  END IF;
  PERFORM tviews.put_key('activate_tv_shape', 'public.tv_shape', 'PRIMARY KEY (pk_shape)');
END IF;

-- Makes the rows of public.tv_shape with these keys equal to those of public.v_shape, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_shape(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_shape, v.name, v.by_sides, v.by_size, v.by_span, v.by_wait
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_shape)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_shape AS v
        WHERE v.pk_shape = k.pk_shape
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_shape AS t (pk_shape, name, by_sides, by_size, by_span, by_wait)
      SELECT * FROM fresh
      ON CONFLICT (pk_shape)
      DO UPDATE SET name = excluded.name, by_sides = excluded.by_sides, by_size = excluded.by_size, by_span = excluded.by_span, by_wait = excluded.by_wait
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_shape)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_shape FROM fresh) AS gone (pk_shape);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_shape, v.name, v.by_sides, v.by_size, v.by_span, v.by_wait
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_shape)
      JOIN public.v_shape AS v ON v.pk_shape = k.pk_shape
    ), written AS (
      INSERT INTO public.tv_shape AS t (pk_shape, name, by_sides, by_size, by_span, by_wait)
      SELECT * FROM fresh
      ON CONFLICT (pk_shape)
      DO UPDATE SET name = excluded.name, by_sides = excluded.by_sides, by_size = excluded.by_size, by_span = excluded.by_span, by_wait = excluded.by_wait
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_shape)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_shape FROM fresh) AS gone (pk_shape);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_shape AS t
    USING unnest(v_gone) AS k (pk_shape)
    WHERE t.pk_shape = k.pk_shape;
  END IF;
END
$function$;

-- Makes all rows of public.tv_shape equal to those of public.v_shape, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_shape() RETURNS void
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
  DELETE FROM public.tv_shape AS t
  USING (
    SELECT t.pk_shape FROM public.tv_shape AS t
    EXCEPT
    SELECT v.pk_shape FROM public.v_shape AS v
  ) AS k (pk_shape)
  WHERE t.pk_shape = k.pk_shape;

  INSERT INTO public.tv_shape AS t (pk_shape, name, by_sides, by_size, by_span, by_wait)
  SELECT v.pk_shape, v.name, v.by_sides, v.by_size, v.by_span, v.by_wait
  FROM public.v_shape AS v
  ON CONFLICT (pk_shape)
  DO UPDATE SET name = excluded.name, by_sides = excluded.by_sides, by_size = excluded.by_size, by_span = excluded.by_span, by_wait = excluded.by_wait
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_shape out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_shape(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_b_sides text[];
  v_b_size text[];
  v_b_span numrange[];
  v_b_wait interval[];
  v_s_pk_shape integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_box b (sides)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_box b (size)'),
    array_agg(value.c1::numrange) FILTER (WHERE taken.route = 'tb_box b (span)'),
    array_agg(value.c1::interval) FILTER (WHERE taken.route = 'tb_box b (wait)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_shape s (pk_shape)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_b_sides, v_b_size, v_b_span, v_b_wait, v_s_pk_shape, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2), tviews.class_lock_id(3)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_shape');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_shape();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_shape (wait), public.tb_shape
  IF v_b_sides IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(2, 1)
      FROM unnest(v_b_sides) AS changed (sides)
    );
  END IF;
  IF v_b_size IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(2, 1)
      FROM unnest(v_b_size) AS changed (size)
    );
  END IF;
  IF v_b_span IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(2, 1)
      FROM unnest(v_b_span) AS changed (span)
    );
  END IF;
  IF v_b_wait IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.wait)))
      FROM unnest(v_b_wait) AS changed (wait)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_box b: s.sides = b.sides, pk_shape = s.pk_shape
  IF v_b_sides IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT s.pk_shape
      FROM unnest(v_b_sides) AS changed (sides)
      JOIN public.tb_shape AS s ON s.sides = (changed.sides::numeric[])
    );
  END IF;

  -- tb_box b: s.size = b.size, pk_shape = s.pk_shape
  IF v_b_size IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT s.pk_shape
      FROM unnest(v_b_size) AS changed (size)
      JOIN public.tb_shape AS s ON s.size = (changed.size::public.size)
    );
  END IF;

  -- tb_box b: s.span = b.span, pk_shape = s.pk_shape
  IF v_b_span IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT s.pk_shape
      FROM public.tb_shape AS s
      WHERE s.span = ANY (v_b_span)
    );
  END IF;

  -- tb_box b: s.wait = b.wait, pk_shape = s.pk_shape
  IF v_b_wait IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT s.pk_shape
      FROM public.tb_shape AS s
      WHERE s.wait = ANY (v_b_wait)
    );
  END IF;

  -- tb_shape s: pk_shape = s.pk_shape
  IF v_s_pk_shape IS NOT NULL THEN
    v_keys := v_keys || v_s_pk_shape;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(3, hash_record(ROW (k.pk_shape))) FROM unnest(v_keys) AS k (pk_shape)
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
    PERFORM tviews.refresh_tv_shape(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_shape, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_shape() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_sides, key (sides).
CREATE FUNCTION tviews.activate_tv_sides() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_sides', 'public.v_sides', 'sides, name, amount', $definition$
SELECT *
FROM (
SELECT s.sides, s.name, sum(b.amount) AS amount
FROM (SELECT DISTINCT ON (sides) sides, name FROM tb_shape ORDER BY sides, pk_shape) s
LEFT JOIN tb_box b ON b.sides = s.sides
GROUP BY s.sides, s.name
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_sides') IS NULL THEN
  CREATE TABLE public.tv_sides (LIKE public.v_sides) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_sides') THEN
    INSERT INTO public.tv_sides SELECT * FROM public.v_sides;
  END IF;
  PERFORM tviews.put_key('activate_tv_sides', 'public.tv_sides', 'UNIQUE NULLS NOT DISTINCT (sides)');
  ANALYZE public.tv_sides;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_sides', 'public.tv_sides', 'public.v_sides', 'UNIQUE NULLS NOT DISTINCT (sides)') THEN
  IF tviews.fill_now('activate_tv_sides') THEN
    INSERT INTO public.tv_sides SELECT * FROM public.v_sides;
  END IF;
  PERFORM tviews.put_key('activate_tv_sides', 'public.tv_sides', 'UNIQUE NULLS NOT DISTINCT (sides)');
END IF;

-- Makes the rows of public.tv_sides with these keys equal to those of public.v_sides, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_sides(p_keys text[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone text[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.sides, v.name, v.amount
      FROM (SELECT DISTINCT * FROM (SELECT held.sides::numeric[] AS sides FROM unnest(p_keys) AS held (sides)) AS held) AS k (sides)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_sides AS v
        WHERE v.sides IS NOT DISTINCT FROM k.sides
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_sides AS t (sides, name, amount)
      SELECT * FROM fresh
      ON CONFLICT (sides)
      DO UPDATE SET sides = excluded.sides, name = excluded.name, amount = excluded.amount
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(CAST(gone.sides AS text))
    INTO v_gone
    FROM (SELECT * FROM (SELECT held.sides::numeric[] AS sides FROM unnest(p_keys) AS held (sides)) AS held EXCEPT SELECT fresh.sides FROM fresh) AS gone (sides);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.sides, v.name, v.amount
      FROM (SELECT DISTINCT * FROM (SELECT held.sides::numeric[] AS sides FROM unnest(p_keys) AS held (sides)) AS held) AS k (sides)
      JOIN public.v_sides AS v ON v.sides IS NOT DISTINCT FROM k.sides
    ), written AS (
      INSERT INTO public.tv_sides AS t (sides, name, amount)
      SELECT * FROM fresh
      ON CONFLICT (sides)
      DO UPDATE SET sides = excluded.sides, name = excluded.name, amount = excluded.amount
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(CAST(gone.sides AS text))
    INTO v_gone
    FROM (SELECT * FROM (SELECT held.sides::numeric[] AS sides FROM unnest(p_keys) AS held (sides)) AS held EXCEPT SELECT fresh.sides FROM fresh) AS gone (sides);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_sides AS t
    USING (SELECT held.sides::numeric[] AS sides FROM unnest(v_gone) AS held (sides)) AS k (sides)
    WHERE t.sides IS NOT DISTINCT FROM k.sides;
  END IF;
END
$function$;

-- Makes all rows of public.tv_sides equal to those of public.v_sides, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_sides() RETURNS void
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
  DELETE FROM public.tv_sides AS t
  USING (
    SELECT t.sides FROM public.tv_sides AS t
    EXCEPT
    SELECT v.sides FROM public.v_sides AS v
  ) AS k (sides)
  WHERE t.sides IS NOT DISTINCT FROM k.sides;

  INSERT INTO public.tv_sides AS t (sides, name, amount)
  SELECT v.sides, v.name, v.amount
  FROM public.v_sides AS v
  ON CONFLICT (sides)
  DO UPDATE SET sides = excluded.sides, name = excluded.name, amount = excluded.amount
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_sides out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_sides(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_b_sides text[];
  v_tb_shape_sides text[];
  v_keys text[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_box b (sides)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_shape (sides)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_b_sides, v_tb_shape_sides, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(4)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_sides');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_sides();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_box b: sides = b.sides
  IF v_b_sides IS NOT NULL THEN
    v_keys := v_keys || v_b_sides;
  END IF;

  -- tb_shape: sides = tb_shape.sides
  IF v_tb_shape_sides IS NOT NULL THEN
    v_keys := v_keys || v_tb_shape_sides;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM (SELECT held.sides::numeric[] AS sides FROM unnest(v_keys) AS held (sides)) AS held) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(4, 1) FROM unnest(v_keys) AS k (sides)
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
    PERFORM tviews.refresh_tv_sides(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_sides, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_sides() RETURNS text[]
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
    FROM unnest(ARRAY[1, 2]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_shape, tv_sides reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.sides, r.amount, ROW (r.sides)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after_1 AS (SELECT r.sides, r.amount, ROW (r.sides)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_shape reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.size, r.amount, ROW (r.size)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after_2 AS (SELECT r.size, r.amount, ROW (r.size)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      ),
      -- What tv_shape reads of the rows before and after, and where that differs.
      before_3 AS (SELECT r.span, r.amount, ROW (r.span)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after_3 AS (SELECT r.span, r.amount, ROW (r.span)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed_3 AS (
        (TABLE before_3 EXCEPT ALL TABLE after_3) UNION ALL (TABLE after_3 EXCEPT ALL TABLE before_3)
      ),
      -- What tv_shape reads of the rows before and after, and where that differs.
      before_4 AS (SELECT r.wait, r.amount, ROW (r.wait)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after_4 AS (SELECT r.wait, r.amount, ROW (r.wait)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed_4 AS (
        (TABLE before_4 EXCEPT ALL TABLE after_4) UNION ALL (TABLE after_4 EXCEPT ALL TABLE before_4)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_box b (sides)', array_agg(DISTINCT r.sides::text)
      FROM changed_1 AS r WHERE r.sides IS DISTINCT FROM NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_box b (sides)', array_agg(DISTINCT r.sides::text)
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 1, 'tb_box b (size)', array_agg(DISTINCT r.size::text)
      FROM changed_2 AS r WHERE r.size IS DISTINCT FROM NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 1, 'tb_box b (span)', array_agg(DISTINCT r.span::text)
      FROM changed_3 AS r WHERE r.span IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 1, 'tb_box b (wait)', array_agg(DISTINCT r.wait::text)
      FROM changed_4 AS r WHERE r.wait IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_box b (sides)', array_agg(DISTINCT r.sides::text)
      FROM changed_rows AS r WHERE r.sides IS DISTINCT FROM NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 1, 'tb_box b (size)', array_agg(DISTINCT r.size::text)
      FROM changed_rows AS r WHERE r.size IS DISTINCT FROM NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 1, 'tb_box b (span)', array_agg(DISTINCT r.span::text)
      FROM changed_rows AS r WHERE r.span IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 1, 'tb_box b (wait)', array_agg(DISTINCT r.wait::text)
      FROM changed_rows AS r WHERE r.wait IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_box b (sides)', array_agg(DISTINCT r.sides::text)
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

-- The triggers of public.tb_shape.
CREATE FUNCTION tviews.watch_tb_shape() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_shape puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_shape() RETURNS trigger
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
    FROM unnest(ARRAY[1, 2]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_shape reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_shape, r.wait, r.name, ROW (r.sides, r.size, r.span, r.wait)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after_1 AS (SELECT r.pk_shape, r.wait, r.name, ROW (r.sides, r.size, r.span, r.wait)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_sides reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_shape, r.sides, r.name, ROW (r.sides)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after_2 AS (SELECT r.pk_shape, r.sides, r.name, ROW (r.sides)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_shape s (pk_shape)', array_agg(DISTINCT r.pk_shape)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.wait))))
          || array_agg(DISTINCT tviews.lock_id(2, 1))
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_shape (sides)', array_agg(DISTINCT r.sides::text),
        NULL::bigint[]
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_shape s (pk_shape)', array_agg(r.pk_shape)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.wait))))
          || array_agg(DISTINCT tviews.lock_id(2, 1))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_shape (sides)', array_agg(DISTINCT r.sides::text),
        NULL::bigint[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_shape', 'enqueue_tb_shape', 'tviews_tb_shape', true);
RETURN false;
END
$activate$;
