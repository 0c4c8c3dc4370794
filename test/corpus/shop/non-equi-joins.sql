-- Joins by ranges, inequalities, expressions, casts and rows.

-- name: promoted_products
-- expect: maintained
-- @key (pk_product, pk_promotion)
SELECT p.pk_product, m.pk_promotion, round(p.price * (100 - m.percent) / 100, 2) AS price
FROM tb_product p JOIN tb_promotion m ON p.price BETWEEN m.min_price AND m.max_price

-- name: product_promotions
-- expect: maintained
SELECT p.pk_product, (SELECT jsonb_agg(m.code ORDER BY m.pk_promotion) FROM tb_promotion m WHERE p.price >= m.min_price AND (m.max_price IS NULL OR p.price <= m.max_price)) AS codes
FROM tb_product p

-- name: order_item_price_then
-- expect: maintained
-- @key (fk_order, line_no, pk_price_period)
SELECT i.fk_order, i.line_no, pp.pk_price_period, pp.price AS list_price
FROM tb_order_item i
JOIN tb_order o ON o.pk_order = i.fk_order
LEFT JOIN tb_price_period pp ON pp.fk_product = i.fk_product AND pp.during @> (o.placed_at AT TIME ZONE 'UTC')::date

-- name: order_promotions_by_date
-- expect: maintained
-- why: a range contains a date, and nothing else links the two
-- @key (pk_order, pk_promotion)
SELECT o.pk_order, m.pk_promotion, m.code FROM tb_order o JOIN tb_promotion m ON m.during @> (o.placed_at AT TIME ZONE 'UTC')::date

-- name: overlapping_periods
-- expect: maintained
-- @key (a, b)
SELECT x.pk_price_period AS a, y.pk_price_period AS b, x.during * y.during AS shared
FROM tb_price_period x JOIN tb_price_period y ON x.fk_product = y.fk_product AND x.during && y.during AND x.pk_price_period < y.pk_price_period

-- name: overlapping_promotions
-- expect: maintained
-- @key (a, b)
SELECT x.pk_promotion AS a, y.pk_promotion AS b FROM tb_promotion x JOIN tb_promotion y ON x.during && y.during AND x.pk_promotion <> y.pk_promotion

-- name: later_orders
-- expect: maintained
SELECT o.pk_order, (SELECT count(*) FROM tb_order l WHERE l.fk_customer = o.fk_customer AND l.placed_at > o.placed_at) AS later FROM tb_order o

-- name: cheaper_products
-- expect: maintained
-- debatable: an inequality alone links the rows
SELECT p.pk_product, count(q.*) AS cheaper FROM tb_product p LEFT JOIN tb_product q ON q.price < p.price GROUP BY p.pk_product

-- name: join_by_lower
-- expect: maintained
-- @key (pk_customer, pk_supplier)
SELECT c.pk_customer, s.pk_supplier FROM tb_customer c JOIN tb_supplier s ON lower(s.contact) = lower(c.email)

-- name: join_by_lower_counted
-- expect: maintained
SELECT c.pk_category, c.name, (SELECT count(*) FROM tb_product p WHERE lower(p.name) = lower(c.name)) AS namesakes FROM tb_category c

-- name: join_by_cast
-- expect: maintained
-- @key (pk_product)
SELECT p.pk_product, s.name AS supplier FROM tb_product p LEFT JOIN tb_supplier s ON s.pk_supplier::text = p.attributes ->> 'supplierId'

-- name: join_by_cast_other_side
-- expect: maintained
SELECT s.pk_supplier, count(p.pk_product) AS products FROM tb_supplier s LEFT JOIN tb_product p ON (p.attributes ->> 'supplierId')::int = s.pk_supplier GROUP BY s.pk_supplier

-- name: join_by_prefix
-- expect: maintained
-- @key (pk_warehouse, name)
SELECT w.pk_warehouse, s.name FROM tb_warehouse w LEFT JOIN tb_setting s ON s.name LIKE w.code || '%'

-- name: join_by_bigint
-- expect: maintained
SELECT p.pk_product, c.name FROM tb_product p JOIN tb_category c ON c.pk_category::bigint = p.fk_category::bigint

-- name: join_by_arithmetic
-- expect: maintained
-- @key (pk_category)
SELECT c.pk_category, n.name AS next FROM tb_category c LEFT JOIN tb_category n ON n.pk_category = c.pk_category + 1

-- name: join_by_row
-- expect: maintained
-- @key (fk_order, line_no)
SELECT i.fk_order, i.line_no, v.quantity AS in_stock
FROM tb_order_item i LEFT JOIN tb_inventory v ON (v.fk_product, v.fk_warehouse) = (i.fk_product, 1)

-- name: row_in_subquery
-- expect: maintained
SELECT r.pk_review, (r.fk_product, r.fk_customer) IN (SELECT i.fk_product, o.fk_customer FROM tb_order_item i JOIN tb_order o ON o.pk_order = i.fk_order) AS verified
FROM tb_review r

-- name: row_comparison_page
-- expect: maintained
SELECT pk_review, title FROM tb_review WHERE (rating, helpful) >= (3, 0)

-- name: row_is_distinct
-- expect: maintained
SELECT p.pk_product, t.name AS german FROM tb_product p JOIN tb_product_translation t ON t.fk_product = p.pk_product AND t.locale = 'de' WHERE ROW(p.name, 'x') IS DISTINCT FROM ROW(t.name, t.description)

-- name: join_is_not_distinct
-- expect: maintained
-- why: NULL matches NULL
-- @key (pk_warehouse, pk_customer)
SELECT w.pk_warehouse, c.pk_customer FROM tb_warehouse w JOIN tb_customer c ON (c.address).city IS NOT DISTINCT FROM w.city

-- name: join_by_case
-- expect: maintained
-- @key (pk_order)
SELECT o.pk_order, r.rate FROM tb_order o LEFT JOIN intl.tb_rate r ON r.fk_currency = CASE WHEN o.currency = 'EUR' THEN 'USD' ELSE o.currency END AND r.valid_from = '2024-01-01'

-- name: join_by_coalesce
-- expect: maintained
-- @key (pk_product)
SELECT p.pk_product, COALESCE(de.name, fr.name, p.name) AS title
FROM tb_product p
LEFT JOIN tb_product_translation de ON de.fk_product = p.pk_product AND de.locale = 'de'
LEFT JOIN tb_product_translation fr ON fr.fk_product = COALESCE(de.fk_product, p.pk_product) AND fr.locale = 'fr'

-- name: customer_translation
-- expect: maintained
-- @key (pk_customer, fk_product)
SELECT c.pk_customer, t.fk_product, t.name FROM tb_customer c JOIN tb_product_translation t ON t.locale = c.preferences ->> 'locale'

-- name: range_bounds
-- expect: maintained
SELECT pk_promotion, lower(during) AS starts, upper(during) - 1 AS ends, isempty(during) AS never FROM tb_promotion WHERE NOT COALESCE(upper_inf(during), true)

-- name: daily_calendar
-- expect: maintained
-- @key (pk_promotion, day)
SELECT m.pk_promotion, d::date AS day FROM tb_promotion m, generate_series(lower(m.during), upper(m.during), '1 month') d
