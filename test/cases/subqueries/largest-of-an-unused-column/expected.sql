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
    (1, 'public.tv_shelf', 'public.v_shelf', false, ARRAY['pk_shelf'], 'r.pk_shelf = k.pk_shelf',
      'jsonb_build_object(''pk_shelf'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_shelf(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_book', 'public.tb_review', 'public.tb_shelf']::text[], 'activate_tv_shelf', 'equip_tv_shelf', ARRAY['drain_tv_shelf', 'refresh_tv_shelf', 'rebuild_tv_shelf'], 'drain_tv_shelf',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_book', ARRAY['fk_shelf']::text[], ARRAY['integer']::text[], 'tviews_tb_book', 'enqueue_tb_book', NULL, true, 'watch_tb_book'),
    ('public.tb_review', ARRAY['fk_book', 'pk_review']::text[], ARRAY['integer', 'integer']::text[], 'tviews_tb_review', 'enqueue_tb_review', NULL, true, 'watch_tb_review'),
    ('public.tb_shelf', ARRAY['label', 'pk_shelf']::text[], ARRAY['text', 'integer']::text[], 'tviews_tb_shelf', 'enqueue_tb_shelf', NULL, true, 'watch_tb_shelf')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_shelf', 'public.tb_book', ARRAY['b']::text[], ARRAY[]::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_shelf = b.fk_shelf'),
    ('public.tv_shelf', 'public.tb_review', ARRAY['r']::text[], ARRAY[]::text[], false,
      'mapped', 1, ARRAY['public.tb_review', 'public.tb_book']::text[], 'o.pk_review = r.pk_review, b.pk_book = o.fk_book, pk_shelf = b.fk_shelf'),
    ('public.tv_shelf', 'public.tb_review', ARRAY['o']::text[], ARRAY[]::text[], false,
      'mapped', 1, ARRAY['public.tb_book']::text[], 'b.pk_book = o.fk_book, pk_shelf = b.fk_shelf'),
    ('public.tv_shelf', 'public.tb_shelf', ARRAY['s', 'x']::text[], ARRAY['pk_shelf', 'label']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_shelf = changed.pk_shelf')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_shelf', 'public.tb_book', 'btree', ARRAY['fk_shelf'], false, 'CREATE INDEX tb_book_fk_shelf_idx ON public.tb_book (fk_shelf);'),
    (2, 'public.tv_shelf', 'public.tb_review', 'btree', ARRAY['pk_review'], false, 'CREATE INDEX tb_review_pk_review_idx ON public.tb_review (pk_review);'),
    (3, 'public.tv_shelf', 'public.tb_book', 'btree', ARRAY['pk_book'], false, 'CREATE INDEX tb_book_pk_book_idx ON public.tb_book (pk_book);'),
    (4, 'public.tv_shelf', 'public.tb_review', 'btree', ARRAY['fk_book'], false, 'CREATE INDEX tb_review_fk_book_idx ON public.tb_review (fk_book);'),
    (5, 'public.tv_shelf', 'public.tb_shelf', 'btree', ARRAY['pk_shelf'], false, 'CREATE INDEX tb_shelf_pk_shelf_idx ON public.tb_shelf (pk_shelf);')
$function$;

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_book', 'not-null', ARRAY['pk_book']),
    ('public.tb_book', 'unique', ARRAY['pk_book']),
    ('public.tb_review', 'not-null', ARRAY['pk_review']),
    ('public.tb_review', 'unique', ARRAY['pk_review']),
    ('public.tb_shelf', 'not-null', ARRAY['pk_shelf']),
    ('public.tb_shelf', 'unique', ARRAY['pk_shelf'])
$function$;

-- public.tv_shelf, key (pk_shelf).
CREATE FUNCTION tviews.activate_tv_shelf() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_shelf', 'public.v_shelf', 'pk_shelf, label', $definition$
SELECT *
FROM (
SELECT s.pk_shelf, q.label
FROM tb_shelf s
JOIN (
  SELECT x.pk_shelf, x.label,
    ARRAY (
      SELECT r.body
      FROM tb_book b
      JOIN tb_review r ON r.pk_review = (SELECT max(o.pk_review) FROM tb_review o WHERE o.fk_book = b.pk_book)
      WHERE b.fk_shelf = x.pk_shelf
      ORDER BY r.pk_review
    ) AS unused
  FROM tb_shelf x
) q ON q.pk_shelf = s.pk_shelf
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
      SELECT v.pk_shelf, v.label
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_shelf)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_shelf AS v
        WHERE v.pk_shelf = k.pk_shelf
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_shelf AS t (pk_shelf, label)
      SELECT * FROM fresh
      ON CONFLICT (pk_shelf)
      DO UPDATE SET label = excluded.label
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_shelf)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_shelf FROM fresh) AS gone (pk_shelf);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_shelf, v.label
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_shelf)
      JOIN public.v_shelf AS v ON v.pk_shelf = k.pk_shelf
    ), written AS (
      INSERT INTO public.tv_shelf AS t (pk_shelf, label)
      SELECT * FROM fresh
      ON CONFLICT (pk_shelf)
      DO UPDATE SET label = excluded.label
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

  INSERT INTO public.tv_shelf AS t (pk_shelf, label)
  SELECT v.pk_shelf, v.label
  FROM public.v_shelf AS v
  ON CONFLICT (pk_shelf)
  DO UPDATE SET label = excluded.label
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
  v_b_fk_shelf integer[];
  v_r_pk_review integer[];
  v_o_fk_book integer[];
  v_s_pk_shelf integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_book b (fk_shelf)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_review r (pk_review)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_review o (fk_book)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_shelf s x (pk_shelf)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_b_fk_shelf, v_r_pk_review, v_o_fk_book, v_s_pk_shelf, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2), tviews.class_lock_id(3)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_shelf');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_shelf();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_review (pk_review)
  IF v_r_pk_review IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.pk_review)))
      FROM unnest(v_r_pk_review) AS changed (pk_review)
    );
  END IF;
  v_held := v_held || tviews.hold(tviews.links_between(v_links, 1, 1), v_lookups, p_most - cardinality(v_held));

  -- Looked up below, and changed by this transaction: public.tb_book (pk_book)
  v_lookups := '{}';
  IF v_r_pk_review IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(2, hash_record(ROW (o.fk_book)))
      FROM public.tb_review AS o
      WHERE o.pk_review = ANY (v_r_pk_review)
    );
  END IF;
  IF v_o_fk_book IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(2, hash_record(ROW (changed.fk_book)))
      FROM unnest(v_o_fk_book) AS changed (fk_book)
    );
  END IF;
  v_held := v_held || tviews.hold(tviews.links_between(v_links, 2, 2), v_lookups, p_most - cardinality(v_held));

  -- tb_book b: pk_shelf = b.fk_shelf
  IF v_b_fk_shelf IS NOT NULL THEN
    v_keys := v_keys || v_b_fk_shelf;
  END IF;

  -- tb_review r: o.pk_review = r.pk_review, b.pk_book = o.fk_book, pk_shelf = b.fk_shelf
  IF v_r_pk_review IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT b.fk_shelf
      FROM public.tb_review AS o
      JOIN public.tb_book AS b ON b.pk_book = o.fk_book
      WHERE o.pk_review = ANY (v_r_pk_review) AND b.fk_shelf IS NOT NULL
    );
  END IF;

  -- tb_review o: b.pk_book = o.fk_book, pk_shelf = b.fk_shelf
  IF v_o_fk_book IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT b.fk_shelf
      FROM public.tb_book AS b
      WHERE b.pk_book = ANY (v_o_fk_book) AND b.fk_shelf IS NOT NULL
    );
  END IF;

  -- tb_shelf s, x: pk_shelf = changed.pk_shelf
  IF v_s_pk_shelf IS NOT NULL THEN
    v_keys := v_keys || v_s_pk_shelf;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(3, hash_record(ROW (k.pk_shelf))) FROM unnest(v_keys) AS k (pk_shelf)
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

-- The triggers of public.tb_book.
CREATE FUNCTION tviews.watch_tb_book() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_book puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_book() RETURNS trigger
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
    NULL;  -- TVIEWs count the rows, but read no column of them.
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_book b (fk_shelf)', array_agg(DISTINCT r.fk_shelf)::text[]
      FROM changed_rows AS r WHERE r.fk_shelf IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_book', 'enqueue_tb_book', 'tviews_tb_book', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_review.
CREATE FUNCTION tviews.watch_tb_review() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_review puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_review() RETURNS trigger
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
    NULL;  -- TVIEWs count the rows, but read no column of them.
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_review r (pk_review)', array_agg(r.pk_review)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 1, 'tb_review o (fk_book)', array_agg(DISTINCT r.fk_book)::text[]
      FROM changed_rows AS r WHERE r.fk_book IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_review', 'enqueue_tb_review', 'tviews_tb_review', true);
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
    FROM unnest(ARRAY[1]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_shelf reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_shelf, r.label FROM old_rows AS r),
      after AS (SELECT r.pk_shelf, r.label FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_shelf s x (pk_shelf)', array_agg(DISTINCT r.pk_shelf)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_shelf s x (pk_shelf)', array_agg(r.pk_shelf)::text[]
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
