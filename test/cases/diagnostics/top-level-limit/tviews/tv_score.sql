CREATE TABLE tv_score AS
SELECT s.pk_score, s.points
FROM tb_score s
ORDER BY s.points DESC
LIMIT 10;
