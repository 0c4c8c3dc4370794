CREATE TABLE tv_team AS
SELECT t.pk_team,
       array_agg(m.name) AS any_names,
       array_agg(m.name ORDER BY m.pk_member) AS names,
       string_agg(DISTINCT m.name, ', ') AS distinct_names,
       jsonb_build_object('members', jsonb_agg(m.name)) AS document,
       sum(m.points) AS points,
       (SELECT json_agg(o) FROM (SELECT x.name FROM tb_member x WHERE x.fk_team = t.pk_team ORDER BY x.name) o) AS sorted
FROM tb_team t
JOIN tb_member m ON m.fk_team = t.pk_team
GROUP BY t.pk_team;
