-- @key fk_person
CREATE TABLE tv_active AS
SELECT fk_person FROM tb_order WHERE total > 5
UNION
SELECT fk_person FROM tb_visit;
