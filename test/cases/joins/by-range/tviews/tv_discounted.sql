-- @key (pk_booking, pk_discount)
CREATE TABLE tv_discounted AS
SELECT b.pk_booking, d.pk_discount, b.price * (100 - d.percent) / 100 AS price
FROM tb_booking b
JOIN tb_discount d ON b.price BETWEEN d.low AND d.high;
