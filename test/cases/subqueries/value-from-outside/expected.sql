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
    (1, 'public.tv_checked', 'public.v_checked', false, ARRAY['pk_seat', 'number'], 'r.pk_seat = k.pk_seat AND (r.number = k.number OR r.number IS NULL AND k.number IS NULL)',
      'jsonb_build_object(''pk_seat'', CAST($1[1][n] AS integer), ''number'', CAST($1[2][n] AS integer))', 'tviews.refresh_tv_checked(ARRAY(SELECT unnest($1[1:1]))::integer[], ARRAY(SELECT unnest($1[2:2]))::integer[])',
      ARRAY['public.tb_seat', 'public.tb_ticket']::text[], 'activate_tv_checked', 'equip_tv_checked', ARRAY['drain_tv_checked', 'refresh_tv_checked', 'rebuild_tv_checked'], 'drain_tv_checked',
      false, false, 1000),
    (2, 'public.tv_known', 'public.v_known', false, ARRAY['pk_seat'], 'r.pk_seat = k.pk_seat',
      'jsonb_build_object(''pk_seat'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_known(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_guest', 'public.tb_seat', 'public.tb_ticket']::text[], 'activate_tv_known', 'equip_tv_known', ARRAY['drain_tv_known', 'refresh_tv_known', 'rebuild_tv_known'], 'drain_tv_known',
      false, false, 1000),
    (3, 'public.tv_paid', 'public.v_paid', false, ARRAY['pk_seat', 'paid'], 'r.pk_seat = k.pk_seat AND (r.paid = k.paid OR r.paid IS NULL AND k.paid IS NULL)',
      'jsonb_build_object(''pk_seat'', CAST($1[1][n] AS integer), ''paid'', CAST($1[2][n] AS integer))', 'tviews.refresh_tv_paid(ARRAY(SELECT unnest($1[1:1]))::integer[], ARRAY(SELECT unnest($1[2:2]))::integer[])',
      ARRAY['public.tb_guest', 'public.tb_seat']::text[], 'activate_tv_paid', 'equip_tv_paid', ARRAY['drain_tv_paid', 'refresh_tv_paid', 'rebuild_tv_paid'], 'drain_tv_paid',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_guest', ARRAY['pk_guest']::text[], ARRAY['integer']::text[], 'tviews_tb_guest', 'enqueue_tb_guest', NULL, true, 'watch_tb_guest'),
    ('public.tb_seat', ARRAY['fk_guest', 'pk_seat', 'price']::text[], ARRAY['integer', 'integer', 'integer']::text[], 'tviews_tb_seat', 'enqueue_tb_seat', NULL, true, 'watch_tb_seat'),
    ('public.tb_ticket', ARRAY['fk_seat', 'pk_ticket']::text[], ARRAY['integer', 'integer']::text[], 'tviews_tb_ticket', 'enqueue_tb_ticket', NULL, true, 'watch_tb_ticket')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_checked', 'public.tb_seat', ARRAY['s']::text[], ARRAY['pk_seat', 'price']::text[], false,
      'mapped', 1, ARRAY['public.tv_checked']::text[], 'old_row.pk_seat = s.pk_seat, pk_seat = old_row.pk_seat, number = old_row.number'),
    ('public.tv_checked', 'public.tb_seat', ARRAY['s']::text[], ARRAY['pk_seat', 'price']::text[], false,
      'mapped', 2, ARRAY['public.v_checked']::text[], 'new_row.pk_seat = s.pk_seat, pk_seat = new_row.pk_seat, number = new_row.number'),
    ('public.tv_checked', 'public.tb_ticket', ARRAY['t']::text[], ARRAY['fk_seat']::text[], false,
      'mapped', 1, ARRAY['public.tv_checked']::text[], 'old_row.pk_seat = t.fk_seat, pk_seat = old_row.pk_seat, number = old_row.number'),
    ('public.tv_checked', 'public.tb_ticket', ARRAY['t']::text[], ARRAY['fk_seat']::text[], false,
      'mapped', 2, ARRAY['public.v_checked']::text[], 'new_row.pk_seat = t.fk_seat, pk_seat = new_row.pk_seat, number = new_row.number'),
    ('public.tv_known', 'public.tb_guest', ARRAY['g']::text[], ARRAY['pk_guest']::text[], false,
      'mapped', 1, ARRAY['public.tb_seat']::text[], 's.fk_guest = g.pk_guest, pk_seat = s.pk_seat'),
    ('public.tv_known', 'public.tb_seat', ARRAY['s']::text[], ARRAY['pk_seat', 'fk_guest']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_seat = s.pk_seat'),
    ('public.tv_known', 'public.tb_ticket', ARRAY['t']::text[], ARRAY['pk_ticket', 'fk_seat']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_seat = t.fk_seat'),
    ('public.tv_paid', 'public.tb_guest', ARRAY['g']::text[], ARRAY['pk_guest']::text[], false,
      'mapped', 1, ARRAY['public.tb_seat', 'public.tv_paid']::text[], 's.fk_guest = g.pk_guest, old_row.pk_seat = s.pk_seat, pk_seat = old_row.pk_seat, paid = old_row.paid'),
    ('public.tv_paid', 'public.tb_guest', ARRAY['g']::text[], ARRAY['pk_guest']::text[], false,
      'mapped', 2, ARRAY['public.tb_seat', 'public.v_paid']::text[], 's.fk_guest = g.pk_guest, new_row.pk_seat = s.pk_seat, pk_seat = new_row.pk_seat, paid = new_row.paid'),
    ('public.tv_paid', 'public.tb_seat', ARRAY['s']::text[], ARRAY['pk_seat', 'price', 'fk_guest']::text[], false,
      'mapped', 1, ARRAY['public.tv_paid']::text[], 'old_row.pk_seat = s.pk_seat, pk_seat = old_row.pk_seat, paid = old_row.paid'),
    ('public.tv_paid', 'public.tb_seat', ARRAY['s']::text[], ARRAY['pk_seat', 'price', 'fk_guest']::text[], false,
      'mapped', 2, ARRAY['public.v_paid']::text[], 'new_row.pk_seat = s.pk_seat, pk_seat = new_row.pk_seat, paid = new_row.paid')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_checked', 'public.tb_seat', 'btree', ARRAY['pk_seat'], false, 'CREATE INDEX tb_seat_pk_seat_idx ON public.tb_seat (pk_seat);'),
    (2, 'public.tv_checked', 'public.tb_ticket', 'btree', ARRAY['fk_seat'], false, 'CREATE INDEX tb_ticket_fk_seat_idx ON public.tb_ticket (fk_seat);'),
    (3, 'public.tv_known', 'public.tb_guest', 'btree', ARRAY['pk_guest'], false, 'CREATE INDEX tb_guest_pk_guest_idx ON public.tb_guest (pk_guest);'),
    (4, 'public.tv_known', 'public.tb_seat', 'btree', ARRAY['fk_guest'], false, 'CREATE INDEX tb_seat_fk_guest_idx ON public.tb_seat (fk_guest);'),
    (5, 'public.tv_known', 'public.tb_seat', 'btree', ARRAY['pk_seat'], false, 'CREATE INDEX tb_seat_pk_seat_idx ON public.tb_seat (pk_seat);'),
    (6, 'public.tv_known', 'public.tb_ticket', 'btree', ARRAY['fk_seat'], false, 'CREATE INDEX tb_ticket_fk_seat_idx ON public.tb_ticket (fk_seat);'),
    (7, 'public.tv_paid', 'public.tb_guest', 'btree', ARRAY['pk_guest'], false, 'CREATE INDEX tb_guest_pk_guest_idx ON public.tb_guest (pk_guest);'),
    (8, 'public.tv_paid', 'public.tb_seat', 'btree', ARRAY['fk_guest'], false, 'CREATE INDEX tb_seat_fk_guest_idx ON public.tb_seat (fk_guest);'),
    (9, 'public.tv_paid', 'public.tb_seat', 'btree', ARRAY['pk_seat'], false, 'CREATE INDEX tb_seat_pk_seat_idx ON public.tb_seat (pk_seat);')
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
    ('public.tb_guest', 'not-null', ARRAY['pk_guest']),
    ('public.tb_guest', 'unique', ARRAY['pk_guest']),
    ('public.tb_seat', 'not-null', ARRAY['pk_seat']),
    ('public.tb_seat', 'unique', ARRAY['pk_seat']),
    ('public.tb_ticket', 'not-null', ARRAY['fk_seat']),
    ('public.tb_ticket', 'unique', ARRAY['fk_seat'])
$function$;

-- public.tv_checked, key (pk_seat, number).
CREATE FUNCTION tviews.activate_tv_checked() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_checked', 'public.v_checked', 'pk_seat, number', $definition$
SELECT *
FROM (
SELECT s.pk_seat, t.number
FROM tb_seat s
LEFT JOIN LATERAL (SELECT s.price AS number FROM tb_ticket t WHERE t.fk_seat = s.pk_seat) t ON true
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_checked') IS NULL THEN
  CREATE TABLE public.tv_checked (LIKE public.v_checked) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_checked') THEN
    INSERT INTO public.tv_checked SELECT * FROM public.v_checked;
  END IF;
  PERFORM tviews.put_key('activate_tv_checked', 'public.tv_checked', 'UNIQUE NULLS NOT DISTINCT (pk_seat, number)');
  ANALYZE public.tv_checked;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_checked', 'public.tv_checked', 'public.v_checked', 'UNIQUE NULLS NOT DISTINCT (pk_seat, number)') THEN
  IF tviews.fill_now('activate_tv_checked') THEN
    INSERT INTO public.tv_checked SELECT * FROM public.v_checked;
  END IF;
  PERFORM tviews.put_key('activate_tv_checked', 'public.tv_checked', 'UNIQUE NULLS NOT DISTINCT (pk_seat, number)');
END IF;

-- Makes the rows of public.tv_checked with these keys equal to those of public.v_checked, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_checked(p_keys_1 integer[], p_keys_2 integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone_1 integer[];
  v_gone_2 integer[];
BEGIN
  IF cardinality(p_keys_1) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_seat, v.number
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_seat, number)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_checked AS v
        WHERE v.pk_seat = k.pk_seat AND (v.number = k.number OR v.number IS NULL AND k.number IS NULL)
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_checked AS t (pk_seat, number)
      SELECT * FROM fresh
      ON CONFLICT (pk_seat, number)
      DO NOTHING
    )
    SELECT array_agg(gone.pk_seat), array_agg(gone.number)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_seat, fresh.number FROM fresh) AS gone (pk_seat, number);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_seat, v.number
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_seat, number)
      JOIN public.v_checked AS v ON v.pk_seat = k.pk_seat AND (v.number = k.number OR v.number IS NULL AND k.number IS NULL)
    ), written AS (
      INSERT INTO public.tv_checked AS t (pk_seat, number)
      SELECT * FROM fresh
      ON CONFLICT (pk_seat, number)
      DO NOTHING
    )
    SELECT array_agg(gone.pk_seat), array_agg(gone.number)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_seat, fresh.number FROM fresh) AS gone (pk_seat, number);
  END IF;

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_checked AS t
    USING unnest(v_gone_1, v_gone_2) AS k (pk_seat, number)
    WHERE t.pk_seat = k.pk_seat AND (t.number = k.number OR t.number IS NULL AND k.number IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_checked equal to those of public.v_checked, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_checked() RETURNS void
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
  DELETE FROM public.tv_checked AS t
  USING (
    SELECT t.pk_seat, t.number FROM public.tv_checked AS t
    EXCEPT
    SELECT v.pk_seat, v.number FROM public.v_checked AS v
  ) AS k (pk_seat, number)
  WHERE t.pk_seat = k.pk_seat AND (t.number = k.number OR t.number IS NULL AND k.number IS NULL);

  INSERT INTO public.tv_checked AS t (pk_seat, number)
  SELECT v.pk_seat, v.number
  FROM public.v_checked AS v
  ON CONFLICT (pk_seat, number)
  DO NOTHING;
END
$function$;

-- Takes this transaction's entries for public.tv_checked out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_checked(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_s_pk_seat integer[];
  v_t_fk_seat integer[];
  v_keys_1 integer[];
  v_keys_2 integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_seat s (pk_seat)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_ticket t (fk_seat)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_s_pk_seat, v_t_fk_seat, v_keys_1, v_keys_2
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_checked');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_checked();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Its own rows, by public.tv_checked
  v_held := v_held || tviews.hold(ARRAY (
    SELECT tviews.lock_id(1, 1) FROM unnest(v_keys_1, v_keys_2) AS k (pk_seat, number)
  ), ARRAY (
    SELECT tviews.lock_id(1, 1)
    FROM unnest(v_s_pk_seat) AS changed (pk_seat)
    UNION ALL
    SELECT tviews.lock_id(1, 1)
    FROM unnest(v_s_pk_seat) AS changed (pk_seat)
    UNION ALL
    SELECT tviews.lock_id(1, 1)
    FROM unnest(v_t_fk_seat) AS changed (fk_seat)
    UNION ALL
    SELECT tviews.lock_id(1, 1)
    FROM unnest(v_t_fk_seat) AS changed (fk_seat)
  ), p_most - cardinality(v_held));

  -- tb_seat s:
  --   old_row.pk_seat = s.pk_seat, pk_seat = old_row.pk_seat, number = old_row.number
  --   new_row.pk_seat = s.pk_seat, pk_seat = new_row.pk_seat, number = new_row.number
  IF v_s_pk_seat IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(old_row.pk_seat), v_keys_2 || array_agg(old_row.number)
    INTO v_keys_1, v_keys_2
    FROM public.tv_checked AS old_row
    WHERE old_row.pk_seat = ANY (v_s_pk_seat);
    SELECT v_keys_1 || array_agg(new_row.pk_seat), v_keys_2 || array_agg(new_row.number)
    INTO v_keys_1, v_keys_2
    FROM public.v_checked AS new_row
    WHERE new_row.pk_seat = ANY (v_s_pk_seat);
  END IF;

  -- tb_ticket t:
  --   old_row.pk_seat = t.fk_seat, pk_seat = old_row.pk_seat, number = old_row.number
  --   new_row.pk_seat = t.fk_seat, pk_seat = new_row.pk_seat, number = new_row.number
  IF v_t_fk_seat IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(old_row.pk_seat), v_keys_2 || array_agg(old_row.number)
    INTO v_keys_1, v_keys_2
    FROM public.tv_checked AS old_row
    WHERE old_row.pk_seat = ANY (v_t_fk_seat);
    SELECT v_keys_1 || array_agg(new_row.pk_seat), v_keys_2 || array_agg(new_row.number)
    INTO v_keys_1, v_keys_2
    FROM public.v_checked AS new_row
    WHERE new_row.pk_seat = ANY (v_t_fk_seat);
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.pk_seat, k.number))) FROM unnest(v_keys_1, v_keys_2) AS k (pk_seat, number)
  ), p_most - cardinality(v_held));
  IF pg_sequence_last_value('tviews.traced_since') IS NOT NULL THEN
    PERFORM tviews.leave_trace(v_held);
  END IF;
  IF cardinality(v_keys_1) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(1, ARRAY[v_keys_1::text[], v_keys_2::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_apart(1, ARRAY[v_keys_1::text[], v_keys_2::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_checked(v_keys_1, v_keys_2);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_checked, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_checked() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_known, key (pk_seat).
CREATE FUNCTION tviews.activate_tv_known() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_known', 'public.v_known', 'pk_seat, tickets', $definition$
SELECT *
FROM (
SELECT q.pk_seat, (SELECT count(*) FROM tb_ticket t WHERE t.pk_ticket IS NOT DISTINCT FROM q.known AND t.fk_seat = q.pk_seat) AS tickets
FROM (
  SELECT s.pk_seat, (SELECT s.pk_seat FROM tb_guest g WHERE g.pk_guest = s.fk_guest) AS known
  FROM tb_seat s
) q
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_known') IS NULL THEN
  CREATE TABLE public.tv_known (LIKE public.v_known) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_known') THEN
    INSERT INTO public.tv_known SELECT * FROM public.v_known;
  END IF;
  PERFORM tviews.put_key('activate_tv_known', 'public.tv_known', 'PRIMARY KEY (pk_seat)');
  ANALYZE public.tv_known;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_known', 'public.tv_known', 'public.v_known', 'PRIMARY KEY (pk_seat)') THEN
  IF tviews.fill_now('activate_tv_known') THEN
    INSERT INTO public.tv_known SELECT * FROM public.v_known;
  END IF;
  PERFORM tviews.put_key('activate_tv_known', 'public.tv_known', 'PRIMARY KEY (pk_seat)');
END IF;

-- Makes the rows of public.tv_known with these keys equal to those of public.v_known, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_known(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_seat, v.tickets
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_seat)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_known AS v
        WHERE v.pk_seat = k.pk_seat
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_known AS t (pk_seat, tickets)
      SELECT * FROM fresh
      ON CONFLICT (pk_seat)
      DO UPDATE SET tickets = excluded.tickets
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_seat)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_seat FROM fresh) AS gone (pk_seat);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_seat, v.tickets
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_seat)
      JOIN public.v_known AS v ON v.pk_seat = k.pk_seat
    ), written AS (
      INSERT INTO public.tv_known AS t (pk_seat, tickets)
      SELECT * FROM fresh
      ON CONFLICT (pk_seat)
      DO UPDATE SET tickets = excluded.tickets
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_seat)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_seat FROM fresh) AS gone (pk_seat);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_known AS t
    USING unnest(v_gone) AS k (pk_seat)
    WHERE t.pk_seat = k.pk_seat;
  END IF;
END
$function$;

-- Makes all rows of public.tv_known equal to those of public.v_known, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_known() RETURNS void
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
  DELETE FROM public.tv_known AS t
  USING (
    SELECT t.pk_seat FROM public.tv_known AS t
    EXCEPT
    SELECT v.pk_seat FROM public.v_known AS v
  ) AS k (pk_seat)
  WHERE t.pk_seat = k.pk_seat;

  INSERT INTO public.tv_known AS t (pk_seat, tickets)
  SELECT v.pk_seat, v.tickets
  FROM public.v_known AS v
  ON CONFLICT (pk_seat)
  DO UPDATE SET tickets = excluded.tickets
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_known out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_known(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_g_pk_guest integer[];
  v_s_pk_seat integer[];
  v_t_fk_seat integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_guest g (pk_guest)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_seat s (pk_seat)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_ticket t (fk_seat)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_g_pk_guest, v_s_pk_seat, v_t_fk_seat, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(3), tviews.class_lock_id(4)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_known');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_known();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_seat (fk_guest)
  IF v_g_pk_guest IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(3, hash_record(ROW (changed.pk_guest)))
      FROM unnest(v_g_pk_guest) AS changed (pk_guest)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_guest g: s.fk_guest = g.pk_guest, pk_seat = s.pk_seat
  IF v_g_pk_guest IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT s.pk_seat
      FROM public.tb_seat AS s
      WHERE s.fk_guest = ANY (v_g_pk_guest)
    );
  END IF;

  -- tb_seat s: pk_seat = s.pk_seat
  IF v_s_pk_seat IS NOT NULL THEN
    v_keys := v_keys || v_s_pk_seat;
  END IF;

  -- tb_ticket t: pk_seat = t.fk_seat
  IF v_t_fk_seat IS NOT NULL THEN
    v_keys := v_keys || v_t_fk_seat;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(4, hash_record(ROW (k.pk_seat))) FROM unnest(v_keys) AS k (pk_seat)
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
    PERFORM tviews.refresh_tv_known(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_known, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_known() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_paid, key (pk_seat, paid).
CREATE FUNCTION tviews.activate_tv_paid() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_paid', 'public.v_paid', 'pk_seat, paid', $definition$
SELECT *
FROM (
SELECT s.pk_seat, (SELECT s.price FROM tb_guest g WHERE g.pk_guest = s.fk_guest) AS paid
FROM tb_seat s
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_paid') IS NULL THEN
  CREATE TABLE public.tv_paid (LIKE public.v_paid) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_paid') THEN
    INSERT INTO public.tv_paid SELECT * FROM public.v_paid;
  END IF;
  PERFORM tviews.put_key('activate_tv_paid', 'public.tv_paid', 'UNIQUE NULLS NOT DISTINCT (pk_seat, paid)');
  ANALYZE public.tv_paid;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_paid', 'public.tv_paid', 'public.v_paid', 'UNIQUE NULLS NOT DISTINCT (pk_seat, paid)') THEN
  IF tviews.fill_now('activate_tv_paid') THEN
    INSERT INTO public.tv_paid SELECT * FROM public.v_paid;
  END IF;
  PERFORM tviews.put_key('activate_tv_paid', 'public.tv_paid', 'UNIQUE NULLS NOT DISTINCT (pk_seat, paid)');
END IF;

-- Makes the rows of public.tv_paid with these keys equal to those of public.v_paid, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_paid(p_keys_1 integer[], p_keys_2 integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone_1 integer[];
  v_gone_2 integer[];
BEGIN
  IF cardinality(p_keys_1) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_seat, v.paid
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_seat, paid)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_paid AS v
        WHERE v.pk_seat = k.pk_seat AND (v.paid = k.paid OR v.paid IS NULL AND k.paid IS NULL)
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_paid AS t (pk_seat, paid)
      SELECT * FROM fresh
      ON CONFLICT (pk_seat, paid)
      DO UPDATE SET paid = excluded.paid
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_seat), array_agg(gone.paid)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_seat, fresh.paid FROM fresh) AS gone (pk_seat, paid);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_seat, v.paid
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_seat, paid)
      JOIN public.v_paid AS v ON v.pk_seat = k.pk_seat AND (v.paid = k.paid OR v.paid IS NULL AND k.paid IS NULL)
    ), written AS (
      INSERT INTO public.tv_paid AS t (pk_seat, paid)
      SELECT * FROM fresh
      ON CONFLICT (pk_seat, paid)
      DO UPDATE SET paid = excluded.paid
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_seat), array_agg(gone.paid)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_seat, fresh.paid FROM fresh) AS gone (pk_seat, paid);
  END IF;

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_paid AS t
    USING unnest(v_gone_1, v_gone_2) AS k (pk_seat, paid)
    WHERE t.pk_seat = k.pk_seat AND (t.paid = k.paid OR t.paid IS NULL AND k.paid IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_paid equal to those of public.v_paid, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_paid() RETURNS void
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
  DELETE FROM public.tv_paid AS t
  USING (
    SELECT t.pk_seat, t.paid FROM public.tv_paid AS t
    EXCEPT
    SELECT v.pk_seat, v.paid FROM public.v_paid AS v
  ) AS k (pk_seat, paid)
  WHERE t.pk_seat = k.pk_seat AND (t.paid = k.paid OR t.paid IS NULL AND k.paid IS NULL);

  INSERT INTO public.tv_paid AS t (pk_seat, paid)
  SELECT v.pk_seat, v.paid
  FROM public.v_paid AS v
  ON CONFLICT (pk_seat, paid)
  DO UPDATE SET paid = excluded.paid
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_paid out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_paid(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_g_pk_guest integer[];
  v_s_pk_seat integer[];
  v_keys_1 integer[];
  v_keys_2 integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(3)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_guest g (pk_guest)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_seat s (pk_seat)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_g_pk_guest, v_s_pk_seat, v_keys_1, v_keys_2
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(3, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(5), tviews.class_lock_id(6), tviews.class_lock_id(7)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_paid');
    IF p_notes THEN
      PERFORM tviews.note_rows(3, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(3, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_paid();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_seat (fk_guest)
  IF v_g_pk_guest IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(5, hash_record(ROW (changed.pk_guest)))
      FROM unnest(v_g_pk_guest) AS changed (pk_guest)
      UNION ALL
      SELECT tviews.lock_id(5, hash_record(ROW (changed.pk_guest)))
      FROM unnest(v_g_pk_guest) AS changed (pk_guest)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- Its own rows, by public.tv_paid
  v_held := v_held || tviews.hold(ARRAY (
    SELECT tviews.lock_id(6, 1) FROM unnest(v_keys_1, v_keys_2) AS k (pk_seat, paid)
  ), ARRAY (
    SELECT tviews.lock_id(6, 1)
    FROM public.tb_seat AS s
    WHERE s.fk_guest = ANY (v_g_pk_guest)
    UNION ALL
    SELECT tviews.lock_id(6, 1)
    FROM public.tb_seat AS s
    WHERE s.fk_guest = ANY (v_g_pk_guest)
    UNION ALL
    SELECT tviews.lock_id(6, 1)
    FROM unnest(v_s_pk_seat) AS changed (pk_seat)
    UNION ALL
    SELECT tviews.lock_id(6, 1)
    FROM unnest(v_s_pk_seat) AS changed (pk_seat)
  ), p_most - cardinality(v_held));

  -- tb_guest g:
  --   s.fk_guest = g.pk_guest, old_row.pk_seat = s.pk_seat, pk_seat = old_row.pk_seat, paid = old_row.paid
  --   s.fk_guest = g.pk_guest, new_row.pk_seat = s.pk_seat, pk_seat = new_row.pk_seat, paid = new_row.paid
  IF v_g_pk_guest IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(old_row.pk_seat), v_keys_2 || array_agg(old_row.paid)
    INTO v_keys_1, v_keys_2
    FROM public.tb_seat AS s
    JOIN public.tv_paid AS old_row ON old_row.pk_seat = s.pk_seat
    WHERE s.fk_guest = ANY (v_g_pk_guest);
    SELECT v_keys_1 || array_agg(new_row.pk_seat), v_keys_2 || array_agg(new_row.paid)
    INTO v_keys_1, v_keys_2
    FROM public.tb_seat AS s
    JOIN public.v_paid AS new_row ON new_row.pk_seat = s.pk_seat
    WHERE s.fk_guest = ANY (v_g_pk_guest);
  END IF;

  -- tb_seat s:
  --   old_row.pk_seat = s.pk_seat, pk_seat = old_row.pk_seat, paid = old_row.paid
  --   new_row.pk_seat = s.pk_seat, pk_seat = new_row.pk_seat, paid = new_row.paid
  IF v_s_pk_seat IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(old_row.pk_seat), v_keys_2 || array_agg(old_row.paid)
    INTO v_keys_1, v_keys_2
    FROM public.tv_paid AS old_row
    WHERE old_row.pk_seat = ANY (v_s_pk_seat);
    SELECT v_keys_1 || array_agg(new_row.pk_seat), v_keys_2 || array_agg(new_row.paid)
    INTO v_keys_1, v_keys_2
    FROM public.v_paid AS new_row
    WHERE new_row.pk_seat = ANY (v_s_pk_seat);
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(3, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(7, hash_record(ROW (k.pk_seat))) FROM unnest(v_keys_1, v_keys_2) AS k (pk_seat, paid)
  ), p_most - cardinality(v_held));
  IF pg_sequence_last_value('tviews.traced_since') IS NOT NULL THEN
    PERFORM tviews.leave_trace(v_held);
  END IF;
  IF cardinality(v_keys_1) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(3, ARRAY[v_keys_1::text[], v_keys_2::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_apart(3, ARRAY[v_keys_1::text[], v_keys_2::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_paid(v_keys_1, v_keys_2);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_paid, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_paid() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_guest.
CREATE FUNCTION tviews.watch_tb_guest() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_guest puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_guest() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[2, 3]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_known, tv_paid reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_guest FROM old_rows AS r),
      after AS (SELECT r.pk_guest FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_guest g (pk_guest)', array_agg(DISTINCT r.pk_guest)::text[]
      FROM changed AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_guest g (pk_guest)', ARRAY[array_agg(DISTINCT r.pk_guest)::text[]]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 2, 'tb_guest g (pk_guest)', array_agg(r.pk_guest)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_guest g (pk_guest)', ARRAY[array_agg(r.pk_guest)::text[]]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_guest', 'enqueue_tb_guest', 'tviews_tb_guest', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_seat.
CREATE FUNCTION tviews.watch_tb_seat() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_seat puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_seat() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[1, 2, 3]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_checked reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_seat, r.price FROM old_rows AS r),
      after_1 AS (SELECT r.pk_seat, r.price FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_known reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_seat, r.fk_guest FROM old_rows AS r),
      after_2 AS (SELECT r.pk_seat, r.fk_guest FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      ),
      -- What tv_paid reads of the rows before and after, and where that differs.
      before_3 AS (SELECT r.pk_seat, r.price, r.fk_guest FROM old_rows AS r),
      after_3 AS (SELECT r.pk_seat, r.price, r.fk_guest FROM new_rows AS r),
      changed_3 AS (
        (TABLE before_3 EXCEPT ALL TABLE after_3) UNION ALL (TABLE after_3 EXCEPT ALL TABLE before_3)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_seat s (pk_seat)', ARRAY[array_agg(DISTINCT r.pk_seat)::text[]],
        NULL::bigint[]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_seat s (pk_seat)', array_agg(DISTINCT r.pk_seat)::text[],
        array_agg(DISTINCT tviews.lock_id(3, hash_record(ROW (r.fk_guest))))
      FROM changed_2 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_seat s (pk_seat)', ARRAY[array_agg(DISTINCT r.pk_seat)::text[]],
        array_agg(DISTINCT tviews.lock_id(5, hash_record(ROW (r.fk_guest))))
      FROM changed_3 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_seat s (pk_seat)', ARRAY[array_agg(r.pk_seat)::text[]],
        NULL::bigint[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_seat s (pk_seat)', array_agg(r.pk_seat)::text[],
        array_agg(DISTINCT tviews.lock_id(3, hash_record(ROW (r.fk_guest))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_seat s (pk_seat)', ARRAY[array_agg(r.pk_seat)::text[]],
        array_agg(DISTINCT tviews.lock_id(5, hash_record(ROW (r.fk_guest))))
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_seat', 'enqueue_tb_seat', 'tviews_tb_seat', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_ticket.
CREATE FUNCTION tviews.watch_tb_ticket() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_ticket puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_ticket() RETURNS trigger
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
      -- What tv_checked reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.fk_seat FROM old_rows AS r),
      after_1 AS (SELECT r.fk_seat FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_known reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_ticket, r.fk_seat FROM old_rows AS r),
      after_2 AS (SELECT r.pk_ticket, r.fk_seat FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_ticket t (fk_seat)', ARRAY[array_agg(DISTINCT r.fk_seat)::text[]]
      FROM changed_1 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_ticket t (fk_seat)', array_agg(DISTINCT r.fk_seat)::text[]
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_ticket t (fk_seat)', ARRAY[array_agg(r.fk_seat)::text[]]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_ticket t (fk_seat)', array_agg(r.fk_seat)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_ticket', 'enqueue_tb_ticket', 'tviews_tb_ticket', true);
RETURN false;
END
$activate$;
