-- transaction: a leaf grows (changes tv_tree) (leaves tv_ancestor) (refreshes tv_tree: 4)
UPDATE tb_folder SET size = 17 WHERE pk_folder = 5;

-- transaction: a folder in the middle is renamed (changes tv_ancestor) (leaves tv_tree) (refreshes tv_tree: 0)
UPDATE tb_folder SET name = 'source' WHERE pk_folder = 2;

-- transaction: a branch moves: into a tree, out of others, its own is as it was (changes tv_tree, tv_ancestor) (refreshes tv_tree: 3)
UPDATE tb_folder SET fk_parent = 3 WHERE pk_folder = 4;

-- transaction: a branch moves, and the branch it was in moves as well (changes tv_tree, tv_ancestor)
UPDATE tb_folder SET fk_parent = 6 WHERE pk_folder = 4;
UPDATE tb_folder SET fk_parent = 2 WHERE pk_folder = 3;

-- transaction: the same in the other order (changes tv_tree, tv_ancestor)
UPDATE tb_folder SET fk_parent = 1 WHERE pk_folder = 3;
UPDATE tb_folder SET fk_parent = 2 WHERE pk_folder = 4;

-- transaction: parent and child change places (changes tv_tree, tv_ancestor)
UPDATE tb_folder SET fk_parent = CASE pk_folder WHEN 2 THEN 4 WHEN 4 THEN 1 ELSE 2 END WHERE pk_folder IN (2, 4, 5);

-- transaction: a folder gets another key (changes tv_tree, tv_ancestor)
UPDATE tb_folder SET fk_parent = NULL WHERE pk_folder IN (2, 4);
UPDATE tb_folder SET pk_folder = 40 WHERE pk_folder = 4;
UPDATE tb_folder SET fk_parent = 40 WHERE pk_folder = 2;

-- transaction: a chain of three, added from below (changes tv_tree, tv_ancestor) (refreshes tv_tree: 4)
INSERT INTO tb_folder VALUES (9, NULL, 'leaf', 1);
INSERT INTO tb_folder VALUES (8, 6, 'twig', 1);
INSERT INTO tb_folder VALUES (7, 8, 'branch', 1);
UPDATE tb_folder SET fk_parent = 7 WHERE pk_folder = 9;

-- transaction: a savepoint is rolled back, the move before it stays (changes tv_tree, tv_ancestor)
UPDATE tb_folder SET fk_parent = 6 WHERE pk_folder = 7;
SAVEPOINT before_delete;
DELETE FROM tb_folder WHERE pk_folder = 6;
ROLLBACK TO before_delete;

-- transaction: a folder goes with all below it (changes tv_tree, tv_ancestor)
DELETE FROM tb_folder WHERE pk_folder = 6;

-- transaction: a folder of nothing and under nothing (changes tv_tree) (leaves tv_ancestor) (refreshes tv_tree: 1)
INSERT INTO tb_folder VALUES (10, NULL, 'single', 0);

-- transaction: all gone (changes tv_tree, tv_ancestor)
TRUNCATE tb_folder;
