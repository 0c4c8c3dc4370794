CREATE TABLE tv_owner AS
SELECT
  o.pk_owner,
  o.profile || jsonb_build_object('documents', (SELECT jsonb_agg(d.body - 'owner' ORDER BY d.pk_document) FROM tb_document d WHERE d.body ->> 'owner' = o.code)) AS data
FROM tb_owner o;
