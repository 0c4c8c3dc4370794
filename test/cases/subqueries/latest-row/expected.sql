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
    (1, 'public.tv_number', 'public.v_number', false, ARRAY['pk_number'], 'r.pk_number = k.pk_number',
      'jsonb_build_object(''pk_number'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_number(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_comment']::text[], 'activate_tv_number', 'equip_tv_number', ARRAY['drain_tv_number', 'refresh_tv_number', 'rebuild_tv_number'], 'drain_tv_number',
      false, false, 1000),
    (2, 'public.tv_chain', 'public.v_chain', false, ARRAY['pk_post'], 'r.pk_post = k.pk_post',
      'jsonb_build_object(''pk_post'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_chain(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_comment', 'public.tb_post', 'public.tv_number']::text[], 'activate_tv_chain', 'equip_tv_chain', ARRAY['drain_tv_chain', 'refresh_tv_chain', 'rebuild_tv_chain'], 'drain_tv_chain',
      false, false, 1000),
    (3, 'public.tv_correlated', 'public.v_correlated', false, ARRAY['pk_post'], 'r.pk_post = k.pk_post',
      'jsonb_build_object(''pk_post'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_correlated(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_comment', 'public.tb_post']::text[], 'activate_tv_correlated', 'equip_tv_correlated', ARRAY['drain_tv_correlated', 'refresh_tv_correlated', 'rebuild_tv_correlated'], 'drain_tv_correlated',
      false, false, 1000),
    (4, 'public.tv_day', 'public.v_day', false, ARRAY['pk_post'], 'r.pk_post = k.pk_post',
      'jsonb_build_object(''pk_post'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_day(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_comment', 'public.tb_post']::text[], 'activate_tv_day', 'equip_tv_day', ARRAY['drain_tv_day', 'refresh_tv_day', 'rebuild_tv_day'], 'drain_tv_day',
      false, false, 1000),
    (5, 'public.tv_ends', 'public.v_ends', false, ARRAY['pk_post', 'pk_comment'], 'r.pk_post = k.pk_post AND (r.pk_comment = k.pk_comment OR r.pk_comment IS NULL AND k.pk_comment IS NULL)',
      'jsonb_build_object(''pk_post'', CAST($1[1][n] AS integer), ''pk_comment'', CAST($1[2][n] AS integer))', 'tviews.refresh_tv_ends(ARRAY(SELECT unnest($1[1:1]))::integer[], ARRAY(SELECT unnest($1[2:2]))::integer[])',
      ARRAY['public.tb_comment', 'public.tb_post']::text[], 'activate_tv_ends', 'equip_tv_ends', ARRAY['drain_tv_ends', 'refresh_tv_ends', 'rebuild_tv_ends'], 'drain_tv_ends',
      false, false, 1000),
    (6, 'public.tv_latest', 'public.v_latest', false, ARRAY['pk_latest'], 'r.pk_latest = k.pk_latest',
      'jsonb_build_object(''pk_latest'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_latest(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_comment']::text[], 'activate_tv_latest', 'equip_tv_latest', ARRAY['drain_tv_latest', 'refresh_tv_latest', 'rebuild_tv_latest'], 'drain_tv_latest',
      false, false, 1000),
    (7, 'public.tv_post', 'public.v_post', false, ARRAY['pk_post'], 'r.pk_post = k.pk_post',
      'jsonb_build_object(''pk_post'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_post(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_comment', 'public.tb_post']::text[], 'activate_tv_post', 'equip_tv_post', ARRAY['drain_tv_post', 'refresh_tv_post', 'rebuild_tv_post'], 'drain_tv_post',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_comment', ARRAY['body', 'day', 'fk_post', 'pk_comment', 'spam']::text[], ARRAY['text', 'date', 'integer', 'integer', 'boolean']::text[], 'tviews_tb_comment', 'enqueue_tb_comment', NULL, true, 'watch_tb_comment'),
    ('public.tb_post', ARRAY['pk_post', 'title']::text[], ARRAY['integer', 'text']::text[], 'tviews_tb_post', 'enqueue_tb_post', NULL, true, 'watch_tb_post'),
    ('public.tv_number', ARRAY['last', 'pk_number']::text[], ARRAY['integer', 'integer']::text[], 'tviews_tv_number', 'enqueue_tv_number', NULL, true, 'watch_tv_number')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_number', 'public.tb_comment', ARRAY['tb_comment']::text[], ARRAY['pk_comment', 'fk_post']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_number = tb_comment.fk_post'),
    ('public.tv_chain', 'public.tb_comment', ARRAY['t']::text[], ARRAY['pk_comment', 'body']::text[], false,
      'mapped', 1, ARRAY['public.tv_number']::text[], 'n.last = t.pk_comment, pk_post = n.pk_number'),
    ('public.tv_chain', 'public.tb_post', ARRAY['p']::text[], ARRAY['pk_post', 'title']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_post = p.pk_post'),
    ('public.tv_chain', 'public.tv_number', ARRAY['n']::text[], ARRAY['pk_number', 'last']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_post = n.pk_number'),
    ('public.tv_correlated', 'public.tb_comment', ARRAY['t', 'f']::text[], ARRAY['pk_comment', 'body']::text[], false,
      'mapped', 1, ARRAY['public.tb_comment']::text[], 'c.pk_comment = changed.pk_comment AND NOT c.spam, pk_post = c.fk_post'),
    ('public.tv_correlated', 'public.tb_comment', ARRAY['t', 'f']::text[], ARRAY['pk_comment', 'body']::text[], false,
      'mapped', 2, ARRAY['public.tb_comment']::text[], 'c.pk_comment = changed.pk_comment, pk_post = c.fk_post'),
    ('public.tv_correlated', 'public.tb_comment', ARRAY['c']::text[], ARRAY['pk_comment', 'fk_post', 'spam']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_post = c.fk_post'),
    ('public.tv_correlated', 'public.tb_post', ARRAY['p']::text[], ARRAY['pk_post']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_post = p.pk_post'),
    ('public.tv_day', 'public.tb_comment', ARRAY['tb_comment', 't']::text[], ARRAY['pk_comment', 'fk_post', 'day', 'body']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_post = changed.fk_post'),
    ('public.tv_day', 'public.tb_post', ARRAY['p']::text[], ARRAY['pk_post']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_post = p.pk_post'),
    ('public.tv_ends', 'public.tb_comment', ARRAY['tb_comment']::text[], ARRAY['pk_comment', 'fk_post', 'spam']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_post = tb_comment.fk_post, pk_comment = NULL'),
    ('public.tv_ends', 'public.tb_comment', ARRAY['tb_comment']::text[], ARRAY['pk_comment', 'fk_post', 'spam']::text[], false,
      'mapped', 2, ARRAY['public.tb_comment']::text[], 'tb_comment.fk_post = tb_comment.fk_post, pk_post = tb_comment.fk_post, pk_comment = tb_comment.pk_comment'),
    ('public.tv_ends', 'public.tb_comment', ARRAY['tb_comment']::text[], ARRAY['pk_comment', 'fk_post', 'spam']::text[], false,
      'mapped', 3, ARRAY['public.tb_comment']::text[], 'tb_comment.fk_post = tb_comment.fk_post AND NOT tb_comment.spam, pk_post = tb_comment.fk_post, pk_comment = tb_comment.pk_comment'),
    ('public.tv_ends', 'public.tb_comment', ARRAY['t']::text[], ARRAY['pk_comment', 'body']::text[], false,
      'mapped', 1, ARRAY['public.tb_comment']::text[], 'tb_comment.pk_comment = t.pk_comment, pk_post = tb_comment.fk_post, pk_comment = NULL'),
    ('public.tv_ends', 'public.tb_comment', ARRAY['t']::text[], ARRAY['pk_comment', 'body']::text[], false,
      'mapped', 2, ARRAY['public.tb_comment']::text[], 'tb_comment.pk_comment = t.pk_comment, pk_post = tb_comment.fk_post, pk_comment = t.pk_comment'),
    ('public.tv_ends', 'public.tb_comment', ARRAY['t']::text[], ARRAY['pk_comment', 'body']::text[], false,
      'mapped', 3, ARRAY['public.tb_comment']::text[], 'tb_comment.pk_comment = t.pk_comment AND NOT tb_comment.spam, pk_post = tb_comment.fk_post, pk_comment = NULL'),
    ('public.tv_ends', 'public.tb_comment', ARRAY['t']::text[], ARRAY['pk_comment', 'body']::text[], false,
      'mapped', 4, ARRAY['public.tb_comment']::text[], 'tb_comment.pk_comment = t.pk_comment AND NOT tb_comment.spam, pk_post = tb_comment.fk_post, pk_comment = t.pk_comment'),
    ('public.tv_ends', 'public.tb_comment', ARRAY['tb_comment']::text[], ARRAY['pk_comment', 'fk_post', 'spam']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_post = tb_comment.fk_post, pk_comment = NULL'),
    ('public.tv_ends', 'public.tb_comment', ARRAY['tb_comment']::text[], ARRAY['pk_comment', 'fk_post', 'spam']::text[], false,
      'mapped', 2, ARRAY['public.tb_comment']::text[], 'tb_comment.fk_post = tb_comment.fk_post, pk_post = tb_comment.fk_post, pk_comment = tb_comment.pk_comment'),
    ('public.tv_ends', 'public.tb_comment', ARRAY['tb_comment']::text[], ARRAY['pk_comment', 'fk_post', 'spam']::text[], false,
      'own-key', 3, ARRAY[]::text[], 'pk_post = tb_comment.fk_post, pk_comment = tb_comment.pk_comment'),
    ('public.tv_ends', 'public.tb_comment', ARRAY['tb_comment']::text[], ARRAY['pk_comment', 'fk_post']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_post = tb_comment.fk_post, pk_comment = NULL'),
    ('public.tv_ends', 'public.tb_comment', ARRAY['tb_comment']::text[], ARRAY['pk_comment', 'fk_post']::text[], false,
      'own-key', 2, ARRAY[]::text[], 'pk_post = tb_comment.fk_post, pk_comment = tb_comment.pk_comment'),
    ('public.tv_ends', 'public.tb_comment', ARRAY['tb_comment']::text[], ARRAY['pk_comment', 'fk_post']::text[], false,
      'mapped', 3, ARRAY['public.tb_comment']::text[], 'tb_comment.fk_post = tb_comment.fk_post AND NOT tb_comment.spam, pk_post = tb_comment.fk_post, pk_comment = tb_comment.pk_comment'),
    ('public.tv_ends', 'public.tb_post', ARRAY['p']::text[], ARRAY['pk_post']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_post = p.pk_post, pk_comment = NULL'),
    ('public.tv_ends', 'public.tb_post', ARRAY['p']::text[], ARRAY['pk_post']::text[], false,
      'mapped', 2, ARRAY['public.tb_comment']::text[], 'tb_comment.fk_post = p.pk_post, pk_post = p.pk_post, pk_comment = tb_comment.pk_comment'),
    ('public.tv_ends', 'public.tb_post', ARRAY['p']::text[], ARRAY['pk_post']::text[], false,
      'mapped', 3, ARRAY['public.tb_comment']::text[], 'tb_comment.fk_post = p.pk_post AND NOT tb_comment.spam, pk_post = p.pk_post, pk_comment = tb_comment.pk_comment'),
    ('public.tv_latest', 'public.tb_comment', ARRAY['t', 'c']::text[], ARRAY['pk_comment', 'fk_post', 'body']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_latest = changed.pk_comment'),
    ('public.tv_latest', 'public.tb_comment', ARRAY['c']::text[], ARRAY['pk_comment', 'fk_post']::text[], false,
      'mapped', 1, ARRAY['public.tb_comment']::text[], '(c.fk_post = c.fk_post OR c.fk_post IS NULL AND c.fk_post IS NULL), pk_latest = c.pk_comment'),
    ('public.tv_post', 'public.tb_comment', ARRAY['tb_comment']::text[], ARRAY['pk_comment', 'fk_post']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_post = tb_comment.fk_post'),
    ('public.tv_post', 'public.tb_comment', ARRAY['t']::text[], ARRAY['pk_comment', 'body']::text[], false,
      'mapped', 1, ARRAY['public.tb_comment']::text[], 'tb_comment.pk_comment = t.pk_comment, pk_post = tb_comment.fk_post'),
    ('public.tv_post', 'public.tb_post', ARRAY['p']::text[], ARRAY['pk_post', 'title']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_post = p.pk_post')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_number', 'public.tb_comment', 'btree', ARRAY['fk_post'], false, 'CREATE INDEX tb_comment_fk_post_idx ON public.tb_comment (fk_post);'),
    (2, 'public.tv_chain', 'public.tb_comment', 'btree', ARRAY['pk_comment'], false, 'CREATE INDEX tb_comment_pk_comment_idx ON public.tb_comment (pk_comment);'),
    (3, 'public.tv_chain', 'public.tb_post', 'btree', ARRAY['pk_post'], false, 'CREATE INDEX tb_post_pk_post_idx ON public.tb_post (pk_post);'),
    (4, 'public.tv_correlated', 'public.tb_comment', 'btree', ARRAY['pk_comment'], false, 'CREATE INDEX tb_comment_pk_comment_idx ON public.tb_comment (pk_comment);'),
    (5, 'public.tv_correlated', 'public.tb_comment', 'btree', ARRAY['fk_post'], false, 'CREATE INDEX tb_comment_fk_post_idx ON public.tb_comment (fk_post);'),
    (6, 'public.tv_correlated', 'public.tb_post', 'btree', ARRAY['pk_post'], false, 'CREATE INDEX tb_post_pk_post_idx ON public.tb_post (pk_post);'),
    (7, 'public.tv_day', 'public.tb_comment', 'btree', ARRAY['fk_post'], false, 'CREATE INDEX tb_comment_fk_post_idx ON public.tb_comment (fk_post);'),
    (8, 'public.tv_day', 'public.tb_post', 'btree', ARRAY['pk_post'], false, 'CREATE INDEX tb_post_pk_post_idx ON public.tb_post (pk_post);'),
    (9, 'public.tv_ends', 'public.tb_comment', 'btree', ARRAY['fk_post'], false, 'CREATE INDEX tb_comment_fk_post_idx ON public.tb_comment (fk_post);'),
    (10, 'public.tv_ends', 'public.tb_comment', 'btree', ARRAY['pk_comment'], false, 'CREATE INDEX tb_comment_pk_comment_idx ON public.tb_comment (pk_comment);'),
    (11, 'public.tv_ends', 'public.tb_comment', 'btree', ARRAY['fk_post', 'pk_comment'], false, 'CREATE INDEX tb_comment_fk_post_pk_comment_idx ON public.tb_comment (fk_post, pk_comment);'),
    (12, 'public.tv_ends', 'public.tb_post', 'btree', ARRAY['pk_post'], false, 'CREATE INDEX tb_post_pk_post_idx ON public.tb_post (pk_post);'),
    (13, 'public.tv_latest', 'public.tb_comment', 'btree', ARRAY['pk_comment'], false, 'CREATE INDEX tb_comment_pk_comment_idx ON public.tb_comment (pk_comment);'),
    (14, 'public.tv_latest', 'public.tb_comment', 'btree', ARRAY['fk_post'], false, 'CREATE INDEX tb_comment_fk_post_idx ON public.tb_comment (fk_post);'),
    (15, 'public.tv_post', 'public.tb_comment', 'btree', ARRAY['fk_post'], false, 'CREATE INDEX tb_comment_fk_post_idx ON public.tb_comment (fk_post);'),
    (16, 'public.tv_post', 'public.tb_comment', 'btree', ARRAY['pk_comment'], false, 'CREATE INDEX tb_comment_pk_comment_idx ON public.tb_comment (pk_comment);'),
    (17, 'public.tv_post', 'public.tb_post', 'btree', ARRAY['pk_post'], false, 'CREATE INDEX tb_post_pk_post_idx ON public.tb_post (pk_post);')
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
    ('public.tb_comment', 'not-null', ARRAY['pk_comment']),
    ('public.tb_comment', 'unique', ARRAY['pk_comment']),
    ('public.tb_post', 'not-null', ARRAY['pk_post']),
    ('public.tb_post', 'unique', ARRAY['pk_post'])
$function$;

-- public.tv_number, key (pk_number).
CREATE FUNCTION tviews.activate_tv_number() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_number', 'public.v_number', 'pk_number, last', $definition$
SELECT *
FROM (
SELECT fk_post AS pk_number, max(pk_comment) AS last FROM tb_comment WHERE fk_post IS NOT NULL GROUP BY fk_post
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_number') IS NULL THEN
  CREATE TABLE public.tv_number (LIKE public.v_number) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_number') THEN
    INSERT INTO public.tv_number SELECT * FROM public.v_number;
  END IF;
  PERFORM tviews.put_key('activate_tv_number', 'public.tv_number', 'PRIMARY KEY (pk_number)');
  ANALYZE public.tv_number;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_number', 'public.tv_number', 'public.v_number', 'PRIMARY KEY (pk_number)') THEN
  IF tviews.fill_now('activate_tv_number') THEN
    INSERT INTO public.tv_number SELECT * FROM public.v_number;
  END IF;
  PERFORM tviews.put_key('activate_tv_number', 'public.tv_number', 'PRIMARY KEY (pk_number)');
END IF;

-- Makes the rows of public.tv_number with these keys equal to those of public.v_number, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_number(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_number, v.last
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_number)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_number AS v
        WHERE v.pk_number = k.pk_number
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_number AS t (pk_number, last)
      SELECT * FROM fresh
      ON CONFLICT (pk_number)
      DO UPDATE SET last = excluded.last
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_number)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_number FROM fresh) AS gone (pk_number);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_number, v.last
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_number)
      JOIN public.v_number AS v ON v.pk_number = k.pk_number
    ), written AS (
      INSERT INTO public.tv_number AS t (pk_number, last)
      SELECT * FROM fresh
      ON CONFLICT (pk_number)
      DO UPDATE SET last = excluded.last
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_number)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_number FROM fresh) AS gone (pk_number);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_number AS t
    USING unnest(v_gone) AS k (pk_number)
    WHERE t.pk_number = k.pk_number;
  END IF;
END
$function$;

-- Makes all rows of public.tv_number equal to those of public.v_number, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_number() RETURNS void
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
  DELETE FROM public.tv_number AS t
  USING (
    SELECT t.pk_number FROM public.tv_number AS t
    EXCEPT
    SELECT v.pk_number FROM public.v_number AS v
  ) AS k (pk_number)
  WHERE t.pk_number = k.pk_number;

  INSERT INTO public.tv_number AS t (pk_number, last)
  SELECT v.pk_number, v.last
  FROM public.v_number AS v
  ON CONFLICT (pk_number)
  DO UPDATE SET last = excluded.last
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_number out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_number(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_tb_comment_fk_post integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_comment (fk_post)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_tb_comment_fk_post, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_number');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_number();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_comment: pk_number = tb_comment.fk_post
  IF v_tb_comment_fk_post IS NOT NULL THEN
    v_keys := v_keys || v_tb_comment_fk_post;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.pk_number))) FROM unnest(v_keys) AS k (pk_number)
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
    PERFORM tviews.refresh_tv_number(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_number, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_number() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT ARRAY[
  -- tv_chain looks rows up by it
  ARRAY[$definition$CREATE INDEX ON public.tv_number USING btree (last)$definition$, NULL, 'last']
]
$activate$;

-- public.tv_chain, key (pk_post).
CREATE FUNCTION tviews.activate_tv_chain() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_chain', 'public.v_chain', 'pk_post, title, body', $definition$
SELECT *
FROM (
SELECT p.pk_post, p.title, t.body
FROM tb_post p
LEFT JOIN LATERAL (SELECT max(n.last) AS last FROM tv_number n WHERE n.pk_number = p.pk_post) m ON true
LEFT JOIN tb_comment t ON t.pk_comment = m.last
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_chain') IS NULL THEN
  CREATE TABLE public.tv_chain (LIKE public.v_chain) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_chain') THEN
    INSERT INTO public.tv_chain SELECT * FROM public.v_chain;
  END IF;
  PERFORM tviews.put_key('activate_tv_chain', 'public.tv_chain', 'PRIMARY KEY (pk_post)');
  ANALYZE public.tv_chain;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_chain', 'public.tv_chain', 'public.v_chain', 'PRIMARY KEY (pk_post)') THEN
  IF tviews.fill_now('activate_tv_chain') THEN
    INSERT INTO public.tv_chain SELECT * FROM public.v_chain;
  END IF;
  PERFORM tviews.put_key('activate_tv_chain', 'public.tv_chain', 'PRIMARY KEY (pk_post)');
END IF;

-- Makes the rows of public.tv_chain with these keys equal to those of public.v_chain, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_chain(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_post, v.title, v.body
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_post)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_chain AS v
        WHERE v.pk_post = k.pk_post
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_chain AS t (pk_post, title, body)
      SELECT * FROM fresh
      ON CONFLICT (pk_post)
      DO UPDATE SET title = excluded.title, body = excluded.body
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_post)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_post FROM fresh) AS gone (pk_post);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_post, v.title, v.body
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_post)
      JOIN public.v_chain AS v ON v.pk_post = k.pk_post
    ), written AS (
      INSERT INTO public.tv_chain AS t (pk_post, title, body)
      SELECT * FROM fresh
      ON CONFLICT (pk_post)
      DO UPDATE SET title = excluded.title, body = excluded.body
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_post)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_post FROM fresh) AS gone (pk_post);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_chain AS t
    USING unnest(v_gone) AS k (pk_post)
    WHERE t.pk_post = k.pk_post;
  END IF;
END
$function$;

-- Makes all rows of public.tv_chain equal to those of public.v_chain, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_chain() RETURNS void
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
  DELETE FROM public.tv_chain AS t
  USING (
    SELECT t.pk_post FROM public.tv_chain AS t
    EXCEPT
    SELECT v.pk_post FROM public.v_chain AS v
  ) AS k (pk_post)
  WHERE t.pk_post = k.pk_post;

  INSERT INTO public.tv_chain AS t (pk_post, title, body)
  SELECT v.pk_post, v.title, v.body
  FROM public.v_chain AS v
  ON CONFLICT (pk_post)
  DO UPDATE SET title = excluded.title, body = excluded.body
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_chain out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_chain(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_t_pk_comment integer[];
  v_p_pk_post integer[];
  v_n_pk_number integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_comment t (pk_comment)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_post p (pk_post)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tv_number n (pk_number)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_t_pk_comment, v_p_pk_post, v_n_pk_number, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(2), tviews.class_lock_id(3)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_chain');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_chain();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tv_number
  IF v_t_pk_comment IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(2, 1)
      FROM unnest(v_t_pk_comment) AS changed (pk_comment)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_comment t: n.last = t.pk_comment, pk_post = n.pk_number
  IF v_t_pk_comment IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT n.pk_number
      FROM public.tv_number AS n
      WHERE n.last = ANY (v_t_pk_comment)
    );
  END IF;

  -- tb_post p: pk_post = p.pk_post
  IF v_p_pk_post IS NOT NULL THEN
    v_keys := v_keys || v_p_pk_post;
  END IF;

  -- tv_number n: pk_post = n.pk_number
  IF v_n_pk_number IS NOT NULL THEN
    v_keys := v_keys || v_n_pk_number;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(3, hash_record(ROW (k.pk_post))) FROM unnest(v_keys) AS k (pk_post)
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
    PERFORM tviews.refresh_tv_chain(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_chain, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_chain() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_correlated, key (pk_post).
CREATE FUNCTION tviews.activate_tv_correlated() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_correlated', 'public.v_correlated', 'pk_post, body, first', $definition$
SELECT *
FROM (
SELECT p.pk_post, t.body,
  (SELECT f.body FROM tb_comment f WHERE f.pk_comment = (SELECT min(c.pk_comment) FROM tb_comment c WHERE c.fk_post = p.pk_post)) AS first
FROM tb_post p
LEFT JOIN tb_comment t ON t.pk_comment = (SELECT max(c.pk_comment) FROM tb_comment c WHERE c.fk_post = p.pk_post AND NOT c.spam)
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_correlated') IS NULL THEN
  CREATE TABLE public.tv_correlated (LIKE public.v_correlated) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_correlated') THEN
    INSERT INTO public.tv_correlated SELECT * FROM public.v_correlated;
  END IF;
  PERFORM tviews.put_key('activate_tv_correlated', 'public.tv_correlated', 'PRIMARY KEY (pk_post)');
  ANALYZE public.tv_correlated;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_correlated', 'public.tv_correlated', 'public.v_correlated', 'PRIMARY KEY (pk_post)') THEN
  IF tviews.fill_now('activate_tv_correlated') THEN
    INSERT INTO public.tv_correlated SELECT * FROM public.v_correlated;
  END IF;
  PERFORM tviews.put_key('activate_tv_correlated', 'public.tv_correlated', 'PRIMARY KEY (pk_post)');
END IF;

-- Makes the rows of public.tv_correlated with these keys equal to those of public.v_correlated, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_correlated(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
  v_twice text;
BEGIN
  -- No constraint proves that the key is unique.
  SELECT concat_ws(', ', k.pk_post) INTO v_twice
  FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_post)
  CROSS JOIN LATERAL (
    SELECT count(*) AS rows FROM public.v_correlated AS v
    WHERE v.pk_post = k.pk_post
    OFFSET 0
  ) AS found
  WHERE found.rows > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_correlated', v_twice);
  END IF;

  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_post, v.body, v.first
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_post)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_correlated AS v
        WHERE v.pk_post = k.pk_post
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_correlated AS t (pk_post, body, first)
      SELECT * FROM fresh
      ON CONFLICT (pk_post)
      DO UPDATE SET body = excluded.body, first = excluded.first
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_post)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_post FROM fresh) AS gone (pk_post);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_post, v.body, v.first
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_post)
      JOIN public.v_correlated AS v ON v.pk_post = k.pk_post
    ), written AS (
      INSERT INTO public.tv_correlated AS t (pk_post, body, first)
      SELECT * FROM fresh
      ON CONFLICT (pk_post)
      DO UPDATE SET body = excluded.body, first = excluded.first
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_post)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_post FROM fresh) AS gone (pk_post);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_correlated AS t
    USING unnest(v_gone) AS k (pk_post)
    WHERE t.pk_post = k.pk_post;
  END IF;
END
$function$;

-- Makes all rows of public.tv_correlated equal to those of public.v_correlated, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_correlated() RETURNS void
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
  SELECT concat_ws(', ', v.pk_post) INTO v_twice
  FROM public.v_correlated AS v
  GROUP BY v.pk_post
  HAVING count(*) > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_correlated', v_twice);
  END IF;

  DELETE FROM public.tv_correlated AS t
  USING (
    SELECT t.pk_post FROM public.tv_correlated AS t
    EXCEPT
    SELECT v.pk_post FROM public.v_correlated AS v
  ) AS k (pk_post)
  WHERE t.pk_post = k.pk_post;

  INSERT INTO public.tv_correlated AS t (pk_post, body, first)
  SELECT v.pk_post, v.body, v.first
  FROM public.v_correlated AS v
  ON CONFLICT (pk_post)
  DO UPDATE SET body = excluded.body, first = excluded.first
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_correlated out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_correlated(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_t_pk_comment integer[];
  v_c_fk_post integer[];
  v_p_pk_post integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(3)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_comment t f (pk_comment)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_comment c (fk_post)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_post p (pk_post)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_t_pk_comment, v_c_fk_post, v_p_pk_post, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(3, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(4), tviews.class_lock_id(5)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_correlated');
    IF p_notes THEN
      PERFORM tviews.note_rows(3, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(3, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_correlated();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_comment (pk_comment)
  IF v_t_pk_comment IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(4, hash_record(ROW (changed.pk_comment)))
      FROM unnest(v_t_pk_comment) AS changed (pk_comment)
      UNION ALL
      SELECT tviews.lock_id(4, hash_record(ROW (changed.pk_comment)))
      FROM unnest(v_t_pk_comment) AS changed (pk_comment)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_comment t, f:
  --   c.pk_comment = changed.pk_comment AND NOT c.spam, pk_post = c.fk_post
  --   c.pk_comment = changed.pk_comment, pk_post = c.fk_post
  IF v_t_pk_comment IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT c.fk_post
      FROM public.tb_comment AS c
      WHERE c.pk_comment = ANY (v_t_pk_comment) AND NOT c.spam AND c.fk_post IS NOT NULL
    );
    v_keys := v_keys || ARRAY (
      SELECT c.fk_post
      FROM public.tb_comment AS c
      WHERE c.pk_comment = ANY (v_t_pk_comment) AND c.fk_post IS NOT NULL
    );
  END IF;

  -- tb_comment c: pk_post = c.fk_post
  IF v_c_fk_post IS NOT NULL THEN
    v_keys := v_keys || v_c_fk_post;
  END IF;

  -- tb_post p: pk_post = p.pk_post
  IF v_p_pk_post IS NOT NULL THEN
    v_keys := v_keys || v_p_pk_post;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(3, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(5, hash_record(ROW (k.pk_post))) FROM unnest(v_keys) AS k (pk_post)
  ), p_most - cardinality(v_held));
  IF pg_sequence_last_value('tviews.traced_since') IS NOT NULL THEN
    PERFORM tviews.leave_trace(v_held);
  END IF;
  IF cardinality(v_keys) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(3, ARRAY[v_keys::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_apart(3, ARRAY[v_keys::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_correlated(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_correlated, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_correlated() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_day, key (pk_post).
CREATE FUNCTION tviews.activate_tv_day() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_day', 'public.v_day', 'pk_post, day, bodies', $definition$
SELECT *
FROM (
WITH latest AS (SELECT fk_post, max(day) AS day FROM tb_comment GROUP BY 1)
SELECT p.pk_post, l.day, string_agg(t.body, ', ' ORDER BY t.pk_comment) AS bodies
FROM tb_post p
JOIN latest l ON l.fk_post = p.pk_post
JOIN tb_comment t ON t.fk_post = l.fk_post AND t.day = l.day
GROUP BY p.pk_post, l.day
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_day') IS NULL THEN
  CREATE TABLE public.tv_day (LIKE public.v_day) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_day') THEN
    INSERT INTO public.tv_day SELECT * FROM public.v_day;
  END IF;
  PERFORM tviews.put_key('activate_tv_day', 'public.tv_day', 'PRIMARY KEY (pk_post)');
  ANALYZE public.tv_day;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_day', 'public.tv_day', 'public.v_day', 'PRIMARY KEY (pk_post)') THEN
  IF tviews.fill_now('activate_tv_day') THEN
    INSERT INTO public.tv_day SELECT * FROM public.v_day;
  END IF;
  PERFORM tviews.put_key('activate_tv_day', 'public.tv_day', 'PRIMARY KEY (pk_post)');
END IF;

-- Makes the rows of public.tv_day with these keys equal to those of public.v_day, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_day(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_post, v.day, v.bodies
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_post)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_day AS v
        WHERE v.pk_post = k.pk_post
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_day AS t (pk_post, day, bodies)
      SELECT * FROM fresh
      ON CONFLICT (pk_post)
      DO UPDATE SET day = excluded.day, bodies = excluded.bodies
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_post)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_post FROM fresh) AS gone (pk_post);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_post, v.day, v.bodies
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_post)
      JOIN public.v_day AS v ON v.pk_post = k.pk_post
    ), written AS (
      INSERT INTO public.tv_day AS t (pk_post, day, bodies)
      SELECT * FROM fresh
      ON CONFLICT (pk_post)
      DO UPDATE SET day = excluded.day, bodies = excluded.bodies
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_post)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_post FROM fresh) AS gone (pk_post);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_day AS t
    USING unnest(v_gone) AS k (pk_post)
    WHERE t.pk_post = k.pk_post;
  END IF;
END
$function$;

-- Makes all rows of public.tv_day equal to those of public.v_day, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_day() RETURNS void
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
  DELETE FROM public.tv_day AS t
  USING (
    SELECT t.pk_post FROM public.tv_day AS t
    EXCEPT
    SELECT v.pk_post FROM public.v_day AS v
  ) AS k (pk_post)
  WHERE t.pk_post = k.pk_post;

  INSERT INTO public.tv_day AS t (pk_post, day, bodies)
  SELECT v.pk_post, v.day, v.bodies
  FROM public.v_day AS v
  ON CONFLICT (pk_post)
  DO UPDATE SET day = excluded.day, bodies = excluded.bodies
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_day out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_day(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_tb_comment_fk_post integer[];
  v_p_pk_post integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(4)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_comment t (fk_post)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_post p (pk_post)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_tb_comment_fk_post, v_p_pk_post, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(4, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(6)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_day');
    IF p_notes THEN
      PERFORM tviews.note_rows(4, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(4, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_day();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_comment t: pk_post = changed.fk_post
  IF v_tb_comment_fk_post IS NOT NULL THEN
    v_keys := v_keys || v_tb_comment_fk_post;
  END IF;

  -- tb_post p: pk_post = p.pk_post
  IF v_p_pk_post IS NOT NULL THEN
    v_keys := v_keys || v_p_pk_post;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(4, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(6, hash_record(ROW (k.pk_post))) FROM unnest(v_keys) AS k (pk_post)
  ), p_most - cardinality(v_held));
  IF pg_sequence_last_value('tviews.traced_since') IS NOT NULL THEN
    PERFORM tviews.leave_trace(v_held);
  END IF;
  IF cardinality(v_keys) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(4, ARRAY[v_keys::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_apart(4, ARRAY[v_keys::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_day(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_day, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_day() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_ends, key (pk_post, pk_comment).
CREATE FUNCTION tviews.activate_tv_ends() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_ends', 'public.v_ends', 'pk_post, pk_comment, body', $definition$
SELECT *
FROM (
SELECT p.pk_post, t.pk_comment, t.body
FROM tb_post p
LEFT JOIN vw_comments m ON m.fk_post = p.pk_post
LEFT JOIN tb_comment t ON t.pk_comment IN (m.first, m.last)
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_ends') IS NULL THEN
  CREATE TABLE public.tv_ends (LIKE public.v_ends) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_ends') THEN
    INSERT INTO public.tv_ends SELECT * FROM public.v_ends;
  END IF;
  PERFORM tviews.put_key('activate_tv_ends', 'public.tv_ends', 'UNIQUE NULLS NOT DISTINCT (pk_post, pk_comment)');
  ANALYZE public.tv_ends;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_ends', 'public.tv_ends', 'public.v_ends', 'UNIQUE NULLS NOT DISTINCT (pk_post, pk_comment)') THEN
  IF tviews.fill_now('activate_tv_ends') THEN
    INSERT INTO public.tv_ends SELECT * FROM public.v_ends;
  END IF;
  PERFORM tviews.put_key('activate_tv_ends', 'public.tv_ends', 'UNIQUE NULLS NOT DISTINCT (pk_post, pk_comment)');
END IF;

-- Makes the rows of public.tv_ends with these keys equal to those of public.v_ends, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_ends(p_keys_1 integer[], p_keys_2 integer[]) RETURNS void
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
      SELECT v.pk_post, v.pk_comment, v.body
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_post, pk_comment)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_ends AS v
        WHERE v.pk_post = k.pk_post AND (v.pk_comment = k.pk_comment OR v.pk_comment IS NULL AND k.pk_comment IS NULL)
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_ends AS t (pk_post, pk_comment, body)
      SELECT * FROM fresh
      ON CONFLICT (pk_post, pk_comment)
      DO UPDATE SET body = excluded.body
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_post), array_agg(gone.pk_comment)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_post, fresh.pk_comment FROM fresh) AS gone (pk_post, pk_comment);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_post, v.pk_comment, v.body
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_post, pk_comment)
      JOIN public.v_ends AS v ON v.pk_post = k.pk_post AND (v.pk_comment = k.pk_comment OR v.pk_comment IS NULL AND k.pk_comment IS NULL)
    ), written AS (
      INSERT INTO public.tv_ends AS t (pk_post, pk_comment, body)
      SELECT * FROM fresh
      ON CONFLICT (pk_post, pk_comment)
      DO UPDATE SET body = excluded.body
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_post), array_agg(gone.pk_comment)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_post, fresh.pk_comment FROM fresh) AS gone (pk_post, pk_comment);
  END IF;

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_ends AS t
    USING unnest(v_gone_1, v_gone_2) AS k (pk_post, pk_comment)
    WHERE t.pk_post = k.pk_post AND (t.pk_comment = k.pk_comment OR t.pk_comment IS NULL AND k.pk_comment IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_ends equal to those of public.v_ends, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_ends() RETURNS void
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
  DELETE FROM public.tv_ends AS t
  USING (
    SELECT t.pk_post, t.pk_comment FROM public.tv_ends AS t
    EXCEPT
    SELECT v.pk_post, v.pk_comment FROM public.v_ends AS v
  ) AS k (pk_post, pk_comment)
  WHERE t.pk_post = k.pk_post AND (t.pk_comment = k.pk_comment OR t.pk_comment IS NULL AND k.pk_comment IS NULL);

  INSERT INTO public.tv_ends AS t (pk_post, pk_comment, body)
  SELECT v.pk_post, v.pk_comment, v.body
  FROM public.v_ends AS v
  ON CONFLICT (pk_post, pk_comment)
  DO UPDATE SET body = excluded.body
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_ends out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_ends(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_tb_comment_fk_post integer[];
  v_t_pk_comment integer[];
  v_tb_comment_pk_comment integer[];
  v_route_3_2 integer[];
  v_route_4_1 integer[];
  v_route_4_2 integer[];
  v_p_pk_post integer[];
  v_keys_1 integer[];
  v_keys_2 integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(5)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_comment (fk_post)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_comment t (pk_comment)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_comment (pk_comment, fk_post)'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'tb_comment (pk_comment, fk_post)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_comment (pk_comment, fk_post) 2'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'tb_comment (pk_comment, fk_post) 2'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_post p (pk_post)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_tb_comment_fk_post, v_t_pk_comment, v_tb_comment_pk_comment, v_route_3_2, v_route_4_1, v_route_4_2, v_p_pk_post, v_keys_1, v_keys_2
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(5, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(7), tviews.class_lock_id(8), tviews.class_lock_id(9)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_ends');
    IF p_notes THEN
      PERFORM tviews.note_rows(5, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(5, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_ends();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_comment (fk_post), public.tb_comment (pk_comment)
  IF v_tb_comment_fk_post IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(7, hash_record(ROW (changed.fk_post)))
      FROM unnest(v_tb_comment_fk_post) AS changed (fk_post)
      UNION ALL
      SELECT tviews.lock_id(7, hash_record(ROW (changed.fk_post)))
      FROM unnest(v_tb_comment_fk_post) AS changed (fk_post)
    );
  END IF;
  IF v_t_pk_comment IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(8, hash_record(ROW (changed.pk_comment)))
      FROM unnest(v_t_pk_comment) AS changed (pk_comment)
      UNION ALL
      SELECT tviews.lock_id(8, hash_record(ROW (changed.pk_comment)))
      FROM unnest(v_t_pk_comment) AS changed (pk_comment)
      UNION ALL
      SELECT tviews.lock_id(8, hash_record(ROW (changed.pk_comment)))
      FROM unnest(v_t_pk_comment) AS changed (pk_comment)
      UNION ALL
      SELECT tviews.lock_id(8, hash_record(ROW (changed.pk_comment)))
      FROM unnest(v_t_pk_comment) AS changed (pk_comment)
    );
  END IF;
  IF v_tb_comment_pk_comment IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(7, hash_record(ROW (changed.fk_post)))
      FROM unnest(v_tb_comment_pk_comment, v_route_3_2) AS changed (pk_comment, fk_post)
    );
  END IF;
  IF v_route_4_1 IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(7, hash_record(ROW (changed.fk_post)))
      FROM unnest(v_route_4_1, v_route_4_2) AS changed (pk_comment, fk_post)
    );
  END IF;
  IF v_p_pk_post IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(7, hash_record(ROW (changed.pk_post)))
      FROM unnest(v_p_pk_post) AS changed (pk_post)
      UNION ALL
      SELECT tviews.lock_id(7, hash_record(ROW (changed.pk_post)))
      FROM unnest(v_p_pk_post) AS changed (pk_post)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_comment:
  --   pk_post = tb_comment.fk_post, pk_comment = NULL
  --   tb_comment.fk_post = tb_comment.fk_post, pk_post = tb_comment.fk_post, pk_comment = tb_comment.pk_comment
  --   tb_comment.fk_post = tb_comment.fk_post AND NOT tb_comment.spam, pk_post = tb_comment.fk_post, pk_comment = tb_comment.pk_comment
  IF v_tb_comment_fk_post IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(changed.fk_post), v_keys_2 || array_agg(NULL::integer)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_tb_comment_fk_post) AS changed (fk_post)
    WHERE changed.fk_post IS NOT NULL;
    SELECT v_keys_1 || array_agg(changed.fk_post), v_keys_2 || array_agg(tb_comment.pk_comment)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_tb_comment_fk_post) AS changed (fk_post)
    JOIN public.tb_comment AS tb_comment ON tb_comment.fk_post = changed.fk_post
    WHERE changed.fk_post IS NOT NULL;
    SELECT v_keys_1 || array_agg(changed.fk_post), v_keys_2 || array_agg(tb_comment.pk_comment)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_tb_comment_fk_post) AS changed (fk_post)
    JOIN public.tb_comment AS tb_comment ON tb_comment.fk_post = changed.fk_post AND NOT tb_comment.spam
    WHERE changed.fk_post IS NOT NULL;
  END IF;

  -- tb_comment t:
  --   tb_comment.pk_comment = t.pk_comment, pk_post = tb_comment.fk_post, pk_comment = NULL
  --   tb_comment.pk_comment = t.pk_comment, pk_post = tb_comment.fk_post, pk_comment = t.pk_comment
  --   tb_comment.pk_comment = t.pk_comment AND NOT tb_comment.spam, pk_post = tb_comment.fk_post, pk_comment = NULL
  --   tb_comment.pk_comment = t.pk_comment AND NOT tb_comment.spam, pk_post = tb_comment.fk_post, pk_comment = t.pk_comment
  IF v_t_pk_comment IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(tb_comment.fk_post), v_keys_2 || array_agg(NULL::integer)
    INTO v_keys_1, v_keys_2
    FROM public.tb_comment AS tb_comment
    WHERE tb_comment.pk_comment = ANY (v_t_pk_comment) AND tb_comment.fk_post IS NOT NULL;
    SELECT v_keys_1 || array_agg(tb_comment.fk_post), v_keys_2 || array_agg(changed.pk_comment)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_t_pk_comment) AS changed (pk_comment)
    JOIN public.tb_comment AS tb_comment ON tb_comment.pk_comment = changed.pk_comment
    WHERE tb_comment.fk_post IS NOT NULL;
    SELECT v_keys_1 || array_agg(tb_comment.fk_post), v_keys_2 || array_agg(NULL::integer)
    INTO v_keys_1, v_keys_2
    FROM public.tb_comment AS tb_comment
    WHERE tb_comment.pk_comment = ANY (v_t_pk_comment) AND NOT tb_comment.spam AND tb_comment.fk_post IS NOT NULL;
    SELECT v_keys_1 || array_agg(tb_comment.fk_post), v_keys_2 || array_agg(changed.pk_comment)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_t_pk_comment) AS changed (pk_comment)
    JOIN public.tb_comment AS tb_comment ON tb_comment.pk_comment = changed.pk_comment AND NOT tb_comment.spam
    WHERE tb_comment.fk_post IS NOT NULL;
  END IF;

  -- tb_comment:
  --   pk_post = tb_comment.fk_post, pk_comment = NULL
  --   tb_comment.fk_post = tb_comment.fk_post, pk_post = tb_comment.fk_post, pk_comment = tb_comment.pk_comment
  --   pk_post = tb_comment.fk_post, pk_comment = tb_comment.pk_comment
  IF v_tb_comment_pk_comment IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(changed.fk_post), v_keys_2 || array_agg(NULL::integer)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_tb_comment_pk_comment, v_route_3_2) AS changed (pk_comment, fk_post)
    WHERE changed.fk_post IS NOT NULL;
    SELECT v_keys_1 || array_agg(changed.fk_post), v_keys_2 || array_agg(tb_comment.pk_comment)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_tb_comment_pk_comment, v_route_3_2) AS changed (pk_comment, fk_post)
    JOIN public.tb_comment AS tb_comment ON tb_comment.fk_post = changed.fk_post
    WHERE changed.fk_post IS NOT NULL;
    SELECT v_keys_1 || array_agg(changed.fk_post), v_keys_2 || array_agg(changed.pk_comment)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_tb_comment_pk_comment, v_route_3_2) AS changed (pk_comment, fk_post)
    WHERE changed.fk_post IS NOT NULL;
  END IF;

  -- tb_comment:
  --   pk_post = tb_comment.fk_post, pk_comment = NULL
  --   pk_post = tb_comment.fk_post, pk_comment = tb_comment.pk_comment
  --   tb_comment.fk_post = tb_comment.fk_post AND NOT tb_comment.spam, pk_post = tb_comment.fk_post, pk_comment = tb_comment.pk_comment
  IF v_route_4_1 IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(changed.fk_post), v_keys_2 || array_agg(NULL::integer)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_route_4_1, v_route_4_2) AS changed (pk_comment, fk_post)
    WHERE changed.fk_post IS NOT NULL;
    SELECT v_keys_1 || array_agg(changed.fk_post), v_keys_2 || array_agg(changed.pk_comment)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_route_4_1, v_route_4_2) AS changed (pk_comment, fk_post)
    WHERE changed.fk_post IS NOT NULL;
    SELECT v_keys_1 || array_agg(changed.fk_post), v_keys_2 || array_agg(tb_comment.pk_comment)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_route_4_1, v_route_4_2) AS changed (pk_comment, fk_post)
    JOIN public.tb_comment AS tb_comment ON tb_comment.fk_post = changed.fk_post AND NOT tb_comment.spam
    WHERE changed.fk_post IS NOT NULL;
  END IF;

  -- tb_post p:
  --   pk_post = p.pk_post, pk_comment = NULL
  --   tb_comment.fk_post = p.pk_post, pk_post = p.pk_post, pk_comment = tb_comment.pk_comment
  --   tb_comment.fk_post = p.pk_post AND NOT tb_comment.spam, pk_post = p.pk_post, pk_comment = tb_comment.pk_comment
  IF v_p_pk_post IS NOT NULL THEN
    v_keys_1 := v_keys_1 || v_p_pk_post;
    v_keys_2 := v_keys_2 || array_fill(NULL::integer, ARRAY[cardinality(v_p_pk_post)]);
    SELECT v_keys_1 || array_agg(changed.pk_post), v_keys_2 || array_agg(tb_comment.pk_comment)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_p_pk_post) AS changed (pk_post)
    JOIN public.tb_comment AS tb_comment ON tb_comment.fk_post = changed.pk_post;
    SELECT v_keys_1 || array_agg(changed.pk_post), v_keys_2 || array_agg(tb_comment.pk_comment)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_p_pk_post) AS changed (pk_post)
    JOIN public.tb_comment AS tb_comment ON tb_comment.fk_post = changed.pk_post AND NOT tb_comment.spam;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(5, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(9, hash_record(ROW (k.pk_post, k.pk_comment))) FROM unnest(v_keys_1, v_keys_2) AS k (pk_post, pk_comment)
  ), p_most - cardinality(v_held));
  IF pg_sequence_last_value('tviews.traced_since') IS NOT NULL THEN
    PERFORM tviews.leave_trace(v_held);
  END IF;
  IF cardinality(v_keys_1) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(5, ARRAY[v_keys_1::text[], v_keys_2::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_apart(5, ARRAY[v_keys_1::text[], v_keys_2::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_ends(v_keys_1, v_keys_2);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_ends, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_ends() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_latest, key (pk_latest).
CREATE FUNCTION tviews.activate_tv_latest() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_latest', 'public.v_latest', 'pk_latest, fk_post, body', $definition$
SELECT *
FROM (
SELECT t.pk_comment AS pk_latest, t.fk_post, t.body
FROM tb_comment t
WHERE t.pk_comment IN (SELECT max(c.pk_comment) FROM tb_comment c GROUP BY c.fk_post)
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_latest') IS NULL THEN
  CREATE TABLE public.tv_latest (LIKE public.v_latest) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_latest') THEN
    INSERT INTO public.tv_latest SELECT * FROM public.v_latest;
  END IF;
  PERFORM tviews.put_key('activate_tv_latest', 'public.tv_latest', 'PRIMARY KEY (pk_latest)');
  ANALYZE public.tv_latest;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_latest', 'public.tv_latest', 'public.v_latest', 'PRIMARY KEY (pk_latest)') THEN
  IF tviews.fill_now('activate_tv_latest') THEN
    INSERT INTO public.tv_latest SELECT * FROM public.v_latest;
  END IF;
  PERFORM tviews.put_key('activate_tv_latest', 'public.tv_latest', 'PRIMARY KEY (pk_latest)');
END IF;

-- Makes the rows of public.tv_latest with these keys equal to those of public.v_latest, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_latest(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_latest, v.fk_post, v.body
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_latest)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_latest AS v
        WHERE v.pk_latest = k.pk_latest
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_latest AS t (pk_latest, fk_post, body)
      SELECT * FROM fresh
      ON CONFLICT (pk_latest)
      DO UPDATE SET fk_post = excluded.fk_post, body = excluded.body
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_latest)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_latest FROM fresh) AS gone (pk_latest);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_latest, v.fk_post, v.body
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_latest)
      JOIN public.v_latest AS v ON v.pk_latest = k.pk_latest
    ), written AS (
      INSERT INTO public.tv_latest AS t (pk_latest, fk_post, body)
      SELECT * FROM fresh
      ON CONFLICT (pk_latest)
      DO UPDATE SET fk_post = excluded.fk_post, body = excluded.body
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_latest)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_latest FROM fresh) AS gone (pk_latest);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_latest AS t
    USING unnest(v_gone) AS k (pk_latest)
    WHERE t.pk_latest = k.pk_latest;
  END IF;
END
$function$;

-- Makes all rows of public.tv_latest equal to those of public.v_latest, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_latest() RETURNS void
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
  DELETE FROM public.tv_latest AS t
  USING (
    SELECT t.pk_latest FROM public.tv_latest AS t
    EXCEPT
    SELECT v.pk_latest FROM public.v_latest AS v
  ) AS k (pk_latest)
  WHERE t.pk_latest = k.pk_latest;

  INSERT INTO public.tv_latest AS t (pk_latest, fk_post, body)
  SELECT v.pk_latest, v.fk_post, v.body
  FROM public.v_latest AS v
  ON CONFLICT (pk_latest)
  DO UPDATE SET fk_post = excluded.fk_post, body = excluded.body
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_latest out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_latest(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_t_pk_comment integer[];
  v_c_fk_post integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(6)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_comment t c (pk_comment)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_comment c (fk_post)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_t_pk_comment, v_c_fk_post, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(6, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(10), tviews.class_lock_id(11)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_latest');
    IF p_notes THEN
      PERFORM tviews.note_rows(6, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(6, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_latest();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_comment (fk_post)
  IF v_c_fk_post IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(10, hash_record(ROW (changed.fk_post)))
      FROM unnest(v_c_fk_post) AS changed (fk_post)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_comment t, c: pk_latest = changed.pk_comment
  IF v_t_pk_comment IS NOT NULL THEN
    v_keys := v_keys || v_t_pk_comment;
  END IF;

  -- tb_comment c: (c.fk_post = c.fk_post OR c.fk_post IS NULL AND c.fk_post IS NULL), pk_latest = c.pk_comment
  IF v_c_fk_post IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT c.pk_comment
      FROM unnest(v_c_fk_post) AS changed (fk_post)
      CROSS JOIN LATERAL (
        SELECT * FROM public.tb_comment AS c
        WHERE (c.fk_post = changed.fk_post OR c.fk_post IS NULL AND changed.fk_post IS NULL)
        OFFSET 0
      ) AS c
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(6, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(11, hash_record(ROW (k.pk_latest))) FROM unnest(v_keys) AS k (pk_latest)
  ), p_most - cardinality(v_held));
  IF pg_sequence_last_value('tviews.traced_since') IS NOT NULL THEN
    PERFORM tviews.leave_trace(v_held);
  END IF;
  IF cardinality(v_keys) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(6, ARRAY[v_keys::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_apart(6, ARRAY[v_keys::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_latest(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_latest, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_latest() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_post, key (pk_post).
CREATE FUNCTION tviews.activate_tv_post() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_post', 'public.v_post', 'pk_post, title, n, last_comment', $definition$
SELECT *
FROM (
SELECT p.pk_post, p.title, m.n, t.body AS last_comment
FROM tb_post p
LEFT JOIN (SELECT fk_post, max(pk_comment) AS last, count(*) AS n FROM tb_comment GROUP BY fk_post) m ON m.fk_post = p.pk_post
LEFT JOIN tb_comment t ON t.pk_comment = m.last
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_post') IS NULL THEN
  CREATE TABLE public.tv_post (LIKE public.v_post) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_post') THEN
    INSERT INTO public.tv_post SELECT * FROM public.v_post;
  END IF;
  PERFORM tviews.put_key('activate_tv_post', 'public.tv_post', 'PRIMARY KEY (pk_post)');
  ANALYZE public.tv_post;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_post', 'public.tv_post', 'public.v_post', 'PRIMARY KEY (pk_post)') THEN
  IF tviews.fill_now('activate_tv_post') THEN
    INSERT INTO public.tv_post SELECT * FROM public.v_post;
  END IF;
  PERFORM tviews.put_key('activate_tv_post', 'public.tv_post', 'PRIMARY KEY (pk_post)');
END IF;

-- Makes the rows of public.tv_post with these keys equal to those of public.v_post, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_post(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_post, v.title, v.n, v.last_comment
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_post)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_post AS v
        WHERE v.pk_post = k.pk_post
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_post AS t (pk_post, title, n, last_comment)
      SELECT * FROM fresh
      ON CONFLICT (pk_post)
      DO UPDATE SET title = excluded.title, n = excluded.n, last_comment = excluded.last_comment
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_post)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_post FROM fresh) AS gone (pk_post);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_post, v.title, v.n, v.last_comment
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_post)
      JOIN public.v_post AS v ON v.pk_post = k.pk_post
    ), written AS (
      INSERT INTO public.tv_post AS t (pk_post, title, n, last_comment)
      SELECT * FROM fresh
      ON CONFLICT (pk_post)
      DO UPDATE SET title = excluded.title, n = excluded.n, last_comment = excluded.last_comment
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_post)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_post FROM fresh) AS gone (pk_post);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_post AS t
    USING unnest(v_gone) AS k (pk_post)
    WHERE t.pk_post = k.pk_post;
  END IF;
END
$function$;

-- Makes all rows of public.tv_post equal to those of public.v_post, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_post() RETURNS void
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
  DELETE FROM public.tv_post AS t
  USING (
    SELECT t.pk_post FROM public.tv_post AS t
    EXCEPT
    SELECT v.pk_post FROM public.v_post AS v
  ) AS k (pk_post)
  WHERE t.pk_post = k.pk_post;

  INSERT INTO public.tv_post AS t (pk_post, title, n, last_comment)
  SELECT v.pk_post, v.title, v.n, v.last_comment
  FROM public.v_post AS v
  ON CONFLICT (pk_post)
  DO UPDATE SET title = excluded.title, n = excluded.n, last_comment = excluded.last_comment
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_post out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_post(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_tb_comment_fk_post integer[];
  v_t_pk_comment integer[];
  v_p_pk_post integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(7)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_comment (fk_post)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_comment t (pk_comment)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_post p (pk_post)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_tb_comment_fk_post, v_t_pk_comment, v_p_pk_post, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(7, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(12), tviews.class_lock_id(13)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_post');
    IF p_notes THEN
      PERFORM tviews.note_rows(7, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(7, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_post();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_comment (pk_comment)
  IF v_t_pk_comment IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(12, hash_record(ROW (changed.pk_comment)))
      FROM unnest(v_t_pk_comment) AS changed (pk_comment)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_comment: pk_post = tb_comment.fk_post
  IF v_tb_comment_fk_post IS NOT NULL THEN
    v_keys := v_keys || v_tb_comment_fk_post;
  END IF;

  -- tb_comment t: tb_comment.pk_comment = t.pk_comment, pk_post = tb_comment.fk_post
  IF v_t_pk_comment IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT tb_comment.fk_post
      FROM public.tb_comment AS tb_comment
      WHERE tb_comment.pk_comment = ANY (v_t_pk_comment) AND tb_comment.fk_post IS NOT NULL
    );
  END IF;

  -- tb_post p: pk_post = p.pk_post
  IF v_p_pk_post IS NOT NULL THEN
    v_keys := v_keys || v_p_pk_post;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(7, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(13, hash_record(ROW (k.pk_post))) FROM unnest(v_keys) AS k (pk_post)
  ), p_most - cardinality(v_held));
  IF pg_sequence_last_value('tviews.traced_since') IS NOT NULL THEN
    PERFORM tviews.leave_trace(v_held);
  END IF;
  IF cardinality(v_keys) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(7, ARRAY[v_keys::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_apart(7, ARRAY[v_keys::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_post(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_post, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_post() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_comment.
CREATE FUNCTION tviews.watch_tb_comment() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_comment puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_comment() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[1, 2, 3, 4, 5, 6, 7]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_number, tv_ends, tv_latest, tv_post reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_comment, r.fk_post FROM old_rows AS r),
      after_1 AS (SELECT r.pk_comment, r.fk_post FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_chain, tv_correlated, tv_ends, tv_post reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_comment, r.body FROM old_rows AS r),
      after_2 AS (SELECT r.pk_comment, r.body FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      ),
      -- What tv_correlated, tv_ends reads of the rows before and after, and where that differs.
      before_3 AS (SELECT r.pk_comment, r.fk_post, r.spam FROM old_rows AS r),
      after_3 AS (SELECT r.pk_comment, r.fk_post, r.spam FROM new_rows AS r),
      changed_3 AS (
        (TABLE before_3 EXCEPT ALL TABLE after_3) UNION ALL (TABLE after_3 EXCEPT ALL TABLE before_3)
      ),
      -- What tv_day reads of the rows before and after, and where that differs.
      before_4 AS (SELECT r.pk_comment, r.fk_post, r.day, r.body FROM old_rows AS r),
      after_4 AS (SELECT r.pk_comment, r.fk_post, r.day, r.body FROM new_rows AS r),
      changed_4 AS (
        (TABLE before_4 EXCEPT ALL TABLE after_4) UNION ALL (TABLE after_4 EXCEPT ALL TABLE before_4)
      ),
      -- What tv_latest reads of the rows before and after, and where that differs.
      before_5 AS (SELECT r.pk_comment, r.fk_post, r.body FROM old_rows AS r),
      after_5 AS (SELECT r.pk_comment, r.fk_post, r.body FROM new_rows AS r),
      changed_5 AS (
        (TABLE before_5 EXCEPT ALL TABLE after_5) UNION ALL (TABLE after_5 EXCEPT ALL TABLE before_5)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_comment (fk_post)', array_agg(DISTINCT r.fk_post)::text[],
        NULL::bigint[]
      FROM changed_1 AS r WHERE r.fk_post IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 5, 'tb_comment (pk_comment, fk_post) 2', ARRAY[array_agg(r.pk_comment)::text[], array_agg(r.fk_post)::text[]],
        array_agg(DISTINCT r.lock_1)
          || array_agg(DISTINCT r.lock_2)
      FROM (SELECT DISTINCT r.pk_comment, r.fk_post, tviews.lock_id(7, hash_record(ROW (r.fk_post))) AS lock_1, tviews.lock_id(8, hash_record(ROW (r.pk_comment))) AS lock_2 FROM changed_1 AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 6, 'tb_comment c (fk_post)', array_agg(DISTINCT r.fk_post)::text[],
        array_agg(DISTINCT tviews.lock_id(10, hash_record(ROW (r.fk_post))))
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 7, 'tb_comment (fk_post)', array_agg(DISTINCT r.fk_post)::text[],
        array_agg(DISTINCT tviews.lock_id(12, hash_record(ROW (r.pk_comment))))
      FROM changed_1 AS r WHERE r.fk_post IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_comment t (pk_comment)', array_agg(DISTINCT r.pk_comment)::text[],
        NULL::bigint[]
      FROM changed_2 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_comment t f (pk_comment)', array_agg(DISTINCT r.pk_comment)::text[],
        array_agg(DISTINCT tviews.lock_id(4, hash_record(ROW (r.pk_comment))))
      FROM changed_2 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 5, 'tb_comment t (pk_comment)', ARRAY[array_agg(DISTINCT r.pk_comment)::text[]],
        array_agg(DISTINCT tviews.lock_id(8, hash_record(ROW (r.pk_comment))))
      FROM changed_2 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 7, 'tb_comment t (pk_comment)', array_agg(DISTINCT r.pk_comment)::text[],
        array_agg(DISTINCT tviews.lock_id(12, hash_record(ROW (r.pk_comment))))
      FROM changed_2 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_comment c (fk_post)', array_agg(DISTINCT r.fk_post)::text[],
        array_agg(DISTINCT tviews.lock_id(4, hash_record(ROW (r.pk_comment))))
      FROM changed_3 AS r WHERE r.fk_post IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 5, 'tb_comment (fk_post)', ARRAY[array_agg(DISTINCT r.fk_post)::text[]],
        array_agg(DISTINCT tviews.lock_id(7, hash_record(ROW (r.fk_post))))
          || array_agg(DISTINCT tviews.lock_id(8, hash_record(ROW (r.pk_comment))))
      FROM changed_3 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 5, 'tb_comment (pk_comment, fk_post)', ARRAY[array_agg(r.pk_comment)::text[], array_agg(r.fk_post)::text[]],
        array_agg(DISTINCT r.lock_1)
          || array_agg(DISTINCT r.lock_2)
      FROM (SELECT DISTINCT r.pk_comment, r.fk_post, tviews.lock_id(7, hash_record(ROW (r.fk_post))) AS lock_1, tviews.lock_id(8, hash_record(ROW (r.pk_comment))) AS lock_2 FROM changed_3 AS r WHERE NOT r.spam) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 4, 'tb_comment t (fk_post)', array_agg(DISTINCT r.fk_post)::text[],
        NULL::bigint[]
      FROM changed_4 AS r WHERE r.fk_post IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 6, 'tb_comment t c (pk_comment)', array_agg(DISTINCT r.pk_comment)::text[],
        array_agg(DISTINCT tviews.lock_id(10, hash_record(ROW (r.fk_post))))
      FROM changed_5 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_comment (fk_post)', array_agg(DISTINCT r.fk_post)::text[],
        NULL::bigint[]
      FROM changed_rows AS r WHERE r.fk_post IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_comment t (pk_comment)', array_agg(r.pk_comment)::text[],
        NULL::bigint[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_comment t f (pk_comment)', array_agg(r.pk_comment)::text[],
        array_agg(DISTINCT tviews.lock_id(4, hash_record(ROW (r.pk_comment))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_comment c (fk_post)', array_agg(DISTINCT r.fk_post)::text[],
        array_agg(DISTINCT tviews.lock_id(4, hash_record(ROW (r.pk_comment))))
      FROM changed_rows AS r WHERE r.fk_post IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 4, 'tb_comment t (fk_post)', array_agg(DISTINCT r.fk_post)::text[],
        NULL::bigint[]
      FROM changed_rows AS r WHERE r.fk_post IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 5, 'tb_comment (fk_post)', ARRAY[array_agg(DISTINCT r.fk_post)::text[]],
        array_agg(DISTINCT tviews.lock_id(7, hash_record(ROW (r.fk_post))))
          || array_agg(DISTINCT tviews.lock_id(8, hash_record(ROW (r.pk_comment))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 5, 'tb_comment t (pk_comment)', ARRAY[array_agg(r.pk_comment)::text[]],
        array_agg(DISTINCT tviews.lock_id(8, hash_record(ROW (r.pk_comment))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 5, 'tb_comment (pk_comment, fk_post)', ARRAY[array_agg(r.pk_comment)::text[], array_agg(r.fk_post)::text[]],
        array_agg(DISTINCT r.lock_1)
          || array_agg(DISTINCT r.lock_2)
      FROM (SELECT DISTINCT r.pk_comment, r.fk_post, tviews.lock_id(7, hash_record(ROW (r.fk_post))) AS lock_1, tviews.lock_id(8, hash_record(ROW (r.pk_comment))) AS lock_2 FROM changed_rows AS r WHERE NOT r.spam) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 5, 'tb_comment (pk_comment, fk_post) 2', ARRAY[array_agg(r.pk_comment)::text[], array_agg(r.fk_post)::text[]],
        array_agg(DISTINCT r.lock_1)
          || array_agg(DISTINCT r.lock_2)
      FROM (SELECT DISTINCT r.pk_comment, r.fk_post, tviews.lock_id(7, hash_record(ROW (r.fk_post))) AS lock_1, tviews.lock_id(8, hash_record(ROW (r.pk_comment))) AS lock_2 FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 6, 'tb_comment t c (pk_comment)', array_agg(r.pk_comment)::text[],
        array_agg(DISTINCT tviews.lock_id(10, hash_record(ROW (r.fk_post))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 6, 'tb_comment c (fk_post)', array_agg(DISTINCT r.fk_post)::text[],
        array_agg(DISTINCT tviews.lock_id(10, hash_record(ROW (r.fk_post))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 7, 'tb_comment (fk_post)', array_agg(DISTINCT r.fk_post)::text[],
        array_agg(DISTINCT tviews.lock_id(12, hash_record(ROW (r.pk_comment))))
      FROM changed_rows AS r WHERE r.fk_post IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 7, 'tb_comment t (pk_comment)', array_agg(r.pk_comment)::text[],
        array_agg(DISTINCT tviews.lock_id(12, hash_record(ROW (r.pk_comment))))
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_comment', 'enqueue_tb_comment', 'tviews_tb_comment', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_post.
CREATE FUNCTION tviews.watch_tb_post() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_post puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_post() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[2, 3, 4, 5, 7]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_chain, tv_post reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_post, r.title FROM old_rows AS r),
      after_1 AS (SELECT r.pk_post, r.title FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_correlated, tv_day, tv_ends reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_post FROM old_rows AS r),
      after_2 AS (SELECT r.pk_post FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_post p (pk_post)', array_agg(DISTINCT r.pk_post)::text[]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 7, 'tb_post p (pk_post)', array_agg(DISTINCT r.pk_post)::text[]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_post p (pk_post)', array_agg(DISTINCT r.pk_post)::text[]
      FROM changed_2 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 4, 'tb_post p (pk_post)', array_agg(DISTINCT r.pk_post)::text[]
      FROM changed_2 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 5, 'tb_post p (pk_post)', ARRAY[array_agg(DISTINCT r.pk_post)::text[]]
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_post p (pk_post)', array_agg(r.pk_post)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_post p (pk_post)', array_agg(r.pk_post)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 4, 'tb_post p (pk_post)', array_agg(r.pk_post)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 5, 'tb_post p (pk_post)', ARRAY[array_agg(r.pk_post)::text[]]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 7, 'tb_post p (pk_post)', array_agg(r.pk_post)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_post', 'enqueue_tb_post', 'tviews_tb_post', true);
RETURN false;
END
$activate$;

-- The triggers of public.tv_number.
CREATE FUNCTION tviews.watch_tv_number() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tv_number puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tv_number() RETURNS trigger
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
    FROM unnest(ARRAY[2]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_chain reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_number, ROW (r.last)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after AS (SELECT r.pk_number, ROW (r.last)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tv_number n (pk_number)', array_agg(DISTINCT r.pk_number)::text[],
        array_agg(DISTINCT tviews.lock_id(2, 1))
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tv_number n (pk_number)', array_agg(r.pk_number)::text[],
        array_agg(DISTINCT tviews.lock_id(2, 1))
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tv_number', 'enqueue_tv_number', 'tviews_tv_number', true);
RETURN false;
END
$activate$;
