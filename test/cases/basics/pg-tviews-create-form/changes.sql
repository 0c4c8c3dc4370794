-- transaction: both follow a new name (changes tv_machine, tv_machine_name)
UPDATE tb_machine SET name = 'Mill' WHERE pk_machine = 1;

-- transaction: only one shows the identifier (changes tv_machine) (leaves tv_machine_name)
UPDATE tb_machine SET identifier = NULL WHERE pk_machine = 2;

-- transaction: inserts and deletes reach both (changes tv_machine, tv_machine_name)
INSERT INTO tb_machine (pk_machine, name) VALUES (3, 'Robot');
DELETE FROM tb_machine WHERE pk_machine = 1;
