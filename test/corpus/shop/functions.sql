-- Functions, and views, whose result depends on more than the tables a trigger can watch.

-- name: view_of_clock
-- expect: refused volatile-expression
SELECT pk_order, status FROM vw_recent_order

-- name: view_of_user
-- expect: refused volatile-expression
SELECT o.pk_order, o.note FROM tb_order o WHERE EXISTS (SELECT FROM vw_own_order v WHERE v.pk_order = o.pk_order)

-- name: view_of_sample
-- expect: refused unsupported-query
SELECT pk_product, name FROM vw_sampled_product

-- name: view_of_lock
-- expect: refused unsupported-query
SELECT pk_product, name FROM vw_locked_product

-- name: view_of_reading_function
-- expect: refused reads-tables
SELECT pk_product, stock FROM vw_stocked_product

-- name: qualified_clock
-- expect: refused volatile-expression
SELECT pk_order, pg_catalog.now() - placed_at AS waiting FROM tb_order

-- name: quoted_clock
-- expect: refused volatile-expression
SELECT pk_order, "transaction_timestamp"() AS at FROM tb_order

-- name: clock_in_from
-- expect: refused volatile-expression
SELECT p.pk_product, t.at FROM tb_product p CROSS JOIN LATERAL now() AS t(at)

-- name: clock_in_series
-- expect: refused volatile-expression
-- @key (pk_promotion, day)
SELECT m.pk_promotion, d::date AS day FROM tb_promotion m, generate_series(lower(m.during)::timestamp, CURRENT_DATE, '1 day') d

-- name: clock_in_values
-- expect: refused volatile-expression
SELECT p.pk_product, v.at FROM tb_product p, LATERAL (VALUES (now())) v(at)

-- name: clock_in_having
-- expect: refused volatile-expression
SELECT fk_customer, max(placed_at) AS latest FROM tb_order GROUP BY fk_customer HAVING max(placed_at) > now() - interval '1 year'

-- name: clock_in_window
-- expect: refused volatile-expression
-- @key (fk_customer, pk_order)
SELECT fk_customer, pk_order, rank() OVER (PARTITION BY fk_customer ORDER BY now() - placed_at) AS place FROM tb_order

-- name: clock_in_limit
-- expect: refused volatile-expression
SELECT p.pk_product, ARRAY(SELECT r.pk_review FROM tb_review r WHERE r.fk_product = p.pk_product ORDER BY 1 LIMIT extract(hour FROM now())::int) AS reviews FROM tb_product p

-- name: clock_in_distinct_on
-- expect: refused volatile-expression
SELECT DISTINCT ON (fk_product) fk_product AS pk_product, pk_review FROM tb_review ORDER BY fk_product, created_at > LOCALTIMESTAMP, pk_review

-- name: current_schema_function
-- expect: refused volatile-expression
SELECT pk_product, current_schema() AS place FROM tb_product

-- name: current_database_function
-- expect: refused volatile-expression
SELECT pk_product, current_database() AS place FROM tb_product

-- name: current_user_function
-- expect: refused volatile-expression
SELECT pk_product, "current_user"() AS reader FROM tb_product

-- name: server_version
-- expect: refused volatile-expression
SELECT pk_product, version() AS server FROM tb_product

-- name: server_started
-- expect: refused volatile-expression
SELECT pk_product, pg_postmaster_start_time() AS started FROM tb_product

-- name: snapshot
-- expect: refused volatile-expression
SELECT pk_product, pg_current_snapshot()::text AS snapshot FROM tb_product

-- name: catalog_regclass
-- expect: refused unsupported-source|volatile-expression
SELECT pk_product, to_regclass('tb_product')::oid::int AS relation FROM tb_product

-- name: catalog_description
-- expect: refused unsupported-source|volatile-expression
SELECT pk_product, obj_description('tb_product'::regclass, 'pg_class') AS comment FROM tb_product

-- name: catalog_viewdef
-- expect: refused unsupported-source|volatile-expression
SELECT pk_product, pg_get_viewdef('vw_active_product'::regclass) AS text FROM tb_product

-- name: catalog_visible
-- expect: refused unsupported-source|volatile-expression
SELECT pk_product, pg_table_is_visible('tb_product'::regclass) AS visible FROM tb_product

-- name: client_port
-- expect: refused volatile-expression
SELECT pk_product, inet_client_port() AS port FROM tb_product

-- name: table_as_xml
-- expect: refused unsupported-source|volatile-expression
SELECT pk_product, table_to_xml('tb_review', true, false, '')::text AS reviews FROM tb_product

-- name: statistics_of_query
-- expect: refused unsupported-source|volatile-expression
SELECT p.pk_product, (SELECT count(*) FROM ts_stat('SELECT to_tsvector(body) FROM tb_review')) AS words FROM tb_product p

-- name: row_security
-- expect: refused volatile-expression
SELECT pk_product, row_security_active('tb_product') AS secured FROM tb_product

-- name: sleeps
-- expect: refused volatile-expression
SELECT pk_product, pg_sleep(0) IS NULL AS slept FROM tb_product

-- name: stable_text_functions
-- expect: maintained
-- why: what these depend on is pinned
SELECT p.pk_product, to_char(p.price, 'FM999G990D00') AS price, to_tsvector(p.name) AS words, concat(p.launched, ' ', p.price) AS line, to_jsonb(p.launched) AS launched, format('%s: %L', p.sku, p.name) AS quoted, date_trunc('month', p.launched)::date AS month FROM tb_product p

-- name: immutable_builtins
-- expect: maintained
SELECT p.pk_product, md5(p.name) AS hash, encode(sha256(p.name::bytea), 'hex') AS sha, regexp_replace(p.name, '\s+', '-', 'g') AS slug, split_part(p.sku, '-', 1) AS prefix, width_bucket(p.price, 0, 100, 4) AS bucket, make_date(2024, 1, p.pk_product) AS day, make_interval(days => p.pk_product) AS span FROM tb_product p WHERE p.pk_product BETWEEN 1 AND 28

-- name: own_aggregate_and_plain
-- expect: maintained
SELECT o.pk_order, (SELECT public.agg_product(i.quantity) FROM tb_order_item i WHERE i.fk_order = o.pk_order) AS product, public.fn_money((SELECT sum(i.line_total) FROM tb_order_item i WHERE i.fk_order = o.pk_order), o.currency) AS total FROM tb_order o

-- name: own_stable_function
-- expect: maintained
-- debatable: that it reads no table can be told from its body, as long as nobody replaces it
SELECT p.pk_product, fn_month(p.launched) AS month FROM tb_product p
