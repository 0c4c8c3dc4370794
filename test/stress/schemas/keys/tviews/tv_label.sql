-- @key (fk_customer, label)
CREATE TABLE tv_label AS
SELECT o.fk_customer, coalesce(o.kind, '-') || '/' || coalesce(a.kind, '-') AS label, count(*) AS lines,
  sum(l.amount) AS amount
FROM tb_line l
JOIN tb_order o ON o.pk_order = l.fk_order
LEFT JOIN tb_article a ON a.pk_article = l.fk_article
GROUP BY 1, 2;
