CREATE TABLE tv_node AS
SELECT n.pk_node, n.name, p.name AS parent, g.name AS grandparent, count(c.pk_node) AS grandchildren
FROM tb_node n
LEFT JOIN tb_node p ON p.pk_node = n.fk_parent
LEFT JOIN tb_node g ON g.pk_node = p.fk_parent
LEFT JOIN tb_node b ON b.fk_parent = n.pk_node
LEFT JOIN tb_node c ON c.fk_parent = b.pk_node
GROUP BY n.pk_node, p.pk_node, g.pk_node;
