-- Whole rows, composites, domains, enums, ranges, generated columns, collations.

-- name: whole_row_product
-- expect: maintained
SELECT p.pk_product, to_jsonb(p) AS data FROM tb_product p

-- name: whole_row_joined
-- expect: maintained
SELECT o.pk_order, row_to_json(o) AS "order", to_jsonb(c) - 'email' AS customer FROM tb_order o LEFT JOIN tb_customer c ON c.pk_customer = o.fk_customer

-- name: whole_row_agg
-- expect: maintained
SELECT p.pk_product, COALESCE(jsonb_agg(r ORDER BY r.pk_review) FILTER (WHERE r IS NOT NULL), '[]') AS reviews FROM tb_product p LEFT JOIN tb_review r ON r.fk_product = p.pk_product GROUP BY p.pk_product

-- name: whole_row_counted
-- expect: maintained
SELECT c.pk_customer, count(r) AS reviews, count(r.*) AS rows FROM tb_customer c LEFT JOIN tb_review r ON r.fk_customer = c.pk_customer GROUP BY c.pk_customer

-- name: whole_row_text
-- expect: maintained
SELECT w.pk_warehouse, w::text AS line, md5(w::text) AS version FROM tb_warehouse w

-- name: whole_row_array
-- expect: maintained
SELECT c.pk_category, array_agg(p.pk_product ORDER BY p) AS products FROM tb_category c JOIN (SELECT pk_product, fk_category, name FROM tb_product) p ON p.fk_category = c.pk_category GROUP BY c.pk_category

-- name: whole_row_compare
-- expect: maintained
-- @key (a, b)
SELECT a.pk_warehouse AS a, b.pk_warehouse AS b FROM tb_warehouse a JOIN tb_warehouse b ON a.city = b.city AND a < b

-- name: whole_row_null
-- expect: maintained
SELECT o.pk_order, c IS NULL AS anonymous, o.* IS NOT NULL AS complete FROM tb_order o LEFT JOIN tb_customer c ON c.pk_customer = o.fk_customer

-- name: whole_row_subquery
-- expect: maintained
SELECT p.pk_product, (SELECT t FROM (SELECT r.rating, r.title FROM tb_review r WHERE r.fk_product = p.pk_product ORDER BY r.pk_review LIMIT 1) t)::text AS first_review FROM tb_product p

-- name: whole_row_column
-- expect: maintained
-- why: the column of the TVIEW has the row type of the table
SELECT w.pk_warehouse, w AS warehouse FROM tb_warehouse w

-- name: composite_fields
-- expect: maintained
SELECT c.pk_customer, (c.address).city, (c.address).country AS country, c.address FROM tb_customer c WHERE (c.address).zip IS NOT NULL

-- name: composite_star
-- expect: refused unsupported-query
-- why: the catalog holds no fields of types
SELECT s.pk_supplier, (s.address).* FROM tb_supplier s

-- name: composite_group
-- expect: maintained
-- why: grouped by a field of a column
-- @key (city)
SELECT (address).city AS city, count(*) AS customers FROM tb_customer GROUP BY (address).city

-- name: composite_join
-- expect: maintained
-- @key (pk_supplier, pk_customer)
SELECT s.pk_supplier, c.pk_customer FROM tb_supplier s JOIN tb_customer c ON (s.address).country = (c.address).country

-- name: composite_as_link
-- expect: maintained
-- @key (pk_supplier, pk_customer)
SELECT s.pk_supplier, c.pk_customer FROM tb_supplier s JOIN tb_customer c ON s.address = c.address

-- name: composite_to_json
-- expect: maintained
SELECT p.pk_product, to_json(p.size) AS size, ((p.size).width * (p.size).height * COALESCE((p.size).depth, 1)) AS volume FROM tb_product p

-- name: composite_built
-- expect: maintained
SELECT c.pk_customer, ROW((c.address).street, (c.address).city, NULL, 'XX')::postal_address AS anonymised FROM tb_customer c

-- name: composite_agg
-- expect: maintained
SELECT o.fk_customer, array_agg(ROW(o.status, o.currency)::text ORDER BY o.pk_order) AS rows FROM tb_order o WHERE o.fk_customer IS NOT NULL GROUP BY o.fk_customer

-- name: domain_key
-- expect: maintained
SELECT sku, name, price FROM tb_product

-- name: domain_cast
-- expect: maintained
SELECT pk_customer, email, split_part(email, '@', 2) AS host, COALESCE(email, 'none@x.test')::email AS contact FROM tb_customer

-- name: domain_quantity
-- expect: maintained
SELECT fk_order AS pk_order, sum(quantity) AS pieces, min(quantity)::positive_int AS least FROM tb_order_item GROUP BY fk_order

-- name: enum_groups
-- expect: maintained
SELECT status, count(*) AS orders, array_agg(pk_order ORDER BY pk_order) AS ids FROM tb_order GROUP BY status

-- name: enum_order
-- expect: maintained
SELECT fk_customer, max(status) AS furthest, min(status)::text AS least, enum_range(NULL::order_status)::text[] AS all_states FROM tb_order WHERE fk_customer IS NOT NULL GROUP BY fk_customer

-- name: enum_case
-- expect: maintained
SELECT pk_order, status, CASE WHEN status < 'paid' THEN 'open' WHEN status = 'cancelled'::order_status THEN 'void' ELSE 'done' END AS phase FROM tb_order WHERE status IN ('cart', 'paid', 'cancelled')

-- name: ranges_read
-- expect: maintained
SELECT pk_price_period, during, lower(during) AS since, upper_inc(during) AS inclusive, during * '[2024-01-01,2024-12-31]'::daterange AS in_2024 FROM tb_price_period WHERE during && daterange('2024-01-01', '2025-01-01')

-- name: range_as_key
-- expect: maintained
-- @key (fk_product, during)
SELECT fk_product, during, count(*) AS n, max(price) AS price FROM tb_price_period GROUP BY fk_product, during

-- name: multirange_gaps
-- expect: maintained
SELECT p.pk_product, ('{(,)}'::datemultirange - COALESCE((SELECT range_agg(pp.during) FROM tb_price_period pp WHERE pp.fk_product = p.pk_product), '{}'))::text AS unpriced FROM tb_product p

-- name: generated_columns
-- expect: maintained
SELECT pk_product, gross, label, upper(label) AS shout FROM tb_product WHERE gross > 10

-- name: generated_sum
-- expect: maintained
SELECT fk_order AS pk_order, sum(line_total) AS total FROM tb_order_item GROUP BY fk_order

-- name: generated_in_group
-- expect: maintained
SELECT gross, array_agg(pk_product ORDER BY pk_product) AS products FROM tb_product GROUP BY gross

-- name: collated_group
-- expect: maintained
SELECT name, count(*) AS customers FROM tb_customer GROUP BY name

-- name: collated_order
-- expect: maintained
SELECT c.tier, string_agg(c.name, ',' ORDER BY c.name COLLATE "POSIX", c.pk_customer) AS names FROM tb_customer c WHERE c.tier IS NOT NULL GROUP BY c.tier

-- name: collated_join
-- expect: maintained
-- @key (pk_customer, pk_supplier)
SELECT c.pk_customer, s.pk_supplier FROM tb_customer c JOIN tb_supplier s ON s.name COLLATE "C" = c.name

-- name: inherited_assets
-- expect: maintained
-- why: the rows of the child table belong to it as well
-- @key (pk_asset, url)
SELECT pk_asset, url, count(*) AS n FROM tb_asset GROUP BY pk_asset, url

-- name: only_parent
-- expect: maintained
SELECT pk_asset, url FROM ONLY tb_asset

-- name: images_of_product
-- expect: maintained
SELECT p.pk_product, (SELECT json_agg(json_build_object('url', i.url, 'ratio', round(i.width::numeric / NULLIF(i.height, 0), 2)) ORDER BY i.pk_asset) FROM tb_image i WHERE i.fk_product = p.pk_product) AS images FROM tb_product p

-- name: assets_of_product
-- expect: maintained
SELECT p.pk_product, count(a.*) AS assets, array_agg(DISTINCT a.url) AS urls FROM tb_product p LEFT JOIN tb_asset a ON a.fk_product = p.pk_product GROUP BY p.pk_product

-- name: events_partitioned
-- expect: maintained
SELECT pk_event, occurred_on, kind, payload ->> 'ref' AS ref FROM tb_event WHERE kind <> 'cart'

-- name: events_of_one_partition
-- expect: maintained
-- @key (pk_event, occurred_on)
SELECT e.pk_event, e.occurred_on, p.name FROM tb_event_2024 e LEFT JOIN tb_product p ON p.pk_product = e.fk_product

-- name: timestamps_in_zone
-- expect: maintained
SELECT pk_order, placed_at, to_char(placed_at AT TIME ZONE 'Europe/Berlin', 'YYYY-MM-DD HH24:MI') AS berlin, extract(epoch FROM placed_at) AS epoch, date_trunc('day', placed_at, 'UTC') AS day FROM tb_order

-- name: float_and_numeric
-- expect: maintained
SELECT weight, count(*) AS n FROM tb_product GROUP BY weight

-- name: numeric_scale
-- expect: maintained
-- why: 1.0 and 1.00 are equal, but look different
SELECT fk_product AS pk_product, max(price) AS highest, array_agg(price ORDER BY pk_price_period) AS prices FROM tb_price_period GROUP BY fk_product
