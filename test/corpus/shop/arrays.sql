-- Array columns as links, unnest, and set-returning functions over columns.

-- name: promotion_categories
-- expect: maintained
-- @key (pk_promotion, pk_category)
SELECT m.pk_promotion, c.pk_category, c.name FROM tb_promotion m JOIN tb_category c ON c.pk_category = ANY (m.categories)

-- name: category_promotions
-- expect: maintained
SELECT c.pk_category, c.name, (SELECT array_agg(m.code ORDER BY m.pk_promotion) FROM tb_promotion m WHERE c.pk_category = ANY (m.categories)) AS codes
FROM tb_category c

-- name: product_related
-- expect: maintained
SELECT p.pk_product, p.name, ARRAY(SELECT q.name FROM tb_product q WHERE q.pk_product = ANY(p.related) ORDER BY q.name) AS related
FROM tb_product p

-- name: product_related_unnest
-- expect: maintained
-- @key (pk_product, n)
SELECT p.pk_product, u.n, q.name
FROM tb_product p CROSS JOIN LATERAL unnest(p.related) WITH ORDINALITY AS u(id, n) JOIN tb_product q ON q.pk_product = u.id

-- name: tag_list
-- expect: maintained
-- why: a changed row holds the tags that are out of date
-- @key (tag)
SELECT t.tag, count(*) AS products FROM tb_product p, unnest(p.tags) AS t(tag) GROUP BY t.tag

-- name: product_tag_rows
-- expect: maintained
-- @key (pk_product, position)
SELECT p.pk_product, t.position, t.tag FROM tb_product p, unnest(p.tags) WITH ORDINALITY t(tag, position)

-- name: product_tags_sorted
-- expect: maintained
SELECT pk_product, (SELECT array_agg(t ORDER BY t) FROM unnest(tags) t) AS tags, cardinality(tags) AS n, tags[1] AS first_tag FROM tb_product

-- name: products_with_tag
-- expect: maintained
SELECT pk_product, name FROM tb_product WHERE 'steel' = ANY (tags) OR tags && ARRAY['garden', 'b']

-- name: same_tag_products
-- expect: maintained
-- why: overlap of two arrays links two rows
-- @key (a, b)
SELECT p.pk_product AS a, q.pk_product AS b FROM tb_product p JOIN tb_product q ON p.tags && q.tags AND p.pk_product < q.pk_product

-- name: array_contains_join
-- expect: maintained
-- @key (pk_supplier, pk_customer)
SELECT s.pk_supplier, c.pk_customer FROM tb_supplier s JOIN tb_customer c ON s.countries @> ARRAY[(c.address).country]

-- name: favourites
-- expect: maintained
SELECT c.pk_customer, (
  SELECT jsonb_agg(p.name ORDER BY f.n)
  FROM jsonb_array_elements_text(c.preferences -> 'favourites') WITH ORDINALITY AS f(id, n)
  JOIN tb_product p ON p.pk_product = f.id::int) AS favourites
FROM tb_customer c

-- name: unnest_in_select_list
-- expect: maintained
-- @key (pk_product, tag)
SELECT DISTINCT pk_product, unnest(tags) AS tag FROM tb_product

-- name: promotion_not_all
-- expect: maintained
SELECT pk_promotion, code FROM tb_promotion WHERE 2 <> ALL (categories)

-- name: array_of_array_agg
-- expect: maintained
SELECT c.pk_category, array_agg(p.tags ORDER BY p.pk_product) FILTER (WHERE cardinality(p.tags) = 1) AS single_tags
FROM tb_category c LEFT JOIN tb_product p ON p.fk_category = c.pk_category GROUP BY c.pk_category

-- name: rows_from_two
-- expect: maintained
-- @key (pk_product, n)
SELECT p.pk_product, r.n, r.tag, r.related
FROM tb_product p CROSS JOIN LATERAL ROWS FROM (unnest(p.tags), unnest(p.related)) WITH ORDINALITY AS r(tag, related, n)

-- name: rows_from_series
-- expect: maintained
SELECT p.pk_product, (SELECT string_agg(x.tag || x.i, ',' ORDER BY x.i) FROM ROWS FROM (unnest(p.tags), generate_series(1, cardinality(p.tags))) AS x(tag, i)) AS numbered
FROM tb_product p

-- name: rows_from_json
-- expect: maintained
-- @key (pk_product, n)
SELECT p.pk_product, v.n, v.sku, v.price
FROM tb_product p, ROWS FROM (jsonb_to_recordset(p.attributes -> 'variants') AS (sku text, price numeric)) WITH ORDINALITY v(sku, price, n)

-- name: rows_from_words
-- expect: maintained
-- @key (pk_product, n)
SELECT p.pk_product, w.n, w.word FROM tb_product p LEFT JOIN ROWS FROM (fn_words(p.name)) WITH ORDINALITY AS w(word, n) ON true

-- name: rows_from_multi_unnest
-- expect: maintained
-- @key (pk_product, n)
SELECT p.pk_product, u.* FROM tb_product p, unnest(p.tags, p.related) WITH ORDINALITY AS u(tag, related, n)

-- name: rows_from_constant
-- expect: maintained
-- @key (pk_category, locale)
SELECT c.pk_category, l.locale, l.n FROM tb_category c CROSS JOIN ROWS FROM (unnest(ARRAY['de', 'fr'])) WITH ORDINALITY AS l(locale, n)

-- name: rows_from_in_exists
-- expect: maintained
SELECT pk_product FROM tb_product p WHERE EXISTS (SELECT FROM ROWS FROM (unnest(p.tags), unnest(p.related)) r(t, i) WHERE r.i = 1)

-- name: rows_from_grouped
-- expect: maintained
SELECT p.pk_product, count(x.tag) AS tags, count(x.word) AS words FROM tb_product p LEFT JOIN LATERAL ROWS FROM (unnest(p.tags), fn_words(p.name)) x(tag, word) ON TRUE GROUP BY p.pk_product
