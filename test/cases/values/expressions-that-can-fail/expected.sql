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
    (1, 'public.tv_entry', 'public.v_entry', false, ARRAY['pk_entry'], 'r.pk_entry = k.pk_entry',
      'jsonb_build_object(''pk_entry'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_entry(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_entry', 'public.tb_topic']::text[], 'activate_tv_entry', 'equip_tv_entry', ARRAY['drain_tv_entry', 'refresh_tv_entry', 'rebuild_tv_entry'], 'drain_tv_entry',
      false, false, 1000),
    (2, 'public.tv_large', 'public.v_large', false, ARRAY['pk_large'], 'r.pk_large = k.pk_large',
      'jsonb_build_object(''pk_large'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_large(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_entry']::text[], 'activate_tv_large', 'equip_tv_large', ARRAY['drain_tv_large', 'refresh_tv_large', 'rebuild_tv_large'], 'drain_tv_large',
      false, false, 1000),
    (3, 'public.tv_share', 'public.v_share', false, ARRAY['share'], '(r.share = k.share OR r.share IS NULL AND k.share IS NULL)',
      'jsonb_build_object(''share'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_share(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_entry']::text[], 'activate_tv_share', 'equip_tv_share', ARRAY['drain_tv_share', 'refresh_tv_share', 'rebuild_tv_share'], 'drain_tv_share',
      false, false, 1000),
    (4, 'public.tv_tag', 'public.v_tag', false, ARRAY['tag'], '(r.tag = k.tag OR r.tag IS NULL AND k.tag IS NULL)',
      'jsonb_build_object(''tag'', CAST($1[1][n] AS text))', 'tviews.refresh_tv_tag(ARRAY(SELECT unnest($1[1:1]))::text[])',
      ARRAY['public.tb_entry']::text[], 'activate_tv_tag', 'equip_tv_tag', ARRAY['drain_tv_tag', 'refresh_tv_tag', 'rebuild_tv_tag'], 'drain_tv_tag',
      false, false, 0),
    (5, 'public.tv_topic', 'public.v_topic', false, ARRAY['pk_topic'], 'r.pk_topic = k.pk_topic',
      'jsonb_build_object(''pk_topic'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_topic(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_entry', 'public.tb_topic']::text[], 'activate_tv_topic', 'equip_tv_topic', ARRAY['drain_tv_topic', 'refresh_tv_topic', 'rebuild_tv_topic'], 'drain_tv_topic',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_entry', ARRAY['doc', 'parts', 'pk_entry']::text[], ARRAY['jsonb', 'integer', 'integer']::text[], 'tviews_tb_entry', 'enqueue_tb_entry', NULL, true, 'watch_tb_entry'),
    ('public.tb_topic', ARRAY['code', 'pk_topic', 'title']::text[], ARRAY['text', 'integer', 'text']::text[], 'tviews_tb_topic', 'enqueue_tb_topic', NULL, true, 'watch_tb_topic')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_entry', 'public.tb_entry', ARRAY['e']::text[], ARRAY['pk_entry', 'doc', 'parts']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_entry = e.pk_entry'),
    ('public.tv_entry', 'public.tb_topic', ARRAY['t']::text[], ARRAY['title', 'code']::text[], false,
      'mapped', 1, ARRAY['public.tb_entry']::text[], '(t.code::int) = e.parts, pk_entry = e.pk_entry'),
    ('public.tv_large', 'public.tb_entry', ARRAY['e']::text[], ARRAY['pk_entry', 'parts']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_large = e.pk_entry'),
    ('public.tv_share', 'public.tb_entry', ARRAY['e']::text[], ARRAY['parts']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'share = 100 / e.parts'),
    ('public.tv_tag', 'public.tb_entry', ARRAY['e']::text[], ARRAY['doc']::text[], false,
      'mapped', 1, ARRAY[]::text[], 'x in jsonb_array_elements_text(e.doc -> ''tags''), tag = x.tag'),
    ('public.tv_topic', 'public.tb_entry', ARRAY['e']::text[], ARRAY['doc']::text[], false,
      'mapped', 1, ARRAY['public.tb_topic']::text[], '(CAST(e.doc ->> ''topic'' AS int)) = t.pk_topic, pk_topic = t.pk_topic'),
    ('public.tv_topic', 'public.tb_topic', ARRAY['t']::text[], ARRAY['pk_topic', 'title']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_topic = t.pk_topic')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_entry', 'public.tb_entry', 'btree', ARRAY['pk_entry'], false, 'CREATE INDEX tb_entry_pk_entry_idx ON public.tb_entry (pk_entry);'),
    (2, 'public.tv_entry', 'public.tb_topic', 'btree', ARRAY['code::int'], true, 'CREATE INDEX tb_topic_code_int_idx ON public.tb_topic ((code::int));'),
    (3, 'public.tv_entry', 'public.tb_entry', 'btree', ARRAY['parts'], false, 'CREATE INDEX tb_entry_parts_idx ON public.tb_entry (parts);'),
    (4, 'public.tv_large', 'public.tb_entry', 'btree', ARRAY['pk_entry'], false, 'CREATE INDEX tb_entry_pk_entry_idx ON public.tb_entry (pk_entry);'),
    (5, 'public.tv_share', 'public.tb_entry', 'btree', ARRAY['100 / parts'], true, 'CREATE INDEX tb_entry_100_parts_idx ON public.tb_entry ((100 / parts));'),
    (6, 'public.tv_topic', 'public.tb_entry', 'btree', ARRAY['CAST(doc ->> ''topic'' AS int)'], true, 'CREATE INDEX "tb_entry_CAST_doc_topic_AS_int_idx" ON public.tb_entry ((CAST(doc ->> ''topic'' AS int)));'),
    (7, 'public.tv_topic', 'public.tb_topic', 'btree', ARRAY['pk_topic'], false, 'CREATE INDEX tb_topic_pk_topic_idx ON public.tb_topic (pk_topic);')
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
    ('public.tb_entry', 'not-null', ARRAY['pk_entry']),
    ('public.tb_entry', 'not-null', ARRAY['doc']),
    ('public.tb_entry', 'not-null', ARRAY['parts']),
    ('public.tb_entry', 'unique', ARRAY['pk_entry']),
    ('public.tb_topic', 'not-null', ARRAY['pk_topic']),
    ('public.tb_topic', 'unique', ARRAY['pk_topic'])
$function$;

-- public.tv_entry, key (pk_entry).
CREATE FUNCTION tviews.activate_tv_entry() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_entry', 'public.v_entry', 'pk_entry, kind, title', $definition$
SELECT *
FROM (
SELECT e.pk_entry, e.doc ->> 'kind' AS kind, t.title
FROM tb_entry e
LEFT JOIN tb_topic t ON t.code ~ '^[0-9]+$' AND t.code::integer = e.parts
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_entry') IS NULL THEN
  CREATE TABLE public.tv_entry (LIKE public.v_entry) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_entry') THEN
    INSERT INTO public.tv_entry SELECT * FROM public.v_entry;
  END IF;
  PERFORM tviews.put_key('activate_tv_entry', 'public.tv_entry', 'PRIMARY KEY (pk_entry)');
  ANALYZE public.tv_entry;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_entry', 'public.tv_entry', 'public.v_entry', 'PRIMARY KEY (pk_entry)') THEN
  IF tviews.fill_now('activate_tv_entry') THEN
    INSERT INTO public.tv_entry SELECT * FROM public.v_entry;
  END IF;
  PERFORM tviews.put_key('activate_tv_entry', 'public.tv_entry', 'PRIMARY KEY (pk_entry)');
END IF;

-- Makes the rows of public.tv_entry with these keys equal to those of public.v_entry, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_entry(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
  v_twice text;
BEGIN
  -- No constraint proves that the key is unique.
  SELECT concat_ws(', ', k.pk_entry) INTO v_twice
  FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_entry)
  CROSS JOIN LATERAL (
    SELECT count(*) AS rows FROM public.v_entry AS v
    WHERE v.pk_entry = k.pk_entry
    OFFSET 0
  ) AS found
  WHERE found.rows > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_entry', v_twice);
  END IF;

  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_entry, v.kind, v.title
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_entry)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_entry AS v
        WHERE v.pk_entry = k.pk_entry
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_entry AS t (pk_entry, kind, title)
      SELECT * FROM fresh
      ON CONFLICT (pk_entry)
      DO UPDATE SET kind = excluded.kind, title = excluded.title
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_entry)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_entry FROM fresh) AS gone (pk_entry);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_entry, v.kind, v.title
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_entry)
      JOIN public.v_entry AS v ON v.pk_entry = k.pk_entry
    ), written AS (
      INSERT INTO public.tv_entry AS t (pk_entry, kind, title)
      SELECT * FROM fresh
      ON CONFLICT (pk_entry)
      DO UPDATE SET kind = excluded.kind, title = excluded.title
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_entry)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_entry FROM fresh) AS gone (pk_entry);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_entry AS t
    USING unnest(v_gone) AS k (pk_entry)
    WHERE t.pk_entry = k.pk_entry;
  END IF;
END
$function$;

-- Makes all rows of public.tv_entry equal to those of public.v_entry, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_entry() RETURNS void
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
  SELECT concat_ws(', ', v.pk_entry) INTO v_twice
  FROM public.v_entry AS v
  GROUP BY v.pk_entry
  HAVING count(*) > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_entry', v_twice);
  END IF;

  DELETE FROM public.tv_entry AS t
  USING (
    SELECT t.pk_entry FROM public.tv_entry AS t
    EXCEPT
    SELECT v.pk_entry FROM public.v_entry AS v
  ) AS k (pk_entry)
  WHERE t.pk_entry = k.pk_entry;

  INSERT INTO public.tv_entry AS t (pk_entry, kind, title)
  SELECT v.pk_entry, v.kind, v.title
  FROM public.v_entry AS v
  ON CONFLICT (pk_entry)
  DO UPDATE SET kind = excluded.kind, title = excluded.title
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_entry out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_entry(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_e_pk_entry integer[];
  v_t_code text[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_entry e (pk_entry)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_topic t (code)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_e_pk_entry, v_t_code, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_entry');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_entry();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_entry
  IF v_t_code IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, 1)
      FROM unnest(v_t_code) AS changed (code)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_entry e: pk_entry = e.pk_entry
  IF v_e_pk_entry IS NOT NULL THEN
    v_keys := v_keys || v_e_pk_entry;
  END IF;

  -- tb_topic t: (t.code::int) = e.parts, pk_entry = e.pk_entry
  IF v_t_code IS NOT NULL THEN
    IF cardinality(v_t_code) > 1 THEN
      SELECT array_agg(changed.c1)
      INTO v_t_code
      FROM (SELECT DISTINCT * FROM unnest(v_t_code) AS changed (c1)) AS changed;
    END IF;
    v_keys := v_keys || ARRAY (
      SELECT e.pk_entry
      FROM unnest(v_t_code) AS changed (code)
      JOIN public.tb_entry AS e ON (changed.code::int) = e.parts
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.pk_entry))) FROM unnest(v_keys) AS k (pk_entry)
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
    PERFORM tviews.refresh_tv_entry(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_entry, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_entry() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_large, key (pk_large).
CREATE FUNCTION tviews.activate_tv_large() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_large', 'public.v_large', 'pk_large, share', $definition$
SELECT *
FROM (
SELECT q.pk_entry AS pk_large, q.share
FROM (SELECT e.pk_entry, 100 / e.parts AS share FROM tb_entry e WHERE CASE WHEN e.parts = 0 THEN false ELSE true END) q
WHERE q.share > 20
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_large') IS NULL THEN
  CREATE TABLE public.tv_large (LIKE public.v_large) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_large') THEN
    INSERT INTO public.tv_large SELECT * FROM public.v_large;
  END IF;
  PERFORM tviews.put_key('activate_tv_large', 'public.tv_large', 'PRIMARY KEY (pk_large)');
  ANALYZE public.tv_large;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_large', 'public.tv_large', 'public.v_large', 'PRIMARY KEY (pk_large)') THEN
  IF tviews.fill_now('activate_tv_large') THEN
    INSERT INTO public.tv_large SELECT * FROM public.v_large;
  END IF;
  PERFORM tviews.put_key('activate_tv_large', 'public.tv_large', 'PRIMARY KEY (pk_large)');
END IF;

-- Makes the rows of public.tv_large with these keys equal to those of public.v_large, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_large(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_large, v.share
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_large)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_large AS v
        WHERE v.pk_large = k.pk_large
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_large AS t (pk_large, share)
      SELECT * FROM fresh
      ON CONFLICT (pk_large)
      DO UPDATE SET share = excluded.share
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_large)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_large FROM fresh) AS gone (pk_large);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_large, v.share
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_large)
      JOIN public.v_large AS v ON v.pk_large = k.pk_large
    ), written AS (
      INSERT INTO public.tv_large AS t (pk_large, share)
      SELECT * FROM fresh
      ON CONFLICT (pk_large)
      DO UPDATE SET share = excluded.share
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_large)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_large FROM fresh) AS gone (pk_large);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_large AS t
    USING unnest(v_gone) AS k (pk_large)
    WHERE t.pk_large = k.pk_large;
  END IF;
END
$function$;

-- Makes all rows of public.tv_large equal to those of public.v_large, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_large() RETURNS void
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
  DELETE FROM public.tv_large AS t
  USING (
    SELECT t.pk_large FROM public.tv_large AS t
    EXCEPT
    SELECT v.pk_large FROM public.v_large AS v
  ) AS k (pk_large)
  WHERE t.pk_large = k.pk_large;

  INSERT INTO public.tv_large AS t (pk_large, share)
  SELECT v.pk_large, v.share
  FROM public.v_large AS v
  ON CONFLICT (pk_large)
  DO UPDATE SET share = excluded.share
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_large out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_large(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_e_pk_entry integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_entry e (pk_entry)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_e_pk_entry, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    LOCK TABLE public.tv_large IN SHARE ROW EXCLUSIVE MODE;
    PERFORM tviews.mark_rebuilt(2);
    PERFORM tviews.complete('activate_tv_large');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (0, tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_large();
    RETURN (0, NULL::jsonb, NULL::bigint);
  END IF;

  -- Keys that no changed row has led to come without the lock on one.
  IF v_keys IS NOT NULL THEN
    LOCK TABLE public.tv_large IN SHARE ROW EXCLUSIVE MODE;
    PERFORM tviews.mark_rebuilt(2);
  END IF;

  -- tb_entry e: pk_large = e.pk_entry
  IF v_e_pk_entry IS NOT NULL THEN
    v_keys := v_keys || v_e_pk_entry;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  -- Each of these rows is of one row of one table, which who changes it has locked. Above READ COMMITTED the snapshot
  -- may show one beside its successor, where another transaction has deleted it: a serialization failure.
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    PERFORM tviews.refuse_rebuilt(2);
    PERFORM FROM public.tv_large AS t JOIN unnest(v_keys) AS k (pk_large) ON t.pk_large = k.pk_large FOR UPDATE OF t;
  END IF;
  IF cardinality(v_keys) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(2, ARRAY[v_keys::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (0, tviews.try_apart(2, ARRAY[v_keys::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_large(v_keys);
  END IF;
  RETURN (0, NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_large, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_large() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_share, key (share).
CREATE FUNCTION tviews.activate_tv_share() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_share', 'public.v_share', 'share, entries', $definition$
SELECT *
FROM (
SELECT 100 / e.parts AS share, count(*) AS entries
FROM tb_entry e
WHERE e.parts <> 0
GROUP BY 100 / e.parts
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_share') IS NULL THEN
  CREATE TABLE public.tv_share (LIKE public.v_share) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_share') THEN
    INSERT INTO public.tv_share SELECT * FROM public.v_share;
  END IF;
  PERFORM tviews.put_key('activate_tv_share', 'public.tv_share', 'UNIQUE NULLS NOT DISTINCT (share)');
  ANALYZE public.tv_share;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_share', 'public.tv_share', 'public.v_share', 'UNIQUE NULLS NOT DISTINCT (share)') THEN
  IF tviews.fill_now('activate_tv_share') THEN
    INSERT INTO public.tv_share SELECT * FROM public.v_share;
  END IF;
  PERFORM tviews.put_key('activate_tv_share', 'public.tv_share', 'UNIQUE NULLS NOT DISTINCT (share)');
END IF;

-- Makes the rows of public.tv_share with these keys equal to those of public.v_share, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_share(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.share, v.entries
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (share)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_share AS v
        WHERE (v.share = k.share OR v.share IS NULL AND k.share IS NULL)
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_share AS t (share, entries)
      SELECT * FROM fresh
      ON CONFLICT (share)
      DO UPDATE SET share = excluded.share, entries = excluded.entries
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.share)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.share FROM fresh) AS gone (share);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.share, v.entries
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (share)
      JOIN public.v_share AS v ON (v.share = k.share OR v.share IS NULL AND k.share IS NULL)
    ), written AS (
      INSERT INTO public.tv_share AS t (share, entries)
      SELECT * FROM fresh
      ON CONFLICT (share)
      DO UPDATE SET share = excluded.share, entries = excluded.entries
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.share)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.share FROM fresh) AS gone (share);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_share AS t
    USING unnest(v_gone) AS k (share)
    WHERE (t.share = k.share OR t.share IS NULL AND k.share IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_share equal to those of public.v_share, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_share() RETURNS void
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
  DELETE FROM public.tv_share AS t
  USING (
    SELECT t.share FROM public.tv_share AS t
    EXCEPT
    SELECT v.share FROM public.v_share AS v
  ) AS k (share)
  WHERE (t.share = k.share OR t.share IS NULL AND k.share IS NULL);

  INSERT INTO public.tv_share AS t (share, entries)
  SELECT v.share, v.entries
  FROM public.v_share AS v
  ON CONFLICT (share)
  DO UPDATE SET share = excluded.share, entries = excluded.entries
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_share out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_share(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_e_parts integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(3)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_entry e (parts)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_e_parts, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(3, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(4)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_share');
    IF p_notes THEN
      PERFORM tviews.note_rows(3, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(3, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_share();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_entry e: share = 100 / e.parts
  IF v_e_parts IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT 100 / changed.parts
      FROM unnest(v_e_parts) AS changed (parts)
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(3, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(4, 1) FROM unnest(v_keys) AS k (share)
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
    PERFORM tviews.refresh_tv_share(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_share, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_share() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_tag, key (tag).
CREATE FUNCTION tviews.activate_tv_tag() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_tag', 'public.v_tag', 'tag, entries', $definition$
SELECT *
FROM (
SELECT x.tag, count(*) AS entries
FROM tb_entry e
CROSS JOIN LATERAL jsonb_array_elements_text(e.doc -> 'tags') AS x (tag)
WHERE jsonb_typeof(e.doc -> 'tags') = 'array'
GROUP BY x.tag
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_tag') IS NULL THEN
  CREATE TABLE public.tv_tag (LIKE public.v_tag) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_tag') THEN
    INSERT INTO public.tv_tag SELECT * FROM public.v_tag;
  END IF;
  PERFORM tviews.put_key('activate_tv_tag', 'public.tv_tag', 'UNIQUE NULLS NOT DISTINCT (tag)');
  ANALYZE public.tv_tag;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_tag', 'public.tv_tag', 'public.v_tag', 'UNIQUE NULLS NOT DISTINCT (tag)') THEN
  IF tviews.fill_now('activate_tv_tag') THEN
    INSERT INTO public.tv_tag SELECT * FROM public.v_tag;
  END IF;
  PERFORM tviews.put_key('activate_tv_tag', 'public.tv_tag', 'UNIQUE NULLS NOT DISTINCT (tag)');
END IF;

-- Makes the rows of public.tv_tag with these keys equal to those of public.v_tag, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_tag(p_keys text[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone text[];
BEGIN
  -- In one pass: to look up a single key would compute as much of the view.
  WITH fresh AS MATERIALIZED (
    SELECT DISTINCT ON (v.tag) v.tag, v.entries
    FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (tag)
    JOIN public.v_tag AS v ON (v.tag = k.tag OR v.tag IS NULL AND k.tag IS NULL)
  ), written AS (
    INSERT INTO public.tv_tag AS t (tag, entries)
    SELECT * FROM fresh
    ON CONFLICT (tag)
    DO UPDATE SET tag = excluded.tag, entries = excluded.entries
    WHERE t.* *<> excluded.*
  )
  SELECT array_agg(gone.tag)
  INTO v_gone
  FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.tag FROM fresh) AS gone (tag);

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_tag AS t
    USING unnest(v_gone) AS k (tag)
    WHERE (t.tag = k.tag OR t.tag IS NULL AND k.tag IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_tag equal to those of public.v_tag, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_tag() RETURNS void
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
  DELETE FROM public.tv_tag AS t
  USING (
    SELECT t.tag FROM public.tv_tag AS t
    EXCEPT
    SELECT v.tag FROM public.v_tag AS v
  ) AS k (tag)
  WHERE (t.tag = k.tag OR t.tag IS NULL AND k.tag IS NULL);

  INSERT INTO public.tv_tag AS t (tag, entries)
  SELECT v.tag, v.entries
  FROM public.v_tag AS v
  ON CONFLICT (tag)
  DO UPDATE SET tag = excluded.tag, entries = excluded.entries
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_tag out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_tag(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_e_doc jsonb[];
  v_keys text[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(4)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::jsonb) FILTER (WHERE taken.route = 'tb_entry e (doc)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_e_doc, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(4, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(5)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_tag');
    IF p_notes THEN
      PERFORM tviews.note_rows(4, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(4, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_tag();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_entry e: x in jsonb_array_elements_text(e.doc -> 'tags'), tag = x.tag
  IF v_e_doc IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT x.tag
      FROM unnest(v_e_doc) AS changed (doc)
      CROSS JOIN LATERAL jsonb_array_elements_text(changed.doc -> 'tags') AS x (tag)
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(4, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(5, 1) FROM unnest(v_keys) AS k (tag)
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
    PERFORM tviews.refresh_tv_tag(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_tag, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_tag() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_topic, key (pk_topic).
CREATE FUNCTION tviews.activate_tv_topic() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_topic', 'public.v_topic', 'pk_topic, title, posts', $definition$
SELECT *
FROM (
SELECT t.pk_topic, t.title, (
  SELECT count(*) FROM tb_entry e WHERE e.doc ->> 'kind' = 'post' AND (e.doc ->> 'topic')::integer = t.pk_topic
) AS posts
FROM tb_topic t
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_topic') IS NULL THEN
  CREATE TABLE public.tv_topic (LIKE public.v_topic) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_topic') THEN
    INSERT INTO public.tv_topic SELECT * FROM public.v_topic;
  END IF;
  PERFORM tviews.put_key('activate_tv_topic', 'public.tv_topic', 'PRIMARY KEY (pk_topic)');
  ANALYZE public.tv_topic;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_topic', 'public.tv_topic', 'public.v_topic', 'PRIMARY KEY (pk_topic)') THEN
  IF tviews.fill_now('activate_tv_topic') THEN
    INSERT INTO public.tv_topic SELECT * FROM public.v_topic;
  END IF;
  PERFORM tviews.put_key('activate_tv_topic', 'public.tv_topic', 'PRIMARY KEY (pk_topic)');
END IF;

-- Makes the rows of public.tv_topic with these keys equal to those of public.v_topic, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_topic(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_topic, v.title, v.posts
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_topic)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_topic AS v
        WHERE v.pk_topic = k.pk_topic
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_topic AS t (pk_topic, title, posts)
      SELECT * FROM fresh
      ON CONFLICT (pk_topic)
      DO UPDATE SET title = excluded.title, posts = excluded.posts
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_topic)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_topic FROM fresh) AS gone (pk_topic);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_topic, v.title, v.posts
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_topic)
      JOIN public.v_topic AS v ON v.pk_topic = k.pk_topic
    ), written AS (
      INSERT INTO public.tv_topic AS t (pk_topic, title, posts)
      SELECT * FROM fresh
      ON CONFLICT (pk_topic)
      DO UPDATE SET title = excluded.title, posts = excluded.posts
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_topic)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_topic FROM fresh) AS gone (pk_topic);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_topic AS t
    USING unnest(v_gone) AS k (pk_topic)
    WHERE t.pk_topic = k.pk_topic;
  END IF;
END
$function$;

-- Makes all rows of public.tv_topic equal to those of public.v_topic, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_topic() RETURNS void
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
  DELETE FROM public.tv_topic AS t
  USING (
    SELECT t.pk_topic FROM public.tv_topic AS t
    EXCEPT
    SELECT v.pk_topic FROM public.v_topic AS v
  ) AS k (pk_topic)
  WHERE t.pk_topic = k.pk_topic;

  INSERT INTO public.tv_topic AS t (pk_topic, title, posts)
  SELECT v.pk_topic, v.title, v.posts
  FROM public.v_topic AS v
  ON CONFLICT (pk_topic)
  DO UPDATE SET title = excluded.title, posts = excluded.posts
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_topic out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_topic(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_e_doc jsonb[];
  v_t_pk_topic integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(5)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::jsonb) FILTER (WHERE taken.route = 'tb_entry e (doc)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_topic t (pk_topic)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_e_doc, v_t_pk_topic, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(5, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(6), tviews.class_lock_id(7)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_topic');
    IF p_notes THEN
      PERFORM tviews.note_rows(5, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(5, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_topic();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_topic
  IF v_e_doc IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(6, 1)
      FROM unnest(v_e_doc) AS changed (doc)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_entry e: (CAST(e.doc ->> 'topic' AS int)) = t.pk_topic, pk_topic = t.pk_topic
  IF v_e_doc IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT t.pk_topic
      FROM unnest(v_e_doc) AS changed (doc)
      JOIN public.tb_topic AS t ON (CAST(changed.doc ->> 'topic' AS int)) = t.pk_topic
    );
  END IF;

  -- tb_topic t: pk_topic = t.pk_topic
  IF v_t_pk_topic IS NOT NULL THEN
    v_keys := v_keys || v_t_pk_topic;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(5, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(7, hash_record(ROW (k.pk_topic))) FROM unnest(v_keys) AS k (pk_topic)
  ), p_most - cardinality(v_held));
  IF pg_sequence_last_value('tviews.traced_since') IS NOT NULL THEN
    PERFORM tviews.leave_trace(v_held);
  END IF;
  IF cardinality(v_keys) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(5, ARRAY[v_keys::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_apart(5, ARRAY[v_keys::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_topic(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_topic, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_topic() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_entry.
CREATE FUNCTION tviews.watch_tb_entry() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_entry puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_entry() RETURNS trigger
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
    FROM unnest(ARRAY[1, 2, 3, 4, 5]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_entry reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_entry, r.parts, ROW (r.doc)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after_1 AS (SELECT r.pk_entry, r.parts, ROW (r.doc)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_large reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_entry, r.parts FROM old_rows AS r),
      after_2 AS (SELECT r.pk_entry, r.parts FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      ),
      -- What tv_share reads of the rows before and after, and where that differs.
      before_3 AS (SELECT r.parts FROM old_rows AS r),
      after_3 AS (SELECT r.parts FROM new_rows AS r),
      changed_3 AS (
        (TABLE before_3 EXCEPT ALL TABLE after_3) UNION ALL (TABLE after_3 EXCEPT ALL TABLE before_3)
      ),
      -- What tv_tag, tv_topic reads of the rows before and after, and where that differs.
      before_4 AS (SELECT r.doc, ROW (r.doc)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after_4 AS (SELECT r.doc, ROW (r.doc)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed_4 AS (
        (TABLE before_4 EXCEPT ALL TABLE after_4) UNION ALL (TABLE after_4 EXCEPT ALL TABLE before_4)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_entry e (pk_entry)', array_agg(DISTINCT r.pk_entry)::text[],
        array_agg(DISTINCT tviews.lock_id(1, 1))
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_entry e (pk_entry)', array_agg(DISTINCT r.pk_entry)::text[],
        NULL::bigint[]
      FROM changed_2 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_entry e (parts)', array_agg(DISTINCT r.parts)::text[],
        NULL::bigint[]
      FROM changed_3 AS r WHERE r.parts <> 0
      HAVING count(*) > 0
      UNION ALL
      SELECT 4, 'tb_entry e (doc)', array_agg(DISTINCT r.doc::text COLLATE "C"),
        NULL::bigint[]
      FROM changed_4 AS r WHERE jsonb_typeof(r.doc -> 'tags') = 'array'
      HAVING count(*) > 0
      UNION ALL
      SELECT 5, 'tb_entry e (doc)', array_agg(DISTINCT r.doc::text COLLATE "C"),
        NULL::bigint[]
      FROM changed_4 AS r WHERE (r.doc ->> 'kind') = 'post'
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_entry e (pk_entry)', array_agg(r.pk_entry)::text[],
        array_agg(DISTINCT tviews.lock_id(1, 1))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_entry e (pk_entry)', array_agg(r.pk_entry)::text[],
        NULL::bigint[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_entry e (parts)', array_agg(DISTINCT r.parts)::text[],
        NULL::bigint[]
      FROM changed_rows AS r WHERE r.parts <> 0
      HAVING count(*) > 0
      UNION ALL
      SELECT 4, 'tb_entry e (doc)', array_agg(DISTINCT r.doc::text COLLATE "C"),
        NULL::bigint[]
      FROM changed_rows AS r WHERE jsonb_typeof(r.doc -> 'tags') = 'array'
      HAVING count(*) > 0
      UNION ALL
      SELECT 5, 'tb_entry e (doc)', array_agg(DISTINCT r.doc::text COLLATE "C"),
        NULL::bigint[]
      FROM changed_rows AS r WHERE (r.doc ->> 'kind') = 'post'
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_entry', 'enqueue_tb_entry', 'tviews_tb_entry', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_topic.
CREATE FUNCTION tviews.watch_tb_topic() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_topic puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_topic() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[1, 5]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_entry reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.title, r.code FROM old_rows AS r),
      after_1 AS (SELECT r.title, r.code FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_topic reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_topic, r.title FROM old_rows AS r),
      after_2 AS (SELECT r.pk_topic, r.title FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_topic t (code)', array_agg(DISTINCT r.code)::text[],
        NULL::bigint[]
      FROM changed_1 AS r WHERE r.code ~ '^[0-9]+$'
      HAVING count(*) > 0
      UNION ALL
      SELECT 5, 'tb_topic t (pk_topic)', array_agg(DISTINCT r.pk_topic)::text[],
        array_agg(DISTINCT tviews.lock_id(6, 1))
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_topic t (code)', array_agg(DISTINCT r.code)::text[],
        NULL::bigint[]
      FROM changed_rows AS r WHERE r.code ~ '^[0-9]+$'
      HAVING count(*) > 0
      UNION ALL
      SELECT 5, 'tb_topic t (pk_topic)', array_agg(r.pk_topic)::text[],
        array_agg(DISTINCT tviews.lock_id(6, 1))
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_topic', 'enqueue_tb_topic', 'tviews_tb_topic', true);
RETURN false;
END
$activate$;
