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
    (1, 'public.tv_owner', 'public.v_owner', false, ARRAY['pk_owner'], 'r.pk_owner = k.pk_owner',
      'jsonb_build_object(''pk_owner'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_owner(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_owner', 'public.tb_pet']::text[], 'activate_tv_owner', 'equip_tv_owner', ARRAY['drain_tv_owner', 'refresh_tv_owner', 'rebuild_tv_owner'], 'drain_tv_owner',
      false, false, 1000),
    (2, 'public.tv_pair', 'public.v_pair', false, ARRAY['pk_owner', 'pk_pet'], 'r.pk_owner = k.pk_owner AND r.pk_pet = k.pk_pet',
      'jsonb_build_object(''pk_owner'', CAST($1[1][n] AS integer), ''pk_pet'', CAST($1[2][n] AS integer))', 'tviews.refresh_tv_pair(ARRAY(SELECT unnest($1[1:1]))::integer[], ARRAY(SELECT unnest($1[2:2]))::integer[])',
      ARRAY['public.tb_owner', 'public.tb_pet']::text[], 'activate_tv_pair', 'equip_tv_pair', ARRAY['drain_tv_pair', 'refresh_tv_pair', 'rebuild_tv_pair'], 'drain_tv_pair',
      false, false, 1000),
    (3, 'public.tv_pet', 'public.v_pet', false, ARRAY['pk_pet'], 'r.pk_pet = k.pk_pet',
      'jsonb_build_object(''pk_pet'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_pet(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_owner', 'public.tb_pet']::text[], 'activate_tv_pet', 'equip_tv_pet', ARRAY['drain_tv_pet', 'refresh_tv_pet', 'rebuild_tv_pet'], 'drain_tv_pet',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_owner', ARRAY['name', 'phone', 'pk_owner']::text[], ARRAY['text', 'text', 'integer']::text[], 'tviews_tb_owner', 'enqueue_tb_owner', NULL, true, 'watch_tb_owner'),
    ('public.tb_pet', ARRAY['born', 'fk_owner', 'name', 'pk_pet', 'weight']::text[], ARRAY['date', 'integer', 'text', 'integer', 'numeric']::text[], 'tviews_tb_pet', 'enqueue_tb_pet', NULL, true, 'watch_tb_pet')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_owner', 'public.tb_owner', ARRAY['o']::text[], ARRAY['pk_owner', 'name', 'phone']::text[], true,
      'own-key', 1, ARRAY[]::text[], 'pk_owner = o.pk_owner'),
    ('public.tv_owner', 'public.tb_pet', ARRAY['p']::text[], ARRAY['pk_pet', 'fk_owner', 'name', 'born', 'weight']::text[], true,
      'own-key', 1, ARRAY[]::text[], 'pk_owner = p.fk_owner'),
    ('public.tv_pair', 'public.tb_owner', ARRAY['o']::text[], ARRAY['pk_owner', 'name']::text[], false,
      'mapped', 1, ARRAY['public.tb_pet']::text[], 'p.fk_owner = o.pk_owner, pk_owner = o.pk_owner, pk_pet = p.pk_pet'),
    ('public.tv_pair', 'public.tb_pet', ARRAY['p']::text[], ARRAY['pk_pet', 'fk_owner', 'name', 'born', 'weight']::text[], true,
      'own-key', 1, ARRAY[]::text[], 'pk_owner = p.fk_owner, pk_pet = p.pk_pet'),
    ('public.tv_pet', 'public.tb_owner', ARRAY['o']::text[], ARRAY['pk_owner', 'name']::text[], false,
      'mapped', 1, ARRAY['public.tb_pet']::text[], 'p.fk_owner = o.pk_owner, pk_pet = p.pk_pet'),
    ('public.tv_pet', 'public.tb_pet', ARRAY['p']::text[], ARRAY['pk_pet', 'fk_owner', 'name', 'born', 'weight']::text[], true,
      'own-key', 1, ARRAY[]::text[], 'pk_pet = p.pk_pet')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_owner', 'public.tb_owner', 'btree', ARRAY['pk_owner'], false, 'CREATE INDEX tb_owner_pk_owner_idx ON public.tb_owner (pk_owner);'),
    (2, 'public.tv_owner', 'public.tb_pet', 'btree', ARRAY['fk_owner'], false, 'CREATE INDEX tb_pet_fk_owner_idx ON public.tb_pet (fk_owner);'),
    (3, 'public.tv_pair', 'public.tb_owner', 'btree', ARRAY['pk_owner'], false, 'CREATE INDEX tb_owner_pk_owner_idx ON public.tb_owner (pk_owner);'),
    (4, 'public.tv_pair', 'public.tb_pet', 'btree', ARRAY['fk_owner'], false, 'CREATE INDEX tb_pet_fk_owner_idx ON public.tb_pet (fk_owner);'),
    (5, 'public.tv_pair', 'public.tb_pet', 'btree', ARRAY['fk_owner', 'pk_pet'], false, 'CREATE INDEX tb_pet_fk_owner_pk_pet_idx ON public.tb_pet (fk_owner, pk_pet);'),
    (6, 'public.tv_pet', 'public.tb_owner', 'btree', ARRAY['pk_owner'], false, 'CREATE INDEX tb_owner_pk_owner_idx ON public.tb_owner (pk_owner);'),
    (7, 'public.tv_pet', 'public.tb_pet', 'btree', ARRAY['fk_owner'], false, 'CREATE INDEX tb_pet_fk_owner_idx ON public.tb_pet (fk_owner);'),
    (8, 'public.tv_pet', 'public.tb_pet', 'btree', ARRAY['pk_pet'], false, 'CREATE INDEX tb_pet_pk_pet_idx ON public.tb_pet (pk_pet);')
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
    ('public.tb_owner', 'not-null', ARRAY['pk_owner']),
    ('public.tb_owner', 'unique', ARRAY['pk_owner']),
    ('public.tb_pet', 'not-null', ARRAY['pk_pet']),
    ('public.tb_pet', 'unique', ARRAY['pk_pet'])
$function$;

-- public.tv_owner, key (pk_owner).
CREATE FUNCTION tviews.activate_tv_owner() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_owner', 'public.v_owner', 'pk_owner, person, public, pets, pet_count', $definition$
SELECT *
FROM (
SELECT o.pk_owner, o AS person, to_jsonb(o) - 'phone' AS public,
       (SELECT jsonb_agg(to_jsonb(p.*) ORDER BY p.pk_pet) FROM tb_pet p WHERE p.fk_owner = o.pk_owner) AS pets,
       (SELECT count(p) FROM tb_pet p WHERE p.fk_owner = o.pk_owner) AS pet_count
FROM tb_owner o
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_owner') IS NULL THEN
  CREATE TABLE public.tv_owner (LIKE public.v_owner) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_owner') THEN
    INSERT INTO public.tv_owner SELECT * FROM public.v_owner;
  END IF;
  PERFORM tviews.put_key('activate_tv_owner', 'public.tv_owner', 'PRIMARY KEY (pk_owner)');
  ANALYZE public.tv_owner;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_owner', 'public.tv_owner', 'public.v_owner', 'PRIMARY KEY (pk_owner)') THEN
  IF tviews.fill_now('activate_tv_owner') THEN
    INSERT INTO public.tv_owner SELECT * FROM public.v_owner;
  END IF;
  PERFORM tviews.put_key('activate_tv_owner', 'public.tv_owner', 'PRIMARY KEY (pk_owner)');
END IF;

-- Makes the rows of public.tv_owner with these keys equal to those of public.v_owner, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_owner(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_owner, v.person, v.public, v.pets, v.pet_count
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_owner)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_owner AS v
        WHERE v.pk_owner = k.pk_owner
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_owner AS t (pk_owner, person, public, pets, pet_count)
      SELECT * FROM fresh
      ON CONFLICT (pk_owner)
      DO UPDATE SET person = excluded.person, public = excluded.public, pets = excluded.pets, pet_count = excluded.pet_count
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_owner)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_owner FROM fresh) AS gone (pk_owner);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_owner, v.person, v.public, v.pets, v.pet_count
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_owner)
      JOIN public.v_owner AS v ON v.pk_owner = k.pk_owner
    ), written AS (
      INSERT INTO public.tv_owner AS t (pk_owner, person, public, pets, pet_count)
      SELECT * FROM fresh
      ON CONFLICT (pk_owner)
      DO UPDATE SET person = excluded.person, public = excluded.public, pets = excluded.pets, pet_count = excluded.pet_count
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_owner)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_owner FROM fresh) AS gone (pk_owner);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_owner AS t
    USING unnest(v_gone) AS k (pk_owner)
    WHERE t.pk_owner = k.pk_owner;
  END IF;
END
$function$;

-- Makes all rows of public.tv_owner equal to those of public.v_owner, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_owner() RETURNS void
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
  DELETE FROM public.tv_owner AS t
  USING (
    SELECT t.pk_owner FROM public.tv_owner AS t
    EXCEPT
    SELECT v.pk_owner FROM public.v_owner AS v
  ) AS k (pk_owner)
  WHERE t.pk_owner = k.pk_owner;

  INSERT INTO public.tv_owner AS t (pk_owner, person, public, pets, pet_count)
  SELECT v.pk_owner, v.person, v.public, v.pets, v.pet_count
  FROM public.v_owner AS v
  ON CONFLICT (pk_owner)
  DO UPDATE SET person = excluded.person, public = excluded.public, pets = excluded.pets, pet_count = excluded.pet_count
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_owner out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_owner(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_o_pk_owner integer[];
  v_p_fk_owner integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_owner o (pk_owner)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_pet p (fk_owner)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_o_pk_owner, v_p_fk_owner, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_owner');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_owner();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_owner o: pk_owner = o.pk_owner
  IF v_o_pk_owner IS NOT NULL THEN
    v_keys := v_keys || v_o_pk_owner;
  END IF;

  -- tb_pet p: pk_owner = p.fk_owner
  IF v_p_fk_owner IS NOT NULL THEN
    v_keys := v_keys || v_p_fk_owner;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.pk_owner))) FROM unnest(v_keys) AS k (pk_owner)
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
    PERFORM tviews.refresh_tv_owner(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_owner, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_owner() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_pair, key (pk_owner, pk_pet).
CREATE FUNCTION tviews.activate_tv_pair() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_pair', 'public.v_pair', 'pk_owner, name, pk_pet, pet', $definition$
SELECT *
FROM (
SELECT *
FROM (SELECT o.pk_owner, o.name FROM tb_owner o) AS x
JOIN LATERAL (SELECT p.pk_pet, row_to_json(p) AS pet FROM tb_pet p WHERE p.fk_owner = x.pk_owner) AS y ON true
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_pair') IS NULL THEN
  CREATE TABLE public.tv_pair (LIKE public.v_pair) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_pair') THEN
    INSERT INTO public.tv_pair SELECT * FROM public.v_pair;
  END IF;
  PERFORM tviews.put_key('activate_tv_pair', 'public.tv_pair', 'PRIMARY KEY (pk_owner, pk_pet)');
  ANALYZE public.tv_pair;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_pair', 'public.tv_pair', 'public.v_pair', 'PRIMARY KEY (pk_owner, pk_pet)') THEN
  IF tviews.fill_now('activate_tv_pair') THEN
    INSERT INTO public.tv_pair SELECT * FROM public.v_pair;
  END IF;
  PERFORM tviews.put_key('activate_tv_pair', 'public.tv_pair', 'PRIMARY KEY (pk_owner, pk_pet)');
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
      SELECT v.pk_owner, v.name, v.pk_pet, v.pet
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_owner, pk_pet)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_pair AS v
        WHERE v.pk_owner = k.pk_owner AND v.pk_pet = k.pk_pet
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_pair AS t (pk_owner, name, pk_pet, pet)
      SELECT * FROM fresh
      ON CONFLICT (pk_owner, pk_pet)
      DO UPDATE SET name = excluded.name, pet = excluded.pet
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_owner), array_agg(gone.pk_pet)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_owner, fresh.pk_pet FROM fresh) AS gone (pk_owner, pk_pet);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_owner, v.name, v.pk_pet, v.pet
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_owner, pk_pet)
      JOIN public.v_pair AS v ON v.pk_owner = k.pk_owner AND v.pk_pet = k.pk_pet
    ), written AS (
      INSERT INTO public.tv_pair AS t (pk_owner, name, pk_pet, pet)
      SELECT * FROM fresh
      ON CONFLICT (pk_owner, pk_pet)
      DO UPDATE SET name = excluded.name, pet = excluded.pet
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_owner), array_agg(gone.pk_pet)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_owner, fresh.pk_pet FROM fresh) AS gone (pk_owner, pk_pet);
  END IF;

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_pair AS t
    USING unnest(v_gone_1, v_gone_2) AS k (pk_owner, pk_pet)
    WHERE t.pk_owner = k.pk_owner AND t.pk_pet = k.pk_pet;
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
    SELECT t.pk_owner, t.pk_pet FROM public.tv_pair AS t
    EXCEPT
    SELECT v.pk_owner, v.pk_pet FROM public.v_pair AS v
  ) AS k (pk_owner, pk_pet)
  WHERE t.pk_owner = k.pk_owner AND t.pk_pet = k.pk_pet;

  INSERT INTO public.tv_pair AS t (pk_owner, name, pk_pet, pet)
  SELECT v.pk_owner, v.name, v.pk_pet, v.pet
  FROM public.v_pair AS v
  ON CONFLICT (pk_owner, pk_pet)
  DO UPDATE SET name = excluded.name, pet = excluded.pet
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
  v_o_pk_owner integer[];
  v_p_pk_pet integer[];
  v_p_fk_owner integer[];
  v_keys_1 integer[];
  v_keys_2 integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_owner o (pk_owner)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_pet p (pk_pet, fk_owner)'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'tb_pet p (pk_pet, fk_owner)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_o_pk_owner, v_p_pk_pet, v_p_fk_owner, v_keys_1, v_keys_2
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(2), tviews.class_lock_id(3)], p_most);
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

  -- Looked up below, and changed by this transaction: public.tb_pet (fk_owner)
  IF v_o_pk_owner IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(2, hash_record(ROW (changed.pk_owner)))
      FROM unnest(v_o_pk_owner) AS changed (pk_owner)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_owner o: p.fk_owner = o.pk_owner, pk_owner = o.pk_owner, pk_pet = p.pk_pet
  IF v_o_pk_owner IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(changed.pk_owner), v_keys_2 || array_agg(p.pk_pet)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_o_pk_owner) AS changed (pk_owner)
    JOIN public.tb_pet AS p ON p.fk_owner = changed.pk_owner;
  END IF;

  -- tb_pet p: pk_owner = p.fk_owner, pk_pet = p.pk_pet
  IF v_p_pk_pet IS NOT NULL THEN
    v_keys_1 := v_keys_1 || v_p_fk_owner;
    v_keys_2 := v_keys_2 || v_p_pk_pet;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(3, hash_record(ROW (k.pk_owner, k.pk_pet))) FROM unnest(v_keys_1, v_keys_2) AS k (pk_owner, pk_pet)
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
SELECT '{}'::text[]
$activate$;

-- public.tv_pet, key (pk_pet).
CREATE FUNCTION tviews.activate_tv_pet() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_pet', 'public.v_pet', 'pk_pet, fk_owner, name, born, weight, data, owner', $definition$
SELECT *
FROM (
SELECT p.*, to_jsonb(p) AS data, o.name AS owner
FROM tb_pet p LEFT JOIN tb_owner o ON o.pk_owner = p.fk_owner
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_pet') IS NULL THEN
  CREATE TABLE public.tv_pet (LIKE public.v_pet) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_pet') THEN
    INSERT INTO public.tv_pet SELECT * FROM public.v_pet;
  END IF;
  PERFORM tviews.put_key('activate_tv_pet', 'public.tv_pet', 'PRIMARY KEY (pk_pet)');
  ANALYZE public.tv_pet;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_pet', 'public.tv_pet', 'public.v_pet', 'PRIMARY KEY (pk_pet)') THEN
  IF tviews.fill_now('activate_tv_pet') THEN
    INSERT INTO public.tv_pet SELECT * FROM public.v_pet;
  END IF;
  PERFORM tviews.put_key('activate_tv_pet', 'public.tv_pet', 'PRIMARY KEY (pk_pet)');
END IF;

-- Makes the rows of public.tv_pet with these keys equal to those of public.v_pet, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_pet(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_pet, v.fk_owner, v.name, v.born, v.weight, v.data, v.owner
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_pet)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_pet AS v
        WHERE v.pk_pet = k.pk_pet
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_pet AS t (pk_pet, fk_owner, name, born, weight, data, owner)
      SELECT * FROM fresh
      ON CONFLICT (pk_pet)
      DO UPDATE SET fk_owner = excluded.fk_owner, name = excluded.name, born = excluded.born, weight = excluded.weight, data = excluded.data, owner = excluded.owner
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_pet)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_pet FROM fresh) AS gone (pk_pet);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_pet, v.fk_owner, v.name, v.born, v.weight, v.data, v.owner
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_pet)
      JOIN public.v_pet AS v ON v.pk_pet = k.pk_pet
    ), written AS (
      INSERT INTO public.tv_pet AS t (pk_pet, fk_owner, name, born, weight, data, owner)
      SELECT * FROM fresh
      ON CONFLICT (pk_pet)
      DO UPDATE SET fk_owner = excluded.fk_owner, name = excluded.name, born = excluded.born, weight = excluded.weight, data = excluded.data, owner = excluded.owner
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_pet)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_pet FROM fresh) AS gone (pk_pet);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_pet AS t
    USING unnest(v_gone) AS k (pk_pet)
    WHERE t.pk_pet = k.pk_pet;
  END IF;
END
$function$;

-- Makes all rows of public.tv_pet equal to those of public.v_pet, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_pet() RETURNS void
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
  DELETE FROM public.tv_pet AS t
  USING (
    SELECT t.pk_pet FROM public.tv_pet AS t
    EXCEPT
    SELECT v.pk_pet FROM public.v_pet AS v
  ) AS k (pk_pet)
  WHERE t.pk_pet = k.pk_pet;

  INSERT INTO public.tv_pet AS t (pk_pet, fk_owner, name, born, weight, data, owner)
  SELECT v.pk_pet, v.fk_owner, v.name, v.born, v.weight, v.data, v.owner
  FROM public.v_pet AS v
  ON CONFLICT (pk_pet)
  DO UPDATE SET fk_owner = excluded.fk_owner, name = excluded.name, born = excluded.born, weight = excluded.weight, data = excluded.data, owner = excluded.owner
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_pet out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_pet(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_o_pk_owner integer[];
  v_p_pk_pet integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(3)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_owner o (pk_owner)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_pet p (pk_pet)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_o_pk_owner, v_p_pk_pet, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(3, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(4), tviews.class_lock_id(5)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_pet');
    IF p_notes THEN
      PERFORM tviews.note_rows(3, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(3, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_pet();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_pet (fk_owner)
  IF v_o_pk_owner IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(4, hash_record(ROW (changed.pk_owner)))
      FROM unnest(v_o_pk_owner) AS changed (pk_owner)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_owner o: p.fk_owner = o.pk_owner, pk_pet = p.pk_pet
  IF v_o_pk_owner IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT p.pk_pet
      FROM public.tb_pet AS p
      WHERE p.fk_owner = ANY (v_o_pk_owner)
    );
  END IF;

  -- tb_pet p: pk_pet = p.pk_pet
  IF v_p_pk_pet IS NOT NULL THEN
    v_keys := v_keys || v_p_pk_pet;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(3, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(5, hash_record(ROW (k.pk_pet))) FROM unnest(v_keys) AS k (pk_pet)
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
    PERFORM tviews.refresh_tv_pet(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_pet, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_pet() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_owner.
CREATE FUNCTION tviews.watch_tb_owner() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_owner puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_owner() RETURNS trigger
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
      -- What tv_owner reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_owner, r::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after_1 AS (SELECT r.pk_owner, r::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_pair, tv_pet reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_owner, r.name FROM old_rows AS r),
      after_2 AS (SELECT r.pk_owner, r.name FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_owner o (pk_owner)', array_agg(DISTINCT r.pk_owner)::text[]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_owner o (pk_owner)', ARRAY[array_agg(DISTINCT r.pk_owner)::text[]]
      FROM changed_2 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_owner o (pk_owner)', array_agg(DISTINCT r.pk_owner)::text[]
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_owner o (pk_owner)', array_agg(r.pk_owner)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_owner o (pk_owner)', ARRAY[array_agg(r.pk_owner)::text[]]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_owner o (pk_owner)', array_agg(r.pk_owner)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_owner', 'enqueue_tb_owner', 'tviews_tb_owner', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_pet.
CREATE FUNCTION tviews.watch_tb_pet() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_pet puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_pet() RETURNS trigger
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
      -- What tv_owner, tv_pair, tv_pet reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_pet, r.fk_owner, r::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after AS (SELECT r.pk_pet, r.fk_owner, r::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_pet p (fk_owner)', array_agg(DISTINCT r.fk_owner)::text[],
        NULL::bigint[]
      FROM changed AS r WHERE r.fk_owner IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_pet p (pk_pet, fk_owner)', ARRAY[array_agg(r.pk_pet)::text[], array_agg(r.fk_owner)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_pet, r.fk_owner, tviews.lock_id(2, hash_record(ROW (r.fk_owner))) AS lock_1 FROM changed AS r WHERE r.fk_owner IS NOT NULL) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_pet p (pk_pet)', array_agg(DISTINCT r.pk_pet)::text[],
        array_agg(DISTINCT tviews.lock_id(4, hash_record(ROW (r.fk_owner))))
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_pet p (fk_owner)', array_agg(DISTINCT r.fk_owner)::text[],
        NULL::bigint[]
      FROM changed_rows AS r WHERE r.fk_owner IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_pet p (pk_pet, fk_owner)', ARRAY[array_agg(r.pk_pet)::text[], array_agg(r.fk_owner)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_pet, r.fk_owner, tviews.lock_id(2, hash_record(ROW (r.fk_owner))) AS lock_1 FROM changed_rows AS r WHERE r.fk_owner IS NOT NULL) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_pet p (pk_pet)', array_agg(r.pk_pet)::text[],
        array_agg(DISTINCT tviews.lock_id(4, hash_record(ROW (r.fk_owner))))
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_pet', 'enqueue_tb_pet', 'tviews_tb_pet', true);
RETURN false;
END
$activate$;
