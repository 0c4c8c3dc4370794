CREATE TABLE tv_grandparent AS
SELECT n.pk_node, p.name AS parent, g.name AS grandparent
FROM tb_node n
JOIN tb_node p ON p.pk_node = n.fk_parent
JOIN tb_node g ON g.pk_node = p.fk_parent;
