CREATE TABLE tv_contact AS
SELECT c.pk_contact, c.id,
       jsonb_build_object(
         'name', c.name,
         'street', a.street,
         'country', l.name,
         'company', m.name,
         'company_country', COALESCE(ml.name, '-')
       ) AS data
FROM tb_contact c
LEFT JOIN tb_address a ON a.pk_address = c.fk_address AND a.valid
LEFT JOIN tb_country l ON l.code = a.country_code
LEFT JOIN (tb_company m LEFT JOIN (tb_address ma JOIN tb_country ml ON ml.code = ma.country_code) ON ma.pk_address = m.fk_address)
  ON m.pk_company = c.fk_company;
