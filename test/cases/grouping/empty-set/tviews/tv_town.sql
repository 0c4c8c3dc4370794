-- @key (town)
SELECT s.town, (SELECT count(*) FROM tb_sale y WHERE y.town = s.town GROUP BY ()) AS sales
FROM tb_shop s
WHERE s.town IS NOT NULL
GROUP BY s.town
