-- What must be refused, and some neighbours that look alike and must not be.

-- name: clock_now
-- expect: refused volatile-expression
SELECT pk_order, now() - placed_at AS waiting FROM tb_order

-- name: clock_current_date
-- expect: refused volatile-expression
SELECT pk_price_period, fk_product, price FROM tb_price_period WHERE during @> current_date

-- name: clock_current_timestamp
-- expect: refused volatile-expression
SELECT pk_order FROM tb_order WHERE placed_at > CURRENT_TIMESTAMP - interval '7 days'

-- name: clock_localtime
-- expect: refused volatile-expression
SELECT pk_order, LOCALTIMESTAMP AS read_at FROM tb_order

-- name: clock_now_literal
-- expect: refused volatile-expression
SELECT pk_order FROM tb_order WHERE placed_at < 'now'::timestamptz

-- name: clock_today_literal
-- expect: refused volatile-expression
-- @key (pk_event)
SELECT pk_event, occurred_on FROM tb_event WHERE occurred_on = date 'today'

-- name: clock_tomorrow_cast
-- expect: refused volatile-expression
SELECT pk_review, created_at < CAST('tomorrow' AS timestamp) AS past FROM tb_review

-- name: clock_function_cast
-- expect: refused volatile-expression
SELECT pk_review, timestamptz('now') AS read_at FROM tb_review

-- name: clock_implicit_literal
-- expect: refused volatile-expression
-- why: the literal takes the type of the column it is compared with
-- @key (pk_event)
SELECT pk_event, occurred_on FROM tb_event WHERE occurred_on <= 'yesterday'

-- name: clock_age
-- expect: refused volatile-expression
SELECT pk_customer, age(registered_at) AS member_for FROM tb_customer

-- name: clock_age_two
-- expect: maintained
SELECT o.pk_order, age(o.placed_at, c.registered_at) AS after FROM tb_order o JOIN tb_customer c ON c.pk_customer = o.fk_customer

-- name: clock_clock_timestamp
-- expect: refused volatile-expression
SELECT pk_product, clock_timestamp() AS at FROM tb_product

-- name: clock_in_join
-- expect: refused volatile-expression
SELECT p.pk_product, pp.price FROM tb_product p LEFT JOIN tb_price_period pp ON pp.fk_product = p.pk_product AND pp.during @> now()::date

-- name: clock_in_filter
-- expect: refused volatile-expression
SELECT fk_customer, count(*) FILTER (WHERE placed_at > now() - '1 day'::interval) AS recent FROM tb_order GROUP BY fk_customer

-- name: clock_in_order_by
-- expect: refused volatile-expression
SELECT p.pk_product, (SELECT r.title FROM tb_review r WHERE r.fk_product = p.pk_product ORDER BY abs(extract(epoch FROM r.created_at - now()::timestamp)) LIMIT 1) AS nearest FROM tb_product p

-- name: clock_in_with
-- expect: refused volatile-expression
WITH recent AS (SELECT * FROM tb_order WHERE placed_at > now()) SELECT pk_order FROM recent

-- name: clock_own_function
-- expect: refused volatile-expression
-- why: a function of the user that reads the clock inside
SELECT pk_customer, fn_age_days(registered_at) AS days FROM tb_customer

-- name: clock_date_add_session_zone
-- expect: maintained
-- why: the zone is pinned
SELECT pk_order, placed_at::date AS day, date_trunc('week', placed_at) AS week, to_char(placed_at, 'YYYY-MM TZ') AS month FROM tb_order

-- name: clock_word_as_text
-- expect: maintained
-- why: a text that happens to say now
SELECT pk_order, COALESCE(note, 'now') AS note FROM tb_order WHERE note IS DISTINCT FROM 'today'

-- name: chance_random
-- expect: refused volatile-expression
SELECT pk_product, random() AS lottery FROM tb_product

-- name: chance_order
-- expect: refused volatile-expression
SELECT c.pk_category, (SELECT array_agg(p.name ORDER BY random()) FROM tb_product p WHERE p.fk_category = c.pk_category) AS shuffled FROM tb_category c

-- name: chance_uuid
-- expect: refused volatile-expression
SELECT pk_product, gen_random_uuid() AS etag FROM tb_product

-- name: chance_nextval
-- expect: refused volatile-expression
SELECT pk_order, nextval('sq_ticket') AS ticket FROM tb_order

-- name: chance_own_volatile
-- expect: refused volatile-expression
SELECT pk_order, fn_ticket() AS ticket FROM tb_order

-- name: session_user_name
-- expect: refused volatile-expression
SELECT pk_order, note FROM tb_order WHERE note = current_user

-- name: session_setting
-- expect: refused volatile-expression
SELECT pk_product, name FROM tb_product WHERE name = current_setting('app.tenant', true)

-- name: session_keyword
-- expect: refused volatile-expression
SELECT pk_product, SESSION_USER AS reader, current_schema AS place FROM tb_product

-- name: session_pid
-- expect: refused volatile-expression
SELECT pk_product, pg_backend_pid() AS pid, version() AS server FROM tb_product

-- name: session_privilege
-- expect: refused volatile-expression
SELECT pk_product, name FROM tb_product WHERE has_table_privilege('tb_order', 'select')

-- name: session_currval
-- expect: refused volatile-expression
SELECT pk_product, currval('sq_ticket') AS ticket FROM tb_product

-- name: reads_catalog
-- expect: refused unsupported-source
SELECT oid::int AS pk_reads_catalog, relname FROM pg_class

-- name: reads_information_schema
-- expect: refused unsupported-source
SELECT p.pk_product, (SELECT count(*) FROM information_schema.tables) AS tables FROM tb_product p

-- name: reads_matview
-- expect: refused unsupported-source
SELECT p.pk_product, b.sold FROM tb_product p LEFT JOIN mv_bestseller b ON b.fk_product = p.pk_product

-- name: reads_foreign_table
-- expect: refused unsupported-source
SELECT p.pk_product, s.quantity FROM tb_product p JOIN ft_erp_stock s ON s.sku = p.sku

-- name: reads_by_function
-- expect: refused reads-tables
SELECT pk_product, fn_stock(pk_product) AS stock FROM tb_product

-- name: reads_by_plpgsql
-- expect: refused reads-tables
SELECT pk_order, fn_rate(currency) AS rate FROM tb_order

-- name: reads_by_immutable_function
-- expect: refused reads-tables
-- debatable: the function lies about itself
SELECT pk_product, price * (1 + fn_vat()) AS gross FROM tb_product

-- name: reads_by_table_function
-- expect: refused reads-tables
-- @key (pk_product, pk_review)
SELECT p.pk_product, r.pk_review, r.rating FROM tb_product p CROSS JOIN LATERAL fn_reviews_of(p.pk_product) r

-- name: reads_by_query_to_xml
-- expect: refused unsupported-source|volatile-expression
-- why: a function that runs the text it is given
SELECT pk_product, query_to_xml('SELECT count(*) FROM tb_review', true, false, '')::text AS xml FROM tb_product

-- name: reads_by_regclass
-- expect: refused unsupported-source|volatile-expression
SELECT pk_product, pg_relation_size('tb_product') AS bytes FROM tb_product

-- name: reads_sequence
-- expect: refused unsupported-source|volatile-expression
SELECT p.pk_product, s.last_value FROM tb_product p, sq_ticket s

-- name: system_column
-- expect: refused system-column
SELECT pk_product, xmin::text AS version FROM tb_product

-- name: own_functions_fine
-- expect: maintained
SELECT p.pk_product, fn_slug(p.name) AS slug, fn_gross(p.price, vat => 0.07) AS gross, fn_money(p.price, 'USD') AS money FROM tb_product p

-- name: sampled
-- expect: refused unsupported-query
SELECT pk_product, name FROM tb_product TABLESAMPLE BERNOULLI (10) REPEATABLE (1)

-- name: sampled_in_subquery
-- expect: refused unsupported-query
SELECT c.pk_category, (SELECT count(*) FROM tb_product p TABLESAMPLE SYSTEM (50) WHERE p.fk_category = c.pk_category) AS n FROM tb_category c

-- name: locked
-- expect: refused unsupported-query
SELECT pk_product, name FROM tb_product FOR UPDATE

-- name: locked_share_of
-- expect: refused unsupported-query
SELECT o.pk_order, c.name FROM tb_order o JOIN tb_customer c ON c.pk_customer = o.fk_customer FOR SHARE OF o SKIP LOCKED

-- name: locked_in_subquery
-- expect: refused unsupported-query
SELECT p.pk_product, (SELECT x.n FROM (SELECT pk_review AS n FROM tb_review r WHERE r.fk_product = p.pk_product ORDER BY 1 LIMIT 1 FOR NO KEY UPDATE) x) AS first_review FROM tb_product p

-- name: grand_total
-- expect: refused cannot-narrow
SELECT 1 AS pk_grand_total, count(*) AS products, sum(price) AS worth FROM tb_product

-- name: share_of_total
-- expect: refused cannot-narrow
SELECT pk_product, price / (SELECT sum(price) FROM tb_product) AS share FROM tb_product

-- name: top_ten
-- expect: refused cannot-narrow
SELECT pk_product, name FROM tb_product ORDER BY price DESC, pk_product LIMIT 10

-- name: top_offset
-- expect: refused cannot-narrow
SELECT pk_product, name FROM tb_product ORDER BY pk_product OFFSET 2

-- name: top_in_from
-- expect: refused cannot-narrow
SELECT t.pk_product, t.name, s.name AS supplier FROM (SELECT * FROM tb_product ORDER BY price LIMIT 5) t LEFT JOIN tb_supplier s ON s.pk_supplier = t.fk_supplier

-- name: overall_rank
-- expect: refused cannot-narrow
SELECT pk_customer, dense_rank() OVER (ORDER BY spent DESC NULLS LAST) AS place FROM vw_customer_value

-- name: running_total_all
-- expect: refused cannot-narrow
SELECT pk_order, sum(total) OVER (ORDER BY pk_order) AS running FROM vw_order_total

-- name: cross_join
-- expect: refused cannot-narrow
-- @key (pk_category, pk_warehouse)
SELECT c.pk_category, w.pk_warehouse, c.name || w.code AS label FROM tb_category c CROSS JOIN tb_warehouse w

-- name: comma_join
-- expect: refused cannot-narrow
-- @key (pk_category, name)
SELECT c.pk_category, s.name FROM tb_category c, tb_setting s

-- name: uncorrelated_array
-- expect: refused cannot-narrow
SELECT c.pk_customer, ARRAY(SELECT code FROM tb_promotion ORDER BY pk_promotion) AS codes FROM tb_customer c

-- name: no_key
-- expect: refused missing-key
SELECT name, price FROM tb_product

-- name: no_key_union_all
-- expect: refused missing-key
SELECT fk_product, rating::int AS n FROM tb_review UNION ALL SELECT fk_product, quantity FROM tb_inventory

-- name: invalid_type
-- expect: refused rejected
SELECT pk_product, price + name AS nonsense FROM tb_product

-- name: invalid_grouping
-- expect: refused rejected
SELECT fk_product, rating, count(*) FROM tb_review GROUP BY fk_product

-- name: invalid_column
-- expect: refused unknown-column
SELECT pk_product, titel FROM tb_product

-- name: invalid_function
-- expect: refused rejected
SELECT pk_product, fn_nothing(name) AS x FROM tb_product

-- name: invalid_syntax
-- expect: refused syntax-error
SELECT pk_product name, FROM tb_product WHERE

-- name: data_modifying_with
-- expect: refused rejected|unsupported-query|not-a-definition
WITH gone AS (DELETE FROM tb_event RETURNING pk_event) SELECT pk_event AS pk_data_modifying_with FROM gone

-- name: locked_in_with
-- expect: refused unsupported-query
WITH p AS (SELECT pk_product, name FROM tb_product FOR KEY SHARE) SELECT pk_product, name FROM p

-- name: sampled_in_join
-- expect: refused unsupported-query
SELECT r.pk_review, p.name FROM tb_review r LEFT JOIN tb_product p TABLESAMPLE BERNOULLI (50) ON p.pk_product = r.fk_product
