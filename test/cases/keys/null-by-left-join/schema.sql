-- A row per user and post, and one with NULL for users without posts.
CREATE TABLE tb_user (pk_user integer PRIMARY KEY, name text);
CREATE TABLE tb_post (pk_post integer PRIMARY KEY, fk_user integer, title text);
CREATE INDEX ON tb_post (fk_user);

INSERT INTO tb_user VALUES (1, 'Ann'), (2, 'Ben');
INSERT INTO tb_post VALUES (1, 1, 'first'), (2, 1, 'second');
