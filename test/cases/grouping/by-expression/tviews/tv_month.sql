-- @key (month)
CREATE TABLE tv_month AS
SELECT date_trunc('month', paid_at) AS month, count(*) AS payments, sum(amount) AS total
FROM tb_payment
GROUP BY date_trunc('month', paid_at);
