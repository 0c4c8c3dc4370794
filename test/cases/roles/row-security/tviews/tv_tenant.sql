CREATE TABLE tv_tenant AS
SELECT t.pk_tenant, t.name, (SELECT array_agg(d.title ORDER BY d.pk_document) FROM tb_document d WHERE d.fk_tenant = t.pk_tenant) AS titles
FROM tb_tenant t;
