CREATE TABLE tv_price AS
SELECT p.pk_price, p.amount || COALESCE(c.symbol, '?') AS price, l.title, b.code AS billed_in
FROM tb_price p
LEFT JOIN tb_price_list l ON l.currency = p.currency AND l.season = p.season
LEFT JOIN tb_currency c ON c.code = l.currency
LEFT JOIN tb_currency b ON b.code = p.billed_in;
