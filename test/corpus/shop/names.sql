-- Names that mean something else than a careless reader thinks; joins in brackets, renamed columns, mixed types.

-- name: group_prefers_input
-- expect: maintained
-- why: GROUP BY takes the table's column, not the output column of that name
-- @key (k)
SELECT fk_category AS k, min(fk_supplier) AS fk_category, count(*) AS n FROM tb_product GROUP BY fk_category

-- name: order_prefers_output
-- expect: maintained
SELECT c.pk_category, (SELECT array_agg(x.price) FROM (SELECT -p.price AS price FROM tb_product p WHERE p.fk_category = c.pk_category ORDER BY price, p.pk_product) x) AS prices FROM tb_category c

-- name: cte_columns_swapped
-- expect: maintained
WITH pairs(fk_order, fk_product) AS (SELECT fk_product, fk_order FROM tb_order_item)
SELECT p.pk_product, count(x.fk_product) AS orders FROM tb_product p LEFT JOIN pairs x ON x.fk_order = p.pk_product GROUP BY p.pk_product

-- name: table_columns_renamed
-- expect: maintained
SELECT r.product AS pk_product, count(*) AS n FROM tb_review AS r(id, product, customer, stars) WHERE r.stars > 1 GROUP BY r.product

-- name: cte_shadows_alias
-- expect: maintained
WITH r AS (SELECT fk_product, rating FROM tb_review) SELECT p.pk_product, (SELECT max(r.rating) FROM r WHERE r.fk_product = p.pk_product) AS best FROM tb_product p

-- name: cte_nested_shadow
-- expect: maintained
WITH x AS (SELECT fk_product AS id FROM tb_review)
SELECT p.pk_product, (WITH x AS (SELECT fk_product AS id FROM tb_inventory) SELECT count(*) FROM x WHERE x.id = p.pk_product) AS stocked, EXISTS (SELECT FROM x WHERE x.id = p.pk_product) AS reviewed FROM tb_product p

-- name: alias_shadows_outer
-- expect: maintained
SELECT p.pk_product, (SELECT count(*) FROM tb_review p WHERE p.fk_product = pk_product) AS odd FROM tb_product p

-- name: unqualified_correlation
-- expect: maintained
-- why: the inner table has no such column, so it is the outer one's
SELECT pk_customer, name, (SELECT count(*) FROM tb_order WHERE fk_customer = pk_customer) AS orders FROM tb_customer

-- name: unqualified_captured
-- expect: maintained
-- why: the inner table has a column of that name, so nothing is correlated with the review
SELECT r.pk_review, EXISTS (SELECT 1 FROM tb_order_item WHERE fk_product = r.fk_product AND quantity > helpful) AS often FROM tb_review r

-- name: joined_alias
-- expect: maintained
-- @key (pk_product)
SELECT j.pk_product, j.title FROM (tb_product p JOIN tb_review r ON r.fk_product = p.pk_product) AS j(pk_product, id, sku, fk_category, fk_supplier, name, price, weight, size, tags, related, attributes, active, launched, gross, label, pk_review, fk_product, fk_customer, rating, title) WHERE j.rating = 5 AND j.pk_review = (SELECT min(x.pk_review) FROM tb_review x WHERE x.fk_product = j.pk_product AND x.rating = 5)

-- name: bracketed_joins
-- expect: maintained
-- @key (pk_order, line_no)
SELECT o.pk_order, i.line_no, p.name, s.name AS supplier
FROM tb_order o LEFT JOIN (tb_order_item i JOIN (tb_product p LEFT JOIN tb_supplier s ON s.pk_supplier = p.fk_supplier) ON p.pk_product = i.fk_product) ON i.fk_order = o.pk_order

-- name: right_join_using
-- expect: maintained
-- why: the merged column is the right one's
-- @key (fk_product, fk_warehouse, pk_review)
SELECT fk_product, i.fk_warehouse, r.pk_review FROM tb_review r RIGHT JOIN tb_inventory i USING (fk_product)

-- name: left_join_on_inner_of_full
-- expect: maintained
-- @key (pk_product, pk_supplier, pk_category)
SELECT p.pk_product, s.pk_supplier, c.pk_category FROM (tb_product p FULL JOIN tb_supplier s ON s.pk_supplier = p.fk_supplier) LEFT JOIN tb_category c ON c.pk_category = p.fk_category

-- name: varchar_and_text
-- expect: maintained
SELECT w.pk_warehouse, s.value FROM tb_warehouse w LEFT JOIN tb_setting s ON s.name = w.code

-- name: smallint_and_int
-- expect: maintained
-- @key (fk_order, line_no)
SELECT i.fk_order, i.line_no, c.name FROM tb_order_item i LEFT JOIN tb_category c ON c.pk_category = i.line_no

-- name: int_and_numeric
-- expect: maintained
-- @key (pk_category, pk_price_period)
SELECT c.pk_category, pp.pk_price_period FROM tb_category c JOIN tb_price_period pp ON pp.price = c.pk_category

-- name: float_and_int
-- expect: maintained
-- @key (pk_category, pk_product)
SELECT c.pk_category, p.pk_product FROM tb_category c JOIN tb_product p ON p.weight = c.pk_category

-- name: date_and_timestamp
-- expect: maintained
-- @key (pk_review, pk_event, occurred_on)
SELECT r.pk_review, e.pk_event, e.occurred_on FROM tb_review r JOIN tb_event e ON e.occurred_on = r.created_at

-- name: enum_and_text
-- expect: maintained
-- @key (pk_order)
SELECT o.pk_order, s.value FROM tb_order o LEFT JOIN tb_setting s ON s.name = o.status::text

-- name: domain_and_text
-- expect: maintained
-- @key (pk_product, name)
SELECT p.pk_product, s.name FROM tb_product p JOIN tb_setting s ON s.name = p.sku

-- name: distinct_on_other_column
-- expect: maintained
-- why: the customer of the latest review depends on the reviews of others
-- @key (pk_customer, fk_product)
SELECT c.pk_customer, l.fk_product, l.rating FROM tb_customer c JOIN (SELECT DISTINCT ON (fk_product) fk_product, fk_customer, rating FROM tb_review ORDER BY fk_product, created_at DESC, pk_review DESC) l ON l.fk_customer = c.pk_customer

-- name: max_per_group_other_column
-- expect: maintained
-- @key (pk_customer, fk_product)
SELECT c.pk_customer, m.fk_product FROM tb_customer c JOIN (SELECT fk_product, max(fk_customer) AS last_customer FROM tb_review GROUP BY fk_product) m ON m.last_customer = c.pk_customer

-- name: limited_lateral_other_column
-- expect: maintained
-- why: the first order decides which currency is joined
-- @key (pk_customer)
SELECT c.pk_customer, cur.name FROM tb_customer c
LEFT JOIN LATERAL (SELECT o.currency FROM tb_order o WHERE o.fk_customer = c.pk_customer ORDER BY o.pk_order LIMIT 1) f ON true
LEFT JOIN intl.tb_currency cur ON cur.code = f.currency

-- name: scalar_as_link
-- expect: maintained
SELECT c.pk_customer, (SELECT p.name FROM tb_product p WHERE p.pk_product = (SELECT r.fk_product FROM tb_review r WHERE r.fk_customer = c.pk_customer ORDER BY r.pk_review LIMIT 1)) AS first_reviewed FROM tb_customer c

-- name: array_subquery_as_link
-- expect: maintained
SELECT c.pk_collection, (SELECT sum(p.price) FROM tb_product p WHERE p.pk_product = ANY (ARRAY(SELECT cp.fk_product FROM tb_collection_product cp WHERE cp.fk_collection = c.pk_collection))) AS worth FROM tb_collection c

-- name: case_column_as_link
-- expect: maintained
-- @key (pk_product, pk_category)
SELECT p.pk_product, c.pk_category FROM (SELECT pk_product, CASE WHEN active THEN fk_category END AS shelf FROM tb_product) p LEFT JOIN tb_category c ON c.pk_category = p.shelf

-- name: union_as_link
-- expect: maintained
SELECT c.pk_customer, count(*) AS contacts FROM tb_customer c JOIN (SELECT fk_customer, pk_order AS id FROM tb_order UNION ALL SELECT fk_customer, pk_review FROM tb_review) x ON x.fk_customer = c.pk_customer GROUP BY c.pk_customer

-- name: except_as_link
-- expect: maintained
SELECT c.pk_category, count(x.pk_product) AS unreviewed FROM tb_category c LEFT JOIN (SELECT pk_product, fk_category FROM tb_product EXCEPT SELECT p.pk_product, p.fk_category FROM tb_product p JOIN tb_review r ON r.fk_product = p.pk_product) x ON x.fk_category = c.pk_category GROUP BY c.pk_category

-- name: or_of_two_links
-- expect: maintained
-- @key (pk_order, pk_customer)
SELECT o.pk_order, c.pk_customer FROM tb_order o JOIN tb_customer c ON c.pk_customer = o.fk_customer OR c.name = o.note

-- name: constant_link
-- expect: refused cannot-narrow
-- why: a row that only a constant finds is joined to all products
-- @key (pk_product, code)
SELECT p.pk_product, c.code, p.price * c.digits AS x FROM tb_product p JOIN intl.tb_currency c ON c.code = 'EUR'

-- name: inherited_union
-- expect: maintained
-- @key (fk_product, kind)
SELECT fk_product, 'asset' AS kind, count(*) AS n FROM ONLY tb_asset GROUP BY fk_product UNION ALL SELECT fk_product, 'image', count(*) FROM tb_image GROUP BY fk_product

-- name: keyword_names
-- expect: maintained
SELECT p.pk_product, p.name AS "select", p.price AS "Price €", p.sku::text AS "quote""d", p.active "user" FROM "tb_product" AS "p"

-- name: casts_everywhere
-- expect: maintained
SELECT p.pk_product, p.price::int::text AS price, CAST(p.launched AS timestamp) AS launched, p.id::text AS "id", (p.attributes -> 'weight')::text AS weight, p.pk_product::bigint * 2 AS twice FROM tb_product p

-- name: operators_and_tests
-- expect: maintained
SELECT p.pk_product, p.name ~* 'knife' AS knife, p.name SIMILAR TO '%(a|b)%' AS ab, p.sku NOT ILIKE 'k%' AS other, p.price NOT BETWEEN SYMMETRIC 50 AND 10 AS outside, p.active IS NOT UNKNOWN AS known, p.launched IS DISTINCT FROM DATE '2024-01-01' AS later, (p.launched, p.launched) OVERLAPS (DATE '2024-01-01', interval '1 year') AS in_2024, NULLIF(p.name, '') || COALESCE(p.tags[1], '') AS title, extract(isodow FROM p.launched) AS weekday, overlay(p.name placing '*' from 1 for 1) AS masked, position('n' in p.name) AS n, substring(p.name from 2 for 3) AS part FROM tb_product p
