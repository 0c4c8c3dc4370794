-- @key (pk_author, pk_book)
CREATE TABLE tv_newest AS
SELECT a.pk_author, b.pk_book, b.title, p.name AS publisher
FROM tb_author a
CROSS JOIN LATERAL (
  SELECT x.* FROM tb_book x WHERE x.fk_author = a.pk_author ORDER BY x.year DESC NULLS LAST, x.pk_book LIMIT 2
) b
LEFT JOIN tb_publisher p ON p.pk_publisher = b.fk_publisher;
