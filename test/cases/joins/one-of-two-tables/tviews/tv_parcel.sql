CREATE TABLE tv_parcel AS
SELECT p.pk_parcel, p.grams, f.name AS firm
FROM tb_parcel p
LEFT JOIN tb_depot d ON d.pk_depot = p.fk_depot
LEFT JOIN tb_firm f ON f.pk_firm = coalesce(d.fk_firm, p.fk_sender);
