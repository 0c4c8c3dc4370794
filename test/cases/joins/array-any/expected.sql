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
    (1, 'public.tv_alike', 'public.v_alike', false, ARRAY['pk_photo', 'pk_other'], 'r.pk_photo = k.pk_photo AND r.pk_other = k.pk_other',
      'jsonb_build_object(''pk_photo'', CAST($1[1][n] AS integer), ''pk_other'', CAST($1[2][n] AS integer))', 'tviews.refresh_tv_alike(ARRAY(SELECT unnest($1[1:1]))::integer[], ARRAY(SELECT unnest($1[2:2]))::integer[])',
      ARRAY['public.tb_photo']::text[], 'activate_tv_alike', 'equip_tv_alike', ARRAY['drain_tv_alike', 'refresh_tv_alike', 'rebuild_tv_alike'], 'drain_tv_alike',
      false, false, 1000),
    (2, 'public.tv_photo', 'public.v_photo', false, ARRAY['pk_photo'], 'r.pk_photo = k.pk_photo',
      'jsonb_build_object(''pk_photo'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_photo(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_photo', 'public.tb_tag']::text[], 'activate_tv_photo', 'equip_tv_photo', ARRAY['drain_tv_photo', 'refresh_tv_photo', 'rebuild_tv_photo'], 'drain_tv_photo',
      false, false, 1000),
    (3, 'public.tv_tag', 'public.v_tag', false, ARRAY['pk_tag'], 'r.pk_tag = k.pk_tag',
      'jsonb_build_object(''pk_tag'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_tag(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_photo', 'public.tb_tag']::text[], 'activate_tv_tag', 'equip_tv_tag', ARRAY['drain_tv_tag', 'refresh_tv_tag', 'rebuild_tv_tag'], 'drain_tv_tag',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_photo', ARRAY['pk_photo', 'tags', 'title']::text[], ARRAY['integer', 'integer[]', 'text']::text[], 'tviews_tb_photo', 'enqueue_tb_photo', NULL, true, 'watch_tb_photo'),
    ('public.tb_tag', ARRAY['name', 'pk_tag']::text[], ARRAY['text', 'integer']::text[], 'tviews_tb_tag', 'enqueue_tb_tag', NULL, true, 'watch_tb_tag')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_alike', 'public.tb_photo', ARRAY['a']::text[], ARRAY['pk_photo', 'tags']::text[], false,
      'mapped', 1, ARRAY['public.tb_photo']::text[], 'a.tags && b.tags AND a.pk_photo <> b.pk_photo, pk_photo = a.pk_photo, pk_other = b.pk_photo'),
    ('public.tv_alike', 'public.tb_photo', ARRAY['a']::text[], ARRAY['pk_photo', 'tags']::text[], false,
      'mapped', 2, ARRAY['public.tv_alike']::text[], 'old_row.pk_photo = a.pk_photo, pk_photo = old_row.pk_photo, pk_other = old_row.pk_other'),
    ('public.tv_alike', 'public.tb_photo', ARRAY['b']::text[], ARRAY['pk_photo', 'title', 'tags']::text[], false,
      'mapped', 1, ARRAY['public.tb_photo']::text[], 'a.tags && b.tags AND a.pk_photo <> b.pk_photo, pk_photo = a.pk_photo, pk_other = b.pk_photo'),
    ('public.tv_alike', 'public.tb_photo', ARRAY['b']::text[], ARRAY['pk_photo', 'title', 'tags']::text[], false,
      'mapped', 2, ARRAY['public.tv_alike']::text[], 'old_row.pk_other = b.pk_photo, pk_photo = old_row.pk_photo, pk_other = old_row.pk_other'),
    ('public.tv_photo', 'public.tb_photo', ARRAY['p']::text[], ARRAY['pk_photo', 'title', 'tags']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_photo = p.pk_photo'),
    ('public.tv_photo', 'public.tb_tag', ARRAY['t']::text[], ARRAY['pk_tag', 'name']::text[], false,
      'mapped', 1, ARRAY['public.tb_photo']::text[], 't.pk_tag = ANY (p.tags), pk_photo = p.pk_photo'),
    ('public.tv_tag', 'public.tb_photo', ARRAY['p']::text[], ARRAY['pk_photo', 'title', 'tags']::text[], false,
      'mapped', 1, ARRAY['public.tb_tag']::text[], 'p.tags @> ARRAY[t.pk_tag], pk_tag = t.pk_tag'),
    ('public.tv_tag', 'public.tb_tag', ARRAY['t']::text[], ARRAY['pk_tag', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_tag = t.pk_tag')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_alike', 'public.tb_photo', 'btree', ARRAY['pk_photo'], false, 'CREATE INDEX tb_photo_pk_photo_idx ON public.tb_photo (pk_photo);'),
    (1, 'public.tv_alike', 'public.tb_photo', 'gin', ARRAY['tags'], false, 'CREATE INDEX tb_photo_pk_photo_idx ON public.tb_photo (pk_photo);'),
    (2, 'public.tv_alike', 'public.tb_photo', 'gin', ARRAY['tags'], false, 'CREATE INDEX tb_photo_tags_idx ON public.tb_photo USING gin (tags);'),
    (3, 'public.tv_alike', 'public.tb_photo', 'btree', ARRAY['pk_photo'], false, 'CREATE INDEX tb_photo_pk_photo_idx ON public.tb_photo (pk_photo);'),
    (4, 'public.tv_photo', 'public.tb_photo', 'btree', ARRAY['pk_photo'], false, 'CREATE INDEX tb_photo_pk_photo_idx ON public.tb_photo (pk_photo);'),
    (5, 'public.tv_photo', 'public.tb_tag', 'btree', ARRAY['pk_tag'], false, 'CREATE INDEX tb_tag_pk_tag_idx ON public.tb_tag (pk_tag);'),
    (6, 'public.tv_tag', 'public.tb_photo', 'gin', ARRAY['tags'], false, 'CREATE INDEX tb_photo_tags_idx ON public.tb_photo USING gin (tags);'),
    (7, 'public.tv_tag', 'public.tb_tag', 'btree', ARRAY['pk_tag'], false, 'CREATE INDEX tb_tag_pk_tag_idx ON public.tb_tag (pk_tag);')
$function$;

-- The highest number of a class of locks.
CREATE FUNCTION tviews.built_lock_classes() RETURNS integer
LANGUAGE sql IMMUTABLE
AS 'SELECT 8';

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_photo', 'not-null', ARRAY['pk_photo']),
    ('public.tb_photo', 'unique', ARRAY['pk_photo']),
    ('public.tb_tag', 'not-null', ARRAY['pk_tag']),
    ('public.tb_tag', 'unique', ARRAY['pk_tag'])
$function$;

-- public.tv_alike, key (pk_photo, pk_other).
CREATE FUNCTION tviews.activate_tv_alike() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_alike', 'public.v_alike', 'pk_photo, pk_other, title', $definition$
SELECT *
FROM (
SELECT a.pk_photo, b.pk_photo AS pk_other, b.title
FROM tb_photo a
JOIN tb_photo b ON a.tags && b.tags AND a.pk_photo <> b.pk_photo
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_alike') IS NULL THEN
  CREATE TABLE public.tv_alike (LIKE public.v_alike) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_alike') THEN
    INSERT INTO public.tv_alike SELECT * FROM public.v_alike;
  END IF;
  PERFORM tviews.put_key('activate_tv_alike', 'public.tv_alike', 'PRIMARY KEY (pk_photo, pk_other)');
  ANALYZE public.tv_alike;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_alike', 'public.tv_alike', 'public.v_alike', 'PRIMARY KEY (pk_photo, pk_other)') THEN
  IF tviews.fill_now('activate_tv_alike') THEN
    INSERT INTO public.tv_alike SELECT * FROM public.v_alike;
  END IF;
  PERFORM tviews.put_key('activate_tv_alike', 'public.tv_alike', 'PRIMARY KEY (pk_photo, pk_other)');
END IF;

-- Makes the rows of public.tv_alike with these keys equal to those of public.v_alike, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_alike(p_keys_1 integer[], p_keys_2 integer[]) RETURNS void
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
      SELECT v.pk_photo, v.pk_other, v.title
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_photo, pk_other)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_alike AS v
        WHERE v.pk_photo = k.pk_photo AND v.pk_other = k.pk_other
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_alike AS t (pk_photo, pk_other, title)
      SELECT * FROM fresh
      ON CONFLICT (pk_photo, pk_other)
      DO UPDATE SET title = excluded.title
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_photo), array_agg(gone.pk_other)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_photo, fresh.pk_other FROM fresh) AS gone (pk_photo, pk_other);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_photo, v.pk_other, v.title
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_photo, pk_other)
      JOIN public.v_alike AS v ON v.pk_photo = k.pk_photo AND v.pk_other = k.pk_other
    ), written AS (
      INSERT INTO public.tv_alike AS t (pk_photo, pk_other, title)
      SELECT * FROM fresh
      ON CONFLICT (pk_photo, pk_other)
      DO UPDATE SET title = excluded.title
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_photo), array_agg(gone.pk_other)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_photo, fresh.pk_other FROM fresh) AS gone (pk_photo, pk_other);
  END IF;

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_alike AS t
    USING unnest(v_gone_1, v_gone_2) AS k (pk_photo, pk_other)
    WHERE t.pk_photo = k.pk_photo AND t.pk_other = k.pk_other;
  END IF;
END
$function$;

-- Makes all rows of public.tv_alike equal to those of public.v_alike, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_alike() RETURNS void
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
  DELETE FROM public.tv_alike AS t
  USING (
    SELECT t.pk_photo, t.pk_other FROM public.tv_alike AS t
    EXCEPT
    SELECT v.pk_photo, v.pk_other FROM public.v_alike AS v
  ) AS k (pk_photo, pk_other)
  WHERE t.pk_photo = k.pk_photo AND t.pk_other = k.pk_other;

  INSERT INTO public.tv_alike AS t (pk_photo, pk_other, title)
  SELECT v.pk_photo, v.pk_other, v.title
  FROM public.v_alike AS v
  ON CONFLICT (pk_photo, pk_other)
  DO UPDATE SET title = excluded.title
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_alike out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_alike(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_a_pk_photo integer[];
  v_a_tags text[];
  v_b_pk_photo integer[];
  v_b_tags text[];
  v_keys_1 integer[];
  v_keys_2 integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_photo a (pk_photo, tags)'),
    array_agg(value.c2::text) FILTER (WHERE taken.route = 'tb_photo a (pk_photo, tags)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_photo b (pk_photo, tags)'),
    array_agg(value.c2::text) FILTER (WHERE taken.route = 'tb_photo b (pk_photo, tags)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_a_pk_photo, v_a_tags, v_b_pk_photo, v_b_tags, v_keys_1, v_keys_2
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2), tviews.class_lock_id(3), tviews.class_lock_id(4)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_alike');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_alike();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_photo
  IF v_a_pk_photo IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, 1)
      FROM unnest(v_a_pk_photo, v_a_tags) AS changed (pk_photo, tags)
    );
  END IF;
  IF v_b_pk_photo IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, 1)
      FROM unnest(v_b_pk_photo, v_b_tags) AS changed (pk_photo, tags)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_photo a: a.tags && b.tags AND a.pk_photo <> b.pk_photo, pk_photo = a.pk_photo, pk_other = b.pk_photo
  IF v_a_pk_photo IS NOT NULL THEN
    IF cardinality(v_a_pk_photo) > 1 THEN
      SELECT array_agg(changed.c1), array_agg(changed.c2)
      INTO v_a_pk_photo, v_a_tags
      FROM (SELECT DISTINCT * FROM unnest(v_a_pk_photo, v_a_tags) AS changed (c1, c2)) AS changed;
    END IF;
    SELECT v_keys_1 || array_agg(changed.pk_photo), v_keys_2 || array_agg(b.pk_photo)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_a_pk_photo, v_a_tags) AS changed (pk_photo, tags)
    JOIN public.tb_photo AS b ON (changed.tags::integer[]) && b.tags AND changed.pk_photo <> b.pk_photo;
  END IF;

  -- tb_photo b: a.tags && b.tags AND a.pk_photo <> b.pk_photo, pk_photo = a.pk_photo, pk_other = b.pk_photo
  IF v_b_pk_photo IS NOT NULL THEN
    IF cardinality(v_b_pk_photo) > 1 THEN
      SELECT array_agg(changed.c1), array_agg(changed.c2)
      INTO v_b_pk_photo, v_b_tags
      FROM (SELECT DISTINCT * FROM unnest(v_b_pk_photo, v_b_tags) AS changed (c1, c2)) AS changed;
    END IF;
    SELECT v_keys_1 || array_agg(a.pk_photo), v_keys_2 || array_agg(changed.pk_photo)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_b_pk_photo, v_b_tags) AS changed (pk_photo, tags)
    JOIN public.tb_photo AS a ON a.tags && (changed.tags::integer[]) AND a.pk_photo <> changed.pk_photo;
  END IF;

  -- Its own rows, by public.tv_alike (pk_other), by public.tv_alike (pk_photo)
  v_held := v_held || tviews.hold(ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.pk_other))) FROM unnest(v_keys_1, v_keys_2) AS k (pk_photo, pk_other)
    UNION ALL
    SELECT tviews.lock_id(3, hash_record(ROW (k.pk_photo))) FROM unnest(v_keys_1, v_keys_2) AS k (pk_photo, pk_other)
  ), ARRAY (
    SELECT tviews.lock_id(3, hash_record(ROW (changed.pk_photo)))
    FROM unnest(v_a_pk_photo, v_a_tags) AS changed (pk_photo, tags)
    UNION ALL
    SELECT tviews.lock_id(2, hash_record(ROW (changed.pk_photo)))
    FROM unnest(v_b_pk_photo, v_b_tags) AS changed (pk_photo, tags)
  ), p_most - cardinality(v_held));

  -- tb_photo a: old_row.pk_photo = a.pk_photo, pk_photo = old_row.pk_photo, pk_other = old_row.pk_other
  IF v_a_pk_photo IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(old_row.pk_photo), v_keys_2 || array_agg(old_row.pk_other)
    INTO v_keys_1, v_keys_2
    FROM public.tv_alike AS old_row
    WHERE old_row.pk_photo = ANY (v_a_pk_photo);
  END IF;

  -- tb_photo b: old_row.pk_other = b.pk_photo, pk_photo = old_row.pk_photo, pk_other = old_row.pk_other
  IF v_b_pk_photo IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(old_row.pk_photo), v_keys_2 || array_agg(old_row.pk_other)
    INTO v_keys_1, v_keys_2
    FROM public.tv_alike AS old_row
    WHERE old_row.pk_other = ANY (v_b_pk_photo);
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(4, hash_record(ROW (k.pk_photo, k.pk_other))) FROM unnest(v_keys_1, v_keys_2) AS k (pk_photo, pk_other)
  ), p_most - cardinality(v_held));
  IF pg_sequence_last_value('tviews.traced_since') IS NOT NULL THEN
    PERFORM tviews.leave_trace(v_held);
  END IF;
  IF cardinality(v_keys_1) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(1, ARRAY[v_keys_1::text[], v_keys_2::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_apart(1, ARRAY[v_keys_1::text[], v_keys_2::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_alike(v_keys_1, v_keys_2);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_alike, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_alike() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT ARRAY[
  -- tv_alike looks rows up by it
  ARRAY[$definition$CREATE INDEX ON public.tv_alike USING btree (pk_other)$definition$, NULL, 'pk_other']
]
$activate$;

-- public.tv_photo, key (pk_photo).
CREATE FUNCTION tviews.activate_tv_photo() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_photo', 'public.v_photo', 'pk_photo, title, tags', $definition$
SELECT *
FROM (
SELECT p.pk_photo, p.title, ARRAY (SELECT t.name FROM tb_tag t WHERE t.pk_tag = ANY (p.tags) ORDER BY t.pk_tag) AS tags
FROM tb_photo p
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_photo') IS NULL THEN
  CREATE TABLE public.tv_photo (LIKE public.v_photo) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_photo') THEN
    INSERT INTO public.tv_photo SELECT * FROM public.v_photo;
  END IF;
  PERFORM tviews.put_key('activate_tv_photo', 'public.tv_photo', 'PRIMARY KEY (pk_photo)');
  ANALYZE public.tv_photo;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_photo', 'public.tv_photo', 'public.v_photo', 'PRIMARY KEY (pk_photo)') THEN
  IF tviews.fill_now('activate_tv_photo') THEN
    INSERT INTO public.tv_photo SELECT * FROM public.v_photo;
  END IF;
  PERFORM tviews.put_key('activate_tv_photo', 'public.tv_photo', 'PRIMARY KEY (pk_photo)');
END IF;

-- Makes the rows of public.tv_photo with these keys equal to those of public.v_photo, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_photo(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_photo, v.title, v.tags
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_photo)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_photo AS v
        WHERE v.pk_photo = k.pk_photo
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_photo AS t (pk_photo, title, tags)
      SELECT * FROM fresh
      ON CONFLICT (pk_photo)
      DO UPDATE SET title = excluded.title, tags = excluded.tags
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_photo)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_photo FROM fresh) AS gone (pk_photo);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_photo, v.title, v.tags
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_photo)
      JOIN public.v_photo AS v ON v.pk_photo = k.pk_photo
    ), written AS (
      INSERT INTO public.tv_photo AS t (pk_photo, title, tags)
      SELECT * FROM fresh
      ON CONFLICT (pk_photo)
      DO UPDATE SET title = excluded.title, tags = excluded.tags
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_photo)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_photo FROM fresh) AS gone (pk_photo);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_photo AS t
    USING unnest(v_gone) AS k (pk_photo)
    WHERE t.pk_photo = k.pk_photo;
  END IF;
END
$function$;

-- Makes all rows of public.tv_photo equal to those of public.v_photo, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_photo() RETURNS void
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
  DELETE FROM public.tv_photo AS t
  USING (
    SELECT t.pk_photo FROM public.tv_photo AS t
    EXCEPT
    SELECT v.pk_photo FROM public.v_photo AS v
  ) AS k (pk_photo)
  WHERE t.pk_photo = k.pk_photo;

  INSERT INTO public.tv_photo AS t (pk_photo, title, tags)
  SELECT v.pk_photo, v.title, v.tags
  FROM public.v_photo AS v
  ON CONFLICT (pk_photo)
  DO UPDATE SET title = excluded.title, tags = excluded.tags
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_photo out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_photo(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_p_pk_photo integer[];
  v_t_pk_tag integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_photo p (pk_photo)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_tag t (pk_tag)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_p_pk_photo, v_t_pk_tag, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(5), tviews.class_lock_id(6)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_photo');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_photo();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_photo
  IF v_t_pk_tag IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(5, 1)
      FROM unnest(v_t_pk_tag) AS changed (pk_tag)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_photo p: pk_photo = p.pk_photo
  IF v_p_pk_photo IS NOT NULL THEN
    v_keys := v_keys || v_p_pk_photo;
  END IF;

  -- tb_tag t: t.pk_tag = ANY (p.tags), pk_photo = p.pk_photo
  IF v_t_pk_tag IS NOT NULL THEN
    IF cardinality(v_t_pk_tag) > 1 THEN
      SELECT array_agg(changed.c1)
      INTO v_t_pk_tag
      FROM (SELECT DISTINCT * FROM unnest(v_t_pk_tag) AS changed (c1)) AS changed;
    END IF;
    v_keys := v_keys || ARRAY (
      SELECT p.pk_photo
      FROM unnest(v_t_pk_tag) AS changed (pk_tag)
      JOIN public.tb_photo AS p ON changed.pk_tag = ANY (p.tags)
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(6, hash_record(ROW (k.pk_photo))) FROM unnest(v_keys) AS k (pk_photo)
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
    PERFORM tviews.refresh_tv_photo(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_photo, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_photo() RETURNS text[]
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
v_changed := tviews.put_view('activate_tv_tag', 'public.v_tag', 'pk_tag, name, photos, first_title', $definition$
SELECT *
FROM (
SELECT t.pk_tag, t.name, count(p.pk_photo) AS photos, min(p.title) AS first_title
FROM tb_tag t
LEFT JOIN tb_photo p ON p.tags @> ARRAY[t.pk_tag]
GROUP BY t.pk_tag
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
      SELECT v.pk_tag, v.name, v.photos, v.first_title
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_tag)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_tag AS v
        WHERE v.pk_tag = k.pk_tag
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_tag AS t (pk_tag, name, photos, first_title)
      SELECT * FROM fresh
      ON CONFLICT (pk_tag)
      DO UPDATE SET name = excluded.name, photos = excluded.photos, first_title = excluded.first_title
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_tag)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_tag FROM fresh) AS gone (pk_tag);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_tag, v.name, v.photos, v.first_title
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_tag)
      JOIN public.v_tag AS v ON v.pk_tag = k.pk_tag
    ), written AS (
      INSERT INTO public.tv_tag AS t (pk_tag, name, photos, first_title)
      SELECT * FROM fresh
      ON CONFLICT (pk_tag)
      DO UPDATE SET name = excluded.name, photos = excluded.photos, first_title = excluded.first_title
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

  INSERT INTO public.tv_tag AS t (pk_tag, name, photos, first_title)
  SELECT v.pk_tag, v.name, v.photos, v.first_title
  FROM public.v_tag AS v
  ON CONFLICT (pk_tag)
  DO UPDATE SET name = excluded.name, photos = excluded.photos, first_title = excluded.first_title
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
  v_p_tags text[];
  v_t_pk_tag integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(3)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_photo p (tags)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_tag t (pk_tag)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_p_tags, v_t_pk_tag, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(3, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(7), tviews.class_lock_id(8)], p_most);
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

  -- Looked up below, and changed by this transaction: public.tb_tag
  IF v_p_tags IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(7, 1)
      FROM unnest(v_p_tags) AS changed (tags)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_photo p: p.tags @> ARRAY[t.pk_tag], pk_tag = t.pk_tag
  IF v_p_tags IS NOT NULL THEN
    IF cardinality(v_p_tags) > 1 THEN
      SELECT array_agg(changed.c1)
      INTO v_p_tags
      FROM (SELECT DISTINCT * FROM unnest(v_p_tags) AS changed (c1)) AS changed;
    END IF;
    v_keys := v_keys || ARRAY (
      SELECT t.pk_tag
      FROM unnest(v_p_tags) AS changed (tags)
      JOIN public.tb_tag AS t ON (changed.tags::integer[]) @> ARRAY[t.pk_tag]
    );
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
    SELECT tviews.lock_id(8, hash_record(ROW (k.pk_tag))) FROM unnest(v_keys) AS k (pk_tag)
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

-- The triggers of public.tb_photo.
CREATE FUNCTION tviews.watch_tb_photo() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_photo puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_photo() RETURNS trigger
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
    FROM unnest(ARRAY[1, 2, 3]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_alike reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_photo, r.tags FROM old_rows AS r),
      after_1 AS (SELECT r.pk_photo, r.tags FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_alike, tv_photo, tv_tag reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_photo, r.title, r.tags FROM old_rows AS r),
      after_2 AS (SELECT r.pk_photo, r.title, r.tags FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_photo a (pk_photo, tags)', ARRAY[array_agg(r.pk_photo)::text[], array_agg(r.tags)],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_photo, r.tags::text AS tags, tviews.lock_id(1, 1) AS lock_1 FROM changed_1 AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 1, 'tb_photo b (pk_photo, tags)', ARRAY[array_agg(r.pk_photo)::text[], array_agg(r.tags)],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_photo, r.tags::text AS tags, tviews.lock_id(1, 1) AS lock_1 FROM changed_2 AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_photo p (pk_photo)', array_agg(DISTINCT r.pk_photo)::text[],
        array_agg(DISTINCT tviews.lock_id(5, 1))
      FROM changed_2 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_photo p (tags)', array_agg(DISTINCT r.tags::text),
        NULL::bigint[]
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_photo a (pk_photo, tags)', ARRAY[array_agg(r.pk_photo)::text[], array_agg(r.tags)],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_photo, r.tags::text AS tags, tviews.lock_id(1, 1) AS lock_1 FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 1, 'tb_photo b (pk_photo, tags)', ARRAY[array_agg(r.pk_photo)::text[], array_agg(r.tags)],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_photo, r.tags::text AS tags, tviews.lock_id(1, 1) AS lock_1 FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_photo p (pk_photo)', array_agg(r.pk_photo)::text[],
        array_agg(DISTINCT tviews.lock_id(5, 1))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_photo p (tags)', array_agg(DISTINCT r.tags::text),
        NULL::bigint[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_photo', 'enqueue_tb_photo', 'tviews_tb_photo', true);
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
    FROM unnest(ARRAY[2, 3]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_photo, tv_tag reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_tag, r.name FROM old_rows AS r),
      after AS (SELECT r.pk_tag, r.name FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_tag t (pk_tag)', array_agg(DISTINCT r.pk_tag)::text[],
        NULL::bigint[]
      FROM changed AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_tag t (pk_tag)', array_agg(DISTINCT r.pk_tag)::text[],
        array_agg(DISTINCT tviews.lock_id(7, 1))
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_tag t (pk_tag)', array_agg(r.pk_tag)::text[],
        NULL::bigint[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_tag t (pk_tag)', array_agg(r.pk_tag)::text[],
        array_agg(DISTINCT tviews.lock_id(7, 1))
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
