CREATE TABLE tv_post AS
SELECT p.pk_post, p.id,
       jsonb_build_object(
         'title', p.title,
         'tags', COALESCE(jsonb_agg(jsonb_build_object('name', t.name, 'weight', pt.weight) ORDER BY t.name, t.pk_tag)
                          FILTER (WHERE t.pk_tag IS NOT NULL), '[]')
       ) AS data
FROM tb_post p
LEFT JOIN tb_post_tag pt ON pt.fk_post = p.pk_post
LEFT JOIN tb_tag t ON t.pk_tag = pt.fk_tag
GROUP BY p.pk_post;
