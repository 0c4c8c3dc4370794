-- @key (pk_document, name)
CREATE TABLE tv_member AS
SELECT d.pk_document, m.name, m.value, o.profile ->> 'name' AS owner
FROM tb_document d
CROSS JOIN LATERAL jsonb_each(d.body) AS m (name, value)
LEFT JOIN tb_owner o ON o.code = d.body ->> 'owner'
WHERE m.name <> 'owner';
