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
    (1, 'public.tv_client', 'public.v_client', false, ARRAY['pk_client'], 'r.pk_client = k.pk_client',
      'jsonb_build_object(''pk_client'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_client(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_client', 'public.tb_release']::text[], 'activate_tv_client', 'equip_tv_client', ARRAY['drain_tv_client', 'refresh_tv_client', 'rebuild_tv_client'], 'drain_tv_client',
      false, false, 1000),
    (2, 'public.tv_pair', 'public.v_pair', false, ARRAY['pk_release', 'pk_client'], 'r.pk_release = k.pk_release AND r.pk_client = k.pk_client',
      'jsonb_build_object(''pk_release'', CAST($1[1][n] AS integer), ''pk_client'', CAST($1[2][n] AS integer))', 'tviews.refresh_tv_pair(ARRAY(SELECT unnest($1[1:1]))::integer[], ARRAY(SELECT unnest($1[2:2]))::integer[])',
      ARRAY['public.tb_client', 'public.tb_release']::text[], 'activate_tv_pair', 'equip_tv_pair', ARRAY['drain_tv_pair', 'refresh_tv_pair', 'rebuild_tv_pair'], 'drain_tv_pair',
      false, false, 1000),
    (3, 'public.tv_release', 'public.v_release', false, ARRAY['pk_release'], 'r.pk_release = k.pk_release',
      'jsonb_build_object(''pk_release'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_release(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_release']::text[], 'activate_tv_release', 'equip_tv_release', ARRAY['drain_tv_release', 'refresh_tv_release', 'rebuild_tv_release'], 'drain_tv_release',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_client', ARRAY['major', 'minor', 'pk_client']::text[], ARRAY['integer', 'integer', 'integer']::text[], 'tviews_tb_client', 'enqueue_tb_client', NULL, true, 'watch_tb_client'),
    ('public.tb_release', ARRAY['major', 'minor', 'name', 'pk_release']::text[], ARRAY['integer', 'integer', 'text', 'integer']::text[], 'tviews_tb_release', 'enqueue_tb_release', NULL, true, 'watch_tb_release')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_client', 'public.tb_client', ARRAY['c']::text[], ARRAY['pk_client', 'major', 'minor']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_client = c.pk_client'),
    ('public.tv_client', 'public.tb_release', ARRAY['r']::text[], ARRAY['pk_release', 'major', 'minor', 'name']::text[], false,
      'mapped', 1, ARRAY['public.tb_client']::text[], '(r.major, r.minor) > (c.major, c.minor), pk_client = c.pk_client'),
    ('public.tv_pair', 'public.tb_client', ARRAY['c']::text[], ARRAY['pk_client', 'major', 'minor']::text[], false,
      'mapped', 1, ARRAY['public.tb_release']::text[], 'r.major <> c.major, pk_release = r.pk_release, pk_client = c.pk_client'),
    ('public.tv_pair', 'public.tb_client', ARRAY['c']::text[], ARRAY['pk_client', 'major', 'minor']::text[], false,
      'mapped', 2, ARRAY['public.tv_pair']::text[], 'old_row.pk_client = c.pk_client, pk_release = old_row.pk_release, pk_client = old_row.pk_client'),
    ('public.tv_pair', 'public.tb_release', ARRAY['r']::text[], ARRAY['pk_release', 'major', 'minor']::text[], false,
      'mapped', 1, ARRAY['public.tb_client']::text[], 'r.major <> c.major, pk_release = r.pk_release, pk_client = c.pk_client'),
    ('public.tv_pair', 'public.tb_release', ARRAY['r']::text[], ARRAY['pk_release', 'major', 'minor']::text[], false,
      'mapped', 2, ARRAY['public.tv_pair']::text[], 'old_row.pk_release = r.pk_release, pk_release = old_row.pk_release, pk_client = old_row.pk_client'),
    ('public.tv_release', 'public.tb_release', ARRAY['r', 'e']::text[], ARRAY['pk_release', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_release = changed.pk_release'),
    ('public.tv_release', 'public.tb_release', ARRAY['r', 'e']::text[], ARRAY['pk_release', 'name']::text[], false,
      'mapped', 2, ARRAY['public.tb_release']::text[], 'changed.pk_release < r.pk_release, pk_release = r.pk_release')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_client', 'public.tb_client', 'btree', ARRAY['pk_client'], false, 'CREATE INDEX tb_client_pk_client_idx ON public.tb_client (pk_client);'),
    (2, 'public.tv_pair', 'public.tb_client', 'btree', ARRAY['pk_client'], false, 'CREATE INDEX tb_client_pk_client_idx ON public.tb_client (pk_client);'),
    (3, 'public.tv_pair', 'public.tb_release', 'btree', ARRAY['pk_release'], false, 'CREATE INDEX tb_release_pk_release_idx ON public.tb_release (pk_release);'),
    (4, 'public.tv_release', 'public.tb_release', 'btree', ARRAY['pk_release'], false, 'CREATE INDEX tb_release_pk_release_idx ON public.tb_release (pk_release);')
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
    ('public.tb_client', 'not-null', ARRAY['pk_client']),
    ('public.tb_client', 'unique', ARRAY['pk_client']),
    ('public.tb_release', 'not-null', ARRAY['pk_release']),
    ('public.tb_release', 'not-null', ARRAY['major']),
    ('public.tb_release', 'unique', ARRAY['pk_release'])
$function$;

-- public.tv_client, key (pk_client).
CREATE FUNCTION tviews.activate_tv_client() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_client', 'public.v_client', 'pk_client, major, minor, newer, names', $definition$
SELECT *
FROM (
SELECT c.pk_client, c.major, c.minor, count(r.pk_release) AS newer, string_agg(r.name, ', ' ORDER BY r.pk_release) AS names
FROM tb_client c
LEFT JOIN tb_release r ON (r.major, r.minor) > (c.major, c.minor)
GROUP BY c.pk_client
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_client') IS NULL THEN
  CREATE TABLE public.tv_client (LIKE public.v_client) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_client') THEN
    INSERT INTO public.tv_client SELECT * FROM public.v_client;
  END IF;
  PERFORM tviews.put_key('activate_tv_client', 'public.tv_client', 'PRIMARY KEY (pk_client)');
  ANALYZE public.tv_client;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_client', 'public.tv_client', 'public.v_client', 'PRIMARY KEY (pk_client)') THEN
  IF tviews.fill_now('activate_tv_client') THEN
    INSERT INTO public.tv_client SELECT * FROM public.v_client;
  END IF;
  PERFORM tviews.put_key('activate_tv_client', 'public.tv_client', 'PRIMARY KEY (pk_client)');
END IF;

-- Makes the rows of public.tv_client with these keys equal to those of public.v_client, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_client(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_client, v.major, v.minor, v.newer, v.names
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_client)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_client AS v
        WHERE v.pk_client = k.pk_client
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_client AS t (pk_client, major, minor, newer, names)
      SELECT * FROM fresh
      ON CONFLICT (pk_client)
      DO UPDATE SET major = excluded.major, minor = excluded.minor, newer = excluded.newer, names = excluded.names
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_client)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_client FROM fresh) AS gone (pk_client);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_client, v.major, v.minor, v.newer, v.names
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_client)
      JOIN public.v_client AS v ON v.pk_client = k.pk_client
    ), written AS (
      INSERT INTO public.tv_client AS t (pk_client, major, minor, newer, names)
      SELECT * FROM fresh
      ON CONFLICT (pk_client)
      DO UPDATE SET major = excluded.major, minor = excluded.minor, newer = excluded.newer, names = excluded.names
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_client)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_client FROM fresh) AS gone (pk_client);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_client AS t
    USING unnest(v_gone) AS k (pk_client)
    WHERE t.pk_client = k.pk_client;
  END IF;
END
$function$;

-- Makes all rows of public.tv_client equal to those of public.v_client, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_client() RETURNS void
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
  DELETE FROM public.tv_client AS t
  USING (
    SELECT t.pk_client FROM public.tv_client AS t
    EXCEPT
    SELECT v.pk_client FROM public.v_client AS v
  ) AS k (pk_client)
  WHERE t.pk_client = k.pk_client;

  INSERT INTO public.tv_client AS t (pk_client, major, minor, newer, names)
  SELECT v.pk_client, v.major, v.minor, v.newer, v.names
  FROM public.v_client AS v
  ON CONFLICT (pk_client)
  DO UPDATE SET major = excluded.major, minor = excluded.minor, newer = excluded.newer, names = excluded.names
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_client out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_client(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_c_pk_client integer[];
  v_r_major integer[];
  v_r_minor integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_client c (pk_client)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_release r (major, minor)'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'tb_release r (major, minor)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_c_pk_client, v_r_major, v_r_minor, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_client');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_client();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_client
  IF v_r_major IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, 1)
      FROM unnest(v_r_major, v_r_minor) AS changed (major, minor)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_client c: pk_client = c.pk_client
  IF v_c_pk_client IS NOT NULL THEN
    v_keys := v_keys || v_c_pk_client;
  END IF;

  -- tb_release r: (r.major, r.minor) > (c.major, c.minor), pk_client = c.pk_client
  IF v_r_major IS NOT NULL THEN
    IF cardinality(v_r_major) > 1 THEN
      SELECT array_agg(changed.c1), array_agg(changed.c2)
      INTO v_r_major, v_r_minor
      FROM (SELECT DISTINCT * FROM unnest(v_r_major, v_r_minor) AS changed (c1, c2)) AS changed;
    END IF;
    v_keys := v_keys || ARRAY (
      SELECT c.pk_client
      FROM unnest(v_r_major, v_r_minor) AS changed (major, minor)
      JOIN public.tb_client AS c ON (changed.major, changed.minor) > (c.major, c.minor)
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.pk_client))) FROM unnest(v_keys) AS k (pk_client)
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
    PERFORM tviews.refresh_tv_client(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_client, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_client() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_pair, key (pk_release, pk_client).
CREATE FUNCTION tviews.activate_tv_pair() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_pair', 'public.v_pair', 'pk_release, pk_client, supported', $definition$
SELECT *
FROM (
SELECT r.pk_release, c.pk_client, r.minor <= c.minor AS supported
FROM tb_release r
JOIN tb_client c ON r.major <> c.major
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_pair') IS NULL THEN
  CREATE TABLE public.tv_pair (LIKE public.v_pair) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_pair') THEN
    INSERT INTO public.tv_pair SELECT * FROM public.v_pair;
  END IF;
  PERFORM tviews.put_key('activate_tv_pair', 'public.tv_pair', 'PRIMARY KEY (pk_release, pk_client)');
  ANALYZE public.tv_pair;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_pair', 'public.tv_pair', 'public.v_pair', 'PRIMARY KEY (pk_release, pk_client)') THEN
  IF tviews.fill_now('activate_tv_pair') THEN
    INSERT INTO public.tv_pair SELECT * FROM public.v_pair;
  END IF;
  PERFORM tviews.put_key('activate_tv_pair', 'public.tv_pair', 'PRIMARY KEY (pk_release, pk_client)');
END IF;

-- Makes the rows of public.tv_pair with these keys equal to those of public.v_pair, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_pair(p_keys_1 integer[], p_keys_2 integer[]) RETURNS void
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
      SELECT v.pk_release, v.pk_client, v.supported
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_release, pk_client)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_pair AS v
        WHERE v.pk_release = k.pk_release AND v.pk_client = k.pk_client
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_pair AS t (pk_release, pk_client, supported)
      SELECT * FROM fresh
      ON CONFLICT (pk_release, pk_client)
      DO UPDATE SET supported = excluded.supported
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_release), array_agg(gone.pk_client)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_release, fresh.pk_client FROM fresh) AS gone (pk_release, pk_client);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_release, v.pk_client, v.supported
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_release, pk_client)
      JOIN public.v_pair AS v ON v.pk_release = k.pk_release AND v.pk_client = k.pk_client
    ), written AS (
      INSERT INTO public.tv_pair AS t (pk_release, pk_client, supported)
      SELECT * FROM fresh
      ON CONFLICT (pk_release, pk_client)
      DO UPDATE SET supported = excluded.supported
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_release), array_agg(gone.pk_client)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_release, fresh.pk_client FROM fresh) AS gone (pk_release, pk_client);
  END IF;

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_pair AS t
    USING unnest(v_gone_1, v_gone_2) AS k (pk_release, pk_client)
    WHERE t.pk_release = k.pk_release AND t.pk_client = k.pk_client;
  END IF;
END
$function$;

-- Makes all rows of public.tv_pair equal to those of public.v_pair, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_pair() RETURNS void
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
  DELETE FROM public.tv_pair AS t
  USING (
    SELECT t.pk_release, t.pk_client FROM public.tv_pair AS t
    EXCEPT
    SELECT v.pk_release, v.pk_client FROM public.v_pair AS v
  ) AS k (pk_release, pk_client)
  WHERE t.pk_release = k.pk_release AND t.pk_client = k.pk_client;

  INSERT INTO public.tv_pair AS t (pk_release, pk_client, supported)
  SELECT v.pk_release, v.pk_client, v.supported
  FROM public.v_pair AS v
  ON CONFLICT (pk_release, pk_client)
  DO UPDATE SET supported = excluded.supported
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_pair out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_pair(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_c_pk_client integer[];
  v_c_major integer[];
  v_r_pk_release integer[];
  v_r_major integer[];
  v_keys_1 integer[];
  v_keys_2 integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_client c (pk_client, major)'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'tb_client c (pk_client, major)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_release r (pk_release, major)'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'tb_release r (pk_release, major)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_c_pk_client, v_c_major, v_r_pk_release, v_r_major, v_keys_1, v_keys_2
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(3), tviews.class_lock_id(4), tviews.class_lock_id(5), tviews.class_lock_id(6), tviews.class_lock_id(7)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_pair');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_pair();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_client, public.tb_release
  IF v_c_pk_client IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(4, 1)
      FROM unnest(v_c_pk_client, v_c_major) AS changed (pk_client, major)
    );
  END IF;
  IF v_r_pk_release IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(3, 1)
      FROM unnest(v_r_pk_release, v_r_major) AS changed (pk_release, major)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_client c: r.major <> c.major, pk_release = r.pk_release, pk_client = c.pk_client
  IF v_c_pk_client IS NOT NULL THEN
    IF cardinality(v_c_pk_client) > 1 THEN
      SELECT array_agg(changed.c1), array_agg(changed.c2)
      INTO v_c_pk_client, v_c_major
      FROM (SELECT DISTINCT * FROM unnest(v_c_pk_client, v_c_major) AS changed (c1, c2)) AS changed;
    END IF;
    SELECT v_keys_1 || array_agg(r.pk_release), v_keys_2 || array_agg(changed.pk_client)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_c_pk_client, v_c_major) AS changed (pk_client, major)
    JOIN public.tb_release AS r ON r.major <> changed.major;
  END IF;

  -- tb_release r: r.major <> c.major, pk_release = r.pk_release, pk_client = c.pk_client
  IF v_r_pk_release IS NOT NULL THEN
    IF cardinality(v_r_pk_release) > 1 THEN
      SELECT array_agg(changed.c1), array_agg(changed.c2)
      INTO v_r_pk_release, v_r_major
      FROM (SELECT DISTINCT * FROM unnest(v_r_pk_release, v_r_major) AS changed (c1, c2)) AS changed;
    END IF;
    SELECT v_keys_1 || array_agg(changed.pk_release), v_keys_2 || array_agg(c.pk_client)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_r_pk_release, v_r_major) AS changed (pk_release, major)
    JOIN public.tb_client AS c ON changed.major <> c.major;
  END IF;

  -- Its own rows, by public.tv_pair (pk_client), by public.tv_pair (pk_release)
  v_held := v_held || tviews.hold(ARRAY (
    SELECT tviews.lock_id(5, hash_record(ROW (k.pk_client))) FROM unnest(v_keys_1, v_keys_2) AS k (pk_release, pk_client)
    UNION ALL
    SELECT tviews.lock_id(6, hash_record(ROW (k.pk_release))) FROM unnest(v_keys_1, v_keys_2) AS k (pk_release, pk_client)
  ), ARRAY (
    SELECT tviews.lock_id(5, hash_record(ROW (changed.pk_client)))
    FROM unnest(v_c_pk_client, v_c_major) AS changed (pk_client, major)
    UNION ALL
    SELECT tviews.lock_id(6, hash_record(ROW (changed.pk_release)))
    FROM unnest(v_r_pk_release, v_r_major) AS changed (pk_release, major)
  ), p_most - cardinality(v_held));

  -- tb_client c: old_row.pk_client = c.pk_client, pk_release = old_row.pk_release, pk_client = old_row.pk_client
  IF v_c_pk_client IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(old_row.pk_release), v_keys_2 || array_agg(old_row.pk_client)
    INTO v_keys_1, v_keys_2
    FROM public.tv_pair AS old_row
    WHERE old_row.pk_client = ANY (v_c_pk_client);
  END IF;

  -- tb_release r: old_row.pk_release = r.pk_release, pk_release = old_row.pk_release, pk_client = old_row.pk_client
  IF v_r_pk_release IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(old_row.pk_release), v_keys_2 || array_agg(old_row.pk_client)
    INTO v_keys_1, v_keys_2
    FROM public.tv_pair AS old_row
    WHERE old_row.pk_release = ANY (v_r_pk_release);
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(7, hash_record(ROW (k.pk_release, k.pk_client))) FROM unnest(v_keys_1, v_keys_2) AS k (pk_release, pk_client)
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
    PERFORM tviews.refresh_tv_pair(v_keys_1, v_keys_2);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_pair, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_pair() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT ARRAY[
  -- tv_pair looks rows up by it
  ARRAY[$definition$CREATE INDEX ON public.tv_pair USING btree (pk_client)$definition$, NULL, 'pk_client']
]
$activate$;

-- public.tv_release, key (pk_release).
CREATE FUNCTION tviews.activate_tv_release() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_release', 'public.v_release', 'pk_release, name, among_earlier', $definition$
SELECT *
FROM (
SELECT r.pk_release, r.name, (SELECT max(e.name) FROM tb_release e WHERE e.pk_release < r.pk_release) AS among_earlier
FROM tb_release r
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_release') IS NULL THEN
  CREATE TABLE public.tv_release (LIKE public.v_release) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_release') THEN
    INSERT INTO public.tv_release SELECT * FROM public.v_release;
  END IF;
  PERFORM tviews.put_key('activate_tv_release', 'public.tv_release', 'PRIMARY KEY (pk_release)');
  ANALYZE public.tv_release;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_release', 'public.tv_release', 'public.v_release', 'PRIMARY KEY (pk_release)') THEN
  IF tviews.fill_now('activate_tv_release') THEN
    INSERT INTO public.tv_release SELECT * FROM public.v_release;
  END IF;
  PERFORM tviews.put_key('activate_tv_release', 'public.tv_release', 'PRIMARY KEY (pk_release)');
END IF;

-- Makes the rows of public.tv_release with these keys equal to those of public.v_release, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_release(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_release, v.name, v.among_earlier
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_release)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_release AS v
        WHERE v.pk_release = k.pk_release
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_release AS t (pk_release, name, among_earlier)
      SELECT * FROM fresh
      ON CONFLICT (pk_release)
      DO UPDATE SET name = excluded.name, among_earlier = excluded.among_earlier
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_release)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_release FROM fresh) AS gone (pk_release);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_release, v.name, v.among_earlier
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_release)
      JOIN public.v_release AS v ON v.pk_release = k.pk_release
    ), written AS (
      INSERT INTO public.tv_release AS t (pk_release, name, among_earlier)
      SELECT * FROM fresh
      ON CONFLICT (pk_release)
      DO UPDATE SET name = excluded.name, among_earlier = excluded.among_earlier
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_release)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_release FROM fresh) AS gone (pk_release);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_release AS t
    USING unnest(v_gone) AS k (pk_release)
    WHERE t.pk_release = k.pk_release;
  END IF;
END
$function$;

-- Makes all rows of public.tv_release equal to those of public.v_release, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_release() RETURNS void
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
  DELETE FROM public.tv_release AS t
  USING (
    SELECT t.pk_release FROM public.tv_release AS t
    EXCEPT
    SELECT v.pk_release FROM public.v_release AS v
  ) AS k (pk_release)
  WHERE t.pk_release = k.pk_release;

  INSERT INTO public.tv_release AS t (pk_release, name, among_earlier)
  SELECT v.pk_release, v.name, v.among_earlier
  FROM public.v_release AS v
  ON CONFLICT (pk_release)
  DO UPDATE SET name = excluded.name, among_earlier = excluded.among_earlier
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_release out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_release(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_r_pk_release integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(3)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_release r e (pk_release)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_r_pk_release, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(3, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(8), tviews.class_lock_id(9)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_release');
    IF p_notes THEN
      PERFORM tviews.note_rows(3, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(3, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_release();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_release
  IF v_r_pk_release IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(8, 1)
      FROM unnest(v_r_pk_release) AS changed (pk_release)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_release r, e:
  --   pk_release = changed.pk_release
  --   changed.pk_release < r.pk_release, pk_release = r.pk_release
  IF v_r_pk_release IS NOT NULL THEN
    IF cardinality(v_r_pk_release) > 1 THEN
      SELECT array_agg(changed.c1)
      INTO v_r_pk_release
      FROM (SELECT DISTINCT * FROM unnest(v_r_pk_release) AS changed (c1)) AS changed;
    END IF;
    v_keys := v_keys || v_r_pk_release;
    v_keys := v_keys || ARRAY (
      SELECT r.pk_release
      FROM unnest(v_r_pk_release) AS changed (pk_release)
      JOIN public.tb_release AS r ON changed.pk_release < r.pk_release
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(3, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(9, hash_record(ROW (k.pk_release))) FROM unnest(v_keys) AS k (pk_release)
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
    PERFORM tviews.refresh_tv_release(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_release, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_release() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_client.
CREATE FUNCTION tviews.watch_tb_client() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_client puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_client() RETURNS trigger
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
      -- What tv_client, tv_pair reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_client, r.major, r.minor FROM old_rows AS r),
      after AS (SELECT r.pk_client, r.major, r.minor FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_client c (pk_client)', ARRAY[array_agg(DISTINCT r.pk_client)::text[]],
        array_agg(DISTINCT tviews.lock_id(1, 1))
      FROM changed AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_client c (pk_client, major)', ARRAY[array_agg(r.pk_client)::text[], array_agg(r.major)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_client, r.major, tviews.lock_id(3, 1) AS lock_1 FROM changed AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_client c (pk_client)', ARRAY[array_agg(r.pk_client)::text[]],
        array_agg(DISTINCT tviews.lock_id(1, 1))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_client c (pk_client, major)', ARRAY[array_agg(r.pk_client)::text[], array_agg(r.major)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_client, r.major, tviews.lock_id(3, 1) AS lock_1 FROM changed_rows AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_client', 'enqueue_tb_client', 'tviews_tb_client', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_release.
CREATE FUNCTION tviews.watch_tb_release() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_release puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_release() RETURNS trigger
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
      -- What tv_client reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_release, r.major, r.minor, r.name FROM old_rows AS r),
      after_1 AS (SELECT r.pk_release, r.major, r.minor, r.name FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_pair reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_release, r.major, r.minor FROM old_rows AS r),
      after_2 AS (SELECT r.pk_release, r.major, r.minor FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      ),
      -- What tv_release reads of the rows before and after, and where that differs.
      before_3 AS (SELECT r.pk_release, r.name FROM old_rows AS r),
      after_3 AS (SELECT r.pk_release, r.name FROM new_rows AS r),
      changed_3 AS (
        (TABLE before_3 EXCEPT ALL TABLE after_3) UNION ALL (TABLE after_3 EXCEPT ALL TABLE before_3)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_release r (major, minor)', ARRAY[array_agg(r.major)::text[], array_agg(r.minor)::text[]],
        NULL::bigint[]
      FROM (SELECT DISTINCT r.major, r.minor FROM changed_1 AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_release r (pk_release, major)', ARRAY[array_agg(r.pk_release)::text[], array_agg(r.major)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_release, r.major, tviews.lock_id(4, 1) AS lock_1 FROM changed_2 AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_release r e (pk_release)', array_agg(DISTINCT r.pk_release)::text[],
        array_agg(DISTINCT tviews.lock_id(8, 1))
      FROM changed_3 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_release r (major, minor)', ARRAY[array_agg(r.major)::text[], array_agg(r.minor)::text[]],
        NULL::bigint[]
      FROM (SELECT DISTINCT r.major, r.minor FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_release r (pk_release, major)', ARRAY[array_agg(r.pk_release)::text[], array_agg(r.major)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_release, r.major, tviews.lock_id(4, 1) AS lock_1 FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_release r e (pk_release)', array_agg(r.pk_release)::text[],
        array_agg(DISTINCT tviews.lock_id(8, 1))
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_release', 'enqueue_tb_release', 'tviews_tb_release', true);
RETURN false;
END
$activate$;
