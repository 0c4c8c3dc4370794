-- @key (letter, x)
SELECT w.doc ->> 'a' AS letter, w.spot[0] AS x, count(*) AS weights
FROM tb_weight w
GROUP BY w.doc ->> 'a', w.spot[0]
