-- @key (payer)
CREATE TABLE tv_payer AS
SELECT lower(p.payer) AS payer, sum(p.amount) AS total, count(DISTINCT p.payer) AS spellings
FROM tb_payment p
GROUP BY 1;
