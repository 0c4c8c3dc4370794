CREATE TABLE tv_node AS
SELECT n.pk_node, n.name, parent.name AS parent, count(child.pk_node) AS children
FROM tb_node n
LEFT JOIN tb_node parent ON parent.pk_node = n.fk_parent
LEFT JOIN tb_node child ON child.fk_parent = n.pk_node
GROUP BY n.pk_node, parent.pk_node;
