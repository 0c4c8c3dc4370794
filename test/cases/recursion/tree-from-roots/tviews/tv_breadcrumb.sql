CREATE TABLE tv_breadcrumb AS
SELECT n.pk_node, array_to_string(v.path, ' > ') AS path FROM tb_node n JOIN vw_node_path v USING (pk_node);
