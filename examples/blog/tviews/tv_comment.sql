-- A comment in a feed, with its author's whole profile: a TVIEW may read another one (here tv_user).
CREATE TABLE tv_comment AS
SELECT
  c.pk_comment,
  c.id,
  c.identifier,
  p.id AS post_id,
  jsonb_build_object(
    'id', c.id,
    'body', c.body,
    'writtenOn', c.written_on,
    'author', author.data,
    'post', jsonb_build_object('id', p.id, 'title', p.title),
    'inReplyTo', parent.id
  ) AS data
FROM tb_comment c
JOIN tv_user author ON author.pk_user = c.fk_user
JOIN tb_post p ON p.pk_post = c.fk_post
LEFT JOIN tb_comment parent ON parent.pk_comment = c.fk_parent;

CREATE INDEX ON tv_comment (post_id);
