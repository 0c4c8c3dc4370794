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
    (1, 'public.tv_common_city', 'public.v_common_city', false, ARRAY['city'], '(r.city = k.city OR r.city IS NULL AND k.city IS NULL)',
      'jsonb_build_object(''city'', CAST($1[1][n] AS text))', 'tviews.refresh_tv_common_city(ARRAY(SELECT unnest($1[1:1]))::text[])',
      ARRAY['public.tb_company', 'public.tb_person']::text[], 'activate_tv_common_city', 'equip_tv_common_city', ARRAY['drain_tv_common_city', 'refresh_tv_common_city', 'rebuild_tv_common_city'], 'drain_tv_common_city',
      false, false, 1000),
    (2, 'public.tv_lonely_city', 'public.v_lonely_city', false, ARRAY['city', 'fk_owner'], '(r.city = k.city OR r.city IS NULL AND k.city IS NULL) AND (r.fk_owner = k.fk_owner OR r.fk_owner IS NULL AND k.fk_owner IS NULL)',
      'jsonb_build_object(''city'', CAST($1[1][n] AS text), ''fk_owner'', CAST($1[2][n] AS integer))', 'tviews.refresh_tv_lonely_city(ARRAY(SELECT unnest($1[1:1]))::text[], ARRAY(SELECT unnest($1[2:2]))::integer[])',
      ARRAY['public.tb_company', 'public.tb_person']::text[], 'activate_tv_lonely_city', 'equip_tv_lonely_city', ARRAY['drain_tv_lonely_city', 'refresh_tv_lonely_city', 'rebuild_tv_lonely_city'], 'drain_tv_lonely_city',
      false, false, 0),
    (3, 'public.tv_party', 'public.v_party', false, ARRAY['kind', 'id'], '(r.kind = k.kind OR r.kind IS NULL AND k.kind IS NULL) AND r.id = k.id',
      'jsonb_build_object(''kind'', CAST($1[1][n] AS text), ''id'', CAST($1[2][n] AS integer))', 'tviews.refresh_tv_party(ARRAY(SELECT unnest($1[1:1]))::text[], ARRAY(SELECT unnest($1[2:2]))::integer[])',
      ARRAY['public.tb_company', 'public.tb_person']::text[], 'activate_tv_party', 'equip_tv_party', ARRAY['drain_tv_party', 'refresh_tv_party', 'rebuild_tv_party'], 'drain_tv_party',
      false, false, 1000),
    (4, 'public.tv_person', 'public.v_person', false, ARRAY['pk_person'], 'r.pk_person = k.pk_person',
      'jsonb_build_object(''pk_person'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_person(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_company', 'public.tb_person']::text[], 'activate_tv_person', 'equip_tv_person', ARRAY['drain_tv_person', 'refresh_tv_person', 'rebuild_tv_person'], 'drain_tv_person',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_company', ARRAY['city', 'fk_owner', 'name', 'pk_company']::text[], ARRAY['text', 'integer', 'text', 'integer']::text[], 'tviews_tb_company', 'enqueue_tb_company', NULL, true, 'watch_tb_company'),
    ('public.tb_person', ARRAY['city', 'name', 'pk_person']::text[], ARRAY['text', 'text', 'integer']::text[], 'tviews_tb_person', 'enqueue_tb_person', NULL, true, 'watch_tb_person')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_common_city', 'public.tb_company', ARRAY['tb_company']::text[], ARRAY['city']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'city = tb_company.city'),
    ('public.tv_common_city', 'public.tb_person', ARRAY['tb_person']::text[], ARRAY['city']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'city = tb_person.city'),
    ('public.tv_lonely_city', 'public.tb_company', ARRAY['c']::text[], ARRAY['city', 'fk_owner']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'city = c.city, fk_owner = c.fk_owner'),
    ('public.tv_lonely_city', 'public.tb_person', ARRAY['p']::text[], ARRAY['pk_person', 'city']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'city = p.city, fk_owner = p.pk_person'),
    ('public.tv_party', 'public.tb_company', ARRAY['c']::text[], ARRAY['pk_company', 'name', 'city', 'fk_owner']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'kind = CAST(''company'' AS text), id = c.pk_company'),
    ('public.tv_party', 'public.tb_person', ARRAY['p']::text[], ARRAY['pk_person', 'name', 'city']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'kind = CAST(''person'' AS text), id = p.pk_person'),
    ('public.tv_party', 'public.tb_person', ARRAY['o']::text[], ARRAY['pk_person', 'name']::text[], false,
      'mapped', 1, ARRAY['public.tb_company']::text[], 'c.fk_owner = o.pk_person, kind = CAST(''company'' AS text), id = c.pk_company'),
    ('public.tv_person', 'public.tb_company', ARRAY['c']::text[], ARRAY['name', 'city']::text[], false,
      'mapped', 1, ARRAY['public.tb_person']::text[], 'p.city = c.city, pk_person = p.pk_person'),
    ('public.tv_person', 'public.tb_person', ARRAY['p']::text[], ARRAY['pk_person', 'name', 'city']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_person = p.pk_person'),
    ('public.tv_person', 'public.tb_person', ARRAY['o']::text[], ARRAY['pk_person', 'name', 'city']::text[], false,
      'mapped', 1, ARRAY['public.tb_person']::text[], 'p.city = o.city AND o.pk_person <> p.pk_person, pk_person = p.pk_person')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_common_city', 'public.tb_company', 'btree', ARRAY['city'], false, 'CREATE INDEX tb_company_city_idx ON public.tb_company (city);'),
    (2, 'public.tv_common_city', 'public.tb_person', 'btree', ARRAY['city'], false, 'CREATE INDEX tb_person_city_idx ON public.tb_person (city);'),
    (3, 'public.tv_party', 'public.tb_company', 'btree', ARRAY['pk_company'], false, 'CREATE INDEX tb_company_pk_company_idx ON public.tb_company (pk_company);'),
    (4, 'public.tv_party', 'public.tb_person', 'btree', ARRAY['pk_person'], false, 'CREATE INDEX tb_person_pk_person_idx ON public.tb_person (pk_person);'),
    (5, 'public.tv_party', 'public.tb_company', 'btree', ARRAY['fk_owner'], false, 'CREATE INDEX tb_company_fk_owner_idx ON public.tb_company (fk_owner);'),
    (6, 'public.tv_person', 'public.tb_company', 'btree', ARRAY['city'], false, 'CREATE INDEX tb_company_city_idx ON public.tb_company (city);'),
    (7, 'public.tv_person', 'public.tb_person', 'btree', ARRAY['city'], false, 'CREATE INDEX tb_person_city_idx ON public.tb_person (city);'),
    (8, 'public.tv_person', 'public.tb_person', 'btree', ARRAY['pk_person'], false, 'CREATE INDEX tb_person_pk_person_idx ON public.tb_person (pk_person);')
$function$;

-- The highest number of a class of locks.
CREATE FUNCTION tviews.built_lock_classes() RETURNS integer
LANGUAGE sql IMMUTABLE
AS 'SELECT 6';

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_company', 'not-null', ARRAY['pk_company']),
    ('public.tb_company', 'unique', ARRAY['pk_company']),
    ('public.tb_person', 'not-null', ARRAY['pk_person']),
    ('public.tb_person', 'unique', ARRAY['pk_person'])
$function$;

-- public.tv_common_city, key (city).
CREATE FUNCTION tviews.activate_tv_common_city() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_common_city', 'public.v_common_city', 'city', $definition$
SELECT *
FROM (
SELECT city FROM tb_person INTERSECT SELECT city FROM tb_company
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_common_city') IS NULL THEN
  CREATE TABLE public.tv_common_city (LIKE public.v_common_city) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_common_city') THEN
    INSERT INTO public.tv_common_city SELECT * FROM public.v_common_city;
  END IF;
  PERFORM tviews.put_key('activate_tv_common_city', 'public.tv_common_city', 'UNIQUE NULLS NOT DISTINCT (city)');
  ANALYZE public.tv_common_city;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_common_city', 'public.tv_common_city', 'public.v_common_city', 'UNIQUE NULLS NOT DISTINCT (city)') THEN
  IF tviews.fill_now('activate_tv_common_city') THEN
    INSERT INTO public.tv_common_city SELECT * FROM public.v_common_city;
  END IF;
  PERFORM tviews.put_key('activate_tv_common_city', 'public.tv_common_city', 'UNIQUE NULLS NOT DISTINCT (city)');
END IF;

-- Makes the rows of public.tv_common_city with these keys equal to those of public.v_common_city, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_common_city(p_keys text[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone text[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.city
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (city)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_common_city AS v
        WHERE (v.city = k.city OR v.city IS NULL AND k.city IS NULL)
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_common_city AS t (city)
      SELECT * FROM fresh
      ON CONFLICT (city)
      DO NOTHING
    )
    SELECT array_agg(gone.city)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.city FROM fresh) AS gone (city);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.city
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (city)
      JOIN public.v_common_city AS v ON (v.city = k.city OR v.city IS NULL AND k.city IS NULL)
    ), written AS (
      INSERT INTO public.tv_common_city AS t (city)
      SELECT * FROM fresh
      ON CONFLICT (city)
      DO NOTHING
    )
    SELECT array_agg(gone.city)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.city FROM fresh) AS gone (city);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_common_city AS t
    USING unnest(v_gone) AS k (city)
    WHERE (t.city = k.city OR t.city IS NULL AND k.city IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_common_city equal to those of public.v_common_city, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_common_city() RETURNS void
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
  DELETE FROM public.tv_common_city AS t
  USING (
    SELECT t.city FROM public.tv_common_city AS t
    EXCEPT
    SELECT v.city FROM public.v_common_city AS v
  ) AS k (city)
  WHERE (t.city = k.city OR t.city IS NULL AND k.city IS NULL);

  INSERT INTO public.tv_common_city AS t (city)
  SELECT v.city
  FROM public.v_common_city AS v
  ON CONFLICT (city)
  DO NOTHING;
END
$function$;

-- Takes this transaction's entries for public.tv_common_city out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_common_city(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_tb_company_city text[];
  v_tb_person_city text[];
  v_keys text[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_company (city)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_person (city)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_tb_company_city, v_tb_person_city, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_common_city');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_common_city();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_company: city = tb_company.city
  IF v_tb_company_city IS NOT NULL THEN
    v_keys := v_keys || v_tb_company_city;
  END IF;

  -- tb_person: city = tb_person.city
  IF v_tb_person_city IS NOT NULL THEN
    v_keys := v_keys || v_tb_person_city;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.city))) FROM unnest(v_keys) AS k (city)
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
    PERFORM tviews.refresh_tv_common_city(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_common_city, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_common_city() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_lonely_city, key (city, fk_owner).
CREATE FUNCTION tviews.activate_tv_lonely_city() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_lonely_city', 'public.v_lonely_city', 'city, fk_owner', $definition$
SELECT *
FROM (
SELECT c.city, c.fk_owner FROM tb_company c WHERE c.city IS NOT NULL
EXCEPT
SELECT p.city, p.pk_person FROM tb_person p
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_lonely_city') IS NULL THEN
  CREATE TABLE public.tv_lonely_city (LIKE public.v_lonely_city) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_lonely_city') THEN
    INSERT INTO public.tv_lonely_city SELECT * FROM public.v_lonely_city;
  END IF;
  PERFORM tviews.put_key('activate_tv_lonely_city', 'public.tv_lonely_city', 'UNIQUE NULLS NOT DISTINCT (city, fk_owner)');
  ANALYZE public.tv_lonely_city;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_lonely_city', 'public.tv_lonely_city', 'public.v_lonely_city', 'UNIQUE NULLS NOT DISTINCT (city, fk_owner)') THEN
  IF tviews.fill_now('activate_tv_lonely_city') THEN
    INSERT INTO public.tv_lonely_city SELECT * FROM public.v_lonely_city;
  END IF;
  PERFORM tviews.put_key('activate_tv_lonely_city', 'public.tv_lonely_city', 'UNIQUE NULLS NOT DISTINCT (city, fk_owner)');
END IF;

-- Makes the rows of public.tv_lonely_city with these keys equal to those of public.v_lonely_city, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_lonely_city(p_keys_1 text[], p_keys_2 integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone_1 text[];
  v_gone_2 integer[];
BEGIN
  -- In one pass: to look up a single key would compute as much of the view.
  WITH fresh AS MATERIALIZED (
    SELECT v.city, v.fk_owner
    FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (city, fk_owner)
    JOIN public.v_lonely_city AS v ON (v.city = k.city OR v.city IS NULL AND k.city IS NULL) AND (v.fk_owner = k.fk_owner OR v.fk_owner IS NULL AND k.fk_owner IS NULL)
  ), written AS (
    INSERT INTO public.tv_lonely_city AS t (city, fk_owner)
    SELECT * FROM fresh
    ON CONFLICT (city, fk_owner)
    DO NOTHING
  )
  SELECT array_agg(gone.city), array_agg(gone.fk_owner)
  INTO v_gone_1, v_gone_2
  FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.city, fresh.fk_owner FROM fresh) AS gone (city, fk_owner);

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_lonely_city AS t
    USING unnest(v_gone_1, v_gone_2) AS k (city, fk_owner)
    WHERE (t.city = k.city OR t.city IS NULL AND k.city IS NULL) AND (t.fk_owner = k.fk_owner OR t.fk_owner IS NULL AND k.fk_owner IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_lonely_city equal to those of public.v_lonely_city, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_lonely_city() RETURNS void
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
  DELETE FROM public.tv_lonely_city AS t
  USING (
    SELECT t.city, t.fk_owner FROM public.tv_lonely_city AS t
    EXCEPT
    SELECT v.city, v.fk_owner FROM public.v_lonely_city AS v
  ) AS k (city, fk_owner)
  WHERE (t.city = k.city OR t.city IS NULL AND k.city IS NULL) AND (t.fk_owner = k.fk_owner OR t.fk_owner IS NULL AND k.fk_owner IS NULL);

  INSERT INTO public.tv_lonely_city AS t (city, fk_owner)
  SELECT v.city, v.fk_owner
  FROM public.v_lonely_city AS v
  ON CONFLICT (city, fk_owner)
  DO NOTHING;
END
$function$;

-- Takes this transaction's entries for public.tv_lonely_city out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_lonely_city(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_c_city text[];
  v_c_fk_owner integer[];
  v_p_pk_person integer[];
  v_p_city text[];
  v_keys_1 text[];
  v_keys_2 integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_company c (city, fk_owner)'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'tb_company c (city, fk_owner)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_person p (pk_person, city)'),
    array_agg(value.c2::text) FILTER (WHERE taken.route = 'tb_person p (pk_person, city)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_c_city, v_c_fk_owner, v_p_pk_person, v_p_city, v_keys_1, v_keys_2
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_lonely_city');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_lonely_city();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_company c: city = c.city, fk_owner = c.fk_owner
  IF v_c_city IS NOT NULL THEN
    v_keys_1 := v_keys_1 || v_c_city;
    v_keys_2 := v_keys_2 || v_c_fk_owner;
  END IF;

  -- tb_person p: city = p.city, fk_owner = p.pk_person
  IF v_p_pk_person IS NOT NULL THEN
    v_keys_1 := v_keys_1 || v_p_city;
    v_keys_2 := v_keys_2 || v_p_pk_person;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.city, k.fk_owner))) FROM unnest(v_keys_1, v_keys_2) AS k (city, fk_owner)
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
    PERFORM tviews.refresh_tv_lonely_city(v_keys_1, v_keys_2);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_lonely_city, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_lonely_city() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_party, key (kind, id).
CREATE FUNCTION tviews.activate_tv_party() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_party', 'public.v_party', 'kind, id, name, city', $definition$
SELECT *
FROM (
SELECT 'person' AS kind, p.pk_person AS id, p.name, p.city FROM tb_person p
UNION ALL
SELECT 'company', c.pk_company, c.name || ' of ' || coalesce(o.name, 'nobody'), c.city
FROM tb_company c
LEFT JOIN tb_person o ON o.pk_person = c.fk_owner
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_party') IS NULL THEN
  CREATE TABLE public.tv_party (LIKE public.v_party) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_party') THEN
    INSERT INTO public.tv_party SELECT * FROM public.v_party;
  END IF;
  PERFORM tviews.put_key('activate_tv_party', 'public.tv_party', 'UNIQUE NULLS NOT DISTINCT (kind, id)');
  ANALYZE public.tv_party;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_party', 'public.tv_party', 'public.v_party', 'UNIQUE NULLS NOT DISTINCT (kind, id)') THEN
  IF tviews.fill_now('activate_tv_party') THEN
    INSERT INTO public.tv_party SELECT * FROM public.v_party;
  END IF;
  PERFORM tviews.put_key('activate_tv_party', 'public.tv_party', 'UNIQUE NULLS NOT DISTINCT (kind, id)');
END IF;

-- Makes the rows of public.tv_party with these keys equal to those of public.v_party, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_party(p_keys_1 text[], p_keys_2 integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone_1 text[];
  v_gone_2 integer[];
BEGIN
  IF cardinality(p_keys_1) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT DISTINCT ON (v.kind, v.id) v.kind, v.id, v.name, v.city
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (kind, id)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_party AS v
        WHERE (v.kind = k.kind OR v.kind IS NULL AND k.kind IS NULL) AND v.id = k.id
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_party AS t (kind, id, name, city)
      SELECT * FROM fresh
      ON CONFLICT (kind, id)
      DO UPDATE SET kind = excluded.kind, name = excluded.name, city = excluded.city
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.kind), array_agg(gone.id)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.kind, fresh.id FROM fresh) AS gone (kind, id);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT DISTINCT ON (v.kind, v.id) v.kind, v.id, v.name, v.city
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (kind, id)
      JOIN public.v_party AS v ON (v.kind = k.kind OR v.kind IS NULL AND k.kind IS NULL) AND v.id = k.id
    ), written AS (
      INSERT INTO public.tv_party AS t (kind, id, name, city)
      SELECT * FROM fresh
      ON CONFLICT (kind, id)
      DO UPDATE SET kind = excluded.kind, name = excluded.name, city = excluded.city
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.kind), array_agg(gone.id)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.kind, fresh.id FROM fresh) AS gone (kind, id);
  END IF;

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_party AS t
    USING unnest(v_gone_1, v_gone_2) AS k (kind, id)
    WHERE (t.kind = k.kind OR t.kind IS NULL AND k.kind IS NULL) AND t.id = k.id;
  END IF;
END
$function$;

-- Makes all rows of public.tv_party equal to those of public.v_party, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_party() RETURNS void
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
  DELETE FROM public.tv_party AS t
  USING (
    SELECT t.kind, t.id FROM public.tv_party AS t
    EXCEPT
    SELECT v.kind, v.id FROM public.v_party AS v
  ) AS k (kind, id)
  WHERE (t.kind = k.kind OR t.kind IS NULL AND k.kind IS NULL) AND t.id = k.id;

  INSERT INTO public.tv_party AS t (kind, id, name, city)
  SELECT v.kind, v.id, v.name, v.city
  FROM public.v_party AS v
  ON CONFLICT (kind, id)
  DO UPDATE SET kind = excluded.kind, name = excluded.name, city = excluded.city
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_party out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_party(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_c_pk_company integer[];
  v_p_pk_person integer[];
  v_o_pk_person integer[];
  v_keys_1 text[];
  v_keys_2 integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(3)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_company c (pk_company)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_person p (pk_person)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_person o (pk_person)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_c_pk_company, v_p_pk_person, v_o_pk_person, v_keys_1, v_keys_2
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(3, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(3), tviews.class_lock_id(4)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_party');
    IF p_notes THEN
      PERFORM tviews.note_rows(3, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(3, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_party();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_company (fk_owner)
  IF v_o_pk_person IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(3, hash_record(ROW (changed.pk_person)))
      FROM unnest(v_o_pk_person) AS changed (pk_person)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_company c: kind = CAST('company' AS text), id = c.pk_company
  IF v_c_pk_company IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(CAST('company' AS text)), v_keys_2 || array_agg(changed.pk_company)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_c_pk_company) AS changed (pk_company);
  END IF;

  -- tb_person p: kind = CAST('person' AS text), id = p.pk_person
  IF v_p_pk_person IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(CAST('person' AS text)), v_keys_2 || array_agg(changed.pk_person)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_p_pk_person) AS changed (pk_person);
  END IF;

  -- tb_person o: c.fk_owner = o.pk_person, kind = CAST('company' AS text), id = c.pk_company
  IF v_o_pk_person IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(CAST('company' AS text)), v_keys_2 || array_agg(c.pk_company)
    INTO v_keys_1, v_keys_2
    FROM public.tb_company AS c
    WHERE c.fk_owner = ANY (v_o_pk_person);
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(3, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(4, hash_record(ROW (k.id))) FROM unnest(v_keys_1, v_keys_2) AS k (kind, id)
  ), p_most - cardinality(v_held));
  IF pg_sequence_last_value('tviews.traced_since') IS NOT NULL THEN
    PERFORM tviews.leave_trace(v_held);
  END IF;
  IF cardinality(v_keys_1) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(3, ARRAY[v_keys_1::text[], v_keys_2::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_apart(3, ARRAY[v_keys_1::text[], v_keys_2::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_party(v_keys_1, v_keys_2);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_party, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_party() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT ARRAY[
  -- documents are fetched by their public id
  ARRAY[$definition$CREATE INDEX ON public.tv_party USING btree (id)$definition$, NULL, 'id']
]
$activate$;

-- public.tv_person, key (pk_person).
CREATE FUNCTION tviews.activate_tv_person() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_person', 'public.v_person', 'pk_person, name, neighbours', $definition$
SELECT *
FROM (
SELECT p.pk_person, p.name, ARRAY (
  (SELECT o.name FROM tb_person o WHERE o.city = p.city AND o.pk_person <> p.pk_person)
  UNION
  (SELECT c.name FROM tb_company c WHERE c.city = p.city ORDER BY c.name LIMIT 1)
  ORDER BY 1
  LIMIT 2
) AS neighbours
FROM tb_person p
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_person') IS NULL THEN
  CREATE TABLE public.tv_person (LIKE public.v_person) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_person') THEN
    INSERT INTO public.tv_person SELECT * FROM public.v_person;
  END IF;
  PERFORM tviews.put_key('activate_tv_person', 'public.tv_person', 'PRIMARY KEY (pk_person)');
  ANALYZE public.tv_person;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_person', 'public.tv_person', 'public.v_person', 'PRIMARY KEY (pk_person)') THEN
  IF tviews.fill_now('activate_tv_person') THEN
    INSERT INTO public.tv_person SELECT * FROM public.v_person;
  END IF;
  PERFORM tviews.put_key('activate_tv_person', 'public.tv_person', 'PRIMARY KEY (pk_person)');
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
      SELECT v.pk_person, v.name, v.neighbours
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_person)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_person AS v
        WHERE v.pk_person = k.pk_person
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_person AS t (pk_person, name, neighbours)
      SELECT * FROM fresh
      ON CONFLICT (pk_person)
      DO UPDATE SET name = excluded.name, neighbours = excluded.neighbours
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_person)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_person FROM fresh) AS gone (pk_person);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_person, v.name, v.neighbours
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_person)
      JOIN public.v_person AS v ON v.pk_person = k.pk_person
    ), written AS (
      INSERT INTO public.tv_person AS t (pk_person, name, neighbours)
      SELECT * FROM fresh
      ON CONFLICT (pk_person)
      DO UPDATE SET name = excluded.name, neighbours = excluded.neighbours
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_person)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_person FROM fresh) AS gone (pk_person);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_person AS t
    USING unnest(v_gone) AS k (pk_person)
    WHERE t.pk_person = k.pk_person;
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
    SELECT t.pk_person FROM public.tv_person AS t
    EXCEPT
    SELECT v.pk_person FROM public.v_person AS v
  ) AS k (pk_person)
  WHERE t.pk_person = k.pk_person;

  INSERT INTO public.tv_person AS t (pk_person, name, neighbours)
  SELECT v.pk_person, v.name, v.neighbours
  FROM public.v_person AS v
  ON CONFLICT (pk_person)
  DO UPDATE SET name = excluded.name, neighbours = excluded.neighbours
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
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_c_city text[];
  v_p_pk_person integer[];
  v_o_pk_person integer[];
  v_o_city text[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(4)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_company c (city)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_person p (pk_person)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_person o (pk_person, city)'),
    array_agg(value.c2::text) FILTER (WHERE taken.route = 'tb_person o (pk_person, city)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_c_city, v_p_pk_person, v_o_pk_person, v_o_city, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(4, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(5), tviews.class_lock_id(6)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_person');
    IF p_notes THEN
      PERFORM tviews.note_rows(4, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(4, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_person();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_person (city)
  IF v_c_city IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(5, hash_record(ROW (changed.city)))
      FROM unnest(v_c_city) AS changed (city)
    );
  END IF;
  IF v_o_pk_person IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(5, hash_record(ROW (changed.city)))
      FROM unnest(v_o_pk_person, v_o_city) AS changed (pk_person, city)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_company c: p.city = c.city, pk_person = p.pk_person
  IF v_c_city IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT p.pk_person
      FROM public.tb_person AS p
      WHERE p.city = ANY (v_c_city)
    );
  END IF;

  -- tb_person p: pk_person = p.pk_person
  IF v_p_pk_person IS NOT NULL THEN
    v_keys := v_keys || v_p_pk_person;
  END IF;

  -- tb_person o: p.city = o.city AND o.pk_person <> p.pk_person, pk_person = p.pk_person
  IF v_o_pk_person IS NOT NULL THEN
    IF cardinality(v_o_pk_person) > 1 THEN
      SELECT array_agg(changed.c1), array_agg(changed.c2)
      INTO v_o_pk_person, v_o_city
      FROM (SELECT DISTINCT * FROM unnest(v_o_pk_person, v_o_city) AS changed (c1, c2)) AS changed;
    END IF;
    v_keys := v_keys || ARRAY (
      SELECT p.pk_person
      FROM unnest(v_o_pk_person, v_o_city) AS changed (pk_person, city)
      JOIN public.tb_person AS p ON p.city = changed.city AND changed.pk_person <> p.pk_person
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(4, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(6, hash_record(ROW (k.pk_person))) FROM unnest(v_keys) AS k (pk_person)
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

-- The triggers of public.tb_company.
CREATE FUNCTION tviews.watch_tb_company() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_company puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_company() RETURNS trigger
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
      -- What tv_common_city reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.city FROM old_rows AS r),
      after_1 AS (SELECT r.city FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_lonely_city reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.city, r.fk_owner FROM old_rows AS r),
      after_2 AS (SELECT r.city, r.fk_owner FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      ),
      -- What tv_party reads of the rows before and after, and where that differs.
      before_3 AS (SELECT r.pk_company, r.name, r.city, r.fk_owner FROM old_rows AS r),
      after_3 AS (SELECT r.pk_company, r.name, r.city, r.fk_owner FROM new_rows AS r),
      changed_3 AS (
        (TABLE before_3 EXCEPT ALL TABLE after_3) UNION ALL (TABLE after_3 EXCEPT ALL TABLE before_3)
      ),
      -- What tv_person reads of the rows before and after, and where that differs.
      before_4 AS (SELECT r.name, r.city FROM old_rows AS r),
      after_4 AS (SELECT r.name, r.city FROM new_rows AS r),
      changed_4 AS (
        (TABLE before_4 EXCEPT ALL TABLE after_4) UNION ALL (TABLE after_4 EXCEPT ALL TABLE before_4)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_company (city)', array_agg(DISTINCT r.city)::text[],
        NULL::bigint[]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_company c (city, fk_owner)', ARRAY[array_agg(r.city)::text[], array_agg(r.fk_owner)::text[]],
        NULL::bigint[]
      FROM (SELECT DISTINCT r.city, r.fk_owner FROM changed_2 AS r WHERE r.city IS NOT NULL) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_company c (pk_company)', ARRAY[array_agg(DISTINCT r.pk_company)::text[]],
        array_agg(DISTINCT tviews.lock_id(3, hash_record(ROW (r.fk_owner))))
      FROM changed_3 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 4, 'tb_company c (city)', ARRAY[array_agg(DISTINCT r.city)::text[]],
        NULL::bigint[]
      FROM changed_4 AS r WHERE r.city IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_company (city)', array_agg(DISTINCT r.city)::text[],
        NULL::bigint[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_company c (city, fk_owner)', ARRAY[array_agg(r.city)::text[], array_agg(r.fk_owner)::text[]],
        NULL::bigint[]
      FROM (SELECT DISTINCT r.city, r.fk_owner FROM changed_rows AS r WHERE r.city IS NOT NULL) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_company c (pk_company)', ARRAY[array_agg(r.pk_company)::text[]],
        array_agg(DISTINCT tviews.lock_id(3, hash_record(ROW (r.fk_owner))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 4, 'tb_company c (city)', ARRAY[array_agg(DISTINCT r.city)::text[]],
        NULL::bigint[]
      FROM changed_rows AS r WHERE r.city IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_company', 'enqueue_tb_company', 'tviews_tb_company', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_person.
CREATE FUNCTION tviews.watch_tb_person() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_person puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_person() RETURNS trigger
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
      -- What tv_common_city reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.city FROM old_rows AS r),
      after_1 AS (SELECT r.city FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_lonely_city reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_person, r.city FROM old_rows AS r),
      after_2 AS (SELECT r.pk_person, r.city FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      ),
      -- What tv_party, tv_person reads of the rows before and after, and where that differs.
      before_3 AS (SELECT r.pk_person, r.name, r.city FROM old_rows AS r),
      after_3 AS (SELECT r.pk_person, r.name, r.city FROM new_rows AS r),
      changed_3 AS (
        (TABLE before_3 EXCEPT ALL TABLE after_3) UNION ALL (TABLE after_3 EXCEPT ALL TABLE before_3)
      ),
      -- What tv_party reads of the rows before and after, and where that differs.
      before_4 AS (SELECT r.pk_person, r.name FROM old_rows AS r),
      after_4 AS (SELECT r.pk_person, r.name FROM new_rows AS r),
      changed_4 AS (
        (TABLE before_4 EXCEPT ALL TABLE after_4) UNION ALL (TABLE after_4 EXCEPT ALL TABLE before_4)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_person (city)', array_agg(DISTINCT r.city)::text[],
        NULL::bigint[]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_person p (pk_person, city)', ARRAY[array_agg(r.pk_person)::text[], array_agg(r.city)::text[]],
        NULL::bigint[]
      FROM (SELECT DISTINCT r.pk_person, r.city FROM changed_2 AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_person p (pk_person)', ARRAY[array_agg(DISTINCT r.pk_person)::text[]],
        NULL::bigint[]
      FROM changed_3 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 4, 'tb_person p (pk_person)', ARRAY[array_agg(DISTINCT r.pk_person)::text[]],
        array_agg(DISTINCT tviews.lock_id(5, hash_record(ROW (r.city))))
      FROM changed_3 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 4, 'tb_person o (pk_person, city)', ARRAY[array_agg(r.pk_person)::text[], array_agg(r.city)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_person, r.city, tviews.lock_id(5, hash_record(ROW (r.city))) AS lock_1 FROM changed_3 AS r WHERE r.city IS NOT NULL) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_person o (pk_person)', ARRAY[array_agg(DISTINCT r.pk_person)::text[]],
        NULL::bigint[]
      FROM changed_4 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_person (city)', array_agg(DISTINCT r.city)::text[],
        NULL::bigint[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_person p (pk_person, city)', ARRAY[array_agg(r.pk_person)::text[], array_agg(r.city)::text[]],
        NULL::bigint[]
      FROM (SELECT DISTINCT r.pk_person, r.city FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_person p (pk_person)', ARRAY[array_agg(r.pk_person)::text[]],
        NULL::bigint[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_person o (pk_person)', ARRAY[array_agg(r.pk_person)::text[]],
        NULL::bigint[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 4, 'tb_person p (pk_person)', ARRAY[array_agg(r.pk_person)::text[]],
        array_agg(DISTINCT tviews.lock_id(5, hash_record(ROW (r.city))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 4, 'tb_person o (pk_person, city)', ARRAY[array_agg(r.pk_person)::text[], array_agg(r.city)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_person, r.city, tviews.lock_id(5, hash_record(ROW (r.city))) AS lock_1 FROM changed_rows AS r WHERE r.city IS NOT NULL) AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_person', 'enqueue_tb_person', 'tviews_tb_person', true);
RETURN false;
END
$activate$;
