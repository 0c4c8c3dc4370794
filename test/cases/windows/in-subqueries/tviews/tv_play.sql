-- Hidden ones count for the sums of others, and are not shown.
CREATE TABLE tv_play AS
SELECT v.pk_play, s.title, v.so_far
FROM vw_play v
LEFT JOIN tb_song s ON s.pk_song = v.fk_song
WHERE NOT v.hidden;
