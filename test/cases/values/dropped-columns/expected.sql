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
    (1, 'public.tv_journal', 'public.v_journal', false, ARRAY['pk_journal'], 'r.pk_journal = k.pk_journal',
      'jsonb_build_object(''pk_journal'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_journal(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_journal', 'public.tb_paper']::text[], 'activate_tv_journal', 'equip_tv_journal', ARRAY['drain_tv_journal', 'refresh_tv_journal', 'rebuild_tv_journal'], 'drain_tv_journal',
      false, false, 1000),
    (2, 'public.tv_paper', 'public.v_paper', false, ARRAY['pk_paper'], 'r.pk_paper = k.pk_paper',
      'jsonb_build_object(''pk_paper'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_paper(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_journal', 'public.tb_paper']::text[], 'activate_tv_paper', 'equip_tv_paper', ARRAY['drain_tv_paper', 'refresh_tv_paper', 'rebuild_tv_paper'], 'drain_tv_paper',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_journal', ARRAY['name', 'pk_journal']::text[], ARRAY['text', 'integer']::text[], 'tviews_tb_journal', 'enqueue_tb_journal', NULL, true, 'watch_tb_journal'),
    ('public.tb_paper', ARRAY['fk_journal', 'pk_paper', 'title']::text[], ARRAY['integer', 'integer', 'text']::text[], 'tviews_tb_paper', 'enqueue_tb_paper', NULL, true, 'watch_tb_paper')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_journal', 'public.tb_journal', ARRAY['j']::text[], ARRAY['name', 'pk_journal']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_journal = j.pk_journal'),
    ('public.tv_journal', 'public.tb_paper', ARRAY['p']::text[], ARRAY['fk_journal']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_journal = p.fk_journal'),
    ('public.tv_paper', 'public.tb_journal', ARRAY['j']::text[], ARRAY['name', 'pk_journal']::text[], false,
      'mapped', 1, ARRAY['public.tb_paper']::text[], 'p.fk_journal = j.pk_journal, pk_paper = p.pk_paper'),
    ('public.tv_paper', 'public.tb_paper', ARRAY['p']::text[], ARRAY['pk_paper', 'title', 'fk_journal']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_paper = p.pk_paper')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_journal', 'public.tb_journal', 'btree', ARRAY['pk_journal'], false, 'CREATE INDEX tb_journal_pk_journal_idx ON public.tb_journal (pk_journal);'),
    (2, 'public.tv_journal', 'public.tb_paper', 'btree', ARRAY['fk_journal'], false, 'CREATE INDEX tb_paper_fk_journal_idx ON public.tb_paper (fk_journal);'),
    (3, 'public.tv_paper', 'public.tb_journal', 'btree', ARRAY['pk_journal'], false, 'CREATE INDEX tb_journal_pk_journal_idx ON public.tb_journal (pk_journal);'),
    (4, 'public.tv_paper', 'public.tb_paper', 'btree', ARRAY['fk_journal'], false, 'CREATE INDEX tb_paper_fk_journal_idx ON public.tb_paper (fk_journal);'),
    (5, 'public.tv_paper', 'public.tb_paper', 'btree', ARRAY['pk_paper'], false, 'CREATE INDEX tb_paper_pk_paper_idx ON public.tb_paper (pk_paper);')
$function$;

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_journal', 'not-null', ARRAY['pk_journal']),
    ('public.tb_journal', 'unique', ARRAY['pk_journal']),
    ('public.tb_paper', 'not-null', ARRAY['pk_paper']),
    ('public.tb_paper', 'unique', ARRAY['pk_paper'])
$function$;

-- public.tv_journal, key (pk_journal).
CREATE FUNCTION tviews.activate_tv_journal() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_journal', 'public.v_journal', 'pk_journal, name, papers', $definition$
SELECT *
FROM (
SELECT j.pk_journal, j.name, count(p.fk_journal) AS papers
FROM tb_journal j LEFT JOIN tb_paper p ON p.fk_journal = j.pk_journal
GROUP BY j.pk_journal
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_journal') IS NULL THEN
  CREATE TABLE public.tv_journal (LIKE public.v_journal) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_journal') THEN
    INSERT INTO public.tv_journal SELECT * FROM public.v_journal;
  END IF;
  PERFORM tviews.put_key('activate_tv_journal', 'public.tv_journal', 'PRIMARY KEY (pk_journal)');
  ANALYZE public.tv_journal;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_journal', 'public.tv_journal', 'public.v_journal', 'PRIMARY KEY (pk_journal)') THEN
  IF tviews.fill_now('activate_tv_journal') THEN
    INSERT INTO public.tv_journal SELECT * FROM public.v_journal;
  END IF;
  PERFORM tviews.put_key('activate_tv_journal', 'public.tv_journal', 'PRIMARY KEY (pk_journal)');
END IF;

-- Makes the rows of public.tv_journal with these keys equal to those of public.v_journal, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_journal(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_journal, v.name, v.papers
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_journal)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_journal AS v
        WHERE v.pk_journal = k.pk_journal
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_journal AS t (pk_journal, name, papers)
      SELECT * FROM fresh
      ON CONFLICT (pk_journal)
      DO UPDATE SET name = excluded.name, papers = excluded.papers
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_journal)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_journal FROM fresh) AS gone (pk_journal);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_journal, v.name, v.papers
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_journal)
      JOIN public.v_journal AS v ON v.pk_journal = k.pk_journal
    ), written AS (
      INSERT INTO public.tv_journal AS t (pk_journal, name, papers)
      SELECT * FROM fresh
      ON CONFLICT (pk_journal)
      DO UPDATE SET name = excluded.name, papers = excluded.papers
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_journal)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_journal FROM fresh) AS gone (pk_journal);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_journal AS t
    USING unnest(v_gone) AS k (pk_journal)
    WHERE t.pk_journal = k.pk_journal;
  END IF;
END
$function$;

-- Makes all rows of public.tv_journal equal to those of public.v_journal, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_journal() RETURNS void
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
  DELETE FROM public.tv_journal AS t
  USING (
    SELECT t.pk_journal FROM public.tv_journal AS t
    EXCEPT
    SELECT v.pk_journal FROM public.v_journal AS v
  ) AS k (pk_journal)
  WHERE t.pk_journal = k.pk_journal;

  INSERT INTO public.tv_journal AS t (pk_journal, name, papers)
  SELECT v.pk_journal, v.name, v.papers
  FROM public.v_journal AS v
  ON CONFLICT (pk_journal)
  DO UPDATE SET name = excluded.name, papers = excluded.papers
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_journal out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_journal(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_j_pk_journal integer[];
  v_p_fk_journal integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_journal j (pk_journal)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_paper p (fk_journal)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_j_pk_journal, v_p_fk_journal, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_journal');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_journal();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_journal j: pk_journal = j.pk_journal
  IF v_j_pk_journal IS NOT NULL THEN
    v_keys := v_keys || v_j_pk_journal;
  END IF;

  -- tb_paper p: pk_journal = p.fk_journal
  IF v_p_fk_journal IS NOT NULL THEN
    v_keys := v_keys || v_p_fk_journal;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.pk_journal))) FROM unnest(v_keys) AS k (pk_journal)
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
    PERFORM tviews.refresh_tv_journal(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_journal, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_journal() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_paper, key (pk_paper).
CREATE FUNCTION tviews.activate_tv_paper() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_paper', 'public.v_paper', 'pk_paper, title, journal', $definition$
SELECT *
FROM (
SELECT p.pk_paper, p.title, j.name AS journal
FROM tb_paper p LEFT JOIN tb_journal j ON j.pk_journal = p.fk_journal
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_paper') IS NULL THEN
  CREATE TABLE public.tv_paper (LIKE public.v_paper) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_paper') THEN
    INSERT INTO public.tv_paper SELECT * FROM public.v_paper;
  END IF;
  PERFORM tviews.put_key('activate_tv_paper', 'public.tv_paper', 'PRIMARY KEY (pk_paper)');
  ANALYZE public.tv_paper;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_paper', 'public.tv_paper', 'public.v_paper', 'PRIMARY KEY (pk_paper)') THEN
  IF tviews.fill_now('activate_tv_paper') THEN
    INSERT INTO public.tv_paper SELECT * FROM public.v_paper;
  END IF;
  PERFORM tviews.put_key('activate_tv_paper', 'public.tv_paper', 'PRIMARY KEY (pk_paper)');
END IF;

-- Makes the rows of public.tv_paper with these keys equal to those of public.v_paper, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_paper(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_paper, v.title, v.journal
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_paper)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_paper AS v
        WHERE v.pk_paper = k.pk_paper
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_paper AS t (pk_paper, title, journal)
      SELECT * FROM fresh
      ON CONFLICT (pk_paper)
      DO UPDATE SET title = excluded.title, journal = excluded.journal
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_paper)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_paper FROM fresh) AS gone (pk_paper);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_paper, v.title, v.journal
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_paper)
      JOIN public.v_paper AS v ON v.pk_paper = k.pk_paper
    ), written AS (
      INSERT INTO public.tv_paper AS t (pk_paper, title, journal)
      SELECT * FROM fresh
      ON CONFLICT (pk_paper)
      DO UPDATE SET title = excluded.title, journal = excluded.journal
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_paper)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_paper FROM fresh) AS gone (pk_paper);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_paper AS t
    USING unnest(v_gone) AS k (pk_paper)
    WHERE t.pk_paper = k.pk_paper;
  END IF;
END
$function$;

-- Makes all rows of public.tv_paper equal to those of public.v_paper, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_paper() RETURNS void
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
  DELETE FROM public.tv_paper AS t
  USING (
    SELECT t.pk_paper FROM public.tv_paper AS t
    EXCEPT
    SELECT v.pk_paper FROM public.v_paper AS v
  ) AS k (pk_paper)
  WHERE t.pk_paper = k.pk_paper;

  INSERT INTO public.tv_paper AS t (pk_paper, title, journal)
  SELECT v.pk_paper, v.title, v.journal
  FROM public.v_paper AS v
  ON CONFLICT (pk_paper)
  DO UPDATE SET title = excluded.title, journal = excluded.journal
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_paper out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_paper(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_j_pk_journal integer[];
  v_p_pk_paper integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_journal j (pk_journal)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_paper p (pk_paper)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_j_pk_journal, v_p_pk_paper, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(2), tviews.class_lock_id(3)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_paper');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_paper();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_paper (fk_journal)
  IF v_j_pk_journal IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(2, hash_record(ROW (changed.pk_journal)))
      FROM unnest(v_j_pk_journal) AS changed (pk_journal)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_journal j: p.fk_journal = j.pk_journal, pk_paper = p.pk_paper
  IF v_j_pk_journal IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT p.pk_paper
      FROM public.tb_paper AS p
      WHERE p.fk_journal = ANY (v_j_pk_journal)
    );
  END IF;

  -- tb_paper p: pk_paper = p.pk_paper
  IF v_p_pk_paper IS NOT NULL THEN
    v_keys := v_keys || v_p_pk_paper;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(3, hash_record(ROW (k.pk_paper))) FROM unnest(v_keys) AS k (pk_paper)
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
    PERFORM tviews.refresh_tv_paper(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_paper, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_paper() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_journal.
CREATE FUNCTION tviews.watch_tb_journal() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_journal puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_journal() RETURNS trigger
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
      -- What tv_journal, tv_paper reads of the rows before and after, and where that differs.
      before AS (SELECT r.name, r.pk_journal FROM old_rows AS r),
      after AS (SELECT r.name, r.pk_journal FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_journal j (pk_journal)', array_agg(DISTINCT r.pk_journal)::text[]
      FROM changed AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_journal j (pk_journal)', array_agg(DISTINCT r.pk_journal)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_journal j (pk_journal)', array_agg(r.pk_journal)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_journal j (pk_journal)', array_agg(r.pk_journal)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_journal', 'enqueue_tb_journal', 'tviews_tb_journal', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_paper.
CREATE FUNCTION tviews.watch_tb_paper() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_paper puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_paper() RETURNS trigger
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
      -- What tv_journal reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.fk_journal FROM old_rows AS r),
      after_1 AS (SELECT r.fk_journal FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_paper reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_paper, r.title, r.fk_journal FROM old_rows AS r),
      after_2 AS (SELECT r.pk_paper, r.title, r.fk_journal FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_paper p (fk_journal)', array_agg(DISTINCT r.fk_journal)::text[],
        NULL::bigint[]
      FROM changed_1 AS r WHERE r.fk_journal IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_paper p (pk_paper)', array_agg(DISTINCT r.pk_paper)::text[],
        array_agg(DISTINCT tviews.lock_id(2, hash_record(ROW (r.fk_journal))))
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_paper p (fk_journal)', array_agg(DISTINCT r.fk_journal)::text[],
        NULL::bigint[]
      FROM changed_rows AS r WHERE r.fk_journal IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_paper p (pk_paper)', array_agg(r.pk_paper)::text[],
        array_agg(DISTINCT tviews.lock_id(2, hash_record(ROW (r.fk_journal))))
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_paper', 'enqueue_tb_paper', 'tviews_tb_paper', true);
RETURN false;
END
$activate$;
