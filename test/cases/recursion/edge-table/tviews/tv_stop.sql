CREATE TABLE tv_stop AS
SELECT
  s.pk_stop,
  s.name,
  ARRAY (
    WITH RECURSIVE onward AS (
      SELECT e.fk_to FROM tb_edge e WHERE e.fk_from = s.pk_stop
      UNION
      SELECT e.fk_to FROM tb_edge e JOIN onward o ON e.fk_from = o.fk_to
    )
    SELECT t.name FROM onward o JOIN tb_stop t ON t.pk_stop = o.fk_to ORDER BY t.pk_stop
  ) AS reachable
FROM tb_stop s;
