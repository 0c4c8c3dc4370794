-- @key (nodes)
CREATE TABLE tv_path AS
SELECT p.nodes, p.label, (SELECT count(*) FROM tb_thing t WHERE t.nodes = p.nodes) AS things FROM tb_path p;
