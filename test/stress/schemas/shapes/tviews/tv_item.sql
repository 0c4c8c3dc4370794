CREATE TABLE tv_item AS
SELECT i.pk_item, i.name, i.price,
  (SELECT jsonb_agg(t.name ORDER BY l.weight, t.pk_tag) FROM tb_item_tag l JOIN tb_tag t ON t.pk_tag = l.fk_tag
   WHERE l.fk_item = i.pk_item) AS tags,
  (SELECT count(*) FROM tb_band b WHERE i.price BETWEEN b.low AND b.high) AS bands
FROM tb_item i;
