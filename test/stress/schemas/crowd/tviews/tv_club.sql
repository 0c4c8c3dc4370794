CREATE TABLE tv_club AS
SELECT c.pk_club, c.name, count(m.fk_person) AS members, string_agg(p.name, ', ' ORDER BY p.pk_person) AS names
FROM tb_club c
LEFT JOIN tb_member m ON m.fk_club = c.pk_club
LEFT JOIN tb_person p ON p.pk_person = m.fk_person
GROUP BY c.pk_club;
