-- VALUES and constant relations.

-- name: status_labels
-- expect: maintained
-- @key (pk_order)
SELECT o.pk_order, l.label FROM tb_order o LEFT JOIN (VALUES ('cart'::order_status, 'Basket'), ('paid', 'Paid')) AS l(status, label) ON l.status = o.status

-- name: locales_of_product
-- expect: maintained
-- @key (pk_product, locale)
SELECT p.pk_product, v.locale, COALESCE(t.name, p.name) AS name
FROM tb_product p CROSS JOIN (VALUES ('de'), ('fr')) v(locale) LEFT JOIN tb_product_translation t ON t.fk_product = p.pk_product AND t.locale = v.locale

-- name: price_bands
-- expect: maintained
-- @key (pk_product, band)
SELECT p.pk_product, b.band FROM tb_product p JOIN (VALUES (0, 25, 'low'), (25, 75, 'middle'), (75, 100000000, 'high')) AS b(lo, hi, band) ON p.price >= b.lo AND p.price < b.hi

-- name: values_with
-- expect: maintained
WITH weights(kind, points) AS (VALUES ('view', 1), ('cart', 5))
SELECT p.pk_product, COALESCE(sum(w.points), 0) AS score
FROM tb_product p LEFT JOIN tb_event e ON e.fk_product = p.pk_product LEFT JOIN weights w ON w.kind = e.kind GROUP BY p.pk_product

-- name: values_lateral
-- expect: maintained
-- @key (pk_product, field)
SELECT p.pk_product, x.field, x.value FROM tb_product p CROSS JOIN LATERAL (VALUES ('name', p.name), ('sku', p.sku::text), ('label', p.label)) AS x(field, value)

-- name: values_greatest
-- expect: maintained
SELECT pk_review, (SELECT max(v) FROM (VALUES (rating::int), (helpful), (0)) AS t(v)) AS best FROM tb_review

-- name: values_in
-- expect: maintained
SELECT pk_order, status FROM tb_order WHERE (status, currency) IN (VALUES ('paid'::order_status, 'EUR'), ('shipped', 'USD'))

-- name: values_only
-- expect: maintained
-- why: a constant table needs no refresh
-- debatable: it reads no table at all
-- @key (code)
SELECT * FROM (VALUES (1, 'one'), (2, 'two')) AS v(code, name)

-- name: values_union_table
-- expect: maintained
-- @key (code)
SELECT code, name FROM intl.tb_currency UNION ALL VALUES ('XXX', 'None')

-- name: values_month_grid
-- expect: maintained
-- @key (pk_product, month)
SELECT p.pk_product, m.month, (SELECT count(*) FROM tb_event e WHERE e.fk_product = p.pk_product AND extract(month FROM e.occurred_on) = m.month) AS events
FROM tb_product p, generate_series(1, 3) AS m(month)
