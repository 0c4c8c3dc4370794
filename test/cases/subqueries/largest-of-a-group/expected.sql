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
    (1, 'public.tv_equal', 'public.v_equal', false, ARRAY['item', 'pk_bidder'], 'r.item = k.item AND (r.pk_bidder = k.pk_bidder OR r.pk_bidder IS NULL AND k.pk_bidder IS NULL)',
      'jsonb_build_object(''item'', CAST($1[1][n] AS text), ''pk_bidder'', CAST($1[2][n] AS integer))', 'tviews.refresh_tv_equal(ARRAY(SELECT unnest($1[1:1]))::text[], ARRAY(SELECT unnest($1[2:2]))::integer[])',
      ARRAY['public.tb_bid', 'public.tb_bidder']::text[], 'activate_tv_equal', 'equip_tv_equal', ARRAY['drain_tv_equal', 'refresh_tv_equal', 'rebuild_tv_equal'], 'drain_tv_equal',
      false, false, 1000),
    (2, 'public.tv_regular', 'public.v_regular', false, ARRAY['pk_bidder'], 'r.pk_bidder = k.pk_bidder',
      'jsonb_build_object(''pk_bidder'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_regular(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_bid', 'public.tb_bidder']::text[], 'activate_tv_regular', 'equip_tv_regular', ARRAY['drain_tv_regular', 'refresh_tv_regular', 'rebuild_tv_regular'], 'drain_tv_regular',
      false, false, 10),
    (3, 'public.tv_twice', 'public.v_twice', false, ARRAY['item'], '(r.item = k.item OR r.item IS NULL AND k.item IS NULL)',
      'jsonb_build_object(''item'', CAST($1[1][n] AS text))', 'tviews.refresh_tv_twice(ARRAY(SELECT unnest($1[1:1]))::text[])',
      ARRAY['public.tb_bid', 'public.tb_bidder']::text[], 'activate_tv_twice', 'equip_tv_twice', ARRAY['drain_tv_twice', 'refresh_tv_twice', 'rebuild_tv_twice'], 'drain_tv_twice',
      false, false, 1000),
    (4, 'public.tv_winner', 'public.v_winner', false, ARRAY['pk_bidder', 'item'], 'r.pk_bidder = k.pk_bidder AND (r.item = k.item OR r.item IS NULL AND k.item IS NULL)',
      'jsonb_build_object(''pk_bidder'', CAST($1[1][n] AS integer), ''item'', CAST($1[2][n] AS text))', 'tviews.refresh_tv_winner(ARRAY(SELECT unnest($1[1:1]))::integer[], ARRAY(SELECT unnest($1[2:2]))::text[])',
      ARRAY['public.tb_bid', 'public.tb_bidder']::text[], 'activate_tv_winner', 'equip_tv_winner', ARRAY['drain_tv_winner', 'refresh_tv_winner', 'rebuild_tv_winner'], 'drain_tv_winner',
      false, false, 1000)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_bid', ARRAY['amount', 'fk_bidder', 'item']::text[], ARRAY['numeric', 'integer', 'text']::text[], 'tviews_tb_bid', 'enqueue_tb_bid', NULL, true, 'watch_tb_bid'),
    ('public.tb_bidder', ARRAY['name', 'pk_bidder', 'rank']::text[], ARRAY['text', 'integer', 'numeric']::text[], 'tviews_tb_bidder', 'enqueue_tb_bidder', NULL, true, 'watch_tb_bidder')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_equal', 'public.tb_bid', ARRAY['tb_bid']::text[], ARRAY['item', 'amount']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'item = tb_bid.item, pk_bidder = NULL'),
    ('public.tv_equal', 'public.tb_bid', ARRAY['tb_bid']::text[], ARRAY['item', 'amount']::text[], false,
      'mapped', 2, ARRAY['public.tb_bid', 'public.tb_bidder']::text[], '(tb_bid.item = tb_bid.item OR tb_bid.item IS NULL AND tb_bid.item IS NULL) AND tb_bid.item IS NOT NULL, b.rank = tb_bid.amount, item = tb_bid.item, pk_bidder = b.pk_bidder'),
    ('public.tv_equal', 'public.tb_bid', ARRAY['tb_bid']::text[], ARRAY['item', 'amount']::text[], false,
      'mapped', 3, ARRAY['public.tv_equal']::text[], 'old_row.item = tb_bid.item, item = old_row.item, pk_bidder = old_row.pk_bidder'),
    ('public.tv_equal', 'public.tb_bid', ARRAY['tb_bid']::text[], ARRAY['item', 'amount']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'item = tb_bid.item, pk_bidder = NULL'),
    ('public.tv_equal', 'public.tb_bid', ARRAY['tb_bid']::text[], ARRAY['item', 'amount']::text[], false,
      'mapped', 2, ARRAY['public.tb_bidder']::text[], 'b.rank = tb_bid.amount, item = tb_bid.item, pk_bidder = b.pk_bidder'),
    ('public.tv_equal', 'public.tb_bid', ARRAY['tb_bid']::text[], ARRAY['item', 'amount']::text[], false,
      'mapped', 3, ARRAY['public.tv_equal']::text[], 'old_row.item = tb_bid.item, item = old_row.item, pk_bidder = old_row.pk_bidder'),
    ('public.tv_equal', 'public.tb_bidder', ARRAY['b']::text[], ARRAY['pk_bidder', 'name', 'rank']::text[], false,
      'mapped', 1, ARRAY['public.tb_bid']::text[], 'tb_bid.amount = b.rank AND tb_bid.item IS NOT NULL, item = tb_bid.item, pk_bidder = NULL'),
    ('public.tv_equal', 'public.tb_bidder', ARRAY['b']::text[], ARRAY['pk_bidder', 'name', 'rank']::text[], false,
      'mapped', 2, ARRAY['public.tb_bid']::text[], 'tb_bid.amount = b.rank AND tb_bid.item IS NOT NULL, item = tb_bid.item, pk_bidder = b.pk_bidder'),
    ('public.tv_equal', 'public.tb_bidder', ARRAY['b']::text[], ARRAY['pk_bidder', 'name', 'rank']::text[], false,
      'mapped', 3, ARRAY['public.tv_equal']::text[], '(old_row.pk_bidder = b.pk_bidder OR old_row.pk_bidder IS NULL AND b.pk_bidder IS NULL), item = old_row.item, pk_bidder = old_row.pk_bidder'),
    ('public.tv_regular', 'public.tb_bid', ARRAY['tb_bid']::text[], ARRAY['item', 'fk_bidder']::text[], false,
      'mapped', 1, ARRAY['public.tb_bid']::text[], '(tb_bid.item = tb_bid.item OR tb_bid.item IS NULL AND tb_bid.item IS NULL), pk_bidder = tb_bid.fk_bidder'),
    ('public.tv_regular', 'public.tb_bid', ARRAY['tb_bid']::text[], ARRAY['item', 'fk_bidder']::text[], false,
      'mapped', 1, ARRAY['public.tb_bid', 'public.tb_bid']::text[], '(tb_bid.item = tb_bid.item OR tb_bid.item IS NULL AND tb_bid.item IS NULL), (tb_bid_2.item = tb_bid.item OR tb_bid_2.item IS NULL AND tb_bid.item IS NULL), pk_bidder = tb_bid_2.fk_bidder'),
    ('public.tv_regular', 'public.tb_bid', ARRAY['tb_bid']::text[], ARRAY['item', 'fk_bidder']::text[], false,
      'own-key', 2, ARRAY[]::text[], 'pk_bidder = tb_bid.fk_bidder'),
    ('public.tv_regular', 'public.tb_bidder', ARRAY['b']::text[], ARRAY['pk_bidder', 'name']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_bidder = b.pk_bidder'),
    ('public.tv_twice', 'public.tb_bid', ARRAY['tb_bid']::text[], ARRAY['item', 'fk_bidder', 'amount']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'item = tb_bid.item'),
    ('public.tv_twice', 'public.tb_bid', ARRAY['tb_bid']::text[], ARRAY['item', 'fk_bidder', 'amount']::text[], false,
      'mapped', 1, ARRAY['public.tb_bid']::text[], '(tb_bid.item = tb_bid.item OR tb_bid.item IS NULL AND tb_bid.item IS NULL) AND (tb_bid.amount = tb_bid.amount OR tb_bid.amount IS NULL AND tb_bid.amount IS NULL), item = tb_bid.item'),
    ('public.tv_twice', 'public.tb_bidder', ARRAY['b']::text[], ARRAY['pk_bidder', 'name']::text[], false,
      'mapped', 1, ARRAY['public.tb_bid', 'public.tb_bid']::text[], 'tb_bid.fk_bidder = b.pk_bidder, (tb_bid_2.item = tb_bid.item OR tb_bid_2.item IS NULL AND tb_bid.item IS NULL) AND (tb_bid_2.amount = tb_bid.amount OR tb_bid_2.amount IS NULL AND tb_bid.amount IS NULL), item = tb_bid_2.item'),
    ('public.tv_winner', 'public.tb_bid', ARRAY['tb_bid']::text[], ARRAY['item', 'fk_bidder']::text[], false,
      'mapped', 1, ARRAY['public.tb_bid']::text[], '(tb_bid.item = tb_bid.item OR tb_bid.item IS NULL AND tb_bid.item IS NULL), pk_bidder = tb_bid.fk_bidder, item = tb_bid.item'),
    ('public.tv_winner', 'public.tb_bid', ARRAY['tb_bid']::text[], ARRAY['item', 'fk_bidder']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_bidder = tb_bid.fk_bidder, item = tb_bid.item'),
    ('public.tv_winner', 'public.tb_bidder', ARRAY['b']::text[], ARRAY['pk_bidder', 'name']::text[], false,
      'mapped', 1, ARRAY['public.tb_bid']::text[], 'tb_bid.fk_bidder = b.pk_bidder, pk_bidder = b.pk_bidder, item = tb_bid.item')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_equal', 'public.tb_bid', 'btree', ARRAY['item'], false, 'CREATE INDEX tb_bid_item_idx ON public.tb_bid (item);'),
    (2, 'public.tv_equal', 'public.tb_bidder', 'btree', ARRAY['rank'], false, 'CREATE INDEX tb_bidder_rank_idx ON public.tb_bidder (rank);'),
    (3, 'public.tv_equal', 'public.tb_bid', 'btree', ARRAY['amount', 'item'], false, 'CREATE INDEX tb_bid_amount_item_idx ON public.tb_bid (amount, item);'),
    (4, 'public.tv_equal', 'public.tb_bid', 'btree', ARRAY['amount'], false, 'CREATE INDEX tb_bid_amount_idx ON public.tb_bid (amount);'),
    (5, 'public.tv_equal', 'public.tb_bidder', 'btree', ARRAY['rank', 'pk_bidder'], false, 'CREATE INDEX tb_bidder_rank_pk_bidder_idx ON public.tb_bidder (rank, pk_bidder);'),
    (6, 'public.tv_equal', 'public.tb_bidder', 'btree', ARRAY['pk_bidder'], false, 'CREATE INDEX tb_bidder_pk_bidder_idx ON public.tb_bidder (pk_bidder);'),
    (7, 'public.tv_regular', 'public.tb_bid', 'btree', ARRAY['item'], false, 'CREATE INDEX tb_bid_item_idx ON public.tb_bid (item);'),
    (8, 'public.tv_regular', 'public.tb_bid', 'btree', ARRAY['fk_bidder'], false, 'CREATE INDEX tb_bid_fk_bidder_idx ON public.tb_bid (fk_bidder);'),
    (9, 'public.tv_regular', 'public.tb_bidder', 'btree', ARRAY['pk_bidder'], false, 'CREATE INDEX tb_bidder_pk_bidder_idx ON public.tb_bidder (pk_bidder);'),
    (10, 'public.tv_twice', 'public.tb_bid', 'btree', ARRAY['item'], false, 'CREATE INDEX tb_bid_item_idx ON public.tb_bid (item);'),
    (11, 'public.tv_twice', 'public.tb_bid', 'btree', ARRAY['item', 'amount'], false, 'CREATE INDEX tb_bid_item_amount_idx ON public.tb_bid (item, amount);'),
    (12, 'public.tv_twice', 'public.tb_bidder', 'btree', ARRAY['pk_bidder'], false, 'CREATE INDEX tb_bidder_pk_bidder_idx ON public.tb_bidder (pk_bidder);'),
    (13, 'public.tv_twice', 'public.tb_bid', 'btree', ARRAY['fk_bidder'], false, 'CREATE INDEX tb_bid_fk_bidder_idx ON public.tb_bid (fk_bidder);'),
    (14, 'public.tv_winner', 'public.tb_bid', 'btree', ARRAY['item'], false, 'CREATE INDEX tb_bid_item_idx ON public.tb_bid (item);'),
    (15, 'public.tv_winner', 'public.tb_bid', 'btree', ARRAY['fk_bidder', 'item'], false, 'CREATE INDEX tb_bid_fk_bidder_item_idx ON public.tb_bid (fk_bidder, item);'),
    (16, 'public.tv_winner', 'public.tb_bidder', 'btree', ARRAY['pk_bidder'], false, 'CREATE INDEX tb_bidder_pk_bidder_idx ON public.tb_bidder (pk_bidder);'),
    (17, 'public.tv_winner', 'public.tb_bid', 'btree', ARRAY['fk_bidder'], false, 'CREATE INDEX tb_bid_fk_bidder_idx ON public.tb_bid (fk_bidder);')
$function$;

-- The highest number of a class of locks.
CREATE FUNCTION tviews.built_lock_classes() RETURNS integer
LANGUAGE sql IMMUTABLE
AS 'SELECT 15';

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_bidder', 'not-null', ARRAY['pk_bidder']),
    ('public.tb_bidder', 'unique', ARRAY['pk_bidder'])
$function$;

-- public.tv_equal, key (item, pk_bidder).
CREATE FUNCTION tviews.activate_tv_equal() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_equal', 'public.v_equal', 'item, pk_bidder, name', $definition$
SELECT *
FROM (
SELECT m.item, b.pk_bidder, b.name
FROM (SELECT item, max(amount) AS most FROM tb_bid WHERE item IS NOT NULL GROUP BY item HAVING count(*) > 1) m
LEFT JOIN tb_bidder b ON b.rank = m.most
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_equal') IS NULL THEN
  CREATE TABLE public.tv_equal (LIKE public.v_equal) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_equal') THEN
    INSERT INTO public.tv_equal SELECT * FROM public.v_equal;
  END IF;
  PERFORM tviews.put_key('activate_tv_equal', 'public.tv_equal', 'UNIQUE NULLS NOT DISTINCT (item, pk_bidder)');
  ANALYZE public.tv_equal;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_equal', 'public.tv_equal', 'public.v_equal', 'UNIQUE NULLS NOT DISTINCT (item, pk_bidder)') THEN
  IF tviews.fill_now('activate_tv_equal') THEN
    INSERT INTO public.tv_equal SELECT * FROM public.v_equal;
  END IF;
  PERFORM tviews.put_key('activate_tv_equal', 'public.tv_equal', 'UNIQUE NULLS NOT DISTINCT (item, pk_bidder)');
END IF;

-- Makes the rows of public.tv_equal with these keys equal to those of public.v_equal, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_equal(p_keys_1 text[], p_keys_2 integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone_1 text[];
  v_gone_2 integer[];
BEGIN
  IF cardinality(p_keys_1) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.item, v.pk_bidder, v.name
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (item, pk_bidder)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_equal AS v
        WHERE v.item = k.item AND (v.pk_bidder = k.pk_bidder OR v.pk_bidder IS NULL AND k.pk_bidder IS NULL)
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_equal AS t (item, pk_bidder, name)
      SELECT * FROM fresh
      ON CONFLICT (item, pk_bidder)
      DO UPDATE SET name = excluded.name
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.item), array_agg(gone.pk_bidder)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.item, fresh.pk_bidder FROM fresh) AS gone (item, pk_bidder);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.item, v.pk_bidder, v.name
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (item, pk_bidder)
      JOIN public.v_equal AS v ON v.item = k.item AND (v.pk_bidder = k.pk_bidder OR v.pk_bidder IS NULL AND k.pk_bidder IS NULL)
    ), written AS (
      INSERT INTO public.tv_equal AS t (item, pk_bidder, name)
      SELECT * FROM fresh
      ON CONFLICT (item, pk_bidder)
      DO UPDATE SET name = excluded.name
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.item), array_agg(gone.pk_bidder)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.item, fresh.pk_bidder FROM fresh) AS gone (item, pk_bidder);
  END IF;

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_equal AS t
    USING unnest(v_gone_1, v_gone_2) AS k (item, pk_bidder)
    WHERE t.item = k.item AND (t.pk_bidder = k.pk_bidder OR t.pk_bidder IS NULL AND k.pk_bidder IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_equal equal to those of public.v_equal, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_equal() RETURNS void
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
  DELETE FROM public.tv_equal AS t
  USING (
    SELECT t.item, t.pk_bidder FROM public.tv_equal AS t
    EXCEPT
    SELECT v.item, v.pk_bidder FROM public.v_equal AS v
  ) AS k (item, pk_bidder)
  WHERE t.item = k.item AND (t.pk_bidder = k.pk_bidder OR t.pk_bidder IS NULL AND k.pk_bidder IS NULL);

  INSERT INTO public.tv_equal AS t (item, pk_bidder, name)
  SELECT v.item, v.pk_bidder, v.name
  FROM public.v_equal AS v
  ON CONFLICT (item, pk_bidder)
  DO UPDATE SET name = excluded.name
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_equal out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_equal(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_tb_bid_item text[];
  v_route_2_1 text[];
  v_tb_bid_amount numeric[];
  v_b_pk_bidder integer[];
  v_b_rank numeric[];
  v_keys_1 text[];
  v_keys_2 integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_bid (item)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_bid (item, amount)'),
    array_agg(value.c2::numeric) FILTER (WHERE taken.route = 'tb_bid (item, amount)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_bidder b (pk_bidder, rank)'),
    array_agg(value.c2::numeric) FILTER (WHERE taken.route = 'tb_bidder b (pk_bidder, rank)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_tb_bid_item, v_route_2_1, v_tb_bid_amount, v_b_pk_bidder, v_b_rank, v_keys_1, v_keys_2
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2), tviews.class_lock_id(3), tviews.class_lock_id(4), tviews.class_lock_id(5), tviews.class_lock_id(6)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_equal');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_equal();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_bid (amount), public.tb_bid (item)
  IF v_tb_bid_item IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(2, hash_record(ROW (changed.item)))
      FROM unnest(v_tb_bid_item) AS changed (item)
    );
  END IF;
  IF v_b_pk_bidder IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.rank)))
      FROM unnest(v_b_pk_bidder, v_b_rank) AS changed (pk_bidder, rank)
      UNION ALL
      SELECT tviews.lock_id(1, hash_record(ROW (changed.rank)))
      FROM unnest(v_b_pk_bidder, v_b_rank) AS changed (pk_bidder, rank)
    );
  END IF;
  v_held := v_held || tviews.hold(tviews.links_between(v_links, 1, 2), v_lookups, p_most - cardinality(v_held));

  -- Looked up below, and changed by this transaction: public.tb_bidder (rank)
  v_lookups := '{}';
  IF v_tb_bid_item IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(3, hash_record(ROW (tb_bid.amount)))
      FROM unnest(v_tb_bid_item) AS changed (item)
      CROSS JOIN LATERAL (
        SELECT * FROM public.tb_bid AS tb_bid
        WHERE (tb_bid.item = changed.item OR tb_bid.item IS NULL AND changed.item IS NULL) AND tb_bid.item IS NOT NULL
        OFFSET 0
      ) AS tb_bid
    );
  END IF;
  IF v_route_2_1 IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(3, hash_record(ROW (changed.amount)))
      FROM unnest(v_route_2_1, v_tb_bid_amount) AS changed (item, amount)
    );
  END IF;
  v_held := v_held || tviews.hold(tviews.links_between(v_links, 3, 3), v_lookups, p_most - cardinality(v_held));

  -- tb_bid:
  --   item = tb_bid.item, pk_bidder = NULL
  --   (tb_bid.item = tb_bid.item OR tb_bid.item IS NULL AND tb_bid.item IS NULL) AND tb_bid.item IS NOT NULL, b.rank = tb_bid.amount, item = tb_bid.item, pk_bidder = b.pk_bidder
  IF v_tb_bid_item IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(changed.item), v_keys_2 || array_agg(NULL::integer)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_tb_bid_item) AS changed (item)
    WHERE changed.item IS NOT NULL;
    SELECT v_keys_1 || array_agg(changed.item), v_keys_2 || array_agg(b.pk_bidder)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_tb_bid_item) AS changed (item)
    CROSS JOIN LATERAL (
      SELECT * FROM public.tb_bid AS tb_bid
      WHERE (tb_bid.item = changed.item OR tb_bid.item IS NULL AND changed.item IS NULL) AND tb_bid.item IS NOT NULL
      OFFSET 0
    ) AS tb_bid
    JOIN public.tb_bidder AS b ON b.rank = tb_bid.amount
    WHERE changed.item IS NOT NULL;
  END IF;

  -- tb_bid:
  --   item = tb_bid.item, pk_bidder = NULL
  --   b.rank = tb_bid.amount, item = tb_bid.item, pk_bidder = b.pk_bidder
  IF v_route_2_1 IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(changed.item), v_keys_2 || array_agg(NULL::integer)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_route_2_1, v_tb_bid_amount) AS changed (item, amount)
    WHERE changed.item IS NOT NULL;
    SELECT v_keys_1 || array_agg(changed.item), v_keys_2 || array_agg(b.pk_bidder)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_route_2_1, v_tb_bid_amount) AS changed (item, amount)
    JOIN public.tb_bidder AS b ON b.rank = changed.amount
    WHERE changed.item IS NOT NULL;
  END IF;

  -- tb_bidder b:
  --   tb_bid.amount = b.rank AND tb_bid.item IS NOT NULL, item = tb_bid.item, pk_bidder = NULL
  --   tb_bid.amount = b.rank AND tb_bid.item IS NOT NULL, item = tb_bid.item, pk_bidder = b.pk_bidder
  IF v_b_pk_bidder IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(tb_bid.item), v_keys_2 || array_agg(NULL::integer)
    INTO v_keys_1, v_keys_2
    FROM public.tb_bid AS tb_bid
    WHERE tb_bid.amount = ANY (v_b_rank) AND tb_bid.item IS NOT NULL;
    SELECT v_keys_1 || array_agg(tb_bid.item), v_keys_2 || array_agg(changed.pk_bidder)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_b_pk_bidder, v_b_rank) AS changed (pk_bidder, rank)
    JOIN public.tb_bid AS tb_bid ON tb_bid.amount = changed.rank AND tb_bid.item IS NOT NULL
    WHERE tb_bid.item IS NOT NULL;
  END IF;

  -- Its own rows, by public.tv_equal (item), by public.tv_equal (pk_bidder)
  v_held := v_held || tviews.hold(ARRAY (
    SELECT tviews.lock_id(4, hash_record(ROW (k.item))) FROM unnest(v_keys_1, v_keys_2) AS k (item, pk_bidder)
    UNION ALL
    SELECT tviews.lock_id(5, hash_record(ROW (k.pk_bidder))) FROM unnest(v_keys_1, v_keys_2) AS k (item, pk_bidder)
  ), ARRAY (
    SELECT tviews.lock_id(4, hash_record(ROW (changed.item)))
    FROM unnest(v_tb_bid_item) AS changed (item)
    UNION ALL
    SELECT tviews.lock_id(4, hash_record(ROW (changed.item)))
    FROM unnest(v_route_2_1, v_tb_bid_amount) AS changed (item, amount)
    UNION ALL
    SELECT tviews.lock_id(5, hash_record(ROW (changed.pk_bidder)))
    FROM unnest(v_b_pk_bidder, v_b_rank) AS changed (pk_bidder, rank)
  ), p_most - cardinality(v_held));

  -- tb_bid: old_row.item = tb_bid.item, item = old_row.item, pk_bidder = old_row.pk_bidder
  IF v_tb_bid_item IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(old_row.item), v_keys_2 || array_agg(old_row.pk_bidder)
    INTO v_keys_1, v_keys_2
    FROM public.tv_equal AS old_row
    WHERE old_row.item = ANY (v_tb_bid_item);
  END IF;

  -- tb_bid: old_row.item = tb_bid.item, item = old_row.item, pk_bidder = old_row.pk_bidder
  IF v_route_2_1 IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(old_row.item), v_keys_2 || array_agg(old_row.pk_bidder)
    INTO v_keys_1, v_keys_2
    FROM public.tv_equal AS old_row
    WHERE old_row.item = ANY (v_route_2_1);
  END IF;

  -- tb_bidder b: (old_row.pk_bidder = b.pk_bidder OR old_row.pk_bidder IS NULL AND b.pk_bidder IS NULL), item = old_row.item, pk_bidder = old_row.pk_bidder
  IF v_b_pk_bidder IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(old_row.item), v_keys_2 || array_agg(old_row.pk_bidder)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_b_pk_bidder, v_b_rank) AS changed (pk_bidder, rank)
    CROSS JOIN LATERAL (
      SELECT * FROM public.tv_equal AS old_row
      WHERE (old_row.pk_bidder = changed.pk_bidder OR old_row.pk_bidder IS NULL AND changed.pk_bidder IS NULL)
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
    SELECT tviews.lock_id(6, hash_record(ROW (k.item, k.pk_bidder))) FROM unnest(v_keys_1, v_keys_2) AS k (item, pk_bidder)
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
    PERFORM tviews.refresh_tv_equal(v_keys_1, v_keys_2);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_equal, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_equal() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT ARRAY[
  -- tv_equal looks rows up by it
  ARRAY[$definition$CREATE INDEX ON public.tv_equal USING btree (pk_bidder)$definition$, NULL, 'pk_bidder']
]
$activate$;

-- public.tv_regular, key (pk_bidder).
CREATE FUNCTION tviews.activate_tv_regular() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_regular', 'public.v_regular', 'pk_bidder, name, items', $definition$
SELECT *
FROM (
SELECT b.pk_bidder, b.name, string_agg(m.item, ', ' ORDER BY m.item) AS items
FROM tb_bidder b
JOIN (
  SELECT item, mode() WITHIN GROUP (ORDER BY fk_bidder) AS usual,
    percentile_disc(0.5) WITHIN GROUP (ORDER BY fk_bidder) AS middle
  FROM tb_bid GROUP BY item
) m ON b.pk_bidder IN (m.usual, m.middle)
GROUP BY b.pk_bidder
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_regular') IS NULL THEN
  CREATE TABLE public.tv_regular (LIKE public.v_regular) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_regular') THEN
    INSERT INTO public.tv_regular SELECT * FROM public.v_regular;
  END IF;
  PERFORM tviews.put_key('activate_tv_regular', 'public.tv_regular', 'PRIMARY KEY (pk_bidder)');
  ANALYZE public.tv_regular;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_regular', 'public.tv_regular', 'public.v_regular', 'PRIMARY KEY (pk_bidder)') THEN
  IF tviews.fill_now('activate_tv_regular') THEN
    INSERT INTO public.tv_regular SELECT * FROM public.v_regular;
  END IF;
  PERFORM tviews.put_key('activate_tv_regular', 'public.tv_regular', 'PRIMARY KEY (pk_bidder)');
END IF;

-- Makes the rows of public.tv_regular with these keys equal to those of public.v_regular, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_regular(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  IF cardinality(p_keys) <= 10 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_bidder, v.name, v.items
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_bidder)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_regular AS v
        WHERE v.pk_bidder = k.pk_bidder
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_regular AS t (pk_bidder, name, items)
      SELECT * FROM fresh
      ON CONFLICT (pk_bidder)
      DO UPDATE SET name = excluded.name, items = excluded.items
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_bidder)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_bidder FROM fresh) AS gone (pk_bidder);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_bidder, v.name, v.items
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (pk_bidder)
      JOIN public.v_regular AS v ON v.pk_bidder = k.pk_bidder
    ), written AS (
      INSERT INTO public.tv_regular AS t (pk_bidder, name, items)
      SELECT * FROM fresh
      ON CONFLICT (pk_bidder)
      DO UPDATE SET name = excluded.name, items = excluded.items
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_bidder)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.pk_bidder FROM fresh) AS gone (pk_bidder);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_regular AS t
    USING unnest(v_gone) AS k (pk_bidder)
    WHERE t.pk_bidder = k.pk_bidder;
  END IF;
END
$function$;

-- Makes all rows of public.tv_regular equal to those of public.v_regular, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_regular() RETURNS void
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
  DELETE FROM public.tv_regular AS t
  USING (
    SELECT t.pk_bidder FROM public.tv_regular AS t
    EXCEPT
    SELECT v.pk_bidder FROM public.v_regular AS v
  ) AS k (pk_bidder)
  WHERE t.pk_bidder = k.pk_bidder;

  INSERT INTO public.tv_regular AS t (pk_bidder, name, items)
  SELECT v.pk_bidder, v.name, v.items
  FROM public.v_regular AS v
  ON CONFLICT (pk_bidder)
  DO UPDATE SET name = excluded.name, items = excluded.items
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_regular out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_regular(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_tb_bid_item text[];
  v_route_2_1 text[];
  v_tb_bid_fk_bidder integer[];
  v_b_pk_bidder integer[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_bid (item)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_bid (item, fk_bidder)'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'tb_bid (item, fk_bidder)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_bidder b (pk_bidder)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_tb_bid_item, v_route_2_1, v_tb_bid_fk_bidder, v_b_pk_bidder, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(7), tviews.class_lock_id(8), tviews.class_lock_id(9)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_regular');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_regular();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_bid (item)
  IF v_tb_bid_item IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(7, hash_record(ROW (changed.item)))
      FROM unnest(v_tb_bid_item) AS changed (item)
    );
  END IF;
  IF v_route_2_1 IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(7, hash_record(ROW (changed.item)))
      FROM unnest(v_route_2_1, v_tb_bid_fk_bidder) AS changed (item, fk_bidder)
    );
  END IF;
  v_held := v_held || tviews.hold(tviews.links_between(v_links, 7, 7), v_lookups, p_most - cardinality(v_held));

  -- Looked up below, and changed by this transaction: public.tb_bid (item)
  v_lookups := '{}';
  IF v_route_2_1 IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(8, hash_record(ROW (tb_bid.item)))
      FROM unnest(v_route_2_1, v_tb_bid_fk_bidder) AS changed (item, fk_bidder)
      CROSS JOIN LATERAL (
        SELECT * FROM public.tb_bid AS tb_bid
        WHERE (tb_bid.item = changed.item OR tb_bid.item IS NULL AND changed.item IS NULL)
        OFFSET 0
      ) AS tb_bid
    );
  END IF;
  v_held := v_held || tviews.hold(tviews.links_between(v_links, 8, 8), v_lookups, p_most - cardinality(v_held));

  -- tb_bid: (tb_bid.item = tb_bid.item OR tb_bid.item IS NULL AND tb_bid.item IS NULL), pk_bidder = tb_bid.fk_bidder
  IF v_tb_bid_item IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT tb_bid.fk_bidder
      FROM unnest(v_tb_bid_item) AS changed (item)
      CROSS JOIN LATERAL (
        SELECT * FROM public.tb_bid AS tb_bid
        WHERE (tb_bid.item = changed.item OR tb_bid.item IS NULL AND changed.item IS NULL)
        OFFSET 0
      ) AS tb_bid
      WHERE tb_bid.fk_bidder IS NOT NULL
    );
  END IF;

  -- tb_bid:
  --   (tb_bid.item = tb_bid.item OR tb_bid.item IS NULL AND tb_bid.item IS NULL), (tb_bid_2.item = tb_bid.item OR tb_bid_2.item IS NULL AND tb_bid.item IS NULL), pk_bidder = tb_bid_2.fk_bidder
  --   pk_bidder = tb_bid.fk_bidder
  IF v_route_2_1 IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT tb_bid_2.fk_bidder
      FROM unnest(v_route_2_1, v_tb_bid_fk_bidder) AS changed (item, fk_bidder)
      CROSS JOIN LATERAL (
        SELECT * FROM public.tb_bid AS tb_bid
        WHERE (tb_bid.item = changed.item OR tb_bid.item IS NULL AND changed.item IS NULL)
        OFFSET 0
      ) AS tb_bid
      CROSS JOIN LATERAL (
        SELECT * FROM public.tb_bid AS tb_bid_2
        WHERE (tb_bid_2.item = tb_bid.item OR tb_bid_2.item IS NULL AND tb_bid.item IS NULL)
        OFFSET 0
      ) AS tb_bid_2
      WHERE tb_bid_2.fk_bidder IS NOT NULL
    );
    v_keys := v_keys || array_remove(v_tb_bid_fk_bidder, NULL);
  END IF;

  -- tb_bidder b: pk_bidder = b.pk_bidder
  IF v_b_pk_bidder IS NOT NULL THEN
    v_keys := v_keys || v_b_pk_bidder;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(9, hash_record(ROW (k.pk_bidder))) FROM unnest(v_keys) AS k (pk_bidder)
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
    PERFORM tviews.refresh_tv_regular(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_regular, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_regular() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_twice, key (item).
CREATE FUNCTION tviews.activate_tv_twice() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_twice', 'public.v_twice', 'item, name', $definition$
SELECT *
FROM (
SELECT m.item, b.name
FROM (
  SELECT item, min(last) AS lowest
  FROM (SELECT item, amount, max(fk_bidder) AS last FROM tb_bid GROUP BY item, amount) g
  GROUP BY item
) m
LEFT JOIN tb_bidder b ON b.pk_bidder = m.lowest
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_twice') IS NULL THEN
  CREATE TABLE public.tv_twice (LIKE public.v_twice) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_twice') THEN
    INSERT INTO public.tv_twice SELECT * FROM public.v_twice;
  END IF;
  PERFORM tviews.put_key('activate_tv_twice', 'public.tv_twice', 'UNIQUE NULLS NOT DISTINCT (item)');
  ANALYZE public.tv_twice;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_twice', 'public.tv_twice', 'public.v_twice', 'UNIQUE NULLS NOT DISTINCT (item)') THEN
  IF tviews.fill_now('activate_tv_twice') THEN
    INSERT INTO public.tv_twice SELECT * FROM public.v_twice;
  END IF;
  PERFORM tviews.put_key('activate_tv_twice', 'public.tv_twice', 'UNIQUE NULLS NOT DISTINCT (item)');
END IF;

-- Makes the rows of public.tv_twice with these keys equal to those of public.v_twice, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_twice(p_keys text[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone text[];
BEGIN
  IF cardinality(p_keys) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.item, v.name
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (item)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_twice AS v
        WHERE (v.item = k.item OR v.item IS NULL AND k.item IS NULL)
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_twice AS t (item, name)
      SELECT * FROM fresh
      ON CONFLICT (item)
      DO UPDATE SET name = excluded.name
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.item)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.item FROM fresh) AS gone (item);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.item, v.name
      FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (item)
      JOIN public.v_twice AS v ON (v.item = k.item OR v.item IS NULL AND k.item IS NULL)
    ), written AS (
      INSERT INTO public.tv_twice AS t (item, name)
      SELECT * FROM fresh
      ON CONFLICT (item)
      DO UPDATE SET name = excluded.name
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.item)
    INTO v_gone
    FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.item FROM fresh) AS gone (item);
  END IF;

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_twice AS t
    USING unnest(v_gone) AS k (item)
    WHERE (t.item = k.item OR t.item IS NULL AND k.item IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_twice equal to those of public.v_twice, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_twice() RETURNS void
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
  DELETE FROM public.tv_twice AS t
  USING (
    SELECT t.item FROM public.tv_twice AS t
    EXCEPT
    SELECT v.item FROM public.v_twice AS v
  ) AS k (item)
  WHERE (t.item = k.item OR t.item IS NULL AND k.item IS NULL);

  INSERT INTO public.tv_twice AS t (item, name)
  SELECT v.item, v.name
  FROM public.v_twice AS v
  ON CONFLICT (item)
  DO UPDATE SET name = excluded.name
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_twice out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_twice(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_tb_bid_item text[];
  v_route_2_1 text[];
  v_tb_bid_amount numeric[];
  v_b_pk_bidder integer[];
  v_keys text[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(3)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_bid (item)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_bid (item, amount)'),
    array_agg(value.c2::numeric) FILTER (WHERE taken.route = 'tb_bid (item, amount)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_bidder b (pk_bidder)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_tb_bid_item, v_route_2_1, v_tb_bid_amount, v_b_pk_bidder, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(3, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(10), tviews.class_lock_id(11), tviews.class_lock_id(12)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_twice');
    IF p_notes THEN
      PERFORM tviews.note_rows(3, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(3, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_twice();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_bid (fk_bidder)
  IF v_b_pk_bidder IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(10, hash_record(ROW (changed.pk_bidder)))
      FROM unnest(v_b_pk_bidder) AS changed (pk_bidder)
    );
  END IF;
  v_held := v_held || tviews.hold(tviews.links_between(v_links, 10, 10), v_lookups, p_most - cardinality(v_held));

  -- Looked up below, and changed by this transaction: public.tb_bid (amount, item)
  v_lookups := '{}';
  IF v_route_2_1 IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(11, hash_record(ROW (changed.amount, changed.item)))
      FROM unnest(v_route_2_1, v_tb_bid_amount) AS changed (item, amount)
    );
  END IF;
  IF v_b_pk_bidder IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(11, hash_record(ROW (tb_bid.amount, tb_bid.item)))
      FROM public.tb_bid AS tb_bid
      WHERE tb_bid.fk_bidder = ANY (v_b_pk_bidder)
    );
  END IF;
  v_held := v_held || tviews.hold(tviews.links_between(v_links, 11, 11), v_lookups, p_most - cardinality(v_held));

  -- tb_bid: item = tb_bid.item
  IF v_tb_bid_item IS NOT NULL THEN
    v_keys := v_keys || v_tb_bid_item;
  END IF;

  -- tb_bid: (tb_bid.item = tb_bid.item OR tb_bid.item IS NULL AND tb_bid.item IS NULL) AND (tb_bid.amount = tb_bid.amount OR tb_bid.amount IS NULL AND tb_bid.amount IS NULL), item = tb_bid.item
  IF v_route_2_1 IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT tb_bid.item
      FROM unnest(v_route_2_1, v_tb_bid_amount) AS changed (item, amount)
      CROSS JOIN LATERAL (
        SELECT * FROM public.tb_bid AS tb_bid
        WHERE (tb_bid.item = changed.item OR tb_bid.item IS NULL AND changed.item IS NULL) AND (tb_bid.amount = changed.amount OR tb_bid.amount IS NULL AND changed.amount IS NULL)
        OFFSET 0
      ) AS tb_bid
    );
  END IF;

  -- tb_bidder b: tb_bid.fk_bidder = b.pk_bidder, (tb_bid_2.item = tb_bid.item OR tb_bid_2.item IS NULL AND tb_bid.item IS NULL) AND (tb_bid_2.amount = tb_bid.amount OR tb_bid_2.amount IS NULL AND tb_bid.amount IS NULL), item = tb_bid_2.item
  IF v_b_pk_bidder IS NOT NULL THEN
    v_keys := v_keys || ARRAY (
      SELECT tb_bid_2.item
      FROM public.tb_bid AS tb_bid
      CROSS JOIN LATERAL (
        SELECT * FROM public.tb_bid AS tb_bid_2
        WHERE (tb_bid_2.item = tb_bid.item OR tb_bid_2.item IS NULL AND tb_bid.item IS NULL) AND (tb_bid_2.amount = tb_bid.amount OR tb_bid_2.amount IS NULL AND tb_bid.amount IS NULL)
        OFFSET 0
      ) AS tb_bid_2
      WHERE tb_bid.fk_bidder = ANY (v_b_pk_bidder)
    );
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(3, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(12, hash_record(ROW (k.item))) FROM unnest(v_keys) AS k (item)
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
    PERFORM tviews.refresh_tv_twice(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_twice, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_twice() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_winner, key (pk_bidder, item).
CREATE FUNCTION tviews.activate_tv_winner() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_winner', 'public.v_winner', 'pk_bidder, item, name', $definition$
SELECT *
FROM (
SELECT b.pk_bidder, m.item, b.name
FROM tb_bidder b
JOIN (SELECT item, max(fk_bidder) AS last FROM tb_bid GROUP BY item) m ON m.last = b.pk_bidder
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_winner') IS NULL THEN
  CREATE TABLE public.tv_winner (LIKE public.v_winner) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_winner') THEN
    INSERT INTO public.tv_winner SELECT * FROM public.v_winner;
  END IF;
  PERFORM tviews.put_key('activate_tv_winner', 'public.tv_winner', 'UNIQUE NULLS NOT DISTINCT (pk_bidder, item)');
  ANALYZE public.tv_winner;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_winner', 'public.tv_winner', 'public.v_winner', 'UNIQUE NULLS NOT DISTINCT (pk_bidder, item)') THEN
  IF tviews.fill_now('activate_tv_winner') THEN
    INSERT INTO public.tv_winner SELECT * FROM public.v_winner;
  END IF;
  PERFORM tviews.put_key('activate_tv_winner', 'public.tv_winner', 'UNIQUE NULLS NOT DISTINCT (pk_bidder, item)');
END IF;

-- Makes the rows of public.tv_winner with these keys equal to those of public.v_winner, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_winner(p_keys_1 integer[], p_keys_2 text[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone_1 integer[];
  v_gone_2 text[];
BEGIN
  IF cardinality(p_keys_1) <= 1000 THEN
    -- OFFSET 0 keeps the comparison inside the view, where each key is an index lookup.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_bidder, v.item, v.name
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_bidder, item)
      CROSS JOIN LATERAL (
        SELECT * FROM public.v_winner AS v
        WHERE v.pk_bidder = k.pk_bidder AND (v.item = k.item OR v.item IS NULL AND k.item IS NULL)
        OFFSET 0
      ) AS v
    ), written AS (
      INSERT INTO public.tv_winner AS t (pk_bidder, item, name)
      SELECT * FROM fresh
      ON CONFLICT (pk_bidder, item)
      DO UPDATE SET name = excluded.name
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_bidder), array_agg(gone.item)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_bidder, fresh.item FROM fresh) AS gone (pk_bidder, item);
  ELSE
    -- For many keys one pass over the view may be cheaper: the planner decides.
    WITH fresh AS MATERIALIZED (
      SELECT v.pk_bidder, v.item, v.name
      FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2)) AS k (pk_bidder, item)
      JOIN public.v_winner AS v ON v.pk_bidder = k.pk_bidder AND (v.item = k.item OR v.item IS NULL AND k.item IS NULL)
    ), written AS (
      INSERT INTO public.tv_winner AS t (pk_bidder, item, name)
      SELECT * FROM fresh
      ON CONFLICT (pk_bidder, item)
      DO UPDATE SET name = excluded.name
      WHERE t.* *<> excluded.*
    )
    SELECT array_agg(gone.pk_bidder), array_agg(gone.item)
    INTO v_gone_1, v_gone_2
    FROM (SELECT * FROM unnest(p_keys_1, p_keys_2) EXCEPT SELECT fresh.pk_bidder, fresh.item FROM fresh) AS gone (pk_bidder, item);
  END IF;

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_winner AS t
    USING unnest(v_gone_1, v_gone_2) AS k (pk_bidder, item)
    WHERE t.pk_bidder = k.pk_bidder AND (t.item = k.item OR t.item IS NULL AND k.item IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_winner equal to those of public.v_winner, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_winner() RETURNS void
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
  DELETE FROM public.tv_winner AS t
  USING (
    SELECT t.pk_bidder, t.item FROM public.tv_winner AS t
    EXCEPT
    SELECT v.pk_bidder, v.item FROM public.v_winner AS v
  ) AS k (pk_bidder, item)
  WHERE t.pk_bidder = k.pk_bidder AND (t.item = k.item OR t.item IS NULL AND k.item IS NULL);

  INSERT INTO public.tv_winner AS t (pk_bidder, item, name)
  SELECT v.pk_bidder, v.item, v.name
  FROM public.v_winner AS v
  ON CONFLICT (pk_bidder, item)
  DO UPDATE SET name = excluded.name
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_winner out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_winner(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_tb_bid_item text[];
  v_route_2_1 text[];
  v_tb_bid_fk_bidder integer[];
  v_b_pk_bidder integer[];
  v_keys_1 integer[];
  v_keys_2 text[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(4)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_bid (item)'),
    array_agg(value.c1::text) FILTER (WHERE taken.route = 'tb_bid (item, fk_bidder)'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'tb_bid (item, fk_bidder)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_bidder b (pk_bidder)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::text) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_tb_bid_item, v_route_2_1, v_tb_bid_fk_bidder, v_b_pk_bidder, v_keys_1, v_keys_2
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(4, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(13), tviews.class_lock_id(14), tviews.class_lock_id(15)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_winner');
    IF p_notes THEN
      PERFORM tviews.note_rows(4, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(4, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_winner();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_bid (fk_bidder), public.tb_bid (item)
  IF v_tb_bid_item IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(14, hash_record(ROW (changed.item)))
      FROM unnest(v_tb_bid_item) AS changed (item)
    );
  END IF;
  IF v_b_pk_bidder IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(13, hash_record(ROW (changed.pk_bidder)))
      FROM unnest(v_b_pk_bidder) AS changed (pk_bidder)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_bid: (tb_bid.item = tb_bid.item OR tb_bid.item IS NULL AND tb_bid.item IS NULL), pk_bidder = tb_bid.fk_bidder, item = tb_bid.item
  IF v_tb_bid_item IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(tb_bid.fk_bidder), v_keys_2 || array_agg(changed.item)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_tb_bid_item) AS changed (item)
    CROSS JOIN LATERAL (
      SELECT * FROM public.tb_bid AS tb_bid
      WHERE (tb_bid.item = changed.item OR tb_bid.item IS NULL AND changed.item IS NULL)
      OFFSET 0
    ) AS tb_bid
    WHERE tb_bid.fk_bidder IS NOT NULL;
  END IF;

  -- tb_bid: pk_bidder = tb_bid.fk_bidder, item = tb_bid.item
  IF v_route_2_1 IS NOT NULL THEN
    v_keys_1 := v_keys_1 || v_tb_bid_fk_bidder;
    v_keys_2 := v_keys_2 || v_route_2_1;
  END IF;

  -- tb_bidder b: tb_bid.fk_bidder = b.pk_bidder, pk_bidder = b.pk_bidder, item = tb_bid.item
  IF v_b_pk_bidder IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(changed.pk_bidder), v_keys_2 || array_agg(tb_bid.item)
    INTO v_keys_1, v_keys_2
    FROM unnest(v_b_pk_bidder) AS changed (pk_bidder)
    JOIN public.tb_bid AS tb_bid ON tb_bid.fk_bidder = changed.pk_bidder;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(4, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(15, hash_record(ROW (k.pk_bidder, k.item))) FROM unnest(v_keys_1, v_keys_2) AS k (pk_bidder, item)
  ), p_most - cardinality(v_held));
  IF pg_sequence_last_value('tviews.traced_since') IS NOT NULL THEN
    PERFORM tviews.leave_trace(v_held);
  END IF;
  IF cardinality(v_keys_1) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(4, ARRAY[v_keys_1::text[], v_keys_2::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_apart(4, ARRAY[v_keys_1::text[], v_keys_2::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_winner(v_keys_1, v_keys_2);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_winner, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_winner() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- The triggers of public.tb_bid.
CREATE FUNCTION tviews.watch_tb_bid() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_bid puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_bid() RETURNS trigger
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
    FROM unnest(ARRAY[1, 2, 3, 4]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_equal reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.item, r.amount, ROW (r.amount)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after_1 AS (SELECT r.item, r.amount, ROW (r.amount)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_regular, tv_winner reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.item, r.fk_bidder FROM old_rows AS r),
      after_2 AS (SELECT r.item, r.fk_bidder FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      ),
      -- What tv_twice reads of the rows before and after, and where that differs.
      before_3 AS (SELECT r.item, r.fk_bidder, r.amount, ROW (r.amount)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after_3 AS (SELECT r.item, r.fk_bidder, r.amount, ROW (r.amount)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed_3 AS (
        (TABLE before_3 EXCEPT ALL TABLE after_3) UNION ALL (TABLE after_3 EXCEPT ALL TABLE before_3)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_bid (item)', ARRAY[array_agg(DISTINCT r.item)::text[]],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.amount))))
          || array_agg(DISTINCT tviews.lock_id(2, hash_record(ROW (r.item))))
      FROM changed_1 AS r WHERE r.item IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 1, 'tb_bid (item, amount)', ARRAY[array_agg(r.item)::text[], array_agg(r.amount)::text[]],
        array_agg(DISTINCT r.lock_1)
          || array_agg(DISTINCT r.lock_2)
      FROM (SELECT DISTINCT r.item, r.amount, tviews.lock_id(1, hash_record(ROW (r.amount))) AS lock_1, tviews.lock_id(2, hash_record(ROW (r.item))) AS lock_2 FROM changed_1 AS r WHERE r.item IS NOT NULL) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_bid (item)', ARRAY[array_agg(DISTINCT r.item)::text[]],
        array_agg(DISTINCT tviews.lock_id(7, hash_record(ROW (r.item))))
          || array_agg(DISTINCT tviews.lock_id(8, hash_record(ROW (r.item))))
      FROM changed_2 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_bid (item, fk_bidder)', ARRAY[array_agg(r.item)::text[], array_agg(r.fk_bidder)::text[]],
        array_agg(DISTINCT r.lock_1)
          || array_agg(DISTINCT r.lock_2)
      FROM (SELECT DISTINCT r.item, r.fk_bidder, tviews.lock_id(7, hash_record(ROW (r.item))) AS lock_1, tviews.lock_id(8, hash_record(ROW (r.item))) AS lock_2 FROM changed_2 AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 4, 'tb_bid (item)', ARRAY[array_agg(DISTINCT r.item)::text[]],
        array_agg(DISTINCT tviews.lock_id(13, hash_record(ROW (r.fk_bidder))))
          || array_agg(DISTINCT tviews.lock_id(14, hash_record(ROW (r.item))))
      FROM changed_2 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 4, 'tb_bid (item, fk_bidder)', ARRAY[array_agg(r.item)::text[], array_agg(r.fk_bidder)::text[]],
        array_agg(DISTINCT r.lock_1)
          || array_agg(DISTINCT r.lock_2)
      FROM (SELECT DISTINCT r.item, r.fk_bidder, tviews.lock_id(13, hash_record(ROW (r.fk_bidder))) AS lock_1, tviews.lock_id(14, hash_record(ROW (r.item))) AS lock_2 FROM changed_2 AS r WHERE r.fk_bidder IS NOT NULL) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_bid (item)', ARRAY[array_agg(DISTINCT r.item)::text[]],
        array_agg(DISTINCT tviews.lock_id(10, hash_record(ROW (r.fk_bidder))))
          || array_agg(DISTINCT tviews.lock_id(11, hash_record(ROW (r.amount, r.item))))
      FROM changed_3 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_bid (item, amount)', ARRAY[array_agg(r.item)::text[], array_agg(r.amount)::text[]],
        array_agg(DISTINCT r.lock_1)
          || array_agg(DISTINCT r.lock_2)
      FROM (SELECT DISTINCT r.item, r.amount, tviews.lock_id(10, hash_record(ROW (r.fk_bidder))) AS lock_1, tviews.lock_id(11, hash_record(ROW (r.amount, r.item))) AS lock_2 FROM changed_3 AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_bid (item)', ARRAY[array_agg(DISTINCT r.item)::text[]],
        array_agg(DISTINCT tviews.lock_id(1, hash_record(ROW (r.amount))))
          || array_agg(DISTINCT tviews.lock_id(2, hash_record(ROW (r.item))))
      FROM changed_rows AS r WHERE r.item IS NOT NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT 1, 'tb_bid (item, amount)', ARRAY[array_agg(r.item)::text[], array_agg(r.amount)::text[]],
        array_agg(DISTINCT r.lock_1)
          || array_agg(DISTINCT r.lock_2)
      FROM (SELECT DISTINCT r.item, r.amount, tviews.lock_id(1, hash_record(ROW (r.amount))) AS lock_1, tviews.lock_id(2, hash_record(ROW (r.item))) AS lock_2 FROM changed_rows AS r WHERE r.item IS NOT NULL) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_bid (item)', ARRAY[array_agg(DISTINCT r.item)::text[]],
        array_agg(DISTINCT tviews.lock_id(7, hash_record(ROW (r.item))))
          || array_agg(DISTINCT tviews.lock_id(8, hash_record(ROW (r.item))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_bid (item, fk_bidder)', ARRAY[array_agg(r.item)::text[], array_agg(r.fk_bidder)::text[]],
        array_agg(DISTINCT r.lock_1)
          || array_agg(DISTINCT r.lock_2)
      FROM (SELECT DISTINCT r.item, r.fk_bidder, tviews.lock_id(7, hash_record(ROW (r.item))) AS lock_1, tviews.lock_id(8, hash_record(ROW (r.item))) AS lock_2 FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_bid (item)', ARRAY[array_agg(DISTINCT r.item)::text[]],
        array_agg(DISTINCT tviews.lock_id(10, hash_record(ROW (r.fk_bidder))))
          || array_agg(DISTINCT tviews.lock_id(11, hash_record(ROW (r.amount, r.item))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_bid (item, amount)', ARRAY[array_agg(r.item)::text[], array_agg(r.amount)::text[]],
        array_agg(DISTINCT r.lock_1)
          || array_agg(DISTINCT r.lock_2)
      FROM (SELECT DISTINCT r.item, r.amount, tviews.lock_id(10, hash_record(ROW (r.fk_bidder))) AS lock_1, tviews.lock_id(11, hash_record(ROW (r.amount, r.item))) AS lock_2 FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 4, 'tb_bid (item)', ARRAY[array_agg(DISTINCT r.item)::text[]],
        array_agg(DISTINCT tviews.lock_id(13, hash_record(ROW (r.fk_bidder))))
          || array_agg(DISTINCT tviews.lock_id(14, hash_record(ROW (r.item))))
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 4, 'tb_bid (item, fk_bidder)', ARRAY[array_agg(r.item)::text[], array_agg(r.fk_bidder)::text[]],
        array_agg(DISTINCT r.lock_1)
          || array_agg(DISTINCT r.lock_2)
      FROM (SELECT DISTINCT r.item, r.fk_bidder, tviews.lock_id(13, hash_record(ROW (r.fk_bidder))) AS lock_1, tviews.lock_id(14, hash_record(ROW (r.item))) AS lock_2 FROM changed_rows AS r WHERE r.fk_bidder IS NOT NULL) AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_bid', 'enqueue_tb_bid', 'tviews_tb_bid', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_bidder.
CREATE FUNCTION tviews.watch_tb_bidder() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_bidder puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_bidder() RETURNS trigger
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
    FROM unnest(ARRAY[1, 2, 3, 4]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_equal reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_bidder, r.name, r.rank, ROW (r.rank)::text COLLATE "C" AS "as text" FROM old_rows AS r),
      after_1 AS (SELECT r.pk_bidder, r.name, r.rank, ROW (r.rank)::text COLLATE "C" AS "as text" FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_regular, tv_twice, tv_winner reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_bidder, r.name FROM old_rows AS r),
      after_2 AS (SELECT r.pk_bidder, r.name FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_bidder b (pk_bidder, rank)', ARRAY[array_agg(r.pk_bidder)::text[], array_agg(r.rank)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_bidder, r.rank, tviews.lock_id(3, hash_record(ROW (r.rank))) AS lock_1 FROM changed_1 AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_bidder b (pk_bidder)', ARRAY[array_agg(DISTINCT r.pk_bidder)::text[]],
        NULL::bigint[]
      FROM changed_2 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_bidder b (pk_bidder)', ARRAY[array_agg(DISTINCT r.pk_bidder)::text[]],
        NULL::bigint[]
      FROM changed_2 AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 4, 'tb_bidder b (pk_bidder)', ARRAY[array_agg(DISTINCT r.pk_bidder)::text[]],
        NULL::bigint[]
      FROM changed_2 AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_bidder b (pk_bidder, rank)', ARRAY[array_agg(r.pk_bidder)::text[], array_agg(r.rank)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_bidder, r.rank, tviews.lock_id(3, hash_record(ROW (r.rank))) AS lock_1 FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_bidder b (pk_bidder)', ARRAY[array_agg(r.pk_bidder)::text[]],
        NULL::bigint[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_bidder b (pk_bidder)', ARRAY[array_agg(r.pk_bidder)::text[]],
        NULL::bigint[]
      FROM changed_rows AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 4, 'tb_bidder b (pk_bidder)', ARRAY[array_agg(r.pk_bidder)::text[]],
        NULL::bigint[]
      FROM changed_rows AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_bidder', 'enqueue_tb_bidder', 'tviews_tb_bidder', true);
RETURN false;
END
$activate$;
