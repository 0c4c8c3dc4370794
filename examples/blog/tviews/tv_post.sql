-- All that a post's page shows, in one row.
CREATE TABLE tv_post AS
SELECT
  p.pk_post,
  p.id,
  p.identifier,
  author.id AS user_id,
  jsonb_build_object(
    'id', p.id,
    'identifier', p.identifier,
    'title', p.title,
    'body', p.body,
    'publishedOn', p.published_on,
    'author', jsonb_build_object(
      'id', author.id,
      'identifier', author.identifier,
      'name', author.name
    ),
    'tags', coalesce((
      SELECT jsonb_agg(t.name ORDER BY t.name, t.pk_tag)
      FROM tb_post_tag pt
      JOIN tb_tag t ON t.pk_tag = pt.fk_tag
      WHERE pt.fk_post = p.pk_post
    ), '[]'),
    'commentCount', (
      SELECT count(*)
      FROM tb_comment c
      WHERE c.fk_post = p.pk_post
    ),
    'latestComments', coalesce((
      SELECT jsonb_agg(
        jsonb_build_object('id', latest.id, 'author', latest.name, 'body', latest.body)
        ORDER BY latest.pk_comment DESC
      )
      FROM (
        SELECT c.pk_comment, c.id, c.body, u.name
        FROM tb_comment c
        JOIN tb_user u ON u.pk_user = c.fk_user
        WHERE c.fk_post = p.pk_post
        ORDER BY c.pk_comment DESC
        LIMIT 3
      ) latest
    ), '[]')
  ) AS data
FROM tb_post p
JOIN tb_user author ON author.pk_user = p.fk_user;

CREATE INDEX ON tv_post (user_id);
