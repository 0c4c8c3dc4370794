-- @key (pk_owner, pk_pet)
CREATE TABLE tv_pair AS
SELECT *
FROM (SELECT o.pk_owner, o.name FROM tb_owner o) AS x
JOIN LATERAL (SELECT p.pk_pet, row_to_json(p) AS pet FROM tb_pet p WHERE p.fk_owner = x.pk_owner) AS y ON true;
