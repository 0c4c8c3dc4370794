-- TVIEWs that read TVIEWs, and backing views.

-- name: chain_product
-- expect: maintained
SELECT p.pk_product, p.name, p.price, c.name AS category FROM tb_product p LEFT JOIN tb_category c ON c.pk_category = p.fk_category

-- name: chain_item
-- expect: maintained
-- @key (fk_order, line_no)
SELECT i.fk_order, i.line_no, i.quantity, p.name, p.category FROM tb_order_item i JOIN tv_chain_product p ON p.pk_product = i.fk_product

-- name: chain_order
-- expect: maintained
SELECT o.pk_order, o.fk_customer, o.status, COALESCE((SELECT jsonb_agg(to_jsonb(i) - 'fk_order' ORDER BY i.line_no) FROM tv_chain_item i WHERE i.fk_order = o.pk_order), '[]') AS lines FROM tb_order o

-- name: chain_customer
-- expect: maintained
SELECT c.pk_customer, c.name, jsonb_agg(o.lines ORDER BY o.pk_order) FILTER (WHERE o.pk_order IS NOT NULL) AS orders
FROM tb_customer c LEFT JOIN tv_chain_order o ON o.fk_customer = c.pk_customer GROUP BY c.pk_customer

-- name: chain_category
-- expect: maintained
SELECT c.pk_category, count(p.*) AS products FROM tb_category c LEFT JOIN tv_chain_product p ON p.category = c.name GROUP BY c.pk_category

-- name: chain_grouped
-- expect: maintained
SELECT fk_product AS pk_product, count(*) AS n, avg(rating) AS average FROM tb_review GROUP BY fk_product

-- name: chain_of_grouped
-- expect: maintained
SELECT p.pk_product, p.name, g.n, g.average FROM tv_chain_product p LEFT JOIN tv_chain_grouped g USING (pk_product)

-- name: chain_backing_view
-- expect: maintained
SELECT v.pk_product, v.n FROM v_chain_grouped v WHERE v.n > 1

-- name: chain_diamond
-- expect: maintained
SELECT a.pk_product, a.name, b.average, (SELECT count(*) FROM tv_chain_item i WHERE i.name = a.name) AS lines
FROM tv_chain_product a JOIN tv_chain_of_grouped b ON b.pk_product = a.pk_product

-- name: chain_top_of
-- expect: maintained
-- @key (pk_category)
SELECT c.pk_category, t.pk_product, t.average
FROM tb_category c LEFT JOIN LATERAL (SELECT g.pk_product, g.average FROM tv_chain_of_grouped g JOIN tb_product p ON p.pk_product = g.pk_product WHERE p.fk_category = c.pk_category ORDER BY g.average DESC NULLS LAST, g.pk_product LIMIT 1) t ON true

-- name: chain_total
-- expect: refused cannot-narrow
SELECT g.pk_product, g.n, (SELECT sum(n) FROM tv_chain_grouped) AS all_reviews FROM tv_chain_grouped g

-- name: chain_currency
-- expect: maintained
-- why: the TVIEW stands in another schema
CREATE TABLE intl.tv_chain_currency AS
SELECT c.code, c.name, r.rate FROM intl.tb_currency c LEFT JOIN intl.vw_latest_rate r ON r.fk_currency = c.code;

-- name: chain_converted
-- expect: maintained
SELECT o.pk_order, x.name AS currency, round(t.total * COALESCE(x.rate, 1), 2) AS total
FROM tb_order o JOIN vw_order_total t ON t.pk_order = o.pk_order LEFT JOIN intl.tv_chain_currency x ON x.code = o.currency
