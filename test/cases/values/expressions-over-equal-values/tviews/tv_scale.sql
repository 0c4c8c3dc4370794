-- @key (scale)
SELECT scale(w.grams) AS scale, count(*) AS weights
FROM tb_weight w
GROUP BY scale(w.grams)
