-- @key (fk_from, fk_to)
CREATE TABLE tv_reach AS
WITH RECURSIVE reach AS (
  SELECT fk_from, fk_to FROM tb_edge
  UNION
  SELECT r.fk_from, e.fk_to FROM reach r JOIN tb_edge e ON e.fk_from = r.fk_to
)
SELECT fk_from, fk_to FROM reach;
