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
    (1, 'public.tv_booking', 'public.v_booking', false, ARRAY['pk_booking'], 'r.pk_booking = k.pk_booking',
      'jsonb_build_object(''pk_booking'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_booking(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_booking', 'public.tb_room_day']::text[], 'activate_tv_booking', 'equip_tv_booking', ARRAY['drain_tv_booking', 'refresh_tv_booking', 'rebuild_tv_booking'], 'drain_tv_booking',
      false, false, 1000),
    (2, 'public.tv_room_day', 'public.v_room_day', false, ARRAY['room', 'day'], 'r.room = k.room AND r.day = k.day',
      'jsonb_build_object(''room'', CAST($1[1][n] AS text), ''day'', CAST($1[2][n] AS date))', 'tviews.refresh_tv_room_day(ARRAY(SELECT unnest($1[1:1]))::text[], ARRAY(SELECT unnest($1[2:2]))::date[])',
      ARRAY['public.tb_booking', 'public.tb_room_day']::text[], 'activate_tv_room_day', 'equip_tv_room_day', ARRAY['drain_tv_room_day', 'refresh_tv_room_day', 'rebuild_tv_room_day'], 'drain_tv_room_day',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_booking', ARRAY['day', 'guest', 'pk_booking', 'room']::text[], ARRAY['date', 'text', 'integer', 'text']::text[], 'tviews_tb_booking', 'enqueue_tb_booking', NULL, true, 'watch_tb_booking'),
    ('public.tb_room_day', ARRAY['day', 'price', 'room']::text[], ARRAY['date', 'numeric', 'text']::text[], 'tviews_tb_room_day', 'enqueue_tb_room_day', NULL, true, 'watch_tb_room_day')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_booking', 'public.tb_booking', ARRAY['b']::text[], ARRAY['pk_booking', 'room', 'day', 'guest']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_booking = b.pk_booking'),
    ('public.tv_booking', 'public.tb_room_day', ARRAY['r']::text[], ARRAY['room', 'day', 'price']::text[], false,
      'mapped', 1, ARRAY['public.tb_booking']::text[], 'b.room = r.room AND b.day = r.day, pk_booking = b.pk_booking'),
    ('public.tv_room_day', 'public.tb_booking', ARRAY['b']::text[], ARRAY['pk_booking', 'room', 'day', 'guest']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'room = b.room, day = b.day'),
    ('public.tv_room_day', 'public.tb_room_day', ARRAY['r']::text[], ARRAY['room', 'day', 'price']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'room = r.room, day = r.day')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_booking', 'public.tb_booking', 'btree', ARRAY['pk_booking'], false, 'CREATE INDEX tb_booking_pk_booking_idx ON public.tb_booking (pk_booking);'),
    (2, 'public.tv_booking', 'public.tb_room_day', 'btree', ARRAY['room', 'day'], false, 'CREATE INDEX tb_room_day_room_day_idx ON public.tb_room_day (room, day);'),
    (3, 'public.tv_booking', 'public.tb_booking', 'btree', ARRAY['room', 'day'], false, 'CREATE INDEX tb_booking_room_day_idx ON public.tb_booking (room, day);'),
    (4, 'public.tv_room_day', 'public.tb_booking', 'btree', ARRAY['room', 'day'], false, 'CREATE INDEX tb_booking_room_day_idx ON public.tb_booking (room, day);'),
    (5, 'public.tv_room_day', 'public.tb_room_day', 'btree', ARRAY['room', 'day'], false, 'CREATE INDEX tb_room_day_room_day_idx ON public.tb_room_day (room, day);')
$function$;

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_booking', 'not-null', ARRAY['pk_booking']),
    ('public.tb_booking', 'unique', ARRAY['pk_booking']),
    ('public.tb_room_day', 'not-null', ARRAY['room']),
    ('public.tb_room_day', 'not-null', ARRAY['day']),
    ('public.tb_room_day', 'unique', ARRAY['room', 'day'])
$function$;

-- public.tv_booking, key (pk_booking).
CREATE FUNCTION tviews.activate_tv_booking() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_booking', 'public.v_booking', 'pk_booking, guest, room, price', $definition$
SELECT *
FROM (
SELECT b.pk_booking, b.guest, b.room, r.price
FROM tb_booking b
LEFT JOIN tb_room_day r ON (r.room, r.day) = (b.room, b.day)
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_booking') IS NULL THEN
  CREATE TABLE public.tv_booking (LIKE public.v_booking) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_booking') THEN
    INSERT INTO public.tv_booking SELECT * FROM public.v_booking;
  END IF;
  PERFORM tviews.put_key('activate_tv_booking', 'public.tv_booking', 'PRIMARY KEY (pk_booking)');
  ANALYZE public.tv_booking;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_booking', 'public.tv_booking', 'public.v_booking', 'PRIMARY KEY (pk_booking)') THEN
  IF tviews.fill_now('activate_tv_booking') THEN
    INSERT INTO public.tv_booking SELECT * FROM public.v_booking;
  END IF;
  PERFORM tviews.put_key('activate_tv_booking', 'public.tv_booking', 'PRIMARY KEY (pk_booking)');
END IF;

-- Makes the rows of public.tv_booking with these keys equal to those of public.v_booking, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_booking(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_booking, v.guest, v.room, v.price
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_booking)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_booking AS v
        WHERE v.pk_booking = k.pk_booking
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_booking AS t (pk_booking, guest, room, price)
      SELECT * FROM fresh
      ON CONFLICT (pk_booking)
      DO UPDATE SET guest = excluded.guest, room = excluded.room, price = excluded.price
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_booking)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_booking FROM fresh) AS gone (pk_booking);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_booking, v.guest, v.room, v.price
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_booking)
      JOIN public.v_booking AS v ON v.pk_booking = k.pk_booking
    ), written AS (
      INSERT INTO public.tv_booking AS t (pk_booking, guest, room, price)
      SELECT * FROM fresh
      ON CONFLICT (pk_booking)
      DO UPDATE SET guest = excluded.guest, room = excluded.room, price = excluded.price
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_booking)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_booking FROM fresh) AS gone (pk_booking);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_booking AS t
    USING unnest(v_gone) AS k (pk_booking)
    WHERE t.pk_booking = k.pk_booking;
  END IF;
END
$function$;

-- Makes all rows of public.tv_booking equal to those of public.v_booking, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_booking() RETURNS void
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
  DELETE FROM public.tv_booking AS t
  USING (
    SELECT t.pk_booking FROM public.tv_booking AS t
    EXCEPT
    SELECT v.pk_booking FROM public.v_booking AS v
  ) AS k (pk_booking)
  WHERE t.pk_booking = k.pk_booking;

  INSERT INTO public.tv_booking AS t (pk_booking, guest, room, price)
  SELECT v.pk_booking, v.guest, v.room, v.price
  FROM public.v_booking AS v
  ON CONFLICT (pk_booking)
  DO UPDATE SET guest = excluded.guest, room = excluded.room, price = excluded.price
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_booking out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_booking(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_b_pk_booking integer[];
  v_r_room text[];
  v_r_day date[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_booking b (pk_booking)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_room_day r (room, day)'),
    array_agg(value.c2::date) FILTER (WHERE taken.route = 'tb_room_day r (room, day)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_b_pk_booking, v_r_room, v_r_day, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_booking');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_booking();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_booking (day, room)
  IF v_r_room IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.day, changed.room)))
      FROM unnest(v_r_room, v_r_day) AS changed (room, day)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_booking b: pk_booking = b.pk_booking
  IF v_b_pk_booking IS NOT NULL THEN
    v_keys := v_keys || v_b_pk_booking;
  END IF;

  -- tb_room_day r: b.room = r.room AND b.day = r.day, pk_booking = b.pk_booking
  IF v_r_room IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT b.pk_booking
      FROM unnest(v_r_room, v_r_day) AS changed (room, day)
      JOIN public.tb_booking AS b ON b.room = changed.room AND b.day = changed.day
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (k.pk_booking))) FROM unnest(v_keys) AS k (pk_booking)
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
    PERFORM tviews.refresh_tv_booking(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_booking, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_booking() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_room_day, key (room, day).
CREATE FUNCTION tviews.activate_tv_room_day() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_room_day', 'public.v_room_day', 'room, day, price, guests', $definition$
SELECT *
FROM (
SELECT r.room, r.day, r.price,
       (SELECT jsonb_agg(b.guest ORDER BY b.pk_booking) FROM tb_booking b WHERE b.room = r.room AND b.day = r.day) AS guests
FROM tb_room_day r
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_room_day') IS NULL THEN
  CREATE TABLE public.tv_room_day (LIKE public.v_room_day) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_room_day') THEN
    INSERT INTO public.tv_room_day SELECT * FROM public.v_room_day;
  END IF;
  PERFORM tviews.put_key('activate_tv_room_day', 'public.tv_room_day', 'PRIMARY KEY (room, day)');
  ANALYZE public.tv_room_day;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_room_day', 'public.tv_room_day', 'public.v_room_day', 'PRIMARY KEY (room, day)') THEN
  IF tviews.fill_now('activate_tv_room_day') THEN
    INSERT INTO public.tv_room_day SELECT * FROM public.v_room_day;
  END IF;
  PERFORM tviews.put_key('activate_tv_room_day', 'public.tv_room_day', 'PRIMARY KEY (room, day)');
END IF;

-- Makes the rows of public.tv_room_day with these keys equal to those of public.v_room_day, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_room_day(p_keys_1 text[], p_keys_2 date[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone_1 text[];
  v_gone_2 date[];
BEGIN
  IF cardinality(p_keys_1) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.room, v.day, v.price, v.guests
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (room, day)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_room_day AS v
        WHERE v.room = k.room AND v.day = k.day
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_room_day AS t (room, day, price, guests)
      SELECT * FROM fresh
      ON CONFLICT (room, day)
      DO UPDATE SET price = excluded.price, guests = excluded.guests
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.room), array_agg(gone.day)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.room, fresh.day FROM fresh) AS gone (room, day);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.room, v.day, v.price, v.guests
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (room, day)
      JOIN public.v_room_day AS v ON v.room = k.room AND v.day = k.day
    ), written AS (
      INSERT INTO public.tv_room_day AS t (room, day, price, guests)
      SELECT * FROM fresh
      ON CONFLICT (room, day)
      DO UPDATE SET price = excluded.price, guests = excluded.guests
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.room), array_agg(gone.day)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.room, fresh.day FROM fresh) AS gone (room, day);
  END IF;

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_room_day AS t
    USING unnest(v_gone_1, v_gone_2) AS k (room, day)
    WHERE t.room = k.room AND t.day = k.day;
  END IF;
END
$function$;

-- Makes all rows of public.tv_room_day equal to those of public.v_room_day, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_room_day() RETURNS void
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
  DELETE FROM public.tv_room_day AS t
  USING (
    SELECT t.room, t.day FROM public.tv_room_day AS t
    EXCEPT
    SELECT v.room, v.day FROM public.v_room_day AS v
  ) AS k (room, day)
  WHERE t.room = k.room AND t.day = k.day;

  INSERT INTO public.tv_room_day AS t (room, day, price, guests)
  SELECT v.room, v.day, v.price, v.guests
  FROM public.v_room_day AS v
  ON CONFLICT (room, day)
  DO UPDATE SET price = excluded.price, guests = excluded.guests
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_room_day out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_room_day(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_b_room text[];
  v_b_day date[];
  v_r_room text[];
  v_r_day date[];
  v_keys_1 text[];
  v_keys_2 date[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_booking b (room, day)'),
    array_agg(value.c2::date) FILTER (WHERE taken.route = 'tb_booking b (room, day)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_room_day r (room, day)'),
    array_agg(value.c2::date) FILTER (WHERE taken.route = 'tb_room_day r (room, day)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::date) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_b_room, v_b_day, v_r_room, v_r_day, v_keys_1, v_keys_2
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(3)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_room_day');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_room_day();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_booking b: room = b.room, day = b.day
  IF v_b_room IS NOT NULL THEN
    v_keys_1 := v_keys_1 || v_b_room;
    v_keys_2 := v_keys_2 || v_b_day;
  END IF;

  -- tb_room_day r: room = r.room, day = r.day
  IF v_r_room IS NOT NULL THEN
    v_keys_1 := v_keys_1 || v_r_room;
    v_keys_2 := v_keys_2 || v_r_day;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(3, hash_record(ROW (k.room, k.day))) FROM unnest(v_keys_1, v_keys_2) AS k (room, day)
  ), p_most - cardinality(v_held));
  IF pg_sequence_last_value('tviews.traced_since') IS NOT NULL THEN
    PERFORM tviews.leave_trace(v_held);
  END IF;
  IF cardinality(v_keys_1) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(2, ARRAY[v_keys_1::text[], v_keys_2::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_apart(2, ARRAY[v_keys_1::text[], v_keys_2::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_room_day(v_keys_1, v_keys_2);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_room_day, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_room_day() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_booking.
CREATE FUNCTION tviews.watch_tb_booking() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_booking puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_booking() RETURNS trigger
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
      -- What tv_booking, tv_room_day reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_booking, r.room, r.day, r.guest FROM old_rows AS r),
      after AS (SELECT r.pk_booking, r.room, r.day, r.guest FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_booking b (pk_booking)', ARRAY[array_agg(DISTINCT r.pk_booking)::text[]],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.day, r.room))))
      FROM changed AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_booking b (room, day)', ARRAY[array_agg(r.room)::text[], array_agg(r.day)],
        NULL::bigint[]
      FROM (SELECT DISTINCT r.room, r.day::text AS day FROM changed AS r WHERE r.room IS NOT NULL AND r.day IS NOT NULL) AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_booking b (pk_booking)', ARRAY[array_agg(r.pk_booking)::text[]],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.day, r.room))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_booking b (room, day)', ARRAY[array_agg(r.room)::text[], array_agg(r.day)],
        NULL::bigint[]
      FROM (SELECT DISTINCT r.room, r.day::text AS day FROM changed_rows AS r WHERE r.room IS NOT NULL AND r.day IS NOT NULL) AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_booking', 'enqueue_tb_booking', 'tviews_tb_booking', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_room_day.
CREATE FUNCTION tviews.watch_tb_room_day() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_room_day puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_room_day() RETURNS trigger
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
      -- What tv_booking, tv_room_day reads of the rows before and after, and where that differs.
      before AS (SELECT r.room, r.day, ROW (r.price)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after AS (SELECT r.room, r.day, ROW (r.price)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_room_day r (room, day)', ARRAY[array_agg(r.room)::text[], array_agg(r.day)]
      FROM (SELECT DISTINCT r.room, r.day::text AS day FROM changed AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_room_day r (room, day)', ARRAY[array_agg(r.room)::text[], array_agg(r.day)]
      FROM (SELECT DISTINCT r.room, r.day::text AS day FROM changed AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_room_day r (room, day)', ARRAY[array_agg(r.room)::text[], array_agg(r.day)]
      FROM (SELECT DISTINCT r.room, r.day::text AS day FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_room_day r (room, day)', ARRAY[array_agg(r.room)::text[], array_agg(r.day)]
      FROM (SELECT DISTINCT r.room, r.day::text AS day FROM changed_rows AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_room_day', 'enqueue_tb_room_day', 'tviews_tb_room_day', true);
RETURN false;
END
$activate$;
