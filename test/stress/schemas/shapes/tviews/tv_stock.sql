-- @key (pk_north, pk_south)
CREATE TABLE tv_stock AS
SELECT n.pk_north, s.pk_south, coalesce(n.article, s.article) AS article, n.pieces AS north, s.pieces AS south
FROM tb_north n
FULL JOIN tb_south s ON s.article = n.article;
