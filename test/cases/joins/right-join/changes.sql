-- transaction: the far table (changes tv_user, tv_profile) (refreshes tv_user: 1, tv_profile: 1)
UPDATE tb_city SET name = 'Christiania' WHERE pk_city = 1;

-- transaction: the middle table is read by one of them (changes tv_user) (leaves tv_profile) (refreshes tv_user: 1, tv_profile: 0)
UPDATE tb_profile SET motto = 'Tempus fugit' WHERE pk_profile = 1;

-- transaction: a profile finds its user (changes tv_user, tv_profile) (refreshes tv_user: 1, tv_profile: 1)
UPDATE tb_profile SET fk_user = 3 WHERE pk_profile = 3;

-- transaction: a profile loses its user (changes tv_user, tv_profile) (refreshes tv_user: 1, tv_profile: 1)
UPDATE tb_profile SET fk_user = NULL WHERE pk_profile = 1;

-- transaction: profiles change owners in one statement (changes tv_user, tv_profile) (refreshes tv_user: 3, tv_profile: 2)
UPDATE tb_profile SET fk_user = fk_user - 1 WHERE fk_user IN (2, 3);

-- transaction: the link to the city is cut (changes tv_user, tv_profile) (refreshes tv_user: 1, tv_profile: 1)
UPDATE tb_profile SET fk_city = NULL WHERE pk_profile = 3;

-- transaction: a user without profile (changes tv_user) (leaves tv_profile) (refreshes tv_user: 1, tv_profile: 0)
INSERT INTO tb_user VALUES (4, 'dan');

-- transaction: a profile goes (changes tv_user, tv_profile) (refreshes tv_user: 1, tv_profile: 1)
DELETE FROM tb_profile WHERE pk_profile = 3;
