CREATE TABLE tv_topic AS
SELECT t.pk_topic, t.slug, jsonb_build_object('title', t.title, 'replies', t.replies,
       'bodies', (SELECT jsonb_agg(r.body ORDER BY r.pk_reply) FROM tb_reply r WHERE r.fk_topic = t.pk_topic)) AS data
FROM tb_topic t;
