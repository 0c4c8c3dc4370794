CREATE TABLE tv_team AS
SELECT t.pk_team, t.name,
       count(*) AS rows, count(p.score) AS scores, count(DISTINCT p.shots) AS different_shots,
       sum(p.score) AS sum, avg(p.score) AS avg, min(p.score) AS min, max(p.born) AS max, stddev_pop(p.shots) AS spread,
       bool_and(p.injured) AS all_injured, bool_or(p.injured) AS any_injured, every(p.score > 1) AS every_above,
       bit_or(p.flags) AS flags,
       array_agg(p.nick ORDER BY p.nick) AS nicks,
       array_agg(DISTINCT p.injured ORDER BY p.injured) FILTER (WHERE p.injured IS NOT NULL) AS injuries,
       string_agg(p.nick, ', ' ORDER BY p.score DESC NULLS LAST, p.pk_player) AS ranking,
       jsonb_agg(p.shots ORDER BY p.pk_player) AS shots,
       jsonb_object_agg(p.nick, p.score ORDER BY p.pk_player) FILTER (WHERE p.nick IS NOT NULL) AS by_nick,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY p.shots) AS median,
       percentile_disc(ARRAY[0.25, 0.75]) WITHIN GROUP (ORDER BY p.score) AS quartiles,
       mode() WITHIN GROUP (ORDER BY p.shots) AS usual,
       rank(6) WITHIN GROUP (ORDER BY p.shots) AS rank_of_six
FROM tb_team t
LEFT JOIN tb_player p ON p.fk_team = t.pk_team
GROUP BY t.pk_team;
