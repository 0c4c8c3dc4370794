-- Recursive queries over the category tree.

-- name: category_ancestors
-- expect: maintained
-- @key (pk_category, ancestor)
WITH RECURSIVE up(pk_category, ancestor, distance) AS (
  SELECT pk_category, pk_category, 0 FROM tb_category
  UNION ALL
  SELECT up.pk_category, c.fk_parent, up.distance + 1 FROM up JOIN tb_category c ON c.pk_category = up.ancestor WHERE c.fk_parent IS NOT NULL
)
SELECT * FROM up

-- name: category_path
-- expect: maintained
WITH RECURSIVE tree AS (
  SELECT pk_category, name, ARRAY[name] AS path, 1 AS depth FROM tb_category WHERE fk_parent IS NULL
  UNION ALL
  SELECT c.pk_category, c.name, t.path || c.name, t.depth + 1 FROM tb_category c JOIN tree t ON t.pk_category = c.fk_parent
)
SELECT pk_category, array_to_string(path, ' > ') AS breadcrumb, depth FROM tree

-- name: category_descendant_count
-- expect: maintained
SELECT c.pk_category, c.name, (
  WITH RECURSIVE down AS (
    SELECT c.pk_category AS id
    UNION
    SELECT k.pk_category FROM tb_category k JOIN down d ON k.fk_parent = d.id
  )
  SELECT count(*) - 1 FROM down) AS descendants
FROM tb_category c

-- name: category_products_below
-- expect: maintained
WITH RECURSIVE closure AS (
  SELECT pk_category AS top, pk_category AS node FROM tb_category
  UNION ALL
  SELECT closure.top, c.pk_category FROM closure JOIN tb_category c ON c.fk_parent = closure.node
)
SELECT cl.top AS pk_category, count(p.pk_product) AS products, jsonb_agg(p.name ORDER BY p.pk_product) FILTER (WHERE p.pk_product IS NOT NULL) AS names
FROM closure cl LEFT JOIN tb_product p ON p.fk_category = cl.node
GROUP BY cl.top

-- name: product_breadcrumb
-- expect: maintained
SELECT p.pk_product, (
  WITH RECURSIVE up AS (
    SELECT c.pk_category, c.fk_parent, c.name, 0 AS level FROM tb_category c WHERE c.pk_category = p.fk_category
    UNION ALL
    SELECT c.pk_category, c.fk_parent, c.name, up.level + 1 FROM tb_category c, up WHERE c.pk_category = up.fk_parent
  )
  SELECT string_agg(name, ' / ' ORDER BY level DESC) FROM up) AS breadcrumb
FROM tb_product p

-- name: category_root
-- expect: maintained
WITH RECURSIVE walk AS (
  SELECT pk_category, pk_category AS root FROM tb_category WHERE fk_parent IS NULL
  UNION ALL
  SELECT c.pk_category, w.root FROM walk w INNER JOIN tb_category c ON c.fk_parent = w.pk_category
)
SELECT w.pk_category, r.name AS root_name FROM walk w JOIN tb_category r ON r.pk_category = w.root

-- name: category_path_view
-- expect: maintained
-- why: the recursion stands in a view
SELECT c.pk_category, c.slug, v.path, v.depth FROM tb_category c JOIN vw_category_path v USING (pk_category)

-- name: category_breadth_first
-- expect: maintained
WITH RECURSIVE tree(pk_category, name) AS (
  SELECT pk_category, name FROM tb_category WHERE fk_parent IS NULL
  UNION ALL
  SELECT c.pk_category, c.name FROM tb_category c JOIN tree t ON t.pk_category = c.fk_parent
) SEARCH DEPTH FIRST BY pk_category SET ordering CYCLE pk_category SET is_cycle USING route
SELECT pk_category, name, ordering::text AS ordering, is_cycle FROM tree

-- name: related_products_closure
-- expect: maintained
-- why: the links are elements of an array; the graph may have cycles, so UNION ends it
-- @key (pk_product, reachable)
WITH RECURSIVE reach(pk_product, reachable) AS (
  SELECT pk_product, pk_product FROM tb_product
  UNION
  SELECT r.pk_product, x.id FROM reach r JOIN tb_product p ON p.pk_product = r.reachable CROSS JOIN LATERAL unnest(p.related) AS x(id)
)
SELECT pk_product, reachable FROM reach

-- name: numbers_up_to_quantity
-- expect: maintained
-- why: the recursion reads no table but is fed by a row
-- @key (fk_order, line_no, n)
SELECT i.fk_order, i.line_no, s.n
FROM tb_order_item i
CROSS JOIN LATERAL (WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < LEAST(i.quantity, 5)) SELECT n FROM s) s

-- name: category_tree_document
-- expect: maintained
SELECT root.pk_category, root.name, (
  WITH RECURSIVE sub AS (
    SELECT k.pk_category, k.name, k.fk_parent, 1 AS depth FROM tb_category k WHERE k.fk_parent = root.pk_category
    UNION ALL
    SELECT k.pk_category, k.name, k.fk_parent, sub.depth + 1 FROM tb_category k JOIN sub ON sub.pk_category = k.fk_parent WHERE sub.depth < 3
  )
  SELECT COALESCE(jsonb_agg(to_jsonb(sub) ORDER BY depth, pk_category), '[]') FROM sub) AS children
FROM tb_category root

-- name: category_inherited_position
-- expect: maintained
-- why: the first ancestor that has a value
WITH RECURSIVE up AS (
  SELECT pk_category, fk_parent, position, 0 AS level FROM tb_category
  UNION ALL
  SELECT up.pk_category, c.fk_parent, c.position, level + 1 FROM up JOIN tb_category c ON c.pk_category = up.fk_parent WHERE up.position IS NULL
)
SELECT DISTINCT ON (pk_category) pk_category, position FROM up WHERE position IS NOT NULL ORDER BY pk_category, level

-- name: recursive_not_linear
-- expect: refused rejected
-- why: PostgreSQL does not allow the recursive name twice
WITH RECURSIVE t AS (SELECT pk_category FROM tb_category UNION ALL SELECT a.pk_category FROM t a JOIN t b ON a.pk_category = b.pk_category) SELECT pk_category FROM t
