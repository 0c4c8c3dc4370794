CREATE TABLE tv_tag AS
SELECT t.pk_tag, t.name, count(i.pk_item) AS items, max(i.price) AS dearest
FROM tb_tag t
LEFT JOIN tb_item_tag l ON l.fk_tag = t.pk_tag
LEFT JOIN tb_item i ON i.pk_item = l.fk_item
GROUP BY t.pk_tag;
