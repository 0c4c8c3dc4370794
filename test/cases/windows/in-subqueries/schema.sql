-- Windows where a row is one of several that a parent shows: inside a correlated subquery, inside a view that is joined, and
-- beside a filter that takes rows away before or after.
CREATE TABLE tb_song (pk_song integer PRIMARY KEY, title text NOT NULL);
CREATE TABLE tb_play (pk_play integer PRIMARY KEY, fk_song integer, day integer, seconds integer NOT NULL, hidden boolean NOT NULL);
CREATE INDEX ON tb_play (fk_song, day);
CREATE VIEW vw_play AS
SELECT p.pk_play, p.fk_song, p.seconds, sum(p.seconds) OVER (PARTITION BY p.fk_song ORDER BY p.day, p.pk_play) AS so_far, p.hidden
FROM tb_play p;

INSERT INTO tb_song VALUES (1, 'one'), (2, 'two');
INSERT INTO tb_play VALUES (1, 1, 1, 10, false), (2, 1, 2, 20, false), (3, 1, 2, 30, true), (4, 2, 1, 40, false), (5, NULL, 1, 50, false), (6, 1, NULL, 60, false);
