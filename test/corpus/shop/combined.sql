-- Several features in one SELECT, each of which changes what the others link.

-- name: lateral_of_union
-- expect: maintained
-- @key (pk_product)
SELECT p.pk_product, f.kind, f.at
FROM tb_product p
LEFT JOIN LATERAL (
  SELECT x.kind, x.at FROM (
    SELECT 'review' AS kind, r.created_at::date AS at FROM tb_review r WHERE r.fk_product = p.pk_product
    UNION ALL
    SELECT e.kind, e.occurred_on FROM tb_event e WHERE e.fk_product = p.pk_product) x
  ORDER BY x.at DESC, x.kind LIMIT 1) f ON p.active

-- name: lateral_distinct_on
-- expect: maintained
SELECT c.pk_customer, l.statuses
FROM tb_customer c
LEFT JOIN LATERAL (
  SELECT jsonb_object_agg(d.status, d.pk_order ORDER BY d.status) AS statuses
  FROM (SELECT DISTINCT ON (o.status) o.status, o.pk_order FROM tb_order o WHERE o.fk_customer = c.pk_customer ORDER BY o.status, o.pk_order DESC) d
) l ON true

-- name: view_in_lateral_in_group
-- expect: maintained
SELECT s.pk_supplier, count(*) FILTER (WHERE x.available > 0) AS in_stock, max(x.best) AS best
FROM tb_supplier s
LEFT JOIN tb_product p ON p.fk_supplier = s.pk_supplier
LEFT JOIN LATERAL (SELECT k.available, (SELECT max(r.rating) FROM tb_review r WHERE r.fk_product = k.pk_product) AS best FROM vw_product_stock k WHERE k.pk_product = p.pk_product) x ON true
GROUP BY s.pk_supplier

-- name: exists_of_intersect
-- expect: maintained
SELECT c.pk_customer, EXISTS (
  SELECT i.fk_product FROM tb_order o JOIN tb_order_item i ON i.fk_order = o.pk_order WHERE o.fk_customer = c.pk_customer
  INTERSECT
  SELECT r.fk_product FROM tb_review r WHERE r.fk_customer = c.pk_customer) AS reviewed_own
FROM tb_customer c

-- name: exists_of_except
-- expect: maintained
SELECT c.pk_customer, c.name FROM tb_customer c
WHERE NOT EXISTS (
  SELECT i.fk_product FROM tb_order o JOIN tb_order_item i ON i.fk_order = o.pk_order WHERE o.fk_customer = c.pk_customer
  EXCEPT
  SELECT r.fk_product FROM tb_review r WHERE r.fk_customer = c.pk_customer)

-- name: outer_join_of_inner_on_both
-- expect: maintained
-- @key (pk_order, line_no, pk_review)
SELECT o.pk_order, i.line_no, r.pk_review
FROM tb_order o
LEFT JOIN tb_order_item i ON i.fk_order = o.pk_order
LEFT JOIN tb_review r ON r.fk_product = i.fk_product AND r.fk_customer = o.fk_customer

-- name: inner_behind_outer
-- expect: maintained
-- why: the inner join behind the outer one undoes it
-- @key (pk_order, line_no)
SELECT o.pk_order, i.line_no, p.name
FROM tb_order o LEFT JOIN tb_order_item i ON i.fk_order = o.pk_order JOIN tb_product p ON p.pk_product = i.fk_product

-- name: outer_on_constant_side
-- expect: maintained
-- @key (pk_product)
SELECT p.pk_product, de.name AS de, fr.name AS fr
FROM tb_product p
LEFT JOIN tb_product_translation de ON de.fk_product = p.pk_product AND de.locale = 'de'
LEFT JOIN tb_product_translation fr ON fr.fk_product = de.fk_product AND fr.locale = 'fr'

-- name: group_of_group_having
-- expect: maintained
SELECT c.pk_category, sum(g.sold) AS sold, max(g.average) AS best
FROM tb_category c
JOIN tb_product p ON p.fk_category = c.pk_category
LEFT JOIN (
  SELECT i.fk_product, sum(i.quantity) AS sold, (SELECT avg(r.rating) FROM tb_review r WHERE r.fk_product = i.fk_product) AS average
  FROM tb_order_item i JOIN tb_order o ON o.pk_order = i.fk_order
  WHERE o.status IN ('paid', 'shipped') GROUP BY i.fk_product HAVING sum(i.quantity) > 0) g ON g.fk_product = p.pk_product
GROUP BY c.pk_category
HAVING count(*) < 50

-- name: window_in_lateral
-- expect: maintained
SELECT o.pk_order, x.lines
FROM tb_order o
CROSS JOIN LATERAL (SELECT jsonb_agg(jsonb_build_object('n', w.n, 'share', w.share) ORDER BY w.n) AS lines
  FROM (SELECT i.line_no AS n, round(i.line_total / NULLIF(sum(i.line_total) OVER (), 0), 3) AS share FROM tb_order_item i WHERE i.fk_order = o.pk_order) w) x

-- name: window_over_parent
-- expect: maintained
SELECT c.pk_customer, (SELECT jsonb_agg(jsonb_build_object('order', w.pk_order, 'nth', w.nth) ORDER BY w.nth)
  FROM (SELECT o.pk_order, row_number() OVER (ORDER BY o.placed_at NULLS LAST, o.pk_order) AS nth FROM tb_order o WHERE o.fk_customer = c.pk_customer) w) AS orders
FROM tb_customer c

-- name: with_used_twice
-- expect: maintained
WITH sold AS (SELECT fk_product, sum(quantity) AS n FROM tb_order_item GROUP BY fk_product)
SELECT p.pk_product, s.n, (SELECT count(*) FROM sold t JOIN tb_product q ON q.pk_product = t.fk_product WHERE q.fk_category = p.fk_category AND t.n > s.n) AS better
FROM tb_product p LEFT JOIN sold s ON s.fk_product = p.pk_product

-- name: lateral_sees_two
-- expect: maintained
-- @key (pk_customer, pk_category)
SELECT c.pk_customer, k.pk_category, x.spent
FROM (SELECT DISTINCT o.fk_customer, p.fk_category FROM tb_order o JOIN tb_order_item i ON i.fk_order = o.pk_order JOIN tb_product p ON p.pk_product = i.fk_product) d
JOIN tb_customer c ON c.pk_customer = d.fk_customer
JOIN tb_category k ON k.pk_category = d.fk_category
CROSS JOIN LATERAL (SELECT sum(i.line_total) AS spent FROM tb_order o JOIN tb_order_item i ON i.fk_order = o.pk_order JOIN tb_product p ON p.pk_product = i.fk_product WHERE o.fk_customer = c.pk_customer AND p.fk_category = k.pk_category) x

-- name: or_inside_exists
-- expect: maintained
SELECT p.pk_product, EXISTS (SELECT 1 FROM tb_asset a WHERE a.fk_product = p.pk_product OR (a.url = 'b' AND a.pk_asset = p.pk_product)) AS illustrated FROM tb_product p

-- name: not_exists_of_outer_join
-- expect: maintained
SELECT c.pk_category FROM tb_category c
WHERE NOT EXISTS (SELECT FROM tb_product p LEFT JOIN tb_inventory i ON i.fk_product = p.pk_product AND i.quantity > 0 WHERE p.fk_category = c.pk_category AND i.fk_product IS NULL)

-- name: union_of_groups_joined
-- expect: maintained
SELECT p.pk_product, jsonb_object_agg(u.kind, u.n ORDER BY u.kind) FILTER (WHERE u.kind IS NOT NULL) AS counts
FROM tb_product p
LEFT JOIN (
  SELECT fk_product, 'reviews' AS kind, count(*) AS n FROM tb_review GROUP BY fk_product
  UNION ALL
  SELECT fk_product, 'sales', sum(quantity) FROM tb_order_item GROUP BY fk_product
  UNION ALL
  SELECT fk_product, 'events', count(*) FROM tb_event GROUP BY fk_product) u ON u.fk_product = p.pk_product
GROUP BY p.pk_product

-- name: view_self_join
-- expect: maintained
-- @key (a, b)
SELECT x.pk_order AS a, y.pk_order AS b, x.total + y.total AS together
FROM vw_order_total x JOIN vw_order_total y ON y.fk_customer = x.fk_customer AND y.pk_order > x.pk_order

-- name: full_join_in_subquery
-- expect: maintained
SELECT p.pk_product, (SELECT count(*) FROM (SELECT * FROM tb_review WHERE fk_product = p.pk_product) r FULL JOIN (SELECT * FROM tb_order_item WHERE fk_product = p.pk_product) i ON i.quantity = r.rating) AS n FROM tb_product p

-- name: parent_through_optional_child
-- expect: maintained
SELECT k.pk_category, k.name, parent.name AS parent, count(p.pk_product) AS siblings_products
FROM tb_category k LEFT JOIN tb_category parent ON parent.pk_category = k.fk_parent LEFT JOIN tb_category s ON s.fk_parent = parent.pk_category AND s.pk_category <> k.pk_category LEFT JOIN tb_product p ON p.fk_category = s.pk_category
GROUP BY k.pk_category, parent.name

-- name: two_paths_to_one_table
-- expect: maintained
-- @key (pk_review)
SELECT r.pk_review, c.name AS reviewer, b.name AS buyer
FROM tb_review r LEFT JOIN tb_customer c ON c.pk_customer = r.fk_customer
LEFT JOIN LATERAL (SELECT x.name FROM tb_order_item i JOIN tb_order o ON o.pk_order = i.fk_order JOIN tb_customer x ON x.pk_customer = o.fk_customer WHERE i.fk_product = r.fk_product ORDER BY i.fk_order, i.line_no LIMIT 1) b ON true

-- name: distinct_of_joined
-- expect: maintained
-- @key (pk_customer, locale)
SELECT DISTINCT c.pk_customer, t.locale FROM tb_customer c JOIN tb_order o ON o.fk_customer = c.pk_customer JOIN tb_order_item i ON i.fk_order = o.pk_order JOIN tb_product_translation t ON t.fk_product = i.fk_product

-- name: group_by_nullable_pair
-- expect: maintained
SELECT p.fk_category, p.fk_supplier, count(*) AS n, count(DISTINCT i.fk_order) AS orders FROM tb_product p LEFT JOIN tb_order_item i ON i.fk_product = p.pk_product GROUP BY p.fk_category, p.fk_supplier

-- name: group_by_outer_column
-- expect: maintained
SELECT c.pk_category, c.name, count(*) AS n, array_agg(p.sku::text ORDER BY p.pk_product) AS skus FROM tb_product p LEFT JOIN tb_category c ON c.pk_category = p.fk_category GROUP BY c.pk_category

-- name: subquery_limit_of_group
-- expect: maintained
SELECT s.pk_supplier, (SELECT c.name FROM tb_product p JOIN tb_category c ON c.pk_category = p.fk_category WHERE p.fk_supplier = s.pk_supplier GROUP BY c.pk_category ORDER BY count(*) DESC, c.pk_category LIMIT 1) AS main_category FROM tb_supplier s

-- name: aggregate_over_join_of_views
-- expect: maintained
SELECT v.fk_customer, count(*) AS orders, sum(v.total) AS total, bool_or(u.largest = v.total) AS has_largest FROM vw_order_total v JOIN vw_customer_value u ON u.pk_customer = v.fk_customer GROUP BY v.fk_customer

-- name: not_exists_twice
-- expect: maintained
SELECT p.pk_product, p.name FROM tb_product p WHERE NOT EXISTS (SELECT FROM tb_review r WHERE r.fk_product = p.pk_product) AND NOT EXISTS (SELECT FROM tb_collection_product cp WHERE cp.fk_product = p.pk_product) OR p.price > (SELECT avg(q.price) FROM tb_product q WHERE q.fk_category = p.fk_category)

-- name: rate_of_latest_order
-- expect: maintained
-- @key (pk_customer)
SELECT c.pk_customer, x.currency, x.rate
FROM tb_customer c
LEFT JOIN LATERAL (SELECT o.currency, r.rate FROM tb_order o LEFT JOIN intl.vw_latest_rate r ON r.fk_currency = o.currency WHERE o.fk_customer = c.pk_customer ORDER BY o.pk_order DESC LIMIT 1) x ON true
