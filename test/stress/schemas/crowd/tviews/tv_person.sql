CREATE TABLE tv_person AS
SELECT p.pk_person, p.name,
  (SELECT jsonb_agg(jsonb_build_object('club', c.name, 'role', m.role) ORDER BY c.pk_club)
   FROM tb_member m JOIN tb_club c ON c.pk_club = m.fk_club WHERE m.fk_person = p.pk_person) AS clubs
FROM tb_person p;
