-- Where NULL makes a condition mean something else than it seems to.

-- name: in_value_nullable
-- expect: maintained
-- why: one order without a customer turns false into NULL for all others
SELECT c.pk_customer, c.pk_customer IN (SELECT o.fk_customer FROM tb_order o) AS ordered FROM tb_customer c

-- name: not_in_value_nullable
-- expect: maintained
SELECT c.pk_customer, c.pk_customer NOT IN (SELECT o.fk_customer FROM tb_order o WHERE o.status <> 'cart') AS never_ordered FROM tb_customer c

-- name: in_negated_condition
-- expect: maintained
SELECT c.pk_customer, c.name FROM tb_customer c WHERE NOT (c.pk_customer IN (SELECT o.fk_customer FROM tb_order o))

-- name: in_is_not_true
-- expect: maintained
SELECT c.pk_customer, c.name FROM tb_customer c WHERE (c.pk_customer IN (SELECT o.fk_customer FROM tb_order o)) IS NOT TRUE

-- name: in_is_null
-- expect: maintained
SELECT c.pk_customer, (c.pk_customer IN (SELECT o.fk_customer FROM tb_order o)) IS NULL AS unknown FROM tb_customer c

-- name: any_value_nullable
-- expect: maintained
SELECT c.pk_customer, c.pk_customer = ANY (SELECT o.fk_customer FROM tb_order o) AS ordered FROM tb_customer c

-- name: not_all_nullable
-- expect: maintained
SELECT c.pk_customer FROM tb_customer c WHERE c.pk_customer <> ALL (SELECT r.fk_customer FROM tb_review r)

-- name: in_correlated_nullable
-- expect: maintained
SELECT p.pk_product, 3 NOT IN (SELECT r.helpful FROM tb_review r WHERE r.fk_product = p.pk_product) AS not_three FROM tb_product p

-- name: in_nullable_left
-- expect: maintained
-- why: the left side may be NULL: then an empty set says false, any other NULL
SELECT o.pk_order, o.fk_customer IN (SELECT c.pk_customer FROM tb_customer c WHERE c.tier = 'gold') AS gold FROM tb_order o

-- name: case_of_in
-- expect: maintained
SELECT c.pk_customer, CASE WHEN c.pk_customer IN (SELECT o.fk_customer FROM tb_order o) THEN 'buyer' ELSE 'visitor' END AS kind FROM tb_customer c

-- name: case_of_not_in
-- expect: maintained
SELECT c.pk_customer, CASE WHEN c.pk_customer NOT IN (SELECT o.fk_customer FROM tb_order o) THEN 'visitor' ELSE 'buyer' END AS kind FROM tb_customer c

-- name: anti_join
-- expect: maintained
-- @key (pk_product)
SELECT p.pk_product, p.name FROM tb_product p LEFT JOIN tb_review r ON r.fk_product = p.pk_product WHERE r.pk_review IS NULL

-- name: anti_join_two
-- expect: maintained
-- @key (pk_product)
SELECT p.pk_product FROM tb_product p LEFT JOIN (tb_order_item i JOIN tb_order o ON o.pk_order = i.fk_order AND o.status = 'paid') ON i.fk_product = p.pk_product WHERE o.pk_order IS NULL

-- name: equality_is_true
-- expect: maintained
-- @key (pk_order, pk_customer)
SELECT o.pk_order, c.pk_customer FROM tb_order o JOIN tb_customer c ON (o.fk_customer = c.pk_customer) IS TRUE

-- name: equality_is_not_false
-- expect: maintained
-- why: an order without a customer matches all customers
-- debatable: NULL links to all rows
-- @key (pk_order, pk_customer)
SELECT o.pk_order, c.pk_customer FROM tb_order o JOIN tb_customer c ON (o.fk_customer = c.pk_customer) IS NOT FALSE

-- name: equality_coalesced
-- expect: maintained
-- debatable: NULL links to all rows
-- @key (pk_order, pk_customer)
SELECT o.pk_order, c.pk_customer FROM tb_order o JOIN tb_customer c ON COALESCE(o.fk_customer = c.pk_customer, true)

-- name: equality_not_unequal
-- expect: maintained
-- @key (pk_order, pk_customer)
SELECT o.pk_order, c.pk_customer FROM tb_order o JOIN tb_customer c ON NOT (o.fk_customer <> c.pk_customer)

-- name: equality_in_case
-- expect: maintained
-- @key (pk_order, pk_customer)
SELECT o.pk_order, c.pk_customer FROM tb_order o LEFT JOIN tb_customer c ON CASE WHEN o.status = 'cart' THEN false ELSE o.fk_customer = c.pk_customer END

-- name: equality_or_null
-- expect: maintained
-- @key (pk_review, pk_customer)
SELECT r.pk_review, c.pk_customer FROM tb_review r LEFT JOIN tb_customer c ON c.pk_customer = r.fk_customer OR (r.fk_customer IS NULL AND c.tier = 'gold')

-- name: coalesced_link
-- expect: maintained
SELECT c.pk_customer, (SELECT count(*) FROM tb_order o WHERE COALESCE(o.fk_customer, 1) = c.pk_customer) AS orders FROM tb_customer c

-- name: nullable_group_of_left_join
-- expect: maintained
-- @key (tier)
SELECT c.tier, count(*) AS n, count(o.pk_order) AS orders FROM tb_customer c LEFT JOIN tb_order o ON o.fk_customer = c.pk_customer GROUP BY c.tier

-- name: nullable_group_of_far_side
-- expect: maintained
-- @key (tier)
SELECT c.tier, count(*) AS n, sum(i.line_total) AS total FROM tb_order_item i JOIN tb_order o ON o.pk_order = i.fk_order LEFT JOIN tb_customer c ON c.pk_customer = o.fk_customer GROUP BY c.tier

-- name: row_in_nullable
-- expect: maintained
SELECT r.pk_review, (r.fk_product, r.fk_customer) NOT IN (SELECT i.fk_product, o.fk_customer FROM tb_order_item i JOIN tb_order o ON o.pk_order = i.fk_order) AS unverified FROM tb_review r

-- name: whole_row_counted_nulls
-- expect: maintained
-- why: count(r) counts no row that is absent, and NULL columns do not matter
SELECT p.pk_product, count(r) AS n, count(r.title) AS titled, bool_or(r IS NULL) AS has_empty FROM tb_product p LEFT JOIN tb_review r ON r.fk_product = p.pk_product GROUP BY p.pk_product

-- name: max_of_link
-- expect: refused cannot-narrow
-- why: which customer it is depends on all orders
SELECT c.pk_customer, c.name FROM tb_customer c WHERE c.pk_customer = (SELECT max(o.fk_customer) FROM tb_order o)

-- name: all_empty
-- expect: maintained
SELECT s.pk_supplier, 10 < ALL (SELECT p.price FROM tb_product p WHERE p.fk_supplier = s.pk_supplier AND p.launched IS NOT NULL) AS dear FROM tb_supplier s
