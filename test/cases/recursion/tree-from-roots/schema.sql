-- Trees that are walked from their roots: each node is met once, which proves the key, also through a view.
CREATE TABLE tb_node (pk_node integer PRIMARY KEY, fk_parent integer, name text NOT NULL);
CREATE INDEX ON tb_node (fk_parent);
CREATE VIEW vw_node_path AS
WITH RECURSIVE walk AS (
  SELECT pk_node, ARRAY[name] AS path FROM tb_node WHERE fk_parent IS NULL
  UNION ALL
  SELECT n.pk_node, w.path || n.name FROM tb_node n JOIN walk w ON w.pk_node = n.fk_parent
)
SELECT pk_node, path FROM walk;

INSERT INTO tb_node VALUES (1, NULL, 'a'), (2, 1, 'b'), (3, 2, 'c'), (4, NULL, 'd'), (6, 7, 'e'), (7, 6, 'f');
