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
    (1, 'public.tv_street', 'public.v_street', false, ARRAY['pk_street'], 'r.pk_street = k.pk_street',
      'jsonb_build_object(''pk_street'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_street(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_city', 'public.tb_street']::text[], 'activate_tv_street', 'equip_tv_street', ARRAY['drain_tv_street', 'refresh_tv_street', 'rebuild_tv_street'], 'drain_tv_street',
      false, false, 1000),
    (2, 'public.tv_city', 'public.v_city', false, ARRAY['pk_city'], 'r.pk_city = k.pk_city',
      'jsonb_build_object(''pk_city'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_city(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_city', 'public.tv_street']::text[], 'activate_tv_city', 'equip_tv_city', ARRAY['drain_tv_city', 'refresh_tv_city', 'rebuild_tv_city'], 'drain_tv_city',
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
    ('public.tb_street', ARRAY['fk_city', 'name', 'pk_street']::text[], ARRAY['integer', 'text', 'integer']::text[], 'tviews_tb_street', 'enqueue_tb_street', NULL, true, 'watch_tb_street'),
    ('public.tv_street', ARRAY['address', 'fk_city', 'pk_street']::text[], ARRAY['text', 'integer', 'integer']::text[], 'tviews_tv_street', 'enqueue_tv_street', NULL, true, 'watch_tv_street')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_street', 'public.tb_city', ARRAY['c']::text[], ARRAY['pk_city', 'name']::text[], false,
      'mapped', 1, ARRAY['public.tb_street']::text[], 's.fk_city = c.pk_city, pk_street = s.pk_street'),
    ('public.tv_street', 'public.tb_street', ARRAY['s']::text[], ARRAY['pk_street', 'fk_city', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_street = s.pk_street'),
    ('public.tv_city', 'public.tb_city', ARRAY['c']::text[], ARRAY['pk_city']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_city = c.pk_city'),
    ('public.tv_city', 'public.tv_street', ARRAY['s']::text[], ARRAY['pk_street', 'fk_city', 'address']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_city = s.fk_city')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_street', 'public.tb_city', 'btree', ARRAY['pk_city'], false, 'CREATE INDEX tb_city_pk_city_idx ON public.tb_city (pk_city);'),
    (2, 'public.tv_street', 'public.tb_street', 'btree', ARRAY['fk_city'], false, 'CREATE INDEX tb_street_fk_city_idx ON public.tb_street (fk_city);'),
    (3, 'public.tv_street', 'public.tb_street', 'btree', ARRAY['pk_street'], false, 'CREATE INDEX tb_street_pk_street_idx ON public.tb_street (pk_street);'),
    (4, 'public.tv_city', 'public.tb_city', 'btree', ARRAY['pk_city'], false, 'CREATE INDEX tb_city_pk_city_idx ON public.tb_city (pk_city);')
$function$;

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_city', 'not-null', ARRAY['pk_city']),
    ('public.tb_city', 'unique', ARRAY['pk_city']),
    ('public.tb_street', 'not-null', ARRAY['pk_street']),
    ('public.tb_street', 'not-null', ARRAY['fk_city']),
    ('public.tb_street', 'unique', ARRAY['pk_street'])
$function$;

-- public.tv_street, key (pk_street).
CREATE FUNCTION tviews.activate_tv_street() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_street', 'public.v_street', 'pk_street, fk_city, address', $definition$
SELECT *
FROM (
SELECT s.pk_street, s.fk_city, s.name || ', ' || c.name AS address
FROM tb_street s JOIN tb_city c ON c.pk_city = s.fk_city
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_street') IS NULL THEN
  CREATE TABLE public.tv_street (LIKE public.v_street) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_street') THEN
    INSERT INTO public.tv_street SELECT * FROM public.v_street;
  END IF;
  PERFORM tviews.put_key('activate_tv_street', 'public.tv_street', 'PRIMARY KEY (pk_street)');
  ANALYZE public.tv_street;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_street', 'public.tv_street', 'public.v_street', 'PRIMARY KEY (pk_street)') THEN
  IF tviews.fill_now('activate_tv_street') THEN
    INSERT INTO public.tv_street SELECT * FROM public.v_street;
  END IF;
  PERFORM tviews.put_key('activate_tv_street', 'public.tv_street', 'PRIMARY KEY (pk_street)');
END IF;

-- Makes the rows of public.tv_street with these keys equal to those of public.v_street, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_street(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_street, v.fk_city, v.address
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_street)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_street AS v
        WHERE v.pk_street = k.pk_street
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_street AS t (pk_street, fk_city, address)
      SELECT * FROM fresh
      ON CONFLICT (pk_street)
      DO UPDATE SET fk_city = excluded.fk_city, address = excluded.address
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_street)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_street FROM fresh) AS gone (pk_street);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_street, v.fk_city, v.address
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_street)
      JOIN public.v_street AS v ON v.pk_street = k.pk_street
    ), written AS (
      INSERT INTO public.tv_street AS t (pk_street, fk_city, address)
      SELECT * FROM fresh
      ON CONFLICT (pk_street)
      DO UPDATE SET fk_city = excluded.fk_city, address = excluded.address
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_street)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_street FROM fresh) AS gone (pk_street);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_street AS t
    USING unnest(v_gone) AS k (pk_street)
    WHERE t.pk_street = k.pk_street;
  END IF;
END
$function$;

-- Makes all rows of public.tv_street equal to those of public.v_street, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_street() RETURNS void
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
  DELETE FROM public.tv_street AS t
  USING (
    SELECT t.pk_street FROM public.tv_street AS t
    EXCEPT
    SELECT v.pk_street FROM public.v_street AS v
  ) AS k (pk_street)
  WHERE t.pk_street = k.pk_street;

  INSERT INTO public.tv_street AS t (pk_street, fk_city, address)
  SELECT v.pk_street, v.fk_city, v.address
  FROM public.v_street AS v
  ON CONFLICT (pk_street)
  DO UPDATE SET fk_city = excluded.fk_city, address = excluded.address
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_street out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_street(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
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
  v_s_pk_street integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_city c (pk_city)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_street s (pk_street)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_c_pk_city, v_s_pk_street, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_street');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_street();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_street (fk_city)
  IF v_c_pk_city IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.pk_city)))
      FROM unnest(v_c_pk_city) AS changed (pk_city)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_city c: s.fk_city = c.pk_city, pk_street = s.pk_street
  IF v_c_pk_city IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT s.pk_street
      FROM public.tb_street AS s
      WHERE s.fk_city = ANY (v_c_pk_city)
    );
  END IF;

  -- tb_street s: pk_street = s.pk_street
  IF v_s_pk_street IS NOT NULL THEN
    v_keys := v_keys || v_s_pk_street;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.pk_street))) FROM unnest(v_keys) AS k (pk_street)
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
    PERFORM tviews.refresh_tv_street(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_street, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_street() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT ARRAY[
  -- tv_city looks rows up by it
  ARRAY[$definition$CREATE INDEX ON public.tv_street USING btree (fk_city)$definition$, NULL, 'fk_city']
]
$activate$;

-- public.tv_city, key (pk_city).
CREATE FUNCTION tviews.activate_tv_city() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_city', 'public.v_city', 'pk_city, addresses', $definition$
SELECT *
FROM (
SELECT c.pk_city, (SELECT array_agg(s.address ORDER BY s.pk_street) FROM tv_street s WHERE s.fk_city = c.pk_city) AS addresses
FROM tb_city c
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_city') IS NULL THEN
  CREATE TABLE public.tv_city (LIKE public.v_city) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_city') THEN
    INSERT INTO public.tv_city SELECT * FROM public.v_city;
  END IF;
  PERFORM tviews.put_key('activate_tv_city', 'public.tv_city', 'PRIMARY KEY (pk_city)');
  ANALYZE public.tv_city;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_city', 'public.tv_city', 'public.v_city', 'PRIMARY KEY (pk_city)') THEN
  IF tviews.fill_now('activate_tv_city') THEN
    INSERT INTO public.tv_city SELECT * FROM public.v_city;
  END IF;
  PERFORM tviews.put_key('activate_tv_city', 'public.tv_city', 'PRIMARY KEY (pk_city)');
END IF;

-- Makes the rows of public.tv_city with these keys equal to those of public.v_city, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_city(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_city, v.addresses
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_city)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_city AS v
        WHERE v.pk_city = k.pk_city
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_city AS t (pk_city, addresses)
      SELECT * FROM fresh
      ON CONFLICT (pk_city)
      DO UPDATE SET addresses = excluded.addresses
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_city)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_city FROM fresh) AS gone (pk_city);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_city, v.addresses
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_city)
      JOIN public.v_city AS v ON v.pk_city = k.pk_city
    ), written AS (
      INSERT INTO public.tv_city AS t (pk_city, addresses)
      SELECT * FROM fresh
      ON CONFLICT (pk_city)
      DO UPDATE SET addresses = excluded.addresses
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_city)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_city FROM fresh) AS gone (pk_city);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_city AS t
    USING unnest(v_gone) AS k (pk_city)
    WHERE t.pk_city = k.pk_city;
  END IF;
END
$function$;

-- Makes all rows of public.tv_city equal to those of public.v_city, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_city() RETURNS void
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
  DELETE FROM public.tv_city AS t
  USING (
    SELECT t.pk_city FROM public.tv_city AS t
    EXCEPT
    SELECT v.pk_city FROM public.v_city AS v
  ) AS k (pk_city)
  WHERE t.pk_city = k.pk_city;

  INSERT INTO public.tv_city AS t (pk_city, addresses)
  SELECT v.pk_city, v.addresses
  FROM public.v_city AS v
  ON CONFLICT (pk_city)
  DO UPDATE SET addresses = excluded.addresses
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_city out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_city(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_c_pk_city integer[];
  v_s_fk_city integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_city c (pk_city)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tv_street s (fk_city)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_c_pk_city, v_s_fk_city, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(3)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_city');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_city();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_city c: pk_city = c.pk_city
  IF v_c_pk_city IS NOT NULL THEN
    v_keys := v_keys || v_c_pk_city;
  END IF;

  -- tv_street s: pk_city = s.fk_city
  IF v_s_fk_city IS NOT NULL THEN
    v_keys := v_keys || v_s_fk_city;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(3, hash_record(ROW (k.pk_city))) FROM unnest(v_keys) AS k (pk_city)
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
    PERFORM tviews.refresh_tv_city(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_city, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_city() RETURNS text[]
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
      -- What tv_street reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_city, r.name FROM old_rows AS r),
      after_1 AS (SELECT r.pk_city, r.name FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_city reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_city FROM old_rows AS r),
      after_2 AS (SELECT r.pk_city FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_city c (pk_city)', array_agg(DISTINCT r.pk_city)::text[]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_city c (pk_city)', array_agg(DISTINCT r.pk_city)::text[]
      FROM changed_2 AS r
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

-- The triggers of public.tb_street.
CREATE FUNCTION tviews.watch_tb_street() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_street puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_street() RETURNS trigger
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
      -- What tv_street reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_street, r.fk_city, r.name FROM old_rows AS r),
      after AS (SELECT r.pk_street, r.fk_city, r.name FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_street s (pk_street)', array_agg(DISTINCT r.pk_street)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_city))))
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_street s (pk_street)', array_agg(r.pk_street)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_city))))
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_street', 'enqueue_tb_street', 'tviews_tb_street', true);
RETURN false;
END
$activate$;

-- The triggers of public.tv_street.
CREATE FUNCTION tviews.watch_tv_street() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tv_street puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tv_street() RETURNS trigger
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
    FROM unnest(ARRAY[2]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_city reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_street, r.fk_city, ROW (r.address)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after AS (SELECT r.pk_street, r.fk_city, ROW (r.address)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tv_street s (fk_city)', array_agg(DISTINCT r.fk_city)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tv_street s (fk_city)', array_agg(DISTINCT r.fk_city)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tv_street', 'enqueue_tv_street', 'tviews_tv_street', true);
RETURN false;
END
$activate$;
