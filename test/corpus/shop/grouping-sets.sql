-- GROUPING SETS, ROLLUP and CUBE.

-- name: order_rollup
-- expect: maintained
-- @key (fk_order, line_no)
SELECT fk_order, line_no, sum(line_total) AS total FROM tb_order_item GROUP BY fk_order, ROLLUP (line_no)

-- name: stock_grouping_sets
-- expect: maintained
-- @key (fk_product, fk_warehouse)
SELECT fk_product, fk_warehouse, sum(quantity) AS quantity, GROUPING(fk_product, fk_warehouse) AS level
FROM tb_inventory
GROUP BY GROUPING SETS ((fk_product, fk_warehouse), (fk_product), (fk_warehouse))

-- name: stock_cube
-- expect: maintained
-- debatable: each change touches the row of the grand total
-- @key (fk_product, fk_warehouse)
SELECT fk_product, fk_warehouse, sum(quantity) AS quantity FROM tb_inventory GROUP BY CUBE (fk_product, fk_warehouse)

-- name: review_rollup
-- expect: maintained
-- debatable: each change touches the row of the grand total
-- @key (fk_product, level)
SELECT fk_product, grouping(fk_product) AS level, count(*) AS n, avg(rating) AS average FROM tb_review GROUP BY ROLLUP (fk_product)

-- name: category_supplier_sets
-- expect: maintained
-- @key (fk_category, fk_supplier, level)
SELECT fk_category, fk_supplier, GROUPING(fk_category, fk_supplier) AS level, count(*) AS n
FROM tb_product WHERE active
GROUP BY GROUPING SETS ((fk_category), (fk_supplier))

-- name: rollup_inside_lateral
-- expect: maintained
SELECT o.pk_order, s.summary
FROM tb_order o
LEFT JOIN LATERAL (
  SELECT jsonb_agg(x ORDER BY x.product NULLS LAST) AS summary
  FROM (SELECT i.fk_product AS product, sum(i.line_total) AS total FROM tb_order_item i WHERE i.fk_order = o.pk_order GROUP BY ROLLUP (i.fk_product)) x
) s ON true

-- name: rollup_of_join
-- expect: maintained
-- @key (pk_customer, status, level)
SELECT c.pk_customer, o.status, grouping(o.status) AS level, count(*) AS orders
FROM tb_customer c JOIN tb_order o ON o.fk_customer = c.pk_customer
GROUP BY c.pk_customer, ROLLUP (o.status)

-- name: grouping_sets_having
-- expect: maintained
-- @key (fk_product, locale)
SELECT fk_product, locale, count(*) AS n FROM tb_product_translation
GROUP BY GROUPING SETS ((fk_product, locale), (fk_product))
HAVING count(*) > 0

-- name: rollup_grouped_subquery
-- expect: maintained
SELECT w.pk_warehouse, t.quantity
FROM tb_warehouse w JOIN (SELECT fk_warehouse, fk_product, sum(quantity) AS quantity FROM tb_inventory GROUP BY fk_warehouse, ROLLUP (fk_product)) t
  ON t.fk_warehouse = w.pk_warehouse AND t.fk_product IS NULL

-- name: grouping_sets_expression
-- expect: maintained
-- @key (month, fk_customer)
SELECT date_trunc('month', placed_at AT TIME ZONE 'UTC') AS month, fk_customer, count(*) AS n
FROM tb_order WHERE placed_at IS NOT NULL AND fk_customer IS NOT NULL
GROUP BY GROUPING SETS ((1, fk_customer), (fk_customer))
