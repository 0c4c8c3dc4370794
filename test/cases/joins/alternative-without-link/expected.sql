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
    (1, 'public.tv_case_agent', 'public.v_case_agent', false, ARRAY['pk_case', 'pk_agent'], 'r.pk_case = k.pk_case AND (r.pk_agent = k.pk_agent OR r.pk_agent IS NULL AND k.pk_agent IS NULL)',
      'jsonb_build_object(''pk_case'', CAST($1[1][n] AS integer), ''pk_agent'', CAST($1[2][n] AS integer))', 'tviews.refresh_tv_case_agent(ARRAY(SELECT unnest($1[1:1]))::integer[], ARRAY(SELECT unnest($1[2:2]))::integer[])',
      ARRAY['public.tb_agent', 'public.tb_case']::text[], 'activate_tv_case_agent', 'equip_tv_case_agent', ARRAY['drain_tv_case_agent', 'refresh_tv_case_agent', 'rebuild_tv_case_agent'], 'drain_tv_case_agent',
      false, false, 1000),
    (2, 'public.tv_case_region', 'public.v_case_region', false, ARRAY['pk_case'], 'r.pk_case = k.pk_case',
      'jsonb_build_object(''pk_case'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_case_region(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_agent', 'public.tb_case']::text[], 'activate_tv_case_region', 'equip_tv_case_region', ARRAY['drain_tv_case_region', 'refresh_tv_case_region', 'rebuild_tv_case_region'], 'drain_tv_case_region',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_agent', ARRAY['pk_agent', 'region', 'role']::text[], ARRAY['integer', 'integer', 'text']::text[], 'tviews_tb_agent', 'enqueue_tb_agent', NULL, true, 'watch_tb_agent'),
    ('public.tb_case', ARRAY['fk_agent', 'pk_case', 'region']::text[], ARRAY['integer', 'integer', 'integer']::text[], 'tviews_tb_case', 'enqueue_tb_case', NULL, true, 'watch_tb_case')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_case_agent', 'public.tb_agent', ARRAY['a']::text[], ARRAY['pk_agent', 'role']::text[], false,
      'mapped', 1, ARRAY['public.tb_case']::text[], 'c.fk_agent IS NULL AND (c.fk_agent IS NULL AND a.role = ''standby''), pk_case = c.pk_case, pk_agent = NULL'),
    ('public.tv_case_agent', 'public.tb_agent', ARRAY['a']::text[], ARRAY['pk_agent', 'role']::text[], false,
      'mapped', 2, ARRAY['public.tb_case']::text[], 'c.fk_agent IS NULL AND (c.fk_agent IS NULL AND a.role = ''standby''), pk_case = c.pk_case, pk_agent = a.pk_agent'),
    ('public.tv_case_agent', 'public.tb_agent', ARRAY['a']::text[], ARRAY['pk_agent', 'role']::text[], false,
      'mapped', 3, ARRAY['public.tv_case_agent']::text[], '(old_row.pk_agent = a.pk_agent OR old_row.pk_agent IS NULL AND a.pk_agent IS NULL), pk_case = old_row.pk_case, pk_agent = old_row.pk_agent'),
    ('public.tv_case_agent', 'public.tb_agent', ARRAY['a']::text[], ARRAY['pk_agent', 'role']::text[], false,
      'mapped', 4, ARRAY['public.tb_case']::text[], 'c.fk_agent = a.pk_agent, pk_case = c.pk_case, pk_agent = NULL'),
    ('public.tv_case_agent', 'public.tb_agent', ARRAY['a']::text[], ARRAY['pk_agent', 'role']::text[], false,
      'mapped', 5, ARRAY['public.tb_case']::text[], 'c.fk_agent = a.pk_agent, pk_case = c.pk_case, pk_agent = a.pk_agent'),
    ('public.tv_case_agent', 'public.tb_case', ARRAY['c']::text[], ARRAY['pk_case', 'fk_agent']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_case = c.pk_case, pk_agent = NULL'),
    ('public.tv_case_agent', 'public.tb_case', ARRAY['c']::text[], ARRAY['pk_case', 'fk_agent']::text[], false,
      'mapped', 2, ARRAY['public.tb_agent']::text[], 'a.role = ''standby'' AND (c.fk_agent IS NULL AND a.role = ''standby''), pk_case = c.pk_case, pk_agent = a.pk_agent'),
    ('public.tv_case_agent', 'public.tb_case', ARRAY['c']::text[], ARRAY['pk_case', 'fk_agent']::text[], false,
      'mapped', 3, ARRAY['public.tv_case_agent']::text[], 'old_row.pk_case = c.pk_case, pk_case = old_row.pk_case, pk_agent = old_row.pk_agent'),
    ('public.tv_case_agent', 'public.tb_case', ARRAY['c']::text[], ARRAY['pk_case', 'fk_agent']::text[], false,
      'own-key', 4, ARRAY[]::text[], 'pk_case = c.pk_case, pk_agent = c.fk_agent'),
    ('public.tv_case_region', 'public.tb_agent', ARRAY['a']::text[], ARRAY['region']::text[], false,
      'mapped', 1, ARRAY['public.tb_case']::text[], 'c.region IS NULL AND (a.region IS NULL AND c.region IS NULL), pk_case = c.pk_case'),
    ('public.tv_case_region', 'public.tb_agent', ARRAY['a']::text[], ARRAY['region']::text[], false,
      'mapped', 2, ARRAY['public.tb_case']::text[], 'c.region = a.region, pk_case = c.pk_case'),
    ('public.tv_case_region', 'public.tb_case', ARRAY['c']::text[], ARRAY['pk_case', 'region']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_case = c.pk_case')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_case_agent', 'public.tb_agent', 'btree', ARRAY['pk_agent'], false, 'CREATE INDEX tb_agent_pk_agent_idx ON public.tb_agent (pk_agent);'),
    (2, 'public.tv_case_agent', 'public.tb_case', 'btree', ARRAY['fk_agent'], false, 'CREATE INDEX tb_case_fk_agent_idx ON public.tb_case (fk_agent);'),
    (3, 'public.tv_case_agent', 'public.tb_case', 'btree', ARRAY['pk_case'], false, 'CREATE INDEX tb_case_pk_case_idx ON public.tb_case (pk_case);'),
    (4, 'public.tv_case_agent', 'public.tb_case', 'btree', ARRAY['pk_case', 'fk_agent'], false, 'CREATE INDEX tb_case_pk_case_fk_agent_idx ON public.tb_case (pk_case, fk_agent);'),
    (5, 'public.tv_case_region', 'public.tb_agent', 'btree', ARRAY['region'], false, 'CREATE INDEX tb_agent_region_idx ON public.tb_agent (region);'),
    (6, 'public.tv_case_region', 'public.tb_case', 'btree', ARRAY['region'], false, 'CREATE INDEX tb_case_region_idx ON public.tb_case (region);'),
    (7, 'public.tv_case_region', 'public.tb_case', 'btree', ARRAY['pk_case'], false, 'CREATE INDEX tb_case_pk_case_idx ON public.tb_case (pk_case);')
$function$;

-- The highest number of a class of locks.
CREATE FUNCTION tviews.built_lock_classes() RETURNS integer
LANGUAGE sql IMMUTABLE
AS 'SELECT 9';

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_agent', 'not-null', ARRAY['pk_agent']),
    ('public.tb_agent', 'unique', ARRAY['pk_agent']),
    ('public.tb_case', 'not-null', ARRAY['pk_case']),
    ('public.tb_case', 'unique', ARRAY['pk_case'])
$function$;

-- public.tv_case_agent, key (pk_case, pk_agent).
CREATE FUNCTION tviews.activate_tv_case_agent() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_case_agent', 'public.v_case_agent', 'pk_case, pk_agent', $definition$
SELECT *
FROM (
SELECT c.pk_case, a.pk_agent
FROM tb_case c LEFT JOIN tb_agent a ON a.pk_agent = c.fk_agent OR (c.fk_agent IS NULL AND a.role = 'standby')
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_case_agent') IS NULL THEN
  CREATE TABLE public.tv_case_agent (LIKE public.v_case_agent) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_case_agent') THEN
    INSERT INTO public.tv_case_agent SELECT * FROM public.v_case_agent;
  END IF;
  PERFORM tviews.put_key('activate_tv_case_agent', 'public.tv_case_agent', 'UNIQUE NULLS NOT DISTINCT (pk_case, pk_agent)');
  ANALYZE public.tv_case_agent;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_case_agent', 'public.tv_case_agent', 'public.v_case_agent', 'UNIQUE NULLS NOT DISTINCT (pk_case, pk_agent)') THEN
  IF tviews.fill_now('activate_tv_case_agent') THEN
    INSERT INTO public.tv_case_agent SELECT * FROM public.v_case_agent;
  END IF;
  PERFORM tviews.put_key('activate_tv_case_agent', 'public.tv_case_agent', 'UNIQUE NULLS NOT DISTINCT (pk_case, pk_agent)');
END IF;

-- Makes the rows of public.tv_case_agent with these keys equal to those of public.v_case_agent, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_case_agent(p_keys_1 integer[], p_keys_2 integer[]) RETURNS void
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
      SELECT v.pk_case, v.pk_agent
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_case, pk_agent)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_case_agent AS v
        WHERE v.pk_case = k.pk_case AND (v.pk_agent = k.pk_agent OR v.pk_agent IS NULL AND k.pk_agent IS NULL)
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_case_agent AS t (pk_case, pk_agent)
      SELECT * FROM fresh
      ON CONFLICT (pk_case, pk_agent)
      DO NOTHING
    )
    SELECT array_agg(gone.pk_case), array_agg(gone.pk_agent)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_case, fresh.pk_agent FROM fresh) AS gone (pk_case, pk_agent);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_case, v.pk_agent
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_case, pk_agent)
      JOIN public.v_case_agent AS v ON v.pk_case = k.pk_case AND (v.pk_agent = k.pk_agent OR v.pk_agent IS NULL AND k.pk_agent IS NULL)
    ), written AS (
      INSERT INTO public.tv_case_agent AS t (pk_case, pk_agent)
      SELECT * FROM fresh
      ON CONFLICT (pk_case, pk_agent)
      DO NOTHING
    )
    SELECT array_agg(gone.pk_case), array_agg(gone.pk_agent)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_case, fresh.pk_agent FROM fresh) AS gone (pk_case, pk_agent);
  END IF;

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_case_agent AS t
    USING unnest(v_gone_1, v_gone_2) AS k (pk_case, pk_agent)
    WHERE t.pk_case = k.pk_case AND (t.pk_agent = k.pk_agent OR t.pk_agent IS NULL AND k.pk_agent IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_case_agent equal to those of public.v_case_agent, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_case_agent() RETURNS void
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
  DELETE FROM public.tv_case_agent AS t
  USING (
    SELECT t.pk_case, t.pk_agent FROM public.tv_case_agent AS t
    EXCEPT
    SELECT v.pk_case, v.pk_agent FROM public.v_case_agent AS v
  ) AS k (pk_case, pk_agent)
  WHERE t.pk_case = k.pk_case AND (t.pk_agent = k.pk_agent OR t.pk_agent IS NULL AND k.pk_agent IS NULL);

  INSERT INTO public.tv_case_agent AS t (pk_case, pk_agent)
  SELECT v.pk_case, v.pk_agent
  FROM public.v_case_agent AS v
  ON CONFLICT (pk_case, pk_agent)
  DO NOTHING;
END
$function$;

-- Takes this transaction's entries for public.tv_case_agent out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_case_agent(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_a_pk_agent integer[];
  v_a_role text[];
  v_c_pk_case integer[];
  v_c_fk_agent integer[];
  v_keys_1 integer[];
  v_keys_2 integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_agent a (pk_agent, role)'),
    array_agg(value.c2::text) FILTER (WHERE taken.route = 'tb_agent a (pk_agent, role)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_case c (pk_case, fk_agent)'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'tb_case c (pk_case, fk_agent)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_a_pk_agent, v_a_role, v_c_pk_case, v_c_fk_agent, v_keys_1, v_keys_2
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2), tviews.class_lock_id(3), tviews.class_lock_id(4), tviews.class_lock_id(5), tviews.class_lock_id(6)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_case_agent');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_case_agent();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_agent, public.tb_case (fk_agent), public.tb_case
  IF v_a_pk_agent IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(3, 1)
      FROM unnest(v_a_pk_agent, v_a_role) AS changed (pk_agent, role)
      UNION ALL
      SELECT tviews.lock_id(3, 1)
      FROM unnest(v_a_pk_agent, v_a_role) AS changed (pk_agent, role)
      UNION ALL
      SELECT tviews.lock_id(2, hash_record(ROW (changed.pk_agent)))
      FROM unnest(v_a_pk_agent, v_a_role) AS changed (pk_agent, role)
      UNION ALL
      SELECT tviews.lock_id(2, hash_record(ROW (changed.pk_agent)))
      FROM unnest(v_a_pk_agent, v_a_role) AS changed (pk_agent, role)
    );
  END IF;
  IF v_c_pk_case IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, 1)
      FROM unnest(v_c_pk_case, v_c_fk_agent) AS changed (pk_case, fk_agent)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_agent a:
  --   c.fk_agent IS NULL AND (c.fk_agent IS NULL AND a.role = 'standby'), pk_case = c.pk_case, pk_agent = NULL
  --   c.fk_agent IS NULL AND (c.fk_agent IS NULL AND a.role = 'standby'), pk_case = c.pk_case, pk_agent = a.pk_agent
  --   c.fk_agent = a.pk_agent, pk_case = c.pk_case, pk_agent = NULL
  --   c.fk_agent = a.pk_agent, pk_case = c.pk_case, pk_agent = a.pk_agent
  IF v_a_pk_agent IS NOT NULL THEN
    IF cardinality(v_a_pk_agent) > 1 THEN
      SELECT array_agg(changed.c1), array_agg(changed.c2)
      INTO v_a_pk_agent, v_a_role
      FROM (SELECT DISTINCT * FROM unnest(v_a_pk_agent, v_a_role) AS changed (c1, c2)) AS changed;
    END IF;
    SELECT v_keys_1 || array_agg(c.pk_case), v_keys_2 || array_agg(NULL::integer)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_a_pk_agent, v_a_role) AS changed (pk_agent, role)
    JOIN public.tb_case AS c ON c.fk_agent IS NULL AND (c.fk_agent IS NULL AND changed.role = 'standby');
    SELECT v_keys_1 || array_agg(c.pk_case), v_keys_2 || array_agg(changed.pk_agent)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_a_pk_agent, v_a_role) AS changed (pk_agent, role)
    JOIN public.tb_case AS c ON c.fk_agent IS NULL AND (c.fk_agent IS NULL AND changed.role = 'standby');
    SELECT v_keys_1 || array_agg(c.pk_case), v_keys_2 || array_agg(NULL::integer)
    INTO v_keys_1, v_keys_2
    FROM public.tb_case AS c
    WHERE c.fk_agent = ANY (v_a_pk_agent);
    SELECT v_keys_1 || array_agg(c.pk_case), v_keys_2 || array_agg(changed.pk_agent)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_a_pk_agent, v_a_role) AS changed (pk_agent, role)
    JOIN public.tb_case AS c ON c.fk_agent = changed.pk_agent;
  END IF;

  -- tb_case c:
  --   pk_case = c.pk_case, pk_agent = NULL
  --   a.role = 'standby' AND (c.fk_agent IS NULL AND a.role = 'standby'), pk_case = c.pk_case, pk_agent = a.pk_agent
  --   pk_case = c.pk_case, pk_agent = c.fk_agent
  IF v_c_pk_case IS NOT NULL THEN
    IF cardinality(v_c_pk_case) > 1 THEN
      SELECT array_agg(changed.c1), array_agg(changed.c2)
      INTO v_c_pk_case, v_c_fk_agent
      FROM (SELECT DISTINCT * FROM unnest(v_c_pk_case, v_c_fk_agent) AS changed (c1, c2)) AS changed;
    END IF;
    v_keys_1 := v_keys_1 || v_c_pk_case;
    v_keys_2 := v_keys_2 || array_fill(NULL::integer, ARRAY[cardinality(v_c_pk_case)]);
    SELECT v_keys_1 || array_agg(changed.pk_case), v_keys_2 || array_agg(a.pk_agent)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_c_pk_case, v_c_fk_agent) AS changed (pk_case, fk_agent)
    JOIN public.tb_agent AS a ON a.role = 'standby' AND (changed.fk_agent IS NULL AND a.role = 'standby');
    v_keys_1 := v_keys_1 || v_c_pk_case;
    v_keys_2 := v_keys_2 || v_c_fk_agent;
  END IF;

  -- Its own rows, by public.tv_case_agent (pk_agent), by public.tv_case_agent (pk_case)
  v_held := v_held || tviews.hold(ARRAY (
    SELECT tviews.lock_id(4, hash_record(ROW (k.pk_agent))) FROM unnest(v_keys_1, v_keys_2) AS k (pk_case, pk_agent)
    UNION ALL
    SELECT tviews.lock_id(5, hash_record(ROW (k.pk_case))) FROM unnest(v_keys_1, v_keys_2) AS k (pk_case, pk_agent)
  ), ARRAY (
    SELECT tviews.lock_id(4, hash_record(ROW (changed.pk_agent)))
    FROM unnest(v_a_pk_agent, v_a_role) AS changed (pk_agent, role)
    UNION ALL
    SELECT tviews.lock_id(5, hash_record(ROW (changed.pk_case)))
    FROM unnest(v_c_pk_case, v_c_fk_agent) AS changed (pk_case, fk_agent)
  ), p_most - cardinality(v_held));

  -- tb_agent a: (old_row.pk_agent = a.pk_agent OR old_row.pk_agent IS NULL AND a.pk_agent IS NULL), pk_case = old_row.pk_case, pk_agent = old_row.pk_agent
  IF v_a_pk_agent IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(old_row.pk_case), v_keys_2 || array_agg(old_row.pk_agent)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_a_pk_agent, v_a_role) AS changed (pk_agent, role)
    CROSS JOIN LATERAL (
      SELECT * FROM public.tv_case_agent AS old_row
      WHERE (old_row.pk_agent = changed.pk_agent OR old_row.pk_agent IS NULL AND changed.pk_agent IS NULL)
      OFFSET 0
    ) AS old_row;
  END IF;

  -- tb_case c: old_row.pk_case = c.pk_case, pk_case = old_row.pk_case, pk_agent = old_row.pk_agent
  IF v_c_pk_case IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(old_row.pk_case), v_keys_2 || array_agg(old_row.pk_agent)
    INTO v_keys_1, v_keys_2
    FROM public.tv_case_agent AS old_row
    WHERE old_row.pk_case = ANY (v_c_pk_case);
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(6, hash_record(ROW (k.pk_case, k.pk_agent))) FROM unnest(v_keys_1, v_keys_2) AS k (pk_case, pk_agent)
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
    PERFORM tviews.refresh_tv_case_agent(v_keys_1, v_keys_2);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_case_agent, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_case_agent() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT ARRAY[
  -- tv_case_agent looks rows up by it
  ARRAY[$definition$CREATE INDEX ON public.tv_case_agent USING btree (pk_agent)$definition$, NULL, 'pk_agent']
]
$activate$;

-- public.tv_case_region, key (pk_case).
CREATE FUNCTION tviews.activate_tv_case_region() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_case_region', 'public.v_case_region', 'pk_case, agents', $definition$
SELECT *
FROM (
SELECT c.pk_case, (SELECT count(*) FROM tb_agent a WHERE a.region = c.region OR (a.region IS NULL AND c.region IS NULL)) AS agents
FROM tb_case c
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_case_region') IS NULL THEN
  CREATE TABLE public.tv_case_region (LIKE public.v_case_region) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_case_region') THEN
    INSERT INTO public.tv_case_region SELECT * FROM public.v_case_region;
  END IF;
  PERFORM tviews.put_key('activate_tv_case_region', 'public.tv_case_region', 'PRIMARY KEY (pk_case)');
  ANALYZE public.tv_case_region;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_case_region', 'public.tv_case_region', 'public.v_case_region', 'PRIMARY KEY (pk_case)') THEN
  IF tviews.fill_now('activate_tv_case_region') THEN
    INSERT INTO public.tv_case_region SELECT * FROM public.v_case_region;
  END IF;
  PERFORM tviews.put_key('activate_tv_case_region', 'public.tv_case_region', 'PRIMARY KEY (pk_case)');
END IF;

-- Makes the rows of public.tv_case_region with these keys equal to those of public.v_case_region, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_case_region(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_case, v.agents
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_case)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_case_region AS v
        WHERE v.pk_case = k.pk_case
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_case_region AS t (pk_case, agents)
      SELECT * FROM fresh
      ON CONFLICT (pk_case)
      DO UPDATE SET agents = excluded.agents
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_case)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_case FROM fresh) AS gone (pk_case);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_case, v.agents
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_case)
      JOIN public.v_case_region AS v ON v.pk_case = k.pk_case
    ), written AS (
      INSERT INTO public.tv_case_region AS t (pk_case, agents)
      SELECT * FROM fresh
      ON CONFLICT (pk_case)
      DO UPDATE SET agents = excluded.agents
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_case)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_case FROM fresh) AS gone (pk_case);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_case_region AS t
    USING unnest(v_gone) AS k (pk_case)
    WHERE t.pk_case = k.pk_case;
  END IF;
END
$function$;

-- Makes all rows of public.tv_case_region equal to those of public.v_case_region, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_case_region() RETURNS void
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
  DELETE FROM public.tv_case_region AS t
  USING (
    SELECT t.pk_case FROM public.tv_case_region AS t
    EXCEPT
    SELECT v.pk_case FROM public.v_case_region AS v
  ) AS k (pk_case)
  WHERE t.pk_case = k.pk_case;

  INSERT INTO public.tv_case_region AS t (pk_case, agents)
  SELECT v.pk_case, v.agents
  FROM public.v_case_region AS v
  ON CONFLICT (pk_case)
  DO UPDATE SET agents = excluded.agents
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_case_region out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_case_region(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_a_region integer[];
  v_c_pk_case integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_agent a (region)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_case c (pk_case)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_a_region, v_c_pk_case, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(7), tviews.class_lock_id(8), tviews.class_lock_id(9)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_case_region');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_case_region();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_case (region), public.tb_case
  IF v_a_region IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(8, 1)
      FROM unnest(v_a_region) AS changed (region)
      UNION ALL
      SELECT tviews.lock_id(7, hash_record(ROW (changed.region)))
      FROM unnest(v_a_region) AS changed (region)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_agent a:
  --   c.region IS NULL AND (a.region IS NULL AND c.region IS NULL), pk_case = c.pk_case
  --   c.region = a.region, pk_case = c.pk_case
  IF v_a_region IS NOT NULL THEN
    IF cardinality(v_a_region) > 1 THEN
      SELECT array_agg(changed.c1)
      INTO v_a_region
      FROM (SELECT DISTINCT * FROM unnest(v_a_region) AS changed (c1)) AS changed;
    END IF;
    v_keys := v_keys || ARRAY (
      SELECT c.pk_case
      FROM unnest(v_a_region) AS changed (region)
      JOIN public.tb_case AS c ON c.region IS NULL AND (changed.region IS NULL AND c.region IS NULL)
    );
    v_keys := v_keys || ARRAY (
      SELECT c.pk_case
      FROM public.tb_case AS c
      WHERE c.region = ANY (v_a_region)
    );
  END IF;

  -- tb_case c: pk_case = c.pk_case
  IF v_c_pk_case IS NOT NULL THEN
    v_keys := v_keys || v_c_pk_case;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(9, hash_record(ROW (k.pk_case))) FROM unnest(v_keys) AS k (pk_case)
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
    PERFORM tviews.refresh_tv_case_region(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_case_region, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_case_region() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_agent.
CREATE FUNCTION tviews.watch_tb_agent() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_agent puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_agent() RETURNS trigger
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
      -- What tv_case_agent reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_agent, r.role FROM old_rows AS r),
      after_1 AS (SELECT r.pk_agent, r.role FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_case_region reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.region FROM old_rows AS r),
      after_2 AS (SELECT r.region FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_agent a (pk_agent, role)', ARRAY[array_agg(r.pk_agent)::text[], array_agg(r.role)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_agent, r.role, tviews.lock_id(1, 1) AS lock_1 FROM changed_1 AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_agent a (region)', array_agg(DISTINCT r.region)::text[],
        NULL::bigint[]
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_agent a (pk_agent, role)', ARRAY[array_agg(r.pk_agent)::text[], array_agg(r.role)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_agent, r.role, tviews.lock_id(1, 1) AS lock_1 FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_agent a (region)', array_agg(DISTINCT r.region)::text[],
        NULL::bigint[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_agent', 'enqueue_tb_agent', 'tviews_tb_agent', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_case.
CREATE FUNCTION tviews.watch_tb_case() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_case puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_case() RETURNS trigger
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
      -- What tv_case_agent reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_case, r.fk_agent FROM old_rows AS r),
      after_1 AS (SELECT r.pk_case, r.fk_agent FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_case_region reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_case, r.region FROM old_rows AS r),
      after_2 AS (SELECT r.pk_case, r.region FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_case c (pk_case, fk_agent)', ARRAY[array_agg(r.pk_case)::text[], array_agg(r.fk_agent)::text[]],
        array_agg(DISTINCT r.lock_1)
          || array_agg(DISTINCT r.lock_2)
      FROM (SELECT DISTINCT r.pk_case, r.fk_agent, tviews.lock_id(2, hash_record(ROW (r.fk_agent))) AS lock_1, tviews.lock_id(3, 1) AS lock_2 FROM changed_1 AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_case c (pk_case)', array_agg(DISTINCT r.pk_case)::text[],
        array_agg(DISTINCT tviews.lock_id(7, hash_record(ROW (r.region))))
          || array_agg(DISTINCT tviews.lock_id(8, 1))
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_case c (pk_case, fk_agent)', ARRAY[array_agg(r.pk_case)::text[], array_agg(r.fk_agent)::text[]],
        array_agg(DISTINCT r.lock_1)
          || array_agg(DISTINCT r.lock_2)
      FROM (SELECT DISTINCT r.pk_case, r.fk_agent, tviews.lock_id(2, hash_record(ROW (r.fk_agent))) AS lock_1, tviews.lock_id(3, 1) AS lock_2 FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_case c (pk_case)', array_agg(r.pk_case)::text[],
        array_agg(DISTINCT tviews.lock_id(7, hash_record(ROW (r.region))))
          || array_agg(DISTINCT tviews.lock_id(8, 1))
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_case', 'enqueue_tb_case', 'tviews_tb_case', true);
RETURN false;
END
$activate$;
