-- The condition is no link: persons find their matches by the town of their team.
SELECT m.pk_match, count(*) AS pairs, sum(p.level) AS levels
FROM tb_team t
JOIN tb_match m ON m.town = t.town
LEFT JOIN tb_person p ON p.fk_team = t.pk_team
WHERE p.level IS DISTINCT FROM m.level
GROUP BY m.pk_match
