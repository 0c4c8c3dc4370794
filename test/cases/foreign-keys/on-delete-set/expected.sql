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
    (1, 'public.tv_case', 'public.v_case', false, ARRAY['pk_case'], 'r.pk_case = k.pk_case',
      'jsonb_build_object(''pk_case'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_case(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_agent', 'public.tb_case', 'public.tb_queue', 'public.tb_tenant_label']::text[], 'activate_tv_case', 'equip_tv_case', ARRAY['drain_tv_case', 'refresh_tv_case', 'rebuild_tv_case'], 'drain_tv_case',
      false, false, 1000),
    (2, 'public.tv_queue', 'public.v_queue', false, ARRAY['pk_queue'], 'r.pk_queue = k.pk_queue',
      'jsonb_build_object(''pk_queue'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_queue(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_case', 'public.tb_queue']::text[], 'activate_tv_queue', 'equip_tv_queue', ARRAY['drain_tv_queue', 'refresh_tv_queue', 'rebuild_tv_queue'], 'drain_tv_queue',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_agent', ARRAY['name', 'pk_agent']::text[], ARRAY['text', 'integer']::text[], 'tviews_tb_agent', 'enqueue_tb_agent', NULL, true, 'watch_tb_agent'),
    ('public.tb_case', ARRAY['fk_agent', 'fk_queue', 'label', 'pk_case', 'tenant']::text[], ARRAY['integer', 'integer', 'text', 'integer', 'integer']::text[], 'tviews_tb_case', 'enqueue_tb_case', NULL, true, 'watch_tb_case'),
    ('public.tb_queue', ARRAY['name', 'pk_queue']::text[], ARRAY['text', 'integer']::text[], 'tviews_tb_queue', 'enqueue_tb_queue', NULL, true, 'watch_tb_queue'),
    ('public.tb_tenant_label', ARRAY['colour', 'label', 'tenant']::text[], ARRAY['text', 'text', 'integer']::text[], 'tviews_tb_tenant_label', 'enqueue_tb_tenant_label', NULL, true, 'watch_tb_tenant_label')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_case', 'public.tb_agent', ARRAY['a']::text[], ARRAY['pk_agent', 'name']::text[], false,
      'mapped', 1, ARRAY['public.tb_case']::text[], 'c.fk_agent = a.pk_agent, pk_case = c.pk_case'),
    ('public.tv_case', 'public.tb_case', ARRAY['c']::text[], ARRAY['pk_case', 'fk_queue', 'fk_agent', 'tenant', 'label']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_case = c.pk_case'),
    ('public.tv_case', 'public.tb_queue', ARRAY['q']::text[], ARRAY['pk_queue', 'name']::text[], false,
      'mapped', 1, ARRAY['public.tb_case']::text[], 'c.fk_queue = q.pk_queue, pk_case = c.pk_case'),
    ('public.tv_case', 'public.tb_tenant_label', ARRAY['l']::text[], ARRAY['tenant', 'label', 'colour']::text[], false,
      'mapped', 1, ARRAY['public.tb_case']::text[], 'c.tenant = l.tenant AND c.label = l.label, pk_case = c.pk_case'),
    ('public.tv_queue', 'public.tb_case', ARRAY['c']::text[], ARRAY['fk_queue', 'fk_agent']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_queue = c.fk_queue'),
    ('public.tv_queue', 'public.tb_queue', ARRAY['q']::text[], ARRAY['pk_queue', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_queue = q.pk_queue')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_case', 'public.tb_agent', 'btree', ARRAY['pk_agent'], false, 'CREATE INDEX tb_agent_pk_agent_idx ON public.tb_agent (pk_agent);'),
    (2, 'public.tv_case', 'public.tb_case', 'btree', ARRAY['fk_agent'], false, 'CREATE INDEX tb_case_fk_agent_idx ON public.tb_case (fk_agent);'),
    (3, 'public.tv_case', 'public.tb_case', 'btree', ARRAY['pk_case'], false, 'CREATE INDEX tb_case_pk_case_idx ON public.tb_case (pk_case);'),
    (4, 'public.tv_case', 'public.tb_queue', 'btree', ARRAY['pk_queue'], false, 'CREATE INDEX tb_queue_pk_queue_idx ON public.tb_queue (pk_queue);'),
    (5, 'public.tv_case', 'public.tb_case', 'btree', ARRAY['fk_queue'], false, 'CREATE INDEX tb_case_fk_queue_idx ON public.tb_case (fk_queue);'),
    (6, 'public.tv_case', 'public.tb_tenant_label', 'btree', ARRAY['tenant', 'label'], false, 'CREATE INDEX tb_tenant_label_tenant_label_idx ON public.tb_tenant_label (tenant, label);'),
    (7, 'public.tv_case', 'public.tb_case', 'btree', ARRAY['tenant', 'label'], false, 'CREATE INDEX tb_case_tenant_label_idx ON public.tb_case (tenant, label);'),
    (8, 'public.tv_queue', 'public.tb_case', 'btree', ARRAY['fk_queue'], false, 'CREATE INDEX tb_case_fk_queue_idx ON public.tb_case (fk_queue);'),
    (9, 'public.tv_queue', 'public.tb_queue', 'btree', ARRAY['pk_queue'], false, 'CREATE INDEX tb_queue_pk_queue_idx ON public.tb_queue (pk_queue);')
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
    ('public.tb_agent', 'not-null', ARRAY['pk_agent']),
    ('public.tb_agent', 'unique', ARRAY['pk_agent']),
    ('public.tb_case', 'not-null', ARRAY['pk_case']),
    ('public.tb_case', 'not-null', ARRAY['fk_queue']),
    ('public.tb_case', 'not-null', ARRAY['tenant']),
    ('public.tb_case', 'unique', ARRAY['pk_case']),
    ('public.tb_queue', 'not-null', ARRAY['pk_queue']),
    ('public.tb_queue', 'unique', ARRAY['pk_queue']),
    ('public.tb_tenant_label', 'not-null', ARRAY['tenant']),
    ('public.tb_tenant_label', 'not-null', ARRAY['label']),
    ('public.tb_tenant_label', 'unique', ARRAY['tenant', 'label'])
$function$;

-- public.tv_case, key (pk_case).
CREATE FUNCTION tviews.activate_tv_case() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_case', 'public.v_case', 'pk_case, queue, agent, tenant, colour', $definition$
SELECT *
FROM (
SELECT c.pk_case, q.name AS queue, a.name AS agent, c.tenant, l.colour
FROM tb_case c
JOIN tb_queue q ON q.pk_queue = c.fk_queue
LEFT JOIN tb_agent a ON a.pk_agent = c.fk_agent
LEFT JOIN tb_tenant_label l ON l.tenant = c.tenant AND l.label = c.label
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_case') IS NULL THEN
  CREATE TABLE public.tv_case (LIKE public.v_case) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_case') THEN
    INSERT INTO public.tv_case SELECT * FROM public.v_case;
  END IF;
  PERFORM tviews.put_key('activate_tv_case', 'public.tv_case', 'PRIMARY KEY (pk_case)');
  ANALYZE public.tv_case;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_case', 'public.tv_case', 'public.v_case', 'PRIMARY KEY (pk_case)') THEN
  IF tviews.fill_now('activate_tv_case') THEN
    INSERT INTO public.tv_case SELECT * FROM public.v_case;
  END IF;
  PERFORM tviews.put_key('activate_tv_case', 'public.tv_case', 'PRIMARY KEY (pk_case)');
END IF;

-- Makes the rows of public.tv_case with these keys equal to those of public.v_case, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_case(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_case, v.queue, v.agent, v.tenant, v.colour
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_case)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_case AS v
        WHERE v.pk_case = k.pk_case
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_case AS t (pk_case, queue, agent, tenant, colour)
      SELECT * FROM fresh
      ON CONFLICT (pk_case)
      DO UPDATE SET queue = excluded.queue, agent = excluded.agent, tenant = excluded.tenant, colour = excluded.colour
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_case)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_case FROM fresh) AS gone (pk_case);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_case, v.queue, v.agent, v.tenant, v.colour
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_case)
      JOIN public.v_case AS v ON v.pk_case = k.pk_case
    ), written AS (
      INSERT INTO public.tv_case AS t (pk_case, queue, agent, tenant, colour)
      SELECT * FROM fresh
      ON CONFLICT (pk_case)
      DO UPDATE SET queue = excluded.queue, agent = excluded.agent, tenant = excluded.tenant, colour = excluded.colour
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_case)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_case FROM fresh) AS gone (pk_case);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_case AS t
    USING unnest(v_gone) AS k (pk_case)
    WHERE t.pk_case = k.pk_case;
  END IF;
END
$function$;

-- Makes all rows of public.tv_case equal to those of public.v_case, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_case() RETURNS void
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
  DELETE FROM public.tv_case AS t
  USING (
    SELECT t.pk_case FROM public.tv_case AS t
    EXCEPT
    SELECT v.pk_case FROM public.v_case AS v
  ) AS k (pk_case)
  WHERE t.pk_case = k.pk_case;

  INSERT INTO public.tv_case AS t (pk_case, queue, agent, tenant, colour)
  SELECT v.pk_case, v.queue, v.agent, v.tenant, v.colour
  FROM public.v_case AS v
  ON CONFLICT (pk_case)
  DO UPDATE SET queue = excluded.queue, agent = excluded.agent, tenant = excluded.tenant, colour = excluded.colour
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_case out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_case(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
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
  v_c_pk_case integer[];
  v_q_pk_queue integer[];
  v_l_tenant integer[];
  v_l_label text[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_agent a (pk_agent)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_case c (pk_case)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_queue q (pk_queue)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_tenant_label l (tenant, label)'),
    array_agg(value.c2::text) FILTER (WHERE taken.route = 'tb_tenant_label l (tenant, label)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_a_pk_agent, v_c_pk_case, v_q_pk_queue, v_l_tenant, v_l_label, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2), tviews.class_lock_id(3), tviews.class_lock_id(4)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_case');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_case();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_case (fk_agent), public.tb_case (fk_queue), public.tb_case (label, tenant)
  IF v_a_pk_agent IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.pk_agent)))
      FROM unnest(v_a_pk_agent) AS changed (pk_agent)
    );
  END IF;
  IF v_q_pk_queue IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(2, hash_record(ROW (changed.pk_queue)))
      FROM unnest(v_q_pk_queue) AS changed (pk_queue)
    );
  END IF;
  IF v_l_tenant IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(3, hash_record(ROW (changed.label, changed.tenant)))
      FROM unnest(v_l_tenant, v_l_label) AS changed (tenant, label)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_agent a: c.fk_agent = a.pk_agent, pk_case = c.pk_case
  IF v_a_pk_agent IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT c.pk_case
      FROM public.tb_case AS c
      WHERE c.fk_agent = ANY (v_a_pk_agent)
    );
  END IF;

  -- tb_case c: pk_case = c.pk_case
  IF v_c_pk_case IS NOT NULL THEN
    v_keys := v_keys || v_c_pk_case;
  END IF;

  -- tb_queue q: c.fk_queue = q.pk_queue, pk_case = c.pk_case
  IF v_q_pk_queue IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT c.pk_case
      FROM public.tb_case AS c
      WHERE c.fk_queue = ANY (v_q_pk_queue)
    );
  END IF;

  -- tb_tenant_label l: c.tenant = l.tenant AND c.label = l.label, pk_case = c.pk_case
  IF v_l_tenant IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT c.pk_case
      FROM unnest(v_l_tenant, v_l_label) AS changed (tenant, label)
      JOIN public.tb_case AS c ON c.tenant = changed.tenant AND c.label = changed.label
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(4, hash_record(ROW (k.pk_case))) FROM unnest(v_keys) AS k (pk_case)
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
    PERFORM tviews.refresh_tv_case(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_case, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_case() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_queue, key (pk_queue).
CREATE FUNCTION tviews.activate_tv_queue() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_queue', 'public.v_queue', 'pk_queue, name, assigned', $definition$
SELECT *
FROM (
SELECT q.pk_queue, q.name, (SELECT count(*) FROM tb_case c WHERE c.fk_queue = q.pk_queue AND c.fk_agent IS NOT NULL) AS assigned
FROM tb_queue q
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_queue') IS NULL THEN
  CREATE TABLE public.tv_queue (LIKE public.v_queue) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_queue') THEN
    INSERT INTO public.tv_queue SELECT * FROM public.v_queue;
  END IF;
  PERFORM tviews.put_key('activate_tv_queue', 'public.tv_queue', 'PRIMARY KEY (pk_queue)');
  ANALYZE public.tv_queue;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_queue', 'public.tv_queue', 'public.v_queue', 'PRIMARY KEY (pk_queue)') THEN
  IF tviews.fill_now('activate_tv_queue') THEN
    INSERT INTO public.tv_queue SELECT * FROM public.v_queue;
  END IF;
  PERFORM tviews.put_key('activate_tv_queue', 'public.tv_queue', 'PRIMARY KEY (pk_queue)');
END IF;

-- Makes the rows of public.tv_queue with these keys equal to those of public.v_queue, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_queue(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_queue, v.name, v.assigned
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_queue)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_queue AS v
        WHERE v.pk_queue = k.pk_queue
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_queue AS t (pk_queue, name, assigned)
      SELECT * FROM fresh
      ON CONFLICT (pk_queue)
      DO UPDATE SET name = excluded.name, assigned = excluded.assigned
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_queue)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_queue FROM fresh) AS gone (pk_queue);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_queue, v.name, v.assigned
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_queue)
      JOIN public.v_queue AS v ON v.pk_queue = k.pk_queue
    ), written AS (
      INSERT INTO public.tv_queue AS t (pk_queue, name, assigned)
      SELECT * FROM fresh
      ON CONFLICT (pk_queue)
      DO UPDATE SET name = excluded.name, assigned = excluded.assigned
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_queue)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_queue FROM fresh) AS gone (pk_queue);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_queue AS t
    USING unnest(v_gone) AS k (pk_queue)
    WHERE t.pk_queue = k.pk_queue;
  END IF;
END
$function$;

-- Makes all rows of public.tv_queue equal to those of public.v_queue, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_queue() RETURNS void
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
  DELETE FROM public.tv_queue AS t
  USING (
    SELECT t.pk_queue FROM public.tv_queue AS t
    EXCEPT
    SELECT v.pk_queue FROM public.v_queue AS v
  ) AS k (pk_queue)
  WHERE t.pk_queue = k.pk_queue;

  INSERT INTO public.tv_queue AS t (pk_queue, name, assigned)
  SELECT v.pk_queue, v.name, v.assigned
  FROM public.v_queue AS v
  ON CONFLICT (pk_queue)
  DO UPDATE SET name = excluded.name, assigned = excluded.assigned
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_queue out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_queue(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_c_fk_queue integer[];
  v_q_pk_queue integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_case c (fk_queue)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_queue q (pk_queue)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_c_fk_queue, v_q_pk_queue, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(5)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_queue');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_queue();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_case c: pk_queue = c.fk_queue
  IF v_c_fk_queue IS NOT NULL THEN
    v_keys := v_keys || v_c_fk_queue;
  END IF;

  -- tb_queue q: pk_queue = q.pk_queue
  IF v_q_pk_queue IS NOT NULL THEN
    v_keys := v_keys || v_q_pk_queue;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(5, hash_record(ROW (k.pk_queue))) FROM unnest(v_keys) AS k (pk_queue)
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
    PERFORM tviews.refresh_tv_queue(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_queue, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_queue() RETURNS text[]
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
    FROM unnest(ARRAY[1]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_case reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_agent, r.name FROM old_rows AS r),
      after AS (SELECT r.pk_agent, r.name FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_agent a (pk_agent)', ARRAY[array_agg(DISTINCT r.pk_agent)::text[]]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_agent a (pk_agent)', ARRAY[array_agg(r.pk_agent)::text[]]
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
      -- What tv_case reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_case, r.fk_queue, r.fk_agent, r.tenant, r.label FROM old_rows AS r),
      after_1 AS (SELECT r.pk_case, r.fk_queue, r.fk_agent, r.tenant, r.label FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_queue reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.fk_queue, r.fk_agent FROM old_rows AS r),
      after_2 AS (SELECT r.fk_queue, r.fk_agent FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_case c (pk_case)', ARRAY[array_agg(DISTINCT r.pk_case)::text[]],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_agent))))
          || array_agg(DISTINCT tviews.lock_id(2, hash_record(ROW (r.fk_queue))))
          || array_agg(DISTINCT tviews.lock_id(3, hash_record(ROW (r.label, r.tenant))))
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_case c (fk_queue)', array_agg(DISTINCT r.fk_queue)::text[],
        NULL::bigint[]
      FROM changed_2 AS r WHERE r.fk_agent IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_case c (pk_case)', ARRAY[array_agg(r.pk_case)::text[]],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_agent))))
          || array_agg(DISTINCT tviews.lock_id(2, hash_record(ROW (r.fk_queue))))
          || array_agg(DISTINCT tviews.lock_id(3, hash_record(ROW (r.label, r.tenant))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_case c (fk_queue)', array_agg(DISTINCT r.fk_queue)::text[],
        NULL::bigint[]
      FROM changed_rows AS r WHERE r.fk_agent IS NOT NULL
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

-- The triggers of public.tb_queue.
CREATE FUNCTION tviews.watch_tb_queue() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_queue puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_queue() RETURNS trigger
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
      -- What tv_case, tv_queue reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_queue, r.name FROM old_rows AS r),
      after AS (SELECT r.pk_queue, r.name FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_queue q (pk_queue)', ARRAY[array_agg(DISTINCT r.pk_queue)::text[]]
      FROM changed AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_queue q (pk_queue)', array_agg(DISTINCT r.pk_queue)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_queue q (pk_queue)', ARRAY[array_agg(r.pk_queue)::text[]]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_queue q (pk_queue)', array_agg(r.pk_queue)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_queue', 'enqueue_tb_queue', 'tviews_tb_queue', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_tenant_label.
CREATE FUNCTION tviews.watch_tb_tenant_label() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_tenant_label puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_tenant_label() RETURNS trigger
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
      -- What tv_case reads of the rows before and after, and where that differs.
      before AS (SELECT r.tenant, r.label, r.colour FROM old_rows AS r),
      after AS (SELECT r.tenant, r.label, r.colour FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_tenant_label l (tenant, label)', ARRAY[array_agg(r.tenant)::text[], array_agg(r.label)::text[]]
      FROM (SELECT DISTINCT r.tenant, r.label FROM changed AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_tenant_label l (tenant, label)', ARRAY[array_agg(r.tenant)::text[], array_agg(r.label)::text[]]
      FROM (SELECT DISTINCT r.tenant, r.label FROM changed_rows AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_tenant_label', 'enqueue_tb_tenant_label', 'tviews_tb_tenant_label', true);
RETURN false;
END
$activate$;
