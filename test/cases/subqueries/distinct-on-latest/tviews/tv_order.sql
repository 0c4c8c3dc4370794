CREATE TABLE tv_order AS
WITH latest AS (
  SELECT DISTINCT ON (fk_order) fk_order, word, at FROM tb_state ORDER BY fk_order, at DESC NULLS LAST, pk_state DESC
)
SELECT o.pk_order, o.customer, l.word, l.at FROM tb_order o LEFT JOIN latest l ON l.fk_order = o.pk_order;
