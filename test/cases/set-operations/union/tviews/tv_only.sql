-- @key fk_person
CREATE TABLE tv_only AS
SELECT fk_person FROM tb_visit
EXCEPT
SELECT fk_person FROM tb_order;
