-- transaction: a hidden one counts for those after it (changes tv_play) (leaves tv_song)
UPDATE tb_play SET seconds = 35 WHERE pk_play = 3;

-- transaction: it is shown (changes tv_play, tv_song)
UPDATE tb_play SET hidden = false WHERE pk_play = 3;

-- transaction: to the other song, and back to the first place (changes tv_play, tv_song)
UPDATE tb_play SET fk_song = 2, day = 0 WHERE pk_play = 1;

-- transaction: the song is renamed (changes tv_play, tv_song) (refreshes tv_song: 1)
UPDATE tb_song SET title = 'TWO' WHERE pk_song = 2;

-- transaction: a day that was not known (changes tv_play, tv_song)
UPDATE tb_play SET day = 1 WHERE pk_play = 6;

-- transaction: without a song, beside another one (changes tv_play, tv_song)
UPDATE tb_play SET fk_song = NULL WHERE pk_play = 4;

-- transaction: the key moves to the end of its day (changes tv_play, tv_song)
UPDATE tb_play SET pk_play = 20 WHERE pk_play = 2;

-- transaction: key and song in two statements, its old neighbours change between (changes tv_play, tv_song)
UPDATE tb_play SET pk_play = 30 WHERE pk_play = 3;
UPDATE tb_play SET seconds = seconds + 1 WHERE fk_song = 1;
UPDATE tb_play SET fk_song = 2 WHERE pk_play = 30;

-- transaction: the song comes later than its plays (changes tv_play, tv_song)
UPDATE tb_play SET fk_song = 3 WHERE fk_song = 1;
INSERT INTO tb_song VALUES (3, 'three');

-- transaction: the first of all goes (changes tv_play, tv_song)
DELETE FROM tb_play WHERE pk_play IN (1, 6);

-- transaction: songs without plays (changes tv_play, tv_song)
TRUNCATE tb_play;
