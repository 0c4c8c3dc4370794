CREATE TABLE tv_grade AS
SELECT g.pk_grade, g.name,
       (SELECT count(*) FROM tb_pupil p WHERE p.fk_grade = g.pk_grade) AS pupils,
       (SELECT sum(m.mark) FROM tb_mark m WHERE m.grade = g.pk_grade) AS marks
FROM tb_grade g;
