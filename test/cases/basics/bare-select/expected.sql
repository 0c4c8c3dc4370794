-- Takes locks in ascending order: all drains come by the classes in one order, so they never wait for each other in a
-- circle. Who holds values of a class holds the class too, shared; who asks for the class itself, or for more values
-- than it may hold, holds the class alone. Returns what it holds. An IF is evaluated without a plan, so to try first is
-- cheaper than a PERFORM.
CREATE FUNCTION tviews.hold(p_shared bigint[], p_exclusive bigint[], p_most integer) RETURNS bigint[]
LANGUAGE plpgsql
AS $function_2$
DECLARE
  v_locks bigint[] := p_shared || p_exclusive;
  v_lock bigint;
  v_class bigint := 0;
  v_alone boolean;
BEGIN
  IF cardinality(v_locks) > greatest(p_most, 0) THEN
    SELECT array_agg(few.lock) FILTER (WHERE NOT few.exclusive), array_agg(few.lock) FILTER (WHERE few.exclusive)
    INTO p_shared, p_exclusive
    FROM tviews.at_most(p_shared, p_exclusive, p_most) AS few;
    v_locks := p_shared || p_exclusive;
  END IF;
  IF cardinality(v_locks) > 1 THEN
    v_locks := ARRAY (SELECT DISTINCT lock FROM unnest(v_locks) AS lock ORDER BY lock);
  END IF;

  FOREACH v_lock IN ARRAY v_locks LOOP
    IF v_lock >> 32 << 32 <> v_class THEN
      v_class := v_lock >> 32 << 32;
      v_alone := v_class = ANY (p_exclusive);
      IF v_alone THEN
        IF NOT pg_try_advisory_xact_lock(v_class) THEN
          PERFORM pg_advisory_xact_lock(v_class);
        END IF;
      ELSIF NOT pg_try_advisory_xact_lock_shared(v_class) THEN
        PERFORM pg_advisory_xact_lock_shared(v_class);
      END IF;
    END IF;
    IF v_alone OR v_lock = v_class THEN
      CONTINUE;
    ELSIF v_lock = ANY (p_exclusive) THEN
      IF NOT pg_try_advisory_xact_lock(v_lock) THEN
        PERFORM pg_advisory_xact_lock(v_lock);
      END IF;
    ELSIF NOT pg_try_advisory_xact_lock_shared(v_lock) THEN
      PERFORM pg_advisory_xact_lock_shared(v_lock);
    END IF;
  END LOOP;
  RETURN v_locks;
END
$function_2$;

-- With a class in the place of its values where these are more than its share of so many.
CREATE FUNCTION tviews.at_most(p_shared bigint[], p_exclusive bigint[], p_most integer, OUT lock bigint, OUT exclusive boolean)
RETURNS SETOF record
LANGUAGE sql
AS $function_2$
  WITH asked AS (
    SELECT each.lock, each.lock >> 32 << 32 AS class, bool_or(each.exclusive) AS exclusive
    FROM (SELECT unnest(p_shared), false UNION ALL SELECT unnest(p_exclusive), true) AS each (lock, exclusive)
    GROUP BY each.lock
  ), counted AS (
    SELECT asked.*,
      count(*) OVER (PARTITION BY asked.class) * (SELECT count(DISTINCT class) FROM asked) > p_most AS many
    FROM asked
  )
  SELECT DISTINCT CASE WHEN many THEN class ELSE lock END, many OR exclusive
  FROM counted
$function_2$;

-- Whether no transaction has had this number yet.
CREATE FUNCTION tviews.is_future(p_xid bigint) RETURNS boolean
LANGUAGE plpgsql
AS $function_2$
BEGIN
  PERFORM pg_xact_status(p_xid::text::xid8);
  RETURN false;
EXCEPTION WHEN invalid_parameter_value THEN
  RETURN true;
END
$function_2$;

-- Above READ COMMITTED a drain relies on the traces of all that its snapshot does not show. The first such transaction
-- waits for drains that leave none, and switches the traces on, which is not rolled back. It has to be repeated, unless
-- there is no transaction that it could have missed: none ran when it began, and none has begun since.
CREATE FUNCTION tviews.require_traces() RETURNS void
LANGUAGE plpgsql
AS $function_2$
DECLARE
  v_own bigint := pg_current_xact_id()::text;
  v_snapshot pg_snapshot := pg_current_snapshot();
  v_since bigint := pg_sequence_last_value('tviews.traced_since');
BEGIN
  -- The number may be another server's: of what plain migrations have created, a dump has the sequence.
  IF v_since IS NULL OR NOT pg_visible_in_snapshot(v_since::text::xid8, v_snapshot) AND tviews.is_future(v_since) THEN
    PERFORM tviews.hold(NULL, ARRAY (SELECT tviews.class_lock_id(class) FROM generate_series(1, tviews.active_lock_classes()) AS class), tviews.active_lock_classes());
    v_since := setval('tviews.traced_since', v_own);
  END IF;
  IF pg_visible_in_snapshot(v_since::text::xid8, v_snapshot) THEN
    RETURN;
  END IF;
  IF v_since = v_own AND pg_snapshot_xmin(v_snapshot)::text = v_own::text AND tviews.is_future(v_own + 1) THEN
    RETURN;
  END IF;
  RAISE EXCEPTION 'could not serialize access: drains have left traces only since this transaction began'
    USING ERRCODE = 'serialization_failure', HINT = 'Repeat the transaction.';
END
$function_2$;

-- A lane that nobody else is in until their transactions end; one of those taken where eight are under way.
CREATE FUNCTION tviews.trace_lane() RETURNS integer
LANGUAGE plpgsql
AS $function_2$
BEGIN
  FOR v_lane IN 0..7 LOOP
    IF pg_try_advisory_xact_lock(tviews.class_lock_id(0) | v_lane) THEN
      RETURN v_lane;
    END IF;
  END LOOP;
  RETURN pg_backend_pid() & 7;
END
$function_2$;

CREATE FUNCTION tviews.leave_trace(p_locks bigint[]) RETURNS void
LANGUAGE plpgsql
AS $function_2$
DECLARE
  v_lane integer;
BEGIN
  IF pg_sequence_last_value('tviews.traced_since') IS NULL THEN
    RETURN;
  ELSIF current_setting('transaction_isolation') = 'read committed' THEN
    v_lane := tviews.trace_lane();
    INSERT INTO tviews.trace AS t (slot, xid)
    SELECT DISTINCT
      tviews.trace_slot(lock, CASE WHEN (lock & 4294967295) = 0 THEN 256 ELSE lock & 255 END, v_lane),
      pg_current_xact_id()
    FROM unnest(p_locks) AS lock
    ORDER BY 1
    ON CONFLICT (slot) DO UPDATE SET xid = excluded.xid;
    RETURN;
  END IF;

  -- Has anybody held the class alone since the snapshot?
  INSERT INTO tviews.trace AS t (slot, xid)
  SELECT DISTINCT tviews.trace_slot(lock, 256, lane), pg_current_xact_id()
  FROM unnest(p_locks) AS lock CROSS JOIN generate_series(0, 7) AS lane
  ORDER BY 1
  ON CONFLICT (slot) DO NOTHING;
  PERFORM FROM tviews.trace AS t
  WHERE t.slot IN (
    SELECT tviews.trace_slot(lock, 256, lane) FROM unnest(p_locks) AS lock CROSS JOIN generate_series(0, 7) AS lane
  )
  FOR SHARE OF t;

  -- Or one of the values? Who holds the class alone asks for all of them.
  INSERT INTO tviews.trace AS t (slot, xid)
  SELECT DISTINCT tviews.trace_slot(lock, part, lane), pg_current_xact_id()
  FROM unnest(p_locks) AS lock
  CROSS JOIN generate_series(0, 256) AS part
  CROSS JOIN generate_series(0, 7) AS lane
  WHERE part = lock & 255 OR (lock & 4294967295) = 0
  ORDER BY 1
  ON CONFLICT (slot) DO UPDATE SET xid = excluded.xid;
END
$function_2$;

-- Whether any transaction has committed that a snapshot of this one does not show.
CREATE FUNCTION tviews.is_outdated(p_snapshot pg_snapshot) RETURNS boolean
LANGUAGE plpgsql
AS $function_2$
DECLARE
  v_xid bigint := pg_snapshot_xmax(p_snapshot)::text;
BEGIN
  IF EXISTS (SELECT FROM pg_snapshot_xip(p_snapshot) AS running WHERE pg_xact_status(running) = 'committed') THEN
    RETURN true;
  END IF;
  LOOP
    IF pg_xact_status(v_xid::text::xid8) = 'committed' THEN
      RETURN true;
    END IF;
    v_xid := v_xid + 1;
  END LOOP;
EXCEPTION WHEN invalid_parameter_value THEN
  -- No transaction has had this number yet.
  RETURN false;
END
$function_2$;

-- A TVIEW whose drains hold no classes is guarded by its own rows, which leaves those that a rebuild has added since the
-- snapshot of a transaction above READ COMMITTED: it could not delete them. The rebuild marks a row of the trace that
-- PostgreSQL then refuses such a transaction. Drains leave no such mark: a rebuild above READ COMMITTED is refused after
-- any commit, as it could put back rows that are gone.
CREATE FUNCTION tviews.mark_rebuilt(p_tview integer) RETURNS void
LANGUAGE plpgsql
AS $function_2$
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' AND tviews.is_outdated(pg_current_snapshot()) THEN
    RAISE EXCEPTION 'could not serialize access: rows may have changed since this transaction began'
      USING ERRCODE = 'serialization_failure', HINT = 'Repeat the transaction, or use READ COMMITTED.';
  END IF;
  INSERT INTO tviews.trace AS t (slot, xid)
  VALUES (tviews.trace_slot(tviews.class_lock_id(0), p_tview % 512, 0), pg_current_xact_id())
  ON CONFLICT (slot) DO UPDATE SET xid = excluded.xid;
END
$function_2$;

CREATE FUNCTION tviews.refuse_rebuilt(p_tview integer) RETURNS void
LANGUAGE plpgsql
AS $function_2$
DECLARE
  v_slot bigint := tviews.trace_slot(tviews.class_lock_id(0), p_tview % 512, 0);
BEGIN
  INSERT INTO tviews.trace AS t (slot, xid) VALUES (v_slot, pg_current_xact_id()) ON CONFLICT (slot) DO NOTHING;
  PERFORM FROM tviews.trace AS t WHERE t.slot = v_slot FOR SHARE OF t;
END
$function_2$;

-- What collects the keys of rows k as the queue has them: texts, a row of the array for each key column.
CREATE FUNCTION tviews.key_arrays(p_key text[]) RETURNS text
LANGUAGE sql IMMUTABLE
AS $function_2$
  SELECT format('ARRAY[%s]', string_agg(format('array_agg(CAST(k.%I AS text))', name), ', ' ORDER BY number))
  FROM unnest(p_key) WITH ORDINALITY AS part (name, number)
$function_2$;

-- Keys as the queue has them in, as they are parked out.
CREATE FUNCTION tviews.key_objects(p_tview integer, p_keys text[]) RETURNS jsonb[]
LANGUAGE plpgsql
AS $function_2$
DECLARE
  v_object text := (SELECT built.key_object FROM tviews.active_tviews() AS built WHERE built.place = p_tview);
  v_objects jsonb[];
BEGIN
  EXECUTE format('SELECT array_agg(%s) FROM generate_series(1, array_length($1, 2)) AS n', v_object) INTO v_objects USING p_keys;
  RETURN v_objects;
END
$function_2$;

-- Keys as they come from outside, one for each element of a JSON array: an object with all key columns, or, where there is
-- one key column that is no object, its value. Returned as the queue has them.
CREATE FUNCTION tviews.key_texts(p_tview text, p_key text[], p_keys jsonb) RETURNS text[]
LANGUAGE plpgsql
AS $function_2$
DECLARE
  v_keys jsonb;
  v_wrong jsonb;
  v_texts text[];
BEGIN
  SELECT jsonb_agg(read.key), (jsonb_agg(given) FILTER (WHERE read.key IS NULL)) -> 0
  INTO v_keys, v_wrong
  FROM jsonb_array_elements(CASE jsonb_typeof(p_keys) WHEN 'array' THEN p_keys ELSE jsonb_build_array(p_keys) END) AS given
  CROSS JOIN LATERAL (
    SELECT CASE
      WHEN jsonb_typeof(given) = 'object' THEN CASE WHEN given ?& p_key AND given - p_key = '{}' THEN given END
      WHEN cardinality(p_key) = 1 THEN jsonb_build_object(p_key[1], given)
    END
  ) AS read (key);
  IF v_wrong IS NOT NULL THEN
    RAISE EXCEPTION '% is no key of %', v_wrong, p_tview::regclass
      USING ERRCODE = 'invalid_parameter_value', HINT = format('A key is an object with: %s.', array_to_string(p_key, ', '));
  END IF;
  EXECUTE format(
    'SELECT %s FROM jsonb_array_elements($1) AS given CROSS JOIN LATERAL jsonb_populate_record(NULL::%s, given) AS k',
    tviews.key_arrays(p_key), p_tview
  ) INTO v_texts USING v_keys;
  RETURN v_texts;
END
$function_2$;

-- Notes that a key could not be refreshed, or, without one, that it may be any.
CREATE FUNCTION tviews.park(p_tview text, p_key jsonb, p_sqlstate text, p_message text) RETURNS void
LANGUAGE plpgsql
AS $function_2$
BEGIN
  RAISE LOG '% is parked: %', tviews.name_rows(p_tview, p_key), p_message;
  UPDATE tviews.parked AS p
  SET sqlstate = p_sqlstate, message = p_message, xid = pg_current_xact_id()
  WHERE p.tview = p_tview AND p.key IS NOT DISTINCT FROM p_key;
  IF NOT FOUND THEN
    INSERT INTO tviews.parked (tview, key, sqlstate, message) VALUES (p_tview, p_key, p_sqlstate, p_message);
  END IF;
END
$function_2$;

-- tv_post (pk_post = 7); without a key the TVIEW alone.
CREATE FUNCTION tviews.name_rows(p_tview text, p_key jsonb) RETURNS text
LANGUAGE sql STABLE
AS $function_2$
  SELECT coalesce(to_regclass(p_tview)::text, p_tview)
    || coalesce(' (' || string_agg(part.name || ' = ' || coalesce(part.value, 'NULL'), ', ') || ')', '')
  FROM jsonb_each_text(p_key) AS part (name, value)
$function_2$;

-- Refreshes keys in parts, larger ones after a success and smaller ones after an error. A key that fails alone is parked;
-- where an error is sought, the first key that fails with it is returned instead.
CREATE FUNCTION tviews.try_apart(p_tview integer, p_keys text[], p_sought text) RETURNS jsonb
LANGUAGE plpgsql
AS $function_2$
DECLARE
  v_built record;
  v_part text[];
  v_key jsonb;
  v_count integer := array_length(p_keys, 2);
  v_size integer := v_count;
  v_first integer := 1;
  v_last integer;
  v_failed integer := 0;
  v_some_parked boolean;
BEGIN
  SELECT * INTO v_built FROM tviews.active_tviews() AS built WHERE built.place = p_tview;
  v_some_parked := EXISTS (SELECT FROM tviews.parked AS p WHERE p.tview = v_built.tview);
  WHILE v_first <= v_count LOOP
    v_last := least(v_first + v_size - 1, v_count);
    v_part := p_keys[:][v_first:v_last];
    BEGIN
      IF v_some_parked THEN
        DELETE FROM tviews.parked AS p
        WHERE p.tview = v_built.tview AND p.key = ANY (tviews.key_objects(p_tview, v_part));
      END IF;
      EXECUTE 'SELECT ' || v_built.refresh USING v_part;
      v_first := v_last + 1;
      v_size := v_size * 2;
    EXCEPTION
      WHEN transaction_rollback OR lock_not_available OR insufficient_resources OR system_error THEN
        RAISE;
      WHEN others THEN
        IF v_first < v_last THEN
          v_size := (v_last - v_first + 1) / 2;
          CONTINUE;
        END IF;
        v_key := (tviews.key_objects(p_tview, v_part))[1];
        IF SQLSTATE = p_sought THEN
          RETURN v_key;
        ELSIF p_sought IS NULL THEN
          v_failed := v_failed + 1;
          -- A subtransaction for each of very many would take longer than to compute all rows later.
          IF v_failed > 1000 THEN
            RAISE;
          END IF;
          PERFORM tviews.park(v_built.tview, v_key, SQLSTATE, SQLERRM);
        END IF;
        v_first := v_first + 1;
    END;
  END LOOP;
  RETURN NULL;
END
$function_2$;

-- The same for all keys that the TVIEW or its backing view has.
CREATE FUNCTION tviews.try_all(p_tview integer, p_sought text) RETURNS jsonb
LANGUAGE plpgsql
AS $function_2$
DECLARE
  v_built record;
  v_rows text;
  v_keys text[];
BEGIN
  SELECT * INTO v_built FROM tviews.active_tviews() AS built WHERE built.place = p_tview;
  SELECT format('(SELECT %1$s FROM %2$s AS r UNION SELECT %1$s FROM %3$s AS r)',
      string_agg(format('r.%I', name), ', ' ORDER BY number), v_built.tview, v_built.backing_view)
  INTO v_rows
  FROM unnest(v_built.key) WITH ORDINALITY AS part (name, number);

  -- What is parked and not there any more: in one statement, which sees with each parked key what it was parked for.
  EXECUTE format(
    'DELETE FROM tviews.parked AS p
     WHERE p.tview = %L AND (p.key IS NULL OR p.key NOT IN (SELECT jsonb_build_object(%s) FROM %s AS r))',
    v_built.tview, tviews.key_fields(v_built.key), v_rows
  );
  EXECUTE format('SELECT %s FROM %s AS k', tviews.key_arrays(v_built.key), v_rows) INTO v_keys;
  RETURN tviews.try_apart(p_tview, v_keys, p_sought);
END
$function_2$;

-- The key at which the drain of a TVIEW fails, found by draining once more; NULL where the error is not about a key.
CREATE FUNCTION tviews.failing_key(p_tview integer, p_sqlstate text) RETURNS jsonb
LANGUAGE plpgsql
AS $function_2$
DECLARE
  v_tview integer;
  v_drained tviews.drained;
BEGIN
  LOOP
    SELECT min(entry.tview) INTO v_tview FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id();
    EXIT WHEN v_tview IS NULL;
    v_drained := tviews.drain_tview(v_tview, current_setting('max_locks_per_transaction')::integer, CASE v_tview WHEN p_tview THEN p_sqlstate END);
    EXIT WHEN v_drained.failing_key IS NOT NULL;
  END LOOP;
  RETURN v_drained.failing_key;
EXCEPTION
  WHEN transaction_rollback OR lock_not_available OR insufficient_resources OR system_error THEN
    RAISE;
  WHEN others THEN
    RETURN NULL;
END
$function_2$;

-- Ends a transaction whose drain has failed, and says at which TVIEW, at which key, and what to do.
CREATE FUNCTION tviews.report_failure(
  p_tview integer, p_sqlstate text, p_message text, p_detail text, p_hint text, p_context text
) RETURNS void
LANGUAGE plpgsql
AS $function_2$
DECLARE
  v_tview text := (SELECT built.tview FROM tviews.active_tviews() AS built WHERE built.place = p_tview);
  -- Syntax error or access rule violation: a name that is gone, a right that is missing.
  v_misfit boolean := p_sqlstate LIKE '42%';
  v_key jsonb;
  -- The functions that a definition calls are in the context, above the drain.
  v_called text := (
    SELECT string_agg(line, E'\n')
    FROM regexp_split_to_table(p_context, E'\n') AS line
    WHERE line ~ '^(PL/pgSQL|SQL) function ' AND NOT starts_with(line, 'PL/pgSQL function tviews.')
  );
BEGIN
  IF NOT v_misfit THEN
    v_key := tviews.failing_key(p_tview, p_sqlstate);
  END IF;
  RAISE EXCEPTION USING
    ERRCODE = p_sqlstate,
    MESSAGE = format('could not refresh %s: %s', tviews.name_rows(v_tview, v_key), p_message),
    DETAIL = coalesce(nullif(concat_ws(E'\n', nullif(p_detail, ''), v_called), ''), 'A write that a TVIEW cannot follow is refused.'),
    HINT = CASE
      WHEN p_hint <> '' THEN p_hint
      WHEN v_misfit THEN 'SELECT * FROM tviews.health_check() says what has changed since the TVIEWs were built.'
      ELSE 'Correct the row, or the expression in the definition; with -- @on-error: park in it, such writes go through.'
    END;
END
$function_2$;

-- The settings that there are, and what their values can be: in lower case, and in words. tviews doctor reads this text,
-- as not everybody may call it.
CREATE FUNCTION tviews.known_settings() RETURNS TABLE (name text, pattern text, words text)
LANGUAGE sql IMMUTABLE
AS $function_2$
  VALUES
    ('tviews.enabled', '^(on|off|true|false|yes|no|1|0)$', 'on or off'),
    ('tviews.fill', '^later$', 'later'),
    ('tviews.log_level', '^(off|debug|log|info|notice|warning)$', 'off, debug, log, info, notice or warning'),
    ('tviews.max_affected_keys', '^[1-9][0-9]{0,17}$', 'a whole number, from 1 on'),
    ('tviews.max_affected_keys_action', '^(refuse|warn)$', 'refuse or warn'),
    ('tviews.track', '^(on|off)$', 'on or off')
$function_2$;

-- Settings are read by the drain, once; unset ones cost a comparison. A value that means nothing ends the write: it is
-- not to be taken for another one.
CREATE FUNCTION tviews.checked_setting(p_name text) RETURNS text
LANGUAGE plpgsql STABLE
AS $function_2$
DECLARE
  v_name text := 'tviews.' || p_name;
  v_value text := lower(nullif(current_setting(v_name, true), ''));
  v_known record;
BEGIN
  IF v_value IS NULL THEN
    RETURN NULL;
  END IF;
  SELECT * INTO v_known FROM tviews.known_settings() AS known WHERE known.name = v_name;
  IF v_value !~ v_known.pattern THEN
    RAISE EXCEPTION 'invalid value for parameter "%": "%"', v_name, current_setting(v_name)
      USING ERRCODE = 'invalid_parameter_value', HINT = format('It can be %s.', v_known.words);
  END IF;
  RETURN v_value;
END
$function_2$;

-- Whether drains refresh what this transaction has put out of date. Where the setting is off they suspend it, which only
-- who could suspend() may ask for.
CREATE FUNCTION tviews.is_enabled() RETURNS boolean
LANGUAGE plpgsql STABLE
AS $function_2$
BEGIN
  IF coalesce(tviews.checked_setting('enabled')::boolean, true) THEN
    RETURN true;
  END IF;
  IF NOT pg_has_role(tviews.session_role(), (SELECT nspowner FROM pg_namespace WHERE oid = 'tviews'::regnamespace), 'USAGE') THEN
    RAISE EXCEPTION 'permission denied to set parameter "tviews.enabled" to off'
      USING ERRCODE = 'insufficient_privilege', DETAIL = 'TVIEWs would be suspended.',
        HINT = 'RESET tviews.enabled, or write as the owner of schema tviews.';
  END IF;
  RETURN false;
END
$function_2$;

-- How many keys of a TVIEW a drain may refresh.
CREATE FUNCTION tviews.most_keys() RETURNS bigint
LANGUAGE plpgsql STABLE
AS $function_2$
BEGIN
  PERFORM tviews.checked_setting('max_affected_keys_action');
  RETURN coalesce(tviews.checked_setting('max_affected_keys')::bigint, 9223372036854775807);
END
$function_2$;

-- Warns of a drain of very many keys, or ends it before the work begins. Without a number it is all rows, as estimated.
CREATE FUNCTION tviews.limit_keys(p_tview integer, p_keys bigint, p_most bigint) RETURNS void
LANGUAGE plpgsql
AS $function_2$
DECLARE
  v_tview text := (SELECT built.tview FROM tviews.active_tviews() AS built WHERE built.place = p_tview);
  v_keys bigint := coalesce(p_keys, (SELECT reltuples FROM pg_class WHERE oid = v_tview::regclass)::bigint);
  v_message text := format('this transaction affects %s keys of %s, more than the %s that tviews.max_affected_keys allows',
    v_keys, v_tview::regclass, p_most);
BEGIN
  IF v_keys <= p_most THEN
    RETURN;
  ELSIF lower(current_setting('tviews.max_affected_keys_action', true)) = 'warn' THEN
    RAISE WARNING '%', v_message USING ERRCODE = 'configuration_limit_exceeded';
  ELSE
    RAISE EXCEPTION '%', v_message
      USING ERRCODE = 'configuration_limit_exceeded',
        HINT = 'Write less in one transaction, or SET LOCAL tviews.max_affected_keys to what is meant.';
  END IF;
END
$function_2$;

-- One line for a drain of a TVIEW.
CREATE FUNCTION tviews.report_drain(p_level text, p_tview integer, p_keys bigint, p_began timestamptz) RETURNS void
LANGUAGE plpgsql
AS $function_2$
DECLARE
  v_line text := format('refreshed %s: %s in %s ms',
    (SELECT built.tview::regclass FROM tviews.active_tviews() AS built WHERE built.place = p_tview),
    CASE WHEN p_keys IS NULL THEN 'all rows' WHEN p_keys = 1 THEN '1 key' ELSE format('%s keys', p_keys) END,
    round(1000 * extract(epoch FROM clock_timestamp() - p_began), 1));
BEGIN
  CASE p_level
    WHEN 'debug' THEN RAISE DEBUG '%', v_line;
    WHEN 'log' THEN RAISE LOG '%', v_line;
    WHEN 'info' THEN RAISE INFO '%', v_line;
    WHEN 'notice' THEN RAISE NOTICE '%', v_line;
    ELSE RAISE WARNING '%', v_line;
  END CASE;
END
$function_2$;

-- The first TVIEW in dependency order that this transaction has entries for. A plan that scans the queue would be chosen
-- while it is empty, and kept while entries of other transactions that nobody has vacuumed yet make it long.
CREATE FUNCTION tviews.next_tview() RETURNS integer
LANGUAGE plpgsql
SET enable_seqscan = off
AS $function_2$
BEGIN
  RETURN (SELECT min(entry.tview) FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id_if_assigned());
END
$function_2$;

-- Takes this transaction's entries for a TVIEW out of the queue.
CREATE FUNCTION tviews.take_entries(p_tview integer) RETURNS TABLE (route text, keys text[], links bigint[])
LANGUAGE plpgsql
SET enable_seqscan = off
AS $function_2$
#variable_conflict use_column
BEGIN
  RETURN QUERY
    DELETE FROM tviews.queue AS entry
    WHERE entry.xid = pg_current_xact_id() AND entry.tview = p_tview
    RETURNING entry.route, entry.keys, entry.links;
END
$function_2$;

CREATE FUNCTION tviews.refuse_older_snapshot() RETURNS void
LANGUAGE plpgsql
AS $function_2$
DECLARE
  v_xid bigint := pg_sequence_last_value('tviews.created_by');
BEGIN
  -- The number may be another server's: of what plain migrations have created, a dump has the sequence.
  IF NOT pg_visible_in_snapshot(v_xid::text::xid8, pg_current_snapshot()) AND NOT tviews.is_future(v_xid) THEN
    RAISE EXCEPTION 'could not serialize access: TVIEWs have been created since this transaction began'
      USING ERRCODE = 'serialization_failure', HINT = 'Repeat the transaction.';
  END IF;
END
$function_2$;

-- Refreshes what this transaction has put out of date, one TVIEW after another in dependency order, until nothing is
-- left, or nothing up to the TVIEW p_last: refreshing one may enqueue keys of those that read it. An error undoes all of
-- it, and is raised again with what it is about. Settings that restrict drains hold where nobody has asked for a refresh;
-- p_notes has rows noted before they are refreshed.
CREATE FUNCTION tviews.drain_queue(
  p_last integer DEFAULT NULL, p_restricted boolean DEFAULT false, p_notes boolean DEFAULT false
) RETURNS void
LANGUAGE plpgsql
AS $function_2$
DECLARE
  v_tview integer;
  -- The locks that the server has room for in each of its transactions.
  v_most integer := current_setting('max_locks_per_transaction');
  v_isolated boolean := current_setting('transaction_isolation') <> 'read committed';
  -- Read here, an error is not taken for that of a TVIEW.
  v_is_set boolean := concat(
    current_setting('tviews.enabled', true), current_setting('tviews.log_level', true),
    current_setting('tviews.max_affected_keys', true), current_setting('tviews.max_affected_keys_action', true),
    current_setting('tviews.track', true)
  ) <> '';
  v_tracks boolean := v_is_set AND lower(current_setting('tviews.track', true)) = 'on';
  v_log_level text := CASE WHEN v_is_set THEN tviews.log_level() END;
  v_most_keys bigint := CASE WHEN NOT v_is_set THEN NULL WHEN p_restricted THEN tviews.most_keys() ELSE 9223372036854775807 END;
  v_suspends boolean := CASE WHEN v_is_set AND p_restricted THEN NOT tviews.is_enabled() ELSE false END;
  v_misses boolean := v_suspends OR EXISTS (SELECT FROM tviews.suspended);
  v_began timestamptz;
  v_drained tviews.drained;
  v_detail text;
  v_hint text;
  v_context text;
BEGIN
  LOOP
    v_tview := tviews.next_tview();
    EXIT WHEN v_tview IS NULL OR v_tview > p_last;
    IF v_isolated THEN
      PERFORM tviews.refuse_older_snapshot();
      v_isolated := false;
    END IF;
    CONTINUE WHEN v_misses AND tviews.miss(v_tview, v_suspends);
    v_began := CASE WHEN v_log_level IS NOT NULL THEN clock_timestamp() END;
    IF v_tracks THEN
      v_drained := tviews.drain_tracked(v_tview, v_most, v_most_keys, p_notes);
    ELSE
      v_drained := tviews.drain_tview(v_tview, v_most, NULL, v_most_keys, p_notes);
    END IF;
    v_most := v_most - v_drained.locks;
    IF v_began IS NOT NULL THEN
      PERFORM tviews.report_drain(v_log_level, v_tview, v_drained.keys, v_began);
    END IF;
  END LOOP;
EXCEPTION
  WHEN transaction_rollback OR lock_not_available OR insufficient_resources OR system_error THEN
    RAISE;
  WHEN others THEN
    GET STACKED DIAGNOSTICS v_detail = PG_EXCEPTION_DETAIL, v_hint = PG_EXCEPTION_HINT, v_context = PG_EXCEPTION_CONTEXT;
    PERFORM tviews.report_failure(v_tview, SQLSTATE, SQLERRM, v_detail, v_hint, v_context);
END
$function_2$;

-- Runs the drain when a transaction is about to commit or to be prepared.
CREATE FUNCTION tviews.drain() RETURNS trigger
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
AS $function_2$
BEGIN
  PERFORM tviews.drain_queue(p_restricted => true);
  RETURN NULL;
END
$function_2$;

-- Puts it back where somebody has dropped or disabled it.
CREATE FUNCTION tviews.put_drain_trigger() RETURNS void
LANGUAGE plpgsql
AS $function_2$
BEGIN
  DROP TRIGGER IF EXISTS drain ON tviews.queue;
  CREATE CONSTRAINT TRIGGER drain
  AFTER INSERT ON tviews.queue
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.schedules_drain)
  EXECUTE FUNCTION tviews.drain();
END
$function_2$;

-- Drains now, so that a transaction reads its own writes in the TVIEWs.
CREATE FUNCTION tviews.flush() RETURNS void
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
AS $function_2$
BEGIN
  PERFORM tviews.drain_queue(p_restricted => true);
END
$function_2$;

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
AS $function_2$
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
$function_2$;

-- What has been created may be of another version than the extension: where an old dump was restored.
CREATE FUNCTION tviews.status(OUT extension text, OUT extension_version text, OUT model_version text, OUT state text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $function_2$
BEGIN
  extension := 'case_extension';
  extension_version := tviews.built_version();
  IF to_regprocedure('tviews.active_version()') IS NULL THEN
    state := 'inactive: run SELECT tviews.activate()';
    RETURN;
  END IF;
  model_version := tviews.active_version();
  state := CASE
    WHEN EXISTS (SELECT FROM tviews.check_relations()) OR EXISTS (SELECT FROM tviews.check_parts()) THEN
      'damaged: SELECT * FROM tviews.health_check() says what is missing'
    WHEN model_version <> extension_version THEN 'outdated: run SELECT tviews.activate()'
    WHEN EXISTS (SELECT FROM tviews.check_complete()) THEN
      'incomplete: SELECT * FROM tviews.health_check() says which TVIEWs lack rows'
    WHEN EXISTS (SELECT FROM tviews.check_suspended()) THEN
      'suspended: SELECT * FROM tviews.health_check() says which TVIEWs are not refreshed'
    ELSE 'active'
  END;
END
$function_2$;

-- Whether a TVIEW or backing view was made by this extension: it hangs on one of the anchors.
CREATE FUNCTION tviews.is_own(p_relation regclass) RETURNS boolean
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $function_2$
  SELECT EXISTS (
      SELECT FROM pg_inherits AS child
      WHERE child.inhrelid = p_relation AND child.inhparent = 'tviews.anchor'::regclass
    ) OR EXISTS (
      SELECT FROM pg_rewrite AS rule
      JOIN pg_depend AS dependency ON dependency.classid = 'pg_rewrite'::regclass AND dependency.objid = rule.oid
      WHERE rule.ev_class = p_relation
        AND dependency.refclassid = 'pg_proc'::regclass
        AND dependency.refobjid = 'tviews.anchor()'::regprocedure
    )
$function_2$;

-- A table with its partitions or children, and the tables it is a part of that have all its columns.
CREATE FUNCTION tviews.family(p_table regclass) RETURNS SETOF regclass
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $function_2$
  WITH RECURSIVE below AS (
      SELECT p_table::oid AS relation
      UNION
      SELECT child.inhrelid FROM below JOIN pg_inherits AS child ON child.inhparent = below.relation
    ), above AS (
      SELECT p_table::oid AS relation
      UNION
      SELECT child.inhparent FROM above JOIN pg_inherits AS child ON child.inhrelid = above.relation
      WHERE child.inhparent <> 'tviews.anchor'::regclass
        -- A parent that lacks columns has triggers of its own.
        AND NOT EXISTS (
          SELECT FROM pg_attribute AS own
          WHERE own.attrelid = p_table AND own.attnum > 0 AND NOT own.attisdropped
            AND NOT EXISTS (
              SELECT FROM pg_attribute AS parents
              WHERE parents.attrelid = child.inhparent AND parents.attname = own.attname AND NOT parents.attisdropped
            )
        )
    )
  SELECT class.oid::regclass
  FROM (SELECT * FROM below UNION SELECT * FROM above) AS related
  JOIN pg_class AS class ON class.oid = related.relation AND class.relkind IN ('r', 'p')
  ORDER BY class.oid
$function_2$;

-- Puts a trigger on a table, and ties it to the extension.
CREATE FUNCTION tviews.put_trigger(p_table regclass, p_trigger text, p_when text, p_function text) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $function_2$
BEGIN
  EXECUTE format('CREATE OR REPLACE TRIGGER %I %s EXECUTE FUNCTION tviews.%I()', p_trigger, format(p_when, p_table), p_function);
  IF EXISTS (SELECT FROM pg_extension WHERE extname = 'case_extension') THEN
    EXECUTE format('ALTER TRIGGER %I ON %s DEPENDS ON EXTENSION case_extension', p_trigger, p_table);
  END IF;
END
$function_2$;

-- Puts the triggers on a source. A statement fires only the triggers of the table that it names, whichever tables its
-- rows are in: so its partitions, its children and the partitioned tables above it need them as well.
CREATE FUNCTION tviews.watch(p_source regclass, p_function text, p_trigger text, p_family boolean) RETURNS void
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
AS $function_2$
  SELECT tviews.put_trigger(
    watched, p_trigger || '_' || event.name, 'AFTER ' || event.name || ' ON %s ' || event.clause || ' FOR EACH STATEMENT', p_function
  )
  FROM tviews.family(p_source) AS watched
  CROSS JOIN (
    VALUES
      ('insert', 'REFERENCING NEW TABLE AS changed_rows'),
      ('update', 'REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows'),
      ('delete', 'REFERENCING OLD TABLE AS changed_rows'),
      ('truncate', '')
  ) AS event (name, clause)
  WHERE p_family OR watched = p_source
$function_2$;

-- From the first UPDATE (or MERGE that may update) of a partitioned table to the end of the transaction, row triggers
-- listen to rows that arrive in a partition or leave it; before, they cost a comparison.
CREATE FUNCTION tviews.listen_to_moves() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $function_2$
DECLARE
  v_context text;
BEGIN
  -- Where a MERGE inserts besides, rows that it has inserted take the place of those that it has updated in the transition
  -- table of the update (seen in PostgreSQL 17.10): what may be one is seen row by row. Without a backslash the pattern
  -- means the same whatever standard_conforming_strings is in the writer's session.
  GET DIAGNOSTICS v_context = PG_CONTEXT;
  PERFORM set_config(
    'tviews.moves', CASE WHEN current_query() || v_context ~* '[[:<:]](merge|execute)[[:>:]]|SQL function "' THEN 'merge' ELSE 'listen' END, true
  );
  RETURN NULL;
END
$function_2$;

-- Puts the row triggers on a partitioned source. PostgreSQL clones them to its partitions, also to those that it gets
-- later, which statement triggers do not reach: what is written there is seen row by row until activate() is run. In
-- partitions that are there, statement triggers cost less, and row triggers listen to moves only. These are named in the
-- condition: pg_restore, in parallel, would disable a clone before it is there.
CREATE FUNCTION tviews.watch_rows(p_source regclass, p_function text, p_trigger text) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $function_2$
DECLARE
  v_table regclass;
  v_elsewhere text;
BEGIN
  FOR v_table IN SELECT watched FROM tviews.family(p_source) AS watched JOIN pg_class ON oid = watched AND relkind = 'p' LOOP
    PERFORM tviews.put_trigger(v_table, p_trigger || '_listen', 'BEFORE UPDATE ON %s FOR EACH STATEMENT', 'listen_to_moves');
    CONTINUE WHEN EXISTS (SELECT FROM pg_inherits WHERE inhrelid = v_table);

    SELECT format('.tableoid <> ALL (%L::regclass[])', coalesce(array_agg(part ORDER BY part), '{}')) INTO v_elsewhere
    FROM tviews.family(v_table) AS part
    JOIN pg_class ON oid = part AND relkind = 'r';
    PERFORM tviews.put_trigger(
      v_table, p_trigger || '_row_' || lower(event.name),
      'AFTER ' || event.name || ' ON %s FOR EACH ROW WHEN ('
        || replace(event.moves || event.image || v_elsewhere, '%', '%%') || ')',
      p_function
    )
    FROM (
      VALUES
        ('INSERT', $when$current_setting('tviews.moves', true) IN ('listen', 'merge') OR $when$, 'NEW'),
        ('UPDATE', $when$current_setting('tviews.moves', true) = 'merge' OR $when$, 'NEW'),
        ('DELETE', $when$current_setting('tviews.moves', true) IN ('listen', 'merge') OR $when$, 'OLD')
    ) AS event (name, moves, image);
  END LOOP;
END
$function_2$;

-- Takes the triggers off tables that are no part of a source any more: a partition that was detached.
CREATE FUNCTION tviews.unwatch_strays() RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $function_2$
DECLARE
  v_stray record;
BEGIN
  FOR v_stray IN SELECT * FROM tviews.stray_triggers() LOOP
    EXECUTE format('DROP TRIGGER %I ON %s', v_stray.name, v_stray.relation);
  END LOOP;
END
$function_2$;

-- Takes the triggers off a table; watch_… puts them back.
CREATE FUNCTION tviews.unwatch(p_table regclass) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $function_2$
DECLARE
  v_trigger name;
BEGIN
  FOR v_trigger IN
    SELECT tgname FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
    WHERE tgrelid = p_table AND pronamespace = 'tviews'::regnamespace
  LOOP
    EXECUTE format('DROP TRIGGER %I ON %s', v_trigger, p_table);
  END LOOP;
  UPDATE tviews.part SET digest = '' WHERE part.name LIKE 'watch\_%' AND to_regclass(part.relation) = p_table;
END
$function_2$;

-- Ends a write after which a TVIEW would have two rows of one key.
CREATE FUNCTION tviews.refuse_duplicate(p_tview regclass, p_key text) RETURNS void
LANGUAGE plpgsql
AS $function_2$
BEGIN
  RAISE EXCEPTION 'two rows of TVIEW % would have the key (%)', p_tview, p_key
    USING ERRCODE = 'unique_violation',
      HINT = 'Name the columns that identify its rows in the definition: -- @key (a, b)';
END
$function_2$;

-- Takes hold of functions, and of the views of TVIEWs and upon them, for the time of an upgrade: a script of an extension
-- replaces nothing but the extension's own. detach() lets go of them.
CREATE FUNCTION tviews.attach(p_functions text[], p_relations regclass[]) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $function_2$
DECLARE
  v_object text;
BEGIN
  -- Where plain migrations have created everything, there is no extension to have it.
  IF NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'case_extension') THEN
    RETURN;
  END IF;
  FOR v_object IN
    SELECT 'FUNCTION ' || oid::regprocedure
    FROM pg_proc
    WHERE pronamespace = 'tviews'::regnamespace AND proname = ANY (p_functions)
      AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = pg_proc.oid AND deptype = 'e')
    UNION
    -- PostgreSQL takes privileges that are given in a script for a part of the extension, and dumps them no more, until
    -- the extension lets go.
    SELECT 'TABLE ' || oid::regclass FROM pg_class WHERE oid = ANY (p_relations) AND relkind = 'r'
    UNION
    SELECT 'VIEW ' || class.oid::regclass
    FROM pg_depend AS dependency
    JOIN pg_rewrite AS rule ON rule.oid = dependency.objid
    JOIN pg_class AS class ON class.oid = rule.ev_class AND class.relkind = 'v'
    WHERE dependency.classid = 'pg_rewrite'::regclass
      AND dependency.refclassid = 'pg_class'::regclass AND dependency.refobjid = ANY (p_relations)
      -- Those of others need not be touched as long as what they read stays.
      AND pg_has_role(class.relowner, 'USAGE')
      AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = class.oid AND deptype = 'e')
  LOOP
    EXECUTE format('ALTER EXTENSION case_extension ADD %s', v_object);
  END LOOP;
END
$function_2$;

-- Lets go of what activate() has created since the extension had these members: pg_dump then dumps it like any other
-- table or function, with its rows, and a restored database needs nothing more. DROP EXTENSION still drops the
-- functions, which depend on it, and stops at the anchors.
CREATE FUNCTION tviews.detach(p_members oid[]) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $function_2$
DECLARE
  v_extension oid := (SELECT oid FROM pg_extension WHERE extname = 'case_extension');
  v_object record;
BEGIN
  -- Before: what is let go is let go of with the notes on its rights.
  PERFORM tviews.protect();

  FOR v_object IN
    SELECT object.type, object.identity
    FROM pg_depend AS member
    CROSS JOIN LATERAL pg_identify_object(member.classid, member.objid, 0) AS object
    WHERE member.refclassid = 'pg_extension'::regclass AND member.refobjid = v_extension AND member.deptype = 'e'
      AND member.objid <> ALL (p_members)
      AND object.type IN ('table', 'view', 'function', 'statistics object')
    ORDER BY object.identity
  LOOP
    EXECUTE format('ALTER EXTENSION case_extension DROP %s %s', split_part(v_object.type, ' ', 1), v_object.identity);
  END LOOP;

  FOR v_object IN
    SELECT function.oid::regprocedure AS identity
    FROM pg_proc AS function
    WHERE function.pronamespace = 'tviews'::regnamespace
      AND NOT EXISTS (
        SELECT FROM pg_depend AS member
        WHERE member.classid = 'pg_proc'::regclass AND member.objid = function.oid AND member.deptype = 'e'
      )
  LOOP
    IF v_extension IS NOT NULL THEN
      EXECUTE format('ALTER FUNCTION %s DEPENDS ON EXTENSION case_extension', v_object.identity);
    END IF;
  END LOOP;
END
$function_2$;

-- Takes rights away that others have on a relation or function by ALTER DEFAULT PRIVILEGES: nobody but the owner writes
-- TVIEWs or looks into the machinery. Without rights named it takes all. Where there are none to take it writes nothing:
-- in an extension's script PostgreSQL would note all rights of the object as the extension's, which pg_dump leaves out.
CREATE FUNCTION tviews.revoke_from_others(p_kind text, p_object text, p_owner oid, p_acl aclitem[], p_rights text[]) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $function_2$
DECLARE
  v_granted record;
BEGIN
  FOR v_granted IN
    SELECT DISTINCT grantee, privilege_type AS privilege
    FROM aclexplode(p_acl)
    WHERE grantee <> p_owner AND privilege_type = ANY (coalesce(p_rights, ARRAY[privilege_type]))
  LOOP
    EXECUTE format(
      'REVOKE %s ON %s %s FROM %s', v_granted.privilege, p_kind, p_object,
      CASE v_granted.grantee WHEN 0 THEN 'PUBLIC' ELSE v_granted.grantee::regrole::text END
    );
  END LOOP;
END
$function_2$;

CREATE FUNCTION tviews.protect() RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $function_2$
BEGIN
  PERFORM tviews.revoke_from_others(
    CASE class.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, class.oid::regclass::text, class.relowner, class.relacl,
    CASE class.relname WHEN 'audit' THEN ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER'] END)
  FROM pg_class AS class
  WHERE class.relnamespace = 'tviews'::regnamespace AND class.relkind IN ('r', 'S');

  PERFORM tviews.revoke_from_others(
    'TABLE', class.oid::regclass::text, class.relowner, class.relacl,
    ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER'])
  FROM pg_class AS class
  JOIN pg_inherits AS child ON child.inhrelid = class.oid AND child.inhparent = 'tviews.anchor'::regclass;

  PERFORM tviews.revoke_from_others('FUNCTION', function.oid::regprocedure::text, function.proowner,
    coalesce(function.proacl, acldefault('f', function.proowner)), NULL)
  FROM pg_proc AS function
  WHERE function.pronamespace = 'tviews'::regnamespace AND function.proname NOT IN (
      'flush', 'flush_returning', 'flush_noting', 'forget_notes', 'seen_row', 'refresh', 'rebuild', 'backfill', 'suspend', 'resume',
      'reinstall_triggers', 'uninstall', 'status', 'anchor', 'verify', 'repair', 'health_check',
      'version', 'list_tviews', 'list_lineage', 'show_cascade_path', 'suggest_indexes', 'list_refresh_stats',
      'reset_refresh_stats', 'queue_stats', 'explain_refresh'
    );
END
$function_2$;

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
AS $function_2$
  VALUES
    (1, 'public.tv_sensor', 'public.v_sensor', false, ARRAY['pk_sensor'], 'r.pk_sensor = k.pk_sensor',
      'jsonb_build_object(''pk_sensor'', CAST($1[1][n] AS bigint))', 'tviews.refresh_tv_sensor(ARRAY(SELECT unnest($1[1:1]))::bigint[])',
      ARRAY['public.tb_sensor']::text[], 'activate_tv_sensor', 'equip_tv_sensor', ARRAY['drain_tv_sensor', 'refresh_tv_sensor', 'rebuild_tv_sensor'], 'drain_tv_sensor',
      false, false, 1000)
$function_2$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function_2$
  VALUES
    ('public.tb_sensor', ARRAY['active', 'celsius', 'label', 'pk_sensor']::text[], ARRAY['boolean', 'real', 'character varying', 'bigint']::text[], 'tviews_tb_sensor', 'enqueue_tb_sensor', NULL, true, 'watch_tb_sensor')
$function_2$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function_2$
  VALUES
    ('public.tv_sensor', 'public.tb_sensor', ARRAY['s']::text[], ARRAY['pk_sensor', 'label', 'celsius', 'active']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_sensor = s.pk_sensor')
$function_2$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function_2$
  VALUES
    (1, 'public.tv_sensor', 'public.tb_sensor', 'btree', ARRAY['pk_sensor'], false, 'CREATE INDEX tb_sensor_pk_sensor_idx ON public.tb_sensor (pk_sensor);')
$function_2$;

-- The highest number of a class of locks.
CREATE FUNCTION tviews.built_lock_classes() RETURNS integer
LANGUAGE sql IMMUTABLE
AS 'SELECT 0';

-- What was built last and what is active differ where a dump has been restored under newer files: what is active is told
-- by functions that pg_dump dumps like the TVIEWs, and so does drain_tview(), which calls the drain of a TVIEW.
CREATE FUNCTION tviews.put_inventory() RETURNS void
LANGUAGE plpgsql
AS $function_2$
DECLARE
  v_name text;
  v_definition text;
BEGIN
  FOREACH v_name IN ARRAY '{tviews,sources,lineage,lookups,lock_classes,version}'::text[] LOOP
    v_definition := regexp_replace(pg_get_functiondef(format('tviews.built_%s()', v_name)::regprocedure), '\.built_', '.active_');
    -- Replaced, it is the same function to other sessions: one that plans a call while it is dropped may go on failing.
    BEGIN
      EXECUTE v_definition;
    EXCEPTION WHEN invalid_function_definition THEN
      EXECUTE format('DROP FUNCTION tviews.active_%s()', v_name);
      EXECUTE v_definition;
    END;
  END LOOP;

  EXECUTE (
    SELECT format($create$
CREATE OR REPLACE FUNCTION tviews.drain_tview(
  p_tview integer, p_most integer, p_sought text, p_most_keys bigint DEFAULT NULL, p_notes boolean DEFAULT false
) RETURNS tviews.drained
LANGUAGE plpgsql
AS %L
$create$, format($body$
BEGIN
  CASE p_tview
%s
  END CASE;
END
$body$, string_agg(format('    WHEN %s THEN RETURN tviews.%I(p_most, p_sought, p_most_keys, p_notes);', place, drain), E'\n' ORDER BY place)))
    FROM tviews.built_tviews()
  );
END
$function_2$;

-- Stops where a table is not what the extension was built for.
CREATE FUNCTION tviews.refuse_other_columns() RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $function_2$
DECLARE
  v_other record;
BEGIN
  SELECT built.source, wanted.name, wanted.type, format_type(attribute.atttypid, -1) AS found INTO v_other
  FROM tviews.built_sources() AS built
  CROSS JOIN unnest(built.columns, built.types) AS wanted (name, type)
  LEFT JOIN pg_attribute AS attribute
    ON attribute.attrelid = to_regclass(built.source) AND attribute.attname = wanted.name AND NOT attribute.attisdropped
  WHERE built.source NOT IN (SELECT tview FROM tviews.built_tviews())
    AND (attribute.attname IS NULL OR format_type(attribute.atttypid, -1) <> wanted.type)
  ORDER BY built.source, wanted.name
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'column % of % is %, but case_extension % was built for %', quote_ident(v_other.name), v_other.source,
        coalesce('of type ' || v_other.found, 'missing'), tviews.built_version(), v_other.type
      USING ERRCODE = 'object_not_in_prerequisite_state',
        HINT = 'Migrate the table first, or build the extension for the table as it is.';
  END IF;
END
$function_2$;

-- Triggers of ours on tables that are no part of a source.
CREATE FUNCTION tviews.stray_triggers() RETURNS TABLE (relation regclass, name name)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $function_2$
  SELECT trigger.tgrelid, trigger.tgname
  FROM pg_trigger AS trigger
  JOIN pg_proc AS function ON function.oid = trigger.tgfoid AND function.pronamespace = 'tviews'::regnamespace
  WHERE trigger.tgparentid = 0
    AND trigger.tgrelid NOT IN (
      SELECT tviews.family(to_regclass(built.source)) FROM tviews.active_sources() AS built
      UNION ALL
      SELECT oid FROM pg_class WHERE relnamespace = 'tviews'::regnamespace
    )
$function_2$;

-- The partitions that the condition of a row trigger names, also those that are gone.
CREATE FUNCTION tviews.partitions_in(p_trigger oid) RETURNS SETOF regclass
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $function_2$
  SELECT unnest(replace(CASE named[1] WHEN 'E' THEN replace(named[2], '\\', '\') ELSE named[2] END, $quote$''$quote$, $quote$'$quote$)::regclass[])
  FROM regexp_match(pg_get_triggerdef(p_trigger), $list$(E?)'(\{.*\})'::regclass\[\]$list$) AS named
$function_2$;

-- The relations that backing views read, directly and through other views.
CREATE FUNCTION tviews.read_relations() RETURNS TABLE (backing_view text, relation oid)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $function_2$
  WITH RECURSIVE read AS (
      SELECT built.backing_view, to_regclass(built.backing_view)::oid AS relation
      FROM tviews.active_tviews() AS built
      WHERE NOT built.manual
      UNION
      SELECT read.backing_view, dependency.refobjid
      FROM read
      JOIN pg_rewrite AS rule ON rule.ev_class = read.relation
      JOIN pg_depend AS dependency ON dependency.classid = 'pg_rewrite'::regclass AND dependency.objid = rule.oid
      WHERE dependency.refclassid = 'pg_class'::regclass
    )
  SELECT read.backing_view, read.relation FROM read
$function_2$;

-- Stops activate() where a table has been renamed and another one created in its place, and a view that backing views
-- read follows the old one, while triggers and drains would go by the name.
CREATE FUNCTION tviews.refuse_replaced_tables() RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $function_2$
DECLARE
  v_replaced record;
BEGIN
  SELECT read.backing_view, read.relation::regclass AS relation, built.source INTO v_replaced
  FROM tviews.read_relations() AS read
  JOIN pg_class AS class ON class.oid = read.relation AND class.relkind IN ('r', 'p')
  CROSS JOIN tviews.active_sources() AS built
  WHERE NOT EXISTS (
      SELECT FROM tviews.active_sources() AS other
      WHERE read.relation IN (SELECT tviews.family(to_regclass(other.source)))
    )
    AND NOT EXISTS (
      SELECT FROM tviews.read_relations() AS other
      WHERE other.relation IN (SELECT tviews.family(to_regclass(built.source)))
    )
    AND NOT EXISTS (
      SELECT FROM unnest(built.columns) AS name
      WHERE name NOT IN (SELECT attname FROM pg_attribute WHERE attrelid = read.relation AND NOT attisdropped)
    )
  ORDER BY read.backing_view, built.source
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION '% reads %, and % is another table', v_replaced.backing_view, v_replaced.relation, v_replaced.source
      USING ERRCODE = 'object_not_in_prerequisite_state',
        DETAIL = 'A view follows a table that is renamed. The triggers would be those of the other one.',
        HINT = 'Rename it back, or replace the view between them by one that reads the other table.';
  END IF;
END
$function_2$;

-- The privileges of an access list, as GRANT statements.
CREATE FUNCTION tviews.grants(p_acl aclitem[], p_columns text, p_object text, p_owner oid) RETURNS SETOF text
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $function_2$
  SELECT format('GRANT %s%s ON %s TO %s%s', privilege_type, p_columns, p_object,
    CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END, CASE WHEN is_grantable THEN ' WITH GRANT OPTION' END)
  FROM aclexplode(p_acl)
  WHERE grantee <> p_owner
$function_2$;

-- Makes a view that reads nothing of one that reads what is about to change: its columns, and all that hangs on it, stay.
CREATE FUNCTION tviews.empty_view(p_view regclass) RETURNS text
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $function_2$
  SELECT format('CREATE OR REPLACE VIEW %s AS SELECT %s', p_view, string_agg(
    format('NULL::%s%s AS %I', format_type(atttypid, atttypmod), ' COLLATE ' || nullif(attcollation, 0)::regcollation, attname),
    ', ' ORDER BY attnum
  ))
  FROM pg_attribute
  WHERE attrelid = p_view AND attnum > 0
$function_2$;

-- The comment on an object, as a statement; NULL where there is none.
CREATE FUNCTION tviews.comment_on(p_object text, p_oid oid, p_catalog name) RETURNS text
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $function_2$
  SELECT format('COMMENT ON %s IS ', p_object) || quote_literal(obj_description(p_oid, p_catalog))
$function_2$;

-- What an index is beside its definition, as statements.
CREATE FUNCTION tviews.index_settings(p_index oid) RETURNS text
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $function_2$
  SELECT concat_ws('; ',
    tviews.comment_on(format('INDEX %s', p_index::regclass), p_index, 'pg_class'),
    format('ALTER INDEX %s SET TABLESPACE ', p_index::regclass) || quote_ident(spcname),
    CASE WHEN indisclustered THEN format('ALTER TABLE %s CLUSTER ON %I', indrelid::regclass, relname) END,
    CASE WHEN indisreplident THEN format('ALTER TABLE %s REPLICA IDENTITY USING INDEX %I', indrelid::regclass, relname) END,
    (
      SELECT string_agg(format('ALTER INDEX %s ALTER COLUMN %s SET STATISTICS %s', p_index::regclass, attnum, attstattarget), '; ')
      FROM pg_attribute
      WHERE attrelid = p_index AND attstattarget >= 0
    ))
  FROM pg_index
  JOIN pg_class ON pg_class.oid = indexrelid
  LEFT JOIN pg_tablespace ON pg_tablespace.oid = reltablespace
  WHERE indexrelid = p_index
$function_2$;

-- What somebody has set for a column of a table beside what its type brings, as clauses of ALTER TABLE.
CREATE FUNCTION tviews.column_settings(p_table regclass, p_column smallint) RETURNS SETOF text
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $function_2$
  SELECT format('ALTER COLUMN %I SET ', attname) || setting
  FROM pg_attribute
  JOIN pg_type ON pg_type.oid = atttypid
  CROSS JOIN unnest(ARRAY[
    CASE WHEN attstorage <> typstorage THEN
      'STORAGE ' || CASE attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END
    END,
    CASE attcompression WHEN 'p' THEN 'COMPRESSION pglz' WHEN 'l' THEN 'COMPRESSION lz4' END,
    '(' || array_to_string(attoptions, ', ') || ')',
    CASE WHEN attstattarget >= 0 THEN 'STATISTICS ' || attstattarget END
  ]) AS setting
  WHERE attrelid = p_table AND attnum = p_column AND setting IS NOT NULL
$function_2$;

-- Whether somebody has said of some of these columns that they are not NULL, as those are that come anew.
CREATE FUNCTION tviews.forbids_null(p_table regclass, p_columns smallint[]) RETURNS boolean
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $function_2$
  SELECT EXISTS (SELECT FROM pg_attribute WHERE attrelid = p_table AND attnum = ANY (p_columns) AND attnotnull)
    OR EXISTS (SELECT FROM pg_constraint WHERE conrelid = p_table AND contype = 'c' AND conkey && p_columns)
$function_2$;

-- Stops before the rows of a TVIEW go that rows of the user's hang on, which ON DELETE CASCADE would take along.
CREATE FUNCTION tviews.refuse_references(p_tview regclass) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $function_2$
DECLARE
  v_references text := (
    SELECT string_agg(format('%I of %s', conname, conrelid::regclass), ', ' ORDER BY conrelid::regclass::text, conname)
    FROM pg_constraint
    WHERE confrelid = p_tview AND contype = 'f' AND conparentid = 0
  );
BEGIN
  IF v_references IS NOT NULL THEN
    RAISE EXCEPTION '% is filled anew, but foreign keys refer to its rows: %', p_tview, v_references
      USING ERRCODE = 'dependent_objects_still_exist', HINT = 'Drop them before the upgrade, and add them again after it.';
  END IF;
END
$function_2$;

-- Stops before columns go and come back that views read whose owners did not let this role replace them.
CREATE FUNCTION tviews.refuse_views_of_others(p_tview regclass, p_columns smallint[]) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $function_2$
DECLARE
  v_view record;
BEGIN
  SELECT class.oid::regclass AS name, class.relowner::regrole AS owner INTO v_view
  FROM pg_depend AS dependency
  JOIN pg_rewrite AS rule ON rule.oid = dependency.objid
  JOIN pg_class AS class ON class.oid = rule.ev_class AND class.relkind = 'v'
  WHERE dependency.classid = 'pg_rewrite'::regclass AND dependency.refclassid = 'pg_class'::regclass
    AND dependency.refobjid = p_tview AND dependency.refobjsubid = ANY (p_columns)
    AND NOT pg_has_role(class.relowner, 'USAGE')
  ORDER BY class.oid::regclass::text
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'view % of role % reads columns of % that are to be moved or retyped', v_view.name, v_view.owner, p_tview
      USING ERRCODE = 'insufficient_privilege',
        HINT = format('Upgrade as a superuser or a member of %s, or drop the view before and create it again afterwards.', v_view.owner);
  END IF;
END
$function_2$;

-- Of these columns of a relation, or, for NULL, of all of it; without what hangs on other columns too.
CREATE FUNCTION tviews.dependents_of(p_relation regclass, p_columns smallint[], p_others smallint[]) RETURNS tviews.dependents
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $function_2$
  WITH depending AS (
      SELECT DISTINCT classid, objid
      FROM pg_depend
      WHERE refclassid = 'pg_class'::regclass AND refobjid = p_relation
        AND (p_columns IS NULL OR refobjsubid = ANY (p_columns)) AND deptype IN ('n', 'a')
      EXCEPT
      SELECT classid, objid
      FROM pg_depend
      WHERE refclassid = 'pg_class'::regclass AND refobjid = p_relation AND refobjsubid = ANY (p_others)
    ), dependent (place, aside, back) AS (
      SELECT 1,
        tviews.empty_view(class.oid),
        format('CREATE OR REPLACE VIEW %s%s AS %s', class.oid::regclass,
          ' WITH (' || array_to_string(class.reloptions, ', ') || ')', pg_get_viewdef(class.oid))
      FROM (SELECT DISTINCT ev_class FROM depending JOIN pg_rewrite ON pg_rewrite.oid = objid WHERE classid = 'pg_rewrite'::regclass) AS rule
      JOIN pg_class AS class ON class.oid = ev_class AND class.relkind = 'v' AND class.oid <> p_relation
      UNION ALL
      SELECT 2,
        format('DROP POLICY %I ON %s', policy.polname, p_relation),
        concat_ws('; ', format('CREATE POLICY %I ON %s AS %s FOR %s TO %s%s%s', policy.polname, p_relation,
          CASE WHEN policy.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END,
          CASE policy.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
          (SELECT string_agg(CASE role WHEN 0 THEN 'PUBLIC' ELSE role::regrole::text END, ', ') FROM unnest(policy.polroles) AS role),
          ' USING (' || pg_get_expr(policy.polqual, policy.polrelid) || ')',
          ' WITH CHECK (' || pg_get_expr(policy.polwithcheck, policy.polrelid) || ')'),
          tviews.comment_on(format('POLICY %I ON %s', policy.polname, p_relation), policy.oid, 'pg_policy'))
      FROM depending JOIN pg_policy AS policy ON policy.oid = objid AND policy.polrelid = p_relation
      WHERE classid = 'pg_policy'::regclass
      UNION ALL
      SELECT 3, format('DROP TRIGGER %I ON %s', trigger.tgname, p_relation),
        concat_ws('; ', pg_get_triggerdef(trigger.oid),
          format('ALTER TABLE %s %s TRIGGER %I', p_relation,
            CASE trigger.tgenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' WHEN 'A' THEN 'ENABLE ALWAYS' ELSE 'ENABLE' END,
            trigger.tgname),
          tviews.comment_on(format('TRIGGER %I ON %s', trigger.tgname, p_relation), trigger.oid, 'pg_trigger'))
      FROM depending JOIN pg_trigger AS trigger ON trigger.oid = objid AND trigger.tgrelid = p_relation AND NOT trigger.tgisinternal
      WHERE classid = 'pg_trigger'::regclass
      UNION ALL
      SELECT 4,
        format('ALTER TABLE %s DROP CONSTRAINT %I', p_relation, conname),
        concat_ws('; ', format('ALTER TABLE %s ADD CONSTRAINT %I %s', p_relation, conname, pg_get_constraintdef(pg_constraint.oid)),
          tviews.comment_on(format('CONSTRAINT %I ON %s', conname, p_relation), pg_constraint.oid, 'pg_constraint'),
          tviews.index_settings(nullif(conindid, 0)))
      FROM depending JOIN pg_constraint ON pg_constraint.oid = objid AND conrelid = p_relation
      WHERE classid = 'pg_constraint'::regclass
      UNION ALL
      SELECT 4,
        format('DROP INDEX %s', index.indexrelid::regclass),
        concat_ws('; ', pg_get_indexdef(index.indexrelid), tviews.index_settings(index.indexrelid))
      FROM depending JOIN pg_index AS index ON index.indexrelid = objid AND index.indrelid = p_relation
      WHERE classid = 'pg_class'::regclass
      UNION ALL
      SELECT 4,
        format('DROP STATISTICS %I.%I', stxnamespace::regnamespace::text, stxname),
        concat_ws('; ', pg_get_statisticsobjdef(pg_statistic_ext.oid),
          CASE WHEN stxstattarget >= 0 THEN
            format('ALTER STATISTICS %I.%I SET STATISTICS %s', stxnamespace::regnamespace::text, stxname, stxstattarget)
          END,
          tviews.comment_on(format('STATISTICS %I.%I', stxnamespace::regnamespace::text, stxname), pg_statistic_ext.oid, 'pg_statistic_ext'))
      FROM depending JOIN pg_statistic_ext ON pg_statistic_ext.oid = objid AND stxrelid = p_relation
      WHERE classid = 'pg_statistic_ext'::regclass
      UNION ALL
      SELECT 5, NULL, tviews.grants(attacl, format(' (%I)', attname), p_relation::text, relowner)
      FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
      WHERE attrelid = p_relation AND attnum > 0 AND (p_columns IS NULL OR attnum = ANY (p_columns))
      UNION ALL
      SELECT 5, NULL, tviews.grants(relacl, '', p_relation::text, relowner)
      FROM pg_class
      WHERE oid = p_relation AND p_columns IS NULL
      UNION ALL
      SELECT 5, NULL,
        CASE objsubid
          WHEN 0 THEN format('COMMENT ON VIEW %s IS %L', p_relation, description)
          ELSE format('COMMENT ON COLUMN %s.%I IS %L', p_relation, attname, description)
        END
      FROM pg_description
      LEFT JOIN pg_attribute ON attrelid = objoid AND attnum = objsubid
      WHERE classoid = 'pg_class'::regclass AND objoid = p_relation AND (p_columns IS NULL OR objsubid = ANY (p_columns))
      UNION ALL
      SELECT 3, NULL, format('ALTER TABLE %s ALTER COLUMN %I SET NOT NULL', p_relation, attname)
      FROM pg_attribute
      WHERE attrelid = p_relation AND attnum = ANY (p_columns) AND attnotnull
    )
  SELECT array_agg(aside ORDER BY place) FILTER (WHERE aside IS NOT NULL), array_agg(back ORDER BY place)
  FROM dependent
$function_2$;

-- A dump of rows alone brings the parts that were created where it comes from, and keys that were parked there, to a
-- database that has its own: these stay, and no key is parked twice.
CREATE FUNCTION tviews.keep_part() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $function_2$
BEGIN
  RETURN CASE WHEN NOT EXISTS (SELECT FROM tviews.part WHERE part.name = NEW.name) THEN NEW END;
END
$function_2$;

CREATE FUNCTION tviews.keep_parked() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $function_2$
BEGIN
  RETURN CASE
    WHEN NOT EXISTS (SELECT FROM tviews.parked AS p WHERE p.tview = NEW.tview AND p.key IS NOT DISTINCT FROM NEW.key) THEN NEW
  END;
END
$function_2$;

-- Whether a table has triggers for INSERT, UPDATE, DELETE, and, if they are for statements, TRUNCATE that call a function.
CREATE FUNCTION tviews.listens_to_all(p_table regclass, p_function oid) RETURNS boolean
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $function_2$
  SELECT bit_or(tgtype) & events = events
  FROM pg_trigger CROSS JOIN LATERAL (SELECT CASE WHEN tgtype & 1 = 1 THEN 28 ELSE 60 END) AS wanted (events)
  WHERE tgrelid = p_table AND tgfoid = p_function
  GROUP BY events
$function_2$;

-- Whether nobody has dropped what a part has created: its relations, its functions, the triggers that call these.
CREATE FUNCTION tviews.is_there(p_part tviews.part) RETURNS boolean
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $function_2$
  SELECT to_regclass(p_part.relation) IS NOT NULL
    AND (p_part.backing_view IS NULL OR to_regclass(p_part.backing_view) IS NOT NULL)
    AND NOT EXISTS (
      SELECT FROM unnest(p_part.functions) AS name
      LEFT JOIN pg_proc AS function ON function.proname = name AND function.pronamespace = 'tviews'::regnamespace
      WHERE function.oid IS NULL OR (
        function.prorettype = 'trigger'::regtype
          AND tviews.listens_to_all(to_regclass(p_part.relation), function.oid) IS NOT TRUE
      )
    )
    AND (p_part.key IS NULL OR EXISTS (
      SELECT FROM pg_constraint
      WHERE conrelid = to_regclass(p_part.relation) AND contype IN ('p', 'u') AND pg_get_constraintdef(oid) = p_part.key
    ))
$function_2$;

-- The parts as they were built, and whether each is the one that has been created, and is there still.
CREATE FUNCTION tviews.built_parts()
RETURNS TABLE (name text, kind text, relation text, place integer, functions text[], digest text, is_current boolean)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $function_2$
  SELECT built.name, built.kind, built.relation, built.place, built.functions, md5(function.prosrc),
    coalesce(part.digest = md5(function.prosrc), false) AND tviews.is_there(part)
  FROM (
    SELECT activate_part, 'activate', tview, place, functions FROM tviews.built_tviews()
    UNION ALL
    SELECT equip_part, 'equip', tview, place, '{}' FROM tviews.built_tviews()
    UNION ALL
    SELECT watch_part, 'watch', source, NULL, array_remove(ARRAY[function, move_function], NULL) FROM tviews.built_sources()
  ) AS built (name, kind, relation, place, functions)
  JOIN pg_proc AS function ON function.proname = built.name
    AND function.pronamespace = 'tviews'::regnamespace AND function.pronargs = 0
  LEFT JOIN tviews.part ON part.name = built.name
$function_2$;

-- Creates a part and remembers which it is. Returns whether the rows of a TVIEW may be others now.
CREATE FUNCTION tviews.create_part(p_name text, p_kind text, p_relation text, p_functions text[], p_digest text) RETURNS boolean
LANGUAGE plpgsql
AS $function_2$
DECLARE
  v_changed boolean := false;
BEGIN
  INSERT INTO tviews.part (name, digest, relation, functions)
  VALUES (p_name, '', p_relation, '{}')
  ON CONFLICT (name) DO NOTHING;
  -- For keys of another type the functions of a TVIEW have other parameters. Those of triggers cannot go, and have none.
  -- What stays as it is stays the same function to other sessions.
  PERFORM tviews.run_all(array_agg(format('DROP FUNCTION %s', function.oid::regprocedure)))
  FROM tviews.part
  JOIN pg_proc AS function ON function.proname = ANY (part.functions) AND function.pronamespace = 'tviews'::regnamespace
  WHERE part.name = p_name AND part.backing_view IS NOT NULL AND part.digest <> p_digest;
  IF p_kind = 'equip' THEN
    EXECUTE format('SELECT tviews.put_statements($1, $2, tviews.%I())', p_name) USING p_name, p_relation::regclass;
  ELSE
    EXECUTE format('SELECT tviews.%I()', p_name) INTO v_changed;
  END IF;
  -- Keys are parked by their columns, and by TVIEWs that park: another one tries its rows anew.
  IF p_kind = 'activate' THEN
    DELETE FROM tviews.parked AS p
    USING tviews.part
    WHERE part.name = p_name AND part.digest <> p_digest AND p.tview = p_relation;
    v_changed := v_changed OR FOUND;
  END IF;
  UPDATE tviews.part SET digest = p_digest, functions = p_functions WHERE part.name = p_name;
  RETURN v_changed;
END
$function_2$;

-- Drops the TVIEWs that are no more among those that were built.
CREATE FUNCTION tviews.drop_removed_tviews() RETURNS void
LANGUAGE sql
AS $function_2$
  SELECT tviews.run_all(ARRAY[
    'DROP VIEW ' || string_agg(part.backing_view, ', ') FILTER (WHERE to_regclass(part.backing_view) IS NOT NULL),
    'DROP TABLE ' || string_agg(part.relation, ', ') FILTER (WHERE to_regclass(part.relation) IS NOT NULL)
  ])
  FROM tviews.part
  WHERE part.backing_view IS NOT NULL AND part.relation NOT IN (SELECT built.tview FROM tviews.built_tviews() AS built);
  DELETE FROM tviews.parked AS p WHERE p.tview NOT IN (SELECT built.tview FROM tviews.built_tviews() AS built)
$function_2$;

-- Drops functions that no part creates any more, with their triggers, and forgets parts that are gone.
CREATE FUNCTION tviews.drop_removed_parts(p_functions text[]) RETURNS void
LANGUAGE sql
AS $function_2$
  SELECT tviews.run_all(
    array_agg(format('DROP TRIGGER %I ON %s', trigger.tgname, trigger.tgrelid::regclass)) FILTER (WHERE trigger.oid IS NOT NULL)
      || array_agg(DISTINCT format('DROP FUNCTION %s', function.oid::regprocedure))
  )
  FROM pg_proc AS function
  LEFT JOIN pg_trigger AS trigger ON trigger.tgfoid = function.oid AND trigger.tgparentid = 0
  WHERE function.pronamespace = 'tviews'::regnamespace AND function.proname = ANY (p_functions)
    AND function.proname NOT IN (SELECT unnest(built.functions) FROM tviews.built_parts() AS built);
  DELETE FROM tviews.part WHERE part.name NOT IN (SELECT built.name FROM tviews.built_parts() AS built)
$function_2$;

CREATE FUNCTION tviews.note_action(p_action text, p_tview text, p_detail text, p_began timestamptz) RETURNS void
LANGUAGE sql
AS $function_2$
  INSERT INTO tviews.audit (action, tview, detail, duration) VALUES (p_action, p_tview, p_detail, clock_timestamp() - p_began)
$function_2$;

-- A dump of rows alone may bring what is there already.
CREATE FUNCTION tviews.keep_audit() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $function_2$
BEGIN
  RETURN CASE WHEN NOT EXISTS (SELECT FROM tviews.audit WHERE audit = NEW) THEN NEW END;
END
$function_2$;

CREATE FUNCTION tviews.keep_suspended() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $function_2$
BEGIN
  RETURN CASE WHEN NOT EXISTS (SELECT FROM tviews.suspended AS s WHERE s.part = NEW.part) THEN NEW END;
END
$function_2$;

-- Suspends a TVIEW, unless it is.
CREATE FUNCTION tviews.suspend_part(p_part text) RETURNS void
LANGUAGE plpgsql
AS $function_2$
DECLARE
  v_began timestamptz := clock_timestamp();
BEGIN
  INSERT INTO tviews.suspended (part, by_role) VALUES (p_part, tviews.session_role()) ON CONFLICT (part) DO NOTHING;
  IF FOUND THEN
    INSERT INTO tviews.missed (part) VALUES (p_part);
    PERFORM tviews.note_action('suspend', part.relation, NULL, v_began) FROM tviews.part WHERE part.name = p_part;
  END IF;
END
$function_2$;

-- Where a TVIEW is suspended, or is to be, puts this transaction's entries for it aside, and returns true.
CREATE FUNCTION tviews.miss(p_tview integer, p_suspends boolean) RETURNS boolean
LANGUAGE plpgsql
AS $function_2$
DECLARE
  v_part text := (SELECT built.activate_part FROM tviews.active_tviews() AS built WHERE built.place = p_tview);
BEGIN
  IF p_suspends THEN
    PERFORM tviews.suspend_part(v_part);
  END IF;
  -- Who comes while it is being resumed waits, and finds that it is not suspended any more; above READ COMMITTED it is
  -- a serialization failure.
  PERFORM FROM tviews.suspended AS s WHERE s.part = v_part FOR KEY SHARE;
  IF NOT FOUND THEN
    RETURN false;
  ELSIF EXISTS (SELECT FROM tviews.missed AS m WHERE m.part = v_part AND m.route IS NOT NULL AND m.keys IS NULL) THEN
    PERFORM tviews.take_entries(p_tview);
  ELSE
    INSERT INTO tviews.missed (part, route, keys, links)
    SELECT v_part, taken.route, taken.keys, taken.links FROM tviews.take_entries(p_tview) AS taken;
  END IF;
  RETURN true;
END
$function_2$;

-- The TVIEWs that a call means, without those that are suspended.
CREATE FUNCTION tviews.refreshed_tviews(p_tview regclass) RETURNS SETOF integer
LANGUAGE plpgsql
AS $function_2$
BEGIN
  RETURN QUERY
    SELECT place
    FROM tviews.chosen_tviews(p_tview) AS place
    JOIN tviews.active_tviews() AS built USING (place)
    WHERE built.activate_part NOT IN (SELECT s.part FROM tviews.suspended AS s)
    ORDER BY place;
  IF p_tview IS NOT NULL AND NOT FOUND THEN
    RAISE EXCEPTION '% is suspended', p_tview
      USING ERRCODE = 'object_not_in_prerequisite_state', HINT = format('SELECT * FROM tviews.resume(%L)', p_tview);
  END IF;
END
$function_2$;

-- From now on writes do not refresh a TVIEW, or all of them, but note what they would have refreshed.
CREATE FUNCTION tviews.suspend(p_tview regclass DEFAULT NULL) RETURNS void
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
AS $function_2$
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
$function_2$;

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
AS $function_2$
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
$function_2$;

-- TVIEWs that are suspended, since when and by whom.
CREATE FUNCTION tviews.check_suspended()
RETURNS TABLE (status text, component text, message text, severity text)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $function_2$
  SELECT 'suspended-tview', built.tview,
    format('not refreshed since %s, suspended by %s. Run SELECT * FROM tviews.resume(%L)',
      date_trunc('second', s.since), s.by_role, built.tview),
    'error'
  FROM tviews.suspended AS s
  JOIN tviews.active_tviews() AS built ON built.activate_part = s.part
$function_2$;

-- Whether the rows of a TVIEW are computed now: unless tviews.fill is 'later', which leaves them to backfill().
CREATE FUNCTION tviews.fill_now(p_part text) RETURNS boolean
LANGUAGE plpgsql
AS $function_2$
DECLARE
  v_now boolean := lower(current_setting('tviews.fill', true)) IS DISTINCT FROM 'later';
BEGIN
  UPDATE tviews.part SET is_complete = v_now WHERE part.name = p_part;
  DELETE FROM tviews.backfill AS entry WHERE entry.part = p_part;
  RETURN v_now;
END
$function_2$;

-- Notes that all rows of a TVIEW are being computed. Not while a backfill is under way, whose changes of TVIEWs that this
-- one reads are not seen yet, nor from a snapshot that may be older than one: then it is left to the next backfill.
-- Nobody waits, as drains come here with locks.
CREATE FUNCTION tviews.complete(p_part text) RETURNS void
LANGUAGE plpgsql
AS $function_2$
BEGIN
  IF EXISTS (SELECT FROM tviews.part WHERE part.name = p_part AND NOT part.is_complete)
    AND current_setting('transaction_isolation') = 'read committed'
    AND pg_try_advisory_xact_lock_shared(tviews.completion_lock())
  THEN
    UPDATE tviews.part SET is_complete = true WHERE part.name = p_part AND NOT part.is_complete;
    DELETE FROM tviews.backfill AS entry WHERE entry.part = p_part;
  END IF;
END
$function_2$;

CREATE FUNCTION tviews.is_complete(p_tview integer) RETURNS boolean
LANGUAGE sql STABLE
AS $function_2$
  SELECT part.is_complete
  FROM tviews.active_tviews() AS built JOIN tviews.part ON part.name = built.activate_part
  WHERE built.place = p_tview
$function_2$;

-- Lists the keys that a TVIEW has or is to have, in their order: rows that are read together are written together.
CREATE FUNCTION tviews.list_keys(p_part text, p_tview text, p_view text, p_key text[]) RETURNS void
LANGUAGE plpgsql
AS $function_2$
DECLARE
  v_columns text := (SELECT string_agg(quote_ident(name), ', ' ORDER BY place) FROM unnest(p_key) WITH ORDINALITY AS part (name, place));
  v_texts text := (
    SELECT string_agg(format('array_agg(CAST((listed.k).%I AS text) ORDER BY listed.n)', name), ', ' ORDER BY place)
    FROM unnest(p_key) WITH ORDINALITY AS part (name, place)
  );
BEGIN
  EXECUTE format(
    'INSERT INTO tviews.backfill (part, place, keys)
     SELECT %1$L, (listed.n - 1) / 20 + 1, ARRAY[%2$s]
     FROM (
       SELECT k, row_number() OVER (ORDER BY k) AS n FROM (SELECT %3$s FROM %4$s UNION SELECT %3$s FROM %5$s) AS k
     ) AS listed
     GROUP BY (listed.n - 1) / 20',
    p_part, v_texts, v_columns, p_view, p_tview
  );
  INSERT INTO tviews.backfill (part, place)
  SELECT p_part, count(*) + 1 FROM tviews.backfill AS entry WHERE entry.part = p_part;
END
$function_2$;

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
AS $function_2$
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
$function_2$;

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
AS $function_2$
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
$function_2$;

-- Notes the rows of these keys, or all rows, as they are before they are refreshed for the first time.
CREATE FUNCTION tviews.note_rows(p_tview integer, p_keys text[]) RETURNS void
LANGUAGE plpgsql
AS $function_2$
DECLARE
  v_built record;
BEGIN
  SELECT built.* INTO v_built FROM tviews.active_tviews() AS built WHERE built.place = p_tview;
  EXECUTE format(
    'INSERT INTO tviews.note (tview, key, digest)
     SELECT %1$L, found.key, found.digest
     FROM (%2$s) AS found
     WHERE NOT EXISTS (
       SELECT FROM tviews.note AS n
       WHERE n.xid = pg_current_xact_id() AND n.tview = %1$L AND (n.key = found.key OR n.key IS NULL)
     )',
    v_built.tview,
    CASE
      WHEN p_keys IS NULL THEN
        format('SELECT jsonb_build_object(%s) AS key, md5(r::text) AS digest FROM %s AS r UNION ALL SELECT NULL, NULL',
          tviews.key_fields(v_built.key), v_built.tview)
      ELSE
        format(
          'SELECT DISTINCT given.key, md5(r::text) AS digest
           FROM unnest(tviews.key_objects($1, $2)) AS given (key)
           CROSS JOIN LATERAL jsonb_populate_record(NULL::%1$s, given.key) AS k
           LEFT JOIN %1$s AS r ON %2$s', v_built.tview, v_built.same_key)
    END
  ) USING p_tview, p_keys;
END
$function_2$;

-- Drains, and keeps a note of each row that differs from before.
CREATE FUNCTION tviews.flush_noting() RETURNS void
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
AS $function_2$
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
$function_2$;

-- A row of a TVIEW, as far as the caller may see it.
CREATE FUNCTION tviews.seen_row(p_tview regclass, p_key jsonb) RETURNS jsonb
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
AS $function_2$
DECLARE
  v_row jsonb;
BEGIN
  IF has_table_privilege(p_tview, 'SELECT') THEN
    EXECUTE format(
      'SELECT to_jsonb(r) FROM %1$s AS r CROSS JOIN LATERAL jsonb_populate_record(NULL::%1$s, $1) AS k WHERE %2$s', p_tview,
      (
        SELECT string_agg(format(CASE part.value WHEN 'null' THEN 'r.%1$I IS NULL' ELSE 'r.%1$I = k.%1$I' END, part.key), ' AND ')
        FROM jsonb_each(p_key) AS part
      )
    ) INTO v_row USING p_key;
  END IF;
  RETURN v_row;
END
$function_2$;

-- Drains now, like flush(), and returns the rows of TVIEWs that this has changed, as far as the caller may see them.
CREATE FUNCTION tviews.flush_returning() RETURNS TABLE (tview regclass, key jsonb, operation text, document jsonb)
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
AS $function_2$
BEGIN
  PERFORM tviews.flush_noting();
  RETURN QUERY
    SELECT changed.tview, changed.key, changed.operation, changed.document
    FROM tviews.noted_changes AS changed
    ORDER BY changed.tview::text, changed.key;
  PERFORM tviews.forget_notes();
END
$function_2$;

-- Creates a backing view, or makes it the one of another SELECT. Returns whether it is another one than before. Where a
-- * stands for more columns than when it was built, functions would not know of them.
CREATE FUNCTION tviews.put_view(p_part text, p_view text, p_columns text, p_definition text) RETURNS boolean
LANGUAGE plpgsql
AS $function_2$
DECLARE
  v_view text := format('VIEW %s (%s) AS %s', p_view, p_columns, p_definition);
  v_known tviews.part;
  v_dependents tviews.dependents;
  v_unknown text;
BEGIN
  SELECT part.* INTO v_known FROM tviews.part WHERE part.name = p_part;
  IF to_regclass(p_view) IS NULL THEN
    EXECUTE 'CREATE ' || v_view;
  ELSIF v_known.definition = v_view AND NOT v_known.is_empty_view THEN
    RETURN false;
  ELSE
    BEGIN
      EXECUTE 'CREATE OR REPLACE ' || v_view;
    EXCEPTION WHEN invalid_table_definition THEN
      -- Columns of a view cannot go or change.
      v_dependents := tviews.dependents_of(p_view::regclass, NULL, '{}');
      PERFORM tviews.run_all(v_dependents.aside);
      EXECUTE format('DROP VIEW %s', p_view);
      EXECUTE 'CREATE ' || v_view;
      PERFORM tviews.run_all(v_dependents.back);
    END;
  END IF;
  SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) INTO v_unknown
  FROM pg_attribute
  WHERE attrelid = p_view::regclass
    AND attnum > (SELECT count(*) FROM regexp_matches(p_columns, '"(?:[^"]|"")*"|[^", ]+', 'g'));
  IF v_unknown IS NOT NULL THEN
    RAISE EXCEPTION 'the SELECT of % returns columns that it did not return when it was built: %', p_view, v_unknown
      USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'Build again with the tables as they are now.';
  END IF;
  UPDATE tviews.part
  SET definition = v_view, backing_view = p_view, is_empty_view = false
  WHERE part.name = p_part;
  RETURN v_known.definition IS DISTINCT FROM v_view;
END
$function_2$;

-- Whether TVIEWs read some of these columns of another one.
CREATE FUNCTION tviews.is_read(p_tview regclass, p_columns smallint[]) RETURNS boolean
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $function_2$
  SELECT EXISTS (
    SELECT FROM tviews.built_sources() AS built
    JOIN pg_attribute ON attrelid = to_regclass(built.source) AND attnum = ANY (p_columns) AND attname = ANY (built.columns)
    WHERE to_regclass(built.source) = p_tview
  )
$function_2$;

-- Has all rows of the TVIEWs that read this one computed: its rows, or columns of them, go without a word from triggers,
-- and what comes for them may be NULL, as they are until then.
CREATE FUNCTION tviews.fill_readers(p_tview regclass) RETURNS void
LANGUAGE plpgsql
AS $function_2$
DECLARE
  v_reader record;
BEGIN
  FOR v_reader IN
    SELECT reader.place, reader.activate_part
    FROM tviews.built_tviews() AS reader
    WHERE p_tview IN (SELECT to_regclass(source) FROM unnest(reader.sources) AS source)
  LOOP
    IF tviews.fill_now(v_reader.activate_part) THEN
      INSERT INTO tviews.queue (tview, route, schedules_drain) VALUES (v_reader.place, 'full', false);
    END IF;
  END LOOP;
END
$function_2$;

-- Gives a TVIEW the columns of its backing view, in their order, and room for another key. Columns that stay keep what
-- hangs on them. Returns whether the rows are gone, to be computed anew.
CREATE FUNCTION tviews.put_columns(p_part text, p_tview regclass, p_view regclass, p_key text) RETURNS boolean
LANGUAGE plpgsql
AS $function_2$
DECLARE
  v_key text := coalesce((SELECT part.key FROM tviews.part WHERE part.name = p_part), p_key);
  v_constraint record;
  v_wanted record;
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

  PERFORM tviews.refuse_views_of_others(p_tview, v_anew);
  -- Triggers would look for columns that are gone. They come back with what readers of the TVIEW are told.
  PERFORM tviews.unwatch(p_tview);
  IF v_empty THEN
    PERFORM tviews.refuse_references(p_tview);
    EXECUTE format('DELETE FROM %s', p_tview);
    IF v_constraint.name IS NOT NULL THEN
      EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I%s', p_tview, v_constraint.name,
        CASE WHEN v_key <> p_key THEN v_constraint.nullable_again END);
    END IF;
  END IF;
  IF v_empty OR tviews.is_read(p_tview, v_anew) THEN
    PERFORM tviews.fill_readers(p_tview);
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
$function_2$;

-- Adds a TVIEW's key, remembers it, and explains what is wrong where its rows do not have one.
CREATE FUNCTION tviews.put_key(p_part text, p_tview regclass, p_key text) RETURNS void
LANGUAGE plpgsql
AS $function_2$
DECLARE
  v_detail text;
BEGIN
  EXECUTE format('ALTER TABLE %s ADD %s', p_tview, p_key);
  UPDATE tviews.part SET key = p_key WHERE part.name = p_part;
EXCEPTION
  WHEN unique_violation OR not_null_violation THEN
    GET STACKED DIAGNOSTICS v_detail = PG_EXCEPTION_DETAIL;
    RAISE EXCEPTION 'the key of TVIEW % does not identify its rows: %', p_tview, p_key
      USING ERRCODE = SQLSTATE, DETAIL = coalesce(nullif(v_detail, ''), SQLERRM),
        HINT = 'Name the columns that do in the definition: -- @key (a, b)';
END
$function_2$;

-- What takes back the indexes and statistics that a TVIEW has.
CREATE FUNCTION tviews.drop_statements(p_tview regclass) RETURNS SETOF text
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $function_2$
  SELECT format('DROP INDEX IF EXISTS %s', indexrelid::regclass) FROM pg_index WHERE indrelid = p_tview
  UNION ALL
  SELECT format('DROP STATISTICS IF EXISTS %I.%I', nspname, stxname)
  FROM pg_statistic_ext JOIN pg_namespace ON pg_namespace.oid = stxnamespace
  WHERE stxrelid = p_tview
$function_2$;

-- Whether an index of a TVIEW starts with this column.
CREATE FUNCTION tviews.has_index(p_tview regclass, p_column text) RETURNS boolean
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $function_2$
  SELECT EXISTS (
    SELECT FROM pg_index AS index
    JOIN pg_attribute AS first ON first.attrelid = index.indrelid AND first.attnum = index.indkey[0]
    WHERE index.indrelid = p_tview AND index.indpred IS NULL AND first.attname = p_column
  )
$function_2$;

-- Takes back those of the statements about a TVIEW that are no more wanted, the last one first.
CREATE FUNCTION tviews.take_back_statements(p_part text, p_statements text[]) RETURNS void
LANGUAGE plpgsql
AS $function_2$
DECLARE
  v_known tviews.part;
  v_statements text[] := '{}';
  v_undo text[] := '{}';
BEGIN
  SELECT part.* INTO v_known FROM tviews.part WHERE part.name = p_part;
  FOR v_place IN REVERSE coalesce(cardinality(v_known.statements), 0)..1 LOOP
    IF v_known.statements[v_place] = ANY (p_statements[:][1:1]) THEN
      v_statements := v_known.statements[v_place] || v_statements;
      v_undo := v_known.undo[v_place] || v_undo;
    ELSE
      EXECUTE v_known.undo[v_place];
    END IF;
  END LOOP;
  UPDATE tviews.part SET statements = v_statements, undo = v_undo WHERE part.name = p_part;
END
$function_2$;

-- Runs those of the statements about a TVIEW that have not been run yet, in order.
CREATE FUNCTION tviews.put_statements(p_part text, p_tview regclass, p_statements text[]) RETURNS void
LANGUAGE plpgsql
AS $function_2$
DECLARE
  v_known tviews.part;
  v_place integer;
  v_statement text;
  v_undo text;
  v_there text[];
  v_statements text[] := '{}';
  v_undos text[] := '{}';
BEGIN
  PERFORM tviews.take_back_statements(p_part, p_statements);
  SELECT part.* INTO v_known FROM tviews.part WHERE part.name = p_part;
  FOR v_n IN 1..coalesce(array_length(p_statements, 1), 0) LOOP
    v_statement := p_statements[v_n][1];
    v_undo := p_statements[v_n][2];
    v_place := array_position(v_known.statements, v_statement);
    IF v_place IS NULL THEN
      CONTINUE WHEN tviews.has_index(p_tview, p_statements[v_n][3]);
      v_there := ARRAY(SELECT tviews.drop_statements(p_tview));
      EXECUTE v_statement;
      v_undo := coalesce(v_undo, (SELECT undo FROM tviews.drop_statements(p_tview) AS undo WHERE undo <> ALL (v_there)));
    ELSE
      v_undo := v_known.undo[v_place];
      -- What was taken back may have taken this one along.
      IF v_statement ~* '^(GRANT|REVOKE|COMMENT|ALTER)' THEN
        EXECUTE v_statement;
      END IF;
    END IF;
    v_statements := v_statements || v_statement;
    v_undos := v_undos || v_undo;
  END LOOP;
  UPDATE tviews.part SET statements = v_statements, undo = v_undos WHERE part.name = p_part;
END
$function_2$;

CREATE FUNCTION tviews.run_all(p_statements text[]) RETURNS void
LANGUAGE plpgsql
AS $function_2$
DECLARE
  v_statement text;
BEGIN
  FOREACH v_statement IN ARRAY coalesce(p_statements, '{}') LOOP
    CONTINUE WHEN v_statement IS NULL;
    EXECUTE v_statement;
  END LOOP;
END
$function_2$;

-- Gives a TVIEW and its backing view other names. What the old definition says about the TVIEW is taken back, and said
-- again under the new name; what others have put on it stays.
CREATE FUNCTION tviews.rename_tview(p_tview text, p_view text, p_new_tview text, p_new_view text) RETURNS void
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
AS $function_2$
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
$function_2$;

-- From one qualified name to another.
CREATE FUNCTION tviews.rename_statement(p_kind text, p_name text, p_new_name text) RETURNS text
LANGUAGE sql IMMUTABLE
AS $function_2$
  SELECT concat_ws('; ',
    CASE WHEN old[1] <> new[1] THEN format('ALTER %s %s SET SCHEMA %I', p_kind, p_name, new[1]) END,
    CASE WHEN old[2] <> new[2] THEN format('ALTER %s %I.%I RENAME TO %I', p_kind, new[1], old[2], new[2]) END)
  FROM parse_ident(p_name) AS old, parse_ident(p_new_name) AS new
$function_2$;

-- The TVIEWs that a call means, in dependency order: one, or all that are kept equal to their SELECT at every commit.
CREATE FUNCTION tviews.chosen_tviews(p_tview regclass) RETURNS SETOF integer
LANGUAGE plpgsql
AS $function_2$
DECLARE
  v_state text := (SELECT status.state FROM tviews.status());
BEGIN
  IF v_state LIKE 'inactive%' THEN
    RAISE EXCEPTION 'case_extension is %', v_state USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  RETURN QUERY
    SELECT built.place
    FROM tviews.active_tviews() AS built
    WHERE CASE WHEN p_tview IS NULL THEN NOT built.manual ELSE to_regclass(built.tview) = p_tview END
    ORDER BY built.place;
  IF p_tview IS NOT NULL AND NOT FOUND THEN
    RAISE EXCEPTION '% is no TVIEW of case_extension', p_tview USING ERRCODE = 'wrong_object_type';
  END IF;
END
$function_2$;

-- The keys whose rows in a TVIEW are not those of its backing view, byte for byte; of so many keys where a sample is
-- asked for. One statement sees one snapshot, and in each of them the two are equal. Parked keys differ, and are not
-- computed; a TVIEW of which any row may be parked differs as a whole, without a key.
CREATE FUNCTION tviews.differences(p_place integer, p_sample integer)
RETURNS TABLE (tview regclass, key jsonb, difference text)
LANGUAGE plpgsql
AS $function_2$
DECLARE
  v_tview text;
  v_view text;
  v_same_key text;
  v_key text;          -- r.a, r.b
  v_key_as text;       -- r.a AS key_1, r.b AS key_2
  v_key_names text;    -- key_1, key_2
  v_key_fields text;   -- 'a', key_1, 'b', key_2
  v_key_values text;   -- 'a', r.a, 'b', r.b
  v_row text;          -- r.a, r.b, r.data
  v_sample text := '';
  v_rows text := '%s AS r';
  v_parked jsonb[];
  v_not_parked text := '';
BEGIN
  SELECT built.tview, built.backing_view, built.same_key,
    string_agg(format('r.%I', part.name), ', ' ORDER BY part.number),
    string_agg(format('r.%I AS key_%s', part.name, part.number), ', ' ORDER BY part.number),
    string_agg(format('key_%s', part.number), ', ' ORDER BY part.number),
    string_agg(format('%L, key_%s', part.name, part.number), ', ' ORDER BY part.number),
    tviews.key_fields(built.key)
  INTO v_tview, v_view, v_same_key, v_key, v_key_as, v_key_names, v_key_fields, v_key_values
  FROM tviews.active_tviews() AS built, unnest(built.key) WITH ORDINALITY AS part (name, number)
  WHERE built.place = p_place
  GROUP BY built.tview, built.backing_view, built.same_key, built.key;

  SELECT string_agg(format('r.%I', attribute.attname), ', ' ORDER BY attribute.attnum) INTO v_row
  FROM pg_attribute AS attribute
  WHERE attribute.attrelid = v_view::regclass AND attribute.attnum > 0;

  v_parked := ARRAY(SELECT p.key FROM tviews.parked AS p WHERE p.tview = v_tview);
  IF array_position(v_parked, NULL) IS NOT NULL THEN
    RETURN QUERY SELECT v_tview::regclass, NULL::jsonb, 'different';
    RETURN;
  ELSIF v_parked <> '{}' THEN
    v_not_parked := format(' WHERE jsonb_build_object(%s) <> ALL (%L)', v_key_values, v_parked);
    v_rows := v_rows || replace(v_not_parked, '%', '%%');
  END IF;

  IF p_sample IS NOT NULL THEN
    v_sample := format(
      $sample$
      WITH sample AS MATERIALIZED (
        SELECT * FROM (SELECT %1$s FROM %2$s AS r%5$s UNION SELECT %1$s FROM %3$s AS r%5$s) AS k ORDER BY random() LIMIT %4$s
      )
      $sample$,
      v_key, v_view, v_tview, p_sample, v_not_parked
    );
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    v_rows := 'sample AS k CROSS JOIN LATERAL (SELECT * FROM %s AS r WHERE ' || replace(v_same_key, '%', '%%') || ' OFFSET 0) AS r';
  END IF;

  -- Grouping, unlike joining, takes NULLs for equal and sees a row that is there twice. `*<>` compares the stored bytes.
  BEGIN
    RETURN QUERY EXECUTE v_sample || format(
      $differences$
      SELECT %1$L::regclass,
        jsonb_build_object(%2$s),
        CASE
          WHEN count(fresh) > count(stored) THEN 'missing'
          WHEN count(fresh) < count(stored) THEN 'superfluous'
          ELSE 'different'
        END
      FROM (
        SELECT %3$s, ROW(%4$s) AS fresh, NULL::record AS stored FROM %5$s
        UNION ALL
        SELECT %3$s, NULL, ROW(%4$s) FROM %6$s
      ) AS r
      GROUP BY %7$s
      HAVING count(fresh) <> 1
        OR count(stored) <> 1
        OR (array_agg(fresh) FILTER (WHERE fresh IS DISTINCT FROM NULL))[1]
          *<> (array_agg(stored) FILTER (WHERE stored IS DISTINCT FROM NULL))[1]
      ORDER BY %7$s
      $differences$,
      v_tview, v_key_fields, v_key_as, v_row, format(v_rows, v_view), format(v_rows, v_tview), v_key_names
    );
  EXCEPTION
    WHEN transaction_rollback OR lock_not_available OR insufficient_resources OR system_error THEN
      RAISE;
    WHEN others THEN
      IF v_parked = '{}' THEN
        RAISE EXCEPTION 'could not compare % with %: %', v_tview, v_view, SQLERRM
          USING ERRCODE = SQLSTATE, HINT = format('SELECT tviews.rebuild(%L) says which key it is.', v_tview);
      END IF;
      -- Rows of other keys cannot be computed without those that fail.
      RETURN QUERY SELECT v_tview::regclass, NULL::jsonb, 'different';
      RETURN;
  END;
  RETURN QUERY SELECT v_tview::regclass, parked_key, 'different' FROM unnest(v_parked) AS parked_key ORDER BY parked_key;
END
$function_2$;

-- Compares a TVIEW, or all of them, with their backing views: rows that are missing, superfluous or different, by key.
CREATE FUNCTION tviews.verify(p_tview regclass DEFAULT NULL, p_sample integer DEFAULT NULL)
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
AS $function_2$
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
$function_2$;

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
AS $function_2$
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
$function_2$;

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function_2$
  VALUES
    ('public.tb_sensor', 'not-null', ARRAY['pk_sensor']),
    ('public.tb_sensor', 'unique', ARRAY['pk_sensor'])
$function_2$;

-- Those that are there no more.
CREATE FUNCTION tviews.check_constraints()
RETURNS TABLE (status text, component text, message text, severity text)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $function_2$
  SELECT 'dropped-constraint', built.source,
    format(
      CASE built.kind
        WHEN 'unique' THEN '(%s) was unique when the extension was built, so TVIEWs can lack rows. Put the constraint back, or build the extension for the table as it is'
        ELSE 'column %s was NOT NULL when the extension was built, so rows with NULL there can be missed. Put the constraint back, or build the extension for the table as it is'
      END,
      (SELECT string_agg(quote_ident(name), ', ' ORDER BY number) FROM unnest(built.columns) WITH ORDINALITY AS part (name, number))
    ),
    'warning'
  FROM tviews.built_constraints() AS built
  JOIN pg_class AS class ON class.oid = to_regclass(built.source)
  CROSS JOIN LATERAL (
    SELECT array_agg(attribute.attnum) AS numbers, bool_and(attribute.attnotnull) AS not_null
    FROM pg_attribute AS attribute
    WHERE attribute.attrelid = class.oid AND attribute.attname = ANY (built.columns) AND NOT attribute.attisdropped
  ) AS named
  WHERE CASE built.kind
    WHEN 'not-null' THEN NOT named.not_null
    -- A missing column is reported by itself.
    ELSE cardinality(named.numbers) = cardinality(built.columns) AND NOT EXISTS (
      SELECT FROM pg_index AS index
      WHERE index.indrelid = class.oid
        AND index.indisunique AND index.indimmediate AND index.indpred IS NULL AND index.indexprs IS NULL
        AND (index.indkey::int2[])[0:index.indnkeyatts - 1] <@ named.numbers
    )
  END
$function_2$;

-- The settings that roles and databases have, as far as they hold here.
CREATE FUNCTION tviews.stored_settings() RETURNS TABLE (place text, name text, value text)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $function_2$
  SELECT
    concat_ws(' in ',
      CASE setting.setrole WHEN 0 THEN 'every role' ELSE format('role %s', setting.setrole::regrole) END,
      CASE setting.setdatabase WHEN 0 THEN 'every database' ELSE format('database %I', current_database()) END),
    split_part(entry, '=', 1), substring(entry FROM position('=' IN entry) + 1)
  FROM pg_db_role_setting AS setting
  CROSS JOIN unnest(setting.setconfig) AS entry
  WHERE setting.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
$function_2$;

-- Ways to write tables without firing triggers, for a role or a subscription.
CREATE FUNCTION tviews.check_bypasses()
RETURNS TABLE (status text, component text, message text, severity text)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $function_2$
  SELECT 'replica-role', stored.place,
    'session_replication_role is set to replica, so writes fire no triggers, and TVIEWs do not follow. Reset it', 'warning'
  FROM tviews.stored_settings() AS stored
  WHERE lower(stored.name) = 'session_replication_role' AND lower(stored.value) = 'replica'
  UNION ALL
  SELECT 'replica-role', 'this session',
    'session_replication_role is replica, so writes fire no triggers, and TVIEWs do not follow. Reset it', 'warning'
  WHERE current_setting('session_replication_role') = 'replica'
  UNION ALL
  SELECT DISTINCT 'subscribed-table', relation::text,
    format('what subscription %I applies to it fires no triggers, so TVIEWs do not follow. Replicate the TVIEWs instead', subscription.subname), 'error'
  FROM tviews.active_sources() AS built
  CROSS JOIN tviews.family(to_regclass(built.source)) AS relation
  JOIN pg_subscription_rel AS subscribed ON subscribed.srrelid = relation
  JOIN pg_subscription AS subscription ON subscription.oid = subscribed.srsubid
  UNION ALL
  SELECT 'subscribed-tview', built.tview,
    format('subscription %I writes it as well. Drop the extension here, or leave the TVIEW out of the publication', subscription.subname), 'error'
  FROM tviews.active_tviews() AS built
  JOIN pg_subscription_rel AS subscribed ON subscribed.srrelid = to_regclass(built.tview)
  JOIN pg_subscription AS subscription ON subscription.oid = subscribed.srsubid
$function_2$;

-- Others than the extension that write TVIEWs, or may: roles, triggers, rules.
CREATE FUNCTION tviews.check_writers()
RETURNS TABLE (status text, component text, message text, severity text)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $function_2$
  WITH guarded AS (
      SELECT class.oid, class.relowner, class.relacl, true AS is_readable
      FROM pg_inherits AS child
      JOIN pg_class AS class ON class.oid = child.inhrelid
      WHERE child.inhparent = 'tviews.anchor'::regclass
      UNION ALL
      -- The audit may be read, like a TVIEW.
      SELECT class.oid, class.relowner, class.relacl, class.relname = 'audit'
      FROM pg_class AS class
      WHERE class.relnamespace = 'tviews'::regnamespace AND class.relkind IN ('r', 'S')
    ), granted AS (
      SELECT guarded.oid, guarded.is_readable, privilege.grantee, privilege.privilege_type AS privilege
      FROM guarded CROSS JOIN aclexplode(guarded.relacl) AS privilege
      WHERE privilege.grantee <> guarded.relowner
      UNION
      SELECT guarded.oid, guarded.is_readable, privilege.grantee, privilege.privilege_type
      FROM guarded
      JOIN pg_attribute AS attribute ON attribute.attrelid = guarded.oid
      CROSS JOIN aclexplode(attribute.attacl) AS privilege
      WHERE privilege.grantee <> guarded.relowner
    )
  SELECT 'write-privilege', granted.oid::regclass::text,
    format('%s may %s what only the extension writes. Revoke it, or run SELECT tviews.activate()',
      CASE granted.grantee WHEN 0 THEN 'every role' ELSE format('role %s', granted.grantee::regrole) END,
      string_agg(granted.privilege, ', ' ORDER BY granted.privilege)),
    'warning'
  FROM granted
  WHERE NOT granted.is_readable OR granted.privilege IN ('INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER')
  GROUP BY granted.oid, granted.grantee
  UNION ALL
  -- tgtype: 1 is FOR EACH ROW, 2 is BEFORE.
  SELECT 'foreign-trigger', trigger.tgrelid::regclass::text,
    CASE trigger.tgtype & 3
      WHEN 3 THEN format('trigger %I can change or leave out what a refresh writes. Make it an AFTER trigger', trigger.tgname)
      ELSE format('trigger %I runs inside the transactions that refresh the TVIEW', trigger.tgname)
    END,
    CASE trigger.tgtype & 3 WHEN 3 THEN 'warning' ELSE 'info' END
  FROM guarded
  JOIN pg_trigger AS trigger ON trigger.tgrelid = guarded.oid AND NOT trigger.tgisinternal
  JOIN pg_proc AS function ON function.oid = trigger.tgfoid AND function.pronamespace <> 'tviews'::regnamespace
  UNION ALL
  SELECT 'foreign-rule', rule.ev_class::regclass::text,
    format('rule %I can change or leave out what a refresh writes. Drop it', rule.rulename), 'warning'
  FROM guarded
  JOIN pg_rewrite AS rule ON rule.ev_class = guarded.oid
$function_2$;

-- What a TVIEW consists of besides its relations, and what its owner needs to keep it: functions, key, privileges.
CREATE FUNCTION tviews.check_parts()
RETURNS TABLE (status text, component text, message text, severity text)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $function_2$
  SELECT 'missing-function', expected.relation,
    format('function %I is gone, so writes that lead there fail. Run SELECT tviews.activate()', expected.function), 'error'
  FROM (
    SELECT built.tview, unnest(built.functions) FROM tviews.active_tviews() AS built
    UNION ALL
    SELECT 'tviews.queue'::regclass::text, 'drain_tview'
  ) AS expected (relation, function)
  WHERE NOT EXISTS (
    SELECT FROM pg_proc AS function
    WHERE function.proname = expected.function AND function.pronamespace = 'tviews'::regnamespace
  )
  UNION ALL
  -- By it a refresh tells rows apart.
  SELECT 'dropped-key', built.tview,
    format('its key (%s) is no primary key or unique constraint any more, so writes that lead to it fail. Run SELECT tviews.activate()',
      (SELECT string_agg(quote_ident(name), ', ' ORDER BY number) FROM unnest(built.key) WITH ORDINALITY AS part (name, number))),
    'error'
  FROM tviews.active_tviews() AS built
  CROSS JOIN LATERAL (
    SELECT array_agg(attribute.attnum) AS numbers
    FROM pg_attribute AS attribute
    WHERE attribute.attrelid = to_regclass(built.tview) AND attribute.attname = ANY (built.key) AND NOT attribute.attisdropped
  ) AS named
  WHERE tviews.is_own(to_regclass(built.tview))
    AND NOT EXISTS (
      SELECT FROM pg_index AS index
      WHERE index.indrelid = to_regclass(built.tview)
        AND index.indisunique AND index.indisvalid AND index.indimmediate AND index.indpred IS NULL AND index.indexprs IS NULL
        AND (index.indkey::int2[])[0:index.indnkeyatts - 1] <@ named.numbers
        AND (index.indkey::int2[])[0:index.indnkeyatts - 1] @> named.numbers
    )
$function_2$;

-- Rights that the owner of the machinery, as whom drains run, does not have any more; and row-level security that would
-- keep rows from it, which makes drains fail.
CREATE FUNCTION tviews.check_rights()
RETURNS TABLE (status text, component text, message text, severity text)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $function_2$
  WITH runner AS (
      SELECT proowner AS role FROM pg_proc WHERE oid = 'tviews.drain()'::regprocedure
    ), needed (relation, role, privilege) AS (
      SELECT DISTINCT to_regclass(source), runner.role, 'SELECT'
      FROM tviews.active_tviews() AS built CROSS JOIN unnest(built.sources) AS source CROSS JOIN runner
      UNION
      -- What a view reads is read with its owner's rights.
      SELECT read.relation::regclass, view.relowner, 'SELECT'
      FROM tviews.read_relations() AS read
      JOIN pg_class AS view ON view.oid = to_regclass(read.backing_view) AND tviews.is_own(to_regclass(read.backing_view))
      WHERE read.relation <> view.oid
      UNION
      SELECT to_regclass(built.backing_view), runner.role, 'SELECT' FROM tviews.active_tviews() AS built CROSS JOIN runner
      -- Others are reported by check_relations().
      WHERE tviews.is_own(to_regclass(built.backing_view))
      UNION
      SELECT to_regclass(built.tview), runner.role, privilege
      FROM tviews.active_tviews() AS built CROSS JOIN runner CROSS JOIN unnest('{SELECT,INSERT,UPDATE,DELETE}'::text[]) AS privilege
      WHERE tviews.is_own(to_regclass(built.tview))
    )
  SELECT 'missing-privilege', needed.relation::text,
    format('role %s has no right to %s, as drains do, so writes that lead there fail. Grant it', needed.role::regrole,
      string_agg(needed.privilege, ', ' ORDER BY needed.privilege)),
    'error'
  FROM needed
  JOIN pg_class AS class ON class.oid = needed.relation
  WHERE NOT has_table_privilege(needed.role, needed.relation, needed.privilege)
    AND NOT (needed.privilege = 'SELECT' AND has_any_column_privilege(needed.role, needed.relation, 'SELECT'))
  GROUP BY needed.relation, needed.role
  UNION ALL
  SELECT 'missing-privilege', namespace.nspname::regnamespace::text,
    format('role %s has no right to use the schema, as drains do, so writes that lead there fail. Grant it', runner.role::regrole), 'error'
  FROM runner
  CROSS JOIN (
    SELECT DISTINCT class.relnamespace AS oid FROM needed JOIN pg_class AS class ON class.oid = needed.relation
  ) AS used
  JOIN pg_namespace AS namespace ON namespace.oid = used.oid
  WHERE NOT has_schema_privilege(runner.role, namespace.oid, 'USAGE')
  UNION ALL
  SELECT DISTINCT 'row-security', needed.relation::text,
    format('row-level security holds for role %s, as which drains run, so writes that lead there fail. Give the role BYPASSRLS, or the table NO FORCE ROW LEVEL SECURITY',
      needed.role::regrole),
    'error'
  FROM needed
  JOIN pg_class AS class ON class.oid = needed.relation
  JOIN pg_roles AS role ON role.oid = needed.role
  WHERE class.relrowsecurity AND NOT role.rolsuper AND NOT role.rolbypassrls
    AND (class.relforcerowsecurity OR NOT pg_has_role(needed.role, class.relowner, 'USAGE'))
$function_2$;

-- Settings called tviews.… that are none, or have values that mean nothing: of the database, of roles, of the
-- configuration file where it may be read. Those of sessions only the sessions see, unless they are known by name.
CREATE FUNCTION tviews.check_settings()
RETURNS TABLE (status text, component text, message text, severity text)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $function_2$
DECLARE
  v_found text[][];
BEGIN
  SELECT array_agg(ARRAY[stored.place, stored.name, stored.value]) INTO v_found FROM tviews.stored_settings() AS stored;

  SELECT coalesce(v_found, '{}') || coalesce(array_agg(ARRAY['this session', known.name, current_setting(known.name, true)]), '{}')
  INTO v_found
  FROM tviews.known_settings() AS known
  WHERE current_setting(known.name, true) <> '';

  IF has_function_privilege('pg_show_all_file_settings()', 'EXECUTE') THEN
    SELECT coalesce(v_found, '{}') || coalesce(array_agg(ARRAY['the configuration file', file.name, file.setting]), '{}') INTO v_found
    FROM pg_show_all_file_settings() AS file
    WHERE file.name IS NOT NULL;
  END IF;

  RETURN QUERY
    SELECT DISTINCT CASE WHEN known.name IS NULL THEN 'unknown-setting' ELSE 'invalid-setting' END, v_found[n][1],
      CASE
        WHEN known.name IS NULL THEN format('%s is no setting of tviews, and does nothing. Reset it', v_found[n][2])
        WHEN known.ends_writes THEN format('%s cannot be %L, so writes that TVIEWs read fail. Reset it', v_found[n][2], v_found[n][3])
        ELSE format('%s cannot be %L. Reset it', v_found[n][2], v_found[n][3])
      END,
      CASE WHEN known.ends_writes THEN 'error' ELSE 'warning' END
    FROM generate_series(1, array_length(v_found, 1)) AS n
    LEFT JOIN (
      SELECT setting.*, setting.name <> ALL (ARRAY['tviews.fill', 'tviews.track']) AS ends_writes
      FROM tviews.known_settings() AS setting
    ) AS known ON known.name = lower(v_found[n][2])
    WHERE lower(v_found[n][2]) LIKE 'tviews.%' AND (known.name IS NULL OR lower(v_found[n][3]) !~ known.pattern);
END
$function_2$;

-- Tables, TVIEWs and backing views that are not what the extension was built for.
CREATE FUNCTION tviews.check_relations()
RETURNS TABLE (status text, component text, message text, severity text)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $function_2$
  SELECT DISTINCT 'missing-table', built.source,
    'dropped, renamed or replaced by something else. Create it, or build the extension for its new name', 'error'
  FROM tviews.active_sources() AS built
  WHERE NOT EXISTS (SELECT FROM pg_class WHERE oid = to_regclass(built.source) AND relkind IN ('r', 'p'))
  UNION ALL
  SELECT DISTINCT 'missing-column', built.source,
    format('column %I is dropped or renamed, so writes to the table fail. Build the extension for the table as it is', name), 'error'
  FROM tviews.active_sources() AS built
  CROSS JOIN unnest(built.columns) AS name
  WHERE to_regclass(built.source) IS NOT NULL
    AND NOT EXISTS (
      SELECT FROM pg_attribute WHERE attrelid = to_regclass(built.source) AND attname = name AND NOT attisdropped
    )
  UNION ALL
  SELECT 'missing-tview', built.tview,
    'dropped, renamed or replaced by something else, so writes that lead to it fail. Run SELECT tviews.activate()', 'error'
  FROM tviews.active_tviews() AS built
  WHERE to_regclass(built.tview) IS NULL OR NOT tviews.is_own(to_regclass(built.tview))
  UNION ALL
  SELECT 'missing-view', built.backing_view,
    'dropped, renamed or replaced by something else, so writes that lead to its TVIEW fail. Run SELECT tviews.activate()', 'error'
  FROM tviews.active_tviews() AS built
  WHERE to_regclass(built.backing_view) IS NULL OR NOT tviews.is_own(to_regclass(built.backing_view))
  UNION ALL
  SELECT 'changed-column', built.tview,
    format('column %I is not there, or has another type than in %s, so writes that lead to it fail', wanted.attname, built.backing_view), 'error'
  FROM tviews.active_tviews() AS built
  JOIN pg_attribute AS wanted ON wanted.attrelid = to_regclass(built.backing_view) AND wanted.attnum > 0
  WHERE tviews.is_own(to_regclass(built.tview)) AND tviews.is_own(to_regclass(built.backing_view))
    AND NOT EXISTS (
      SELECT FROM pg_attribute AS kept
      WHERE kept.attrelid = to_regclass(built.tview) AND NOT kept.attisdropped
        AND (kept.attname, kept.atttypid, kept.atttypmod) = (wanted.attname, wanted.atttypid, wanted.atttypmod)
    )
$function_2$;

-- Tables that a backing view reads by another name than the triggers and drains know (a view follows a table that is
-- renamed, and a new table of the old name is another one), and tables with triggers that no view reads.
CREATE FUNCTION tviews.check_reads()
RETURNS TABLE (status text, component text, message text, severity text)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $function_2$
  WITH read AS (SELECT * FROM tviews.read_relations()), watched AS (
      SELECT tviews.family(to_regclass(built.source)) AS relation FROM tviews.active_sources() AS built
    )
  SELECT 'unwatched-table', read.relation::regclass::text,
    format('%s reads it, and the extension watches a table of another name, so the TVIEW does not follow. Rename it back', read.backing_view),
    'error'
  FROM read
  JOIN pg_class AS class ON class.oid = read.relation AND class.relkind IN ('r', 'p', 'f')
  WHERE read.relation NOT IN (SELECT watched.relation FROM watched)
  UNION ALL
  SELECT DISTINCT 'detached-table', stray.relation::text,
    'no part of a table that TVIEWs read any more, and nothing has told them. Run SELECT tviews.activate()', 'error'
  FROM tviews.stray_triggers() AS stray
  WHERE stray.relation NOT IN (SELECT read.relation FROM read)
  UNION ALL
  SELECT DISTINCT 'dropped-partition', built.source,
    'a partition is gone with its rows, and nothing has told the TVIEWs. Run SELECT tviews.activate()', 'error'
  FROM tviews.active_sources() AS built
  JOIN pg_trigger AS trigger
    ON trigger.tgrelid IN (SELECT tviews.family(to_regclass(built.source)))
    AND trigger.tgname = built.trigger || '_row_update' AND trigger.tgparentid = 0
  CROSS JOIN tviews.partitions_in(trigger.oid) AS part
  WHERE part NOT IN (SELECT tviews.family(trigger.tgrelid))
    AND part NOT IN (SELECT stray.relation FROM tviews.stray_triggers() AS stray)
$function_2$;

-- Triggers that are missing, disabled or replaced: on tables restored without them, on partitions attached later.
CREATE FUNCTION tviews.check_triggers()
RETURNS TABLE (status text, component text, message text, severity text)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $function_2$
  WITH watched AS (
      SELECT built.*, relation
      FROM tviews.active_sources() AS built
      CROSS JOIN tviews.family(to_regclass(built.source)) AS relation
      WHERE built.whole_family OR relation = to_regclass(built.source)
    ), expected (relation, name, event, function) AS (
      SELECT watched.relation, watched.trigger || '_' || lower(event), event, watched.function
      FROM watched CROSS JOIN unnest(ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) AS event
      UNION ALL
      SELECT watched.relation, watched.trigger || row_trigger.name, row_trigger.event, watched.move_function
      FROM watched
      CROSS JOIN (
        VALUES ('_row_insert', 'MERGE'), ('_row_delete', 'MERGE'), ('_row_update', 'rows of new partitions')
      ) AS row_trigger (name, event)
      WHERE watched.move_function IS NOT NULL
      UNION ALL
      SELECT watched.relation, watched.trigger || '_listen', 'MERGE', 'listen_to_moves'
      FROM watched JOIN pg_class AS class ON class.oid = watched.relation AND class.relkind = 'p'
      WHERE watched.move_function IS NOT NULL
      UNION ALL
      SELECT 'tviews.queue'::regclass, 'drain', 'COMMIT', 'drain'
    ), found AS (
      SELECT expected.relation, expected.event,
        CASE
          WHEN trigger.oid IS NULL THEN 'missing-trigger'
          WHEN trigger.tgenabled = 'D' THEN 'disabled-trigger'
          WHEN trigger.tgenabled = 'R' THEN 'replica-trigger'
          WHEN function.oid IS NULL THEN 'replaced-trigger'
        END AS status
      FROM expected
      LEFT JOIN pg_trigger AS trigger ON trigger.tgrelid = expected.relation AND trigger.tgname = expected.name
      LEFT JOIN pg_proc AS function
        ON function.oid = trigger.tgfoid AND function.proname = expected.function
        AND function.pronamespace = 'tviews'::regnamespace
    )
  SELECT found.status, found.relation::text,
    format(
      CASE found.status || coalesce(rows.seen, '')
        WHEN 'missing-trigger, rows' THEN
          'no trigger for %s of statements: rows that are written there are seen one by one, those that ATTACH has brought and TRUNCATE are not. Run SELECT tviews.activate()'
        WHEN 'missing-trigger' THEN 'no trigger for %s, so TVIEWs do not follow. Run SELECT tviews.activate()'
        WHEN 'disabled-trigger' THEN 'the trigger for %s is disabled, so TVIEWs do not follow. Run SELECT tviews.activate()'
        WHEN 'replica-trigger' THEN 'the trigger for %s fires for replicated writes only, so TVIEWs do not follow. Run SELECT tviews.activate()'
        ELSE 'the trigger for %s calls another function than it should, so TVIEWs do not follow. Run SELECT tviews.activate()'
      END,
      string_agg(DISTINCT found.event, ', ')
    ),
    'error'
  FROM found
  -- Row triggers, which PostgreSQL clones to partitions that come later.
  LEFT JOIN LATERAL (
    SELECT ', rows' AS seen
    FROM pg_trigger AS clone JOIN pg_proc AS function ON function.oid = clone.tgfoid
    WHERE clone.tgrelid = found.relation AND clone.tgparentid <> 0 AND clone.tgenabled <> 'D'
      AND function.pronamespace = 'tviews'::regnamespace
    LIMIT 1
  ) AS rows ON found.status = 'missing-trigger'
  WHERE found.status IS NOT NULL
  GROUP BY found.status, found.relation, rows.seen
  UNION ALL
  SELECT 'foreign-partition', child.inhrelid::regclass::text,
    format('a foreign table in %s: what is written on its server is not seen', child.inhparent::regclass), 'error'
  FROM watched
  JOIN pg_inherits AS child ON child.inhparent = watched.relation
  JOIN pg_class AS class ON class.oid = child.inhrelid AND class.relkind = 'f'
  GROUP BY child.inhrelid, child.inhparent
$function_2$;

-- Entries that no drain will take. An entry of a running transaction is visible to that one only. On a standby there are
-- none, and the queue, which is not written ahead, cannot be read.
CREATE FUNCTION tviews.check_queue()
RETURNS TABLE (status text, component text, message text, severity text)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $function_2$
BEGIN
  IF pg_is_in_recovery() THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT 'left-over-entries', built.tview,
      format('%s entries of transactions that committed without a drain. Run SELECT * FROM tviews.repair(%L)', count(*), built.tview),
      'error'
    FROM tviews.queue AS entry
    JOIN tviews.active_tviews() AS built ON built.place = entry.tview
    WHERE entry.xid IS DISTINCT FROM pg_current_xact_id_if_assigned()
    GROUP BY built.tview;
END
$function_2$;

-- Keys that could not be refreshed, of TVIEWs that let such writes through.
CREATE FUNCTION tviews.check_parked()
RETURNS TABLE (status text, component text, message text, severity text)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $function_2$
  SELECT 'parked-keys', p.tview,
    format('%s not refreshed since %s, the last of them for: %s. Correct the rows or the definition, then run SELECT * FROM tviews.repair(%L)',
      CASE WHEN bool_or(p.key IS NULL) THEN 'any row may be' WHEN count(*) = 1 THEN '1 key is' ELSE format('%s keys are', count(*)) END,
      date_trunc('second', min(p.since)), (array_agg(p.message ORDER BY p.xid DESC))[1], p.tview),
    'error'
  FROM tviews.parked AS p
  GROUP BY p.tview
$function_2$;

-- TVIEWs whose rows backfill() has not computed yet, or not all of them.
CREATE FUNCTION tviews.check_complete()
RETURNS TABLE (status text, component text, message text, severity text)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $function_2$
  SELECT 'incomplete-tview', built.tview,
    'rows are missing, or of an older version, until all have been computed. Run tviews deploy --online, or SELECT tviews.backfill() until it returns NULL',
    'error'
  FROM tviews.active_tviews() AS built JOIN tviews.part ON part.name = built.activate_part
  WHERE NOT part.is_complete
$function_2$;

-- What is wrong, or can make a TVIEW differ from its SELECT; no row where all is well. Rows are not compared: verify()
-- does that.
CREATE FUNCTION tviews.health_check()
RETURNS TABLE (status text, component text, message text, severity text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $function_2$
DECLARE
  v_state text := (SELECT extension.state FROM tviews.status() AS extension);
BEGIN
  -- What is damaged, incomplete or suspended is listed below.
  IF v_state <> 'active' AND v_state NOT LIKE ALL ('{damaged%,incomplete%,suspended%}') THEN
    RETURN QUERY SELECT 'not-active', 'case_extension', v_state, 'error';
  END IF;
  -- Without TVIEWs there is nothing more to say.
  IF v_state LIKE 'inactive%' THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT finding.*
    FROM (
      SELECT * FROM tviews.check_relations()
      UNION ALL SELECT * FROM tviews.check_reads()
      UNION ALL SELECT * FROM tviews.check_parts()
      UNION ALL SELECT * FROM tviews.check_constraints()
      UNION ALL SELECT * FROM tviews.check_triggers()
      UNION ALL SELECT * FROM tviews.check_bypasses()
      UNION ALL SELECT * FROM tviews.check_writers()
      UNION ALL SELECT * FROM tviews.check_rights()
      UNION ALL SELECT * FROM tviews.check_settings()
      UNION ALL SELECT * FROM tviews.check_indexes()
      UNION ALL SELECT * FROM tviews.check_queue()
      UNION ALL SELECT * FROM tviews.check_parked()
      UNION ALL SELECT * FROM tviews.check_complete()
      UNION ALL SELECT * FROM tviews.check_suspended()
    ) AS finding
    ORDER BY array_position(ARRAY['error', 'warning', 'info'], finding.severity), finding.component, finding.status, finding.message;
END
$function_2$;

-- The TVIEWs about which health_check() has an error: about themselves, their backing views, what these read, or the queue.
CREATE FUNCTION tviews.damaged_tviews() RETURNS SETOF text
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $function_2$
  WITH harmed AS (
      SELECT component FROM tviews.check_relations() WHERE severity = 'error'
      UNION SELECT component FROM tviews.check_parts() WHERE severity = 'error'
      UNION SELECT component FROM tviews.check_reads() WHERE severity = 'error'
      UNION SELECT component FROM tviews.check_triggers() WHERE severity = 'error'
      UNION SELECT component FROM tviews.check_queue() WHERE severity = 'error'
    ), concerned (tview, component) AS (
      SELECT built.tview, unnest(ARRAY[built.tview, built.backing_view, 'tviews.queue'::regclass::text] || built.sources)
      FROM tviews.active_tviews() AS built
      UNION
      SELECT built.tview, tviews.family(to_regclass(source))::text
      FROM tviews.active_tviews() AS built CROSS JOIN unnest(built.sources) AS source
      UNION
      SELECT built.tview, read.relation::regclass::text
      FROM tviews.active_tviews() AS built JOIN tviews.read_relations() AS read USING (backing_view)
    )
  SELECT DISTINCT concerned.tview FROM concerned JOIN harmed USING (component)
$function_2$;

CREATE FUNCTION tviews.list_tviews()
RETURNS TABLE (
  name text, tview regclass, backing_view regclass, sources regclass[], key text[], row_estimate bigint, table_bytes bigint,
  index_bytes bigint, state text, version text, manual boolean, on_error text
)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $function_2$
BEGIN
  IF NOT tviews.has_tviews() THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT built.tview, class.oid::regclass, view.oid::regclass,
      ARRAY(SELECT to_regclass(source) FROM unnest(built.sources) WITH ORDINALITY AS part (source, number) ORDER BY number),
      built.key,
      -- -1 stands for a table that was neither vacuumed nor analyzed.
      CASE WHEN class.reltuples >= 0 THEN class.reltuples::bigint END,
      pg_table_size(class.oid), pg_indexes_size(class.oid),
      CASE
        WHEN class.oid IS NULL OR view.oid IS NULL THEN 'missing'
        WHEN built.tview IN (SELECT tviews.damaged_tviews()) THEN 'damaged'
        WHEN built.activate_part IN (SELECT s.part FROM tviews.suspended AS s) THEN 'suspended'
        WHEN built.activate_part IN (SELECT part.name FROM tviews.part WHERE NOT part.is_complete) THEN 'incomplete'
        WHEN built.tview IN (SELECT p.tview FROM tviews.parked AS p) THEN 'parked'
        ELSE 'active'
      END,
      tviews.active_version(), built.manual, CASE WHEN built.parks THEN 'park' ELSE 'fail' END
    FROM tviews.active_tviews() AS built
    LEFT JOIN pg_class AS class ON class.oid = to_regclass(built.tview) AND tviews.is_own(to_regclass(built.tview))
    LEFT JOIN pg_class AS view ON view.oid = to_regclass(built.backing_view) AND tviews.is_own(to_regclass(built.backing_view))
    ORDER BY built.place;
END
$function_2$;

CREATE FUNCTION tviews.list_lineage()
RETURNS TABLE (
  tview regclass, source regclass, source_name text, aliases text[], columns text[], whole_row boolean, cost text,
  path integer, via text[], through text
)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $function_2$
BEGIN
  IF NOT tviews.has_tviews() THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT to_regclass(built.tview), to_regclass(built.source), built.source, built.aliases, built.columns, built.whole_row,
      built.cost, built.path, built.via, built.through
    FROM tviews.active_lineage() AS built;
END
$function_2$;

-- What a change of a table or of a TVIEW leads to: the TVIEWs that follow it, those that follow these, and so on.
CREATE FUNCTION tviews.show_cascade_path(p_relation regclass)
RETURNS TABLE (depth integer, tview regclass, source regclass, cost text, through text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $function_2$
#variable_conflict use_column
BEGIN
  IF NOT EXISTS (SELECT FROM tviews.list_tviews() WHERE tview = p_relation)
    AND NOT EXISTS (SELECT FROM tviews.list_lineage() WHERE p_relation IN (SELECT tviews.family(source)))
  THEN
    RAISE EXCEPTION '% is neither a TVIEW of case_extension nor a table that one follows', p_relation
      USING ERRCODE = 'wrong_object_type';
  END IF;
  RETURN QUERY
    WITH RECURSIVE edge AS MATERIALIZED (
        SELECT * FROM tviews.list_lineage()
      ), led AS (
        SELECT 1 AS depth, edge.* FROM edge WHERE p_relation IN (SELECT tviews.family(edge.source))
        UNION
        SELECT led.depth + 1, edge.* FROM led JOIN edge ON edge.source = led.tview
      )
    SELECT led.depth, led.tview, led.source, led.cost, led.through
    FROM led
    ORDER BY led.depth, led.tview::text, led.source::text, led.path, led.through;
END
$function_2$;

-- An expression without what PostgreSQL writes differently: parentheses, quotes, and the casts that it adds.
CREATE FUNCTION tviews.bare_expression(p_text text) RETURNS text
LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $function_2$
  SELECT lower(regexp_replace(regexp_replace(p_text, '::[a-z]+( varying)?(\[\])?', '', 'g'), '[()\s"]', '', 'g'))
$function_2$;

-- Whether a table has an index of this kind: on columns, any that starts with one of them.
CREATE FUNCTION tviews.is_indexed(p_table regclass, p_method text, p_columns text[], p_is_expression boolean) RETURNS boolean
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $function_2$
  SELECT EXISTS (
    SELECT FROM pg_index AS index
    JOIN pg_class AS class ON class.oid = index.indexrelid
    JOIN pg_am AS method ON method.oid = class.relam
    CROSS JOIN generate_series(1, index.indnkeyatts) AS place
    LEFT JOIN pg_attribute AS attribute ON attribute.attrelid = p_table AND attribute.attnum = index.indkey[place - 1]
    WHERE index.indrelid = p_table AND index.indisvalid AND index.indislive AND index.indpred IS NULL
      AND method.amname = ANY (CASE p_method WHEN 'gin' THEN '{gin}' WHEN 'gist' THEN '{gist,spgist}' ELSE '{btree,hash}' END::text[])
      AND CASE
        WHEN p_method <> 'btree' OR p_is_expression THEN
          (place = 1 OR p_method <> 'btree')
            AND tviews.bare_expression(pg_get_indexdef(index.indexrelid, place, false)) = tviews.bare_expression(p_columns[1])
        ELSE place = 1 AND attribute.attname = ANY (p_columns)
      END
  )
$function_2$;

-- The indexes on base tables that refreshes want, and that are not there now: without one, each refresh reads the table.
CREATE FUNCTION tviews.suggest_indexes()
RETURNS TABLE (relation regclass, columns text[], tviews text[], statement text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $function_2$
#variable_conflict use_column
BEGIN
  IF NOT tviews.has_tviews() THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT to_regclass(wanted.source), wanted.columns, array_agg(DISTINCT wanted.tview ORDER BY wanted.tview), wanted.statement
    FROM (
      SELECT DISTINCT ON (built.lookup) built.*,
        bool_or(tviews.is_indexed(to_regclass(built.source), built.method, built.columns, built.is_expression))
          OVER (PARTITION BY built.lookup) AS is_served
      FROM tviews.active_lookups() WITH ORDINALITY AS built (
        lookup, tview, source, method, columns, is_expression, statement, number
      )
      ORDER BY built.lookup, built.number
    ) AS wanted
    -- A table or column that is gone is reported by health_check().
    WHERE NOT wanted.is_served AND to_regclass(wanted.source) IS NOT NULL
      AND (wanted.is_expression OR NOT EXISTS (
        SELECT FROM unnest(wanted.columns) AS name
        WHERE name NOT IN (SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(wanted.source) AND NOT attisdropped)
      ))
    GROUP BY wanted.source, wanted.columns, wanted.statement
    ORDER BY wanted.source, wanted.statement;
END
$function_2$;

CREATE FUNCTION tviews.check_indexes()
RETURNS TABLE (status text, component text, message text, severity text)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $function_2$
  SELECT 'missing-index', suggested.relation::text,
    format('refreshes of %s look rows up by %s, and read the whole table without an index. Run %s',
      array_to_string(suggested.tviews, ', '), array_to_string(suggested.columns, ', '), suggested.statement),
    'info'
  FROM tviews.suggest_indexes() AS suggested
$function_2$;

-- Takes rows that nobody else is taking out of the log, and puts their sums there.
CREATE FUNCTION tviews.fold_refresh_log() RETURNS void
LANGUAGE sql
AS $function_2$
  WITH free AS MATERIALIZED (
      SELECT log.ctid AS place FROM tviews.refresh_log AS log FOR UPDATE SKIP LOCKED
    ), taken AS (
      DELETE FROM tviews.refresh_log AS log USING free WHERE log.ctid = free.place RETURNING log.*
    )
  INSERT INTO tviews.refresh_log
  SELECT taken.tview, sum(taken.drains), sum(taken.full_drains), sum(taken.keys), sum(taken.rows_written),
    sum(taken.rows_deleted), sum(taken.rows_unchanged), sum(taken.milliseconds)
  FROM taken
  GROUP BY taken.tview
$function_2$;

-- Drains one TVIEW, and notes what that has done. PostgreSQL counts the rows that a transaction writes.
CREATE FUNCTION tviews.drain_tracked(p_tview integer, p_most integer, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function_2$
DECLARE
  v_tview oid;
  v_replaces boolean;
  v_began timestamptz := clock_timestamp();
  v_written bigint;
  v_deleted bigint;
  v_drained tviews.drained;
BEGIN
  SELECT to_regclass(built.tview), built.replaces INTO v_tview, v_replaces
  FROM tviews.active_tviews() AS built
  WHERE built.place = p_tview;
  v_written := pg_stat_get_xact_tuples_inserted(v_tview) + pg_stat_get_xact_tuples_updated(v_tview);
  v_deleted := pg_stat_get_xact_tuples_deleted(v_tview);

  v_drained := tviews.drain_tview(p_tview, p_most, NULL, p_most_keys, p_notes);

  v_written := pg_stat_get_xact_tuples_inserted(v_tview) + pg_stat_get_xact_tuples_updated(v_tview) - v_written;
  v_deleted := pg_stat_get_xact_tuples_deleted(v_tview) - v_deleted;
  INSERT INTO tviews.refresh_log
  VALUES (
    p_tview, 1, (v_drained.keys IS NULL)::integer, coalesce(v_drained.keys, 0), v_written, v_deleted,
    -- A row that is replaced is written and deleted.
    coalesce(greatest(v_drained.keys - CASE WHEN v_replaces THEN greatest(v_written, v_deleted) ELSE v_written + v_deleted END, 0), 0),
    1000 * extract(epoch FROM clock_timestamp() - v_began)
  );
  -- Above READ COMMITTED, rows that another transaction has taken would be a serialization failure.
  IF random() < 0.001 AND current_setting('transaction_isolation') = 'read committed' THEN
    PERFORM tviews.fold_refresh_log();
  END IF;
  RETURN v_drained;
END
$function_2$;

CREATE FUNCTION tviews.list_refresh_stats()
RETURNS TABLE (
  tview regclass, drains bigint, full_drains bigint, keys bigint, rows_written bigint, rows_deleted bigint,
  rows_unchanged bigint, milliseconds double precision
)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $function_2$
BEGIN
  -- A standby has no rows of unlogged tables.
  IF NOT tviews.has_tviews() OR pg_is_in_recovery() THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT to_regclass(built.tview), coalesce(sum(log.drains), 0)::bigint, coalesce(sum(log.full_drains), 0)::bigint,
      coalesce(sum(log.keys), 0)::bigint, coalesce(sum(log.rows_written), 0)::bigint,
      coalesce(sum(log.rows_deleted), 0)::bigint, coalesce(sum(log.rows_unchanged), 0)::bigint,
      coalesce(sum(log.milliseconds), 0)
    FROM tviews.active_tviews() AS built
    LEFT JOIN tviews.refresh_log AS log ON log.tview = built.place
    GROUP BY built.place, built.tview
    ORDER BY built.place;
END
$function_2$;

-- Starts refresh_stats anew. What another transaction is folding at this moment stays.
CREATE FUNCTION tviews.reset_refresh_stats() RETURNS void
LANGUAGE sql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $function_2$
  DELETE FROM tviews.refresh_log AS log
  USING (SELECT old.ctid AS place FROM tviews.refresh_log AS old FOR UPDATE SKIP LOCKED) AS free
  WHERE log.ctid = free.place
$function_2$;

-- Entries of this transaction, and of those that committed without a drain, by TVIEW; first the queue as a whole.
CREATE FUNCTION tviews.queue_stats()
RETURNS TABLE (
  tview regclass, entries bigint, left_over bigint, queue_bytes bigint, dead_rows bigint, last_vacuum timestamptz,
  last_autovacuum timestamptz
)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $function_2$
#variable_conflict use_column
DECLARE
  v_queue oid := 'tviews.queue'::regclass;
BEGIN
  IF NOT tviews.has_tviews() OR pg_is_in_recovery() THEN
    RETURN QUERY SELECT NULL::regclass, 0::bigint, 0::bigint, pg_total_relation_size(v_queue), NULL::bigint, NULL::timestamptz, NULL::timestamptz;
    RETURN;
  END IF;
  RETURN QUERY
    SELECT to_regclass(built.tview),
      count(*) FILTER (WHERE entry.xid IS NOT DISTINCT FROM pg_current_xact_id_if_assigned()),
      count(*) FILTER (WHERE entry.xid IS DISTINCT FROM pg_current_xact_id_if_assigned()),
      CASE GROUPING(built.place) WHEN 1 THEN pg_total_relation_size(v_queue) END,
      CASE GROUPING(built.place) WHEN 1 THEN pg_stat_get_dead_tuples(v_queue) END,
      CASE GROUPING(built.place) WHEN 1 THEN pg_stat_get_last_vacuum_time(v_queue) END,
      CASE GROUPING(built.place) WHEN 1 THEN pg_stat_get_last_autovacuum_time(v_queue) END
    FROM tviews.queue AS entry
    JOIN tviews.active_tviews() AS built ON built.place = entry.tview
    GROUP BY GROUPING SETS ((), (built.place, built.tview))
    ORDER BY GROUPING(built.place) DESC, built.place;
END
$function_2$;

-- The key columns of a TVIEW, their types, and the types in which arrays hold them.
CREATE FUNCTION tviews.key_columns(p_place integer) RETURNS TABLE (number bigint, name text, type text, held_as text)
LANGUAGE sql STABLE
AS $function_2$
  SELECT part.number, part.name, format_type(attribute.atttypid, attribute.atttypmod),
    CASE WHEN type.typarray = 0 OR type.typcategory = 'A' OR type.typtype = 'c' THEN 'text' ELSE format_type(attribute.atttypid, -1) END
  FROM tviews.active_tviews() AS built
  CROSS JOIN unnest(built.key) WITH ORDINALITY AS part (name, number)
  JOIN pg_attribute AS attribute ON attribute.attrelid = built.tview::regclass AND attribute.attname = part.name
  JOIN pg_type AS type ON type.oid = attribute.atttypid
  WHERE built.place = p_place
  ORDER BY part.number
$function_2$;

-- What a refresh of keys does, written as its function has it; the keys are parameters, an array for each key column.
CREATE FUNCTION tviews.refresh_statements(p_place integer) RETURNS text[]
LANGUAGE plpgsql STABLE
AS $function_2$
DECLARE
  v_built record;
  v_columns text;   -- a, b, data
  v_fresh text;     -- r.a, r.b, r.data
  v_changes text;   -- data = excluded.data
  v_key text;       -- a, b
  v_keys text;      -- the keys, as k (a, b)
  v_rows text;      -- their rows as the backing view has them, as r
BEGIN
  SELECT * INTO v_built FROM tviews.active_tviews() AS built WHERE built.place = p_place;
  SELECT string_agg(format('%I', attname), ', ' ORDER BY attnum), string_agg(format('r.%I', attname), ', ' ORDER BY attnum),
    string_agg(format('%1$I = excluded.%1$I', attname), ', ' ORDER BY attnum) FILTER (WHERE attname <> ALL (v_built.key))
  INTO v_columns, v_fresh, v_changes
  FROM pg_attribute
  WHERE attrelid = v_built.backing_view::regclass AND attnum > 0;

  SELECT string_agg(format('%I', part.name), ', ' ORDER BY part.number),
    format('SELECT DISTINCT %s FROM unnest(%s)',
      string_agg(format('held.%I::%s', part.name, part.type), ', ' ORDER BY part.number),
      string_agg(format('$%s', part.number), ', ' ORDER BY part.number))
  INTO v_key, v_keys
  FROM tviews.key_columns(p_place) AS part;
  v_keys := format('(%s AS held (%s)) AS k (%2$s)', v_keys, v_key);

  v_rows := format(
    CASE WHEN v_built.looked_up_each > 0 THEN '%s CROSS JOIN LATERAL (SELECT * FROM %s AS r WHERE %s OFFSET 0) AS r'
      ELSE '%s JOIN %s AS r ON %s' END,
    v_keys, v_built.backing_view, v_built.same_key
  );
  IF v_built.replaces THEN
    RETURN ARRAY[
      format(
        'DELETE FROM %s AS r USING %s WHERE %s AND NOT EXISTS (SELECT FROM (SELECT * FROM %s AS r WHERE %3$s OFFSET 0) AS v WHERE v.* *= r.*)',
        v_built.tview, v_keys, v_built.same_key, v_built.backing_view
      ),
      format('INSERT INTO %s (%s) SELECT %s FROM %s ON CONFLICT (%s) DO NOTHING', v_built.tview, v_columns, v_fresh, v_rows, v_key)
    ];
  END IF;
  RETURN ARRAY[format(
    $statement$
    WITH fresh AS MATERIALIZED (
      SELECT %1$s FROM %2$s
    ), written AS (
      INSERT INTO %3$s AS t (%4$s) SELECT * FROM fresh ON CONFLICT (%5$s) DO %6$s
    ), gone AS (
      DELETE FROM %3$s AS r USING (SELECT * FROM %7$s EXCEPT SELECT %5$s FROM fresh) AS k (%5$s) WHERE %8$s
    )
    SELECT count(*) FROM fresh
    $statement$,
    v_fresh, v_rows, v_built.tview, v_columns, v_key,
    coalesce(format('UPDATE SET %s WHERE t.* *<> excluded.*', nullif(v_changes, '')), 'NOTHING'), v_keys, v_built.same_key
  )];
END
$function_2$;

-- EXPLAIN (ANALYZE, BUFFERS) of a statement whose parameters are arrays of these types, planned as functions plan: without
-- a look at the values. Whatever it writes is rolled back.
CREATE FUNCTION tviews.explain_and_undo(p_statement text, p_types text[], p_arrays text[]) RETURNS text[]
LANGUAGE plpgsql
AS $function_2$
DECLARE
  v_name text := 'tviews.explain_refresh';
  v_arguments text;
  v_line text;
  v_lines text[] := '{}';
BEGIN
  -- A prepared statement outlives the transaction that fails.
  IF EXISTS (SELECT FROM pg_prepared_statements AS prepared WHERE prepared.name = v_name) THEN
    EXECUTE format('DEALLOCATE %I', v_name);
  END IF;
  EXECUTE format('PREPARE %I (%s) AS %s', v_name, array_to_string(p_types, ', '), p_statement);
  SELECT string_agg(format('%L', argument), ', ' ORDER BY number) INTO v_arguments
  FROM unnest(p_arrays) WITH ORDINALITY AS part (argument, number);
  BEGIN
    FOR v_line IN EXECUTE format('EXPLAIN (ANALYZE, BUFFERS) EXECUTE %I (%s)', v_name, v_arguments) LOOP
      v_lines := v_lines || v_line;
    END LOOP;
    RAISE EXCEPTION USING ERRCODE = 'TVEND', MESSAGE = 'explained';
  EXCEPTION
    WHEN SQLSTATE 'TVEND' THEN
      NULL;
  END;
  EXECUTE format('DEALLOCATE %I', v_name);
  RETURN v_lines;
END
$function_2$;

-- How PostgreSQL refreshes the row of one key: the plan with times and buffers. The refresh is done, and undone.
CREATE FUNCTION tviews.explain_refresh(p_tview regclass, p_key jsonb) RETURNS SETOF text
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
AS $function_2$
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
$function_2$;

-- Puts triggers back that are missing, disabled or replaced, on tables where that is so. TVIEWs that may have missed changes
-- count as incomplete until backfill() or rebuild() has compared their rows. Returns what was wrong, with these.
CREATE FUNCTION tviews.reinstall_triggers() RETURNS TABLE (relation text, status text, tviews regclass[])
LANGUAGE plpgsql SECURITY DEFINER
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
AS $function_2$
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
$function_2$;

-- Drops what case_extension has created, in the order in which it depends on each other: what others have built upon a
-- TVIEW stops it. The name of the extension says that it is meant.
CREATE FUNCTION tviews.uninstall(p_extension text) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $function_2$
DECLARE
  -- Else plain migrations have created everything, and the schema with it.
  v_is_extension boolean := EXISTS (SELECT FROM pg_extension WHERE extname = 'case_extension');
  v_foreign text := (
    SELECT string_agg(oid::regclass::text, ', ' ORDER BY oid::regclass::text)
    FROM pg_class
    WHERE relnamespace = 'tviews'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f') AND relname NOT IN (
        'queue', 'anchor', 'parked', 'trace', 'part', 'audit', 'suspended', 'missed', 'backfill', 'note', 'noted_changes', 'refresh_log', 'tviews',
        'lineage', 'refresh_stats', 'performance_summary'
      )
  );
  v_statement text;
  v_statements text[];
BEGIN
  IF p_extension IS DISTINCT FROM 'case_extension' THEN
    RAISE EXCEPTION 'this would uninstall case_extension, and not %', coalesce(p_extension, 'NULL')
      USING ERRCODE = 'invalid_parameter_value', HINT = 'SELECT tviews.uninstall(''case_extension'')';
  ELSIF NOT v_is_extension AND v_foreign IS NOT NULL THEN
    RAISE EXCEPTION 'schema tviews has more than case_extension has put there: %', v_foreign
      USING ERRCODE = 'dependent_objects_still_exist', HINT = 'Move it to another schema, or drop it.';
  END IF;

  -- A table cannot be dropped while one of its triggers is yet to fire.
  SET CONSTRAINTS tviews.drain IMMEDIATE;
  v_statements := ARRAY(
    SELECT format('DROP %s %s', own.kind, string_agg(own.name, ', '))
    FROM tviews.part CROSS JOIN LATERAL (VALUES ('VIEW', part.backing_view), ('TABLE', part.relation)) AS own (kind, name)
    WHERE part.backing_view IS NOT NULL AND to_regclass(own.name) IS NOT NULL
    GROUP BY own.kind
    ORDER BY own.kind DESC
  ) || CASE WHEN v_is_extension THEN 'DROP EXTENSION case_extension' ELSE 'DROP SCHEMA tviews CASCADE' END;
  RAISE LOG 'case_extension is uninstalled by %, acting as %', session_user, current_user;
  FOREACH v_statement IN ARRAY v_statements LOOP
    EXECUTE v_statement;
  END LOOP;

  -- Others may have put something there, or may have made it.
  IF v_is_extension THEN
    BEGIN
      DROP SCHEMA tviews;
    EXCEPTION WHEN dependent_objects_still_exist OR insufficient_privilege THEN
      RAISE NOTICE 'schema tviews is kept: %', SQLERRM;
    END;
  END IF;
END
$function_2$;

-- public.tv_sensor, key (pk_sensor).
CREATE FUNCTION tviews.activate_tv_sensor() RETURNS boolean
LANGUAGE plpgsql
AS $activate_2$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_sensor', 'public.v_sensor', 'pk_sensor, label, fahrenheit, state, odd', $definition$
SELECT *
FROM (
SELECT s.pk_sensor,
       s.label || ';--' AS label, -- a string that looks like the end of a statement
       s.celsius * 9 / 5 + 32 AS fahrenheit,
       CASE WHEN s.active THEN 'on' ELSE 'off' END AS state,
       $$dollars$$ || '$function$ $activate$ %I' || E'\\ \'' AS odd /* a $$ too */
FROM tb_sensor AS s
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_sensor') IS NULL THEN
  CREATE TABLE public.tv_sensor (LIKE public.v_sensor) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_sensor') THEN
    INSERT INTO public.tv_sensor SELECT * FROM public.v_sensor;
  END IF;
  PERFORM tviews.put_key('activate_tv_sensor', 'public.tv_sensor', 'PRIMARY KEY (pk_sensor)');
  ANALYZE public.tv_sensor;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_sensor', 'public.tv_sensor', 'public.v_sensor', 'PRIMARY KEY (pk_sensor)') THEN
  IF tviews.fill_now('activate_tv_sensor') THEN
    INSERT INTO public.tv_sensor SELECT * FROM public.v_sensor;
  END IF;
  PERFORM tviews.put_key('activate_tv_sensor', 'public.tv_sensor', 'PRIMARY KEY (pk_sensor)');
END IF;

-- Makes the rows of public.tv_sensor with these keys equal to those of public.v_sensor, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_sensor(p_keys bigint[]) RETURNS void
LANGUAGE plpgsql
AS $function_2$
#variable_conflict use_column
DECLARE
  v_gone bigint[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_sensor, v.label, v.fahrenheit, v.state, v.odd
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_sensor)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_sensor AS v
        WHERE v.pk_sensor = k.pk_sensor
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_sensor AS t (pk_sensor, label, fahrenheit, state, odd)
      SELECT * FROM fresh
      ON CONFLICT (pk_sensor)
      DO UPDATE SET label = excluded.label, fahrenheit = excluded.fahrenheit, state = excluded.state, odd = excluded.odd
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_sensor)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_sensor FROM fresh) AS gone (pk_sensor);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_sensor, v.label, v.fahrenheit, v.state, v.odd
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_sensor)
      JOIN public.v_sensor AS v ON v.pk_sensor = k.pk_sensor
    ), written AS (
      INSERT INTO public.tv_sensor AS t (pk_sensor, label, fahrenheit, state, odd)
      SELECT * FROM fresh
      ON CONFLICT (pk_sensor)
      DO UPDATE SET label = excluded.label, fahrenheit = excluded.fahrenheit, state = excluded.state, odd = excluded.odd
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_sensor)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_sensor FROM fresh) AS gone (pk_sensor);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_sensor AS t
    USING unnest(v_gone) AS k (pk_sensor)
    WHERE t.pk_sensor = k.pk_sensor;
  END IF;
END
$function_2$;

-- Makes all rows of public.tv_sensor equal to those of public.v_sensor, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_sensor() RETURNS void
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
AS $function_2$
BEGIN
  DELETE FROM public.tv_sensor AS t
  USING (
    SELECT t.pk_sensor FROM public.tv_sensor AS t
    EXCEPT
    SELECT v.pk_sensor FROM public.v_sensor AS v
  ) AS k (pk_sensor)
  WHERE t.pk_sensor = k.pk_sensor;

  INSERT INTO public.tv_sensor AS t (pk_sensor, label, fahrenheit, state, odd)
  SELECT v.pk_sensor, v.label, v.fahrenheit, v.state, v.odd
  FROM public.v_sensor AS v
  ON CONFLICT (pk_sensor)
  DO UPDATE SET label = excluded.label, fahrenheit = excluded.fahrenheit, state = excluded.state, odd = excluded.odd
  WHERE t.* *<> excluded.*;
END
$function_2$;

-- Takes this transaction's entries for public.tv_sensor out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_sensor(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function_2$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_s_pk_sensor bigint[];
  v_keys bigint[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    array_agg(value.c1::bigint) FILTER (WHERE taken.route = 'tb_sensor s (pk_sensor)'),
    array_agg(value.c1::bigint) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_s_pk_sensor, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    LOCK TABLE public.tv_sensor IN SHARE ROW EXCLUSIVE MODE;
    PERFORM tviews.mark_rebuilt(1);
    PERFORM tviews.complete('activate_tv_sensor');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (0, tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_sensor();
    RETURN (0, NULL::jsonb, NULL::bigint);
  END IF;

  -- Keys that no changed row has led to come without the lock on one.
  IF v_keys IS NOT NULL THEN
    LOCK TABLE public.tv_sensor IN SHARE ROW EXCLUSIVE MODE;
    PERFORM tviews.mark_rebuilt(1);
  END IF;

  -- tb_sensor s: pk_sensor = s.pk_sensor
  IF v_s_pk_sensor IS NOT NULL THEN
    v_keys := v_keys || v_s_pk_sensor;
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
    PERFORM FROM public.tv_sensor AS t JOIN unnest(v_keys) AS k (pk_sensor) ON t.pk_sensor = k.pk_sensor FOR UPDATE OF t;
  END IF;
  IF cardinality(v_keys) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(1, ARRAY[v_keys::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (0, tviews.try_apart(1, ARRAY[v_keys::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_sensor(v_keys);
  END IF;
  RETURN (0, NULL::jsonb, v_count);
END
$function_2$;
RETURN v_changed;
END
$activate_2$;

-- The indexes of public.tv_sensor, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_sensor() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate_2$
SELECT '{}'::text[]
$activate_2$;

-- The triggers of public.tb_sensor.
CREATE FUNCTION tviews.watch_tb_sensor() RETURNS boolean
LANGUAGE plpgsql
AS $activate_2$
BEGIN
-- Enqueues what a statement on public.tb_sensor puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_sensor() RETURNS trigger
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
AS $function_2$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[1]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_sensor reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_sensor, r.label, r.active, ROW (r.celsius)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after AS (SELECT r.pk_sensor, r.label, r.active, ROW (r.celsius)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_sensor s (pk_sensor)', array_agg(DISTINCT r.pk_sensor)::text[]
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_sensor s (pk_sensor)', array_agg(r.pk_sensor)::text[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function_2$;

PERFORM tviews.watch('public.tb_sensor', 'enqueue_tb_sensor', 'tviews_tb_sensor', true);
RETURN false;
END
$activate_2$;

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
AS $function_2$
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
$function_2$;
