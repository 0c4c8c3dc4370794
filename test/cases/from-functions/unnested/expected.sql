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
    (1, 'public.tv_food', 'public.v_food', false, ARRAY['pk_food'], 'r.pk_food = k.pk_food',
      'jsonb_build_object(''pk_food'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_food(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_food', 'public.tb_recipe']::text[], 'activate_tv_food', 'equip_tv_food', ARRAY['drain_tv_food', 'refresh_tv_food', 'rebuild_tv_food'], 'drain_tv_food',
      false, false, 1000),
    (2, 'public.tv_part', 'public.v_part', false, ARRAY['pk_recipe', 'number'], 'r.pk_recipe = k.pk_recipe AND (r.number = k.number OR r.number IS NULL AND k.number IS NULL)',
      'jsonb_build_object(''pk_recipe'', CAST($1[1][n] AS integer), ''number'', CAST($1[2][n] AS bigint))', 'tviews.refresh_tv_part(ARRAY(SELECT unnest($1[1:1]))::integer[], ARRAY(SELECT unnest($1[2:2]))::bigint[])',
      ARRAY['public.tb_food', 'public.tb_recipe']::text[], 'activate_tv_part', 'equip_tv_part', ARRAY['drain_tv_part', 'refresh_tv_part', 'rebuild_tv_part'], 'drain_tv_part',
      false, false, 1000),
    (3, 'public.tv_step', 'public.v_step', false, ARRAY['pk_recipe', 'number'], 'r.pk_recipe = k.pk_recipe AND (r.number = k.number OR r.number IS NULL AND k.number IS NULL)',
      'jsonb_build_object(''pk_recipe'', CAST($1[1][n] AS integer), ''number'', CAST($1[2][n] AS bigint))', 'tviews.refresh_tv_step(ARRAY(SELECT unnest($1[1:1]))::integer[], ARRAY(SELECT unnest($1[2:2]))::bigint[])',
      ARRAY['public.tb_recipe']::text[], 'activate_tv_step', 'equip_tv_step', ARRAY['drain_tv_step', 'refresh_tv_step', 'rebuild_tv_step'], 'drain_tv_step',
      false, false, 1000),
    (4, 'public.tv_verb', 'public.v_verb', false, ARRAY['pk_recipe', 'verb'], 'r.pk_recipe = k.pk_recipe AND (r.verb = k.verb OR r.verb IS NULL AND k.verb IS NULL)',
      'jsonb_build_object(''pk_recipe'', CAST($1[1][n] AS integer), ''verb'', CAST($1[2][n] AS text))', 'tviews.refresh_tv_verb(ARRAY(SELECT unnest($1[1:1]))::integer[], ARRAY(SELECT unnest($1[2:2]))::text[])',
      ARRAY['public.tb_recipe']::text[], 'activate_tv_verb', 'equip_tv_verb', ARRAY['drain_tv_verb', 'refresh_tv_verb', 'rebuild_tv_verb'], 'drain_tv_verb',
      false, false, 1000),
    (5, 'public.tv_verb_use', 'public.v_verb_use', false, ARRAY['verb'], '(r.verb = k.verb OR r.verb IS NULL AND k.verb IS NULL)',
      'jsonb_build_object(''verb'', CAST($1[1][n] AS text))', 'tviews.refresh_tv_verb_use(ARRAY(SELECT unnest($1[1:1]))::text[])',
      ARRAY['public.tb_recipe']::text[], 'activate_tv_verb_use', 'equip_tv_verb_use', ARRAY['drain_tv_verb_use', 'refresh_tv_verb_use', 'rebuild_tv_verb_use'], 'drain_tv_verb_use',
      false, false, 0)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_food', ARRAY['code', 'energy', 'pk_food']::text[], ARRAY['text', 'integer', 'integer']::text[], 'tviews_tb_food', 'enqueue_tb_food', NULL, true, 'watch_tb_food'),
    ('public.tb_recipe', ARRAY['content', 'name', 'pk_recipe', 'steps']::text[], ARRAY['jsonb', 'text', 'integer', 'text[]']::text[], 'tviews_tb_recipe', 'enqueue_tb_recipe', NULL, true, 'watch_tb_recipe')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_food', 'public.tb_food', ARRAY['f']::text[], ARRAY['pk_food', 'code']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_food = f.pk_food'),
    ('public.tv_food', 'public.tb_recipe', ARRAY['r']::text[], ARRAY['content']::text[], false,
      'mapped', 1, ARRAY['public.tb_food']::text[], 'p in ( SELECT * FROM jsonb_to_recordset(r.content -> ''parts'') p (food text, grams int) ), f.code = p.food, pk_food = f.pk_food'),
    ('public.tv_part', 'public.tb_food', ARRAY['f']::text[], ARRAY['code', 'energy']::text[], false,
      'mapped', 1, ARRAY['public.tb_recipe']::text[], 'p in jsonb_array_elements(r.content -> ''parts'') WITH ORDINALITY, f.code = (p.part ->> ''food''), pk_recipe = r.pk_recipe, number = p.number'),
    ('public.tv_part', 'public.tb_food', ARRAY['f']::text[], ARRAY['code', 'energy']::text[], false,
      'mapped', 2, ARRAY['public.tb_recipe', 'public.tv_part']::text[], 'p in jsonb_array_elements(r.content -> ''parts'') WITH ORDINALITY, f.code = (p.part ->> ''food''), old_row.pk_recipe = r.pk_recipe AND (old_row.number = p.number OR old_row.number IS NULL AND p.number IS NULL), pk_recipe = old_row.pk_recipe, number = old_row.number'),
    ('public.tv_part', 'public.tb_recipe', ARRAY['r']::text[], ARRAY['pk_recipe', 'content']::text[], false,
      'mapped', 1, ARRAY[]::text[], 'p in jsonb_array_elements(r.content -> ''parts'') WITH ORDINALITY, pk_recipe = r.pk_recipe, number = p.number'),
    ('public.tv_part', 'public.tb_recipe', ARRAY['r']::text[], ARRAY['pk_recipe', 'content']::text[], false,
      'mapped', 2, ARRAY['public.tv_part']::text[], 'old_row.pk_recipe = r.pk_recipe, pk_recipe = old_row.pk_recipe, number = old_row.number'),
    ('public.tv_step', 'public.tb_recipe', ARRAY['r']::text[], ARRAY['pk_recipe', 'name', 'steps']::text[], false,
      'mapped', 1, ARRAY[]::text[], 's in unnest(r.steps) WITH ORDINALITY, pk_recipe = r.pk_recipe, number = s.number'),
    ('public.tv_step', 'public.tb_recipe', ARRAY['r']::text[], ARRAY['pk_recipe', 'name', 'steps']::text[], false,
      'mapped', 2, ARRAY['public.tv_step']::text[], 'old_row.pk_recipe = r.pk_recipe, pk_recipe = old_row.pk_recipe, number = old_row.number'),
    ('public.tv_verb', 'public.tb_recipe', ARRAY['r']::text[], ARRAY['pk_recipe', 'steps']::text[], false,
      'mapped', 1, ARRAY['public.tv_verb']::text[], 'old_row.pk_recipe = r.pk_recipe, pk_recipe = old_row.pk_recipe, verb = old_row.verb'),
    ('public.tv_verb', 'public.tb_recipe', ARRAY['r']::text[], ARRAY['pk_recipe', 'steps']::text[], false,
      'mapped', 2, ARRAY['public.v_verb']::text[], 'new_row.pk_recipe = r.pk_recipe, pk_recipe = new_row.pk_recipe, verb = new_row.verb'),
    ('public.tv_verb_use', 'public.tb_recipe', ARRAY['r']::text[], ARRAY['pk_recipe', 'steps']::text[], false,
      'mapped', 1, ARRAY[]::text[], 's in unnest(r.steps), verb = s.verb')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_food', 'public.tb_food', 'btree', ARRAY['pk_food'], false, 'CREATE INDEX tb_food_pk_food_idx ON public.tb_food (pk_food);'),
    (2, 'public.tv_food', 'public.tb_food', 'btree', ARRAY['code'], false, 'CREATE INDEX tb_food_code_idx ON public.tb_food (code);'),
    (3, 'public.tv_part', 'public.tb_recipe', 'btree', ARRAY['pk_recipe'], false, 'CREATE INDEX tb_recipe_pk_recipe_idx ON public.tb_recipe (pk_recipe);'),
    (4, 'public.tv_step', 'public.tb_recipe', 'btree', ARRAY['pk_recipe'], false, 'CREATE INDEX tb_recipe_pk_recipe_idx ON public.tb_recipe (pk_recipe);'),
    (5, 'public.tv_verb', 'public.tb_recipe', 'btree', ARRAY['pk_recipe'], false, 'CREATE INDEX tb_recipe_pk_recipe_idx ON public.tb_recipe (pk_recipe);')
$function$;

-- The highest number of a class of locks.
CREATE FUNCTION tviews.built_lock_classes() RETURNS integer
LANGUAGE sql IMMUTABLE
AS 'SELECT 10';

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_food', 'not-null', ARRAY['pk_food']),
    ('public.tb_food', 'not-null', ARRAY['code']),
    ('public.tb_food', 'unique', ARRAY['pk_food']),
    ('public.tb_recipe', 'not-null', ARRAY['pk_recipe']),
    ('public.tb_recipe', 'not-null', ARRAY['content']),
    ('public.tb_recipe', 'unique', ARRAY['pk_recipe'])
$function$;

-- public.tv_food, key (pk_food).
CREATE FUNCTION tviews.activate_tv_food() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_food', 'public.v_food', 'pk_food, code, grams', $definition$
SELECT *
FROM (
SELECT f.pk_food, f.code, (SELECT sum(p.grams) FROM tb_recipe r, jsonb_to_recordset(r.content -> 'parts') AS p (food text, grams integer) WHERE p.food = f.code) AS grams
FROM tb_food f
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_food') IS NULL THEN
  CREATE TABLE public.tv_food (LIKE public.v_food) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_food') THEN
    INSERT INTO public.tv_food SELECT * FROM public.v_food;
  END IF;
  PERFORM tviews.put_key('activate_tv_food', 'public.tv_food', 'PRIMARY KEY (pk_food)');
  ANALYZE public.tv_food;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_food', 'public.tv_food', 'public.v_food', 'PRIMARY KEY (pk_food)') THEN
  IF tviews.fill_now('activate_tv_food') THEN
    INSERT INTO public.tv_food SELECT * FROM public.v_food;
  END IF;
  PERFORM tviews.put_key('activate_tv_food', 'public.tv_food', 'PRIMARY KEY (pk_food)');
END IF;

-- Makes the rows of public.tv_food with these keys equal to those of public.v_food, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_food(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_food, v.code, v.grams
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_food)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_food AS v
        WHERE v.pk_food = k.pk_food
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_food AS t (pk_food, code, grams)
      SELECT * FROM fresh
      ON CONFLICT (pk_food)
      DO UPDATE SET code = excluded.code, grams = excluded.grams
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_food)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_food FROM fresh) AS gone (pk_food);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_food, v.code, v.grams
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_food)
      JOIN public.v_food AS v ON v.pk_food = k.pk_food
    ), written AS (
      INSERT INTO public.tv_food AS t (pk_food, code, grams)
      SELECT * FROM fresh
      ON CONFLICT (pk_food)
      DO UPDATE SET code = excluded.code, grams = excluded.grams
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_food)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_food FROM fresh) AS gone (pk_food);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_food AS t
    USING unnest(v_gone) AS k (pk_food)
    WHERE t.pk_food = k.pk_food;
  END IF;
END
$function$;

-- Makes all rows of public.tv_food equal to those of public.v_food, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_food() RETURNS void
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
  DELETE FROM public.tv_food AS t
  USING (
    SELECT t.pk_food FROM public.tv_food AS t
    EXCEPT
    SELECT v.pk_food FROM public.v_food AS v
  ) AS k (pk_food)
  WHERE t.pk_food = k.pk_food;

  INSERT INTO public.tv_food AS t (pk_food, code, grams)
  SELECT v.pk_food, v.code, v.grams
  FROM public.v_food AS v
  ON CONFLICT (pk_food)
  DO UPDATE SET code = excluded.code, grams = excluded.grams
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_food out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_food(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_f_pk_food integer[];
  v_r_content jsonb[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_food f (pk_food)'),
    array_agg(value.c1::jsonb) FILTER (WHERE taken.route = 'tb_recipe r (content)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_f_pk_food, v_r_content, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_food');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_food();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_food
  IF v_r_content IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, 1)
      FROM unnest(v_r_content) AS changed (content)
      CROSS JOIN LATERAL ( SELECT * FROM jsonb_to_recordset(changed.content -> 'parts') p (food text, grams int) ) AS p (food, grams)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_food f: pk_food = f.pk_food
  IF v_f_pk_food IS NOT NULL THEN
    v_keys := v_keys || v_f_pk_food;
  END IF;

  -- tb_recipe r: p in ( SELECT * FROM jsonb_to_recordset(r.content -> 'parts') p (food text, grams int) ), f.code = p.food, pk_food = f.pk_food
  IF v_r_content IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT f.pk_food
      FROM unnest(v_r_content) AS changed (content)
      CROSS JOIN LATERAL ( SELECT * FROM jsonb_to_recordset(changed.content -> 'parts') p (food text, grams int) ) AS p (food, grams)
      JOIN public.tb_food AS f ON f.code = p.food
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.pk_food))) FROM unnest(v_keys) AS k (pk_food)
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
    PERFORM tviews.refresh_tv_food(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_food, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_food() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_part, key (pk_recipe, number).
CREATE FUNCTION tviews.activate_tv_part() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_part', 'public.v_part', 'pk_recipe, number, food, energy', $definition$
SELECT *
FROM (
SELECT r.pk_recipe, p.number, p.part ->> 'food' AS food, f.energy * (p.part ->> 'grams')::integer / 100 AS energy
FROM tb_recipe r
CROSS JOIN LATERAL jsonb_array_elements(r.content -> 'parts') WITH ORDINALITY AS p (part, number)
LEFT JOIN tb_food f ON f.code = p.part ->> 'food'
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_part') IS NULL THEN
  CREATE TABLE public.tv_part (LIKE public.v_part) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_part') THEN
    INSERT INTO public.tv_part SELECT * FROM public.v_part;
  END IF;
  PERFORM tviews.put_key('activate_tv_part', 'public.tv_part', 'UNIQUE NULLS NOT DISTINCT (pk_recipe, number)');
  ANALYZE public.tv_part;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_part', 'public.tv_part', 'public.v_part', 'UNIQUE NULLS NOT DISTINCT (pk_recipe, number)') THEN
  IF tviews.fill_now('activate_tv_part') THEN
    INSERT INTO public.tv_part SELECT * FROM public.v_part;
  END IF;
  PERFORM tviews.put_key('activate_tv_part', 'public.tv_part', 'UNIQUE NULLS NOT DISTINCT (pk_recipe, number)');
END IF;

-- Makes the rows of public.tv_part with these keys equal to those of public.v_part, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_part(p_keys_1 integer[], p_keys_2 bigint[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone_1 integer[];
  v_gone_2 bigint[];
  v_twice text;
BEGIN
  -- No constraint proves that the key is unique.
  SELECT concat_ws(', ', k.pk_recipe, k.number) INTO v_twice
  FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_recipe, number)
  CROSS JOIN LATERAL (
    SELECT count(*) AS rows FROM public.v_part AS v
    WHERE v.pk_recipe = k.pk_recipe AND (v.number = k.number OR v.number IS NULL AND k.number IS NULL)
    OFFSET 0
  ) AS found
  WHERE found.rows > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_part', v_twice);
  END IF;

  IF cardinality(p_keys_1) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_recipe, v.number, v.food, v.energy
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_recipe, number)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_part AS v
        WHERE v.pk_recipe = k.pk_recipe AND (v.number = k.number OR v.number IS NULL AND k.number IS NULL)
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_part AS t (pk_recipe, number, food, energy)
      SELECT * FROM fresh
      ON CONFLICT (pk_recipe, number)
      DO UPDATE SET number = excluded.number, food = excluded.food, energy = excluded.energy
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_recipe), array_agg(gone.number)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_recipe, fresh.number FROM fresh) AS gone (pk_recipe, number);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_recipe, v.number, v.food, v.energy
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_recipe, number)
      JOIN public.v_part AS v ON v.pk_recipe = k.pk_recipe AND (v.number = k.number OR v.number IS NULL AND k.number IS NULL)
    ), written AS (
      INSERT INTO public.tv_part AS t (pk_recipe, number, food, energy)
      SELECT * FROM fresh
      ON CONFLICT (pk_recipe, number)
      DO UPDATE SET number = excluded.number, food = excluded.food, energy = excluded.energy
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_recipe), array_agg(gone.number)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_recipe, fresh.number FROM fresh) AS gone (pk_recipe, number);
  END IF;

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_part AS t
    USING unnest(v_gone_1, v_gone_2) AS k (pk_recipe, number)
    WHERE t.pk_recipe = k.pk_recipe AND (t.number = k.number OR t.number IS NULL AND k.number IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_part equal to those of public.v_part, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_part() RETURNS void
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
  SELECT concat_ws(', ', v.pk_recipe, v.number) INTO v_twice
  FROM public.v_part AS v
  GROUP BY v.pk_recipe, v.number
  HAVING count(*) > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_part', v_twice);
  END IF;

  DELETE FROM public.tv_part AS t
  USING (
    SELECT t.pk_recipe, t.number FROM public.tv_part AS t
    EXCEPT
    SELECT v.pk_recipe, v.number FROM public.v_part AS v
  ) AS k (pk_recipe, number)
  WHERE t.pk_recipe = k.pk_recipe AND (t.number = k.number OR t.number IS NULL AND k.number IS NULL);

  INSERT INTO public.tv_part AS t (pk_recipe, number, food, energy)
  SELECT v.pk_recipe, v.number, v.food, v.energy
  FROM public.v_part AS v
  ON CONFLICT (pk_recipe, number)
  DO UPDATE SET number = excluded.number, food = excluded.food, energy = excluded.energy
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_part out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_part(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_f_code text[];
  v_r_pk_recipe integer[];
  v_r_content jsonb[];
  v_keys_1 integer[];
  v_keys_2 bigint[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_food f (code)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_recipe r (pk_recipe, content)'),
    array_agg(value.c2::jsonb) FILTER (WHERE taken.route = 'tb_recipe r (pk_recipe, content)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::bigint) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_f_code, v_r_pk_recipe, v_r_content, v_keys_1, v_keys_2
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(3), tviews.class_lock_id(4), tviews.class_lock_id(5)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_part');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_part();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_recipe
  IF v_f_code IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(3, 1)
      FROM unnest(v_f_code) AS changed (code)
      UNION ALL
      SELECT tviews.lock_id(3, 1)
      FROM unnest(v_f_code) AS changed (code)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_food f: p in jsonb_array_elements(r.content -> 'parts') WITH ORDINALITY, f.code = (p.part ->> 'food'), pk_recipe = r.pk_recipe, number = p.number
  IF v_f_code IS NOT NULL THEN
    IF cardinality(v_f_code) > 1 THEN
      SELECT array_agg(changed.c1)
      INTO v_f_code
      FROM (SELECT DISTINCT * FROM unnest(v_f_code) AS changed (c1)) AS changed;
    END IF;
    SELECT v_keys_1 || array_agg(r.pk_recipe), v_keys_2 || array_agg(p.number)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_f_code) AS changed (code)
    CROSS JOIN public.tb_recipe AS r
    JOIN LATERAL jsonb_array_elements(r.content -> 'parts') WITH ORDINALITY AS p (part, number) ON changed.code = (p.part ->> 'food');
  END IF;

  -- tb_recipe r: p in jsonb_array_elements(r.content -> 'parts') WITH ORDINALITY, pk_recipe = r.pk_recipe, number = p.number
  IF v_r_pk_recipe IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(changed.pk_recipe), v_keys_2 || array_agg(p.number)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_r_pk_recipe, v_r_content) AS changed (pk_recipe, content)
    CROSS JOIN LATERAL jsonb_array_elements(changed.content -> 'parts') WITH ORDINALITY AS p (part, number);
  END IF;

  -- Its own rows, by public.tv_part (pk_recipe)
  v_held := v_held || tviews.hold(ARRAY (
    SELECT tviews.lock_id(4, hash_record(ROW (k.pk_recipe))) FROM unnest(v_keys_1, v_keys_2) AS k (pk_recipe, number)
  ), ARRAY (
    SELECT tviews.lock_id(4, hash_record(ROW (r.pk_recipe)))
    FROM unnest(v_f_code) AS changed (code)
    CROSS JOIN public.tb_recipe AS r
    JOIN LATERAL jsonb_array_elements(r.content -> 'parts') WITH ORDINALITY AS p (part, number) ON changed.code = (p.part ->> 'food')
    UNION ALL
    SELECT tviews.lock_id(4, hash_record(ROW (changed.pk_recipe)))
    FROM unnest(v_r_pk_recipe, v_r_content) AS changed (pk_recipe, content)
  ), p_most - cardinality(v_held));

  -- tb_food f: p in jsonb_array_elements(r.content -> 'parts') WITH ORDINALITY, f.code = (p.part ->> 'food'), old_row.pk_recipe = r.pk_recipe AND (old_row.number = p.number OR old_row.number IS NULL AND p.number IS NULL), pk_recipe = old_row.pk_recipe, number = old_row.number
  IF v_f_code IS NOT NULL THEN
    IF cardinality(v_f_code) > 1 THEN
      SELECT array_agg(changed.c1)
      INTO v_f_code
      FROM (SELECT DISTINCT * FROM unnest(v_f_code) AS changed (c1)) AS changed;
    END IF;
    SELECT v_keys_1 || array_agg(old_row.pk_recipe), v_keys_2 || array_agg(old_row.number)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_f_code) AS changed (code)
    CROSS JOIN public.tb_recipe AS r
    JOIN LATERAL jsonb_array_elements(r.content -> 'parts') WITH ORDINALITY AS p (part, number) ON changed.code = (p.part ->> 'food')
    CROSS JOIN LATERAL (
      SELECT * FROM public.tv_part AS old_row
      WHERE old_row.pk_recipe = r.pk_recipe AND (old_row.number = p.number OR old_row.number IS NULL AND p.number IS NULL)
      OFFSET 0
    ) AS old_row;
  END IF;

  -- tb_recipe r: old_row.pk_recipe = r.pk_recipe, pk_recipe = old_row.pk_recipe, number = old_row.number
  IF v_r_pk_recipe IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(old_row.pk_recipe), v_keys_2 || array_agg(old_row.number)
    INTO v_keys_1, v_keys_2
    FROM public.tv_part AS old_row
    WHERE old_row.pk_recipe = ANY (v_r_pk_recipe);
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(5, hash_record(ROW (k.pk_recipe))) FROM unnest(v_keys_1, v_keys_2) AS k (pk_recipe, number)
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
    PERFORM tviews.refresh_tv_part(v_keys_1, v_keys_2);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_part, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_part() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_step, key (pk_recipe, number).
CREATE FUNCTION tviews.activate_tv_step() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_step', 'public.v_step', 'pk_recipe, number, step, name', $definition$
SELECT *
FROM (
SELECT r.pk_recipe, s.number, s.step, r.name
FROM tb_recipe r
CROSS JOIN unnest(r.steps) WITH ORDINALITY AS s (step, number)
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_step') IS NULL THEN
  CREATE TABLE public.tv_step (LIKE public.v_step) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_step') THEN
    INSERT INTO public.tv_step SELECT * FROM public.v_step;
  END IF;
  PERFORM tviews.put_key('activate_tv_step', 'public.tv_step', 'UNIQUE NULLS NOT DISTINCT (pk_recipe, number)');
  ANALYZE public.tv_step;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_step', 'public.tv_step', 'public.v_step', 'UNIQUE NULLS NOT DISTINCT (pk_recipe, number)') THEN
  IF tviews.fill_now('activate_tv_step') THEN
    INSERT INTO public.tv_step SELECT * FROM public.v_step;
  END IF;
  PERFORM tviews.put_key('activate_tv_step', 'public.tv_step', 'UNIQUE NULLS NOT DISTINCT (pk_recipe, number)');
END IF;

-- Makes the rows of public.tv_step with these keys equal to those of public.v_step, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_step(p_keys_1 integer[], p_keys_2 bigint[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone_1 integer[];
  v_gone_2 bigint[];
BEGIN
  IF cardinality(p_keys_1) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_recipe, v.number, v.step, v.name
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_recipe, number)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_step AS v
        WHERE v.pk_recipe = k.pk_recipe AND (v.number = k.number OR v.number IS NULL AND k.number IS NULL)
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_step AS t (pk_recipe, number, step, name)
      SELECT * FROM fresh
      ON CONFLICT (pk_recipe, number)
      DO UPDATE SET number = excluded.number, step = excluded.step, name = excluded.name
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_recipe), array_agg(gone.number)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_recipe, fresh.number FROM fresh) AS gone (pk_recipe, number);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_recipe, v.number, v.step, v.name
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_recipe, number)
      JOIN public.v_step AS v ON v.pk_recipe = k.pk_recipe AND (v.number = k.number OR v.number IS NULL AND k.number IS NULL)
    ), written AS (
      INSERT INTO public.tv_step AS t (pk_recipe, number, step, name)
      SELECT * FROM fresh
      ON CONFLICT (pk_recipe, number)
      DO UPDATE SET number = excluded.number, step = excluded.step, name = excluded.name
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_recipe), array_agg(gone.number)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_recipe, fresh.number FROM fresh) AS gone (pk_recipe, number);
  END IF;

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_step AS t
    USING unnest(v_gone_1, v_gone_2) AS k (pk_recipe, number)
    WHERE t.pk_recipe = k.pk_recipe AND (t.number = k.number OR t.number IS NULL AND k.number IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_step equal to those of public.v_step, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_step() RETURNS void
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
  DELETE FROM public.tv_step AS t
  USING (
    SELECT t.pk_recipe, t.number FROM public.tv_step AS t
    EXCEPT
    SELECT v.pk_recipe, v.number FROM public.v_step AS v
  ) AS k (pk_recipe, number)
  WHERE t.pk_recipe = k.pk_recipe AND (t.number = k.number OR t.number IS NULL AND k.number IS NULL);

  INSERT INTO public.tv_step AS t (pk_recipe, number, step, name)
  SELECT v.pk_recipe, v.number, v.step, v.name
  FROM public.v_step AS v
  ON CONFLICT (pk_recipe, number)
  DO UPDATE SET number = excluded.number, step = excluded.step, name = excluded.name
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_step out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_step(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_r_pk_recipe integer[];
  v_r_steps text[];
  v_keys_1 integer[];
  v_keys_2 bigint[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(3)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_recipe r (pk_recipe, steps)'),
    array_agg(value.c2::text) FILTER (WHERE taken.route = 'tb_recipe r (pk_recipe, steps)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::bigint) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_r_pk_recipe, v_r_steps, v_keys_1, v_keys_2
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(3, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(6), tviews.class_lock_id(7)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_step');
    IF p_notes THEN
      PERFORM tviews.note_rows(3, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(3, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_step();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_recipe r: s in unnest(r.steps) WITH ORDINALITY, pk_recipe = r.pk_recipe, number = s.number
  IF v_r_pk_recipe IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(changed.pk_recipe), v_keys_2 || array_agg(s.number)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_r_pk_recipe, v_r_steps) AS changed (pk_recipe, steps)
    CROSS JOIN LATERAL unnest((changed.steps::text[])) WITH ORDINALITY AS s (step, number);
  END IF;

  -- Its own rows, by public.tv_step (pk_recipe)
  v_held := v_held || tviews.hold(ARRAY (
    SELECT tviews.lock_id(6, hash_record(ROW (k.pk_recipe))) FROM unnest(v_keys_1, v_keys_2) AS k (pk_recipe, number)
  ), ARRAY (
    SELECT tviews.lock_id(6, hash_record(ROW (changed.pk_recipe)))
    FROM unnest(v_r_pk_recipe, v_r_steps) AS changed (pk_recipe, steps)
  ), p_most - cardinality(v_held));

  -- tb_recipe r: old_row.pk_recipe = r.pk_recipe, pk_recipe = old_row.pk_recipe, number = old_row.number
  IF v_r_pk_recipe IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(old_row.pk_recipe), v_keys_2 || array_agg(old_row.number)
    INTO v_keys_1, v_keys_2
    FROM public.tv_step AS old_row
    WHERE old_row.pk_recipe = ANY (v_r_pk_recipe);
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(3, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(7, hash_record(ROW (k.pk_recipe))) FROM unnest(v_keys_1, v_keys_2) AS k (pk_recipe, number)
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
    PERFORM tviews.refresh_tv_step(v_keys_1, v_keys_2);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_step, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_step() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_verb, key (pk_recipe, verb).
CREATE FUNCTION tviews.activate_tv_verb() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_verb', 'public.v_verb', 'pk_recipe, verb', $definition$
SELECT *
FROM (
SELECT DISTINCT r.pk_recipe, unnest(r.steps) AS verb FROM tb_recipe r
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_verb') IS NULL THEN
  CREATE TABLE public.tv_verb (LIKE public.v_verb) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_verb') THEN
    INSERT INTO public.tv_verb SELECT * FROM public.v_verb;
  END IF;
  PERFORM tviews.put_key('activate_tv_verb', 'public.tv_verb', 'UNIQUE NULLS NOT DISTINCT (pk_recipe, verb)');
  ANALYZE public.tv_verb;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_verb', 'public.tv_verb', 'public.v_verb', 'UNIQUE NULLS NOT DISTINCT (pk_recipe, verb)') THEN
  IF tviews.fill_now('activate_tv_verb') THEN
    INSERT INTO public.tv_verb SELECT * FROM public.v_verb;
  END IF;
  PERFORM tviews.put_key('activate_tv_verb', 'public.tv_verb', 'UNIQUE NULLS NOT DISTINCT (pk_recipe, verb)');
END IF;

-- Makes the rows of public.tv_verb with these keys equal to those of public.v_verb, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_verb(p_keys_1 integer[], p_keys_2 text[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone_1 integer[];
  v_gone_2 text[];
BEGIN
  IF cardinality(p_keys_1) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT DISTINCT ON (v.pk_recipe, v.verb) v.pk_recipe, v.verb
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_recipe, verb)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_verb AS v
        WHERE v.pk_recipe = k.pk_recipe AND (v.verb = k.verb OR v.verb IS NULL AND k.verb IS NULL)
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_verb AS t (pk_recipe, verb)
      SELECT * FROM fresh
      ON CONFLICT (pk_recipe, verb)
      DO UPDATE SET verb = excluded.verb
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_recipe), array_agg(gone.verb)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_recipe, fresh.verb FROM fresh) AS gone (pk_recipe, verb);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT DISTINCT ON (v.pk_recipe, v.verb) v.pk_recipe, v.verb
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_recipe, verb)
      JOIN public.v_verb AS v ON v.pk_recipe = k.pk_recipe AND (v.verb = k.verb OR v.verb IS NULL AND k.verb IS NULL)
    ), written AS (
      INSERT INTO public.tv_verb AS t (pk_recipe, verb)
      SELECT * FROM fresh
      ON CONFLICT (pk_recipe, verb)
      DO UPDATE SET verb = excluded.verb
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_recipe), array_agg(gone.verb)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_recipe, fresh.verb FROM fresh) AS gone (pk_recipe, verb);
  END IF;

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_verb AS t
    USING unnest(v_gone_1, v_gone_2) AS k (pk_recipe, verb)
    WHERE t.pk_recipe = k.pk_recipe AND (t.verb = k.verb OR t.verb IS NULL AND k.verb IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_verb equal to those of public.v_verb, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_verb() RETURNS void
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
  DELETE FROM public.tv_verb AS t
  USING (
    SELECT t.pk_recipe, t.verb FROM public.tv_verb AS t
    EXCEPT
    SELECT v.pk_recipe, v.verb FROM public.v_verb AS v
  ) AS k (pk_recipe, verb)
  WHERE t.pk_recipe = k.pk_recipe AND (t.verb = k.verb OR t.verb IS NULL AND k.verb IS NULL);

  INSERT INTO public.tv_verb AS t (pk_recipe, verb)
  SELECT v.pk_recipe, v.verb
  FROM public.v_verb AS v
  ON CONFLICT (pk_recipe, verb)
  DO UPDATE SET verb = excluded.verb
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_verb out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_verb(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_r_pk_recipe integer[];
  v_keys_1 integer[];
  v_keys_2 text[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(4)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_recipe r (pk_recipe)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::text) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_r_pk_recipe, v_keys_1, v_keys_2
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(4, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(8), tviews.class_lock_id(9)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_verb');
    IF p_notes THEN
      PERFORM tviews.note_rows(4, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(4, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_verb();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Its own rows, by public.tv_verb
  v_held := v_held || tviews.hold(ARRAY (
    SELECT tviews.lock_id(8, 1) FROM unnest(v_keys_1, v_keys_2) AS k (pk_recipe, verb)
  ), ARRAY (
    SELECT tviews.lock_id(8, 1)
    FROM unnest(v_r_pk_recipe) AS changed (pk_recipe)
    UNION ALL
    SELECT tviews.lock_id(8, 1)
    FROM unnest(v_r_pk_recipe) AS changed (pk_recipe)
  ), p_most - cardinality(v_held));

  -- tb_recipe r:
  --   old_row.pk_recipe = r.pk_recipe, pk_recipe = old_row.pk_recipe, verb = old_row.verb
  --   new_row.pk_recipe = r.pk_recipe, pk_recipe = new_row.pk_recipe, verb = new_row.verb
  IF v_r_pk_recipe IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(old_row.pk_recipe), v_keys_2 || array_agg(old_row.verb)
    INTO v_keys_1, v_keys_2
    FROM public.tv_verb AS old_row
    WHERE old_row.pk_recipe = ANY (v_r_pk_recipe);
    SELECT v_keys_1 || array_agg(new_row.pk_recipe), v_keys_2 || array_agg(new_row.verb)
    INTO v_keys_1, v_keys_2
    FROM public.v_verb AS new_row
    WHERE new_row.pk_recipe = ANY (v_r_pk_recipe);
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(4, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(9, hash_record(ROW (k.pk_recipe))) FROM unnest(v_keys_1, v_keys_2) AS k (pk_recipe, verb)
  ), p_most - cardinality(v_held));
  IF pg_sequence_last_value('tviews.traced_since') IS NOT NULL THEN
    PERFORM tviews.leave_trace(v_held);
  END IF;
  IF cardinality(v_keys_1) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(4, ARRAY[v_keys_1::text[], v_keys_2::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_apart(4, ARRAY[v_keys_1::text[], v_keys_2::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_verb(v_keys_1, v_keys_2);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_verb, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_verb() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_verb_use, key (verb).
CREATE FUNCTION tviews.activate_tv_verb_use() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_verb_use', 'public.v_verb_use', 'verb, uses, recipes', $definition$
SELECT *
FROM (
SELECT s.verb, count(*) AS uses, count(DISTINCT r.pk_recipe) AS recipes
FROM tb_recipe r, unnest(r.steps) AS s (verb)
GROUP BY s.verb
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_verb_use') IS NULL THEN
  CREATE TABLE public.tv_verb_use (LIKE public.v_verb_use) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_verb_use') THEN
    INSERT INTO public.tv_verb_use SELECT * FROM public.v_verb_use;
  END IF;
  PERFORM tviews.put_key('activate_tv_verb_use', 'public.tv_verb_use', 'UNIQUE NULLS NOT DISTINCT (verb)');
  ANALYZE public.tv_verb_use;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_verb_use', 'public.tv_verb_use', 'public.v_verb_use', 'UNIQUE NULLS NOT DISTINCT (verb)') THEN
  IF tviews.fill_now('activate_tv_verb_use') THEN
    INSERT INTO public.tv_verb_use SELECT * FROM public.v_verb_use;
  END IF;
  PERFORM tviews.put_key('activate_tv_verb_use', 'public.tv_verb_use', 'UNIQUE NULLS NOT DISTINCT (verb)');
END IF;

-- Makes the rows of public.tv_verb_use with these keys equal to those of public.v_verb_use, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_verb_use(p_keys text[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone text[];
BEGIN
  -- In one pass: to look up a single key would compute as much of the view.
  WITH fresh AS MATERIALIZED (
    SELECT DISTINCT ON (v.verb) v.verb, v.uses, v.recipes
    FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (verb)
    JOIN public.v_verb_use AS v ON (v.verb = k.verb OR v.verb IS NULL AND k.verb IS NULL)
  ), written AS (
    INSERT INTO public.tv_verb_use AS t (verb, uses, recipes)
    SELECT * FROM fresh
    ON CONFLICT (verb)
    DO UPDATE SET verb = excluded.verb, uses = excluded.uses, recipes = excluded.recipes
    WHERE t.* *<> excluded.*
  )
  SELECT array_agg(gone.verb)
  INTO v_gone
  FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.verb FROM fresh) AS gone (verb);

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_verb_use AS t
    USING unnest(v_gone) AS k (verb)
    WHERE (t.verb = k.verb OR t.verb IS NULL AND k.verb IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_verb_use equal to those of public.v_verb_use, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_verb_use() RETURNS void
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
  DELETE FROM public.tv_verb_use AS t
  USING (
    SELECT t.verb FROM public.tv_verb_use AS t
    EXCEPT
    SELECT v.verb FROM public.v_verb_use AS v
  ) AS k (verb)
  WHERE (t.verb = k.verb OR t.verb IS NULL AND k.verb IS NULL);

  INSERT INTO public.tv_verb_use AS t (verb, uses, recipes)
  SELECT v.verb, v.uses, v.recipes
  FROM public.v_verb_use AS v
  ON CONFLICT (verb)
  DO UPDATE SET verb = excluded.verb, uses = excluded.uses, recipes = excluded.recipes
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_verb_use out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_verb_use(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_r_steps text[];
  v_keys text[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(5)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_recipe r (steps)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_r_steps, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(5, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(10)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_verb_use');
    IF p_notes THEN
      PERFORM tviews.note_rows(5, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(5, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_verb_use();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_recipe r: s in unnest(r.steps), verb = s.verb
  IF v_r_steps IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT s.verb
      FROM unnest(v_r_steps) AS changed (steps)
      CROSS JOIN LATERAL unnest((changed.steps::text[])) AS s (verb)
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(5, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(10, 1) FROM unnest(v_keys) AS k (verb)
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
    PERFORM tviews.refresh_tv_verb_use(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_verb_use, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_verb_use() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_food.
CREATE FUNCTION tviews.watch_tb_food() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_food puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_food() RETURNS trigger
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
      -- What tv_food reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_food, r.code FROM old_rows AS r),
      after_1 AS (SELECT r.pk_food, r.code FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_part reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.code, r.energy FROM old_rows AS r),
      after_2 AS (SELECT r.code, r.energy FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_food f (pk_food)', array_agg(DISTINCT r.pk_food)::text[],
        array_agg(DISTINCT tviews.lock_id(1, 1))
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_food f (code)', ARRAY[array_agg(DISTINCT r.code)::text[]],
        NULL::bigint[]
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_food f (pk_food)', array_agg(r.pk_food)::text[],
        array_agg(DISTINCT tviews.lock_id(1, 1))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_food f (code)', ARRAY[array_agg(DISTINCT r.code)::text[]],
        NULL::bigint[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_food', 'enqueue_tb_food', 'tviews_tb_food', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_recipe.
CREATE FUNCTION tviews.watch_tb_recipe() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_recipe puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_recipe() RETURNS trigger
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
      -- What tv_food reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.content, ROW (r.content)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after_1 AS (SELECT r.content, ROW (r.content)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_part reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_recipe, r.content, ROW (r.content)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after_2 AS (SELECT r.pk_recipe, r.content, ROW (r.content)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      ),
      -- What tv_step reads of the rows before and after, and where that differs.
      before_3 AS (SELECT r.pk_recipe, r.name, r.steps FROM old_rows AS r),
      after_3 AS (SELECT r.pk_recipe, r.name, r.steps FROM new_rows AS r),
      changed_3 AS (
        (TABLE before_3 EXCEPT ALL TABLE after_3) UNION ALL (TABLE after_3 EXCEPT ALL TABLE before_3)
      ),
      -- What tv_verb, tv_verb_use reads of the rows before and after, and where that differs.
      before_4 AS (SELECT r.pk_recipe, r.steps FROM old_rows AS r),
      after_4 AS (SELECT r.pk_recipe, r.steps FROM new_rows AS r),
      changed_4 AS (
        (TABLE before_4 EXCEPT ALL TABLE after_4) UNION ALL (TABLE after_4 EXCEPT ALL TABLE before_4)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_recipe r (content)', array_agg(DISTINCT r.content::text COLLATE "C"),
        NULL::bigint[]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_recipe r (pk_recipe, content)', ARRAY[array_agg(r.pk_recipe)::text[], array_agg(r.content)],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_recipe, r.content::text COLLATE "C" AS content, tviews.lock_id(3, 1) AS lock_1 FROM changed_2 AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_recipe r (pk_recipe, steps)', ARRAY[array_agg(r.pk_recipe)::text[], array_agg(r.steps)],
        NULL::bigint[]
      FROM (SELECT DISTINCT r.pk_recipe, r.steps::text AS steps FROM changed_3 AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 4, 'tb_recipe r (pk_recipe)', ARRAY[array_agg(DISTINCT r.pk_recipe)::text[]],
        NULL::bigint[]
      FROM changed_4 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 5, 'tb_recipe r (steps)', array_agg(DISTINCT r.steps::text),
        NULL::bigint[]
      FROM changed_4 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_recipe r (content)', array_agg(DISTINCT r.content::text COLLATE "C"),
        NULL::bigint[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_recipe r (pk_recipe, content)', ARRAY[array_agg(r.pk_recipe)::text[], array_agg(r.content)],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_recipe, r.content::text COLLATE "C" AS content, tviews.lock_id(3, 1) AS lock_1 FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_recipe r (pk_recipe, steps)', ARRAY[array_agg(r.pk_recipe)::text[], array_agg(r.steps)],
        NULL::bigint[]
      FROM (SELECT DISTINCT r.pk_recipe, r.steps::text AS steps FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 4, 'tb_recipe r (pk_recipe)', ARRAY[array_agg(r.pk_recipe)::text[]],
        NULL::bigint[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 5, 'tb_recipe r (steps)', array_agg(DISTINCT r.steps::text),
        NULL::bigint[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_recipe', 'enqueue_tb_recipe', 'tviews_tb_recipe', true);
RETURN false;
END
$activate$;
