-- @key code
CREATE TABLE tv_region AS
SELECT r.code, r.name, (SELECT sum(p.weight) FROM tb_parcel p WHERE p.region = r.code) AS weight,
       (SELECT count(*) FROM tb_parcel_eu p WHERE p.region = r.code) AS european
FROM tb_region r;
