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
    (1, 'public.tv_line', 'public.v_line', false, ARRAY['pk_line'], 'r.pk_line = k.pk_line',
      'jsonb_build_object(''pk_line'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_line(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_line', 'public.tb_price']::text[], 'activate_tv_line', 'equip_tv_line', ARRAY['drain_tv_line', 'refresh_tv_line', 'rebuild_tv_line'], 'drain_tv_line',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_line', ARRAY['ordered_on', 'pk_line', 'product', 'quantity']::text[], ARRAY['date', 'integer', 'text', 'integer']::text[], 'tviews_tb_line', 'enqueue_tb_line', NULL, true, 'watch_tb_line'),
    ('public.tb_price', ARRAY['amount', 'product', 'valid_from', 'valid_to']::text[], ARRAY['numeric', 'text', 'date', 'date']::text[], 'tviews_tb_price', 'enqueue_tb_price', NULL, true, 'watch_tb_price')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_line', 'public.tb_line', ARRAY['l']::text[], ARRAY['pk_line', 'product', 'ordered_on', 'quantity']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_line = l.pk_line'),
    ('public.tv_line', 'public.tb_price', ARRAY['p']::text[], ARRAY['product', 'valid_from', 'valid_to', 'amount']::text[], false,
      'mapped', 1, ARRAY['public.tb_line']::text[], 'l.product = p.product AND p.valid_from <= l.ordered_on AND l.ordered_on < p.valid_to, pk_line = l.pk_line')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_line', 'public.tb_line', 'btree', ARRAY['pk_line'], false, 'CREATE INDEX tb_line_pk_line_idx ON public.tb_line (pk_line);'),
    (2, 'public.tv_line', 'public.tb_price', 'btree', ARRAY['product'], false, 'CREATE INDEX tb_price_product_idx ON public.tb_price (product);'),
    (3, 'public.tv_line', 'public.tb_line', 'btree', ARRAY['product'], false, 'CREATE INDEX tb_line_product_idx ON public.tb_line (product);')
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
    ('public.tb_line', 'not-null', ARRAY['pk_line']),
    ('public.tb_line', 'not-null', ARRAY['product']),
    ('public.tb_line', 'unique', ARRAY['pk_line']),
    ('public.tb_price', 'not-null', ARRAY['product']),
    ('public.tb_price', 'not-null', ARRAY['valid_from']),
    ('public.tb_price', 'not-null', ARRAY['valid_to'])
$function$;

-- public.tv_line, key (pk_line).
CREATE FUNCTION tviews.activate_tv_line() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_line', 'public.v_line', 'pk_line, product, total, unpriced', $definition$
SELECT *
FROM (
SELECT l.pk_line, l.product, p.amount * l.quantity AS total, p.amount IS NULL AS unpriced
FROM tb_line l
LEFT JOIN tb_price p ON p.product = l.product AND p.valid_from <= l.ordered_on AND l.ordered_on < p.valid_to
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_line') IS NULL THEN
  CREATE TABLE public.tv_line (LIKE public.v_line) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_line') THEN
    INSERT INTO public.tv_line SELECT * FROM public.v_line;
  END IF;
  PERFORM tviews.put_key('activate_tv_line', 'public.tv_line', 'PRIMARY KEY (pk_line)');
  ANALYZE public.tv_line;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_line', 'public.tv_line', 'public.v_line', 'PRIMARY KEY (pk_line)') THEN
  IF tviews.fill_now('activate_tv_line') THEN
    INSERT INTO public.tv_line SELECT * FROM public.v_line;
  END IF;
  PERFORM tviews.put_key('activate_tv_line', 'public.tv_line', 'PRIMARY KEY (pk_line)');
END IF;

-- Makes the rows of public.tv_line with these keys equal to those of public.v_line, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_line(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
  v_twice text;
BEGIN
  -- No constraint proves that the key is unique.
  SELECT concat_ws(', ', k.pk_line) INTO v_twice
  FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_line)
  CROSS JOIN LATERAL (
    SELECT count(*) AS rows FROM public.v_line AS v
    WHERE v.pk_line = k.pk_line
    OFFSET 0
  ) AS found
  WHERE found.rows > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_line', v_twice);
  END IF;

  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_line, v.product, v.total, v.unpriced
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_line)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_line AS v
        WHERE v.pk_line = k.pk_line
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_line AS t (pk_line, product, total, unpriced)
      SELECT * FROM fresh
      ON CONFLICT (pk_line)
      DO UPDATE SET product = excluded.product, total = excluded.total, unpriced = excluded.unpriced
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_line)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_line FROM fresh) AS gone (pk_line);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_line, v.product, v.total, v.unpriced
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_line)
      JOIN public.v_line AS v ON v.pk_line = k.pk_line
    ), written AS (
      INSERT INTO public.tv_line AS t (pk_line, product, total, unpriced)
      SELECT * FROM fresh
      ON CONFLICT (pk_line)
      DO UPDATE SET product = excluded.product, total = excluded.total, unpriced = excluded.unpriced
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_line)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_line FROM fresh) AS gone (pk_line);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_line AS t
    USING unnest(v_gone) AS k (pk_line)
    WHERE t.pk_line = k.pk_line;
  END IF;
END
$function$;

-- Makes all rows of public.tv_line equal to those of public.v_line, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_line() RETURNS void
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
  SELECT concat_ws(', ', v.pk_line) INTO v_twice
  FROM public.v_line AS v
  GROUP BY v.pk_line
  HAVING count(*) > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_line', v_twice);
  END IF;

  DELETE FROM public.tv_line AS t
  USING (
    SELECT t.pk_line FROM public.tv_line AS t
    EXCEPT
    SELECT v.pk_line FROM public.v_line AS v
  ) AS k (pk_line)
  WHERE t.pk_line = k.pk_line;

  INSERT INTO public.tv_line AS t (pk_line, product, total, unpriced)
  SELECT v.pk_line, v.product, v.total, v.unpriced
  FROM public.v_line AS v
  ON CONFLICT (pk_line)
  DO UPDATE SET product = excluded.product, total = excluded.total, unpriced = excluded.unpriced
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_line out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_line(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_l_pk_line integer[];
  v_p_product text[];
  v_p_valid_from date[];
  v_p_valid_to date[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_line l (pk_line)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_price p (product, valid_from, valid_to)'),
    array_agg(value.c2::date) FILTER (WHERE taken.route = 'tb_price p (product, valid_from, valid_to)'),
    array_agg(value.c3::date) FILTER (WHERE taken.route = 'tb_price p (product, valid_from, valid_to)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_l_pk_line, v_p_product, v_p_valid_from, v_p_valid_to, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2], taken.keys[3:3]) AS value (c1, c2, c3) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_line');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_line();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_line (product)
  IF v_p_product IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.product)))
      FROM unnest(v_p_product, v_p_valid_from, v_p_valid_to) AS changed (product, valid_from, valid_to)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_line l: pk_line = l.pk_line
  IF v_l_pk_line IS NOT NULL THEN
    v_keys := v_keys || v_l_pk_line;
  END IF;

  -- tb_price p: l.product = p.product AND p.valid_from <= l.ordered_on AND l.ordered_on < p.valid_to, pk_line = l.pk_line
  IF v_p_product IS NOT NULL THEN
    IF cardinality(v_p_product) > 1 THEN
      SELECT array_agg(changed.c1), array_agg(changed.c2), array_agg(changed.c3)
      INTO v_p_product, v_p_valid_from, v_p_valid_to
      FROM (SELECT DISTINCT * FROM unnest(v_p_product, v_p_valid_from, v_p_valid_to) AS changed (c1, c2, c3)) AS changed;
    END IF;
    v_keys := v_keys || ARRAY (
      SELECT l.pk_line
      FROM unnest(v_p_product, v_p_valid_from, v_p_valid_to) AS changed (product, valid_from, valid_to)
      JOIN public.tb_line AS l ON l.product = changed.product AND changed.valid_from <= l.ordered_on AND l.ordered_on < changed.valid_to
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.pk_line))) FROM unnest(v_keys) AS k (pk_line)
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
    PERFORM tviews.refresh_tv_line(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_line, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_line() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_line.
CREATE FUNCTION tviews.watch_tb_line() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_line puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_line() RETURNS trigger
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
      -- What tv_line reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_line, r.product, r.ordered_on, r.quantity FROM old_rows AS r),
      after AS (SELECT r.pk_line, r.product, r.ordered_on, r.quantity FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_line l (pk_line)', ARRAY[array_agg(DISTINCT r.pk_line)::text[]],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.product))))
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_line l (pk_line)', ARRAY[array_agg(r.pk_line)::text[]],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.product))))
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_line', 'enqueue_tb_line', 'tviews_tb_line', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_price.
CREATE FUNCTION tviews.watch_tb_price() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_price puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_price() RETURNS trigger
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
      -- What tv_line reads of the rows before and after, and where that differs.
      before AS (SELECT r.product, r.valid_from, r.valid_to, ROW (r.amount)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after AS (SELECT r.product, r.valid_from, r.valid_to, ROW (r.amount)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_price p (product, valid_from, valid_to)', ARRAY[array_agg(r.product)::text[], array_agg(r.valid_from), array_agg(r.valid_to)]
      FROM (SELECT DISTINCT r.product, r.valid_from::text AS valid_from, r.valid_to::text AS valid_to FROM changed AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_price p (product, valid_from, valid_to)', ARRAY[array_agg(r.product)::text[], array_agg(r.valid_from), array_agg(r.valid_to)]
      FROM (SELECT DISTINCT r.product, r.valid_from::text AS valid_from, r.valid_to::text AS valid_to FROM changed_rows AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_price', 'enqueue_tb_price', 'tviews_tb_price', true);
RETURN false;
END
$activate$;
