-- Subqueries as conditions and values, wherever an expression may stand.

-- name: in_where
-- expect: maintained
SELECT pk_product, name FROM tb_product WHERE pk_product IN (SELECT fk_product FROM tb_order_item WHERE quantity > 1)

-- name: not_in_where
-- expect: maintained
SELECT c.pk_customer, c.name FROM tb_customer c WHERE c.pk_customer NOT IN (SELECT o.fk_customer FROM tb_order o WHERE o.fk_customer IS NOT NULL)

-- name: not_in_with_nulls
-- expect: maintained
-- debatable: one NULL empties the whole result, so such a change touches all keys
SELECT c.pk_customer, c.name FROM tb_customer c WHERE c.pk_customer NOT IN (SELECT o.fk_customer FROM tb_order o)

-- name: not_in_as_value
-- expect: maintained
-- debatable: one NULL changes all rows
SELECT p.pk_product, p.pk_product NOT IN (SELECT i.fk_product FROM tb_order_item i) AS unsold FROM tb_product p

-- name: in_correlated
-- expect: maintained
SELECT c.pk_customer, 5 IN (SELECT r.rating FROM tb_review r WHERE r.fk_customer = c.pk_customer) AS delighted FROM tb_customer c

-- name: all_prices
-- expect: maintained
SELECT p.pk_product FROM tb_product p WHERE p.price > ALL (SELECT pp.price FROM tb_price_period pp WHERE pp.fk_product = p.pk_product)

-- name: any_price
-- expect: maintained
SELECT p.pk_product, p.price <= ANY (SELECT i.unit_price FROM tb_order_item i WHERE i.fk_product = p.pk_product) AS sold_dearer FROM tb_product p

-- name: all_uncorrelated
-- expect: refused cannot-narrow
SELECT p.pk_product, p.price >= ALL (SELECT q.price FROM tb_product q) AS dearest FROM tb_product p

-- name: equals_any_subquery
-- expect: maintained
SELECT w.pk_warehouse, w.code FROM tb_warehouse w WHERE w.pk_warehouse = ANY (SELECT i.fk_warehouse FROM tb_inventory i WHERE i.quantity > 0)

-- name: some_status
-- expect: maintained
SELECT c.pk_customer FROM tb_customer c WHERE 'paid' = SOME (SELECT o.status FROM tb_order o WHERE o.fk_customer = c.pk_customer)

-- name: scalar_in_where
-- expect: maintained
SELECT o.pk_order FROM tb_order o WHERE (SELECT sum(line_total) FROM tb_order_item i WHERE i.fk_order = o.pk_order) > 50

-- name: scalar_in_on
-- expect: maintained
-- @key (pk_product)
SELECT p.pk_product, r.pk_review AS best
FROM tb_product p
LEFT JOIN tb_review r ON r.fk_product = p.pk_product
  AND r.pk_review = (SELECT x.pk_review FROM tb_review x WHERE x.fk_product = p.pk_product ORDER BY x.rating DESC, x.pk_review LIMIT 1)

-- name: exists_in_on
-- expect: maintained
-- @key (pk_order, pk_customer)
SELECT o.pk_order, c.pk_customer
FROM tb_order o LEFT JOIN tb_customer c ON c.pk_customer = o.fk_customer AND EXISTS (SELECT 1 FROM tb_review r WHERE r.fk_customer = c.pk_customer)

-- name: exists_in_case
-- expect: maintained
SELECT p.pk_product,
  CASE WHEN EXISTS (SELECT FROM tb_review r WHERE r.fk_product = p.pk_product AND r.rating = 5) THEN 'loved'
       WHEN NOT EXISTS (SELECT FROM tb_review r WHERE r.fk_product = p.pk_product) THEN 'new' ELSE 'known' END AS badge
FROM tb_product p

-- name: subquery_in_filter
-- expect: maintained
SELECT o.fk_customer, count(*) FILTER (WHERE o.pk_order IN (SELECT i.fk_order FROM tb_order_item i WHERE i.discount > 0)) AS discounted
FROM tb_order o GROUP BY o.fk_customer

-- name: subquery_in_aggregate
-- expect: maintained
SELECT o.fk_customer, sum((SELECT sum(i.quantity) FROM tb_order_item i WHERE i.fk_order = o.pk_order)) AS pieces FROM tb_order o WHERE o.fk_customer IS NOT NULL GROUP BY o.fk_customer

-- name: subquery_in_aggregate_order
-- expect: maintained
SELECT c.pk_category, array_agg(p.pk_product ORDER BY (SELECT avg(r.rating) FROM tb_review r WHERE r.fk_product = p.pk_product) DESC NULLS LAST, p.pk_product) AS ranking
FROM tb_category c JOIN tb_product p ON p.fk_category = c.pk_category GROUP BY c.pk_category

-- name: subquery_in_having
-- expect: maintained
SELECT i.fk_order, count(*) AS lines FROM tb_order_item i GROUP BY i.fk_order
HAVING (SELECT o.status FROM tb_order o WHERE o.pk_order = i.fk_order) <> 'cancelled'

-- name: subquery_in_order_by
-- expect: maintained
SELECT c.pk_category,
  (SELECT p.name FROM tb_product p WHERE p.fk_category = c.pk_category ORDER BY (SELECT count(*) FROM tb_order_item i WHERE i.fk_product = p.pk_product) DESC, p.pk_product LIMIT 1) AS best_seller
FROM tb_category c

-- name: subquery_in_limit
-- expect: maintained
-- debatable: the setting's row is found by a constant, so its change touches all keys
SELECT p.pk_product, ARRAY(SELECT r.pk_review FROM tb_review r WHERE r.fk_product = p.pk_product ORDER BY r.pk_review LIMIT (SELECT count(*) FROM tb_order_item i WHERE i.fk_product = p.pk_product)) AS reviews FROM tb_product p

-- name: nested_three_levels
-- expect: maintained
SELECT s.pk_supplier, s.name
FROM tb_supplier s
WHERE EXISTS (SELECT 1 FROM tb_product p WHERE p.fk_supplier = s.pk_supplier
  AND EXISTS (SELECT 1 FROM tb_order_item i WHERE i.fk_product = p.pk_product
    AND EXISTS (SELECT 1 FROM tb_order o JOIN tb_customer c ON c.pk_customer = o.fk_customer WHERE o.pk_order = i.fk_order AND c.tier = 'gold')))

-- name: nested_skips_level
-- expect: maintained
-- why: the innermost query names the outermost row
SELECT c.pk_customer, (
  SELECT count(*) FROM tb_order o
  WHERE o.fk_customer = c.pk_customer
    AND EXISTS (SELECT FROM tb_order_item i JOIN tb_review r ON r.fk_product = i.fk_product WHERE i.fk_order = o.pk_order AND r.fk_customer = c.pk_customer)
) AS reviewed_orders
FROM tb_customer c

-- name: double_negation
-- expect: maintained
-- why: products that are in stock in all warehouses that hold products of their category
SELECT p.pk_product FROM tb_product p
WHERE NOT EXISTS (SELECT 1 FROM tb_inventory i JOIN tb_product q ON q.pk_product = i.fk_product WHERE q.fk_category = p.fk_category
  AND NOT EXISTS (SELECT 1 FROM tb_inventory j WHERE j.fk_product = p.pk_product AND j.fk_warehouse = i.fk_warehouse))

-- name: array_subquery
-- expect: maintained
SELECT o.pk_order, ARRAY(SELECT p.name FROM tb_order_item i JOIN tb_product p ON p.pk_product = i.fk_product WHERE i.fk_order = o.pk_order ORDER BY i.line_no) AS names FROM tb_order o

-- name: multi_assign_row
-- expect: maintained
SELECT p.pk_product, (SELECT ROW(min(r.rating), max(r.rating))::text FROM tb_review r WHERE r.fk_product = p.pk_product) AS span FROM tb_product p

-- name: row_equals_subquery
-- expect: maintained
SELECT i.fk_order, i.line_no FROM tb_order_item i WHERE (i.quantity, i.unit_price) = (SELECT max(x.quantity), max(x.unit_price) FROM tb_order_item x WHERE x.fk_order = i.fk_order)

-- name: in_nested_in
-- expect: maintained
SELECT c.pk_category, c.name FROM tb_category c
WHERE c.pk_category IN (SELECT p.fk_category FROM tb_product p WHERE p.pk_product IN (SELECT i.fk_product FROM tb_order_item i WHERE i.fk_order IN (SELECT o.pk_order FROM tb_order o WHERE o.status = 'paid')))

-- name: in_or_exists
-- expect: maintained
SELECT p.pk_product, p.name FROM tb_product p
WHERE p.fk_category IN (SELECT c.pk_category FROM tb_category c WHERE c.name LIKE 'K%') OR EXISTS (SELECT FROM tb_collection_product cp WHERE cp.fk_product = p.pk_product)

-- name: scalar_uncorrelated_lookup
-- expect: refused cannot-narrow
-- why: a setting that all rows read links to no key
SELECT p.pk_product, p.price * (1 + (SELECT (s.value ->> 'vat')::numeric FROM tb_setting s WHERE s.name = 'tax')) AS gross FROM tb_product p

-- name: scalar_uncorrelated_lookup_full
-- expect: maintained
-- @on-change tb_setting: full
SELECT p.pk_product, p.price * (1 + (SELECT (s.value ->> 'vat')::numeric FROM tb_setting s WHERE s.name = 'tax')) AS gross FROM tb_product p

-- name: uncorrelated_exists
-- expect: refused cannot-narrow
SELECT p.pk_product FROM tb_product p WHERE EXISTS (SELECT 1 FROM tb_promotion WHERE percent > 50)

-- name: subquery_in_function_args
-- expect: maintained
SELECT o.pk_order, GREATEST((SELECT max(i.line_total) FROM tb_order_item i WHERE i.fk_order = o.pk_order), 0) AS peak, concat_ws(' / ', o.status, (SELECT name FROM tb_customer c WHERE c.pk_customer = o.fk_customer)) AS title FROM tb_order o

-- name: subquery_in_group_by
-- expect: maintained
-- @key (customer)
SELECT (SELECT c.name FROM tb_customer c WHERE c.pk_customer = o.fk_customer) AS customer, count(*) AS n FROM tb_order o GROUP BY 1

-- name: subquery_in_window
-- expect: maintained
SELECT r.pk_review, row_number() OVER (PARTITION BY r.fk_product ORDER BY (SELECT c.tier FROM tb_customer c WHERE c.pk_customer = r.fk_customer) NULLS LAST, r.pk_review) AS n FROM tb_review r
