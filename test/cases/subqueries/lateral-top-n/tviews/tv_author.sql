CREATE TABLE tv_author AS
SELECT a.pk_author, a.name, jsonb_agg(jsonb_build_object('title', b.title, 'publisher', p.name) ORDER BY b.year DESC) AS newest
FROM tb_author a
LEFT JOIN LATERAL (
  SELECT x.title, x.year, x.fk_publisher FROM tb_book x WHERE x.fk_author = a.pk_author ORDER BY x.year DESC, x.pk_book LIMIT 2
) b ON true
LEFT JOIN tb_publisher p ON p.pk_publisher = b.fk_publisher
GROUP BY a.pk_author;
