-- @key (number)
CREATE TABLE tv_number AS
SELECT coalesce(o.pk_order, d.pk_delivery) AS number, count(*) AS rows, max(d.day) AS day
FROM tb_order o
FULL JOIN tb_delivery d ON d.parcel = o.parcel
GROUP BY 1;
