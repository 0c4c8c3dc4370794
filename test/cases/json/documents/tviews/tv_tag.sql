-- @key (tag)
CREATE TABLE tv_tag AS
SELECT t.tag, array_agg(d.pk_document ORDER BY d.pk_document) AS documents
FROM tb_document d, jsonb_array_elements_text(d.body -> 'tags') AS t (tag)
GROUP BY t.tag;
