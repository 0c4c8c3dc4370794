-- The filter is harmless, what it is asked of is not.
CREATE TABLE tv_large AS
SELECT q.pk_entry AS pk_large, q.share
FROM (SELECT e.pk_entry, 100 / e.parts AS share FROM tb_entry e WHERE e.parts <> 0) q
WHERE q.share > 20;
