SELECT e.pk_entry, e.doc ->> 'kind' AS kind, t.title
FROM tb_entry e
LEFT JOIN tb_topic t ON t.code ~ '^[0-9]+$' AND t.code::integer = e.parts
