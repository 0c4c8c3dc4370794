-- @key (place, grade)
CREATE TABLE tv_by_place AS
SELECT l.place, r.grade, count(*) AS n FROM tb_left l JOIN tb_right r ON r.number = l.number GROUP BY l.place, r.grade;
