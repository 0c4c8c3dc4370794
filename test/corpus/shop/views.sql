-- Views, views on views, and WITH.

-- name: product_card
-- expect: maintained
SELECT pk_product, id, to_jsonb(vw_product_card) AS data FROM vw_product_card

-- name: customer_value
-- expect: maintained
SELECT v.pk_customer, v.name, v.orders, v.spent, v.largest FROM vw_customer_value v

-- name: card_with_rating
-- expect: maintained
SELECT p.pk_product, COALESCE(r.average, 0) AS average, r.latest FROM tb_product p LEFT JOIN vw_product_rating r ON r.fk_product = p.pk_product

-- name: value_above
-- expect: maintained
SELECT c.pk_customer, c.email FROM tb_customer c WHERE (SELECT v.spent FROM vw_customer_value v WHERE v.pk_customer = c.pk_customer) > 100

-- name: category_of_views
-- expect: maintained
SELECT c.pk_category, count(v.pk_product) AS products, sum(v.available) AS available, round(avg(r.average), 2) AS average
FROM tb_category c
LEFT JOIN tb_product p ON p.fk_category = c.pk_category
LEFT JOIN vw_product_stock v ON v.pk_product = p.pk_product
LEFT JOIN vw_product_rating r ON r.fk_product = p.pk_product
GROUP BY c.pk_category

-- name: order_in_currency
-- expect: maintained
SELECT t.pk_order, t.total, o.currency, round(t.total * COALESCE(r.rate, 1), 2) AS converted
FROM vw_order_total t JOIN tb_order o USING (pk_order) LEFT JOIN intl.vw_latest_rate r ON r.fk_currency = o.currency

-- name: active_products
-- expect: maintained
SELECT pk_product, sku, name, gross FROM vw_active_product

-- name: view_in_exists
-- expect: maintained
SELECT s.pk_supplier FROM tb_supplier s WHERE EXISTS (SELECT 1 FROM vw_active_product a JOIN vw_product_stock k USING (pk_product) WHERE a.fk_supplier = s.pk_supplier AND k.available > 0)

-- name: view_of_matview
-- expect: refused unsupported-source
SELECT pk_product, name, sold FROM vw_bestseller_name

-- name: with_of_views
-- expect: maintained
-- @key (pk_customer)
WITH totals AS MATERIALIZED (SELECT * FROM vw_order_total WHERE status <> 'cart'),
     ranked AS (SELECT t.*, row_number() OVER (PARTITION BY t.fk_customer ORDER BY t.total DESC, t.pk_order) AS place FROM totals t)
SELECT c.pk_customer, c.name, r.pk_order, r.total FROM tb_customer c LEFT JOIN ranked r ON r.fk_customer = c.pk_customer AND r.place = 1

-- name: with_chain
-- expect: maintained
WITH a AS (SELECT * FROM tb_product WHERE active), b AS (SELECT a.pk_product, a.name, r.rating FROM a JOIN tb_review r ON r.fk_product = a.pk_product), c AS (SELECT pk_product, name, avg(rating) AS average FROM b GROUP BY pk_product, name)
SELECT pk_product, name, average FROM c WHERE average > 2

-- name: with_shadows_table
-- expect: maintained
WITH tb_review AS (SELECT * FROM public.tb_review WHERE rating >= 3) SELECT fk_product AS pk_product, count(*) AS good FROM tb_review GROUP BY fk_product

-- name: view_grouped_again
-- expect: maintained
SELECT p.fk_supplier, sum(r.reviews) AS reviews, max(r.average) AS best FROM vw_product_rating r JOIN tb_product p ON p.pk_product = r.fk_product WHERE p.fk_supplier IS NOT NULL GROUP BY p.fk_supplier

-- name: view_latest_rate
-- expect: maintained
select C.CODE, C.NAME, R.RATE, R.VALID_FROM from INTL.TB_CURRENCY as C left join INTL.VW_LATEST_RATE as R on R.FK_CURRENCY = C.CODE
