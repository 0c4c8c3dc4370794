-- @key (size)
CREATE TABLE tv_size AS
SELECT CASE WHEN p.amount < 50 THEN 'small' WHEN p.amount < 500 THEN 'large' END AS size, count(*) AS payments
FROM tb_payment p
GROUP BY size;
