CREATE TABLE tv_case AS
SELECT c.pk_case, q.name AS queue, a.name AS agent, c.tenant, l.colour
FROM tb_case c
JOIN tb_queue q ON q.pk_queue = c.fk_queue
LEFT JOIN tb_agent a ON a.pk_agent = c.fk_agent
LEFT JOIN tb_tenant_label l ON l.tenant = c.tenant AND l.label = c.label;
