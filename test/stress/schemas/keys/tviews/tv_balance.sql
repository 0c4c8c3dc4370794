-- @key (fk_order, kind)
CREATE TABLE tv_balance AS
SELECT fk_order, s.kind, s.sold, r.returned
FROM (SELECT l.fk_order, a.kind, sum(l.amount) AS sold FROM tb_line l JOIN tb_article a ON a.pk_article = l.fk_article
      GROUP BY l.fk_order, a.kind) s
FULL JOIN (SELECT fk_order, sum(amount) AS returned FROM tb_return GROUP BY fk_order) r USING (fk_order)
WHERE fk_order IS NOT NULL;
