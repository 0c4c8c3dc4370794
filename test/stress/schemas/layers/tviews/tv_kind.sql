-- @key kind
CREATE TABLE tv_kind AS
SELECT k.kind, sum(k.total) AS total, array_agg(s.name ORDER BY s.pk_shop) AS shops
FROM tv_shop_kind k
LEFT JOIN tv_shop s ON s.pk_shop = k.fk_shop
GROUP BY k.kind;
