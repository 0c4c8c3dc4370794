-- UNION, INTERSECT, EXCEPT, at the top and inside.

-- name: product_timeline
-- expect: maintained
-- @key (fk_product, kind, ref)
SELECT fk_product, 'review' AS kind, pk_review AS ref, rating::text AS info FROM tb_review
UNION ALL
SELECT fk_product, 'price', pk_price_period, price::text FROM tb_price_period

-- name: customers_of_interest
-- expect: maintained
SELECT fk_customer AS pk_customer FROM tb_order WHERE fk_customer IS NOT NULL
UNION
SELECT fk_customer FROM tb_review WHERE fk_customer IS NOT NULL

-- name: buyers_who_reviewed
-- expect: maintained
-- @key (fk_customer, fk_product)
SELECT o.fk_customer, i.fk_product FROM tb_order o JOIN tb_order_item i ON i.fk_order = o.pk_order
INTERSECT
SELECT fk_customer, fk_product FROM tb_review

-- name: bought_without_review
-- expect: maintained
-- @key (fk_customer, fk_product)
SELECT o.fk_customer, i.fk_product FROM tb_order o JOIN tb_order_item i ON i.fk_order = o.pk_order
EXCEPT
SELECT r.fk_customer, r.fk_product FROM tb_review r

-- name: products_never_sold
-- expect: maintained
SELECT pk_product FROM tb_product EXCEPT SELECT fk_product FROM tb_order_item

-- name: mentions_count
-- expect: maintained
SELECT x.fk_product AS pk_product, count(*) AS mentions
FROM (SELECT fk_product FROM tb_review UNION ALL SELECT fk_product FROM tb_order_item UNION ALL SELECT fk_product FROM tb_collection_product) x
GROUP BY x.fk_product

-- name: product_feed
-- expect: maintained
SELECT p.pk_product, p.name,
  (SELECT jsonb_agg(f ORDER BY f.at, f.kind)
   FROM (SELECT r.created_at::date AS at, 'review' AS kind FROM tb_review r WHERE r.fk_product = p.pk_product
         UNION ALL
         SELECT e.occurred_on, e.kind FROM tb_event e WHERE e.fk_product = p.pk_product) f) AS feed
FROM tb_product p

-- name: union_of_joined
-- expect: maintained
-- @key (pk_product, source)
(SELECT p.pk_product, 'supplier' AS source, s.name FROM tb_product p JOIN tb_supplier s ON s.pk_supplier = p.fk_supplier)
UNION ALL
(SELECT p.pk_product, 'category', c.name FROM tb_product p JOIN tb_category c ON c.pk_category = p.fk_category)

-- name: except_all_stock
-- expect: maintained
-- @key (fk_product)
SELECT DISTINCT fk_product FROM (SELECT fk_product FROM tb_order_item EXCEPT ALL SELECT fk_product FROM tb_inventory) x

-- name: union_in_exists
-- expect: maintained
SELECT p.pk_product,
  EXISTS (SELECT FROM tb_review r WHERE r.fk_product = p.pk_product UNION ALL SELECT FROM tb_event e WHERE e.fk_product = p.pk_product) AS noticed
FROM tb_product p

-- name: union_limited_branch
-- expect: refused cannot-narrow
-- why: which row the LIMIT lets through depends on all rows of the branch
-- @key (pk_product)
(SELECT pk_product, name FROM tb_product ORDER BY price DESC LIMIT 1) UNION SELECT pk_product, name FROM tb_product WHERE pk_product < 3

-- name: union_mixed_precedence
-- expect: maintained
-- @key (id)
SELECT fk_product AS id FROM tb_review UNION SELECT fk_product FROM tb_inventory INTERSECT SELECT fk_product FROM tb_price_period

-- name: union_in_with
-- expect: maintained
WITH touched AS (SELECT fk_product FROM tb_review WHERE rating > 3 UNION SELECT fk_product FROM tb_collection_product)
SELECT p.pk_product, p.name FROM tb_product p WHERE p.pk_product IN (SELECT fk_product FROM touched)
