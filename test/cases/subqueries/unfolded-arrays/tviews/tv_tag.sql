-- @key (pk_form, position)
CREATE TABLE tv_tag AS
SELECT f.pk_form, t.position, t.tag, l.label
FROM tb_form f
CROSS JOIN LATERAL unnest(f.tags) WITH ORDINALITY AS t (tag, position)
LEFT JOIN tb_label l ON l.tag = t.tag;
