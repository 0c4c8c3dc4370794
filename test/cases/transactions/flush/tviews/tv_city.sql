CREATE TABLE tv_city AS
SELECT c.pk_city, (SELECT array_agg(s.address ORDER BY s.pk_street) FROM tv_street s WHERE s.fk_city = c.pk_city) AS addresses
FROM tb_city c;
