-- Filtered by the window's result: the two best of each team.
-- @key (pk_player)
CREATE TABLE tv_best AS
SELECT r.pk_player, r.team, r.place
FROM (SELECT p.pk_player, p.team, row_number() OVER (PARTITION BY p.team ORDER BY p.points DESC, p.pk_player) AS place FROM tb_player p) r
WHERE r.place <= 2;
