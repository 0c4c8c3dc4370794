CREATE TABLE tv_club AS
SELECT c.pk_club, jsonb_build_object('name', c.name, 'games', r.games, 'goals', r.goals, 'won', r.won) AS data
FROM tb_club c
LEFT JOIN home_result r ON r.club = c.pk_club;
