-- transaction: another key (changes tv_animal) (leaves tv_only)
INSERT INTO tb_dog VALUES (3, 'Bello');

-- transaction: the parent's key once more in the child (leaves tv_animal, tv_only)
-- fails at commit: 23505
INSERT INTO tb_dog VALUES (1, 'Cat too');

-- transaction: the child's key once more in the parent (leaves tv_animal, tv_only)
-- fails at commit: 23505
INSERT INTO tb_animal VALUES (2, 'Rex');

-- transaction: a row moves from the parent to the child (changes tv_only) (leaves tv_animal)
WITH moved AS (DELETE FROM ONLY tb_animal WHERE pk_animal = 1 RETURNING *) INSERT INTO tb_dog SELECT * FROM moved;
