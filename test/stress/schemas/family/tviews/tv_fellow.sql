-- @key pk_person
CREATE TABLE tv_fellow AS
SELECT p.pk_person, count(DISTINCT o.fk_person) AS fellows, string_agg(DISTINCT f.name, ' ') AS names,
  string_agg(DISTINCT c.name, ' ') AS clubs_of_fellows
FROM tb_person p
JOIN tb_member m ON m.fk_person = p.pk_person
JOIN tb_member o ON o.fk_club = m.fk_club
JOIN tb_person f ON f.pk_person = o.fk_person
JOIN tb_member x ON x.fk_person = f.pk_person
JOIN tb_club c ON c.pk_club = x.fk_club
GROUP BY p.pk_person;
