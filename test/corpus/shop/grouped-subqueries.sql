-- Grouped and DISTINCT subqueries in FROM, joined by the columns they group by.

-- name: product_review_counts
-- expect: maintained
SELECT p.pk_product, p.name, COALESCE(r.n, 0) AS reviews
FROM tb_product p
LEFT JOIN (SELECT fk_product, count(*) AS n FROM tb_review GROUP BY fk_product) r ON r.fk_product = p.pk_product

-- name: customer_order_summary
-- expect: maintained
SELECT c.pk_customer, jsonb_build_object('orders', s.orders, 'statuses', s.statuses) AS data
FROM tb_customer c
JOIN (
  SELECT o.fk_customer AS customer, count(*) AS orders, array_agg(DISTINCT o.status) AS statuses
  FROM tb_order o
  GROUP BY o.fk_customer
) AS s ON (s.customer = c.pk_customer)

-- name: category_assortment
-- expect: maintained
SELECT c.pk_category, c.name, a.products, a.cheapest, s.suppliers
FROM tb_category c
LEFT JOIN (SELECT fk_category, count(*) products, min(price) cheapest FROM tb_product WHERE active GROUP BY 1) a ON a.fk_category = c.pk_category
LEFT JOIN (SELECT fk_category, string_agg(DISTINCT s.name, ', ' ORDER BY s.name) suppliers
           FROM tb_product p JOIN tb_supplier s ON s.pk_supplier = p.fk_supplier GROUP BY fk_category) s USING (fk_category)

-- name: product_buyers
-- expect: maintained
SELECT p.pk_product, count(b.fk_customer) AS buyers
FROM tb_product p
LEFT JOIN (SELECT DISTINCT i.fk_product, o.fk_customer FROM tb_order_item i JOIN tb_order o ON o.pk_order = i.fk_order WHERE o.status >= 'paid') b
  ON b.fk_product = p.pk_product
GROUP BY p.pk_product

-- name: order_totals_nested
-- expect: maintained
-- why: a group of groups
SELECT c.pk_customer, t.average_order
FROM tb_customer c
LEFT JOIN (
  SELECT fk_customer, round(avg(total), 2) AS average_order
  FROM (SELECT o.pk_order, o.fk_customer, sum(i.line_total) AS total
        FROM tb_order o JOIN tb_order_item i ON i.fk_order = o.pk_order GROUP BY o.pk_order) x
  GROUP BY fk_customer
) t ON t.fk_customer = c.pk_customer

-- name: warehouse_fill
-- expect: maintained
WITH stock AS (
  SELECT fk_warehouse, sum(quantity) AS quantity, sum(reserved) AS reserved FROM tb_inventory GROUP BY fk_warehouse
)
SELECT w.pk_warehouse, w.code, stock.quantity, stock.reserved, stock.quantity - stock.reserved AS free
FROM tb_warehouse w LEFT JOIN stock ON stock.fk_warehouse = w.pk_warehouse

-- name: supplier_category_matrix
-- expect: maintained
SELECT s.pk_supplier, s.name, m.categories
FROM tb_supplier s
LEFT JOIN (
  SELECT fk_supplier, jsonb_object_agg(category, n ORDER BY category) AS categories
  FROM (SELECT p.fk_supplier, c.name AS category, count(*) AS n
        FROM tb_product p JOIN tb_category c ON c.pk_category = p.fk_category GROUP BY p.fk_supplier, c.name) x
  GROUP BY fk_supplier
) m ON m.fk_supplier = s.pk_supplier

-- name: product_best_customer
-- expect: maintained
SELECT i.fk_product AS pk_product, max(i.per_customer) AS most
FROM (SELECT it.fk_product, o.fk_customer, sum(it.quantity) AS per_customer
      FROM tb_order_item it JOIN tb_order o ON o.pk_order = it.fk_order GROUP BY it.fk_product, o.fk_customer) i
GROUP BY i.fk_product

-- name: orders_by_day_of_customer
-- expect: maintained
-- @key (fk_customer, day)
SELECT fk_customer, day, count(*) AS orders
FROM (SELECT fk_customer, date_trunc('day', placed_at AT TIME ZONE 'UTC') AS day FROM tb_order) o
GROUP BY fk_customer, day

-- name: orders_by_month
-- expect: maintained
-- why: the key is computed, but from a column of the row itself
-- @key (month)
SELECT date_trunc('month', placed_at AT TIME ZONE 'UTC') AS month, count(*) AS orders, count(DISTINCT fk_customer) AS customers
FROM tb_order
WHERE placed_at IS NOT NULL
GROUP BY 1

-- name: grouped_by_two_of_join
-- expect: maintained
SELECT q.fk_product, q.city, q.quantity, p.name
FROM (SELECT i.fk_product, w.city, sum(i.quantity) AS quantity FROM tb_inventory i JOIN tb_warehouse w ON w.pk_warehouse = i.fk_warehouse GROUP BY i.fk_product, w.city) q
JOIN tb_product p ON p.pk_product = q.fk_product
