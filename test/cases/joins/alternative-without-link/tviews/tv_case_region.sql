-- Equal, or NULL on both sides.
-- @key (pk_case)
CREATE TABLE tv_case_region AS
SELECT c.pk_case, (SELECT count(*) FROM tb_agent a WHERE a.region = c.region OR (a.region IS NULL AND c.region IS NULL)) AS agents
FROM tb_case c;
