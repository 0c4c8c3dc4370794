-- @on-error: park
-- @key fk_user
CREATE TABLE tv_ratio AS
SELECT p.fk_user, max(u.name) AS name, 100 / (sum(p.parts) / 8) AS ratio
FROM tb_post p
LEFT JOIN tb_user u ON u.pk_user = p.fk_user
GROUP BY p.fk_user;
