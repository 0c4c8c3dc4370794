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
DECLARE
  v_began timestamptz := clock_timestamp();
BEGIN
  INSERT INTO tviews.queue (tview, route, schedules_drain)
  SELECT place, 'case_extension', false FROM tviews.refreshed_tviews(p_tview) AS place;
  PERFORM tviews.drain_queue();
  PERFORM tviews.note_action(
    'rebuild', (SELECT built.tview FROM tviews.active_tviews() AS built WHERE to_regclass(built.tview) = p_tview), NULL, v_began
  );
END
$function$;

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
    (1, 'public.tv_stock', 'public.v_stock', false, ARRAY['pk_north', 'pk_south'], '(r.pk_north = k.pk_north OR r.pk_north IS NULL AND k.pk_north IS NULL) AND (r.pk_south = k.pk_south OR r.pk_south IS NULL AND k.pk_south IS NULL)',
      'jsonb_build_object(''pk_north'', CAST($1[1][n] AS integer), ''pk_south'', CAST($1[2][n] AS integer))', 'tviews.refresh_tv_stock(ARRAY(SELECT unnest($1[1:1]))::integer[], ARRAY(SELECT unnest($1[2:2]))::integer[])',
      ARRAY['public.tb_north', 'public.tb_south']::text[], 'activate_tv_stock', 'equip_tv_stock', ARRAY['drain_tv_stock', 'refresh_tv_stock', 'rebuild_tv_stock'], 'drain_tv_stock',
      false, false, 0)
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

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_stock', 'public.tb_north', ARRAY['n']::text[], ARRAY['pk_north', 'article', 'pieces']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_north = NULL, pk_south = NULL'),
    ('public.tv_stock', 'public.tb_north', ARRAY['n']::text[], ARRAY['pk_north', 'article', 'pieces']::text[], false,
      'own-key', 2, ARRAY[]::text[], 'pk_north = n.pk_north, pk_south = NULL'),
    ('public.tv_stock', 'public.tb_north', ARRAY['n']::text[], ARRAY['pk_north', 'article', 'pieces']::text[], false,
      'mapped', 3, ARRAY['public.tb_south']::text[], 's.article = n.article, pk_north = NULL, pk_south = s.pk_south'),
    ('public.tv_stock', 'public.tb_north', ARRAY['n']::text[], ARRAY['pk_north', 'article', 'pieces']::text[], false,
      'mapped', 4, ARRAY['public.tb_south']::text[], 's.article = n.article, pk_north = n.pk_north, pk_south = s.pk_south'),
    ('public.tv_stock', 'public.tb_north', ARRAY['n']::text[], ARRAY['pk_north', 'article', 'pieces']::text[], false,
      'mapped', 5, ARRAY['public.tv_stock']::text[], '(old_row.pk_north = n.pk_north OR old_row.pk_north IS NULL AND n.pk_north IS NULL), pk_north = old_row.pk_north, pk_south = old_row.pk_south'),
    ('public.tv_stock', 'public.tb_south', ARRAY['s']::text[], ARRAY['pk_south', 'article', 'pieces']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_north = NULL, pk_south = NULL'),
    ('public.tv_stock', 'public.tb_south', ARRAY['s']::text[], ARRAY['pk_south', 'article', 'pieces']::text[], false,
      'mapped', 2, ARRAY['public.tb_north']::text[], 'n.article = s.article, pk_north = n.pk_north, pk_south = NULL'),
    ('public.tv_stock', 'public.tb_south', ARRAY['s']::text[], ARRAY['pk_south', 'article', 'pieces']::text[], false,
      'own-key', 3, ARRAY[]::text[], 'pk_north = NULL, pk_south = s.pk_south'),
    ('public.tv_stock', 'public.tb_south', ARRAY['s']::text[], ARRAY['pk_south', 'article', 'pieces']::text[], false,
      'mapped', 4, ARRAY['public.tb_north']::text[], 'n.article = s.article, pk_north = n.pk_north, pk_south = s.pk_south'),
    ('public.tv_stock', 'public.tb_south', ARRAY['s']::text[], ARRAY['pk_south', 'article', 'pieces']::text[], false,
      'mapped', 5, ARRAY['public.tv_stock']::text[], '(old_row.pk_south = s.pk_south OR old_row.pk_south IS NULL AND s.pk_south IS NULL), pk_north = old_row.pk_north, pk_south = old_row.pk_south')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_stock', 'public.tb_south', 'btree', ARRAY['article'], false, 'CREATE INDEX tb_south_article_idx ON public.tb_south (article);'),
    (2, 'public.tv_stock', 'public.tb_north', 'btree', ARRAY['article'], false, 'CREATE INDEX tb_north_article_idx ON public.tb_north (article);')
$function$;

-- The highest number of a class of locks.
CREATE FUNCTION tviews.built_lock_classes() RETURNS integer
LANGUAGE sql IMMUTABLE
AS 'SELECT 5';

-- Makes a suspended TVIEW, or all of them, right, and has writes refresh it again. What writes have led to is refreshed;
-- where that is more than half of the rows, or not known, all rows are compared. Returns which it was.
CREATE FUNCTION tviews.resume(p_tview regclass DEFAULT NULL) RETURNS TABLE (tview regclass, action text)
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
  v_began timestamptz;
  v_values bigint;
  v_all boolean;
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'TVIEWs cannot be resumed at isolation level %', current_setting('transaction_isolation')
      USING ERRCODE = 'active_sql_transaction', DETAIL = 'A snapshot does not show what is noted after it.';
  END IF;
  -- While it lasts, TVIEWs keep their places.
  PERFORM pg_advisory_xact_lock_shared(tviews.completion_lock());
  FOR v_built IN
    SELECT built.*
    FROM tviews.chosen_tviews(p_tview) AS place
    JOIN tviews.active_tviews() AS built USING (place)
    JOIN tviews.suspended AS s ON s.part = built.activate_part
    ORDER BY place
  LOOP
    v_began := clock_timestamp();
    tview := v_built.tview::regclass;
    -- In dependency order, as drains come by it.
    PERFORM tviews.drain_queue(v_built.place - 1);
    DELETE FROM tviews.suspended AS s WHERE s.part = v_built.activate_part;
    CONTINUE WHEN NOT FOUND;

    SELECT v_built.refresh IS NULL OR count(*) FILTER (WHERE m.route IS NULL) = 0 OR bool_or(m.route IS NOT NULL AND m.keys IS NULL),
      coalesce(sum(cardinality(m.keys)), 0)
    INTO v_all, v_values
    FROM tviews.missed AS m
    WHERE m.part = v_built.activate_part;
    v_all := v_all OR v_values > (SELECT greatest(reltuples, 1000) / 2 FROM pg_class WHERE oid = tview);

    WITH taken AS (
      DELETE FROM tviews.missed AS m WHERE m.part = v_built.activate_part RETURNING m.route, m.keys, m.links
    )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT v_built.place, taken.route, taken.keys, taken.links, false FROM taken WHERE NOT v_all AND taken.route IS NOT NULL
    UNION ALL
    -- No key, but like keys that no row changed by this transaction has led to: it holds no locks on such rows.
    SELECT v_built.place, CASE WHEN v_all THEN 'case_extension' ELSE 'key' END, CASE WHEN NOT v_all THEN '{}'::text[] END, NULL, false;
    PERFORM tviews.drain_queue(v_built.place);

    action := CASE WHEN v_all THEN 'rebuilt' ELSE 'refreshed' END;
    PERFORM tviews.note_action('resume', v_built.tview, action, v_began);
    RETURN NEXT;
  END LOOP;
  PERFORM tviews.drain_queue();
END
$function$;

-- Computes the next rows of the TVIEWs that are not complete, of one after the other in dependency order, and returns how
-- many of its keys are done; NULL where nothing is left. To be committed after each call: as in a drain, writers that
-- lead to these rows wait. For up to about forty keys each is locked alone.
CREATE FUNCTION tviews.backfill(p_keys integer DEFAULT 40, OUT tview regclass, OUT done bigint, OUT total bigint)
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
  v_began timestamptz := clock_timestamp();
  v_built record;
  v_first integer;
  v_last integer;
  v_end integer;
BEGIN
  IF p_keys < 1 OR p_keys IS NULL THEN
    RAISE EXCEPTION 'a backfill computes at least one key at a time, not %', coalesce(p_keys::text, 'NULL') USING ERRCODE = 'invalid_parameter_value';
  END IF;
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'TVIEWs cannot be filled at isolation level %', current_setting('transaction_isolation')
      USING ERRCODE = 'active_sql_transaction', DETAIL = 'A snapshot does not show which rows are to be computed now.';
  END IF;
  PERFORM pg_advisory_xact_lock(tviews.completion_lock());
  PERFORM tviews.drain_queue();

  SELECT built.* INTO v_built
  FROM tviews.active_tviews() AS built JOIN tviews.part ON part.name = built.activate_part
  WHERE NOT part.is_complete AND part.name NOT IN (SELECT s.part FROM tviews.suspended AS s)
  ORDER BY built.place
  LIMIT 1;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  tview := v_built.tview::regclass;

  SELECT min(entry.place), max(entry.place) INTO v_first, v_last FROM tviews.backfill AS entry WHERE entry.part = v_built.activate_part;
  done := 0;
  total := 20 * (v_last - 1);
  IF v_built.refresh IS NULL THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain) VALUES (v_built.place, 'case_extension', false);
  ELSIF v_first IS NULL THEN
    PERFORM tviews.list_keys(v_built.activate_part, v_built.tview, v_built.backing_view, v_built.key);
    total := 20 * (SELECT max(entry.place) - 1 FROM tviews.backfill AS entry WHERE entry.part = v_built.activate_part);
    RETURN;
  ELSE
    v_end := least(v_first + (p_keys + 19) / 20, v_last);
    done := 20 * (v_end - 1);
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
    PERFORM tviews.note_action('backfill end', v_built.tview, NULL, v_began);
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

-- Computes the rows of these keys and writes those that differ, as a drain does, in as many statements for one key as for
-- many. Returns how many keys it was; NULL where the TVIEW is always refreshed as a whole.
CREATE FUNCTION tviews.refresh(p_tview regclass, p_keys jsonb) RETURNS integer
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
  v_built record;
  v_keys text[];
BEGIN
  SELECT built.* INTO v_built
  FROM tviews.refreshed_tviews(p_tview) AS place JOIN tviews.active_tviews() AS built USING (place)
  WHERE p_tview IS NOT NULL;
  IF p_tview IS NULL OR p_keys IS NULL THEN
    RAISE EXCEPTION 'no TVIEW or no keys are named' USING ERRCODE = 'null_value_not_allowed';
  END IF;
  v_keys := tviews.key_texts(v_built.tview, v_built.key, p_keys);
  IF array_length(v_keys, 2) > 0 THEN
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT v_built.place, route.name, route.keys, false
    FROM (VALUES (v_built.refresh IS NOT NULL, 'key', v_keys), (v_built.refresh IS NULL, 'case_extension', NULL)) AS route (is_it, name, keys)
    WHERE route.is_it;
  END IF;
  PERFORM tviews.drain_queue();
  RETURN CASE WHEN v_built.refresh IS NOT NULL THEN coalesce(array_length(v_keys, 2), 0) END;
END
$function$;

-- Has all rows of the TVIEWs that read this one computed: its rows, or columns of them, go without a word from triggers,
-- and what comes for them may be NULL, as they are until then.
CREATE FUNCTION tviews.fill_readers(p_tview regclass) RETURNS void
LANGUAGE plpgsql
AS $function$
DECLARE
  v_reader record;
BEGIN
  FOR v_reader IN
    SELECT reader.place, reader.activate_part
    FROM tviews.built_tviews() AS reader
    WHERE p_tview IN (SELECT to_regclass(source) FROM unnest(reader.sources) AS source)
  LOOP
    IF tviews.fill_now(v_reader.activate_part) THEN
      INSERT INTO tviews.queue (tview, route, schedules_drain) VALUES (v_reader.place, 'case_extension', false);
    END IF;
  END LOOP;
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
  v_began timestamptz;
  v_differing bigint;
BEGIN
  PERFORM tviews.drain_queue();
  FOR v_place IN SELECT tviews.refreshed_tviews(p_tview) LOOP
    v_began := clock_timestamp();
    -- What a committed transaction has left behind no drain will take.
    DELETE FROM tviews.queue AS entry WHERE entry.tview = v_place;
    RETURN QUERY SELECT * FROM tviews.differences(v_place, NULL);
    GET DIAGNOSTICS v_differing = ROW_COUNT;
    -- That nothing differs does not complete a TVIEW: only who computes all rows holds what backfill() waits for.
    IF v_differing > 0 OR NOT tviews.is_complete(v_place) THEN
      INSERT INTO tviews.queue (tview, route, schedules_drain) VALUES (v_place, 'case_extension', false);
      PERFORM tviews.drain_queue();
      PERFORM tviews.note_action('repair', built.tview, CASE v_differing WHEN 1 THEN '1 key' ELSE v_differing || ' keys' END, v_began)
      FROM tviews.active_tviews() AS built
      WHERE built.place = v_place;
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
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_stock(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
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
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2), tviews.class_lock_id(3), tviews.class_lock_id(4), tviews.class_lock_id(5)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_stock');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_stock();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_north (article), public.tb_south (article)
  IF v_n_pk_north IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(2, hash_record(ROW (changed.article)))
      FROM unnest(v_n_pk_north, v_n_article) AS changed (pk_north, article)
      UNION ALL
      SELECT tviews.lock_id(2, hash_record(ROW (changed.article)))
      FROM unnest(v_n_pk_north, v_n_article) AS changed (pk_north, article)
    );
  END IF;
  IF v_s_pk_south IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.article)))
      FROM unnest(v_s_pk_south, v_s_article) AS changed (pk_south, article)
      UNION ALL
      SELECT tviews.lock_id(1, hash_record(ROW (changed.article)))
      FROM unnest(v_s_pk_south, v_s_article) AS changed (pk_south, article)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

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

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(5, hash_record(ROW (k.pk_north, k.pk_south))) FROM unnest(v_keys_1, v_keys_2) AS k (pk_north, pk_south)
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
    PERFORM tviews.refresh_tv_stock(v_keys_1, v_keys_2);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
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

-- Creates parts in the database: all of them, or those that are not there as they were built. pg_restore creates
-- extensions before tables: without the base tables it says so and does nothing.
CREATE FUNCTION tviews.create_parts(p_all boolean) RETURNS text
LANGUAGE plpgsql
SET search_path = public, pg_temp
SET row_security = off
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
  v_missing text;
  v_foreign text;
  v_open text;
  v_parts text[];
  v_old_functions text[];
  v_locked text;
  v_part record;
  v_stale regclass[] := '{}';
  v_existed boolean;
  v_began timestamptz := clock_timestamp();
  v_version text;
  v_role text := current_setting('role');
  v_owner name := (
    SELECT role.rolname FROM pg_namespace AS schema JOIN pg_roles AS role ON role.oid = schema.nspowner
    WHERE schema.oid = 'tviews'::regnamespace
  );
  v_members oid[] := ARRAY(
    SELECT member.objid
    FROM pg_depend AS member
    WHERE member.refclassid = 'pg_extension'::regclass AND member.deptype = 'e'
      AND member.refobjid = (SELECT oid FROM pg_extension WHERE extname = 'case_extension')
  );
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'case_extension cannot be activated at isolation level %', current_setting('transaction_isolation')
      USING ERRCODE = 'active_sql_transaction',
        DETAIL = 'The TVIEWs would be filled from a snapshot that is older than the locks.',
        HINT = 'Use READ COMMITTED: SET default_transaction_isolation = ''read committed''.';
  END IF;

  -- Before any other lock: who holds it may need one.
  PERFORM pg_advisory_xact_lock(tviews.completion_lock());

  SELECT string_agg(DISTINCT source, ', ') INTO v_missing
  FROM tviews.built_tviews() AS built CROSS JOIN unnest(built.sources) AS source
  WHERE to_regclass(source) IS NULL AND source NOT IN (SELECT tview FROM tviews.built_tviews());
  IF v_missing IS NOT NULL THEN
    RAISE WARNING 'case_extension is not active: these base tables do not exist: %', v_missing
      USING HINT = 'Create them, then run SELECT tviews.activate().';
    RETURN 'inactive';
  END IF;

  PERFORM tviews.refuse_other_columns();

  SELECT string_agg(name, ', ') INTO v_foreign
  FROM tviews.built_tviews() AS built CROSS JOIN unnest(ARRAY[built.backing_view, built.tview]) AS name
  WHERE to_regclass(name) IS NOT NULL AND NOT tviews.is_own(to_regclass(name));
  IF v_foreign IS NOT NULL THEN
    RAISE EXCEPTION 'these relations already exist and do not belong to case_extension: %', v_foreign
      USING ERRCODE = 'duplicate_table', HINT = 'Rename or drop them, or give the TVIEW another name.';
  END IF;

  -- Functions run with their owner's rights, and find operators and functions in these schemas.
  SELECT string_agg(name, ', ') INTO v_open
  FROM unnest(ARRAY['public']::text[] || 'tviews'::text) AS name
  WHERE to_regnamespace(name) IS NOT NULL AND has_schema_privilege('public', to_regnamespace(name), 'CREATE');
  IF v_open IS NOT NULL THEN
    RAISE WARNING 'every role may create objects in schema %, and so change what functions of case_extension do', v_open
      USING HINT = format('REVOKE CREATE ON SCHEMA %s FROM PUBLIC;', v_open);
  END IF;

  IF to_regprocedure('tviews.active_version()') IS NOT NULL THEN
    v_version := tviews.active_version();
  END IF;

  -- Whoever calls this, the TVIEWs belong to the owner of the schema.
  IF v_owner <> current_user THEN
    PERFORM set_config('role', v_owner, true);
  END IF;

  v_parts := ARRAY(SELECT built.name FROM tviews.built_parts() AS built WHERE p_all OR NOT built.is_current);
  v_old_functions := ARRAY(SELECT unnest(part.functions) FROM tviews.part);

  -- Transactions that have written what these parts read end first, and others wait: nothing changes between the fill and
  -- the triggers, and nobody drains with one function what another one has enqueued.
  SELECT string_agg(relation::text, ', ' ORDER BY is_tview, relation::text) INTO v_locked
  FROM (
    SELECT to_regclass(source), source IN (SELECT built.tview FROM tviews.built_tviews() AS built)
    FROM tviews.built_tviews() AS built CROSS JOIN unnest(built.sources) AS source
    WHERE built.activate_part = ANY (v_parts)
    UNION
    SELECT to_regclass(part.relation), part.relation IN (SELECT built.tview FROM tviews.built_tviews() AS built)
    FROM tviews.part
    WHERE part.name LIKE 'watch\_%' AND (part.name = ANY (v_parts) OR part.name NOT IN (SELECT name FROM tviews.built_parts()))
  ) AS locked (relation, is_tview)
  WHERE relation IS NOT NULL;
  IF v_locked IS NOT NULL THEN
    EXECUTE format('LOCK TABLE %s IN SHARE ROW EXCLUSIVE MODE', v_locked);
  END IF;

  IF NOT p_all THEN
    PERFORM tviews.attach(
      v_old_functions || ARRAY[
        'drain_tview', 'active_tviews', 'active_sources', 'active_lineage', 'active_lookups', 'active_lock_classes', 'active_version'
      ],
      ARRAY(
        SELECT own
        FROM tviews.part CROSS JOIN unnest(ARRAY[to_regclass(part.relation), to_regclass(part.backing_view)]) AS own
        WHERE part.name = ANY (v_parts) AND part.name NOT LIKE 'watch\_%'
      )
    );
  END IF;

  -- What is created again may lose columns that policies and indexes are on, or that others of these read.
  FOR v_part IN
    SELECT built.* FROM tviews.built_parts() AS built JOIN tviews.part USING (name)
    WHERE built.kind = 'equip' AND built.name = ANY (v_parts)
  LOOP
    EXECUTE format('SELECT tviews.take_back_statements($1, tviews.%I())', v_part.name) USING v_part.name;
  END LOOP;
  FOR v_part IN
    SELECT part.* FROM tviews.part WHERE part.name = ANY (v_parts) AND to_regclass(part.backing_view) IS NOT NULL
  LOOP
    EXECUTE tviews.empty_view(v_part.backing_view);
    UPDATE tviews.part SET is_empty_view = true WHERE part.name = v_part.name;
  END LOOP;
  PERFORM tviews.drop_removed_tviews();

  FOR v_part IN
    SELECT built.* FROM tviews.built_parts() AS built
    WHERE built.name = ANY (v_parts) AND built.place IS NOT NULL
    ORDER BY built.place, built.kind
  LOOP
    v_existed := p_all AND v_part.kind = 'activate' AND to_regclass(v_part.relation) IS NOT NULL;
    IF tviews.create_part(v_part.name, v_part.kind, v_part.relation, v_part.functions, v_part.digest) OR v_existed THEN
      v_stale := v_stale || to_regclass(v_part.relation);
    END IF;
  END LOOP;
  PERFORM tviews.put_inventory();
  PERFORM tviews.refuse_replaced_tables();

  FOR v_part IN
    SELECT built.* FROM tviews.built_parts() AS built
    WHERE built.place IS NULL AND (p_all OR NOT built.is_current)
    ORDER BY built.name
  LOOP
    PERFORM tviews.create_part(v_part.name, v_part.kind, v_part.relation, v_part.functions, v_part.digest);
  END LOOP;
  PERFORM tviews.unwatch_strays();
  PERFORM tviews.drop_removed_parts(v_old_functions);

  -- What was there before may have missed changes: of a partition without triggers, or of a view it reads.
  FOR v_part IN
    SELECT built.activate_part AS name, built.place
    FROM tviews.built_tviews() AS built
    WHERE to_regclass(built.tview) = ANY (v_stale) AND built.activate_part NOT IN (SELECT s.part FROM tviews.suspended AS s)
    ORDER BY built.place
  LOOP
    IF tviews.fill_now(v_part.name) THEN
      INSERT INTO tviews.queue (tview, route, schedules_drain) VALUES (v_part.place, 'case_extension', false);
      PERFORM tviews.drain_queue();
    END IF;
  END LOOP;
  PERFORM tviews.drain_queue();
  -- Other functions may have noted it. TVIEWs that are suspended stay so, and are compared when they are resumed.
  DELETE FROM tviews.missed;
  DELETE FROM tviews.queue AS entry WHERE entry.xid IS DISTINCT FROM pg_current_xact_id_if_assigned();

  -- That a class is there to be asked for need not be told by its first user.
  INSERT INTO tviews.trace AS t (slot, xid)
  SELECT tviews.trace_slot(tviews.class_lock_id(class), 256, lane), pg_current_xact_id()
  FROM generate_series(1, tviews.active_lock_classes()) AS class CROSS JOIN generate_series(0, 7) AS lane
  ON CONFLICT (slot) DO NOTHING;

  PERFORM tviews.note_action(
    CASE WHEN v_version IS NULL THEN 'install' WHEN v_version <> tviews.built_version() THEN 'upgrade' ELSE 'activate' END,
    NULL, concat_ws(' -> ', nullif(v_version, tviews.built_version()), tviews.built_version()), v_began
  );
  PERFORM setval('tviews.created_by', pg_current_xact_id()::text::bigint);
  PERFORM set_config('role', v_role, true);
  PERFORM tviews.detach(v_members);
  RETURN 'active';
END
$function$;
