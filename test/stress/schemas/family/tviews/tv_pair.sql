-- @key (employee, colleague)
CREATE TABLE tv_pair AS
SELECT a.fk_person AS employee, b.fk_person AS colleague, count(*) AS clubs
FROM tb_member a
JOIN tb_member b ON b.fk_club = a.fk_club AND b.fk_person > a.fk_person
GROUP BY a.fk_person, b.fk_person;
