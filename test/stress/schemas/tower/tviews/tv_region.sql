-- @key pk_region
CREATE TABLE tv_region AS
SELECT r.pk_region, r.name, count(s.pk_shop) AS shops, sum(t.amount) AS amount
FROM tb_region r
LEFT JOIN tb_shop s ON s.fk_region = r.pk_region
LEFT JOIN tv_sold t ON t.fk_shop = s.pk_shop
GROUP BY r.pk_region;
