CREATE TABLE tv_item AS
SELECT i.pk_item, i.name, w.name AS warehouse
FROM tb_item i
JOIN tb_warehouse w ON w.pk_warehouse = i.warehouse;
