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
      ARRAY['public.tb_author', 'public.tb_book', 'public.tb_chapter', 'public.tb_translation']::text[], 'activate_tv_author', 'equip_tv_author', ARRAY['drain_tv_author', 'refresh_tv_author', 'rebuild_tv_author'], 'drain_tv_author',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_author', ARRAY['id', 'language', 'name', 'pk_author']::text[], ARRAY['uuid', 'text', 'text', 'integer']::text[], 'tviews_tb_author', 'enqueue_tb_author', NULL, true, 'watch_tb_author'),
    ('public.tb_book', ARRAY['fk_author', 'pk_book', 'title']::text[], ARRAY['integer', 'integer', 'text']::text[], 'tviews_tb_book', 'enqueue_tb_book', NULL, true, 'watch_tb_book'),
    ('public.tb_chapter', ARRAY['fk_book', 'heading', 'number', 'pk_chapter']::text[], ARRAY['integer', 'text', 'integer', 'integer']::text[], 'tviews_tb_chapter', 'enqueue_tb_chapter', NULL, true, 'watch_tb_chapter'),
    ('public.tb_translation', ARRAY['fk_chapter', 'heading', 'language', 'pk_translation']::text[], ARRAY['integer', 'text', 'text', 'integer']::text[], 'tviews_tb_translation', 'enqueue_tb_translation', NULL, true, 'watch_tb_translation')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_author', 'public.tb_author', ARRAY['a']::text[], ARRAY['pk_author', 'id', 'name', 'language']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_author = a.pk_author'),
    ('public.tv_author', 'public.tb_book', ARRAY['b']::text[], ARRAY['pk_book', 'fk_author', 'title']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_author = b.fk_author'),
    ('public.tv_author', 'public.tb_chapter', ARRAY['c']::text[], ARRAY['pk_chapter', 'fk_book', 'number', 'heading']::text[], false,
      'mapped', 1, ARRAY['public.tb_book']::text[], 'b.pk_book = c.fk_book, pk_author = b.fk_author'),
    ('public.tv_author', 'public.tb_translation', ARRAY['t']::text[], ARRAY['pk_translation', 'fk_chapter', 'language', 'heading']::text[], false,
      'mapped', 1, ARRAY['public.tb_author']::text[], 'a.language = t.language, pk_author = a.pk_author')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_author', 'public.tb_author', 'btree', ARRAY['pk_author'], false, 'CREATE INDEX tb_author_pk_author_idx ON public.tb_author (pk_author);'),
    (2, 'public.tv_author', 'public.tb_book', 'btree', ARRAY['fk_author'], false, 'CREATE INDEX tb_book_fk_author_idx ON public.tb_book (fk_author);'),
    (3, 'public.tv_author', 'public.tb_chapter', 'btree', ARRAY['fk_book'], false, 'CREATE INDEX tb_chapter_fk_book_idx ON public.tb_chapter (fk_book);'),
    (4, 'public.tv_author', 'public.tb_book', 'btree', ARRAY['pk_book'], false, 'CREATE INDEX tb_book_pk_book_idx ON public.tb_book (pk_book);'),
    (5, 'public.tv_author', 'public.tb_translation', 'btree', ARRAY['language'], false, 'CREATE INDEX tb_translation_language_idx ON public.tb_translation (language);'),
    (6, 'public.tv_author', 'public.tb_author', 'btree', ARRAY['language'], false, 'CREATE INDEX tb_author_language_idx ON public.tb_author (language);')
$function$;

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_author', 'not-null', ARRAY['pk_author']),
    ('public.tb_author', 'not-null', ARRAY['language']),
    ('public.tb_author', 'unique', ARRAY['pk_author']),
    ('public.tb_book', 'not-null', ARRAY['pk_book']),
    ('public.tb_book', 'not-null', ARRAY['fk_author']),
    ('public.tb_book', 'unique', ARRAY['pk_book']),
    ('public.tb_chapter', 'not-null', ARRAY['fk_book']),
    ('public.tb_translation', 'not-null', ARRAY['language'])
$function$;

-- public.tv_author, key (pk_author).
CREATE FUNCTION tviews.activate_tv_author() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_author', 'public.v_author', 'pk_author, id, data', $definition$
SELECT *
FROM (
SELECT a.pk_author, a.id,
       jsonb_build_object(
         'name', a.name,
         'books', (
           SELECT jsonb_agg(jsonb_build_object(
                    'title', b.title,
                    'chapters', ARRAY(
                      SELECT c.heading || COALESCE(
                               (SELECT ' (' || string_agg(t.heading, '/' ORDER BY t.pk_translation) || ')'
                                FROM tb_translation t
                                WHERE t.fk_chapter = c.pk_chapter AND t.language = a.language), '')
                      FROM tb_chapter c
                      WHERE c.fk_book = b.pk_book
                      ORDER BY c.number, c.pk_chapter)
                  ) ORDER BY b.title, b.pk_book)
           FROM tb_book b
           WHERE b.fk_author = a.pk_author)
       ) AS data
FROM tb_author a
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
      SELECT v.pk_author, v.id, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_author)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_author AS v
        WHERE v.pk_author = k.pk_author
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_author AS t (pk_author, id, data)
      SELECT * FROM fresh
      ON CONFLICT (pk_author)
      DO UPDATE SET id = excluded.id, data = excluded.data
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_author)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_author FROM fresh) AS gone (pk_author);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_author, v.id, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_author)
      JOIN public.v_author AS v ON v.pk_author = k.pk_author
    ), written AS (
      INSERT INTO public.tv_author AS t (pk_author, id, data)
      SELECT * FROM fresh
      ON CONFLICT (pk_author)
      DO UPDATE SET id = excluded.id, data = excluded.data
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

  INSERT INTO public.tv_author AS t (pk_author, id, data)
  SELECT v.pk_author, v.id, v.data
  FROM public.v_author AS v
  ON CONFLICT (pk_author)
  DO UPDATE SET id = excluded.id, data = excluded.data
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
  v_b_fk_author integer[];
  v_c_fk_book integer[];
  v_t_language text[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_author a (pk_author)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_book b (fk_author)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_chapter c (fk_book)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_translation t (language)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_a_pk_author, v_b_fk_author, v_c_fk_book, v_t_language, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2), tviews.class_lock_id(3)], p_most);
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

  -- Looked up below, and changed by this transaction: public.tb_author (language), public.tb_book (pk_book)
  IF v_c_fk_book IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(2, hash_record(ROW (changed.fk_book)))
      FROM unnest(v_c_fk_book) AS changed (fk_book)
    );
  END IF;
  IF v_t_language IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.language)))
      FROM unnest(v_t_language) AS changed (language)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_author a: pk_author = a.pk_author
  IF v_a_pk_author IS NOT NULL THEN
    v_keys := v_keys || v_a_pk_author;
  END IF;

  -- tb_book b: pk_author = b.fk_author
  IF v_b_fk_author IS NOT NULL THEN
    v_keys := v_keys || v_b_fk_author;
  END IF;

  -- tb_chapter c: b.pk_book = c.fk_book, pk_author = b.fk_author
  IF v_c_fk_book IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT b.fk_author
      FROM public.tb_book AS b
      WHERE b.pk_book = ANY (v_c_fk_book)
    );
  END IF;

  -- tb_translation t: a.language = t.language, pk_author = a.pk_author
  IF v_t_language IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT a.pk_author
      FROM public.tb_author AS a
      WHERE a.language = ANY (v_t_language)
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
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
SELECT ARRAY[
  -- documents are fetched by their public id
  ARRAY[$definition$CREATE INDEX ON public.tv_author USING btree (id)$definition$, NULL, 'id']
]
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
    FROM unnest(ARRAY[1]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_author reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_author, r.id, r.name, r.language FROM old_rows AS r),
      after AS (SELECT r.pk_author, r.id, r.name, r.language FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_author a (pk_author)', array_agg(DISTINCT r.pk_author)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.language))))
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_author a (pk_author)', array_agg(r.pk_author)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.language))))
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
    FROM unnest(ARRAY[1]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_author reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_book, r.fk_author, r.title FROM old_rows AS r),
      after AS (SELECT r.pk_book, r.fk_author, r.title FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_book b (fk_author)', array_agg(DISTINCT r.fk_author)::text[],
        array_agg(DISTINCT tviews.lock_id(2, hash_record(ROW (r.pk_book))))
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_book b (fk_author)', array_agg(DISTINCT r.fk_author)::text[],
        array_agg(DISTINCT tviews.lock_id(2, hash_record(ROW (r.pk_book))))
      FROM changed_rows AS r
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

-- The triggers of public.tb_chapter.
CREATE FUNCTION tviews.watch_tb_chapter() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_chapter puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_chapter() RETURNS trigger
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
      -- What tv_author reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_chapter, r.fk_book, r.number, r.heading FROM old_rows AS r),
      after AS (SELECT r.pk_chapter, r.fk_book, r.number, r.heading FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_chapter c (fk_book)', array_agg(DISTINCT r.fk_book)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_chapter c (fk_book)', array_agg(DISTINCT r.fk_book)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_chapter', 'enqueue_tb_chapter', 'tviews_tb_chapter', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_translation.
CREATE FUNCTION tviews.watch_tb_translation() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_translation puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_translation() RETURNS trigger
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
      -- What tv_author reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_translation, r.fk_chapter, r.language, r.heading FROM old_rows AS r),
      after AS (SELECT r.pk_translation, r.fk_chapter, r.language, r.heading FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_translation t (language)', array_agg(DISTINCT r.language)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_translation t (language)', array_agg(DISTINCT r.language)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_translation', 'enqueue_tb_translation', 'tviews_tb_translation', true);
RETURN false;
END
$activate$;
