-- transaction: a branch moves to another tree (changes tv_breadcrumb, tv_depth) (refreshes tv_breadcrumb: 2, tv_depth: 2)
UPDATE tb_node SET fk_parent = 4 WHERE pk_node = 2;

-- transaction: a node is renamed, and all below it with it (changes tv_breadcrumb) (refreshes tv_breadcrumb: 2)
UPDATE tb_node SET name = 'x' WHERE pk_node = 2;

-- transaction: a circle gets a root (changes tv_breadcrumb, tv_depth)
UPDATE tb_node SET fk_parent = NULL WHERE pk_node = 6;

-- transaction: a root hangs under its own tree, which then has none (changes tv_breadcrumb, tv_depth)
UPDATE tb_node SET fk_parent = 7 WHERE pk_node = 6;

-- transaction: a node in the middle goes, and those below it with it (changes tv_breadcrumb, tv_depth)
DELETE FROM tb_node WHERE pk_node = 2;

-- transaction: and comes back (changes tv_breadcrumb, tv_depth)
INSERT INTO tb_node VALUES (2, 1, 'b');
