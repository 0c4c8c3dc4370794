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
    (1, 'public.tv_account', 'public.v_account', false, ARRAY['pk_account'], 'r.pk_account = k.pk_account',
      'jsonb_build_object(''pk_account'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_account(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_account', 'public.tb_message', 'public.tb_theme']::text[], 'activate_tv_account', 'equip_tv_account', ARRAY['drain_tv_account', 'refresh_tv_account', 'rebuild_tv_account'], 'drain_tv_account',
      false, false, 1000),
    (2, 'public.tv_message', 'public.v_message', false, ARRAY['pk_message'], 'r.pk_message = k.pk_message',
      'jsonb_build_object(''pk_message'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_message(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_account', 'public.tb_message']::text[], 'activate_tv_message', 'equip_tv_message', ARRAY['drain_tv_message', 'refresh_tv_message', 'rebuild_tv_message'], 'drain_tv_message',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_account', ARRAY['email', 'pk_account', 'settings']::text[], ARRAY['text', 'integer', 'jsonb']::text[], 'tviews_tb_account', 'enqueue_tb_account', NULL, true, 'watch_tb_account'),
    ('public.tb_message', ARRAY['body', 'headers', 'pk_message', 'sender']::text[], ARRAY['text', 'jsonb', 'integer', 'text']::text[], 'tviews_tb_message', 'enqueue_tb_message', NULL, true, 'watch_tb_message'),
    ('public.tb_theme', ARRAY['code', 'color', 'pk_theme']::text[], ARRAY['text', 'text', 'integer']::text[], 'tviews_tb_theme', 'enqueue_tb_theme', NULL, true, 'watch_tb_theme')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_account', 'public.tb_account', ARRAY['a']::text[], ARRAY['pk_account', 'email', 'settings']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_account = a.pk_account'),
    ('public.tv_account', 'public.tb_message', ARRAY['m']::text[], ARRAY['sender']::text[], false,
      'mapped', 1, ARRAY['public.tb_account']::text[], '(lower(m.sender)) = (lower(a.email)), pk_account = a.pk_account'),
    ('public.tv_account', 'public.tb_theme', ARRAY['t']::text[], ARRAY['pk_theme', 'code', 'color']::text[], false,
      'mapped', 1, ARRAY['public.tb_account']::text[], '(t.pk_theme::text) = (a.settings ->> ''theme''), pk_account = a.pk_account'),
    ('public.tv_account', 'public.tb_theme', ARRAY['t']::text[], ARRAY['pk_theme', 'code', 'color']::text[], false,
      'mapped', 2, ARRAY['public.tb_account']::text[], 't.code = (a.settings ->> ''theme''), pk_account = a.pk_account'),
    ('public.tv_message', 'public.tb_account', ARRAY['f']::text[], ARRAY['email']::text[], false,
      'mapped', 1, ARRAY['public.tb_message']::text[], '(lower(f.email)) = (lower(m.sender)), pk_message = m.pk_message'),
    ('public.tv_message', 'public.tb_account', ARRAY['t']::text[], ARRAY['pk_account', 'email']::text[], false,
      'mapped', 1, ARRAY['public.tb_message']::text[], 't.pk_account = (CAST(m.headers ->> ''account'' AS int)), pk_message = m.pk_message'),
    ('public.tv_message', 'public.tb_message', ARRAY['m']::text[], ARRAY['pk_message', 'sender', 'body', 'headers']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_message = m.pk_message')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_account', 'public.tb_account', 'btree', ARRAY['pk_account'], false, 'CREATE INDEX tb_account_pk_account_idx ON public.tb_account (pk_account);'),
    (2, 'public.tv_account', 'public.tb_message', 'btree', ARRAY['lower(sender)'], true, 'CREATE INDEX tb_message_lower_sender_idx ON public.tb_message (lower(sender));'),
    (3, 'public.tv_account', 'public.tb_account', 'btree', ARRAY['lower(email)'], true, 'CREATE INDEX tb_account_lower_email_idx ON public.tb_account (lower(email));'),
    (4, 'public.tv_account', 'public.tb_account', 'btree', ARRAY['settings ->> ''theme'''], true, 'CREATE INDEX tb_account_settings_theme_idx ON public.tb_account ((settings ->> ''theme''));'),
    (5, 'public.tv_account', 'public.tb_theme', 'btree', ARRAY['code'], false, 'CREATE INDEX tb_theme_code_idx ON public.tb_theme (code);'),
    (6, 'public.tv_message', 'public.tb_account', 'btree', ARRAY['lower(email)'], true, 'CREATE INDEX tb_account_lower_email_idx ON public.tb_account (lower(email));'),
    (7, 'public.tv_message', 'public.tb_message', 'btree', ARRAY['lower(sender)'], true, 'CREATE INDEX tb_message_lower_sender_idx ON public.tb_message (lower(sender));'),
    (8, 'public.tv_message', 'public.tb_account', 'btree', ARRAY['pk_account'], false, 'CREATE INDEX tb_account_pk_account_idx ON public.tb_account (pk_account);'),
    (9, 'public.tv_message', 'public.tb_message', 'btree', ARRAY['CAST(headers ->> ''account'' AS int)'], true, 'CREATE INDEX "tb_message_CAST_headers_account_AS_int_idx" ON public.tb_message ((CAST(headers ->> ''account'' AS int)));'),
    (10, 'public.tv_message', 'public.tb_message', 'btree', ARRAY['pk_message'], false, 'CREATE INDEX tb_message_pk_message_idx ON public.tb_message (pk_message);')
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
    ('public.tb_account', 'not-null', ARRAY['pk_account']),
    ('public.tb_account', 'not-null', ARRAY['email']),
    ('public.tb_account', 'unique', ARRAY['pk_account']),
    ('public.tb_message', 'not-null', ARRAY['pk_message']),
    ('public.tb_message', 'unique', ARRAY['pk_message']),
    ('public.tb_theme', 'not-null', ARRAY['pk_theme']),
    ('public.tb_theme', 'not-null', ARRAY['code']),
    ('public.tb_theme', 'unique', ARRAY['pk_theme'])
$function$;

-- public.tv_account, key (pk_account).
CREATE FUNCTION tviews.activate_tv_account() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_account', 'public.v_account', 'pk_account, email, color, sent', $definition$
SELECT *
FROM (
SELECT a.pk_account, a.email, t.color, (SELECT count(*) FROM tb_message m WHERE lower(m.sender) = lower(a.email)) AS sent
FROM tb_account a
LEFT JOIN tb_theme t ON t.code = a.settings ->> 'theme' OR t.pk_theme::text = a.settings ->> 'theme'
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_account') IS NULL THEN
  CREATE TABLE public.tv_account (LIKE public.v_account) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_account') THEN
    INSERT INTO public.tv_account SELECT * FROM public.v_account;
  END IF;
  PERFORM tviews.put_key('activate_tv_account', 'public.tv_account', 'PRIMARY KEY (pk_account)');
  ANALYZE public.tv_account;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_account', 'public.tv_account', 'public.v_account', 'PRIMARY KEY (pk_account)') THEN
  IF tviews.fill_now('activate_tv_account') THEN
    INSERT INTO public.tv_account SELECT * FROM public.v_account;
  END IF;
  PERFORM tviews.put_key('activate_tv_account', 'public.tv_account', 'PRIMARY KEY (pk_account)');
END IF;

-- Makes the rows of public.tv_account with these keys equal to those of public.v_account, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_account(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
  v_twice text;
BEGIN
  -- No constraint proves that the key is unique.
  SELECT concat_ws(', ', k.pk_account) INTO v_twice
  FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_account)
  CROSS JOIN LATERAL (
    SELECT count(*) AS rows FROM public.v_account AS v
    WHERE v.pk_account = k.pk_account
    OFFSET 0
  ) AS found
  WHERE found.rows > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_account', v_twice);
  END IF;

  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_account, v.email, v.color, v.sent
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_account)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_account AS v
        WHERE v.pk_account = k.pk_account
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_account AS t (pk_account, email, color, sent)
      SELECT * FROM fresh
      ON CONFLICT (pk_account)
      DO UPDATE SET email = excluded.email, color = excluded.color, sent = excluded.sent
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_account)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_account FROM fresh) AS gone (pk_account);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_account, v.email, v.color, v.sent
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_account)
      JOIN public.v_account AS v ON v.pk_account = k.pk_account
    ), written AS (
      INSERT INTO public.tv_account AS t (pk_account, email, color, sent)
      SELECT * FROM fresh
      ON CONFLICT (pk_account)
      DO UPDATE SET email = excluded.email, color = excluded.color, sent = excluded.sent
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_account)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_account FROM fresh) AS gone (pk_account);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_account AS t
    USING unnest(v_gone) AS k (pk_account)
    WHERE t.pk_account = k.pk_account;
  END IF;
END
$function$;

-- Makes all rows of public.tv_account equal to those of public.v_account, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_account() RETURNS void
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
  SELECT concat_ws(', ', v.pk_account) INTO v_twice
  FROM public.v_account AS v
  GROUP BY v.pk_account
  HAVING count(*) > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_account', v_twice);
  END IF;

  DELETE FROM public.tv_account AS t
  USING (
    SELECT t.pk_account FROM public.tv_account AS t
    EXCEPT
    SELECT v.pk_account FROM public.v_account AS v
  ) AS k (pk_account)
  WHERE t.pk_account = k.pk_account;

  INSERT INTO public.tv_account AS t (pk_account, email, color, sent)
  SELECT v.pk_account, v.email, v.color, v.sent
  FROM public.v_account AS v
  ON CONFLICT (pk_account)
  DO UPDATE SET email = excluded.email, color = excluded.color, sent = excluded.sent
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_account out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_account(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_a_pk_account integer[];
  v_m_sender text[];
  v_t_pk_theme integer[];
  v_t_code text[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_account a (pk_account)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_message m (sender)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_theme t (pk_theme, code)'),
    array_agg(value.c2::text) FILTER (WHERE taken.route = 'tb_theme t (pk_theme, code)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_a_pk_account, v_m_sender, v_t_pk_theme, v_t_code, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_account');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_account();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_account
  IF v_m_sender IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, 1)
      FROM unnest(v_m_sender) AS changed (sender)
    );
  END IF;
  IF v_t_pk_theme IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, 1)
      FROM unnest(v_t_pk_theme, v_t_code) AS changed (pk_theme, code)
      UNION ALL
      SELECT tviews.lock_id(1, 1)
      FROM unnest(v_t_pk_theme, v_t_code) AS changed (pk_theme, code)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_account a: pk_account = a.pk_account
  IF v_a_pk_account IS NOT NULL THEN
    v_keys := v_keys || v_a_pk_account;
  END IF;

  -- tb_message m: (lower(m.sender)) = (lower(a.email)), pk_account = a.pk_account
  IF v_m_sender IS NOT NULL THEN
    IF cardinality(v_m_sender) > 1 THEN
      SELECT array_agg(changed.c1)
      INTO v_m_sender
      FROM (SELECT DISTINCT * FROM unnest(v_m_sender) AS changed (c1)) AS changed;
    END IF;
    v_keys := v_keys || ARRAY (
      SELECT a.pk_account
      FROM unnest(v_m_sender) AS changed (sender)
      JOIN public.tb_account AS a ON (lower(changed.sender)) = (lower(a.email))
    );
  END IF;

  -- tb_theme t:
  --   (t.pk_theme::text) = (a.settings ->> 'theme'), pk_account = a.pk_account
  --   t.code = (a.settings ->> 'theme'), pk_account = a.pk_account
  IF v_t_pk_theme IS NOT NULL THEN
    IF cardinality(v_t_pk_theme) > 1 THEN
      SELECT array_agg(changed.c1), array_agg(changed.c2)
      INTO v_t_pk_theme, v_t_code
      FROM (SELECT DISTINCT * FROM unnest(v_t_pk_theme, v_t_code) AS changed (c1, c2)) AS changed;
    END IF;
    v_keys := v_keys || ARRAY (
      SELECT a.pk_account
      FROM unnest(v_t_pk_theme, v_t_code) AS changed (pk_theme, code)
      JOIN public.tb_account AS a ON (changed.pk_theme::text) = (a.settings ->> 'theme')
    );
    v_keys := v_keys || ARRAY (
      SELECT a.pk_account
      FROM unnest(v_t_pk_theme, v_t_code) AS changed (pk_theme, code)
      JOIN public.tb_account AS a ON changed.code = (a.settings ->> 'theme')
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.pk_account))) FROM unnest(v_keys) AS k (pk_account)
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
    PERFORM tviews.refresh_tv_account(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_account, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_account() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_message, key (pk_message).
CREATE FUNCTION tviews.activate_tv_message() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_message', 'public.v_message', 'pk_message, body, sender, receiver', $definition$
SELECT *
FROM (
SELECT m.pk_message, m.body, f.email AS sender, t.email AS receiver
FROM tb_message m
LEFT JOIN tb_account f ON lower(f.email) = lower(m.sender)
LEFT JOIN tb_account t ON t.pk_account = (m.headers ->> 'account')::integer
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_message') IS NULL THEN
  CREATE TABLE public.tv_message (LIKE public.v_message) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_message') THEN
    INSERT INTO public.tv_message SELECT * FROM public.v_message;
  END IF;
  PERFORM tviews.put_key('activate_tv_message', 'public.tv_message', 'PRIMARY KEY (pk_message)');
  ANALYZE public.tv_message;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_message', 'public.tv_message', 'public.v_message', 'PRIMARY KEY (pk_message)') THEN
  IF tviews.fill_now('activate_tv_message') THEN
    INSERT INTO public.tv_message SELECT * FROM public.v_message;
  END IF;
  PERFORM tviews.put_key('activate_tv_message', 'public.tv_message', 'PRIMARY KEY (pk_message)');
END IF;

-- Makes the rows of public.tv_message with these keys equal to those of public.v_message, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_message(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
  v_twice text;
BEGIN
  -- No constraint proves that the key is unique.
  SELECT concat_ws(', ', k.pk_message) INTO v_twice
  FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_message)
  CROSS JOIN LATERAL (
    SELECT count(*) AS rows FROM public.v_message AS v
    WHERE v.pk_message = k.pk_message
    OFFSET 0
  ) AS found
  WHERE found.rows > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_message', v_twice);
  END IF;

  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_message, v.body, v.sender, v.receiver
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_message)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_message AS v
        WHERE v.pk_message = k.pk_message
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_message AS t (pk_message, body, sender, receiver)
      SELECT * FROM fresh
      ON CONFLICT (pk_message)
      DO UPDATE SET body = excluded.body, sender = excluded.sender, receiver = excluded.receiver
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_message)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_message FROM fresh) AS gone (pk_message);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_message, v.body, v.sender, v.receiver
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_message)
      JOIN public.v_message AS v ON v.pk_message = k.pk_message
    ), written AS (
      INSERT INTO public.tv_message AS t (pk_message, body, sender, receiver)
      SELECT * FROM fresh
      ON CONFLICT (pk_message)
      DO UPDATE SET body = excluded.body, sender = excluded.sender, receiver = excluded.receiver
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_message)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_message FROM fresh) AS gone (pk_message);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_message AS t
    USING unnest(v_gone) AS k (pk_message)
    WHERE t.pk_message = k.pk_message;
  END IF;
END
$function$;

-- Makes all rows of public.tv_message equal to those of public.v_message, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_message() RETURNS void
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
  SELECT concat_ws(', ', v.pk_message) INTO v_twice
  FROM public.v_message AS v
  GROUP BY v.pk_message
  HAVING count(*) > 1
  LIMIT 1;
  IF v_twice IS NOT NULL THEN
    PERFORM tviews.refuse_duplicate('public.tv_message', v_twice);
  END IF;

  DELETE FROM public.tv_message AS t
  USING (
    SELECT t.pk_message FROM public.tv_message AS t
    EXCEPT
    SELECT v.pk_message FROM public.v_message AS v
  ) AS k (pk_message)
  WHERE t.pk_message = k.pk_message;

  INSERT INTO public.tv_message AS t (pk_message, body, sender, receiver)
  SELECT v.pk_message, v.body, v.sender, v.receiver
  FROM public.v_message AS v
  ON CONFLICT (pk_message)
  DO UPDATE SET body = excluded.body, sender = excluded.sender, receiver = excluded.receiver
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_message out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_message(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_f_email text[];
  v_t_pk_account integer[];
  v_m_pk_message integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_account f (email)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_account t (pk_account)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_message m (pk_message)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_f_email, v_t_pk_account, v_m_pk_message, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(3), tviews.class_lock_id(4)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_message');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_message();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_message
  IF v_f_email IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(3, 1)
      FROM unnest(v_f_email) AS changed (email)
    );
  END IF;
  IF v_t_pk_account IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(3, 1)
      FROM unnest(v_t_pk_account) AS changed (pk_account)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_account f: (lower(f.email)) = (lower(m.sender)), pk_message = m.pk_message
  IF v_f_email IS NOT NULL THEN
    IF cardinality(v_f_email) > 1 THEN
      SELECT array_agg(changed.c1)
      INTO v_f_email
      FROM (SELECT DISTINCT * FROM unnest(v_f_email) AS changed (c1)) AS changed;
    END IF;
    v_keys := v_keys || ARRAY (
      SELECT m.pk_message
      FROM unnest(v_f_email) AS changed (email)
      JOIN public.tb_message AS m ON (lower(changed.email)) = (lower(m.sender))
    );
  END IF;

  -- tb_account t: t.pk_account = (CAST(m.headers ->> 'account' AS int)), pk_message = m.pk_message
  IF v_t_pk_account IS NOT NULL THEN
    IF cardinality(v_t_pk_account) > 1 THEN
      SELECT array_agg(changed.c1)
      INTO v_t_pk_account
      FROM (SELECT DISTINCT * FROM unnest(v_t_pk_account) AS changed (c1)) AS changed;
    END IF;
    v_keys := v_keys || ARRAY (
      SELECT m.pk_message
      FROM unnest(v_t_pk_account) AS changed (pk_account)
      JOIN public.tb_message AS m ON changed.pk_account = (CAST(m.headers ->> 'account' AS int))
    );
  END IF;

  -- tb_message m: pk_message = m.pk_message
  IF v_m_pk_message IS NOT NULL THEN
    v_keys := v_keys || v_m_pk_message;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(4, hash_record(ROW (k.pk_message))) FROM unnest(v_keys) AS k (pk_message)
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
    PERFORM tviews.refresh_tv_message(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_message, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_message() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_account.
CREATE FUNCTION tviews.watch_tb_account() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_account puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_account() RETURNS trigger
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
      -- What tv_account reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_account, r.email, ROW (r.settings)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after_1 AS (SELECT r.pk_account, r.email, ROW (r.settings)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_message reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.email FROM old_rows AS r),
      after_2 AS (SELECT r.email FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      ),
      -- What tv_message reads of the rows before and after, and where that differs.
      before_3 AS (SELECT r.pk_account, r.email FROM old_rows AS r),
      after_3 AS (SELECT r.pk_account, r.email FROM new_rows AS r),
      changed_3 AS (
        (TABLE before_3 EXCEPT ALL TABLE after_3) UNION ALL (TABLE after_3 EXCEPT ALL TABLE before_3)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_account a (pk_account)', ARRAY[array_agg(DISTINCT r.pk_account)::text[]],
        array_agg(DISTINCT tviews.lock_id(1, 1))
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_account f (email)', array_agg(DISTINCT r.email)::text[],
        NULL::bigint[]
      FROM changed_2 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_account t (pk_account)', array_agg(DISTINCT r.pk_account)::text[],
        NULL::bigint[]
      FROM changed_3 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_account a (pk_account)', ARRAY[array_agg(r.pk_account)::text[]],
        array_agg(DISTINCT tviews.lock_id(1, 1))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_account f (email)', array_agg(DISTINCT r.email)::text[],
        NULL::bigint[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_account t (pk_account)', array_agg(r.pk_account)::text[],
        NULL::bigint[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_account', 'enqueue_tb_account', 'tviews_tb_account', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_message.
CREATE FUNCTION tviews.watch_tb_message() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_message puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_message() RETURNS trigger
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
      -- What tv_account reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.sender FROM old_rows AS r),
      after_1 AS (SELECT r.sender FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_message reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_message, r.sender, r.body, ROW (r.headers)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after_2 AS (SELECT r.pk_message, r.sender, r.body, ROW (r.headers)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_message m (sender)', ARRAY[array_agg(DISTINCT r.sender)::text[]],
        NULL::bigint[]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_message m (pk_message)', array_agg(DISTINCT r.pk_message)::text[],
        array_agg(DISTINCT tviews.lock_id(3, 1))
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_message m (sender)', ARRAY[array_agg(DISTINCT r.sender)::text[]],
        NULL::bigint[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_message m (pk_message)', array_agg(r.pk_message)::text[],
        array_agg(DISTINCT tviews.lock_id(3, 1))
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_message', 'enqueue_tb_message', 'tviews_tb_message', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_theme.
CREATE FUNCTION tviews.watch_tb_theme() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_theme puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_theme() RETURNS trigger
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
      -- What tv_account reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_theme, r.code, r.color FROM old_rows AS r),
      after AS (SELECT r.pk_theme, r.code, r.color FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_theme t (pk_theme, code)', ARRAY[array_agg(r.pk_theme)::text[], array_agg(r.code)::text[]]
      FROM (SELECT DISTINCT r.pk_theme, r.code FROM changed AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_theme t (pk_theme, code)', ARRAY[array_agg(r.pk_theme)::text[], array_agg(r.code)::text[]]
      FROM (SELECT DISTINCT r.pk_theme, r.code FROM changed_rows AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_theme', 'enqueue_tb_theme', 'tviews_tb_theme', true);
RETURN false;
END
$activate$;
