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
    (1, 'public.tv_form', 'public.v_form', false, ARRAY['pk_form'], 'r.pk_form = k.pk_form',
      'jsonb_build_object(''pk_form'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_form(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_form']::text[], 'activate_tv_form', 'equip_tv_form', ARRAY['drain_tv_form', 'refresh_tv_form', 'rebuild_tv_form'], 'drain_tv_form',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_form', ARRAY['answers', 'fk_related', 'id', 'pk_form', 'tags']::text[], ARRAY['jsonb', 'integer[]', 'uuid', 'integer', 'text[]']::text[], 'tviews_tb_form', 'enqueue_tb_form', NULL, true, 'watch_tb_form')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_form', 'public.tb_form', ARRAY['f']::text[], ARRAY['pk_form', 'id', 'answers', 'tags', 'fk_related']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_form = f.pk_form')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_form', 'public.tb_form', 'btree', ARRAY['pk_form'], false, 'CREATE INDEX tb_form_pk_form_idx ON public.tb_form (pk_form);')
$function$;

-- The highest number of a class of locks.
CREATE FUNCTION tviews.built_lock_classes() RETURNS integer
LANGUAGE sql IMMUTABLE
AS 'SELECT 1';

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_form', 'not-null', ARRAY['pk_form']),
    ('public.tb_form', 'unique', ARRAY['pk_form'])
$function$;

-- public.tv_form, key (pk_form).
CREATE FUNCTION tviews.activate_tv_form() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_form', 'public.v_form', 'pk_form, id, name, next_age, answered, pets, data, first_tag, related, tag_list', $definition$
SELECT *
FROM (
SELECT f.pk_form, f.id,
       f.answers ->> 'name' AS name,
       (f.answers -> 'age')::integer + 1 AS next_age,
       f.answers ? 'name' AS answered,
       jsonb_array_length(COALESCE(f.answers -> 'pets', '[]')) AS pets,
       f.answers #- '{pets}' || jsonb_build_object('tags', to_jsonb(f.tags)) AS data,
       f.tags[1] AS first_tag,
       cardinality(f.fk_related) AS related,
       (SELECT string_agg(upper(t.tag), ',' ORDER BY t.position) FROM unnest(f.tags) WITH ORDINALITY AS t (tag, position)) AS tag_list
FROM tb_form f
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_form') IS NULL THEN
  CREATE TABLE public.tv_form (LIKE public.v_form) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_form') THEN
    INSERT INTO public.tv_form SELECT * FROM public.v_form;
  END IF;
  PERFORM tviews.put_key('activate_tv_form', 'public.tv_form', 'PRIMARY KEY (pk_form)');
  ANALYZE public.tv_form;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_form', 'public.tv_form', 'public.v_form', 'PRIMARY KEY (pk_form)') THEN
  IF tviews.fill_now('activate_tv_form') THEN
    INSERT INTO public.tv_form SELECT * FROM public.v_form;
  END IF;
  PERFORM tviews.put_key('activate_tv_form', 'public.tv_form', 'PRIMARY KEY (pk_form)');
END IF;

-- Makes the rows of public.tv_form with these keys equal to those of public.v_form, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_form(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_form, v.id, v.name, v.next_age, v.answered, v.pets, v.data, v.first_tag, v.related, v.tag_list
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_form)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_form AS v
        WHERE v.pk_form = k.pk_form
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_form AS t (pk_form, id, name, next_age, answered, pets, data, first_tag, related, tag_list)
      SELECT * FROM fresh
      ON CONFLICT (pk_form)
      DO UPDATE SET id = excluded.id, name = excluded.name, next_age = excluded.next_age, answered = excluded.answered, pets = excluded.pets, data = excluded.data, first_tag = excluded.first_tag, related = excluded.related, tag_list = excluded.tag_list
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_form)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_form FROM fresh) AS gone (pk_form);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_form, v.id, v.name, v.next_age, v.answered, v.pets, v.data, v.first_tag, v.related, v.tag_list
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_form)
      JOIN public.v_form AS v ON v.pk_form = k.pk_form
    ), written AS (
      INSERT INTO public.tv_form AS t (pk_form, id, name, next_age, answered, pets, data, first_tag, related, tag_list)
      SELECT * FROM fresh
      ON CONFLICT (pk_form)
      DO UPDATE SET id = excluded.id, name = excluded.name, next_age = excluded.next_age, answered = excluded.answered, pets = excluded.pets, data = excluded.data, first_tag = excluded.first_tag, related = excluded.related, tag_list = excluded.tag_list
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_form)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_form FROM fresh) AS gone (pk_form);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_form AS t
    USING unnest(v_gone) AS k (pk_form)
    WHERE t.pk_form = k.pk_form;
  END IF;
END
$function$;

-- Makes all rows of public.tv_form equal to those of public.v_form, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_form() RETURNS void
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
  DELETE FROM public.tv_form AS t
  USING (
    SELECT t.pk_form FROM public.tv_form AS t
    EXCEPT
    SELECT v.pk_form FROM public.v_form AS v
  ) AS k (pk_form)
  WHERE t.pk_form = k.pk_form;

  INSERT INTO public.tv_form AS t (pk_form, id, name, next_age, answered, pets, data, first_tag, related, tag_list)
  SELECT v.pk_form, v.id, v.name, v.next_age, v.answered, v.pets, v.data, v.first_tag, v.related, v.tag_list
  FROM public.v_form AS v
  ON CONFLICT (pk_form)
  DO UPDATE SET id = excluded.id, name = excluded.name, next_age = excluded.next_age, answered = excluded.answered, pets = excluded.pets, data = excluded.data, first_tag = excluded.first_tag, related = excluded.related, tag_list = excluded.tag_list
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_form out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_form(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_f_pk_form integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_form f (pk_form)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_f_pk_form, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_form');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_form();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_form f: pk_form = f.pk_form
  IF v_f_pk_form IS NOT NULL THEN
    v_keys := v_keys || v_f_pk_form;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.pk_form))) FROM unnest(v_keys) AS k (pk_form)
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
    PERFORM tviews.refresh_tv_form(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_form, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_form() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT ARRAY[
  -- documents are fetched by their public id
  ARRAY[$definition$CREATE INDEX ON public.tv_form USING btree (id)$definition$, NULL, 'id']
]
$activate$;

-- The triggers of public.tb_form.
CREATE FUNCTION tviews.watch_tb_form() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_form puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_form() RETURNS trigger
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
    FROM unnest(ARRAY[1]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_form reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_form, r.id, r.tags, r.fk_related, ROW (r.answers)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after AS (SELECT r.pk_form, r.id, r.tags, r.fk_related, ROW (r.answers)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_form f (pk_form)', array_agg(DISTINCT r.pk_form)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_form f (pk_form)', array_agg(r.pk_form)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_form', 'enqueue_tb_form', 'tviews_tb_form', true);
RETURN false;
END
$activate$;
