CREATE TABLE tv_product AS
WITH RECURSIVE need AS (
  SELECT c.fk_whole AS pk_product, c.fk_part, c.quantity::bigint AS quantity FROM tb_component c
  UNION ALL
  SELECT n.pk_product, c.fk_part, n.quantity * c.quantity FROM need n JOIN tb_component c ON c.fk_whole = n.fk_part
)
SELECT n.pk_product, w.name, sum(n.quantity * p.price) AS cost
FROM need n
JOIN tb_item w ON w.pk_item = n.pk_product
JOIN tb_item p ON p.pk_item = n.fk_part
GROUP BY n.pk_product, w.name;
