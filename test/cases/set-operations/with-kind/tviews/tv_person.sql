-- The first two names around each person, from either table.
CREATE TABLE tv_person AS
SELECT p.pk_person, p.name, ARRAY (
  (SELECT o.name FROM tb_person o WHERE o.city = p.city AND o.pk_person <> p.pk_person)
  UNION
  (SELECT c.name FROM tb_company c WHERE c.city = p.city ORDER BY c.name LIMIT 1)
  ORDER BY 1
  LIMIT 2
) AS neighbours
FROM tb_person p;
