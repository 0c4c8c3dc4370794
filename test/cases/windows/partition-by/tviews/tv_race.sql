CREATE TABLE tv_race AS
SELECT r.pk_race, r.name, x.runner AS winner
FROM tb_race r
LEFT JOIN LATERAL (SELECT t.runner FROM tb_result t WHERE t.fk_race = r.pk_race ORDER BY t.seconds, t.pk_result LIMIT 1) x ON true;
