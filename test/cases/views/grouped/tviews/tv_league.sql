CREATE TABLE tv_league AS
SELECT l.pk_league, l.name, COALESCE(r.games, 0) AS games, r.best
FROM tb_league l
LEFT JOIN league_result r ON r.league = l.pk_league;
