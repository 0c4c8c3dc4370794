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
    (1, 'public.tv_article', 'public.v_article', false, ARRAY['article_no'], 'r.article_no = k.article_no',
      'jsonb_build_object(''article_no'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_article(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.articles', 'public.people']::text[], 'activate_tv_article', 'equip_tv_article', ARRAY['drain_tv_article', 'refresh_tv_article', 'rebuild_tv_article'], 'drain_tv_article',
      false, false, 1000),
    (2, 'public.tv_person', 'public.v_person', false, ARRAY['person_no'], 'r.person_no = k.person_no',
      'jsonb_build_object(''person_no'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_person(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.articles', 'public.people']::text[], 'activate_tv_person', 'equip_tv_person', ARRAY['drain_tv_person', 'refresh_tv_person', 'rebuild_tv_person'], 'drain_tv_person',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.articles', ARRAY['approved_by', 'article_no', 'edited by', 'headline', 'writer']::text[], ARRAY['integer', 'integer', 'integer', 'text', 'integer']::text[], 'tviews_articles', 'enqueue_articles', NULL, true, 'watch_articles'),
    ('public.people', ARRAY['full_name', 'person_no']::text[], ARRAY['text', 'integer']::text[], 'tviews_people', 'enqueue_people', NULL, true, 'watch_people')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_article', 'public.articles', ARRAY['a']::text[], ARRAY['article_no', 'headline', 'writer', 'edited by', 'approved_by']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'article_no = a.article_no'),
    ('public.tv_article', 'public.people', ARRAY['author', 'editor', 'reviewer']::text[], ARRAY['person_no', 'full_name']::text[], false,
      'mapped', 1, ARRAY['public.articles']::text[], 'a.writer = changed.person_no, article_no = a.article_no'),
    ('public.tv_article', 'public.people', ARRAY['author', 'editor', 'reviewer']::text[], ARRAY['person_no', 'full_name']::text[], false,
      'mapped', 2, ARRAY['public.articles']::text[], 'a."edited by" = changed.person_no, article_no = a.article_no'),
    ('public.tv_article', 'public.people', ARRAY['author', 'editor', 'reviewer']::text[], ARRAY['person_no', 'full_name']::text[], false,
      'mapped', 3, ARRAY['public.articles']::text[], 'a.approved_by = changed.person_no, article_no = a.article_no'),
    ('public.tv_person', 'public.articles', ARRAY['articles']::text[], ARRAY['writer']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'person_no = articles.writer'),
    ('public.tv_person', 'public.articles', ARRAY['articles']::text[], ARRAY['edited by']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'person_no = articles."edited by"'),
    ('public.tv_person', 'public.articles', ARRAY['x']::text[], ARRAY['headline', 'edited by', 'approved_by']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'person_no = x."edited by"'),
    ('public.tv_person', 'public.articles', ARRAY['x']::text[], ARRAY['headline', 'edited by', 'approved_by']::text[], false,
      'own-key', 2, ARRAY[]::text[], 'person_no = x.approved_by'),
    ('public.tv_person', 'public.people', ARRAY['p']::text[], ARRAY['person_no', 'full_name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'person_no = p.person_no')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_article', 'public.articles', 'btree', ARRAY['article_no'], false, 'CREATE INDEX articles_article_no_idx ON public.articles (article_no);'),
    (2, 'public.tv_article', 'public.people', 'btree', ARRAY['person_no'], false, 'CREATE INDEX people_person_no_idx ON public.people (person_no);'),
    (3, 'public.tv_article', 'public.articles', 'btree', ARRAY['writer'], false, 'CREATE INDEX articles_writer_idx ON public.articles (writer);'),
    (4, 'public.tv_article', 'public.articles', 'btree', ARRAY['edited by'], false, 'CREATE INDEX "articles_edited by_idx" ON public.articles ("edited by");'),
    (5, 'public.tv_article', 'public.articles', 'btree', ARRAY['approved_by'], false, 'CREATE INDEX articles_approved_by_idx ON public.articles (approved_by);'),
    (6, 'public.tv_person', 'public.articles', 'btree', ARRAY['writer'], false, 'CREATE INDEX articles_writer_idx ON public.articles (writer);'),
    (7, 'public.tv_person', 'public.articles', 'btree', ARRAY['edited by'], false, 'CREATE INDEX "articles_edited by_idx" ON public.articles ("edited by");'),
    (8, 'public.tv_person', 'public.articles', 'btree', ARRAY['approved_by'], false, 'CREATE INDEX articles_approved_by_idx ON public.articles (approved_by);'),
    (9, 'public.tv_person', 'public.people', 'btree', ARRAY['person_no'], false, 'CREATE INDEX people_person_no_idx ON public.people (person_no);')
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
    ('public.articles', 'not-null', ARRAY['article_no']),
    ('public.articles', 'not-null', ARRAY['writer']),
    ('public.articles', 'unique', ARRAY['article_no']),
    ('public.people', 'not-null', ARRAY['person_no']),
    ('public.people', 'unique', ARRAY['person_no'])
$function$;

-- public.tv_article, key (article_no).
CREATE FUNCTION tviews.activate_tv_article() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_article', 'public.v_article', 'article_no, data', $definition$
SELECT *
FROM (
SELECT a.article_no,
       jsonb_build_object(
         'headline', a.headline,
         'author', author.full_name,
         'editor', editor.full_name,
         'reviewer', reviewer.full_name
       ) AS data
FROM articles a
JOIN people author ON author.person_no = a.writer
LEFT JOIN people editor ON editor.person_no = a."edited by"
LEFT JOIN people AS reviewer ON a.approved_by = reviewer.person_no
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_article') IS NULL THEN
  CREATE TABLE public.tv_article (LIKE public.v_article) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_article') THEN
    INSERT INTO public.tv_article SELECT * FROM public.v_article;
  END IF;
  PERFORM tviews.put_key('activate_tv_article', 'public.tv_article', 'PRIMARY KEY (article_no)');
  ANALYZE public.tv_article;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_article', 'public.tv_article', 'public.v_article', 'PRIMARY KEY (article_no)') THEN
  IF tviews.fill_now('activate_tv_article') THEN
    INSERT INTO public.tv_article SELECT * FROM public.v_article;
  END IF;
  PERFORM tviews.put_key('activate_tv_article', 'public.tv_article', 'PRIMARY KEY (article_no)');
END IF;

-- Makes the rows of public.tv_article with these keys equal to those of public.v_article, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_article(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.article_no, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (article_no)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_article AS v
        WHERE v.article_no = k.article_no
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_article AS t (article_no, data)
      SELECT * FROM fresh
      ON CONFLICT (article_no)
      DO UPDATE SET data = excluded.data
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.article_no)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.article_no FROM fresh) AS gone (article_no);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.article_no, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (article_no)
      JOIN public.v_article AS v ON v.article_no = k.article_no
    ), written AS (
      INSERT INTO public.tv_article AS t (article_no, data)
      SELECT * FROM fresh
      ON CONFLICT (article_no)
      DO UPDATE SET data = excluded.data
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.article_no)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.article_no FROM fresh) AS gone (article_no);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_article AS t
    USING unnest(v_gone) AS k (article_no)
    WHERE t.article_no = k.article_no;
  END IF;
END
$function$;

-- Makes all rows of public.tv_article equal to those of public.v_article, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_article() RETURNS void
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
  DELETE FROM public.tv_article AS t
  USING (
    SELECT t.article_no FROM public.tv_article AS t
    EXCEPT
    SELECT v.article_no FROM public.v_article AS v
  ) AS k (article_no)
  WHERE t.article_no = k.article_no;

  INSERT INTO public.tv_article AS t (article_no, data)
  SELECT v.article_no, v.data
  FROM public.v_article AS v
  ON CONFLICT (article_no)
  DO UPDATE SET data = excluded.data
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_article out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_article(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_a_article_no integer[];
  v_author_person_no integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'articles a (article_no)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'people author editor reviewer (person_no)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_a_article_no, v_author_person_no, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2), tviews.class_lock_id(3), tviews.class_lock_id(4)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_article');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_article();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.articles (approved_by), public.articles ("edited by"), public.articles (writer)
  IF v_author_person_no IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(3, hash_record(ROW (changed.person_no)))
      FROM unnest(v_author_person_no) AS changed (person_no)
      UNION ALL
      SELECT tviews.lock_id(2, hash_record(ROW (changed.person_no)))
      FROM unnest(v_author_person_no) AS changed (person_no)
      UNION ALL
      SELECT tviews.lock_id(1, hash_record(ROW (changed.person_no)))
      FROM unnest(v_author_person_no) AS changed (person_no)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- articles a: article_no = a.article_no
  IF v_a_article_no IS NOT NULL THEN
    v_keys := v_keys || v_a_article_no;
  END IF;

  -- people author, editor, reviewer:
  --   a.writer = changed.person_no, article_no = a.article_no
  --   a."edited by" = changed.person_no, article_no = a.article_no
  --   a.approved_by = changed.person_no, article_no = a.article_no
  IF v_author_person_no IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT a.article_no
      FROM public.articles AS a
      WHERE a.writer = ANY (v_author_person_no)
    );
    v_keys := v_keys || ARRAY (
      SELECT a.article_no
      FROM public.articles AS a
      WHERE a."edited by" = ANY (v_author_person_no)
    );
    v_keys := v_keys || ARRAY (
      SELECT a.article_no
      FROM public.articles AS a
      WHERE a.approved_by = ANY (v_author_person_no)
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(4, hash_record(ROW (k.article_no))) FROM unnest(v_keys) AS k (article_no)
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
    PERFORM tviews.refresh_tv_article(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_article, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_article() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_person, key (person_no).
CREATE FUNCTION tviews.activate_tv_person() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_person', 'public.v_person', 'person_no, full_name, written, edited, last_checked', $definition$
SELECT *
FROM (
SELECT p.person_no,
       p.full_name,
       (SELECT count(*) FROM articles WHERE writer = p.person_no) AS written,
       (SELECT count(*) FROM articles WHERE "edited by" = p.person_no) AS edited,
       (SELECT max(headline) FROM articles x WHERE p.person_no IN (x.approved_by, x."edited by")) AS last_checked
FROM people p
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_person') IS NULL THEN
  CREATE TABLE public.tv_person (LIKE public.v_person) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_person') THEN
    INSERT INTO public.tv_person SELECT * FROM public.v_person;
  END IF;
  PERFORM tviews.put_key('activate_tv_person', 'public.tv_person', 'PRIMARY KEY (person_no)');
  ANALYZE public.tv_person;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_person', 'public.tv_person', 'public.v_person', 'PRIMARY KEY (person_no)') THEN
  IF tviews.fill_now('activate_tv_person') THEN
    INSERT INTO public.tv_person SELECT * FROM public.v_person;
  END IF;
  PERFORM tviews.put_key('activate_tv_person', 'public.tv_person', 'PRIMARY KEY (person_no)');
END IF;

-- Makes the rows of public.tv_person with these keys equal to those of public.v_person, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_person(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.person_no, v.full_name, v.written, v.edited, v.last_checked
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (person_no)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_person AS v
        WHERE v.person_no = k.person_no
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_person AS t (person_no, full_name, written, edited, last_checked)
      SELECT * FROM fresh
      ON CONFLICT (person_no)
      DO UPDATE SET full_name = excluded.full_name, written = excluded.written, edited = excluded.edited, last_checked = excluded.last_checked
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.person_no)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.person_no FROM fresh) AS gone (person_no);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.person_no, v.full_name, v.written, v.edited, v.last_checked
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (person_no)
      JOIN public.v_person AS v ON v.person_no = k.person_no
    ), written AS (
      INSERT INTO public.tv_person AS t (person_no, full_name, written, edited, last_checked)
      SELECT * FROM fresh
      ON CONFLICT (person_no)
      DO UPDATE SET full_name = excluded.full_name, written = excluded.written, edited = excluded.edited, last_checked = excluded.last_checked
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.person_no)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.person_no FROM fresh) AS gone (person_no);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_person AS t
    USING unnest(v_gone) AS k (person_no)
    WHERE t.person_no = k.person_no;
  END IF;
END
$function$;

-- Makes all rows of public.tv_person equal to those of public.v_person, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_person() RETURNS void
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
  DELETE FROM public.tv_person AS t
  USING (
    SELECT t.person_no FROM public.tv_person AS t
    EXCEPT
    SELECT v.person_no FROM public.v_person AS v
  ) AS k (person_no)
  WHERE t.person_no = k.person_no;

  INSERT INTO public.tv_person AS t (person_no, full_name, written, edited, last_checked)
  SELECT v.person_no, v.full_name, v.written, v.edited, v.last_checked
  FROM public.v_person AS v
  ON CONFLICT (person_no)
  DO UPDATE SET full_name = excluded.full_name, written = excluded.written, edited = excluded.edited, last_checked = excluded.last_checked
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_person out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_person(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_articles_writer integer[];
  v_route_2_1 integer[];
  v_route_3_1 integer[];
  v_x_approved_by integer[];
  v_p_person_no integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'articles (writer)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'articles (edited by)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'articles x (edited by, approved_by)'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'articles x (edited by, approved_by)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'people p (person_no)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_articles_writer, v_route_2_1, v_route_3_1, v_x_approved_by, v_p_person_no, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(5)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_person');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_person();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- articles: person_no = articles.writer
  IF v_articles_writer IS NOT NULL THEN
    v_keys := v_keys || v_articles_writer;
  END IF;

  -- articles: person_no = articles."edited by"
  IF v_route_2_1 IS NOT NULL THEN
    v_keys := v_keys || v_route_2_1;
  END IF;

  -- articles x:
  --   person_no = x."edited by"
  --   person_no = x.approved_by
  IF v_route_3_1 IS NOT NULL THEN
    v_keys := v_keys || array_remove(v_route_3_1, NULL);
    v_keys := v_keys || array_remove(v_x_approved_by, NULL);
  END IF;

  -- people p: person_no = p.person_no
  IF v_p_person_no IS NOT NULL THEN
    v_keys := v_keys || v_p_person_no;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(5, hash_record(ROW (k.person_no))) FROM unnest(v_keys) AS k (person_no)
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
    PERFORM tviews.refresh_tv_person(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_person, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_person() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.articles.
CREATE FUNCTION tviews.watch_articles() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.articles puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_articles() RETURNS trigger
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
      -- What tv_article reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.article_no, r.headline, r.writer, r."edited by", r.approved_by FROM old_rows AS r),
      after_1 AS (SELECT r.article_no, r.headline, r.writer, r."edited by", r.approved_by FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_person reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.writer FROM old_rows AS r),
      after_2 AS (SELECT r.writer FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      ),
      -- What tv_person reads of the rows before and after, and where that differs.
      before_3 AS (SELECT r."edited by" FROM old_rows AS r),
      after_3 AS (SELECT r."edited by" FROM new_rows AS r),
      changed_3 AS (
        (TABLE before_3 EXCEPT ALL TABLE after_3) UNION ALL (TABLE after_3 EXCEPT ALL TABLE before_3)
      ),
      -- What tv_person reads of the rows before and after, and where that differs.
      before_4 AS (SELECT r.headline, r."edited by", r.approved_by FROM old_rows AS r),
      after_4 AS (SELECT r.headline, r."edited by", r.approved_by FROM new_rows AS r),
      changed_4 AS (
        (TABLE before_4 EXCEPT ALL TABLE after_4) UNION ALL (TABLE after_4 EXCEPT ALL TABLE before_4)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'articles a (article_no)', array_agg(DISTINCT r.article_no)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.approved_by))))
          || array_agg(DISTINCT tviews.lock_id(2, hash_record(ROW (r."edited by"))))
          || array_agg(DISTINCT tviews.lock_id(3, hash_record(ROW (r.writer))))
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'articles (writer)', ARRAY[array_agg(DISTINCT r.writer)::text[]],
        NULL::bigint[]
      FROM changed_2 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'articles (edited by)', ARRAY[array_agg(DISTINCT r."edited by")::text[]],
        NULL::bigint[]
      FROM changed_3 AS r WHERE r."edited by" IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'articles x (edited by, approved_by)', ARRAY[array_agg(r."edited by")::text[], array_agg(r.approved_by)::text[]],
        NULL::bigint[]
      FROM (SELECT DISTINCT r."edited by", r.approved_by FROM changed_4 AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'articles a (article_no)', array_agg(r.article_no)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.approved_by))))
          || array_agg(DISTINCT tviews.lock_id(2, hash_record(ROW (r."edited by"))))
          || array_agg(DISTINCT tviews.lock_id(3, hash_record(ROW (r.writer))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'articles (writer)', ARRAY[array_agg(DISTINCT r.writer)::text[]],
        NULL::bigint[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'articles (edited by)', ARRAY[array_agg(DISTINCT r."edited by")::text[]],
        NULL::bigint[]
      FROM changed_rows AS r WHERE r."edited by" IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'articles x (edited by, approved_by)', ARRAY[array_agg(r."edited by")::text[], array_agg(r.approved_by)::text[]],
        NULL::bigint[]
      FROM (SELECT DISTINCT r."edited by", r.approved_by FROM changed_rows AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.articles', 'enqueue_articles', 'tviews_articles', true);
RETURN false;
END
$activate$;

-- The triggers of public.people.
CREATE FUNCTION tviews.watch_people() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.people puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_people() RETURNS trigger
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
      -- What tv_article, tv_person reads of the rows before and after, and where that differs.
      before AS (SELECT r.person_no, r.full_name FROM old_rows AS r),
      after AS (SELECT r.person_no, r.full_name FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'people author editor reviewer (person_no)', array_agg(DISTINCT r.person_no)::text[]
      FROM changed AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'people p (person_no)', ARRAY[array_agg(DISTINCT r.person_no)::text[]]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'people author editor reviewer (person_no)', array_agg(r.person_no)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'people p (person_no)', ARRAY[array_agg(r.person_no)::text[]]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.people', 'enqueue_people', 'tviews_people', true);
RETURN false;
END
$activate$;
