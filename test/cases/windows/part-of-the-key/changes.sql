-- transaction: points without effect on the order (changes tv_neighbour) (leaves tv_player, tv_best) (refreshes tv_player: 3, tv_best: 3)
UPDATE tb_player SET points = 11 WHERE pk_player = 3;

-- transaction: the last of a team becomes the first (changes tv_player, tv_neighbour, tv_best) (refreshes tv_player: 3, tv_best: 3)
UPDATE tb_player SET points = 40 WHERE pk_player = 3;

-- transaction: a nickname: the neighbours of the team and of the day (changes tv_neighbour) (leaves tv_player, tv_best) (refreshes tv_neighbour: 4)
UPDATE tb_player SET nickname = 'B' WHERE pk_player = 2;

-- transaction: from one team to another (changes tv_player, tv_neighbour, tv_best) (refreshes tv_player: 4, tv_best: 4)
UPDATE tb_player SET team = 'blue' WHERE pk_player = 1;

-- transaction: from those without a team to one that is new (changes tv_player, tv_neighbour, tv_best) (refreshes tv_player: 2, tv_best: 2)
UPDATE tb_player SET team = 'green' WHERE pk_player = 5;

-- transaction: teams swap all their players, who keep their neighbours (changes tv_player, tv_best)
UPDATE tb_player SET team = CASE team WHEN 'red' THEN 'blue' ELSE 'red' END WHERE team IN ('red', 'blue');

-- transaction: another key within the team (changes tv_player, tv_neighbour, tv_best)
UPDATE tb_player SET pk_player = 20 WHERE pk_player = 2;

-- transaction: another key and another team, then its new team mates change as well (changes tv_player, tv_neighbour, tv_best)
UPDATE tb_player SET pk_player = 30, team = NULL WHERE pk_player = 3;
UPDATE tb_player SET points = points + 100 WHERE team IS NULL AND pk_player = 6;

-- transaction: one leaves, one comes, in the same place (changes tv_player, tv_neighbour, tv_best)
DELETE FROM tb_player WHERE pk_player = 4;
INSERT INTO tb_player VALUES (7, 'red', 5, '2024-01-02', NULL);

-- transaction: another day (changes tv_neighbour) (leaves tv_player, tv_best) (refreshes tv_player: 0, tv_best: 0)
UPDATE tb_player SET joined = '2024-01-03' WHERE pk_player = 20;

-- transaction: a savepoint takes the move back, the points stay (changes tv_player, tv_neighbour)
UPDATE tb_player SET points = 1 WHERE pk_player = 1;
SAVEPOINT move;
UPDATE tb_player SET team = 'green' WHERE pk_player = 1;
ROLLBACK TO move;

-- transaction: the last of a team (changes tv_player, tv_neighbour, tv_best) (refreshes tv_player: 1, tv_best: 1)
DELETE FROM tb_player WHERE team = 'green';

-- transaction: nobody (changes tv_player, tv_neighbour, tv_best)
TRUNCATE tb_player;
