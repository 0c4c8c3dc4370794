-- @key (fk_shop, kind)
CREATE TABLE tv_shop_kind AS
SELECT fk_shop, kind, count(*) AS sales, sum(amount) AS total
FROM tb_sale
GROUP BY fk_shop, kind;
