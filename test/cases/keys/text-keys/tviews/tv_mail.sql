-- @key address
CREATE TABLE tv_mail AS
SELECT m.address, m.owner, count(l.pk_login) AS logins
FROM tb_mail m LEFT JOIN tb_login l ON l.address = m.address
GROUP BY m.address;
