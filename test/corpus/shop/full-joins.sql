-- FULL JOIN, USING and NATURAL.

-- name: sold_and_reviewed
-- expect: maintained
-- @key (pk_product)
SELECT COALESCE(s.fk_product, r.fk_product) AS pk_product, s.sold, r.reviews
FROM (SELECT fk_product, sum(quantity) AS sold FROM tb_order_item GROUP BY fk_product) s
FULL JOIN (SELECT fk_product, count(*) AS reviews FROM tb_review GROUP BY fk_product) r ON r.fk_product = s.fk_product

-- name: sold_and_reviewed_using
-- expect: maintained
SELECT fk_product, s.sold, r.reviews
FROM (SELECT fk_product, sum(quantity) AS sold FROM tb_order_item GROUP BY fk_product) s
FULL OUTER JOIN (SELECT fk_product, count(*) AS reviews FROM tb_review GROUP BY fk_product) r USING (fk_product)

-- name: stock_and_price
-- expect: maintained
-- @key (fk_product, fk_warehouse, pk_price_period)
SELECT fk_product, i.fk_warehouse, i.quantity, pp.pk_price_period, pp.price
FROM tb_inventory i FULL JOIN tb_price_period pp USING (fk_product)

-- name: natural_codes
-- expect: maintained
SELECT pk_product, name, n FROM (SELECT pk_product, name FROM tb_product) p NATURAL LEFT JOIN (SELECT fk_product AS pk_product, count(*) AS n FROM tb_review GROUP BY 1) r

-- name: natural_full
-- expect: maintained
-- @key (fk_product)
SELECT fk_product, reviewed, stocked
FROM (SELECT DISTINCT fk_product, true AS reviewed FROM tb_review) a
NATURAL FULL JOIN (SELECT DISTINCT fk_product, true AS stocked FROM tb_inventory) b

-- name: using_chain
-- expect: maintained
-- @key (fk_product, locale, pk_review)
SELECT fk_product, t.locale, r.pk_review, x.fk_collection IS NOT NULL AS collected
FROM tb_product_translation t JOIN tb_review r USING (fk_product) LEFT JOIN (SELECT fk_product, min(fk_collection) AS fk_collection FROM tb_collection_product GROUP BY 1) x USING (fk_product)

-- name: using_alias
-- expect: maintained
-- @key (fk_product, pk_review, fk_warehouse)
SELECT both_sides.fk_product, r.pk_review, i.fk_warehouse FROM tb_review r JOIN tb_inventory i USING (fk_product) AS both_sides

-- name: full_self_join
-- expect: maintained
-- why: children without a parent, and parents without a child
-- @key (parent, child)
SELECT a.pk_category AS parent, b.pk_category AS child, COALESCE(a.name, '(none)') || ' > ' || COALESCE(b.name, '(none)') AS path
FROM tb_category a FULL JOIN tb_category b ON b.fk_parent = a.pk_category

-- name: full_join_constant
-- expect: maintained
-- @key (pk_product, pk_supplier)
SELECT p.pk_product, s.pk_supplier FROM tb_product p FULL JOIN tb_supplier s ON s.pk_supplier = p.fk_supplier AND p.active

-- name: full_three
-- expect: maintained
-- @key (pk_product)
SELECT COALESCE(a.fk_product, b.fk_product, c.fk_product) AS pk_product, a.n AS reviews, b.n AS stock, c.n AS sold
FROM (SELECT fk_product, count(*) n FROM tb_review GROUP BY 1) a
FULL JOIN (SELECT fk_product, count(*) n FROM tb_inventory GROUP BY 1) b ON b.fk_product = a.fk_product
FULL JOIN (SELECT fk_product, count(*) n FROM tb_order_item GROUP BY 1) c ON c.fk_product = COALESCE(a.fk_product, b.fk_product)

-- name: right_join_orders
-- expect: maintained
SELECT o.pk_order, c.name FROM tb_customer c RIGHT JOIN tb_order o ON o.fk_customer = c.pk_customer AND c.tier = 'gold'
