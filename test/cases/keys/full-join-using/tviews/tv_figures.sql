CREATE TABLE tv_figures AS
SELECT fk_item, s.sold, r.stars, p.price
FROM (SELECT fk_item, sum(quantity) AS sold FROM tb_sale GROUP BY fk_item) s
FULL JOIN (SELECT fk_item, avg(stars) AS stars FROM tb_rating GROUP BY fk_item) r USING (fk_item)
FULL JOIN tb_price p USING (fk_item);
