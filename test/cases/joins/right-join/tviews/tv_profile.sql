CREATE TABLE tv_profile AS
SELECT p.pk_profile, u.login, c.name AS city
FROM tb_user u
JOIN tb_profile q ON q.fk_user = u.pk_user
RIGHT OUTER JOIN tb_profile p ON p.pk_profile = q.pk_profile
LEFT JOIN tb_city c ON c.pk_city = p.fk_city;
