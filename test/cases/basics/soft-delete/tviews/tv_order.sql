CREATE TABLE tv_order AS
SELECT o.pk_order, o.id, jsonb_build_object('total', o.total, 'customer', c.name) AS data
FROM tb_order o
JOIN tb_customer c ON c.pk_customer = o.fk_customer AND c.deleted_at IS NULL
WHERE o.deleted_at IS NULL;
