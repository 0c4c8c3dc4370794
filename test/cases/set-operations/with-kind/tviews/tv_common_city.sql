-- @key (city)
CREATE TABLE tv_common_city AS
SELECT city FROM tb_person INTERSECT SELECT city FROM tb_company;
