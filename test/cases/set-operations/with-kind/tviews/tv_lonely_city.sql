-- @key (city, fk_owner)
CREATE TABLE tv_lonely_city AS
SELECT c.city, c.fk_owner FROM tb_company c WHERE c.city IS NOT NULL
EXCEPT
SELECT p.city, p.pk_person FROM tb_person p;
