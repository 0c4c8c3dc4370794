CREATE TABLE tv_shop AS
SELECT s.pk_shop, s.name, g.category AS strongest
FROM tb_shop s
LEFT JOIN (
  SELECT r.fk_shop, r.category, row_number() OVER (PARTITION BY r.fk_shop ORDER BY sum(r.amount) DESC, r.category) AS place
  FROM tb_receipt r
  GROUP BY r.fk_shop, r.category
) g ON g.fk_shop = s.pk_shop AND g.place = 1;
