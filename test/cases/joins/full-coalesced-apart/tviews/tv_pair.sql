-- @key (number, pk_order, pk_delivery)
CREATE TABLE tv_pair AS
SELECT coalesce(d.pk_delivery, o.pk_order) AS number, o.pk_order, d.pk_delivery, o.amount
FROM tb_order o
FULL JOIN tb_delivery d ON d.parcel = o.parcel;
