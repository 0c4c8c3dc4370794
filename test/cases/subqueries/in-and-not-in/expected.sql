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
    (1, 'public.tv_allowed', 'public.v_allowed', false, ARRAY['pk_member'], 'r.pk_member = k.pk_member',
      'jsonb_build_object(''pk_member'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_allowed(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_ban', 'public.tb_member']::text[], 'activate_tv_allowed', 'equip_tv_allowed', ARRAY['drain_tv_allowed', 'refresh_tv_allowed', 'rebuild_tv_allowed'], 'drain_tv_allowed',
      false, false, 1000),
    (2, 'public.tv_banned', 'public.v_banned', false, ARRAY['pk_member'], 'r.pk_member = k.pk_member',
      'jsonb_build_object(''pk_member'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_banned(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_ban', 'public.tb_member']::text[], 'activate_tv_banned', 'equip_tv_banned', ARRAY['drain_tv_banned', 'refresh_tv_banned', 'rebuild_tv_banned'], 'drain_tv_banned',
      false, false, 1000),
    (3, 'public.tv_club', 'public.v_club', false, ARRAY['club'], 'r.club = k.club',
      'jsonb_build_object(''club'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_club(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_fee', 'public.tb_member']::text[], 'activate_tv_club', 'equip_tv_club', ARRAY['drain_tv_club', 'refresh_tv_club', 'rebuild_tv_club'], 'drain_tv_club',
      false, false, 1000),
    (4, 'public.tv_payer', 'public.v_payer', false, ARRAY['pk_member'], 'r.pk_member = k.pk_member',
      'jsonb_build_object(''pk_member'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_payer(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_fee', 'public.tb_member']::text[], 'activate_tv_payer', 'equip_tv_payer', ARRAY['drain_tv_payer', 'refresh_tv_payer', 'rebuild_tv_payer'], 'drain_tv_payer',
      false, false, 1000),
    (5, 'public.tv_small_payer', 'public.v_small_payer', false, ARRAY['pk_member'], 'r.pk_member = k.pk_member',
      'jsonb_build_object(''pk_member'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_small_payer(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_ban', 'public.tb_fee', 'public.tb_member']::text[], 'activate_tv_small_payer', 'equip_tv_small_payer', ARRAY['drain_tv_small_payer', 'refresh_tv_small_payer', 'rebuild_tv_small_payer'], 'drain_tv_small_payer',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_ban', ARRAY['club', 'number']::text[], ARRAY['integer', 'integer']::text[], 'tviews_tb_ban', 'enqueue_tb_ban', NULL, true, 'watch_tb_ban'),
    ('public.tb_fee', ARRAY['amount', 'fk_member']::text[], ARRAY['integer', 'integer']::text[], 'tviews_tb_fee', 'enqueue_tb_fee', NULL, true, 'watch_tb_fee'),
    ('public.tb_member', ARRAY['club', 'name', 'number', 'pk_member']::text[], ARRAY['integer', 'text', 'integer', 'integer']::text[], 'tviews_tb_member', 'enqueue_tb_member', NULL, true, 'watch_tb_member')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_allowed', 'public.tb_ban', ARRAY['b']::text[], ARRAY['club', 'number']::text[], false,
      'mapped', 1, ARRAY['public.tb_member']::text[], 'm.club = b.club, pk_member = m.pk_member'),
    ('public.tv_allowed', 'public.tb_member', ARRAY['m']::text[], ARRAY['pk_member', 'club', 'number', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_member = m.pk_member'),
    ('public.tv_banned', 'public.tb_ban', ARRAY['b']::text[], ARRAY['club', 'number']::text[], false,
      'mapped', 1, ARRAY['public.tb_member']::text[], 'm.club = b.club AND m.number = b.number, pk_member = m.pk_member'),
    ('public.tv_banned', 'public.tb_member', ARRAY['m']::text[], ARRAY['pk_member', 'club', 'number', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_member = m.pk_member'),
    ('public.tv_club', 'public.tb_fee', ARRAY['f']::text[], ARRAY['fk_member', 'amount']::text[], false,
      'mapped', 1, ARRAY['public.tb_member']::text[], 'm.pk_member = f.fk_member, club = m.club'),
    ('public.tv_club', 'public.tb_member', ARRAY['m']::text[], ARRAY['pk_member', 'club', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'club = m.club'),
    ('public.tv_payer', 'public.tb_fee', ARRAY['f']::text[], ARRAY['fk_member', 'amount']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_member = f.fk_member'),
    ('public.tv_payer', 'public.tb_member', ARRAY['m']::text[], ARRAY['pk_member', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_member = m.pk_member'),
    ('public.tv_small_payer', 'public.tb_ban', ARRAY['b']::text[], ARRAY['club', 'number']::text[], false,
      'mapped', 1, ARRAY['public.tb_member']::text[], 'm.club = b.club, pk_member = m.pk_member'),
    ('public.tv_small_payer', 'public.tb_fee', ARRAY['f']::text[], ARRAY['fk_member', 'amount']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_member = f.fk_member'),
    ('public.tv_small_payer', 'public.tb_member', ARRAY['m']::text[], ARRAY['pk_member', 'club', 'number']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_member = m.pk_member')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_allowed', 'public.tb_ban', 'btree', ARRAY['club'], false, 'CREATE INDEX tb_ban_club_idx ON public.tb_ban (club);'),
    (2, 'public.tv_allowed', 'public.tb_member', 'btree', ARRAY['club'], false, 'CREATE INDEX tb_member_club_idx ON public.tb_member (club);'),
    (3, 'public.tv_allowed', 'public.tb_member', 'btree', ARRAY['pk_member'], false, 'CREATE INDEX tb_member_pk_member_idx ON public.tb_member (pk_member);'),
    (4, 'public.tv_banned', 'public.tb_ban', 'btree', ARRAY['club', 'number'], false, 'CREATE INDEX tb_ban_club_number_idx ON public.tb_ban (club, number);'),
    (5, 'public.tv_banned', 'public.tb_member', 'btree', ARRAY['club', 'number'], false, 'CREATE INDEX tb_member_club_number_idx ON public.tb_member (club, number);'),
    (6, 'public.tv_banned', 'public.tb_member', 'btree', ARRAY['pk_member'], false, 'CREATE INDEX tb_member_pk_member_idx ON public.tb_member (pk_member);'),
    (7, 'public.tv_club', 'public.tb_fee', 'btree', ARRAY['fk_member'], false, 'CREATE INDEX tb_fee_fk_member_idx ON public.tb_fee (fk_member);'),
    (8, 'public.tv_club', 'public.tb_member', 'btree', ARRAY['pk_member'], false, 'CREATE INDEX tb_member_pk_member_idx ON public.tb_member (pk_member);'),
    (9, 'public.tv_club', 'public.tb_member', 'btree', ARRAY['club'], false, 'CREATE INDEX tb_member_club_idx ON public.tb_member (club);'),
    (10, 'public.tv_payer', 'public.tb_fee', 'btree', ARRAY['fk_member'], false, 'CREATE INDEX tb_fee_fk_member_idx ON public.tb_fee (fk_member);'),
    (11, 'public.tv_payer', 'public.tb_member', 'btree', ARRAY['pk_member'], false, 'CREATE INDEX tb_member_pk_member_idx ON public.tb_member (pk_member);'),
    (12, 'public.tv_small_payer', 'public.tb_ban', 'btree', ARRAY['club'], false, 'CREATE INDEX tb_ban_club_idx ON public.tb_ban (club);'),
    (13, 'public.tv_small_payer', 'public.tb_member', 'btree', ARRAY['club'], false, 'CREATE INDEX tb_member_club_idx ON public.tb_member (club);'),
    (14, 'public.tv_small_payer', 'public.tb_fee', 'btree', ARRAY['fk_member'], false, 'CREATE INDEX tb_fee_fk_member_idx ON public.tb_fee (fk_member);'),
    (15, 'public.tv_small_payer', 'public.tb_member', 'btree', ARRAY['pk_member'], false, 'CREATE INDEX tb_member_pk_member_idx ON public.tb_member (pk_member);')
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
    ('public.tb_member', 'not-null', ARRAY['pk_member']),
    ('public.tb_member', 'not-null', ARRAY['club']),
    ('public.tb_member', 'not-null', ARRAY['number']),
    ('public.tb_member', 'unique', ARRAY['pk_member'])
$function$;

-- public.tv_allowed, key (pk_member).
CREATE FUNCTION tviews.activate_tv_allowed() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_allowed', 'public.v_allowed', 'pk_member, name', $definition$
SELECT *
FROM (
SELECT m.pk_member, m.name FROM tb_member m WHERE m.number NOT IN (SELECT b.number FROM tb_ban b WHERE b.club = m.club)
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_allowed') IS NULL THEN
  CREATE TABLE public.tv_allowed (LIKE public.v_allowed) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_allowed') THEN
    INSERT INTO public.tv_allowed SELECT * FROM public.v_allowed;
  END IF;
  PERFORM tviews.put_key('activate_tv_allowed', 'public.tv_allowed', 'PRIMARY KEY (pk_member)');
  ANALYZE public.tv_allowed;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_allowed', 'public.tv_allowed', 'public.v_allowed', 'PRIMARY KEY (pk_member)') THEN
  IF tviews.fill_now('activate_tv_allowed') THEN
    INSERT INTO public.tv_allowed SELECT * FROM public.v_allowed;
  END IF;
  PERFORM tviews.put_key('activate_tv_allowed', 'public.tv_allowed', 'PRIMARY KEY (pk_member)');
END IF;

-- Makes the rows of public.tv_allowed with these keys equal to those of public.v_allowed, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_allowed(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_member, v.name
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_member)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_allowed AS v
        WHERE v.pk_member = k.pk_member
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_allowed AS t (pk_member, name)
      SELECT * FROM fresh
      ON CONFLICT (pk_member)
      DO UPDATE SET name = excluded.name
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_member)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_member FROM fresh) AS gone (pk_member);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_member, v.name
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_member)
      JOIN public.v_allowed AS v ON v.pk_member = k.pk_member
    ), written AS (
      INSERT INTO public.tv_allowed AS t (pk_member, name)
      SELECT * FROM fresh
      ON CONFLICT (pk_member)
      DO UPDATE SET name = excluded.name
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_member)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_member FROM fresh) AS gone (pk_member);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_allowed AS t
    USING unnest(v_gone) AS k (pk_member)
    WHERE t.pk_member = k.pk_member;
  END IF;
END
$function$;

-- Makes all rows of public.tv_allowed equal to those of public.v_allowed, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_allowed() RETURNS void
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
  DELETE FROM public.tv_allowed AS t
  USING (
    SELECT t.pk_member FROM public.tv_allowed AS t
    EXCEPT
    SELECT v.pk_member FROM public.v_allowed AS v
  ) AS k (pk_member)
  WHERE t.pk_member = k.pk_member;

  INSERT INTO public.tv_allowed AS t (pk_member, name)
  SELECT v.pk_member, v.name
  FROM public.v_allowed AS v
  ON CONFLICT (pk_member)
  DO UPDATE SET name = excluded.name
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_allowed out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_allowed(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_b_club integer[];
  v_m_pk_member integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_ban b (club)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_member m (pk_member)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_b_club, v_m_pk_member, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_allowed');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_allowed();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_member (club)
  IF v_b_club IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.club)))
      FROM unnest(v_b_club) AS changed (club)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_ban b: m.club = b.club, pk_member = m.pk_member
  IF v_b_club IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT m.pk_member
      FROM public.tb_member AS m
      WHERE m.club = ANY (v_b_club)
    );
  END IF;

  -- tb_member m: pk_member = m.pk_member
  IF v_m_pk_member IS NOT NULL THEN
    v_keys := v_keys || v_m_pk_member;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.pk_member))) FROM unnest(v_keys) AS k (pk_member)
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
    PERFORM tviews.refresh_tv_allowed(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_allowed, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_allowed() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_banned, key (pk_member).
CREATE FUNCTION tviews.activate_tv_banned() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_banned', 'public.v_banned', 'pk_member, name', $definition$
SELECT *
FROM (
SELECT m.pk_member, m.name FROM tb_member m WHERE (m.club, m.number) IN (SELECT b.club, b.number FROM tb_ban b)
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_banned') IS NULL THEN
  CREATE TABLE public.tv_banned (LIKE public.v_banned) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_banned') THEN
    INSERT INTO public.tv_banned SELECT * FROM public.v_banned;
  END IF;
  PERFORM tviews.put_key('activate_tv_banned', 'public.tv_banned', 'PRIMARY KEY (pk_member)');
  ANALYZE public.tv_banned;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_banned', 'public.tv_banned', 'public.v_banned', 'PRIMARY KEY (pk_member)') THEN
  IF tviews.fill_now('activate_tv_banned') THEN
    INSERT INTO public.tv_banned SELECT * FROM public.v_banned;
  END IF;
  PERFORM tviews.put_key('activate_tv_banned', 'public.tv_banned', 'PRIMARY KEY (pk_member)');
END IF;

-- Makes the rows of public.tv_banned with these keys equal to those of public.v_banned, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_banned(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_member, v.name
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_member)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_banned AS v
        WHERE v.pk_member = k.pk_member
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_banned AS t (pk_member, name)
      SELECT * FROM fresh
      ON CONFLICT (pk_member)
      DO UPDATE SET name = excluded.name
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_member)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_member FROM fresh) AS gone (pk_member);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_member, v.name
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_member)
      JOIN public.v_banned AS v ON v.pk_member = k.pk_member
    ), written AS (
      INSERT INTO public.tv_banned AS t (pk_member, name)
      SELECT * FROM fresh
      ON CONFLICT (pk_member)
      DO UPDATE SET name = excluded.name
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_member)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_member FROM fresh) AS gone (pk_member);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_banned AS t
    USING unnest(v_gone) AS k (pk_member)
    WHERE t.pk_member = k.pk_member;
  END IF;
END
$function$;

-- Makes all rows of public.tv_banned equal to those of public.v_banned, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_banned() RETURNS void
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
  DELETE FROM public.tv_banned AS t
  USING (
    SELECT t.pk_member FROM public.tv_banned AS t
    EXCEPT
    SELECT v.pk_member FROM public.v_banned AS v
  ) AS k (pk_member)
  WHERE t.pk_member = k.pk_member;

  INSERT INTO public.tv_banned AS t (pk_member, name)
  SELECT v.pk_member, v.name
  FROM public.v_banned AS v
  ON CONFLICT (pk_member)
  DO UPDATE SET name = excluded.name
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_banned out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_banned(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_b_club integer[];
  v_b_number integer[];
  v_m_pk_member integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_ban b (club, number)'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'tb_ban b (club, number)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_member m (pk_member)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_b_club, v_b_number, v_m_pk_member, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(3), tviews.class_lock_id(4)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_banned');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_banned();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_member (club, number)
  IF v_b_club IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(3, hash_record(ROW (changed.club, changed.number)))
      FROM unnest(v_b_club, v_b_number) AS changed (club, number)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_ban b: m.club = b.club AND m.number = b.number, pk_member = m.pk_member
  IF v_b_club IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT m.pk_member
      FROM unnest(v_b_club, v_b_number) AS changed (club, number)
      JOIN public.tb_member AS m ON m.club = changed.club AND m.number = changed.number
    );
  END IF;

  -- tb_member m: pk_member = m.pk_member
  IF v_m_pk_member IS NOT NULL THEN
    v_keys := v_keys || v_m_pk_member;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(4, hash_record(ROW (k.pk_member))) FROM unnest(v_keys) AS k (pk_member)
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
    PERFORM tviews.refresh_tv_banned(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_banned, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_banned() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_club, key (club).
CREATE FUNCTION tviews.activate_tv_club() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_club', 'public.v_club', 'club, fees, names', $definition$
SELECT *
FROM (
SELECT
  m.club,
  sum((SELECT sum(f.amount) FROM tb_fee f WHERE f.fk_member = m.pk_member)) AS fees,
  string_agg(m.name, ' ' ORDER BY (SELECT count(*) FROM tb_fee f WHERE f.fk_member = m.pk_member), m.pk_member) AS names
FROM tb_member m
GROUP BY m.club
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_club') IS NULL THEN
  CREATE TABLE public.tv_club (LIKE public.v_club) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_club') THEN
    INSERT INTO public.tv_club SELECT * FROM public.v_club;
  END IF;
  PERFORM tviews.put_key('activate_tv_club', 'public.tv_club', 'PRIMARY KEY (club)');
  ANALYZE public.tv_club;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_club', 'public.tv_club', 'public.v_club', 'PRIMARY KEY (club)') THEN
  IF tviews.fill_now('activate_tv_club') THEN
    INSERT INTO public.tv_club SELECT * FROM public.v_club;
  END IF;
  PERFORM tviews.put_key('activate_tv_club', 'public.tv_club', 'PRIMARY KEY (club)');
END IF;

-- Makes the rows of public.tv_club with these keys equal to those of public.v_club, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_club(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.club, v.fees, v.names
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (club)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_club AS v
        WHERE v.club = k.club
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_club AS t (club, fees, names)
      SELECT * FROM fresh
      ON CONFLICT (club)
      DO UPDATE SET fees = excluded.fees, names = excluded.names
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.club)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.club FROM fresh) AS gone (club);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.club, v.fees, v.names
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (club)
      JOIN public.v_club AS v ON v.club = k.club
    ), written AS (
      INSERT INTO public.tv_club AS t (club, fees, names)
      SELECT * FROM fresh
      ON CONFLICT (club)
      DO UPDATE SET fees = excluded.fees, names = excluded.names
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.club)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.club FROM fresh) AS gone (club);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_club AS t
    USING unnest(v_gone) AS k (club)
    WHERE t.club = k.club;
  END IF;
END
$function$;

-- Makes all rows of public.tv_club equal to those of public.v_club, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_club() RETURNS void
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
  DELETE FROM public.tv_club AS t
  USING (
    SELECT t.club FROM public.tv_club AS t
    EXCEPT
    SELECT v.club FROM public.v_club AS v
  ) AS k (club)
  WHERE t.club = k.club;

  INSERT INTO public.tv_club AS t (club, fees, names)
  SELECT v.club, v.fees, v.names
  FROM public.v_club AS v
  ON CONFLICT (club)
  DO UPDATE SET fees = excluded.fees, names = excluded.names
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_club out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_club(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_f_fk_member integer[];
  v_m_club integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(3)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_fee f (fk_member)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_member m (club)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_f_fk_member, v_m_club, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(3, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(5), tviews.class_lock_id(6)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_club');
    IF p_notes THEN
      PERFORM tviews.note_rows(3, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(3, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_club();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_member (pk_member)
  IF v_f_fk_member IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(5, hash_record(ROW (changed.fk_member)))
      FROM unnest(v_f_fk_member) AS changed (fk_member)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_fee f: m.pk_member = f.fk_member, club = m.club
  IF v_f_fk_member IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT m.club
      FROM public.tb_member AS m
      WHERE m.pk_member = ANY (v_f_fk_member)
    );
  END IF;

  -- tb_member m: club = m.club
  IF v_m_club IS NOT NULL THEN
    v_keys := v_keys || v_m_club;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(3, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(6, hash_record(ROW (k.club))) FROM unnest(v_keys) AS k (club)
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
    PERFORM tviews.refresh_tv_club(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_club, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_club() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_payer, key (pk_member).
CREATE FUNCTION tviews.activate_tv_payer() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_payer', 'public.v_payer', 'pk_member, name', $definition$
SELECT *
FROM (
SELECT m.pk_member, m.name FROM tb_member m WHERE m.pk_member IN (SELECT f.fk_member FROM tb_fee f WHERE f.amount >= 5)
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_payer') IS NULL THEN
  CREATE TABLE public.tv_payer (LIKE public.v_payer) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_payer') THEN
    INSERT INTO public.tv_payer SELECT * FROM public.v_payer;
  END IF;
  PERFORM tviews.put_key('activate_tv_payer', 'public.tv_payer', 'PRIMARY KEY (pk_member)');
  ANALYZE public.tv_payer;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_payer', 'public.tv_payer', 'public.v_payer', 'PRIMARY KEY (pk_member)') THEN
  IF tviews.fill_now('activate_tv_payer') THEN
    INSERT INTO public.tv_payer SELECT * FROM public.v_payer;
  END IF;
  PERFORM tviews.put_key('activate_tv_payer', 'public.tv_payer', 'PRIMARY KEY (pk_member)');
END IF;

-- Makes the rows of public.tv_payer with these keys equal to those of public.v_payer, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_payer(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_member, v.name
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_member)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_payer AS v
        WHERE v.pk_member = k.pk_member
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_payer AS t (pk_member, name)
      SELECT * FROM fresh
      ON CONFLICT (pk_member)
      DO UPDATE SET name = excluded.name
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_member)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_member FROM fresh) AS gone (pk_member);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_member, v.name
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_member)
      JOIN public.v_payer AS v ON v.pk_member = k.pk_member
    ), written AS (
      INSERT INTO public.tv_payer AS t (pk_member, name)
      SELECT * FROM fresh
      ON CONFLICT (pk_member)
      DO UPDATE SET name = excluded.name
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_member)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_member FROM fresh) AS gone (pk_member);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_payer AS t
    USING unnest(v_gone) AS k (pk_member)
    WHERE t.pk_member = k.pk_member;
  END IF;
END
$function$;

-- Makes all rows of public.tv_payer equal to those of public.v_payer, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_payer() RETURNS void
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
  DELETE FROM public.tv_payer AS t
  USING (
    SELECT t.pk_member FROM public.tv_payer AS t
    EXCEPT
    SELECT v.pk_member FROM public.v_payer AS v
  ) AS k (pk_member)
  WHERE t.pk_member = k.pk_member;

  INSERT INTO public.tv_payer AS t (pk_member, name)
  SELECT v.pk_member, v.name
  FROM public.v_payer AS v
  ON CONFLICT (pk_member)
  DO UPDATE SET name = excluded.name
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_payer out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_payer(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_f_fk_member integer[];
  v_m_pk_member integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(4)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_fee f (fk_member)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_member m (pk_member)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_f_fk_member, v_m_pk_member, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(4, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(7)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_payer');
    IF p_notes THEN
      PERFORM tviews.note_rows(4, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(4, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_payer();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_fee f: pk_member = f.fk_member
  IF v_f_fk_member IS NOT NULL THEN
    v_keys := v_keys || v_f_fk_member;
  END IF;

  -- tb_member m: pk_member = m.pk_member
  IF v_m_pk_member IS NOT NULL THEN
    v_keys := v_keys || v_m_pk_member;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(4, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(7, hash_record(ROW (k.pk_member))) FROM unnest(v_keys) AS k (pk_member)
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
    PERFORM tviews.refresh_tv_payer(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_payer, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_payer() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_small_payer, key (pk_member).
CREATE FUNCTION tviews.activate_tv_small_payer() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_small_payer', 'public.v_small_payer', 'pk_member, small, once_five', $definition$
SELECT *
FROM (
SELECT
  m.pk_member,
  10 >= ALL (SELECT f.amount FROM tb_fee f WHERE f.fk_member = m.pk_member) AS small,
  5 = ANY (SELECT f.amount FROM tb_fee f WHERE f.fk_member = m.pk_member) AS once_five
FROM tb_member m
WHERE m.number >= (SELECT coalesce(min(b.number), 0) FROM tb_ban b WHERE b.club = m.club)
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_small_payer') IS NULL THEN
  CREATE TABLE public.tv_small_payer (LIKE public.v_small_payer) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_small_payer') THEN
    INSERT INTO public.tv_small_payer SELECT * FROM public.v_small_payer;
  END IF;
  PERFORM tviews.put_key('activate_tv_small_payer', 'public.tv_small_payer', 'PRIMARY KEY (pk_member)');
  ANALYZE public.tv_small_payer;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_small_payer', 'public.tv_small_payer', 'public.v_small_payer', 'PRIMARY KEY (pk_member)') THEN
  IF tviews.fill_now('activate_tv_small_payer') THEN
    INSERT INTO public.tv_small_payer SELECT * FROM public.v_small_payer;
  END IF;
  PERFORM tviews.put_key('activate_tv_small_payer', 'public.tv_small_payer', 'PRIMARY KEY (pk_member)');
END IF;

-- Makes the rows of public.tv_small_payer with these keys equal to those of public.v_small_payer, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_small_payer(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_member, v.small, v.once_five
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_member)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_small_payer AS v
        WHERE v.pk_member = k.pk_member
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_small_payer AS t (pk_member, small, once_five)
      SELECT * FROM fresh
      ON CONFLICT (pk_member)
      DO UPDATE SET small = excluded.small, once_five = excluded.once_five
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_member)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_member FROM fresh) AS gone (pk_member);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_member, v.small, v.once_five
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_member)
      JOIN public.v_small_payer AS v ON v.pk_member = k.pk_member
    ), written AS (
      INSERT INTO public.tv_small_payer AS t (pk_member, small, once_five)
      SELECT * FROM fresh
      ON CONFLICT (pk_member)
      DO UPDATE SET small = excluded.small, once_five = excluded.once_five
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_member)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_member FROM fresh) AS gone (pk_member);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_small_payer AS t
    USING unnest(v_gone) AS k (pk_member)
    WHERE t.pk_member = k.pk_member;
  END IF;
END
$function$;

-- Makes all rows of public.tv_small_payer equal to those of public.v_small_payer, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_small_payer() RETURNS void
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
  DELETE FROM public.tv_small_payer AS t
  USING (
    SELECT t.pk_member FROM public.tv_small_payer AS t
    EXCEPT
    SELECT v.pk_member FROM public.v_small_payer AS v
  ) AS k (pk_member)
  WHERE t.pk_member = k.pk_member;

  INSERT INTO public.tv_small_payer AS t (pk_member, small, once_five)
  SELECT v.pk_member, v.small, v.once_five
  FROM public.v_small_payer AS v
  ON CONFLICT (pk_member)
  DO UPDATE SET small = excluded.small, once_five = excluded.once_five
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_small_payer out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_small_payer(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_b_club integer[];
  v_f_fk_member integer[];
  v_m_pk_member integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(5)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_ban b (club)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_fee f (fk_member)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_member m (pk_member)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_b_club, v_f_fk_member, v_m_pk_member, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(5, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(8), tviews.class_lock_id(9)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_small_payer');
    IF p_notes THEN
      PERFORM tviews.note_rows(5, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(5, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_small_payer();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_member (club)
  IF v_b_club IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(8, hash_record(ROW (changed.club)))
      FROM unnest(v_b_club) AS changed (club)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_ban b: m.club = b.club, pk_member = m.pk_member
  IF v_b_club IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT m.pk_member
      FROM public.tb_member AS m
      WHERE m.club = ANY (v_b_club)
    );
  END IF;

  -- tb_fee f: pk_member = f.fk_member
  IF v_f_fk_member IS NOT NULL THEN
    v_keys := v_keys || v_f_fk_member;
  END IF;

  -- tb_member m: pk_member = m.pk_member
  IF v_m_pk_member IS NOT NULL THEN
    v_keys := v_keys || v_m_pk_member;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(5, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(9, hash_record(ROW (k.pk_member))) FROM unnest(v_keys) AS k (pk_member)
  ), p_most - cardinality(v_held));
  IF pg_sequence_last_value('tviews.traced_since') IS NOT NULL THEN
    PERFORM tviews.leave_trace(v_held);
  END IF;
  IF cardinality(v_keys) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(5, ARRAY[v_keys::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_apart(5, ARRAY[v_keys::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_small_payer(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_small_payer, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_small_payer() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_ban.
CREATE FUNCTION tviews.watch_tb_ban() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_ban puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_ban() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[1, 2, 5]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_allowed, tv_banned, tv_small_payer reads of the rows before and after, and where that differs.
      before AS (SELECT r.club, r.number FROM old_rows AS r),
      after AS (SELECT r.club, r.number FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_ban b (club)', array_agg(DISTINCT r.club)::text[]
      FROM changed AS r WHERE r.club IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_ban b (club, number)', ARRAY[array_agg(r.club)::text[], array_agg(r.number)::text[]]
      FROM (SELECT DISTINCT r.club, r.number FROM changed AS r WHERE r.club IS NOT NULL AND r.number IS NOT NULL) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 5, 'tb_ban b (club)', array_agg(DISTINCT r.club)::text[]
      FROM changed AS r WHERE r.club IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_ban b (club)', array_agg(DISTINCT r.club)::text[]
      FROM changed_rows AS r WHERE r.club IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_ban b (club, number)', ARRAY[array_agg(r.club)::text[], array_agg(r.number)::text[]]
      FROM (SELECT DISTINCT r.club, r.number FROM changed_rows AS r WHERE r.club IS NOT NULL AND r.number IS NOT NULL) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 5, 'tb_ban b (club)', array_agg(DISTINCT r.club)::text[]
      FROM changed_rows AS r WHERE r.club IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_ban', 'enqueue_tb_ban', 'tviews_tb_ban', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_fee.
CREATE FUNCTION tviews.watch_tb_fee() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_fee puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_fee() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[3, 4, 5]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_club, tv_payer, tv_small_payer reads of the rows before and after, and where that differs.
      before AS (SELECT r.fk_member, r.amount FROM old_rows AS r),
      after AS (SELECT r.fk_member, r.amount FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 3, 'tb_fee f (fk_member)', array_agg(DISTINCT r.fk_member)::text[]
      FROM changed AS r WHERE r.fk_member IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 4, 'tb_fee f (fk_member)', array_agg(DISTINCT r.fk_member)::text[]
      FROM changed AS r WHERE r.fk_member IS NOT NULL AND r.amount >= 5
      HAVING count(*) > 0
      UNION ALL
      SELECT 5, 'tb_fee f (fk_member)', array_agg(DISTINCT r.fk_member)::text[]
      FROM changed AS r WHERE r.fk_member IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 3, 'tb_fee f (fk_member)', array_agg(DISTINCT r.fk_member)::text[]
      FROM changed_rows AS r WHERE r.fk_member IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 4, 'tb_fee f (fk_member)', array_agg(DISTINCT r.fk_member)::text[]
      FROM changed_rows AS r WHERE r.fk_member IS NOT NULL AND r.amount >= 5
      HAVING count(*) > 0
      UNION ALL
      SELECT 5, 'tb_fee f (fk_member)', array_agg(DISTINCT r.fk_member)::text[]
      FROM changed_rows AS r WHERE r.fk_member IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_fee', 'enqueue_tb_fee', 'tviews_tb_fee', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_member.
CREATE FUNCTION tviews.watch_tb_member() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_member puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_member() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[1, 2, 3, 4, 5]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_allowed, tv_banned reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_member, r.club, r.number, r.name FROM old_rows AS r),
      after_1 AS (SELECT r.pk_member, r.club, r.number, r.name FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_club reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_member, r.club, r.name FROM old_rows AS r),
      after_2 AS (SELECT r.pk_member, r.club, r.name FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      ),
      -- What tv_payer reads of the rows before and after, and where that differs.
      before_3 AS (SELECT r.pk_member, r.name FROM old_rows AS r),
      after_3 AS (SELECT r.pk_member, r.name FROM new_rows AS r),
      changed_3 AS (
        (TABLE before_3 EXCEPT ALL TABLE after_3) UNION ALL (TABLE after_3 EXCEPT ALL TABLE before_3)
      ),
      -- What tv_small_payer reads of the rows before and after, and where that differs.
      before_4 AS (SELECT r.pk_member, r.club, r.number FROM old_rows AS r),
      after_4 AS (SELECT r.pk_member, r.club, r.number FROM new_rows AS r),
      changed_4 AS (
        (TABLE before_4 EXCEPT ALL TABLE after_4) UNION ALL (TABLE after_4 EXCEPT ALL TABLE before_4)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_member m (pk_member)', array_agg(DISTINCT r.pk_member)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.club))))
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_member m (pk_member)', ARRAY[array_agg(DISTINCT r.pk_member)::text[]],
        array_agg(DISTINCT tviews.lock_id(3, hash_record(ROW (r.club, r.number))))
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_member m (club)', array_agg(DISTINCT r.club)::text[],
        array_agg(DISTINCT tviews.lock_id(5, hash_record(ROW (r.pk_member))))
      FROM changed_2 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 4, 'tb_member m (pk_member)', array_agg(DISTINCT r.pk_member)::text[],
        NULL::bigint[]
      FROM changed_3 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 5, 'tb_member m (pk_member)', array_agg(DISTINCT r.pk_member)::text[],
        array_agg(DISTINCT tviews.lock_id(8, hash_record(ROW (r.club))))
      FROM changed_4 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_member m (pk_member)', array_agg(r.pk_member)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.club))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_member m (pk_member)', ARRAY[array_agg(r.pk_member)::text[]],
        array_agg(DISTINCT tviews.lock_id(3, hash_record(ROW (r.club, r.number))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_member m (club)', array_agg(DISTINCT r.club)::text[],
        array_agg(DISTINCT tviews.lock_id(5, hash_record(ROW (r.pk_member))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 4, 'tb_member m (pk_member)', array_agg(r.pk_member)::text[],
        NULL::bigint[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 5, 'tb_member m (pk_member)', array_agg(r.pk_member)::text[],
        array_agg(DISTINCT tviews.lock_id(8, hash_record(ROW (r.club))))
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_member', 'enqueue_tb_member', 'tviews_tb_member', true);
RETURN false;
END
$activate$;
