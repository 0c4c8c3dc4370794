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
    (1, 'public.tv_post', 'public.v_post', false, ARRAY['pk_post'], 'r.pk_post = k.pk_post',
      'jsonb_build_object(''pk_post'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_post(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_post', 'public.tb_post_tag', 'public.tb_tag']::text[], 'activate_tv_post', 'equip_tv_post', ARRAY['drain_tv_post', 'refresh_tv_post', 'rebuild_tv_post'], 'drain_tv_post',
      false, false, 1000),
    (2, 'public.tv_post_tag', 'public.v_post_tag', false, ARRAY['fk_post', 'fk_tag'], 'r.fk_post = k.fk_post AND r.fk_tag = k.fk_tag',
      'jsonb_build_object(''fk_post'', CAST($1[1][n] AS integer), ''fk_tag'', CAST($1[2][n] AS integer))', 'tviews.refresh_tv_post_tag(ARRAY(SELECT unnest($1[1:1]))::integer[], ARRAY(SELECT unnest($1[2:2]))::integer[])',
      ARRAY['public.tb_post', 'public.tb_post_tag', 'public.tb_tag']::text[], 'activate_tv_post_tag', 'equip_tv_post_tag', ARRAY['drain_tv_post_tag', 'refresh_tv_post_tag', 'rebuild_tv_post_tag'], 'drain_tv_post_tag',
      false, false, 1000),
    (3, 'public.tv_tag', 'public.v_tag', false, ARRAY['pk_tag'], 'r.pk_tag = k.pk_tag',
      'jsonb_build_object(''pk_tag'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_tag(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_post', 'public.tb_post_tag', 'public.tb_tag']::text[], 'activate_tv_tag', 'equip_tv_tag', ARRAY['drain_tv_tag', 'refresh_tv_tag', 'rebuild_tv_tag'], 'drain_tv_tag',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_post', ARRAY['id', 'pk_post', 'title']::text[], ARRAY['uuid', 'integer', 'text']::text[], 'tviews_tb_post', 'enqueue_tb_post', NULL, true, 'watch_tb_post'),
    ('public.tb_post_tag', ARRAY['fk_post', 'fk_tag', 'weight']::text[], ARRAY['integer', 'integer', 'integer']::text[], 'tviews_tb_post_tag', 'enqueue_tb_post_tag', NULL, true, 'watch_tb_post_tag'),
    ('public.tb_tag', ARRAY['identifier', 'name', 'pk_tag']::text[], ARRAY['text', 'text', 'integer']::text[], 'tviews_tb_tag', 'enqueue_tb_tag', NULL, true, 'watch_tb_tag')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_post', 'public.tb_post', ARRAY['p']::text[], ARRAY['pk_post', 'id', 'title']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_post = p.pk_post'),
    ('public.tv_post', 'public.tb_post_tag', ARRAY['pt']::text[], ARRAY['fk_post', 'fk_tag', 'weight']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_post = pt.fk_post'),
    ('public.tv_post', 'public.tb_tag', ARRAY['t']::text[], ARRAY['pk_tag', 'name']::text[], false,
      'mapped', 1, ARRAY['public.tb_post_tag']::text[], 'pt.fk_tag = t.pk_tag, pk_post = pt.fk_post'),
    ('public.tv_post_tag', 'public.tb_post', ARRAY['p']::text[], ARRAY['pk_post', 'title']::text[], false,
      'mapped', 1, ARRAY['public.tb_post_tag']::text[], 'pt.fk_post = p.pk_post, fk_post = p.pk_post, fk_tag = pt.fk_tag'),
    ('public.tv_post_tag', 'public.tb_post_tag', ARRAY['pt']::text[], ARRAY['fk_post', 'fk_tag']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'fk_post = pt.fk_post, fk_tag = pt.fk_tag'),
    ('public.tv_post_tag', 'public.tb_tag', ARRAY['t']::text[], ARRAY['pk_tag', 'identifier']::text[], false,
      'mapped', 1, ARRAY['public.tb_post_tag']::text[], 'pt.fk_tag = t.pk_tag, fk_post = pt.fk_post, fk_tag = t.pk_tag'),
    ('public.tv_tag', 'public.tb_post', ARRAY['p']::text[], ARRAY['pk_post', 'title']::text[], false,
      'mapped', 1, ARRAY['public.tb_post_tag']::text[], 'pt.fk_post = p.pk_post, pk_tag = pt.fk_tag'),
    ('public.tv_tag', 'public.tb_post_tag', ARRAY['pt']::text[], ARRAY['fk_post', 'fk_tag']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_tag = pt.fk_tag'),
    ('public.tv_tag', 'public.tb_tag', ARRAY['t']::text[], ARRAY['pk_tag', 'identifier']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_tag = t.pk_tag')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_post', 'public.tb_post', 'btree', ARRAY['pk_post'], false, 'CREATE INDEX tb_post_pk_post_idx ON public.tb_post (pk_post);'),
    (2, 'public.tv_post', 'public.tb_post_tag', 'btree', ARRAY['fk_post'], false, 'CREATE INDEX tb_post_tag_fk_post_idx ON public.tb_post_tag (fk_post);'),
    (3, 'public.tv_post', 'public.tb_tag', 'btree', ARRAY['pk_tag'], false, 'CREATE INDEX tb_tag_pk_tag_idx ON public.tb_tag (pk_tag);'),
    (4, 'public.tv_post', 'public.tb_post_tag', 'btree', ARRAY['fk_tag'], false, 'CREATE INDEX tb_post_tag_fk_tag_idx ON public.tb_post_tag (fk_tag);'),
    (5, 'public.tv_post_tag', 'public.tb_post', 'btree', ARRAY['pk_post'], false, 'CREATE INDEX tb_post_pk_post_idx ON public.tb_post (pk_post);'),
    (6, 'public.tv_post_tag', 'public.tb_post_tag', 'btree', ARRAY['fk_post'], false, 'CREATE INDEX tb_post_tag_fk_post_idx ON public.tb_post_tag (fk_post);'),
    (7, 'public.tv_post_tag', 'public.tb_post_tag', 'btree', ARRAY['fk_post', 'fk_tag'], false, 'CREATE INDEX tb_post_tag_fk_post_fk_tag_idx ON public.tb_post_tag (fk_post, fk_tag);'),
    (8, 'public.tv_post_tag', 'public.tb_tag', 'btree', ARRAY['pk_tag'], false, 'CREATE INDEX tb_tag_pk_tag_idx ON public.tb_tag (pk_tag);'),
    (9, 'public.tv_post_tag', 'public.tb_post_tag', 'btree', ARRAY['fk_tag'], false, 'CREATE INDEX tb_post_tag_fk_tag_idx ON public.tb_post_tag (fk_tag);'),
    (10, 'public.tv_tag', 'public.tb_post', 'btree', ARRAY['pk_post'], false, 'CREATE INDEX tb_post_pk_post_idx ON public.tb_post (pk_post);'),
    (11, 'public.tv_tag', 'public.tb_post_tag', 'btree', ARRAY['fk_post'], false, 'CREATE INDEX tb_post_tag_fk_post_idx ON public.tb_post_tag (fk_post);'),
    (12, 'public.tv_tag', 'public.tb_post_tag', 'btree', ARRAY['fk_tag'], false, 'CREATE INDEX tb_post_tag_fk_tag_idx ON public.tb_post_tag (fk_tag);'),
    (13, 'public.tv_tag', 'public.tb_tag', 'btree', ARRAY['pk_tag'], false, 'CREATE INDEX tb_tag_pk_tag_idx ON public.tb_tag (pk_tag);')
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
    ('public.tb_post', 'not-null', ARRAY['pk_post']),
    ('public.tb_post', 'unique', ARRAY['pk_post']),
    ('public.tb_post_tag', 'not-null', ARRAY['fk_post']),
    ('public.tb_post_tag', 'not-null', ARRAY['fk_tag']),
    ('public.tb_post_tag', 'unique', ARRAY['fk_post', 'fk_tag']),
    ('public.tb_tag', 'not-null', ARRAY['pk_tag']),
    ('public.tb_tag', 'unique', ARRAY['pk_tag'])
$function$;

-- public.tv_post, key (pk_post).
CREATE FUNCTION tviews.activate_tv_post() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_post', 'public.v_post', 'pk_post, id, data', $definition$
SELECT *
FROM (
SELECT p.pk_post, p.id,
       jsonb_build_object(
         'title', p.title,
         'tags', COALESCE(jsonb_agg(jsonb_build_object('name', t.name, 'weight', pt.weight) ORDER BY t.name, t.pk_tag)
                          FILTER (WHERE t.pk_tag IS NOT NULL), '[]')
       ) AS data
FROM tb_post p
LEFT JOIN tb_post_tag pt ON pt.fk_post = p.pk_post
LEFT JOIN tb_tag t ON t.pk_tag = pt.fk_tag
GROUP BY p.pk_post
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
      SELECT v.pk_post, v.id, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_post)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_post AS v
        WHERE v.pk_post = k.pk_post
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_post AS t (pk_post, id, data)
      SELECT * FROM fresh
      ON CONFLICT (pk_post)
      DO UPDATE SET id = excluded.id, data = excluded.data
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_post)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_post FROM fresh) AS gone (pk_post);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_post, v.id, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_post)
      JOIN public.v_post AS v ON v.pk_post = k.pk_post
    ), written AS (
      INSERT INTO public.tv_post AS t (pk_post, id, data)
      SELECT * FROM fresh
      ON CONFLICT (pk_post)
      DO UPDATE SET id = excluded.id, data = excluded.data
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

  INSERT INTO public.tv_post AS t (pk_post, id, data)
  SELECT v.pk_post, v.id, v.data
  FROM public.v_post AS v
  ON CONFLICT (pk_post)
  DO UPDATE SET id = excluded.id, data = excluded.data
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
  v_p_pk_post integer[];
  v_pt_fk_post integer[];
  v_t_pk_tag integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_post p (pk_post)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_post_tag pt (fk_post)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_tag t (pk_tag)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_p_pk_post, v_pt_fk_post, v_t_pk_tag, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_post');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_post();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_post_tag (fk_tag)
  IF v_t_pk_tag IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.pk_tag)))
      FROM unnest(v_t_pk_tag) AS changed (pk_tag)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_post p: pk_post = p.pk_post
  IF v_p_pk_post IS NOT NULL THEN
    v_keys := v_keys || v_p_pk_post;
  END IF;

  -- tb_post_tag pt: pk_post = pt.fk_post
  IF v_pt_fk_post IS NOT NULL THEN
    v_keys := v_keys || v_pt_fk_post;
  END IF;

  -- tb_tag t: pt.fk_tag = t.pk_tag, pk_post = pt.fk_post
  IF v_t_pk_tag IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT pt.fk_post
      FROM public.tb_post_tag AS pt
      WHERE pt.fk_tag = ANY (v_t_pk_tag)
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.pk_post))) FROM unnest(v_keys) AS k (pk_post)
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
SELECT ARRAY[
  -- documents are fetched by their public id
  ARRAY[$definition$CREATE INDEX ON public.tv_post USING btree (id)$definition$, NULL, 'id']
]
$activate$;

-- public.tv_post_tag, key (fk_post, fk_tag).
CREATE FUNCTION tviews.activate_tv_post_tag() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_post_tag', 'public.v_post_tag', 'fk_post, fk_tag, label', $definition$
SELECT *
FROM (
SELECT pt.fk_post, pt.fk_tag, p.title || ' #' || t.identifier AS label
FROM tb_post_tag pt
JOIN tb_post p ON p.pk_post = pt.fk_post
JOIN tb_tag t ON t.pk_tag = pt.fk_tag
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_post_tag') IS NULL THEN
  CREATE TABLE public.tv_post_tag (LIKE public.v_post_tag) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_post_tag') THEN
    INSERT INTO public.tv_post_tag SELECT * FROM public.v_post_tag;
  END IF;
  PERFORM tviews.put_key('activate_tv_post_tag', 'public.tv_post_tag', 'PRIMARY KEY (fk_post, fk_tag)');
  ANALYZE public.tv_post_tag;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_post_tag', 'public.tv_post_tag', 'public.v_post_tag', 'PRIMARY KEY (fk_post, fk_tag)') THEN
  IF tviews.fill_now('activate_tv_post_tag') THEN
    INSERT INTO public.tv_post_tag SELECT * FROM public.v_post_tag;
  END IF;
  PERFORM tviews.put_key('activate_tv_post_tag', 'public.tv_post_tag', 'PRIMARY KEY (fk_post, fk_tag)');
END IF;

-- Makes the rows of public.tv_post_tag with these keys equal to those of public.v_post_tag, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_post_tag(p_keys_1 integer[], p_keys_2 integer[]) RETURNS void
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
      SELECT v.fk_post, v.fk_tag, v.label
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (fk_post, fk_tag)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_post_tag AS v
        WHERE v.fk_post = k.fk_post AND v.fk_tag = k.fk_tag
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_post_tag AS t (fk_post, fk_tag, label)
      SELECT * FROM fresh
      ON CONFLICT (fk_post, fk_tag)
      DO UPDATE SET label = excluded.label
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.fk_post), array_agg(gone.fk_tag)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.fk_post, fresh.fk_tag FROM fresh) AS gone (fk_post, fk_tag);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.fk_post, v.fk_tag, v.label
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (fk_post, fk_tag)
      JOIN public.v_post_tag AS v ON v.fk_post = k.fk_post AND v.fk_tag = k.fk_tag
    ), written AS (
      INSERT INTO public.tv_post_tag AS t (fk_post, fk_tag, label)
      SELECT * FROM fresh
      ON CONFLICT (fk_post, fk_tag)
      DO UPDATE SET label = excluded.label
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.fk_post), array_agg(gone.fk_tag)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.fk_post, fresh.fk_tag FROM fresh) AS gone (fk_post, fk_tag);
  END IF;

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_post_tag AS t
    USING unnest(v_gone_1, v_gone_2) AS k (fk_post, fk_tag)
    WHERE t.fk_post = k.fk_post AND t.fk_tag = k.fk_tag;
  END IF;
END
$function$;

-- Makes all rows of public.tv_post_tag equal to those of public.v_post_tag, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_post_tag() RETURNS void
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
  DELETE FROM public.tv_post_tag AS t
  USING (
    SELECT t.fk_post, t.fk_tag FROM public.tv_post_tag AS t
    EXCEPT
    SELECT v.fk_post, v.fk_tag FROM public.v_post_tag AS v
  ) AS k (fk_post, fk_tag)
  WHERE t.fk_post = k.fk_post AND t.fk_tag = k.fk_tag;

  INSERT INTO public.tv_post_tag AS t (fk_post, fk_tag, label)
  SELECT v.fk_post, v.fk_tag, v.label
  FROM public.v_post_tag AS v
  ON CONFLICT (fk_post, fk_tag)
  DO UPDATE SET label = excluded.label
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_post_tag out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_post_tag(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_p_pk_post integer[];
  v_pt_fk_post integer[];
  v_pt_fk_tag integer[];
  v_t_pk_tag integer[];
  v_keys_1 integer[];
  v_keys_2 integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_post p (pk_post)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_post_tag pt (fk_post, fk_tag)'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'tb_post_tag pt (fk_post, fk_tag)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_tag t (pk_tag)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_p_pk_post, v_pt_fk_post, v_pt_fk_tag, v_t_pk_tag, v_keys_1, v_keys_2
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(3), tviews.class_lock_id(4), tviews.class_lock_id(5)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_post_tag');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_post_tag();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_post_tag (fk_post), public.tb_post_tag (fk_tag)
  IF v_p_pk_post IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(3, hash_record(ROW (changed.pk_post)))
      FROM unnest(v_p_pk_post) AS changed (pk_post)
    );
  END IF;
  IF v_t_pk_tag IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(4, hash_record(ROW (changed.pk_tag)))
      FROM unnest(v_t_pk_tag) AS changed (pk_tag)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_post p: pt.fk_post = p.pk_post, fk_post = p.pk_post, fk_tag = pt.fk_tag
  IF v_p_pk_post IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(changed.pk_post), v_keys_2 || array_agg(pt.fk_tag)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_p_pk_post) AS changed (pk_post)
    JOIN public.tb_post_tag AS pt ON pt.fk_post = changed.pk_post;
  END IF;

  -- tb_post_tag pt: fk_post = pt.fk_post, fk_tag = pt.fk_tag
  IF v_pt_fk_post IS NOT NULL THEN
    v_keys_1 := v_keys_1 || v_pt_fk_post;
    v_keys_2 := v_keys_2 || v_pt_fk_tag;
  END IF;

  -- tb_tag t: pt.fk_tag = t.pk_tag, fk_post = pt.fk_post, fk_tag = t.pk_tag
  IF v_t_pk_tag IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(pt.fk_post), v_keys_2 || array_agg(changed.pk_tag)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_t_pk_tag) AS changed (pk_tag)
    JOIN public.tb_post_tag AS pt ON pt.fk_tag = changed.pk_tag;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(5, hash_record(ROW (k.fk_post, k.fk_tag))) FROM unnest(v_keys_1, v_keys_2) AS k (fk_post, fk_tag)
  ), p_most - cardinality(v_held));
  IF pg_sequence_last_value('tviews.traced_since') IS NOT NULL THEN
    PERFORM tviews.leave_trace(v_held);
  END IF;
  IF cardinality(v_keys_1) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(2, ARRAY[v_keys_1::text[], v_keys_2::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_apart(2, ARRAY[v_keys_1::text[], v_keys_2::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_post_tag(v_keys_1, v_keys_2);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_post_tag, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_post_tag() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_tag, key (pk_tag).
CREATE FUNCTION tviews.activate_tv_tag() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_tag', 'public.v_tag', 'pk_tag, identifier, titles', $definition$
SELECT *
FROM (
SELECT t.pk_tag, t.identifier,
       ARRAY(SELECT p.title FROM tb_post p, tb_post_tag pt
             WHERE pt.fk_tag = t.pk_tag AND p.pk_post = pt.fk_post
             ORDER BY p.title, p.pk_post) AS titles
FROM tb_tag t
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_tag') IS NULL THEN
  CREATE TABLE public.tv_tag (LIKE public.v_tag) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_tag') THEN
    INSERT INTO public.tv_tag SELECT * FROM public.v_tag;
  END IF;
  PERFORM tviews.put_key('activate_tv_tag', 'public.tv_tag', 'PRIMARY KEY (pk_tag)');
  ANALYZE public.tv_tag;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_tag', 'public.tv_tag', 'public.v_tag', 'PRIMARY KEY (pk_tag)') THEN
  IF tviews.fill_now('activate_tv_tag') THEN
    INSERT INTO public.tv_tag SELECT * FROM public.v_tag;
  END IF;
  PERFORM tviews.put_key('activate_tv_tag', 'public.tv_tag', 'PRIMARY KEY (pk_tag)');
END IF;

-- Makes the rows of public.tv_tag with these keys equal to those of public.v_tag, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_tag(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_tag, v.identifier, v.titles
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_tag)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_tag AS v
        WHERE v.pk_tag = k.pk_tag
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_tag AS t (pk_tag, identifier, titles)
      SELECT * FROM fresh
      ON CONFLICT (pk_tag)
      DO UPDATE SET identifier = excluded.identifier, titles = excluded.titles
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_tag)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_tag FROM fresh) AS gone (pk_tag);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_tag, v.identifier, v.titles
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_tag)
      JOIN public.v_tag AS v ON v.pk_tag = k.pk_tag
    ), written AS (
      INSERT INTO public.tv_tag AS t (pk_tag, identifier, titles)
      SELECT * FROM fresh
      ON CONFLICT (pk_tag)
      DO UPDATE SET identifier = excluded.identifier, titles = excluded.titles
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_tag)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_tag FROM fresh) AS gone (pk_tag);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_tag AS t
    USING unnest(v_gone) AS k (pk_tag)
    WHERE t.pk_tag = k.pk_tag;
  END IF;
END
$function$;

-- Makes all rows of public.tv_tag equal to those of public.v_tag, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_tag() RETURNS void
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
  DELETE FROM public.tv_tag AS t
  USING (
    SELECT t.pk_tag FROM public.tv_tag AS t
    EXCEPT
    SELECT v.pk_tag FROM public.v_tag AS v
  ) AS k (pk_tag)
  WHERE t.pk_tag = k.pk_tag;

  INSERT INTO public.tv_tag AS t (pk_tag, identifier, titles)
  SELECT v.pk_tag, v.identifier, v.titles
  FROM public.v_tag AS v
  ON CONFLICT (pk_tag)
  DO UPDATE SET identifier = excluded.identifier, titles = excluded.titles
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_tag out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_tag(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_p_pk_post integer[];
  v_pt_fk_tag integer[];
  v_t_pk_tag integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(3)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_post p (pk_post)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_post_tag pt (fk_tag)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_tag t (pk_tag)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_p_pk_post, v_pt_fk_tag, v_t_pk_tag, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(3, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(6), tviews.class_lock_id(7)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_tag');
    IF p_notes THEN
      PERFORM tviews.note_rows(3, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(3, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_tag();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_post_tag (fk_post)
  IF v_p_pk_post IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(6, hash_record(ROW (changed.pk_post)))
      FROM unnest(v_p_pk_post) AS changed (pk_post)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_post p: pt.fk_post = p.pk_post, pk_tag = pt.fk_tag
  IF v_p_pk_post IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT pt.fk_tag
      FROM public.tb_post_tag AS pt
      WHERE pt.fk_post = ANY (v_p_pk_post)
    );
  END IF;

  -- tb_post_tag pt: pk_tag = pt.fk_tag
  IF v_pt_fk_tag IS NOT NULL THEN
    v_keys := v_keys || v_pt_fk_tag;
  END IF;

  -- tb_tag t: pk_tag = t.pk_tag
  IF v_t_pk_tag IS NOT NULL THEN
    v_keys := v_keys || v_t_pk_tag;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(3, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(7, hash_record(ROW (k.pk_tag))) FROM unnest(v_keys) AS k (pk_tag)
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
    PERFORM tviews.refresh_tv_tag(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_tag, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_tag() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
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
    FROM unnest(ARRAY[1, 2, 3]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_post reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_post, r.id, r.title FROM old_rows AS r),
      after_1 AS (SELECT r.pk_post, r.id, r.title FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_post_tag, tv_tag reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_post, r.title FROM old_rows AS r),
      after_2 AS (SELECT r.pk_post, r.title FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_post p (pk_post)', array_agg(DISTINCT r.pk_post)::text[]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_post p (pk_post)', ARRAY[array_agg(DISTINCT r.pk_post)::text[]]
      FROM changed_2 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_post p (pk_post)', array_agg(DISTINCT r.pk_post)::text[]
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_post p (pk_post)', array_agg(r.pk_post)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_post p (pk_post)', ARRAY[array_agg(r.pk_post)::text[]]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_post p (pk_post)', array_agg(r.pk_post)::text[]
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

-- The triggers of public.tb_post_tag.
CREATE FUNCTION tviews.watch_tb_post_tag() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_post_tag puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_post_tag() RETURNS trigger
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
      -- What tv_post reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.fk_post, r.fk_tag, r.weight FROM old_rows AS r),
      after_1 AS (SELECT r.fk_post, r.fk_tag, r.weight FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_post_tag, tv_tag reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.fk_post, r.fk_tag FROM old_rows AS r),
      after_2 AS (SELECT r.fk_post, r.fk_tag FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_post_tag pt (fk_post)', array_agg(DISTINCT r.fk_post)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_tag))))
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_post_tag pt (fk_post, fk_tag)', ARRAY[array_agg(r.fk_post)::text[], array_agg(r.fk_tag)::text[]],
        array_agg(DISTINCT r.lock_1)
          || array_agg(DISTINCT r.lock_2)
      FROM (SELECT DISTINCT r.fk_post, r.fk_tag, tviews.lock_id(3, hash_record(ROW (r.fk_post))) AS lock_1, tviews.lock_id(4, hash_record(ROW (r.fk_tag))) AS lock_2 FROM changed_2 AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_post_tag pt (fk_tag)', array_agg(DISTINCT r.fk_tag)::text[],
        array_agg(DISTINCT tviews.lock_id(6, hash_record(ROW (r.fk_post))))
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_post_tag pt (fk_post)', array_agg(DISTINCT r.fk_post)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_tag))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_post_tag pt (fk_post, fk_tag)', ARRAY[array_agg(r.fk_post)::text[], array_agg(r.fk_tag)::text[]],
        array_agg(DISTINCT r.lock_1)
          || array_agg(DISTINCT r.lock_2)
      FROM (SELECT DISTINCT r.fk_post, r.fk_tag, tviews.lock_id(3, hash_record(ROW (r.fk_post))) AS lock_1, tviews.lock_id(4, hash_record(ROW (r.fk_tag))) AS lock_2 FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_post_tag pt (fk_tag)', array_agg(DISTINCT r.fk_tag)::text[],
        array_agg(DISTINCT tviews.lock_id(6, hash_record(ROW (r.fk_post))))
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_post_tag', 'enqueue_tb_post_tag', 'tviews_tb_post_tag', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_tag.
CREATE FUNCTION tviews.watch_tb_tag() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_tag puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_tag() RETURNS trigger
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
      -- What tv_post reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_tag, r.name FROM old_rows AS r),
      after_1 AS (SELECT r.pk_tag, r.name FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_post_tag, tv_tag reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_tag, r.identifier FROM old_rows AS r),
      after_2 AS (SELECT r.pk_tag, r.identifier FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_tag t (pk_tag)', array_agg(DISTINCT r.pk_tag)::text[]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_tag t (pk_tag)', ARRAY[array_agg(DISTINCT r.pk_tag)::text[]]
      FROM changed_2 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_tag t (pk_tag)', array_agg(DISTINCT r.pk_tag)::text[]
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_tag t (pk_tag)', array_agg(r.pk_tag)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_tag t (pk_tag)', ARRAY[array_agg(r.pk_tag)::text[]]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_tag t (pk_tag)', array_agg(r.pk_tag)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_tag', 'enqueue_tb_tag', 'tviews_tb_tag', true);
RETURN false;
END
$activate$;
