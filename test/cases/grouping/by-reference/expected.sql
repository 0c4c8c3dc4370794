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
    (1, 'public.tv_debt', 'public.v_debt', false, ARRAY['fk_customer'], 'r.fk_customer = k.fk_customer',
      'jsonb_build_object(''fk_customer'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_debt(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_invoice']::text[], 'activate_tv_debt', 'equip_tv_debt', ARRAY['drain_tv_debt', 'refresh_tv_debt', 'rebuild_tv_debt'], 'drain_tv_debt',
      false, false, 1000),
    (2, 'public.tv_good_customer', 'public.v_good_customer', false, ARRAY['customer'], 'r.customer = k.customer',
      'jsonb_build_object(''customer'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_good_customer(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_customer', 'public.tb_invoice']::text[], 'activate_tv_good_customer', 'equip_tv_good_customer', ARRAY['drain_tv_good_customer', 'refresh_tv_good_customer', 'rebuild_tv_good_customer'], 'drain_tv_good_customer',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_customer', ARRAY['name', 'pk_customer']::text[], ARRAY['text', 'integer']::text[], 'tviews_tb_customer', 'enqueue_tb_customer', NULL, true, 'watch_tb_customer'),
    ('public.tb_invoice', ARRAY['amount', 'fk_customer', 'paid']::text[], ARRAY['numeric', 'integer', 'boolean']::text[], 'tviews_tb_invoice', 'enqueue_tb_invoice', NULL, true, 'watch_tb_invoice')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_debt', 'public.tb_invoice', ARRAY['i']::text[], ARRAY['fk_customer', 'amount', 'paid']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'fk_customer = i.fk_customer'),
    ('public.tv_good_customer', 'public.tb_customer', ARRAY['c']::text[], ARRAY['pk_customer', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'customer = c.pk_customer'),
    ('public.tv_good_customer', 'public.tb_invoice', ARRAY['i']::text[], ARRAY['fk_customer', 'amount', 'paid']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'customer = i.fk_customer')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_debt', 'public.tb_invoice', 'btree', ARRAY['fk_customer'], false, 'CREATE INDEX tb_invoice_fk_customer_idx ON public.tb_invoice (fk_customer);'),
    (2, 'public.tv_good_customer', 'public.tb_customer', 'btree', ARRAY['pk_customer'], false, 'CREATE INDEX tb_customer_pk_customer_idx ON public.tb_customer (pk_customer);'),
    (3, 'public.tv_good_customer', 'public.tb_invoice', 'btree', ARRAY['fk_customer'], false, 'CREATE INDEX tb_invoice_fk_customer_idx ON public.tb_invoice (fk_customer);')
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
    ('public.tb_customer', 'not-null', ARRAY['pk_customer']),
    ('public.tb_customer', 'unique', ARRAY['pk_customer']),
    ('public.tb_invoice', 'not-null', ARRAY['fk_customer'])
$function$;

-- public.tv_debt, key (fk_customer).
CREATE FUNCTION tviews.activate_tv_debt() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_debt', 'public.v_debt', 'fk_customer, debt, invoices', $definition$
SELECT *
FROM (
SELECT i.fk_customer, sum(i.amount) AS debt, count(*) AS invoices
FROM tb_invoice i
WHERE NOT i.paid
GROUP BY i.fk_customer
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_debt') IS NULL THEN
  CREATE TABLE public.tv_debt (LIKE public.v_debt) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_debt') THEN
    INSERT INTO public.tv_debt SELECT * FROM public.v_debt;
  END IF;
  PERFORM tviews.put_key('activate_tv_debt', 'public.tv_debt', 'PRIMARY KEY (fk_customer)');
  ANALYZE public.tv_debt;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_debt', 'public.tv_debt', 'public.v_debt', 'PRIMARY KEY (fk_customer)') THEN
  IF tviews.fill_now('activate_tv_debt') THEN
    INSERT INTO public.tv_debt SELECT * FROM public.v_debt;
  END IF;
  PERFORM tviews.put_key('activate_tv_debt', 'public.tv_debt', 'PRIMARY KEY (fk_customer)');
END IF;

-- Makes the rows of public.tv_debt with these keys equal to those of public.v_debt, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_debt(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.fk_customer, v.debt, v.invoices
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (fk_customer)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_debt AS v
        WHERE v.fk_customer = k.fk_customer
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_debt AS t (fk_customer, debt, invoices)
      SELECT * FROM fresh
      ON CONFLICT (fk_customer)
      DO UPDATE SET debt = excluded.debt, invoices = excluded.invoices
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.fk_customer)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.fk_customer FROM fresh) AS gone (fk_customer);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.fk_customer, v.debt, v.invoices
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (fk_customer)
      JOIN public.v_debt AS v ON v.fk_customer = k.fk_customer
    ), written AS (
      INSERT INTO public.tv_debt AS t (fk_customer, debt, invoices)
      SELECT * FROM fresh
      ON CONFLICT (fk_customer)
      DO UPDATE SET debt = excluded.debt, invoices = excluded.invoices
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.fk_customer)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.fk_customer FROM fresh) AS gone (fk_customer);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_debt AS t
    USING unnest(v_gone) AS k (fk_customer)
    WHERE t.fk_customer = k.fk_customer;
  END IF;
END
$function$;

-- Makes all rows of public.tv_debt equal to those of public.v_debt, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_debt() RETURNS void
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
  DELETE FROM public.tv_debt AS t
  USING (
    SELECT t.fk_customer FROM public.tv_debt AS t
    EXCEPT
    SELECT v.fk_customer FROM public.v_debt AS v
  ) AS k (fk_customer)
  WHERE t.fk_customer = k.fk_customer;

  INSERT INTO public.tv_debt AS t (fk_customer, debt, invoices)
  SELECT v.fk_customer, v.debt, v.invoices
  FROM public.v_debt AS v
  ON CONFLICT (fk_customer)
  DO UPDATE SET debt = excluded.debt, invoices = excluded.invoices
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_debt out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_debt(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_i_fk_customer integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_invoice i (fk_customer)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_i_fk_customer, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_debt');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_debt();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_invoice i: fk_customer = i.fk_customer
  IF v_i_fk_customer IS NOT NULL THEN
    v_keys := v_keys || v_i_fk_customer;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.fk_customer))) FROM unnest(v_keys) AS k (fk_customer)
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
    PERFORM tviews.refresh_tv_debt(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_debt, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_debt() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_good_customer, key (customer).
CREATE FUNCTION tviews.activate_tv_good_customer() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_good_customer', 'public.v_good_customer', 'customer, name, average', $definition$
SELECT *
FROM (
SELECT i.fk_customer AS customer, c.name, avg(i.amount) AS average
FROM tb_invoice i
JOIN tb_customer c ON c.pk_customer = i.fk_customer
GROUP BY 1, 2
HAVING bool_and(i.paid) AND count(*) > 1
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_good_customer') IS NULL THEN
  CREATE TABLE public.tv_good_customer (LIKE public.v_good_customer) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_good_customer') THEN
    INSERT INTO public.tv_good_customer SELECT * FROM public.v_good_customer;
  END IF;
  PERFORM tviews.put_key('activate_tv_good_customer', 'public.tv_good_customer', 'PRIMARY KEY (customer)');
  ANALYZE public.tv_good_customer;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_good_customer', 'public.tv_good_customer', 'public.v_good_customer', 'PRIMARY KEY (customer)') THEN
  IF tviews.fill_now('activate_tv_good_customer') THEN
    INSERT INTO public.tv_good_customer SELECT * FROM public.v_good_customer;
  END IF;
  PERFORM tviews.put_key('activate_tv_good_customer', 'public.tv_good_customer', 'PRIMARY KEY (customer)');
END IF;

-- Makes the rows of public.tv_good_customer with these keys equal to those of public.v_good_customer, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_good_customer(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.customer, v.name, v.average
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (customer)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_good_customer AS v
        WHERE v.customer = k.customer
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_good_customer AS t (customer, name, average)
      SELECT * FROM fresh
      ON CONFLICT (customer)
      DO UPDATE SET name = excluded.name, average = excluded.average
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.customer)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.customer FROM fresh) AS gone (customer);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.customer, v.name, v.average
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (customer)
      JOIN public.v_good_customer AS v ON v.customer = k.customer
    ), written AS (
      INSERT INTO public.tv_good_customer AS t (customer, name, average)
      SELECT * FROM fresh
      ON CONFLICT (customer)
      DO UPDATE SET name = excluded.name, average = excluded.average
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.customer)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.customer FROM fresh) AS gone (customer);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_good_customer AS t
    USING unnest(v_gone) AS k (customer)
    WHERE t.customer = k.customer;
  END IF;
END
$function$;

-- Makes all rows of public.tv_good_customer equal to those of public.v_good_customer, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_good_customer() RETURNS void
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
  DELETE FROM public.tv_good_customer AS t
  USING (
    SELECT t.customer FROM public.tv_good_customer AS t
    EXCEPT
    SELECT v.customer FROM public.v_good_customer AS v
  ) AS k (customer)
  WHERE t.customer = k.customer;

  INSERT INTO public.tv_good_customer AS t (customer, name, average)
  SELECT v.customer, v.name, v.average
  FROM public.v_good_customer AS v
  ON CONFLICT (customer)
  DO UPDATE SET name = excluded.name, average = excluded.average
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_good_customer out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_good_customer(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_c_pk_customer integer[];
  v_i_fk_customer integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_customer c (pk_customer)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_invoice i (fk_customer)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_c_pk_customer, v_i_fk_customer, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_good_customer');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_good_customer();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_customer c: customer = c.pk_customer
  IF v_c_pk_customer IS NOT NULL THEN
    v_keys := v_keys || v_c_pk_customer;
  END IF;

  -- tb_invoice i: customer = i.fk_customer
  IF v_i_fk_customer IS NOT NULL THEN
    v_keys := v_keys || v_i_fk_customer;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.customer))) FROM unnest(v_keys) AS k (customer)
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
    PERFORM tviews.refresh_tv_good_customer(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_good_customer, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_good_customer() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_customer.
CREATE FUNCTION tviews.watch_tb_customer() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_customer puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_customer() RETURNS trigger
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
      -- What tv_good_customer reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_customer, r.name FROM old_rows AS r),
      after AS (SELECT r.pk_customer, r.name FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_customer c (pk_customer)', array_agg(DISTINCT r.pk_customer)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_customer c (pk_customer)', array_agg(r.pk_customer)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_customer', 'enqueue_tb_customer', 'tviews_tb_customer', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_invoice.
CREATE FUNCTION tviews.watch_tb_invoice() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_invoice puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_invoice() RETURNS trigger
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
      -- What tv_debt, tv_good_customer reads of the rows before and after, and where that differs.
      before AS (SELECT r.fk_customer, r.paid, ROW (r.amount)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after AS (SELECT r.fk_customer, r.paid, ROW (r.amount)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_invoice i (fk_customer)', array_agg(DISTINCT r.fk_customer)::text[]
      FROM changed AS r WHERE NOT r.paid
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_invoice i (fk_customer)', array_agg(DISTINCT r.fk_customer)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_invoice i (fk_customer)', array_agg(DISTINCT r.fk_customer)::text[]
      FROM changed_rows AS r WHERE NOT r.paid
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_invoice i (fk_customer)', array_agg(DISTINCT r.fk_customer)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_invoice', 'enqueue_tb_invoice', 'tviews_tb_invoice', true);
RETURN false;
END
$activate$;
