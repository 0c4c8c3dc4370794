-- transaction: a track grows (changes tv_album) (refreshes tv_album: 1)
UPDATE tb_track SET seconds = seconds + 1 WHERE pk_track = 1;

-- transaction: a bonus track grows (leaves tv_album)
UPDATE tb_track SET seconds = seconds + 1 WHERE pk_track = 3;

-- transaction: and is bonus no more (changes tv_album) (refreshes tv_album: 1)
UPDATE tb_track SET bonus = false WHERE pk_track = 3;

-- transaction: a track moves (changes tv_album) (refreshes tv_album: 2)
UPDATE tb_track SET fk_album = 2 WHERE pk_track = 2;

-- transaction: the group of an album vanishes (changes tv_album) (refreshes tv_album: 1)
DELETE FROM tb_track WHERE fk_album = 1;

-- transaction: an album comes with its tracks (changes tv_album) (refreshes tv_album: 1)
INSERT INTO tb_album (pk_album, title) VALUES (3, 'Green');
INSERT INTO tb_track VALUES (5, 3, 'Leaf', 1), (6, 3, 'Grass', 2);
