-- The latest comment of each post, joined by its number: max of a group, of a subquery, of a view, of another TVIEW.
CREATE TABLE tb_post (pk_post integer PRIMARY KEY, title text NOT NULL);
CREATE TABLE tb_comment (pk_comment integer PRIMARY KEY, fk_post integer, day date, spam boolean NOT NULL DEFAULT false, body text);
CREATE INDEX ON tb_comment (fk_post);
CREATE VIEW vw_comments AS
SELECT fk_post, max(pk_comment) AS last, min(pk_comment) FILTER (WHERE NOT spam) AS first, count(*) AS n
FROM tb_comment GROUP BY fk_post;

INSERT INTO tb_post VALUES (1, 'one'), (2, 'two'), (3, 'three'), (4, 'four');
INSERT INTO tb_comment VALUES
  (10, 1, '2024-01-01', false, 'a'), (11, 1, '2024-01-03', false, 'b'), (12, 2, '2024-01-02', true, 'c'),
  (13, 2, '2024-01-02', false, 'd'), (14, NULL, '2024-01-09', false, 'stray');
