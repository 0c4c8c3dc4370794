-- transaction: a child before its parent, each pointing at the other (changes tv_node)
INSERT INTO tb_leaf VALUES (3, 3, 'c1');
INSERT INTO tb_node VALUES (3, 'C', 3);

-- transaction: a parent goes first, its children find another one (changes tv_node)
UPDATE tb_node SET fk_first_leaf = NULL WHERE pk_node = 1;
DELETE FROM tb_node WHERE pk_node = 1;
UPDATE tb_leaf SET fk_node = 2 WHERE fk_node = 1;

-- transaction: keys of both sides change (changes tv_node)
UPDATE tb_node SET pk_node = 30 WHERE pk_node = 3;
UPDATE tb_leaf SET pk_leaf = 33, fk_node = 30 WHERE pk_leaf = 3;
UPDATE tb_node SET fk_first_leaf = 33 WHERE pk_node = 30;

-- transaction: COMMIT fails: nothing happened (leaves tv_node)
-- fails at commit: 23503
UPDATE tb_leaf SET name = 'never';
INSERT INTO tb_leaf VALUES (4, 99, 'orphan');

-- transaction: everything goes, parents first (changes tv_node)
DELETE FROM tb_node;
DELETE FROM tb_leaf;
