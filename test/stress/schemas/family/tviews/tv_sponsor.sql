-- @key (pk_person, pk_club)
CREATE TABLE tv_sponsor AS
SELECT m.fk_person AS pk_person, m.fk_club AS pk_club, s.name AS sponsor,
  (SELECT count(*) FROM tb_member o WHERE o.fk_person = m.fk_sponsor) AS clubs,
  (SELECT count(*) FROM tb_member o WHERE o.fk_sponsor IS NOT DISTINCT FROM m.fk_sponsor) AS sponsored
FROM tb_member m
LEFT JOIN tb_person s ON s.pk_person = m.fk_sponsor;
