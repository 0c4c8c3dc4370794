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
    (1, 'public.tv_author', 'public.v_author', false, ARRAY['pk_author'], 'r.pk_author = k.pk_author',
      'jsonb_build_object(''pk_author'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_author(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_author', 'public.tb_poem']::text[], 'activate_tv_author', 'equip_tv_author', ARRAY['drain_tv_author', 'refresh_tv_author', 'rebuild_tv_author'], 'drain_tv_author',
      false, false, 1000),
    (2, 'public.tv_poem', 'public.v_poem', false, ARRAY['pk_poem'], 'r.pk_poem = k.pk_poem',
      'jsonb_build_object(''pk_poem'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_poem(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_author', 'public.tb_poem']::text[], 'activate_tv_poem', 'equip_tv_poem', ARRAY['drain_tv_poem', 'refresh_tv_poem', 'rebuild_tv_poem'], 'drain_tv_poem',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_author', ARRAY['id', 'name', 'pk_author']::text[], ARRAY['uuid', 'text', 'integer']::text[], 'tviews_tb_author', 'enqueue_tb_author', NULL, true, 'watch_tb_author'),
    ('public.tb_poem', ARRAY['fk_author', 'id', 'pk_poem', 'title']::text[], ARRAY['integer', 'uuid', 'integer', 'text']::text[], 'tviews_tb_poem', 'enqueue_tb_poem', NULL, true, 'watch_tb_poem')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_author', 'public.tb_author', ARRAY['a']::text[], ARRAY['pk_author', 'id', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_author = a.pk_author'),
    ('public.tv_author', 'public.tb_poem', ARRAY['p']::text[], ARRAY['pk_poem', 'fk_author']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_author = p.fk_author'),
    ('public.tv_poem', 'public.tb_author', ARRAY['a']::text[], ARRAY['pk_author', 'id', 'name']::text[], false,
      'mapped', 1, ARRAY['public.tb_poem']::text[], 'p.fk_author = a.pk_author, pk_poem = p.pk_poem'),
    ('public.tv_poem', 'public.tb_poem', ARRAY['p']::text[], ARRAY['pk_poem', 'id', 'fk_author', 'title']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_poem = p.pk_poem')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_author', 'public.tb_author', 'btree', ARRAY['pk_author'], false, 'CREATE INDEX tb_author_pk_author_idx ON public.tb_author (pk_author);'),
    (2, 'public.tv_author', 'public.tb_poem', 'btree', ARRAY['fk_author'], false, 'CREATE INDEX tb_poem_fk_author_idx ON public.tb_poem (fk_author);'),
    (3, 'public.tv_poem', 'public.tb_author', 'btree', ARRAY['pk_author'], false, 'CREATE INDEX tb_author_pk_author_idx ON public.tb_author (pk_author);'),
    (4, 'public.tv_poem', 'public.tb_poem', 'btree', ARRAY['fk_author'], false, 'CREATE INDEX tb_poem_fk_author_idx ON public.tb_poem (fk_author);'),
    (5, 'public.tv_poem', 'public.tb_poem', 'btree', ARRAY['pk_poem'], false, 'CREATE INDEX tb_poem_pk_poem_idx ON public.tb_poem (pk_poem);')
$function$;

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_author', 'not-null', ARRAY['pk_author']),
    ('public.tb_author', 'unique', ARRAY['pk_author']),
    ('public.tb_poem', 'not-null', ARRAY['pk_poem']),
    ('public.tb_poem', 'unique', ARRAY['pk_poem'])
$function$;

-- public.tv_author, key (pk_author).
CREATE FUNCTION tviews.activate_tv_author() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_author', 'public.v_author', 'pk_author, id, data', $definition$
SELECT *
FROM (
SELECT a.pk_author,
       a.id,
       jsonb_build_object('name', a.name, 'poems', count(p.pk_poem)) AS data
FROM tb_author a
LEFT JOIN tb_poem p ON p.fk_author = a.pk_author
GROUP BY a.pk_author
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_author') IS NULL THEN
  CREATE TABLE public.tv_author (LIKE public.v_author) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_author') THEN
    INSERT INTO public.tv_author SELECT * FROM public.v_author;
  END IF;
  PERFORM tviews.put_key('activate_tv_author', 'public.tv_author', 'PRIMARY KEY (pk_author)');
  ANALYZE public.tv_author;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_author', 'public.tv_author', 'public.v_author', 'PRIMARY KEY (pk_author)') THEN
  IF tviews.fill_now('activate_tv_author') THEN
    INSERT INTO public.tv_author SELECT * FROM public.v_author;
  END IF;
  PERFORM tviews.put_key('activate_tv_author', 'public.tv_author', 'PRIMARY KEY (pk_author)');
END IF;

-- Makes the rows of public.tv_author with these keys equal to those of public.v_author, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_author(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_author, v.id, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_author)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_author AS v
        WHERE v.pk_author = k.pk_author
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_author AS t (pk_author, id, data)
      SELECT * FROM fresh
      ON CONFLICT (pk_author)
      DO UPDATE SET id = excluded.id, data = excluded.data
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_author)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_author FROM fresh) AS gone (pk_author);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_author, v.id, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_author)
      JOIN public.v_author AS v ON v.pk_author = k.pk_author
    ), written AS (
      INSERT INTO public.tv_author AS t (pk_author, id, data)
      SELECT * FROM fresh
      ON CONFLICT (pk_author)
      DO UPDATE SET id = excluded.id, data = excluded.data
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_author)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_author FROM fresh) AS gone (pk_author);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_author AS t
    USING unnest(v_gone) AS k (pk_author)
    WHERE t.pk_author = k.pk_author;
  END IF;
END
$function$;

-- Makes all rows of public.tv_author equal to those of public.v_author, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_author() RETURNS void
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
  DELETE FROM public.tv_author AS t
  USING (
    SELECT t.pk_author FROM public.tv_author AS t
    EXCEPT
    SELECT v.pk_author FROM public.v_author AS v
  ) AS k (pk_author)
  WHERE t.pk_author = k.pk_author;

  INSERT INTO public.tv_author AS t (pk_author, id, data)
  SELECT v.pk_author, v.id, v.data
  FROM public.v_author AS v
  ON CONFLICT (pk_author)
  DO UPDATE SET id = excluded.id, data = excluded.data
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_author out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_author(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_a_pk_author integer[];
  v_p_fk_author integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_author a (pk_author)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_poem p (fk_author)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_a_pk_author, v_p_fk_author, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_author');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_author();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_author a: pk_author = a.pk_author
  IF v_a_pk_author IS NOT NULL THEN
    v_keys := v_keys || v_a_pk_author;
  END IF;

  -- tb_poem p: pk_author = p.fk_author
  IF v_p_fk_author IS NOT NULL THEN
    v_keys := v_keys || v_p_fk_author;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.pk_author))) FROM unnest(v_keys) AS k (pk_author)
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
    PERFORM tviews.refresh_tv_author(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_author, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_author() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT ARRAY[
  -- documents are fetched by their public id
  ARRAY[$definition$CREATE INDEX ON public.tv_author USING btree (id)$definition$, NULL, 'id']
]
$activate$;

-- public.tv_poem, key (pk_poem).
CREATE FUNCTION tviews.activate_tv_poem() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_poem', 'public.v_poem', 'pk_poem, id, author_id, data', $definition$
SELECT *
FROM (
SELECT p.pk_poem, p.id, a.id AS author_id,
       jsonb_build_object('title', p.title, 'author', a.name) AS data
FROM tb_poem p
JOIN tb_author a ON a.pk_author = p.fk_author
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_poem') IS NULL THEN
  CREATE TABLE public.tv_poem (LIKE public.v_poem) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_poem') THEN
    INSERT INTO public.tv_poem SELECT * FROM public.v_poem;
  END IF;
  PERFORM tviews.put_key('activate_tv_poem', 'public.tv_poem', 'PRIMARY KEY (pk_poem)');
  ANALYZE public.tv_poem;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_poem', 'public.tv_poem', 'public.v_poem', 'PRIMARY KEY (pk_poem)') THEN
  IF tviews.fill_now('activate_tv_poem') THEN
    INSERT INTO public.tv_poem SELECT * FROM public.v_poem;
  END IF;
  PERFORM tviews.put_key('activate_tv_poem', 'public.tv_poem', 'PRIMARY KEY (pk_poem)');
END IF;

-- Makes the rows of public.tv_poem with these keys equal to those of public.v_poem, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_poem(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_poem, v.id, v.author_id, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_poem)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_poem AS v
        WHERE v.pk_poem = k.pk_poem
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_poem AS t (pk_poem, id, author_id, data)
      SELECT * FROM fresh
      ON CONFLICT (pk_poem)
      DO UPDATE SET id = excluded.id, author_id = excluded.author_id, data = excluded.data
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_poem)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_poem FROM fresh) AS gone (pk_poem);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_poem, v.id, v.author_id, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_poem)
      JOIN public.v_poem AS v ON v.pk_poem = k.pk_poem
    ), written AS (
      INSERT INTO public.tv_poem AS t (pk_poem, id, author_id, data)
      SELECT * FROM fresh
      ON CONFLICT (pk_poem)
      DO UPDATE SET id = excluded.id, author_id = excluded.author_id, data = excluded.data
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_poem)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_poem FROM fresh) AS gone (pk_poem);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_poem AS t
    USING unnest(v_gone) AS k (pk_poem)
    WHERE t.pk_poem = k.pk_poem;
  END IF;
END
$function$;

-- Makes all rows of public.tv_poem equal to those of public.v_poem, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_poem() RETURNS void
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
  DELETE FROM public.tv_poem AS t
  USING (
    SELECT t.pk_poem FROM public.tv_poem AS t
    EXCEPT
    SELECT v.pk_poem FROM public.v_poem AS v
  ) AS k (pk_poem)
  WHERE t.pk_poem = k.pk_poem;

  INSERT INTO public.tv_poem AS t (pk_poem, id, author_id, data)
  SELECT v.pk_poem, v.id, v.author_id, v.data
  FROM public.v_poem AS v
  ON CONFLICT (pk_poem)
  DO UPDATE SET id = excluded.id, author_id = excluded.author_id, data = excluded.data
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_poem out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_poem(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_a_pk_author integer[];
  v_p_pk_poem integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_author a (pk_author)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_poem p (pk_poem)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_a_pk_author, v_p_pk_poem, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(2), tviews.class_lock_id(3)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_poem');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_poem();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_poem (fk_author)
  IF v_a_pk_author IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(2, hash_record(ROW (changed.pk_author)))
      FROM unnest(v_a_pk_author) AS changed (pk_author)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_author a: p.fk_author = a.pk_author, pk_poem = p.pk_poem
  IF v_a_pk_author IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT p.pk_poem
      FROM public.tb_poem AS p
      WHERE p.fk_author = ANY (v_a_pk_author)
    );
  END IF;

  -- tb_poem p: pk_poem = p.pk_poem
  IF v_p_pk_poem IS NOT NULL THEN
    v_keys := v_keys || v_p_pk_poem;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(3, hash_record(ROW (k.pk_poem))) FROM unnest(v_keys) AS k (pk_poem)
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
    PERFORM tviews.refresh_tv_poem(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_poem, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_poem() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT ARRAY[
  -- documents are fetched by their public id
  ARRAY[$definition$CREATE INDEX ON public.tv_poem USING btree (id)$definition$, NULL, 'id']
]
$activate$;

-- The triggers of public.tb_author.
CREATE FUNCTION tviews.watch_tb_author() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_author puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_author() RETURNS trigger
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
      -- What tv_author, tv_poem reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_author, r.id, r.name FROM old_rows AS r),
      after AS (SELECT r.pk_author, r.id, r.name FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_author a (pk_author)', array_agg(DISTINCT r.pk_author)::text[]
      FROM changed AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_author a (pk_author)', array_agg(DISTINCT r.pk_author)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_author a (pk_author)', array_agg(r.pk_author)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_author a (pk_author)', array_agg(r.pk_author)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_author', 'enqueue_tb_author', 'tviews_tb_author', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_poem.
CREATE FUNCTION tviews.watch_tb_poem() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_poem puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_poem() RETURNS trigger
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
      -- What tv_author reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_poem, r.fk_author FROM old_rows AS r),
      after_1 AS (SELECT r.pk_poem, r.fk_author FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_poem reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_poem, r.id, r.fk_author, r.title FROM old_rows AS r),
      after_2 AS (SELECT r.pk_poem, r.id, r.fk_author, r.title FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_poem p (fk_author)', array_agg(DISTINCT r.fk_author)::text[],
        NULL::bigint[]
      FROM changed_1 AS r WHERE r.fk_author IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_poem p (pk_poem)', array_agg(DISTINCT r.pk_poem)::text[],
        array_agg(DISTINCT tviews.lock_id(2, hash_record(ROW (r.fk_author))))
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_poem p (fk_author)', array_agg(DISTINCT r.fk_author)::text[],
        NULL::bigint[]
      FROM changed_rows AS r WHERE r.fk_author IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_poem p (pk_poem)', array_agg(r.pk_poem)::text[],
        array_agg(DISTINCT tviews.lock_id(2, hash_record(ROW (r.fk_author))))
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_poem', 'enqueue_tb_poem', 'tviews_tb_poem', true);
RETURN false;
END
$activate$;
