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
    (1, 'public.tv_profile', 'public.v_profile', false, ARRAY['pk_profile'], 'r.pk_profile = k.pk_profile',
      'jsonb_build_object(''pk_profile'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_profile(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_city', 'public.tb_profile', 'public.tb_user']::text[], 'activate_tv_profile', 'equip_tv_profile', ARRAY['drain_tv_profile', 'refresh_tv_profile', 'rebuild_tv_profile'], 'drain_tv_profile',
      false, false, 1000),
    (2, 'public.tv_user', 'public.v_user', false, ARRAY['pk_user'], 'r.pk_user = k.pk_user',
      'jsonb_build_object(''pk_user'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_user(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_city', 'public.tb_profile', 'public.tb_user']::text[], 'activate_tv_user', 'equip_tv_user', ARRAY['drain_tv_user', 'refresh_tv_user', 'rebuild_tv_user'], 'drain_tv_user',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_city', ARRAY['name', 'pk_city']::text[], ARRAY['text', 'integer']::text[], 'tviews_tb_city', 'enqueue_tb_city', NULL, true, 'watch_tb_city'),
    ('public.tb_profile', ARRAY['fk_city', 'fk_user', 'motto', 'pk_profile']::text[], ARRAY['integer', 'integer', 'text', 'integer']::text[], 'tviews_tb_profile', 'enqueue_tb_profile', NULL, true, 'watch_tb_profile'),
    ('public.tb_user', ARRAY['login', 'pk_user']::text[], ARRAY['text', 'integer']::text[], 'tviews_tb_user', 'enqueue_tb_user', NULL, true, 'watch_tb_user')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_profile', 'public.tb_city', ARRAY['c']::text[], ARRAY['pk_city', 'name']::text[], false,
      'mapped', 1, ARRAY['public.tb_profile']::text[], 'p.fk_city = c.pk_city, pk_profile = p.pk_profile'),
    ('public.tv_profile', 'public.tb_profile', ARRAY['q', 'p']::text[], ARRAY['pk_profile', 'fk_user', 'fk_city']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_profile = changed.pk_profile'),
    ('public.tv_profile', 'public.tb_user', ARRAY['u']::text[], ARRAY['pk_user', 'login']::text[], false,
      'mapped', 1, ARRAY['public.tb_profile']::text[], 'q.fk_user = u.pk_user, pk_profile = q.pk_profile'),
    ('public.tv_user', 'public.tb_city', ARRAY['c']::text[], ARRAY['pk_city', 'name']::text[], false,
      'mapped', 1, ARRAY['public.tb_profile']::text[], 'p.fk_city = c.pk_city, pk_user = p.fk_user'),
    ('public.tv_user', 'public.tb_profile', ARRAY['p']::text[], ARRAY['fk_user', 'fk_city', 'motto']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_user = p.fk_user'),
    ('public.tv_user', 'public.tb_user', ARRAY['u']::text[], ARRAY['pk_user', 'login']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_user = u.pk_user')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_profile', 'public.tb_city', 'btree', ARRAY['pk_city'], false, 'CREATE INDEX tb_city_pk_city_idx ON public.tb_city (pk_city);'),
    (2, 'public.tv_profile', 'public.tb_profile', 'btree', ARRAY['fk_city'], false, 'CREATE INDEX tb_profile_fk_city_idx ON public.tb_profile (fk_city);'),
    (3, 'public.tv_profile', 'public.tb_profile', 'btree', ARRAY['pk_profile'], false, 'CREATE INDEX tb_profile_pk_profile_idx ON public.tb_profile (pk_profile);'),
    (4, 'public.tv_profile', 'public.tb_user', 'btree', ARRAY['pk_user'], false, 'CREATE INDEX tb_user_pk_user_idx ON public.tb_user (pk_user);'),
    (5, 'public.tv_profile', 'public.tb_profile', 'btree', ARRAY['fk_user'], false, 'CREATE INDEX tb_profile_fk_user_idx ON public.tb_profile (fk_user);'),
    (6, 'public.tv_user', 'public.tb_city', 'btree', ARRAY['pk_city'], false, 'CREATE INDEX tb_city_pk_city_idx ON public.tb_city (pk_city);'),
    (7, 'public.tv_user', 'public.tb_profile', 'btree', ARRAY['fk_city'], false, 'CREATE INDEX tb_profile_fk_city_idx ON public.tb_profile (fk_city);'),
    (8, 'public.tv_user', 'public.tb_profile', 'btree', ARRAY['fk_user'], false, 'CREATE INDEX tb_profile_fk_user_idx ON public.tb_profile (fk_user);'),
    (9, 'public.tv_user', 'public.tb_user', 'btree', ARRAY['pk_user'], false, 'CREATE INDEX tb_user_pk_user_idx ON public.tb_user (pk_user);')
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
    ('public.tb_city', 'not-null', ARRAY['pk_city']),
    ('public.tb_city', 'unique', ARRAY['pk_city']),
    ('public.tb_profile', 'not-null', ARRAY['pk_profile']),
    ('public.tb_profile', 'unique', ARRAY['pk_profile']),
    ('public.tb_profile', 'unique', ARRAY['fk_user']),
    ('public.tb_user', 'not-null', ARRAY['pk_user']),
    ('public.tb_user', 'unique', ARRAY['pk_user'])
$function$;

-- public.tv_profile, key (pk_profile).
CREATE FUNCTION tviews.activate_tv_profile() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_profile', 'public.v_profile', 'pk_profile, login, city', $definition$
SELECT *
FROM (
SELECT p.pk_profile, u.login, c.name AS city
FROM tb_user u
JOIN tb_profile q ON q.fk_user = u.pk_user
RIGHT OUTER JOIN tb_profile p ON p.pk_profile = q.pk_profile
LEFT JOIN tb_city c ON c.pk_city = p.fk_city
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_profile') IS NULL THEN
  CREATE TABLE public.tv_profile (LIKE public.v_profile) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_profile') THEN
    INSERT INTO public.tv_profile SELECT * FROM public.v_profile;
  END IF;
  PERFORM tviews.put_key('activate_tv_profile', 'public.tv_profile', 'PRIMARY KEY (pk_profile)');
  ANALYZE public.tv_profile;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_profile', 'public.tv_profile', 'public.v_profile', 'PRIMARY KEY (pk_profile)') THEN
  IF tviews.fill_now('activate_tv_profile') THEN
    INSERT INTO public.tv_profile SELECT * FROM public.v_profile;
  END IF;
  PERFORM tviews.put_key('activate_tv_profile', 'public.tv_profile', 'PRIMARY KEY (pk_profile)');
END IF;

-- Makes the rows of public.tv_profile with these keys equal to those of public.v_profile, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_profile(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_profile, v.login, v.city
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_profile)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_profile AS v
        WHERE v.pk_profile = k.pk_profile
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_profile AS t (pk_profile, login, city)
      SELECT * FROM fresh
      ON CONFLICT (pk_profile)
      DO UPDATE SET login = excluded.login, city = excluded.city
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_profile)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_profile FROM fresh) AS gone (pk_profile);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_profile, v.login, v.city
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_profile)
      JOIN public.v_profile AS v ON v.pk_profile = k.pk_profile
    ), written AS (
      INSERT INTO public.tv_profile AS t (pk_profile, login, city)
      SELECT * FROM fresh
      ON CONFLICT (pk_profile)
      DO UPDATE SET login = excluded.login, city = excluded.city
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_profile)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_profile FROM fresh) AS gone (pk_profile);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_profile AS t
    USING unnest(v_gone) AS k (pk_profile)
    WHERE t.pk_profile = k.pk_profile;
  END IF;
END
$function$;

-- Makes all rows of public.tv_profile equal to those of public.v_profile, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_profile() RETURNS void
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
  DELETE FROM public.tv_profile AS t
  USING (
    SELECT t.pk_profile FROM public.tv_profile AS t
    EXCEPT
    SELECT v.pk_profile FROM public.v_profile AS v
  ) AS k (pk_profile)
  WHERE t.pk_profile = k.pk_profile;

  INSERT INTO public.tv_profile AS t (pk_profile, login, city)
  SELECT v.pk_profile, v.login, v.city
  FROM public.v_profile AS v
  ON CONFLICT (pk_profile)
  DO UPDATE SET login = excluded.login, city = excluded.city
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_profile out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_profile(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_c_pk_city integer[];
  v_q_pk_profile integer[];
  v_u_pk_user integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_city c (pk_city)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_profile q p (pk_profile)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_user u (pk_user)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_c_pk_city, v_q_pk_profile, v_u_pk_user, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2), tviews.class_lock_id(3)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_profile');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_profile();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_profile (fk_city), public.tb_profile (fk_user)
  IF v_c_pk_city IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.pk_city)))
      FROM unnest(v_c_pk_city) AS changed (pk_city)
    );
  END IF;
  IF v_u_pk_user IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(2, hash_record(ROW (changed.pk_user)))
      FROM unnest(v_u_pk_user) AS changed (pk_user)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_city c: p.fk_city = c.pk_city, pk_profile = p.pk_profile
  IF v_c_pk_city IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT p.pk_profile
      FROM public.tb_profile AS p
      WHERE p.fk_city = ANY (v_c_pk_city)
    );
  END IF;

  -- tb_profile q, p: pk_profile = changed.pk_profile
  IF v_q_pk_profile IS NOT NULL THEN
    v_keys := v_keys || v_q_pk_profile;
  END IF;

  -- tb_user u: q.fk_user = u.pk_user, pk_profile = q.pk_profile
  IF v_u_pk_user IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT q.pk_profile
      FROM public.tb_profile AS q
      WHERE q.fk_user = ANY (v_u_pk_user)
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(3, hash_record(ROW (k.pk_profile))) FROM unnest(v_keys) AS k (pk_profile)
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
    PERFORM tviews.refresh_tv_profile(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_profile, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_profile() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_user, key (pk_user).
CREATE FUNCTION tviews.activate_tv_user() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_user', 'public.v_user', 'pk_user, login, motto, city', $definition$
SELECT *
FROM (
SELECT u.pk_user, u.login, p.motto, c.name AS city
FROM tb_city c
RIGHT JOIN tb_profile p ON p.fk_city = c.pk_city
RIGHT JOIN tb_user u ON p.fk_user = u.pk_user
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_user') IS NULL THEN
  CREATE TABLE public.tv_user (LIKE public.v_user) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_user') THEN
    INSERT INTO public.tv_user SELECT * FROM public.v_user;
  END IF;
  PERFORM tviews.put_key('activate_tv_user', 'public.tv_user', 'PRIMARY KEY (pk_user)');
  ANALYZE public.tv_user;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_user', 'public.tv_user', 'public.v_user', 'PRIMARY KEY (pk_user)') THEN
  IF tviews.fill_now('activate_tv_user') THEN
    INSERT INTO public.tv_user SELECT * FROM public.v_user;
  END IF;
  PERFORM tviews.put_key('activate_tv_user', 'public.tv_user', 'PRIMARY KEY (pk_user)');
END IF;

-- Makes the rows of public.tv_user with these keys equal to those of public.v_user, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_user(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
  v_twice text;
BEGIN
  -- No constraint proves that the key is unique.
  SELECT concat_ws(', ', k.pk_user) INTO v_twice
  FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_user)
  CROSS JOIN LATERAL (
    SELECT count(*) AS rows FROM public.v_user AS v
    WHERE v.pk_user = k.pk_user
    OFFSET 0
  ) AS found
  WHERE found.rows > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_user', v_twice);
  END IF;

  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_user, v.login, v.motto, v.city
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_user)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_user AS v
        WHERE v.pk_user = k.pk_user
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_user AS t (pk_user, login, motto, city)
      SELECT * FROM fresh
      ON CONFLICT (pk_user)
      DO UPDATE SET login = excluded.login, motto = excluded.motto, city = excluded.city
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_user)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_user FROM fresh) AS gone (pk_user);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_user, v.login, v.motto, v.city
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_user)
      JOIN public.v_user AS v ON v.pk_user = k.pk_user
    ), written AS (
      INSERT INTO public.tv_user AS t (pk_user, login, motto, city)
      SELECT * FROM fresh
      ON CONFLICT (pk_user)
      DO UPDATE SET login = excluded.login, motto = excluded.motto, city = excluded.city
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_user)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_user FROM fresh) AS gone (pk_user);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_user AS t
    USING unnest(v_gone) AS k (pk_user)
    WHERE t.pk_user = k.pk_user;
  END IF;
END
$function$;

-- Makes all rows of public.tv_user equal to those of public.v_user, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_user() RETURNS void
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
  SELECT concat_ws(', ', v.pk_user) INTO v_twice
  FROM public.v_user AS v
  GROUP BY v.pk_user
  HAVING count(*) > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_user', v_twice);
  END IF;

  DELETE FROM public.tv_user AS t
  USING (
    SELECT t.pk_user FROM public.tv_user AS t
    EXCEPT
    SELECT v.pk_user FROM public.v_user AS v
  ) AS k (pk_user)
  WHERE t.pk_user = k.pk_user;

  INSERT INTO public.tv_user AS t (pk_user, login, motto, city)
  SELECT v.pk_user, v.login, v.motto, v.city
  FROM public.v_user AS v
  ON CONFLICT (pk_user)
  DO UPDATE SET login = excluded.login, motto = excluded.motto, city = excluded.city
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_user out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_user(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_c_pk_city integer[];
  v_p_fk_user integer[];
  v_u_pk_user integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_city c (pk_city)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_profile p (fk_user)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_user u (pk_user)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_c_pk_city, v_p_fk_user, v_u_pk_user, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(4), tviews.class_lock_id(5)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_user');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_user();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_profile (fk_city)
  IF v_c_pk_city IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(4, hash_record(ROW (changed.pk_city)))
      FROM unnest(v_c_pk_city) AS changed (pk_city)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_city c: p.fk_city = c.pk_city, pk_user = p.fk_user
  IF v_c_pk_city IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT p.fk_user
      FROM public.tb_profile AS p
      WHERE p.fk_city = ANY (v_c_pk_city) AND p.fk_user IS NOT NULL
    );
  END IF;

  -- tb_profile p: pk_user = p.fk_user
  IF v_p_fk_user IS NOT NULL THEN
    v_keys := v_keys || v_p_fk_user;
  END IF;

  -- tb_user u: pk_user = u.pk_user
  IF v_u_pk_user IS NOT NULL THEN
    v_keys := v_keys || v_u_pk_user;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(5, hash_record(ROW (k.pk_user))) FROM unnest(v_keys) AS k (pk_user)
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
    PERFORM tviews.refresh_tv_user(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_user, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_user() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_city.
CREATE FUNCTION tviews.watch_tb_city() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_city puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_city() RETURNS trigger
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
      -- What tv_profile, tv_user reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_city, r.name FROM old_rows AS r),
      after AS (SELECT r.pk_city, r.name FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_city c (pk_city)', array_agg(DISTINCT r.pk_city)::text[]
      FROM changed AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_city c (pk_city)', array_agg(DISTINCT r.pk_city)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_city c (pk_city)', array_agg(r.pk_city)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_city c (pk_city)', array_agg(r.pk_city)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_city', 'enqueue_tb_city', 'tviews_tb_city', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_profile.
CREATE FUNCTION tviews.watch_tb_profile() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_profile puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_profile() RETURNS trigger
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
      -- What tv_profile reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_profile, r.fk_user, r.fk_city FROM old_rows AS r),
      after_1 AS (SELECT r.pk_profile, r.fk_user, r.fk_city FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_user reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.fk_user, r.fk_city, r.motto FROM old_rows AS r),
      after_2 AS (SELECT r.fk_user, r.fk_city, r.motto FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_profile q p (pk_profile)', array_agg(DISTINCT r.pk_profile)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_city))))
          || array_agg(DISTINCT tviews.lock_id(2, hash_record(ROW (r.fk_user))))
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_profile p (fk_user)', array_agg(DISTINCT r.fk_user)::text[],
        array_agg(DISTINCT tviews.lock_id(4, hash_record(ROW (r.fk_city))))
      FROM changed_2 AS r WHERE r.fk_user IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_profile q p (pk_profile)', array_agg(r.pk_profile)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_city))))
          || array_agg(DISTINCT tviews.lock_id(2, hash_record(ROW (r.fk_user))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_profile p (fk_user)', array_agg(DISTINCT r.fk_user)::text[],
        array_agg(DISTINCT tviews.lock_id(4, hash_record(ROW (r.fk_city))))
      FROM changed_rows AS r WHERE r.fk_user IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_profile', 'enqueue_tb_profile', 'tviews_tb_profile', true);
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
    FROM unnest(ARRAY[1, 2]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_profile, tv_user reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_user, r.login FROM old_rows AS r),
      after AS (SELECT r.pk_user, r.login FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_user u (pk_user)', array_agg(DISTINCT r.pk_user)::text[]
      FROM changed AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_user u (pk_user)', array_agg(DISTINCT r.pk_user)::text[]
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
      UNION ALL
      SELECT 2, 'tb_user u (pk_user)', array_agg(r.pk_user)::text[]
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
