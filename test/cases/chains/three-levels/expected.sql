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
    (1, 'public.tv_line', 'public.v_line', false, ARRAY['pk_line'], 'r.pk_line = k.pk_line',
      'jsonb_build_object(''pk_line'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_line(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_line']::text[], 'activate_tv_line', 'equip_tv_line', ARRAY['drain_tv_line', 'refresh_tv_line', 'rebuild_tv_line'], 'drain_tv_line',
      false, false, 1000),
    (2, 'public.tv_order', 'public.v_order', false, ARRAY['pk_order'], 'r.pk_order = k.pk_order',
      'jsonb_build_object(''pk_order'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_order(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_order', 'public.tv_line']::text[], 'activate_tv_order', 'equip_tv_order', ARRAY['drain_tv_order', 'refresh_tv_order', 'rebuild_tv_order'], 'drain_tv_order',
      false, false, 1000),
    (3, 'public.tv_customer', 'public.v_customer', false, ARRAY['pk_customer'], 'r.pk_customer = k.pk_customer',
      'jsonb_build_object(''pk_customer'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_customer(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_customer', 'public.tv_order']::text[], 'activate_tv_customer', 'equip_tv_customer', ARRAY['drain_tv_customer', 'refresh_tv_customer', 'rebuild_tv_customer'], 'drain_tv_customer',
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
    ('public.tb_line', ARRAY['fk_order', 'pk_line', 'price', 'product', 'quantity']::text[], ARRAY['integer', 'integer', 'numeric', 'text', 'integer']::text[], 'tviews_tb_line', 'enqueue_tb_line', NULL, true, 'watch_tb_line'),
    ('public.tb_order', ARRAY['fk_customer', 'pk_order']::text[], ARRAY['integer', 'integer']::text[], 'tviews_tb_order', 'enqueue_tb_order', NULL, true, 'watch_tb_order'),
    ('public.tv_line', ARRAY['fk_order', 'pk_line', 'product', 'total']::text[], ARRAY['integer', 'integer', 'text', 'numeric']::text[], 'tviews_tv_line', 'enqueue_tv_line', NULL, true, 'watch_tv_line'),
    ('public.tv_order', ARRAY['fk_customer', 'total']::text[], ARRAY['integer', 'numeric']::text[], 'tviews_tv_order', 'enqueue_tv_order', NULL, true, 'watch_tv_order')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_line', 'public.tb_line', ARRAY['tb_line']::text[], ARRAY['pk_line', 'fk_order', 'product', 'quantity', 'price']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_line = tb_line.pk_line'),
    ('public.tv_order', 'public.tb_order', ARRAY['o']::text[], ARRAY['pk_order', 'fk_customer']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_order = o.pk_order'),
    ('public.tv_order', 'public.tv_line', ARRAY['l']::text[], ARRAY['pk_line', 'fk_order', 'total', 'product']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_order = l.fk_order'),
    ('public.tv_customer', 'public.tb_customer', ARRAY['c']::text[], ARRAY['pk_customer', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_customer = c.pk_customer'),
    ('public.tv_customer', 'public.tv_order', ARRAY['o']::text[], ARRAY['fk_customer', 'total']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_customer = o.fk_customer')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_line', 'public.tb_line', 'btree', ARRAY['pk_line'], false, 'CREATE INDEX tb_line_pk_line_idx ON public.tb_line (pk_line);'),
    (2, 'public.tv_order', 'public.tb_order', 'btree', ARRAY['pk_order'], false, 'CREATE INDEX tb_order_pk_order_idx ON public.tb_order (pk_order);'),
    (3, 'public.tv_customer', 'public.tb_customer', 'btree', ARRAY['pk_customer'], false, 'CREATE INDEX tb_customer_pk_customer_idx ON public.tb_customer (pk_customer);')
$function$;

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_customer', 'not-null', ARRAY['pk_customer']),
    ('public.tb_customer', 'unique', ARRAY['pk_customer']),
    ('public.tb_line', 'not-null', ARRAY['pk_line']),
    ('public.tb_line', 'unique', ARRAY['pk_line']),
    ('public.tb_order', 'not-null', ARRAY['pk_order']),
    ('public.tb_order', 'unique', ARRAY['pk_order'])
$function$;

-- public.tv_line, key (pk_line).
CREATE FUNCTION tviews.activate_tv_line() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_line', 'public.v_line', 'pk_line, fk_order, total, product', $definition$
SELECT *
FROM (
SELECT pk_line, fk_order, quantity * price AS total, product
FROM tb_line
WHERE quantity > 0
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_line') IS NULL THEN
  CREATE TABLE public.tv_line (LIKE public.v_line) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_line') THEN
    INSERT INTO public.tv_line SELECT * FROM public.v_line;
  END IF;
  PERFORM tviews.put_key('activate_tv_line', 'public.tv_line', 'PRIMARY KEY (pk_line)');
  ANALYZE public.tv_line;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_line', 'public.tv_line', 'public.v_line', 'PRIMARY KEY (pk_line)') THEN
  IF tviews.fill_now('activate_tv_line') THEN
    INSERT INTO public.tv_line SELECT * FROM public.v_line;
  END IF;
  PERFORM tviews.put_key('activate_tv_line', 'public.tv_line', 'PRIMARY KEY (pk_line)');
END IF;

-- Makes the rows of public.tv_line with these keys equal to those of public.v_line, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_line(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_line, v.fk_order, v.total, v.product
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_line)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_line AS v
        WHERE v.pk_line = k.pk_line
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_line AS t (pk_line, fk_order, total, product)
      SELECT * FROM fresh
      ON CONFLICT (pk_line)
      DO UPDATE SET fk_order = excluded.fk_order, total = excluded.total, product = excluded.product
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_line)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_line FROM fresh) AS gone (pk_line);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_line, v.fk_order, v.total, v.product
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_line)
      JOIN public.v_line AS v ON v.pk_line = k.pk_line
    ), written AS (
      INSERT INTO public.tv_line AS t (pk_line, fk_order, total, product)
      SELECT * FROM fresh
      ON CONFLICT (pk_line)
      DO UPDATE SET fk_order = excluded.fk_order, total = excluded.total, product = excluded.product
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_line)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_line FROM fresh) AS gone (pk_line);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_line AS t
    USING unnest(v_gone) AS k (pk_line)
    WHERE t.pk_line = k.pk_line;
  END IF;
END
$function$;

-- Makes all rows of public.tv_line equal to those of public.v_line, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_line() RETURNS void
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
  DELETE FROM public.tv_line AS t
  USING (
    SELECT t.pk_line FROM public.tv_line AS t
    EXCEPT
    SELECT v.pk_line FROM public.v_line AS v
  ) AS k (pk_line)
  WHERE t.pk_line = k.pk_line;

  INSERT INTO public.tv_line AS t (pk_line, fk_order, total, product)
  SELECT v.pk_line, v.fk_order, v.total, v.product
  FROM public.v_line AS v
  ON CONFLICT (pk_line)
  DO UPDATE SET fk_order = excluded.fk_order, total = excluded.total, product = excluded.product
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_line out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_line(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_tb_line_pk_line integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_line (pk_line)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_tb_line_pk_line, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    LOCK TABLE public.tv_line IN SHARE ROW EXCLUSIVE MODE;
    PERFORM tviews.mark_rebuilt(1);
    PERFORM tviews.complete('activate_tv_line');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (0, tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_line();
    RETURN (0, NULL::jsonb, NULL::bigint);
  END IF;

  -- Keys that no changed row has led to come without the lock on one.
  IF v_keys IS NOT NULL THEN
    LOCK TABLE public.tv_line IN SHARE ROW EXCLUSIVE MODE;
    PERFORM tviews.mark_rebuilt(1);
  END IF;

  -- tb_line: pk_line = tb_line.pk_line
  IF v_tb_line_pk_line IS NOT NULL THEN
    v_keys := v_keys || v_tb_line_pk_line;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  -- Each of these rows is of one row of one table, which who changes it has locked. Above READ COMMITTED the snapshot
  -- may show one beside its successor, where another transaction has deleted it: a serialization failure.
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    PERFORM tviews.refuse_rebuilt(1);
    PERFORM FROM public.tv_line AS t JOIN unnest(v_keys) AS k (pk_line) ON t.pk_line = k.pk_line FOR UPDATE OF t;
  END IF;
  IF cardinality(v_keys) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(1, ARRAY[v_keys::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (0, tviews.try_apart(1, ARRAY[v_keys::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_line(v_keys);
  END IF;
  RETURN (0, NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_line, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_line() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT ARRAY[
  -- tv_order looks rows up by it
  ARRAY[$definition$CREATE INDEX ON public.tv_line USING btree (fk_order)$definition$, NULL, 'fk_order']
]
$activate$;

-- public.tv_order, key (pk_order).
CREATE FUNCTION tviews.activate_tv_order() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_order', 'public.v_order', 'pk_order, fk_customer, total, lines', $definition$
SELECT *
FROM (
SELECT o.pk_order, o.fk_customer, COALESCE(sum(l.total), 0) AS total,
       jsonb_agg(jsonb_build_object('product', l.product, 'total', l.total) ORDER BY l.pk_line) AS lines
FROM tb_order o
LEFT JOIN tv_line l ON l.fk_order = o.pk_order
GROUP BY o.pk_order
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_order') IS NULL THEN
  CREATE TABLE public.tv_order (LIKE public.v_order) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_order') THEN
    INSERT INTO public.tv_order SELECT * FROM public.v_order;
  END IF;
  PERFORM tviews.put_key('activate_tv_order', 'public.tv_order', 'PRIMARY KEY (pk_order)');
  ANALYZE public.tv_order;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_order', 'public.tv_order', 'public.v_order', 'PRIMARY KEY (pk_order)') THEN
  IF tviews.fill_now('activate_tv_order') THEN
    INSERT INTO public.tv_order SELECT * FROM public.v_order;
  END IF;
  PERFORM tviews.put_key('activate_tv_order', 'public.tv_order', 'PRIMARY KEY (pk_order)');
END IF;

-- Makes the rows of public.tv_order with these keys equal to those of public.v_order, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_order(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_order, v.fk_customer, v.total, v.lines
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_order)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_order AS v
        WHERE v.pk_order = k.pk_order
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_order AS t (pk_order, fk_customer, total, lines)
      SELECT * FROM fresh
      ON CONFLICT (pk_order)
      DO UPDATE SET fk_customer = excluded.fk_customer, total = excluded.total, lines = excluded.lines
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_order)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_order FROM fresh) AS gone (pk_order);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_order, v.fk_customer, v.total, v.lines
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_order)
      JOIN public.v_order AS v ON v.pk_order = k.pk_order
    ), written AS (
      INSERT INTO public.tv_order AS t (pk_order, fk_customer, total, lines)
      SELECT * FROM fresh
      ON CONFLICT (pk_order)
      DO UPDATE SET fk_customer = excluded.fk_customer, total = excluded.total, lines = excluded.lines
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_order)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_order FROM fresh) AS gone (pk_order);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_order AS t
    USING unnest(v_gone) AS k (pk_order)
    WHERE t.pk_order = k.pk_order;
  END IF;
END
$function$;

-- Makes all rows of public.tv_order equal to those of public.v_order, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_order() RETURNS void
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
  DELETE FROM public.tv_order AS t
  USING (
    SELECT t.pk_order FROM public.tv_order AS t
    EXCEPT
    SELECT v.pk_order FROM public.v_order AS v
  ) AS k (pk_order)
  WHERE t.pk_order = k.pk_order;

  INSERT INTO public.tv_order AS t (pk_order, fk_customer, total, lines)
  SELECT v.pk_order, v.fk_customer, v.total, v.lines
  FROM public.v_order AS v
  ON CONFLICT (pk_order)
  DO UPDATE SET fk_customer = excluded.fk_customer, total = excluded.total, lines = excluded.lines
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_order out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_order(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_o_pk_order integer[];
  v_l_fk_order integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_order o (pk_order)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tv_line l (fk_order)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_o_pk_order, v_l_fk_order, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_order');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_order();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_order o: pk_order = o.pk_order
  IF v_o_pk_order IS NOT NULL THEN
    v_keys := v_keys || v_o_pk_order;
  END IF;

  -- tv_line l: pk_order = l.fk_order
  IF v_l_fk_order IS NOT NULL THEN
    v_keys := v_keys || v_l_fk_order;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.pk_order))) FROM unnest(v_keys) AS k (pk_order)
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
    PERFORM tviews.refresh_tv_order(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_order, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_order() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT ARRAY[
  -- tv_customer looks rows up by it
  ARRAY[$definition$CREATE INDEX ON public.tv_order USING btree (fk_customer)$definition$, NULL, 'fk_customer']
]
$activate$;

-- public.tv_customer, key (pk_customer).
CREATE FUNCTION tviews.activate_tv_customer() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_customer', 'public.v_customer', 'pk_customer, name, revenue', $definition$
SELECT *
FROM (
SELECT c.pk_customer, c.name, (SELECT sum(o.total) FROM tv_order o WHERE o.fk_customer = c.pk_customer) AS revenue
FROM tb_customer c
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_customer') IS NULL THEN
  CREATE TABLE public.tv_customer (LIKE public.v_customer) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_customer') THEN
    INSERT INTO public.tv_customer SELECT * FROM public.v_customer;
  END IF;
  PERFORM tviews.put_key('activate_tv_customer', 'public.tv_customer', 'PRIMARY KEY (pk_customer)');
  ANALYZE public.tv_customer;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_customer', 'public.tv_customer', 'public.v_customer', 'PRIMARY KEY (pk_customer)') THEN
  IF tviews.fill_now('activate_tv_customer') THEN
    INSERT INTO public.tv_customer SELECT * FROM public.v_customer;
  END IF;
  PERFORM tviews.put_key('activate_tv_customer', 'public.tv_customer', 'PRIMARY KEY (pk_customer)');
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
      SELECT v.pk_customer, v.name, v.revenue
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_customer)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_customer AS v
        WHERE v.pk_customer = k.pk_customer
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_customer AS t (pk_customer, name, revenue)
      SELECT * FROM fresh
      ON CONFLICT (pk_customer)
      DO UPDATE SET name = excluded.name, revenue = excluded.revenue
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_customer)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_customer FROM fresh) AS gone (pk_customer);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_customer, v.name, v.revenue
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_customer)
      JOIN public.v_customer AS v ON v.pk_customer = k.pk_customer
    ), written AS (
      INSERT INTO public.tv_customer AS t (pk_customer, name, revenue)
      SELECT * FROM fresh
      ON CONFLICT (pk_customer)
      DO UPDATE SET name = excluded.name, revenue = excluded.revenue
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_customer)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_customer FROM fresh) AS gone (pk_customer);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_customer AS t
    USING unnest(v_gone) AS k (pk_customer)
    WHERE t.pk_customer = k.pk_customer;
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
    SELECT t.pk_customer FROM public.tv_customer AS t
    EXCEPT
    SELECT v.pk_customer FROM public.v_customer AS v
  ) AS k (pk_customer)
  WHERE t.pk_customer = k.pk_customer;

  INSERT INTO public.tv_customer AS t (pk_customer, name, revenue)
  SELECT v.pk_customer, v.name, v.revenue
  FROM public.v_customer AS v
  ON CONFLICT (pk_customer)
  DO UPDATE SET name = excluded.name, revenue = excluded.revenue
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
  v_held bigint[] := '{}';
  v_c_pk_customer integer[];
  v_o_fk_customer integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(3)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_customer c (pk_customer)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tv_order o (fk_customer)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_c_pk_customer, v_o_fk_customer, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(3, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(3)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_customer');
    IF p_notes THEN
      PERFORM tviews.note_rows(3, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(3, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_customer();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_customer c: pk_customer = c.pk_customer
  IF v_c_pk_customer IS NOT NULL THEN
    v_keys := v_keys || v_c_pk_customer;
  END IF;

  -- tv_order o: pk_customer = o.fk_customer
  IF v_o_fk_customer IS NOT NULL THEN
    v_keys := v_keys || v_o_fk_customer;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(3, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(3, hash_record(ROW (k.pk_customer))) FROM unnest(v_keys) AS k (pk_customer)
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
    PERFORM tviews.refresh_tv_customer(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
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
    FROM unnest(ARRAY[3]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_customer reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_customer, r.name FROM old_rows AS r),
      after AS (SELECT r.pk_customer, r.name FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 3, 'tb_customer c (pk_customer)', array_agg(DISTINCT r.pk_customer)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 3, 'tb_customer c (pk_customer)', array_agg(r.pk_customer)::text[]
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

-- The triggers of public.tb_line.
CREATE FUNCTION tviews.watch_tb_line() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_line puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_line() RETURNS trigger
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
      -- What tv_line reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_line, r.fk_order, r.product, r.quantity, ROW (r.price)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after AS (SELECT r.pk_line, r.fk_order, r.product, r.quantity, ROW (r.price)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_line (pk_line)', array_agg(DISTINCT r.pk_line)::text[]
      FROM changed AS r WHERE r.quantity > 0
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_line (pk_line)', array_agg(r.pk_line)::text[]
      FROM changed_rows AS r WHERE r.quantity > 0
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_line', 'enqueue_tb_line', 'tviews_tb_line', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_order.
CREATE FUNCTION tviews.watch_tb_order() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_order puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_order() RETURNS trigger
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
      -- What tv_order reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_order, r.fk_customer FROM old_rows AS r),
      after AS (SELECT r.pk_order, r.fk_customer FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_order o (pk_order)', array_agg(DISTINCT r.pk_order)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_order o (pk_order)', array_agg(r.pk_order)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_order', 'enqueue_tb_order', 'tviews_tb_order', true);
RETURN false;
END
$activate$;

-- The triggers of public.tv_line.
CREATE FUNCTION tviews.watch_tv_line() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tv_line puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tv_line() RETURNS trigger
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
    FROM unnest(ARRAY[2]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_order reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_line, r.fk_order, r.product, ROW (r.total)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after AS (SELECT r.pk_line, r.fk_order, r.product, ROW (r.total)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tv_line l (fk_order)', array_agg(DISTINCT r.fk_order)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tv_line l (fk_order)', array_agg(DISTINCT r.fk_order)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tv_line', 'enqueue_tv_line', 'tviews_tv_line', true);
RETURN false;
END
$activate$;

-- The triggers of public.tv_order.
CREATE FUNCTION tviews.watch_tv_order() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tv_order puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tv_order() RETURNS trigger
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
    FROM unnest(ARRAY[3]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_customer reads of the rows before and after, and where that differs.
      before AS (SELECT r.fk_customer, ROW (r.total)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after AS (SELECT r.fk_customer, ROW (r.total)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 3, 'tv_order o (fk_customer)', array_agg(DISTINCT r.fk_customer)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 3, 'tv_order o (fk_customer)', array_agg(DISTINCT r.fk_customer)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tv_order', 'enqueue_tv_order', 'tviews_tv_order', true);
RETURN false;
END
$activate$;
