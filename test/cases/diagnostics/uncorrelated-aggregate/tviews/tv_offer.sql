-- @key (pk_product, pk_rate)
CREATE TABLE tv_offer AS
SELECT p.pk_product, r.pk_rate, p.price * r.factor * (SELECT max(factor) FROM tb_rate) AS price
FROM tb_product p
CROSS JOIN tb_rate r;
