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
    (1, 'public.tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x', 'public.v_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x', false, ARRAY['pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a'], 'r.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a = k.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a',
      'jsonb_build_object(''pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_the_longest_name_there_can_be_of_exactly_si_fa6b319a(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x', 'public.tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y']::text[], 'activate_tv_the_longest_name_there_can_be_of_exactly_s_daf69214', 'equip_tv_the_longest_name_there_can_be_of_exactly_sixt_a0874a7a', ARRAY['drain_tv_the_longest_name_there_can_be_of_exactly_sixt_29ca701a', 'refresh_tv_the_longest_name_there_can_be_of_exactly_si_fa6b319a', 'rebuild_tv_the_longest_name_there_can_be_of_exactly_si_d62d250b'], 'drain_tv_the_longest_name_there_can_be_of_exactly_sixt_29ca701a',
      false, false, 1000),
    (2, 'public.tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y', 'public.v_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y', false, ARRAY['pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a'], 'r.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a = k.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a',
      'jsonb_build_object(''pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_the_longest_name_there_can_be_of_exactly_si_a56b33e8(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x', 'public.tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y']::text[], 'activate_tv_the_longest_name_there_can_be_of_exactly_s_14e63a6a', 'equip_tv_the_longest_name_there_can_be_of_exactly_sixt_deb3b0fe', ARRAY['drain_tv_the_longest_name_there_can_be_of_exactly_sixt_b244b3aa', 'refresh_tv_the_longest_name_there_can_be_of_exactly_si_a56b33e8', 'rebuild_tv_the_longest_name_there_can_be_of_exactly_si_13a7b867'], 'drain_tv_the_longest_name_there_can_be_of_exactly_sixt_b244b3aa',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x', ARRAY['pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a', 'pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b', 'pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_c']::text[], ARRAY['integer', 'integer', 'text']::text[], 'tviews_tb_the_longest_name_there_can_be_of_ex_e73cfdc2', 'enqueue_tb_the_longest_name_there_can_be_of_exactly_si_3958e8f1', NULL, true, 'watch_tb_the_longest_name_there_can_be_of_exactly_sixt_ab269733'),
    ('public.tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y', ARRAY['pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a', 'pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b']::text[], ARRAY['integer', 'text']::text[], 'tviews_tb_the_longest_name_there_can_be_of_ex_2b831a85', 'enqueue_tb_the_longest_name_there_can_be_of_exactly_si_248f3811', NULL, true, 'watch_tb_the_longest_name_there_can_be_of_exactly_sixt_e83024b8')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x', 'public.tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x', ARRAY['x']::text[], ARRAY['pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a', 'pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b', 'pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_c']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a = x.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a'),
    ('public.tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x', 'public.tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y', ARRAY['y']::text[], ARRAY['pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a', 'pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b']::text[], false,
      'mapped', 1, ARRAY['public.tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x']::text[], 'x.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b = y.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a, pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a = x.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a'),
    ('public.tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y', 'public.tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x', ARRAY['x']::text[], ARRAY['pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a = x.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b'),
    ('public.tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y', 'public.tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y', ARRAY['y']::text[], ARRAY['pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a', 'pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a = y.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x', 'public.tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x', 'btree', ARRAY['pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a'], false, 'CREATE INDEX tb_the_longest_name_there_can_be_of_exactly_sixty_thre_4f744dd2 ON public.tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a);'),
    (2, 'public.tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x', 'public.tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y', 'btree', ARRAY['pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a'], false, 'CREATE INDEX tb_the_longest_name_there_can_be_of_exactly_sixty_thre_f812d51d ON public.tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a);'),
    (3, 'public.tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x', 'public.tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x', 'btree', ARRAY['pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b'], false, 'CREATE INDEX tb_the_longest_name_there_can_be_of_exactly_sixty_thre_a7548467 ON public.tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b);'),
    (4, 'public.tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y', 'public.tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x', 'btree', ARRAY['pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b'], false, 'CREATE INDEX tb_the_longest_name_there_can_be_of_exactly_sixty_thre_a7548467 ON public.tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b);'),
    (5, 'public.tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y', 'public.tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y', 'btree', ARRAY['pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a'], false, 'CREATE INDEX tb_the_longest_name_there_can_be_of_exactly_sixty_thre_f812d51d ON public.tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a);')
$function$;

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x', 'not-null', ARRAY['pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a']),
    ('public.tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x', 'unique', ARRAY['pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a']),
    ('public.tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y', 'not-null', ARRAY['pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a']),
    ('public.tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y', 'unique', ARRAY['pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a'])
$function$;

-- public.tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x, key (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a).
CREATE FUNCTION tviews.activate_tv_the_longest_name_there_can_be_of_exactly_s_daf69214() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_the_longest_name_there_can_be_of_exactly_s_daf69214', 'public.v_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x', 'pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a, pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_c, pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b', $definition$
SELECT *
FROM (
SELECT x.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a,
       x.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_c,
       y.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b
FROM tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x x
LEFT JOIN tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y y
  ON y.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a = x.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x') IS NULL THEN
  CREATE TABLE public.tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x (LIKE public.v_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_the_longest_name_there_can_be_of_exactly_s_daf69214') THEN
    INSERT INTO public.tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x SELECT * FROM public.v_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x;
  END IF;
  PERFORM tviews.put_key('activate_tv_the_longest_name_there_can_be_of_exactly_s_daf69214', 'public.tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x', 'PRIMARY KEY (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a)');
  ANALYZE public.tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_the_longest_name_there_can_be_of_exactly_s_daf69214', 'public.tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x', 'public.v_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x', 'PRIMARY KEY (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a)') THEN
  IF tviews.fill_now('activate_tv_the_longest_name_there_can_be_of_exactly_s_daf69214') THEN
    INSERT INTO public.tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x SELECT * FROM public.v_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x;
  END IF;
  PERFORM tviews.put_key('activate_tv_the_longest_name_there_can_be_of_exactly_s_daf69214', 'public.tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x', 'PRIMARY KEY (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a)');
END IF;

-- Makes the rows of public.tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x with these keys equal to those of public.v_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_the_longest_name_there_can_be_of_exactly_si_fa6b319a(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a, v.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_c, v.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x AS v
        WHERE v.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a = k.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x AS t (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a, pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_c, pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b)
      SELECT * FROM fresh
      ON CONFLICT (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a)
      DO UPDATE SET pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_c = excluded.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_c, pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b = excluded.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a FROM fresh) AS gone (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a, v.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_c, v.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a)
      JOIN public.v_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x AS v ON v.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a = k.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a
    ), written AS (
      INSERT INTO public.tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x AS t (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a, pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_c, pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b)
      SELECT * FROM fresh
      ON CONFLICT (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a)
      DO UPDATE SET pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_c = excluded.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_c, pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b = excluded.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a FROM fresh) AS gone (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x AS t
    USING unnest(v_gone) AS k (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a)
    WHERE t.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a = k.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a;
  END IF;
END
$function$;

-- Makes all rows of public.tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x equal to those of public.v_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_the_longest_name_there_can_be_of_exactly_si_d62d250b() RETURNS void
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
  DELETE FROM public.tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x AS t
  USING (
    SELECT t.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a FROM public.tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x AS t
    EXCEPT
    SELECT v.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a FROM public.v_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x AS v
  ) AS k (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a)
  WHERE t.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a = k.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a;

  INSERT INTO public.tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x AS t (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a, pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_c, pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b)
  SELECT v.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a, v.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_c, v.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b
  FROM public.v_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x AS v
  ON CONFLICT (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a)
  DO UPDATE SET pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_c = excluded.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_c, pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b = excluded.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_the_longest_name_there_can_be_of_exactly_sixt_29ca701a(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_route_1_1 integer[];
  v_route_2_1 integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x x (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y y (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_route_1_1, v_route_2_1, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_the_longest_name_there_can_be_of_exactly_s_daf69214');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_the_longest_name_there_can_be_of_exactly_si_d62d250b();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b)
  IF v_route_2_1 IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a)))
      FROM unnest(v_route_2_1) AS changed (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x x: pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a = x.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a
  IF v_route_1_1 IS NOT NULL THEN
    v_keys := v_keys || v_route_1_1;
  END IF;

  -- tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y y: x.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b = y.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a, pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a = x.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a
  IF v_route_2_1 IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT x.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a
      FROM public.tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x AS x
      WHERE x.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b = ANY (v_route_2_1)
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a))) FROM unnest(v_keys) AS k (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a)
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
    PERFORM tviews.refresh_tv_the_longest_name_there_can_be_of_exactly_si_fa6b319a(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_the_longest_name_there_can_be_of_exactly_sixt_a0874a7a() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y, key (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a).
CREATE FUNCTION tviews.activate_tv_the_longest_name_there_can_be_of_exactly_s_14e63a6a() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_the_longest_name_there_can_be_of_exactly_s_14e63a6a', 'public.v_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y', 'pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a, pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b, the_longest_alias_there_can_be_of_exactly_sixty_three_bytes_c_d', $definition$
SELECT *
FROM (
SELECT y.*,
       (SELECT count(*) FROM tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x x
        WHERE x.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b = y.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a)
         AS the_longest_alias_there_can_be_of_exactly_sixty_three_bytes_c_d
FROM tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y y
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y') IS NULL THEN
  CREATE TABLE public.tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y (LIKE public.v_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_the_longest_name_there_can_be_of_exactly_s_14e63a6a') THEN
    INSERT INTO public.tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y SELECT * FROM public.v_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y;
  END IF;
  PERFORM tviews.put_key('activate_tv_the_longest_name_there_can_be_of_exactly_s_14e63a6a', 'public.tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y', 'PRIMARY KEY (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a)');
  ANALYZE public.tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_the_longest_name_there_can_be_of_exactly_s_14e63a6a', 'public.tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y', 'public.v_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y', 'PRIMARY KEY (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a)') THEN
  IF tviews.fill_now('activate_tv_the_longest_name_there_can_be_of_exactly_s_14e63a6a') THEN
    INSERT INTO public.tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y SELECT * FROM public.v_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y;
  END IF;
  PERFORM tviews.put_key('activate_tv_the_longest_name_there_can_be_of_exactly_s_14e63a6a', 'public.tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y', 'PRIMARY KEY (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a)');
END IF;

-- Makes the rows of public.tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y with these keys equal to those of public.v_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_the_longest_name_there_can_be_of_exactly_si_a56b33e8(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a, v.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b, v.the_longest_alias_there_can_be_of_exactly_sixty_three_bytes_c_d
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y AS v
        WHERE v.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a = k.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y AS t (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a, pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b, the_longest_alias_there_can_be_of_exactly_sixty_three_bytes_c_d)
      SELECT * FROM fresh
      ON CONFLICT (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a)
      DO UPDATE SET pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b = excluded.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b, the_longest_alias_there_can_be_of_exactly_sixty_three_bytes_c_d = excluded.the_longest_alias_there_can_be_of_exactly_sixty_three_bytes_c_d
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a FROM fresh) AS gone (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a, v.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b, v.the_longest_alias_there_can_be_of_exactly_sixty_three_bytes_c_d
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a)
      JOIN public.v_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y AS v ON v.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a = k.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a
    ), written AS (
      INSERT INTO public.tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y AS t (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a, pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b, the_longest_alias_there_can_be_of_exactly_sixty_three_bytes_c_d)
      SELECT * FROM fresh
      ON CONFLICT (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a)
      DO UPDATE SET pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b = excluded.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b, the_longest_alias_there_can_be_of_exactly_sixty_three_bytes_c_d = excluded.the_longest_alias_there_can_be_of_exactly_sixty_three_bytes_c_d
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a FROM fresh) AS gone (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y AS t
    USING unnest(v_gone) AS k (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a)
    WHERE t.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a = k.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a;
  END IF;
END
$function$;

-- Makes all rows of public.tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y equal to those of public.v_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_the_longest_name_there_can_be_of_exactly_si_13a7b867() RETURNS void
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
  DELETE FROM public.tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y AS t
  USING (
    SELECT t.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a FROM public.tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y AS t
    EXCEPT
    SELECT v.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a FROM public.v_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y AS v
  ) AS k (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a)
  WHERE t.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a = k.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a;

  INSERT INTO public.tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y AS t (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a, pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b, the_longest_alias_there_can_be_of_exactly_sixty_three_bytes_c_d)
  SELECT v.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a, v.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b, v.the_longest_alias_there_can_be_of_exactly_sixty_three_bytes_c_d
  FROM public.v_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y AS v
  ON CONFLICT (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a)
  DO UPDATE SET pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b = excluded.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b, the_longest_alias_there_can_be_of_exactly_sixty_three_bytes_c_d = excluded.the_longest_alias_there_can_be_of_exactly_sixty_three_bytes_c_d
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_the_longest_name_there_can_be_of_exactly_sixt_b244b3aa(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_route_1_1 integer[];
  v_route_2_1 integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x x (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y y (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_route_1_1, v_route_2_1, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(3)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_the_longest_name_there_can_be_of_exactly_s_14e63a6a');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_the_longest_name_there_can_be_of_exactly_si_13a7b867();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x x: pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a = x.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b
  IF v_route_1_1 IS NOT NULL THEN
    v_keys := v_keys || v_route_1_1;
  END IF;

  -- tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y y: pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a = y.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a
  IF v_route_2_1 IS NOT NULL THEN
    v_keys := v_keys || v_route_2_1;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(3, hash_record(ROW (k.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a))) FROM unnest(v_keys) AS k (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a)
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
    PERFORM tviews.refresh_tv_the_longest_name_there_can_be_of_exactly_si_a56b33e8(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_the_longest_name_there_can_be_of_exactly_sixt_deb3b0fe() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x.
CREATE FUNCTION tviews.watch_tb_the_longest_name_there_can_be_of_exactly_sixt_ab269733() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_the_longest_name_there_can_be_of_exactly_si_3958e8f1() RETURNS trigger
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
      -- What tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a, r.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b, r.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_c FROM old_rows AS r),
      after_1 AS (SELECT r.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a, r.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b, r.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_c FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b FROM old_rows AS r),
      after_2 AS (SELECT r.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x x (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a)', array_agg(DISTINCT r.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b))))
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x x (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b)', array_agg(DISTINCT r.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b)::text[],
        NULL::bigint[]
      FROM changed_2 AS r WHERE r.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x x (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a)', array_agg(r.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x x (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b)', array_agg(DISTINCT r.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b)::text[],
        NULL::bigint[]
      FROM changed_rows AS r WHERE r.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x', 'enqueue_tb_the_longest_name_there_can_be_of_exactly_si_3958e8f1', 'tviews_tb_the_longest_name_there_can_be_of_ex_e73cfdc2', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y.
CREATE FUNCTION tviews.watch_tb_the_longest_name_there_can_be_of_exactly_sixt_e83024b8() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_the_longest_name_there_can_be_of_exactly_si_248f3811() RETURNS trigger
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
      -- What tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x, tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a, r.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b FROM old_rows AS r),
      after AS (SELECT r.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a, r.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y y (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a)', array_agg(DISTINCT r.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a)::text[]
      FROM changed AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y y (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a)', array_agg(DISTINCT r.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y y (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a)', array_agg(r.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y y (pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a)', array_agg(r.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y', 'enqueue_tb_the_longest_name_there_can_be_of_exactly_si_248f3811', 'tviews_tb_the_longest_name_there_can_be_of_ex_2b831a85', true);
RETURN false;
END
$activate$;
