CREATE TABLE tv_employee AS
SELECT e.pk_employee, e.id,
       jsonb_build_object(
         'name', e.name,
         'manager', m.name,
         'director', d.name,
         'reports', (SELECT jsonb_agg(r.name ORDER BY r.name, r.pk_employee)
                     FROM tb_employee r
                     WHERE r.fk_manager = e.pk_employee)
       ) AS data
FROM tb_employee e
LEFT JOIN tb_employee m ON m.pk_employee = e.fk_manager
LEFT JOIN tb_employee d ON d.pk_employee = m.fk_manager;
