-- transaction: a goal (changes tv_club, tv_league) (refreshes tv_club: 1, tv_league: 1)
UPDATE tb_match SET home_goals = 4 WHERE pk_match = 1;

-- transaction: a goal of the guests shows only where wins are counted (changes tv_club) (leaves tv_league) (refreshes tv_club: 1, tv_league: 0)
UPDATE tb_match SET away_goals = 5 WHERE pk_match = 1;

-- transaction: a match is played (changes tv_club) (refreshes tv_club: 1, tv_league: 0)
UPDATE tb_match SET home_goals = 1, away_goals = 0 WHERE pk_match = 4;

-- transaction: the guest is not read (leaves tv_club, tv_league) (refreshes tv_club: 0, tv_league: 0)
UPDATE tb_match SET away = 4 WHERE pk_match = 2;

-- transaction: a match moves to another home (changes tv_club, tv_league) (refreshes tv_club: 2, tv_league: 2)
UPDATE tb_match SET home = 3 WHERE pk_match = 2;

-- transaction: a club moves to another league (changes tv_league) (leaves tv_club) (refreshes tv_club: 0, tv_league: 2)
UPDATE tb_club SET fk_league = 2 WHERE pk_club = 1;

-- transaction: a club comes out of nowhere (changes tv_league) (leaves tv_club) (refreshes tv_club: 0, tv_league: 1)
UPDATE tb_club SET fk_league = 1 WHERE pk_club = 4;

-- transaction: all groups are empty (changes tv_club, tv_league) (refreshes tv_club: 3, tv_league: 2)
DELETE FROM tb_match;
