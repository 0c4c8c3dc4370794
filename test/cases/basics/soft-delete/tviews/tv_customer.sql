CREATE TABLE tv_customer AS
SELECT c.pk_customer, c.name,
       COALESCE(sum(o.total) FILTER (WHERE o.deleted_at IS NULL), 0) AS revenue
FROM tb_customer c
LEFT JOIN tb_order o ON o.fk_customer = c.pk_customer
WHERE c.deleted_at IS NULL
GROUP BY c.pk_customer, c.name;
