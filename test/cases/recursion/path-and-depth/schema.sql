-- A page knows its depth and the path of slugs that leads to it: values that each step computes from the one before.
CREATE TABLE tb_page (pk_page integer PRIMARY KEY, fk_parent integer, slug text, views integer NOT NULL DEFAULT 0);
CREATE INDEX ON tb_page (fk_parent);

-- / holds /a and /b, /a holds /a/c, that holds /a/c/d; page 6 hangs under a page that is not there.
INSERT INTO tb_page VALUES (1, NULL, ''), (2, 1, 'a'), (3, 1, 'b'), (4, 2, 'c'), (5, 4, 'd'), (6, 99, 'lost');
