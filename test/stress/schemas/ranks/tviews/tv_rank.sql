CREATE TABLE tv_rank AS
SELECT p.pk_player, p.name, t.name AS team,
  rank() OVER (PARTITION BY t.fk_league ORDER BY p.points DESC, p.pk_player) AS place
FROM tb_player p
JOIN tb_team t ON t.pk_team = p.fk_team;
