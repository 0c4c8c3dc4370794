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
    (1, 'public.tv_answer', 'public.v_answer', false, ARRAY['pk_form', 'question'], 'r.pk_form = k.pk_form AND (r.question = k.question OR r.question IS NULL AND k.question IS NULL)',
      'jsonb_build_object(''pk_form'', CAST($1[1][n] AS integer), ''question'', CAST($1[2][n] AS text))', 'tviews.refresh_tv_answer(ARRAY(SELECT unnest($1[1:1]))::integer[], ARRAY(SELECT unnest($1[2:2]))::text[])',
      ARRAY['public.tb_form']::text[], 'activate_tv_answer', 'equip_tv_answer', ARRAY['drain_tv_answer', 'refresh_tv_answer', 'rebuild_tv_answer'], 'drain_tv_answer',
      false, false, 1000),
    (2, 'public.tv_tag', 'public.v_tag', false, ARRAY['pk_form', 'position'], 'r.pk_form = k.pk_form AND (r."position" = k."position" OR r."position" IS NULL AND k."position" IS NULL)',
      'jsonb_build_object(''pk_form'', CAST($1[1][n] AS integer), ''position'', CAST($1[2][n] AS bigint))', 'tviews.refresh_tv_tag(ARRAY(SELECT unnest($1[1:1]))::integer[], ARRAY(SELECT unnest($1[2:2]))::bigint[])',
      ARRAY['public.tb_form', 'public.tb_label']::text[], 'activate_tv_tag', 'equip_tv_tag', ARRAY['drain_tv_tag', 'refresh_tv_tag', 'rebuild_tv_tag'], 'drain_tv_tag',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_form', ARRAY['answers', 'pk_form', 'tags']::text[], ARRAY['jsonb', 'integer', 'text[]']::text[], 'tviews_tb_form', 'enqueue_tb_form', NULL, true, 'watch_tb_form'),
    ('public.tb_label', ARRAY['label', 'tag']::text[], ARRAY['text', 'text']::text[], 'tviews_tb_label', 'enqueue_tb_label', NULL, true, 'watch_tb_label')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_answer', 'public.tb_form', ARRAY['f']::text[], ARRAY['pk_form', 'answers']::text[], false,
      'mapped', 1, ARRAY[]::text[], 'a in jsonb_each_text(f.answers), pk_form = f.pk_form, question = a.key'),
    ('public.tv_answer', 'public.tb_form', ARRAY['f']::text[], ARRAY['pk_form', 'answers']::text[], false,
      'mapped', 2, ARRAY['public.tv_answer']::text[], 'old_row.pk_form = f.pk_form, pk_form = old_row.pk_form, question = old_row.question'),
    ('public.tv_tag', 'public.tb_form', ARRAY['f']::text[], ARRAY['pk_form', 'tags']::text[], false,
      'mapped', 1, ARRAY[]::text[], 't in unnest(f.tags) WITH ORDINALITY, pk_form = f.pk_form, position = t."position"'),
    ('public.tv_tag', 'public.tb_form', ARRAY['f']::text[], ARRAY['pk_form', 'tags']::text[], false,
      'mapped', 2, ARRAY['public.tv_tag']::text[], 'old_row.pk_form = f.pk_form, pk_form = old_row.pk_form, position = old_row."position"'),
    ('public.tv_tag', 'public.tb_label', ARRAY['l']::text[], ARRAY['tag', 'label']::text[], false,
      'full', 1, ARRAY[]::text[], NULL)
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_answer', 'public.tb_form', 'btree', ARRAY['pk_form'], false, 'CREATE INDEX tb_form_pk_form_idx ON public.tb_form (pk_form);'),
    (2, 'public.tv_tag', 'public.tb_form', 'btree', ARRAY['pk_form'], false, 'CREATE INDEX tb_form_pk_form_idx ON public.tb_form (pk_form);')
$function$;

-- The highest number of a class of locks.
CREATE FUNCTION tviews.built_lock_classes() RETURNS integer
LANGUAGE sql IMMUTABLE
AS 'SELECT 4';

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_form', 'not-null', ARRAY['pk_form']),
    ('public.tb_form', 'not-null', ARRAY['answers']),
    ('public.tb_form', 'not-null', ARRAY['tags']),
    ('public.tb_form', 'unique', ARRAY['pk_form'])
$function$;

-- public.tv_answer, key (pk_form, question).
CREATE FUNCTION tviews.activate_tv_answer() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_answer', 'public.v_answer', 'pk_form, question, answer', $definition$
SELECT *
FROM (
SELECT f.pk_form, a.key AS question, a.value AS answer
FROM tb_form f, jsonb_each_text(f.answers) AS a
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_answer') IS NULL THEN
  CREATE TABLE public.tv_answer (LIKE public.v_answer) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_answer') THEN
    INSERT INTO public.tv_answer SELECT * FROM public.v_answer;
  END IF;
  PERFORM tviews.put_key('activate_tv_answer', 'public.tv_answer', 'UNIQUE NULLS NOT DISTINCT (pk_form, question)');
  ANALYZE public.tv_answer;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_answer', 'public.tv_answer', 'public.v_answer', 'UNIQUE NULLS NOT DISTINCT (pk_form, question)') THEN
  IF tviews.fill_now('activate_tv_answer') THEN
    INSERT INTO public.tv_answer SELECT * FROM public.v_answer;
  END IF;
  PERFORM tviews.put_key('activate_tv_answer', 'public.tv_answer', 'UNIQUE NULLS NOT DISTINCT (pk_form, question)');
END IF;

-- Makes the rows of public.tv_answer with these keys equal to those of public.v_answer, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_answer(p_keys_1 integer[], p_keys_2 text[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone_1 integer[];
  v_gone_2 text[];
  v_twice text;
BEGIN
  -- No constraint proves that the key is unique.
  SELECT concat_ws(', ', k.pk_form, k.question) INTO v_twice
  FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_form, question)
  CROSS JOIN LATERAL (
    SELECT count(*) AS rows FROM public.v_answer AS v
    WHERE v.pk_form = k.pk_form AND (v.question = k.question OR v.question IS NULL AND k.question IS NULL)
    OFFSET 0
  ) AS found
  WHERE found.rows > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_answer', v_twice);
  END IF;

  IF cardinality(p_keys_1) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT DISTINCT ON (v.pk_form, v.question) v.pk_form, v.question, v.answer
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_form, question)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_answer AS v
        WHERE v.pk_form = k.pk_form AND (v.question = k.question OR v.question IS NULL AND k.question IS NULL)
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_answer AS t (pk_form, question, answer)
      SELECT * FROM fresh
      ON CONFLICT (pk_form, question)
      DO UPDATE SET question = excluded.question, answer = excluded.answer
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_form), array_agg(gone.question)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_form, fresh.question FROM fresh) AS gone (pk_form, question);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT DISTINCT ON (v.pk_form, v.question) v.pk_form, v.question, v.answer
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_form, question)
      JOIN public.v_answer AS v ON v.pk_form = k.pk_form AND (v.question = k.question OR v.question IS NULL AND k.question IS NULL)
    ), written AS (
      INSERT INTO public.tv_answer AS t (pk_form, question, answer)
      SELECT * FROM fresh
      ON CONFLICT (pk_form, question)
      DO UPDATE SET question = excluded.question, answer = excluded.answer
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_form), array_agg(gone.question)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_form, fresh.question FROM fresh) AS gone (pk_form, question);
  END IF;

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_answer AS t
    USING unnest(v_gone_1, v_gone_2) AS k (pk_form, question)
    WHERE t.pk_form = k.pk_form AND (t.question = k.question OR t.question IS NULL AND k.question IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_answer equal to those of public.v_answer, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_answer() RETURNS void
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
  SELECT concat_ws(', ', v.pk_form, v.question) INTO v_twice
  FROM public.v_answer AS v
  GROUP BY v.pk_form, v.question
  HAVING count(*) > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_answer', v_twice);
  END IF;

  DELETE FROM public.tv_answer AS t
  USING (
    SELECT t.pk_form, t.question FROM public.tv_answer AS t
    EXCEPT
    SELECT v.pk_form, v.question FROM public.v_answer AS v
  ) AS k (pk_form, question)
  WHERE t.pk_form = k.pk_form AND (t.question = k.question OR t.question IS NULL AND k.question IS NULL);

  INSERT INTO public.tv_answer AS t (pk_form, question, answer)
  SELECT v.pk_form, v.question, v.answer
  FROM public.v_answer AS v
  ON CONFLICT (pk_form, question)
  DO UPDATE SET question = excluded.question, answer = excluded.answer
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_answer out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_answer(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_f_pk_form integer[];
  v_f_answers jsonb[];
  v_keys_1 integer[];
  v_keys_2 text[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_form f (pk_form, answers)'),
    array_agg(value.c2::jsonb) FILTER (WHERE taken.route = 'tb_form f (pk_form, answers)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::text) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_f_pk_form, v_f_answers, v_keys_1, v_keys_2
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_answer');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_answer();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_form f: a in jsonb_each_text(f.answers), pk_form = f.pk_form, question = a.key
  IF v_f_pk_form IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(changed.pk_form), v_keys_2 || array_agg(a.key)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_f_pk_form, v_f_answers) AS changed (pk_form, answers)
    CROSS JOIN LATERAL jsonb_each_text(changed.answers) AS a (key, value);
  END IF;

  -- Its own rows, by public.tv_answer (pk_form)
  v_held := v_held || tviews.hold(ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.pk_form))) FROM unnest(v_keys_1, v_keys_2) AS k (pk_form, question)
  ), ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (changed.pk_form)))
    FROM unnest(v_f_pk_form, v_f_answers) AS changed (pk_form, answers)
  ), p_most - cardinality(v_held));

  -- tb_form f: old_row.pk_form = f.pk_form, pk_form = old_row.pk_form, question = old_row.question
  IF v_f_pk_form IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(old_row.pk_form), v_keys_2 || array_agg(old_row.question)
    INTO v_keys_1, v_keys_2
    FROM public.tv_answer AS old_row
    WHERE old_row.pk_form = ANY (v_f_pk_form);
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.pk_form))) FROM unnest(v_keys_1, v_keys_2) AS k (pk_form, question)
  ), p_most - cardinality(v_held));
  IF pg_sequence_last_value('tviews.traced_since') IS NOT NULL THEN
    PERFORM tviews.leave_trace(v_held);
  END IF;
  IF cardinality(v_keys_1) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(1, ARRAY[v_keys_1::text[], v_keys_2::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_apart(1, ARRAY[v_keys_1::text[], v_keys_2::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_answer(v_keys_1, v_keys_2);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_answer, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_answer() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_tag, key (pk_form, position).
CREATE FUNCTION tviews.activate_tv_tag() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_tag', 'public.v_tag', 'pk_form, "position", tag, label', $definition$
SELECT *
FROM (
SELECT f.pk_form, t.position, t.tag, l.label
FROM tb_form f
CROSS JOIN LATERAL unnest(f.tags) WITH ORDINALITY AS t (tag, position)
LEFT JOIN tb_label l ON l.tag = t.tag
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_tag') IS NULL THEN
  CREATE TABLE public.tv_tag (LIKE public.v_tag) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_tag') THEN
    INSERT INTO public.tv_tag SELECT * FROM public.v_tag;
  END IF;
  PERFORM tviews.put_key('activate_tv_tag', 'public.tv_tag', 'UNIQUE NULLS NOT DISTINCT (pk_form, "position")');
  ANALYZE public.tv_tag;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_tag', 'public.tv_tag', 'public.v_tag', 'UNIQUE NULLS NOT DISTINCT (pk_form, "position")') THEN
  IF tviews.fill_now('activate_tv_tag') THEN
    INSERT INTO public.tv_tag SELECT * FROM public.v_tag;
  END IF;
  PERFORM tviews.put_key('activate_tv_tag', 'public.tv_tag', 'UNIQUE NULLS NOT DISTINCT (pk_form, "position")');
END IF;

-- Makes the rows of public.tv_tag with these keys equal to those of public.v_tag, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_tag(p_keys_1 integer[], p_keys_2 bigint[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone_1 integer[];
  v_gone_2 bigint[];
  v_twice text;
BEGIN
  -- No constraint proves that the key is unique.
  SELECT concat_ws(', ', k.pk_form, k."position") INTO v_twice
  FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_form, "position")
  CROSS JOIN LATERAL (
    SELECT count(*) AS rows FROM public.v_tag AS v
    WHERE v.pk_form = k.pk_form AND (v."position" = k."position" OR v."position" IS NULL AND k."position" IS NULL)
    OFFSET 0
  ) AS found
  WHERE found.rows > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_tag', v_twice);
  END IF;

  IF cardinality(p_keys_1) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_form, v."position", v.tag, v.label
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_form, "position")
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_tag AS v
        WHERE v.pk_form = k.pk_form AND (v."position" = k."position" OR v."position" IS NULL AND k."position" IS NULL)
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_tag AS t (pk_form, "position", tag, label)
      SELECT * FROM fresh
      ON CONFLICT (pk_form, "position")
      DO UPDATE SET "position" = excluded."position", tag = excluded.tag, label = excluded.label
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_form), array_agg(gone."position")
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_form, fresh."position" FROM fresh) AS gone (pk_form, "position");
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_form, v."position", v.tag, v.label
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_form, "position")
      JOIN public.v_tag AS v ON v.pk_form = k.pk_form AND (v."position" = k."position" OR v."position" IS NULL AND k."position" IS NULL)
    ), written AS (
      INSERT INTO public.tv_tag AS t (pk_form, "position", tag, label)
      SELECT * FROM fresh
      ON CONFLICT (pk_form, "position")
      DO UPDATE SET "position" = excluded."position", tag = excluded.tag, label = excluded.label
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_form), array_agg(gone."position")
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_form, fresh."position" FROM fresh) AS gone (pk_form, "position");
  END IF;

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_tag AS t
    USING unnest(v_gone_1, v_gone_2) AS k (pk_form, "position")
    WHERE t.pk_form = k.pk_form AND (t."position" = k."position" OR t."position" IS NULL AND k."position" IS NULL);
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
DECLARE
  v_twice text;
BEGIN
  SELECT concat_ws(', ', v.pk_form, v."position") INTO v_twice
  FROM public.v_tag AS v
  GROUP BY v.pk_form, v."position"
  HAVING count(*) > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_tag', v_twice);
  END IF;

  DELETE FROM public.tv_tag AS t
  USING (
    SELECT t.pk_form, t."position" FROM public.tv_tag AS t
    EXCEPT
    SELECT v.pk_form, v."position" FROM public.v_tag AS v
  ) AS k (pk_form, "position")
  WHERE t.pk_form = k.pk_form AND (t."position" = k."position" OR t."position" IS NULL AND k."position" IS NULL);

  INSERT INTO public.tv_tag AS t (pk_form, "position", tag, label)
  SELECT v.pk_form, v."position", v.tag, v.label
  FROM public.v_tag AS v
  ON CONFLICT (pk_form, "position")
  DO UPDATE SET "position" = excluded."position", tag = excluded.tag, label = excluded.label
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
  v_f_pk_form integer[];
  v_f_tags text[];
  v_keys_1 integer[];
  v_keys_2 bigint[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_form f (pk_form, tags)'),
    array_agg(value.c2::text) FILTER (WHERE taken.route = 'tb_form f (pk_form, tags)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::bigint) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_f_pk_form, v_f_tags, v_keys_1, v_keys_2
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(3), tviews.class_lock_id(4)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_tag');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_tag();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_form f: t in unnest(f.tags) WITH ORDINALITY, pk_form = f.pk_form, position = t."position"
  IF v_f_pk_form IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(changed.pk_form), v_keys_2 || array_agg(t."position")
    INTO v_keys_1, v_keys_2
    FROM unnest(v_f_pk_form, v_f_tags) AS changed (pk_form, tags)
    CROSS JOIN LATERAL unnest((changed.tags::text[])) WITH ORDINALITY AS t (tag, "position");
  END IF;

  -- Its own rows, by public.tv_tag (pk_form)
  v_held := v_held || tviews.hold(ARRAY (
    SELECT tviews.lock_id(3, hash_record(ROW (k.pk_form))) FROM unnest(v_keys_1, v_keys_2) AS k (pk_form, "position")
  ), ARRAY (
    SELECT tviews.lock_id(3, hash_record(ROW (changed.pk_form)))
    FROM unnest(v_f_pk_form, v_f_tags) AS changed (pk_form, tags)
  ), p_most - cardinality(v_held));

  -- tb_form f: old_row.pk_form = f.pk_form, pk_form = old_row.pk_form, position = old_row."position"
  IF v_f_pk_form IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(old_row.pk_form), v_keys_2 || array_agg(old_row."position")
    INTO v_keys_1, v_keys_2
    FROM public.tv_tag AS old_row
    WHERE old_row.pk_form = ANY (v_f_pk_form);
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(4, hash_record(ROW (k.pk_form))) FROM unnest(v_keys_1, v_keys_2) AS k (pk_form, "position")
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
    PERFORM tviews.refresh_tv_tag(v_keys_1, v_keys_2);
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
    FROM unnest(ARRAY[1, 2]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_answer reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_form, r.answers, ROW (r.answers)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after_1 AS (SELECT r.pk_form, r.answers, ROW (r.answers)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_tag reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_form, r.tags FROM old_rows AS r),
      after_2 AS (SELECT r.pk_form, r.tags FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_form f (pk_form, answers)', ARRAY[array_agg(r.pk_form)::text[], array_agg(r.answers)]
      FROM (SELECT DISTINCT r.pk_form, r.answers::text COLLATE "C" AS answers FROM changed_1 AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_form f (pk_form, tags)', ARRAY[array_agg(r.pk_form)::text[], array_agg(r.tags)]
      FROM (SELECT DISTINCT r.pk_form, r.tags::text AS tags FROM changed_2 AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_form f (pk_form, answers)', ARRAY[array_agg(r.pk_form)::text[], array_agg(r.answers)]
      FROM (SELECT DISTINCT r.pk_form, r.answers::text COLLATE "C" AS answers FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_form f (pk_form, tags)', ARRAY[array_agg(r.pk_form)::text[], array_agg(r.tags)]
      FROM (SELECT DISTINCT r.pk_form, r.tags::text AS tags FROM changed_rows AS r) AS r
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

-- The triggers of public.tb_label.
CREATE FUNCTION tviews.watch_tb_label() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_label puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_label() RETURNS trigger
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
      -- What tv_tag reads of the rows before and after, and where that differs.
      before AS (SELECT r.tag, r.label FROM old_rows AS r),
      after AS (SELECT r.tag, r.label FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'full', NULL::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'full', NULL::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_label', 'enqueue_tb_label', 'tviews_tb_label', true);
RETURN false;
END
$activate$;
