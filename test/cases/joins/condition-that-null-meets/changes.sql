-- transaction: a person appears on whose level a match is held (changes tv_match)
INSERT INTO tb_person VALUES (5, 1, 3);

-- transaction: the level goes (changes tv_match)
UPDATE tb_person SET level = NULL WHERE pk_person = 5;

-- transaction: the person goes (leaves tv_town)
DELETE FROM tb_person WHERE pk_person = 5;

-- transaction: the leader joins the team, and is its leader at last (changes tv_match, tv_town)
INSERT INTO tb_person VALUES (7, 2, 3);

-- transaction: the leader loses the level (changes tv_town)
UPDATE tb_person SET level = 1 WHERE pk_person = 7;

-- transaction: a team without a leader loses its town (changes tv_match, tv_town)
UPDATE tb_team SET town = NULL WHERE pk_team = 1;

-- transaction: all persons go (changes tv_match)
TRUNCATE tb_person;
