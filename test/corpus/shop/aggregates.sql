-- Aggregates within aggregates' arguments, ordered-set, hypothetical-set and user-defined aggregates.

-- name: category_document
-- expect: maintained
SELECT c.pk_category, jsonb_build_object(
  'name', c.name,
  'products', COALESCE((
    SELECT jsonb_agg(jsonb_build_object('name', p.name, 'ratings', (SELECT COALESCE(jsonb_agg(r.rating ORDER BY r.pk_review), '[]') FROM tb_review r WHERE r.fk_product = p.pk_product)) ORDER BY p.name, p.pk_product)
    FROM tb_product p WHERE p.fk_category = c.pk_category), '[]')) AS data
FROM tb_category c

-- name: nested_json_agg
-- expect: maintained
-- why: an aggregate over a grouped subquery's aggregates
SELECT x.fk_customer, jsonb_object_agg(x.status, x.orders ORDER BY x.status) AS by_status
FROM (SELECT fk_customer, status, jsonb_agg(pk_order ORDER BY pk_order) AS orders FROM tb_order WHERE fk_customer IS NOT NULL GROUP BY fk_customer, status) x
GROUP BY x.fk_customer

-- name: max_of_counts
-- expect: maintained
SELECT t.fk_supplier, max(t.n) AS most FROM (SELECT p.fk_supplier, p.pk_product, count(r.*) AS n FROM tb_product p LEFT JOIN tb_review r ON r.fk_product = p.pk_product GROUP BY p.pk_product) t WHERE t.fk_supplier IS NOT NULL GROUP BY t.fk_supplier

-- name: sum_of_averages_lateral
-- expect: maintained
SELECT c.pk_category, sum(a.average) AS total
FROM tb_category c LEFT JOIN tb_product p ON p.fk_category = c.pk_category
LEFT JOIN LATERAL (SELECT avg(rating) AS average FROM tb_review r WHERE r.fk_product = p.pk_product) a ON true
GROUP BY c.pk_category

-- name: outer_aggregate_in_subquery
-- expect: maintained
-- why: the aggregate in the subquery is of the outer level
SELECT p.fk_category, (SELECT c.name || ' ' || count(p.pk_product) FROM tb_category c WHERE c.pk_category = p.fk_category) AS title FROM tb_product p WHERE p.fk_category IS NOT NULL GROUP BY p.fk_category

-- name: count_distinct_joined
-- expect: maintained
SELECT p.pk_product, count(DISTINCT r.fk_customer) AS reviewers, count(DISTINCT o.fk_customer) AS buyers, count(DISTINCT w.city) FILTER (WHERE i.quantity > 0) AS cities
FROM tb_product p LEFT JOIN tb_review r ON r.fk_product = p.pk_product LEFT JOIN tb_order_item oi ON oi.fk_product = p.pk_product LEFT JOIN tb_order o ON o.pk_order = oi.fk_order
LEFT JOIN tb_inventory i ON i.fk_product = p.pk_product LEFT JOIN tb_warehouse w ON w.pk_warehouse = i.fk_warehouse
GROUP BY p.pk_product

-- name: aggregate_of_case
-- expect: maintained
SELECT o.fk_customer, sum(CASE o.status WHEN 'paid' THEN i.line_total WHEN 'shipped' THEN i.line_total ELSE 0 END) AS revenue, bool_or(o.status = 'cancelled') AS cancelled, every(i.quantity > 0) AS fine
FROM tb_order o JOIN tb_order_item i ON i.fk_order = o.pk_order WHERE o.fk_customer IS NOT NULL GROUP BY o.fk_customer

-- name: string_agg_distinct
-- expect: maintained
SELECT s.pk_supplier, string_agg(DISTINCT c.name, ', ' ORDER BY c.name) AS categories FROM tb_supplier s LEFT JOIN tb_product p ON p.fk_supplier = s.pk_supplier LEFT JOIN tb_category c ON c.pk_category = p.fk_category GROUP BY s.pk_supplier

-- name: median_price
-- expect: maintained
SELECT fk_category, percentile_cont(0.5) WITHIN GROUP (ORDER BY price) AS median, count(*) AS n FROM tb_product WHERE fk_category IS NOT NULL GROUP BY fk_category

-- name: mode_rating
-- expect: maintained
SELECT fk_product AS pk_product, mode() WITHIN GROUP (ORDER BY rating DESC) AS usual FROM tb_review GROUP BY fk_product

-- name: percentiles_disc
-- expect: maintained
SELECT fk_order, percentile_disc(ARRAY[0.25, 0.75]) WITHIN GROUP (ORDER BY line_total) AS quartiles FROM tb_order_item GROUP BY fk_order

-- name: hypothetical_rank
-- expect: maintained
SELECT fk_product AS pk_product, rank(3) WITHIN GROUP (ORDER BY rating) AS three_would_be, dense_rank(3) WITHIN GROUP (ORDER BY rating) AS dense FROM tb_review GROUP BY fk_product

-- name: hypothetical_percent_rank
-- expect: maintained
SELECT p.pk_product, (SELECT round(percent_rank(p.price) WITHIN GROUP (ORDER BY pp.price)::numeric, 3) FROM tb_price_period pp WHERE pp.fk_product = p.pk_product) AS position FROM tb_product p

-- name: cume_dist_filter
-- expect: maintained
SELECT fk_product AS pk_product, cume_dist(4) WITHIN GROUP (ORDER BY rating) FILTER (WHERE helpful IS NOT NULL) AS share FROM tb_review GROUP BY fk_product

-- name: median_correlated
-- expect: maintained
SELECT c.pk_customer, (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY i.line_total) FROM tb_order o JOIN tb_order_item i ON i.fk_order = o.pk_order WHERE o.fk_customer = c.pk_customer) AS median_line FROM tb_customer c

-- name: mode_of_all
-- expect: refused cannot-narrow|missing-key
SELECT mode() WITHIN GROUP (ORDER BY status) AS usual FROM tb_order

-- name: own_aggregate
-- expect: maintained
SELECT fk_currency, agg_product(rate ORDER BY valid_from) AS compounded FROM intl.tb_rate GROUP BY fk_currency

-- name: range_aggregates
-- expect: maintained
SELECT fk_product AS pk_product, range_agg(during) AS covered, range_intersect_agg(during) AS common FROM tb_price_period GROUP BY fk_product

-- name: statistics
-- expect: maintained
SELECT fk_product AS pk_product, corr(rating, helpful) AS corr, stddev_samp(rating)::numeric(10, 4) AS deviation, bit_or(rating) AS bits FROM tb_review GROUP BY fk_product

-- name: titles_by_line
-- expect: maintained
SELECT fk_product AS pk_product, string_agg(COALESCE(title, '?'), E'\n' ORDER BY pk_review) AS titles FROM tb_review GROUP BY fk_product
