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
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
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
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
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
