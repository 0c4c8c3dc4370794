CREATE TABLE tv_owner AS
SELECT o.pk_owner, o AS person, to_jsonb(o) - 'phone' AS public,
       (SELECT jsonb_agg(to_jsonb(p.*) ORDER BY p.pk_pet) FROM tb_pet p WHERE p.fk_owner = o.pk_owner) AS pets,
       (SELECT count(p) FROM tb_pet p WHERE p.fk_owner = o.pk_owner) AS pet_count
FROM tb_owner o;
