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
    (1, 'public.tv_mail', 'public.v_mail', false, ARRAY['address'], 'r.address = k.address',
      'jsonb_build_object(''address'', CAST($1[1][n] AS text))', 'tviews.refresh_tv_mail(ARRAY(SELECT unnest($1[1:1]))::text[])',
      ARRAY['public.tb_login', 'public.tb_mail']::text[], 'activate_tv_mail', 'equip_tv_mail', ARRAY['drain_tv_mail', 'refresh_tv_mail', 'rebuild_tv_mail'], 'drain_tv_mail',
      false, false, 1000),
    (2, 'public.tv_word', 'public.v_word', false, ARRAY['word'], 'r.word = k.word',
      'jsonb_build_object(''word'', CAST($1[1][n] AS text))', 'tviews.refresh_tv_word(ARRAY(SELECT unnest($1[1:1]))::text[])',
      ARRAY['public.tb_login', 'public.tb_word']::text[], 'activate_tv_word', 'equip_tv_word', ARRAY['drain_tv_word', 'refresh_tv_word', 'rebuild_tv_word'], 'drain_tv_word',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_login', ARRAY['address', 'pk_login', 'word']::text[], ARRAY['text', 'integer', 'text']::text[], 'tviews_tb_login', 'enqueue_tb_login', NULL, true, 'watch_tb_login'),
    ('public.tb_mail', ARRAY['address', 'owner']::text[], ARRAY['text', 'text']::text[], 'tviews_tb_mail', 'enqueue_tb_mail', NULL, true, 'watch_tb_mail'),
    ('public.tb_word', ARRAY['meaning', 'word']::text[], ARRAY['text', 'text']::text[], 'tviews_tb_word', 'enqueue_tb_word', NULL, true, 'watch_tb_word')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_mail', 'public.tb_login', ARRAY['l']::text[], ARRAY['pk_login', 'address']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'address = l.address'),
    ('public.tv_mail', 'public.tb_mail', ARRAY['m']::text[], ARRAY['address', 'owner']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'address = m.address'),
    ('public.tv_word', 'public.tb_login', ARRAY['l']::text[], ARRAY['word']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'word = l.word'),
    ('public.tv_word', 'public.tb_word', ARRAY['w']::text[], ARRAY['word', 'meaning']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'word = w.word')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_mail', 'public.tb_login', 'btree', ARRAY['address'], false, 'CREATE INDEX tb_login_address_idx ON public.tb_login (address);'),
    (2, 'public.tv_mail', 'public.tb_mail', 'btree', ARRAY['address'], false, 'CREATE INDEX tb_mail_address_idx ON public.tb_mail (address);'),
    (3, 'public.tv_word', 'public.tb_login', 'btree', ARRAY['word'], false, 'CREATE INDEX tb_login_word_idx ON public.tb_login (word);'),
    (4, 'public.tv_word', 'public.tb_word', 'btree', ARRAY['word'], false, 'CREATE INDEX tb_word_word_idx ON public.tb_word (word);')
$function$;

-- The highest number of a class of locks.
CREATE FUNCTION tviews.built_lock_classes() RETURNS integer
LANGUAGE sql IMMUTABLE
AS 'SELECT 2';

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_mail', 'not-null', ARRAY['address']),
    ('public.tb_mail', 'unique', ARRAY['address']),
    ('public.tb_word', 'not-null', ARRAY['word']),
    ('public.tb_word', 'unique', ARRAY['word'])
$function$;

-- public.tv_mail, key (address).
CREATE FUNCTION tviews.activate_tv_mail() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_mail', 'public.v_mail', 'address, owner, logins', $definition$
SELECT *
FROM (
SELECT m.address, m.owner, count(l.pk_login) AS logins
FROM tb_mail m LEFT JOIN tb_login l ON l.address = m.address
GROUP BY m.address
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_mail') IS NULL THEN
  CREATE TABLE public.tv_mail (LIKE public.v_mail) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_mail') THEN
    INSERT INTO public.tv_mail SELECT * FROM public.v_mail;
  END IF;
  PERFORM tviews.put_key('activate_tv_mail', 'public.tv_mail', 'PRIMARY KEY (address)');
  ANALYZE public.tv_mail;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_mail', 'public.tv_mail', 'public.v_mail', 'PRIMARY KEY (address)') THEN
  IF tviews.fill_now('activate_tv_mail') THEN
    INSERT INTO public.tv_mail SELECT * FROM public.v_mail;
  END IF;
  PERFORM tviews.put_key('activate_tv_mail', 'public.tv_mail', 'PRIMARY KEY (address)');
END IF;

-- Makes the rows of public.tv_mail with these keys equal to those of public.v_mail, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_mail(p_keys text[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone text[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT DISTINCT ON (v.address) v.address, v.owner, v.logins
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (address)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_mail AS v
        WHERE v.address = k.address
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_mail AS t (address, owner, logins)
      SELECT * FROM fresh
      ON CONFLICT (address)
      DO UPDATE SET address = excluded.address, owner = excluded.owner, logins = excluded.logins
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.address)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.address FROM fresh) AS gone (address);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT DISTINCT ON (v.address) v.address, v.owner, v.logins
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (address)
      JOIN public.v_mail AS v ON v.address = k.address
    ), written AS (
      INSERT INTO public.tv_mail AS t (address, owner, logins)
      SELECT * FROM fresh
      ON CONFLICT (address)
      DO UPDATE SET address = excluded.address, owner = excluded.owner, logins = excluded.logins
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.address)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.address FROM fresh) AS gone (address);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_mail AS t
    USING unnest(v_gone) AS k (address)
    WHERE t.address = k.address;
  END IF;
END
$function$;

-- Makes all rows of public.tv_mail equal to those of public.v_mail, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_mail() RETURNS void
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
  DELETE FROM public.tv_mail AS t
  USING (
    SELECT t.address FROM public.tv_mail AS t
    EXCEPT
    SELECT v.address FROM public.v_mail AS v
  ) AS k (address)
  WHERE t.address = k.address;

  INSERT INTO public.tv_mail AS t (address, owner, logins)
  SELECT v.address, v.owner, v.logins
  FROM public.v_mail AS v
  ON CONFLICT (address)
  DO UPDATE SET address = excluded.address, owner = excluded.owner, logins = excluded.logins
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_mail out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_mail(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_l_address text[];
  v_m_address text[];
  v_keys text[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_login l (address)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_mail m (address)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_l_address, v_m_address, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_mail');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_mail();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_login l: address = l.address
  IF v_l_address IS NOT NULL THEN
    v_keys := v_keys || v_l_address;
  END IF;

  -- tb_mail m: address = m.address
  IF v_m_address IS NOT NULL THEN
    v_keys := v_keys || v_m_address;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, 1) FROM unnest(v_keys) AS k (address)
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
    PERFORM tviews.refresh_tv_mail(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_mail, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_mail() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_word, key (word).
CREATE FUNCTION tviews.activate_tv_word() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_word', 'public.v_word', 'word, meaning, logins', $definition$
SELECT *
FROM (
SELECT w.word, w.meaning, (SELECT count(*) FROM tb_login l WHERE l.word = w.word) AS logins
FROM tb_word w
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_word') IS NULL THEN
  CREATE TABLE public.tv_word (LIKE public.v_word) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_word') THEN
    INSERT INTO public.tv_word SELECT * FROM public.v_word;
  END IF;
  PERFORM tviews.put_key('activate_tv_word', 'public.tv_word', 'PRIMARY KEY (word)');
  ANALYZE public.tv_word;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_word', 'public.tv_word', 'public.v_word', 'PRIMARY KEY (word)') THEN
  IF tviews.fill_now('activate_tv_word') THEN
    INSERT INTO public.tv_word SELECT * FROM public.v_word;
  END IF;
  PERFORM tviews.put_key('activate_tv_word', 'public.tv_word', 'PRIMARY KEY (word)');
END IF;

-- Makes the rows of public.tv_word with these keys equal to those of public.v_word, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_word(p_keys text[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone text[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.word, v.meaning, v.logins
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (word)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_word AS v
        WHERE v.word = k.word
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_word AS t (word, meaning, logins)
      SELECT * FROM fresh
      ON CONFLICT (word)
      DO UPDATE SET meaning = excluded.meaning, logins = excluded.logins
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.word)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.word FROM fresh) AS gone (word);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.word, v.meaning, v.logins
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (word)
      JOIN public.v_word AS v ON v.word = k.word
    ), written AS (
      INSERT INTO public.tv_word AS t (word, meaning, logins)
      SELECT * FROM fresh
      ON CONFLICT (word)
      DO UPDATE SET meaning = excluded.meaning, logins = excluded.logins
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.word)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.word FROM fresh) AS gone (word);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_word AS t
    USING unnest(v_gone) AS k (word)
    WHERE t.word = k.word;
  END IF;
END
$function$;

-- Makes all rows of public.tv_word equal to those of public.v_word, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_word() RETURNS void
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
  DELETE FROM public.tv_word AS t
  USING (
    SELECT t.word FROM public.tv_word AS t
    EXCEPT
    SELECT v.word FROM public.v_word AS v
  ) AS k (word)
  WHERE t.word = k.word;

  INSERT INTO public.tv_word AS t (word, meaning, logins)
  SELECT v.word, v.meaning, v.logins
  FROM public.v_word AS v
  ON CONFLICT (word)
  DO UPDATE SET meaning = excluded.meaning, logins = excluded.logins
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_word out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_word(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_l_word text[];
  v_w_word text[];
  v_keys text[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_login l (word)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_word w (word)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_l_word, v_w_word, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_word');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_word();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_login l: word = l.word
  IF v_l_word IS NOT NULL THEN
    v_keys := v_keys || v_l_word;
  END IF;

  -- tb_word w: word = w.word
  IF v_w_word IS NOT NULL THEN
    v_keys := v_keys || v_w_word;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.word))) FROM unnest(v_keys) AS k (word)
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
    PERFORM tviews.refresh_tv_word(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_word, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_word() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_login.
CREATE FUNCTION tviews.watch_tb_login() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_login puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_login() RETURNS trigger
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
    FROM unnest(ARRAY[1, 2]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_mail reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_login, r.address, ROW (r.address)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after_1 AS (SELECT r.pk_login, r.address, ROW (r.address)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_word reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.word FROM old_rows AS r),
      after_2 AS (SELECT r.word FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_login l (address)', array_agg(DISTINCT r.address)::text[]
      FROM changed_1 AS r WHERE r.address IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_login l (word)', array_agg(DISTINCT r.word)::text[]
      FROM changed_2 AS r WHERE r.word IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_login l (address)', array_agg(DISTINCT r.address)::text[]
      FROM changed_rows AS r WHERE r.address IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_login l (word)', array_agg(DISTINCT r.word)::text[]
      FROM changed_rows AS r WHERE r.word IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_login', 'enqueue_tb_login', 'tviews_tb_login', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_mail.
CREATE FUNCTION tviews.watch_tb_mail() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_mail puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_mail() RETURNS trigger
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
    FROM unnest(ARRAY[1]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_mail reads of the rows before and after, and where that differs.
      before AS (SELECT r.address, r.owner, ROW (r.address)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after AS (SELECT r.address, r.owner, ROW (r.address)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_mail m (address)', array_agg(DISTINCT r.address)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_mail m (address)', array_agg(r.address)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_mail', 'enqueue_tb_mail', 'tviews_tb_mail', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_word.
CREATE FUNCTION tviews.watch_tb_word() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_word puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_word() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[2]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_word reads of the rows before and after, and where that differs.
      before AS (SELECT r.word, r.meaning FROM old_rows AS r),
      after AS (SELECT r.word, r.meaning FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_word w (word)', array_agg(DISTINCT r.word)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_word w (word)', array_agg(r.word)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_word', 'enqueue_tb_word', 'tviews_tb_word', true);
RETURN false;
END
$activate$;
