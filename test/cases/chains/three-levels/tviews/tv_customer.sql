CREATE TABLE tv_customer AS
SELECT c.pk_customer, c.name, (SELECT sum(o.total) FROM tv_order o WHERE o.fk_customer = c.pk_customer) AS revenue
FROM tb_customer c;
