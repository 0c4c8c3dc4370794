-- @key (fk_customer, kind)
CREATE TABLE tv_customer_kind AS
SELECT o.fk_customer, a.kind, count(*) AS lines, sum(l.amount * a.price) AS total
FROM tb_order o
JOIN tb_line l ON l.fk_order = o.pk_order
JOIN tb_article a ON a.pk_article = l.fk_article
GROUP BY o.fk_customer, a.kind;
