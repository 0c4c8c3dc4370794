CREATE TABLE tv_player AS
SELECT pk_player, team, rank() OVER (PARTITION BY team ORDER BY points DESC) AS place FROM tb_player;
