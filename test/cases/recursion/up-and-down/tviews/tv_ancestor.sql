-- @key (pk_folder, pk_ancestor)
CREATE TABLE tv_ancestor AS
WITH RECURSIVE above AS (
  SELECT f.pk_folder, p.pk_folder AS pk_ancestor, p.fk_parent, p.name
  FROM tb_folder f
  JOIN tb_folder p ON p.pk_folder = f.fk_parent
  UNION
  SELECT a.pk_folder, p.pk_folder, p.fk_parent, p.name FROM above a JOIN tb_folder p ON p.pk_folder = a.fk_parent
)
SELECT pk_folder, pk_ancestor, name FROM above;
