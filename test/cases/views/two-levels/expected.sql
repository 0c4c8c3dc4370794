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
    (1, 'public.tv_desk', 'public.v_desk', false, ARRAY['pk_desk'], 'r.pk_desk = k.pk_desk',
      'jsonb_build_object(''pk_desk'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_desk(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['core.tb_person', 'core.tb_unit', 'public.tb_desk']::text[], 'activate_tv_desk', 'equip_tv_desk', ARRAY['drain_tv_desk', 'refresh_tv_desk', 'rebuild_tv_desk'], 'drain_tv_desk',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('core.tb_person', ARRAY['fk_unit', 'name', 'pk_person']::text[], ARRAY['integer', 'text', 'integer']::text[], 'tviews_core_tb_person', 'enqueue_core_tb_person', NULL, true, 'watch_core_tb_person'),
    ('core.tb_unit', ARRAY['fk_parent', 'name', 'pk_unit', 'retired']::text[], ARRAY['integer', 'text', 'integer', 'boolean']::text[], 'tviews_core_tb_unit', 'enqueue_core_tb_unit', NULL, true, 'watch_core_tb_unit'),
    ('public.tb_desk', ARRAY['fk_deputy', 'fk_owner', 'label', 'pk_desk']::text[], ARRAY['integer', 'integer', 'text', 'integer']::text[], 'tviews_tb_desk', 'enqueue_tb_desk', NULL, true, 'watch_tb_desk')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_desk', 'core.tb_person', ARRAY['person']::text[], ARRAY['pk_person', 'name', 'fk_unit']::text[], false,
      'mapped', 1, ARRAY['public.tb_desk']::text[], 'd.fk_owner = person.pk_person, pk_desk = d.pk_desk'),
    ('public.tv_desk', 'core.tb_person', ARRAY['person']::text[], ARRAY['pk_person', 'name', 'fk_unit']::text[], false,
      'mapped', 2, ARRAY['public.tb_desk']::text[], 'd.fk_deputy = person.pk_person, pk_desk = d.pk_desk'),
    ('public.tv_desk', 'core.tb_unit', ARRAY['u']::text[], ARRAY['pk_unit', 'name', 'fk_parent', 'retired']::text[], false,
      'mapped', 1, ARRAY['core.tb_person', 'public.tb_desk']::text[], 'person.fk_unit = u.pk_unit, d.fk_owner = person.pk_person, pk_desk = d.pk_desk'),
    ('public.tv_desk', 'core.tb_unit', ARRAY['u']::text[], ARRAY['pk_unit', 'name', 'fk_parent', 'retired']::text[], false,
      'mapped', 2, ARRAY['core.tb_person', 'public.tb_desk']::text[], 'person.fk_unit = u.pk_unit, d.fk_deputy = person.pk_person, pk_desk = d.pk_desk'),
    ('public.tv_desk', 'core.tb_unit', ARRAY['p']::text[], ARRAY['pk_unit', 'name']::text[], false,
      'mapped', 1, ARRAY['core.tb_unit', 'core.tb_person', 'public.tb_desk']::text[], 'u.fk_parent = p.pk_unit AND NOT u.retired, person.fk_unit = u.pk_unit, d.fk_owner = person.pk_person, pk_desk = d.pk_desk'),
    ('public.tv_desk', 'core.tb_unit', ARRAY['p']::text[], ARRAY['pk_unit', 'name']::text[], false,
      'mapped', 2, ARRAY['core.tb_unit', 'core.tb_person', 'public.tb_desk']::text[], 'u.fk_parent = p.pk_unit AND NOT u.retired, person.fk_unit = u.pk_unit, d.fk_deputy = person.pk_person, pk_desk = d.pk_desk'),
    ('public.tv_desk', 'public.tb_desk', ARRAY['d']::text[], ARRAY['pk_desk', 'fk_owner', 'fk_deputy', 'label']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_desk = d.pk_desk')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_desk', 'core.tb_person', 'btree', ARRAY['pk_person'], false, 'CREATE INDEX tb_person_pk_person_idx ON core.tb_person (pk_person);'),
    (2, 'public.tv_desk', 'public.tb_desk', 'btree', ARRAY['fk_owner'], false, 'CREATE INDEX tb_desk_fk_owner_idx ON public.tb_desk (fk_owner);'),
    (3, 'public.tv_desk', 'public.tb_desk', 'btree', ARRAY['fk_deputy'], false, 'CREATE INDEX tb_desk_fk_deputy_idx ON public.tb_desk (fk_deputy);'),
    (4, 'public.tv_desk', 'core.tb_unit', 'btree', ARRAY['pk_unit'], false, 'CREATE INDEX tb_unit_pk_unit_idx ON core.tb_unit (pk_unit);'),
    (5, 'public.tv_desk', 'core.tb_person', 'btree', ARRAY['fk_unit'], false, 'CREATE INDEX tb_person_fk_unit_idx ON core.tb_person (fk_unit);'),
    (6, 'public.tv_desk', 'core.tb_unit', 'btree', ARRAY['fk_parent'], false, 'CREATE INDEX tb_unit_fk_parent_idx ON core.tb_unit (fk_parent);'),
    (7, 'public.tv_desk', 'public.tb_desk', 'btree', ARRAY['pk_desk'], false, 'CREATE INDEX tb_desk_pk_desk_idx ON public.tb_desk (pk_desk);')
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
    ('core.tb_person', 'not-null', ARRAY['pk_person']),
    ('core.tb_person', 'unique', ARRAY['pk_person']),
    ('core.tb_unit', 'not-null', ARRAY['pk_unit']),
    ('core.tb_unit', 'unique', ARRAY['pk_unit']),
    ('public.tb_desk', 'not-null', ARRAY['pk_desk']),
    ('public.tb_desk', 'unique', ARRAY['pk_desk'])
$function$;

-- public.tv_desk, key (pk_desk).
CREATE FUNCTION tviews.activate_tv_desk() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_desk', 'public.v_desk', 'pk_desk, label, owner, deputy', $definition$
SELECT *
FROM (
SELECT d.pk_desk, d.label,
       o.name || COALESCE(' of ' || o.path, '') AS owner,
       e.name || COALESCE(' of ' || e.path, '') AS deputy
FROM tb_desk d
LEFT JOIN person_with_unit o ON o.id = d.fk_owner
LEFT JOIN person_with_unit e ON e.id = d.fk_deputy
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_desk') IS NULL THEN
  CREATE TABLE public.tv_desk (LIKE public.v_desk) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_desk') THEN
    INSERT INTO public.tv_desk SELECT * FROM public.v_desk;
  END IF;
  PERFORM tviews.put_key('activate_tv_desk', 'public.tv_desk', 'PRIMARY KEY (pk_desk)');
  ANALYZE public.tv_desk;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_desk', 'public.tv_desk', 'public.v_desk', 'PRIMARY KEY (pk_desk)') THEN
  IF tviews.fill_now('activate_tv_desk') THEN
    INSERT INTO public.tv_desk SELECT * FROM public.v_desk;
  END IF;
  PERFORM tviews.put_key('activate_tv_desk', 'public.tv_desk', 'PRIMARY KEY (pk_desk)');
END IF;

-- Makes the rows of public.tv_desk with these keys equal to those of public.v_desk, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_desk(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_desk, v.label, v.owner, v.deputy
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_desk)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_desk AS v
        WHERE v.pk_desk = k.pk_desk
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_desk AS t (pk_desk, label, owner, deputy)
      SELECT * FROM fresh
      ON CONFLICT (pk_desk)
      DO UPDATE SET label = excluded.label, owner = excluded.owner, deputy = excluded.deputy
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_desk)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_desk FROM fresh) AS gone (pk_desk);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_desk, v.label, v.owner, v.deputy
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_desk)
      JOIN public.v_desk AS v ON v.pk_desk = k.pk_desk
    ), written AS (
      INSERT INTO public.tv_desk AS t (pk_desk, label, owner, deputy)
      SELECT * FROM fresh
      ON CONFLICT (pk_desk)
      DO UPDATE SET label = excluded.label, owner = excluded.owner, deputy = excluded.deputy
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_desk)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_desk FROM fresh) AS gone (pk_desk);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_desk AS t
    USING unnest(v_gone) AS k (pk_desk)
    WHERE t.pk_desk = k.pk_desk;
  END IF;
END
$function$;

-- Makes all rows of public.tv_desk equal to those of public.v_desk, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_desk() RETURNS void
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
  DELETE FROM public.tv_desk AS t
  USING (
    SELECT t.pk_desk FROM public.tv_desk AS t
    EXCEPT
    SELECT v.pk_desk FROM public.v_desk AS v
  ) AS k (pk_desk)
  WHERE t.pk_desk = k.pk_desk;

  INSERT INTO public.tv_desk AS t (pk_desk, label, owner, deputy)
  SELECT v.pk_desk, v.label, v.owner, v.deputy
  FROM public.v_desk AS v
  ON CONFLICT (pk_desk)
  DO UPDATE SET label = excluded.label, owner = excluded.owner, deputy = excluded.deputy
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_desk out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_desk(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_person_pk_person integer[];
  v_u_pk_unit integer[];
  v_p_pk_unit integer[];
  v_d_pk_desk integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'core_tb_person person (pk_person)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'core_tb_unit u (pk_unit)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'core_tb_unit p (pk_unit)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_desk d (pk_desk)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_person_pk_person, v_u_pk_unit, v_p_pk_unit, v_d_pk_desk, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2), tviews.class_lock_id(3), tviews.class_lock_id(4), tviews.class_lock_id(5)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_desk');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_desk();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: core.tb_unit (fk_parent)
  IF v_p_pk_unit IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.pk_unit)))
      FROM unnest(v_p_pk_unit) AS changed (pk_unit)
      UNION ALL
      SELECT tviews.lock_id(1, hash_record(ROW (changed.pk_unit)))
      FROM unnest(v_p_pk_unit) AS changed (pk_unit)
    );
  END IF;
  v_held := v_held || tviews.hold(tviews.links_between(v_links, 1, 1), v_lookups, p_most - cardinality(v_held));

  -- Looked up below, and changed by this transaction: core.tb_person (fk_unit)
  v_lookups := '{}';
  IF v_u_pk_unit IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(2, hash_record(ROW (changed.pk_unit)))
      FROM unnest(v_u_pk_unit) AS changed (pk_unit)
      UNION ALL
      SELECT tviews.lock_id(2, hash_record(ROW (changed.pk_unit)))
      FROM unnest(v_u_pk_unit) AS changed (pk_unit)
    );
  END IF;
  IF v_p_pk_unit IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(2, hash_record(ROW (u.pk_unit)))
      FROM core.tb_unit AS u
      WHERE u.fk_parent = ANY (v_p_pk_unit) AND NOT u.retired
      UNION ALL
      SELECT tviews.lock_id(2, hash_record(ROW (u.pk_unit)))
      FROM core.tb_unit AS u
      WHERE u.fk_parent = ANY (v_p_pk_unit) AND NOT u.retired
    );
  END IF;
  v_held := v_held || tviews.hold(tviews.links_between(v_links, 2, 2), v_lookups, p_most - cardinality(v_held));

  -- Looked up below, and changed by this transaction: public.tb_desk (fk_deputy), public.tb_desk (fk_owner)
  v_lookups := '{}';
  IF v_person_pk_person IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(4, hash_record(ROW (changed.pk_person)))
      FROM unnest(v_person_pk_person) AS changed (pk_person)
      UNION ALL
      SELECT tviews.lock_id(3, hash_record(ROW (changed.pk_person)))
      FROM unnest(v_person_pk_person) AS changed (pk_person)
    );
  END IF;
  IF v_u_pk_unit IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(4, hash_record(ROW (person.pk_person)))
      FROM core.tb_person AS person
      WHERE person.fk_unit = ANY (v_u_pk_unit)
      UNION ALL
      SELECT tviews.lock_id(3, hash_record(ROW (person.pk_person)))
      FROM core.tb_person AS person
      WHERE person.fk_unit = ANY (v_u_pk_unit)
    );
  END IF;
  IF v_p_pk_unit IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(4, hash_record(ROW (person.pk_person)))
      FROM core.tb_unit AS u
      JOIN core.tb_person AS person ON person.fk_unit = u.pk_unit
      WHERE u.fk_parent = ANY (v_p_pk_unit) AND NOT u.retired
      UNION ALL
      SELECT tviews.lock_id(3, hash_record(ROW (person.pk_person)))
      FROM core.tb_unit AS u
      JOIN core.tb_person AS person ON person.fk_unit = u.pk_unit
      WHERE u.fk_parent = ANY (v_p_pk_unit) AND NOT u.retired
    );
  END IF;
  v_held := v_held || tviews.hold(tviews.links_between(v_links, 3, 4), v_lookups, p_most - cardinality(v_held));

  -- tb_person person:
  --   d.fk_owner = person.pk_person, pk_desk = d.pk_desk
  --   d.fk_deputy = person.pk_person, pk_desk = d.pk_desk
  IF v_person_pk_person IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT d.pk_desk
      FROM public.tb_desk AS d
      WHERE d.fk_owner = ANY (v_person_pk_person)
    );
    v_keys := v_keys || ARRAY (
      SELECT d.pk_desk
      FROM public.tb_desk AS d
      WHERE d.fk_deputy = ANY (v_person_pk_person)
    );
  END IF;

  -- tb_unit u:
  --   person.fk_unit = u.pk_unit, d.fk_owner = person.pk_person, pk_desk = d.pk_desk
  --   person.fk_unit = u.pk_unit, d.fk_deputy = person.pk_person, pk_desk = d.pk_desk
  IF v_u_pk_unit IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT d.pk_desk
      FROM core.tb_person AS person
      JOIN public.tb_desk AS d ON d.fk_owner = person.pk_person
      WHERE person.fk_unit = ANY (v_u_pk_unit)
    );
    v_keys := v_keys || ARRAY (
      SELECT d.pk_desk
      FROM core.tb_person AS person
      JOIN public.tb_desk AS d ON d.fk_deputy = person.pk_person
      WHERE person.fk_unit = ANY (v_u_pk_unit)
    );
  END IF;

  -- tb_unit p:
  --   u.fk_parent = p.pk_unit AND NOT u.retired, person.fk_unit = u.pk_unit, d.fk_owner = person.pk_person, pk_desk = d.pk_desk
  --   u.fk_parent = p.pk_unit AND NOT u.retired, person.fk_unit = u.pk_unit, d.fk_deputy = person.pk_person, pk_desk = d.pk_desk
  IF v_p_pk_unit IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT d.pk_desk
      FROM core.tb_unit AS u
      JOIN core.tb_person AS person ON person.fk_unit = u.pk_unit
      JOIN public.tb_desk AS d ON d.fk_owner = person.pk_person
      WHERE u.fk_parent = ANY (v_p_pk_unit) AND NOT u.retired
    );
    v_keys := v_keys || ARRAY (
      SELECT d.pk_desk
      FROM core.tb_unit AS u
      JOIN core.tb_person AS person ON person.fk_unit = u.pk_unit
      JOIN public.tb_desk AS d ON d.fk_deputy = person.pk_person
      WHERE u.fk_parent = ANY (v_p_pk_unit) AND NOT u.retired
    );
  END IF;

  -- tb_desk d: pk_desk = d.pk_desk
  IF v_d_pk_desk IS NOT NULL THEN
    v_keys := v_keys || v_d_pk_desk;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(5, hash_record(ROW (k.pk_desk))) FROM unnest(v_keys) AS k (pk_desk)
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
    PERFORM tviews.refresh_tv_desk(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_desk, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_desk() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of core.tb_person.
CREATE FUNCTION tviews.watch_core_tb_person() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on core.tb_person puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_core_tb_person() RETURNS trigger
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
      -- What tv_desk reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_person, r.name, r.fk_unit FROM old_rows AS r),
      after AS (SELECT r.pk_person, r.name, r.fk_unit FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'core_tb_person person (pk_person)', array_agg(DISTINCT r.pk_person)::text[],
        array_agg(DISTINCT tviews.lock_id(2, hash_record(ROW (r.fk_unit))))
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'core_tb_person person (pk_person)', array_agg(r.pk_person)::text[],
        array_agg(DISTINCT tviews.lock_id(2, hash_record(ROW (r.fk_unit))))
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('core.tb_person', 'enqueue_core_tb_person', 'tviews_core_tb_person', true);
RETURN false;
END
$activate$;

-- The triggers of core.tb_unit.
CREATE FUNCTION tviews.watch_core_tb_unit() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on core.tb_unit puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_core_tb_unit() RETURNS trigger
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
      -- What tv_desk reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_unit, r.name, r.fk_parent, r.retired FROM old_rows AS r),
      after_1 AS (SELECT r.pk_unit, r.name, r.fk_parent, r.retired FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_desk reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_unit, r.name FROM old_rows AS r),
      after_2 AS (SELECT r.pk_unit, r.name FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'core_tb_unit u (pk_unit)', array_agg(DISTINCT r.pk_unit)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_parent))))
      FROM changed_1 AS r WHERE NOT r.retired
      HAVING count(*) > 0
      UNION ALL
      SELECT 1, 'core_tb_unit p (pk_unit)', array_agg(DISTINCT r.pk_unit)::text[],
        NULL::bigint[]
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'core_tb_unit u (pk_unit)', array_agg(r.pk_unit)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_parent))))
      FROM changed_rows AS r WHERE NOT r.retired
      HAVING count(*) > 0
      UNION ALL
      SELECT 1, 'core_tb_unit p (pk_unit)', array_agg(r.pk_unit)::text[],
        NULL::bigint[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('core.tb_unit', 'enqueue_core_tb_unit', 'tviews_core_tb_unit', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_desk.
CREATE FUNCTION tviews.watch_tb_desk() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_desk puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_desk() RETURNS trigger
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
      -- What tv_desk reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_desk, r.fk_owner, r.fk_deputy, r.label FROM old_rows AS r),
      after AS (SELECT r.pk_desk, r.fk_owner, r.fk_deputy, r.label FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_desk d (pk_desk)', array_agg(DISTINCT r.pk_desk)::text[],
        array_agg(DISTINCT tviews.lock_id(3, hash_record(ROW (r.fk_deputy))))
          || array_agg(DISTINCT tviews.lock_id(4, hash_record(ROW (r.fk_owner))))
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_desk d (pk_desk)', array_agg(r.pk_desk)::text[],
        array_agg(DISTINCT tviews.lock_id(3, hash_record(ROW (r.fk_deputy))))
          || array_agg(DISTINCT tviews.lock_id(4, hash_record(ROW (r.fk_owner))))
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_desk', 'enqueue_tb_desk', 'tviews_tb_desk', true);
RETURN false;
END
$activate$;
