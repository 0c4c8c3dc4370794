CREATE TABLE tv_order AS
SELECT o.pk_order, o.fk_customer, COALESCE(sum(l.total), 0) AS total,
       jsonb_agg(jsonb_build_object('product', l.product, 'total', l.total) ORDER BY l.pk_line) AS lines
FROM tb_order o
LEFT JOIN tv_line l ON l.fk_order = o.pk_order
GROUP BY o.pk_order;
