-- Documents as an API returns them; several features together.

-- name: product
-- expect: maintained
CREATE TVIEW tv_product AS
SELECT p.pk_product, p.id,
       jsonb_build_object(
         '__typename', 'Product',
         'sku', p.sku, 'name', p.name,
         'price', jsonb_build_object('net', p.price, 'gross', p.gross),
         'category', CASE WHEN c.pk_category IS NULL THEN NULL ELSE jsonb_build_object('name', c.name, 'slug', c.slug) END,
         'supplier', to_jsonb(s) - 'address',
         'translations', COALESCE(t.names, '{}'::jsonb),
         'rating', r.average,
         'stock', (SELECT COALESCE(sum(i.quantity), 0) FROM tb_inventory i WHERE i.fk_product = p.pk_product),
         'images', COALESCE((SELECT jsonb_agg(i.url ORDER BY i.pk_asset) FROM tb_image i WHERE i.fk_product = p.pk_product), '[]'::jsonb)
       ) AS data
FROM tb_product p
LEFT JOIN tb_category c ON c.pk_category = p.fk_category
LEFT JOIN tb_supplier s ON s.pk_supplier = p.fk_supplier
LEFT JOIN (SELECT fk_product, jsonb_object_agg(locale, name ORDER BY locale) AS names FROM tb_product_translation GROUP BY fk_product) t ON t.fk_product = p.pk_product
LEFT JOIN vw_product_rating r ON r.fk_product = p.pk_product;
CREATE INDEX ON tv_product USING gin (data);
COMMENT ON TABLE tv_product IS 'The product page';

-- name: order_page
-- expect: maintained
/* What the checkout shows.
   One row per order. */
CREATE TABLE tv_order_page AS
WITH lines AS (
  SELECT i.fk_order, json_agg(json_build_object('sku', p.sku, 'qty', i.quantity, 'total', i.line_total) ORDER BY i.line_no) AS items, sum(i.line_total) AS total
  FROM tb_order_item i
  JOIN tb_product p ON (p.pk_product = i.fk_product)
  GROUP BY i.fk_order
)
SELECT o.pk_order,
       o.status::text AS "orderStatus", -- the API speaks camelCase
       c.name AS "customerName",
       COALESCE(l.items, '[]'::json) AS items,
       l.total,
       cur.name AS "currencyName"
FROM public.tb_order AS o
LEFT JOIN public.tb_customer AS c ON c.pk_customer = o.fk_customer
LEFT JOIN lines AS l ON l.fk_order = o.pk_order
LEFT JOIN intl.tb_currency cur ON cur.code = o.currency
WHERE o.status <> 'cancelled';

-- name: customer_page
-- expect: maintained
SELECT c.pk_customer, c.id, jsonb_build_object(
  'name', c.name,
  'address', to_jsonb(c.address),
  'orders', (SELECT jsonb_agg(jsonb_build_object('id', x.pk_order, 'n', x.n) ORDER BY x.pk_order DESC)
             FROM (SELECT o.pk_order, (SELECT count(*) FROM tb_order_item i WHERE i.fk_order = o.pk_order) AS n FROM tb_order o WHERE o.fk_customer = c.pk_customer ORDER BY o.pk_order DESC LIMIT 5) x),
  'reviewed', EXISTS (SELECT 1 FROM tb_review r WHERE r.fk_customer = c.pk_customer),
  'spent', COALESCE((SELECT v.spent FROM vw_customer_value v WHERE v.pk_customer = c.pk_customer), 0)) AS data
FROM tb_customer c

-- name: category_tree_page
-- expect: maintained
SELECT c.pk_category, c.name, parent.name AS parent, grand.name AS grandparent,
  (SELECT jsonb_agg(jsonb_build_object('name', k.name, 'children', (SELECT jsonb_agg(g.name ORDER BY g.pk_category) FROM tb_category g WHERE g.fk_parent = k.pk_category)) ORDER BY k.position, k.pk_category) FROM tb_category k WHERE k.fk_parent = c.pk_category) AS children
FROM tb_category c LEFT JOIN tb_category parent ON parent.pk_category = c.fk_parent LEFT JOIN tb_category grand ON grand.pk_category = parent.fk_parent

-- name: collection
-- expect: maintained
SELECT c.pk_collection, c.title, array_agg(p.name ORDER BY cp.position NULLS LAST, p.pk_product) FILTER (WHERE p.active) AS products, count(*) FILTER (WHERE NOT p.active) AS hidden
FROM tb_collection c LEFT JOIN tb_collection_product cp ON cp.fk_collection = c.pk_collection LEFT JOIN tb_product p ON p.pk_product = cp.fk_product
GROUP BY c.pk_collection

-- name: also_bought
-- expect: maintained
-- @key (product, other)
SELECT a.fk_product AS product, b.fk_product AS other, count(DISTINCT a.fk_order) AS orders
FROM tb_order_item a JOIN tb_order_item b ON b.fk_order = a.fk_order AND b.fk_product <> a.fk_product
GROUP BY a.fk_product, b.fk_product

-- name: product_price_document
-- expect: refused cannot-narrow
-- why: rows that only constants find are joined to all products
SELECT p.pk_product, jsonb_agg(jsonb_build_object('from', lower(pp.during), 'to', upper(pp.during), 'price', pp.price, 'currency', r.fk_currency, 'converted', round(pp.price * r.rate, 2)) ORDER BY pp.pk_price_period, r.fk_currency) AS prices
FROM tb_product p JOIN tb_price_period pp ON pp.fk_product = p.pk_product LEFT JOIN intl.vw_latest_rate r ON r.fk_currency IN ('USD', 'JPY')
GROUP BY p.pk_product

-- name: warehouse_manifest
-- expect: maintained
SELECT pg_tviews_create('tv_warehouse_manifest', $$
  SELECT w.pk_warehouse, w.code, jsonb_agg(jsonb_build_object('sku', p.sku, 'free', i.quantity - i.reserved) ORDER BY p.sku) FILTER (WHERE i.quantity > i.reserved) AS manifest
  FROM tb_warehouse w LEFT JOIN tb_inventory i ON i.fk_warehouse = w.pk_warehouse LEFT JOIN tb_product p ON p.pk_product = i.fk_product
  GROUP BY w.pk_warehouse
$$)

-- name: search_document
-- expect: maintained
SELECT p.pk_product, to_tsvector('english', p.name || ' ' || COALESCE(string_agg(t.description, ' ' ORDER BY t.locale), '')) AS document
FROM tb_product p LEFT JOIN tb_product_translation t ON t.fk_product = p.pk_product GROUP BY p.pk_product

-- name: review_with_context
-- expect: maintained
SELECT r.pk_review, r.rating, p.name AS product, c.name AS customer,
  r.rating - avg(r2.rating) AS above_average,
  (SELECT count(*) FROM tb_order o JOIN tb_order_item i ON i.fk_order = o.pk_order WHERE o.fk_customer = r.fk_customer AND i.fk_product = r.fk_product) > 0 AS verified
FROM tb_review r JOIN tb_product p ON p.pk_product = r.fk_product LEFT JOIN tb_customer c ON c.pk_customer = r.fk_customer JOIN tb_review r2 ON r2.fk_product = r.fk_product
GROUP BY r.pk_review, p.name, c.name

-- name: category_facets
-- expect: maintained
SELECT c.pk_category, jsonb_build_object('colors', (SELECT jsonb_object_agg(f.color, f.n ORDER BY f.color) FROM (SELECT p.attributes ->> 'color' AS color, count(*) AS n FROM tb_product p WHERE p.fk_category = c.pk_category AND p.attributes ? 'color' GROUP BY 1) f),
  'tags', (SELECT jsonb_agg(DISTINCT t.tag ORDER BY t.tag) FROM tb_product p CROSS JOIN unnest(p.tags) t(tag) WHERE p.fk_category = c.pk_category),
  'priceRange', (SELECT jsonb_build_array(min(p.price), max(p.price)) FROM tb_product p WHERE p.fk_category = c.pk_category)) AS facets
FROM tb_category c

-- name: item_or_gift
-- expect: maintained
-- why: alternatives in a condition
SELECT p.pk_product, count(c.*) AS collections FROM tb_product p LEFT JOIN tb_collection c ON EXISTS (SELECT FROM tb_collection_product cp WHERE cp.fk_collection = c.pk_collection AND cp.fk_product = p.pk_product) GROUP BY p.pk_product

-- name: order_contacts
-- expect: maintained
-- @key (pk_order, pk_customer)
SELECT o.pk_order, c.pk_customer, c.email FROM tb_order o JOIN tb_customer c ON c.pk_customer = o.fk_customer OR c.pk_customer IN (SELECT r.fk_customer FROM tb_review r JOIN tb_order_item i ON i.fk_product = r.fk_product WHERE i.fk_order = o.pk_order)
