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
    (1, 'public.tv_credit', 'public.v_credit', false, ARRAY['customer_no'], 'r.customer_no = k.customer_no',
      'jsonb_build_object(''customer_no'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_credit(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_credit', 'public.tb_rating']::text[], 'activate_tv_credit', 'equip_tv_credit', ARRAY['drain_tv_credit', 'refresh_tv_credit', 'rebuild_tv_credit'], 'drain_tv_credit',
      false, false, 1000),
    (2, 'public.tv_customer', 'public.v_customer', false, ARRAY['customer_no'], 'r.customer_no = k.customer_no',
      'jsonb_build_object(''customer_no'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_customer(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_credit', 'public.tb_customer', 'public.tb_rating']::text[], 'activate_tv_customer', 'equip_tv_customer', ARRAY['drain_tv_customer', 'refresh_tv_customer', 'rebuild_tv_customer'], 'drain_tv_customer',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_credit', ARRAY['credit', 'customer_no', 'rating_no']::text[], ARRAY['numeric', 'integer', 'integer']::text[], 'tviews_tb_credit', 'enqueue_tb_credit', NULL, true, 'watch_tb_credit'),
    ('public.tb_customer', ARRAY['customer_no', 'name']::text[], ARRAY['integer', 'text']::text[], 'tviews_tb_customer', 'enqueue_tb_customer', NULL, true, 'watch_tb_customer'),
    ('public.tb_rating', ARRAY['rating', 'rating_no']::text[], ARRAY['text', 'integer']::text[], 'tviews_tb_rating', 'enqueue_tb_rating', NULL, true, 'watch_tb_rating')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_credit', 'public.tb_credit', ARRAY['k']::text[], ARRAY['customer_no', 'credit', 'rating_no']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'customer_no = k.customer_no'),
    ('public.tv_credit', 'public.tb_rating', ARRAY['tb_rating']::text[], ARRAY['rating_no', 'rating']::text[], false,
      'mapped', 1, ARRAY['public.tb_credit']::text[], 'k.rating_no = tb_rating.rating_no, customer_no = k.customer_no'),
    ('public.tv_customer', 'public.tb_credit', ARRAY['tb_credit']::text[], ARRAY['customer_no', 'credit', 'rating_no']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'customer_no = tb_credit.customer_no'),
    ('public.tv_customer', 'public.tb_customer', ARRAY['tb_customer']::text[], ARRAY['customer_no', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'customer_no = tb_customer.customer_no'),
    ('public.tv_customer', 'public.tb_rating', ARRAY['tb_rating']::text[], ARRAY['rating_no', 'rating']::text[], false,
      'mapped', 1, ARRAY['public.tb_credit']::text[], 'tb_credit.rating_no = tb_rating.rating_no, customer_no = tb_credit.customer_no')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_credit', 'public.tb_credit', 'btree', ARRAY['customer_no'], false, 'CREATE INDEX tb_credit_customer_no_idx ON public.tb_credit (customer_no);'),
    (2, 'public.tv_credit', 'public.tb_rating', 'btree', ARRAY['rating_no'], false, 'CREATE INDEX tb_rating_rating_no_idx ON public.tb_rating (rating_no);'),
    (3, 'public.tv_credit', 'public.tb_credit', 'btree', ARRAY['rating_no'], false, 'CREATE INDEX tb_credit_rating_no_idx ON public.tb_credit (rating_no);'),
    (4, 'public.tv_customer', 'public.tb_credit', 'btree', ARRAY['customer_no'], false, 'CREATE INDEX tb_credit_customer_no_idx ON public.tb_credit (customer_no);'),
    (5, 'public.tv_customer', 'public.tb_customer', 'btree', ARRAY['customer_no'], false, 'CREATE INDEX tb_customer_customer_no_idx ON public.tb_customer (customer_no);'),
    (6, 'public.tv_customer', 'public.tb_rating', 'btree', ARRAY['rating_no'], false, 'CREATE INDEX tb_rating_rating_no_idx ON public.tb_rating (rating_no);'),
    (7, 'public.tv_customer', 'public.tb_credit', 'btree', ARRAY['rating_no'], false, 'CREATE INDEX tb_credit_rating_no_idx ON public.tb_credit (rating_no);')
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
    ('public.tb_credit', 'not-null', ARRAY['customer_no']),
    ('public.tb_credit', 'unique', ARRAY['customer_no']),
    ('public.tb_customer', 'not-null', ARRAY['customer_no']),
    ('public.tb_customer', 'unique', ARRAY['customer_no']),
    ('public.tb_rating', 'not-null', ARRAY['rating_no']),
    ('public.tb_rating', 'unique', ARRAY['rating_no'])
$function$;

-- public.tv_credit, key (customer_no).
CREATE FUNCTION tviews.activate_tv_credit() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_credit', 'public.v_credit', 'customer_no, rating_no, data', $definition$
SELECT *
FROM (
SELECT customer_no, rating_no, jsonb_build_object('credit', k.credit, 'rating', rating) AS data
FROM tb_credit k NATURAL JOIN tb_rating
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_credit') IS NULL THEN
  CREATE TABLE public.tv_credit (LIKE public.v_credit) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_credit') THEN
    INSERT INTO public.tv_credit SELECT * FROM public.v_credit;
  END IF;
  PERFORM tviews.put_key('activate_tv_credit', 'public.tv_credit', 'PRIMARY KEY (customer_no)');
  ANALYZE public.tv_credit;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_credit', 'public.tv_credit', 'public.v_credit', 'PRIMARY KEY (customer_no)') THEN
  IF tviews.fill_now('activate_tv_credit') THEN
    INSERT INTO public.tv_credit SELECT * FROM public.v_credit;
  END IF;
  PERFORM tviews.put_key('activate_tv_credit', 'public.tv_credit', 'PRIMARY KEY (customer_no)');
END IF;

-- Makes the rows of public.tv_credit with these keys equal to those of public.v_credit, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_credit(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.customer_no, v.rating_no, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (customer_no)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_credit AS v
        WHERE v.customer_no = k.customer_no
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_credit AS t (customer_no, rating_no, data)
      SELECT * FROM fresh
      ON CONFLICT (customer_no)
      DO UPDATE SET rating_no = excluded.rating_no, data = excluded.data
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.customer_no)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.customer_no FROM fresh) AS gone (customer_no);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.customer_no, v.rating_no, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (customer_no)
      JOIN public.v_credit AS v ON v.customer_no = k.customer_no
    ), written AS (
      INSERT INTO public.tv_credit AS t (customer_no, rating_no, data)
      SELECT * FROM fresh
      ON CONFLICT (customer_no)
      DO UPDATE SET rating_no = excluded.rating_no, data = excluded.data
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.customer_no)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.customer_no FROM fresh) AS gone (customer_no);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_credit AS t
    USING unnest(v_gone) AS k (customer_no)
    WHERE t.customer_no = k.customer_no;
  END IF;
END
$function$;

-- Makes all rows of public.tv_credit equal to those of public.v_credit, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_credit() RETURNS void
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
  DELETE FROM public.tv_credit AS t
  USING (
    SELECT t.customer_no FROM public.tv_credit AS t
    EXCEPT
    SELECT v.customer_no FROM public.v_credit AS v
  ) AS k (customer_no)
  WHERE t.customer_no = k.customer_no;

  INSERT INTO public.tv_credit AS t (customer_no, rating_no, data)
  SELECT v.customer_no, v.rating_no, v.data
  FROM public.v_credit AS v
  ON CONFLICT (customer_no)
  DO UPDATE SET rating_no = excluded.rating_no, data = excluded.data
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_credit out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_credit(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_k_customer_no integer[];
  v_tb_rating_rating_no integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_credit k (customer_no)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_rating (rating_no)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_k_customer_no, v_tb_rating_rating_no, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_credit');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_credit();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_credit (rating_no)
  IF v_tb_rating_rating_no IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.rating_no)))
      FROM unnest(v_tb_rating_rating_no) AS changed (rating_no)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_credit k: customer_no = k.customer_no
  IF v_k_customer_no IS NOT NULL THEN
    v_keys := v_keys || v_k_customer_no;
  END IF;

  -- tb_rating: k.rating_no = tb_rating.rating_no, customer_no = k.customer_no
  IF v_tb_rating_rating_no IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT k.customer_no
      FROM public.tb_credit AS k
      WHERE k.rating_no = ANY (v_tb_rating_rating_no)
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.customer_no))) FROM unnest(v_keys) AS k (customer_no)
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
    PERFORM tviews.refresh_tv_credit(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_credit, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_credit() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_customer, key (customer_no).
CREATE FUNCTION tviews.activate_tv_customer() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_customer', 'public.v_customer', 'customer_no, name, credit, rating', $definition$
SELECT *
FROM (
SELECT customer_no, name, credit, rating
FROM tb_customer
LEFT JOIN tb_credit USING (customer_no)
LEFT JOIN tb_rating USING (rating_no)
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_customer') IS NULL THEN
  CREATE TABLE public.tv_customer (LIKE public.v_customer) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_customer') THEN
    INSERT INTO public.tv_customer SELECT * FROM public.v_customer;
  END IF;
  PERFORM tviews.put_key('activate_tv_customer', 'public.tv_customer', 'PRIMARY KEY (customer_no)');
  ANALYZE public.tv_customer;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_customer', 'public.tv_customer', 'public.v_customer', 'PRIMARY KEY (customer_no)') THEN
  IF tviews.fill_now('activate_tv_customer') THEN
    INSERT INTO public.tv_customer SELECT * FROM public.v_customer;
  END IF;
  PERFORM tviews.put_key('activate_tv_customer', 'public.tv_customer', 'PRIMARY KEY (customer_no)');
END IF;

-- Makes the rows of public.tv_customer with these keys equal to those of public.v_customer, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_customer(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.customer_no, v.name, v.credit, v.rating
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (customer_no)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_customer AS v
        WHERE v.customer_no = k.customer_no
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_customer AS t (customer_no, name, credit, rating)
      SELECT * FROM fresh
      ON CONFLICT (customer_no)
      DO UPDATE SET name = excluded.name, credit = excluded.credit, rating = excluded.rating
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.customer_no)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.customer_no FROM fresh) AS gone (customer_no);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.customer_no, v.name, v.credit, v.rating
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (customer_no)
      JOIN public.v_customer AS v ON v.customer_no = k.customer_no
    ), written AS (
      INSERT INTO public.tv_customer AS t (customer_no, name, credit, rating)
      SELECT * FROM fresh
      ON CONFLICT (customer_no)
      DO UPDATE SET name = excluded.name, credit = excluded.credit, rating = excluded.rating
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.customer_no)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.customer_no FROM fresh) AS gone (customer_no);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_customer AS t
    USING unnest(v_gone) AS k (customer_no)
    WHERE t.customer_no = k.customer_no;
  END IF;
END
$function$;

-- Makes all rows of public.tv_customer equal to those of public.v_customer, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_customer() RETURNS void
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
  DELETE FROM public.tv_customer AS t
  USING (
    SELECT t.customer_no FROM public.tv_customer AS t
    EXCEPT
    SELECT v.customer_no FROM public.v_customer AS v
  ) AS k (customer_no)
  WHERE t.customer_no = k.customer_no;

  INSERT INTO public.tv_customer AS t (customer_no, name, credit, rating)
  SELECT v.customer_no, v.name, v.credit, v.rating
  FROM public.v_customer AS v
  ON CONFLICT (customer_no)
  DO UPDATE SET name = excluded.name, credit = excluded.credit, rating = excluded.rating
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_customer out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_customer(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_tb_credit_customer_no integer[];
  v_tb_customer_customer_no integer[];
  v_tb_rating_rating_no integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_credit (customer_no)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_customer (customer_no)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_rating (rating_no)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_tb_credit_customer_no, v_tb_customer_customer_no, v_tb_rating_rating_no, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(3), tviews.class_lock_id(4)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_customer');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_customer();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_credit (rating_no)
  IF v_tb_rating_rating_no IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(3, hash_record(ROW (changed.rating_no)))
      FROM unnest(v_tb_rating_rating_no) AS changed (rating_no)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_credit: customer_no = tb_credit.customer_no
  IF v_tb_credit_customer_no IS NOT NULL THEN
    v_keys := v_keys || v_tb_credit_customer_no;
  END IF;

  -- tb_customer: customer_no = tb_customer.customer_no
  IF v_tb_customer_customer_no IS NOT NULL THEN
    v_keys := v_keys || v_tb_customer_customer_no;
  END IF;

  -- tb_rating: tb_credit.rating_no = tb_rating.rating_no, customer_no = tb_credit.customer_no
  IF v_tb_rating_rating_no IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT tb_credit.customer_no
      FROM public.tb_credit AS tb_credit
      WHERE tb_credit.rating_no = ANY (v_tb_rating_rating_no)
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(4, hash_record(ROW (k.customer_no))) FROM unnest(v_keys) AS k (customer_no)
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
    PERFORM tviews.refresh_tv_customer(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The triggers of public.tb_credit.
CREATE FUNCTION tviews.watch_tb_credit() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_credit puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_credit() RETURNS trigger
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
      -- What tv_credit, tv_customer reads of the rows before and after, and where that differs.
      before AS (SELECT r.customer_no, r.rating_no, ROW (r.credit)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after AS (SELECT r.customer_no, r.rating_no, ROW (r.credit)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_credit k (customer_no)', array_agg(DISTINCT r.customer_no)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.rating_no))))
      FROM changed AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_credit (customer_no)', array_agg(DISTINCT r.customer_no)::text[],
        array_agg(DISTINCT tviews.lock_id(3, hash_record(ROW (r.rating_no))))
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_credit k (customer_no)', array_agg(r.customer_no)::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.rating_no))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_credit (customer_no)', array_agg(r.customer_no)::text[],
        array_agg(DISTINCT tviews.lock_id(3, hash_record(ROW (r.rating_no))))
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_credit', 'enqueue_tb_credit', 'tviews_tb_credit', true);
RETURN false;
END
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
      -- What tv_customer reads of the rows before and after, and where that differs.
      before AS (SELECT r.customer_no, r.name FROM old_rows AS r),
      after AS (SELECT r.customer_no, r.name FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_customer (customer_no)', array_agg(DISTINCT r.customer_no)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_customer (customer_no)', array_agg(r.customer_no)::text[]
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

-- The triggers of public.tb_rating.
CREATE FUNCTION tviews.watch_tb_rating() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_rating puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_rating() RETURNS trigger
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
      -- What tv_credit, tv_customer reads of the rows before and after, and where that differs.
      before AS (SELECT r.rating_no, r.rating FROM old_rows AS r),
      after AS (SELECT r.rating_no, r.rating FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_rating (rating_no)', array_agg(DISTINCT r.rating_no)::text[]
      FROM changed AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_rating (rating_no)', array_agg(DISTINCT r.rating_no)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_rating (rating_no)', array_agg(r.rating_no)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_rating (rating_no)', array_agg(r.rating_no)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_rating', 'enqueue_tb_rating', 'tviews_tb_rating', true);
RETURN false;
END
$activate$;
