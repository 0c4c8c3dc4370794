CREATE TABLE tv_person AS
SELECT p.pk_person, p.name,
       (SELECT jsonb_agg(a.what ORDER BY a.what)
        FROM (SELECT fk_person AS who, 'order ' || total AS what FROM tb_order
              UNION ALL
              SELECT fk_person, 'visit ' || place FROM tb_visit) a
        WHERE a.who = p.pk_person) AS did
FROM tb_person p;
