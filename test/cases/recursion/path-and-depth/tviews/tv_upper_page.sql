-- The levels above the second, and how much was seen directly below each.
-- @key (pk_page)
CREATE TABLE tv_upper_page AS
WITH RECURSIVE walk (pk_page, depth) AS (
  SELECT pk_page, 0 FROM tb_page WHERE fk_parent IS NULL
  UNION ALL
  SELECT p.pk_page, w.depth + 1 FROM tb_page p JOIN walk w ON p.fk_parent = w.pk_page WHERE w.depth < 1
)
SELECT w.pk_page, w.depth, (SELECT sum(c.views) FROM tb_page c WHERE c.fk_parent = w.pk_page) AS views_below FROM walk w;
