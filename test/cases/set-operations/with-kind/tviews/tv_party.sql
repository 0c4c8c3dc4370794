-- @key (kind, id)
CREATE TABLE tv_party AS
SELECT 'person' AS kind, p.pk_person AS id, p.name, p.city FROM tb_person p
UNION ALL
SELECT 'company', c.pk_company, c.name || ' of ' || coalesce(o.name, 'nobody'), c.city
FROM tb_company c
LEFT JOIN tb_person o ON o.pk_person = c.fk_owner;
