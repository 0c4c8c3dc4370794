-- @key (pk_page)
CREATE TABLE tv_page AS
WITH RECURSIVE walk AS (
  SELECT pk_page, slug AS path, 0 AS depth FROM tb_page WHERE fk_parent IS NULL
  UNION ALL
  SELECT p.pk_page, w.path || '/' || p.slug, w.depth + 1 FROM walk w JOIN tb_page p ON p.fk_parent = w.pk_page
)
SELECT pk_page, path, depth FROM walk;
