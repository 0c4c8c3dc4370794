CREATE TABLE tv_post AS
SELECT p.pk_post, p.id,
       jsonb_build_object(
         'title', p.title,
         'comments', (
           SELECT COALESCE(
                    jsonb_agg(jsonb_build_object('body', c.body, 'by', u.name) ORDER BY c.created_at DESC, c.pk_comment)
                      FILTER (WHERE c.approved IS NOT FALSE),
                    '[]'::jsonb)
           FROM tb_comment c
           LEFT JOIN tb_user u ON u.pk_user = c.fk_user
           WHERE c.fk_post = p.pk_post
         ),
         'rejected', (SELECT count(*) FILTER (WHERE NOT c.approved) FROM tb_comment c WHERE c.fk_post = p.pk_post)
       ) AS data
FROM tb_post p;
