-- Keyed by the author alone: there is one row each.
-- @key (pk_author)
CREATE TABLE tv_first AS
SELECT a.pk_author, b.pk_book, b.title
FROM tb_author a, LATERAL (SELECT * FROM tb_book x WHERE x.fk_author = a.pk_author ORDER BY x.year, x.pk_book FETCH FIRST ROW ONLY) b;
