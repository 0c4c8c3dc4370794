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
    (1, 'public.tv_contact', 'public.v_contact', false, ARRAY['pk_contact'], 'r.pk_contact = k.pk_contact',
      'jsonb_build_object(''pk_contact'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_contact(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_address', 'public.tb_company', 'public.tb_contact', 'public.tb_country']::text[], 'activate_tv_contact', 'equip_tv_contact', ARRAY['drain_tv_contact', 'refresh_tv_contact', 'rebuild_tv_contact'], 'drain_tv_contact',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_address', ARRAY['country_code', 'pk_address', 'street', 'valid']::text[], ARRAY['bpchar', 'integer', 'text', 'boolean']::text[], 'tviews_tb_address', 'enqueue_tb_address', NULL, true, 'watch_tb_address'),
    ('public.tb_company', ARRAY['fk_address', 'name', 'pk_company']::text[], ARRAY['integer', 'text', 'integer']::text[], 'tviews_tb_company', 'enqueue_tb_company', NULL, true, 'watch_tb_company'),
    ('public.tb_contact', ARRAY['fk_address', 'fk_company', 'id', 'name', 'pk_contact']::text[], ARRAY['integer', 'integer', 'uuid', 'text', 'integer']::text[], 'tviews_tb_contact', 'enqueue_tb_contact', NULL, true, 'watch_tb_contact'),
    ('public.tb_country', ARRAY['code', 'name']::text[], ARRAY['bpchar', 'text']::text[], 'tviews_tb_country', 'enqueue_tb_country', NULL, true, 'watch_tb_country')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_contact', 'public.tb_address', ARRAY['a']::text[], ARRAY['pk_address', 'street', 'country_code', 'valid']::text[], false,
      'mapped', 1, ARRAY['public.tb_contact']::text[], 'c.fk_address = a.pk_address, pk_contact = c.pk_contact'),
    ('public.tv_contact', 'public.tb_address', ARRAY['ma']::text[], ARRAY['pk_address', 'country_code']::text[], false,
      'mapped', 1, ARRAY['public.tb_company', 'public.tb_contact']::text[], 'm.fk_address = ma.pk_address, c.fk_company = m.pk_company, pk_contact = c.pk_contact'),
    ('public.tv_contact', 'public.tb_company', ARRAY['m']::text[], ARRAY['pk_company', 'name', 'fk_address']::text[], false,
      'mapped', 1, ARRAY['public.tb_contact']::text[], 'c.fk_company = m.pk_company, pk_contact = c.pk_contact'),
    ('public.tv_contact', 'public.tb_contact', ARRAY['c']::text[], ARRAY['pk_contact', 'id', 'name', 'fk_address', 'fk_company']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_contact = c.pk_contact'),
    ('public.tv_contact', 'public.tb_country', ARRAY['l', 'ml']::text[], ARRAY['code', 'name']::text[], false,
      'mapped', 1, ARRAY['public.tb_address', 'public.tb_contact']::text[], 'a.country_code = changed.code AND a.valid, c.fk_address = a.pk_address, pk_contact = c.pk_contact'),
    ('public.tv_contact', 'public.tb_country', ARRAY['l', 'ml']::text[], ARRAY['code', 'name']::text[], false,
      'mapped', 2, ARRAY['public.tb_address', 'public.tb_company', 'public.tb_contact']::text[], 'ma.country_code = changed.code, m.fk_address = ma.pk_address, c.fk_company = m.pk_company, pk_contact = c.pk_contact')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_contact', 'public.tb_address', 'btree', ARRAY['pk_address'], false, 'CREATE INDEX tb_address_pk_address_idx ON public.tb_address (pk_address);'),
    (2, 'public.tv_contact', 'public.tb_contact', 'btree', ARRAY['fk_address'], false, 'CREATE INDEX tb_contact_fk_address_idx ON public.tb_contact (fk_address);'),
    (3, 'public.tv_contact', 'public.tb_company', 'btree', ARRAY['fk_address'], false, 'CREATE INDEX tb_company_fk_address_idx ON public.tb_company (fk_address);'),
    (4, 'public.tv_contact', 'public.tb_contact', 'btree', ARRAY['fk_company'], false, 'CREATE INDEX tb_contact_fk_company_idx ON public.tb_contact (fk_company);'),
    (5, 'public.tv_contact', 'public.tb_company', 'btree', ARRAY['pk_company'], false, 'CREATE INDEX tb_company_pk_company_idx ON public.tb_company (pk_company);'),
    (6, 'public.tv_contact', 'public.tb_contact', 'btree', ARRAY['pk_contact'], false, 'CREATE INDEX tb_contact_pk_contact_idx ON public.tb_contact (pk_contact);'),
    (7, 'public.tv_contact', 'public.tb_country', 'btree', ARRAY['code'], false, 'CREATE INDEX tb_country_code_idx ON public.tb_country (code);'),
    (8, 'public.tv_contact', 'public.tb_address', 'btree', ARRAY['country_code'], false, 'CREATE INDEX tb_address_country_code_idx ON public.tb_address (country_code);')
$function$;

-- The highest number of a class of locks.
CREATE FUNCTION tviews.built_lock_classes() RETURNS integer
LANGUAGE sql IMMUTABLE
AS 'SELECT 5';

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_address', 'not-null', ARRAY['pk_address']),
    ('public.tb_address', 'unique', ARRAY['pk_address']),
    ('public.tb_company', 'not-null', ARRAY['pk_company']),
    ('public.tb_company', 'unique', ARRAY['pk_company']),
    ('public.tb_contact', 'not-null', ARRAY['pk_contact']),
    ('public.tb_contact', 'unique', ARRAY['pk_contact']),
    ('public.tb_country', 'not-null', ARRAY['code']),
    ('public.tb_country', 'unique', ARRAY['code'])
$function$;

-- public.tv_contact, key (pk_contact).
CREATE FUNCTION tviews.activate_tv_contact() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_contact', 'public.v_contact', 'pk_contact, id, data', $definition$
SELECT *
FROM (
SELECT c.pk_contact, c.id,
       jsonb_build_object(
         'name', c.name,
         'street', a.street,
         'country', l.name,
         'company', m.name,
         'company_country', COALESCE(ml.name, '-')
       ) AS data
FROM tb_contact c
LEFT JOIN tb_address a ON a.pk_address = c.fk_address AND a.valid
LEFT JOIN tb_country l ON l.code = a.country_code
LEFT JOIN (tb_company m LEFT JOIN (tb_address ma JOIN tb_country ml ON ml.code = ma.country_code) ON ma.pk_address = m.fk_address)
  ON m.pk_company = c.fk_company
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_contact') IS NULL THEN
  CREATE TABLE public.tv_contact (LIKE public.v_contact) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_contact') THEN
    INSERT INTO public.tv_contact SELECT * FROM public.v_contact;
  END IF;
  PERFORM tviews.put_key('activate_tv_contact', 'public.tv_contact', 'PRIMARY KEY (pk_contact)');
  ANALYZE public.tv_contact;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_contact', 'public.tv_contact', 'public.v_contact', 'PRIMARY KEY (pk_contact)') THEN
  IF tviews.fill_now('activate_tv_contact') THEN
    INSERT INTO public.tv_contact SELECT * FROM public.v_contact;
  END IF;
  PERFORM tviews.put_key('activate_tv_contact', 'public.tv_contact', 'PRIMARY KEY (pk_contact)');
END IF;

-- Makes the rows of public.tv_contact with these keys equal to those of public.v_contact, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_contact(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_contact, v.id, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_contact)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_contact AS v
        WHERE v.pk_contact = k.pk_contact
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_contact AS t (pk_contact, id, data)
      SELECT * FROM fresh
      ON CONFLICT (pk_contact)
      DO UPDATE SET id = excluded.id, data = excluded.data
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_contact)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_contact FROM fresh) AS gone (pk_contact);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_contact, v.id, v.data
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_contact)
      JOIN public.v_contact AS v ON v.pk_contact = k.pk_contact
    ), written AS (
      INSERT INTO public.tv_contact AS t (pk_contact, id, data)
      SELECT * FROM fresh
      ON CONFLICT (pk_contact)
      DO UPDATE SET id = excluded.id, data = excluded.data
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_contact)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_contact FROM fresh) AS gone (pk_contact);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_contact AS t
    USING unnest(v_gone) AS k (pk_contact)
    WHERE t.pk_contact = k.pk_contact;
  END IF;
END
$function$;

-- Makes all rows of public.tv_contact equal to those of public.v_contact, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_contact() RETURNS void
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
  DELETE FROM public.tv_contact AS t
  USING (
    SELECT t.pk_contact FROM public.tv_contact AS t
    EXCEPT
    SELECT v.pk_contact FROM public.v_contact AS v
  ) AS k (pk_contact)
  WHERE t.pk_contact = k.pk_contact;

  INSERT INTO public.tv_contact AS t (pk_contact, id, data)
  SELECT v.pk_contact, v.id, v.data
  FROM public.v_contact AS v
  ON CONFLICT (pk_contact)
  DO UPDATE SET id = excluded.id, data = excluded.data
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_contact out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_contact(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_a_pk_address integer[];
  v_ma_pk_address integer[];
  v_m_pk_company integer[];
  v_c_pk_contact integer[];
  v_l_code bpchar[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_address a (pk_address)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_address ma (pk_address)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_company m (pk_company)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_contact c (pk_contact)'),
    array_agg(value.c1::bpchar) FILTER (WHERE taken.route = 'tb_country l ml (code)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_a_pk_address, v_ma_pk_address, v_m_pk_company, v_c_pk_contact, v_l_code, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys) AS value (c1) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2), tviews.class_lock_id(3), tviews.class_lock_id(4), tviews.class_lock_id(5)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_contact');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_contact();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_address
  IF v_l_code IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, 1)
      FROM unnest(v_l_code) AS changed (code)
      UNION ALL
      SELECT tviews.lock_id(1, 1)
      FROM unnest(v_l_code) AS changed (code)
    );
  END IF;
  v_held := v_held || tviews.hold(tviews.links_between(v_links, 1, 1), v_lookups, p_most - cardinality(v_held));

  -- Looked up below, and changed by this transaction: public.tb_company (fk_address), public.tb_contact (fk_address)
  v_lookups := '{}';
  IF v_a_pk_address IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(3, hash_record(ROW (changed.pk_address)))
      FROM unnest(v_a_pk_address) AS changed (pk_address)
    );
  END IF;
  IF v_ma_pk_address IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(2, hash_record(ROW (changed.pk_address)))
      FROM unnest(v_ma_pk_address) AS changed (pk_address)
    );
  END IF;
  IF v_l_code IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(3, hash_record(ROW (a.pk_address)))
      FROM public.tb_address AS a
      WHERE a.country_code = ANY (v_l_code) AND a.valid
      UNION ALL
      SELECT tviews.lock_id(2, hash_record(ROW (ma.pk_address)))
      FROM public.tb_address AS ma
      WHERE ma.country_code = ANY (v_l_code)
    );
  END IF;
  v_held := v_held || tviews.hold(tviews.links_between(v_links, 2, 3), v_lookups, p_most - cardinality(v_held));

  -- Looked up below, and changed by this transaction: public.tb_contact (fk_company)
  v_lookups := '{}';
  IF v_ma_pk_address IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(4, hash_record(ROW (m.pk_company)))
      FROM public.tb_company AS m
      WHERE m.fk_address = ANY (v_ma_pk_address)
    );
  END IF;
  IF v_m_pk_company IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(4, hash_record(ROW (changed.pk_company)))
      FROM unnest(v_m_pk_company) AS changed (pk_company)
    );
  END IF;
  IF v_l_code IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(4, hash_record(ROW (m.pk_company)))
      FROM public.tb_address AS ma
      JOIN public.tb_company AS m ON m.fk_address = ma.pk_address
      WHERE ma.country_code = ANY (v_l_code)
    );
  END IF;
  v_held := v_held || tviews.hold(tviews.links_between(v_links, 4, 4), v_lookups, p_most - cardinality(v_held));

  -- tb_address a: c.fk_address = a.pk_address, pk_contact = c.pk_contact
  IF v_a_pk_address IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT c.pk_contact
      FROM public.tb_contact AS c
      WHERE c.fk_address = ANY (v_a_pk_address)
    );
  END IF;

  -- tb_address ma: m.fk_address = ma.pk_address, c.fk_company = m.pk_company, pk_contact = c.pk_contact
  IF v_ma_pk_address IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT c.pk_contact
      FROM public.tb_company AS m
      JOIN public.tb_contact AS c ON c.fk_company = m.pk_company
      WHERE m.fk_address = ANY (v_ma_pk_address)
    );
  END IF;

  -- tb_company m: c.fk_company = m.pk_company, pk_contact = c.pk_contact
  IF v_m_pk_company IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT c.pk_contact
      FROM public.tb_contact AS c
      WHERE c.fk_company = ANY (v_m_pk_company)
    );
  END IF;

  -- tb_contact c: pk_contact = c.pk_contact
  IF v_c_pk_contact IS NOT NULL THEN
    v_keys := v_keys || v_c_pk_contact;
  END IF;

  -- tb_country l, ml:
  --   a.country_code = changed.code AND a.valid, c.fk_address = a.pk_address, pk_contact = c.pk_contact
  --   ma.country_code = changed.code, m.fk_address = ma.pk_address, c.fk_company = m.pk_company, pk_contact = c.pk_contact
  IF v_l_code IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT c.pk_contact
      FROM public.tb_address AS a
      JOIN public.tb_contact AS c ON c.fk_address = a.pk_address
      WHERE a.country_code = ANY (v_l_code) AND a.valid
    );
    v_keys := v_keys || ARRAY (
      SELECT c.pk_contact
      FROM public.tb_address AS ma
      JOIN public.tb_company AS m ON m.fk_address = ma.pk_address
      JOIN public.tb_contact AS c ON c.fk_company = m.pk_company
      WHERE ma.country_code = ANY (v_l_code)
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(5, hash_record(ROW (k.pk_contact))) FROM unnest(v_keys) AS k (pk_contact)
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
    PERFORM tviews.refresh_tv_contact(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_contact, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_contact() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT ARRAY[
  -- documents are fetched by their public id
  ARRAY[$definition$CREATE INDEX ON public.tv_contact USING btree (id)$definition$, NULL, 'id']
]
$activate$;

-- The triggers of public.tb_address.
CREATE FUNCTION tviews.watch_tb_address() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_address puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_address() RETURNS trigger
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
      -- What tv_contact reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_address, r.street, r.valid, ROW (r.country_code)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after_1 AS (SELECT r.pk_address, r.street, r.valid, ROW (r.country_code)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_contact reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_address, ROW (r.country_code)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after_2 AS (SELECT r.pk_address, ROW (r.country_code)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_address a (pk_address)', array_agg(DISTINCT r.pk_address)::text[],
        array_agg(DISTINCT tviews.lock_id(1, 1))
      FROM changed_1 AS r WHERE r.valid
      HAVING count(*) > 0
      UNION ALL
      SELECT 1, 'tb_address ma (pk_address)', array_agg(DISTINCT r.pk_address)::text[],
        array_agg(DISTINCT tviews.lock_id(1, 1))
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_address a (pk_address)', array_agg(r.pk_address)::text[],
        array_agg(DISTINCT tviews.lock_id(1, 1))
      FROM changed_rows AS r WHERE r.valid
      HAVING count(*) > 0
      UNION ALL
      SELECT 1, 'tb_address ma (pk_address)', array_agg(r.pk_address)::text[],
        array_agg(DISTINCT tviews.lock_id(1, 1))
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_address', 'enqueue_tb_address', 'tviews_tb_address', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_company.
CREATE FUNCTION tviews.watch_tb_company() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_company puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_company() RETURNS trigger
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
      -- What tv_contact reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_company, r.name, r.fk_address FROM old_rows AS r),
      after AS (SELECT r.pk_company, r.name, r.fk_address FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_company m (pk_company)', array_agg(DISTINCT r.pk_company)::text[],
        array_agg(DISTINCT tviews.lock_id(2, hash_record(ROW (r.fk_address))))
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_company m (pk_company)', array_agg(r.pk_company)::text[],
        array_agg(DISTINCT tviews.lock_id(2, hash_record(ROW (r.fk_address))))
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_company', 'enqueue_tb_company', 'tviews_tb_company', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_contact.
CREATE FUNCTION tviews.watch_tb_contact() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_contact puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_contact() RETURNS trigger
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
      -- What tv_contact reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_contact, r.id, r.name, r.fk_address, r.fk_company FROM old_rows AS r),
      after AS (SELECT r.pk_contact, r.id, r.name, r.fk_address, r.fk_company FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_contact c (pk_contact)', array_agg(DISTINCT r.pk_contact)::text[],
        array_agg(DISTINCT tviews.lock_id(3, hash_record(ROW (r.fk_address))))
          || array_agg(DISTINCT tviews.lock_id(4, hash_record(ROW (r.fk_company))))
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_contact c (pk_contact)', array_agg(r.pk_contact)::text[],
        array_agg(DISTINCT tviews.lock_id(3, hash_record(ROW (r.fk_address))))
          || array_agg(DISTINCT tviews.lock_id(4, hash_record(ROW (r.fk_company))))
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_contact', 'enqueue_tb_contact', 'tviews_tb_contact', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_country.
CREATE FUNCTION tviews.watch_tb_country() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_country puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_country() RETURNS trigger
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
      -- What tv_contact reads of the rows before and after, and where that differs.
      before AS (SELECT r.code, r.name, ROW (r.code)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after AS (SELECT r.code, r.name, ROW (r.code)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_country l ml (code)', array_agg(DISTINCT r.code::text)
      FROM changed AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_country l ml (code)', array_agg(r.code::text)
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_country', 'enqueue_tb_country', 'tviews_tb_country', true);
RETURN false;
END
$activate$;
