CREATE TABLE tv_project AS
SELECT p.pk_project,
       p.id,
       ARRAY(SELECT t.title FROM tb_task t WHERE t.fk_project = p.pk_project AND NOT t.done ORDER BY t.title) AS open_tasks,
       (SELECT count(*) FROM tb_task t WHERE t.fk_project = p.pk_project) AS task_count,
       (SELECT sum(t.hours) FROM tb_task t WHERE p.pk_project = t.fk_project) AS hours,
       (SELECT t.title FROM tb_task t WHERE t.fk_project = p.pk_project ORDER BY t.due DESC NULLS LAST, t.pk_task LIMIT 1) AS last_task,
       p.name || ' ' || COALESCE((SELECT max(t.due) FROM tb_task t WHERE t.fk_project = p.pk_project)::text, '') AS label
FROM tb_project p;
