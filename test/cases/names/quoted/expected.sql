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
    (1, 'public."tv_Order Line"', 'public."v_Order Line"', false, ARRAY['No'], 'r."No" = k."No"',
      'jsonb_build_object(''No'', CAST($1[1][n] AS integer))', 'tviews."refresh_tv_Order Line"(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public."Order Line"', 'public."tb_Order"']::text[], 'activate_tv_Order Line', 'equip_tv_Order Line', ARRAY['drain_tv_Order Line', 'refresh_tv_Order Line', 'rebuild_tv_Order Line'], 'drain_tv_Order Line',
      false, false, 1000),
    (2, 'public."tv_Order"', 'public."v_Order"', false, ARRAY['pk_Order'], 'r."pk_Order" = k."pk_Order"',
      'jsonb_build_object(''pk_Order'', CAST($1[1][n] AS integer))', 'tviews."refresh_tv_Order"(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public."Order Line"', 'public."tb_Order"']::text[], 'activate_tv_Order', 'equip_tv_Order', ARRAY['drain_tv_Order', 'refresh_tv_Order', 'rebuild_tv_Order'], 'drain_tv_Order',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public."Order Line"', ARRAY['$1', '%I', '100%', 'Line-No.', E'back\\slash', 'fk_Order', '{{price}}']::text[], ARRAY['text', 'text', 'numeric', 'integer', 'text', 'integer', 'numeric']::text[], 'tviews_Order Line', 'enqueue_Order Line', NULL, true, 'watch_Order Line'),
    ('public."tb_Order"', ARRAY['Customer Name', 'it''s', 'pk_Order', 'say "hi"']::text[], ARRAY['text', 'integer', 'integer', 'text']::text[], 'tviews_tb_Order', 'enqueue_tb_Order', NULL, true, 'watch_tb_Order')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public."tv_Order Line"', 'public."Order Line"', ARRAY['Order Line', 'l']::text[], ARRAY['Line-No.', 'fk_Order', '{{price}}', '%I']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'No = changed."Line-No."'),
    ('public."tv_Order Line"', 'public."tb_Order"', ARRAY['o']::text[], ARRAY['pk_Order', 'it''s']::text[], false,
      'mapped', 1, ARRAY['public."Order Line"']::text[], '"Order Line"."fk_Order" = o."pk_Order", No = "Order Line"."Line-No."'),
    ('public."tv_Order"', 'public."Order Line"', ARRAY['l']::text[], ARRAY['Line-No.', 'fk_Order', '100%', '$1', E'back\\slash']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_Order = l."fk_Order"'),
    ('public."tv_Order"', 'public."tb_Order"', ARRAY['o']::text[], ARRAY['pk_Order', 'Customer Name', 'say "hi"']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_Order = o."pk_Order"')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public."tv_Order Line"', 'public."Order Line"', 'btree', ARRAY['Line-No.'], false, 'CREATE INDEX "Order Line_Line-No._idx" ON public."Order Line" ("Line-No.");'),
    (2, 'public."tv_Order Line"', 'public."tb_Order"', 'btree', ARRAY['pk_Order'], false, 'CREATE INDEX "tb_Order_pk_Order_idx" ON public."tb_Order" ("pk_Order");'),
    (3, 'public."tv_Order Line"', 'public."Order Line"', 'btree', ARRAY['fk_Order'], false, 'CREATE INDEX "Order Line_fk_Order_idx" ON public."Order Line" ("fk_Order");'),
    (4, 'public."tv_Order"', 'public."Order Line"', 'btree', ARRAY['fk_Order'], false, 'CREATE INDEX "Order Line_fk_Order_idx" ON public."Order Line" ("fk_Order");'),
    (5, 'public."tv_Order"', 'public."tb_Order"', 'btree', ARRAY['pk_Order'], false, 'CREATE INDEX "tb_Order_pk_Order_idx" ON public."tb_Order" ("pk_Order");')
$function$;

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public."Order Line"', 'not-null', ARRAY['Line-No.']),
    ('public."Order Line"', 'unique', ARRAY['Line-No.']),
    ('public."tb_Order"', 'not-null', ARRAY['pk_Order']),
    ('public."tb_Order"', 'unique', ARRAY['pk_Order'])
$function$;

-- public."tv_Order Line", key (No).
CREATE FUNCTION tviews."activate_tv_Order Line"() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_Order Line', 'public."v_Order Line"', '"No", "Per Cent", "it''s", "Price $$"', $definition$
SELECT *
FROM (
SELECT v."No", v."Per Cent", o."it's", l."{{price}}" AS "Price $$"
FROM "Big View" v
JOIN "Order Line" l ON l."Line-No." = v."No"
LEFT JOIN "tb_Order" o ON o."pk_Order" = v."Ord"
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public."tv_Order Line"') IS NULL THEN
  CREATE TABLE public."tv_Order Line" (LIKE public."v_Order Line") INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_Order Line') THEN
    INSERT INTO public."tv_Order Line" SELECT * FROM public."v_Order Line";
  END IF;
  PERFORM tviews.put_key('activate_tv_Order Line', 'public."tv_Order Line"', 'PRIMARY KEY ("No")');
  ANALYZE public."tv_Order Line";
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_Order Line', 'public."tv_Order Line"', 'public."v_Order Line"', 'PRIMARY KEY ("No")') THEN
  IF tviews.fill_now('activate_tv_Order Line') THEN
    INSERT INTO public."tv_Order Line" SELECT * FROM public."v_Order Line";
  END IF;
  PERFORM tviews.put_key('activate_tv_Order Line', 'public."tv_Order Line"', 'PRIMARY KEY ("No")');
END IF;

-- Makes the rows of public."tv_Order Line" with these keys equal to those of public."v_Order Line", writing only what differs.
CREATE OR REPLACE FUNCTION tviews."refresh_tv_Order Line"(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v."No", v."Per Cent", v."it's", v."Price $$"
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k ("No")
      CROSS JOIN LATERAL (
        SELECT * FROM public."v_Order Line" AS v
        WHERE v."No" = k."No"
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public."tv_Order Line" AS t ("No", "Per Cent", "it's", "Price $$")
      SELECT * FROM fresh
      ON CONFLICT ("No")
      DO UPDATE SET "Per Cent" = excluded."Per Cent", "it's" = excluded."it's", "Price $$" = excluded."Price $$"
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone."No")
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh."No" FROM fresh) AS gone ("No");
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v."No", v."Per Cent", v."it's", v."Price $$"
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k ("No")
      JOIN public."v_Order Line" AS v ON v."No" = k."No"
    ), written AS (
      INSERT INTO public."tv_Order Line" AS t ("No", "Per Cent", "it's", "Price $$")
      SELECT * FROM fresh
      ON CONFLICT ("No")
      DO UPDATE SET "Per Cent" = excluded."Per Cent", "it's" = excluded."it's", "Price $$" = excluded."Price $$"
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone."No")
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh."No" FROM fresh) AS gone ("No");
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public."tv_Order Line" AS t
    USING unnest(v_gone) AS k ("No")
    WHERE t."No" = k."No";
  END IF;
END
$function$;

-- Makes all rows of public."tv_Order Line" equal to those of public."v_Order Line", writing only what differs.
CREATE OR REPLACE FUNCTION tviews."rebuild_tv_Order Line"() RETURNS void
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
  DELETE FROM public."tv_Order Line" AS t
  USING (
    SELECT t."No" FROM public."tv_Order Line" AS t
    EXCEPT
    SELECT v."No" FROM public."v_Order Line" AS v
  ) AS k ("No")
  WHERE t."No" = k."No";

  INSERT INTO public."tv_Order Line" AS t ("No", "Per Cent", "it's", "Price $$")
  SELECT v."No", v."Per Cent", v."it's", v."Price $$"
  FROM public."v_Order Line" AS v
  ON CONFLICT ("No")
  DO UPDATE SET "Per Cent" = excluded."Per Cent", "it's" = excluded."it's", "Price $$" = excluded."Price $$"
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public."tv_Order Line" out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews."drain_tv_Order Line"(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_route_1_1 integer[];
  v_o_pk_order integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'Order Line l (Line-No.)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_Order o (pk_Order)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_route_1_1, v_o_pk_order, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_Order Line');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews."rebuild_tv_Order Line"();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public."Order Line" ("fk_Order")
  IF v_o_pk_order IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed."pk_Order")))
      FROM unnest(v_o_pk_order) AS changed ("pk_Order")
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- Order Line l: No = changed."Line-No."
  IF v_route_1_1 IS NOT NULL THEN
    v_keys := v_keys || v_route_1_1;
  END IF;

  -- tb_Order o: "Order Line"."fk_Order" = o."pk_Order", No = "Order Line"."Line-No."
  IF v_o_pk_order IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT "Order Line"."Line-No."
      FROM public."Order Line" AS "Order Line"
      WHERE "Order Line"."fk_Order" = ANY (v_o_pk_order)
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k."No"))) FROM unnest(v_keys) AS k ("No")
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
    PERFORM tviews."refresh_tv_Order Line"(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public."tv_Order Line", and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews."equip_tv_Order Line"() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public."tv_Order", key (pk_Order).
CREATE FUNCTION tviews."activate_tv_Order"() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_Order', 'public."v_Order"', '"pk_Order", "The ""Name""", "Data"', $definition$
SELECT *
FROM (
SELECT o."pk_Order", o."Customer Name" AS "The ""Name""",
       jsonb_build_object('hi', o."say ""hi""", 'lines', (
         SELECT jsonb_agg(l."100%" || COALESCE(l."$1", '') || COALESCE(l."back\slash", '') ORDER BY l."Line-No.")
         FROM "Order Line" l WHERE l."fk_Order" = o."pk_Order")) AS "Data"
FROM "tb_Order" o
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public."tv_Order"') IS NULL THEN
  CREATE TABLE public."tv_Order" (LIKE public."v_Order") INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_Order') THEN
    INSERT INTO public."tv_Order" SELECT * FROM public."v_Order";
  END IF;
  PERFORM tviews.put_key('activate_tv_Order', 'public."tv_Order"', 'PRIMARY KEY ("pk_Order")');
  ANALYZE public."tv_Order";
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_Order', 'public."tv_Order"', 'public."v_Order"', 'PRIMARY KEY ("pk_Order")') THEN
  IF tviews.fill_now('activate_tv_Order') THEN
    INSERT INTO public."tv_Order" SELECT * FROM public."v_Order";
  END IF;
  PERFORM tviews.put_key('activate_tv_Order', 'public."tv_Order"', 'PRIMARY KEY ("pk_Order")');
END IF;

-- Makes the rows of public."tv_Order" with these keys equal to those of public."v_Order", writing only what differs.
CREATE OR REPLACE FUNCTION tviews."refresh_tv_Order"(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v."pk_Order", v."The ""Name""", v."Data"
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k ("pk_Order")
      CROSS JOIN LATERAL (
        SELECT * FROM public."v_Order" AS v
        WHERE v."pk_Order" = k."pk_Order"
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public."tv_Order" AS t ("pk_Order", "The ""Name""", "Data")
      SELECT * FROM fresh
      ON CONFLICT ("pk_Order")
      DO UPDATE SET "The ""Name""" = excluded."The ""Name""", "Data" = excluded."Data"
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone."pk_Order")
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh."pk_Order" FROM fresh) AS gone ("pk_Order");
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v."pk_Order", v."The ""Name""", v."Data"
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k ("pk_Order")
      JOIN public."v_Order" AS v ON v."pk_Order" = k."pk_Order"
    ), written AS (
      INSERT INTO public."tv_Order" AS t ("pk_Order", "The ""Name""", "Data")
      SELECT * FROM fresh
      ON CONFLICT ("pk_Order")
      DO UPDATE SET "The ""Name""" = excluded."The ""Name""", "Data" = excluded."Data"
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone."pk_Order")
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh."pk_Order" FROM fresh) AS gone ("pk_Order");
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public."tv_Order" AS t
    USING unnest(v_gone) AS k ("pk_Order")
    WHERE t."pk_Order" = k."pk_Order";
  END IF;
END
$function$;

-- Makes all rows of public."tv_Order" equal to those of public."v_Order", writing only what differs.
CREATE OR REPLACE FUNCTION tviews."rebuild_tv_Order"() RETURNS void
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
  DELETE FROM public."tv_Order" AS t
  USING (
    SELECT t."pk_Order" FROM public."tv_Order" AS t
    EXCEPT
    SELECT v."pk_Order" FROM public."v_Order" AS v
  ) AS k ("pk_Order")
  WHERE t."pk_Order" = k."pk_Order";

  INSERT INTO public."tv_Order" AS t ("pk_Order", "The ""Name""", "Data")
  SELECT v."pk_Order", v."The ""Name""", v."Data"
  FROM public."v_Order" AS v
  ON CONFLICT ("pk_Order")
  DO UPDATE SET "The ""Name""" = excluded."The ""Name""", "Data" = excluded."Data"
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public."tv_Order" out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews."drain_tv_Order"(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_l_fk_order integer[];
  v_o_pk_order integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'Order Line l (fk_Order)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_Order o (pk_Order)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_l_fk_order, v_o_pk_order, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(3)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_Order');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews."rebuild_tv_Order"();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Order Line l: pk_Order = l."fk_Order"
  IF v_l_fk_order IS NOT NULL THEN
    v_keys := v_keys || v_l_fk_order;
  END IF;

  -- tb_Order o: pk_Order = o."pk_Order"
  IF v_o_pk_order IS NOT NULL THEN
    v_keys := v_keys || v_o_pk_order;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(3, hash_record(ROW (k."pk_Order"))) FROM unnest(v_keys) AS k ("pk_Order")
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
    PERFORM tviews."refresh_tv_Order"(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public."tv_Order", and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews."equip_tv_Order"() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public."Order Line".
CREATE FUNCTION tviews."watch_Order Line"() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public."Order Line" puts out of date.
CREATE OR REPLACE FUNCTION tviews."enqueue_Order Line"() RETURNS trigger
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
      -- What tv_Order Line reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r."Line-No.", r."fk_Order", r."%I", ROW (r."{{price}}")::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after_1 AS (SELECT r."Line-No.", r."fk_Order", r."%I", ROW (r."{{price}}")::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_Order reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r."Line-No.", r."fk_Order", r."$1", r."back\slash", ROW (r."100%")::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after_2 AS (SELECT r."Line-No.", r."fk_Order", r."$1", r."back\slash", ROW (r."100%")::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'Order Line l (Line-No.)', array_agg(DISTINCT r."Line-No.")::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r."fk_Order"))))
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'Order Line l (fk_Order)', array_agg(DISTINCT r."fk_Order")::text[],
        NULL::bigint[]
      FROM changed_2 AS r WHERE r."fk_Order" IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'Order Line l (Line-No.)', array_agg(r."Line-No.")::text[],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r."fk_Order"))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'Order Line l (fk_Order)', array_agg(DISTINCT r."fk_Order")::text[],
        NULL::bigint[]
      FROM changed_rows AS r WHERE r."fk_Order" IS NOT NULL
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public."Order Line"', 'enqueue_Order Line', 'tviews_Order Line', true);
RETURN false;
END
$activate$;

-- The triggers of public."tb_Order".
CREATE FUNCTION tviews."watch_tb_Order"() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public."tb_Order" puts out of date.
CREATE OR REPLACE FUNCTION tviews."enqueue_tb_Order"() RETURNS trigger
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
      -- What tv_Order Line reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r."pk_Order", r."it's" FROM old_rows AS r),
      after_1 AS (SELECT r."pk_Order", r."it's" FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_Order reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r."pk_Order", r."Customer Name", r."say ""hi""" FROM old_rows AS r),
      after_2 AS (SELECT r."pk_Order", r."Customer Name", r."say ""hi""" FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_Order o (pk_Order)', array_agg(DISTINCT r."pk_Order")::text[]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_Order o (pk_Order)', array_agg(DISTINCT r."pk_Order")::text[]
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_Order o (pk_Order)', array_agg(r."pk_Order")::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_Order o (pk_Order)', array_agg(r."pk_Order")::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public."tb_Order"', 'enqueue_tb_Order', 'tviews_tb_Order', true);
RETURN false;
END
$activate$;
