-- transaction: two of a team swap places (changes tv_place) (leaves tv_badge_of)
UPDATE tb_player SET points = 25 WHERE pk_player = 1;
UPDATE tb_player SET points = 30 WHERE pk_player = 2;

-- transaction: the first one leaves, and all others move up (changes tv_place) (leaves tv_badge_of)
DELETE FROM tb_player WHERE pk_player = 2;

-- transaction: from team to team (changes tv_place, tv_badge_of)
UPDATE tb_player SET team = 'blue' WHERE pk_player = 1;

-- transaction: a player of a team of their own (changes tv_badge_of, tv_place)
INSERT INTO tb_player VALUES (5, 'green', 5);
INSERT INTO tb_badge VALUES (3, 5, 'keeper');
DELETE FROM tb_player WHERE pk_player = 3;

-- transaction: a second badge for one player (leaves tv_place, tv_badge_of)
-- fails at commit: 23505
INSERT INTO tb_badge VALUES (4, 1, 'keeper');

-- transaction: the badge goes to another player (changes tv_badge_of) (leaves tv_place)
UPDATE tb_badge SET fk_player = 5 WHERE pk_badge = 2;
DELETE FROM tb_badge WHERE pk_badge = 3;
