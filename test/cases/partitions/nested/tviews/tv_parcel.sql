-- @key (region, pk_parcel)
CREATE TABLE tv_parcel AS
SELECT p.region, p.pk_parcel, p.weight, r.name
FROM tb_parcel p LEFT JOIN tb_region r ON r.code = p.region;
