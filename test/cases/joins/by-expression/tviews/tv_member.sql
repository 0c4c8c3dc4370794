CREATE TABLE tv_member AS
SELECT m.pk_member, m.name,
       (SELECT count(*) FROM tb_mail x WHERE lower(x.sender) = lower(m.email)) AS sent,
       ARRAY(SELECT x.subject FROM tb_mail x WHERE x.headers ->> 'to' = m.pk_member::text ORDER BY x.subject) AS received
FROM tb_member m;
