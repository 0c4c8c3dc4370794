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
    (1, 'public.tv_group', 'public.v_group', false, ARRAY['pk_group'], 'r.pk_group = k.pk_group',
      'jsonb_build_object(''pk_group'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_group(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_entry', 'public.tb_group']::text[], 'activate_tv_group', 'equip_tv_group', ARRAY['drain_tv_group', 'refresh_tv_group', 'rebuild_tv_group'], 'drain_tv_group',
      false, false, 1000),
    (2, 'public.tv_letter', 'public.v_letter', false, ARRAY['letter'], '(r.letter = k.letter OR r.letter IS NULL AND k.letter IS NULL)',
      'jsonb_build_object(''letter'', CAST($1[1][n] AS text))', 'tviews.refresh_tv_letter(ARRAY(SELECT unnest($1[1:1]))::text[])',
      ARRAY['public.tb_group', 'public.tv_group']::text[], 'activate_tv_letter', 'equip_tv_letter', ARRAY['drain_tv_letter', 'refresh_tv_letter', 'rebuild_tv_letter'], 'drain_tv_letter',
      false, false, 1000),
    (3, 'public.tv_summary', 'public.v_summary', false, ARRAY['entries'], '(r.entries = k.entries OR r.entries IS NULL AND k.entries IS NULL)',
      'jsonb_build_object(''entries'', CAST($1[1][n] AS bigint))', 'tviews.refresh_tv_summary(ARRAY(SELECT unnest($1[1:1]))::bigint[])',
      ARRAY['public.tv_group']::text[], 'activate_tv_summary', 'equip_tv_summary', ARRAY['drain_tv_summary', 'refresh_tv_summary', 'rebuild_tv_summary'], 'drain_tv_summary',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_entry', ARRAY['fk_group', 'pk_entry', 'value']::text[], ARRAY['integer', 'integer', 'integer']::text[], 'tviews_tb_entry', 'enqueue_tb_entry', NULL, true, 'watch_tb_entry'),
    ('public.tb_group', ARRAY['name', 'pk_group']::text[], ARRAY['text', 'integer']::text[], 'tviews_tb_group', 'enqueue_tb_group', NULL, true, 'watch_tb_group'),
    ('public.tv_group', ARRAY['entries', 'letter', 'pk_group', 'value']::text[], ARRAY['bigint', 'text', 'integer', 'bigint']::text[], 'tviews_tv_group', 'enqueue_tv_group', NULL, true, 'watch_tv_group')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_group', 'public.tb_entry', ARRAY['e']::text[], ARRAY['pk_entry', 'fk_group', 'value']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_group = e.fk_group'),
    ('public.tv_group', 'public.tb_group', ARRAY['g']::text[], ARRAY['pk_group', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_group = g.pk_group'),
    ('public.tv_letter', 'public.tb_group', ARRAY['g']::text[], ARRAY['name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'letter = g.name'),
    ('public.tv_letter', 'public.tv_group', ARRAY['t']::text[], ARRAY['letter', 'value']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'letter = t.letter'),
    ('public.tv_summary', 'public.tv_group', ARRAY['tv_group']::text[], ARRAY['pk_group', 'entries']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'entries = tv_group.entries')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_group', 'public.tb_entry', 'btree', ARRAY['fk_group'], false, 'CREATE INDEX tb_entry_fk_group_idx ON public.tb_entry (fk_group);'),
    (2, 'public.tv_group', 'public.tb_group', 'btree', ARRAY['pk_group'], false, 'CREATE INDEX tb_group_pk_group_idx ON public.tb_group (pk_group);'),
    (3, 'public.tv_letter', 'public.tb_group', 'btree', ARRAY['name'], false, 'CREATE INDEX tb_group_name_idx ON public.tb_group (name);')
$function$;

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_group', 'not-null', ARRAY['pk_group']),
    ('public.tb_group', 'not-null', ARRAY['name']),
    ('public.tb_group', 'unique', ARRAY['pk_group'])
$function$;

-- public.tv_group, key (pk_group).
CREATE FUNCTION tviews.activate_tv_group() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_group', 'public.v_group', 'pk_group, letter, entries, value', $definition$
SELECT *
FROM (
SELECT g.pk_group, lower(g.name) AS letter, count(e.pk_entry) AS entries, sum(e.value) AS value
FROM tb_group g LEFT JOIN tb_entry e ON e.fk_group = g.pk_group
GROUP BY g.pk_group
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_group') IS NULL THEN
  CREATE TABLE public.tv_group (LIKE public.v_group) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_group') THEN
    INSERT INTO public.tv_group SELECT * FROM public.v_group;
  END IF;
  PERFORM tviews.put_key('activate_tv_group', 'public.tv_group', 'PRIMARY KEY (pk_group)');
  ANALYZE public.tv_group;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_group', 'public.tv_group', 'public.v_group', 'PRIMARY KEY (pk_group)') THEN
  IF tviews.fill_now('activate_tv_group') THEN
    INSERT INTO public.tv_group SELECT * FROM public.v_group;
  END IF;
  PERFORM tviews.put_key('activate_tv_group', 'public.tv_group', 'PRIMARY KEY (pk_group)');
END IF;

-- Makes the rows of public.tv_group with these keys equal to those of public.v_group, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_group(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_group, v.letter, v.entries, v.value
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_group)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_group AS v
        WHERE v.pk_group = k.pk_group
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_group AS t (pk_group, letter, entries, value)
      SELECT * FROM fresh
      ON CONFLICT (pk_group)
      DO UPDATE SET letter = excluded.letter, entries = excluded.entries, value = excluded.value
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_group)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_group FROM fresh) AS gone (pk_group);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_group, v.letter, v.entries, v.value
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_group)
      JOIN public.v_group AS v ON v.pk_group = k.pk_group
    ), written AS (
      INSERT INTO public.tv_group AS t (pk_group, letter, entries, value)
      SELECT * FROM fresh
      ON CONFLICT (pk_group)
      DO UPDATE SET letter = excluded.letter, entries = excluded.entries, value = excluded.value
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_group)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_group FROM fresh) AS gone (pk_group);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_group AS t
    USING unnest(v_gone) AS k (pk_group)
    WHERE t.pk_group = k.pk_group;
  END IF;
END
$function$;

-- Makes all rows of public.tv_group equal to those of public.v_group, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_group() RETURNS void
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
  DELETE FROM public.tv_group AS t
  USING (
    SELECT t.pk_group FROM public.tv_group AS t
    EXCEPT
    SELECT v.pk_group FROM public.v_group AS v
  ) AS k (pk_group)
  WHERE t.pk_group = k.pk_group;

  INSERT INTO public.tv_group AS t (pk_group, letter, entries, value)
  SELECT v.pk_group, v.letter, v.entries, v.value
  FROM public.v_group AS v
  ON CONFLICT (pk_group)
  DO UPDATE SET letter = excluded.letter, entries = excluded.entries, value = excluded.value
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_group out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_group(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_e_fk_group integer[];
  v_g_pk_group integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_entry e (fk_group)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_group g (pk_group)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_e_fk_group, v_g_pk_group, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_group');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_group();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_entry e: pk_group = e.fk_group
  IF v_e_fk_group IS NOT NULL THEN
    v_keys := v_keys || v_e_fk_group;
  END IF;

  -- tb_group g: pk_group = g.pk_group
  IF v_g_pk_group IS NOT NULL THEN
    v_keys := v_keys || v_g_pk_group;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.pk_group))) FROM unnest(v_keys) AS k (pk_group)
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
    PERFORM tviews.refresh_tv_group(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_group, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_group() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT ARRAY[
  -- tv_letter looks rows up by it
  ARRAY[$definition$CREATE INDEX ON public.tv_group USING hash (letter)$definition$, NULL, 'letter'],
  -- tv_summary looks rows up by it
  ARRAY[$definition$CREATE INDEX ON public.tv_group USING btree (entries)$definition$, NULL, 'entries']
]
$activate$;

-- public.tv_letter, key (letter).
CREATE FUNCTION tviews.activate_tv_letter() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_letter', 'public.v_letter', 'letter, value, written_so', $definition$
SELECT *
FROM (
SELECT t.letter, sum(t.value) AS value, (SELECT count(*) FROM tb_group g WHERE g.name = t.letter) AS written_so
FROM tv_group t GROUP BY t.letter
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_letter') IS NULL THEN
  CREATE TABLE public.tv_letter (LIKE public.v_letter) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_letter') THEN
    INSERT INTO public.tv_letter SELECT * FROM public.v_letter;
  END IF;
  PERFORM tviews.put_key('activate_tv_letter', 'public.tv_letter', 'UNIQUE NULLS NOT DISTINCT (letter)');
  ANALYZE public.tv_letter;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_letter', 'public.tv_letter', 'public.v_letter', 'UNIQUE NULLS NOT DISTINCT (letter)') THEN
  IF tviews.fill_now('activate_tv_letter') THEN
    INSERT INTO public.tv_letter SELECT * FROM public.v_letter;
  END IF;
  PERFORM tviews.put_key('activate_tv_letter', 'public.tv_letter', 'UNIQUE NULLS NOT DISTINCT (letter)');
END IF;

-- Makes the rows of public.tv_letter with these keys equal to those of public.v_letter, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_letter(p_keys text[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone text[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT DISTINCT ON (v.letter) v.letter, v.value, v.written_so
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (letter)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_letter AS v
        WHERE (v.letter = k.letter OR v.letter IS NULL AND k.letter IS NULL)
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_letter AS t (letter, value, written_so)
      SELECT * FROM fresh
      ON CONFLICT (letter)
      DO UPDATE SET letter = excluded.letter, value = excluded.value, written_so = excluded.written_so
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.letter)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.letter FROM fresh) AS gone (letter);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT DISTINCT ON (v.letter) v.letter, v.value, v.written_so
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (letter)
      JOIN public.v_letter AS v ON (v.letter = k.letter OR v.letter IS NULL AND k.letter IS NULL)
    ), written AS (
      INSERT INTO public.tv_letter AS t (letter, value, written_so)
      SELECT * FROM fresh
      ON CONFLICT (letter)
      DO UPDATE SET letter = excluded.letter, value = excluded.value, written_so = excluded.written_so
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.letter)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.letter FROM fresh) AS gone (letter);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_letter AS t
    USING unnest(v_gone) AS k (letter)
    WHERE (t.letter = k.letter OR t.letter IS NULL AND k.letter IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_letter equal to those of public.v_letter, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_letter() RETURNS void
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
  DELETE FROM public.tv_letter AS t
  USING (
    SELECT t.letter FROM public.tv_letter AS t
    EXCEPT
    SELECT v.letter FROM public.v_letter AS v
  ) AS k (letter)
  WHERE (t.letter = k.letter OR t.letter IS NULL AND k.letter IS NULL);

  INSERT INTO public.tv_letter AS t (letter, value, written_so)
  SELECT v.letter, v.value, v.written_so
  FROM public.v_letter AS v
  ON CONFLICT (letter)
  DO UPDATE SET letter = excluded.letter, value = excluded.value, written_so = excluded.written_so
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_letter out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_letter(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_g_name text[];
  v_t_letter text[];
  v_keys text[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_group g (name)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tv_group t (letter)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_g_name, v_t_letter, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_letter');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_letter();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_group g: letter = g.name
  IF v_g_name IS NOT NULL THEN
    v_keys := v_keys || v_g_name;
  END IF;

  -- tv_group t: letter = t.letter
  IF v_t_letter IS NOT NULL THEN
    v_keys := v_keys || v_t_letter;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, 1) FROM unnest(v_keys) AS k (letter)
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
    PERFORM tviews.refresh_tv_letter(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_letter, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_letter() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_summary, key (entries).
CREATE FUNCTION tviews.activate_tv_summary() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_summary', 'public.v_summary', 'entries, groups', $definition$
SELECT *
FROM (
SELECT entries, array_agg(pk_group ORDER BY pk_group) AS groups
FROM tv_group GROUP BY entries
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_summary') IS NULL THEN
  CREATE TABLE public.tv_summary (LIKE public.v_summary) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_summary') THEN
    INSERT INTO public.tv_summary SELECT * FROM public.v_summary;
  END IF;
  PERFORM tviews.put_key('activate_tv_summary', 'public.tv_summary', 'UNIQUE NULLS NOT DISTINCT (entries)');
  ANALYZE public.tv_summary;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_summary', 'public.tv_summary', 'public.v_summary', 'UNIQUE NULLS NOT DISTINCT (entries)') THEN
  IF tviews.fill_now('activate_tv_summary') THEN
    INSERT INTO public.tv_summary SELECT * FROM public.v_summary;
  END IF;
  PERFORM tviews.put_key('activate_tv_summary', 'public.tv_summary', 'UNIQUE NULLS NOT DISTINCT (entries)');
END IF;

-- Makes the rows of public.tv_summary with these keys equal to those of public.v_summary, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_summary(p_keys bigint[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone bigint[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.entries, v.groups
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (entries)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_summary AS v
        WHERE (v.entries = k.entries OR v.entries IS NULL AND k.entries IS NULL)
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_summary AS t (entries, groups)
      SELECT * FROM fresh
      ON CONFLICT (entries)
      DO UPDATE SET entries = excluded.entries, groups = excluded.groups
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.entries)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.entries FROM fresh) AS gone (entries);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.entries, v.groups
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (entries)
      JOIN public.v_summary AS v ON (v.entries = k.entries OR v.entries IS NULL AND k.entries IS NULL)
    ), written AS (
      INSERT INTO public.tv_summary AS t (entries, groups)
      SELECT * FROM fresh
      ON CONFLICT (entries)
      DO UPDATE SET entries = excluded.entries, groups = excluded.groups
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.entries)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.entries FROM fresh) AS gone (entries);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_summary AS t
    USING unnest(v_gone) AS k (entries)
    WHERE (t.entries = k.entries OR t.entries IS NULL AND k.entries IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_summary equal to those of public.v_summary, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_summary() RETURNS void
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
  DELETE FROM public.tv_summary AS t
  USING (
    SELECT t.entries FROM public.tv_summary AS t
    EXCEPT
    SELECT v.entries FROM public.v_summary AS v
  ) AS k (entries)
  WHERE (t.entries = k.entries OR t.entries IS NULL AND k.entries IS NULL);

  INSERT INTO public.tv_summary AS t (entries, groups)
  SELECT v.entries, v.groups
  FROM public.v_summary AS v
  ON CONFLICT (entries)
  DO UPDATE SET entries = excluded.entries, groups = excluded.groups
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_summary out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_summary(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_tv_group_entries bigint[];
  v_keys bigint[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(3)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::bigint) FILTER (WHERE taken.route = 'tv_group (entries)'),
    array_agg(value.c1::bigint) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_tv_group_entries, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(3, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(3)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_summary');
    IF p_notes THEN
      PERFORM tviews.note_rows(3, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(3, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_summary();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tv_group: entries = tv_group.entries
  IF v_tv_group_entries IS NOT NULL THEN
    v_keys := v_keys || v_tv_group_entries;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(3, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(3, 1) FROM unnest(v_keys) AS k (entries)
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
    PERFORM tviews.refresh_tv_summary(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_summary, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_summary() RETURNS text[]
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
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[1]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_group reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_entry, r.fk_group, r.value FROM old_rows AS r),
      after AS (SELECT r.pk_entry, r.fk_group, r.value FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_entry e (fk_group)', array_agg(DISTINCT r.fk_group)::text[]
      FROM changed AS r WHERE r.fk_group IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_entry e (fk_group)', array_agg(DISTINCT r.fk_group)::text[]
      FROM changed_rows AS r WHERE r.fk_group IS NOT NULL
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

-- The triggers of public.tb_group.
CREATE FUNCTION tviews.watch_tb_group() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_group puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_group() RETURNS trigger
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
      -- What tv_group reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_group, r.name FROM old_rows AS r),
      after_1 AS (SELECT r.pk_group, r.name FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_letter reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.name FROM old_rows AS r),
      after_2 AS (SELECT r.name FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_group g (pk_group)', array_agg(DISTINCT r.pk_group)::text[]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_group g (name)', array_agg(DISTINCT r.name)::text[]
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_group g (pk_group)', array_agg(r.pk_group)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_group g (name)', array_agg(DISTINCT r.name)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_group', 'enqueue_tb_group', 'tviews_tb_group', true);
RETURN false;
END
$activate$;

-- The triggers of public.tv_group.
CREATE FUNCTION tviews.watch_tv_group() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tv_group puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tv_group() RETURNS trigger
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
    FROM unnest(ARRAY[2, 3]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_letter reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.letter, ROW (r.letter, r.value)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after_1 AS (SELECT r.letter, ROW (r.letter, r.value)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_summary reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_group, r.entries, ROW (r.entries)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after_2 AS (SELECT r.pk_group, r.entries, ROW (r.entries)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tv_group t (letter)', array_agg(DISTINCT r.letter)::text[]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tv_group (entries)', array_agg(DISTINCT r.entries)::text[]
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tv_group t (letter)', array_agg(DISTINCT r.letter)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tv_group (entries)', array_agg(DISTINCT r.entries)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tv_group', 'enqueue_tv_group', 'tviews_tv_group', true);
RETURN false;
END
$activate$;
