-- SQL/JSON of PostgreSQL 16 and 17.

-- name: json_object_product
-- expect: maintained, server 17
SELECT p.pk_product, JSON_OBJECT('name': p.name, 'price' VALUE p.price, 'category': (SELECT c.name FROM tb_category c WHERE c.pk_category = p.fk_category) ABSENT ON NULL RETURNING jsonb) AS data FROM tb_product p

-- name: json_array_subquery
-- expect: maintained, server 17
SELECT c.pk_category, JSON_ARRAY(SELECT p.name FROM tb_product p WHERE p.fk_category = c.pk_category ORDER BY p.name RETURNING jsonb) AS products FROM tb_category c

-- name: json_arrayagg_reviews
-- expect: maintained, server 17
SELECT p.pk_product, JSON_ARRAYAGG(r.title ORDER BY r.pk_review NULL ON NULL RETURNING jsonb) AS titles
FROM tb_product p JOIN tb_review r ON r.fk_product = p.pk_product GROUP BY p.pk_product

-- name: json_objectagg_translations
-- expect: maintained, server 17
SELECT fk_product AS pk_product, JSON_OBJECTAGG(locale: name RETURNING jsonb) AS names FROM tb_product_translation GROUP BY fk_product

-- name: is_json_notes
-- expect: maintained, server 17
SELECT pk_order, note IS JSON AS is_json, note IS NOT JSON OBJECT AS no_object FROM tb_order

-- name: json_value_color
-- expect: maintained, server 17
SELECT pk_product, JSON_VALUE(attributes, '$.color' DEFAULT 'none' ON EMPTY) AS color, JSON_VALUE(attributes, '$.specs.length' RETURNING int NULL ON ERROR) AS length FROM tb_product

-- name: json_query_variants
-- expect: maintained, server 17
SELECT pk_product, JSON_QUERY(attributes, '$.variants[*].sku' WITH WRAPPER) AS skus FROM tb_product

-- name: json_exists_cheap
-- expect: maintained, server 17
SELECT pk_product, sku FROM tb_product p WHERE JSON_EXISTS(p.attributes, '$.variants[*] ? (@.price < $max)' PASSING p.price AS max)

-- name: json_table_variants
-- expect: maintained, server 17
-- @key (pk_product, n)
SELECT p.pk_product, v.n, v.sku, v.price
FROM tb_product p, JSON_TABLE(p.attributes, '$.variants[*]' COLUMNS (n FOR ORDINALITY, sku text PATH '$.sku', price numeric PATH '$.price' DEFAULT 0 ON EMPTY)) AS v

-- name: json_table_joined
-- expect: maintained, server 17
-- @key (pk_product, n)
SELECT p.pk_product, v.n, s.name FROM tb_product p
CROSS JOIN LATERAL JSON_TABLE(p.attributes, '$' COLUMNS (n FOR ORDINALITY, supplier int PATH '$.supplierId')) v
LEFT JOIN tb_supplier s ON s.pk_supplier = v.supplier

-- name: json_table_aggregated
-- expect: maintained, server 17
SELECT p.pk_product, (SELECT max(v.price) FROM JSON_TABLE(p.attributes -> 'variants', '$[*]' COLUMNS (price numeric PATH '$.price')) v) AS dearest FROM tb_product p

-- name: json_table_nested
-- expect: maintained, server 17
-- @key (pk_product, n)
SELECT p.pk_product, t.* FROM tb_product p, JSON_TABLE(p.attributes, '$' COLUMNS (n FOR ORDINALITY, color text PATH '$.color', NESTED PATH '$.specs' COLUMNS (length int PATH '$.length'))) t

-- name: json_scalar_serialize
-- expect: maintained, server 17
SELECT pk_product, JSON_SERIALIZE(JSON_SCALAR(price) RETURNING text) AS price, JSON('{"a": 1}') AS constant FROM tb_product

-- name: any_value_customer
-- expect: maintained, server 17
SELECT o.fk_customer, any_value(c.name) AS name, count(*) AS n FROM tb_order o JOIN tb_customer c ON c.pk_customer = o.fk_customer GROUP BY o.fk_customer

-- name: json_array_values
-- expect: maintained, server 17
SELECT pk_review, JSON_ARRAY(rating, helpful, title NULL ON NULL) AS facts FROM tb_review WHERE title IS NOT NULL

-- name: json_object_volatile
-- expect: refused volatile-expression, server 17
SELECT pk_product, JSON_OBJECT('name': name, 'at': now()) AS data FROM tb_product
