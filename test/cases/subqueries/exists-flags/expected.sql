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
    (1, 'public.tv_member', 'public.v_member', false, ARRAY['pk_member'], 'r.pk_member = k.pk_member',
      'jsonb_build_object(''pk_member'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_member(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_ban', 'public.tb_member', 'public.tb_member_role', 'public.tb_role']::text[], 'activate_tv_member', 'equip_tv_member', ARRAY['drain_tv_member', 'refresh_tv_member', 'rebuild_tv_member'], 'drain_tv_member',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_ban', ARRAY['fk_member']::text[], ARRAY['integer']::text[], 'tviews_tb_ban', 'enqueue_tb_ban', NULL, true, 'watch_tb_ban'),
    ('public.tb_member', ARRAY['name', 'pk_member']::text[], ARRAY['text', 'integer']::text[], 'tviews_tb_member', 'enqueue_tb_member', NULL, true, 'watch_tb_member'),
    ('public.tb_member_role', ARRAY['fk_member', 'fk_role', 'revoked']::text[], ARRAY['integer', 'integer', 'boolean']::text[], 'tviews_tb_member_role', 'enqueue_tb_member_role', NULL, true, 'watch_tb_member_role'),
    ('public.tb_role', ARRAY['pk_role', 'powerful']::text[], ARRAY['integer', 'boolean']::text[], 'tviews_tb_role', 'enqueue_tb_role', NULL, true, 'watch_tb_role')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_member', 'public.tb_ban', ARRAY['b']::text[], ARRAY['fk_member']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_member = b.fk_member'),
    ('public.tv_member', 'public.tb_member', ARRAY['m']::text[], ARRAY['pk_member', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_member = m.pk_member'),
    ('public.tv_member', 'public.tb_member_role', ARRAY['mr', 'x']::text[], ARRAY['fk_member', 'fk_role', 'revoked']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_member = changed.fk_member'),
    ('public.tv_member', 'public.tb_role', ARRAY['r']::text[], ARRAY['pk_role', 'powerful']::text[], false,
      'mapped', 1, ARRAY['public.tb_member_role']::text[], 'mr.fk_role = r.pk_role AND NOT mr.revoked, pk_member = mr.fk_member')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_member', 'public.tb_ban', 'btree', ARRAY['fk_member'], false, 'CREATE INDEX tb_ban_fk_member_idx ON public.tb_ban (fk_member);'),
    (2, 'public.tv_member', 'public.tb_member', 'btree', ARRAY['pk_member'], false, 'CREATE INDEX tb_member_pk_member_idx ON public.tb_member (pk_member);'),
    (3, 'public.tv_member', 'public.tb_member_role', 'btree', ARRAY['fk_member'], false, 'CREATE INDEX tb_member_role_fk_member_idx ON public.tb_member_role (fk_member);'),
    (4, 'public.tv_member', 'public.tb_role', 'btree', ARRAY['pk_role'], false, 'CREATE INDEX tb_role_pk_role_idx ON public.tb_role (pk_role);'),
    (5, 'public.tv_member', 'public.tb_member_role', 'btree', ARRAY['fk_role'], false, 'CREATE INDEX tb_member_role_fk_role_idx ON public.tb_member_role (fk_role);')
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
    ('public.tb_member', 'not-null', ARRAY['pk_member']),
    ('public.tb_member', 'unique', ARRAY['pk_member']),
    ('public.tb_member_role', 'not-null', ARRAY['fk_member']),
    ('public.tb_member_role', 'not-null', ARRAY['fk_role']),
    ('public.tb_member_role', 'unique', ARRAY['fk_member', 'fk_role']),
    ('public.tb_role', 'not-null', ARRAY['pk_role']),
    ('public.tb_role', 'unique', ARRAY['pk_role'])
$function$;

-- public.tv_member, key (pk_member).
CREATE FUNCTION tviews.activate_tv_member() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_member', 'public.v_member', 'pk_member, data', $definition$
SELECT *
FROM (
SELECT m.pk_member,
       jsonb_build_object(
         'name', m.name,
         'powerful', EXISTS (
           SELECT FROM tb_member_role mr JOIN tb_role r ON r.pk_role = mr.fk_role
           WHERE mr.fk_member = m.pk_member AND r.powerful AND NOT mr.revoked),
         'welcome', NOT EXISTS (SELECT 1 FROM tb_ban b WHERE b.fk_member = m.pk_member),
         'state', CASE WHEN EXISTS (SELECT * FROM tb_member_role x WHERE x.fk_member = m.pk_member) THEN 'known' ELSE 'new' END
       ) AS data
FROM tb_member m
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_member') IS NULL THEN
  CREATE TABLE public.tv_member (LIKE public.v_member) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_member') THEN
    INSERT INTO public.tv_member SELECT * FROM public.v_member;
  END IF;
  PERFORM tviews.put_key('activate_tv_member', 'public.tv_member', 'PRIMARY KEY (pk_member)');
  ANALYZE public.tv_member;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_member', 'public.tv_member', 'public.v_member', 'PRIMARY KEY (pk_member)') THEN
  IF tviews.fill_now('activate_tv_member') THEN
    INSERT INTO public.tv_member SELECT * FROM public.v_member;
  END IF;
  PERFORM tviews.put_key('activate_tv_member', 'public.tv_member', 'PRIMARY KEY (pk_member)');
END IF;

-- Makes the rows of public.tv_member with these keys equal to those of public.v_member, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_member(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_member, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_member)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_member AS v
        WHERE v.pk_member = k.pk_member
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_member AS t (pk_member, data)
      SELECT * FROM fresh
      ON CONFLICT (pk_member)
      DO UPDATE SET data = excluded.data
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_member)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_member FROM fresh) AS gone (pk_member);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_member, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_member)
      JOIN public.v_member AS v ON v.pk_member = k.pk_member
    ), written AS (
      INSERT INTO public.tv_member AS t (pk_member, data)
      SELECT * FROM fresh
      ON CONFLICT (pk_member)
      DO UPDATE SET data = excluded.data
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_member)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_member FROM fresh) AS gone (pk_member);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_member AS t
    USING unnest(v_gone) AS k (pk_member)
    WHERE t.pk_member = k.pk_member;
  END IF;
END
$function$;

-- Makes all rows of public.tv_member equal to those of public.v_member, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_member() RETURNS void
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
  DELETE FROM public.tv_member AS t
  USING (
    SELECT t.pk_member FROM public.tv_member AS t
    EXCEPT
    SELECT v.pk_member FROM public.v_member AS v
  ) AS k (pk_member)
  WHERE t.pk_member = k.pk_member;

  INSERT INTO public.tv_member AS t (pk_member, data)
  SELECT v.pk_member, v.data
  FROM public.v_member AS v
  ON CONFLICT (pk_member)
  DO UPDATE SET data = excluded.data
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_member out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_member(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_b_fk_member integer[];
  v_m_pk_member integer[];
  v_mr_fk_member integer[];
  v_r_pk_role integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_ban b (fk_member)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_member m (pk_member)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_member_role mr x (fk_member)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_role r (pk_role)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_b_fk_member, v_m_pk_member, v_mr_fk_member, v_r_pk_role, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_member');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_member();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_member_role (fk_role)
  IF v_r_pk_role IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.pk_role)))
      FROM unnest(v_r_pk_role) AS changed (pk_role)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_ban b: pk_member = b.fk_member
  IF v_b_fk_member IS NOT NULL THEN
    v_keys := v_keys || v_b_fk_member;
  END IF;

  -- tb_member m: pk_member = m.pk_member
  IF v_m_pk_member IS NOT NULL THEN
    v_keys := v_keys || v_m_pk_member;
  END IF;

  -- tb_member_role mr, x: pk_member = changed.fk_member
  IF v_mr_fk_member IS NOT NULL THEN
    v_keys := v_keys || v_mr_fk_member;
  END IF;

  -- tb_role r: mr.fk_role = r.pk_role AND NOT mr.revoked, pk_member = mr.fk_member
  IF v_r_pk_role IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT mr.fk_member
      FROM public.tb_member_role AS mr
      WHERE mr.fk_role = ANY (v_r_pk_role) AND NOT mr.revoked
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.pk_member))) FROM unnest(v_keys) AS k (pk_member)
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
    PERFORM tviews.refresh_tv_member(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_member, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_member() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_ban.
CREATE FUNCTION tviews.watch_tb_ban() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_ban puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_ban() RETURNS trigger
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
      -- What tv_member reads of the rows before and after, and where that differs.
      before AS (SELECT r.fk_member FROM old_rows AS r),
      after AS (SELECT r.fk_member FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_ban b (fk_member)', array_agg(DISTINCT r.fk_member)::text[]
      FROM changed AS r WHERE r.fk_member IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_ban b (fk_member)', array_agg(DISTINCT r.fk_member)::text[]
      FROM changed_rows AS r WHERE r.fk_member IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_ban', 'enqueue_tb_ban', 'tviews_tb_ban', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_member.
CREATE FUNCTION tviews.watch_tb_member() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_member puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_member() RETURNS trigger
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
      -- What tv_member reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_member, r.name FROM old_rows AS r),
      after AS (SELECT r.pk_member, r.name FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_member m (pk_member)', array_agg(DISTINCT r.pk_member)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_member m (pk_member)', array_agg(r.pk_member)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_member', 'enqueue_tb_member', 'tviews_tb_member', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_member_role.
CREATE FUNCTION tviews.watch_tb_member_role() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_member_role puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_member_role() RETURNS trigger
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
      -- What tv_member reads of the rows before and after, and where that differs.
      before AS (SELECT r.fk_member, r.fk_role, r.revoked FROM old_rows AS r),
      after AS (SELECT r.fk_member, r.fk_role, r.revoked FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_member_role mr x (fk_member)', array_agg(DISTINCT r.fk_member)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_role))))
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_member_role mr x (fk_member)', array_agg(DISTINCT r.fk_member)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_role))))
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_member_role', 'enqueue_tb_member_role', 'tviews_tb_member_role', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_role.
CREATE FUNCTION tviews.watch_tb_role() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_role puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_role() RETURNS trigger
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
      -- What tv_member reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_role, r.powerful FROM old_rows AS r),
      after AS (SELECT r.pk_role, r.powerful FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_role r (pk_role)', array_agg(DISTINCT r.pk_role)::text[]
      FROM changed AS r WHERE r.powerful
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_role r (pk_role)', array_agg(r.pk_role)::text[]
      FROM changed_rows AS r WHERE r.powerful
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_role', 'enqueue_tb_role', 'tviews_tb_role', true);
RETURN false;
END
$activate$;
