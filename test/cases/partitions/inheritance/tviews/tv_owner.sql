CREATE TABLE tv_owner AS
SELECT o.pk_owner, o.name,
       (SELECT string_agg(v.name, ',' ORDER BY v.name) FROM tb_vehicle v WHERE v.fk_owner = o.pk_owner) AS vehicles,
       (SELECT count(*) FROM ONLY tb_vehicle v WHERE v.fk_owner = o.pk_owner) AS plain
FROM tb_owner o;
