-- The tag cloud: how often each tag is used, and by how many authors.
CREATE TABLE tv_tag AS
SELECT
  t.pk_tag,
  t.id,
  t.identifier,
  jsonb_build_object(
    'id', t.id,
    'name', t.name,
    'postCount', count(p.pk_post),
    'authorCount', count(DISTINCT p.fk_user),
    'lastUsedOn', max(p.published_on)
  ) AS data
FROM tb_tag t
LEFT JOIN tb_post_tag pt ON pt.fk_tag = t.pk_tag
LEFT JOIN tb_post p ON p.pk_post = pt.fk_post
GROUP BY t.pk_tag;
