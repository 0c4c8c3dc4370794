-- @key (share)
SELECT 100 / e.parts AS share, count(*) AS entries
FROM tb_entry e
WHERE e.parts <> 0
GROUP BY 100 / e.parts
