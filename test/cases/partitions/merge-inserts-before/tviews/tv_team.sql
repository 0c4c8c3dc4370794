SELECT t.pk_team, t.name, (SELECT count(*) FROM tb_member m WHERE m.fk_team = t.pk_team) AS members
FROM tb_team t
