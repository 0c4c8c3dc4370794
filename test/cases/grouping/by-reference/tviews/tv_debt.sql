-- @key fk_customer
CREATE TABLE tv_debt AS
SELECT i.fk_customer, sum(i.amount) AS debt, count(*) AS invoices
FROM tb_invoice i
WHERE NOT i.paid
GROUP BY i.fk_customer;
