-- @key customer
CREATE TABLE tv_good_customer AS
SELECT i.fk_customer AS customer, c.name, avg(i.amount) AS average
FROM tb_invoice i
JOIN tb_customer c ON c.pk_customer = i.fk_customer
GROUP BY 1, 2
HAVING bool_and(i.paid) AND count(*) > 1;
