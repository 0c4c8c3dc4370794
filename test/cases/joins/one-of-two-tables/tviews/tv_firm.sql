-- @key (firm)
CREATE TABLE tv_firm AS
SELECT coalesce(d.fk_firm, p.fk_sender) AS firm, count(*) AS parcels, sum(p.grams) AS grams
FROM tb_parcel p
LEFT JOIN tb_depot d ON d.pk_depot = p.fk_depot
GROUP BY 1;
