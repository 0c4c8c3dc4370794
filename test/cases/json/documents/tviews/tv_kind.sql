-- The kind null, and no kind at all, are two groups.
-- @key (kind)
CREATE TABLE tv_kind AS
SELECT d.body -> 'kind' AS kind, count(*) AS documents, sum((d.body ->> 'size')::integer) AS size FROM tb_document d GROUP BY d.body -> 'kind';
