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
      ARRAY['public.tb_post', 'public.tb_user']::text[], 'activate_tv_post', 'equip_tv_post', ARRAY['drain_tv_post', 'refresh_tv_post', 'rebuild_tv_post'], 'drain_tv_post',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_post', ARRAY['fk_user', 'id', 'pk_post', 'title']::text[], ARRAY['integer', 'uuid', 'integer', 'text']::text[], 'tviews_tb_post', 'enqueue_tb_post', NULL, true, 'watch_tb_post'),
    ('public.tb_user', ARRAY['id', 'name', 'pk_user']::text[], ARRAY['uuid', 'text', 'integer']::text[], 'tviews_tb_user', 'enqueue_tb_user', NULL, true, 'watch_tb_user')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_post', 'public.tb_post', ARRAY['p']::text[], ARRAY['pk_post', 'id', 'fk_user', 'title']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_post = p.pk_post'),
    ('public.tv_post', 'public.tb_user', ARRAY['u']::text[], ARRAY['pk_user', 'id', 'name']::text[], false,
      'mapped', 1, ARRAY['public.tb_post']::text[], 'p.fk_user = u.pk_user, pk_post = p.pk_post')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_post', 'public.tb_post', 'btree', ARRAY['pk_post'], false, 'CREATE INDEX tb_post_pk_post_idx ON public.tb_post (pk_post);'),
    (2, 'public.tv_post', 'public.tb_user', 'btree', ARRAY['pk_user'], false, 'CREATE INDEX tb_user_pk_user_idx ON public.tb_user (pk_user);'),
    (3, 'public.tv_post', 'public.tb_post', 'btree', ARRAY['fk_user'], false, 'CREATE INDEX tb_post_fk_user_idx ON public.tb_post (fk_user);')
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
    ('public.tb_post', 'not-null', ARRAY['pk_post']),
    ('public.tb_post', 'not-null', ARRAY['fk_user']),
    ('public.tb_post', 'unique', ARRAY['pk_post']),
    ('public.tb_user', 'not-null', ARRAY['pk_user']),
    ('public.tb_user', 'unique', ARRAY['pk_user'])
$function$;

-- public.tv_post, key (pk_post).
CREATE FUNCTION tviews.activate_tv_post() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_post', 'public.v_post', 'pk_post, id, user_id, data', $definition$
SELECT *
FROM (
SELECT p.pk_post, p.id, u.id AS user_id,
       jsonb_build_object(
         'id', p.id,
         'title', p.title,
         'author', jsonb_build_object('id', u.id, 'name', u.name)
       ) AS data
FROM tb_post p
JOIN tb_user u ON u.pk_user = p.fk_user
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
      SELECT v.pk_post, v.id, v.user_id, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_post)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_post AS v
        WHERE v.pk_post = k.pk_post
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_post AS t (pk_post, id, user_id, data)
      SELECT * FROM fresh
      ON CONFLICT (pk_post)
      DO UPDATE SET id = excluded.id, user_id = excluded.user_id, data = excluded.data
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_post)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_post FROM fresh) AS gone (pk_post);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_post, v.id, v.user_id, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_post)
      JOIN public.v_post AS v ON v.pk_post = k.pk_post
    ), written AS (
      INSERT INTO public.tv_post AS t (pk_post, id, user_id, data)
      SELECT * FROM fresh
      ON CONFLICT (pk_post)
      DO UPDATE SET id = excluded.id, user_id = excluded.user_id, data = excluded.data
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

  INSERT INTO public.tv_post AS t (pk_post, id, user_id, data)
  SELECT v.pk_post, v.id, v.user_id, v.data
  FROM public.v_post AS v
  ON CONFLICT (pk_post)
  DO UPDATE SET id = excluded.id, user_id = excluded.user_id, data = excluded.data
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
  v_u_pk_user integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_post p (pk_post)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_user u (pk_user)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_p_pk_post, v_u_pk_user, v_keys
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

  -- Looked up below, and changed by this transaction: public.tb_post (fk_user)
  IF v_u_pk_user IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.pk_user)))
      FROM unnest(v_u_pk_user) AS changed (pk_user)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_post p: pk_post = p.pk_post
  IF v_p_pk_post IS NOT NULL THEN
    v_keys := v_keys || v_p_pk_post;
  END IF;

  -- tb_user u: p.fk_user = u.pk_user, pk_post = p.pk_post
  IF v_u_pk_user IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT p.pk_post
      FROM public.tb_post AS p
      WHERE p.fk_user = ANY (v_u_pk_user)
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
    FROM unnest(ARRAY[1]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_post reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_post, r.id, r.fk_user, r.title FROM old_rows AS r),
      after AS (SELECT r.pk_post, r.id, r.fk_user, r.title FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_post p (pk_post)', array_agg(DISTINCT r.pk_post)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_user))))
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_post p (pk_post)', array_agg(r.pk_post)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_user))))
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

-- The triggers of public.tb_user.
CREATE FUNCTION tviews.watch_tb_user() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_user puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_user() RETURNS trigger
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
      -- What tv_post reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_user, r.id, r.name FROM old_rows AS r),
      after AS (SELECT r.pk_user, r.id, r.name FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_user u (pk_user)', array_agg(DISTINCT r.pk_user)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_user u (pk_user)', array_agg(r.pk_user)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_user', 'enqueue_tb_user', 'tviews_tb_user', true);
RETURN false;
END
$activate$;
