-- @key customer_no
CREATE TABLE tv_credit AS
SELECT customer_no, rating_no, jsonb_build_object('credit', k.credit, 'rating', rating) AS data
FROM tb_credit k NATURAL JOIN tb_rating;
