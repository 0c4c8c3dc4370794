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
    (1, 'public.tv_badge', 'public.v_badge', false, ARRAY['pk_guest'], 'r.pk_guest = k.pk_guest',
      'jsonb_build_object(''pk_guest'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_badge(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_guest', 'public.tb_visit']::text[], 'activate_tv_badge', 'equip_tv_badge', ARRAY['drain_tv_badge', 'refresh_tv_badge', 'rebuild_tv_badge'], 'drain_tv_badge',
      false, false, 1000),
    (2, 'public.tv_guest', 'public.v_guest', false, ARRAY['pk_guest'], 'r.pk_guest = k.pk_guest',
      'jsonb_build_object(''pk_guest'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_guest(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_guest', 'public.tb_visit']::text[], 'activate_tv_guest', 'equip_tv_guest', ARRAY['drain_tv_guest', 'refresh_tv_guest', 'rebuild_tv_guest'], 'drain_tv_guest',
      false, false, 1000),
    (3, 'public.tv_hosted', 'public.v_hosted', false, ARRAY['pk_guest'], 'r.pk_guest = k.pk_guest',
      'jsonb_build_object(''pk_guest'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_hosted(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_guest', 'public.tb_visit']::text[], 'activate_tv_hosted', 'equip_tv_hosted', ARRAY['drain_tv_hosted', 'refresh_tv_hosted', 'rebuild_tv_hosted'], 'drain_tv_hosted',
      false, false, 1000),
    (4, 'public.tv_stranger', 'public.v_stranger', false, ARRAY['pk_guest'], 'r.pk_guest = k.pk_guest',
      'jsonb_build_object(''pk_guest'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_stranger(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_guest', 'public.tb_visit']::text[], 'activate_tv_stranger', 'equip_tv_stranger', ARRAY['drain_tv_stranger', 'refresh_tv_stranger', 'rebuild_tv_stranger'], 'drain_tv_stranger',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_guest', ARRAY['fk_host', 'name', 'pk_guest']::text[], ARRAY['integer', 'text', 'integer']::text[], 'tviews_tb_guest', 'enqueue_tb_guest', NULL, true, 'watch_tb_guest'),
    ('public.tb_visit', ARRAY['fk_guest', 'room']::text[], ARRAY['integer', 'text']::text[], 'tviews_tb_visit', 'enqueue_tb_visit', NULL, true, 'watch_tb_visit')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_badge', 'public.tb_guest', ARRAY['g']::text[], ARRAY['pk_guest', 'fk_host']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_guest = g.pk_guest'),
    ('public.tv_badge', 'public.tb_visit', ARRAY['v']::text[], ARRAY['fk_guest']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_guest = v.fk_guest'),
    ('public.tv_badge', 'public.tb_visit', ARRAY['v']::text[], ARRAY['fk_guest']::text[], false,
      'mapped', 2, ARRAY['public.tb_guest']::text[], 'g.fk_host = v.fk_guest, pk_guest = g.pk_guest'),
    ('public.tv_guest', 'public.tb_guest', ARRAY['g']::text[], ARRAY['pk_guest']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_guest = g.pk_guest'),
    ('public.tv_guest', 'public.tb_visit', ARRAY['v']::text[], ARRAY['fk_guest']::text[], false,
      'mapped', 1, ARRAY['public.tb_guest']::text[], '(v.fk_guest IS NULL AND g.pk_guest = v.fk_guest IS UNKNOWN), pk_guest = g.pk_guest'),
    ('public.tv_guest', 'public.tb_visit', ARRAY['v']::text[], ARRAY['fk_guest']::text[], false,
      'own-key', 2, ARRAY[]::text[], 'pk_guest = v.fk_guest'),
    ('public.tv_hosted', 'public.tb_guest', ARRAY['g']::text[], ARRAY['pk_guest', 'fk_host']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_guest = g.pk_guest'),
    ('public.tv_hosted', 'public.tb_visit', ARRAY['v']::text[], ARRAY['fk_guest', 'room']::text[], false,
      'mapped', 1, ARRAY['public.tb_guest']::text[], '(g.fk_host IS NULL AND g.fk_host = v.fk_guest IS UNKNOWN), pk_guest = g.pk_guest'),
    ('public.tv_hosted', 'public.tb_visit', ARRAY['v']::text[], ARRAY['fk_guest', 'room']::text[], false,
      'mapped', 2, ARRAY['public.tb_guest']::text[], '(v.fk_guest IS NULL AND g.fk_host = v.fk_guest IS UNKNOWN), pk_guest = g.pk_guest'),
    ('public.tv_hosted', 'public.tb_visit', ARRAY['v']::text[], ARRAY['fk_guest', 'room']::text[], false,
      'mapped', 3, ARRAY['public.tb_guest']::text[], 'g.fk_host = v.fk_guest, pk_guest = g.pk_guest'),
    ('public.tv_stranger', 'public.tb_guest', ARRAY['g']::text[], ARRAY['pk_guest', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_guest = g.pk_guest'),
    ('public.tv_stranger', 'public.tb_visit', ARRAY['v']::text[], ARRAY['fk_guest']::text[], false,
      'mapped', 1, ARRAY['public.tb_guest']::text[], '(v.fk_guest IS NULL AND g.pk_guest = v.fk_guest IS UNKNOWN), pk_guest = g.pk_guest'),
    ('public.tv_stranger', 'public.tb_visit', ARRAY['v']::text[], ARRAY['fk_guest']::text[], false,
      'own-key', 2, ARRAY[]::text[], 'pk_guest = v.fk_guest')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_badge', 'public.tb_guest', 'btree', ARRAY['pk_guest'], false, 'CREATE INDEX tb_guest_pk_guest_idx ON public.tb_guest (pk_guest);'),
    (2, 'public.tv_badge', 'public.tb_visit', 'btree', ARRAY['fk_guest'], false, 'CREATE INDEX tb_visit_fk_guest_idx ON public.tb_visit (fk_guest);'),
    (3, 'public.tv_badge', 'public.tb_guest', 'btree', ARRAY['fk_host'], false, 'CREATE INDEX tb_guest_fk_host_idx ON public.tb_guest (fk_host);'),
    (4, 'public.tv_guest', 'public.tb_guest', 'btree', ARRAY['pk_guest'], false, 'CREATE INDEX tb_guest_pk_guest_idx ON public.tb_guest (pk_guest);'),
    (5, 'public.tv_guest', 'public.tb_visit', 'btree', ARRAY['fk_guest'], false, 'CREATE INDEX tb_visit_fk_guest_idx ON public.tb_visit (fk_guest);'),
    (6, 'public.tv_hosted', 'public.tb_guest', 'btree', ARRAY['pk_guest'], false, 'CREATE INDEX tb_guest_pk_guest_idx ON public.tb_guest (pk_guest);'),
    (7, 'public.tv_hosted', 'public.tb_visit', 'btree', ARRAY['fk_guest'], false, 'CREATE INDEX tb_visit_fk_guest_idx ON public.tb_visit (fk_guest);'),
    (8, 'public.tv_hosted', 'public.tb_guest', 'btree', ARRAY['fk_host'], false, 'CREATE INDEX tb_guest_fk_host_idx ON public.tb_guest (fk_host);'),
    (9, 'public.tv_stranger', 'public.tb_guest', 'btree', ARRAY['pk_guest'], false, 'CREATE INDEX tb_guest_pk_guest_idx ON public.tb_guest (pk_guest);'),
    (10, 'public.tv_stranger', 'public.tb_visit', 'btree', ARRAY['fk_guest'], false, 'CREATE INDEX tb_visit_fk_guest_idx ON public.tb_visit (fk_guest);')
$function$;

-- The highest number of a class of locks.
CREATE FUNCTION tviews.built_lock_classes() RETURNS integer
LANGUAGE sql IMMUTABLE
AS 'SELECT 9';

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_guest', 'not-null', ARRAY['pk_guest']),
    ('public.tb_guest', 'unique', ARRAY['pk_guest'])
$function$;

-- public.tv_badge, key (pk_guest).
CREATE FUNCTION tviews.activate_tv_badge() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_badge', 'public.v_badge', 'pk_guest, kind, alone', $definition$
SELECT *
FROM (
SELECT
  g.pk_guest,
  CASE WHEN g.pk_guest IN (SELECT v.fk_guest FROM tb_visit v) THEN 'visitor' ELSE 'new' END AS kind,
  (g.fk_host IN (SELECT v.fk_guest FROM tb_visit v)) IS NOT TRUE AS alone
FROM tb_guest g
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_badge') IS NULL THEN
  CREATE TABLE public.tv_badge (LIKE public.v_badge) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_badge') THEN
    INSERT INTO public.tv_badge SELECT * FROM public.v_badge;
  END IF;
  PERFORM tviews.put_key('activate_tv_badge', 'public.tv_badge', 'PRIMARY KEY (pk_guest)');
  ANALYZE public.tv_badge;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_badge', 'public.tv_badge', 'public.v_badge', 'PRIMARY KEY (pk_guest)') THEN
  IF tviews.fill_now('activate_tv_badge') THEN
    INSERT INTO public.tv_badge SELECT * FROM public.v_badge;
  END IF;
  PERFORM tviews.put_key('activate_tv_badge', 'public.tv_badge', 'PRIMARY KEY (pk_guest)');
END IF;

-- Makes the rows of public.tv_badge with these keys equal to those of public.v_badge, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_badge(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_guest, v.kind, v.alone
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_guest)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_badge AS v
        WHERE v.pk_guest = k.pk_guest
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_badge AS t (pk_guest, kind, alone)
      SELECT * FROM fresh
      ON CONFLICT (pk_guest)
      DO UPDATE SET kind = excluded.kind, alone = excluded.alone
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_guest)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_guest FROM fresh) AS gone (pk_guest);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_guest, v.kind, v.alone
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_guest)
      JOIN public.v_badge AS v ON v.pk_guest = k.pk_guest
    ), written AS (
      INSERT INTO public.tv_badge AS t (pk_guest, kind, alone)
      SELECT * FROM fresh
      ON CONFLICT (pk_guest)
      DO UPDATE SET kind = excluded.kind, alone = excluded.alone
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_guest)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_guest FROM fresh) AS gone (pk_guest);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_badge AS t
    USING unnest(v_gone) AS k (pk_guest)
    WHERE t.pk_guest = k.pk_guest;
  END IF;
END
$function$;

-- Makes all rows of public.tv_badge equal to those of public.v_badge, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_badge() RETURNS void
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
  DELETE FROM public.tv_badge AS t
  USING (
    SELECT t.pk_guest FROM public.tv_badge AS t
    EXCEPT
    SELECT v.pk_guest FROM public.v_badge AS v
  ) AS k (pk_guest)
  WHERE t.pk_guest = k.pk_guest;

  INSERT INTO public.tv_badge AS t (pk_guest, kind, alone)
  SELECT v.pk_guest, v.kind, v.alone
  FROM public.v_badge AS v
  ON CONFLICT (pk_guest)
  DO UPDATE SET kind = excluded.kind, alone = excluded.alone
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_badge out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_badge(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_g_pk_guest integer[];
  v_v_fk_guest integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_guest g (pk_guest)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_visit v (fk_guest)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_g_pk_guest, v_v_fk_guest, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_badge');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_badge();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_guest (fk_host)
  IF v_v_fk_guest IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.fk_guest)))
      FROM unnest(v_v_fk_guest) AS changed (fk_guest)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_guest g: pk_guest = g.pk_guest
  IF v_g_pk_guest IS NOT NULL THEN
    v_keys := v_keys || v_g_pk_guest;
  END IF;

  -- tb_visit v:
  --   pk_guest = v.fk_guest
  --   g.fk_host = v.fk_guest, pk_guest = g.pk_guest
  IF v_v_fk_guest IS NOT NULL THEN
    v_keys := v_keys || array_remove(v_v_fk_guest, NULL);
    v_keys := v_keys || ARRAY (
      SELECT g.pk_guest
      FROM public.tb_guest AS g
      WHERE g.fk_host = ANY (v_v_fk_guest)
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.pk_guest))) FROM unnest(v_keys) AS k (pk_guest)
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
    PERFORM tviews.refresh_tv_badge(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_badge, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_badge() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_guest, key (pk_guest).
CREATE FUNCTION tviews.activate_tv_guest() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_guest', 'public.v_guest', 'pk_guest, visited, visited_by_array', $definition$
SELECT *
FROM (
SELECT
  g.pk_guest,
  g.pk_guest IN (SELECT v.fk_guest FROM tb_visit v) AS visited,
  g.pk_guest = ANY (ARRAY (SELECT v.fk_guest FROM tb_visit v)) AS visited_by_array
FROM tb_guest g
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_guest') IS NULL THEN
  CREATE TABLE public.tv_guest (LIKE public.v_guest) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_guest') THEN
    INSERT INTO public.tv_guest SELECT * FROM public.v_guest;
  END IF;
  PERFORM tviews.put_key('activate_tv_guest', 'public.tv_guest', 'PRIMARY KEY (pk_guest)');
  ANALYZE public.tv_guest;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_guest', 'public.tv_guest', 'public.v_guest', 'PRIMARY KEY (pk_guest)') THEN
  IF tviews.fill_now('activate_tv_guest') THEN
    INSERT INTO public.tv_guest SELECT * FROM public.v_guest;
  END IF;
  PERFORM tviews.put_key('activate_tv_guest', 'public.tv_guest', 'PRIMARY KEY (pk_guest)');
END IF;

-- Makes the rows of public.tv_guest with these keys equal to those of public.v_guest, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_guest(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_guest, v.visited, v.visited_by_array
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_guest)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_guest AS v
        WHERE v.pk_guest = k.pk_guest
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_guest AS t (pk_guest, visited, visited_by_array)
      SELECT * FROM fresh
      ON CONFLICT (pk_guest)
      DO UPDATE SET visited = excluded.visited, visited_by_array = excluded.visited_by_array
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_guest)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_guest FROM fresh) AS gone (pk_guest);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_guest, v.visited, v.visited_by_array
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_guest)
      JOIN public.v_guest AS v ON v.pk_guest = k.pk_guest
    ), written AS (
      INSERT INTO public.tv_guest AS t (pk_guest, visited, visited_by_array)
      SELECT * FROM fresh
      ON CONFLICT (pk_guest)
      DO UPDATE SET visited = excluded.visited, visited_by_array = excluded.visited_by_array
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_guest)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_guest FROM fresh) AS gone (pk_guest);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_guest AS t
    USING unnest(v_gone) AS k (pk_guest)
    WHERE t.pk_guest = k.pk_guest;
  END IF;
END
$function$;

-- Makes all rows of public.tv_guest equal to those of public.v_guest, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_guest() RETURNS void
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
  DELETE FROM public.tv_guest AS t
  USING (
    SELECT t.pk_guest FROM public.tv_guest AS t
    EXCEPT
    SELECT v.pk_guest FROM public.v_guest AS v
  ) AS k (pk_guest)
  WHERE t.pk_guest = k.pk_guest;

  INSERT INTO public.tv_guest AS t (pk_guest, visited, visited_by_array)
  SELECT v.pk_guest, v.visited, v.visited_by_array
  FROM public.v_guest AS v
  ON CONFLICT (pk_guest)
  DO UPDATE SET visited = excluded.visited, visited_by_array = excluded.visited_by_array
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_guest out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_guest(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_g_pk_guest integer[];
  v_v_fk_guest integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_guest g (pk_guest)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_visit v (fk_guest)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_g_pk_guest, v_v_fk_guest, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(3), tviews.class_lock_id(4)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_guest');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_guest();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_guest
  IF v_v_fk_guest IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(3, 1)
      FROM unnest(v_v_fk_guest) AS changed (fk_guest)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_guest g: pk_guest = g.pk_guest
  IF v_g_pk_guest IS NOT NULL THEN
    v_keys := v_keys || v_g_pk_guest;
  END IF;

  -- tb_visit v:
  --   (v.fk_guest IS NULL AND g.pk_guest = v.fk_guest IS UNKNOWN), pk_guest = g.pk_guest
  --   pk_guest = v.fk_guest
  IF v_v_fk_guest IS NOT NULL THEN
    IF cardinality(v_v_fk_guest) > 1 THEN
      SELECT array_agg(changed.c1)
      INTO v_v_fk_guest
      FROM (SELECT DISTINCT * FROM unnest(v_v_fk_guest) AS changed (c1)) AS changed;
    END IF;
    v_keys := v_keys || ARRAY (
      SELECT g.pk_guest
      FROM unnest(v_v_fk_guest) AS changed (fk_guest)
      JOIN public.tb_guest AS g ON (changed.fk_guest IS NULL AND g.pk_guest = changed.fk_guest IS UNKNOWN)
    );
    v_keys := v_keys || array_remove(v_v_fk_guest, NULL);
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(4, hash_record(ROW (k.pk_guest))) FROM unnest(v_keys) AS k (pk_guest)
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
    PERFORM tviews.refresh_tv_guest(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_guest, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_guest() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_hosted, key (pk_guest).
CREATE FUNCTION tviews.activate_tv_hosted() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_hosted', 'public.v_hosted', 'pk_guest, host_not_in_red', $definition$
SELECT *
FROM (
SELECT g.pk_guest, g.fk_host NOT IN (SELECT v.fk_guest FROM tb_visit v WHERE v.room = 'red') AS host_not_in_red FROM tb_guest g
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_hosted') IS NULL THEN
  CREATE TABLE public.tv_hosted (LIKE public.v_hosted) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_hosted') THEN
    INSERT INTO public.tv_hosted SELECT * FROM public.v_hosted;
  END IF;
  PERFORM tviews.put_key('activate_tv_hosted', 'public.tv_hosted', 'PRIMARY KEY (pk_guest)');
  ANALYZE public.tv_hosted;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_hosted', 'public.tv_hosted', 'public.v_hosted', 'PRIMARY KEY (pk_guest)') THEN
  IF tviews.fill_now('activate_tv_hosted') THEN
    INSERT INTO public.tv_hosted SELECT * FROM public.v_hosted;
  END IF;
  PERFORM tviews.put_key('activate_tv_hosted', 'public.tv_hosted', 'PRIMARY KEY (pk_guest)');
END IF;

-- Makes the rows of public.tv_hosted with these keys equal to those of public.v_hosted, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_hosted(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_guest, v.host_not_in_red
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_guest)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_hosted AS v
        WHERE v.pk_guest = k.pk_guest
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_hosted AS t (pk_guest, host_not_in_red)
      SELECT * FROM fresh
      ON CONFLICT (pk_guest)
      DO UPDATE SET host_not_in_red = excluded.host_not_in_red
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_guest)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_guest FROM fresh) AS gone (pk_guest);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_guest, v.host_not_in_red
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_guest)
      JOIN public.v_hosted AS v ON v.pk_guest = k.pk_guest
    ), written AS (
      INSERT INTO public.tv_hosted AS t (pk_guest, host_not_in_red)
      SELECT * FROM fresh
      ON CONFLICT (pk_guest)
      DO UPDATE SET host_not_in_red = excluded.host_not_in_red
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_guest)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_guest FROM fresh) AS gone (pk_guest);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_hosted AS t
    USING unnest(v_gone) AS k (pk_guest)
    WHERE t.pk_guest = k.pk_guest;
  END IF;
END
$function$;

-- Makes all rows of public.tv_hosted equal to those of public.v_hosted, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_hosted() RETURNS void
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
  DELETE FROM public.tv_hosted AS t
  USING (
    SELECT t.pk_guest FROM public.tv_hosted AS t
    EXCEPT
    SELECT v.pk_guest FROM public.v_hosted AS v
  ) AS k (pk_guest)
  WHERE t.pk_guest = k.pk_guest;

  INSERT INTO public.tv_hosted AS t (pk_guest, host_not_in_red)
  SELECT v.pk_guest, v.host_not_in_red
  FROM public.v_hosted AS v
  ON CONFLICT (pk_guest)
  DO UPDATE SET host_not_in_red = excluded.host_not_in_red
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_hosted out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_hosted(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_g_pk_guest integer[];
  v_v_fk_guest integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(3)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_guest g (pk_guest)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_visit v (fk_guest)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_g_pk_guest, v_v_fk_guest, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(3, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(5), tviews.class_lock_id(6), tviews.class_lock_id(7)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_hosted');
    IF p_notes THEN
      PERFORM tviews.note_rows(3, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(3, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_hosted();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_guest (fk_host), public.tb_guest
  IF v_v_fk_guest IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(6, 1)
      FROM unnest(v_v_fk_guest) AS changed (fk_guest)
      UNION ALL
      SELECT tviews.lock_id(6, 1)
      FROM unnest(v_v_fk_guest) AS changed (fk_guest)
      UNION ALL
      SELECT tviews.lock_id(5, hash_record(ROW (changed.fk_guest)))
      FROM unnest(v_v_fk_guest) AS changed (fk_guest)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_guest g: pk_guest = g.pk_guest
  IF v_g_pk_guest IS NOT NULL THEN
    v_keys := v_keys || v_g_pk_guest;
  END IF;

  -- tb_visit v:
  --   (g.fk_host IS NULL AND g.fk_host = v.fk_guest IS UNKNOWN), pk_guest = g.pk_guest
  --   (v.fk_guest IS NULL AND g.fk_host = v.fk_guest IS UNKNOWN), pk_guest = g.pk_guest
  --   g.fk_host = v.fk_guest, pk_guest = g.pk_guest
  IF v_v_fk_guest IS NOT NULL THEN
    IF cardinality(v_v_fk_guest) > 1 THEN
      SELECT array_agg(changed.c1)
      INTO v_v_fk_guest
      FROM (SELECT DISTINCT * FROM unnest(v_v_fk_guest) AS changed (c1)) AS changed;
    END IF;
    v_keys := v_keys || ARRAY (
      SELECT g.pk_guest
      FROM unnest(v_v_fk_guest) AS changed (fk_guest)
      JOIN public.tb_guest AS g ON (g.fk_host IS NULL AND g.fk_host = changed.fk_guest IS UNKNOWN)
    );
    v_keys := v_keys || ARRAY (
      SELECT g.pk_guest
      FROM unnest(v_v_fk_guest) AS changed (fk_guest)
      JOIN public.tb_guest AS g ON (changed.fk_guest IS NULL AND g.fk_host = changed.fk_guest IS UNKNOWN)
    );
    v_keys := v_keys || ARRAY (
      SELECT g.pk_guest
      FROM public.tb_guest AS g
      WHERE g.fk_host = ANY (v_v_fk_guest)
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(3, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(7, hash_record(ROW (k.pk_guest))) FROM unnest(v_keys) AS k (pk_guest)
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
    PERFORM tviews.refresh_tv_hosted(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_hosted, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_hosted() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_stranger, key (pk_guest).
CREATE FUNCTION tviews.activate_tv_stranger() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_stranger', 'public.v_stranger', 'pk_guest, name', $definition$
SELECT *
FROM (
SELECT g.pk_guest, g.name FROM tb_guest g WHERE g.pk_guest <> ALL (SELECT v.fk_guest FROM tb_visit v)
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_stranger') IS NULL THEN
  CREATE TABLE public.tv_stranger (LIKE public.v_stranger) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_stranger') THEN
    INSERT INTO public.tv_stranger SELECT * FROM public.v_stranger;
  END IF;
  PERFORM tviews.put_key('activate_tv_stranger', 'public.tv_stranger', 'PRIMARY KEY (pk_guest)');
  ANALYZE public.tv_stranger;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_stranger', 'public.tv_stranger', 'public.v_stranger', 'PRIMARY KEY (pk_guest)') THEN
  IF tviews.fill_now('activate_tv_stranger') THEN
    INSERT INTO public.tv_stranger SELECT * FROM public.v_stranger;
  END IF;
  PERFORM tviews.put_key('activate_tv_stranger', 'public.tv_stranger', 'PRIMARY KEY (pk_guest)');
END IF;

-- Makes the rows of public.tv_stranger with these keys equal to those of public.v_stranger, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_stranger(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_guest, v.name
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_guest)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_stranger AS v
        WHERE v.pk_guest = k.pk_guest
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_stranger AS t (pk_guest, name)
      SELECT * FROM fresh
      ON CONFLICT (pk_guest)
      DO UPDATE SET name = excluded.name
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_guest)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_guest FROM fresh) AS gone (pk_guest);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_guest, v.name
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_guest)
      JOIN public.v_stranger AS v ON v.pk_guest = k.pk_guest
    ), written AS (
      INSERT INTO public.tv_stranger AS t (pk_guest, name)
      SELECT * FROM fresh
      ON CONFLICT (pk_guest)
      DO UPDATE SET name = excluded.name
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_guest)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_guest FROM fresh) AS gone (pk_guest);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_stranger AS t
    USING unnest(v_gone) AS k (pk_guest)
    WHERE t.pk_guest = k.pk_guest;
  END IF;
END
$function$;

-- Makes all rows of public.tv_stranger equal to those of public.v_stranger, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_stranger() RETURNS void
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
  DELETE FROM public.tv_stranger AS t
  USING (
    SELECT t.pk_guest FROM public.tv_stranger AS t
    EXCEPT
    SELECT v.pk_guest FROM public.v_stranger AS v
  ) AS k (pk_guest)
  WHERE t.pk_guest = k.pk_guest;

  INSERT INTO public.tv_stranger AS t (pk_guest, name)
  SELECT v.pk_guest, v.name
  FROM public.v_stranger AS v
  ON CONFLICT (pk_guest)
  DO UPDATE SET name = excluded.name
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_stranger out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_stranger(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_g_pk_guest integer[];
  v_v_fk_guest integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(4)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_guest g (pk_guest)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_visit v (fk_guest)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_g_pk_guest, v_v_fk_guest, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(4, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(8), tviews.class_lock_id(9)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_stranger');
    IF p_notes THEN
      PERFORM tviews.note_rows(4, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(4, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_stranger();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_guest
  IF v_v_fk_guest IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(8, 1)
      FROM unnest(v_v_fk_guest) AS changed (fk_guest)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_guest g: pk_guest = g.pk_guest
  IF v_g_pk_guest IS NOT NULL THEN
    v_keys := v_keys || v_g_pk_guest;
  END IF;

  -- tb_visit v:
  --   (v.fk_guest IS NULL AND g.pk_guest = v.fk_guest IS UNKNOWN), pk_guest = g.pk_guest
  --   pk_guest = v.fk_guest
  IF v_v_fk_guest IS NOT NULL THEN
    IF cardinality(v_v_fk_guest) > 1 THEN
      SELECT array_agg(changed.c1)
      INTO v_v_fk_guest
      FROM (SELECT DISTINCT * FROM unnest(v_v_fk_guest) AS changed (c1)) AS changed;
    END IF;
    v_keys := v_keys || ARRAY (
      SELECT g.pk_guest
      FROM unnest(v_v_fk_guest) AS changed (fk_guest)
      JOIN public.tb_guest AS g ON (changed.fk_guest IS NULL AND g.pk_guest = changed.fk_guest IS UNKNOWN)
    );
    v_keys := v_keys || array_remove(v_v_fk_guest, NULL);
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(4, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(9, hash_record(ROW (k.pk_guest))) FROM unnest(v_keys) AS k (pk_guest)
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
    PERFORM tviews.refresh_tv_stranger(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_stranger, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_stranger() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_guest.
CREATE FUNCTION tviews.watch_tb_guest() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_guest puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_guest() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[1, 2, 3, 4]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_badge, tv_hosted reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_guest, r.fk_host FROM old_rows AS r),
      after_1 AS (SELECT r.pk_guest, r.fk_host FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_guest reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_guest FROM old_rows AS r),
      after_2 AS (SELECT r.pk_guest FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      ),
      -- What tv_stranger reads of the rows before and after, and where that differs.
      before_3 AS (SELECT r.pk_guest, r.name FROM old_rows AS r),
      after_3 AS (SELECT r.pk_guest, r.name FROM new_rows AS r),
      changed_3 AS (
        (TABLE before_3 EXCEPT ALL TABLE after_3) UNION ALL (TABLE after_3 EXCEPT ALL TABLE before_3)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_guest g (pk_guest)', array_agg(DISTINCT r.pk_guest)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_host))))
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_guest g (pk_guest)', array_agg(DISTINCT r.pk_guest)::text[],
        array_agg(DISTINCT tviews.lock_id(5, hash_record(ROW (r.fk_host))))
          || array_agg(DISTINCT tviews.lock_id(6, 1))
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_guest g (pk_guest)', array_agg(DISTINCT r.pk_guest)::text[],
        array_agg(DISTINCT tviews.lock_id(3, 1))
      FROM changed_2 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 4, 'tb_guest g (pk_guest)', array_agg(DISTINCT r.pk_guest)::text[],
        array_agg(DISTINCT tviews.lock_id(8, 1))
      FROM changed_3 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_guest g (pk_guest)', array_agg(r.pk_guest)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_host))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_guest g (pk_guest)', array_agg(r.pk_guest)::text[],
        array_agg(DISTINCT tviews.lock_id(3, 1))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_guest g (pk_guest)', array_agg(r.pk_guest)::text[],
        array_agg(DISTINCT tviews.lock_id(5, hash_record(ROW (r.fk_host))))
          || array_agg(DISTINCT tviews.lock_id(6, 1))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 4, 'tb_guest g (pk_guest)', array_agg(r.pk_guest)::text[],
        array_agg(DISTINCT tviews.lock_id(8, 1))
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_guest', 'enqueue_tb_guest', 'tviews_tb_guest', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_visit.
CREATE FUNCTION tviews.watch_tb_visit() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_visit puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_visit() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[1, 2, 3, 4]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_badge, tv_guest, tv_stranger reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.fk_guest FROM old_rows AS r),
      after_1 AS (SELECT r.fk_guest FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_hosted reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.fk_guest, r.room FROM old_rows AS r),
      after_2 AS (SELECT r.fk_guest, r.room FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_visit v (fk_guest)', array_agg(DISTINCT r.fk_guest)::text[]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_visit v (fk_guest)', array_agg(DISTINCT r.fk_guest)::text[]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 4, 'tb_visit v (fk_guest)', array_agg(DISTINCT r.fk_guest)::text[]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_visit v (fk_guest)', array_agg(DISTINCT r.fk_guest)::text[]
      FROM changed_2 AS r WHERE r.room = 'red'
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_visit v (fk_guest)', array_agg(DISTINCT r.fk_guest)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_visit v (fk_guest)', array_agg(DISTINCT r.fk_guest)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_visit v (fk_guest)', array_agg(DISTINCT r.fk_guest)::text[]
      FROM changed_rows AS r WHERE r.room = 'red'
      HAVING count(*) > 0
      UNION ALL
      SELECT 4, 'tb_visit v (fk_guest)', array_agg(DISTINCT r.fk_guest)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_visit', 'enqueue_tb_visit', 'tviews_tb_visit', true);
RETURN false;
END
$activate$;
