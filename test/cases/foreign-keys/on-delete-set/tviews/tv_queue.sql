CREATE TABLE tv_queue AS
SELECT q.pk_queue, q.name, (SELECT count(*) FROM tb_case c WHERE c.fk_queue = q.pk_queue AND c.fk_agent IS NOT NULL) AS assigned
FROM tb_queue q;
