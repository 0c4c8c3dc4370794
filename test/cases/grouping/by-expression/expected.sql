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
    (1, 'public.tv_month', 'public.v_month', false, ARRAY['month'], '(r.month = k.month OR r.month IS NULL AND k.month IS NULL)',
      'jsonb_build_object(''month'', CAST($1[1][n] AS timestamp without time zone))', 'tviews.refresh_tv_month(ARRAY(SELECT unnest($1[1:1]))::timestamp without time zone[])',
      ARRAY['public.tb_payment']::text[], 'activate_tv_month', 'equip_tv_month', ARRAY['drain_tv_month', 'refresh_tv_month', 'rebuild_tv_month'], 'drain_tv_month',
      false, false, 1000),
    (2, 'public.tv_payer', 'public.v_payer', false, ARRAY['payer'], '(r.payer = k.payer OR r.payer IS NULL AND k.payer IS NULL)',
      'jsonb_build_object(''payer'', CAST($1[1][n] AS text))', 'tviews.refresh_tv_payer(ARRAY(SELECT unnest($1[1:1]))::text[])',
      ARRAY['public.tb_payment']::text[], 'activate_tv_payer', 'equip_tv_payer', ARRAY['drain_tv_payer', 'refresh_tv_payer', 'rebuild_tv_payer'], 'drain_tv_payer',
      false, false, 1000),
    (3, 'public.tv_size', 'public.v_size', false, ARRAY['size'], '(r.size = k.size OR r.size IS NULL AND k.size IS NULL)',
      'jsonb_build_object(''size'', CAST($1[1][n] AS text))', 'tviews.refresh_tv_size(ARRAY(SELECT unnest($1[1:1]))::text[])',
      ARRAY['public.tb_payment']::text[], 'activate_tv_size', 'equip_tv_size', ARRAY['drain_tv_size', 'refresh_tv_size', 'rebuild_tv_size'], 'drain_tv_size',
      false, false, 1000),
    (4, 'public.tv_size_month', 'public.v_size_month', false, ARRAY['month', 'size'], '(r.month = k.month OR r.month IS NULL AND k.month IS NULL) AND (r.size = k.size OR r.size IS NULL AND k.size IS NULL)',
      'jsonb_build_object(''month'', CAST($1[1][n] AS numeric), ''size'', CAST($1[2][n] AS boolean))', 'tviews.refresh_tv_size_month(ARRAY(SELECT unnest($1[1:1]))::numeric[], ARRAY(SELECT unnest($1[2:2]))::boolean[])',
      ARRAY['public.tb_payment']::text[], 'activate_tv_size_month', 'equip_tv_size_month', ARRAY['drain_tv_size_month', 'refresh_tv_size_month', 'rebuild_tv_size_month'], 'drain_tv_size_month',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_payment', ARRAY['amount', 'paid_at', 'payer']::text[], ARRAY['numeric', 'timestamp without time zone', 'text']::text[], 'tviews_tb_payment', 'enqueue_tb_payment', NULL, true, 'watch_tb_payment')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_month', 'public.tb_payment', ARRAY['tb_payment']::text[], ARRAY['paid_at', 'amount']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'month = date_trunc(''month'', tb_payment.paid_at)'),
    ('public.tv_payer', 'public.tb_payment', ARRAY['p']::text[], ARRAY['payer', 'amount']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'payer = lower(p.payer)'),
    ('public.tv_size', 'public.tb_payment', ARRAY['p']::text[], ARRAY['amount']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'size = CASE WHEN p.amount < 50 THEN ''small'' WHEN p.amount < 500 THEN ''large'' END'),
    ('public.tv_size_month', 'public.tb_payment', ARRAY['tb_payment']::text[], ARRAY['payer', 'paid_at', 'amount']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'month = EXTRACT(MONTH FROM tb_payment.paid_at), size = tb_payment.amount >= 50')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_payer', 'public.tb_payment', 'btree', ARRAY['lower(payer)'], true, 'CREATE INDEX tb_payment_lower_payer_idx ON public.tb_payment (lower(payer));')
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
    ('public.tb_payment', 'not-null', ARRAY['paid_at']),
    ('public.tb_payment', 'not-null', ARRAY['amount'])
$function$;

-- public.tv_month, key (month).
CREATE FUNCTION tviews.activate_tv_month() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_month', 'public.v_month', 'month, payments, total', $definition$
SELECT *
FROM (
SELECT date_trunc('month', paid_at) AS month, count(*) AS payments, sum(amount) AS total
FROM tb_payment
GROUP BY date_trunc('month', paid_at)
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_month') IS NULL THEN
  CREATE TABLE public.tv_month (LIKE public.v_month) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_month') THEN
    INSERT INTO public.tv_month SELECT * FROM public.v_month;
  END IF;
  PERFORM tviews.put_key('activate_tv_month', 'public.tv_month', 'UNIQUE NULLS NOT DISTINCT (month)');
  ANALYZE public.tv_month;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_month', 'public.tv_month', 'public.v_month', 'UNIQUE NULLS NOT DISTINCT (month)') THEN
  IF tviews.fill_now('activate_tv_month') THEN
    INSERT INTO public.tv_month SELECT * FROM public.v_month;
  END IF;
  PERFORM tviews.put_key('activate_tv_month', 'public.tv_month', 'UNIQUE NULLS NOT DISTINCT (month)');
END IF;

-- Makes the rows of public.tv_month with these keys equal to those of public.v_month, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_month(p_keys timestamp without time zone[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone timestamp without time zone[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.month, v.payments, v.total
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (month)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_month AS v
        WHERE (v.month = k.month OR v.month IS NULL AND k.month IS NULL)
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_month AS t (month, payments, total)
      SELECT * FROM fresh
      ON CONFLICT (month)
      DO UPDATE SET month = excluded.month, payments = excluded.payments, total = excluded.total
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.month)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.month FROM fresh) AS gone (month);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.month, v.payments, v.total
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (month)
      JOIN public.v_month AS v ON (v.month = k.month OR v.month IS NULL AND k.month IS NULL)
    ), written AS (
      INSERT INTO public.tv_month AS t (month, payments, total)
      SELECT * FROM fresh
      ON CONFLICT (month)
      DO UPDATE SET month = excluded.month, payments = excluded.payments, total = excluded.total
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.month)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.month FROM fresh) AS gone (month);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_month AS t
    USING unnest(v_gone) AS k (month)
    WHERE (t.month = k.month OR t.month IS NULL AND k.month IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_month equal to those of public.v_month, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_month() RETURNS void
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
  DELETE FROM public.tv_month AS t
  USING (
    SELECT t.month FROM public.tv_month AS t
    EXCEPT
    SELECT v.month FROM public.v_month AS v
  ) AS k (month)
  WHERE (t.month = k.month OR t.month IS NULL AND k.month IS NULL);

  INSERT INTO public.tv_month AS t (month, payments, total)
  SELECT v.month, v.payments, v.total
  FROM public.v_month AS v
  ON CONFLICT (month)
  DO UPDATE SET month = excluded.month, payments = excluded.payments, total = excluded.total
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_month out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_month(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_tb_payment_paid_at timestamp without time zone[];
  v_keys timestamp without time zone[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::timestamp without time zone) FILTER (WHERE taken.route = 'tb_payment (paid_at)'),
    array_agg(value.c1::timestamp without time zone) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_tb_payment_paid_at, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_month');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_month();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_payment: month = date_trunc('month', tb_payment.paid_at)
  IF v_tb_payment_paid_at IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT date_trunc('month', changed.paid_at)
      FROM unnest(v_tb_payment_paid_at) AS changed (paid_at)
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, 1) FROM unnest(v_keys) AS k (month)
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
    PERFORM tviews.refresh_tv_month(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_month, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_month() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_payer, key (payer).
CREATE FUNCTION tviews.activate_tv_payer() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_payer', 'public.v_payer', 'payer, total, spellings', $definition$
SELECT *
FROM (
SELECT lower(p.payer) AS payer, sum(p.amount) AS total, count(DISTINCT p.payer) AS spellings
FROM tb_payment p
GROUP BY 1
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_payer') IS NULL THEN
  CREATE TABLE public.tv_payer (LIKE public.v_payer) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_payer') THEN
    INSERT INTO public.tv_payer SELECT * FROM public.v_payer;
  END IF;
  PERFORM tviews.put_key('activate_tv_payer', 'public.tv_payer', 'UNIQUE NULLS NOT DISTINCT (payer)');
  ANALYZE public.tv_payer;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_payer', 'public.tv_payer', 'public.v_payer', 'UNIQUE NULLS NOT DISTINCT (payer)') THEN
  IF tviews.fill_now('activate_tv_payer') THEN
    INSERT INTO public.tv_payer SELECT * FROM public.v_payer;
  END IF;
  PERFORM tviews.put_key('activate_tv_payer', 'public.tv_payer', 'UNIQUE NULLS NOT DISTINCT (payer)');
END IF;

-- Makes the rows of public.tv_payer with these keys equal to those of public.v_payer, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_payer(p_keys text[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone text[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT DISTINCT ON (v.payer) v.payer, v.total, v.spellings
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (payer)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_payer AS v
        WHERE (v.payer = k.payer OR v.payer IS NULL AND k.payer IS NULL)
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_payer AS t (payer, total, spellings)
      SELECT * FROM fresh
      ON CONFLICT (payer)
      DO UPDATE SET payer = excluded.payer, total = excluded.total, spellings = excluded.spellings
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.payer)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.payer FROM fresh) AS gone (payer);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT DISTINCT ON (v.payer) v.payer, v.total, v.spellings
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (payer)
      JOIN public.v_payer AS v ON (v.payer = k.payer OR v.payer IS NULL AND k.payer IS NULL)
    ), written AS (
      INSERT INTO public.tv_payer AS t (payer, total, spellings)
      SELECT * FROM fresh
      ON CONFLICT (payer)
      DO UPDATE SET payer = excluded.payer, total = excluded.total, spellings = excluded.spellings
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.payer)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.payer FROM fresh) AS gone (payer);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_payer AS t
    USING unnest(v_gone) AS k (payer)
    WHERE (t.payer = k.payer OR t.payer IS NULL AND k.payer IS NULL);
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
    SELECT t.payer FROM public.tv_payer AS t
    EXCEPT
    SELECT v.payer FROM public.v_payer AS v
  ) AS k (payer)
  WHERE (t.payer = k.payer OR t.payer IS NULL AND k.payer IS NULL);

  INSERT INTO public.tv_payer AS t (payer, total, spellings)
  SELECT v.payer, v.total, v.spellings
  FROM public.v_payer AS v
  ON CONFLICT (payer)
  DO UPDATE SET payer = excluded.payer, total = excluded.total, spellings = excluded.spellings
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
  v_p_payer text[];
  v_keys text[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_payment p (payer)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_p_payer, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_payer');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_payer();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_payment p: payer = lower(p.payer)
  IF v_p_payer IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT lower(changed.payer)
      FROM unnest(v_p_payer) AS changed (payer)
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, 1) FROM unnest(v_keys) AS k (payer)
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

-- public.tv_size, key (size).
CREATE FUNCTION tviews.activate_tv_size() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_size', 'public.v_size', 'size, payments', $definition$
SELECT *
FROM (
SELECT CASE WHEN p.amount < 50 THEN 'small' WHEN p.amount < 500 THEN 'large' END AS size, count(*) AS payments
FROM tb_payment p
GROUP BY size
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_size') IS NULL THEN
  CREATE TABLE public.tv_size (LIKE public.v_size) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_size') THEN
    INSERT INTO public.tv_size SELECT * FROM public.v_size;
  END IF;
  PERFORM tviews.put_key('activate_tv_size', 'public.tv_size', 'UNIQUE NULLS NOT DISTINCT (size)');
  ANALYZE public.tv_size;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_size', 'public.tv_size', 'public.v_size', 'UNIQUE NULLS NOT DISTINCT (size)') THEN
  IF tviews.fill_now('activate_tv_size') THEN
    INSERT INTO public.tv_size SELECT * FROM public.v_size;
  END IF;
  PERFORM tviews.put_key('activate_tv_size', 'public.tv_size', 'UNIQUE NULLS NOT DISTINCT (size)');
END IF;

-- Makes the rows of public.tv_size with these keys equal to those of public.v_size, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_size(p_keys text[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone text[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT DISTINCT ON (v.size) v.size, v.payments
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (size)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_size AS v
        WHERE (v.size = k.size OR v.size IS NULL AND k.size IS NULL)
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_size AS t (size, payments)
      SELECT * FROM fresh
      ON CONFLICT (size)
      DO UPDATE SET size = excluded.size, payments = excluded.payments
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.size)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.size FROM fresh) AS gone (size);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT DISTINCT ON (v.size) v.size, v.payments
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (size)
      JOIN public.v_size AS v ON (v.size = k.size OR v.size IS NULL AND k.size IS NULL)
    ), written AS (
      INSERT INTO public.tv_size AS t (size, payments)
      SELECT * FROM fresh
      ON CONFLICT (size)
      DO UPDATE SET size = excluded.size, payments = excluded.payments
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.size)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.size FROM fresh) AS gone (size);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_size AS t
    USING unnest(v_gone) AS k (size)
    WHERE (t.size = k.size OR t.size IS NULL AND k.size IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_size equal to those of public.v_size, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_size() RETURNS void
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
  DELETE FROM public.tv_size AS t
  USING (
    SELECT t.size FROM public.tv_size AS t
    EXCEPT
    SELECT v.size FROM public.v_size AS v
  ) AS k (size)
  WHERE (t.size = k.size OR t.size IS NULL AND k.size IS NULL);

  INSERT INTO public.tv_size AS t (size, payments)
  SELECT v.size, v.payments
  FROM public.v_size AS v
  ON CONFLICT (size)
  DO UPDATE SET size = excluded.size, payments = excluded.payments
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_size out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_size(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_p_amount numeric[];
  v_keys text[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(3)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::numeric) FILTER (WHERE taken.route = 'tb_payment p (amount)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_p_amount, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(3, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(3)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_size');
    IF p_notes THEN
      PERFORM tviews.note_rows(3, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(3, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_size();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_payment p: size = CASE WHEN p.amount < 50 THEN 'small' WHEN p.amount < 500 THEN 'large' END
  IF v_p_amount IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT CASE WHEN changed.amount < 50 THEN 'small' WHEN changed.amount < 500 THEN 'large' END
      FROM unnest(v_p_amount) AS changed (amount)
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(3, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(3, 1) FROM unnest(v_keys) AS k (size)
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
    PERFORM tviews.refresh_tv_size(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_size, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_size() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_size_month, key (month, size).
CREATE FUNCTION tviews.activate_tv_size_month() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_size_month', 'public.v_size_month', 'month, size, earliest', $definition$
SELECT *
FROM (
SELECT extract(month FROM paid_at) AS month, amount >= 50 AS size, min(paid_at) AS earliest
FROM tb_payment
GROUP BY extract(month FROM paid_at), amount >= 50
HAVING count(payer) > 0
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_size_month') IS NULL THEN
  CREATE TABLE public.tv_size_month (LIKE public.v_size_month) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_size_month') THEN
    INSERT INTO public.tv_size_month SELECT * FROM public.v_size_month;
  END IF;
  PERFORM tviews.put_key('activate_tv_size_month', 'public.tv_size_month', 'UNIQUE NULLS NOT DISTINCT (month, size)');
  ANALYZE public.tv_size_month;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_size_month', 'public.tv_size_month', 'public.v_size_month', 'UNIQUE NULLS NOT DISTINCT (month, size)') THEN
  IF tviews.fill_now('activate_tv_size_month') THEN
    INSERT INTO public.tv_size_month SELECT * FROM public.v_size_month;
  END IF;
  PERFORM tviews.put_key('activate_tv_size_month', 'public.tv_size_month', 'UNIQUE NULLS NOT DISTINCT (month, size)');
END IF;

-- Makes the rows of public.tv_size_month with these keys equal to those of public.v_size_month, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_size_month(p_keys_1 numeric[], p_keys_2 boolean[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone_1 numeric[];
  v_gone_2 boolean[];
BEGIN
  IF cardinality(p_keys_1) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.month, v.size, v.earliest
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (month, size)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_size_month AS v
        WHERE (v.month = k.month OR v.month IS NULL AND k.month IS NULL) AND (v.size = k.size OR v.size IS NULL AND k.size IS NULL)
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_size_month AS t (month, size, earliest)
      SELECT * FROM fresh
      ON CONFLICT (month, size)
      DO UPDATE SET month = excluded.month, size = excluded.size, earliest = excluded.earliest
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.month), array_agg(gone.size)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.month, fresh.size FROM fresh) AS gone (month, size);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.month, v.size, v.earliest
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (month, size)
      JOIN public.v_size_month AS v ON (v.month = k.month OR v.month IS NULL AND k.month IS NULL) AND (v.size = k.size OR v.size IS NULL AND k.size IS NULL)
    ), written AS (
      INSERT INTO public.tv_size_month AS t (month, size, earliest)
      SELECT * FROM fresh
      ON CONFLICT (month, size)
      DO UPDATE SET month = excluded.month, size = excluded.size, earliest = excluded.earliest
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.month), array_agg(gone.size)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.month, fresh.size FROM fresh) AS gone (month, size);
  END IF;

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_size_month AS t
    USING unnest(v_gone_1, v_gone_2) AS k (month, size)
    WHERE (t.month = k.month OR t.month IS NULL AND k.month IS NULL) AND (t.size = k.size OR t.size IS NULL AND k.size IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_size_month equal to those of public.v_size_month, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_size_month() RETURNS void
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
  DELETE FROM public.tv_size_month AS t
  USING (
    SELECT t.month, t.size FROM public.tv_size_month AS t
    EXCEPT
    SELECT v.month, v.size FROM public.v_size_month AS v
  ) AS k (month, size)
  WHERE (t.month = k.month OR t.month IS NULL AND k.month IS NULL) AND (t.size = k.size OR t.size IS NULL AND k.size IS NULL);

  INSERT INTO public.tv_size_month AS t (month, size, earliest)
  SELECT v.month, v.size, v.earliest
  FROM public.v_size_month AS v
  ON CONFLICT (month, size)
  DO UPDATE SET month = excluded.month, size = excluded.size, earliest = excluded.earliest
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_size_month out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_size_month(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_tb_payment_paid_at timestamp without time zone[];
  v_tb_payment_amount numeric[];
  v_keys_1 numeric[];
  v_keys_2 boolean[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(4)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::timestamp without time zone) FILTER (WHERE taken.route = 'tb_payment (paid_at, amount)'),
    array_agg(value.c2::numeric) FILTER (WHERE taken.route = 'tb_payment (paid_at, amount)'),
    array_agg(value.c1::numeric) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::boolean) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_tb_payment_paid_at, v_tb_payment_amount, v_keys_1, v_keys_2
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(4, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(4)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_size_month');
    IF p_notes THEN
      PERFORM tviews.note_rows(4, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(4, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_size_month();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_payment: month = EXTRACT(MONTH FROM tb_payment.paid_at), size = tb_payment.amount >= 50
  IF v_tb_payment_paid_at IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(EXTRACT(MONTH FROM changed.paid_at)), v_keys_2 || array_agg(changed.amount >= 50)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_tb_payment_paid_at, v_tb_payment_amount) AS changed (paid_at, amount);
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(4, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(4, hash_record(ROW (k.month))) FROM unnest(v_keys_1, v_keys_2) AS k (month, size)
  ), p_most - cardinality(v_held));
  IF pg_sequence_last_value('tviews.traced_since') IS NOT NULL THEN
    PERFORM tviews.leave_trace(v_held);
  END IF;
  IF cardinality(v_keys_1) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(4, ARRAY[v_keys_1::text[], v_keys_2::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_apart(4, ARRAY[v_keys_1::text[], v_keys_2::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_size_month(v_keys_1, v_keys_2);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_size_month, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_size_month() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_payment.
CREATE FUNCTION tviews.watch_tb_payment() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_payment puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_payment() RETURNS trigger
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
      -- What tv_month reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.paid_at, ROW (r.amount)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after_1 AS (SELECT r.paid_at, ROW (r.amount)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_payer reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.payer, ROW (r.amount)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after_2 AS (SELECT r.payer, ROW (r.amount)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      ),
      -- What tv_size reads of the rows before and after, and where that differs.
      before_3 AS (SELECT r.amount, ROW (r.amount)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after_3 AS (SELECT r.amount, ROW (r.amount)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed_3 AS (
        (TABLE before_3 EXCEPT ALL TABLE after_3) UNION ALL (TABLE after_3 EXCEPT ALL TABLE before_3)
      ),
      -- What tv_size_month reads of the rows before and after, and where that differs.
      before_4 AS (SELECT r.payer, r.paid_at, r.amount, ROW (r.amount)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after_4 AS (SELECT r.payer, r.paid_at, r.amount, ROW (r.amount)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed_4 AS (
        (TABLE before_4 EXCEPT ALL TABLE after_4) UNION ALL (TABLE after_4 EXCEPT ALL TABLE before_4)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_payment (paid_at)', array_agg(DISTINCT r.paid_at::text)
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_payment p (payer)', array_agg(DISTINCT r.payer)::text[]
      FROM changed_2 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_payment p (amount)', array_agg(DISTINCT r.amount::text COLLATE "C")
      FROM changed_3 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 4, 'tb_payment (paid_at, amount)', ARRAY[array_agg(r.paid_at), array_agg(r.amount)]
      FROM (SELECT DISTINCT r.paid_at::text AS paid_at, r.amount::text COLLATE "C" AS amount FROM changed_4 AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_payment (paid_at)', array_agg(DISTINCT r.paid_at::text)
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_payment p (payer)', array_agg(DISTINCT r.payer)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_payment p (amount)', array_agg(DISTINCT r.amount::text COLLATE "C")
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 4, 'tb_payment (paid_at, amount)', ARRAY[array_agg(r.paid_at), array_agg(r.amount)]
      FROM (SELECT DISTINCT r.paid_at::text AS paid_at, r.amount::text COLLATE "C" AS amount FROM changed_rows AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_payment', 'enqueue_tb_payment', 'tviews_tb_payment', true);
RETURN false;
END
$activate$;
