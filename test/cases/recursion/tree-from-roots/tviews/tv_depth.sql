-- Nodes that lead back to themselves hang under no root, and so are not in it.
CREATE TABLE tv_depth AS
WITH RECURSIVE tree (id, depth, root) AS (
  SELECT pk_node, 0, pk_node FROM tb_node WHERE fk_parent IS NULL
  UNION ALL
  SELECT n.pk_node, t.depth + 1, t.root FROM tree t, tb_node n WHERE n.fk_parent = t.id
)
SELECT t.id, t.depth, r.name AS root FROM tree t JOIN tb_node r ON r.pk_node = t.root;
