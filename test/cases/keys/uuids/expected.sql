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
    (1, 'public.tv_file', 'public.v_file', false, ARRAY['id'], 'r.id = k.id',
      'jsonb_build_object(''id'', CAST($1[1][n] AS uuid))', 'tviews.refresh_tv_file(ARRAY(SELECT unnest($1[1:1]))::uuid[])',
      ARRAY['public.tb_file', 'public.tb_folder', 'public.tb_share']::text[], 'activate_tv_file', 'equip_tv_file', ARRAY['drain_tv_file', 'refresh_tv_file', 'rebuild_tv_file'], 'drain_tv_file',
      false, false, 1000),
    (2, 'public.tv_folder', 'public.v_folder', false, ARRAY['folder_id'], 'r.folder_id = k.folder_id',
      'jsonb_build_object(''folder_id'', CAST($1[1][n] AS uuid))', 'tviews.refresh_tv_folder(ARRAY(SELECT unnest($1[1:1]))::uuid[])',
      ARRAY['public.tb_file', 'public.tb_folder']::text[], 'activate_tv_folder', 'equip_tv_folder', ARRAY['drain_tv_folder', 'refresh_tv_folder', 'rebuild_tv_folder'], 'drain_tv_folder',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_file', ARRAY['fk_folder', 'id', 'name']::text[], ARRAY['integer', 'uuid', 'text']::text[], 'tviews_tb_file', 'enqueue_tb_file', NULL, true, 'watch_tb_file'),
    ('public.tb_folder', ARRAY['id', 'name', 'pk_folder']::text[], ARRAY['uuid', 'text', 'integer']::text[], 'tviews_tb_folder', 'enqueue_tb_folder', NULL, true, 'watch_tb_folder'),
    ('public.tb_share', ARRAY['file_id', 'person']::text[], ARRAY['uuid', 'text']::text[], 'tviews_tb_share', 'enqueue_tb_share', NULL, true, 'watch_tb_share')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_file', 'public.tb_file', ARRAY['f']::text[], ARRAY['id', 'fk_folder', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'id = f.id'),
    ('public.tv_file', 'public.tb_folder', ARRAY['d']::text[], ARRAY['pk_folder', 'id', 'name']::text[], false,
      'mapped', 1, ARRAY['public.tb_file']::text[], 'f.fk_folder = d.pk_folder, id = f.id'),
    ('public.tv_file', 'public.tb_share', ARRAY['s']::text[], ARRAY['file_id', 'person']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'id = s.file_id'),
    ('public.tv_folder', 'public.tb_file', ARRAY['f']::text[], ARRAY['id', 'fk_folder']::text[], false,
      'mapped', 1, ARRAY['public.tb_folder']::text[], 'd.pk_folder = f.fk_folder, folder_id = d.id'),
    ('public.tv_folder', 'public.tb_folder', ARRAY['d']::text[], ARRAY['pk_folder', 'id', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'folder_id = d.id')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_file', 'public.tb_file', 'btree', ARRAY['id'], false, 'CREATE INDEX tb_file_id_idx ON public.tb_file (id);'),
    (2, 'public.tv_file', 'public.tb_folder', 'btree', ARRAY['pk_folder'], false, 'CREATE INDEX tb_folder_pk_folder_idx ON public.tb_folder (pk_folder);'),
    (3, 'public.tv_file', 'public.tb_file', 'btree', ARRAY['fk_folder'], false, 'CREATE INDEX tb_file_fk_folder_idx ON public.tb_file (fk_folder);'),
    (4, 'public.tv_file', 'public.tb_share', 'btree', ARRAY['file_id'], false, 'CREATE INDEX tb_share_file_id_idx ON public.tb_share (file_id);'),
    (5, 'public.tv_folder', 'public.tb_file', 'btree', ARRAY['fk_folder'], false, 'CREATE INDEX tb_file_fk_folder_idx ON public.tb_file (fk_folder);'),
    (6, 'public.tv_folder', 'public.tb_folder', 'btree', ARRAY['pk_folder'], false, 'CREATE INDEX tb_folder_pk_folder_idx ON public.tb_folder (pk_folder);'),
    (7, 'public.tv_folder', 'public.tb_folder', 'btree', ARRAY['id'], false, 'CREATE INDEX tb_folder_id_idx ON public.tb_folder (id);')
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
    ('public.tb_file', 'not-null', ARRAY['id']),
    ('public.tb_file', 'unique', ARRAY['id']),
    ('public.tb_folder', 'not-null', ARRAY['pk_folder']),
    ('public.tb_folder', 'not-null', ARRAY['id']),
    ('public.tb_folder', 'unique', ARRAY['pk_folder']),
    ('public.tb_share', 'not-null', ARRAY['file_id'])
$function$;

-- public.tv_file, key (id).
CREATE FUNCTION tviews.activate_tv_file() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_file', 'public.v_file', 'id, name, folder_id, folder, shared_with', $definition$
SELECT *
FROM (
SELECT f.id, f.name, d.id AS folder_id, d.name AS folder,
       (SELECT string_agg(s.person, ',' ORDER BY s.person) FROM tb_share s WHERE s.file_id = f.id) AS shared_with
FROM tb_file f
LEFT JOIN tb_folder d ON d.pk_folder = f.fk_folder
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_file') IS NULL THEN
  CREATE TABLE public.tv_file (LIKE public.v_file) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_file') THEN
    INSERT INTO public.tv_file SELECT * FROM public.v_file;
  END IF;
  PERFORM tviews.put_key('activate_tv_file', 'public.tv_file', 'PRIMARY KEY (id)');
  ANALYZE public.tv_file;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_file', 'public.tv_file', 'public.v_file', 'PRIMARY KEY (id)') THEN
  IF tviews.fill_now('activate_tv_file') THEN
    INSERT INTO public.tv_file SELECT * FROM public.v_file;
  END IF;
  PERFORM tviews.put_key('activate_tv_file', 'public.tv_file', 'PRIMARY KEY (id)');
END IF;

-- Makes the rows of public.tv_file with these keys equal to those of public.v_file, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_file(p_keys uuid[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone uuid[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.id, v.name, v.folder_id, v.folder, v.shared_with
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (id)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_file AS v
        WHERE v.id = k.id
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_file AS t (id, name, folder_id, folder, shared_with)
      SELECT * FROM fresh
      ON CONFLICT (id)
      DO UPDATE SET name = excluded.name, folder_id = excluded.folder_id, folder = excluded.folder, shared_with = excluded.shared_with
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.id)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.id FROM fresh) AS gone (id);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.id, v.name, v.folder_id, v.folder, v.shared_with
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (id)
      JOIN public.v_file AS v ON v.id = k.id
    ), written AS (
      INSERT INTO public.tv_file AS t (id, name, folder_id, folder, shared_with)
      SELECT * FROM fresh
      ON CONFLICT (id)
      DO UPDATE SET name = excluded.name, folder_id = excluded.folder_id, folder = excluded.folder, shared_with = excluded.shared_with
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.id)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.id FROM fresh) AS gone (id);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_file AS t
    USING unnest(v_gone) AS k (id)
    WHERE t.id = k.id;
  END IF;
END
$function$;

-- Makes all rows of public.tv_file equal to those of public.v_file, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_file() RETURNS void
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
  DELETE FROM public.tv_file AS t
  USING (
    SELECT t.id FROM public.tv_file AS t
    EXCEPT
    SELECT v.id FROM public.v_file AS v
  ) AS k (id)
  WHERE t.id = k.id;

  INSERT INTO public.tv_file AS t (id, name, folder_id, folder, shared_with)
  SELECT v.id, v.name, v.folder_id, v.folder, v.shared_with
  FROM public.v_file AS v
  ON CONFLICT (id)
  DO UPDATE SET name = excluded.name, folder_id = excluded.folder_id, folder = excluded.folder, shared_with = excluded.shared_with
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_file out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_file(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_f_id uuid[];
  v_d_pk_folder integer[];
  v_s_file_id uuid[];
  v_keys uuid[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::uuid) FILTER (WHERE taken.route = 'tb_file f (id)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_folder d (pk_folder)'),
    array_agg(value.c1::uuid) FILTER (WHERE taken.route = 'tb_share s (file_id)'),
    array_agg(value.c1::uuid) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_f_id, v_d_pk_folder, v_s_file_id, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_file');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_file();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_file (fk_folder)
  IF v_d_pk_folder IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.pk_folder)))
      FROM unnest(v_d_pk_folder) AS changed (pk_folder)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_file f: id = f.id
  IF v_f_id IS NOT NULL THEN
    v_keys := v_keys || v_f_id;
  END IF;

  -- tb_folder d: f.fk_folder = d.pk_folder, id = f.id
  IF v_d_pk_folder IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT f.id
      FROM public.tb_file AS f
      WHERE f.fk_folder = ANY (v_d_pk_folder)
    );
  END IF;

  -- tb_share s: id = s.file_id
  IF v_s_file_id IS NOT NULL THEN
    v_keys := v_keys || v_s_file_id;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.id))) FROM unnest(v_keys) AS k (id)
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
    PERFORM tviews.refresh_tv_file(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_file, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_file() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_folder, key (folder_id).
CREATE FUNCTION tviews.activate_tv_folder() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_folder', 'public.v_folder', 'folder_id, name, files', $definition$
SELECT *
FROM (
SELECT d.id AS folder_id, d.name, count(f.id) AS files
FROM tb_folder d LEFT JOIN tb_file f ON f.fk_folder = d.pk_folder
GROUP BY d.pk_folder
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_folder') IS NULL THEN
  CREATE TABLE public.tv_folder (LIKE public.v_folder) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_folder') THEN
    INSERT INTO public.tv_folder SELECT * FROM public.v_folder;
  END IF;
  PERFORM tviews.put_key('activate_tv_folder', 'public.tv_folder', 'PRIMARY KEY (folder_id)');
  ANALYZE public.tv_folder;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_folder', 'public.tv_folder', 'public.v_folder', 'PRIMARY KEY (folder_id)') THEN
  IF tviews.fill_now('activate_tv_folder') THEN
    INSERT INTO public.tv_folder SELECT * FROM public.v_folder;
  END IF;
  PERFORM tviews.put_key('activate_tv_folder', 'public.tv_folder', 'PRIMARY KEY (folder_id)');
END IF;

-- Makes the rows of public.tv_folder with these keys equal to those of public.v_folder, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_folder(p_keys uuid[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone uuid[];
  v_twice text;
BEGIN
  -- No constraint proves that the key is unique.
  SELECT concat_ws(', ', k.folder_id) INTO v_twice
  FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (folder_id)
  CROSS JOIN LATERAL (
    SELECT count(*) AS rows FROM public.v_folder AS v
    WHERE v.folder_id = k.folder_id
    OFFSET 0
  ) AS found
  WHERE found.rows > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_folder', v_twice);
  END IF;

  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.folder_id, v.name, v.files
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (folder_id)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_folder AS v
        WHERE v.folder_id = k.folder_id
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_folder AS t (folder_id, name, files)
      SELECT * FROM fresh
      ON CONFLICT (folder_id)
      DO UPDATE SET name = excluded.name, files = excluded.files
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.folder_id)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.folder_id FROM fresh) AS gone (folder_id);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.folder_id, v.name, v.files
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (folder_id)
      JOIN public.v_folder AS v ON v.folder_id = k.folder_id
    ), written AS (
      INSERT INTO public.tv_folder AS t (folder_id, name, files)
      SELECT * FROM fresh
      ON CONFLICT (folder_id)
      DO UPDATE SET name = excluded.name, files = excluded.files
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.folder_id)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.folder_id FROM fresh) AS gone (folder_id);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_folder AS t
    USING unnest(v_gone) AS k (folder_id)
    WHERE t.folder_id = k.folder_id;
  END IF;
END
$function$;

-- Makes all rows of public.tv_folder equal to those of public.v_folder, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_folder() RETURNS void
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
  SELECT concat_ws(', ', v.folder_id) INTO v_twice
  FROM public.v_folder AS v
  GROUP BY v.folder_id
  HAVING count(*) > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_folder', v_twice);
  END IF;

  DELETE FROM public.tv_folder AS t
  USING (
    SELECT t.folder_id FROM public.tv_folder AS t
    EXCEPT
    SELECT v.folder_id FROM public.v_folder AS v
  ) AS k (folder_id)
  WHERE t.folder_id = k.folder_id;

  INSERT INTO public.tv_folder AS t (folder_id, name, files)
  SELECT v.folder_id, v.name, v.files
  FROM public.v_folder AS v
  ON CONFLICT (folder_id)
  DO UPDATE SET name = excluded.name, files = excluded.files
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_folder out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_folder(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_f_fk_folder integer[];
  v_d_id uuid[];
  v_keys uuid[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_file f (fk_folder)'),
    array_agg(value.c1::uuid) FILTER (WHERE taken.route = 'tb_folder d (id)'),
    array_agg(value.c1::uuid) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_f_fk_folder, v_d_id, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(3), tviews.class_lock_id(4)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_folder');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_folder();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_folder (pk_folder)
  IF v_f_fk_folder IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(3, hash_record(ROW (changed.fk_folder)))
      FROM unnest(v_f_fk_folder) AS changed (fk_folder)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_file f: d.pk_folder = f.fk_folder, folder_id = d.id
  IF v_f_fk_folder IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT d.id
      FROM public.tb_folder AS d
      WHERE d.pk_folder = ANY (v_f_fk_folder)
    );
  END IF;

  -- tb_folder d: folder_id = d.id
  IF v_d_id IS NOT NULL THEN
    v_keys := v_keys || v_d_id;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(4, hash_record(ROW (k.folder_id))) FROM unnest(v_keys) AS k (folder_id)
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
    PERFORM tviews.refresh_tv_folder(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_folder, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_folder() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_file.
CREATE FUNCTION tviews.watch_tb_file() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_file puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_file() RETURNS trigger
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
      -- What tv_file reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.id, r.fk_folder, r.name FROM old_rows AS r),
      after_1 AS (SELECT r.id, r.fk_folder, r.name FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_folder reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.id, r.fk_folder FROM old_rows AS r),
      after_2 AS (SELECT r.id, r.fk_folder FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_file f (id)', array_agg(DISTINCT r.id)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_folder))))
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_file f (fk_folder)', array_agg(DISTINCT r.fk_folder)::text[],
        NULL::bigint[]
      FROM changed_2 AS r WHERE r.fk_folder IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_file f (id)', array_agg(r.id)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.fk_folder))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_file f (fk_folder)', array_agg(DISTINCT r.fk_folder)::text[],
        NULL::bigint[]
      FROM changed_rows AS r WHERE r.fk_folder IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_file', 'enqueue_tb_file', 'tviews_tb_file', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_folder.
CREATE FUNCTION tviews.watch_tb_folder() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_folder puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_folder() RETURNS trigger
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
      -- What tv_file, tv_folder reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_folder, r.id, r.name FROM old_rows AS r),
      after AS (SELECT r.pk_folder, r.id, r.name FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_folder d (pk_folder)', array_agg(DISTINCT r.pk_folder)::text[],
        NULL::bigint[]
      FROM changed AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_folder d (id)', array_agg(DISTINCT r.id)::text[],
        array_agg(DISTINCT tviews.lock_id(3, hash_record(ROW (r.pk_folder))))
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_folder d (pk_folder)', array_agg(r.pk_folder)::text[],
        NULL::bigint[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_folder d (id)', array_agg(DISTINCT r.id)::text[],
        array_agg(DISTINCT tviews.lock_id(3, hash_record(ROW (r.pk_folder))))
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_folder', 'enqueue_tb_folder', 'tviews_tb_folder', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_share.
CREATE FUNCTION tviews.watch_tb_share() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_share puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_share() RETURNS trigger
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
      -- What tv_file reads of the rows before and after, and where that differs.
      before AS (SELECT r.file_id, r.person FROM old_rows AS r),
      after AS (SELECT r.file_id, r.person FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_share s (file_id)', array_agg(DISTINCT r.file_id)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_share s (file_id)', array_agg(DISTINCT r.file_id)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_share', 'enqueue_tb_share', 'tviews_tb_share', true);
RETURN false;
END
$activate$;
