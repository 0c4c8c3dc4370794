-- A view that groups, read by a definition that joins it; another that groups the grouped.
CREATE TABLE tb_league (
  pk_league integer PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE tb_club (
  pk_club integer PRIMARY KEY,
  fk_league integer REFERENCES tb_league,
  name text NOT NULL
);
CREATE TABLE tb_match (
  pk_match integer PRIMARY KEY,
  home integer REFERENCES tb_club,
  away integer REFERENCES tb_club,
  home_goals integer,
  away_goals integer
);
CREATE VIEW home_result AS
  SELECT home AS club, count(*) AS games, sum(home_goals) AS goals, count(*) FILTER (WHERE home_goals > away_goals) AS won
  FROM tb_match WHERE home_goals IS NOT NULL
  GROUP BY home;
CREATE VIEW league_result AS
  SELECT c.fk_league AS league, sum(r.games) AS games, max(r.goals) AS best
  FROM home_result r JOIN tb_club c ON c.pk_club = r.club
  GROUP BY c.fk_league;

INSERT INTO tb_league VALUES (1, 'First'), (2, 'Second');
INSERT INTO tb_club VALUES (1, 1, 'A'), (2, 1, 'B'), (3, 2, 'C'), (4, NULL, 'D');
INSERT INTO tb_match VALUES (1, 1, 2, 3, 1), (2, 2, 1, 0, 0), (3, 3, 1, 2, 1), (4, 4, 3, NULL, NULL);
