-- SELECTs that leave open which of several results is right: the order in which rows are aggregated, which of equal rows
-- comes first, how a group's equal values are shown. What a view answers then changes with where rows lie on disk.

-- name: names_in_any_order
-- expect: maintained
-- uncompared: array_agg without ORDER BY
SELECT c.pk_category, array_agg(p.name) AS names FROM tb_category c JOIN tb_product p ON p.fk_category = c.pk_category GROUP BY c.pk_category

-- name: documents_in_any_order
-- expect: maintained
-- uncompared: jsonb_agg without ORDER BY
SELECT o.pk_order, (SELECT jsonb_agg(jsonb_build_object('n', i.line_no, 'quantity', i.quantity)) FROM tb_order_item i WHERE i.fk_order = o.pk_order) AS lines FROM tb_order o

-- name: joined_text_in_any_order
-- expect: maintained
-- uncompared: string_agg without ORDER BY
SELECT s.pk_supplier, string_agg(p.sku, ',') AS skus FROM tb_supplier s LEFT JOIN tb_product p ON p.fk_supplier = s.pk_supplier GROUP BY s.pk_supplier

-- name: first_of_equals
-- expect: maintained
-- uncompared: several reviews may have the best rating
SELECT p.pk_product, (SELECT r.title FROM tb_review r WHERE r.fk_product = p.pk_product ORDER BY r.rating DESC LIMIT 1) AS best FROM tb_product p

-- name: any_row
-- expect: maintained
-- uncompared: LIMIT without ORDER BY
SELECT p.pk_product, (SELECT i.url FROM tb_image i WHERE i.fk_product = p.pk_product LIMIT 1) AS image FROM tb_product p

-- name: distinct_on_equals
-- expect: maintained
-- uncompared: DISTINCT ON that does not order by more than its columns
SELECT DISTINCT ON (fk_product) fk_product AS pk_product, pk_review, rating FROM tb_review ORDER BY fk_product

-- name: numbered_equals
-- expect: maintained
-- uncompared: row_number over equal values
-- @key (fk_product, pk_review)
SELECT fk_product, pk_review, row_number() OVER (PARTITION BY fk_product ORDER BY rating) AS n FROM tb_review

-- name: group_of_numeric
-- expect: maintained
-- uncompared: 1.0 and 1.00 are one group, shown as the first row has it
SELECT price, count(*) AS n FROM tb_price_period GROUP BY price

-- name: object_of_equal_keys
-- expect: maintained
-- uncompared: the last one of equal keys stays
SELECT fk_product AS pk_product, jsonb_object_agg(COALESCE(title, ''), rating) AS ratings FROM tb_review GROUP BY fk_product

-- name: sum_of_floats
-- expect: maintained
-- uncompared: the sum of float8 depends on the order
SELECT fk_category, sum(weight) AS weight FROM tb_product WHERE fk_category IS NOT NULL GROUP BY fk_category
