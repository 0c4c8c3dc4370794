-- @on-change tb_league: full
CREATE TABLE tv_overall AS
SELECT t.pk_team, t.name, count(p.pk_player) AS players, (SELECT count(*) FROM tb_league) AS leagues
FROM tb_team t
LEFT JOIN tb_player p ON p.fk_team = t.pk_team
GROUP BY t.pk_team;
