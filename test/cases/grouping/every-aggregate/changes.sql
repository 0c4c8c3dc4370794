-- transaction: a score (changes tv_team)
UPDATE tb_player SET score = 11 WHERE pk_player = 1;

-- transaction: NULL becomes a value (changes tv_team)
UPDATE tb_player SET injured = true, born = '2001-01-01' WHERE pk_player = 3;

-- transaction: a value becomes NULL, to which some are blind (changes tv_team)
UPDATE tb_player SET injured = NULL WHERE pk_player = 1;

-- transaction: the maximum goes (changes tv_team)
DELETE FROM tb_player WHERE pk_player = 2;

-- transaction: a free player joins (changes tv_team)
UPDATE tb_player SET fk_team = 3 WHERE pk_player = 5;

-- transaction: a player leaves, the team stays (changes tv_team)
UPDATE tb_player SET fk_team = NULL WHERE pk_player = 4;

-- transaction: who belongs nowhere changes (leaves tv_team)
UPDATE tb_player SET score = score + 1, nick = upper(nick) WHERE fk_team IS NULL;

-- transaction: everybody changes teams in one statement (changes tv_team)
UPDATE tb_player SET fk_team = COALESCE(4 - fk_team, 2);

-- transaction: a team goes (changes tv_team)
UPDATE tb_player SET fk_team = NULL WHERE fk_team = 1;
DELETE FROM tb_team WHERE pk_team = 1;

-- transaction: a team's name changes (changes tv_team)
UPDATE tb_team SET name = 'Greens' WHERE pk_team = 2;
