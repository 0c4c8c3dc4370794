CREATE TABLE tv_employee AS
SELECT
  e.pk_employee,
  e.name,
  ARRAY (
    WITH RECURSIVE up AS (
      SELECT m.pk_employee, m.fk_manager, m.name, 1 AS distance FROM tb_employee m WHERE m.pk_employee = e.fk_manager
      UNION ALL
      SELECT m.pk_employee, m.fk_manager, m.name, up.distance + 1 FROM up JOIN tb_employee m ON m.pk_employee = up.fk_manager
      WHERE up.distance < 6
    )
    SELECT up.name FROM up ORDER BY up.distance
  ) AS managers
FROM tb_employee e;
