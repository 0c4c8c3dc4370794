CREATE TABLE tv_tree AS
WITH RECURSIVE below AS (
  SELECT f.pk_folder AS pk_tree, f.pk_folder, f.size FROM tb_folder f
  UNION
  SELECT b.pk_tree, f.pk_folder, f.size FROM below b JOIN tb_folder f ON f.fk_parent = b.pk_folder
)
SELECT pk_tree, count(*) AS folders, sum(size) AS size FROM below GROUP BY pk_tree;
