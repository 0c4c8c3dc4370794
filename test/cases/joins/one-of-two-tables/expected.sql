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
    (1, 'public.tv_firm', 'public.v_firm', false, ARRAY['firm'], '(r.firm = k.firm OR r.firm IS NULL AND k.firm IS NULL)',
      'jsonb_build_object(''firm'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_firm(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_depot', 'public.tb_parcel']::text[], 'activate_tv_firm', 'equip_tv_firm', ARRAY['drain_tv_firm', 'refresh_tv_firm', 'rebuild_tv_firm'], 'drain_tv_firm',
      false, false, 0),
    (2, 'public.tv_parcel', 'public.v_parcel', false, ARRAY['pk_parcel'], 'r.pk_parcel = k.pk_parcel',
      'jsonb_build_object(''pk_parcel'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_parcel(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_depot', 'public.tb_firm', 'public.tb_parcel']::text[], 'activate_tv_parcel', 'equip_tv_parcel', ARRAY['drain_tv_parcel', 'refresh_tv_parcel', 'rebuild_tv_parcel'], 'drain_tv_parcel',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_depot', ARRAY['fk_firm', 'pk_depot']::text[], ARRAY['integer', 'integer']::text[], 'tviews_tb_depot', 'enqueue_tb_depot', NULL, true, 'watch_tb_depot'),
    ('public.tb_firm', ARRAY['name', 'pk_firm']::text[], ARRAY['text', 'integer']::text[], 'tviews_tb_firm', 'enqueue_tb_firm', NULL, true, 'watch_tb_firm'),
    ('public.tb_parcel', ARRAY['fk_depot', 'fk_sender', 'grams', 'pk_parcel']::text[], ARRAY['integer', 'integer', 'integer', 'integer']::text[], 'tviews_tb_parcel', 'enqueue_tb_parcel', NULL, true, 'watch_tb_parcel')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_firm', 'public.tb_depot', ARRAY['d']::text[], ARRAY['pk_depot', 'fk_firm']::text[], false,
      'mapped', 1, ARRAY['public.tb_parcel']::text[], 'p.fk_depot = d.pk_depot, firm = p.fk_sender'),
    ('public.tv_firm', 'public.tb_depot', ARRAY['d']::text[], ARRAY['pk_depot', 'fk_firm']::text[], false,
      'own-key', 2, ARRAY[]::text[], 'firm = NULL'),
    ('public.tv_firm', 'public.tb_depot', ARRAY['d']::text[], ARRAY['pk_depot', 'fk_firm']::text[], false,
      'own-key', 3, ARRAY[]::text[], 'firm = d.fk_firm'),
    ('public.tv_firm', 'public.tb_parcel', ARRAY['p']::text[], ARRAY['fk_depot', 'fk_sender', 'grams']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'firm = p.fk_sender'),
    ('public.tv_firm', 'public.tb_parcel', ARRAY['p']::text[], ARRAY['fk_depot', 'fk_sender', 'grams']::text[], false,
      'own-key', 2, ARRAY[]::text[], 'firm = NULL'),
    ('public.tv_firm', 'public.tb_parcel', ARRAY['p']::text[], ARRAY['fk_depot', 'fk_sender', 'grams']::text[], false,
      'mapped', 3, ARRAY['public.tb_depot']::text[], 'd.pk_depot = p.fk_depot, firm = d.fk_firm'),
    ('public.tv_parcel', 'public.tb_depot', ARRAY['d']::text[], ARRAY['pk_depot', 'fk_firm']::text[], false,
      'mapped', 1, ARRAY['public.tb_parcel']::text[], 'p.fk_depot = d.pk_depot, pk_parcel = p.pk_parcel'),
    ('public.tv_parcel', 'public.tb_firm', ARRAY['f']::text[], ARRAY['pk_firm', 'name']::text[], false,
      'mapped', 1, ARRAY['public.tb_parcel']::text[], 'p.fk_sender = f.pk_firm, pk_parcel = p.pk_parcel'),
    ('public.tv_parcel', 'public.tb_firm', ARRAY['f']::text[], ARRAY['pk_firm', 'name']::text[], false,
      'mapped', 2, ARRAY['public.tb_depot', 'public.tb_parcel']::text[], 'd.fk_firm = f.pk_firm, p.fk_depot = d.pk_depot, pk_parcel = p.pk_parcel'),
    ('public.tv_parcel', 'public.tb_parcel', ARRAY['p']::text[], ARRAY['pk_parcel', 'fk_depot', 'fk_sender', 'grams']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_parcel = p.pk_parcel')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_firm', 'public.tb_parcel', 'btree', ARRAY['fk_depot'], false, 'CREATE INDEX tb_parcel_fk_depot_idx ON public.tb_parcel (fk_depot);'),
    (2, 'public.tv_firm', 'public.tb_depot', 'btree', ARRAY['pk_depot'], false, 'CREATE INDEX tb_depot_pk_depot_idx ON public.tb_depot (pk_depot);'),
    (3, 'public.tv_parcel', 'public.tb_depot', 'btree', ARRAY['pk_depot'], false, 'CREATE INDEX tb_depot_pk_depot_idx ON public.tb_depot (pk_depot);'),
    (4, 'public.tv_parcel', 'public.tb_parcel', 'btree', ARRAY['fk_depot'], false, 'CREATE INDEX tb_parcel_fk_depot_idx ON public.tb_parcel (fk_depot);'),
    (5, 'public.tv_parcel', 'public.tb_firm', 'btree', ARRAY['pk_firm'], false, 'CREATE INDEX tb_firm_pk_firm_idx ON public.tb_firm (pk_firm);'),
    (6, 'public.tv_parcel', 'public.tb_parcel', 'btree', ARRAY['fk_sender'], false, 'CREATE INDEX tb_parcel_fk_sender_idx ON public.tb_parcel (fk_sender);'),
    (7, 'public.tv_parcel', 'public.tb_depot', 'btree', ARRAY['fk_firm'], false, 'CREATE INDEX tb_depot_fk_firm_idx ON public.tb_depot (fk_firm);'),
    (8, 'public.tv_parcel', 'public.tb_parcel', 'btree', ARRAY['pk_parcel'], false, 'CREATE INDEX tb_parcel_pk_parcel_idx ON public.tb_parcel (pk_parcel);')
$function$;

-- The highest number of a class of locks.
CREATE FUNCTION tviews.built_lock_classes() RETURNS integer
LANGUAGE sql IMMUTABLE
AS 'SELECT 7';

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_depot', 'not-null', ARRAY['pk_depot']),
    ('public.tb_depot', 'unique', ARRAY['pk_depot']),
    ('public.tb_firm', 'not-null', ARRAY['pk_firm']),
    ('public.tb_firm', 'unique', ARRAY['pk_firm']),
    ('public.tb_parcel', 'not-null', ARRAY['pk_parcel']),
    ('public.tb_parcel', 'unique', ARRAY['pk_parcel'])
$function$;

-- public.tv_firm, key (firm).
CREATE FUNCTION tviews.activate_tv_firm() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_firm', 'public.v_firm', 'firm, parcels, grams', $definition$
SELECT *
FROM (
SELECT coalesce(d.fk_firm, p.fk_sender) AS firm, count(*) AS parcels, sum(p.grams) AS grams
FROM tb_parcel p
LEFT JOIN tb_depot d ON d.pk_depot = p.fk_depot
GROUP BY 1
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_firm') IS NULL THEN
  CREATE TABLE public.tv_firm (LIKE public.v_firm) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_firm') THEN
    INSERT INTO public.tv_firm SELECT * FROM public.v_firm;
  END IF;
  PERFORM tviews.put_key('activate_tv_firm', 'public.tv_firm', 'UNIQUE NULLS NOT DISTINCT (firm)');
  ANALYZE public.tv_firm;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_firm', 'public.tv_firm', 'public.v_firm', 'UNIQUE NULLS NOT DISTINCT (firm)') THEN
  IF tviews.fill_now('activate_tv_firm') THEN
    INSERT INTO public.tv_firm SELECT * FROM public.v_firm;
  END IF;
  PERFORM tviews.put_key('activate_tv_firm', 'public.tv_firm', 'UNIQUE NULLS NOT DISTINCT (firm)');
END IF;

-- Makes the rows of public.tv_firm with these keys equal to those of public.v_firm, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_firm(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  -- In one pass: to look up a single key would compute as much of the view.
  WITH fresh AS MATERIALIZED (
    SELECT v.firm, v.parcels, v.grams
    FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (firm)
    JOIN public.v_firm AS v ON (v.firm = k.firm OR v.firm IS NULL AND k.firm IS NULL)
  ), written AS (
    INSERT INTO public.tv_firm AS t (firm, parcels, grams)
    SELECT * FROM fresh
    ON CONFLICT (firm)
    DO UPDATE SET firm = excluded.firm, parcels = excluded.parcels, grams = excluded.grams
    WHERE t.* *<> excluded.*
  )
  SELECT array_agg(gone.firm)
  INTO v_gone
  FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.firm FROM fresh) AS gone (firm);

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_firm AS t
    USING unnest(v_gone) AS k (firm)
    WHERE (t.firm = k.firm OR t.firm IS NULL AND k.firm IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_firm equal to those of public.v_firm, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_firm() RETURNS void
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
  DELETE FROM public.tv_firm AS t
  USING (
    SELECT t.firm FROM public.tv_firm AS t
    EXCEPT
    SELECT v.firm FROM public.v_firm AS v
  ) AS k (firm)
  WHERE (t.firm = k.firm OR t.firm IS NULL AND k.firm IS NULL);

  INSERT INTO public.tv_firm AS t (firm, parcels, grams)
  SELECT v.firm, v.parcels, v.grams
  FROM public.v_firm AS v
  ON CONFLICT (firm)
  DO UPDATE SET firm = excluded.firm, parcels = excluded.parcels, grams = excluded.grams
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_firm out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_firm(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_d_pk_depot integer[];
  v_d_fk_firm integer[];
  v_p_fk_depot integer[];
  v_p_fk_sender integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_depot d (pk_depot, fk_firm)'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'tb_depot d (pk_depot, fk_firm)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_parcel p (fk_depot, fk_sender)'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'tb_parcel p (fk_depot, fk_sender)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_d_pk_depot, v_d_fk_firm, v_p_fk_depot, v_p_fk_sender, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2), tviews.class_lock_id(3)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_firm');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_firm();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_depot (pk_depot), public.tb_parcel (fk_depot)
  IF v_d_pk_depot IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(2, hash_record(ROW (changed.pk_depot)))
      FROM unnest(v_d_pk_depot, v_d_fk_firm) AS changed (pk_depot, fk_firm)
    );
  END IF;
  IF v_p_fk_depot IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.fk_depot)))
      FROM unnest(v_p_fk_depot, v_p_fk_sender) AS changed (fk_depot, fk_sender)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_depot d:
  --   p.fk_depot = d.pk_depot, firm = p.fk_sender
  --   firm = NULL
  --   firm = d.fk_firm
  IF v_d_pk_depot IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT p.fk_sender
      FROM public.tb_parcel AS p
      WHERE p.fk_depot = ANY (v_d_pk_depot)
    );
    v_keys := v_keys || array_fill(NULL::integer, ARRAY[cardinality(v_d_pk_depot)]);
    v_keys := v_keys || v_d_fk_firm;
  END IF;

  -- tb_parcel p:
  --   firm = p.fk_sender
  --   firm = NULL
  --   d.pk_depot = p.fk_depot, firm = d.fk_firm
  IF v_p_fk_depot IS NOT NULL THEN
    v_keys := v_keys || v_p_fk_sender;
    v_keys := v_keys || array_fill(NULL::integer, ARRAY[cardinality(v_p_fk_depot)]);
    v_keys := v_keys || ARRAY (
      SELECT d.fk_firm
      FROM public.tb_depot AS d
      WHERE d.pk_depot = ANY (v_p_fk_depot)
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(3, 1) FROM unnest(v_keys) AS k (firm)
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
    PERFORM tviews.refresh_tv_firm(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_firm, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_firm() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_parcel, key (pk_parcel).
CREATE FUNCTION tviews.activate_tv_parcel() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_parcel', 'public.v_parcel', 'pk_parcel, grams, firm', $definition$
SELECT *
FROM (
SELECT p.pk_parcel, p.grams, f.name AS firm
FROM tb_parcel p
LEFT JOIN tb_depot d ON d.pk_depot = p.fk_depot
LEFT JOIN tb_firm f ON f.pk_firm = coalesce(d.fk_firm, p.fk_sender)
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_parcel') IS NULL THEN
  CREATE TABLE public.tv_parcel (LIKE public.v_parcel) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_parcel') THEN
    INSERT INTO public.tv_parcel SELECT * FROM public.v_parcel;
  END IF;
  PERFORM tviews.put_key('activate_tv_parcel', 'public.tv_parcel', 'PRIMARY KEY (pk_parcel)');
  ANALYZE public.tv_parcel;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_parcel', 'public.tv_parcel', 'public.v_parcel', 'PRIMARY KEY (pk_parcel)') THEN
  IF tviews.fill_now('activate_tv_parcel') THEN
    INSERT INTO public.tv_parcel SELECT * FROM public.v_parcel;
  END IF;
  PERFORM tviews.put_key('activate_tv_parcel', 'public.tv_parcel', 'PRIMARY KEY (pk_parcel)');
END IF;

-- Makes the rows of public.tv_parcel with these keys equal to those of public.v_parcel, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_parcel(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
  v_twice text;
BEGIN
  -- No constraint proves that the key is unique.
  SELECT concat_ws(', ', k.pk_parcel) INTO v_twice
  FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_parcel)
  CROSS JOIN LATERAL (
    SELECT count(*) AS rows FROM public.v_parcel AS v
    WHERE v.pk_parcel = k.pk_parcel
    OFFSET 0
  ) AS found
  WHERE found.rows > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_parcel', v_twice);
  END IF;

  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_parcel, v.grams, v.firm
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_parcel)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_parcel AS v
        WHERE v.pk_parcel = k.pk_parcel
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_parcel AS t (pk_parcel, grams, firm)
      SELECT * FROM fresh
      ON CONFLICT (pk_parcel)
      DO UPDATE SET grams = excluded.grams, firm = excluded.firm
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_parcel)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_parcel FROM fresh) AS gone (pk_parcel);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_parcel, v.grams, v.firm
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_parcel)
      JOIN public.v_parcel AS v ON v.pk_parcel = k.pk_parcel
    ), written AS (
      INSERT INTO public.tv_parcel AS t (pk_parcel, grams, firm)
      SELECT * FROM fresh
      ON CONFLICT (pk_parcel)
      DO UPDATE SET grams = excluded.grams, firm = excluded.firm
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_parcel)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_parcel FROM fresh) AS gone (pk_parcel);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_parcel AS t
    USING unnest(v_gone) AS k (pk_parcel)
    WHERE t.pk_parcel = k.pk_parcel;
  END IF;
END
$function$;

-- Makes all rows of public.tv_parcel equal to those of public.v_parcel, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_parcel() RETURNS void
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
  SELECT concat_ws(', ', v.pk_parcel) INTO v_twice
  FROM public.v_parcel AS v
  GROUP BY v.pk_parcel
  HAVING count(*) > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_parcel', v_twice);
  END IF;

  DELETE FROM public.tv_parcel AS t
  USING (
    SELECT t.pk_parcel FROM public.tv_parcel AS t
    EXCEPT
    SELECT v.pk_parcel FROM public.v_parcel AS v
  ) AS k (pk_parcel)
  WHERE t.pk_parcel = k.pk_parcel;

  INSERT INTO public.tv_parcel AS t (pk_parcel, grams, firm)
  SELECT v.pk_parcel, v.grams, v.firm
  FROM public.v_parcel AS v
  ON CONFLICT (pk_parcel)
  DO UPDATE SET grams = excluded.grams, firm = excluded.firm
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_parcel out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_parcel(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_d_pk_depot integer[];
  v_f_pk_firm integer[];
  v_p_pk_parcel integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_depot d (pk_depot)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_firm f (pk_firm)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_parcel p (pk_parcel)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_d_pk_depot, v_f_pk_firm, v_p_pk_parcel, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(4), tviews.class_lock_id(5), tviews.class_lock_id(6), tviews.class_lock_id(7)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_parcel');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_parcel();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_depot (fk_firm), public.tb_parcel (fk_sender)
  IF v_f_pk_firm IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(5, hash_record(ROW (changed.pk_firm)))
      FROM unnest(v_f_pk_firm) AS changed (pk_firm)
      UNION ALL
      SELECT tviews.lock_id(4, hash_record(ROW (changed.pk_firm)))
      FROM unnest(v_f_pk_firm) AS changed (pk_firm)
    );
  END IF;
  v_held := v_held || tviews.hold(tviews.links_between(v_links, 4, 5), v_lookups, p_most - cardinality(v_held));

  -- Looked up below, and changed by this transaction: public.tb_parcel (fk_depot)
  v_lookups := '{}';
  IF v_d_pk_depot IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(6, hash_record(ROW (changed.pk_depot)))
      FROM unnest(v_d_pk_depot) AS changed (pk_depot)
    );
  END IF;
  IF v_f_pk_firm IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(6, hash_record(ROW (d.pk_depot)))
      FROM public.tb_depot AS d
      WHERE d.fk_firm = ANY (v_f_pk_firm)
    );
  END IF;
  v_held := v_held || tviews.hold(tviews.links_between(v_links, 6, 6), v_lookups, p_most - cardinality(v_held));

  -- tb_depot d: p.fk_depot = d.pk_depot, pk_parcel = p.pk_parcel
  IF v_d_pk_depot IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT p.pk_parcel
      FROM public.tb_parcel AS p
      WHERE p.fk_depot = ANY (v_d_pk_depot)
    );
  END IF;

  -- tb_firm f:
  --   p.fk_sender = f.pk_firm, pk_parcel = p.pk_parcel
  --   d.fk_firm = f.pk_firm, p.fk_depot = d.pk_depot, pk_parcel = p.pk_parcel
  IF v_f_pk_firm IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT p.pk_parcel
      FROM public.tb_parcel AS p
      WHERE p.fk_sender = ANY (v_f_pk_firm)
    );
    v_keys := v_keys || ARRAY (
      SELECT p.pk_parcel
      FROM public.tb_depot AS d
      JOIN public.tb_parcel AS p ON p.fk_depot = d.pk_depot
      WHERE d.fk_firm = ANY (v_f_pk_firm)
    );
  END IF;

  -- tb_parcel p: pk_parcel = p.pk_parcel
  IF v_p_pk_parcel IS NOT NULL THEN
    v_keys := v_keys || v_p_pk_parcel;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(7, hash_record(ROW (k.pk_parcel))) FROM unnest(v_keys) AS k (pk_parcel)
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
    PERFORM tviews.refresh_tv_parcel(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_parcel, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_parcel() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_depot.
CREATE FUNCTION tviews.watch_tb_depot() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_depot puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_depot() RETURNS trigger
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
      -- What tv_firm, tv_parcel reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_depot, r.fk_firm FROM old_rows AS r),
      after AS (SELECT r.pk_depot, r.fk_firm FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_depot d (pk_depot, fk_firm)', ARRAY[array_agg(r.pk_depot)::text[], array_agg(r.fk_firm)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_depot, r.fk_firm, tviews.lock_id(1, hash_record(ROW (r.pk_depot))) AS lock_1 FROM changed AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_depot d (pk_depot)', array_agg(DISTINCT r.pk_depot)::text[],
        array_agg(DISTINCT tviews.lock_id(4, hash_record(ROW (r.fk_firm))))
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_depot d (pk_depot, fk_firm)', ARRAY[array_agg(r.pk_depot)::text[], array_agg(r.fk_firm)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_depot, r.fk_firm, tviews.lock_id(1, hash_record(ROW (r.pk_depot))) AS lock_1 FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_depot d (pk_depot)', array_agg(r.pk_depot)::text[],
        array_agg(DISTINCT tviews.lock_id(4, hash_record(ROW (r.fk_firm))))
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_depot', 'enqueue_tb_depot', 'tviews_tb_depot', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_firm.
CREATE FUNCTION tviews.watch_tb_firm() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_firm puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_firm() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[2]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_parcel reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_firm, r.name FROM old_rows AS r),
      after AS (SELECT r.pk_firm, r.name FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_firm f (pk_firm)', array_agg(DISTINCT r.pk_firm)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_firm f (pk_firm)', array_agg(r.pk_firm)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_firm', 'enqueue_tb_firm', 'tviews_tb_firm', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_parcel.
CREATE FUNCTION tviews.watch_tb_parcel() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_parcel puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_parcel() RETURNS trigger
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
      -- What tv_firm reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.fk_depot, r.fk_sender, r.grams FROM old_rows AS r),
      after_1 AS (SELECT r.fk_depot, r.fk_sender, r.grams FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_parcel reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_parcel, r.fk_depot, r.fk_sender, r.grams FROM old_rows AS r),
      after_2 AS (SELECT r.pk_parcel, r.fk_depot, r.fk_sender, r.grams FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_parcel p (fk_depot, fk_sender)', ARRAY[array_agg(r.fk_depot)::text[], array_agg(r.fk_sender)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.fk_depot, r.fk_sender, tviews.lock_id(2, hash_record(ROW (r.fk_depot))) AS lock_1 FROM changed_1 AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_parcel p (pk_parcel)', array_agg(DISTINCT r.pk_parcel)::text[],
        array_agg(DISTINCT tviews.lock_id(5, hash_record(ROW (r.fk_sender))))
          || array_agg(DISTINCT tviews.lock_id(6, hash_record(ROW (r.fk_depot))))
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_parcel p (fk_depot, fk_sender)', ARRAY[array_agg(r.fk_depot)::text[], array_agg(r.fk_sender)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.fk_depot, r.fk_sender, tviews.lock_id(2, hash_record(ROW (r.fk_depot))) AS lock_1 FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_parcel p (pk_parcel)', array_agg(r.pk_parcel)::text[],
        array_agg(DISTINCT tviews.lock_id(5, hash_record(ROW (r.fk_sender))))
          || array_agg(DISTINCT tviews.lock_id(6, hash_record(ROW (r.fk_depot))))
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_parcel', 'enqueue_tb_parcel', 'tviews_tb_parcel', true);
RETURN false;
END
$activate$;
