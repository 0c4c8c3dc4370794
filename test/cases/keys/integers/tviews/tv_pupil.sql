CREATE TABLE tv_pupil AS
SELECT p.pk_pupil, p.name, g.name AS grade,
       ARRAY(SELECT m.mark FROM tb_mark m WHERE m.fk_pupil = p.pk_pupil ORDER BY m.mark, m.pk_mark) AS marks
FROM tb_pupil p
LEFT JOIN tb_grade g ON g.pk_grade = p.fk_grade;
