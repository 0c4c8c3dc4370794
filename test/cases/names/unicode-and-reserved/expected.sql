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
    (1, 'public.tv_event', 'public.v_event', false, ARRAY['key'], 'r.key = k.key',
      'jsonb_build_object(''key'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_event(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.keys', 'public.tb_event']::text[], 'activate_tv_event', 'equip_tv_event', ARRAY['drain_tv_event', 'refresh_tv_event', 'rebuild_tv_event'], 'drain_tv_event',
      false, false, 1000),
    (2, 'public."tv_straße"', 'public."v_straße"', false, ARRAY['pk_straße'], 'r."pk_straße" = k."pk_straße"',
      'jsonb_build_object(''pk_straße'', CAST($1[1][n] AS integer))', 'tviews."refresh_tv_straße"(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public."tb_straße"', 'public."user"']::text[], 'activate_tv_straße', 'equip_tv_straße', ARRAY['drain_tv_straße', 'refresh_tv_straße', 'rebuild_tv_straße'], 'drain_tv_straße',
      false, false, 1000),
    (3, 'public.tv_user', 'public.v_user', false, ARRAY['select'], 'r."select" = k."select"',
      'jsonb_build_object(''select'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_user(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public."tb_straße"', 'public."user"']::text[], 'activate_tv_user', 'equip_tv_user', ARRAY['drain_tv_user', 'refresh_tv_user', 'rebuild_tv_user'], 'drain_tv_user',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.keys', ARRAY['key', 'value']::text[], ARRAY['integer', 'text']::text[], 'tviews_keys', 'enqueue_keys', NULL, true, 'watch_keys'),
    ('public.tb_event', ARRAY['changed', 'entry', 'found', 'key', 'keys', 'new', 'new_rows', 'old', 'old_rows', 'tg_op', 'ticket', 'v_key']::text[], ARRAY['text', 'text', 'boolean', 'integer', 'integer', 'text', 'text', 'text', 'text', 'text', 'boolean', 'integer']::text[], 'tviews_tb_event', 'enqueue_tb_event', NULL, true, 'watch_tb_event'),
    ('public."tb_straße"', ARRAY['pk_straße', 'user', 'имя', '名前']::text[], ARRAY['integer', 'integer', 'text', 'text']::text[], 'tviews_tb_straße', 'enqueue_tb_straße', NULL, true, 'watch_tb_straße'),
    ('public."user"', ARRAY['from', 'group', 'größe', 'select']::text[], ARRAY['text', 'integer', 'numeric', 'integer']::text[], 'tviews_user', 'enqueue_user', NULL, true, 'watch_user')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_event', 'public.keys', ARRAY['k']::text[], ARRAY['key', 'value']::text[], false,
      'mapped', 1, ARRAY['public.tb_event']::text[], 'e.keys = k.key, key = e.key'),
    ('public.tv_event', 'public.tb_event', ARRAY['e']::text[], ARRAY['key', 'keys', 'new', 'old', 'new_rows', 'old_rows', 'changed', 'entry', 'ticket', 'v_key', 'tg_op', 'found']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'key = e.key'),
    ('public."tv_straße"', 'public."tb_straße"', ARRAY['s']::text[], ARRAY['pk_straße', 'имя', 'user', '名前']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_straße = s."pk_straße"'),
    ('public."tv_straße"', 'public."user"', ARRAY['u']::text[], ARRAY['select', 'from', 'group', 'größe']::text[], false,
      'mapped', 1, ARRAY['public."tb_straße"']::text[], 's."user" = u."select", pk_straße = s."pk_straße"'),
    ('public.tv_user', 'public."tb_straße"', ARRAY['x']::text[], ARRAY['user']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'select = x."user"'),
    ('public.tv_user', 'public."user"', ARRAY['user']::text[], ARRAY['select', 'from']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'select = "user"."select"')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_event', 'public.keys', 'btree', ARRAY['key'], false, 'CREATE INDEX keys_key_idx ON public.keys (key);'),
    (2, 'public.tv_event', 'public.tb_event', 'btree', ARRAY['keys'], false, 'CREATE INDEX tb_event_keys_idx ON public.tb_event (keys);'),
    (3, 'public.tv_event', 'public.tb_event', 'btree', ARRAY['key'], false, 'CREATE INDEX tb_event_key_idx ON public.tb_event (key);'),
    (4, 'public."tv_straße"', 'public."tb_straße"', 'btree', ARRAY['pk_straße'], false, 'CREATE INDEX "tb_straße_pk_straße_idx" ON public."tb_straße" ("pk_straße");'),
    (5, 'public."tv_straße"', 'public."user"', 'btree', ARRAY['select'], false, 'CREATE INDEX user_select_idx ON public."user" ("select");'),
    (6, 'public."tv_straße"', 'public."tb_straße"', 'btree', ARRAY['user'], false, 'CREATE INDEX "tb_straße_user_idx" ON public."tb_straße" ("user");'),
    (7, 'public.tv_user', 'public."tb_straße"', 'btree', ARRAY['user'], false, 'CREATE INDEX "tb_straße_user_idx" ON public."tb_straße" ("user");'),
    (8, 'public.tv_user', 'public."user"', 'btree', ARRAY['select'], false, 'CREATE INDEX user_select_idx ON public."user" ("select");')
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
    ('public.keys', 'not-null', ARRAY['key']),
    ('public.keys', 'unique', ARRAY['key']),
    ('public.tb_event', 'not-null', ARRAY['key']),
    ('public.tb_event', 'unique', ARRAY['key']),
    ('public."tb_straße"', 'not-null', ARRAY['pk_straße']),
    ('public."tb_straße"', 'unique', ARRAY['pk_straße']),
    ('public."user"', 'not-null', ARRAY['select']),
    ('public."user"', 'unique', ARRAY['select'])
$function$;

-- public.tv_event, key (key).
CREATE FUNCTION tviews.activate_tv_event() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_event', 'public.v_event', 'key, new, old, new_rows, old_rows, changed, entry, ticket, v_key, tg_op, found, keys', $definition$
SELECT *
FROM (
SELECT e.key, e.new, e.old, e.new_rows, e.old_rows, e.changed, e.entry, e.ticket, e.v_key, e.tg_op, e.found, k.value AS keys
FROM tb_event e
LEFT JOIN keys k ON k.key = e.keys
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_event') IS NULL THEN
  CREATE TABLE public.tv_event (LIKE public.v_event) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_event') THEN
    INSERT INTO public.tv_event SELECT * FROM public.v_event;
  END IF;
  PERFORM tviews.put_key('activate_tv_event', 'public.tv_event', 'PRIMARY KEY (key)');
  ANALYZE public.tv_event;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_event', 'public.tv_event', 'public.v_event', 'PRIMARY KEY (key)') THEN
  IF tviews.fill_now('activate_tv_event') THEN
    INSERT INTO public.tv_event SELECT * FROM public.v_event;
  END IF;
  PERFORM tviews.put_key('activate_tv_event', 'public.tv_event', 'PRIMARY KEY (key)');
END IF;

-- Makes the rows of public.tv_event with these keys equal to those of public.v_event, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_event(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.key, v.new, v.old, v.new_rows, v.old_rows, v.changed, v.entry, v.ticket, v.v_key, v.tg_op, v.found, v.keys
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (key)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_event AS v
        WHERE v.key = k.key
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_event AS t (key, new, old, new_rows, old_rows, changed, entry, ticket, v_key, tg_op, found, keys)
      SELECT * FROM fresh
      ON CONFLICT (key)
      DO UPDATE SET new = excluded.new, old = excluded.old, new_rows = excluded.new_rows, old_rows = excluded.old_rows, changed = excluded.changed, entry = excluded.entry, ticket = excluded.ticket, v_key = excluded.v_key, tg_op = excluded.tg_op, found = excluded.found, keys = excluded.keys
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.key)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.key FROM fresh) AS gone (key);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.key, v.new, v.old, v.new_rows, v.old_rows, v.changed, v.entry, v.ticket, v.v_key, v.tg_op, v.found, v.keys
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (key)
      JOIN public.v_event AS v ON v.key = k.key
    ), written AS (
      INSERT INTO public.tv_event AS t (key, new, old, new_rows, old_rows, changed, entry, ticket, v_key, tg_op, found, keys)
      SELECT * FROM fresh
      ON CONFLICT (key)
      DO UPDATE SET new = excluded.new, old = excluded.old, new_rows = excluded.new_rows, old_rows = excluded.old_rows, changed = excluded.changed, entry = excluded.entry, ticket = excluded.ticket, v_key = excluded.v_key, tg_op = excluded.tg_op, found = excluded.found, keys = excluded.keys
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.key)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.key FROM fresh) AS gone (key);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_event AS t
    USING unnest(v_gone) AS k (key)
    WHERE t.key = k.key;
  END IF;
END
$function$;

-- Makes all rows of public.tv_event equal to those of public.v_event, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_event() RETURNS void
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
  DELETE FROM public.tv_event AS t
  USING (
    SELECT t.key FROM public.tv_event AS t
    EXCEPT
    SELECT v.key FROM public.v_event AS v
  ) AS k (key)
  WHERE t.key = k.key;

  INSERT INTO public.tv_event AS t (key, new, old, new_rows, old_rows, changed, entry, ticket, v_key, tg_op, found, keys)
  SELECT v.key, v.new, v.old, v.new_rows, v.old_rows, v.changed, v.entry, v.ticket, v.v_key, v.tg_op, v.found, v.keys
  FROM public.v_event AS v
  ON CONFLICT (key)
  DO UPDATE SET new = excluded.new, old = excluded.old, new_rows = excluded.new_rows, old_rows = excluded.old_rows, changed = excluded.changed, entry = excluded.entry, ticket = excluded.ticket, v_key = excluded.v_key, tg_op = excluded.tg_op, found = excluded.found, keys = excluded.keys
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_event out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_event(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_k_key integer[];
  v_e_key integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'keys k (key)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_event e (key)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_k_key, v_e_key, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_event');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_event();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_event (keys)
  IF v_k_key IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.key)))
      FROM unnest(v_k_key) AS changed (key)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- keys k: e.keys = k.key, key = e.key
  IF v_k_key IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT e.key
      FROM public.tb_event AS e
      WHERE e.keys = ANY (v_k_key)
    );
  END IF;

  -- tb_event e: key = e.key
  IF v_e_key IS NOT NULL THEN
    v_keys := v_keys || v_e_key;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.key))) FROM unnest(v_keys) AS k (key)
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
    PERFORM tviews.refresh_tv_event(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_event, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_event() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public."tv_straße", key (pk_straße).
CREATE FUNCTION tviews."activate_tv_straße"() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_straße', 'public."v_straße"', '"pk_straße", "имя", data', $definition$
SELECT *
FROM (
SELECT s."pk_straße", s."имя", jsonb_build_object('who', u."from", 'größe', u."größe", '名前', s."名前", 'group', u."group") AS data
FROM "tb_straße" s
LEFT JOIN "user" u ON u."select" = s."user"
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public."tv_straße"') IS NULL THEN
  CREATE TABLE public."tv_straße" (LIKE public."v_straße") INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_straße') THEN
    INSERT INTO public."tv_straße" SELECT * FROM public."v_straße";
  END IF;
  PERFORM tviews.put_key('activate_tv_straße', 'public."tv_straße"', 'PRIMARY KEY ("pk_straße")');
  ANALYZE public."tv_straße";
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_straße', 'public."tv_straße"', 'public."v_straße"', 'PRIMARY KEY ("pk_straße")') THEN
  IF tviews.fill_now('activate_tv_straße') THEN
    INSERT INTO public."tv_straße" SELECT * FROM public."v_straße";
  END IF;
  PERFORM tviews.put_key('activate_tv_straße', 'public."tv_straße"', 'PRIMARY KEY ("pk_straße")');
END IF;

-- Makes the rows of public."tv_straße" with these keys equal to those of public."v_straße", writing only what differs.
CREATE OR REPLACE FUNCTION tviews."refresh_tv_straße"(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v."pk_straße", v."имя", v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k ("pk_straße")
      CROSS JOIN LATERAL (
        SELECT * FROM public."v_straße" AS v
        WHERE v."pk_straße" = k."pk_straße"
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public."tv_straße" AS t ("pk_straße", "имя", data)
      SELECT * FROM fresh
      ON CONFLICT ("pk_straße")
      DO UPDATE SET "имя" = excluded."имя", data = excluded.data
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone."pk_straße")
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh."pk_straße" FROM fresh) AS gone ("pk_straße");
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v."pk_straße", v."имя", v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k ("pk_straße")
      JOIN public."v_straße" AS v ON v."pk_straße" = k."pk_straße"
    ), written AS (
      INSERT INTO public."tv_straße" AS t ("pk_straße", "имя", data)
      SELECT * FROM fresh
      ON CONFLICT ("pk_straße")
      DO UPDATE SET "имя" = excluded."имя", data = excluded.data
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone."pk_straße")
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh."pk_straße" FROM fresh) AS gone ("pk_straße");
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public."tv_straße" AS t
    USING unnest(v_gone) AS k ("pk_straße")
    WHERE t."pk_straße" = k."pk_straße";
  END IF;
END
$function$;

-- Makes all rows of public."tv_straße" equal to those of public."v_straße", writing only what differs.
CREATE OR REPLACE FUNCTION tviews."rebuild_tv_straße"() RETURNS void
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
  DELETE FROM public."tv_straße" AS t
  USING (
    SELECT t."pk_straße" FROM public."tv_straße" AS t
    EXCEPT
    SELECT v."pk_straße" FROM public."v_straße" AS v
  ) AS k ("pk_straße")
  WHERE t."pk_straße" = k."pk_straße";

  INSERT INTO public."tv_straße" AS t ("pk_straße", "имя", data)
  SELECT v."pk_straße", v."имя", v.data
  FROM public."v_straße" AS v
  ON CONFLICT ("pk_straße")
  DO UPDATE SET "имя" = excluded."имя", data = excluded.data
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public."tv_straße" out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews."drain_tv_straße"(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
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
  v_u_select integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_straße s (pk_straße)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'user u (select)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_route_1_1, v_u_select, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(3), tviews.class_lock_id(4)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_straße');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews."rebuild_tv_straße"();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public."tb_straße" ("user")
  IF v_u_select IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(3, hash_record(ROW (changed."select")))
      FROM unnest(v_u_select) AS changed ("select")
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_straße s: pk_straße = s."pk_straße"
  IF v_route_1_1 IS NOT NULL THEN
    v_keys := v_keys || v_route_1_1;
  END IF;

  -- user u: s."user" = u."select", pk_straße = s."pk_straße"
  IF v_u_select IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT s."pk_straße"
      FROM public."tb_straße" AS s
      WHERE s."user" = ANY (v_u_select)
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(4, hash_record(ROW (k."pk_straße"))) FROM unnest(v_keys) AS k ("pk_straße")
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
    PERFORM tviews."refresh_tv_straße"(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public."tv_straße", and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews."equip_tv_straße"() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_user, key (select).
CREATE FUNCTION tviews.activate_tv_user() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_user', 'public.v_user', '"select", "table", "order"', $definition$
SELECT *
FROM (
SELECT "select", "from" AS "table", (SELECT count(*) FROM "tb_straße" x WHERE x."user" = "user"."select") AS "order"
FROM "user"
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_user') IS NULL THEN
  CREATE TABLE public.tv_user (LIKE public.v_user) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_user') THEN
    INSERT INTO public.tv_user SELECT * FROM public.v_user;
  END IF;
  PERFORM tviews.put_key('activate_tv_user', 'public.tv_user', 'PRIMARY KEY ("select")');
  ANALYZE public.tv_user;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_user', 'public.tv_user', 'public.v_user', 'PRIMARY KEY ("select")') THEN
  IF tviews.fill_now('activate_tv_user') THEN
    INSERT INTO public.tv_user SELECT * FROM public.v_user;
  END IF;
  PERFORM tviews.put_key('activate_tv_user', 'public.tv_user', 'PRIMARY KEY ("select")');
END IF;

-- Makes the rows of public.tv_user with these keys equal to those of public.v_user, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_user(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v."select", v."table", v."order"
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k ("select")
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_user AS v
        WHERE v."select" = k."select"
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_user AS t ("select", "table", "order")
      SELECT * FROM fresh
      ON CONFLICT ("select")
      DO UPDATE SET "table" = excluded."table", "order" = excluded."order"
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone."select")
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh."select" FROM fresh) AS gone ("select");
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v."select", v."table", v."order"
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k ("select")
      JOIN public.v_user AS v ON v."select" = k."select"
    ), written AS (
      INSERT INTO public.tv_user AS t ("select", "table", "order")
      SELECT * FROM fresh
      ON CONFLICT ("select")
      DO UPDATE SET "table" = excluded."table", "order" = excluded."order"
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone."select")
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh."select" FROM fresh) AS gone ("select");
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_user AS t
    USING unnest(v_gone) AS k ("select")
    WHERE t."select" = k."select";
  END IF;
END
$function$;

-- Makes all rows of public.tv_user equal to those of public.v_user, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_user() RETURNS void
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
  DELETE FROM public.tv_user AS t
  USING (
    SELECT t."select" FROM public.tv_user AS t
    EXCEPT
    SELECT v."select" FROM public.v_user AS v
  ) AS k ("select")
  WHERE t."select" = k."select";

  INSERT INTO public.tv_user AS t ("select", "table", "order")
  SELECT v."select", v."table", v."order"
  FROM public.v_user AS v
  ON CONFLICT ("select")
  DO UPDATE SET "table" = excluded."table", "order" = excluded."order"
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_user out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_user(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_x_user integer[];
  v_user_select integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(3)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_straße x (user)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'user (select)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_x_user, v_user_select, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(3, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(5)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_user');
    IF p_notes THEN
      PERFORM tviews.note_rows(3, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(3, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_user();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_straße x: select = x."user"
  IF v_x_user IS NOT NULL THEN
    v_keys := v_keys || v_x_user;
  END IF;

  -- user: select = "user"."select"
  IF v_user_select IS NOT NULL THEN
    v_keys := v_keys || v_user_select;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(3, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(5, hash_record(ROW (k."select"))) FROM unnest(v_keys) AS k ("select")
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
    PERFORM tviews.refresh_tv_user(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_user, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_user() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.keys.
CREATE FUNCTION tviews.watch_keys() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.keys puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_keys() RETURNS trigger
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
      -- What tv_event reads of the rows before and after, and where that differs.
      before AS (SELECT r.key, r.value FROM old_rows AS r),
      after AS (SELECT r.key, r.value FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'keys k (key)', array_agg(DISTINCT r.key)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'keys k (key)', array_agg(r.key)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.keys', 'enqueue_keys', 'tviews_keys', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_event.
CREATE FUNCTION tviews.watch_tb_event() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_event puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_event() RETURNS trigger
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
      -- What tv_event reads of the rows before and after, and where that differs.
      before AS (SELECT r.key, r.keys, r.new, r.old, r.new_rows, r.old_rows, r.changed, r.entry, r.ticket, r.v_key, r.tg_op, r.found FROM old_rows AS r),
      after AS (SELECT r.key, r.keys, r.new, r.old, r.new_rows, r.old_rows, r.changed, r.entry, r.ticket, r.v_key, r.tg_op, r.found FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_event e (key)', array_agg(DISTINCT r.key)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.keys))))
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_event e (key)', array_agg(r.key)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.keys))))
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_event', 'enqueue_tb_event', 'tviews_tb_event', true);
RETURN false;
END
$activate$;

-- The triggers of public."tb_straße".
CREATE FUNCTION tviews."watch_tb_straße"() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public."tb_straße" puts out of date.
CREATE OR REPLACE FUNCTION tviews."enqueue_tb_straße"() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[2, 3]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_straße reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r."pk_straße", r."имя", r."user", r."名前" FROM old_rows AS r),
      after_1 AS (SELECT r."pk_straße", r."имя", r."user", r."名前" FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_user reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r."user" FROM old_rows AS r),
      after_2 AS (SELECT r."user" FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_straße s (pk_straße)', array_agg(DISTINCT r."pk_straße")::text[],
        array_agg(DISTINCT tviews.lock_id(3, hash_record(ROW (r."user"))))
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_straße x (user)', array_agg(DISTINCT r."user")::text[],
        NULL::bigint[]
      FROM changed_2 AS r WHERE r."user" IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_straße s (pk_straße)', array_agg(r."pk_straße")::text[],
        array_agg(DISTINCT tviews.lock_id(3, hash_record(ROW (r."user"))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_straße x (user)', array_agg(DISTINCT r."user")::text[],
        NULL::bigint[]
      FROM changed_rows AS r WHERE r."user" IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public."tb_straße"', 'enqueue_tb_straße', 'tviews_tb_straße', true);
RETURN false;
END
$activate$;

-- The triggers of public."user".
CREATE FUNCTION tviews.watch_user() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public."user" puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_user() RETURNS trigger
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
      -- What tv_straße reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r."select", r."from", r."group", ROW (r."größe")::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after_1 AS (SELECT r."select", r."from", r."group", ROW (r."größe")::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_user reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r."select", r."from" FROM old_rows AS r),
      after_2 AS (SELECT r."select", r."from" FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'user u (select)', array_agg(DISTINCT r."select")::text[]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'user (select)', array_agg(DISTINCT r."select")::text[]
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'user u (select)', array_agg(r."select")::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'user (select)', array_agg(r."select")::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public."user"', 'enqueue_user', 'tviews_user', true);
RETURN false;
END
$activate$;
