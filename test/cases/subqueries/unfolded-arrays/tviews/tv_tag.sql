-- No column equals the tags that are unfolded, so a label's forms can't be told from the others.
-- @key (pk_form, position)
-- @on-change tb_label: full
CREATE TABLE tv_tag AS
SELECT f.pk_form, t.position, t.tag, l.label
FROM tb_form f
CROSS JOIN LATERAL unnest(f.tags) WITH ORDINALITY AS t (tag, position)
LEFT JOIN tb_label l ON l.tag = t.tag;
