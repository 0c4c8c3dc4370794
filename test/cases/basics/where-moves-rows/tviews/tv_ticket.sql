CREATE TABLE tv_ticket AS
SELECT t.pk_ticket, t.id, jsonb_build_object('subject', t.subject, 'kind', a.kind) AS data
FROM tb_ticket t
JOIN tb_account a ON a.pk_account = t.fk_account
WHERE t.state <> 'closed'
  AND (a.status = 'active' OR t.priority >= 5)
  AND t.subject NOT LIKE '%spam%';
