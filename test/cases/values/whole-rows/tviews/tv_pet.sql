CREATE TABLE tv_pet AS
SELECT p.*, to_jsonb(p) AS data, o.name AS owner
FROM tb_pet p LEFT JOIN tb_owner o ON o.pk_owner = p.fk_owner;
