-- Drains hold what they look up, and what their changes can be looked up by, until their transactions end: of two that
-- matter to one row of a TVIEW, the second sees what the first has done. A lock is an advisory lock on a class (what is
-- looked up, and by which columns; the drains say which) and the hash of a value. In pg_locks the class number, plus
-- 562954240, is the classid; objid is the hash, or 0 for the class as a whole.
CREATE FUNCTION tviews.class_lock_id(p_class bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS 'SELECT (562954240 + p_class) << 32';

-- Computes all rows of a TVIEW and writes those that differ, as a drain does, so that TVIEWs that read it follow: for
-- what no trigger reports.
CREATE FUNCTION tviews.rebuild(p_tview regclass) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET row_security = off
SET plan_cache_mode = force_generic_plan
SET jit = off
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
  INSERT INTO tviews.queue (tview, route, schedules_drain)
  SELECT place, 'case_extension', false FROM tviews.chosen_tviews(p_tview) AS place;
  PERFORM tviews.drain_queue();
END
$function$;

-- The TVIEWs as they were built, in dependency order. same_key is the condition that a row r has the key k; key_object is
-- the n-th of the keys that $1 holds as texts, and refresh refreshes these. The functions are those that its part creates.
CREATE FUNCTION tviews.built_tviews()
RETURNS TABLE (
  place integer, tview text, backing_view text, manual boolean, key text[], same_key text, key_object text, refresh text,
  sources text[], activate_part text, equip_part text, functions text[], drain text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_stock', 'public.v_stock', false, ARRAY['pk_north', 'pk_south'], '(r.pk_north = k.pk_north OR r.pk_north IS NULL AND k.pk_north IS NULL) AND (r.pk_south = k.pk_south OR r.pk_south IS NULL AND k.pk_south IS NULL)',
      'jsonb_build_object(''pk_north'', CAST($1[1][n] AS integer), ''pk_south'', CAST($1[2][n] AS integer))', 'tviews.refresh_tv_stock(ARRAY(SELECT unnest($1[1:1]))::integer[], ARRAY(SELECT unnest($1[2:2]))::integer[])',
      ARRAY['public.tb_north', 'public.tb_south']::text[], 'activate_tv_stock', 'equip_tv_stock', ARRAY['drain_tv_stock', 'refresh_tv_stock', 'rebuild_tv_stock'], 'drain_tv_stock')
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_north', ARRAY['article', 'pieces', 'pk_north']::text[], ARRAY['text', 'integer', 'integer']::text[], 'tviews_tb_north', 'enqueue_tb_north', NULL, true, 'watch_tb_north'),
    ('public.tb_south', ARRAY['article', 'pieces', 'pk_south']::text[], ARRAY['text', 'integer', 'integer']::text[], 'tviews_tb_south', 'enqueue_tb_south', NULL, true, 'watch_tb_south')
$function$;

-- The highest number of a class of locks.
CREATE FUNCTION tviews.built_lock_classes() RETURNS integer
LANGUAGE sql IMMUTABLE
AS 'SELECT 5';

-- Computes the next rows of the TVIEWs that are not complete, of one after the other in dependency order, and returns how
-- many of its keys are done; NULL where nothing is left. To be committed after each call: as in a drain, writers that
-- lead to these rows wait.
CREATE FUNCTION tviews.backfill(p_keys integer DEFAULT 1000, OUT tview regclass, OUT done bigint, OUT total bigint)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET row_security = off
SET plan_cache_mode = force_generic_plan
SET jit = off
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
#variable_conflict use_column
DECLARE
  v_built record;
  v_first integer;
  v_last integer;
  v_end integer;
BEGIN
  IF p_keys < 1 OR p_keys IS NULL THEN
    RAISE EXCEPTION 'a backfill computes at least one key at a time, not %', coalesce(p_keys::text, 'NULL') USING ERRCODE = 'invalid_parameter_value';
  END IF;
  -- One at a time.
  PERFORM pg_advisory_xact_lock(tviews.class_lock_id(0) | 8);
  PERFORM tviews.drain_queue();

  SELECT built.* INTO v_built
  FROM tviews.active_tviews() AS built JOIN tviews.part ON part.name = built.activate_part
  WHERE NOT part.is_complete
  ORDER BY built.place
  LIMIT 1;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  tview := v_built.tview::regclass;

  SELECT min(entry.place), max(entry.place) INTO v_first, v_last FROM tviews.backfill AS entry WHERE entry.part = v_built.activate_part;
  done := 0;
  total := 100 * (v_last - 1);
  IF v_built.refresh IS NULL THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain) VALUES (v_built.place, 'case_extension', false);
  ELSIF v_first IS NULL THEN
    PERFORM tviews.list_keys(v_built.activate_part, v_built.tview, v_built.backing_view, v_built.key);
    total := 100 * (SELECT max(entry.place) - 1 FROM tviews.backfill AS entry WHERE entry.part = v_built.activate_part);
    RETURN;
  ELSE
    v_end := least(v_first + (p_keys + 99) / 100, v_last);
    done := 100 * (v_end - 1);
    WITH taken AS (
      DELETE FROM tviews.backfill AS entry
      WHERE entry.part = v_built.activate_part AND (entry.place < v_end OR v_end = v_last)
      RETURNING entry.keys
    )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT v_built.place, 'key', taken.keys, false FROM taken WHERE taken.keys IS NOT NULL;
  END IF;
  PERFORM tviews.drain_queue(v_built.place);
  IF v_end = v_last OR v_built.refresh IS NULL THEN
    PERFORM tviews.complete(v_built.activate_part);
    EXECUTE format('ANALYZE %s', v_built.tview);
  END IF;

  -- TVIEWs that read this one and are to be listed yet follow then, all their rows at once.
  DELETE FROM tviews.queue AS entry
  USING tviews.active_tviews() AS reader JOIN tviews.part ON part.name = reader.activate_part
  WHERE entry.xid = pg_current_xact_id() AND entry.tview = reader.place AND NOT part.is_complete
    AND NOT EXISTS (SELECT FROM tviews.backfill AS listed WHERE listed.part = part.name);
  PERFORM tviews.drain_queue();
END
$function$;

-- Gives a TVIEW the columns of its backing view, in their order, and room for another key. Columns that stay keep what
-- hangs on them. Returns whether the rows are gone, to be computed anew.
CREATE FUNCTION tviews.put_columns(p_part text, p_tview regclass, p_view regclass, p_key text) RETURNS boolean
LANGUAGE plpgsql
AS $function$
DECLARE
  v_key text := coalesce((SELECT part.key FROM tviews.part WHERE part.name = p_part), p_key);
  v_constraint record;
  v_wanted record;
  v_reader record;
  v_last smallint := 0;
  v_kept smallint[] := '{}';
  v_retyped smallint[] := '{}';
  v_dropped smallint[];
  v_anew smallint[];
  v_changes text[] := '{}';
  v_dependents tviews.dependents;
  v_empty boolean;
BEGIN
  -- New columns come last, so what is to follow one comes anew too.
  FOR v_wanted IN
    SELECT wanted.attname AS name, wanted.attnum, kept.attnum AS kept,
      (kept.atttypid, kept.atttypmod, kept.attcollation) = (wanted.atttypid, wanted.atttypmod, wanted.attcollation) AS same_type,
      format_type(wanted.atttypid, wanted.atttypmod) || coalesce(' COLLATE ' || nullif(wanted.attcollation, 0)::regcollation, '') AS type
    FROM pg_attribute AS wanted
    LEFT JOIN pg_attribute AS kept ON kept.attrelid = p_tview AND kept.attname = wanted.attname AND NOT kept.attisdropped
    WHERE wanted.attrelid = p_view AND wanted.attnum > 0
    ORDER BY wanted.attnum
  LOOP
    IF v_wanted.kept > v_last AND v_last < 32767 THEN
      v_last := v_wanted.kept;
      v_kept := v_kept || v_last;
      IF NOT v_wanted.same_type THEN
        v_retyped := v_retyped || v_last;
        v_changes := v_changes || format('ALTER COLUMN %1$I TYPE %2$s USING NULL', v_wanted.name, v_wanted.type);
      END IF;
    ELSE
      v_last := 32767;
      v_changes := v_changes || format('ADD COLUMN %I %s', v_wanted.name, v_wanted.type);
      IF v_wanted.same_type THEN
        v_changes := v_changes || ARRAY(SELECT tviews.column_settings(p_tview, v_wanted.kept));
      END IF;
    END IF;
  END LOOP;
  v_changes := ARRAY(
    SELECT format('DROP COLUMN %I', attname) FROM pg_attribute
    WHERE attrelid = p_tview AND attnum > 0 AND NOT attisdropped AND attnum <> ALL (v_kept)
  ) || v_changes;

  SELECT conname AS name, NOT conkey <@ v_kept OR conkey && v_retyped AS is_touched,
    array_to_string(ARRAY(
      SELECT format(', ALTER COLUMN %I DROP NOT NULL', attname) FROM pg_attribute
      WHERE attrelid = conrelid AND attnum = ANY (conkey) AND attnotnull
    ), '') AS nullable_again
  INTO v_constraint
  FROM pg_constraint
  WHERE conrelid = p_tview AND contype IN ('p', 'u') AND pg_get_constraintdef(oid) = v_key;
  v_dropped := ARRAY(
    SELECT attnum FROM pg_attribute
    WHERE attrelid = p_tview AND attnum > 0 AND NOT attisdropped
      AND attname NOT IN (SELECT attname FROM pg_attribute WHERE attrelid = p_view)
  );
  v_anew := ARRAY(
    SELECT attnum FROM pg_attribute
    WHERE attrelid = p_tview AND attnum > 0 AND NOT attisdropped
      AND attnum <> ALL (v_dropped) AND (attnum <> ALL (v_kept) OR attnum = ANY (v_retyped))
  );
  v_empty := v_constraint.name IS NULL OR v_constraint.is_touched OR v_key <> p_key OR tviews.forbids_null(p_tview, v_anew);
  IF v_changes = '{}' AND NOT v_empty THEN
    RETURN false;
  END IF;

  -- Triggers would look for columns that are gone. They come back with what readers of the TVIEW are told.
  PERFORM tviews.unwatch(p_tview);
  IF v_empty THEN
    PERFORM tviews.refuse_references(p_tview);
    EXECUTE format('DELETE FROM %s', p_tview);
    IF v_constraint.name IS NOT NULL THEN
      EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I%s', p_tview, v_constraint.name,
        CASE WHEN v_key <> p_key THEN v_constraint.nullable_again END);
    END IF;
    FOR v_reader IN
      SELECT reader.place, reader.activate_part
      FROM tviews.built_tviews() AS reader
      WHERE p_tview IN (SELECT to_regclass(source) FROM unnest(reader.sources) AS source)
    LOOP
      IF tviews.fill_now(v_reader.activate_part) THEN
        INSERT INTO tviews.queue (tview, route, schedules_drain) VALUES (v_reader.place, 'case_extension', false);
      END IF;
    END LOOP;
  END IF;
  -- What hangs on a column that is gone for good goes with it, or, if it is a view or a policy, stops the upgrade.
  v_dependents := tviews.dependents_of(p_tview, v_anew, v_dropped);
  PERFORM tviews.run_all(v_dependents.aside);
  IF v_changes <> '{}' THEN
    EXECUTE format('ALTER TABLE %s %s', p_tview, array_to_string(v_changes, ', '));
  END IF;
  PERFORM tviews.run_all(v_dependents.back);
  RETURN v_empty;
END
$function$;

-- Makes right what verify() finds, and returns it. As in a drain, TVIEWs that read a repaired one follow, and other
-- transactions wait. A parked key that fails again stays parked.
CREATE FUNCTION tviews.repair(p_tview regclass DEFAULT NULL)
RETURNS TABLE (tview regclass, key jsonb, difference text)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET row_security = off
SET plan_cache_mode = force_generic_plan
SET jit = off
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
  v_place integer;
BEGIN
  PERFORM tviews.drain_queue();
  FOR v_place IN SELECT tviews.chosen_tviews(p_tview) LOOP
    -- What a committed transaction has left behind no drain will take.
    DELETE FROM tviews.queue AS entry WHERE entry.tview = v_place;
    RETURN QUERY SELECT * FROM tviews.differences(v_place, NULL);
    IF FOUND THEN
      INSERT INTO tviews.queue (tview, route, schedules_drain) VALUES (v_place, 'case_extension', false);
      PERFORM tviews.drain_queue();
    END IF;
  END LOOP;
END
$function$;

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_north', 'not-null', ARRAY['pk_north']),
    ('public.tb_north', 'unique', ARRAY['pk_north']),
    ('public.tb_north', 'unique', ARRAY['article']),
    ('public.tb_south', 'not-null', ARRAY['pk_south']),
    ('public.tb_south', 'unique', ARRAY['pk_south']),
    ('public.tb_south', 'unique', ARRAY['article'])
$function$;

-- public.tv_stock, key (pk_north, pk_south).
CREATE FUNCTION tviews.activate_tv_stock() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_stock', 'public.v_stock', 'pk_north, pk_south, article, north, south', $definition$
SELECT *
FROM (
SELECT n.pk_north, s.pk_south, coalesce(n.article, s.article) AS article, n.pieces AS north, s.pieces AS south
FROM tb_north n
FULL JOIN tb_south s ON s.article = n.article
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_stock') IS NULL THEN
  CREATE TABLE public.tv_stock (LIKE public.v_stock) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_stock') THEN
    INSERT INTO public.tv_stock SELECT * FROM public.v_stock;
  END IF;
  PERFORM tviews.put_key('activate_tv_stock', 'public.tv_stock', 'UNIQUE NULLS NOT DISTINCT (pk_north, pk_south)');
  ANALYZE public.tv_stock;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_stock', 'public.tv_stock', 'public.v_stock', 'UNIQUE NULLS NOT DISTINCT (pk_north, pk_south)') THEN
  IF tviews.fill_now('activate_tv_stock') THEN
    INSERT INTO public.tv_stock SELECT * FROM public.v_stock;
  END IF;
  PERFORM tviews.put_key('activate_tv_stock', 'public.tv_stock', 'UNIQUE NULLS NOT DISTINCT (pk_north, pk_south)');
END IF;

-- Makes the rows of public.tv_stock with these keys equal to those of public.v_stock, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_stock(p_keys_1 integer[], p_keys_2 integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone_1 integer[];
  v_gone_2 integer[];
BEGIN
  -- In one pass: to look up a single key would compute as much of the view.
  WITH fresh AS MATERIALIZED (
    SELECT v.pk_north, v.pk_south, v.article, v.north, v.south
    FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_north, pk_south)
    JOIN public.v_stock AS v ON (v.pk_north = k.pk_north OR v.pk_north IS NULL AND k.pk_north IS NULL) AND (v.pk_south = k.pk_south OR v.pk_south IS NULL AND k.pk_south IS NULL)
  ), written AS (
    INSERT INTO public.tv_stock AS t (pk_north, pk_south, article, north, south)
    SELECT * FROM fresh
    ON CONFLICT (pk_north, pk_south)
    DO UPDATE SET article = excluded.article, north = excluded.north, south = excluded.south
    WHERE t.* *<> excluded.*
  )
  SELECT array_agg(gone.pk_north), array_agg(gone.pk_south)
  INTO v_gone_1, v_gone_2
  FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_north, fresh.pk_south FROM fresh) AS gone (pk_north, pk_south);

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_stock AS t
    USING unnest(v_gone_1, v_gone_2) AS k (pk_north, pk_south)
    WHERE (t.pk_north = k.pk_north OR t.pk_north IS NULL AND k.pk_north IS NULL) AND (t.pk_south = k.pk_south OR t.pk_south IS NULL AND k.pk_south IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_stock equal to those of public.v_stock, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_stock() RETURNS void
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
  DELETE FROM public.tv_stock AS t
  USING (
    SELECT t.pk_north, t.pk_south FROM public.tv_stock AS t
    EXCEPT
    SELECT v.pk_north, v.pk_south FROM public.v_stock AS v
  ) AS k (pk_north, pk_south)
  WHERE (t.pk_north = k.pk_north OR t.pk_north IS NULL AND k.pk_north IS NULL) AND (t.pk_south = k.pk_south OR t.pk_south IS NULL AND k.pk_south IS NULL);

  INSERT INTO public.tv_stock AS t (pk_north, pk_south, article, north, south)
  SELECT v.pk_north, v.pk_south, v.article, v.north, v.south
  FROM public.v_stock AS v
  ON CONFLICT (pk_north, pk_south)
  DO UPDATE SET article = excluded.article, north = excluded.north, south = excluded.south
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_stock out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_stock(p_most integer, p_sought text) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_links bigint[];
  v_held bigint[] := '{}';
  v_n_pk_north integer[];
  v_n_article text[];
  v_s_pk_south integer[];
  v_s_article text[];
  v_keys_1 integer[];
  v_keys_2 integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_north n (pk_north, article)'),
    array_agg(value.c2::text) FILTER (WHERE taken.route = 'tb_north n (pk_north, article)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_south s (pk_south, article)'),
    array_agg(value.c2::text) FILTER (WHERE taken.route = 'tb_south s (pk_south, article)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_n_pk_north, v_n_article, v_s_pk_south, v_s_article, v_keys_1, v_keys_2
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2), tviews.class_lock_id(3), tviews.class_lock_id(4), tviews.class_lock_id(5)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_stock');
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought));
    END IF;
    PERFORM tviews.rebuild_tv_stock();
    RETURN (cardinality(v_held), NULL::jsonb);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_north (article), public.tb_south (article)
  v_held := v_held || tviews.hold(v_links, ARRAY (
    SELECT tviews.lock_id(2, hash_record(ROW (changed.article)))
    FROM unnest(v_n_pk_north, v_n_article) AS changed (pk_north, article)
    UNION ALL
    SELECT tviews.lock_id(2, hash_record(ROW (changed.article)))
    FROM unnest(v_n_pk_north, v_n_article) AS changed (pk_north, article)
    UNION ALL
    SELECT tviews.lock_id(1, hash_record(ROW (changed.article)))
    FROM unnest(v_s_pk_south, v_s_article) AS changed (pk_south, article)
    UNION ALL
    SELECT tviews.lock_id(1, hash_record(ROW (changed.article)))
    FROM unnest(v_s_pk_south, v_s_article) AS changed (pk_south, article)
  ), p_most - cardinality(v_held));

  -- tb_north n:
  --   pk_north = NULL, pk_south = NULL
  --   pk_north = n.pk_north, pk_south = NULL
  --   s.article = n.article, pk_north = NULL, pk_south = s.pk_south
  --   s.article = n.article, pk_north = n.pk_north, pk_south = s.pk_south
  IF v_n_pk_north IS NOT NULL THEN
    v_keys_1 := v_keys_1 || array_fill(NULL::integer, ARRAY[cardinality(v_n_pk_north)]);
    v_keys_2 := v_keys_2 || array_fill(NULL::integer, ARRAY[cardinality(v_n_pk_north)]);
    v_keys_1 := v_keys_1 || v_n_pk_north;
    v_keys_2 := v_keys_2 || array_fill(NULL::integer, ARRAY[cardinality(v_n_pk_north)]);
    SELECT v_keys_1 || array_agg(NULL::integer), v_keys_2 || array_agg(s.pk_south)
    INTO v_keys_1, v_keys_2
    FROM public.tb_south AS s
    WHERE s.article = ANY (v_n_article);
    SELECT v_keys_1 || array_agg(changed.pk_north), v_keys_2 || array_agg(s.pk_south)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_n_pk_north, v_n_article) AS changed (pk_north, article)
    JOIN public.tb_south AS s ON s.article = changed.article;
  END IF;

  -- tb_south s:
  --   pk_north = NULL, pk_south = NULL
  --   n.article = s.article, pk_north = n.pk_north, pk_south = NULL
  --   pk_north = NULL, pk_south = s.pk_south
  --   n.article = s.article, pk_north = n.pk_north, pk_south = s.pk_south
  IF v_s_pk_south IS NOT NULL THEN
    v_keys_1 := v_keys_1 || array_fill(NULL::integer, ARRAY[cardinality(v_s_pk_south)]);
    v_keys_2 := v_keys_2 || array_fill(NULL::integer, ARRAY[cardinality(v_s_pk_south)]);
    SELECT v_keys_1 || array_agg(n.pk_north), v_keys_2 || array_agg(NULL::integer)
    INTO v_keys_1, v_keys_2
    FROM public.tb_north AS n
    WHERE n.article = ANY (v_s_article);
    v_keys_1 := v_keys_1 || array_fill(NULL::integer, ARRAY[cardinality(v_s_pk_south)]);
    v_keys_2 := v_keys_2 || v_s_pk_south;
    SELECT v_keys_1 || array_agg(n.pk_north), v_keys_2 || array_agg(changed.pk_south)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_s_pk_south, v_s_article) AS changed (pk_south, article)
    JOIN public.tb_north AS n ON n.article = changed.article;
  END IF;

  -- Its own rows, by public.tv_stock (pk_north), by public.tv_stock (pk_south)
  v_held := v_held || tviews.hold(ARRAY (
    SELECT tviews.lock_id(3, hash_record(ROW (k.pk_north))) FROM unnest(v_keys_1, v_keys_2) AS k (pk_north, pk_south)
    UNION ALL
    SELECT tviews.lock_id(4, hash_record(ROW (k.pk_south))) FROM unnest(v_keys_1, v_keys_2) AS k (pk_north, pk_south)
  ), ARRAY (
    SELECT tviews.lock_id(3, hash_record(ROW (changed.pk_north)))
    FROM unnest(v_n_pk_north, v_n_article) AS changed (pk_north, article)
    UNION ALL
    SELECT tviews.lock_id(4, hash_record(ROW (changed.pk_south)))
    FROM unnest(v_s_pk_south, v_s_article) AS changed (pk_south, article)
  ), p_most - cardinality(v_held));

  -- tb_north n: (old_row.pk_north = n.pk_north OR old_row.pk_north IS NULL AND n.pk_north IS NULL), pk_north = old_row.pk_north, pk_south = old_row.pk_south
  IF v_n_pk_north IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(old_row.pk_north), v_keys_2 || array_agg(old_row.pk_south)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_n_pk_north, v_n_article) AS changed (pk_north, article)
    CROSS JOIN LATERAL (
      SELECT * FROM public.tv_stock AS old_row
      WHERE (old_row.pk_north = changed.pk_north OR old_row.pk_north IS NULL AND changed.pk_north IS NULL)
      OFFSET 0
    ) AS old_row;
  END IF;

  -- tb_south s: (old_row.pk_south = s.pk_south OR old_row.pk_south IS NULL AND s.pk_south IS NULL), pk_north = old_row.pk_north, pk_south = old_row.pk_south
  IF v_s_pk_south IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(old_row.pk_north), v_keys_2 || array_agg(old_row.pk_south)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_s_pk_south, v_s_article) AS changed (pk_south, article)
    CROSS JOIN LATERAL (
      SELECT * FROM public.tv_stock AS old_row
      WHERE (old_row.pk_south = changed.pk_south OR old_row.pk_south IS NULL AND changed.pk_south IS NULL)
      OFFSET 0
    ) AS old_row;
  END IF;

  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(5, hash_record(ROW (k.pk_north, k.pk_south))) FROM unnest(v_keys_1, v_keys_2) AS k (pk_north, pk_south)
  ), p_most - cardinality(v_held));
  PERFORM tviews.leave_trace(v_held);
  IF cardinality(v_keys_1) > 0 THEN
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_apart(1, ARRAY[v_keys_1::text[], v_keys_2::text[]], p_sought));
    END IF;
    PERFORM tviews.refresh_tv_stock(v_keys_1, v_keys_2);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_stock, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_stock() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT ARRAY[
  -- tv_stock looks rows up by it
  ARRAY[$definition$CREATE INDEX ON public.tv_stock USING btree (pk_south)$definition$, NULL, 'pk_south']
]
$activate$;

-- The triggers of public.tb_north.
CREATE FUNCTION tviews.watch_tb_north() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_north puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_north() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'case_extension', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[1]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_stock reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_north, r.article, r.pieces FROM old_rows AS r),
      after AS (SELECT r.pk_north, r.article, r.pieces FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_north n (pk_north, article)', ARRAY[array_agg(r.pk_north)::text[], array_agg(r.article)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_north, r.article, tviews.lock_id(1, hash_record(ROW (r.article))) AS lock_1 FROM changed AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_north n (pk_north, article)', ARRAY[array_agg(r.pk_north)::text[], array_agg(r.article)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_north, r.article, tviews.lock_id(1, hash_record(ROW (r.article))) AS lock_1 FROM changed_rows AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_north', 'enqueue_tb_north', 'tviews_tb_north', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_south.
CREATE FUNCTION tviews.watch_tb_south() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_south puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_south() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'case_extension', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[1]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_stock reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_south, r.article, r.pieces FROM old_rows AS r),
      after AS (SELECT r.pk_south, r.article, r.pieces FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_south s (pk_south, article)', ARRAY[array_agg(r.pk_south)::text[], array_agg(r.article)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_south, r.article, tviews.lock_id(2, hash_record(ROW (r.article))) AS lock_1 FROM changed AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_south s (pk_south, article)', ARRAY[array_agg(r.pk_south)::text[], array_agg(r.article)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_south, r.article, tviews.lock_id(2, hash_record(ROW (r.article))) AS lock_1 FROM changed_rows AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_south', 'enqueue_tb_south', 'tviews_tb_south', true);
RETURN false;
END
$activate$;
