-- transaction: a folder is renamed (changes tv_file, tv_folder)
UPDATE tb_folder SET name = 'Mail' WHERE pk_folder = 1;

-- transaction: a loose file is filed (changes tv_file, tv_folder)
UPDATE tb_file SET fk_folder = 2 WHERE name = 'loose';

-- transaction: shared with one more (changes tv_file) (leaves tv_folder)
INSERT INTO tb_share VALUES ('B0000000-0000-0000-0000-000000000002', 'ben');

-- transaction: the public id, which is the key, changes (changes tv_file, tv_folder)
UPDATE tb_folder SET id = 'a0000000-0000-0000-0000-000000000009' WHERE pk_folder = 2;

-- transaction: the ids of two folders swap in one statement (changes tv_file, tv_folder)
UPDATE tb_folder SET id = (SELECT o.id FROM tb_folder o WHERE o.pk_folder = 3 - tb_folder.pk_folder);

-- transaction: a file goes with its shares (changes tv_file, tv_folder)
DELETE FROM tb_file WHERE id = 'b0000000-0000-0000-0000-000000000001';
