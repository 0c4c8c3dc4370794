-- @key pk_player
CREATE TABLE tv_place AS
SELECT p.pk_player, p.team, row_number() OVER (PARTITION BY p.team ORDER BY p.points DESC, p.pk_player) AS place
FROM tb_player p;

CREATE UNIQUE INDEX ON tv_place (team, place);
