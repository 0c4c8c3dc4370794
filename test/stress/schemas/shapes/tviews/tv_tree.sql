CREATE TABLE tv_tree AS
WITH RECURSIVE below AS (
  SELECT n.pk_node AS pk_tree, n.pk_node, n.name FROM tb_node n
  UNION
  SELECT b.pk_tree, n.pk_node, n.name FROM below b JOIN tb_node n ON n.fk_parent = b.pk_node
)
SELECT pk_tree, count(*) AS nodes, string_agg(name, ' ' ORDER BY pk_node) AS names FROM below GROUP BY pk_tree;
