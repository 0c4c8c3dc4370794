-- @key (month, size)
CREATE TABLE tv_size_month AS
SELECT extract(month FROM paid_at) AS month, amount >= 50 AS size, min(paid_at) AS earliest
FROM tb_payment
GROUP BY extract(month FROM paid_at), amount >= 50
HAVING count(payer) > 0;
