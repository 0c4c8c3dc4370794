CREATE TABLE tv_album AS
WITH length AS (
  SELECT t.fk_album, sum(t.seconds) AS seconds, jsonb_agg(t.title ORDER BY t.pk_track) AS titles
  FROM tb_track t
  WHERE NOT t.bonus
  GROUP BY t.fk_album
)
SELECT a.pk_album, a.id, jsonb_build_object('title', a.title, 'seconds', l.seconds, 'tracks', l.titles) AS data
FROM tb_album a
LEFT JOIN length l ON l.fk_album = a.pk_album;
