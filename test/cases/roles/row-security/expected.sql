-- Drains hold what they look up, and what their changes can be looked up by, until their transactions end: of two that
-- matter to one row of a TVIEW, the second sees what the first has done. A lock is an advisory lock on a class (what is
-- looked up, and by which columns; the drains say which) and the hash of a value. In pg_locks the class number, plus
-- 1173880832, is the classid; objid is the hash, or 0 for the class as a whole.
CREATE FUNCTION tviews.class_lock_id(p_class bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS 'SELECT (1173880832 + p_class) << 32';

-- Runs the drain when a transaction is about to commit or to be prepared.
CREATE FUNCTION tviews.drain() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET case_extension = off
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
  PERFORM tviews.drain_queue(p_restricted => true);
  RETURN NULL;
END
$function$;

-- Drains now, so that a transaction reads its own writes in the TVIEWs.
CREATE FUNCTION tviews.flush() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET case_extension = off
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
  PERFORM tviews.drain_queue(p_restricted => true);
END
$function$;

-- Computes all rows of a TVIEW and writes those that differ, as a drain does, so that TVIEWs that read it follow: for
-- what no trigger reports.
CREATE FUNCTION tviews.rebuild(p_tview regclass) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET case_extension = off
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
  SELECT place, 'full', false FROM tviews.refreshed_tviews(p_tview) AS place;
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
    (1, 'public.tv_tenant', 'public.v_tenant', false, ARRAY['pk_tenant'], 'r.pk_tenant = k.pk_tenant',
      'jsonb_build_object(''pk_tenant'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_tenant(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_document', 'public.tb_tenant']::text[], 'activate_tv_tenant', 'equip_tv_tenant', ARRAY['drain_tv_tenant', 'refresh_tv_tenant', 'rebuild_tv_tenant'], 'drain_tv_tenant',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_document', ARRAY['fk_tenant', 'pk_document', 'title']::text[], ARRAY['integer', 'integer', 'text']::text[], 'tviews_tb_document', 'enqueue_tb_document', NULL, true, 'watch_tb_document'),
    ('public.tb_tenant', ARRAY['name', 'pk_tenant']::text[], ARRAY['text', 'integer']::text[], 'tviews_tb_tenant', 'enqueue_tb_tenant', NULL, true, 'watch_tb_tenant')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_tenant', 'public.tb_document', ARRAY['d']::text[], ARRAY['pk_document', 'fk_tenant', 'title']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_tenant = d.fk_tenant'),
    ('public.tv_tenant', 'public.tb_tenant', ARRAY['t']::text[], ARRAY['pk_tenant', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_tenant = t.pk_tenant')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_tenant', 'public.tb_document', 'btree', ARRAY['fk_tenant'], false, 'CREATE INDEX tb_document_fk_tenant_idx ON public.tb_document (fk_tenant);'),
    (2, 'public.tv_tenant', 'public.tb_tenant', 'btree', ARRAY['pk_tenant'], false, 'CREATE INDEX tb_tenant_pk_tenant_idx ON public.tb_tenant (pk_tenant);')
$function$;

-- The highest number of a class of locks.
CREATE FUNCTION tviews.built_lock_classes() RETURNS integer
LANGUAGE sql IMMUTABLE
AS 'SELECT 1';

-- From now on writes do not refresh a TVIEW, or all of them, but note what they would have refreshed.
CREATE FUNCTION tviews.suspend(p_tview regclass DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET case_extension = off
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
BEGIN
  FOR v_built IN
    SELECT built.* FROM tviews.chosen_tviews(p_tview) AS place JOIN tviews.active_tviews() AS built USING (place) ORDER BY place
  LOOP
    IF v_built.manual THEN
      RAISE EXCEPTION '% is refreshed manually, and not by writes', p_tview USING ERRCODE = 'wrong_object_type';
    END IF;
    PERFORM tviews.suspend_part(v_built.activate_part);
  END LOOP;
END
$function$;

-- Makes a suspended TVIEW, or all of them, right, and has writes refresh it again. What writes have led to is refreshed;
-- where that is more than half of the rows, or not known, all rows are compared. Returns which it was.
CREATE FUNCTION tviews.resume(p_tview regclass DEFAULT NULL) RETURNS TABLE (tview regclass, action text)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET case_extension = off
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
    SELECT v_built.place, CASE WHEN v_all THEN 'full' ELSE 'key' END, CASE WHEN NOT v_all THEN '{}'::text[] END, NULL, false;
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
SET case_extension = off
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
    INSERT INTO tviews.queue (tview, route, schedules_drain) VALUES (v_built.place, 'full', false);
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
SET case_extension = off
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
    FROM (VALUES (v_built.refresh IS NOT NULL, 'key', v_keys), (v_built.refresh IS NULL, 'full', NULL)) AS route (is_it, name, keys)
    WHERE route.is_it;
  END IF;
  PERFORM tviews.drain_queue();
  RETURN CASE WHEN v_built.refresh IS NOT NULL THEN coalesce(array_length(v_keys, 2), 0) END;
END
$function$;

-- Drains, and keeps a note of each row that differs from before.
CREATE FUNCTION tviews.flush_noting() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET case_extension = off
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
BEGIN
  PERFORM tviews.drain_queue(p_restricted => true, p_notes => true);
  FOR v_built IN
    SELECT built.tview, built.same_key, bool_or(n.key IS NULL) AS is_whole, tviews.key_fields(built.key) AS fields
    FROM tviews.active_tviews() AS built JOIN tviews.note AS n USING (tview)
    WHERE n.xid = pg_current_xact_id_if_assigned()
    GROUP BY built.place, built.tview, built.same_key, built.key
    ORDER BY built.place
  LOOP
    EXECUTE format(
      'WITH noted AS (
         DELETE FROM tviews.note AS n WHERE n.xid = pg_current_xact_id() AND n.tview = %1$L RETURNING n.key, n.digest
       ), present AS (%2$s)
       INSERT INTO tviews.note (tview, key, operation)
       SELECT %1$L, key,
         CASE WHEN present.digest IS NULL THEN ''delete'' WHEN noted.digest IS NULL THEN ''insert'' ELSE ''update'' END
       FROM (SELECT * FROM noted WHERE key IS NOT NULL) AS noted FULL JOIN present USING (key)
       WHERE noted.digest IS DISTINCT FROM present.digest',
      v_built.tview,
      CASE
        WHEN v_built.is_whole THEN
          format('SELECT jsonb_build_object(%s) AS key, md5(r::text) AS digest FROM %s AS r', v_built.fields, v_built.tview)
        ELSE
          format(
            'SELECT noted.key, md5(r::text) AS digest
             FROM noted
             CROSS JOIN LATERAL jsonb_populate_record(NULL::%1$s, noted.key) AS k
             JOIN %1$s AS r ON %2$s', v_built.tview, v_built.same_key)
      END
    );
  END LOOP;
END
$function$;

-- Gives a TVIEW and its backing view other names. What the old definition says about the TVIEW is taken back, and said
-- again under the new name; what others have put on it stays.
CREATE FUNCTION tviews.rename_tview(p_tview text, p_view text, p_new_tview text, p_new_view text) RETURNS void
LANGUAGE plpgsql
SET search_path = public, pg_temp
SET case_extension = off
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
  v_part tviews.part;
  v_key record;
BEGIN
  PERFORM pg_advisory_xact_lock(tviews.completion_lock());
  SELECT part.* INTO v_part FROM tviews.part WHERE part.relation = p_tview AND part.backing_view = p_view;
  SELECT built.* INTO v_built FROM tviews.built_tviews() AS built WHERE built.tview = p_new_tview;
  IF v_part IS NULL OR to_regclass(p_tview) IS NULL OR to_regclass(p_view) IS NULL THEN
    RETURN;
  END IF;

  PERFORM tviews.run_all(array_agg(undo.text ORDER BY undo.place DESC))
  FROM tviews.part CROSS JOIN unnest(part.undo) WITH ORDINALITY AS undo (text, place)
  WHERE part.relation = p_tview AND part.statements IS NOT NULL;
  DELETE FROM tviews.part WHERE part.relation = p_tview AND part.statements IS NOT NULL;

  SELECT conname AS name INTO v_key
  FROM pg_constraint
  WHERE conrelid = p_tview::regclass AND contype IN ('p', 'u') AND pg_get_constraintdef(oid) = v_part.key
    AND starts_with(conname, (parse_ident(p_tview))[2] || '_');
  PERFORM tviews.run_all(ARRAY[
    CASE WHEN (parse_ident(p_new_tview))[2] <> (parse_ident(p_tview))[2] THEN
      format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I', p_tview, v_key.name,
        (parse_ident(p_new_tview))[2] || substr(v_key.name, length((parse_ident(p_tview))[2]) + 1))
    END,
    tviews.rename_statement('VIEW', p_view, p_new_view),
    tviews.rename_statement('TABLE', p_tview, p_new_tview)
  ]);
  UPDATE tviews.part
  SET name = v_built.activate_part, relation = p_new_tview, backing_view = p_new_view
  WHERE part.name = v_part.name;
  UPDATE tviews.parked AS p SET tview = p_new_tview WHERE p.tview = p_tview;
END
$function$;

-- Compares a TVIEW, or all of them, with their backing views: rows that are missing, superfluous or different, by key.
CREATE FUNCTION tviews.verify(p_tview regclass DEFAULT NULL, p_sample integer DEFAULT NULL)
RETURNS TABLE (tview regclass, key jsonb, difference text)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET case_extension = off
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
  IF p_sample < 1 THEN
    RAISE EXCEPTION 'a sample has at least one key, not %', p_sample USING ERRCODE = 'invalid_parameter_value';
  END IF;
  -- A standby has nothing to drain.
  IF NOT pg_is_in_recovery() THEN
    PERFORM tviews.drain_queue();
  END IF;
  FOR v_place IN SELECT tviews.chosen_tviews(p_tview) LOOP
    RETURN QUERY SELECT * FROM tviews.differences(v_place, p_sample);
  END LOOP;
END
$function$;

-- Makes right what verify() finds, and returns it. As in a drain, TVIEWs that read a repaired one follow, and other
-- transactions wait. A parked key that fails again stays parked.
CREATE FUNCTION tviews.repair(p_tview regclass DEFAULT NULL)
RETURNS TABLE (tview regclass, key jsonb, difference text)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET case_extension = off
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
      INSERT INTO tviews.queue (tview, route, schedules_drain) VALUES (v_place, 'full', false);
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
    ('public.tb_document', 'not-null', ARRAY['fk_tenant']),
    ('public.tb_tenant', 'not-null', ARRAY['pk_tenant']),
    ('public.tb_tenant', 'unique', ARRAY['pk_tenant'])
$function$;

-- How PostgreSQL refreshes the row of one key: the plan with times and buffers. The refresh is done, and undone.
CREATE FUNCTION tviews.explain_refresh(p_tview regclass, p_key jsonb) RETURNS SETOF text
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET case_extension = off
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
  v_types text[];
  v_arrays text[];
  v_names text[];
  v_statement text;
BEGIN
  IF p_tview IS NULL OR p_key IS NULL THEN
    RAISE EXCEPTION 'which key of which TVIEW?' USING ERRCODE = 'null_value_not_allowed';
  END IF;
  v_place := tviews.chosen_tviews(p_tview);
  IF (SELECT built.refresh IS NULL FROM tviews.active_tviews() AS built WHERE built.place = v_place) THEN
    RAISE EXCEPTION '% is refreshed as a whole, not by keys', p_tview USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  SELECT array_agg(part.name ORDER BY part.number), array_agg(part.held_as || '[]' ORDER BY part.number) INTO v_names, v_types
  FROM tviews.key_columns(v_place) AS part;
  IF jsonb_typeof(p_key) <> 'object' OR NOT p_key ?& v_names THEN
    RAISE EXCEPTION 'the key of % is an object of %', p_tview, array_to_string(v_names, ', ')
      USING ERRCODE = 'invalid_parameter_value';
  END IF;
  EXECUTE (
    SELECT format('SELECT ARRAY[%s] FROM jsonb_populate_record(NULL::%s, $1) AS r',
      string_agg(format('CAST(ARRAY[CAST(r.%I AS text)] AS text)', name), ', ' ORDER BY number), p_tview)
    FROM unnest(v_names) WITH ORDINALITY AS part (name, number)
  ) INTO v_arrays USING p_key;
  FOREACH v_statement IN ARRAY tviews.refresh_statements(v_place) LOOP
    RETURN QUERY SELECT unnest(tviews.explain_and_undo(v_statement, v_types, v_arrays));
  END LOOP;
END
$function$;

-- Puts triggers back that are missing, disabled or replaced, on tables where that is so. TVIEWs that may have missed changes
-- count as incomplete until backfill() or rebuild() has compared their rows. Returns what was wrong, with these.
CREATE FUNCTION tviews.reinstall_triggers() RETURNS TABLE (relation text, status text, tviews regclass[])
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET case_extension = off
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
  v_state text := (SELECT extension.state FROM tviews.status() AS extension);
  v_wrong record;
  v_parts text[];
  v_missed text[];
BEGIN
  IF v_state LIKE ANY ('{inactive%,outdated%}') THEN
    RAISE EXCEPTION 'case_extension is %', v_state USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'triggers cannot be put back at isolation level %', current_setting('transaction_isolation')
      USING ERRCODE = 'active_sql_transaction', DETAIL = 'A snapshot does not show which rows are still to be computed.';
  END IF;
  -- A backfill that is under way has listed and computed what it has seen.
  PERFORM pg_advisory_xact_lock(tviews.completion_lock());
  FOR v_wrong IN
    SELECT found.component, found.status, array_agg(DISTINCT source.watch_part) FILTER (WHERE source.watch_part IS NOT NULL) AS parts,
      array_agg(DISTINCT source.source) AS sources
    FROM tviews.check_triggers() AS found
    LEFT JOIN tviews.active_sources() AS source
      ON found.component::regclass IN (SELECT tviews.family(to_regclass(source.source)))
    WHERE found.status <> 'foreign-partition'
    GROUP BY found.component, found.status
    ORDER BY found.component, found.status
  LOOP
    relation := v_wrong.component;
    status := v_wrong.status;
    -- Who has written without triggers ends first, and who comes later fires them.
    EXECUTE format('LOCK TABLE %s IN SHARE ROW EXCLUSIVE MODE', v_wrong.component);
    IF v_wrong.parts IS NULL THEN
      PERFORM tviews.put_drain_trigger();
    ELSE
      PERFORM tviews.create_part(built.name, built.kind, built.relation, built.functions, built.digest)
      FROM tviews.built_parts() AS built
      WHERE built.name = ANY (v_wrong.parts);
    END IF;

    SELECT array_agg(built.activate_part), array_agg(built.activate_part) FILTER (WHERE NOT built.manual),
      coalesce(array_agg(built.tview::regclass ORDER BY built.place) FILTER (WHERE NOT built.manual), '{}')
    INTO v_parts, v_missed, tviews
    FROM tviews.active_tviews() AS built
    WHERE v_wrong.parts IS NULL OR built.sources && v_wrong.sources;
    UPDATE tviews.part SET is_complete = false WHERE part.name = ANY (v_missed);
    DELETE FROM tviews.backfill AS entry WHERE entry.part = ANY (v_parts);
    PERFORM tviews.note_action('reinstall triggers', NULL, concat_ws(' ', v_wrong.status, v_wrong.component), v_began);
    RETURN NEXT;
  END LOOP;
END
$function$;

-- public.tv_tenant, key (pk_tenant).
CREATE FUNCTION tviews.activate_tv_tenant() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_tenant', 'public.v_tenant', 'pk_tenant, name, titles', $definition$
SELECT *
FROM (
SELECT t.pk_tenant, t.name, (SELECT array_agg(d.title ORDER BY d.pk_document) FROM tb_document d WHERE d.fk_tenant = t.pk_tenant) AS titles
FROM tb_tenant t
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_tenant') IS NULL THEN
  CREATE TABLE public.tv_tenant (LIKE public.v_tenant) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_tenant') THEN
    INSERT INTO public.tv_tenant SELECT * FROM public.v_tenant;
  END IF;
  PERFORM tviews.put_key('activate_tv_tenant', 'public.tv_tenant', 'PRIMARY KEY (pk_tenant)');
  ANALYZE public.tv_tenant;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_tenant', 'public.tv_tenant', 'public.v_tenant', 'PRIMARY KEY (pk_tenant)') THEN
  IF tviews.fill_now('activate_tv_tenant') THEN
    INSERT INTO public.tv_tenant SELECT * FROM public.v_tenant;
  END IF;
  PERFORM tviews.put_key('activate_tv_tenant', 'public.tv_tenant', 'PRIMARY KEY (pk_tenant)');
END IF;

-- Makes the rows of public.tv_tenant with these keys equal to those of public.v_tenant, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_tenant(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_tenant, v.name, v.titles
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_tenant)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_tenant AS v
        WHERE v.pk_tenant = k.pk_tenant
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_tenant AS t (pk_tenant, name, titles)
      SELECT * FROM fresh
      ON CONFLICT (pk_tenant)
      DO UPDATE SET name = excluded.name, titles = excluded.titles
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_tenant)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_tenant FROM fresh) AS gone (pk_tenant);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_tenant, v.name, v.titles
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_tenant)
      JOIN public.v_tenant AS v ON v.pk_tenant = k.pk_tenant
    ), written AS (
      INSERT INTO public.tv_tenant AS t (pk_tenant, name, titles)
      SELECT * FROM fresh
      ON CONFLICT (pk_tenant)
      DO UPDATE SET name = excluded.name, titles = excluded.titles
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_tenant)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_tenant FROM fresh) AS gone (pk_tenant);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_tenant AS t
    USING unnest(v_gone) AS k (pk_tenant)
    WHERE t.pk_tenant = k.pk_tenant;
  END IF;
END
$function$;

-- Makes all rows of public.tv_tenant equal to those of public.v_tenant, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_tenant() RETURNS void
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
  DELETE FROM public.tv_tenant AS t
  USING (
    SELECT t.pk_tenant FROM public.tv_tenant AS t
    EXCEPT
    SELECT v.pk_tenant FROM public.v_tenant AS v
  ) AS k (pk_tenant)
  WHERE t.pk_tenant = k.pk_tenant;

  INSERT INTO public.tv_tenant AS t (pk_tenant, name, titles)
  SELECT v.pk_tenant, v.name, v.titles
  FROM public.v_tenant AS v
  ON CONFLICT (pk_tenant)
  DO UPDATE SET name = excluded.name, titles = excluded.titles
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_tenant out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_tenant(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_held bigint[] := '{}';
  v_d_fk_tenant integer[];
  v_t_pk_tenant integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_document d (fk_tenant)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_tenant t (pk_tenant)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_d_fk_tenant, v_t_pk_tenant, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_tenant');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_tenant();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- tb_document d: pk_tenant = d.fk_tenant
  IF v_d_fk_tenant IS NOT NULL THEN
    v_keys := v_keys || v_d_fk_tenant;
  END IF;

  -- tb_tenant t: pk_tenant = t.pk_tenant
  IF v_t_pk_tenant IS NOT NULL THEN
    v_keys := v_keys || v_t_pk_tenant;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(1, hash_record(ROW (k.pk_tenant))) FROM unnest(v_keys) AS k (pk_tenant)
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
    PERFORM tviews.refresh_tv_tenant(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_tenant, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_tenant() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_document.
CREATE FUNCTION tviews.watch_tb_document() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_document puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_document() RETURNS trigger
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
      -- What tv_tenant reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_document, r.fk_tenant, r.title FROM old_rows AS r),
      after AS (SELECT r.pk_document, r.fk_tenant, r.title FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_document d (fk_tenant)', array_agg(DISTINCT r.fk_tenant)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_document d (fk_tenant)', array_agg(DISTINCT r.fk_tenant)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_document', 'enqueue_tb_document', 'tviews_tb_document', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_tenant.
CREATE FUNCTION tviews.watch_tb_tenant() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_tenant puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_tenant() RETURNS trigger
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
      -- What tv_tenant reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_tenant, r.name FROM old_rows AS r),
      after AS (SELECT r.pk_tenant, r.name FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_tenant t (pk_tenant)', array_agg(DISTINCT r.pk_tenant)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_tenant t (pk_tenant)', array_agg(r.pk_tenant)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_tenant', 'enqueue_tb_tenant', 'tviews_tb_tenant', true);
RETURN false;
END
$activate$;

-- Creates parts in the database: all of them, or those that are not there as they were built. pg_restore creates
-- extensions before tables: without the base tables it says so and does nothing.
CREATE FUNCTION tviews.create_parts(p_all boolean) RETURNS text
LANGUAGE plpgsql
SET search_path = public, pg_temp
SET case_extension = off
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
      INSERT INTO tviews.queue (tview, route, schedules_drain) VALUES (v_part.place, 'full', false);
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

-- pg_restore, which switches row security off, creates the TVIEWs itself, and brings their rows.
SELECT tviews.activate() WHERE current_setting('case_extension') = 'on';
