-- @key (tag)
SELECT x.tag, count(*) AS entries
FROM tb_entry e
CROSS JOIN LATERAL jsonb_array_elements_text(e.doc -> 'tags') AS x (tag)
WHERE jsonb_typeof(e.doc -> 'tags') = 'array'
GROUP BY x.tag
