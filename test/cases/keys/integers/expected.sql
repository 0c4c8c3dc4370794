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
    (1, 'public.tv_grade', 'public.v_grade', false, ARRAY['pk_grade'], 'r.pk_grade = k.pk_grade',
      'jsonb_build_object(''pk_grade'', CAST($1[1][n] AS smallint))', 'tviews.refresh_tv_grade(ARRAY(SELECT unnest($1[1:1]))::smallint[])',
      ARRAY['public.tb_grade', 'public.tb_mark', 'public.tb_pupil']::text[], 'activate_tv_grade', 'equip_tv_grade', ARRAY['drain_tv_grade', 'refresh_tv_grade', 'rebuild_tv_grade'], 'drain_tv_grade',
      false, false, 1000),
    (2, 'public.tv_pupil', 'public.v_pupil', false, ARRAY['pk_pupil'], 'r.pk_pupil = k.pk_pupil',
      'jsonb_build_object(''pk_pupil'', CAST($1[1][n] AS bigint))', 'tviews.refresh_tv_pupil(ARRAY(SELECT unnest($1[1:1]))::bigint[])',
      ARRAY['public.tb_grade', 'public.tb_mark', 'public.tb_pupil']::text[], 'activate_tv_pupil', 'equip_tv_pupil', ARRAY['drain_tv_pupil', 'refresh_tv_pupil', 'rebuild_tv_pupil'], 'drain_tv_pupil',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_grade', ARRAY['name', 'pk_grade']::text[], ARRAY['text', 'smallint']::text[], 'tviews_tb_grade', 'enqueue_tb_grade', NULL, true, 'watch_tb_grade'),
    ('public.tb_mark', ARRAY['fk_pupil', 'grade', 'mark', 'pk_mark']::text[], ARRAY['integer', 'numeric', 'integer', 'integer']::text[], 'tviews_tb_mark', 'enqueue_tb_mark', NULL, true, 'watch_tb_mark'),
    ('public.tb_pupil', ARRAY['fk_grade', 'name', 'pk_pupil']::text[], ARRAY['bigint', 'text', 'bigint']::text[], 'tviews_tb_pupil', 'enqueue_tb_pupil', NULL, true, 'watch_tb_pupil')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_grade', 'public.tb_grade', ARRAY['g']::text[], ARRAY['pk_grade', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_grade = g.pk_grade'),
    ('public.tv_grade', 'public.tb_mark', ARRAY['m']::text[], ARRAY['grade', 'mark']::text[], false,
      'mapped', 1, ARRAY['public.tb_grade']::text[], 'g.pk_grade = m.grade, pk_grade = g.pk_grade'),
    ('public.tv_grade', 'public.tb_pupil', ARRAY['p']::text[], ARRAY['fk_grade']::text[], false,
      'mapped', 1, ARRAY['public.tb_grade']::text[], 'g.pk_grade = p.fk_grade, pk_grade = g.pk_grade'),
    ('public.tv_pupil', 'public.tb_grade', ARRAY['g']::text[], ARRAY['pk_grade', 'name']::text[], false,
      'mapped', 1, ARRAY['public.tb_pupil']::text[], 'p.fk_grade = g.pk_grade, pk_pupil = p.pk_pupil'),
    ('public.tv_pupil', 'public.tb_mark', ARRAY['m']::text[], ARRAY['pk_mark', 'fk_pupil', 'mark']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_pupil = m.fk_pupil'),
    ('public.tv_pupil', 'public.tb_pupil', ARRAY['p']::text[], ARRAY['pk_pupil', 'fk_grade', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_pupil = p.pk_pupil')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_grade', 'public.tb_grade', 'btree', ARRAY['pk_grade'], false, 'CREATE INDEX tb_grade_pk_grade_idx ON public.tb_grade (pk_grade);'),
    (2, 'public.tv_grade', 'public.tb_mark', 'btree', ARRAY['grade'], false, 'CREATE INDEX tb_mark_grade_idx ON public.tb_mark (grade);'),
    (3, 'public.tv_grade', 'public.tb_pupil', 'btree', ARRAY['fk_grade'], false, 'CREATE INDEX tb_pupil_fk_grade_idx ON public.tb_pupil (fk_grade);'),
    (4, 'public.tv_pupil', 'public.tb_grade', 'btree', ARRAY['pk_grade'], false, 'CREATE INDEX tb_grade_pk_grade_idx ON public.tb_grade (pk_grade);'),
    (5, 'public.tv_pupil', 'public.tb_pupil', 'btree', ARRAY['fk_grade'], false, 'CREATE INDEX tb_pupil_fk_grade_idx ON public.tb_pupil (fk_grade);'),
    (6, 'public.tv_pupil', 'public.tb_mark', 'btree', ARRAY['fk_pupil'], false, 'CREATE INDEX tb_mark_fk_pupil_idx ON public.tb_mark (fk_pupil);'),
    (7, 'public.tv_pupil', 'public.tb_pupil', 'btree', ARRAY['pk_pupil'], false, 'CREATE INDEX tb_pupil_pk_pupil_idx ON public.tb_pupil (pk_pupil);')
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
    ('public.tb_grade', 'not-null', ARRAY['pk_grade']),
    ('public.tb_grade', 'unique', ARRAY['pk_grade']),
    ('public.tb_pupil', 'not-null', ARRAY['pk_pupil']),
    ('public.tb_pupil', 'unique', ARRAY['pk_pupil'])
$function$;

-- public.tv_grade, key (pk_grade).
CREATE FUNCTION tviews.activate_tv_grade() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_grade', 'public.v_grade', 'pk_grade, name, pupils, marks', $definition$
SELECT *
FROM (
SELECT g.pk_grade, g.name,
       (SELECT count(*) FROM tb_pupil p WHERE p.fk_grade = g.pk_grade) AS pupils,
       (SELECT sum(m.mark) FROM tb_mark m WHERE m.grade = g.pk_grade) AS marks
FROM tb_grade g
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_grade') IS NULL THEN
  CREATE TABLE public.tv_grade (LIKE public.v_grade) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_grade') THEN
    INSERT INTO public.tv_grade SELECT * FROM public.v_grade;
  END IF;
  PERFORM tviews.put_key('activate_tv_grade', 'public.tv_grade', 'PRIMARY KEY (pk_grade)');
  ANALYZE public.tv_grade;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_grade', 'public.tv_grade', 'public.v_grade', 'PRIMARY KEY (pk_grade)') THEN
  IF tviews.fill_now('activate_tv_grade') THEN
    INSERT INTO public.tv_grade SELECT * FROM public.v_grade;
  END IF;
  PERFORM tviews.put_key('activate_tv_grade', 'public.tv_grade', 'PRIMARY KEY (pk_grade)');
END IF;

-- Makes the rows of public.tv_grade with these keys equal to those of public.v_grade, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_grade(p_keys smallint[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone smallint[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_grade, v.name, v.pupils, v.marks
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_grade)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_grade AS v
        WHERE v.pk_grade = k.pk_grade
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_grade AS t (pk_grade, name, pupils, marks)
      SELECT * FROM fresh
      ON CONFLICT (pk_grade)
      DO UPDATE SET name = excluded.name, pupils = excluded.pupils, marks = excluded.marks
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_grade)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_grade FROM fresh) AS gone (pk_grade);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_grade, v.name, v.pupils, v.marks
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_grade)
      JOIN public.v_grade AS v ON v.pk_grade = k.pk_grade
    ), written AS (
      INSERT INTO public.tv_grade AS t (pk_grade, name, pupils, marks)
      SELECT * FROM fresh
      ON CONFLICT (pk_grade)
      DO UPDATE SET name = excluded.name, pupils = excluded.pupils, marks = excluded.marks
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_grade)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_grade FROM fresh) AS gone (pk_grade);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_grade AS t
    USING unnest(v_gone) AS k (pk_grade)
    WHERE t.pk_grade = k.pk_grade;
  END IF;
END
$function$;

-- Makes all rows of public.tv_grade equal to those of public.v_grade, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_grade() RETURNS void
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
  DELETE FROM public.tv_grade AS t
  USING (
    SELECT t.pk_grade FROM public.tv_grade AS t
    EXCEPT
    SELECT v.pk_grade FROM public.v_grade AS v
  ) AS k (pk_grade)
  WHERE t.pk_grade = k.pk_grade;

  INSERT INTO public.tv_grade AS t (pk_grade, name, pupils, marks)
  SELECT v.pk_grade, v.name, v.pupils, v.marks
  FROM public.v_grade AS v
  ON CONFLICT (pk_grade)
  DO UPDATE SET name = excluded.name, pupils = excluded.pupils, marks = excluded.marks
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_grade out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_grade(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_g_pk_grade smallint[];
  v_m_grade numeric[];
  v_p_fk_grade bigint[];
  v_keys smallint[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::smallint) FILTER (WHERE taken.route = 'tb_grade g (pk_grade)'),
    array_agg(value.c1::numeric) FILTER (WHERE taken.route = 'tb_mark m (grade)'),
    array_agg(value.c1::bigint) FILTER (WHERE taken.route = 'tb_pupil p (fk_grade)'),
    array_agg(value.c1::smallint) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_g_pk_grade, v_m_grade, v_p_fk_grade, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2), tviews.class_lock_id(3)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_grade');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_grade();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_grade (pk_grade), public.tb_grade
  IF v_m_grade IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(2, 1)
      FROM unnest(v_m_grade) AS changed (grade)
    );
  END IF;
  IF v_p_fk_grade IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.fk_grade)))
      FROM unnest(v_p_fk_grade) AS changed (fk_grade)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_grade g: pk_grade = g.pk_grade
  IF v_g_pk_grade IS NOT NULL THEN
    v_keys := v_keys || v_g_pk_grade;
  END IF;

  -- tb_mark m: g.pk_grade = m.grade, pk_grade = g.pk_grade
  IF v_m_grade IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT g.pk_grade
      FROM public.tb_grade AS g
      WHERE g.pk_grade = ANY (v_m_grade)
    );
  END IF;

  -- tb_pupil p: g.pk_grade = p.fk_grade, pk_grade = g.pk_grade
  IF v_p_fk_grade IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT g.pk_grade
      FROM public.tb_grade AS g
      WHERE g.pk_grade = ANY (v_p_fk_grade)
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(3, hash_record(ROW (k.pk_grade))) FROM unnest(v_keys) AS k (pk_grade)
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
    PERFORM tviews.refresh_tv_grade(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_grade, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_grade() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_pupil, key (pk_pupil).
CREATE FUNCTION tviews.activate_tv_pupil() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_pupil', 'public.v_pupil', 'pk_pupil, name, grade, marks', $definition$
SELECT *
FROM (
SELECT p.pk_pupil, p.name, g.name AS grade,
       ARRAY(SELECT m.mark FROM tb_mark m WHERE m.fk_pupil = p.pk_pupil ORDER BY m.mark, m.pk_mark) AS marks
FROM tb_pupil p
LEFT JOIN tb_grade g ON g.pk_grade = p.fk_grade
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_pupil') IS NULL THEN
  CREATE TABLE public.tv_pupil (LIKE public.v_pupil) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_pupil') THEN
    INSERT INTO public.tv_pupil SELECT * FROM public.v_pupil;
  END IF;
  PERFORM tviews.put_key('activate_tv_pupil', 'public.tv_pupil', 'PRIMARY KEY (pk_pupil)');
  ANALYZE public.tv_pupil;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_pupil', 'public.tv_pupil', 'public.v_pupil', 'PRIMARY KEY (pk_pupil)') THEN
  IF tviews.fill_now('activate_tv_pupil') THEN
    INSERT INTO public.tv_pupil SELECT * FROM public.v_pupil;
  END IF;
  PERFORM tviews.put_key('activate_tv_pupil', 'public.tv_pupil', 'PRIMARY KEY (pk_pupil)');
END IF;

-- Makes the rows of public.tv_pupil with these keys equal to those of public.v_pupil, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_pupil(p_keys bigint[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone bigint[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_pupil, v.name, v.grade, v.marks
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_pupil)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_pupil AS v
        WHERE v.pk_pupil = k.pk_pupil
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_pupil AS t (pk_pupil, name, grade, marks)
      SELECT * FROM fresh
      ON CONFLICT (pk_pupil)
      DO UPDATE SET name = excluded.name, grade = excluded.grade, marks = excluded.marks
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_pupil)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_pupil FROM fresh) AS gone (pk_pupil);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_pupil, v.name, v.grade, v.marks
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_pupil)
      JOIN public.v_pupil AS v ON v.pk_pupil = k.pk_pupil
    ), written AS (
      INSERT INTO public.tv_pupil AS t (pk_pupil, name, grade, marks)
      SELECT * FROM fresh
      ON CONFLICT (pk_pupil)
      DO UPDATE SET name = excluded.name, grade = excluded.grade, marks = excluded.marks
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_pupil)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_pupil FROM fresh) AS gone (pk_pupil);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_pupil AS t
    USING unnest(v_gone) AS k (pk_pupil)
    WHERE t.pk_pupil = k.pk_pupil;
  END IF;
END
$function$;

-- Makes all rows of public.tv_pupil equal to those of public.v_pupil, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_pupil() RETURNS void
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
  DELETE FROM public.tv_pupil AS t
  USING (
    SELECT t.pk_pupil FROM public.tv_pupil AS t
    EXCEPT
    SELECT v.pk_pupil FROM public.v_pupil AS v
  ) AS k (pk_pupil)
  WHERE t.pk_pupil = k.pk_pupil;

  INSERT INTO public.tv_pupil AS t (pk_pupil, name, grade, marks)
  SELECT v.pk_pupil, v.name, v.grade, v.marks
  FROM public.v_pupil AS v
  ON CONFLICT (pk_pupil)
  DO UPDATE SET name = excluded.name, grade = excluded.grade, marks = excluded.marks
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_pupil out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_pupil(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_g_pk_grade smallint[];
  v_m_fk_pupil integer[];
  v_p_pk_pupil bigint[];
  v_keys bigint[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::smallint) FILTER (WHERE taken.route = 'tb_grade g (pk_grade)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_mark m (fk_pupil)'),
    array_agg(value.c1::bigint) FILTER (WHERE taken.route = 'tb_pupil p (pk_pupil)'),
    array_agg(value.c1::bigint) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_g_pk_grade, v_m_fk_pupil, v_p_pk_pupil, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(4), tviews.class_lock_id(5)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_pupil');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_pupil();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_pupil (fk_grade)
  IF v_g_pk_grade IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(4, hash_record(ROW (changed.pk_grade)))
      FROM unnest(v_g_pk_grade) AS changed (pk_grade)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_grade g: p.fk_grade = g.pk_grade, pk_pupil = p.pk_pupil
  IF v_g_pk_grade IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT p.pk_pupil
      FROM public.tb_pupil AS p
      WHERE p.fk_grade = ANY (v_g_pk_grade)
    );
  END IF;

  -- tb_mark m: pk_pupil = m.fk_pupil
  IF v_m_fk_pupil IS NOT NULL THEN
    v_keys := v_keys || v_m_fk_pupil;
  END IF;

  -- tb_pupil p: pk_pupil = p.pk_pupil
  IF v_p_pk_pupil IS NOT NULL THEN
    v_keys := v_keys || v_p_pk_pupil;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(5, hash_record(ROW (k.pk_pupil))) FROM unnest(v_keys) AS k (pk_pupil)
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
    PERFORM tviews.refresh_tv_pupil(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_pupil, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_pupil() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_grade.
CREATE FUNCTION tviews.watch_tb_grade() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_grade puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_grade() RETURNS trigger
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
      -- What tv_grade, tv_pupil reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_grade, r.name FROM old_rows AS r),
      after AS (SELECT r.pk_grade, r.name FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_grade g (pk_grade)', array_agg(DISTINCT r.pk_grade)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.pk_grade))))
          || array_agg(DISTINCT tviews.lock_id(2, 1))
      FROM changed AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_grade g (pk_grade)', array_agg(DISTINCT r.pk_grade)::text[],
        NULL::bigint[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_grade g (pk_grade)', array_agg(r.pk_grade)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.pk_grade))))
          || array_agg(DISTINCT tviews.lock_id(2, 1))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_grade g (pk_grade)', array_agg(r.pk_grade)::text[],
        NULL::bigint[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_grade', 'enqueue_tb_grade', 'tviews_tb_grade', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_mark.
CREATE FUNCTION tviews.watch_tb_mark() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_mark puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_mark() RETURNS trigger
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
      -- What tv_grade reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.grade, r.mark, ROW (r.grade)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after_1 AS (SELECT r.grade, r.mark, ROW (r.grade)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_pupil reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_mark, r.fk_pupil, r.mark FROM old_rows AS r),
      after_2 AS (SELECT r.pk_mark, r.fk_pupil, r.mark FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_mark m (grade)', array_agg(DISTINCT r.grade)::text[]
      FROM changed_1 AS r WHERE r.grade IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_mark m (fk_pupil)', array_agg(DISTINCT r.fk_pupil)::text[]
      FROM changed_2 AS r WHERE r.fk_pupil IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_mark m (grade)', array_agg(DISTINCT r.grade)::text[]
      FROM changed_rows AS r WHERE r.grade IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_mark m (fk_pupil)', array_agg(DISTINCT r.fk_pupil)::text[]
      FROM changed_rows AS r WHERE r.fk_pupil IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_mark', 'enqueue_tb_mark', 'tviews_tb_mark', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_pupil.
CREATE FUNCTION tviews.watch_tb_pupil() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_pupil puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_pupil() RETURNS trigger
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
      -- What tv_grade reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.fk_grade FROM old_rows AS r),
      after_1 AS (SELECT r.fk_grade FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_pupil reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_pupil, r.fk_grade, r.name FROM old_rows AS r),
      after_2 AS (SELECT r.pk_pupil, r.fk_grade, r.name FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_pupil p (fk_grade)', array_agg(DISTINCT r.fk_grade)::text[],
        NULL::bigint[]
      FROM changed_1 AS r WHERE r.fk_grade IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_pupil p (pk_pupil)', array_agg(DISTINCT r.pk_pupil)::text[],
        array_agg(DISTINCT tviews.lock_id(4, hash_record(ROW (r.fk_grade))))
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_pupil p (fk_grade)', array_agg(DISTINCT r.fk_grade)::text[],
        NULL::bigint[]
      FROM changed_rows AS r WHERE r.fk_grade IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_pupil p (pk_pupil)', array_agg(r.pk_pupil)::text[],
        array_agg(DISTINCT tviews.lock_id(4, hash_record(ROW (r.fk_grade))))
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_pupil', 'enqueue_tb_pupil', 'tviews_tb_pupil', true);
RETURN false;
END
$activate$;
