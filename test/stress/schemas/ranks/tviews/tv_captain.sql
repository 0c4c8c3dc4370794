-- @key fk_team
CREATE TABLE tv_captain AS
SELECT DISTINCT ON (p.fk_team) p.fk_team, p.name, t.name AS team
FROM tb_player p
LEFT JOIN tb_team t ON t.pk_team = p.fk_team
ORDER BY p.fk_team, p.points DESC NULLS LAST, p.pk_player;
