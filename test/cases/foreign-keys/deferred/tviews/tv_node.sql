CREATE TABLE tv_node AS
SELECT n.pk_node, n.name, f.name AS first, (SELECT array_agg(l.name ORDER BY l.name) FROM tb_leaf l WHERE l.fk_node = n.pk_node) AS leaves
FROM tb_node n
LEFT JOIN tb_leaf f ON f.pk_leaf = n.fk_first_leaf;
