-- @key fk_person
CREATE TABLE tv_both AS
SELECT fk_person FROM tb_order
INTERSECT
SELECT fk_person FROM tb_visit;
