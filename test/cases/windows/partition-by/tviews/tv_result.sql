-- @key (fk_race, pk_result)
CREATE TABLE tv_result AS
SELECT r.fk_race, r.pk_result, r.runner, rank() OVER w AS place, r.seconds - min(r.seconds) OVER (PARTITION BY r.fk_race) AS behind
FROM tb_result r
WINDOW w AS (PARTITION BY r.fk_race ORDER BY r.seconds);
