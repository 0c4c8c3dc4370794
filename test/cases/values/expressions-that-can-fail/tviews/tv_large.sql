-- The filter is harmless, what it is asked of is not: no trigger may ask it of rows that the SELECT leaves out before.
CREATE TABLE tv_large AS
SELECT q.pk_entry AS pk_large, q.share
FROM (SELECT e.pk_entry, 100 / e.parts AS share FROM tb_entry e WHERE CASE WHEN e.parts = 0 THEN false ELSE true END) q
WHERE q.share > 20;
