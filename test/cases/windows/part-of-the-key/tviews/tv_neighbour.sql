-- Two windows with different partitions: both parts of a changed row count.
CREATE TABLE tv_neighbour AS
SELECT
  p.pk_player AS pk_neighbour,
  lag(p.nickname) OVER in_team AS before,
  lead(p.nickname, 1, 'last') OVER in_team AS after,
  first_value(p.nickname) OVER on_day AS first_of_day,
  sum(p.points) OVER (in_team ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS running
FROM tb_player p
WINDOW in_team AS (PARTITION BY p.team ORDER BY p.points, p.pk_player), on_day AS (PARTITION BY p.joined ORDER BY p.pk_player);
