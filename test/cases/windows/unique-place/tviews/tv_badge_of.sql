-- One badge for a player, so it is hoped.
-- @key pk_player
CREATE TABLE tv_badge_of AS
SELECT p.pk_player, b.title, count(*) OVER (PARTITION BY p.team) AS in_team
FROM tb_player p
JOIN tb_badge b ON b.fk_player = p.pk_player;
