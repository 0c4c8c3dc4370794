-- Window functions.

-- name: review_rank
-- expect: maintained
SELECT pk_review, fk_product, rank() OVER (PARTITION BY fk_product ORDER BY rating DESC, created_at) AS place FROM tb_review

-- name: price_history
-- expect: maintained
SELECT pk_price_period, fk_product, price, lag(price) OVER w AS previous, price - lag(price) OVER w AS step
FROM tb_price_period
WINDOW w AS (PARTITION BY fk_product ORDER BY lower(during) NULLS FIRST)

-- name: item_running_total
-- expect: maintained
SELECT i.fk_order, i.line_no, sum(i.line_total) OVER (PARTITION BY i.fk_order ORDER BY i.line_no ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS running
FROM tb_order_item i

-- name: product_share_in_category
-- expect: maintained
SELECT p.pk_product, c.name AS category, round(p.price / NULLIF(sum(p.price) OVER (PARTITION BY p.fk_category), 0), 4) AS share
FROM tb_product p JOIN tb_category c ON c.pk_category = p.fk_category

-- name: top_two_per_category
-- expect: maintained
SELECT pk_product, fk_category, place
FROM (SELECT pk_product, fk_category, row_number() OVER (PARTITION BY fk_category ORDER BY price DESC, pk_product) AS place FROM tb_product) ranked
WHERE place <= 2

-- name: customer_order_sequence
-- expect: maintained
SELECT o.pk_order, c.name, dense_rank() OVER (PARTITION BY o.fk_customer ORDER BY o.placed_at NULLS LAST) AS nth,
  count(*) OVER (PARTITION BY o.fk_customer) AS of_all,
  first_value(o.status) OVER (PARTITION BY o.fk_customer ORDER BY o.pk_order) AS first_status
FROM tb_order o JOIN tb_customer c ON c.pk_customer = o.fk_customer

-- name: product_overall_rank
-- expect: refused cannot-narrow
SELECT pk_product, rank() OVER (ORDER BY price DESC) AS place FROM tb_product

-- name: review_share_of_all
-- expect: refused cannot-narrow
SELECT pk_review, rating, avg(rating) OVER () AS everyone FROM tb_review

-- name: window_over_groups
-- expect: maintained
-- @key (fk_category, fk_supplier)
SELECT fk_category, fk_supplier, count(*) AS n, rank() OVER (PARTITION BY fk_category ORDER BY count(*) DESC) AS place
FROM tb_product
GROUP BY fk_category, fk_supplier

-- name: window_partition_expression
-- expect: maintained
SELECT pk_review, ntile(2) OVER (PARTITION BY rating >= 3, fk_product ORDER BY pk_review) AS half FROM tb_review

-- name: window_partition_only_expression
-- expect: maintained
-- why: rows of one month are found by the month of the changed row
SELECT pk_order, row_number() OVER (PARTITION BY date_trunc('month', placed_at AT TIME ZONE 'UTC') ORDER BY pk_order) AS nth FROM tb_order

-- name: islands_of_events
-- expect: maintained
-- @key (fk_product, started)
SELECT fk_product, min(occurred_on) AS started, max(occurred_on) AS ended, count(*) AS n
FROM (SELECT fk_product, occurred_on, pk_event, sum(brk) OVER (PARTITION BY fk_product ORDER BY occurred_on, pk_event) AS island
      FROM (SELECT fk_product, occurred_on, pk_event,
                   CASE WHEN occurred_on - lag(occurred_on) OVER (PARTITION BY fk_product ORDER BY occurred_on, pk_event) <= 7 THEN 0 ELSE 1 END AS brk
            FROM tb_event WHERE fk_product IS NOT NULL) a) b
GROUP BY fk_product, island

-- name: window_filter_exclude
-- expect: maintained
SELECT pk_review, avg(rating) FILTER (WHERE helpful > 0) OVER (PARTITION BY fk_product) AS helpful_average,
  sum(rating) OVER (PARTITION BY fk_product ORDER BY created_at GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING EXCLUDE CURRENT ROW) AS neighbours
FROM tb_review
