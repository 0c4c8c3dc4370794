CREATE TABLE tv_badge AS
SELECT b.pk_user AS pk_badge, b.level, u.name
FROM tb_badge b
LEFT JOIN tb_user u ON u.pk_user = b.pk_user;
