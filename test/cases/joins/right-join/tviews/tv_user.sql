CREATE TABLE tv_user AS
SELECT u.pk_user, u.login, p.motto, c.name AS city
FROM tb_city c
RIGHT JOIN tb_profile p ON p.fk_city = c.pk_city
RIGHT JOIN tb_user u ON p.fk_user = u.pk_user;
