-- @key pk_item
CREATE TABLE tv_stock AS
SELECT i.pk_item, COALESCE(w.name, 'nowhere') AS place
FROM tb_item i
LEFT JOIN tb_warehouse w ON w.pk_warehouse = i.warehouse;
