-- DISTINCT and DISTINCT ON.

-- name: latest_rate
-- expect: maintained
SELECT DISTINCT ON (r.fk_currency) r.fk_currency, r.valid_from, r.rate, c.name
FROM intl.tb_rate r JOIN intl.tb_currency c ON c.code = r.fk_currency
ORDER BY r.fk_currency, r.valid_from DESC

-- name: latest_review_per_product
-- expect: maintained
SELECT DISTINCT ON (fk_product) fk_product AS pk_product, pk_review, rating, title
FROM tb_review
ORDER BY fk_product, created_at DESC, pk_review DESC

-- name: cheapest_in_category
-- expect: maintained
SELECT DISTINCT ON (c.pk_category) c.pk_category, c.name, p.pk_product, p.price
FROM tb_category c LEFT JOIN tb_product p ON p.fk_category = c.pk_category
ORDER BY c.pk_category, p.price, p.pk_product

-- name: first_event_of_kind
-- expect: maintained
SELECT DISTINCT ON (kind, fk_product) kind, fk_product, occurred_on, pk_event
FROM tb_event
ORDER BY kind, fk_product, occurred_on, pk_event

-- name: customer_last_order_joined
-- expect: maintained
SELECT c.pk_customer, c.name, l.pk_order, l.status
FROM tb_customer c
LEFT JOIN (SELECT DISTINCT ON (fk_customer) * FROM tb_order ORDER BY fk_customer, pk_order DESC) l ON l.fk_customer = c.pk_customer

-- name: distinct_cities
-- expect: maintained
SELECT DISTINCT city FROM tb_warehouse WHERE city IS NOT NULL

-- name: distinct_tier_locale
-- expect: maintained
-- why: one column of the key is a column, the other is computed from the same row
-- @key (tier, locale)
SELECT DISTINCT tier, preferences ->> 'locale' AS locale FROM tb_customer

-- name: distinct_lower_name
-- expect: maintained
-- why: DISTINCT over an expression alone
-- @key (name)
SELECT DISTINCT lower(name) AS name FROM tb_product

-- name: distinct_on_expression
-- expect: maintained
-- @key (initial)
SELECT DISTINCT ON (left(name, 1)) left(name, 1) AS initial, pk_product, name FROM tb_product ORDER BY left(name, 1), pk_product

-- name: supplier_pairs
-- expect: maintained
SELECT DISTINCT fk_supplier, fk_category FROM tb_product WHERE fk_supplier IS NOT NULL AND fk_category IS NOT NULL
