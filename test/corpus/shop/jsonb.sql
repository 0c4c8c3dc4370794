-- Documents in columns: jsonb functions in FROM and everywhere else.

-- name: variant_rows
-- expect: maintained
-- @key (pk_product, n)
SELECT p.pk_product, v.n, v.item ->> 'sku' AS sku, (v.item ->> 'price')::numeric AS price
FROM tb_product p CROSS JOIN LATERAL jsonb_array_elements(COALESCE(p.attributes -> 'variants', '[]')) WITH ORDINALITY AS v(item, n)

-- name: attribute_pairs
-- expect: maintained
-- @key (pk_product, key)
SELECT p.pk_product, a.key, a.value FROM tb_product p, jsonb_each_text(p.attributes) a

-- name: attribute_keys_used
-- expect: maintained
-- @key (key)
SELECT k AS key, count(*) AS products FROM tb_product, LATERAL jsonb_object_keys(attributes) k GROUP BY k

-- name: product_without_secrets
-- expect: maintained
SELECT pk_product, attributes - 'supplierId' || jsonb_build_object('price', price, 'tags', to_jsonb(tags)) AS data FROM tb_product

-- name: path_query_prices
-- expect: maintained
-- @key (pk_product, ord)
SELECT p.pk_product, q.ord, q.price FROM tb_product p, jsonb_path_query(p.attributes, '$.variants[*].price') WITH ORDINALITY AS q(price, ord)

-- name: path_in_where
-- expect: maintained
SELECT pk_product, jsonb_path_query_array(attributes, '$.variants[*].sku') AS skus FROM tb_product WHERE attributes @? '$.variants[*] ? (@.price > 50)'

-- name: variants_priced
-- expect: maintained
SELECT p.pk_product, (SELECT sum((v ->> 'price')::numeric) FROM jsonb_array_elements(p.attributes -> 'variants') v) AS total FROM tb_product p

-- name: to_recordset
-- expect: maintained
SELECT p.pk_product, jsonb_agg(v.sku ORDER BY v.price) AS skus
FROM tb_product p LEFT JOIN LATERAL jsonb_to_recordset(p.attributes -> 'variants') AS v(sku text, price int) ON true
GROUP BY p.pk_product

-- name: subscripted
-- expect: maintained
SELECT pk_product, attributes['specs']['length'] AS length, attributes['variants'][0] AS first_variant FROM tb_product

-- name: color_counts
-- expect: maintained
-- @key (color)
SELECT attributes ->> 'color' AS color, count(*) AS n, jsonb_agg(sku ORDER BY sku) AS skus FROM tb_product GROUP BY attributes ->> 'color'

-- name: deep_document
-- expect: maintained
CREATE TABLE tv_deep_document AS
SELECT o.pk_order,
  jsonb_strip_nulls(jsonb_build_object(
    'status', o.status,
    'customer', (SELECT jsonb_build_object('name', c.name, 'tier', c.tier) FROM tb_customer c WHERE c.pk_customer = o.fk_customer),
    'lines', COALESCE((
      SELECT jsonb_agg(jsonb_build_object(
        'product', (SELECT to_jsonb(p) - 'attributes' FROM (SELECT pr.name, pr.sku, pr.price FROM tb_product pr WHERE pr.pk_product = i.fk_product) p),
        'quantity', i.quantity) ORDER BY i.line_no)
      FROM tb_order_item i WHERE i.fk_order = o.pk_order), '[]'::jsonb))) AS data
FROM tb_order o;

-- name: row_to_json_lines
-- expect: maintained
SELECT o.pk_order, (SELECT json_agg(row_to_json(x)) FROM (SELECT line_no, quantity FROM tb_order_item WHERE fk_order = o.pk_order ORDER BY line_no) x) AS lines FROM tb_order o

-- name: event_payloads
-- expect: maintained
SELECT p.pk_product, jsonb_object_agg(e.pk_event, e.payload ORDER BY e.pk_event) FILTER (WHERE e.payload IS NOT NULL) AS payloads
FROM tb_product p LEFT JOIN tb_event e ON e.fk_product = p.pk_product GROUP BY p.pk_product

-- name: settings_flat
-- expect: maintained
-- @key (name, key)
SELECT s.name, e.* FROM tb_setting s CROSS JOIN LATERAL jsonb_each(s.value) AS e(key, value)
