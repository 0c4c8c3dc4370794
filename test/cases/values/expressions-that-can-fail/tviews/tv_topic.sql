SELECT t.pk_topic, t.title, (
  SELECT count(*) FROM tb_entry e WHERE e.doc ->> 'kind' = 'post' AND (e.doc ->> 'topic')::integer = t.pk_topic
) AS posts
FROM tb_topic t
