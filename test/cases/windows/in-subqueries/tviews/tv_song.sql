CREATE TABLE tv_song AS
SELECT s.pk_song, s.title, ARRAY (
  SELECT x.seconds - x.before
  FROM (SELECT p.pk_play, p.seconds, lag(p.seconds, 1, 0) OVER (ORDER BY p.day, p.pk_play) AS before FROM tb_play p WHERE p.fk_song = s.pk_song AND NOT p.hidden) x
  ORDER BY x.pk_play
) AS differences
FROM tb_song s;
