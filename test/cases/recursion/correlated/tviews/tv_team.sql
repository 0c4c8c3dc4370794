-- Everyone who reports to someone of the team, over any number of managers.
CREATE TABLE tv_team AS
SELECT t.pk_team, t.name, x.people, x.names
FROM tb_team t
CROSS JOIN LATERAL (
  WITH RECURSIVE down AS (
    SELECT e.pk_employee, e.name FROM tb_employee e WHERE e.fk_team = t.pk_team
    UNION
    SELECT e.pk_employee, e.name FROM tb_employee e JOIN down d ON e.fk_manager = d.pk_employee
  )
  SELECT count(*) AS people, string_agg(down.name, ' ' ORDER BY down.pk_employee) AS names FROM down
) x;
