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
    (1, 'public.tv_line', 'public.v_line', false, ARRAY['pk_user', 'pk_post'], 'r.pk_user = k.pk_user AND (r.pk_post = k.pk_post OR r.pk_post IS NULL AND k.pk_post IS NULL)',
      'jsonb_build_object(''pk_user'', CAST($1[1][n] AS integer), ''pk_post'', CAST($1[2][n] AS integer))', 'tviews.refresh_tv_line(ARRAY(SELECT unnest($1[1:1]))::integer[], ARRAY(SELECT unnest($1[2:2]))::integer[])',
      ARRAY['public.tb_post', 'public.tb_user']::text[], 'activate_tv_line', 'equip_tv_line', ARRAY['drain_tv_line', 'refresh_tv_line', 'rebuild_tv_line'], 'drain_tv_line',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_post', ARRAY['fk_user', 'pk_post', 'title']::text[], ARRAY['integer', 'integer', 'text']::text[], 'tviews_tb_post', 'enqueue_tb_post', NULL, true, 'watch_tb_post'),
    ('public.tb_user', ARRAY['name', 'pk_user']::text[], ARRAY['text', 'integer']::text[], 'tviews_tb_user', 'enqueue_tb_user', NULL, true, 'watch_tb_user')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_line', 'public.tb_post', ARRAY['p']::text[], ARRAY['pk_post', 'fk_user', 'title']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_user = p.fk_user, pk_post = NULL'),
    ('public.tv_line', 'public.tb_post', ARRAY['p']::text[], ARRAY['pk_post', 'fk_user', 'title']::text[], false,
      'own-key', 2, ARRAY[]::text[], 'pk_user = p.fk_user, pk_post = p.pk_post'),
    ('public.tv_line', 'public.tb_user', ARRAY['u']::text[], ARRAY['pk_user', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_user = u.pk_user, pk_post = NULL'),
    ('public.tv_line', 'public.tb_user', ARRAY['u']::text[], ARRAY['pk_user', 'name']::text[], false,
      'mapped', 2, ARRAY['public.tb_post']::text[], 'p.fk_user = u.pk_user, pk_user = u.pk_user, pk_post = p.pk_post')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_line', 'public.tb_post', 'btree', ARRAY['fk_user'], false, 'CREATE INDEX tb_post_fk_user_idx ON public.tb_post (fk_user);'),
    (2, 'public.tv_line', 'public.tb_post', 'btree', ARRAY['fk_user', 'pk_post'], false, 'CREATE INDEX tb_post_fk_user_pk_post_idx ON public.tb_post (fk_user, pk_post);'),
    (3, 'public.tv_line', 'public.tb_user', 'btree', ARRAY['pk_user'], false, 'CREATE INDEX tb_user_pk_user_idx ON public.tb_user (pk_user);')
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
    ('public.tb_post', 'unique', ARRAY['pk_post']),
    ('public.tb_user', 'not-null', ARRAY['pk_user']),
    ('public.tb_user', 'unique', ARRAY['pk_user'])
$function$;

-- public.tv_line, key (pk_user, pk_post).
CREATE FUNCTION tviews.activate_tv_line() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_line', 'public.v_line', 'pk_user, pk_post, name, title', $definition$
SELECT *
FROM (
SELECT u.pk_user, p.pk_post, u.name, p.title
FROM tb_user u
LEFT JOIN tb_post p ON p.fk_user = u.pk_user
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_line') IS NULL THEN
  CREATE TABLE public.tv_line (LIKE public.v_line) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_line') THEN
    INSERT INTO public.tv_line SELECT * FROM public.v_line;
  END IF;
  PERFORM tviews.put_key('activate_tv_line', 'public.tv_line', 'UNIQUE NULLS NOT DISTINCT (pk_user, pk_post)');
  ANALYZE public.tv_line;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_line', 'public.tv_line', 'public.v_line', 'UNIQUE NULLS NOT DISTINCT (pk_user, pk_post)') THEN
  IF tviews.fill_now('activate_tv_line') THEN
    INSERT INTO public.tv_line SELECT * FROM public.v_line;
  END IF;
  PERFORM tviews.put_key('activate_tv_line', 'public.tv_line', 'UNIQUE NULLS NOT DISTINCT (pk_user, pk_post)');
END IF;

-- Makes the rows of public.tv_line with these keys equal to those of public.v_line, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_line(p_keys_1 integer[], p_keys_2 integer[]) RETURNS void
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
      SELECT v.pk_user, v.pk_post, v.name, v.title
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_user, pk_post)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_line AS v
        WHERE v.pk_user = k.pk_user AND (v.pk_post = k.pk_post OR v.pk_post IS NULL AND k.pk_post IS NULL)
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_line AS t (pk_user, pk_post, name, title)
      SELECT * FROM fresh
      ON CONFLICT (pk_user, pk_post)
      DO UPDATE SET name = excluded.name, title = excluded.title
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_user), array_agg(gone.pk_post)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_user, fresh.pk_post FROM fresh) AS gone (pk_user, pk_post);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_user, v.pk_post, v.name, v.title
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_user, pk_post)
      JOIN public.v_line AS v ON v.pk_user = k.pk_user AND (v.pk_post = k.pk_post OR v.pk_post IS NULL AND k.pk_post IS NULL)
    ), written AS (
      INSERT INTO public.tv_line AS t (pk_user, pk_post, name, title)
      SELECT * FROM fresh
      ON CONFLICT (pk_user, pk_post)
      DO UPDATE SET name = excluded.name, title = excluded.title
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_user), array_agg(gone.pk_post)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_user, fresh.pk_post FROM fresh) AS gone (pk_user, pk_post);
  END IF;

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_line AS t
    USING unnest(v_gone_1, v_gone_2) AS k (pk_user, pk_post)
    WHERE t.pk_user = k.pk_user AND (t.pk_post = k.pk_post OR t.pk_post IS NULL AND k.pk_post IS NULL);
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
BEGIN
  DELETE FROM public.tv_line AS t
  USING (
    SELECT t.pk_user, t.pk_post FROM public.tv_line AS t
    EXCEPT
    SELECT v.pk_user, v.pk_post FROM public.v_line AS v
  ) AS k (pk_user, pk_post)
  WHERE t.pk_user = k.pk_user AND (t.pk_post = k.pk_post OR t.pk_post IS NULL AND k.pk_post IS NULL);

  INSERT INTO public.tv_line AS t (pk_user, pk_post, name, title)
  SELECT v.pk_user, v.pk_post, v.name, v.title
  FROM public.v_line AS v
  ON CONFLICT (pk_user, pk_post)
  DO UPDATE SET name = excluded.name, title = excluded.title
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
  v_p_pk_post integer[];
  v_p_fk_user integer[];
  v_u_pk_user integer[];
  v_keys_1 integer[];
  v_keys_2 integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_post p (pk_post, fk_user)'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'tb_post p (pk_post, fk_user)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_user u (pk_user)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_p_pk_post, v_p_fk_user, v_u_pk_user, v_keys_1, v_keys_2
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

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

  -- Looked up below, and changed by this transaction: public.tb_post (fk_user)
  IF v_u_pk_user IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.pk_user)))
      FROM unnest(v_u_pk_user) AS changed (pk_user)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_post p:
  --   pk_user = p.fk_user, pk_post = NULL
  --   pk_user = p.fk_user, pk_post = p.pk_post
  IF v_p_pk_post IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(changed.fk_user), v_keys_2 || array_agg(NULL::integer)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_p_pk_post, v_p_fk_user) AS changed (pk_post, fk_user)
    WHERE changed.fk_user IS NOT NULL;
    SELECT v_keys_1 || array_agg(changed.fk_user), v_keys_2 || array_agg(changed.pk_post)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_p_pk_post, v_p_fk_user) AS changed (pk_post, fk_user)
    WHERE changed.fk_user IS NOT NULL;
  END IF;

  -- tb_user u:
  --   pk_user = u.pk_user, pk_post = NULL
  --   p.fk_user = u.pk_user, pk_user = u.pk_user, pk_post = p.pk_post
  IF v_u_pk_user IS NOT NULL THEN
    v_keys_1 := v_keys_1 || v_u_pk_user;
    v_keys_2 := v_keys_2 || array_fill(NULL::integer, ARRAY[cardinality(v_u_pk_user)]);
    SELECT v_keys_1 || array_agg(changed.pk_user), v_keys_2 || array_agg(p.pk_post)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_u_pk_user) AS changed (pk_user)
    JOIN public.tb_post AS p ON p.fk_user = changed.pk_user;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.pk_user, k.pk_post))) FROM unnest(v_keys_1, v_keys_2) AS k (pk_user, pk_post)
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
    PERFORM tviews.refresh_tv_line(v_keys_1, v_keys_2);
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
      -- What tv_line reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_post, r.fk_user, r.title FROM old_rows AS r),
      after AS (SELECT r.pk_post, r.fk_user, r.title FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_post p (pk_post, fk_user)', ARRAY[array_agg(r.pk_post)::text[], array_agg(r.fk_user)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_post, r.fk_user, tviews.lock_id(1, hash_record(ROW (r.fk_user))) AS lock_1 FROM changed AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_post p (pk_post, fk_user)', ARRAY[array_agg(r.pk_post)::text[], array_agg(r.fk_user)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_post, r.fk_user, tviews.lock_id(1, hash_record(ROW (r.fk_user))) AS lock_1 FROM changed_rows AS r) AS r
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
      -- What tv_line reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_user, r.name FROM old_rows AS r),
      after AS (SELECT r.pk_user, r.name FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_user u (pk_user)', ARRAY[array_agg(DISTINCT r.pk_user)::text[]]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_user u (pk_user)', ARRAY[array_agg(r.pk_user)::text[]]
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
