-- @key customer_no
CREATE TABLE tv_customer AS
SELECT customer_no, name, credit, rating
FROM tb_customer
LEFT JOIN tb_credit USING (customer_no)
LEFT JOIN tb_rating USING (rating_no);
