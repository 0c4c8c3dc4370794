-- Joined by less-than and by rows compared as a whole: every row before this one, of the same table and of another.
CREATE TABLE tb_release (pk_release integer PRIMARY KEY, major integer NOT NULL, minor integer, name text NOT NULL);
CREATE TABLE tb_client (pk_client integer PRIMARY KEY, major integer, minor integer);
CREATE INDEX ON tb_release (major, minor);

INSERT INTO tb_release VALUES (1, 1, 0, 'one'), (2, 1, 9, 'one nine'), (3, 2, 0, 'two'), (4, 2, NULL, 'two next');
INSERT INTO tb_client VALUES (1, 1, 5), (2, 2, 0), (3, NULL, 1);
