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
    (1, 'public.tv_author', 'public.v_author', false, ARRAY['pk_author'], 'r.pk_author = k.pk_author',
      'jsonb_build_object(''pk_author'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_author(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_author', 'public.tb_book', 'public.tb_publisher']::text[], 'activate_tv_author', 'equip_tv_author', ARRAY['drain_tv_author', 'refresh_tv_author', 'rebuild_tv_author'], 'drain_tv_author',
      false, false, 1000),
    (2, 'public.tv_first', 'public.v_first', false, ARRAY['pk_author'], 'r.pk_author = k.pk_author',
      'jsonb_build_object(''pk_author'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_first(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_author', 'public.tb_book']::text[], 'activate_tv_first', 'equip_tv_first', ARRAY['drain_tv_first', 'refresh_tv_first', 'rebuild_tv_first'], 'drain_tv_first',
      false, false, 1000),
    (3, 'public.tv_newest', 'public.v_newest', false, ARRAY['pk_author', 'pk_book'], 'r.pk_author = k.pk_author AND r.pk_book = k.pk_book',
      'jsonb_build_object(''pk_author'', CAST($1[1][n] AS integer), ''pk_book'', CAST($1[2][n] AS integer))', 'tviews.refresh_tv_newest(ARRAY(SELECT unnest($1[1:1]))::integer[], ARRAY(SELECT unnest($1[2:2]))::integer[])',
      ARRAY['public.tb_author', 'public.tb_book', 'public.tb_publisher']::text[], 'activate_tv_newest', 'equip_tv_newest', ARRAY['drain_tv_newest', 'refresh_tv_newest', 'rebuild_tv_newest'], 'drain_tv_newest',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_author', ARRAY['name', 'pk_author']::text[], ARRAY['text', 'integer']::text[], 'tviews_tb_author', 'enqueue_tb_author', NULL, true, 'watch_tb_author'),
    ('public.tb_book', ARRAY['fk_author', 'fk_publisher', 'pk_book', 'title', 'year']::text[], ARRAY['integer', 'integer', 'integer', 'text', 'integer']::text[], 'tviews_tb_book', 'enqueue_tb_book', NULL, true, 'watch_tb_book'),
    ('public.tb_publisher', ARRAY['name', 'pk_publisher']::text[], ARRAY['text', 'integer']::text[], 'tviews_tb_publisher', 'enqueue_tb_publisher', NULL, true, 'watch_tb_publisher')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_author', 'public.tb_author', ARRAY['a']::text[], ARRAY['pk_author', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_author = a.pk_author'),
    ('public.tv_author', 'public.tb_book', ARRAY['x']::text[], ARRAY['pk_book', 'fk_author', 'fk_publisher', 'year', 'title']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_author = x.fk_author'),
    ('public.tv_author', 'public.tb_publisher', ARRAY['p']::text[], ARRAY['pk_publisher', 'name']::text[], false,
      'mapped', 1, ARRAY['public.tb_book']::text[], 'x.fk_publisher = p.pk_publisher, pk_author = x.fk_author'),
    ('public.tv_first', 'public.tb_author', ARRAY['a']::text[], ARRAY['pk_author']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_author = a.pk_author'),
    ('public.tv_first', 'public.tb_book', ARRAY['x']::text[], ARRAY['pk_book', 'fk_author', 'year', 'title']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_author = x.fk_author'),
    ('public.tv_newest', 'public.tb_author', ARRAY['a']::text[], ARRAY['pk_author']::text[], false,
      'mapped', 1, ARRAY['public.tb_book']::text[], 'x.fk_author = a.pk_author, pk_author = a.pk_author, pk_book = x.pk_book'),
    ('public.tv_newest', 'public.tb_book', ARRAY['x']::text[], ARRAY['pk_book', 'fk_author', 'fk_publisher', 'year', 'title']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_author = x.fk_author, pk_book = x.pk_book'),
    ('public.tv_newest', 'public.tb_book', ARRAY['x']::text[], ARRAY['pk_book', 'fk_author', 'year']::text[], false,
      'mapped', 1, ARRAY['public.tb_book']::text[], 'x.fk_author = x.fk_author, pk_author = x.fk_author, pk_book = x.pk_book'),
    ('public.tv_newest', 'public.tb_publisher', ARRAY['p']::text[], ARRAY['pk_publisher', 'name']::text[], false,
      'mapped', 1, ARRAY['public.tb_book']::text[], 'x.fk_publisher = p.pk_publisher, pk_author = x.fk_author, pk_book = x.pk_book')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_author', 'public.tb_author', 'btree', ARRAY['pk_author'], false, 'CREATE INDEX tb_author_pk_author_idx ON public.tb_author (pk_author);'),
    (2, 'public.tv_author', 'public.tb_book', 'btree', ARRAY['fk_author'], false, 'CREATE INDEX tb_book_fk_author_idx ON public.tb_book (fk_author);'),
    (3, 'public.tv_author', 'public.tb_publisher', 'btree', ARRAY['pk_publisher'], false, 'CREATE INDEX tb_publisher_pk_publisher_idx ON public.tb_publisher (pk_publisher);'),
    (4, 'public.tv_author', 'public.tb_book', 'btree', ARRAY['fk_publisher'], false, 'CREATE INDEX tb_book_fk_publisher_idx ON public.tb_book (fk_publisher);'),
    (5, 'public.tv_first', 'public.tb_author', 'btree', ARRAY['pk_author'], false, 'CREATE INDEX tb_author_pk_author_idx ON public.tb_author (pk_author);'),
    (6, 'public.tv_first', 'public.tb_book', 'btree', ARRAY['fk_author'], false, 'CREATE INDEX tb_book_fk_author_idx ON public.tb_book (fk_author);'),
    (7, 'public.tv_newest', 'public.tb_author', 'btree', ARRAY['pk_author'], false, 'CREATE INDEX tb_author_pk_author_idx ON public.tb_author (pk_author);'),
    (8, 'public.tv_newest', 'public.tb_book', 'btree', ARRAY['fk_author'], false, 'CREATE INDEX tb_book_fk_author_idx ON public.tb_book (fk_author);'),
    (9, 'public.tv_newest', 'public.tb_book', 'btree', ARRAY['fk_author', 'pk_book'], false, 'CREATE INDEX tb_book_fk_author_pk_book_idx ON public.tb_book (fk_author, pk_book);'),
    (10, 'public.tv_newest', 'public.tb_publisher', 'btree', ARRAY['pk_publisher'], false, 'CREATE INDEX tb_publisher_pk_publisher_idx ON public.tb_publisher (pk_publisher);'),
    (11, 'public.tv_newest', 'public.tb_book', 'btree', ARRAY['fk_publisher'], false, 'CREATE INDEX tb_book_fk_publisher_idx ON public.tb_book (fk_publisher);')
$function$;

-- The highest number of a class of locks.
CREATE FUNCTION tviews.built_lock_classes() RETURNS integer
LANGUAGE sql IMMUTABLE
AS 'SELECT 6';

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_author', 'not-null', ARRAY['pk_author']),
    ('public.tb_author', 'unique', ARRAY['pk_author']),
    ('public.tb_book', 'not-null', ARRAY['pk_book']),
    ('public.tb_book', 'unique', ARRAY['pk_book']),
    ('public.tb_publisher', 'not-null', ARRAY['pk_publisher']),
    ('public.tb_publisher', 'unique', ARRAY['pk_publisher'])
$function$;

-- public.tv_author, key (pk_author).
CREATE FUNCTION tviews.activate_tv_author() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_author', 'public.v_author', 'pk_author, name, newest', $definition$
SELECT *
FROM (
SELECT a.pk_author, a.name, jsonb_agg(jsonb_build_object('title', b.title, 'publisher', p.name) ORDER BY b.year DESC) AS newest
FROM tb_author a
LEFT JOIN LATERAL (
  SELECT x.title, x.year, x.fk_publisher FROM tb_book x WHERE x.fk_author = a.pk_author ORDER BY x.year DESC, x.pk_book LIMIT 2
) b ON true
LEFT JOIN tb_publisher p ON p.pk_publisher = b.fk_publisher
GROUP BY a.pk_author
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_author') IS NULL THEN
  CREATE TABLE public.tv_author (LIKE public.v_author) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_author') THEN
    INSERT INTO public.tv_author SELECT * FROM public.v_author;
  END IF;
  PERFORM tviews.put_key('activate_tv_author', 'public.tv_author', 'PRIMARY KEY (pk_author)');
  ANALYZE public.tv_author;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_author', 'public.tv_author', 'public.v_author', 'PRIMARY KEY (pk_author)') THEN
  IF tviews.fill_now('activate_tv_author') THEN
    INSERT INTO public.tv_author SELECT * FROM public.v_author;
  END IF;
  PERFORM tviews.put_key('activate_tv_author', 'public.tv_author', 'PRIMARY KEY (pk_author)');
END IF;

-- Makes the rows of public.tv_author with these keys equal to those of public.v_author, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_author(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_author, v.name, v.newest
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_author)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_author AS v
        WHERE v.pk_author = k.pk_author
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_author AS t (pk_author, name, newest)
      SELECT * FROM fresh
      ON CONFLICT (pk_author)
      DO UPDATE SET name = excluded.name, newest = excluded.newest
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_author)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_author FROM fresh) AS gone (pk_author);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_author, v.name, v.newest
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_author)
      JOIN public.v_author AS v ON v.pk_author = k.pk_author
    ), written AS (
      INSERT INTO public.tv_author AS t (pk_author, name, newest)
      SELECT * FROM fresh
      ON CONFLICT (pk_author)
      DO UPDATE SET name = excluded.name, newest = excluded.newest
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_author)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_author FROM fresh) AS gone (pk_author);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_author AS t
    USING unnest(v_gone) AS k (pk_author)
    WHERE t.pk_author = k.pk_author;
  END IF;
END
$function$;

-- Makes all rows of public.tv_author equal to those of public.v_author, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_author() RETURNS void
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
  DELETE FROM public.tv_author AS t
  USING (
    SELECT t.pk_author FROM public.tv_author AS t
    EXCEPT
    SELECT v.pk_author FROM public.v_author AS v
  ) AS k (pk_author)
  WHERE t.pk_author = k.pk_author;

  INSERT INTO public.tv_author AS t (pk_author, name, newest)
  SELECT v.pk_author, v.name, v.newest
  FROM public.v_author AS v
  ON CONFLICT (pk_author)
  DO UPDATE SET name = excluded.name, newest = excluded.newest
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_author out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_author(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_a_pk_author integer[];
  v_x_fk_author integer[];
  v_p_pk_publisher integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_author a (pk_author)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_book x (fk_author)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_publisher p (pk_publisher)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_a_pk_author, v_x_fk_author, v_p_pk_publisher, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_author');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_author();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_book (fk_publisher)
  IF v_p_pk_publisher IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.pk_publisher)))
      FROM unnest(v_p_pk_publisher) AS changed (pk_publisher)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_author a: pk_author = a.pk_author
  IF v_a_pk_author IS NOT NULL THEN
    v_keys := v_keys || v_a_pk_author;
  END IF;

  -- tb_book x: pk_author = x.fk_author
  IF v_x_fk_author IS NOT NULL THEN
    v_keys := v_keys || v_x_fk_author;
  END IF;

  -- tb_publisher p: x.fk_publisher = p.pk_publisher, pk_author = x.fk_author
  IF v_p_pk_publisher IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT x.fk_author
      FROM public.tb_book AS x
      WHERE x.fk_publisher = ANY (v_p_pk_publisher) AND x.fk_author IS NOT NULL
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.pk_author))) FROM unnest(v_keys) AS k (pk_author)
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
    PERFORM tviews.refresh_tv_author(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_author, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_author() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_first, key (pk_author).
CREATE FUNCTION tviews.activate_tv_first() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_first', 'public.v_first', 'pk_author, pk_book, title', $definition$
SELECT *
FROM (
SELECT a.pk_author, b.pk_book, b.title
FROM tb_author a, LATERAL (SELECT * FROM tb_book x WHERE x.fk_author = a.pk_author ORDER BY x.year, x.pk_book FETCH FIRST ROW ONLY) b
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_first') IS NULL THEN
  CREATE TABLE public.tv_first (LIKE public.v_first) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_first') THEN
    INSERT INTO public.tv_first SELECT * FROM public.v_first;
  END IF;
  PERFORM tviews.put_key('activate_tv_first', 'public.tv_first', 'PRIMARY KEY (pk_author)');
  ANALYZE public.tv_first;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_first', 'public.tv_first', 'public.v_first', 'PRIMARY KEY (pk_author)') THEN
  IF tviews.fill_now('activate_tv_first') THEN
    INSERT INTO public.tv_first SELECT * FROM public.v_first;
  END IF;
  PERFORM tviews.put_key('activate_tv_first', 'public.tv_first', 'PRIMARY KEY (pk_author)');
END IF;

-- Makes the rows of public.tv_first with these keys equal to those of public.v_first, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_first(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_author, v.pk_book, v.title
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_author)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_first AS v
        WHERE v.pk_author = k.pk_author
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_first AS t (pk_author, pk_book, title)
      SELECT * FROM fresh
      ON CONFLICT (pk_author)
      DO UPDATE SET pk_book = excluded.pk_book, title = excluded.title
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_author)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_author FROM fresh) AS gone (pk_author);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_author, v.pk_book, v.title
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_author)
      JOIN public.v_first AS v ON v.pk_author = k.pk_author
    ), written AS (
      INSERT INTO public.tv_first AS t (pk_author, pk_book, title)
      SELECT * FROM fresh
      ON CONFLICT (pk_author)
      DO UPDATE SET pk_book = excluded.pk_book, title = excluded.title
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_author)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_author FROM fresh) AS gone (pk_author);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_first AS t
    USING unnest(v_gone) AS k (pk_author)
    WHERE t.pk_author = k.pk_author;
  END IF;
END
$function$;

-- Makes all rows of public.tv_first equal to those of public.v_first, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_first() RETURNS void
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
  DELETE FROM public.tv_first AS t
  USING (
    SELECT t.pk_author FROM public.tv_first AS t
    EXCEPT
    SELECT v.pk_author FROM public.v_first AS v
  ) AS k (pk_author)
  WHERE t.pk_author = k.pk_author;

  INSERT INTO public.tv_first AS t (pk_author, pk_book, title)
  SELECT v.pk_author, v.pk_book, v.title
  FROM public.v_first AS v
  ON CONFLICT (pk_author)
  DO UPDATE SET pk_book = excluded.pk_book, title = excluded.title
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_first out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_first(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_a_pk_author integer[];
  v_x_fk_author integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_author a (pk_author)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_book x (fk_author)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_a_pk_author, v_x_fk_author, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(3)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_first');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_first();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_author a: pk_author = a.pk_author
  IF v_a_pk_author IS NOT NULL THEN
    v_keys := v_keys || v_a_pk_author;
  END IF;

  -- tb_book x: pk_author = x.fk_author
  IF v_x_fk_author IS NOT NULL THEN
    v_keys := v_keys || v_x_fk_author;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(3, hash_record(ROW (k.pk_author))) FROM unnest(v_keys) AS k (pk_author)
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
    PERFORM tviews.refresh_tv_first(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_first, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_first() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_newest, key (pk_author, pk_book).
CREATE FUNCTION tviews.activate_tv_newest() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_newest', 'public.v_newest', 'pk_author, pk_book, title, publisher', $definition$
SELECT *
FROM (
SELECT a.pk_author, b.pk_book, b.title, p.name AS publisher
FROM tb_author a
CROSS JOIN LATERAL (
  SELECT x.* FROM tb_book x WHERE x.fk_author = a.pk_author ORDER BY x.year DESC NULLS LAST, x.pk_book LIMIT 2
) b
LEFT JOIN tb_publisher p ON p.pk_publisher = b.fk_publisher
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_newest') IS NULL THEN
  CREATE TABLE public.tv_newest (LIKE public.v_newest) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_newest') THEN
    INSERT INTO public.tv_newest SELECT * FROM public.v_newest;
  END IF;
  PERFORM tviews.put_key('activate_tv_newest', 'public.tv_newest', 'PRIMARY KEY (pk_author, pk_book)');
  ANALYZE public.tv_newest;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_newest', 'public.tv_newest', 'public.v_newest', 'PRIMARY KEY (pk_author, pk_book)') THEN
  IF tviews.fill_now('activate_tv_newest') THEN
    INSERT INTO public.tv_newest SELECT * FROM public.v_newest;
  END IF;
  PERFORM tviews.put_key('activate_tv_newest', 'public.tv_newest', 'PRIMARY KEY (pk_author, pk_book)');
END IF;

-- Makes the rows of public.tv_newest with these keys equal to those of public.v_newest, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_newest(p_keys_1 integer[], p_keys_2 integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone_1 integer[];
  v_gone_2 integer[];
BEGIN
  IF cardinality(p_keys_1) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_author, v.pk_book, v.title, v.publisher
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_author, pk_book)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_newest AS v
        WHERE v.pk_author = k.pk_author AND v.pk_book = k.pk_book
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_newest AS t (pk_author, pk_book, title, publisher)
      SELECT * FROM fresh
      ON CONFLICT (pk_author, pk_book)
      DO UPDATE SET title = excluded.title, publisher = excluded.publisher
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_author), array_agg(gone.pk_book)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_author, fresh.pk_book FROM fresh) AS gone (pk_author, pk_book);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_author, v.pk_book, v.title, v.publisher
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_author, pk_book)
      JOIN public.v_newest AS v ON v.pk_author = k.pk_author AND v.pk_book = k.pk_book
    ), written AS (
      INSERT INTO public.tv_newest AS t (pk_author, pk_book, title, publisher)
      SELECT * FROM fresh
      ON CONFLICT (pk_author, pk_book)
      DO UPDATE SET title = excluded.title, publisher = excluded.publisher
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_author), array_agg(gone.pk_book)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_author, fresh.pk_book FROM fresh) AS gone (pk_author, pk_book);
  END IF;

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_newest AS t
    USING unnest(v_gone_1, v_gone_2) AS k (pk_author, pk_book)
    WHERE t.pk_author = k.pk_author AND t.pk_book = k.pk_book;
  END IF;
END
$function$;

-- Makes all rows of public.tv_newest equal to those of public.v_newest, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_newest() RETURNS void
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
  DELETE FROM public.tv_newest AS t
  USING (
    SELECT t.pk_author, t.pk_book FROM public.tv_newest AS t
    EXCEPT
    SELECT v.pk_author, v.pk_book FROM public.v_newest AS v
  ) AS k (pk_author, pk_book)
  WHERE t.pk_author = k.pk_author AND t.pk_book = k.pk_book;

  INSERT INTO public.tv_newest AS t (pk_author, pk_book, title, publisher)
  SELECT v.pk_author, v.pk_book, v.title, v.publisher
  FROM public.v_newest AS v
  ON CONFLICT (pk_author, pk_book)
  DO UPDATE SET title = excluded.title, publisher = excluded.publisher
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_newest out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_newest(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_a_pk_author integer[];
  v_x_pk_book integer[];
  v_x_fk_author integer[];
  v_route_3_1 integer[];
  v_p_pk_publisher integer[];
  v_keys_1 integer[];
  v_keys_2 integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(3)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_author a (pk_author)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_book x (pk_book, fk_author)'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'tb_book x (pk_book, fk_author)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_book x (fk_author)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_publisher p (pk_publisher)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_a_pk_author, v_x_pk_book, v_x_fk_author, v_route_3_1, v_p_pk_publisher, v_keys_1, v_keys_2
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(3, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(4), tviews.class_lock_id(5), tviews.class_lock_id(6)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_newest');
    IF p_notes THEN
      PERFORM tviews.note_rows(3, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(3, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_newest();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_book (fk_author), public.tb_book (fk_publisher)
  IF v_a_pk_author IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(4, hash_record(ROW (changed.pk_author)))
      FROM unnest(v_a_pk_author) AS changed (pk_author)
    );
  END IF;
  IF v_route_3_1 IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(4, hash_record(ROW (changed.fk_author)))
      FROM unnest(v_route_3_1) AS changed (fk_author)
    );
  END IF;
  IF v_p_pk_publisher IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(5, hash_record(ROW (changed.pk_publisher)))
      FROM unnest(v_p_pk_publisher) AS changed (pk_publisher)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_author a: x.fk_author = a.pk_author, pk_author = a.pk_author, pk_book = x.pk_book
  IF v_a_pk_author IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(changed.pk_author), v_keys_2 || array_agg(x.pk_book)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_a_pk_author) AS changed (pk_author)
    JOIN public.tb_book AS x ON x.fk_author = changed.pk_author;
  END IF;

  -- tb_book x: pk_author = x.fk_author, pk_book = x.pk_book
  IF v_x_pk_book IS NOT NULL THEN
    v_keys_1 := v_keys_1 || v_x_fk_author;
    v_keys_2 := v_keys_2 || v_x_pk_book;
  END IF;

  -- tb_book x: x.fk_author = x.fk_author, pk_author = x.fk_author, pk_book = x.pk_book
  IF v_route_3_1 IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(changed.fk_author), v_keys_2 || array_agg(x.pk_book)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_route_3_1) AS changed (fk_author)
    JOIN public.tb_book AS x ON x.fk_author = changed.fk_author;
  END IF;

  -- tb_publisher p: x.fk_publisher = p.pk_publisher, pk_author = x.fk_author, pk_book = x.pk_book
  IF v_p_pk_publisher IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(x.fk_author), v_keys_2 || array_agg(x.pk_book)
    INTO v_keys_1, v_keys_2
    FROM public.tb_book AS x
    WHERE x.fk_publisher = ANY (v_p_pk_publisher) AND x.fk_author IS NOT NULL;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(3, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(6, hash_record(ROW (k.pk_author, k.pk_book))) FROM unnest(v_keys_1, v_keys_2) AS k (pk_author, pk_book)
  ), p_most - cardinality(v_held));
  IF pg_sequence_last_value('tviews.traced_since') IS NOT NULL THEN
    PERFORM tviews.leave_trace(v_held);
  END IF;
  IF cardinality(v_keys_1) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(3, ARRAY[v_keys_1::text[], v_keys_2::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_apart(3, ARRAY[v_keys_1::text[], v_keys_2::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_newest(v_keys_1, v_keys_2);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_newest, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_newest() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_author.
CREATE FUNCTION tviews.watch_tb_author() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_author puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_author() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[1, 2, 3]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_author reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_author, r.name FROM old_rows AS r),
      after_1 AS (SELECT r.pk_author, r.name FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_first, tv_newest reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_author FROM old_rows AS r),
      after_2 AS (SELECT r.pk_author FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_author a (pk_author)', array_agg(DISTINCT r.pk_author)::text[]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_author a (pk_author)', array_agg(DISTINCT r.pk_author)::text[]
      FROM changed_2 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_author a (pk_author)', ARRAY[array_agg(DISTINCT r.pk_author)::text[]]
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_author a (pk_author)', array_agg(r.pk_author)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_author a (pk_author)', array_agg(r.pk_author)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_author a (pk_author)', ARRAY[array_agg(r.pk_author)::text[]]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_author', 'enqueue_tb_author', 'tviews_tb_author', true);
RETURN false;
END
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
    FROM unnest(ARRAY[1, 2, 3]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_author, tv_newest reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_book, r.fk_author, r.fk_publisher, r.year, r.title FROM old_rows AS r),
      after_1 AS (SELECT r.pk_book, r.fk_author, r.fk_publisher, r.year, r.title FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_first reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_book, r.fk_author, r.year, r.title FROM old_rows AS r),
      after_2 AS (SELECT r.pk_book, r.fk_author, r.year, r.title FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      ),
      -- What tv_newest reads of the rows before and after, and where that differs.
      before_3 AS (SELECT r.pk_book, r.fk_author, r.year FROM old_rows AS r),
      after_3 AS (SELECT r.pk_book, r.fk_author, r.year FROM new_rows AS r),
      changed_3 AS (
        (TABLE before_3 EXCEPT ALL TABLE after_3) UNION ALL (TABLE after_3 EXCEPT ALL TABLE before_3)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_book x (fk_author)', array_agg(DISTINCT r.fk_author)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_publisher))))
      FROM changed_1 AS r WHERE r.fk_author IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_book x (pk_book, fk_author)', ARRAY[array_agg(r.pk_book)::text[], array_agg(r.fk_author)::text[]],
        array_agg(DISTINCT r.lock_1)
          || array_agg(DISTINCT r.lock_2)
      FROM (SELECT DISTINCT r.pk_book, r.fk_author, tviews.lock_id(4, hash_record(ROW (r.fk_author))) AS lock_1, tviews.lock_id(5, hash_record(ROW (r.fk_publisher))) AS lock_2 FROM changed_1 AS r WHERE r.fk_author IS NOT NULL) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_book x (fk_author)', array_agg(DISTINCT r.fk_author)::text[],
        NULL::bigint[]
      FROM changed_2 AS r WHERE r.fk_author IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_book x (fk_author)', ARRAY[array_agg(DISTINCT r.fk_author)::text[]],
        array_agg(DISTINCT tviews.lock_id(4, hash_record(ROW (r.fk_author))))
      FROM changed_3 AS r WHERE r.fk_author IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_book x (fk_author)', array_agg(DISTINCT r.fk_author)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_publisher))))
      FROM changed_rows AS r WHERE r.fk_author IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_book x (fk_author)', array_agg(DISTINCT r.fk_author)::text[],
        NULL::bigint[]
      FROM changed_rows AS r WHERE r.fk_author IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_book x (pk_book, fk_author)', ARRAY[array_agg(r.pk_book)::text[], array_agg(r.fk_author)::text[]],
        array_agg(DISTINCT r.lock_1)
          || array_agg(DISTINCT r.lock_2)
      FROM (SELECT DISTINCT r.pk_book, r.fk_author, tviews.lock_id(4, hash_record(ROW (r.fk_author))) AS lock_1, tviews.lock_id(5, hash_record(ROW (r.fk_publisher))) AS lock_2 FROM changed_rows AS r WHERE r.fk_author IS NOT NULL) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_book x (fk_author)', ARRAY[array_agg(DISTINCT r.fk_author)::text[]],
        array_agg(DISTINCT tviews.lock_id(4, hash_record(ROW (r.fk_author))))
      FROM changed_rows AS r WHERE r.fk_author IS NOT NULL
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

-- The triggers of public.tb_publisher.
CREATE FUNCTION tviews.watch_tb_publisher() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_publisher puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_publisher() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[1, 3]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_author, tv_newest reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_publisher, r.name FROM old_rows AS r),
      after AS (SELECT r.pk_publisher, r.name FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_publisher p (pk_publisher)', array_agg(DISTINCT r.pk_publisher)::text[]
      FROM changed AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_publisher p (pk_publisher)', ARRAY[array_agg(DISTINCT r.pk_publisher)::text[]]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_publisher p (pk_publisher)', array_agg(r.pk_publisher)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_publisher p (pk_publisher)', ARRAY[array_agg(r.pk_publisher)::text[]]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_publisher', 'enqueue_tb_publisher', 'tviews_tb_publisher', true);
RETURN false;
END
$activate$;
