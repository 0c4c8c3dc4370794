-- @key (pk_item, pk_band)
CREATE TABLE tv_priced AS
SELECT i.pk_item, b.pk_band, i.name, b.high - i.price AS below
FROM tb_item i
JOIN tb_band b ON i.price BETWEEN b.low AND b.high;
