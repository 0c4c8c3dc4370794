-- @key (currency, season)
CREATE TABLE tv_price_list AS
SELECT l.currency, l.season, count(p.pk_price) AS prices
FROM tb_price_list l
LEFT JOIN tb_price p ON (p.currency, p.season) = (l.currency, l.season)
GROUP BY l.currency, l.season;
