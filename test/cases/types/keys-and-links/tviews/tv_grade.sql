-- @key (name)
CREATE TABLE tv_grade AS
SELECT g.name, g.color, (SELECT count(*) FROM tb_thing t WHERE t.grade = g.name) AS things FROM tb_grade g;
