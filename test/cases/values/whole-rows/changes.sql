-- transaction: any column of the row (changes tv_pet, tv_owner, tv_pair) (refreshes tv_pet: 1, tv_owner: 1, tv_pair: 1)
UPDATE tb_pet SET weight = 13 WHERE pk_pet = 1;

-- transaction: another one (changes tv_pet) (leaves tv_owner, tv_pair) (refreshes tv_pet: 1, tv_owner: 0, tv_pair: 0)
UPDATE tb_pet SET born = '2022-02-02' WHERE pk_pet = 2;

-- transaction: a column that only the whole row shows (changes tv_owner) (leaves tv_pet, tv_pair) (refreshes tv_pet: 0, tv_owner: 2, tv_pair: 0)
UPDATE tb_owner SET phone = '456';

-- transaction: the same values (leaves tv_pet, tv_owner, tv_pair) (refreshes tv_pet: 0, tv_owner: 0, tv_pair: 0)
UPDATE tb_pet SET weight = weight;

-- transaction: a pet is adopted (changes tv_pet, tv_owner, tv_pair) (refreshes tv_pet: 1, tv_owner: 1, tv_pair: 1)
UPDATE tb_pet SET fk_owner = 2 WHERE pk_pet = 2;

-- transaction: an owner appears for a pet that waits (changes tv_pet, tv_owner, tv_pair) (refreshes tv_pet: 1, tv_owner: 1, tv_pair: 1)
INSERT INTO tb_pet VALUES (3, 3, 'Kit', NULL, NULL);
INSERT INTO tb_owner VALUES (3, 'Cid', NULL);
