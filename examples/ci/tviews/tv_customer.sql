-- A customer with the latest orders, as tv_order has them.
CREATE TABLE tv_customer AS
SELECT
  c.pk_customer,
  c.id,
  jsonb_build_object(
    'id', c.id,
    'name', c.name,
    'latestOrders', coalesce((
      SELECT jsonb_agg(latest.data ORDER BY latest.pk_order DESC)
      FROM (
        SELECT o.pk_order, o.data
        FROM tv_order o
        WHERE o.fk_customer = c.pk_customer
        ORDER BY o.pk_order DESC
        LIMIT 3
      ) latest
    ), '[]')
  ) AS data
FROM tb_customer c;
