-- @on-error: park
CREATE TABLE tv_share AS
SELECT p.pk_post AS pk_share, p.fk_user, 60 / (p.parts / 4) AS share, u.name,
  (SELECT sum(v.points) FROM tb_vote v WHERE v.fk_post = p.pk_post) AS points
FROM tb_post p
LEFT JOIN tb_user u ON u.pk_user = p.fk_user;
