-- The latest, largest or first row of each group, as queries without windows and LATERAL look it up.

-- name: latest_review
-- expect: maintained
SELECT p.pk_product, p.name, m.n, r.title AS latest FROM tb_product p
LEFT JOIN (SELECT fk_product, max(pk_review) AS pk_review, count(*) AS n FROM tb_review GROUP BY fk_product) m ON m.fk_product = p.pk_product
LEFT JOIN tb_review r ON r.pk_review = m.pk_review

-- name: latest_review_using
-- expect: maintained
SELECT p.pk_product, r.title FROM tb_product p JOIN (SELECT fk_product AS pk_product, max(pk_review) AS pk_review FROM tb_review GROUP BY 1) m USING (pk_product) JOIN tb_review r USING (pk_review)

-- name: latest_good_review
-- expect: maintained
SELECT p.pk_product, r.title AS good, w.title AS bad FROM tb_product p
LEFT JOIN (SELECT fk_product, max(pk_review) FILTER (WHERE rating > 3) AS good, min(DISTINCT pk_review) FILTER (WHERE rating < 2) AS bad FROM tb_review GROUP BY fk_product) m ON m.fk_product = p.pk_product
LEFT JOIN tb_review r ON r.pk_review = m.good
LEFT JOIN tb_review w ON w.pk_review = m.bad

-- name: latest_review_author
-- expect: maintained
SELECT p.pk_product, c.name, c.email FROM tb_product p
LEFT JOIN LATERAL (SELECT max(r.pk_review) AS last FROM tb_review r WHERE r.fk_product = p.pk_product) m ON true
LEFT JOIN tb_review r ON r.pk_review = m.last
LEFT JOIN tb_customer c ON c.pk_customer = r.fk_customer

-- name: latest_order_correlated
-- expect: maintained
-- @key (pk_customer, pk_order)
SELECT c.pk_customer, o.pk_order, o.status FROM tb_customer c JOIN tb_order o ON o.pk_order = (SELECT max(x.pk_order) FROM tb_order x WHERE x.fk_customer = c.pk_customer AND x.status <> 'cart')

-- name: latest_order_in_select
-- expect: maintained
SELECT c.pk_customer, (SELECT jsonb_build_object('order', o.pk_order, 'items', (SELECT count(*) FROM tb_order_item i WHERE i.fk_order = o.pk_order)) FROM tb_order o WHERE o.pk_order = (SELECT max(x.pk_order) FROM tb_order x WHERE x.fk_customer = c.pk_customer)) AS latest FROM tb_customer c

-- name: latest_orders
-- expect: maintained
-- @key (pk_order)
SELECT o.pk_order, o.fk_customer, o.status FROM tb_order o WHERE o.pk_order IN (SELECT max(pk_order) FROM tb_order GROUP BY fk_customer)

-- name: current_rate
-- expect: maintained
SELECT c.code AS pk_current_rate, c.name, r.rate FROM intl.tb_currency c
LEFT JOIN (SELECT fk_currency, max(valid_from) AS since FROM intl.tb_rate GROUP BY fk_currency) m ON m.fk_currency = c.code
LEFT JOIN intl.tb_rate r ON r.fk_currency = m.fk_currency AND r.valid_from = m.since

-- name: dearest_product_by_price
-- expect: maintained
-- why: by a price that others may have as well, and that looks different in both tables
-- @key (pk_category)
SELECT c.pk_category, m.price, string_agg(p.name, ',' ORDER BY p.pk_product) AS products FROM tb_category c
JOIN (SELECT fk_category, max(price) AS price FROM tb_product GROUP BY fk_category) m ON m.fk_category = c.pk_category
JOIN tb_product p ON p.price = m.price
GROUP BY c.pk_category, m.price

-- name: usual_customer
-- expect: maintained
SELECT p.pk_product, c.name FROM tb_product p LEFT JOIN (SELECT fk_product, mode() WITHIN GROUP (ORDER BY fk_customer) AS usual FROM tb_review GROUP BY fk_product) m ON m.fk_product = p.pk_product LEFT JOIN tb_customer c ON c.pk_customer = m.usual

-- name: best_of_best
-- expect: maintained
-- why: the largest of values that are the largest themselves
SELECT s.pk_supplier, r.title FROM tb_supplier s
LEFT JOIN (SELECT p.fk_supplier, max(x.last) AS last FROM tb_product p JOIN (SELECT fk_product, max(pk_review) AS last FROM tb_review GROUP BY fk_product) x ON x.fk_product = p.pk_product GROUP BY p.fk_supplier) m ON m.fk_supplier = s.pk_supplier
LEFT JOIN tb_review r ON r.pk_review = m.last

-- name: review_before
-- expect: maintained
SELECT x.pk_review, b.title AS before FROM (SELECT pk_review, lag(pk_review) OVER (PARTITION BY fk_product ORDER BY created_at, pk_review) AS before FROM tb_review) x LEFT JOIN tb_review b ON b.pk_review = x.before

-- name: latest_or_none
-- expect: refused cannot-narrow
-- why: what coalesce returns may be the number of no row
-- @key (pk_product, pk_review)
SELECT p.pk_product, r.pk_review, r.title FROM tb_product p JOIN (SELECT fk_product, coalesce(max(pk_review), 0) AS last FROM tb_review GROUP BY fk_product) m ON m.fk_product = p.pk_product JOIN tb_review r ON r.pk_review = m.last

-- name: latest_of_all
-- expect: refused cannot-narrow
SELECT p.pk_product, (SELECT r.title FROM tb_review r WHERE r.pk_review = (SELECT max(x.pk_review) FROM tb_review x)) AS latest FROM tb_product p
