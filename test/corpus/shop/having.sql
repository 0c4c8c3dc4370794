-- HAVING, with conditions of every kind.

-- name: popular_products
-- expect: maintained
SELECT p.pk_product, p.name, count(*) AS sold FROM tb_product p JOIN tb_order_item i ON i.fk_product = p.pk_product GROUP BY p.pk_product HAVING count(*) > 1

-- name: busy_customers
-- expect: maintained
SELECT fk_customer, count(*) AS orders FROM tb_order GROUP BY fk_customer HAVING count(*) FILTER (WHERE status = 'paid') >= 1

-- name: category_with_reviews
-- expect: maintained
SELECT c.pk_category, c.name
FROM tb_category c JOIN tb_product p ON p.fk_category = c.pk_category
GROUP BY c.pk_category
HAVING EXISTS (SELECT 1 FROM tb_review r JOIN tb_product q ON q.pk_product = r.fk_product WHERE q.fk_category = c.pk_category)

-- name: above_own_average
-- expect: maintained
SELECT i.fk_order, max(i.line_total) AS largest
FROM tb_order_item i
GROUP BY i.fk_order
HAVING max(i.line_total) > (SELECT avg(x.line_total) FROM tb_order_item x WHERE x.fk_order = i.fk_order)

-- name: above_average_of_all
-- expect: refused cannot-narrow
-- why: the average is of all lines
SELECT fk_product, sum(quantity) AS sold FROM tb_order_item GROUP BY fk_product HAVING sum(quantity) > (SELECT avg(quantity) FROM tb_order_item)

-- name: supplier_complete
-- expect: maintained
SELECT s.pk_supplier, s.name FROM tb_supplier s LEFT JOIN tb_product p ON p.fk_supplier = s.pk_supplier
GROUP BY s.pk_supplier, s.name
HAVING bool_and(p.active) IS NOT FALSE AND count(p.*) = (SELECT count(*) FROM tb_product q WHERE q.fk_supplier = s.pk_supplier)

-- name: relational_division
-- expect: maintained
-- why: customers who bought each product of a collection
SELECT o.fk_customer, cp.fk_collection
FROM tb_order o
JOIN tb_order_item i ON i.fk_order = o.pk_order
JOIN tb_collection_product cp ON cp.fk_product = i.fk_product
WHERE o.fk_customer IS NOT NULL
GROUP BY o.fk_customer, cp.fk_collection
HAVING count(DISTINCT cp.fk_product) = (SELECT count(*) FROM tb_collection_product a WHERE a.fk_collection = cp.fk_collection)

-- name: having_without_aggregate_output
-- expect: maintained
SELECT fk_product FROM tb_review GROUP BY fk_product HAVING min(rating) >= 3 AND NOT bool_or(body IS NULL)

-- name: having_without_group_by
-- expect: refused cannot-narrow|missing-key
SELECT 1 AS pk_having_without_group_by, count(*) AS n FROM tb_product HAVING count(*) > 2

-- name: having_in_subquery
-- expect: maintained
SELECT p.pk_product, p.name FROM tb_product p
WHERE p.pk_product IN (SELECT r.fk_product FROM tb_review r GROUP BY r.fk_product HAVING avg(r.rating) >= 4)
