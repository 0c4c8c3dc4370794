CREATE TABLE tv_desk AS
SELECT d.pk_desk, d.label,
       o.name || COALESCE(' of ' || o.path, '') AS owner,
       e.name || COALESCE(' of ' || e.path, '') AS deputy
FROM tb_desk d
LEFT JOIN person_with_unit o ON o.id = d.fk_owner
LEFT JOIN person_with_unit e ON e.id = d.fk_deputy;
