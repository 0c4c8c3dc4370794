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
    (1, 'public.tv_mark', 'public.v_mark', false, ARRAY['pk_note'], 'r.pk_note = k.pk_note',
      'jsonb_build_object(''pk_note'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_mark(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_note', 'public.tb_writer']::text[], 'activate_tv_mark', 'equip_tv_mark', ARRAY['drain_tv_mark', 'refresh_tv_mark', 'rebuild_tv_mark'], 'drain_tv_mark',
      false, false, 1000),
    (2, 'public.tv_note', 'public.v_note', false, ARRAY['pk_note'], 'r.pk_note = k.pk_note',
      'jsonb_build_object(''pk_note'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_note(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_note', 'public.tb_writer']::text[], 'activate_tv_note', 'equip_tv_note', ARRAY['drain_tv_note', 'refresh_tv_note', 'rebuild_tv_note'], 'drain_tv_note',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_note', ARRAY['fk_writer', 'mark', 'pk_note', 'text']::text[], ARRAY['integer', 'text', 'integer', 'text']::text[], 'tviews_tb_note', 'enqueue_tb_note', NULL, true, 'watch_tb_note'),
    ('public.tb_writer', ARRAY['address', 'name', 'pk_writer']::text[], ARRAY['text', 'text', 'integer']::text[], 'tviews_tb_writer', 'enqueue_tb_writer', NULL, true, 'watch_tb_writer')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_mark', 'public.tb_note', ARRAY['n']::text[], ARRAY['pk_note', 'text', 'mark']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_note = n.pk_note'),
    ('public.tv_mark', 'public.tb_writer', ARRAY['w']::text[], ARRAY['pk_writer', 'name']::text[], false,
      'mapped', 1, ARRAY['public.tb_note']::text[], E'n.text <> E''a\\nb\\nc'' AND (w.name || E''\\n'') = n.mark, pk_note = n.pk_note'),
    ('public.tv_note', 'public.tb_note', ARRAY['n']::text[], ARRAY['pk_note', 'fk_writer', 'text']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_note = n.pk_note'),
    ('public.tv_note', 'public.tb_writer', ARRAY['w']::text[], ARRAY['pk_writer', 'name', 'address']::text[], false,
      'mapped', 1, ARRAY['public.tb_note']::text[], E'n.fk_writer = w.pk_writer AND n.text <> E''x\\ny'' AND n.text <> E''\\\\\\n'', pk_note = n.pk_note')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_mark', 'public.tb_note', 'btree', ARRAY['pk_note'], false, 'CREATE INDEX tb_note_pk_note_idx ON public.tb_note (pk_note);'),
    (2, 'public.tv_mark', 'public.tb_note', 'btree', ARRAY['mark'], false, 'CREATE INDEX tb_note_mark_idx ON public.tb_note (mark);'),
    (3, 'public.tv_note', 'public.tb_note', 'btree', ARRAY['pk_note'], false, 'CREATE INDEX tb_note_pk_note_idx ON public.tb_note (pk_note);'),
    (4, 'public.tv_note', 'public.tb_writer', 'btree', ARRAY['pk_writer'], false, 'CREATE INDEX tb_writer_pk_writer_idx ON public.tb_writer (pk_writer);'),
    (5, 'public.tv_note', 'public.tb_note', 'btree', ARRAY['fk_writer'], false, 'CREATE INDEX tb_note_fk_writer_idx ON public.tb_note (fk_writer);')
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
    ('public.tb_note', 'not-null', ARRAY['pk_note']),
    ('public.tb_note', 'unique', ARRAY['pk_note']),
    ('public.tb_writer', 'not-null', ARRAY['pk_writer']),
    ('public.tb_writer', 'not-null', ARRAY['name']),
    ('public.tb_writer', 'unique', ARRAY['pk_writer'])
$function$;

-- public.tv_mark, key (pk_note).
CREATE FUNCTION tviews.activate_tv_mark() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_mark', 'public.v_mark', 'pk_note, pk_writer, name', $definition$
SELECT *
FROM (
SELECT n.pk_note, w.pk_writer, w.name
FROM tb_note n
LEFT JOIN tb_writer w ON w.name || '
' = n.mark AND n.text <> 'a
b
c'
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_mark') IS NULL THEN
  CREATE TABLE public.tv_mark (LIKE public.v_mark) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_mark') THEN
    INSERT INTO public.tv_mark SELECT * FROM public.v_mark;
  END IF;
  PERFORM tviews.put_key('activate_tv_mark', 'public.tv_mark', 'PRIMARY KEY (pk_note)');
  ANALYZE public.tv_mark;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_mark', 'public.tv_mark', 'public.v_mark', 'PRIMARY KEY (pk_note)') THEN
  IF tviews.fill_now('activate_tv_mark') THEN
    INSERT INTO public.tv_mark SELECT * FROM public.v_mark;
  END IF;
  PERFORM tviews.put_key('activate_tv_mark', 'public.tv_mark', 'PRIMARY KEY (pk_note)');
END IF;

-- Makes the rows of public.tv_mark with these keys equal to those of public.v_mark, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_mark(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
  v_twice text;
BEGIN
  -- No constraint proves that the key is unique.
  SELECT concat_ws(', ', k.pk_note) INTO v_twice
  FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_note)
  CROSS JOIN LATERAL (
    SELECT count(*) AS rows FROM public.v_mark AS v
    WHERE v.pk_note = k.pk_note
    OFFSET 0
  ) AS found
  WHERE found.rows > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_mark', v_twice);
  END IF;

  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_note, v.pk_writer, v.name
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_note)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_mark AS v
        WHERE v.pk_note = k.pk_note
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_mark AS t (pk_note, pk_writer, name)
      SELECT * FROM fresh
      ON CONFLICT (pk_note)
      DO UPDATE SET pk_writer = excluded.pk_writer, name = excluded.name
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_note)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_note FROM fresh) AS gone (pk_note);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_note, v.pk_writer, v.name
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_note)
      JOIN public.v_mark AS v ON v.pk_note = k.pk_note
    ), written AS (
      INSERT INTO public.tv_mark AS t (pk_note, pk_writer, name)
      SELECT * FROM fresh
      ON CONFLICT (pk_note)
      DO UPDATE SET pk_writer = excluded.pk_writer, name = excluded.name
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_note)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_note FROM fresh) AS gone (pk_note);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_mark AS t
    USING unnest(v_gone) AS k (pk_note)
    WHERE t.pk_note = k.pk_note;
  END IF;
END
$function$;

-- Makes all rows of public.tv_mark equal to those of public.v_mark, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_mark() RETURNS void
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
  SELECT concat_ws(', ', v.pk_note) INTO v_twice
  FROM public.v_mark AS v
  GROUP BY v.pk_note
  HAVING count(*) > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_mark', v_twice);
  END IF;

  DELETE FROM public.tv_mark AS t
  USING (
    SELECT t.pk_note FROM public.tv_mark AS t
    EXCEPT
    SELECT v.pk_note FROM public.v_mark AS v
  ) AS k (pk_note)
  WHERE t.pk_note = k.pk_note;

  INSERT INTO public.tv_mark AS t (pk_note, pk_writer, name)
  SELECT v.pk_note, v.pk_writer, v.name
  FROM public.v_mark AS v
  ON CONFLICT (pk_note)
  DO UPDATE SET pk_writer = excluded.pk_writer, name = excluded.name
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_mark out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_mark(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_n_pk_note integer[];
  v_w_name text[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_note n (pk_note)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_writer w (name)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_n_pk_note, v_w_name, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_mark');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_mark();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_note
  IF v_w_name IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, 1)
      FROM unnest(v_w_name) AS changed (name)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_note n: pk_note = n.pk_note
  IF v_n_pk_note IS NOT NULL THEN
    v_keys := v_keys || v_n_pk_note;
  END IF;

  -- tb_writer w: n.text <> E'a\nb\nc' AND (w.name || E'\n') = n.mark, pk_note = n.pk_note
  IF v_w_name IS NOT NULL THEN
    IF cardinality(v_w_name) > 1 THEN
      SELECT array_agg(changed.c1)
      INTO v_w_name
      FROM (SELECT DISTINCT * FROM unnest(v_w_name) AS changed (c1)) AS changed;
    END IF;
    v_keys := v_keys || ARRAY (
      SELECT n.pk_note
      FROM unnest(v_w_name) AS changed (name)
      JOIN public.tb_note AS n ON n.text <> E'a\nb\nc' AND (changed.name || E'\n') = n.mark
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.pk_note))) FROM unnest(v_keys) AS k (pk_note)
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
    PERFORM tviews.refresh_tv_mark(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_mark, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_mark() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_note, key (pk_note).
CREATE FUNCTION tviews.activate_tv_note() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_note', 'public.v_note', 'pk_note, text, name, address', $definition$
SELECT *
FROM (
SELECT n.pk_note, n.text, w.name, w.address
FROM tb_note n
JOIN tb_writer w ON w.pk_writer = n.fk_writer AND w.address <> '1 Elm St
Rome'
WHERE n.text <> 'x
y' AND n.text <> E'\\
'
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_note') IS NULL THEN
  CREATE TABLE public.tv_note (LIKE public.v_note) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_note') THEN
    INSERT INTO public.tv_note SELECT * FROM public.v_note;
  END IF;
  PERFORM tviews.put_key('activate_tv_note', 'public.tv_note', 'PRIMARY KEY (pk_note)');
  ANALYZE public.tv_note;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_note', 'public.tv_note', 'public.v_note', 'PRIMARY KEY (pk_note)') THEN
  IF tviews.fill_now('activate_tv_note') THEN
    INSERT INTO public.tv_note SELECT * FROM public.v_note;
  END IF;
  PERFORM tviews.put_key('activate_tv_note', 'public.tv_note', 'PRIMARY KEY (pk_note)');
END IF;

-- Makes the rows of public.tv_note with these keys equal to those of public.v_note, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_note(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_note, v.text, v.name, v.address
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_note)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_note AS v
        WHERE v.pk_note = k.pk_note
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_note AS t (pk_note, text, name, address)
      SELECT * FROM fresh
      ON CONFLICT (pk_note)
      DO UPDATE SET text = excluded.text, name = excluded.name, address = excluded.address
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_note)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_note FROM fresh) AS gone (pk_note);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_note, v.text, v.name, v.address
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_note)
      JOIN public.v_note AS v ON v.pk_note = k.pk_note
    ), written AS (
      INSERT INTO public.tv_note AS t (pk_note, text, name, address)
      SELECT * FROM fresh
      ON CONFLICT (pk_note)
      DO UPDATE SET text = excluded.text, name = excluded.name, address = excluded.address
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_note)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_note FROM fresh) AS gone (pk_note);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_note AS t
    USING unnest(v_gone) AS k (pk_note)
    WHERE t.pk_note = k.pk_note;
  END IF;
END
$function$;

-- Makes all rows of public.tv_note equal to those of public.v_note, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_note() RETURNS void
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
  DELETE FROM public.tv_note AS t
  USING (
    SELECT t.pk_note FROM public.tv_note AS t
    EXCEPT
    SELECT v.pk_note FROM public.v_note AS v
  ) AS k (pk_note)
  WHERE t.pk_note = k.pk_note;

  INSERT INTO public.tv_note AS t (pk_note, text, name, address)
  SELECT v.pk_note, v.text, v.name, v.address
  FROM public.v_note AS v
  ON CONFLICT (pk_note)
  DO UPDATE SET text = excluded.text, name = excluded.name, address = excluded.address
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_note out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_note(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_n_pk_note integer[];
  v_w_pk_writer integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_note n (pk_note)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_writer w (pk_writer)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_n_pk_note, v_w_pk_writer, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(3), tviews.class_lock_id(4)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_note');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_note();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_note (fk_writer)
  IF v_w_pk_writer IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(3, hash_record(ROW (changed.pk_writer)))
      FROM unnest(v_w_pk_writer) AS changed (pk_writer)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_note n: pk_note = n.pk_note
  IF v_n_pk_note IS NOT NULL THEN
    v_keys := v_keys || v_n_pk_note;
  END IF;

  -- tb_writer w: n.fk_writer = w.pk_writer AND n.text <> E'x\ny' AND n.text <> E'\\\n', pk_note = n.pk_note
  IF v_w_pk_writer IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT n.pk_note
      FROM public.tb_note AS n
      WHERE n.fk_writer = ANY (v_w_pk_writer) AND n.text <> E'x\ny' AND n.text <> E'\\\n'
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(4, hash_record(ROW (k.pk_note))) FROM unnest(v_keys) AS k (pk_note)
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
    PERFORM tviews.refresh_tv_note(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_note, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_note() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_note.
CREATE FUNCTION tviews.watch_tb_note() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_note puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_note() RETURNS trigger
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
      -- What tv_mark reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_note, r.text, r.mark FROM old_rows AS r),
      after_1 AS (SELECT r.pk_note, r.text, r.mark FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_note reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_note, r.fk_writer, r.text FROM old_rows AS r),
      after_2 AS (SELECT r.pk_note, r.fk_writer, r.text FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_note n (pk_note)', array_agg(DISTINCT r.pk_note)::text[],
        array_agg(DISTINCT tviews.lock_id(1, 1))
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_note n (pk_note)', array_agg(DISTINCT r.pk_note)::text[],
        array_agg(DISTINCT tviews.lock_id(3, hash_record(ROW (r.fk_writer))))
      FROM changed_2 AS r WHERE r.text <> E'x\ny' AND r.text <> E'\\\n'
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_note n (pk_note)', array_agg(r.pk_note)::text[],
        array_agg(DISTINCT tviews.lock_id(1, 1))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_note n (pk_note)', array_agg(r.pk_note)::text[],
        array_agg(DISTINCT tviews.lock_id(3, hash_record(ROW (r.fk_writer))))
      FROM changed_rows AS r WHERE r.text <> E'x\ny' AND r.text <> E'\\\n'
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_note', 'enqueue_tb_note', 'tviews_tb_note', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_writer.
CREATE FUNCTION tviews.watch_tb_writer() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_writer puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_writer() RETURNS trigger
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
      -- What tv_mark reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_writer, r.name FROM old_rows AS r),
      after_1 AS (SELECT r.pk_writer, r.name FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_note reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_writer, r.name, r.address FROM old_rows AS r),
      after_2 AS (SELECT r.pk_writer, r.name, r.address FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_writer w (name)', array_agg(DISTINCT r.name)::text[]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_writer w (pk_writer)', array_agg(DISTINCT r.pk_writer)::text[]
      FROM changed_2 AS r WHERE r.address <> E'1 Elm St\nRome'
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_writer w (name)', array_agg(DISTINCT r.name)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_writer w (pk_writer)', array_agg(r.pk_writer)::text[]
      FROM changed_rows AS r WHERE r.address <> E'1 Elm St\nRome'
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_writer', 'enqueue_tb_writer', 'tviews_tb_writer', true);
RETURN false;
END
$activate$;
