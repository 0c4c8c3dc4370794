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
    (1, 'public.tv_kind', 'public.v_kind', false, ARRAY['kind'], '(r.kind = k.kind OR r.kind IS NULL AND k.kind IS NULL)',
      'jsonb_build_object(''kind'', CAST($1[1][n] AS jsonb))', 'tviews.refresh_tv_kind(ARRAY(SELECT unnest($1[1:1]))::jsonb[])',
      ARRAY['public.tb_document']::text[], 'activate_tv_kind', 'equip_tv_kind', ARRAY['drain_tv_kind', 'refresh_tv_kind', 'rebuild_tv_kind'], 'drain_tv_kind',
      false, false, 1000),
    (2, 'public.tv_member', 'public.v_member', false, ARRAY['pk_document', 'name'], 'r.pk_document = k.pk_document AND (r.name = k.name OR r.name IS NULL AND k.name IS NULL)',
      'jsonb_build_object(''pk_document'', CAST($1[1][n] AS integer), ''name'', CAST($1[2][n] AS text))', 'tviews.refresh_tv_member(ARRAY(SELECT unnest($1[1:1]))::integer[], ARRAY(SELECT unnest($1[2:2]))::text[])',
      ARRAY['public.tb_document', 'public.tb_owner']::text[], 'activate_tv_member', 'equip_tv_member', ARRAY['drain_tv_member', 'refresh_tv_member', 'rebuild_tv_member'], 'drain_tv_member',
      false, false, 1000),
    (3, 'public.tv_owner', 'public.v_owner', false, ARRAY['pk_owner'], 'r.pk_owner = k.pk_owner',
      'jsonb_build_object(''pk_owner'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_owner(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_document', 'public.tb_owner']::text[], 'activate_tv_owner', 'equip_tv_owner', ARRAY['drain_tv_owner', 'refresh_tv_owner', 'rebuild_tv_owner'], 'drain_tv_owner',
      false, false, 1000),
    (4, 'public.tv_tag', 'public.v_tag', false, ARRAY['tag'], '(r.tag = k.tag OR r.tag IS NULL AND k.tag IS NULL)',
      'jsonb_build_object(''tag'', CAST($1[1][n] AS text))', 'tviews.refresh_tv_tag(ARRAY(SELECT unnest($1[1:1]))::text[])',
      ARRAY['public.tb_document']::text[], 'activate_tv_tag', 'equip_tv_tag', ARRAY['drain_tv_tag', 'refresh_tv_tag', 'rebuild_tv_tag'], 'drain_tv_tag',
      false, false, 0)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_document', ARRAY['body', 'pk_document']::text[], ARRAY['jsonb', 'integer']::text[], 'tviews_tb_document', 'enqueue_tb_document', NULL, true, 'watch_tb_document'),
    ('public.tb_owner', ARRAY['code', 'pk_owner', 'profile']::text[], ARRAY['text', 'integer', 'jsonb']::text[], 'tviews_tb_owner', 'enqueue_tb_owner', NULL, true, 'watch_tb_owner')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_kind', 'public.tb_document', ARRAY['d']::text[], ARRAY['body']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'kind = d.body -> ''kind'''),
    ('public.tv_member', 'public.tb_document', ARRAY['d']::text[], ARRAY['pk_document', 'body']::text[], false,
      'mapped', 1, ARRAY[]::text[], 'm in jsonb_each(d.body), m.name <> ''owner'', pk_document = d.pk_document, name = m.name'),
    ('public.tv_member', 'public.tb_document', ARRAY['d']::text[], ARRAY['pk_document', 'body']::text[], false,
      'mapped', 2, ARRAY['public.tv_member']::text[], 'old_row.pk_document = d.pk_document, pk_document = old_row.pk_document, name = old_row.name'),
    ('public.tv_member', 'public.tb_owner', ARRAY['o']::text[], ARRAY['code', 'profile']::text[], false,
      'mapped', 1, ARRAY['public.tb_document']::text[], 'o.code = (d.body ->> ''owner''), m in jsonb_each(d.body), m.name <> ''owner'', pk_document = d.pk_document, name = m.name'),
    ('public.tv_member', 'public.tb_owner', ARRAY['o']::text[], ARRAY['code', 'profile']::text[], false,
      'mapped', 2, ARRAY['public.tb_document', 'public.tv_member']::text[], 'o.code = (d.body ->> ''owner''), old_row.pk_document = d.pk_document, pk_document = old_row.pk_document, name = old_row.name'),
    ('public.tv_owner', 'public.tb_document', ARRAY['d']::text[], ARRAY['pk_document', 'body']::text[], false,
      'mapped', 1, ARRAY['public.tb_owner']::text[], '(d.body ->> ''owner'') = o.code, pk_owner = o.pk_owner'),
    ('public.tv_owner', 'public.tb_owner', ARRAY['o']::text[], ARRAY['pk_owner', 'code', 'profile']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_owner = o.pk_owner'),
    ('public.tv_tag', 'public.tb_document', ARRAY['d']::text[], ARRAY['pk_document', 'body']::text[], false,
      'mapped', 1, ARRAY[]::text[], 't in jsonb_array_elements_text(d.body -> ''tags''), tag = t.tag')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_kind', 'public.tb_document', 'btree', ARRAY['body -> ''kind'''], true, 'CREATE INDEX tb_document_body_kind_idx ON public.tb_document ((body -> ''kind''));'),
    (2, 'public.tv_member', 'public.tb_document', 'btree', ARRAY['pk_document'], false, 'CREATE INDEX tb_document_pk_document_idx ON public.tb_document (pk_document);'),
    (3, 'public.tv_member', 'public.tb_owner', 'btree', ARRAY['code'], false, 'CREATE INDEX tb_owner_code_idx ON public.tb_owner (code);'),
    (4, 'public.tv_member', 'public.tb_document', 'btree', ARRAY['body ->> ''owner'''], true, 'CREATE INDEX tb_document_body_owner_idx ON public.tb_document ((body ->> ''owner''));'),
    (5, 'public.tv_owner', 'public.tb_document', 'btree', ARRAY['body ->> ''owner'''], true, 'CREATE INDEX tb_document_body_owner_idx ON public.tb_document ((body ->> ''owner''));'),
    (6, 'public.tv_owner', 'public.tb_owner', 'btree', ARRAY['code'], false, 'CREATE INDEX tb_owner_code_idx ON public.tb_owner (code);'),
    (7, 'public.tv_owner', 'public.tb_owner', 'btree', ARRAY['pk_owner'], false, 'CREATE INDEX tb_owner_pk_owner_idx ON public.tb_owner (pk_owner);')
$function$;

-- The highest number of a class of locks.
CREATE FUNCTION tviews.built_lock_classes() RETURNS integer
LANGUAGE sql IMMUTABLE
AS 'SELECT 7';

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_document', 'not-null', ARRAY['pk_document']),
    ('public.tb_document', 'unique', ARRAY['pk_document']),
    ('public.tb_owner', 'not-null', ARRAY['pk_owner']),
    ('public.tb_owner', 'not-null', ARRAY['code']),
    ('public.tb_owner', 'unique', ARRAY['pk_owner'])
$function$;

-- public.tv_kind, key (kind).
CREATE FUNCTION tviews.activate_tv_kind() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_kind', 'public.v_kind', 'kind, documents, size', $definition$
SELECT *
FROM (
SELECT d.body -> 'kind' AS kind, count(*) AS documents, sum((d.body ->> 'size')::integer) AS size FROM tb_document d GROUP BY d.body -> 'kind'
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_kind') IS NULL THEN
  CREATE TABLE public.tv_kind (LIKE public.v_kind) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_kind') THEN
    INSERT INTO public.tv_kind SELECT * FROM public.v_kind;
  END IF;
  PERFORM tviews.put_key('activate_tv_kind', 'public.tv_kind', 'UNIQUE NULLS NOT DISTINCT (kind)');
  ANALYZE public.tv_kind;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_kind', 'public.tv_kind', 'public.v_kind', 'UNIQUE NULLS NOT DISTINCT (kind)') THEN
  IF tviews.fill_now('activate_tv_kind') THEN
    INSERT INTO public.tv_kind SELECT * FROM public.v_kind;
  END IF;
  PERFORM tviews.put_key('activate_tv_kind', 'public.tv_kind', 'UNIQUE NULLS NOT DISTINCT (kind)');
END IF;

-- Makes the rows of public.tv_kind with these keys equal to those of public.v_kind, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_kind(p_keys jsonb[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone jsonb[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.kind, v.documents, v.size
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (kind)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_kind AS v
        WHERE (v.kind = k.kind OR v.kind IS NULL AND k.kind IS NULL)
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_kind AS t (kind, documents, size)
      SELECT * FROM fresh
      ON CONFLICT (kind)
      DO UPDATE SET kind = excluded.kind, documents = excluded.documents, size = excluded.size
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.kind)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.kind FROM fresh) AS gone (kind);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.kind, v.documents, v.size
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (kind)
      JOIN public.v_kind AS v ON (v.kind = k.kind OR v.kind IS NULL AND k.kind IS NULL)
    ), written AS (
      INSERT INTO public.tv_kind AS t (kind, documents, size)
      SELECT * FROM fresh
      ON CONFLICT (kind)
      DO UPDATE SET kind = excluded.kind, documents = excluded.documents, size = excluded.size
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.kind)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.kind FROM fresh) AS gone (kind);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_kind AS t
    USING unnest(v_gone) AS k (kind)
    WHERE (t.kind = k.kind OR t.kind IS NULL AND k.kind IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_kind equal to those of public.v_kind, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_kind() RETURNS void
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
  DELETE FROM public.tv_kind AS t
  USING (
    SELECT t.kind FROM public.tv_kind AS t
    EXCEPT
    SELECT v.kind FROM public.v_kind AS v
  ) AS k (kind)
  WHERE (t.kind = k.kind OR t.kind IS NULL AND k.kind IS NULL);

  INSERT INTO public.tv_kind AS t (kind, documents, size)
  SELECT v.kind, v.documents, v.size
  FROM public.v_kind AS v
  ON CONFLICT (kind)
  DO UPDATE SET kind = excluded.kind, documents = excluded.documents, size = excluded.size
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_kind out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_kind(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_d_body jsonb[];
  v_keys jsonb[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::jsonb) FILTER (WHERE taken.route = 'tb_document d (body)'),
    array_agg(value.c1::jsonb) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_d_body, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_kind');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_kind();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_document d: kind = d.body -> 'kind'
  IF v_d_body IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT changed.body -> 'kind'
      FROM unnest(v_d_body) AS changed (body)
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.kind))) FROM unnest(v_keys) AS k (kind)
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
    PERFORM tviews.refresh_tv_kind(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_kind, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_kind() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_member, key (pk_document, name).
CREATE FUNCTION tviews.activate_tv_member() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_member', 'public.v_member', 'pk_document, name, value, owner', $definition$
SELECT *
FROM (
SELECT d.pk_document, m.name, m.value, o.profile ->> 'name' AS owner
FROM tb_document d
CROSS JOIN LATERAL jsonb_each(d.body) AS m (name, value)
LEFT JOIN tb_owner o ON o.code = d.body ->> 'owner'
WHERE m.name <> 'owner'
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_member') IS NULL THEN
  CREATE TABLE public.tv_member (LIKE public.v_member) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_member') THEN
    INSERT INTO public.tv_member SELECT * FROM public.v_member;
  END IF;
  PERFORM tviews.put_key('activate_tv_member', 'public.tv_member', 'UNIQUE NULLS NOT DISTINCT (pk_document, name)');
  ANALYZE public.tv_member;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_member', 'public.tv_member', 'public.v_member', 'UNIQUE NULLS NOT DISTINCT (pk_document, name)') THEN
  IF tviews.fill_now('activate_tv_member') THEN
    INSERT INTO public.tv_member SELECT * FROM public.v_member;
  END IF;
  PERFORM tviews.put_key('activate_tv_member', 'public.tv_member', 'UNIQUE NULLS NOT DISTINCT (pk_document, name)');
END IF;

-- Makes the rows of public.tv_member with these keys equal to those of public.v_member, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_member(p_keys_1 integer[], p_keys_2 text[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone_1 integer[];
  v_gone_2 text[];
  v_twice text;
BEGIN
  -- No constraint proves that the key is unique.
  SELECT concat_ws(', ', k.pk_document, k.name) INTO v_twice
  FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_document, name)
  CROSS JOIN LATERAL (
    SELECT count(*) AS rows FROM public.v_member AS v
    WHERE v.pk_document = k.pk_document AND (v.name = k.name OR v.name IS NULL AND k.name IS NULL)
    OFFSET 0
  ) AS found
  WHERE found.rows > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_member', v_twice);
  END IF;

  IF cardinality(p_keys_1) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT DISTINCT ON (v.pk_document, v.name) v.pk_document, v.name, v.value, v.owner
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_document, name)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_member AS v
        WHERE v.pk_document = k.pk_document AND (v.name = k.name OR v.name IS NULL AND k.name IS NULL)
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_member AS t (pk_document, name, value, owner)
      SELECT * FROM fresh
      ON CONFLICT (pk_document, name)
      DO UPDATE SET name = excluded.name, value = excluded.value, owner = excluded.owner
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_document), array_agg(gone.name)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_document, fresh.name FROM fresh) AS gone (pk_document, name);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT DISTINCT ON (v.pk_document, v.name) v.pk_document, v.name, v.value, v.owner
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_document, name)
      JOIN public.v_member AS v ON v.pk_document = k.pk_document AND (v.name = k.name OR v.name IS NULL AND k.name IS NULL)
    ), written AS (
      INSERT INTO public.tv_member AS t (pk_document, name, value, owner)
      SELECT * FROM fresh
      ON CONFLICT (pk_document, name)
      DO UPDATE SET name = excluded.name, value = excluded.value, owner = excluded.owner
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_document), array_agg(gone.name)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_document, fresh.name FROM fresh) AS gone (pk_document, name);
  END IF;

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_member AS t
    USING unnest(v_gone_1, v_gone_2) AS k (pk_document, name)
    WHERE t.pk_document = k.pk_document AND (t.name = k.name OR t.name IS NULL AND k.name IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_member equal to those of public.v_member, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_member() RETURNS void
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
  SELECT concat_ws(', ', v.pk_document, v.name) INTO v_twice
  FROM public.v_member AS v
  GROUP BY v.pk_document, v.name
  HAVING count(*) > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_member', v_twice);
  END IF;

  DELETE FROM public.tv_member AS t
  USING (
    SELECT t.pk_document, t.name FROM public.tv_member AS t
    EXCEPT
    SELECT v.pk_document, v.name FROM public.v_member AS v
  ) AS k (pk_document, name)
  WHERE t.pk_document = k.pk_document AND (t.name = k.name OR t.name IS NULL AND k.name IS NULL);

  INSERT INTO public.tv_member AS t (pk_document, name, value, owner)
  SELECT v.pk_document, v.name, v.value, v.owner
  FROM public.v_member AS v
  ON CONFLICT (pk_document, name)
  DO UPDATE SET name = excluded.name, value = excluded.value, owner = excluded.owner
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_member out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_member(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_d_pk_document integer[];
  v_d_body jsonb[];
  v_o_code text[];
  v_keys_1 integer[];
  v_keys_2 text[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_document d (pk_document, body)'),
    array_agg(value.c2::jsonb) FILTER (WHERE taken.route = 'tb_document d (pk_document, body)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_owner o (code)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::text) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_d_pk_document, v_d_body, v_o_code, v_keys_1, v_keys_2
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(2), tviews.class_lock_id(3), tviews.class_lock_id(4)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_member');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_member();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_document
  IF v_o_code IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(2, 1)
      FROM unnest(v_o_code) AS changed (code)
      UNION ALL
      SELECT tviews.lock_id(2, 1)
      FROM unnest(v_o_code) AS changed (code)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_document d: m in jsonb_each(d.body), m.name <> 'owner', pk_document = d.pk_document, name = m.name
  IF v_d_pk_document IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(changed.pk_document), v_keys_2 || array_agg(m.name)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_d_pk_document, v_d_body) AS changed (pk_document, body)
    JOIN LATERAL jsonb_each(changed.body) AS m (name, value) ON m.name <> 'owner';
  END IF;

  -- tb_owner o: o.code = (d.body ->> 'owner'), m in jsonb_each(d.body), m.name <> 'owner', pk_document = d.pk_document, name = m.name
  IF v_o_code IS NOT NULL THEN
    IF cardinality(v_o_code) > 1 THEN
      SELECT array_agg(changed.c1)
      INTO v_o_code
      FROM (SELECT DISTINCT * FROM unnest(v_o_code) AS changed (c1)) AS changed;
    END IF;
    SELECT v_keys_1 || array_agg(d.pk_document), v_keys_2 || array_agg(m.name)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_o_code) AS changed (code)
    JOIN public.tb_document AS d ON changed.code = (d.body ->> 'owner')
    JOIN LATERAL jsonb_each(d.body) AS m (name, value) ON m.name <> 'owner';
  END IF;

  -- Its own rows, by public.tv_member (pk_document)
  v_held := v_held || tviews.hold(ARRAY (
    SELECT tviews.lock_id(3, hash_record(ROW (k.pk_document))) FROM unnest(v_keys_1, v_keys_2) AS k (pk_document, name)
  ), ARRAY (
    SELECT tviews.lock_id(3, hash_record(ROW (changed.pk_document)))
    FROM unnest(v_d_pk_document, v_d_body) AS changed (pk_document, body)
    UNION ALL
    SELECT tviews.lock_id(3, hash_record(ROW (d.pk_document)))
    FROM unnest(v_o_code) AS changed (code)
    JOIN public.tb_document AS d ON changed.code = (d.body ->> 'owner')
  ), p_most - cardinality(v_held));

  -- tb_document d: old_row.pk_document = d.pk_document, pk_document = old_row.pk_document, name = old_row.name
  IF v_d_pk_document IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(old_row.pk_document), v_keys_2 || array_agg(old_row.name)
    INTO v_keys_1, v_keys_2
    FROM public.tv_member AS old_row
    WHERE old_row.pk_document = ANY (v_d_pk_document);
  END IF;

  -- tb_owner o: o.code = (d.body ->> 'owner'), old_row.pk_document = d.pk_document, pk_document = old_row.pk_document, name = old_row.name
  IF v_o_code IS NOT NULL THEN
    IF cardinality(v_o_code) > 1 THEN
      SELECT array_agg(changed.c1)
      INTO v_o_code
      FROM (SELECT DISTINCT * FROM unnest(v_o_code) AS changed (c1)) AS changed;
    END IF;
    SELECT v_keys_1 || array_agg(old_row.pk_document), v_keys_2 || array_agg(old_row.name)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_o_code) AS changed (code)
    JOIN public.tb_document AS d ON changed.code = (d.body ->> 'owner')
    JOIN public.tv_member AS old_row ON old_row.pk_document = d.pk_document;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(4, hash_record(ROW (k.pk_document))) FROM unnest(v_keys_1, v_keys_2) AS k (pk_document, name)
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
    PERFORM tviews.refresh_tv_member(v_keys_1, v_keys_2);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_member, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_member() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_owner, key (pk_owner).
CREATE FUNCTION tviews.activate_tv_owner() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_owner', 'public.v_owner', 'pk_owner, data', $definition$
SELECT *
FROM (
SELECT
  o.pk_owner,
  o.profile || jsonb_build_object('documents', (SELECT jsonb_agg(d.body - 'owner' ORDER BY d.pk_document) FROM tb_document d WHERE d.body ->> 'owner' = o.code)) AS data
FROM tb_owner o
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_owner') IS NULL THEN
  CREATE TABLE public.tv_owner (LIKE public.v_owner) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_owner') THEN
    INSERT INTO public.tv_owner SELECT * FROM public.v_owner;
  END IF;
  PERFORM tviews.put_key('activate_tv_owner', 'public.tv_owner', 'PRIMARY KEY (pk_owner)');
  ANALYZE public.tv_owner;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_owner', 'public.tv_owner', 'public.v_owner', 'PRIMARY KEY (pk_owner)') THEN
  IF tviews.fill_now('activate_tv_owner') THEN
    INSERT INTO public.tv_owner SELECT * FROM public.v_owner;
  END IF;
  PERFORM tviews.put_key('activate_tv_owner', 'public.tv_owner', 'PRIMARY KEY (pk_owner)');
END IF;

-- Makes the rows of public.tv_owner with these keys equal to those of public.v_owner, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_owner(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_owner, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_owner)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_owner AS v
        WHERE v.pk_owner = k.pk_owner
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_owner AS t (pk_owner, data)
      SELECT * FROM fresh
      ON CONFLICT (pk_owner)
      DO UPDATE SET data = excluded.data
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_owner)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_owner FROM fresh) AS gone (pk_owner);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_owner, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_owner)
      JOIN public.v_owner AS v ON v.pk_owner = k.pk_owner
    ), written AS (
      INSERT INTO public.tv_owner AS t (pk_owner, data)
      SELECT * FROM fresh
      ON CONFLICT (pk_owner)
      DO UPDATE SET data = excluded.data
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_owner)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_owner FROM fresh) AS gone (pk_owner);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_owner AS t
    USING unnest(v_gone) AS k (pk_owner)
    WHERE t.pk_owner = k.pk_owner;
  END IF;
END
$function$;

-- Makes all rows of public.tv_owner equal to those of public.v_owner, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_owner() RETURNS void
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
  DELETE FROM public.tv_owner AS t
  USING (
    SELECT t.pk_owner FROM public.tv_owner AS t
    EXCEPT
    SELECT v.pk_owner FROM public.v_owner AS v
  ) AS k (pk_owner)
  WHERE t.pk_owner = k.pk_owner;

  INSERT INTO public.tv_owner AS t (pk_owner, data)
  SELECT v.pk_owner, v.data
  FROM public.v_owner AS v
  ON CONFLICT (pk_owner)
  DO UPDATE SET data = excluded.data
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_owner out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_owner(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_d_body jsonb[];
  v_o_pk_owner integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(3)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::jsonb) FILTER (WHERE taken.route = 'tb_document d (body)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_owner o (pk_owner)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_d_body, v_o_pk_owner, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(3, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(5), tviews.class_lock_id(6)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_owner');
    IF p_notes THEN
      PERFORM tviews.note_rows(3, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(3, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_owner();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_owner
  IF v_d_body IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(5, 1)
      FROM unnest(v_d_body) AS changed (body)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_document d: (d.body ->> 'owner') = o.code, pk_owner = o.pk_owner
  IF v_d_body IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT o.pk_owner
      FROM unnest(v_d_body) AS changed (body)
      JOIN public.tb_owner AS o ON (changed.body ->> 'owner') = o.code
    );
  END IF;

  -- tb_owner o: pk_owner = o.pk_owner
  IF v_o_pk_owner IS NOT NULL THEN
    v_keys := v_keys || v_o_pk_owner;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(3, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(6, hash_record(ROW (k.pk_owner))) FROM unnest(v_keys) AS k (pk_owner)
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
    PERFORM tviews.refresh_tv_owner(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_owner, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_owner() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_tag, key (tag).
CREATE FUNCTION tviews.activate_tv_tag() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_tag', 'public.v_tag', 'tag, documents', $definition$
SELECT *
FROM (
SELECT t.tag, array_agg(d.pk_document ORDER BY d.pk_document) AS documents
FROM tb_document d, jsonb_array_elements_text(d.body -> 'tags') AS t (tag)
GROUP BY t.tag
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_tag') IS NULL THEN
  CREATE TABLE public.tv_tag (LIKE public.v_tag) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_tag') THEN
    INSERT INTO public.tv_tag SELECT * FROM public.v_tag;
  END IF;
  PERFORM tviews.put_key('activate_tv_tag', 'public.tv_tag', 'UNIQUE NULLS NOT DISTINCT (tag)');
  ANALYZE public.tv_tag;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_tag', 'public.tv_tag', 'public.v_tag', 'UNIQUE NULLS NOT DISTINCT (tag)') THEN
  IF tviews.fill_now('activate_tv_tag') THEN
    INSERT INTO public.tv_tag SELECT * FROM public.v_tag;
  END IF;
  PERFORM tviews.put_key('activate_tv_tag', 'public.tv_tag', 'UNIQUE NULLS NOT DISTINCT (tag)');
END IF;

-- Makes the rows of public.tv_tag with these keys equal to those of public.v_tag, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_tag(p_keys text[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone text[];
BEGIN
  -- In one pass: to look up a single key would compute as much of the view.
  WITH fresh AS MATERIALIZED (
    SELECT DISTINCT ON (v.tag) v.tag, v.documents
    FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (tag)
    JOIN public.v_tag AS v ON (v.tag = k.tag OR v.tag IS NULL AND k.tag IS NULL)
  ), written AS (
    INSERT INTO public.tv_tag AS t (tag, documents)
    SELECT * FROM fresh
    ON CONFLICT (tag)
    DO UPDATE SET tag = excluded.tag, documents = excluded.documents
    WHERE t.* *<> excluded.*
  )
  SELECT array_agg(gone.tag)
  INTO v_gone
  FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.tag FROM fresh) AS gone (tag);

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_tag AS t
    USING unnest(v_gone) AS k (tag)
    WHERE (t.tag = k.tag OR t.tag IS NULL AND k.tag IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_tag equal to those of public.v_tag, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_tag() RETURNS void
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
  DELETE FROM public.tv_tag AS t
  USING (
    SELECT t.tag FROM public.tv_tag AS t
    EXCEPT
    SELECT v.tag FROM public.v_tag AS v
  ) AS k (tag)
  WHERE (t.tag = k.tag OR t.tag IS NULL AND k.tag IS NULL);

  INSERT INTO public.tv_tag AS t (tag, documents)
  SELECT v.tag, v.documents
  FROM public.v_tag AS v
  ON CONFLICT (tag)
  DO UPDATE SET tag = excluded.tag, documents = excluded.documents
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_tag out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_tag(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_d_body jsonb[];
  v_keys text[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(4)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::jsonb) FILTER (WHERE taken.route = 'tb_document d (body)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_d_body, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(4, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(7)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_tag');
    IF p_notes THEN
      PERFORM tviews.note_rows(4, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(4, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_tag();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_document d: t in jsonb_array_elements_text(d.body -> 'tags'), tag = t.tag
  IF v_d_body IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT t.tag
      FROM unnest(v_d_body) AS changed (body)
      CROSS JOIN LATERAL jsonb_array_elements_text(changed.body -> 'tags') AS t (tag)
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(4, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(7, 1) FROM unnest(v_keys) AS k (tag)
  ), p_most - cardinality(v_held));
  IF pg_sequence_last_value('tviews.traced_since') IS NOT NULL THEN
    PERFORM tviews.leave_trace(v_held);
  END IF;
  IF cardinality(v_keys) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(4, ARRAY[v_keys::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_apart(4, ARRAY[v_keys::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_tag(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_tag, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_tag() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_document.
CREATE FUNCTION tviews.watch_tb_document() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_document puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_document() RETURNS trigger
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
    FROM unnest(ARRAY[1, 2, 3, 4]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_kind reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.body, ROW (r.body)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after_1 AS (SELECT r.body, ROW (r.body)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_member, tv_owner, tv_tag reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_document, r.body, ROW (r.body)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after_2 AS (SELECT r.pk_document, r.body, ROW (r.body)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_document d (body)', array_agg(DISTINCT r.body::text COLLATE "C"),
        NULL::bigint[]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_document d (pk_document, body)', ARRAY[array_agg(r.pk_document)::text[], array_agg(r.body)],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_document, r.body::text COLLATE "C" AS body, tviews.lock_id(2, 1) AS lock_1 FROM changed_2 AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_document d (body)', array_agg(DISTINCT r.body::text COLLATE "C"),
        NULL::bigint[]
      FROM changed_2 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 4, 'tb_document d (body)', array_agg(DISTINCT r.body::text COLLATE "C"),
        NULL::bigint[]
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_document d (body)', array_agg(DISTINCT r.body::text COLLATE "C"),
        NULL::bigint[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_document d (pk_document, body)', ARRAY[array_agg(r.pk_document)::text[], array_agg(r.body)],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_document, r.body::text COLLATE "C" AS body, tviews.lock_id(2, 1) AS lock_1 FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_document d (body)', array_agg(DISTINCT r.body::text COLLATE "C"),
        NULL::bigint[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 4, 'tb_document d (body)', array_agg(DISTINCT r.body::text COLLATE "C"),
        NULL::bigint[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_document', 'enqueue_tb_document', 'tviews_tb_document', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_owner.
CREATE FUNCTION tviews.watch_tb_owner() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_owner puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_owner() RETURNS trigger
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
      -- What tv_member reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.code, ROW (r.profile)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after_1 AS (SELECT r.code, ROW (r.profile)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_owner reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_owner, r.code, ROW (r.profile)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after_2 AS (SELECT r.pk_owner, r.code, ROW (r.profile)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_owner o (code)', ARRAY[array_agg(DISTINCT r.code)::text[]],
        NULL::bigint[]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_owner o (pk_owner)', array_agg(DISTINCT r.pk_owner)::text[],
        array_agg(DISTINCT tviews.lock_id(5, 1))
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_owner o (code)', ARRAY[array_agg(DISTINCT r.code)::text[]],
        NULL::bigint[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_owner o (pk_owner)', array_agg(r.pk_owner)::text[],
        array_agg(DISTINCT tviews.lock_id(5, 1))
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_owner', 'enqueue_tb_owner', 'tviews_tb_owner', true);
RETURN false;
END
$activate$;
