-- @key (fk_person, fk_club)
CREATE TABLE tv_member AS
SELECT m.fk_person, m.fk_club, m.role, p.name AS person, c.members
FROM tb_member m
LEFT JOIN tb_person p ON p.pk_person = m.fk_person
LEFT JOIN tv_club c ON c.pk_club = m.fk_club;
