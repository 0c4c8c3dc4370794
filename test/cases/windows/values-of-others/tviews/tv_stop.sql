CREATE TABLE tv_stop AS
SELECT x.pk_stop, x.line, b.name AS before, f.name AS first, l.name AS largest
FROM (
  SELECT s.pk_stop, s.line, lag(s.pk_stop) OVER w AS before, first_value(s.pk_stop) OVER w AS first,
    max(s.pk_stop) FILTER (WHERE s.place > 1) OVER (PARTITION BY s.line) AS largest
  FROM tb_stop s
  WINDOW w AS (PARTITION BY s.line ORDER BY s.place, s.pk_stop)
) x
LEFT JOIN tb_stop b ON b.pk_stop = x.before
LEFT JOIN tb_stop f ON f.pk_stop = x.first
LEFT JOIN tb_stop l ON l.pk_stop = x.largest;
