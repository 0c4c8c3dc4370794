CREATE TABLE tv_artist AS
SELECT a.pk_artist, a.name, (SELECT jsonb_agg(s.title ORDER BY s.title, s.pk_song) FROM tb_song s WHERE s.fk_artist = a.pk_artist) AS songs
FROM tb_artist a;
