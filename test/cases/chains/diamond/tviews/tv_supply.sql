-- @key (fk_group)
CREATE TABLE tv_supply AS
SELECT i.fk_group, string_agg(i.name, ',' ORDER BY i.name, i.pk_item) FILTER (WHERE i.in_stock) AS available
FROM tv_item i
WHERE i.fk_group IS NOT NULL
GROUP BY i.fk_group;
