-- @key pk_league
CREATE TABLE tv_best AS
SELECT l.pk_league, l.name, best.name AS player, best.team
FROM tb_league l
LEFT JOIN LATERAL (
  SELECT p.name, t.name AS team FROM tb_team t JOIN tb_player p ON p.fk_team = t.pk_team
  WHERE t.fk_league = l.pk_league ORDER BY p.points DESC NULLS LAST, p.pk_player LIMIT 1
) best ON true;
