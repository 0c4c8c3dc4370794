CREATE TABLE tv_street AS
SELECT s.pk_street, s.fk_city, s.name || ', ' || c.name AS address
FROM tb_street s JOIN tb_city c ON c.pk_city = s.fk_city;
