-- @key pk_post
CREATE TABLE tv_card AS
SELECT tp.pk_post, tp.data || jsonb_build_object('by', u.name) AS data
FROM tv_post tp
JOIN tb_user u ON u.pk_user = tp.fk_user;
