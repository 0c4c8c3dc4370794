-- The first rows per parent, and other subqueries in FROM that look at their neighbours.

-- name: product_top_reviews
-- expect: maintained
SELECT p.pk_product, p.name, COALESCE(r.reviews, '[]'::jsonb) AS reviews
FROM tb_product p
LEFT JOIN LATERAL (
  SELECT jsonb_agg(jsonb_build_object('id', t.pk_review, 'rating', t.rating) ORDER BY t.rating DESC, t.pk_review) AS reviews
  FROM (SELECT * FROM tb_review x WHERE x.fk_product = p.pk_product ORDER BY x.rating DESC, x.pk_review LIMIT 3) t
) r ON true

-- name: category_top_product
-- expect: maintained
select c.pk_category, c.name, top.pk_product as top_product, top.price
from tb_category c
cross join lateral (
  select p.pk_product, p.price from tb_product p
  where p.fk_category = c.pk_category and p.active
  order by p.price desc nulls last, p.pk_product
  limit 1
) top

-- name: customer_latest_order
-- expect: maintained
SELECT c.pk_customer, c.name, o.pk_order, o.status, o.total
FROM tb_customer c
LEFT JOIN LATERAL (
  SELECT o.pk_order, o.status, (SELECT sum(i.line_total) FROM tb_order_item i WHERE i.fk_order = o.pk_order) AS total
  FROM tb_order o
  WHERE o.fk_customer = c.pk_customer AND o.placed_at IS NOT NULL
  ORDER BY o.placed_at DESC, o.pk_order DESC
  FETCH FIRST 1 ROW ONLY
) o ON TRUE

-- name: customer_order_lines_top
-- expect: maintained
-- why: two levels of LATERAL with a LIMIT each
-- @key (pk_customer, pk_order)
SELECT c.pk_customer, o.pk_order, i.line_no, i.line_total
FROM tb_customer c,
  LATERAL (SELECT pk_order FROM tb_order WHERE fk_customer = c.pk_customer ORDER BY pk_order DESC LIMIT 2) o,
  LATERAL (SELECT line_no, line_total FROM tb_order_item WHERE fk_order = o.pk_order ORDER BY line_total DESC, line_no LIMIT 1) i

-- name: product_second_review
-- expect: maintained
-- @key (pk_product)
SELECT p.pk_product, r.pk_review, r.rating
FROM tb_product p
LEFT JOIN LATERAL (SELECT pk_review, rating FROM tb_review WHERE fk_product = p.pk_product ORDER BY created_at, pk_review OFFSET 1 LIMIT 1) r ON true

-- name: product_price_stats
-- expect: maintained
SELECT p.pk_product, s.cheapest, s.dearest, s.n
FROM tb_product AS p
JOIN LATERAL (
  SELECT min(pp.price) AS cheapest, max(pp.price) AS dearest, count(*) AS n
  FROM tb_price_period AS pp
  WHERE pp.fk_product = p.pk_product
) AS s ON s.n > 0

-- name: product_stock_ties
-- expect: maintained
-- @key (pk_product, code)
SELECT p.pk_product, w.code, w.quantity
FROM tb_product p
CROSS JOIN LATERAL (
  SELECT wh.code, i.quantity
  FROM tb_inventory i JOIN tb_warehouse wh ON wh.pk_warehouse = i.fk_warehouse
  WHERE i.fk_product = p.pk_product
  ORDER BY i.quantity DESC
  FETCH FIRST 1 ROW WITH TIES
) w

-- name: category_cheaper_sibling
-- expect: maintained
-- why: the inner query has an inequality besides the equality
-- @key (pk_product)
SELECT p.pk_product, n.pk_product AS next_cheaper
FROM tb_product p
LEFT JOIN LATERAL (
  SELECT q.pk_product FROM tb_product q
  WHERE q.fk_category = p.fk_category AND (q.price, q.pk_product) < (p.price, p.pk_product)
  ORDER BY q.price DESC, q.pk_product DESC LIMIT 1
) n ON true

-- name: product_previous_by_price
-- expect: maintained
-- debatable: an inequality alone links the rows, so most changes touch most keys
-- @key (pk_product)
SELECT p.pk_product, n.pk_product AS previous
FROM tb_product p
LEFT JOIN LATERAL (SELECT q.pk_product FROM tb_product q WHERE q.price < p.price ORDER BY q.price DESC, q.pk_product LIMIT 1) n ON true

-- name: order_rate_then
-- expect: maintained
-- @key (pk_order)
SELECT o.pk_order, o.currency, r.rate
FROM tb_order o
LEFT JOIN LATERAL (
  SELECT rate FROM intl.tb_rate x
  WHERE x.fk_currency = o.currency AND x.valid_from <= (o.placed_at AT TIME ZONE 'UTC')::date
  ORDER BY x.valid_from DESC LIMIT 1
) r ON true

-- name: product_computed_once
-- expect: maintained
SELECT p.pk_product, calc.net, calc.net * 1.2 AS gross
FROM tb_product p, LATERAL (SELECT p.price * 0.9 AS net) calc

-- name: product_latest_events
-- expect: maintained
SELECT p.pk_product,
  (SELECT json_agg(e) FROM (SELECT kind, occurred_on FROM tb_event WHERE fk_product = p.pk_product ORDER BY occurred_on DESC, pk_event LIMIT 2) e) AS events
FROM tb_product p

-- name: category_products_page
-- expect: maintained
SELECT c.pk_category, array_agg(x.name ORDER BY x.name) FILTER (WHERE x.name IS NOT NULL) AS names
FROM tb_category c
LEFT JOIN LATERAL (SELECT name FROM tb_product WHERE fk_category = c.pk_category ORDER BY name LIMIT 2) x ON true
GROUP BY c.pk_category
