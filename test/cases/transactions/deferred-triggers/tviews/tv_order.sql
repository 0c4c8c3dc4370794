CREATE TABLE tv_order AS
SELECT o.pk_order, o.customer, o.total, (SELECT count(*) FROM tb_item i WHERE i.fk_order = o.pk_order) AS items
FROM tb_order o;
