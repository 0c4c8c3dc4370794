-- @key fk_shop
CREATE TABLE tv_sold AS
SELECT fk_shop, count(*) AS sales, sum(amount) AS amount FROM tb_sale GROUP BY fk_shop;
