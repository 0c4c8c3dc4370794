-- An empty subquery is NULL, and IS NOT DISTINCT FROM NULL.
-- @key (town)
SELECT t.town, count(*) AS teams
FROM tb_team t
WHERE t.leader IS NOT DISTINCT FROM (SELECT p.pk_person FROM tb_person p WHERE p.fk_team = t.pk_team AND p.level > 2)
GROUP BY t.town
