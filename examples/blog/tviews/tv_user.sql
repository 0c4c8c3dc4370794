-- A user's public profile. E-mail and last visit stay out, so writes to them cost nothing here.
CREATE TABLE tv_user AS
SELECT
  u.pk_user,
  u.id,
  u.identifier,
  jsonb_build_object(
    'id', u.id,
    'identifier', u.identifier,
    'name', u.name,
    'bio', u.bio,
    'postCount', (
      SELECT count(*)
      FROM tb_post p
      WHERE p.fk_user = u.pk_user AND p.published_on IS NOT NULL
    )
  ) AS data
FROM tb_user u;
