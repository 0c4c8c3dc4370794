-- An order with its lines and what they add up to.
CREATE TABLE tv_order AS
SELECT
  o.pk_order,
  o.id,
  o.fk_customer,
  jsonb_build_object(
    'id', o.id,
    'orderedOn', o.ordered_on,
    'customer', c.name,
    'lines', (
      SELECT jsonb_agg(
        jsonb_build_object('article', l.article, 'quantity', l.quantity, 'price', l.price) ORDER BY l.pk_order_line
      )
      FROM tb_order_line l
      WHERE l.fk_order = o.pk_order
    ),
    'total', (
      SELECT coalesce(sum(l.quantity * l.price), 0)
      FROM tb_order_line l
      WHERE l.fk_order = o.pk_order
    )
  ) AS data
FROM tb_order o
JOIN tb_customer c ON c.pk_customer = o.fk_customer;
