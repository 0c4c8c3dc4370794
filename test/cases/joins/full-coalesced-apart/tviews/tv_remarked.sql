-- @key (pk_order, pk_delivery, pk_remark)
CREATE TABLE tv_remarked AS
SELECT o.pk_order, d.pk_delivery, r.pk_remark, r.body
FROM tb_order o
FULL JOIN tb_delivery d ON d.parcel = o.parcel
LEFT JOIN tb_remark r ON r.fk_number = coalesce(o.pk_order, d.pk_delivery);
